"""A member whose card fills shows their phone twice; an operator stops the kiosk. What is left of it?"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import zxingcpp
from PySide6.QtGui import QGuiApplication
from pyzbar import pyzbar

from kiosk.devices.escpos import printable
from kiosk.devices.receipt_image import ReceiptRenderer
from kiosk.paths import assets
from kiosk.ports import CouponPaper
from kiosk.simulator.paper import Paper
from kiosk.simulator.shop_values import TEST_KEY, Coupon, LedgerEntry, Member
from kiosk.ui.i18n import on_paper
from tests.e2e.kiosk_process import Line, command, environment, leaks, place, toml

FONTS = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabicUI-Regular.ttf",
    "NotoSansArabicUI-Bold.ttf",
)


@dataclass(frozen=True, slots=True)
class Story:
    """What is left when it is over."""

    lines: list[Line]
    output: str
    strays: int
    papers: list[Paper]
    ledger: list[LedgerEntry]
    earn_requests: int
    coupons: list[Coupon]
    member: Member
    qr: str
    operations: list[tuple[object, ...]]
    issued_at: int
    qr_on_disk: bool

    def all(self, event: str, **fields: object) -> list[Line]:
        wanted = {"event": event, **fields}.items()
        return [line for line in self.lines if wanted <= line.items()]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The ninth stamp was there; the phone comes, goes for three seconds, comes again."""
    with place(tmp_path_factory.mktemp("story"), stamps=9) as one:
        one.film().empty(1).phone(one.qr, 3).empty(6).phone(one.qr, 3)
        with one.run() as kiosk:
            kiosk.wait_for("coupon", state="printed")
            kiosk.wait_for("screen", name="balance", after=kiosk.wait_for("scan", count=2))
            kiosk.wait_for("acknowledged", count=2)
            kiosk.stop()
            [(issued_at,)] = one.rows("SELECT issued_at FROM coupon")
            assert isinstance(issued_at, int)
            yield Story(
                lines=kiosk.lines,
                output=kiosk.output,
                strays=one.printer.strays,
                papers=list(one.printer.papers),
                ledger=one.server.shop.ledger,
                earn_requests=sum(seen.call == "earn" for seen in one.server.seen),
                coupons=one.server.shop.coupons,
                member=one.server.shop.member(one.member.code),
                qr=one.qr,
                operations=one.rows("SELECT id, kind, state, attempts, before_stamps, stamps FROM operation"),
                issued_at=issued_at,
                qr_on_disk=one.on_disk(one.qr),
            )


def test_one_stamp_a_visit(story: Story) -> None:
    [entry] = story.ledger
    assert (entry.kind, entry.card, entry.amount, entry.count) == ("earn", "stamp", Decimal(1), 1)
    assert story.earn_requests == 1
    assert (story.member.stamps, len(story.coupons)) == (0, 1)
    assert story.operations == [(entry.external_id, "earn", "accepted", 1, 9, 0)]
    assert entry.external_id.startswith("entrance-7-")


def test_the_log_tells_the_visit_step_by_step(story: Story) -> None:
    [entry] = story.ledger
    [coupon] = story.coupons
    first = story.all("scan")[0]
    second = story.lines.index(story.all("scan")[1])
    session = story.all("screen", name="lookup")[0]["session"]
    screens = [line["name"] for line in story.all("screen", session=session)]
    assert screens == ["lookup", "balance", "reward", "coupon"]
    assert [line["state"] for line in story.all("operation", id=entry.external_id)] == [
        "pending",
        "sent",
        "accepted",
    ]
    assert [line["state"] for line in story.all("coupon", id=coupon.id)] == ["issued", "printing", "printed"]
    assert (first["source"], first["kind"], first["length"]) == ("camera", "member", len(story.qr))
    # The second time they see their balance, and that was all.
    aside = ("log", "device", "acknowledged")
    later = [line for line in story.lines[second:] if line["event"] not in aside]
    assert [line["event"] for line in later] == ["scan", "screen", "api", "screen", "stopped"]
    assert [later[1]["name"], later[3]["name"]] == ["lookup", "balance"]
    assert later[1]["session"] not in ("", session)


def test_each_code_is_acknowledged_on_screen_once(story: Story) -> None:
    """How soon is for the benchmark to say: a machine that tests is a busy one."""
    told = story.all("acknowledged")
    sessions = [line["session"] for line in story.all("screen", name="lookup")]
    assert [line["session"] for line in told] == sessions
    assert len(sessions) == len(set(sessions)) == 2
    assert all(0 < float(str(line["ms"])) < 30_000 for line in told)


def test_nothing_was_kept_of_the_code(story: Story) -> None:
    assert not story.qr_on_disk


# -- the log's contract -----------------------------------------------------------------------------

NUMBER = (int, float)
STATES = "pending sent challenged accepted refused unknown abandoned"
EVENTS: dict[str, dict[str, type | tuple[type, ...] | str]] = {
    "ready": {"startup_ms": NUMBER},
    "screen": {
        "name": "attract lookup balance pin reward coupon offline problem closed",
        "session": str,
    },
    "scan": {
        "source": "camera scanner hid",
        "kind": "member coupon invalid",
        "decode_ms": NUMBER,
        "length": int,
    },
    "acknowledged": {"session": str, "ms": NUMBER},
    "api": {
        "call": "lookup enrol earn redeem coupon",
        "status": int,
        "outcome": str,
        "ms": NUMBER,
        "attempt": int,
    },
    "operation": {"id": str, "kind": "earn redeem coupon", "state": STATES},
    "coupon": {
        "id": str,
        "state": "issued printing printed print_unknown print_failed handed_out redeemed",
    },
    "printer": {"state": "ready paper_low paper_out cover_open error silent absent"},
    "device": {"name": str, "state": "up down", "reason": str},
    "stopped": {"reason": str},
}
"""Each stable event with its fields: a type, or the words it may be."""


