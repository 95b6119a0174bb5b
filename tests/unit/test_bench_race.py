"""What the benchmark makes of what it saw: moments, quantiles, ratios, verdicts, plots and the page."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.bench import __main__ as bench
from tests.bench import page
from tests.bench.race import body, report, runners, scans, square
from tests.bench.race.eye import Change
from tests.bench.race.figures import WISHES, quantile, spread, verdicts
from tests.bench.race.plot import Bar, bars
from tests.bench.race.video import Shown

ROOT = Path(__file__).resolve().parents[2]

FAST, SLOW = [70.0, 80.0, 90.0, 100.0], [200.0, 300.0, 400.0, 500.0]


def made_up() -> dict[str, Any]:
    """A run in which every wish is reached."""

    def scanned(times: list[float], **more: object) -> dict[str, Any]:
        return {"ack": times, "balance": times, "stamp": times, "phones": 5, "unread": 1, "cpu": 40.0} | more

    memory = {"pss": 180.0, "rss": 210.0, "processes": 1}
    return {
        "taken": "2026-11-01 12:00 UTC",
        "machine": "a machine",
        "browser": "Chromium 1",
        "load": 0.2,
        "busy": False,
        "quick": False,
        "skipped": {"zxing": "npm cannot fetch the page's packages"},
        "scan": {
            "program": {"50": scanned(FAST, late_ms=[0.1, 1.0, 2.5]), "0": scanned(FAST)},
            "jsqr": {"50": scanned(SLOW)},
        },
        "coupon": {"50": scanned(FAST) | {"paper": SLOW}},
        "start": {
            "program": {"attract": [500, 510], "scan": [700, 720]},
            "jsqr": {"attract": [900], "scan": [2000]},
        },
        "idle": {
            "program": memory | {"cpu": 12.0, "screen_cpu": 0.3, "decodes_a_second": 5.0},
            "program_full": memory | {"cpu": 30.0, "screen_cpu": 0.3, "decodes_a_second": 30.0},
            "jsqr": {"pss": 900.0, "rss": 1700.0, "processes": 10, "cpu": 110.0, "screen_cpu": 1.0},
        },
        "door": {
            "sessions": 1000,
            "memory_before": memory,
            "memory_after": memory | {"pss": 185.0},
            "cpu": 50.0,
            "a_minute": 240.0,
            "stamp_ms": [200.0, 250.0, 300.0],
            "coupons": 20,
            "coupons_a_minute": 25.0,
            "late_ms": [0.1, 1.0, 4.0],
        },
        "journal": {
            "visits_a_second": 80.0,
            "transactions_a_second": 240.0,
            "bare_transactions_a_second": 300.0,
            "year_mb": 57.0,
            "ready_empty": [600.0],
            "ready_year": [640.0],
        },
    }


# -- figures -----------------------------------------------------------------------------------------


def test_quantiles_lie_between_the_values() -> None:
    assert quantile([3, 1, 2], 0.5) == 2
    assert quantile([10, 20], 0.95) == pytest.approx(19.5)
    assert quantile([7], 0.99) == 7
    assert spread([]) is None
    with pytest.raises(ValueError, match="no values"):
        quantile([], 0.5)


def test_all_wishes_are_reached_or_missed_by_the_ratio() -> None:
    run = made_up()
    found = {one.wish.name: one for one in verdicts(run)}
    assert len(found) == len(WISHES)
    assert all(one.reached for one in found.values()), found
    memory = found["Memory at the invitation (PSS)"]
    assert (memory.ours, memory.theirs, memory.found) == (180, 900, pytest.approx(0.2))
    assert found["Scan to balance less the API's own time, 95th percentile"].found == pytest.approx(48.5)
    run["idle"]["program"]["pss"] = 300.0
    assert [one.wish.name for one in verdicts(run) if not one.reached] == ["Memory at the invitation (PSS)"]


def test_the_better_of_the_two_pages_is_the_peer() -> None:
    run = made_up()
    run["idle"]["zxing"] = run["idle"]["jsqr"] | {"pss": 400.0}
    memory = verdicts(run)[0]
    assert (memory.theirs, memory.reached) == (400, False)


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    run = {name: made_up()[name] for name in ("taken", "machine", "load", "idle")}
    assert [one.reached for one in verdicts(run)] == [True, True, True, None, None, None]
    del run["idle"]["jsqr"]
    assert [one.reached for one in verdicts(run)] == [None] * 6


def test_every_wish_that_may_be_missed_can_say_why() -> None:
    run = copy.deepcopy(made_up())
    run["scan"]["program"]["50"]["balance"] = [900.0]
    text = "\n".join(report.page(run))
    assert text.count("**missed**") == 2
    for line in text.splitlines():
        if "**missed**" in line:
            assert line.rstrip("| ").rpartition("|")[2].strip(), line


# -- moments -----------------------------------------------------------------------------------------


def test_moments_are_counted_from_the_first_whole_picture() -> None:
    shown = [Shown("a", 30, 40), Shown("b", 90, 99), Shown("c", 150, 160)]
    due = {30: 1.0, 90: 3.0, 150: 5.0}
    changes = [
        Change(0.5, "attract", 0),
        Change(1.05, "lookup", 1),
        Change(1.11, "balance", 1),
        Change(1.2, "stamp", 1),
        Change(5.04, "balance", 0),  # no frame of its lookup, and none between balance and stamp
        Change(5.3, "stamp", 0),
    ]
    found = scans.moments(changes, shown, due)
    assert found["ack"] == [50, 40]
    assert found["balance"] == [110, 40]
    assert found["stamp"] == [200, 300]
    assert (found["phones"], found["unread"], found["early"]) == (3, 1, 0)


def test_what_the_one_before_still_sees_is_not_taken_for_the_next() -> None:
    shown = [Shown("a", 30, 40), Shown("b", 90, 99)]
    changes = [Change(1.1, "lookup", 1), Change(3.05, "lookup", 0), Change(3.2, "stamp", 0)]
    found = scans.moments(changes, shown, {30: 1.0, 90: 3.0})
    assert found["ack"] == [100, 50]
    assert found["stamp"] == [200]


def test_a_code_that_is_read_before_it_is_whole_is_noticed() -> None:
    found = scans.moments([Change(0.95, "lookup", 1)], [Shown("a", 30, 40)], {30: 1.0})
    assert (found["unread"], found["early"]) == (1, 1)


def test_a_picture_that_never_came_counts_as_unread() -> None:
    assert scans.moments([], [Shown("a", 30, 40)], {})["unread"] == 1


def test_served_counts_people_and_not_screens() -> None:
    states = [("stamp", 1), ("attract", 1), ("stamp", 1), ("lookup", 0), ("stamp", 0), ("stamp", 1)]
    assert scans.served([Change(at, *one) for at, one in enumerate(states)]) == 3


def test_a_paper_belongs_to_the_scan_before_it() -> None:
    assert scans.paper_after([1.0, 4.0, 8.0], [2.5, 9.25]) == [1500, 1250]


def test_moments_of_a_page_are_told_between_those_it_saw_and_not_in_a_second_showing() -> None:
    first = json.dumps({"looks": [[10, 1000.0, 20.0], [12, 1060.0, 22.0]]})
    again = json.dumps({"looks": [[20, 1300.0, 21.0], [3, 1400.0, 19.0], [21, 2000.0, 18.0]]})
    seen = runners.told([first, again])
    assert [round(seen.due[number], 3) for number in (10, 11, 12, 16, 20)] == [1.0, 1.03, 1.06, 1.18, 1.3]
    assert max(seen.due) == 20
    assert len(seen.looked) == len(seen.decode_ms) == 5
    assert runners.told([]).due == {}


# -- plots and page ----------------------------------------------------------------------------------


def test_plots_are_svg_that_can_be_read_and_hold_their_words() -> None:
    found = report.plots(made_up())
    assert sorted(found) == ["memory.svg", "processor.svg", "scan.svg", "start.svg"]
    for text in found.values():
        root = ElementTree.fromstring(text)
        assert root.tag.endswith("svg")
        words = "".join(root.itertext())
        assert "this program" in words
        assert "web page, jsQR" in words
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", "".join(found.values()))


def test_bars_are_as_long_as_their_values() -> None:
    text = bars("<t>", "ms", [Bar("a", 50, True), Bar("b", 100, beyond=(200.0,))])
    widths = [float(one) for one in re.findall(r'width="([\d.]+)" height="18"', text)]
    assert widths[1] == pytest.approx(2 * widths[0])
    assert "&lt;t&gt;" in text
    for wrong in ([], [Bar("a", -1)]):
        with pytest.raises(ValueError, match="zero"):
            bars("t", "ms", wrong)


def test_the_page_is_written_between_its_marks(tmp_path: Path) -> None:
    other = tmp_path / "page.md"
    other.write_text(
        "before\n<!-- measured: race -->\nof last year\n<!-- end: race -->\nafter\n", encoding="utf-8"
    )
    page.put("race", ["", *report.page(made_up()), ""], other)
    text = other.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "of last year" not in text
    assert "**Skipped**: web page, zxing-wasm: npm cannot fetch" in text
    assert "busy machine" not in text
    for line in text.splitlines():
        assert line.count("|") != 1
    assert "busy machine" in report.page(made_up() | {"busy": True})[0]
    assert "quick run" in report.page(made_up() | {"quick": True})[0]


def test_tables_have_as_many_cells_in_each_row() -> None:
    width = 0
    for line in [*report.page(made_up()), *report.page(made_up() | {"scan": {}, "door": {}, "idle": {}})]:
        if not line.startswith("|"):
            width = 0
            continue
        assert width in (0, line.count("|")), line
        width = line.count("|")


def test_the_page_has_the_marks_and_every_plot_it_shows_is_there() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert text.count("<!-- measured: race -->") == text.count("<!-- end: race -->") == 1
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", text):
        assert (page.PAGE.parent / name).is_file(), name
    reference = json.loads((bench.PLOTS / "reference.json").read_text(encoding="utf-8"))
    assert "\n".join(report.page(reference)) in text, "make bench writes the page; nobody else does"


# -- what is fetched, and what is looked at ------------------------------------------------------------


def test_the_pages_packages_are_pinned_without_an_address() -> None:
    lock = json.loads((runners.WEB / "package-lock.json").read_text(encoding="utf-8"))
    fetched = {name: one for name, one in lock["packages"].items() if name}
    assert {"node_modules/jsqr", "node_modules/zxing-wasm"} <= set(fetched)
    for name, one in fetched.items():
        assert one["integrity"].startswith("sha512-"), name
        assert "resolved" not in one, name
    assert "http" not in json.dumps(fetched).replace("https://github.com/sponsors", "")


def test_colours_of_the_square_say_screen_and_visit() -> None:
    assert len({square.colour(state, visit) for state in square.STATES for visit in (0, 1)}) == 2 * len(
        square.STATES
    )
    script = (runners.WEB / "page.js").read_text(encoding="utf-8")
    for state, parts in square.STATES.items():
        assert f"{state}: [{', '.join(map(str, parts))}]" in script, "the page paints as the eye sees"
    assert f"? {square.DARK} : {square.LIGHT}" in script


def test_a_family_is_counted_whole_and_ends_whole() -> None:
    nap = "import time; time.sleep(60)"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', '{nap}']).wait()"
    process = subprocess.Popen(
        [sys.executable, "-c", code], start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(500):
            if len(body.family(process.pid)) == 2:
                break
            time.sleep(0.01)
        memory = body.memory(process.pid)
        assert memory["processes"] == 2
        assert 0 < memory["pss"] <= memory["rss"]
        before = body.load(process.pid)
        assert before.percent_until(body.load(process.pid)) >= 0
    finally:
        body.end(process.pid)
        process.wait()
    assert body.family(process.pid) == []


def test_an_unknown_part_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "scan", "wheel"])
    with pytest.raises(SystemExit):
        bench.main()
    assert "no such part: wheel" in capsys.readouterr().err
