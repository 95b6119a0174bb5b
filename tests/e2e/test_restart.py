"""Staff close the kiosk and restart it: the real program in a process of its own, with its exit code."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kiosk.app import EXIT_RESTART
from kiosk.journal.pins import Argon2Pins
from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import StaffMember
from tests.e2e.kiosk_process import Place, place

PIN = "7351"


async def hire(one: Place) -> None:
    """Somebody may open the staff screens."""
    one.journal.parent.mkdir(exist_ok=True)
    journal = await SqliteJournal.open(one.journal)
    try:
        await journal.add_staff(StaffMember("Deniz", Argon2Pins().hash(PIN)))
    finally:
        await journal.close()


def hands(deed: str) -> list[str]:
    return ["tests.e2e.staff_hands", PIN, deed]


def test_a_closed_kiosk_that_is_restarted_is_closed_and_opened_again_by_staff(tmp_path: Path) -> None:
    with place(tmp_path) as one:
        asyncio.run(hire(one))
        with one.run(module=hands("close")) as kiosk:
            kiosk.wait_for("screen", name="closed")
            kiosk.stop()
        with one.run(module=hands("restart")) as kiosk:
            assert kiosk.wait_for_end() == EXIT_RESTART
            assert [line["name"] for line in kiosk.all("screen")] == [
                "closed", "staff_lock", "staff_menu", "staff_close",
            ]  # fmt: skip
            assert kiosk.all("stopped", reason="restart", level="info")
            assert not kiosk.complaints
        with one.run(module=hands("open")) as kiosk:
            kiosk.wait_for("screen", name="attract")
            kiosk.stop()
        assert one.rows("SELECT person, task, outcome FROM audit ORDER BY seq") == [
            ("Deniz", "enter", "admitted"),
            ("Deniz", "close", "done"),
            ("Deniz", "enter", "admitted"),
            ("Deniz", "restart", "asked"),
            ("Deniz", "enter", "admitted"),
            ("Deniz", "open", "done"),
        ]
