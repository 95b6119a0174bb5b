"""A campaign goes on where it was, ends when it is enough, and says what came of it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.torture import campaign, results
from tests.torture.life import death


def report(number: int, **other: Any) -> dict[str, Any]:
    """What a round leaves behind."""
    account = {"applied": {"earn": 3}, "requests": 9, "repeats": 2, "coupons": 1, "papers": 1}
    return {
        "number": number,
        "lives": 5,
        "kills": 4,
        "stops": 1,
        "seconds": 10.0,
        "faults": {"torn body": 20, "connection refused": 10},
        "acts": {"visits": 7},
        "ways": {"moment": 5},
        "account": account,
        "wrong": [],
    } | other


CUTS = {"number": 1, "moments": 5, "images": 40, "promises": 30, "wrong": [], "writes": 60, "syncs": 7}


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rounds that are played, in order; nothing else happens in them."""
    numbers: list[int] = []

    def play(this: campaign.Campaign) -> None:
        for number in this._numbers():
            numbers.append(number)
            (this.folder / f"{number:04}.json").write_text(json.dumps(report(number)))

    monkeypatch.setattr(campaign.Campaign, "run", play)
    return numbers


def run(folder: Path, *options: str) -> int:
    return campaign.main(["--seed", "3", "--folder", str(folder), "--faults", "1", *options])


def test_it_goes_on_with_the_rounds_that_are_missing(tmp_path: Path, played: list[int]) -> None:
    assert run(tmp_path, "--kills", "12") == 0
    assert played == [1, 2, 3]
    [place] = tmp_path.iterdir()
    (place / "0002.json").unlink()
    run(tmp_path, "--kills", "16")
    assert played == [1, 2, 3, 2, 4]
    run(tmp_path, "--kills", "16")
    assert len(played) == 5, "it was enough"
    run(tmp_path, "--kills", "16", "--faults", "150")
    assert played[5:] == [5], "kills are not enough without the faults"
    run(tmp_path, "--only", "4")
    assert played[6:] == [4]
    run(tmp_path, "--kills", "4", "--fresh")
    assert played[7:] == [1]


def test_time_ends_it(tmp_path: Path, played: list[int]) -> None:
    assert run(tmp_path, "--minutes", "-1") == 0
    assert played == []


@pytest.mark.parametrize("what", ["lost", "doubled", "false printed", "complained"])
def test_one_broken_promise_fails_it(
    tmp_path: Path, played: list[int], capsys: pytest.CaptureFixture[str], what: str
) -> None:
    run(tmp_path, "--kills", "8")
    [place] = tmp_path.iterdir()
    (place / "0003.json").write_text(json.dumps(report(3, wrong=[{"what": what, "where": "here"}])))
    assert run(tmp_path, "--kills", "8") == 1
    assert f"round 3: {what}: here" in capsys.readouterr().out


def test_a_disk_that_was_broken_by_a_cut_fails_it(tmp_path: Path, played: list[int]) -> None:
    run(tmp_path, "--kills", "8")
    [place] = tmp_path.iterdir()
    (place / "cuts-0001.json").write_text(json.dumps(CUTS))
    assert run(tmp_path, "--kills", "8") == 0
    (place / "cuts-0002.json").write_text(json.dumps(CUTS | {"number": 2, "wrong": ["does not open"]}))
    assert run(tmp_path, "--kills", "8") == 1


def test_what_came_of_it_is_printed_and_put_into_the_page(tmp_path: Path) -> None:
    lost = [{"what": "lost", "where": "coupon 7"}]
    total = results.Total.of([report(1), report(2, wrong=lost)], [CUTS], 3)
    total.how = "--lives 5"
    text = total.text()
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- measured: torture -->\nNot run yet.\n<!-- end: torture -->\nafter\n")
    results.write(total, page)
    put = page.read_text()
    assert "Not run yet." not in put
    assert put.startswith("before\n")
    assert put.endswith("\nafter\n")
    for told in (text, put):
        told = " ".join(told.replace("|", " ").split())
        for words in (
            "kills (SIGKILL) 8",
            "faults that struck 60",
            "operations applied at the server 6 (6 earn)",
            "disks as a cut could leave them 40",
            "lost (an accepted operation, a coupon, a promised visit) 1",
            "doubled (an operation, a visit, a paper without COPY) 0",
            "reported as printed, and not on paper 0",
            "torn body 40",
        ):
            assert words in told
        assert "2 rounds, 10 lives" in told
    assert "Seed 3 (`--lives 5`), 2 rounds" in put


def test_the_seed_decides_what_is_tried() -> None:
    def ends(seed: int) -> list[object]:
        dice = random.Random(f"round {seed} 1")
        return [death(dice, 12.0) for _ in range(50)]

    assert ends(1) == ends(1)
    assert ends(1) != ends(2)
