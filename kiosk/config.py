"""The settings: read once at start, checked to the last key, frozen from then on.

Files (TOML: a base file and those of its folder, ``config_files``) and the environment
(``KIOSK_<TABLE>__<KEY>``, which wins) become one ``Settings`` (``config_tables``). All faults are collected,
each a line ``key: what is wrong``. The API key is none of the settings: it comes from its own file or from
``KIOSK_API__KEY`` and lives in a ``SecretStr``, which never shows it.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr, ValidationError

from kiosk import config_files as files
from kiosk import config_values as values
from kiosk.config_devices import Camera, Printer, Scanner
from kiosk.config_files import Origin, Source, decoded
from kiosk.config_tables import Api, Coupon, Journal, Metrics, Settings, Shop, Staff, Ui, Visit
from kiosk.config_values import Address, Size

__all__ = [
    "Address", "Api", "Camera", "ConfigError", "Coupon", "Journal", "Loaded", "Metrics", "Origin", "Printer",
    "Scanner", "Settings", "Shop", "Size", "Staff", "Ui", "Visit", "check", "check_over", "checked_key",
    "decoded", "load", "load_all", "read_api_key",
]  # fmt: skip

DEFAULT_PATH = Path("/etc/kiosk/kiosk.toml")
KEY_VARIABLE = "KIOSK_API__KEY"
_VARIABLE = re.compile(r"KIOSK_([A-Z0-9]+(?:_[A-Z0-9]+)*)__([A-Z0-9_]+)")
_MOST_KEY_BYTES = 4096
_MOST_FAULTS, _MOST_NAME = 40, 60
"""Faults that are told, and characters of a name nobody knows."""


class ConfigError(Exception):
    """The configuration is not usable. ``faults`` has one line for each thing to put right."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults: tuple[str, ...] = tuple(faults)


# -- reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings, where each that is not as by default comes from (``table.key``), and the files that were
    read, in order."""

    settings: Settings
    origins: Mapping[str, Origin]
    files: tuple[str, ...]


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings from ``path`` (None: the default file, if there is one), its folder and the environment.
    Raises ``ConfigError``."""
    return load_all(path, environ).settings


def load_all(path: Path | None, environ: Mapping[str, str], *, needed: bool = True) -> Loaded:
    """The same, with where each comes from. Not ``needed``: a named file may be missing, too."""
    sources, faults = files.read(path or DEFAULT_PATH, needed=needed and path is not None)
    settings, wrong, origins = _checked(sources, environ)
    if settings is None or faults:
        raise ConfigError([*faults, *wrong])
    return Loaded(settings, origins, tuple(source.name for source in sources))


def check(tables: dict[str, Any], environ: Mapping[str, str]) -> tuple[Settings | None, list[str]]:
    """The settings of tables and environment, or what is wrong with them: a line each."""
    settings, faults, _ = _checked([Source("", tables)], environ)
    return settings, faults


def check_over(tables: dict[str, Any], base: Path) -> tuple[Settings | None, list[str], Mapping[str, Origin]]:
    """The settings if these tables were what ``base`` says, with the folder that is beside it: as ``check``
    does, and where each setting would come from."""
    sources, faults = files.read_folder(files.folder_of(base))
    settings, wrong, origins = _checked([Source(str(base), tables), *sources], {})
    return (None if faults else settings), [*faults, *wrong], origins


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


def _checked(
    sources: Sequence[Source], environ: Mapping[str, str]
) -> tuple[Settings | None, list[str], dict[str, Origin]]:
    """Each file must be right by itself, whatever a later one says over it: a mistake that is covered up
    comes to light on the day the cover goes. What several keys must be together is asked of the whole."""
    several = len(sources) > 1
    faults: list[str] = []
    wrong: list[tuple[dict[str, Any], str]] = []
    plain = [Source(one.name, _without_key(one.tables), one.lines) for one in sources]
    for before, source in zip(sources, plain, strict=True):
        place = f" (in {source.name})" if several and source.name else ""
        if source.tables is not before.tables:
            faults.append(
                "api.key: must not be in the configuration; put it into the file that api.key_file names, "
                f"or into {KEY_VARIABLE}{place}"
            )
        wrong += [(error, place) for error in _errors(source.tables) if not _of_the_whole(error)]
    said, variables, unknown = _environment(environ)
    faults += unknown
    for error in _errors(said):
        if not _of_the_whole(error):
            key = ".".join(map(str, error["loc"][:2]))
            wrong.append((error, f" (set by {_printable(variables[key])})"))
    tables, origins = files.merged([*plain, Source("", said)])
    origins |= {key: Origin("environment", variable) for key, variable in variables.items()}
    settings = None
    try:
        settings = Settings.model_validate(_frozen(tables))
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            if _of_the_whole(dict(each)):
                from_ = origins.get(_fault(dict(each)).partition(":")[0], Origin())
                place = f" (set by {from_.name})" if from_.kind == "environment" else ""
                wrong.append(
                    (dict(each), f" (in {from_.name})" if several and from_.kind == "file" else place)
                )
    faults += [f"{_fault(error)}{place}" for error, place in wrong[:_MOST_FAULTS]]
    if len(wrong) > _MOST_FAULTS:
        faults.append(f"and {len(wrong) - _MOST_FAULTS} more")
    return (None if faults else settings), list(dict.fromkeys(faults)), origins


def _without_key(tables: dict[str, Any]) -> dict[str, Any]:
    """The same tables, or others, if the API key was among them."""
    api = tables.get("api")
    if not isinstance(api, dict) or "key" not in api:
        return tables
    return tables | {"api": {key: value for key, value in api.items() if key != "key"}}


def _errors(tables: dict[str, Any]) -> list[dict[str, Any]]:
    try:
        Settings.model_validate(_frozen(tables))
    except ValidationError as error:
        return [dict(each) for each in error.errors(include_url=False, include_input=False)]
    return []


def _of_the_whole(error: dict[str, Any]) -> bool:
    """Whether this is about several keys together, and so not about one file."""
    return error["type"] == "value_error" and len(error["loc"]) < 2


def _environment(environ: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str], list[str]]:
    """What variables say, as tables; which says what; and faults."""
    said: dict[str, Any] = {}
    variables: dict[str, str] = {}
    faults: list[str] = []
    for variable, text in sorted(environ.items()):
        named = _VARIABLE.fullmatch(variable)
        if not named or variable == KEY_VARIABLE:
            continue
        table, key = named[1].lower(), named[2].lower()
        if table in Settings.model_fields:
            variables[f"{table}.{key}"] = variable
            said.setdefault(table, {})[key] = _from_environment(table, key, text)
        elif len(faults) < _MOST_FAULTS:
            near, name = _nearest(table, Settings), _printable(table)
            faults.append(f"{name}: unknown table{near} (set by {_printable(variable)})")
    return said, variables, faults


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
