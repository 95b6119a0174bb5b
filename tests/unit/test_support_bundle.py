"""``kiosk support-bundle``, piece by piece: what passes into it, and that nothing else does."""

from __future__ import annotations

import asyncio
import io
import json
import re
import stat
import tarfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.__main__ import main
from kiosk.cli.doctor.findings import good, trouble
from kiosk.cli.doctor.report import Report
from kiosk.cli.logbook import MOST_BYTES, from_file
from kiosk.cli.support import bundle
from kiosk.cli.support import settings as told_settings
from kiosk.cli.support.log_lines import FIELDS, OTHER, Sieve, place_of
from kiosk.cli.support.words import WORDS
from kiosk.config import Settings, load
from kiosk.core.model import OperationState
from kiosk.journal import SqliteJournal
from kiosk.journal.statistics import statistics
from kiosk.metrics.catalogue import SCREENS
from kiosk.ports import KeptVisit, StaffMember
from tests.support.journal_samples import at, coupon, earn, issue

ROOT = Path(__file__).resolve().parents[2]
TS = "2026-11-27T10:00:00.000Z"
PLANTED = "Zx9-planted@secret.example"


def line(event: str, **fields: object) -> str:
    return json.dumps({"ts": TS, "level": "info", "event": event, **fields})


def sifted(*lines: str) -> list[dict[str, object]]:
    return [dict(one) for one in Sieve().sift(lines).lines]


# -- the log ---------------------------------------------------------------------------------------------


def test_every_documented_event_and_no_other_passes() -> None:
    document = (ROOT / "docs/running.md").read_text(encoding="utf-8")
    table = document[document.index("## Log events") :]
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (.*) \|$", table, re.MULTILINE))
    assert set(FIELDS) == set(rows)
    for event, rules in FIELDS.items():
        assert set(rules) <= set(re.findall(r"`([a-z_]+)`", rows[event])), event
    screens = re.search(r"`name`: ([a-z_, ]+);", rows["screen"])
    assert screens is not None
    assert set(screens[1].split(", ")) == set(SCREENS)


def test_what_a_line_says_of_itself_passes() -> None:
    told = sifted(
        line("scan", source="camera", kind="member", decode_ms=3.1, length=36),
        line("api", call="earn", status=200, outcome="accepted", ms=51.2, attempt=1),
        line("fault", where="journal", error="disk_full", reason=""),
        line("fault", where="setup", error="wrong", reason="camera.fps"),
        "2026-11-27T10:00:00.000Z warning device name=camera state=down reason=no_frames",
        "2026-11-27T10:00:00.000Z info    ready startup_ms=812",
        line("stopped", reason="SIGTERM"),
    )
    assert told[0] == {
        "ts": TS, "level": "info", "event": "scan", "source": "camera", "kind": "member", "decode_ms": 3.1,
        "length": 36,
    }  # fmt: skip
    assert told[1]["outcome"] == "accepted"
    assert (told[2]["error"], told[3]["reason"]) == ("disk_full", "camera.fps")
    assert (told[4]["level"], told[4]["reason"]) == ("warning", "no_frames")
    assert told[5]["startup_ms"] == 812
    assert told[6]["reason"] == "SIGTERM"


@pytest.mark.parametrize(
    "planted",
    [
        f"customer {PLANTED} called",
        json.dumps({"ts": TS, "level": "info", "event": PLANTED}),
        json.dumps({"ts": TS, "level": PLANTED, "event": "ready", "startup_ms": 1}),
        json.dumps({"ts": PLANTED, "level": "info", "event": "ready"}),
        json.dumps({"ts": TS, "level": "info", "event": "scan", "payload": PLANTED}),
        line("log", logger="qt", message=PLANTED),
        line("log", logger=PLANTED, message=""),
        line("log", logger="kiosk." + PLANTED, message=""),
        line("log", logger="kiosk.zxplantedsecret", message=""),
        *(line(event, **{key: PLANTED}) for event, rules in FIELDS.items() for key in rules),
        line("operation", id=PLANTED, kind="earn", state="sent"),
        line("screen", name="attract", session=PLANTED),
        line("coupon", id={"a": [PLANTED]}, state=[PLANTED]),
        f"{TS} info    printer state={PLANTED} more={PLANTED}",
        f"{TS} info    log logger=kiosk message=state=ready {PLANTED} name={PLANTED}",
        f'  File "/home/{PLANTED}/kiosk/app.py", line 3, in {PLANTED}',
        f'  File "/x/kiosk/{PLANTED}.py", line 3, in x',
        '  File "/x/kiosk/../../zx9-planted@secret.example/kiosk/app.py", line 3',
    ],
)
def test_what_is_not_known_does_not_pass(planted: str) -> None:
    told = json.dumps(sifted(planted)).lower()
    for part in ("zx9", "planted", "secret", "example"):
        assert part not in told, told


