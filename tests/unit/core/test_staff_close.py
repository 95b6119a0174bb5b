"""The staff's task «out of service», and the closed sign."""

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core import view as v
from kiosk.core.machine import Refusal
from kiosk.core.model import Balance, PrintState
from kiosk.core.rules import CLOSED_HINT_TIME, STUCK_AFTER, Rules
from kiosk.core.staff_settings import awake
from kiosk.core.state import Closed
from tests.support.play import COUPON, Play, operation
from tests.support.ways import close_asked, closed, out_of_service, shutting_down


def deeds(play: Play) -> list[str]:
    body = play.view.body
    assert isinstance(body, v.StaffChoice)
    return [button.value for button in body.choices]


def headline(play: Play) -> str:
    body = play.view.body
    assert isinstance(body, v.Message | v.StaffChoice)
    return body.headline.id


# -- asked twice -----------------------------------------------------------------------------------


@pytest.mark.parametrize("deed", ["close", "restart", "shut_down"])
def test_each_is_confirmed_by_a_second_touch(deed: str) -> None:
    play = Play()
    out_of_service(play)
    assert deeds(play) == ["close", "restart", "shut_down"]
    play.tap(ev.Action.CONFIRM)
    play.tap(ev.Action.DEED, deed)
    assert (play.effects, headline(play)) == ((), f"staff_close.{deed}_sure")
    assert [button.action for button in play.view.buttons] == ["confirm", "back", "leave"]
    play.tap(ev.Action.DEED, deed)  # the same finger once more
    assert play.effects == ()
    play.tap(ev.Action.BACK)
    assert headline(play) == "staff.task_close"
    play.tap(ev.Action.CONFIRM)
    assert play.effects == ()
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


@pytest.mark.parametrize("value", ["open", "", "explode"])
def test_what_cannot_be_done_is_not_asked(value: str) -> None:
    play = Play()
    out_of_service(play)
    play.tap(ev.Action.DEED, value)
    assert headline(play) == "staff.task_close"


# -- closed ----------------------------------------------------------------------------------------


def test_closing_is_kept_audited_and_ends_the_staffs_session() -> None:
    play = Play()
    closed(play)
    assert (play.view.screen, play.session, headline(play)) == ("closed", "", "closed.headline")
    assert play.one(e.Remember) == e.Remember("closed", "yes")
    assert play.one(e.Audit) == e.Audit("Deniz", "close", "done")
    assert play.view.lock is not None
    assert not play.view.show_preview


def test_staff_open_it_again() -> None:
    play = Play()
    closed(play)
    play.staff()
    play.tap(ev.Action.LEAVE)
    assert play.view.screen == "closed"
    out_of_service(play)
    assert deeds(play) == ["open", "restart", "shut_down"]
    play.tap(ev.Action.DEED, "open")
    assert headline(play) == "staff_close.open_sure"
    play.tap(ev.Action.CONFIRM)
    assert play.view.screen == "attract"
    assert play.one(e.Remember) == e.Remember("closed", "")
    assert play.one(e.Audit) == e.Audit("Deniz", "open", "done")


def test_it_stays_closed_over_a_restart() -> None:
    play = Play()
    play.kiosk, _ = awake(play.kiosk, {"closed": "yes"}, play.now)
    assert play.view.screen == "closed"
    play.scan()
    assert play.of(e.Lookup) == []


@pytest.mark.parametrize("code", [b"anna-code", b"cq_token", b"\xff"])
def test_whoever_shows_a_code_is_told_that_nothing_was_booked(code: bytes) -> None:
    play = Play()
    closed(play)
    play.scan(code, ev.Source.SCANNER)
    assert [type(effect) for effect in play.effects] == [e.Report]
    assert (play.view.screen, headline(play)) == ("closed", "closed.scanned")
    play.scan(code, ev.Source.SCANNER)  # still in view
    assert play.effects == ()
    assert play.wait(CLOSED_HINT_TIME) == ["hint"]
    assert headline(play) == "closed.headline"


def test_a_code_while_staff_unlock_a_closed_kiosk_is_nobodys() -> None:
    play = Play()
    closed(play)
    play.tap(ev.Action.LOCK)
    play.tap(ev.Action.DIGIT, "4")
    before = play.kiosk.stage
    play.scan()
    assert play.kiosk.stage == before
    assert [type(effect) for effect in play.effects] == [e.Report]


def test_two_codes_before_a_closed_kiosk_are_nobodys_business() -> None:
    play = Play()
    closed(play)
    play.do(ev.CodeSeen(ev.Source.CAMERA, b"one", others=(b"two",)))
    assert play.view.toast is None


def test_a_closed_kiosk_dims_and_wakes_and_the_waking_touch_presses_nothing() -> None:
    play = Play()
    closed(play)
    assert play.wait(130.0) == ["dim"]
    body = play.view.body
    assert isinstance(body, v.Message)
    assert body.dimmed
    play.tap(ev.Action.LOCK)
    assert play.view.screen == "closed"
    assert isinstance(play.kiosk.stage, Closed)
    assert not play.kiosk.stage.dimmed
    play.wait(130.0)
    play.do(ev.Stirred())
    assert not play.kiosk.stage.dimmed
    play.wait(130.0)
    play.scan()
    assert not play.kiosk.stage.dimmed
    play.tap(ev.Action.LOCK)
    assert play.view.screen == "staff_lock"


