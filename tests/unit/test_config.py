"""Every key has its default, every fault has its line, and no line repeats the API key."""

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from kiosk import config
from kiosk.config import (
    Address,
    Camera,
    ConfigError,
    Journal,
    Metrics,
    Settings,
    Shop,
    Size,
    Visit,
    load,
    read_api_key,
)

SECRET = "lk_live_5e1f0c9b8a7d"


@pytest.fixture(autouse=True)
def _no_file_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(config, "DEFAULT_PATH", tmp_path / "default.toml")


def read(tmp_path: Path, text: str, **environ: str) -> Settings:
    path = tmp_path / "kiosk.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, environ)


def faults(tmp_path: Path, text: str, **environ: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, text, **environ)
    assert str(caught.value) == "\n".join(caught.value.faults)
    return list(caught.value.faults)


# -- defaults --------------------------------------------------------------------------------------

AS_DOCUMENTED = """
[shop]
name = "Kahveci"
kiosk_id = "entrance-1"
stamps_per_card = 10
timezone = "Europe/Istanbul"
accent = "#b3541e"
logo = ""

[api]
base_url = "https://kahveci.loyalite.app"
key_file = "/etc/kiosk/api.key"
connect_timeout = 1.5
read_timeout = 3.0
lookups_per_minute = 30
sends_per_minute = 60

[visit]
card = "stamp"
amount = 1
cooldown = "4h"
daily_limit = 3

[coupon]
prefix = "cq_"
terms = "Valid once. Not exchangeable for cash."

[camera]
source = "auto"
size = "1280x720"
fps = 30
mirror = true
rotate = 0
exposure = "auto"
focus = "auto"
power_line = "auto"
frame_seconds = 0.5

[scanner]
port = "auto"
baud = 9600
terminator = "auto"
beeper = "none"
trigger = "always"

[printer]
port = "auto"
baud = 38400
paper = "80mm"
flow = "rtscts"
cut = true
mode = "raster"
completion = "auto"

[ui]
languages = ["en", "tr", "de", "ar"]
screen_mm = [217, 136]
theme = "light"
idle_after = 30
dim_after = 120
sound = true
volume = 70
speech = false
headphones = "auto"
rotate = 0
keypads = []
fullscreen = true

[staff]
idle_after = 90
badge = "pin"
badge_prefix = "kb_"

[journal]
path = "/var/lib/kiosk/journal.sqlite3"
keep_days = 90

[metrics]
listen = ""
"""


def test_the_documented_file_is_the_default(tmp_path: Path) -> None:
    assert read(tmp_path, AS_DOCUMENTED) == Settings() == load(None, {})


def test_every_key_is_documented() -> None:
    keys = {line.split(" =")[0] for line in AS_DOCUMENTED.splitlines() if " =" in line}
    tables = {name: type(getattr(Settings(), name)) for name in Settings.model_fields}
    assert keys == {key for table in tables.values() for key in table.model_fields}
    assert {f"[{name}]" for name in tables} == set(re.findall(r"^\[.*\]$", AS_DOCUMENTED, re.MULTILINE))


def test_the_default_file_is_read_if_it_is_there() -> None:
    config.DEFAULT_PATH.write_text('[shop]\nname = "Pastane"\n')
    assert load(None, {}).shop.name == "Pastane"


def test_settings_are_frozen() -> None:
    settings = Settings()
    with pytest.raises(ValidationError):
        settings.shop.name = "Other"  # type: ignore[misc]
    assert hash(settings) == hash(Settings())


