"""The settings: read once at start, checked to the last key, frozen from then on.

A file (TOML) and the environment (``KIOSK_<TABLE>__<KEY>``, which wins) become one ``Settings``. All
faults are collected, each a line ``key: what is wrong``. The API key is none of the settings: it comes
from its own file or from ``KIOSK_API__KEY`` and lives in a ``SecretStr``, which never shows it.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)

from kiosk import config_values as values
from kiosk.config_values import Address, Size
from kiosk.paths import languages as languages_there

__all__ = [
    "Address", "Api", "Camera", "ConfigError", "Coupon", "Journal", "Metrics", "Printer", "Scanner",
    "Settings", "Shop", "Size", "Staff", "Ui", "Visit", "check", "checked_key", "decoded", "load",
    "read_api_key", "unsupported",
]  # fmt: skip

DEFAULT_PATH = Path("/etc/kiosk/kiosk.toml")
KEY_VARIABLE = "KIOSK_API__KEY"
_VARIABLE = re.compile(r"KIOSK_([A-Z0-9]+(?:_[A-Z0-9]+)*)__([A-Z0-9_]+)")
_MOST_KEY_BYTES = 4096
_MOST_BYTES = 65_536
"""Of the file. All settings with every comment of the documentation are a sixth of it."""
_MOST_FAULTS, _MOST_NAME = 40, 60
"""Faults that are told, and characters of a name nobody knows."""


class ConfigError(Exception):
    """The configuration is not usable. ``faults`` has one line for each thing to put right."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults: tuple[str, ...] = tuple(faults)


SLOW_BAUD = 9600
"""On lines as slow as this `printer.mode = "auto"` leaves the QR code to the printer."""
_PORT = r"auto|none|/\S+"
_PORT_WANTED = "auto, none or the path of a device such as /dev/serial/by-id/…"
DevicePath = Annotated[str, AfterValidator(partial(values.pattern, pattern=_PORT, wanted=_PORT_WANTED))]
Seconds = Annotated[float, Field(gt=0, le=60, allow_inf_nan=False)]
Idle = Annotated[float, Field(ge=5, le=86_400, allow_inf_nan=False)]
FilePath = Annotated[Path, BeforeValidator(values.path)]
Baud = Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600]


# -- tables ----------------------------------------------------------------------------------------


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)


class Shop(_Table):
    name: Annotated[str, Field(min_length=1, max_length=60), AfterValidator(values.line)] = "Kahveci"
    kiosk_id: Annotated[
        str,
        AfterValidator(
            partial(
                values.pattern,
                pattern=r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}",
                wanted="1 to 40 letters (a-z), digits, dots, dashes or underscores",
            )
        ),
    ] = "entrance-1"
    stamps_per_card: Annotated[int, Field(ge=0, le=100)] = 10
    timezone: Annotated[str, AfterValidator(values.timezone)] = "Europe/Istanbul"
    accent: Annotated[
        str,
        AfterValidator(
            partial(values.pattern, pattern="#[0-9a-fA-F]{6}", wanted='a colour such as "#b3541e"'),
        ),
    ] = "#b3541e"
    logo: Annotated[Path | None, BeforeValidator(values.logo)] = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Api(_Table):
    base_url: Annotated[str, AfterValidator(values.base_url)] = "https://kahveci.loyalite.app"
    key_file: Annotated[FilePath, AfterValidator(values.absolute)] = Path("/etc/kiosk/api.key")
    connect_timeout: Seconds = 1.5
    read_timeout: Seconds = 3.0
    lookups_per_minute: Annotated[int, AfterValidator(values.per_minute)] = 30
    sends_per_minute: Annotated[int, AfterValidator(values.per_minute)] = 60


class Visit(_Table):
    card: Literal["stamp", "point", "none"] = "stamp"
    amount: Annotated[Decimal, BeforeValidator(values.amount)] = Decimal(1)
    cooldown: Annotated[timedelta | Literal["day"], BeforeValidator(values.cooldown)] = timedelta(hours=4)
    daily_limit: Annotated[int, Field(ge=0, le=1000)] = 3

    @model_validator(mode="after")
    def _whole_stamps(self) -> Visit:
        if self.card == "stamp" and self.amount != self.amount.to_integral_value():
            raise ValueError('amount: must be a whole number where card = "stamp"')
        return self


