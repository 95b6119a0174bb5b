"""How often in a row the kiosk may crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.cli.starts import MOST, STEADY, Starts


def start(folder: Path, boot: str = "b1") -> tuple[Starts, bool]:
    one = Starts([folder], boot)
    return one, one.begin()


def crash(folder: Path, times: int, boot: str = "b1") -> None:
    for _ in range(times):
        assert start(folder, boot)[1] is False


def test_after_five_crashes_in_a_row_the_next_start_is_a_different_one(tmp_path: Path) -> None:
    crash(tmp_path, MOST)
    assert start(tmp_path)[1] is True
    # And stays so, however that one ends.
    assert start(tmp_path)[1] is True


def test_one_that_lived_for_three_minutes_or_was_ended_begins_the_count_anew(tmp_path: Path) -> None:
    crash(tmp_path, MOST - 1)
    one, loops = start(tmp_path)
    one.well(STEADY - 1)
    assert not loops
    assert start(tmp_path)[1] is True
    (tmp_path / "starts").unlink()
    crash(tmp_path, MOST - 1)
    one, _ = start(tmp_path)
    one.well(STEADY)
    crash(tmp_path, MOST - 1)
    one, _ = start(tmp_path)
    one.ended_well()
    crash(tmp_path, MOST)


def test_a_life_without_devices_proves_nothing(tmp_path: Path) -> None:
    crash(tmp_path, MOST)
    one, loops = start(tmp_path)
    assert loops
    one.well(STEADY)
    assert start(tmp_path)[1] is True


def test_it_tries_once_more_and_once_only(tmp_path: Path) -> None:
    crash(tmp_path, MOST)
    one, _ = start(tmp_path)
    one.once_more()
    one.ended_well()  # by its own wish: that is no proof of anything
    crash(tmp_path, 1)
    assert start(tmp_path)[1] is True


def test_a_new_boot_begins_anew(tmp_path: Path) -> None:
    crash(tmp_path, MOST)
    crash(tmp_path, MOST, boot="b2")


@pytest.mark.parametrize("text", [b"", b"b1", b"b1 many\n", b"b1 5 6\n", b"\xff\x00", b"5 " * 10_000_000])
def test_a_file_that_says_nothing_counts_nothing(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "starts").write_bytes(text)
    crash(tmp_path, MOST)


def test_where_the_disk_takes_nothing_the_next_folder_does(tmp_path: Path) -> None:
    folders = [tmp_path / "missing", tmp_path]
    for _ in range(MOST):
        assert not Starts(folders, "b1").begin()
    assert Starts(folders, "b1").begin()
    assert not Starts([tmp_path / "missing"], "b1").begin()


def test_only_a_supervisor_that_is_told_of_starts_makes_a_loop(tmp_path: Path) -> None:
    for _ in range(MOST + 1):
        assert not Starts.of({}, tmp_path).begin()
    assert not list(tmp_path.iterdir())
    told = {"NOTIFY_SOCKET": "/run/x", "RUNTIME_DIRECTORY": str(tmp_path / "run")}
    for _ in range(MOST):
        assert not Starts.of(told, tmp_path).begin()
    assert Starts.of(told, tmp_path).begin()
    assert [file.name for file in tmp_path.iterdir()] == ["starts"]
