"""Effects: signing a member up, the first person of the staff, and those after them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import NoReturn

import pytest

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.codes import badge_hash
from kiosk.core.events import (
    Action,
    BadgeKnown,
    CodeSeen,
    Enrolled,
    JournalFailed,
    Source,
    StaffAdded,
    StaffAdmitted,
    StaffChanged,
    StaffKnown,
    StaffListed,
    StaffRefused,
    Tap,
)
from kiosk.core.stages_people import Change
from kiosk.core.view import Attract, Text
from kiosk.ports import JournalError, StaffMember
from tests.support.engine_bench import EffectsBench as Bench
from tests.support.engine_world import ANNA, Eye, Stage, until
from tests.support.virtual_time import virtual

EMAIL = "ada.lovelace@example.com"


@virtual
async def test_a_sign_up_carries_each_consent_as_it_was_given() -> None:
    bench = Bench()
    member = replace(ANNA, is_new=True)
    bench.stage.api.enrols = [o.Found(member), o.RateLimited(3.0)]
    posted = await bench.do(e.Enrol("r", 1, EMAIL, True, True, False))
    await bench.do(e.Enrol("r", 2, EMAIL, True, True, True))
    assert bench.stage.api.enrolled == [(EMAIL, True, True, False, 1), (EMAIL, True, True, True, 2)]
    assert posted[0] == Enrolled("r", 1, o.Found(member))
    later = posted[1]
    assert isinstance(later, Enrolled)
    assert isinstance(later.outcome, o.RateLimited)
    assert 3.0 <= (later.outcome.retry_after or 0.0) <= 4.0
    assert EMAIL not in repr(bench.stage.log.lines) + repr(posted)


@virtual
async def test_a_client_that_breaks_its_promise_is_an_unusable_answer() -> None:
    bench = Bench()
    bench.stage.api.enrols = [RuntimeError(EMAIL)]
    posted = await bench.do(e.Enrol("r", 1, EMAIL, True, True, False))
    assert posted == [Enrolled("r", 1, o.Unavailable(o.Trouble.FOREIGN))]
    assert [line["error"] for line in bench.stage.log.of("fault", where="api")] == ["RuntimeError"]
    assert EMAIL not in repr(bench.stage.log.lines)


# -- the first person ------------------------------------------------------------------------------


@virtual
async def test_whether_there_is_any_staff_is_the_journals_to_say() -> None:
    bench = Bench()
    assert await bench.do(e.AskStaff()) == [StaffKnown(False)]
    await bench.stage.journal.add_staff(StaffMember("Ali", "1111"))
    assert (await bench.do(e.AskStaff()))[-1] == StaffKnown(True)


async def test_the_first_person_is_stored_by_the_hash_of_their_pin() -> None:
    bench = Bench()
    hashed: list[str] = []

    def hash_pin(pin: str) -> str:
        hashed.append(pin)
        return f"hash of {pin}"

    bench.stage.pins.hash = hash_pin  # type: ignore[method-assign]
    assert await bench.do(e.AddStaff("s", "Ayşe", "04711")) == [StaffAdded("s", "Ayşe")]
    assert await bench.stage.journal.staff() == (StaffMember("Ayşe", "hash of 04711"),)
    assert hashed == ["04711"]
    assert "04711" not in repr(bench.stage.log.lines) + repr(bench.posted)


async def test_where_somebody_is_there_already_nobody_is_added() -> None:
    bench = Bench()
    await bench.stage.journal.add_staff(StaffMember("Ali", "1111"))
    assert await bench.do(e.AddStaff("s", "Mallory", "2222")) == [StaffKnown(True)]
    assert [one.name for one in await bench.stage.journal.staff()] == ["Ali"]


async def test_of_two_at_once_the_first_is_the_first() -> None:
    bench = Bench()
    posted = await bench.do(e.AddStaff("s", "Ayşe", "1111"), e.AddStaff("t", "Mallory", "2222"))
    assert posted == [StaffAdded("s", "Ayşe"), StaffKnown(True)]


async def test_somebody_added_on_the_command_line_while_the_pin_is_hashed_counts() -> None:
    bench = Bench()
    gate = asyncio.Event()
    people = bench.stage.journal.staff

    async def slow() -> object:
        await gate.wait()
        return await people()

    bench.stage.journal.staff = slow  # type: ignore[assignment]
    async with bench.running():
        bench.effects.run(e.AddStaff("s", "Mallory", "2222"))
        await bench.stage.journal.add_staff(StaffMember("Ali", "1111"))
        gate.set()
        await until(lambda: bench.posted)
    assert bench.posted == [StaffKnown(True)]


async def test_a_disk_that_fails_is_told_to_who_waits() -> None:
    bench = Bench()

    async def full(member: StaffMember) -> None:
        raise JournalError("disk_full")

    bench.stage.journal.add_staff = full  # type: ignore[method-assign]
    assert await bench.do(e.AddStaff("s", "Ayşe", "1111")) == [JournalFailed("s", "disk_full")]


# -- one more, and one less ------------------------------------------------------------------------


async def staffed(*people: tuple[str, str]) -> Bench:
    bench = Bench()
    for name, pin in people:
        await bench.stage.journal.add_staff(StaffMember(name, pin))
    return bench


async def names(bench: Bench) -> list[str]:
    return [one.name for one in await bench.stage.journal.staff()]


@virtual
async def test_who_there_is_is_the_journals_to_say() -> None:
    bench = await staffed(("Zoë", "1111"), ("Ali", "2222"))
    assert await bench.do(e.ListStaff("s")) == [StaffListed("s", ("Ali", "Zoë"))]
    bench.stage.journal.staff = broken  # type: ignore[method-assign]
    bench.posted.clear()
    assert await bench.do(e.ListStaff("s")) == [JournalFailed("s", "disk_full")]


async def broken(*_: object) -> NoReturn:
    raise JournalError("disk_full")


async def test_one_more_is_stored_by_the_hash_of_their_pin_and_can_come_in() -> None:
    bench = await staffed(("Ali", "1111"))
    bench.stage.pins.hash = lambda pin: f"hash of {pin}"  # type: ignore[method-assign]
    assert await bench.do(e.AddStaff("s", "Zoë", "2222", "Ali")) == [
        StaffChanged("s", "Ali", "Zoë", Change.ADDED, ("Ali", "Zoë"))
    ]
    assert (await bench.stage.journal.staff())[1] == StaffMember("Zoë", "hash of 2222")
    assert "2222" not in repr(bench.stage.log.lines) + repr(bench.posted)


@pytest.mark.parametrize(
    ("name", "pin", "change"),
    [
        ("Zoë", "3333", Change.NAME_TAKEN),
        ("zoë", "3333", Change.NAME_TAKEN),
        ("Ali", "1111", Change.NAME_TAKEN),
        ("Mia", "2222", Change.PIN_TAKEN),
        ("Mia", "1111", Change.PIN_TAKEN),
    ],
)
async def test_whose_name_or_pin_is_taken_is_not_added_and_nobody_is_replaced(
    name: str, pin: str, change: Change
) -> None:
    bench = await staffed(("Ali", "1111"), ("Zoë", "2222"))
    before = await bench.stage.journal.staff()
    assert await bench.do(e.AddStaff("s", name, pin, "Ali")) == [
        StaffChanged("s", "Ali", name, change, ("Ali", "Zoë"))
    ]
    assert await bench.stage.journal.staff() == before


async def test_a_name_that_came_while_the_pin_was_hashed_is_not_replaced() -> None:
    bench = await staffed(("Ali", "1111"))
    hire = bench.stage.journal.hire

    async def late(member: StaffMember, by: str) -> bool:
        await bench.stage.journal.add_staff(StaffMember("Zoë", "of the command line"))
        return await hire(member, by)

    bench.stage.journal.hire = late  # type: ignore[method-assign]
    assert await bench.do(e.AddStaff("s", "Zoë", "2222", "Ali")) == [
        StaffChanged("s", "Ali", "Zoë", Change.NAME_TAKEN, ("Ali", "Zoë"))
    ]
    assert (await bench.stage.journal.staff())[1].pin_hash == "of the command line"


async def test_who_was_taken_out_opens_nothing_any_more() -> None:
    bench = await staffed(("Ali", "1111"), ("Zoë", "2222"))
    await bench.stage.journal.set_badge("Zoë", badge_hash("kb_zoe"))
    assert await bench.do(e.CheckStaff("s", "2222"), e.CheckBadge("s", "kb_zoe")) == [
        StaffAdmitted("s", "Zoë"),
        BadgeKnown("s", "Zoë"),
    ]
    bench.posted.clear()
    assert await bench.do(e.TakeOut("s", "Zoë", "Ali")) == [
        StaffChanged("s", "Ali", "Zoë", Change.TAKEN_OUT, ("Ali",))
    ]
    bench.posted.clear()
    assert await bench.do(e.CheckStaff("s", "2222"), e.CheckBadge("s", "kb_zoe")) == [
        StaffRefused("s"),
        StaffRefused("s", badge=True),
    ]
    bench.posted.clear()
    assert await bench.do(e.TakeOut("s", "Zoë", "Ali")) == [
        StaffChanged("s", "Ali", "Zoë", Change.GONE, ("Ali",))
    ]


async def test_nobody_takes_out_themselves() -> None:
    bench = await staffed(("Ali", "1111"), ("Zoë", "2222"))
    await bench.do(e.TakeOut("s", "Ali", "Ali"))
    assert await names(bench) == ["Ali", "Zoë"]


async def test_who_is_no_longer_of_the_staff_changes_nothing() -> None:
    bench = await staffed(("Zoë", "2222"))
    posted = await bench.do(e.AddStaff("s", "Mia", "3333", "Ali"), e.TakeOut("s", "Zoë", "Ali"))
    assert posted == [
        StaffChanged("s", "Ali", "Mia", Change.STRANGER, ("Zoë",)),
        StaffChanged("s", "Ali", "Zoë", Change.STRANGER, ("Zoë",)),
    ]
    assert await names(bench) == ["Zoë"]


async def test_a_disk_that_takes_neither_is_told_to_who_waits() -> None:
    bench = await staffed(("Ali", "1111"), ("Zoë", "2222"))
    bench.stage.journal.hire = broken  # type: ignore[method-assign]
    bench.stage.journal.dismiss = broken  # type: ignore[method-assign]
    assert await bench.do(e.AddStaff("s", "Mia", "3333", "Ali")) == [JournalFailed("s", "disk_full")]
    bench.posted.clear()
    assert await bench.do(e.TakeOut("t", "Zoë", "Ali")) == [JournalFailed("t", "disk_full")]
    assert await names(bench) == ["Ali", "Zoë"]


async def test_what_is_on_disk_is_told_though_the_list_cannot_be_read_again() -> None:
    bench = await staffed(("Ali", "1111"), ("Zoë", "2222"))
    journal = bench.stage.journal
    hire, dismiss, staff = journal.hire, journal.dismiss, journal.staff

    async def hire_last(member: StaffMember, by: str) -> bool:
        journal.staff = broken  # type: ignore[method-assign]
        return await hire(member, by)

    async def dismiss_last(name: str, by: str) -> bool:
        journal.staff = broken  # type: ignore[method-assign]
        return await dismiss(name, by)

    journal.hire, journal.dismiss = hire_last, dismiss_last  # type: ignore[method-assign]
    assert await bench.do(e.AddStaff("s", "Mia", "3333", "Ali")) == [
        StaffChanged("s", "Ali", "Mia", Change.ADDED, ("Ali", "Mia", "Zoë"))
    ]
    journal.staff = staff  # type: ignore[method-assign]
    bench.posted.clear()
    assert await bench.do(e.TakeOut("s", "Zoë", "Ali")) == [
        StaffChanged("s", "Ali", "Zoë", Change.TAKEN_OUT, ("Ali", "Mia"))
    ]
    bench.posted.clear()
    assert await bench.do(e.TakeOut("s", "Zoë", "Ali")) == [JournalFailed("s", "disk_full")]

    async def staff_once() -> object:
        journal.staff = broken  # type: ignore[method-assign]
        return await staff()

    journal.staff = staff_once  # type: ignore[method-assign,assignment]
    bench.posted.clear()
    assert await bench.do(e.AddStaff("s", "Mia", "4444", "Ali")) == [JournalFailed("s", "disk_full")]


# -- the whole engine ------------------------------------------------------------------------------


def notices(stage: Stage) -> tuple[Text, ...]:
    body = stage.views[-1].body
    assert isinstance(body, Attract)
    return body.notices


@virtual
async def test_an_engine_without_staff_starts_at_the_invitation_and_says_so() -> None:
    stage = Stage(camera=Eye())
    async with stage.running() as engine:
        assert stage.screens == ["attract"]
        assert notices(stage) == (Text("attract.no_staff"),)
        engine.post(CodeSeen(Source.CAMERA, b"ANNA"))
        await until(lambda: "reward" in stage.screens)
        assert "staff_setup" not in stage.screens


async def test_the_set_up_from_the_lock_to_the_menu() -> None:
    stage = Stage()

    async with stage.running() as engine:

        def tap(action: Action, value: str = "") -> None:
            engine.post(Tap(action, value, stage.views[-1].session))

        tap(Action.LOCK)
        await until(lambda: stage.screens[-1] == "staff_setup")
        for char in "Ayşe":
            tap(Action.CHARACTER, char)
        tap(Action.CONFIRM)
        for _ in range(2):
            for digit in "04711":
                tap(Action.DIGIT, digit)
            tap(Action.CONFIRM)
        await until(lambda: stage.screens[-1] == "staff_menu")
        tap(Action.LEAVE)
        await until(lambda: stage.screens[-1] == "attract")
        assert notices(stage) == ()
        await until(lambda: stage.journal.audited)
    assert [one.name for one in await stage.journal.staff()] == ["Ayşe"]
    assert [row[1:] for row in stage.journal.audited] == [("Ayşe", "setup", "added")]


@virtual
@pytest.mark.parametrize("taken_off", [False, True])
async def test_an_engine_with_staff_says_nothing(taken_off: bool) -> None:
    stage = Stage()
    await stage.journal.add_staff(StaffMember("Ali", "1111"))
    async with stage.running() as engine:
        assert notices(stage) == ()
        if taken_off:
            await stage.journal.remove_staff("Ali")
            engine.post(Tap(Action.LOCK, "", ""))
            await until(lambda: stage.screens[-1] == "staff_lock")
            engine.post(StaffRefused(stage.views[-1].session, nobody=True))
            await until(lambda: stage.screens[-1] == "staff_setup")
