"""What the owner wants, read from their file: the kiosk's own tables, and one more, ``[setup]``.

It is checked to the last key before anything comes of it. A fault has a key and a reason, and neither ever
repeats what stood there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.config import Api, ConfigError, Settings, check, checked_key, decoded
from kiosk.setup import wifi
from kiosk.setup.wifi import Wifi

FILE = "kiosk.toml"
TABLE = "setup"
KEYS = ("api_key", "wifi_ssid", "wifi_password", "wifi_country", "wifi_hidden")
OPEN = "open"
"""In the password's place: the network has none. It is too short to be one."""
JOURNALS = Path("/var/lib/kiosk")
"""The one folder of an appliance that outlives a restart and that the kiosk may write to."""
SETTINGS = Path("/etc/kiosk")
_CURLY = "“”„‟‘’«»"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to be put right: at which key, and why."""

    key: str
    reason: str

    @property
    def line(self) -> str:
        """As the command line says it."""
        return f"{self.key}: {self.reason}" if self.key else self.reason

    @classmethod
    def of(cls, line: str) -> Fault:
        """From such a line."""
        key, colon, reason = line.partition(": ")
        return cls(key, reason) if colon and " " not in key else cls("", line)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A set-up that was found good. ``tables`` are the kiosk's settings as they were written, ``logo`` the
    name of a file beside them."""

    tables: Mapping[str, Mapping[str, Any]]
    api_key: str = field(default="", repr=False)
    network: Wifi | None = None
    country: str = ""
    logo: str = ""


class SetupFaults(Exception):  # noqa: N818 - several, and none of them of the program's
    """The owner's file is not usable as it is."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(fault.line for fault in faults))
        self.faults = tuple(faults)


def tables_of(data: bytes, name: str = FILE) -> dict[str, Any]:
    """What a file of the owner's says. Raises ``SetupFaults``."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # a text editor's «Unicode»
        data = data.decode("utf-16", "replace").encode()
    tables, faults = decoded(data, name)
    if faults:
        found = [Fault.of(line) for line in faults]
        if any(char in data.decode("utf-8", "replace") for char in _CURLY):
            found.append(Fault(name, 'has curly quotation marks; write straight ones: "'))
        raise SetupFaults(found)
    return tables


def is_blank(tables: Mapping[str, Any]) -> bool:
    """Whether this is the form that comes with an image, with nothing filled in yet."""
    return all(
        isinstance(table, dict) and all(value == "" for value in table.values()) for table in tables.values()
    )


def wanted_of(
    tables: Mapping[str, Any],
    *,
    has_key: bool,
    key_beside: str | None = None,
    logos: frozenset[str] = frozenset(),
    given: Collection[str] = (),
) -> Wanted:
    """The set-up that these tables describe. ``has_key``: the kiosk has an API key already, so none has to be
    given; ``key_beside``: the content of a file ``api.key``; ``logos``: names of files that a logo may be;
    ``given``: settings (``shop.name``) that the kiosk has from elsewhere. Raises ``SetupFaults``."""
    faults: list[Fault] = []
    own = tables.get(TABLE, {})
    if not isinstance(own, dict):
        faults.append(Fault(TABLE, "must be a table with keys of its own"))
        own = {}
    plain = {name: table for name, table in tables.items() if name != TABLE}
    faults += _shops(plain, given)
    wanted = _own(own, faults, has_key=has_key, key_beside=key_beside)
    wanted = _placed(replace(wanted, tables=plain), faults, logos)
    if faults:
        secrets = [text for text in (key_beside, own.get("api_key"), own.get("wifi_password")) if text]
        raise SetupFaults([_redacted(fault, secrets) for fault in dict.fromkeys(faults)])
    return wanted


def _redacted(fault: Fault, secrets: list[Any]) -> Fault:
    """A secret in the place of a key's name is none to be told."""
    for secret in secrets:
        if isinstance(secret, str) and len(secret) >= 4:
            fault = Fault(fault.key.replace(secret, "…"), fault.reason.replace(secret, "…"))
    return fault


