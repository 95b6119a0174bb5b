"""Visits kept without network that cannot be completed without their person: closed as such, counted, and the
code gone from the disk; with the real program."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from kiosk.simulator.faults import Fault, FaultKind
from tests.e2e.kiosk_process import Place, place, until


def code_has_expired(one: Place) -> None:
    """The code was valid for a day, and there was no network for longer."""
    one.server.shop.advance(25 * 3600)


def shop_asks_for_pins(one: Place) -> None:
    """Strict, but for its rotating codes: with one of those it would never come to the question."""
    strict = SimpleNamespace(gates_earn=True, gates_redeem=True, rotates_qr=False, takes_typed_codes=False)
    one.server.shop.settings.preset = cast("Any", strict)


def rejected(folder: Path, change: Callable[[Place], None], counted: str) -> None:
    folder.mkdir()
    with place(folder) as one:
        one.tables["camera"]["frame_seconds"] = 0.3
        one.film().empty(1).phone(one.qr, 1)
        # Not by letting go of its port: another server of these tests might take it.
        one.server.faults.add(Fault(FaultKind.DROP, "lookup", count=None))
        with one.run() as kiosk:
            kiosk.wait_for("screen", name="offline")
            assert until(lambda: one.on_disk(one.qr))
            change(one)
            one.server.faults.clear()
            closed = kiosk.wait_for("kept_visit", state="closed", within=60)
            assert closed["reason"] == counted
            if counted == "identified":
                kiosk.wait_for("operation", state="abandoned")
            assert until(lambda: not one.on_disk(one.qr))
            assert one.rows("SELECT count(*) FROM kept_visit") == [(0,)]
            assert one.rows(f"SELECT value FROM fact WHERE key = 'dropped_visits.{counted}'") == [("1",)]
            asked = len(kiosk.all("api"))
            kiosk.stop()
        assert one.earns() == 0
        # Never looped: the next start asks nothing of it, either.
        one.tables["camera"]["source"] = "none"
        with one.run() as kiosk:
            kiosk.wait_for("ready")
            assert not until(lambda: kiosk.all("api"), 3)
            kiosk.stop()
        assert asked > 0
        states = [("abandoned", "pin_required")] if counted == "identified" else []
        assert one.rows("SELECT state, reason FROM operation") == states


def test_both_kinds_of_rejection_are_the_end_of_a_kept_visit(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as both:  # most of it is waiting
        for done in (
            both.submit(rejected, tmp_path / "code", code_has_expired, "invalid_qr"),
            both.submit(rejected, tmp_path / "pin", shop_asks_for_pins, "identified"),
        ):
            done.result()
