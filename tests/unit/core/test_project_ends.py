"""What the screens say at the end: the coupon and its paper, offline, staff's verdicts."""

import dataclasses

import pytest

from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.effects import Settle
from kiosk.core.model import Balance, History, OperationState, PrinterState, PrintState, Visit
from kiosk.core.project import TROUBLES, project
from kiosk.core.rules import Rules
from kiosk.core.state import StaffResult, Trouble, Verdict
from kiosk.core.view import (
    CouponScreen,
    Message,
    Pin,
    StaffCoupon,
    Text,
)
from kiosk.core.view import StaffResult as StaffResultView
from tests.support.play import COUPON, NOON, RECORD, Play, operation


def pin_of(play: Play) -> Pin:
    body = play.view.body
    assert isinstance(body, Pin)
    return body


def coupon_of(play: Play) -> CouponScreen:
    body = play.view.body
    assert isinstance(body, CouponScreen)
    return body


@pytest.mark.parametrize(
    ("state", "printer", "words", "kind", "again"),
    [
        (PrintState.QUEUED, "ready", "coupon.printing", "printing", False),
        (PrintState.SENDING, "ready", "coupon.printing", "printing", False),
        (PrintState.SENDING, "silent", "coupon.printer_silent", "trouble", False),
        (PrintState.SENT, "ready", "coupon.sent", "printing", False),
        (PrintState.SENT, "silent", "coupon.sent", "printing", False),
        (PrintState.PRINTED, "ready", "coupon.take", "printed", False),
        (PrintState.PRINTED, "paper_out", "coupon.take", "printed", False),
        (PrintState.FAILED, "ready", "coupon.failed", "trouble", True),
        (PrintState.FAILED, "paper_out", "coupon.no_paper", "trouble", False),
        (PrintState.FAILED, "error", "coupon.printer_error", "trouble", False),
        (PrintState.UNKNOWN, "ready", "coupon.unknown", "trouble", True),
        (PrintState.UNKNOWN, "silent", "coupon.unknown", "trouble", False),
        (PrintState.HELD, "silent", "coupon.printer_silent", "trouble", False),
        (PrintState.HELD, "cover_open", "coupon.cover_open", "trouble", False),
        (PrintState.HELD, "absent", "coupon.no_printer", "trouble", False),
        (PrintState.HELD, "paper_low", None, "", True),
        (None, "absent", "coupon.no_printer", "trouble", False),
    ],
)
def test_what_became_of_the_paper(
    state: PrintState | None, printer: str, words: str | None, kind: str, again: bool
) -> None:
    play = Play().sending()
    play.answered(o.Accepted(Balance(0, 30), COUPON))
    play.settled(state)
    play.tap(ev.Action.CONTINUE)
    play.do(ev.PrinterChanged(PrinterState(printer)))
    screen = coupon_of(play)
    assert (screen.coupon.status, screen.coupon.status_kind) == (Text(words) if words else None, kind)
    assert any(button.action == "print_coupon" for button in play.view.buttons) is again
    assert screen.note == Text("coupon.in_app" if kind == "trouble" else "coupon.show_to_staff")
    assert screen.coupon.token == COUPON.token


@pytest.mark.parametrize(
    ("state", "words", "again"),
    [
        (PrintState.SENDING, "coupon.printing", False),
        (PrintState.HELD, None, True),
        (PrintState.FAILED, "coupon.failed", True),
    ],
)
def test_the_silence_of_a_printer_that_never_answers_is_no_news(
    state: PrintState, words: str | None, again: bool
) -> None:
    play = Play(Rules(mute_printer=True), printer=PrinterState.SILENT).sending()
    play.answered(o.Accepted(Balance(0, 30), COUPON))
    assert play.ever(Settle)[0].print_now
    play.settled(state)
    play.tap(ev.Action.CONTINUE)
    assert coupon_of(play).coupon.status == (Text(words) if words else None)
    assert any(button.action == "print_coupon" for button in play.view.buttons) is again


