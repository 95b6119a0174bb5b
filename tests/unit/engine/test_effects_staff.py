"""Effects: signing a member up, and the first person of the staff."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.events import (
    Action,
    CodeSeen,
    Enrolled,
    JournalFailed,
    Source,
    StaffAdded,
    StaffKnown,
    StaffRefused,
    Tap,
)
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
