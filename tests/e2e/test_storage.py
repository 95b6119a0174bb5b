"""The disk in trouble, under the real program: it starts, says what it cannot promise, earns nothing that it
cannot journal, and goes on as soon as the disk is mended."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.simulator.scanner import ScannerTwin
from tests.e2e.kiosk_process import Place, place, until

ROOT = os.geteuid() == 0


@contextlib.contextmanager
def scanned(folder: Path) -> Iterator[tuple[Place, ScannerTwin]]:
    """A place with a scanner."""
    with place(folder) as one, ScannerTwin() as scanner:
        one.tables["scanner"]["port"] = scanner.port
        yield one, scanner


def serves_balances_only(
    one: Place, scanner: ScannerTwin, reason: str, mend: Callable[[], object], start: tuple[str, ...] = ()
) -> None:
    """With this trouble from the start on; ``mend`` ends it."""
    with one.run(start=start, module=["tests.e2e.leaving"]) as kiosk:
        kiosk.wait_for("screen", name="attract")
        down = kiosk.wait_for("device", name="journal", state="down")
        assert down["reason"] == reason
        kiosk.wait_for("device", name="scanner", state="up")
        scanner.scan(one.qr.encode())
        kiosk.wait_for("screen", name="balance")
        mend()
        # Not in the middle of somebody's session; then it is at work again, and without a restart.
        up = kiosk.wait_for("device", name="journal", state="up")
        assert one.earns() == 0
        assert not kiosk.all("operation")
        assert until(lambda: kiosk.all("screen")[-1]["name"] == "attract")
        scanner.scan(one.qr.encode())
        kiosk.wait_for("screen", name="reward", after=up)
        assert one.earns() == 1
        assert one.rows("SELECT state FROM operation") == [("accepted",)]
        kiosk.terminate()
        assert kiosk.wait_for_end() == 0
        assert not kiosk.strange


def mounted(folder: Path, options: str = "") -> None:
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size=512k,mode=0700{options}", "tmpfs", folder],
        check=True,
        capture_output=True,
    )


def unmount(folder: Path) -> None:
    subprocess.run(["umount", "-l", folder], check=True)


def can_mount(folder: Path) -> bool:
    if not ROOT or shutil.which("mount") is None:
        return False
    folder.mkdir()
    try:
        mounted(folder)
    except subprocess.CalledProcessError:
        return False  # a container without the right to
    unmount(folder)
    return True


def fill(state: Path) -> Path:
    """To the last byte."""
    filler = state / "filler"
    with filler.open("wb", buffering=0) as out, contextlib.suppress(OSError):
        while out.write(bytes(1024)):
            pass
    return filler


def full(folder: Path) -> None:
    with scanned(folder) as (one, scanner):
        state = one.journal.parent
        state.mkdir()
        mounted(state)
        try:
            with one.run() as kiosk:  # a journal that is there already
                kiosk.wait_for("ready")
                kiosk.stop()
            filler = fill(state)
            # SQLite says so of the log's index, if not of the log.
            reason = "io_error"
            serves_balances_only(one, scanner, reason, filler.unlink)
        finally:
            unmount(state)


def fills_up(folder: Path) -> None:
    """While it runs, and nobody has noticed before the visit."""
    with scanned(folder) as (one, scanner):
        state = one.journal.parent
        state.mkdir()
        mounted(state)
        try:
            with one.run() as kiosk:
                kiosk.wait_for("device", name="scanner", state="up")
                filler = fill(state)
                scanner.scan(one.qr.encode())
                kiosk.wait_for("screen", name="problem")
                kiosk.wait_for("device", name="journal", state="down")
                assert one.earns() == 0
                assert not kiosk.all("operation")
                filler.unlink()
                up = kiosk.wait_for("device", name="journal", state="up")
                assert one.earns() == 0
                scanner.scan(one.qr.encode())
                kiosk.wait_for("screen", name="reward", after=up)
                assert one.earns() == 1
        finally:
            unmount(state)


def read_only(folder: Path) -> None:
    with scanned(folder) as (one, scanner):
        state = one.journal.parent
        state.mkdir()
        mounted(state)
        try:
            subprocess.run(["mount", "-o", "remount,ro", state], check=True)

            def mend() -> None:
                subprocess.run(["mount", "-o", "remount,rw", state], check=True)

            serves_balances_only(one, scanner, "read_only", mend)
        finally:
            unmount(state)


def missing_folder(folder: Path) -> None:
    with scanned(folder) as (one, scanner):
        one.tables["journal"]["path"] = str(folder / "mistyped" / "state" / "journal.sqlite3")

        def mend() -> None:
            (folder / "mistyped").mkdir()
            (folder / "state").symlink_to(folder / "mistyped" / "state")  # where the test looks

        serves_balances_only(one, scanner, "no_such_folder", mend)


def wrong_owner(folder: Path) -> None:
    with scanned(folder) as (one, scanner):
        state = one.journal.parent
        state.mkdir(mode=0o700)
        start: tuple[str, ...] = ()
        if ROOT:
            os.chown(state, 12345, 12345)
            # Root without its right to pass over owners and modes is a user like others.
            start = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--")

            def mend() -> None:
                os.chown(state, os.geteuid(), os.getegid())
        else:
            state.chmod(0o500)

            def mend() -> None:
                state.chmod(0o700)

        try:
            serves_balances_only(one, scanner, "no_permission", mend, start)
        finally:
            state.chmod(0o700)


def corrupt(folder: Path) -> None:
    """Set aside, and a fresh one is begun at once: so it earns."""
    with scanned(folder) as (one, scanner):
        with one.run() as kiosk:
            kiosk.wait_for("ready")
            kiosk.stop()
        data = bytearray(one.journal.read_bytes())
        data[4096 * 2 : 4096 * 6] = os.urandom(4096 * 4)
        one.journal.write_bytes(data)
        with one.run() as kiosk:
            kiosk.wait_for("screen", name="attract")
            (fault,) = kiosk.all("fault")
            assert (fault["where"], fault["error"]) == ("journal", "corrupt")
            assert (one.journal.parent / str(fault["reason"])).read_bytes() == data
            kiosk.wait_for("device", name="scanner", state="up")
            scanner.scan(one.qr.encode())
            kiosk.wait_for("screen", name="reward")
            assert one.earns() == 1


def test_what_is_missing_not_ours_or_broken(tmp_path: Path) -> None:
    cases = (missing_folder, wrong_owner, corrupt)
    with ThreadPoolExecutor() as pool:  # most of it is waiting
        for done in [pool.submit(case, folder_for(tmp_path, case)) for case in cases]:
            done.result()


def test_a_disk_that_is_full_or_read_only(tmp_path: Path) -> None:
    if not can_mount(tmp_path / "try"):
        pytest.skip("file systems cannot be mounted here")
    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(case, folder_for(tmp_path, case)) for case in (full, fills_up, read_only)]:
            done.result()


def folder_for(tmp_path: Path, case: Callable[[Path], None]) -> Path:
    folder = tmp_path / case.__name__
    folder.mkdir()
    return folder