# -- values ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("shop.logo", '"/etc/kiosk/logo.SVG"', Path("/etc/kiosk/logo.SVG")),
        ("shop.name", '"Çay & Börek مقهى"', "Çay & Börek مقهى"),
        ("api.base_url", '"https://a.example/"', "https://a.example"),
        ("api.base_url", '"https://a.example:8443/v1/"', "https://a.example:8443/v1"),
        ("api.base_url", '"http://127.0.0.1:8000"', "http://127.0.0.1:8000"),
        ("api.base_url", '"http://127.8.9.1:8000"', "http://127.8.9.1:8000"),
        ("api.base_url", '"http://[::1]:8000"', "http://[::1]:8000"),
        ("api.base_url", '"http://localhost:8000"', "http://localhost:8000"),
        ("api.read_timeout", "5", 5.0),
        ("visit.cooldown", '"0s"', timedelta()),
        ("visit.cooldown", '"30m"', timedelta(minutes=30)),
        ("visit.cooldown", '"36h"', timedelta(hours=36)),
        ("visit.cooldown", '"day"', "day"),
        ("visit.amount", "3", Decimal(3)),
        ("visit.daily_limit", "0", 0),
        ("camera.size", '"640x480"', Size(640, 480)),
        ("camera.source", '"/dev/v4l/by-id/usb-cam"', "/dev/v4l/by-id/usb-cam"),
        ("camera.source", '"file:/tmp/a film.mp4"', "file:/tmp/a film.mp4"),
        ("camera.source", '"dir:frames"', "dir:frames"),
        ("camera.source", '"picamera"', "picamera"),
        ("camera.source", '"picamera:1"', "picamera:1"),
        ("camera.rotate", "270", 270),
        ("camera.exposure", '"auto"', None),
        ("camera.exposure", "8", 8.0),
        ("camera.exposure", "0.5", 0.5),
        ("camera.focus", '"auto"', None),
        ("camera.focus", "0", 0.0),
        ("camera.focus", "0.25", 0.25),
        ("camera.power_line", '"60Hz"', "60Hz"),
        ("scanner.port", '"hid:/dev/input/by-id/usb-scanner"', "hid:/dev/input/by-id/usb-scanner"),
        ("scanner.terminator", '"stx-etx"', "stx-etx"),
        ("scanner.beeper", '"zebra-ssi"', "zebra-ssi"),
        ("scanner.trigger", '"always"', "always"),
        ("printer.port", '"/dev/serial/by-id/printer"', "/dev/serial/by-id/printer"),
        ("printer.port", '"none"', "none"),
        ("ui.languages", '["tr"]', ("tr",)),
        ("ui.screen_mm", "0", (0.0, 0.0)),
        ("ui.screen_mm", "[0, 0]", (0.0, 0.0)),
        ("ui.screen_mm", "[155.5, 86]", (155.5, 86.0)),
        ("metrics.listen", '"127.0.0.1:9464"', Address("127.0.0.1", 9464)),
        ("metrics.listen", '"localhost:9464"', Address("localhost", 9464)),
        ("metrics.listen", '"[::1]:9464"', Address("::1", 9464)),
        ("journal.path", '"journal.sqlite3"', Path("journal.sqlite3")),
    ],
)
def test_a_value_as_written(tmp_path: Path, key: str, text: str, value: object) -> None:
    table, name = key.split(".")
    assert getattr(getattr(read(tmp_path, f"[{table}]\n{name} = {text}\n"), table), name) == value


def test_a_scanner_is_told_only_what_it_can_hear(tmp_path: Path) -> None:
    scanner = read(tmp_path, '[scanner]\nbeeper = "datalogic"\ntrigger = "motion"\n').scanner
    assert (scanner.beeper, scanner.trigger) == ("datalogic", "motion")
    with pytest.raises(ConfigError) as wrong:
        read(tmp_path, '[scanner]\nport = "hid:/dev/input/event3"\nbeeper = "honeywell"\n')
    assert wrong.value.faults == (
        'scanner.beeper: must be "none" for a keyboard (hid:), which cannot be told anything',
    )


def test_points_may_be_parts_of_one(tmp_path: Path) -> None:
    assert read(tmp_path, '[visit]\ncard = "point"\namount = 0.1\n').visit.amount == Decimal("0.1")


@pytest.mark.parametrize(("paper", "dots"), [("80mm", 576), ("58mm", 384)])
def test_dots_of_the_paper(tmp_path: Path, paper: str, dots: int) -> None:
    assert read(tmp_path, f'[printer]\npaper = "{paper}"\n').printer.dots == dots


