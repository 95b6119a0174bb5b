"""The check of staff PINs and badges: slow on purpose, counted, and locked after five wrong ones."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from kiosk.core import effects as e
from kiosk.core.codes import badge_hash
from kiosk.core.events import BadgeKnown, JournalFailed, Recorded, StaffAdmitted, StaffKnown, StaffRefused
from kiosk.ports import STAFF_LOST, StaffMember
from tests.support.engine_bench import EffectsBench as Bench
from tests.support.engine_world import PlainPins, until

# -- staff ---------------------------------------------------------------------------------------


async def staffed(*people: tuple[str, str]) -> Bench:
    bench = Bench()
    for name, pin in people:
        await bench.stage.journal.add_staff(StaffMember(name, pin))
    return bench


async def test_a_pin_belongs_to_somebody() -> None:
    bench = await staffed(("Ali", "1111"), ("Zoe", "2222"))
    await bench.stage.journal.set_staff_lock(3, None)
    assert await bench.do(e.CheckStaff("s", "2222")) == [StaffAdmitted("s", "Zoe")]
    assert await bench.stage.journal.staff_lock() == (0, None)


async def test_wrong_tries_count_to_a_lock_that_passes() -> None:
    bench = await staffed(("Ali", "1111"))
    for _ in range(5):
        await bench.do(e.CheckStaff("s", "9999"))
    assert bench.posted == [*[StaffRefused("s")] * 4, StaffRefused("s", 15.0)]
    tries, until_then = await bench.stage.journal.staff_lock()
    assert tries == 5
    assert until_then is not None
    bench.posted.clear()
    await bench.do(e.CheckStaff("s", "1111"))  # the right one, but too early
    (refused,) = bench.posted
    assert isinstance(refused, StaffRefused)
    assert 0 < refused.locked_for <= 15
    assert (await bench.stage.journal.staff_lock())[0] == 5
    bench.posted.clear()
    await bench.stage.journal.set_staff_lock(5, bench.stage.clock.now().local - timedelta(seconds=1))
    assert await bench.do(e.CheckStaff("s", "1111")) == [StaffAdmitted("s", "Ali")]


async def test_a_lock_from_a_clock_that_ran_ahead_is_no_longer_than_any_other() -> None:
    """It was set in «2030», and then the clock was put right: staff are not shut out for years."""
    bench = await staffed(("Ali", "1111"))
    now = bench.stage.clock.now().local
    await bench.stage.journal.set_staff_lock(6, now + timedelta(days=1500))
    (refused,) = await bench.do(e.CheckStaff("s", "1111"))
    assert isinstance(refused, StaffRefused)
    assert refused.locked_for == 30.0
    tries, until_then = await bench.stage.journal.staff_lock()
    assert tries == 6
    assert until_then is not None
    assert until_then - now < timedelta(seconds=60)


async def test_without_staff_nothing_is_counted() -> None:
    bench = Bench()
    assert await bench.do(e.CheckStaff("s", "1111")) == [StaffRefused("s", nobody=True)]
    assert await bench.stage.journal.staff_lock() == (0, None)


async def test_a_list_that_was_lost_is_not_begun_anew_by_whoever_stands_there() -> None:
    bench = Bench()
    await bench.stage.journal.put(STAFF_LOST, "yes")
    assert await bench.do(e.AskStaff()) == [StaffKnown(True)]
    bench.posted.clear()
    assert await bench.do(e.AddStaff("s", "Mallory", "1234")) == [StaffKnown(True)]
    assert await bench.stage.journal.staff() == ()
    bench.posted.clear()
    assert await bench.do(e.CheckStaff("s", "1234")) == [StaffRefused("s", lost=True)]
    await bench.stage.journal.add_staff(StaffMember("Ali", "1111"))  # on the command line
    bench.posted.clear()
    assert await bench.do(e.CheckStaff("s", "1111")) == [StaffAdmitted("s", "Ali")]


class SlowPins(PlainPins):
    """Checks wait until they may go on."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked = threading.Event()

    def verify(self, pin_hash: str, pin: str) -> bool:
        self.asked.set()
        assert self.go.wait(10)
        return pin_hash == pin