@pytest.mark.parametrize("event", EVENTS)
def test_stable_events_have_their_fields(story: Story, event: str) -> None:
    lines = story.all(event)
    assert lines
    for line in lines:
        assert line["level"] in ("info", "warning", "error"), "it has to be there without being asked for"
        fields = {name: value for name, value in line.items() if name not in ("ts", "level", "event", "at")}
        assert fields.keys() == EVENTS[event].keys()
        for name, value in fields.items():
            wanted = EVENTS[event][name]
            if isinstance(wanted, str):
                assert value in wanted.split()
            else:
                assert isinstance(value, wanted), name
                assert not isinstance(value, bool)


def test_every_line_has_a_time_and_a_level(story: Story) -> None:
    for line in story.lines:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(line["ts"]))
        assert line["level"] in ("debug", "info", "warning", "error")
        assert isinstance(line["event"], str)
    # Two threads may overtake each other by a moment; the log as a whole may not run backwards.
    times = [datetime.fromisoformat(str(line["ts"])) for line in story.lines]
    assert all((late - early).total_seconds() > -0.5 for early, late in pairwise(times))
    assert not [line for line in story.lines if line["level"] in ("warning", "error")]


def test_nothing_personal_is_ever_logged(story: Story) -> None:
    [coupon] = story.coupons
    name, _, domain = story.member.email.partition("@")
    secrets = [story.member.email, story.member.masked_email, name, domain, *name.split(".")]
    secrets += [story.qr, quote(story.qr, safe=""), story.qr[:12], coupon.token, coupon.token[3:15], TEST_KEY]
    assert leaks(story.output, secrets) == []
    assert not re.search(rf"(?<![0-9a-f]){story.member.code}(?![0-9a-f])", story.output)


# -- the paper ------------------------------------------------------------------------------------------


def test_the_paper_carries_the_coupon(story: Story) -> None:
    [paper] = story.papers
    [coupon] = story.coupons
    image = np.pad(np.where(paper, 0, 255).astype(np.uint8), 16, constant_values=255)
    assert [read.text for read in zxingcpp.read_barcodes(image)] == [coupon.token]
    assert [read.data.decode() for read in pyzbar.decode(image)] == [coupon.token]
    assert story.strays == 0


def test_the_paper_is_the_picture_that_was_meant(story: Story, qapp: QGuiApplication) -> None:
    """Dot for dot; ``printable`` may have blackened single ones where a printer would misread bytes."""
    [paper] = story.papers
    [coupon] = story.coupons
    issued = datetime.fromtimestamp(story.issued_at / 1e6, UTC).astimezone(ZoneInfo("Europe/Istanbul"))
    meant = CouponPaper(
        shop="Kahveci Köşe",
        name="Free Coffee",
        token=coupon.token,
        issued=f"Issued {on_paper(issued, 'en')}",
        kiosk_id="entrance-7",
        title="Your reward",
        terms="Valid once. Not exchangeable for cash.",
    )
    picture = ReceiptRenderer(576, [assets() / "fonts" / name for name in FONTS])(meant)
    assert paper.shape == picture.shape
    assert np.array_equal(paper, printable(picture))


# -- a configuration that cannot be ---------------------------------------------------------------------

FAULTS: dict[str, tuple[dict[str, dict[str, object]], list[str]]] = {
    "unknown key": ({"shop": {"nmae": "Kahveci"}}, ["shop.nmae: unknown key; did you mean name?"]),
    "unknown table": ({"shoop": {"name": "K"}}, ["shoop: unknown table; did you mean shop?"]),
    "wrong type": ({"camera": {"fps": "fast"}}, ["camera.fps: must be a whole number"]),
    "no key": ({"api": {"key_file": "/nowhere/api.key"}}, ["api.key_file: /nowhere/api.key does not exist"]),
    "not encrypted": ({"api": {"base_url": "http://kahveci.loyalite.app"}}, ["api.base_url: "]),
    "a key where all can read it": ({"api": {"key": TEST_KEY}}, ["api.key: must not be in"]),
    "several": (
        {"camera": {"fps": 0}, "printer": {"paper": "A4"}, "visit": {"cooldown": "soon"}},
        ["visit.cooldown: ", "camera.fps: must be at least 1", "printer.paper: must be '80mm' or '58mm'"],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_configuration_is_told_key_by_key(tmp_path: Path, name: str) -> None:
    tables, expected = FAULTS[name]
    key = tmp_path / "api.key"
    key.write_text(TEST_KEY)
    config = tmp_path / "kiosk.toml"
    api = {"base_url": "http://127.0.0.1:1", "key_file": str(key)}
    whole: dict[str, dict[str, object]] = {
        **tables,
        "api": {**api, **tables.get("api", {})},
        "journal": {"path": str(tmp_path / "state" / "j.sqlite3")},
    }
    config.write_text(toml(whole), encoding="utf-8")
    ended = subprocess.run(
        command(config), env=environment(), cwd=Path(__file__).parents[2], capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    lines = ended.stderr.splitlines()
    assert ended.returncode == 2
    assert len(lines) == len(expected), lines
    for line, beginning in zip(sorted(lines), sorted(expected), strict=True):
        assert line.startswith(beginning)
    assert ended.stdout == ""
    assert TEST_KEY not in ended.stderr
    assert not (tmp_path / "state").exists()
