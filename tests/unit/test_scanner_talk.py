"""What is said to scanners, and when."""

import pytest

from kiosk.devices.scanner import BURST, RATE, Measure
from kiosk.devices.scanner_talk import ANSWER_WITHIN, MAKERS, REST_AFTER, Talk

HONEYWELL, DATALOGIC, ZEBRA = MAKERS["honeywell"], MAKERS["datalogic"], MAKERS["zebra-ssi"]
NEWLAND = MAKERS["newland"]


class Desk:
    """A talk with its clock."""

    def __init__(self, maker: str, *, motion: bool = False, watched: bool = True) -> None:
        self.now = 100.0
        self.talk = Talk(MAKERS.get(maker), motion=motion, now=self.now)
        self.talk.watched(self.now, on=watched)

    def said(self) -> bytes:
        self.talk.tick(self.now)
        said = bytes(self.talk.out)
        self.talk.out.clear()
        return said

    def after(self, seconds: float) -> bytes:
        """Everything said in that time, asking only when the talk itself wants to be asked."""
        said, until = self.said(), self.now + seconds
        for _ in range(1000):
            if self.talk.next > until:
                self.now = until
                return said + self.said()
            self.now = max(self.now, self.talk.next)
            said += self.said()
        pytest.fail("it is due for ever")


def test_the_words_of_the_manuals() -> None:
    assert HONEYWELL.good == bytes.fromhex("1b372c")
    assert HONEYWELL.bad == bytes.fromhex("1b382c1b382c")
    assert (HONEYWELL.start, HONEYWELL.rest) == (bytes.fromhex("16540d"), bytes.fromhex("16550d"))
    assert (DATALOGIC.good, DATALOGIC.bad, DATALOGIC.start, DATALOGIC.rest) == (b"\x01", b"F", b"E", b"D")
    assert (ZEBRA.good[1], ZEBRA.good[4], ZEBRA.bad[4]) == (0xE6, 0x00, 0x06)
    assert (ZEBRA.start[1], ZEBRA.rest[1]) == (0xE4, 0xE5)
    assert NEWLAND.good == b"~\x010000#BEEPON2700F100T20V;\x03"
    assert NEWLAND.bad == b"~\x010000#BEEPON500F300T20V;\x03"
    assert (NEWLAND.start, NEWLAND.rest) == (b"~\x010000#SCNTRG1;\x03", b"~\x010000#SCNTRG0;\x03")


def test_nothing_is_said_to_a_scanner_of_no_known_maker() -> None:
    desk = Desk("none", motion=True)
    for _ in range(3):
        desk.talk.beep(desk.now, good=True)
        desk.talk.scanned(desk.now)
        desk.talk.stirred(desk.now)
        assert desk.after(REST_AFTER * 2) == b""
    assert desk.talk.farewell() == b""
    assert desk.talk.next == float("inf")


@pytest.mark.parametrize("maker", sorted(MAKERS))
def test_beeps(maker: str) -> None:
    desk = Desk(maker)
    assert desk.after(5) == MAKERS[maker].begin
    desk.talk.beep(desk.now, good=True)
    assert desk.said() == MAKERS[maker].good
    assert desk.after(60) == b""
    desk.talk.beep(desk.now, good=False)
    assert desk.said() == MAKERS[maker].bad
    assert desk.after(60) == MAKERS[maker].after_bad  # once it has been heard out
    assert desk.talk.farewell() == MAKERS[maker].begin


def test_a_code_that_nobody_answers_is_answered_without_a_sound_where_the_scanner_waits() -> None:
    for maker, silent in (("honeywell", HONEYWELL.release), ("datalogic", b""), ("zebra-ssi", b"")):
        desk = Desk(maker)
        desk.said()
        desk.talk.scanned(desk.now)
        assert desk.after(ANSWER_WITHIN * 0.9) == b""
        assert desk.after(60) == silent
        desk.talk.scanned(desk.now)
        desk.talk.beep(desk.now, good=True)
        assert desk.after(60) == MAKERS[maker].good


@pytest.mark.parametrize("maker", sorted(MAKERS))
def test_a_scanner_rests_while_nobody_is_there(maker: str) -> None:
    one = MAKERS[maker]
    desk = Desk(maker, motion=True)
    begun = desk.after(REST_AFTER * 3)
    assert begun.startswith(one.begin + one.start)
    assert begun.endswith(one.rest)
    assert begun.count(one.rest) == 1
    assert desk.after(600) == b""
    desk.talk.stirred(desk.now)
    again = desk.after(REST_AFTER * 0.85)
    assert again.startswith(one.start)
    assert one.rest not in again
    assert again.count(one.start) == (3 if one.again is not None else 1)
    desk.talk.stirred(desk.now)  # still there
    assert one.rest not in desk.after(REST_AFTER * 0.9)
    assert desk.after(REST_AFTER).endswith(one.rest)


@pytest.mark.parametrize("maker", sorted(MAKERS))
def test_while_no_camera_watches_it_never_rests(maker: str) -> None:
    one = MAKERS[maker]
    desk = Desk(maker, motion=True, watched=False)
    assert one.rest not in desk.after(REST_AFTER * 5)
    desk.talk.watched(desk.now, on=True)
    assert one.rest in desk.after(REST_AFTER * 2)
    desk.talk.watched(desk.now, on=False)  # it fell over in the night
    assert desk.said() == one.start


def test_after_a_code_the_trigger_is_pulled_again() -> None:
    desk = Desk("honeywell", motion=True)
    assert desk.said() == HONEYWELL.start
    desk.talk.scanned(desk.now)
    desk.talk.beep(desk.now, good=True)
    assert desk.after(0.6) == HONEYWELL.good + HONEYWELL.start


def test_a_refusal_heard_by_a_resting_scanner_does_not_wake_it() -> None:
    desk = Desk("datalogic", motion=True)
    desk.after(REST_AFTER * 2)
    desk.talk.beep(desk.now, good=False)
    assert desk.after(60) == b"F"


def test_words_for_a_scanner_that_does_not_listen_do_not_pile_up() -> None:
    desk = Desk("zebra-ssi", motion=True)
    for _ in range(1000):
        desk.talk.beep(desk.now, good=True)
        desk.talk.tick(desk.now)
        assert len(desk.talk.out) <= 256


def test_no_more_codes_pass_than_a_hand_could_scan() -> None:
    measure = Measure()
    assert sum(measure.passes(5.0) for _ in range(1000)) == BURST
    passed = sum(measure.passes(5.0 + n / 1000) for n in range(10_000))
    assert passed == pytest.approx(10 * RATE, abs=2)
    assert sum(measure.passes(60.0) for _ in range(1000)) == BURST