async def test_customers_do_not_wait_for_the_check_of_a_staff_pin() -> None:
    bench = await staffed(("Ali", "1111"))
    pins = SlowPins()
    bench.stage.pins = pins
    bench.rewire()
    async with bench.running():
        bench.effects.run(e.CheckStaff("s", "9999"))
        bench.effects.run(e.CheckStaff("t", "8888"))
        bench.effects.run(e.Record(bench.operation))
        with suppress(AssertionError):
            await until(lambda: bench.posted, 5)
        assert bench.posted == [Recorded(bench.operation.id)]
        assert pins.asked.is_set()
        # Counted already: pulling the plug now would not win a try.
        assert await bench.stage.journal.staff_lock() == (1, None)
        pins.go.set()
        await until(lambda: len(bench.posted) == 3, 10)
    assert bench.posted[1:] == [StaffRefused("s"), StaffRefused("t")]
    assert await bench.stage.journal.staff_lock() == (2, None)


async def test_a_check_that_breaks_is_told() -> None:
    bench = await staffed(("Ali", "1111"))

    class Broken(PlainPins):
        def verify(self, pin_hash: str, pin: str) -> bool:
            raise MemoryError(pin)

    bench.stage.pins = Broken()
    bench.rewire()
    assert await bench.do(e.CheckStaff("s", "9999")) == [JournalFailed("s", "MemoryError")]
    assert "9999" not in repr(bench.stage.log.lines)


# -- badges --------------------------------------------------------------------------------------

BADGE = "kb_0123456789abcdef"


async def badged(alone: bool = False) -> Bench:
    """Ali has a badge, and three wrong tries are counted."""
    bench = await staffed(("Ali", "1111"), ("Zoe", "2222"))
    bench.stage.rules = replace(bench.stage.rules, badge_alone=alone)
    bench.rewire()
    assert await bench.stage.journal.set_badge("Ali", badge_hash(BADGE))
    await bench.stage.journal.set_staff_lock(3, None)
    return bench


async def test_a_badge_belongs_to_somebody_and_alone_it_forgives() -> None:
    bench = await badged(alone=True)
    assert await bench.do(e.CheckBadge("s", BADGE)) == [BadgeKnown("s", "Ali")]
    assert await bench.stage.journal.staff_lock() == (0, None)


async def test_a_badge_that_lets_nobody_in_forgives_nothing() -> None:
    """Else somebody who found it could try four PINs, scan it, and try four more, for ever."""
    bench = await badged()
    assert await bench.do(e.CheckBadge("s", BADGE)) == [BadgeKnown("s", "Ali")]
    assert await bench.stage.journal.staff_lock() == (3, None)
    await bench.do(e.CheckStaff("s", "9999", "Ali"))
    await bench.do(e.CheckBadge("s", BADGE))
    await bench.do(e.CheckStaff("s", "9999", "Ali"))
    assert bench.posted[1:] == [
        StaffRefused("s"),
        BadgeKnown("s", "Ali"),
        StaffRefused("s", 15.0),
    ]


async def test_after_a_badge_it_has_to_be_that_persons_pin() -> None:
    bench = await badged()
    assert await bench.do(e.CheckStaff("s", "2222", "Ali")) == [StaffRefused("s")]
    bench.posted.clear()
    assert await bench.do(e.CheckStaff("s", "1111", "Ali")) == [StaffAdmitted("s", "Ali")]
    bench.posted.clear()
    assert await bench.do(e.CheckStaff("s", "1111", "Nobody")) == [StaffRefused("s")]


async def test_wrong_badges_lock_the_door_and_the_lock_holds_for_badges_too() -> None:
    bench = await badged(alone=True)
    await bench.do(e.CheckBadge("s", "kb_another"))
    await bench.do(e.CheckBadge("s", ""))
    assert bench.posted == [StaffRefused("s", badge=True), StaffRefused("s", 15.0, badge=True)]
    bench.posted.clear()
    (refused,) = await bench.do(e.CheckBadge("s", BADGE))
    assert isinstance(refused, StaffRefused)
    assert 0 < refused.locked_for <= 15
    assert (await bench.stage.journal.staff_lock())[0] == 5
    assert BADGE not in repr(bench.stage.log.lines)


async def test_a_badge_that_was_taken_away_is_nobodys() -> None:
    bench = await badged(alone=True)
    assert await bench.stage.journal.set_badge("Ali", "")
    assert await bench.do(e.CheckBadge("s", BADGE)) == [StaffRefused("s", badge=True)]