class Coupon(_Table):
    prefix: Annotated[
        str,
        AfterValidator(
            partial(
                values.pattern,
                pattern=r"[A-Za-z0-9._:/+-]{1,32}",
                wanted="1 to 32 letters (a-z), digits or . _ : / + -",
            )
        ),
    ] = "cq_"
    terms: Annotated[str, Field(max_length=500), AfterValidator(values.line)] = (
        "Valid once. Not exchangeable for cash."
    )


class Camera(_Table):
    source: Annotated[
        str,
        AfterValidator(
            partial(
                values.pattern,
                pattern=r"auto|none|picamera(:[0-9])?|/dev/\S+|(file|dir):[^\x00]+",
                wanted="auto, none, picamera, a device such as /dev/video0, file:PATH or dir:PATH",
            )
        ),
    ] = "auto"
    size: Annotated[Size, BeforeValidator(values.size)] = Size(1280, 720)
    fps: Annotated[int, Field(ge=1, le=120)] = 30
    mirror: bool = True
    rotate: Literal[0, 90, 180, 270] = 0
    exposure: Annotated[float | None, BeforeValidator(values.exposure)] = None
    """Milliseconds; None is "auto"."""
    focus: Annotated[float | None, BeforeValidator(values.focus)] = None
    """0 (far) to 1 (near) of the lens's own way; None is "auto"."""
    power_line: Literal["auto", "50Hz", "60Hz"] = "auto"
    frame_seconds: Seconds = 0.5


class Scanner(_Table):
    port: Annotated[
        str,
        AfterValidator(
            partial(
                values.pattern,
                pattern=rf"{_PORT}|hid:/\S+",
                wanted=f"{_PORT_WANTED} or hid:/dev/input/by-id/…",
            )
        ),
    ] = "auto"
    baud: Baud = 9600
    terminator: Literal["auto", "cr", "lf", "crlf", "stx-etx", "gap"] = "auto"
    beeper: Literal["none", "honeywell", "zebra-ssi", "datalogic", "newland"] = "none"
    trigger: Literal["always", "motion"] = "always"

    @model_validator(mode="after")
    def _one_that_listens(self) -> Scanner:
        if self.beeper != "none" and self.port.startswith("hid:"):
            raise ValueError('beeper: must be "none" for a keyboard (hid:), which cannot be told anything')
        if self.trigger == "motion" and self.beeper == "none":
            raise ValueError('trigger: "motion" needs scanner.beeper to name the maker whose commands to use')
        return self


class Printer(_Table):
    port: DevicePath = "auto"
    baud: Baud = 38400
    paper: Literal["80mm", "58mm"] = "80mm"
    flow: Literal["rtscts", "xonxoff", "none"] = "rtscts"
    cut: bool = True
    mode: Literal["auto", "raster", "native"] = "raster"
    completion: Literal["auto", "process_id", "processed", "none"] = "auto"

    @property
    def native(self) -> bool:
        """Whether the printer is to make QR codes itself."""
        return self.mode == "native" or (self.mode == "auto" and self.baud <= SLOW_BAUD)

    @property
    def dots(self) -> int:
        """The printable width."""
        return 576 if self.paper == "80mm" else 384


class Ui(_Table):
    languages: Annotated[tuple[str, ...], AfterValidator(values.languages)] = Field(
        default_factory=languages_there
    )
    screen_mm: Annotated[tuple[float, float], BeforeValidator(values.screen)] = (217.0, 136.0)
    theme: Literal["light", "dark", "contrast"] = "light"
    idle_after: Idle = 30.0
    dim_after: Idle = 120.0
    sound: bool = True
    volume: Annotated[int, Field(ge=0, le=100)] = 70
    speech: bool = False
    headphones: DevicePath = "auto"
    rotate: Literal[0, 90, 180, 270] = 0
    keypads: Annotated[tuple[str, ...], AfterValidator(values.keypads)] = ()
    fullscreen: bool = True