@pytest.mark.parametrize(
    ("mode", "baud", "native"),
    [
        ("raster", 1200, False),
        ("native", 115200, True),
        ("auto", 9600, True),
        ("auto", 19200, False),
    ],
)
def test_who_makes_the_codes_on_paper(tmp_path: Path, mode: str, baud: int, native: bool) -> None:
    assert read(tmp_path, f'[printer]\nmode = "{mode}"\nbaud = {baud}\n').printer.native is native


def test_the_zone_of_the_shop() -> None:
    assert Settings().shop.zone.key == "Europe/Istanbul"


def test_settings_can_be_made_from_values() -> None:
    """As the demo does, which has no file."""
    settings = Settings(
        shop=Shop(logo=Path("logo.svg")),
        visit=Visit(cooldown=timedelta(minutes=1), amount=Decimal(2)),
        camera=Camera(size=Size(640, 480)),
        journal=Journal(path=Path("journal.sqlite3")),
        metrics=Metrics(listen=Address("127.0.0.1", 9464)),
    )
    assert settings == Settings.model_validate(dict(settings))


# -- faults ----------------------------------------------------------------------------------------

DURATION = 'must be "day" or a duration such as "0s", "30m" or "4h"'
ADDRESS = "must be a web address such as https://shop.example"
PLAIN_HTTP = "must begin with https:// (http:// is for this machine's own addresses only)"
LISTEN = 'must be empty or an address of this machine and a port, such as "127.0.0.1:9464"'
KEYPADS = 'must be numbers of maker and product as lsusb shows them, such as "046d:c31c"'
BADGES = "must be 16 letters, digits and signs at most, without spaces"
LIKE_COUPONS = "must not begin as coupon.prefix does, nor the other way round"
SCREEN = "must be two numbers, width and height in millimetres, or 0 to ask the system"
SOURCE = "must be auto, none, picamera, a device such as /dev/video0, file:PATH or dir:PATH"
EXPOSURE = 'must be "auto" or milliseconds between 0.1 and 1000'
FOCUS = 'must be "auto" or a number from 0 (far) to 1 (near)'
PRINTER_PORT = "must be auto, none or the path of a device such as /dev/serial/by-id/…"
SCANNER_PORT = f"{PRINTER_PORT} or hid:/dev/input/by-id/…"
BEEPER = '"motion" needs scanner.beeper to name the maker whose commands to use'
BAUD = "must be 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800 or 921600"
KIOSK_ID = "must be 1 to 40 letters (a-z), digits, dots, dashes or underscores"