def _shops(plain: dict[str, Any], given: Collection[str]) -> list[Fault]:
    """What is wrong with the kiosk's own settings."""
    faults: list[Fault] = []
    api = plain.get("api")
    if isinstance(api, dict) and "key" in api:
        faults.append(Fault("api.key", f"belongs into the table [{TABLE}], as api_key"))
        plain["api"] = {key: value for key, value in api.items() if key != "key"}
    for table, key in (("shop", "name"), ("api", "base_url")):
        keys = plain.get(table, {})
        if isinstance(keys, dict) and keys.get(key, "") == "" and f"{table}.{key}" not in given:
            faults.append(Fault(f"{table}.{key}", "is missing"))
    settings, wrong = check(plain, {})
    told = {fault.key for fault in faults}
    faults += [fault for fault in map(Fault.of, wrong) if fault.key not in told]
    if settings is not None:
        faults += _elsewhere(settings)
    return faults


def _elsewhere(settings: Settings) -> list[Fault]:
    """Files where an appliance keeps none."""
    faults = []
    if settings.api.key_file != Api().key_file:
        faults.append(Fault("api.key_file", f"leave it out; the key belongs into [{TABLE}], as api_key"))
    if settings.journal.path.parent != JOURNALS or ".." in settings.journal.path.parts:
        faults.append(Fault("journal.path", f"leave it out; only {JOURNALS} outlives a restart"))
    return faults


def _own(own: dict[str, Any], faults: list[Fault], *, has_key: bool, key_beside: str | None) -> Wanted:
    """The table ``[setup]``."""
    for key, value in own.items():
        kind = bool if key == "wifi_hidden" else str
        if key not in KEYS:
            faults.append(Fault(f"{TABLE}.{_printable(key)}", "unknown key"))
        elif not isinstance(value, kind):
            faults.append(
                Fault(f"{TABLE}.{key}", "must be true or false" if kind is bool else "must be text in quotes")
            )
    texts = {key: own[key] for key in KEYS if isinstance(own.get(key), str)}
    key = _key(texts.get("api_key", ""), key_beside, faults)
    if not key and not has_key and "api_key" not in {fault.key.partition(".")[2] for fault in faults}:
        faults.append(Fault(f"{TABLE}.api_key", "is missing"))
    ssid, country = texts.get("wifi_ssid", ""), texts.get("wifi_country", "")
    network = None
    if ssid:
        password = texts.get("wifi_password", "")
        network = Wifi(ssid, "" if password == OPEN else password, own.get("wifi_hidden") is True)
        _note(faults, "wifi_ssid", wifi.name_fault(ssid))
        _note(faults, "wifi_password", wifi.password_fault(network.password))
        if own.get("wifi_password", "") == "":
            # Not taken for an open one: a form has it empty, and a password is easily forgotten.
            faults.append(Fault(f"{TABLE}.wifi_password", f'is missing; for an open network write "{OPEN}"'))
    elif texts.get("wifi_password"):
        faults.append(Fault(f"{TABLE}.wifi_ssid", "is missing"))
    if country:
        _note(faults, "wifi_country", wifi.country_fault(country))
    return Wanted({}, key, network, country)


def _note(faults: list[Fault], key: str, reason: str) -> None:
    if reason:
        faults.append(Fault(f"{TABLE}.{key}", reason))


def _key(given: str, beside: str | None, faults: list[Fault]) -> str:
    """The API key, from the table or from the file beside it."""
    found = []
    for text, where in ((given, f"{TABLE}.api_key"), (beside or "", "api.key")):
        if text.strip():
            try:
                found.append(checked_key(text, f"{where}:").get_secret_value())
            except ConfigError as error:
                faults += map(Fault.of, error.faults)
    if len(set(found)) > 1:
        faults.append(Fault(f"{TABLE}.api_key", "is not the same as in api.key; leave one of them out"))
    return found[0] if found else ""


def _placed(wanted: Wanted, faults: list[Fault], logos: frozenset[str]) -> Wanted:
    """With the logo where the kiosk will find it."""
    shop = wanted.tables.get("shop")
    logo = shop.get("logo") if isinstance(shop, dict) else None
    if not isinstance(shop, dict) or not isinstance(logo, str) or not logo:
        return wanted
    if Path(logo).parent == SETTINGS:
        return wanted
    if logo not in logos:
        faults.append(Fault("shop.logo", f"must be the name of a file beside {FILE}"))
        return wanted
    shop = {**shop, "logo": str(SETTINGS / logo)}
    return replace(wanted, tables={**wanted.tables, "shop": shop}, logo=logo)


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in name[:60])
