"""The udev rules: what gets which name. Played by a reader of our own, and checked by udev's own where there
is one new enough to do so."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.udev_rules import Device, Token, parse, play

FOLDER = Path(__file__).resolve().parents[2] / "packaging/udev"
RULES, PINS = FOLDER / "70-kiosk.rules", FOLDER / "69-kiosk-pins.rules"
BARE_CABLES = ("0403", "067b", "1a86", "10c4")


def tty(**env: str) -> Device:
    return Device("tty", "ttyUSB0", {"ID_BUS": "usb", **env})


def keyboard(name: str = "A keyboard", kernel: str = "event3", **env: str) -> Device:
    return Device("input", kernel, {"ID_BUS": "usb", "ID_INPUT_KEYBOARD": "1", **env}, {"name": name})


def webcam(index: str = "0", capabilities: str = ":capture:", bus: str = "usb") -> Device:
    return Device(
        "video4linux", "video0", {"ID_BUS": bus, "ID_V4L_CAPABILITIES": capabilities}, {"index": index}
    )


@pytest.mark.parametrize(
    ("device", "name"),
    [
        (tty(ID_VENDOR_ID="0c2e"), "scanner"),
        (tty(ID_VENDOR_ID="05f9", ID_MODEL="Handheld_Printer"), "scanner"),
        (tty(ID_VENDOR_ID="04b8", ID_MODEL="TM-T88V"), "printer"),
        (tty(ID_VENDOR_ID="ffff", ID_MODEL="USB_BarCode_Reader"), "scanner"),
        (tty(ID_VENDOR_ID="ffff", ID_MODEL="POS_Printer"), "printer"),
        *((tty(ID_VENDOR_ID=vendor, ID_MODEL="USB_Serial"), None) for vendor in BARE_CABLES),
        (Device("tty", "ttyS0", {"ID_BUS": "pci", "ID_VENDOR_ID": "0c2e"}), None),
        (Device("tty", "tty1"), None),
        (keyboard("Honeywell 1900", ID_VENDOR_ID="0c2e"), "scanner"),
        (keyboard("USB Barcode Scanner"), "scanner"),
        (keyboard("BT Scanner", ID_BUS="bluetooth"), "scanner"),
        (keyboard("Logitech USB Keyboard", ID_VENDOR_ID="046d"), None),
        (keyboard("AT Translated Set 2 keyboard", ID_BUS="i8042"), None),
        (keyboard("USB Barcode Scanner", ID_INPUT_KEYBOARD=""), None),
        (keyboard("USB Barcode Scanner", kernel="input7"), None),
        (webcam(), "camera"),
        (webcam(index="1"), None),
        (webcam(capabilities=":video_output:"), None),
        (webcam(bus=""), None),
        (Device("usb", "1-1", {"ID_VENDOR_ID": "0c2e", "ID_BUS": "usb"}), None),
    ],
    ids=str,
)
def test_what_is_found_by_itself(device: Device, name: str | None) -> None:
    play(parse(RULES), device)
    assert device.links == ({f"kiosk/{name}"} if name else set())
    assert device.priority == 0
    if name and device.subsystem == "input":
        assert (device.group, device.mode, device.env["LIBINPUT_IGNORE_DEVICE"]) == ("dialout", "0660", "1")
    else:
        assert (device.group, device.mode, device.env.get("LIBINPUT_IGNORE_DEVICE")) == ("", "", None)
    assert device.env.get("ID_MM_PORT_IGNORE") == ("1" if name and device.subsystem == "tty" else None)


def test_what_goes_away_is_let_go() -> None:
    gone = tty(ID_VENDOR_ID="0c2e")
    gone.action = "remove"
    assert play(parse(RULES), gone).links == set()


def test_what_raspberry_pi_os_says_of_all_input_comes_too_late(tmp_path: Path) -> None:
    """Its 99-com.rules give every input device to the group ``input``, of which the kiosk's user is none."""
    later = tmp_path / "99-com.rules"
    later.write_text('SUBSYSTEM=="input", GROUP="input", MODE="0660"\n')
    device = play(parse(RULES) + parse(later), keyboard("USB Barcode Scanner"))
    assert device.group == "dialout"
    assert play(parse(RULES) + parse(later), keyboard("A keyboard")).group == "input"


def examples(tmp_path: Path) -> list[list[Token]]:
    """The owner's file with every example in force."""
    filled = tmp_path / PINS.name
    filled.write_text(re.sub(r"^#(SUBSYSTEM)", r"\1", PINS.read_text(), flags=re.MULTILINE))
    return parse(filled)


@pytest.mark.parametrize(
    ("device", "name"),
    [
        (tty(ID_VENDOR_ID="0403", ID_SERIAL_SHORT="A50285BI"), "printer"),
        (tty(ID_PATH="platform-fd500000.pcie-pci-0000:01:00.0-usb-0:1.3:1.0"), "scanner"),
        (keyboard("HID", ID_SERIAL="Acme_Wedge_0001"), "scanner"),
        (tty(ID_VENDOR_ID="0c2e", ID_SERIAL_SHORT="SCALE-07"), None),
    ],
    ids=str,
)
def test_what_is_pinned_wins(device: Device, name: str | None, tmp_path: Path) -> None:
    play(examples(tmp_path) + parse(RULES), device)
    assert device.links == ({f"kiosk/{name}"} if name else set())
    assert device.priority == 10  # over one that was only found


def test_the_owners_file_pins_nothing_as_it_comes(tmp_path: Path) -> None:
    assert parse(PINS) == []
    assert len(examples(tmp_path)) == 5


def test_udev_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    udevadm = shutil.which("udevadm")
    new_enough = udevadm is not None and (
        int(
            subprocess.run([udevadm, "--version"], capture_output=True, text=True, check=True).stdout.split()[
                0
            ]
        )
        >= 254
    )
    if udevadm is None or not new_enough:
        pytest.skip("no udevadm that can verify rules (systemd 254)")
    filled = tmp_path / PINS.name
    filled.write_text(re.sub(r"^#(SUBSYSTEM)", r"\1", PINS.read_text(), flags=re.MULTILINE))
    checked = subprocess.run(
        [udevadm, "verify", str(RULES), str(PINS), str(filled)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_rule_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    for text in ('SUBSYSTEM=="tty" SYMLINK+="x"', 'SYMLINK="x', 'RUN+="sh"', 'PROGRAM=="x"', 'LABEL=="x"'):
        (tmp_path / "x.rules").write_text(text)
        with pytest.raises(ValueError, match="x.rules:1"):
            parse(tmp_path / "x.rules")
