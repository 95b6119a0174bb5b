"""What the camera says of the aiming, on screen: hints, light, «one code at a time»."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.aim import Aim, Lamp, TwoCodes
from kiosk.core.deadlines import deadlines
from kiosk.core.events import Aimed, Hint, Light
from kiosk.core.model import PrintState
from kiosk.core.rules import LAMP_PAUSE, LAMP_STAYS, TWO_CODES_TIME, Rules
from kiosk.core.view import Attract as AttractView
from tests.support.play import ANNA, BEN, COUPON, TOKEN, Play
from tests.support.ways import WAYS

DIM = 120.0


def awake() -> Play:
    """An invitation with a camera that films, and nothing to say yet."""
    play = Play()
    play.do(ev.DeviceChanged("camera", True))
    return play


def at_the_coupon_task() -> Play:
    play = awake().staff()
    play.tap(ev.Action.TASK, "coupon")
    return play


def dimmed(play: Play) -> bool:
    body = play.view.body
    assert isinstance(body, AttractView)
    return body.dimmed


# -- hints -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("hint", Hint)
@pytest.mark.parametrize("way", [awake, at_the_coupon_task])
def test_a_hint_is_said_where_a_code_is_waited_for(way: object, hint: Hint) -> None:
    play = way()  # type: ignore[operator]
    assert play.view.hint is None
    play.do(Aimed(hint))
    assert play.view.hint is not None
    assert play.view.hint.picture == hint.value
    assert play.view.hint.text.id.startswith("aim.")
    assert play.view.show_preview
    play.do(Aimed(None))
    assert play.view.hint is None


def test_each_hint_has_words_of_its_own() -> None:
    play, said = awake(), set()
    for hint in Hint:
        play.do(Aimed(hint))
        assert play.view.hint is not None
        said.add(play.view.hint.text)
    assert len(said) == len(Hint)


@pytest.mark.parametrize("name", WAYS)
def test_no_other_screen_says_a_hint_or_shines(name: str) -> None:
    play = Play()
    WAYS[name](play)
    play.do(Aimed(Hint.CLOSER, Light.DARK))
    waits = play.stage in ("StaffCoupon", "StaffMember")
    typing = getattr(play.kiosk.stage, "typing", False)
    assert (play.view.hint is not None) == (waits and not typing)
    assert (play.view.lamp == "on") == (waits and not typing)


def test_a_code_that_was_read_needs_no_hint() -> None:
    play = awake()
    play.do(Aimed(Hint.STILL))
    play.scan()
    play.tap(ev.Action.LEAVE)
    assert play.stage == "Attract"
    assert play.view.hint is None


def test_a_code_from_the_scanner_says_nothing_of_the_camera() -> None:
    play = awake()
    play.do(Aimed(Hint.STILL))
    play.scan(source=ev.Source.SCANNER)
    play.tap(ev.Action.LEAVE)
    assert play.view.hint is not None


def test_a_camera_that_is_gone_says_nothing() -> None:
    play = awake()
    play.do(Aimed(Hint.STILL, Light.DARK))
    play.do(ev.DeviceChanged("scanner", True))
    assert play.view.hint is not None
    play.do(ev.DeviceChanged("camera", False))
    assert play.view.hint is None
    assert play.wait(LAMP_STAYS) == ["lamp"]
    assert play.view.lamp == "off"


def test_a_hint_wakes_the_invitation() -> None:
    play = awake()
    play.wait(DIM)
    assert dimmed(play)
    play.do(Aimed(None))
    assert dimmed(play)
    play.do(Aimed(Hint.BRIGHTER))
    assert not dimmed(play)
    play.wait(DIM - 1.0)
    assert play.view.hint is not None
    play.wait(1.0)
    assert dimmed(play)
    assert play.view.hint is None, "whoever it was has gone: nothing has stirred for two minutes"


def test_staff_see_the_camera_where_there_is_one() -> None:
    play = at_the_coupon_task()
    assert play.view.show_preview
    play.tap(ev.Action.TYPE_CODE)
    assert not play.view.show_preview
    play.tap(ev.Action.BACK)
    play.do(ev.DeviceChanged("camera", False))
    assert not play.view.show_preview


# -- the lamp --------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [awake, at_the_coupon_task])
def test_it_shines_for_what_is_dark_and_hides_from_glare(way: object) -> None:
    play = way()  # type: ignore[operator]
    assert (play.view.lamp, play.view.theme) == ("off", "light")
    play.do(Aimed(None, Light.DARK))
    assert (play.view.lamp, play.view.theme) == ("on", "light")
    play.do(Aimed(None, Light.GLARE))
    assert play.view.lamp == "on"
    assert play.wait(LAMP_PAUSE) == ["lamp"]
    assert (play.view.lamp, play.view.theme) == ("low", "dark")
    assert play.kiosk.prefs.theme == "light"


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_a_page_that_gives_little_light_is_not_the_cause_of_glare(theme: str) -> None:
    play = awake()
    play.tap(ev.Action.THEME, theme)
    play.do(Aimed(Hint.TILT, Light.GLARE))
    assert (play.view.lamp, play.view.theme) == ("off", theme)
    play.do(Aimed(None, Light.DARK))
    assert (play.view.lamp, play.view.theme) == ("on", theme)
    play.do(Aimed(None, Light.GLARE))
    play.wait(LAMP_PAUSE)
    assert (play.view.lamp, play.view.theme) == ("off", theme)


def test_who_chooses_a_theme_while_the_light_is_low_has_it() -> None:
    play = awake()
    play.do(Aimed(None, Light.GLARE))
    play.tap(ev.Action.THEME, "contrast")
    play.wait(LAMP_PAUSE)
    assert (play.view.lamp, play.view.theme) == ("off", "contrast")


def test_it_stays_until_the_light_has_been_fair_for_a_while() -> None:
    play = awake()
    play.do(Aimed(None, Light.DARK))
    play.wait(30.0)
    play.do(Aimed(None, Light.FAIR))
    play.do(Aimed(Hint.STILL, Light.FAIR))
    assert play.wait(LAMP_STAYS - 0.1) == []
    assert play.view.lamp == "on"
    play.wait(0.1)
    assert play.view.lamp == "off"
    play.do(Aimed(None, Light.DARK))
    assert play.wait(LAMP_PAUSE) == ["lamp"]
    assert play.view.lamp == "on"


def test_it_cannot_be_made_to_flash() -> None:
    play, changes = awake(), []
    lamp = play.view.lamp
    for number in range(400):
        play.do(Aimed(None, (Light.DARK, Light.GLARE, Light.FAIR)[number % 3]))
        play.wait(0.1)
        if play.view.lamp != lamp:
            lamp = play.view.lamp
            changes.append(play.mono)
    assert len(changes) > 5
    assert all(late - early >= LAMP_PAUSE - 0.11 for early, late in pairwise(changes))


def test_a_session_begins_without_it_and_the_next_invitation_has_it_again() -> None:
    play = awake()
    play.do(Aimed(None, Light.DARK))
    play.wait(1.0)
    play.scan()
    assert play.view.lamp == "off"
    play.tap(ev.Action.LEAVE)
    assert (play.stage, play.view.lamp) == ("Attract", "off")
    play.wait(LAMP_PAUSE)
    assert play.view.lamp == "on"


def test_a_sleeping_screen_is_no_lamp() -> None:
    play = awake()
    play.do(Aimed(None, Light.DARK))
    play.wait(DIM)
    assert dimmed(play)
    assert play.view.lamp == "off"
    assert deadlines(play.kiosk) == ()
    play.do(Aimed(None, Light.FAIR))
    play.do(Aimed(None, Light.DARK))
    assert dimmed(play), "a dark shop at night is nobody"
    play.wait(LAMP_PAUSE)
    play.do(ev.Stirred())
    assert (dimmed(play), play.view.lamp) == (False, "on")


def test_the_lamp_alone() -> None:
    aim = Aim(light=Light.DARK, since=1.0)
    assert aim.wish(waiting=False, theme="light")[0] is Lamp.OFF
    lit = aim.turn(aim.wish(waiting=True, theme="light"), 10.0)
    assert (lit.lamp, lit.changed) == (Lamp.ON, 10.0)
    assert lit.turn((Lamp.LOW, 13.0), 12.9) == lit
    assert lit.turn((Lamp.ON, 0.0), 99.0) == lit


# -- two codes -------------------------------------------------------------------------------------


def pair(play: Play, text: str = "anna-code") -> None:
    play.do(ev.CodeSeen(ev.Source.CAMERA, text.encode(), others=(b"somebody else's",)))


def toast(play: Play) -> str | None:
    return play.view.toast.id if play.view.toast else None


def test_two_codes_are_told_on_every_screen_that_comes_for_four_seconds() -> None:
    play = awake()
    pair(play)
    assert (play.stage, toast(play)) == ("LookingUp", "two_codes")
    play.wait(0.05)
    play.looked_up(o.Found(ANNA))
    play.recalled()
    assert (play.view.screen, toast(play)) == ("balance", "two_codes")
    play.recorded()
    play.answered(o.Accepted(ANNA.balance, COUPON))
    play.settled(PrintState.QUEUED)
    assert (play.view.screen, toast(play)) == ("reward", "two_codes")
    play.wait(3.0)
    assert (play.view.screen, toast(play)) == ("coupon", "two_codes")
    assert "two_codes" in play.wait(TWO_CODES_TIME - 3.0)
    assert toast(play) is None


def test_it_is_told_once_a_session() -> None:
    play = awake()
    pair(play)
    play.looked_up(o.Found(ANNA))
    for _ in range(60):
        play.wait(0.1)
        pair(play)
    assert toast(play) is None
    for _ in range(30):
        play.wait(0.1)
        play.scan()
    pair(play)
    assert toast(play) is None


def test_it_goes_with_the_session_and_does_not_come_again_for_the_same_two() -> None:
    play = awake()
    pair(play)
    play.tap(ev.Action.LEAVE)
    assert (play.stage, toast(play)) == ("Attract", None)
    for _ in range(50):
        play.wait(0.1)
        pair(play)
        assert toast(play) is None
    play.wait(3.0)
    pair(play)
    assert (play.stage, toast(play)) == ("LookingUp", "two_codes")


def test_it_is_told_at_the_invitation_too() -> None:
    play = awake()
    play.scan()
    play.tap(ev.Action.LEAVE)
    for _ in range(30):
        play.wait(0.1)
        play.scan()
    pair(play)
    assert (play.stage, toast(play)) == ("Attract", "two_codes")
    play.scan("bens code")
    assert (play.stage, toast(play)) == ("LookingUp", None)


def test_the_next_person_is_told_as_well() -> None:
    play = awake()
    pair(play)
    play.wait(10.0)
    play.looked_up(o.Found(BEN))
    play.wait(3.0)
    pair(play, "another")
    assert toast(play) == "two_codes"


def test_staff_are_told_in_their_tasks() -> None:
    play = at_the_coupon_task()
    pair(play, TOKEN)
    assert (play.stage, toast(play)) == ("StaffRunning", "two_codes")
    play.wait(TWO_CODES_TIME)
    assert toast(play) is None


def test_the_log_is_told_what_it_always_is() -> None:
    play = awake()
    pair(play)
    assert {name for name, _ in play.one(e.Report).fields} == {"source", "kind", "decode_ms", "length"}


def test_the_asking_alone() -> None:
    asked = TwoCodes().see("s", 10.0)
    assert (asked.told, asked.until) == ("s", 14.0)
    assert asked.keep("s") == asked
    assert asked.keep("t").until is None
    assert asked.over().keep("t") == replace(asked, until=None)


# -- when the picture was taken --------------------------------------------------------------------


def test_a_view_knows_when_the_picture_of_its_code_was_taken() -> None:
    play = Play(Rules())
    play.do(ev.CodeSeen(ev.Source.CAMERA, b"anna-code", taken=12.5))
    assert play.view.taken == 12.5
    play.looked_up(o.Found(ANNA))
    play.do(ev.CodeSeen(ev.Source.CAMERA, b"anna-code", taken=13.5))
    assert play.view.taken == 12.5
    play.do(ev.CodeSeen(ev.Source.CAMERA, b"bens code", taken=14.5))
    play.looked_up(o.Found(BEN))
    assert play.view.taken == 14.5
    play.wait(100.0)
    assert (play.stage, play.view.taken) == ("Attract", 0.0)
    play.scan(source=ev.Source.SCANNER)
    assert play.view.taken == 0.0