def test_an_earlier_coupon_says_nothing_of_paper_until_asked() -> None:
    play = Play(printer=PrinterState.ABSENT).known()
    play.recalled(History((Visit(operation(), OperationState.ACCEPTED),), (RECORD,)))
    play.tap(ev.Action.SHOW_COUPON, RECORD.coupon.id)
    assert (coupon_of(play).headline, coupon_of(play).coupon.status) == (Text("coupon.yours"), None)


# -- other ends ------------------------------------------------------------------------------------


def test_every_trouble_has_a_picture_and_words() -> None:
    assert set(TROUBLES) == set(Trouble)


def test_offline_says_kept_when_it_is_and_never_before() -> None:
    play = Play()
    play.scan()
    play.wait(3.0)
    assert play.view.body == Message("offline", Text("offline.headline"), None)
    assert len(play.view.buttons) == 1
    play.do(ev.VisitKept(play.session))
    assert play.view.body == Message("offline", Text("offline.headline"), Text("offline.kept"))
    assert [button.action for button in play.view.buttons] == ["leave", "cancel_keep"]
    play.tap(ev.Action.CANCEL_KEEP)
    assert play.view.body == Message("offline", Text("offline.headline"), Text("offline.cancelled"))
    play = Play(Rules(card=None))
    play.scan()
    play.wait(3.0)
    assert play.view.body == Message("offline", Text("offline.headline"), Text("offline.try_later"))


def test_the_staffs_pad_says_why_and_when_it_can() -> None:
    play = Play()
    play.tap(ev.Action.LOCK)
    assert (pin_of(play).message, pin_of(play).most, pin_of(play).can_type) == (None, 8, True)
    play.type("4711")
    assert (pin_of(play).busy, pin_of(play).can_type) == (True, False)
    play.do(ev.StaffRefused(play.session, 15.0))
    assert (pin_of(play).message, pin_of(play).can_type) == (Text("staff_lock.locked"), False)


def test_the_coupon_task_says_what_it_wants() -> None:
    play = Play().staff()
    play.tap(ev.Action.TASK, "coupon")
    assert play.view.body.hint == Text("staff_coupon.scan")  # type: ignore[union-attr]
    assert len(play.view.buttons) == 3
    play.scan(b"\xff")
    assert play.view.body.hint == Text("staff_coupon.bad_code")  # type: ignore[union-attr]
    play.tap(ev.Action.TYPE_CODE)
    play.tap(ev.Action.CHARACTER, "x")
    body = play.view.body
    assert isinstance(body, StaffCoupon)
    assert (body.typing, body.typed, body.can_confirm) == (True, "x", True)
    play.tap(ev.Action.CONFIRM)
    play.do(ev.AttemptRecalled(play.all[-1].session, None))  # type: ignore[union-attr]
    play.recorded()
    play.answered(o.ManualCodeDisabled())
    assert play.view.body.hint == Text("staff_coupon.please_scan")  # type: ignore[union-attr]
    assert len(play.view.buttons) == 2


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_words_and_what_to_do_next(verdict: Verdict) -> None:
    play = Play().redeeming()
    play.answered(o.NotFound())
    stage = play.kiosk.stage
    assert isinstance(stage, StaffResult)
    for coupon in ("", "Free coffee"):
        told = dataclasses.replace(stage, verdict=verdict, coupon=coupon, earlier=NOON)
        body = project(dataclasses.replace(play.kiosk, stage=told)).body
        assert isinstance(body, StaffResultView)
        assert body.detail is not None
        assert (body.kind == "success") is (verdict in (Verdict.REDEEMED, Verdict.BOOKED))
        assert (body.detail.values == (NOON,)) is (verdict is Verdict.PROBABLY_OURS)
        assert (body.headline.values == ("Free coffee",)) is (verdict is Verdict.REDEEMED and bool(coupon))