class Staff(_Table):
    idle_after: Idle = 90.0
    badge: Literal["pin", "alone"] = "pin"
    badge_prefix: Annotated[
        str,
        AfterValidator(
            partial(
                values.pattern,
                pattern=r"[!-~]{0,16}",
                wanted="16 letters, digits and signs at most, without spaces",
            )
        ),
    ] = "kb_"


class Journal(_Table):
    path: FilePath = Path("/var/lib/kiosk/journal.sqlite3")
    keep_days: Annotated[int, Field(ge=1, le=3650)] = 90


class Metrics(_Table):
    listen: Annotated[Address | None, BeforeValidator(values.listen)] = None


class Settings(_Table):
    shop: Shop = Shop()
    api: Api = Api()
    visit: Visit = Visit()
    coupon: Coupon = Coupon()
    camera: Camera = Camera()
    scanner: Scanner = Scanner()
    printer: Printer = Printer()
    ui: Ui = Ui()
    staff: Staff = Staff()
    journal: Journal = Journal()
    metrics: Metrics = Metrics()

    @model_validator(mode="after")
    def _badges_are_no_coupons(self) -> Settings:
        badges, coupons = self.staff.badge_prefix, self.coupon.prefix
        if badges and coupons and (badges.startswith(coupons) or coupons.startswith(badges)):
            raise ValueError(
                "staff.badge_prefix: must not begin as coupon.prefix does, nor the other way round"
            )
        return self


# -- reading ---------------------------------------------------------------------------------------


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings from ``path`` (None: the default file, if there is one) and the environment."""
    tables, faults = _read(path)
    settings, wrong = check(tables, environ)
    if settings is None or faults:
        raise ConfigError([*faults, *wrong])
    return settings


def read_api_key(settings: Settings, environ: Mapping[str, str]) -> SecretStr:
    """The key, from KIOSK_API__KEY or else from the file. No error ever repeats what was read."""
    if KEY_VARIABLE in environ:
        return checked_key(environ[KEY_VARIABLE], f"api.key: {KEY_VARIABLE}")
    path = settings.api.key_file
    where = f"api.key_file: {path}"
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_KEY_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError([f"{where} does not exist; or set {KEY_VARIABLE}"]) from None
    except OSError as fault:
        raise ConfigError([f"{where} cannot be read: {fault.strerror}"]) from None
    return checked_key(data.decode("latin-1"), where)


def checked_key(text: str, where: str) -> SecretStr:
    """The key that a text holds. Raises ``ConfigError`` with a line that begins with ``where``."""
    key = text.strip(" \t\r\n")
    if not key:
        raise ConfigError([f"{where} is empty"])
    if len(key) > _MOST_KEY_BYTES:
        raise ConfigError([f"{where} is too long for a key"])
    if not re.fullmatch(r"[!-~]+", key):
        raise ConfigError([f"{where} must hold one line of letters, digits and signs, without spaces"])
    return SecretStr(key)


def _read(path: Path | None) -> tuple[dict[str, Any], list[str]]:
    wanted = path or DEFAULT_PATH
    try:
        with wanted.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return {}, [f"{path}: does not exist"] if path else []
    except OSError as fault:
        return {}, [f"{wanted}: cannot be read: {fault.strerror}"]
    return decoded(data, str(wanted))


def decoded(data: bytes, name: str) -> tuple[dict[str, Any], list[str]]:
    """What the content of a file called ``name`` says, or the line with what is wrong with it."""
    if len(data) > _MOST_BYTES:
        return {}, [f"{name}: is longer than {_MOST_BYTES // 1024} KB"]
    try:
        return values.tables(data.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        return {}, [f"{name}: is not UTF-8 text"]
    except tomllib.TOMLDecodeError as fault:
        # Only where, not what: the line may hold a key in the wrong place.
        place = re.search(r"\(at .*\)$", str(fault))
        return {}, [f"{name}: is not valid TOML {place[0] if place else ''}".rstrip()]


def check(tables: dict[str, Any], environ: Mapping[str, str]) -> tuple[Settings | None, list[str]]:
    """The settings of tables and environment, or what is wrong with them: a line each."""
    faults: list[str] = []
    merged = {name: dict(table) if isinstance(table, dict) else table for name, table in tables.items()}
    api = merged.get("api")
    if isinstance(api, dict) and "key" in api:
        del api["key"]
        faults.append(
            f"api.key: must not be in the configuration; put it into the file that api.key_file names, "
            f"or into {KEY_VARIABLE}"
        )
    variables: dict[str, str] = {}
    for variable, text in sorted(environ.items()):
        named = _VARIABLE.fullmatch(variable)
        if not named or variable == KEY_VARIABLE:
            continue
        table, key = named[1].lower(), named[2].lower()
        variables[f"{table}.{key}"] = variable
        known = Settings.model_fields.get(table)
        if known is None:
            if len(faults) < _MOST_FAULTS:
                near, name = _nearest(table, Settings), _printable(table)
                faults.append(f"{name}: unknown table{near} (set by {_printable(variable)})")
        elif isinstance(there := merged.setdefault(table, {}), dict):
            there[key] = _from_environment(table, key, text)
    try:
        settings = Settings.model_validate(_frozen(merged))
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)
        for each in wrong[:_MOST_FAULTS]:
            line = _fault(dict(each))
            variable_ = variables.get(line.partition(":")[0])
            faults.append(f"{line} (set by {_printable(variable_)})" if variable_ else line)
        if len(wrong) > _MOST_FAULTS:
            faults.append(f"and {len(wrong) - _MOST_FAULTS} more")
        return None, list(dict.fromkeys(faults))
    return (None if faults else settings), faults


def _frozen(value: Any, levels: int = 8) -> Any:
    """TOML's lists as tuples, which is what frozen settings hold. None of them has so many levels."""
    if not levels:
        return value
    if isinstance(value, dict):
        return {key: _frozen(each, levels - 1) for key, each in value.items()}
    return tuple(_frozen(each, levels - 1) for each in value) if isinstance(value, list) else value


