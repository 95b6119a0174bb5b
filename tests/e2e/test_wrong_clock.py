"""A kiosk without a battery for its clock, killed and started again at some other date: the real program,
the real journal. The simulator's clock is right, and is heard in every answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.simulator.scanner import ScannerTwin
from tests.e2e.kiosk_process import Kiosk, Place, leaks, place

YEAR = 31_536_000


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, ScannerTwin]]:
    with place(tmp_path_factory.mktemp("clock")) as one, ScannerTwin() as scanner:
        one.tables["scanner"]["port"] = scanner.port
        one.tables["printer"]["port"] = "none"
        yield one, scanner


@contextmanager
def started(one: Place, seconds: int) -> Iterator[Kiosk]:
    """The machine is switched on, with its clock off by this; in the end somebody pulls the plug."""
    with one.run(module=["tests.e2e.other_clock", str(seconds)]) as kiosk:
        kiosk.wait_for("ready")
        kiosk.wait_for("device", name="scanner", state="up")
        yield kiosk
        kiosk.kill()
        assert not kiosk.complaints
        assert not leaks(kiosk.output, [one.qr])


def test_the_cooldown_outlives_every_date_the_machine_may_wake_up_at(
    shop: tuple[Place, ScannerTwin],
) -> None:
    one, scanner = shop
    for number, seconds in enumerate((-6 * YEAR, 0, 5 * YEAR)):
        with started(one, seconds) as kiosk:
            assert scanner.scan(one.qr.encode())
            # The first visit earns, under a clock of years ago; no later one does.
            if number == 0:
                kiosk.wait_for("screen", name="reward")
            else:
                kiosk.wait_for("screen", name="balance")
                assert not kiosk.all("operation")
            # Told once, and only where it is so.
            wrong = kiosk.all("clock", state="wrong", level="warning")
            assert [abs(int(str(line["ahead"])) + seconds) < 5 for line in wrong] == [True] * bool(seconds)
        assert one.earns() == 1
    ((created,),) = one.rows("SELECT created_at FROM operation")
    assert abs(datetime.now(UTC) - moment(created)) < timedelta(minutes=5)


def moment(stored: object) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(str(stored)))