@pytest.mark.parametrize(
    ("key", "text", "wrong"),
    [
        ("shop.name", "7", "must be text in quotes"),
        ("ui.rotate", "45", "must be 0, 90, 180 or 270"),
        ("ui.rotate", "true", "must be 0, 90, 180 or 270"),
        ("ui.keypads", '["046D:C31C"]', KEYPADS),
        ("ui.keypads", '["*"]', KEYPADS),
        ("ui.keypads", '"046d:c31c"', "must be a list in brackets"),
        ("shop.name", '""', "must not be empty"),
        ("shop.name", f'"{"x" * 61}"', "must have 60 characters at most"),
        ("shop.name", r'"a\nb"', "must be one line without control characters"),
        ("shop.kiosk_id", '"no spaces"', KIOSK_ID),
        ("shop.kiosk_id", '"kapı"', KIOSK_ID),
        ("shop.kiosk_id", '""', KIOSK_ID),
        ("shop.stamps_per_card", "-1", "must be at least 0"),
        ("shop.stamps_per_card", "101", "must be 100 at most"),
        ("shop.stamps_per_card", "true", "must be a whole number"),
        ("shop.stamps_per_card", "2.5", "must be a whole number"),
        ("shop.stamps_per_card", '"10"', "must be a whole number"),
        ("shop.timezone", '"Mars/Olympus"', 'must be the name of a time zone, such as "Europe/Istanbul"'),
        ("shop.timezone", '"Europe"', 'must be the name of a time zone, such as "Europe/Istanbul"'),
        ("shop.timezone", '"../passwd"', 'must be the name of a time zone, such as "Europe/Istanbul"'),
        ("shop.timezone", '""', 'must be the name of a time zone, such as "Europe/Istanbul"'),
        ("shop.accent", '"orange"', 'must be a colour such as "#b3541e"'),
        ("shop.accent", '"#b3541"', 'must be a colour such as "#b3541e"'),
        ("shop.logo", '"logo.gif"', "must be an SVG or PNG file"),
        ("shop.logo", "1", "must be text in quotes"),
        ("api.base_url", '"kahveci.loyalite.app"', ADDRESS),
        ("api.base_url", '"ftp://a.example"', ADDRESS),
        ("api.base_url", '"https://"', ADDRESS),
        ("api.base_url", '"https://a.example:99999"', ADDRESS),
        ("api.base_url", '"https://[::1"', ADDRESS),
        ("api.base_url", '"http://kahveci.loyalite.app"', PLAIN_HTTP),
        ("api.base_url", '"http://192.168.1.4"', PLAIN_HTTP),
        ("api.base_url", '"http://localhost.evil.example"', PLAIN_HTTP),
        ("api.base_url", '"http://127.0.0.1.evil.example"', PLAIN_HTTP),
        ("api.base_url", '"http://0.0.0.0"', PLAIN_HTTP),
        ("api.base_url", '"https://a.example/a b"', "must hold no space"),
        ("api.base_url", '"https://me:pw@a.example"', "must hold no user name or password"),
        ("api.base_url", '"https://a.example?x=1"', "must end with the host or a path, without ? or #"),
        ("api.key_file", '""', "must be the path of a file, in quotes"),
        ("api.key_file", "3", "must be the path of a file, in quotes"),
        ("api.key_file", f'"{SECRET}"', "must be the full path of a file, beginning with /"),
        ("journal.path", r'"/a\u0000b"', "must be one line without control characters"),
        ("api.connect_timeout", "0", "must be more than 0"),
        ("api.connect_timeout", "61", "must be 60 at most"),
        ("api.connect_timeout", "nan", "must be a number"),
        ("api.read_timeout", '"3"', "must be a number"),
        ("api.lookups_per_minute", "5", "must be 0 (no limit) or 6 to 100000"),
        ("api.sends_per_minute", "-1", "must be 0 (no limit) or 6 to 100000"),
        ("api.sends_per_minute", '"many"', "must be a whole number"),
        ("visit.card", '"stamps"', "must be 'stamp', 'point' or 'none'"),
        ("visit.amount", "0", "must be more than 0 and 10000 at most"),
        ("visit.amount", "nan", "must be more than 0 and 10000 at most"),
        ("visit.amount", "inf", "must be more than 0 and 10000 at most"),
        ("visit.amount", "true", "must be a number"),
        ("visit.amount", '"1"', "must be a number"),
        ("visit.amount", "1.5", 'must be a whole number where card = "stamp"'),
        ("visit.cooldown", '"4 h"', DURATION),
        ("visit.cooldown", '"-4h"', DURATION),
        ("visit.cooldown", '"4d"', DURATION),
        ("visit.cooldown", "4", DURATION),
        ("visit.cooldown", '"745h"', "must be 31 days (744h) at most"),
        ("visit.daily_limit", "-1", "must be at least 0"),
        ("coupon.prefix", '""', "must be 1 to 32 letters (a-z), digits or . _ : / + -"),
        ("coupon.terms", f'"{"x" * 501}"', "must have 500 characters at most"),
        ("camera.source", '"webcam"', SOURCE),
        ("camera.size", '"1280*720"', 'must be WIDTHxHEIGHT in pixels, such as "1280x720"'),
        ("camera.size", "1280", 'must be WIDTHxHEIGHT in pixels, such as "1280x720"'),
        ("camera.size", '"10x10"', "must be between 160x120 and 4096x4096"),
        ("camera.fps", "0", "must be at least 1"),
        ("camera.fps", "121", "must be 120 at most"),
        ("camera.mirror", '"yes"', "must be true or false"),
        ("camera.mirror", "1", "must be true or false"),
        ("camera.rotate", "45", "must be 0, 90, 180 or 270"),
        ("camera.source", '"picamera:left"', SOURCE),
        ("camera.exposure", '"8ms"', EXPOSURE),
        ("camera.exposure", '"8"', EXPOSURE),
        ("camera.exposure", "0", EXPOSURE),
        ("camera.exposure", "1001", EXPOSURE),
        ("camera.exposure", "nan", EXPOSURE),
        ("camera.exposure", "true", EXPOSURE),
        ("camera.focus", "1.5", FOCUS),
        ("camera.focus", "-0.1", FOCUS),
        ("camera.focus", '"near"', FOCUS),
        ("camera.focus", "true", FOCUS),
        ("camera.power_line", "50", "must be 'auto', '50Hz' or '60Hz'"),
        ("camera.frame_seconds", "0", "must be more than 0"),
        ("scanner.port", '"ttyUSB0"', SCANNER_PORT),
        ("scanner.baud", "9601", BAUD),
        ("scanner.terminator", '"tab"', "must be 'auto', 'cr', 'lf', 'crlf', 'stx-etx' or 'gap'"),
        ("scanner.beeper", '"opticon"', "must be 'none', 'honeywell', 'zebra-ssi', 'datalogic' or 'newland'"),
        ("scanner.trigger", '"camera"', "must be 'always' or 'motion'"),
        ("scanner.trigger", '"motion"', BEEPER),
        ("printer.port", '"hid:/dev/input/x"', PRINTER_PORT),
        ("printer.paper", '"A4"', "must be '80mm' or '58mm'"),
        ("printer.flow", '"dtr"', "must be 'rtscts', 'xonxoff' or 'none'"),
        ("printer.cut", "0", "must be true or false"),
        ("printer.mode", '"text"', "must be 'auto', 'raster' or 'native'"),
        ("ui.languages", "[]", "must name at least one language"),
        ("ui.languages", '["en", "en"]', "must name each language once"),
        ("ui.languages", '["en", "fr"]', "must be languages that there are texts for: en, tr, de, ar"),
        ("ui.languages", '"en"', "must be a list in brackets"),
        ("ui.screen_mm", "[217]", SCREEN),
        ("ui.screen_mm", "217", SCREEN),
        ("ui.screen_mm", "false", SCREEN),
        ("ui.screen_mm", '["217", "136"]', SCREEN),
        ("ui.screen_mm", "[217, 1]", "must be between 20 and 3000 millimetres each, or 0 to ask the system"),
        ("ui.theme", '"blue"', "must be 'light', 'dark' or 'contrast'"),
        ("ui.idle_after", "1", "must be at least 5"),
        ("ui.dim_after", "inf", "must be a number"),
        ("ui.rotate", "false", "must be 0, 90, 180 or 270"),
        ("camera.rotate", "90.0", "must be 0, 90, 180 or 270"),
        ("ui.volume", "101", "must be 100 at most"),
        ("staff.idle_after", '"90"', "must be a number"),
        ("staff.badge", '"both"', "must be 'pin' or 'alone'"),
        ("staff.badge_prefix", '"my badge"', BADGES),
        ("staff.badge_prefix", '"12345678901234567"', BADGES),
        ("staff.badge_prefix", '"cq_badge_"', LIKE_COUPONS),
        ("staff.badge_prefix", '"c"', LIKE_COUPONS),
        ("journal.keep_days", "0", "must be at least 1"),
        ("metrics.listen", '"0.0.0.0:9464"', LISTEN),
        ("metrics.listen", '"127.0.0.1"', LISTEN),
        ("metrics.listen", '"127.0.0.1:0"', LISTEN),
        ("metrics.listen", '"127.0.0.1:70000"', LISTEN),
        ("metrics.listen", '"192.168.1.2:9464"', LISTEN),
        ("metrics.listen", "9464", LISTEN),
        ("ui.langauges", "[]", "unknown key; did you mean languages?"),
        ("ui.zzz", "[]", "unknown key"),
    ],
)  # fmt: skip
def test_a_fault_names_its_key(tmp_path: Path, key: str, text: str, wrong: str) -> None:
    table, name = key.split(".")
    assert faults(tmp_path, f"[{table}]\n{name} = {text}\n") == [f"{key}: {wrong}"]


