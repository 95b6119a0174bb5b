"""What is heard: each outcome has its own sound, and none sounds like what it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.effects import Cue, Sound
from kiosk.core.model import Balance, History, Operation, OperationState, PrintState, Visit
from kiosk.core.rules import Rules
from kiosk.core.sounds import click
from tests.support.play import COUPON, TOKEN, Play, operation

DOWN = o.Unavailable(o.Trouble.CONNECT, reached=False)


def heard(play: Play) -> list[Sound]:
    """Of the last event."""
    return [cue.sound for cue in play.of(Cue)]


def had_one(earn: Operation) -> History:
    return History((Visit(earn, OperationState.ACCEPTED),))


def _scanned(play: Play) -> None:
    play.scan()


def _booked(play: Play) -> None:
    play.rewarded()


def _filled(play: Play) -> None:
    play.rewarded(COUPON)


def _already(play: Play) -> None:
    play.known().recalled(had_one(operation(created_at=play.local)))


def _balance_only(play: Play) -> None:
    play.rules = Rules(card=None)
    play.__post_init__()
    play.known().recalled()


def _found(outcome: o.LookupOutcome) -> Callable[[Play], None]:
    def way(play: Play) -> None:
        play.scan()
        play.looked_up(outcome)

    return way


def _answer(outcome: o.SendOutcome) -> Callable[[Play], None]:
    return lambda play: play.sending().answered(outcome)


def _pin(outcome: o.SendOutcome) -> Callable[[Play], None]:
    def way(play: Play) -> None:
        play.asking().type("1234")
        play.answered(outcome)

    return way


def _kept(play: Play) -> None:
    play.scan()
    play.mono += 3.0
    play.looked_up(DOWN)


def _not_kept(play: Play) -> None:
    play.asking().tap(ev.Action.LEAVE)
    play.wait(70.0)
    play.scan("ben-code")
    play.mono += 3.0
    play.looked_up(DOWN)


def _printing(state: PrintState) -> Callable[[Play], None]:
    return lambda play: play.rewarded(COUPON).do(ev.PrintProgress(COUPON.id, state)) and None


def _no_disk(play: Play) -> None:
    play.do(ev.DeviceChanged("journal", False, "disk_full"))
    play.known()


OUTCOMES: dict[str, tuple[Callable[[Play], object], Sound]] = {
    "a code is read": (_scanned, Sound.SCAN),
    "a stamp is booked": (_booked, Sound.SUCCESS),
    "a card is full": (_filled, Sound.REWARD),
    "collected already": (_already, Sound.NOTICE),
    "a balance only": (_balance_only, Sound.NOTICE),
    "a PIN is wanted": (_answer(o.PinRequired("ch-1", 3)), Sound.NOTICE),
    "offline, the visit is kept": (_kept, Sound.NOTICE),
    "offline, nothing is promised": (_not_kept, Sound.REFUSAL),
    "no loyalty code": (lambda play: play.scan("a\nb"), Sound.REFUSAL),
    "a coupon on the customers' side": (lambda play: play.scan(TOKEN), Sound.REFUSAL),
    "nobody's code": (_found(o.NotFound()), Sound.REFUSAL),
    "an old code": (_found(o.InvalidQr()), Sound.REFUSAL),
    "a wrong key": (_found(o.BadKey()), Sound.REFUSAL),
    "a lapsed subscription": (_found(o.SubscriptionLapsed()), Sound.REFUSAL),
    "no disk to book on": (_no_disk, Sound.REFUSAL),
    "a wrong PIN": (_pin(o.PinInvalid("ch", 2)), Sound.REFUSAL),
    "an old PIN": (_pin(o.PinExpired()), Sound.REFUSAL),
    "too many PINs": (_pin(o.PinExhausted()), Sound.REFUSAL),
    "refused": (_answer(o.NotFound()), Sound.REFUSAL),
    "the paper is out": (_printing(PrintState.PRINTED), Sound.PAPER),
    "no paper comes": (_printing(PrintState.FAILED), Sound.NOTICE),
    "nobody knows of the paper": (_printing(PrintState.UNKNOWN), Sound.NOTICE),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_each_outcome_has_its_sound(name: str) -> None:
    play = Play()
    way, sound = OUTCOMES[name]
    way(play)
    assert heard(play) == [sound]


def test_every_sound_is_used() -> None:
    assert {sound for _, sound in OUTCOMES.values()} | {Sound.TAP, Sound.WARNING} == set(Sound)


def test_after_eight_seconds_without_an_answer_the_end_is_heard() -> None:
    play = Play().sending()
    for _ in range(40):
        if play.stage == "Problem":
            break
        play.answered(o.Unavailable(o.Trouble.TIMEOUT, reached=True))
        if play.stage == "Earning":
            play.wait(1.0)
    assert play.stage == "Problem"
    assert heard(play) == [Sound.REFUSAL]


def test_a_server_that_says_nothing_at_all_is_heard_too() -> None:
    play = Play().known()  # the journal never answers
    assert play.wait(60.0)[0] == "stuck"
    assert Cue(Sound.REFUSAL) in play.all


# -- are you still there? ----------------------------------------------------------------------------


def _warned(play: Play) -> list[Sound]:
    """What was heard until the first screen closed by itself."""
    play.all.clear()
    for _ in range(400):
        names = play.wait(0.5)
        if "warning" in names:
            return [cue.sound for cue in play.ever(Cue)]
    raise AssertionError("nobody was asked")


@pytest.mark.parametrize(
    "way",
    [
        lambda play: play.rewarded(),
        lambda play: play.asking(),
        lambda play: play.inside(),
        lambda play: play.booking() and play.answered(o.PinRequired("ch", 3)),
    ],
)
def test_are_you_still_there_is_heard(way: Callable[[Play], object]) -> None:
    play = Play()
    way(play)
    assert _warned(play) == [Sound.WARNING]


@pytest.mark.parametrize("task", ["", "coupons", "waiting", "devices", "settings"])
def test_but_not_where_staff_only_had_a_list_open(task: str) -> None:
    play = Play().staff()
    if task:
        play.tap(ev.Action.TASK, task)
        assert play.stage != "StaffMenu"
    play.all.clear()
    play.wait(200.0)
    assert Sound.WARNING not in [cue.sound for cue in play.ever(Cue)]


# -- keys ----------------------------------------------------------------------------------------------


def test_a_key_that_does_something_is_heard() -> None:
    play = Play().asking()
    play.tap(ev.Action.DIGIT, "1")
    assert heard(play) == [Sound.TAP]
    play.tap(ev.Action.CONFIRM)  # not complete: nothing happens
    assert heard(play) == []
    play.tap(ev.Action.LANGUAGE, "tr")
    assert heard(play) == [Sound.TAP]
    play.tap(ev.Action.LANGUAGE, "xx")
    assert heard(play) == []
    play.tap(ev.Action.MORE_TIME)
    assert heard(play) == [Sound.TAP]


def test_the_touch_that_wakes_the_screen_is_not_heard_and_presses_nothing() -> None:
    play = Play()
    play.wait(130.0)
    play.tap(ev.Action.LOCK)
    assert heard(play) == []
    play.tap(ev.Action.LOCK)
    assert heard(play) == [Sound.TAP]


def test_staff_type_in_silence_and_their_customer_does_not() -> None:
    play = Play().inside()
    play.amount("20")
    assert play.effects == ()
    play.tap(ev.Action.CONFIRM)
    play.recorded()
    play.answered(o.PinRequired("ch", 3))
    play.tap(ev.Action.DIGIT, "1")
    assert heard(play) == [Sound.TAP]


def test_an_answer_is_not_clicked_over() -> None:
    """Where a press is answered by a sound at once, that one is heard alone."""
    asking = Play().asking().kiosk
    tap = ev.Tap(ev.Action.CONFIRM, "", "")
    assert click(asking, asking, (Cue(Sound.REFUSAL),), tap) == ()
    assert click(asking, asking, (), tap) == ()
    play = Play().staff()
    play.tap(ev.Action.TASK, "settings")
    play.tap(ev.Action.SETTING, "volume")
    play.tap(ev.Action.SET, "40")
    assert heard(play) == [Sound.SUCCESS]


def test_paper_that_goes_on_is_heard_once() -> None:
    play = Play().rewarded(COUPON)
    for state, sounds in (
        (PrintState.SENDING, []),
        (PrintState.PRINTED, [Sound.PAPER]),
        (PrintState.PRINTED, []),
    ):
        play.do(ev.PrintProgress(COUPON.id, state))
        assert heard(play) == sounds
    play.do(ev.PrintProgress("another", PrintState.FAILED))
    assert heard(play) == []


def test_what_was_booked_is_booked_however_it_sounds() -> None:
    play = Play().sending()
    play.answered(o.Accepted(Balance(8, 30)))
    assert heard(play) == []  # not on disk yet
    play.settled()
    assert heard(play) == [Sound.SUCCESS]
