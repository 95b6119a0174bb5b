"""Looking after a kiosk at work: doctor, test print, journal, staff and support bundle, beside the real
program on a bad day. Secrets are planted wherever one might stray to; none may be in the bundle."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kiosk.__main__ import main
from kiosk.cli import staff
from kiosk.config import load
from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.scanner import ScannerTwin
from kiosk.simulator.shop_values import TEST_KEY
from tests.e2e.kiosk_process import Kiosk, Place, place, until

STAFF_PIN = "83914726"
STAFF_NAME = "Gülsüm-Planted"
WIFI = "wifi-Planted-pass-7731"
VARIABLE = "environment-Planted-5512"
MAIL = "planted.person@example.net"
OTHER_TOKEN = "cq_PlantedTokenOfNobody42"
STRAY = (
    f"cage: keyboard said {MAIL}",
    f"  File \"/home/{STAFF_NAME}/kiosk/app.py\", line 7, in {WIFI}",
    json.dumps({"ts": "2026-11-27T10:00:00.000Z", "level": "info", "event": "scan", "payload": OTHER_TOKEN}),
    json.dumps({"ts": "2026-11-27T10:00:00.000Z", "level": MAIL, "event": "printer", "state": OTHER_TOKEN}),
    json.dumps({"ts": "2026-11-27T10:00:00.000Z", "level": "info", "event": "log", "logger": MAIL,
                "message": f"X-Api-Key: {TEST_KEY}"}),
    json.dumps({"event": "wifi", "password": WIFI}),
    f"2026-11-27T10:00:00.000Z error   fault where={WIFI} error={STAFF_PIN} reason={TEST_KEY}",
    "\ufffd\x00" + TEST_KEY,
)  # fmt: skip


@dataclass(slots=True)
class Day:
    """What was asked beside the running kiosk, and after it."""

    where: Place
    config: Path
    log: Path
    pid: int | None = None
    """The kiosk's process, where this user may look into it."""
    answers: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    bundles: dict[str, bytes] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    papers: int = 0
    visit: str = ""

    def ask(self, name: str, *words: str) -> None:
        """One command; its exit code and what it said."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([*words, "--config", str(self.config)])
        self.answers[name] = (code, out.getvalue(), err.getvalue())

    def bundle(self, name: str) -> None:
        file = self.log.parent / f"{name}.tar.gz"
        self.ask(f"bundle {name}", "support-bundle", "--out", str(file), "--log", str(self.log))
        self.bundles[name] = file.read_bytes()

    def keep_log(self, kiosk: Kiosk) -> None:
        self.log.write_text(kiosk.output + "\n".join(STRAY) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[Day]:
    folder = tmp_path_factory.mktemp("care")
    with pytest.MonkeyPatch.context() as patch, place(folder, stamps=9) as where, ScannerTwin() as scanner:
        for name, value in (("WIFI_PASSWORD", WIFI), ("SOME_TOKEN", VARIABLE)):
            patch.setenv(name, value)
        where.tables["scanner"]["port"] = scanner.port
        where.tables["shop"]["name"] = f"Café {STAFF_NAME}"
        where.tables["coupon"] = {"terms": f"Ask {MAIL}"}
        one = Day(where, where.config(), folder / "kiosk.log")
        (folder / "wifi.psk").write_text(WIFI)
        assert staff.command(load(one.config, {}), "add", STAFF_NAME, lambda _question: STAFF_PIN) == 0
        with where.run(environ={"WIFI_PASSWORD": WIFI, "SOME_TOKEN": VARIABLE}) as kiosk:
            one.pid = kiosk.pid if os.access(f"/proc/{kiosk.pid}/fd", os.R_OK) else None
            kiosk.wait_for("printer", state="ready")
            kiosk.wait_for("device", name="scanner", state="up")
            one.keep_log(kiosk)
            one.ask("well", "doctor", "--json", "--log", str(one.log))
            one.ask("unheard", "doctor", "--json")
            other = where.server.shop.add_member("second.person@example.com")
            where.server.faults.add(Fault(FaultKind.DROP, "lookup", count=None))
            assert scanner.scan(where.server.shop.qr_for(other.code).encode())
            kiosk.wait_for("screen", name="offline")
            assert until(lambda: where.rows("SELECT 1 FROM kept_visit"))
            [(one.visit,)] = where.rows("SELECT operation_id FROM kept_visit")  # type: ignore[assignment]
            one.ask("waiting", "journal", "list", "--state", "waiting")
            one.ask("show", "journal", "show", one.visit)
            where.server.faults.clear()
            one.ask("retry", "journal", "retry", one.visit)
            one.ask("again", "journal", "retry", one.visit)
            where.server.faults.add(Fault(FaultKind.ERROR, call="earn", count=1))
            where.printer.paper_out = True
            kiosk.wait_for("printer", state="paper_out")
            assert scanner.scan(f"{MAIL} {OTHER_TOKEN}".encode())
            kiosk.wait_for("scan", kind="member")
            kiosk.wait_for("api", call="lookup")
            assert scanner.scan(where.qr.encode())
            kiosk.wait_for("coupon", state="issued")
            one.keep_log(kiosk)
            one.ask("no paper", "doctor", "--json", "--log", str(one.log))
            one.ask("print", "print-test")
            one.ask("list", "journal", "list")
            assert staff.command(load(one.config, {}), "add", "Ali", lambda _question: "90817263") == 0
            one.ask("staff", "staff", "list")
            one.bundle("running")
            kiosk.strike()
            kiosk.wait_for_end()
        one.keep_log(kiosk)
        scanner.unplug()
        one.ask("after", "doctor", "--json", "--log", str(one.log))
        one.bundle("after")
        one.papers = len(where.printer.papers)
        one.tokens = [str(row[0]) for row in where.rows("SELECT token FROM coupon")]
        with one.config.open("a") as file:
            file.write(f'[{STAFF_NAME.encode("ascii", "ignore").decode()}]\n"{MAIL}" = "{WIFI}"\n')
        patch.setenv("KIOSK_API__KEY", TEST_KEY)
        patch.setenv(f"KIOSK_PLANTED_{STAFF_PIN}__KEY", VARIABLE)
        one.ask("wrong", "doctor", "--json")
        one.bundle("wrong")
        yield one


def findings(day: Day, name: str) -> tuple[int, dict[str, Any], dict[str, list[dict[str, Any]]]]:
    code, out, _ = day.answers[name]
    told = json.loads(out)
    found: dict[str, list[dict[str, Any]]] = {}
    for one in told["findings"]:
        found.setdefault(one["name"], []).append(one)
    return code, told, found


# -- beside the running kiosk --------------------------------------------------------------------------------


def test_beside_a_kiosk_that_is_well(day: Day) -> None:
    code, told, found = findings(day, "well")
    assert (code, told["running"]) == (0, True), told
    held = {"held_by": "kiosk", "pid": day.pid}
    assert found["printer"][0]["values"] == {**held, "state": "ready"}
    assert found["scanner"][0]["values"] == held
    assert "says that it works" in found["scanner"][0]["found"]
    assert found["service"][0]["values"]["runs"] is True
    assert found["journal"][0]["result"] == "ok"


def test_without_the_log_it_says_where_to_look(day: Day) -> None:
    code, _, found = findings(day, "unheard")
    assert code == 0
    assert "--log" in found["printer"][0]["found"]
    assert "state" not in found["printer"][0]["values"]


def test_what_the_running_kiosk_says_of_its_printer_is_told(day: Day) -> None:
    code, _, found = findings(day, "no paper")
    assert (code, found["printer"][0]["code"]) == (1, "printer.paper_out")
    assert found["printer"][0]["values"]["state"] == "paper_out"


def test_a_test_print_leaves_the_running_kiosks_printer_alone(day: Day) -> None:
    code, out, err = day.answers["print"]
    assert code == 1
    assert f"the running kiosk has it{f' (process {day.pid})' if day.pid else ''}" in out
    assert "«Test page»" in err
    assert "systemctl stop kiosk" in err
    assert day.papers == 0


def test_journal_and_staff_answer_beside_it(day: Day) -> None:
    code, out, err = day.answers["list"]
    assert code == 0
    assert "accepted" in out
    assert "kiosk journal show ID" in err
    code, out, err = day.answers["staff"]
    assert (code, out) == (0, f"Ali\n{STAFF_NAME}\n")
    assert "kiosk staff" in err


def test_a_visit_kept_offline_is_shown_and_tried_at_once(day: Day) -> None:
    code, out, err = day.answers["waiting"]
    assert code == 0
    assert out.splitlines()[1].split()[2:4] == ["kept", "visit"]
    assert out.splitlines()[1].endswith(day.visit)
    assert "kiosk journal show ID" in err
    code, out, err = day.answers["show"]
    assert (code, f"id: {day.visit}" in out.splitlines()) == (0, True)
    assert f"kiosk journal retry {day.visit}" in err
    code, out, err = day.answers["retry"]
    assert code == 0, err
    assert out == "accepted\n", "under its own id"
    assert err == "It is booked; there is nothing to do.\n"
    assert day.answers["again"] == (1, "", "it is over (accepted): there is nothing to try\n")


def test_when_it_is_dead_its_words_count_no_more(day: Day) -> None:
    code, told, found = findings(day, "after")
    assert (code, told["running"]) == (1, False)
    assert found["printer"][0]["code"] == "printer.paper_out"
    assert "held_by" not in found["printer"][0]["values"]
    assert "scanner.missing" in [one["code"] for one in found["scanner"]]


# -- the bundle ------------------------------------------------------------------------------------------


def parts(content: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        return {one.name.rpartition("/")[2]: archive.extractfile(one).read() for one in archive}  # type: ignore[union-attr]


def secrets_of(day: Day) -> list[str]:
    member = day.where.member
    name = member.email.partition("@")[0]
    assert day.tokens
    found = [
        TEST_KEY,
        day.where.qr,
        member.email,
        member.masked_email,
        name,
        *name.split("."),
        STAFF_PIN,
        STAFF_NAME,
    ]
    found += ["second.person", "second.person@example.com", quote("second.person@example.com")]
    return [*found, WIFI, VARIABLE, MAIL, OTHER_TOKEN, *day.tokens, "Planted", "planted.person"]


def disguised(secret: str) -> set[bytes]:
    plain = secret.encode()
    turned = {plain, quote(secret, safe="").encode(), json.dumps(secret)[1:-1].encode(), plain.hex().encode()}
    return turned | {base64.b64encode(plain)[:-4] or plain, secret.lower().encode(), secret.upper().encode()}


@pytest.mark.parametrize("name", ["running", "after", "wrong"])
def test_no_planted_secret_is_in_any_byte_of_the_bundle(day: Day, name: str) -> None:
    code, out, err = day.answers[f"bundle {name}"]
    assert code == 0, err
    hay = {**parts(day.bundles[name]), "packed": day.bundles[name], "said": (out + err).encode()}
    strays = [
        (secret, part)
        for secret in secrets_of(day)
        for form in disguised(secret)
        for part, content in hay.items()
        if form in content
    ]
    assert strays == []
    code_alone = rf"(?<![0-9a-f.]){day.where.member.code}(?![0-9a-f])".encode()
    assert not [part for part, content in hay.items() if part != "packed" and re.search(code_alone, content)]


def test_the_secrets_were_there_to_be_found(day: Day) -> None:
    """Or the test above would prove nothing."""
    log = day.log.read_text(encoding="utf-8")
    for planted in (MAIL, OTHER_TOKEN, TEST_KEY, WIFI, STAFF_PIN, STAFF_NAME):
        assert planted in log
    assert MAIL in day.config.read_text()
    assert WIFI in day.config.read_text()
    for planted in (STAFF_NAME, day.tokens[0], str(day.where.member.code)):
        assert day.where.on_disk(planted)


def test_the_bundle_tells_what_went_wrong(day: Day) -> None:
    found = parts(day.bundles["running"])
    assert set(found) == {
        "README.txt", "doctor.json", "configuration.json", "journal.json", "log.jsonl", "systemd.json"
    }  # fmt: skip
    codes = {one["code"] for one in json.loads(found["doctor.json"])["findings"]}
    assert "printer.paper_out" in codes
    lines = [json.loads(line) for line in found["log.jsonl"].splitlines()]
    events = [(one["event"], one.get("state"), one.get("outcome")) for one in lines]
    assert ("printer", "paper_out", None) in events
    assert ("api", None, "unavailable_server") in events
    assert ("operation", "accepted", None) in events
    assert ("coupon", "issued", None) in events
    journal = json.loads(found["journal.json"])
    assert [(one["kind"], one["state"], one["count"]) for one in journal["operations"]] == [
        ("earn", "accepted", 2)
    ]
    assert journal["staff"] == {"people": 2, "badges": 0}
    settings = json.loads(found["configuration.json"])["settings"]
    assert settings["shop"]["kiosk_id"] == "entrance-7"
    assert settings["printer"]["baud"] == "(default)"
    assert b"log could not be read" not in found["README.txt"]


def test_a_configuration_that_cannot_be_used_is_told_without_its_words(day: Day) -> None:
    assert day.answers["wrong"][0] == 1
    found = parts(day.bundles["wrong"])
    told = json.loads(found["doctor.json"])
    assert [one["values"]["key"] for one in told["findings"] if one["name"] == "config"] == ["other"] * 2
    assert json.loads(found["configuration.json"]) == {
        "usable": False, "settings": {}, "from_environment": ["api.key"]
    }  # fmt: skip