def test_an_unknown_table(tmp_path: Path) -> None:
    assert faults(tmp_path, "[printers]\n") == ["printers: unknown table; did you mean printer?"]


def test_a_table_that_is_none(tmp_path: Path) -> None:
    assert faults(tmp_path, "shop = 3\n") == ["shop: must be a table with keys of its own"]


def test_all_faults_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, '[shop]\naccent = "red"\nnmae = "x"\n[camera]\nfps = 0\n', KIOSK_UI__VOLUME="-1")
    assert [line.partition(":")[0] for line in found] == [
        "shop.accent",
        "shop.nmae",
        "camera.fps",
        "ui.volume",
    ]


# -- the file --------------------------------------------------------------------------------------


def test_a_named_file_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "none.toml", {})
    assert caught.value.faults == (f"{tmp_path / 'none.toml'}: does not exist",)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, {})
    assert caught.value.faults == (f"{tmp_path}: cannot be read: Is a directory",)


def test_a_file_that_is_no_toml_says_where_but_not_what(tmp_path: Path) -> None:
    found = faults(tmp_path, f"[api]\nkey = {SECRET}\n")
    assert found == [f"{tmp_path / 'kiosk.toml'}: is not valid TOML (at line 2, column 7)"]


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_bytes(b"[shop]\nname = '\xff'\n")
    with pytest.raises(ConfigError) as caught:
        load(path, {})
    assert caught.value.faults == (f"{path}: is not UTF-8 text",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = " + "[" * 5000, "{path}: is not valid TOML"),
        ("[shop]\nstamps_per_card = " + "1" * 5000, "{path}: is not valid TOML"),
        ("[shop]\n" + ".".join("a" * 8000) + " = 1", "{path}: is not valid TOML (at line 2, column 1)"),
        ("# " + "-" * 70_000, "{path}: is longer than 64 KB"),
        ("[visit]\namount = 0x" + "f" * 5000, "visit.amount: must be more than 0 and 10000 at most"),
        ('"\\u001b[2J" = 1', "?[2J: unknown table"),
        ("n" * 5000 + " = 1", "n" * 60 + ": unknown table"),
        ("shop." + ".".join("a" * 60) + " = 1", "shop.a: unknown key"),
    ],
    ids=["brackets", "digits", "dots", "long", "hex", "escapes", "name", "levels"],
)
def test_a_file_made_to_do_harm_is_a_fault_like_any_other(tmp_path: Path, text: str, said: str) -> None:
    """Python's reader raises what is no TOML error, or thinks about it for seconds."""
    assert faults(tmp_path, text) == [said.format(path=tmp_path / "kiosk.toml")]


