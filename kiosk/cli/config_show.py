"""``kiosk config show`` and ``schema``: every setting with its value and where that comes from."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.config import KEY_VARIABLE, ConfigError, Loaded, Origin, load_all, read_api_key
from kiosk.config_schema import as_written, schema, tables
from kiosk.setup.toml import value_text


def show(path: Path | None, environ: Mapping[str, str], *, as_json: bool) -> int:
    """Print them; returns 0. Raises ``ConfigError``. Of the API key only whether it is there."""
    loaded = load_all(path, environ)
    key = _key(loaded, environ)
    rows = _rows(loaded)
    if as_json:
        settings = {
            name: {"value": value, "from": origin.kind}
            | ({"name": origin.name} if origin.name else {})
            | ({"line": origin.line} if origin.line else {})
            for name, value, origin in rows
        }
        said = {"format": 1, "files": list(loaded.files), "settings": settings, "api_key": key}
        print(json.dumps(said, ensure_ascii=False, indent=2))
        return 0
    lines = [(name, value_text(value), str(origin)) for name, value, origin in rows]
    widths = [min(max(len(line[place]) for line in lines), 48) for place in (0, 1)]
    for name, value, origin in lines:
        print(f"{name:{widths[0]}} = {value:{widths[1]}}  # {origin}")
    print(f"\nAPI key: {_key_words(key)}")
    for file in loaded.files:
        print(f"read: {file}", file=sys.stderr)
    return 0


def _rows(loaded: Loaded) -> list[tuple[str, Any, Origin]]:
    return [
        (
            name,
            as_written(getattr(getattr(loaded.settings, table), key), field),
            loaded.origins.get(name, Origin()),
        )
        for table, model in tables().items()
        for key, field in model.model_fields.items()
        if (name := f"{table}.{key}")
    ]


def _key(loaded: Loaded, environ: Mapping[str, str]) -> dict[str, Any]:
    """Whether the key is there and from where, never what it is."""
    try:
        read_api_key(loaded.settings, environ)
        found: dict[str, Any] = {"good": True}
    except ConfigError as error:
        # Such a line names the file or the variable, and what is wrong with it; never what is in it.
        found = {"good": False, "fault": error.faults[0]}
    if KEY_VARIABLE in environ:
        return found | {"from": "environment", "name": KEY_VARIABLE}
    file = loaded.settings.api.key_file
    found |= {"from": "file", "name": str(file)}
    try:
        found["mode"] = f"{stat.S_IMODE(os.stat(file).st_mode):04o}"
    except OSError:
        found["mode"] = None
    return found


def _key_words(key: Mapping[str, Any]) -> str:
    if not key["good"]:
        return str(key["fault"])
    mode = f", mode {key['mode']}" if key.get("mode") else ""
    return f"there, from {key['name']}{mode}"


def show_schema() -> int:
    """Print the JSON schema for editors; returns 0."""
    print(text_of_schema(), end="")
    return 0


def text_of_schema() -> str:
    """As it is committed, too."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