@given(
    event=st.sampled_from(sorted(FIELDS)),
    fields=st.dictionaries(
        st.sampled_from(sorted({key for rules in FIELDS.values() for key in rules} | {"id", "session", "x"})),
        st.one_of(st.text(alphabet="Zz9@", min_size=3), st.lists(st.text()), st.none(), st.booleans()),
    ),
)
def test_no_field_lets_a_text_through_that_is_not_ours(event: str, fields: dict[str, object]) -> None:
    ours = set(SCREENS) | WORDS | {OTHER, TS, "info", event, "Z", ""}
    for one in sifted(line(event, **fields)):
        texts = {value for value in one.values() if isinstance(value, str)}
        assert not {text for text in texts - ours if not re.fullmatch(r"[a-z]+-\d+", text)}


@given(st.text(max_size=200))
def test_nothing_breaks_the_sieve(text: str) -> None:
    Sieve().sift([text, f"{TS} info log {text}", '{"event":' + text])


def test_numbers_that_cannot_be_are_no_numbers() -> None:
    told = sifted(line("scan", length=4_821_931, decode_ms=True), line("api", status="482193", ms="1e9"))
    assert told == [{"ts": TS, "level": "info", "event": one} for one in ("scan", "api")]


def test_ids_become_numbers_that_stay_the_same() -> None:
    told = sifted(
        line("operation", id="order-4711", kind="earn", state="sent"),
        line("coupon", id="cp-1", state="issued"),
        line("operation", id="order-4711", kind="earn", state="accepted"),
        line("retry", id="order-4711", outcome="accepted"),
    )
    assert [one["id"] for one in told] == ["operation-1", "coupon-2", "operation-1", "operation-1"]


def test_where_it_broke_is_told_by_place() -> None:
    trace = (
        'Traceback:\n  File "/opt/kiosk/lib/kiosk/app.py", line 20, in run\n    secret = "x"\nValueError: x'
    )
    assert place_of(trace.splitlines()[1]) == {"event": "place", "file": "kiosk/app.py", "line": 20}
    assert place_of('  File "/opt/kiosk/lib/kiosk/app.py", line 99999, in run') is None
    found = Sieve().sift(trace.splitlines())
    assert (len(found.lines), found.strange) == (1, 3)
    [told] = sifted(line("log", logger="asyncio", message=f"uncaught: {trace}"))
    assert told == {
        "ts": TS, "level": "info", "event": "log", "logger": "asyncio", "file": "kiosk/app.py", "line": 20
    }  # fmt: skip