@pytest.mark.parametrize("value", ["[" * 5000, "1" * 5000, ".".join("a" * 8000) + " = 1"])
def test_a_variable_made_to_do_harm_is_text_like_any_other(tmp_path: Path, value: str) -> None:
    [said] = faults(tmp_path, "", KIOSK_SHOP__NAME=value)
    assert said == "shop.name: must have 60 characters at most (set by KIOSK_SHOP__NAME)"


def test_dots_of_a_leader_are_no_harm(tmp_path: Path) -> None:
    terms = "Valid once " + "." * 80 + " not for cash."
    assert read(tmp_path, f'[coupon]\nterms = "{terms}"').coupon.terms == terms


def test_of_ten_thousand_faults_a_few_are_told(tmp_path: Path) -> None:
    found = faults(tmp_path, "[shop]\n" + "\n".join(f"a{number} = 1" for number in range(5000)))
    assert found[0] == "shop.a0: unknown key"
    assert len(found) == 41
    assert found[-1] == "and 4960 more"


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    path.write_bytes(b"\xef\xbb\xbf[shop]\nname = 'A'\n")
    assert load(path, {}).shop.name == "A"


# -- the environment -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variable", "text", "key", "value"),
    [
        ("KIOSK_SHOP__NAME", "Kahveci Şube 2", "shop.name", "Kahveci Şube 2"),
        ("KIOSK_SHOP__NAME", '"in quotes"', "shop.name", "in quotes"),
        ("KIOSK_SHOP__NAME", "1907", "shop.name", "1907"),
        ("KIOSK_SHOP__NAME", "true", "shop.name", "true"),
        ("KIOSK_SHOP__KIOSK_ID", "2026-11-23", "shop.kiosk_id", "2026-11-23"),
        ("KIOSK_SHOP__STAMPS_PER_CARD", "8", "shop.stamps_per_card", 8),
        ("KIOSK_UI__LANGUAGES", '["de", "en"]', "ui.languages", ("de", "en")),
        ("KIOSK_UI__SCREEN_MM", "[155, 86]", "ui.screen_mm", (155.0, 86.0)),
        ("KIOSK_UI__SOUND", "false", "ui.sound", False),
        ("KIOSK_VISIT__COOLDOWN", "day", "visit.cooldown", "day"),
        ("KIOSK_VISIT__COOLDOWN", "30m", "visit.cooldown", timedelta(minutes=30)),
        ("KIOSK_CAMERA__SOURCE", "dir:/tmp/frames", "camera.source", "dir:/tmp/frames"),
        ("KIOSK_CAMERA__EXPOSURE", "8", "camera.exposure", 8.0),
        ("KIOSK_CAMERA__EXPOSURE", "auto", "camera.exposure", None),
        ("KIOSK_CAMERA__FOCUS", "0.25", "camera.focus", 0.25),
        ("KIOSK_CAMERA__SIZE", "640x480", "camera.size", Size(640, 480)),
        ("KIOSK_JOURNAL__PATH", "/tmp/j.sqlite3", "journal.path", Path("/tmp/j.sqlite3")),
        ("KIOSK_METRICS__LISTEN", "127.0.0.1:9464", "metrics.listen", Address("127.0.0.1", 9464)),
        ("KIOSK_METRICS__LISTEN", "", "metrics.listen", None),
        ("KIOSK_COUPON__TERMS", "x = 1\n[shop]", "coupon.terms", None),
    ],
)
def test_the_environment_wins(tmp_path: Path, variable: str, text: str, key: str, value: object) -> None:
    table, name = key.split(".")
    if variable == "KIOSK_COUPON__TERMS":  # more than one line is no way into another table
        wrong = "must be one line without control characters (set by KIOSK_COUPON__TERMS)"
        assert faults(tmp_path, "", **{variable: text}) == [f"{key}: {wrong}"]
        return
    settings = read(tmp_path, AS_DOCUMENTED, **{variable: text})
    assert getattr(getattr(settings, table), name) == value


