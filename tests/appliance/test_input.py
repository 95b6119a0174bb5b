"""What is typed and touched at a machine that is the kiosk: keyboards, keypads, and a turned panel."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tests.support.udev_rules import Device, parse, play

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
KEYBOARDS = PACKAGING / "udev/75-kiosk-keyboards.rules"
ACCESS = PACKAGING / "udev/71-kiosk-access.rules"
DISPLAY = runpy.run_path(str(PACKAGING / "deb/kiosk/display"))
PLACES = {name: DISPLAY[name] for name in ("SETTINGS", "ROTATION", "RULES")}


def ruled(root: Path, settings: str | None) -> tuple[str, Path]:
    """What the script makes of a configuration: the number for the session, and the file of udev rules."""
    file = root / PLACES["SETTINGS"]
    file.parent.mkdir(parents=True, exist_ok=True)
    if settings is not None:
        file.write_text(settings)
    DISPLAY["main"](root)
    return (root / PLACES["ROTATION"]).read_text(), root / PLACES["RULES"]


def event(**env: str) -> Device:
    return Device("input", "event3", {"ID_INPUT": "1", **env})


def is_ignored(device: Device, *files: Path) -> bool:
    for file in (*files, KEYBOARDS):
        play(parse(file), device)
    return device.env.get("LIBINPUT_IGNORE_DEVICE") == "1"


@pytest.mark.parametrize(
    ("device", "ignored"),
    [
        (event(ID_INPUT_KEYBOARD="1", ID_INPUT_KEY="1"), True),
        (event(ID_INPUT_KEY="1"), True),
        (event(ID_INPUT_TOUCHSCREEN="1"), False),
        (event(ID_INPUT_TOUCHSCREEN="1", ID_INPUT_KEY="1"), False),
        (event(ID_INPUT_MOUSE="1"), False),
        (event(ID_INPUT_MOUSE="1", ID_INPUT_KEY="1", ID_INPUT_KEYBOARD="1"), True),
        (Device("tty", "ttyUSB0"), False),
    ],
    ids=str,
)
def test_keyboards_do_nothing(device: Device, ignored: bool) -> None:
    assert is_ignored(device) is ignored


def test_the_owners_keypad_types(tmp_path: Path) -> None:
    _, rules = ruled(tmp_path, '[ui]\nkeypads = ["046d:c31c", "1234:abcd"]\n')
    keypad = event(ID_INPUT_KEYBOARD="1", ID_INPUT_KEY="1", ID_VENDOR_ID="1234", ID_MODEL_ID="abcd")
    other = event(ID_INPUT_KEYBOARD="1", ID_INPUT_KEY="1", ID_VENDOR_ID="1234", ID_MODEL_ID="c31c")
    assert not is_ignored(keypad, rules)
    assert is_ignored(other, rules)


@pytest.mark.parametrize(
    ("turned", "corners"),
    [
        # Where the panel's own upper left and upper right corner are in the picture.
        (90, ((0, 1), (0, 0))),
        (180, ((1, 1), (0, 1))),
        (270, ((1, 0), (1, 1))),
    ],
)
def test_touches_turn_with_the_picture(
    tmp_path: Path, turned: int, corners: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    """Seen from the picture: turned clockwise by 90 degrees, its top is at the panel's right edge."""
    number, rules = ruled(tmp_path, f"[ui]\nrotate = {turned}\n")
    assert number == f"{turned}\n"
    panel = event(ID_INPUT_TOUCHSCREEN="1")
    play(parse(rules), panel)
    a, b, c, d, e, f = (int(one) for one in panel.env["LIBINPUT_CALIBRATION_MATRIX"].split())
    for (x, y), corner in zip(((0, 0), (1, 0)), corners, strict=True):
        assert (a * x + b * y + c, d * x + e * y + f) == corner


@pytest.mark.parametrize(
    "settings",
    [
        None,
        "",
        "[ui]\n",
        "[ui]\nrotate = 45\n",
        '[ui]\nrotate = "90"\n',
        "[ui]\nrotate = true\n",
        'ui = "no table"\n',
        "[ui\n",
        '[ui]\nkeypads = "046d:c31c"\n',
        '[ui]\nkeypads = ["*", 7, "046D:C31C", "046d:c31c\\", RUN+=\\"/bin/sh"]\n',
    ],
)
def test_what_the_kiosk_would_refuse_changes_nothing(tmp_path: Path, settings: str | None) -> None:
    number, rules = ruled(tmp_path, settings)
    assert number == "0\n"
    assert not rules.exists() or rules.read_text() == ""


def test_what_was_turned_is_turned_back(tmp_path: Path) -> None:
    ruled(tmp_path, "[ui]\nrotate = 90\n")
    number, rules = ruled(tmp_path, "[ui]\nrotate = 0\n")
    assert (number, rules.read_text()) == ("0\n", "")


def test_the_headphone_switch_is_the_sound_groups(tmp_path: Path) -> None:
    """And a keyboard is nobody's, even one with a switch."""
    jack = event(ID_INPUT_SWITCH="1")
    keys = event(ID_INPUT_SWITCH="1", ID_INPUT_KEYBOARD="1")
    # Without the rule that runs something, which is none of these devices'.
    rules = tmp_path / "access.rules"
    rules.write_text("".join(line for line in ACCESS.read_text().splitlines(True) if "RUN" not in line))
    for device in (jack, keys):
        play(parse(rules), device)
    assert (jack.group, jack.mode) == ("audio", "0640")
    assert keys.group == ""


def test_files_of_the_folder_win_as_they_do_for_the_kiosk(tmp_path: Path) -> None:
    folder = (tmp_path / PLACES["SETTINGS"]).with_suffix(".d")
    folder.mkdir(parents=True)
    (folder / "90.toml").write_text("[ui]\nrotate = 180\n")
    (folder / "10.toml").write_text('[ui]\nrotate = 270\nkeypads = ["1234:abcd"]\n')
    (folder / ".99.toml").write_text("[ui]\nrotate = 0\n")
    (folder / "95.toml").write_text("ui = 1\n")
    number, rules = ruled(tmp_path, '[ui]\nrotate = 90\nkeypads = ["046d:c31c"]\n')
    assert number == "180\n"
    assert '"1234"' in rules.read_text()
    assert '"046d"' not in rules.read_text()