_TEXTS = frozenset(
    {"shop.logo", "api.base_url", "api.key_file", "visit.cooldown", "camera.size", "journal.path"}
    | {"metrics.listen"}
)


def _from_environment(table: str, key: str, text: str) -> Any:
    """As TOML where it is TOML, else as text. Where text is wanted, 10 and true are text as well."""
    try:
        parsed = values.tables(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    if set(parsed) != {"value"}:
        return text
    value = parsed["value"]
    default = getattr(getattr(Settings(), table), key, None)
    wants_text = isinstance(default, str) or f"{table}.{key}" in _TEXTS
    return text if wants_text and not isinstance(value, str) else value


def unsupported(settings: Settings) -> list[str]:
    """Settings that are part of the contract, but not built yet: said at start, never ignored. None, now."""
    del settings
    return []


# -- saying what is wrong --------------------------------------------------------------------------


def _fault(error: dict[str, Any]) -> str:
    where = [_printable(str(part)) for part in error["loc"][:2]]
    key = ".".join(where)
    kind = error["type"]
    if kind == "extra_forbidden":
        if len(where) == 1:
            return f"{key}: unknown table{_nearest(key, Settings)}"
        return f"{key}: unknown key{_nearest(where[1], type(getattr(Settings(), where[0])))}"
    if kind == "value_error":
        said = str(error["ctx"]["error"])
        if not where:  # a check of several tables
            return said
        # A check of several keys of a table names the one at fault itself.
        return f"{key}.{said}" if len(where) == 1 else f"{key}: {said}"
    limits = {
        name: f"{limit:g}" if isinstance(limit, float) else limit
        for name, limit in error.get("ctx", {}).items()
    }
    return f"{key}: {values.WORDS[kind].format(**limits) if kind in values.WORDS else 'is wrong'}"


def _nearest(name: str, model: type[BaseModel]) -> str:
    near = difflib.get_close_matches(name[:_MOST_NAME], model.model_fields, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in name[:_MOST_NAME])