def test_a_value_cannot_open_another_table(tmp_path: Path) -> None:
    assert read(tmp_path, "", KIOSK_SHOP__NAME="a").shop.name == "a"
    found = faults(tmp_path, "", KIOSK_UI__VOLUME="50\n[shop]\nname = 'b'")
    assert found == ["ui.volume: must be a whole number (set by KIOSK_UI__VOLUME)"]


def test_a_fault_names_the_variable_too(tmp_path: Path) -> None:
    found = faults(tmp_path, "", KIOSK_CAMERA__FPS="fast", KIOSK_CAMERA__FSP="30", KIOSK_CAM__FPS="30")
    assert found == [
        "cam: unknown table; did you mean camera? (set by KIOSK_CAM__FPS)",
        "camera.fps: must be a whole number (set by KIOSK_CAMERA__FPS)",
        "camera.fsp: unknown key; did you mean fps? (set by KIOSK_CAMERA__FSP)",
    ]


def test_an_unknown_table_in_the_environment_alone(tmp_path: Path) -> None:
    assert faults(tmp_path, "", KIOSK_NO__THING="1") == ["no: unknown table (set by KIOSK_NO__THING)"]


def test_other_variables_are_left_alone(tmp_path: Path) -> None:
    assert read(tmp_path, "", KIOSK_QR_DATA="/x", PATH="/bin", XKIOSK_SHOP__NAME="no") == Settings()


