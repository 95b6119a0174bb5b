"""The settings from outside: as a file writes them, and as a JSON schema for editors.

The schema keeps to words that all drafts since the fourth understand, which is the one that editors of TOML
know. It refuses what can be told of one value by itself, and of two in one file; what hangs on this machine
(time zones, files that are there) only the kiosk can know.
"""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from kiosk.config_forms import Form, Schema, Shape, Table
from kiosk.config_tables import Settings
from kiosk.config_values import Address, Size

DRAFT = "http://json-schema.org/draft-04/schema#"

_SELDOM: dict[str, list[Schema]] = {
    "visit": [
        {
            "required": ["card", "amount"],
            "properties": {"card": {"enum": ["stamp"]}, "amount": {"not": {"multipleOf": 1}}},
        }
    ],
    "scanner": [
        {
            "required": ["port", "beeper"],
            "properties": {"port": {"pattern": "^hid:"}, "beeper": {"not": {"enum": ["none"]}}},
        },
        {
            "required": ["trigger", "beeper"],
            "properties": {"trigger": {"enum": ["motion"]}, "beeper": {"enum": ["none"]}},
        },
    ],
}
"""What two keys of a table must not be together, where one file has both: another file may have the rest."""


def tables() -> dict[str, type[Table]]:
    """The tables by name, in the order of the documentation."""
    return {name: type(getattr(Settings(), name)) for name in Settings.model_fields}


def as_written(value: object, field: FieldInfo) -> Any:
    """A setting's value as a file would say it: text, number, true or false, or a list of these."""
    if value is None:
        return next(form.nothing for form in _forms(field) if isinstance(form, Form))
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        units = {"h": 3600, "m": 60, "s": 1}
        unit = next(name for name, each in units.items() if not seconds % each) if seconds else "s"
        return f"{seconds // units[unit]}{unit}"
    if isinstance(value, Size):
        return f"{value.width}x{value.height}"
    if isinstance(value, Address):
        return f"[{value.host}]:{value.port}" if ":" in value.host else f"{value.host}:{value.port}"
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple):
        return [as_written(each, field) for each in value]
    if isinstance(value, Decimal | float):
        whole = value == int(value)
        return int(value) if whole else float(value)
    return value


def words_of(field: FieldInfo) -> str:
    """What may stand there, in words; "" where the schema says it better."""
    return next((form.words for form in reversed(_forms(field))), "")


def _forms(field: FieldInfo) -> list[Form | Shape]:
    return [one for one in field.metadata if isinstance(one, Form | Shape)]


def schema() -> Schema:
    """Of the base file, and of each file of its folder: no key is wanted in any of them."""
    drawn = Settings.model_json_schema()
    found: Schema = {}
    for name, model in tables().items():
        table = drawn["$defs"][model.__name__]
        keys = {
            key: _plain(table["properties"][key], field, as_written(getattr(model(), key), field))
            for key, field in model.model_fields.items()
        }
        found[name] = {
            "type": "object",
            "description": table["description"],
            "additionalProperties": False,
            "properties": keys,
        }
        if name in _SELDOM:
            found[name]["not"] = {"anyOf": _SELDOM[name]}
    return {
        "$schema": DRAFT,
        "title": "Configuration of the loyalty kiosk",
        "description": "kiosk.toml, and the files of kiosk.d beside it",
        "type": "object",
        "additionalProperties": False,
        "properties": found,
    }


def _plain(said: Schema, field: FieldInfo, default: object) -> Schema:
    kept = {key: value for key, value in said.items() if key not in ("title", "default", "description")}
    if "const" in kept:
        kept["enum"] = [kept.pop("const")]
    if "exclusiveMinimum" in kept:
        least = kept.pop("exclusiveMinimum")
        kept |= {"minimum": least, "not": {"enum": [least]}}
    return {"description": without_links(field.description or ""), "default": default, **kept}


def without_links(text: str) -> str:
    """For those who have no page to go to from here."""
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text).replace("`", "")