def test_of_a_long_log_the_end_counts(tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.write_bytes(
        b"first\n" + b"x" * MOST_BYTES + b"\n" + line("ready", startup_ms=1).encode() + b"\n\xff\n"
    )
    lines = from_file(file)
    assert lines[0] != "first"
    assert sifted(*lines)[0]["startup_ms"] == 1


# -- the configuration -----------------------------------------------------------------------------------


def test_a_setting_is_told_where_its_form_leaves_no_room() -> None:
    settings = load(
        None,
        {
            "KIOSK_SHOP__NAME": PLANTED,
            "KIOSK_SHOP__KIOSK_ID": "door-17",
            "KIOSK_COUPON__TERMS": PLANTED,
            "KIOSK_COUPON__PREFIX": "planted-zx9-",
            "KIOSK_CAMERA__SOURCE": f"dir:/home/{PLANTED}",
            "KIOSK_CAMERA__SIZE": "640x480",
            "KIOSK_PRINTER__PORT": "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00",
            "KIOSK_PRINTER__PAPER": "58mm",
            "KIOSK_SCANNER__PORT": f"hid:/dev/input/../{PLANTED}",
            "KIOSK_API__BASE_URL": "https://shop.loyalite.app/zx9-planted",
            "KIOSK_API__KEY_FILE": f"/{PLANTED}",
            "KIOSK_VISIT__COOLDOWN": "30m",
            "KIOSK_VISIT__AMOUNT": "2",
            "KIOSK_METRICS__LISTEN": "127.0.0.1:9464",
            "KIOSK_UI__SCREEN_MM": "[100, 60]",
            "KIOSK_STAFF__BADGE_PREFIX": "zx9",
        },
    )
    told = told_settings.told(settings)
    assert "zx9" not in json.dumps(told).lower()
    assert "planted" not in json.dumps(told).lower()
    assert told["shop"]["kiosk_id"] == "door-17"
    assert (
        told["shop"]["name"] == told["camera"]["source"] == told["coupon"]["prefix"] == told_settings.UNTOLD
    )
    assert told["camera"]["size"] == "640x480"
    assert told["camera"]["fps"] == told_settings.DEFAULT
    assert str(told["printer"]["port"]).endswith("A50285BI-if00")
    assert told["printer"]["paper"] == "58mm"
    assert told["api"]["base_url"] == "https://shop.loyalite.app"
    assert (told["visit"]["cooldown"], told["visit"]["amount"]) == (
        timedelta(minutes=30).total_seconds(),
        "2",
    )
    assert told["metrics"]["listen"] == "127.0.0.1:9464"
    assert told["ui"]["screen_mm"] == [100.0, 60.0]
    assert {f"{table}.{key}" for table, keys in told.items() for key in keys} == set(told_settings.KEYS)


def test_of_the_environment_only_the_keys_are_told() -> None:
    environ = {
        "KIOSK_CAMERA__FPS": PLANTED,
        "KIOSK_API__KEY": PLANTED,
        f"KIOSK_{PLANTED}__X": "",
        "HOME": PLANTED,
    }
    assert told_settings.variables(environ) == ["api.key", "camera.fps"]


def test_findings_without_their_sentences() -> None:
    report = Report(
        [
            trouble("config.wrong", PLANTED, {"key": PLANTED, "reason": PLANTED}),
            trouble("config.wrong", "camera.fps: odd", {"key": "camera.fps", "reason": "odd"}),
            trouble("printer.in_use", PLANTED, {"held_by": PLANTED, "pid": 7, "port": f"/home/{PLANTED}"}),
            good("printer", "fine", {"held_by": "kiosk", "state": "ready", "port": "/dev/ttyUSB0"}),
            good("versions", "", {"kernel": "6.1.0-rpi", "system": f"{PLANTED}"}),
            good("service", "", {"active": "active", "sub": PLANTED, "restarts": 3}),
        ],
        PLANTED,
        True,
    )
    told = bundle.doctor(report)
    assert "planted" not in json.dumps(told).lower()
    values = [one["values"] for one in told["findings"]]
    assert values[0] == {"key": OTHER, "reason": OTHER}
    assert values[1]["key"] == "camera.fps"
    assert values[2] == {"held_by": "another program", "pid": 7, "port": told_settings.UNTOLD}
    assert values[3] == {"held_by": "kiosk", "state": "ready", "port": "/dev/ttyUSB0"}
    assert values[4] == {"kernel": "6.1.0-rpi", "system": OTHER}
    assert values[5] == {"active": "active", "sub": OTHER, "restarts": 3}


# -- the journal -----------------------------------------------------------------------------------------


async def _fill(file: Path) -> None:
    journal = await SqliteJournal.open(file)
    await issue(journal, 1, minutes=1)
    for number in (2, 3):
        await journal.record(earn(number, minutes=number))
        await journal.mark(earn(number).id, OperationState.REFUSED, PLANTED if number == 2 else "not_found")
    await journal.keep_visit(KeptVisit("visit-6", at(6), PLANTED, 2, "rate_limited"))
    await journal.keep_visit(KeptVisit("visit-7", at(7), PLANTED, 0, ""))
    await journal.drop_visit("visit-7", "expired")
    await journal.add_staff(StaffMember(PLANTED, PLANTED))
    await journal.audit(at(5), PLANTED, "give_up", PLANTED)
    await journal.audit(at(5), PLANTED, PLANTED, PLANTED)
    await journal.put("strict_seen", PLANTED)
    await journal.close()


def test_the_journal_in_numbers(tmp_path: Path) -> None:
    file = tmp_path / "journal.sqlite3"
    asyncio.run(_fill(file))
    told = statistics(file, WORDS)
    text = json.dumps(told)
    for secret in (PLANTED, coupon(1).token, coupon(1).name, "482193", "entrance-1", "visit-6"):
        assert secret not in text
    day = "2026-11-23"
    assert told["operations"] == [
        {"day": day, "kind": "earn", "state": "accepted", "reason": "", "count": 1},
        {"day": day, "kind": "earn", "state": "refused", "reason": OTHER, "count": 1},
        {"day": day, "kind": "earn", "state": "refused", "reason": "not_found", "count": 1},
    ]
    assert told["coupons"] == [{"day": day, "state": "issued", "count": 1}]
    assert told["print_jobs"] == [{"state": "queued", "count": 1}]
    assert told["kept_visits"] == [{"reason": "rate_limited", "count": 1}]
    assert told["dropped_visits"] == [{"reason": "expired", "count": 1}]
    assert told["staff"] == {"people": 1, "badges": 0}
    assert told["audit"] == [{"task": OTHER, "count": 1}, {"task": "give_up", "count": 1}]
    assert told["bytes"]["file"] > 0
    assert Decimal(told["pages"]["page_size"]) >= 512


def test_no_journal_is_a_word() -> None:
    assert bundle.journal(Settings(journal={"path": Path("/no/such")}))["error"] in WORDS | {"no_journal"}  # type: ignore[arg-type]
    assert bundle.journal(None) == {"error": "no_configuration"}


# -- the file --------------------------------------------------------------------------------------------


def test_the_file_is_its_owners_alone_and_no_link_leads_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KIOSK_JOURNAL__PATH", str(tmp_path / "state" / "journal.sqlite3"))
    monkeypatch.setenv("KIOSK_PRINTER__PORT", "none")
    monkeypatch.setenv("KIOSK_CAMERA__SOURCE", "none")
    out = tmp_path / "bundle.tar.gz"
    out.touch(0o644)
    assert main(["support-bundle", "--out", str(out), "--log", str(tmp_path / "none.log")]) == 0
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    assert "There is no log in it" in told.err
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with tarfile.open(out) as archive:
        names = [one.name.removeprefix("kiosk-support/") for one in archive]
        assert {one.mode for one in archive} == {0o600}
        assert {(one.uid, one.uname) for one in archive} == {(0, "")}
    assert names == [
        "README.txt", "doctor.json", "configuration.json", "journal.json", "log.jsonl", "systemd.json"
    ]  # fmt: skip
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere")
    assert main(["support-bundle", "--out", str(link)]) == 1
    assert str(link) in capsys.readouterr().err
    assert not (tmp_path / "elsewhere").exists()


def test_a_part_with_a_known_secret_is_left_out_whole() -> None:
    parts = bundle._without({"a": f"x{PLANTED}x".encode(), "b": b"fine"}, [PLANTED])
    assert PLANTED.encode() not in b"".join(parts.values())
    assert parts["b"] == b"fine"
    with tarfile.open(fileobj=io.BytesIO(bundle.packed(parts))) as archive:
        assert len(archive.getmembers()) == 2