def test_a_table_of_the_file_that_is_none_stays_a_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, "shop = 3\n", KIOSK_SHOP__NAME="a")
    assert found == ["shop: must be a table with keys of its own"]


# -- the key ---------------------------------------------------------------------------------------


def with_key_file(path: Path) -> Settings:
    return load(None, {"KIOSK_API__KEY_FILE": str(path)})


def test_the_key_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "api.key"
    path.write_text(f"{SECRET}\n")
    key = read_api_key(with_key_file(path), {})
    assert isinstance(key, SecretStr)
    assert key.get_secret_value() == SECRET
    assert SECRET not in repr(key) + str(key) + f"{key}"


def test_the_key_from_the_environment_comes_first(tmp_path: Path) -> None:
    environ = {"KIOSK_API__KEY": SECRET, "KIOSK_API__KEY_FILE": str(tmp_path / "none")}
    settings = load(None, environ)
    assert SECRET not in repr(settings)
    assert read_api_key(settings, environ).get_secret_value() == SECRET


def test_a_key_in_the_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    found = faults(tmp_path, f'[api]\nkey = "{SECRET}"\n[shop]\naccent = "{SECRET}"\n')
    assert [line.partition(":")[0] for line in found] == ["api.key", "shop.accent"]
    assert "must not be in the configuration" in found[0]
    assert SECRET not in "".join(found)


def test_a_key_in_the_file_alone_is_a_fault_too(tmp_path: Path) -> None:
    assert len(faults(tmp_path, f'[api]\nkey = "{SECRET}"\n')) == 1


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (f"{SECRET}\x00".encode(), "must hold one line of letters, digits and signs, without spaces"),
        (f"{SECRET}\nsecond".encode(), "must hold one line of letters, digits and signs, without spaces"),
        (f"{SECRET} x".encode(), "must hold one line of letters, digits and signs, without spaces"),
        (f"{SECRET}ş".encode(), "must hold one line of letters, digits and signs, without spaces"),
        (SECRET.encode() * 400, "is too long for a key"),
    ],
)
def test_a_key_file_that_will_not_do(tmp_path: Path, content: bytes, wrong: str) -> None:
    path = tmp_path / "api.key"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_api_key(with_key_file(path), {})
    assert caught.value.faults == (f"api.key_file: {path} {wrong}",)
    assert SECRET not in repr(caught.value)


def test_a_key_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "api.key"
    with pytest.raises(ConfigError) as caught:
        read_api_key(with_key_file(path), {})
    assert caught.value.faults == (f"api.key_file: {path} does not exist; or set KIOSK_API__KEY",)


def test_a_key_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read_api_key(with_key_file(tmp_path), {})
    assert caught.value.faults == (f"api.key_file: {tmp_path} cannot be read: Is a directory",)


def test_a_key_variable_that_will_not_do() -> None:
    with pytest.raises(ConfigError) as caught:
        read_api_key(Settings(), {"KIOSK_API__KEY": f"{SECRET}\nx"})
    assert caught.value.faults[0].startswith("api.key: KIOSK_API__KEY must hold one line")
    assert SECRET not in str(caught.value)


def test_no_fault_repeats_a_value(tmp_path: Path) -> None:
    """Whoever pastes the key under the wrong name does not find it in the log."""
    tables = {name: type(getattr(Settings(), name)) for name in Settings.model_fields}
    for table, model in tables.items():
        for name in model.model_fields:
            text = rf'[{table}]{chr(10)}{name} = "{SECRET} \u0007"'
            assert SECRET not in "".join(faults(tmp_path, text))