def test_somebody_reads_it_in_their_language_and_the_next_one_in_the_shops() -> None:
    play = Play()
    closed(play)
    play.tap(ev.Action.LANGUAGE, "de")
    play.scan()
    assert (play.view.language, headline(play)) == ("de", "closed.scanned")
    assert "forget" in play.wait(40.0)
    assert play.view.language == "en"


def test_no_lamp_and_no_hint_before_a_closed_kiosk() -> None:
    play = Play()
    closed(play)
    play.do(ev.Aimed(ev.Hint.CLOSER, ev.Light.DARK))
    play.wait(20.0)
    assert (play.view.hint, play.view.lamp) == (None, "off")


def test_what_a_customer_had_under_way_comes_to_its_end_behind_the_sign() -> None:
    play = Play().sending()
    close_asked(play)
    play.tap(ev.Action.CONFIRM)
    assert play.view.screen == "closed"
    play.answered(o.Accepted(Balance(0, 30), COUPON))
    settle = play.one(e.Settle)
    assert not settle.print_now
    play.settled(PrintState.HELD)
    assert (play.view.screen, play.kiosk.loose) == ("closed", ())


def test_the_outbox_goes_on_and_prints_for_nobody() -> None:
    play = Play()
    closed(play)
    play.do(ev.Replayed(operation(), o.Accepted(Balance(0, 30), COUPON), fresh=True))
    assert not play.one(e.Settle).print_now


# -- restart and shut down -------------------------------------------------------------------------


def test_a_restart_is_audited_first() -> None:
    play = Play()
    out_of_service(play)
    play.tap(ev.Action.DEED, "restart")
    play.tap(ev.Action.CONFIRM)
    assert play.effects == (e.Audit("Deniz", "restart", "asked"), e.Restart())
    assert headline(play) == "staff_close.restarting"
    for action in (ev.Action.CONFIRM, ev.Action.BACK, ev.Action.DEED):
        play.tap(action, "restart")
        assert (play.effects, headline(play)) == ((), "staff_close.restarting")


def test_shutting_down_is_audited_first() -> None:
    play = Play()
    shutting_down(play)
    assert play.effects == (e.Audit("Deniz", "shut_down", "asked"), e.ShutDown(play.session))
    assert headline(play) == "staff_close.shutting_down"
    play.do(ev.ShutDownAnswered(play.session, None))
    assert headline(play) == "staff_close.shutting_down"


@pytest.mark.parametrize(
    ("refusal", "code"),
    [(Refusal.NOT_PERMITTED, "E-OFF-1"), (Refusal.NOT_AVAILABLE, "E-OFF-2"), (Refusal.FAILED, "E-OFF-3")],
)
def test_a_refusal_is_told_in_words(refusal: Refusal, code: str) -> None:
    play = Play()
    shutting_down(play)
    play.do(ev.ShutDownAnswered("another", refusal))
    assert headline(play) == "staff_close.shutting_down"
    play.do(ev.ShutDownAnswered(play.session, refusal))
    body = play.view.body
    assert isinstance(body, v.StaffChoice)
    assert body.note is not None
    assert (body.note.id, body.code) == (f"staff_close.{refusal.value}", code)
    assert play.one(e.Audit) == e.Audit("Deniz", "shut_down", refusal.value)
    play.do(ev.ShutDownAnswered(play.session, Refusal.FAILED))  # late, and once more
    assert play.effects == ()
    play.tap(ev.Action.DEED, "restart")
    play.tap(ev.Action.BACK)
    body = play.view.body
    assert isinstance(body, v.StaffChoice)
    assert body.note is None


@pytest.mark.parametrize("deed", ["restart", "shut_down"])
def test_if_nothing_comes_of_it_that_is_told(deed: str) -> None:
    play = Play()
    out_of_service(play)
    play.tap(ev.Action.DEED, deed)
    play.tap(ev.Action.CONFIRM)
    assert play.wait(STUCK_AFTER) == ["stuck"]
    assert play.one(e.Audit) == e.Audit("Deniz", deed, "failed")
    assert deeds(play) == ["close", "restart", "shut_down"]


def test_a_disk_that_fails_and_a_paper_that_moves_change_nothing_here() -> None:
    play = Play()
    close_asked(play)
    before = play.kiosk
    play.do(ev.JournalFailed(play.session, "disk full"))
    play.do(ev.SlipProgress("page", PrintState.PRINTED))
    assert play.kiosk == before


# -- out of order ----------------------------------------------------------------------------------


def test_a_kiosk_out_of_order_is_closed_says_its_code_and_staff_can_restart_it() -> None:
    play = Play(rules=Rules(out_of_order="E-LOOP"))
    body = play.view.body
    assert isinstance(body, v.Message)
    assert (play.view.screen, body.headline.id, body.detail) == (
        "closed",
        "closed.headline",
        v.Text("closed.out_of_order", ("E-LOOP",)),
    )
    play.scan("QR 482193")
    assert not play.ever(e.Lookup)
    assert headline(play) == "closed.scanned"
    out_of_service(play)
    choice = play.view.body
    assert isinstance(choice, v.StaffChoice)
    assert (deeds(play), choice.note, choice.code) == (
        ["restart", "shut_down"],
        v.Text("staff_close.out_of_order"),
        "E-LOOP",
    )
    play.tap(ev.Action.DEED, "restart")
    play.tap(ev.Action.CONFIRM)
    assert play.ever(e.Restart)


def test_what_staff_had_set_does_not_open_it() -> None:
    play = Play(rules=Rules(out_of_order="E-LOOP"))
    kiosk, _ = awake(play.kiosk, {}, play.now)
    assert isinstance(kiosk.stage, Closed)
