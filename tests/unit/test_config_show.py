"""``kiosk config show``: every key, its value as a file would say it, where it comes from, and no API key."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kiosk import config
from kiosk.__main__ import main
from kiosk.config import load
from kiosk.config_schema import as_written, tables
from kiosk.setup.toml import written

SECRET = "lk_live_5e1f0c9b8a7d"

OTHER = """\
[shop]
name = "Café \\"Ö\\""
kiosk_id = "door-7"
stamps_per_card = 0
timezone = "Europe/Berlin"
accent = "#00ff00"
logo = "/etc/kiosk/logo.png"
[api]
base_url = "http://127.0.0.1:8080"
key_file = "/tmp/none/api.key"
connect_timeout = 2
read_timeout = 4.5
lookups_per_minute = 0
sends_per_minute = 6
[visit]
card = "point"
amount = 0.1
cooldown = "90m"
daily_limit = 0
[coupon]
prefix = "xy_"
terms = ""
[camera]
source = "file:/a b.mp4"
size = "640x480"
fps = 15
mirror = false
rotate = 90
exposure = 8
focus = 0.25
power_line = "50Hz"
frame_seconds = 2
[scanner]
port = "/dev/ttyUSB0"
baud = 115200
terminator = "crlf"
beeper = "datalogic"
trigger = "motion"
[printer]
port = "none"
baud = 9600
paper = "58mm"
flow = "xonxoff"
cut = false
mode = "auto"
completion = "none"
[ui]
languages = ["de", "en"]
screen_mm = [155.5, 86]
theme = "dark"
idle_after = 45
dim_after = 61.5
sound = false
volume = 0
speech = true
headphones = "none"
rotate = 270
keypads = ["046d:c31c"]
fullscreen = false
[staff]
idle_after = 30
badge = "alone"
badge_prefix = ""
[journal]
path = "/tmp/j.sqlite3"
keep_days = 7
[metrics]
listen = "[::1]:9464"
"""
"""Every key as something else than by default; each in a line of its own."""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kiosk.toml"
    path.write_text(OTHER, encoding="utf-8")
    monkeypatch.setattr(config, "DEFAULT_PATH", path)
    return path


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main(["config", "show", "--json", *words]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def every_key() -> list[str]:
    return [f"{table}.{key}" for table, model in tables().items() for key in model.model_fields]


def test_every_key_with_its_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(capsys)
    assert list(told["settings"]) == every_key()
    lines = OTHER.splitlines()
    for name, said in told["settings"].items():
        assert (said["from"], said["name"]) == ("file", str(file)), name
        assert lines[said["line"] - 1].split(" = ")[0] == name.partition(".")[2], name
    assert told["files"] == [str(file)]
    assert told["format"] == 1


def test_what_is_shown_loads_as_the_same(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found: dict[str, dict[str, Any]] = {}
    for name, said in shown(capsys)["settings"].items():
        table, key = name.split(".")
        found.setdefault(table, {})[key] = said["value"]
    other = file.with_name("again.toml")
    other.write_text(written(found), encoding="utf-8")
    assert load(other, {}) == load(file, {})


def test_defaults_and_variables(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("")
    monkeypatch.setenv("KIOSK_UI__VOLUME", "12")
    told = shown(capsys)["settings"]
    assert told.pop("ui.volume") == {"value": 12, "from": "environment", "name": "KIOSK_UI__VOLUME"}
    models = tables()
    for name, said in told.items():
        table, key = name.split(".")
        default = getattr(models[table](), key)
        assert said == {"value": as_written(default, models[table].model_fields[key]), "from": "default"}


def test_as_text_a_line_each(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "show", "--config", str(file)]) == 0
    told = capsys.readouterr()
    rows = re.findall(r"^([a-z_.]+) += (.+?) +# (.+)$", told.out, re.MULTILINE)
    assert [row[0] for row in rows] == every_key()
    assert ("shop.name", r'"Café \"Ö\""', f"{file}:2") in rows
    assert (
        "ui.screen_mm",
        "[155.5, 86]",
        f"{file}:{OTHER.splitlines().index('screen_mm = [155.5, 86]') + 1}",
    ) in rows
    assert told.err == f"read: {file}\n"


@pytest.mark.parametrize("as_json", [True, False])
def test_of_the_key_only_that_it_is_there(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, as_json: bool
) -> None:
    key = file.with_name("api.key")
    monkeypatch.setenv("KIOSK_API__KEY_FILE", str(key))
    words = ["config", "show", *(["--json"] if as_json else [])]

    def told() -> str:
        assert main(words) == 0
        said = capsys.readouterr()
        assert not [part for part in (SECRET, SECRET[-6:], SECRET[:9]) if part in said.out + said.err]
        return said.out

    assert f"{key} does not exist" in told()
    key.write_text(SECRET)
    key.chmod(0o640)
    assert ('"mode": "0640"' if as_json else f"API key: there, from {key}, mode 0640") in told()
    key.write_text(f"{SECRET} and more")
    assert "without spaces" in told()
    monkeypatch.setenv("KIOSK_API__KEY", SECRET)
    assert ('"name": "KIOSK_API__KEY"' if as_json else "API key: there, from KIOSK_API__KEY") in told()


def test_a_configuration_with_faults_is_not_shown(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(f'[api]\nkey = "{SECRET}"\n')
    assert main(["config", "show"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("api.key: must not be in the configuration")
    assert SECRET not in told.err
