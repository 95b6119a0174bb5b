"""Writes what is made of the settings in the code: the tables of ``configuration.md``, and the JSON schema.

docs/write_configuration.py            writes them
docs/write_configuration.py --check    exit 1 when they are out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic.fields import FieldInfo

from kiosk.cli.config_show import text_of_schema
from kiosk.config_schema import Schema, as_written, schema, tables, words_of
from kiosk.setup.toml import value_text

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs/configuration.md"
SCHEMA = ROOT / "packaging/schema/kiosk.schema.json"
BEGIN, END = "<!-- written by docs/write_configuration.py -->", "<!-- end -->"


def allowed(field: FieldInfo, said: Schema) -> str:
    """What may stand there: in the code's own words, or else by its schema."""
    if words := words_of(field):
        return words
    if "enum" in said:
        return ", ".join(f"`{value_text(one).strip(chr(34))}`" for one in said["enum"])
    if said["type"] == "boolean":
        return "`true`, `false`"
    number = {"integer": "a whole number", "number": "a number"}[said["type"]]
    above = "more than " if "not" in said else ""
    return f"{number}, {above}{said['minimum']:g} to {said['maximum']:g}"


def written() -> str:
    """The tables, one for each of the file's."""
    properties, parts = schema()["properties"], []
    for name, model in tables().items():
        parts += [f"### [{name}]", "", model.__doc__ or "", ""]
        parts += ["| key | allowed | default | variable | meaning |", "| --- | --- | --- | --- | --- |"]
        for key, field in model.model_fields.items():
            default = value_text(as_written(getattr(model(), key), field))
            cells = [
                f"`{name}.{key}`",
                allowed(field, properties[name]["properties"][key]),
                f"`{default}`",
                f"`KIOSK_{name.upper()}__{key.upper()}`",
                field.description or "",
            ]
            parts.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
        parts.append("")
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """0: done, or up to date. 1: ``--check`` found something out of date. 2: unknown arguments."""
    if arguments not in ([], ["--check"]):
        print("usage: write_configuration.py [--check]")
        return 2
    page = DOCUMENT.read_text(encoding="utf-8")
    head, found, rest = page.partition(BEGIN)
    _, closed, tail = rest.partition(END)
    if not (found and closed):
        raise SystemExit(f"{DOCUMENT.name}: its markers are missing")
    wanted = {DOCUMENT: f"{head}{BEGIN}\n\n{written()}\n{END}{tail}", SCHEMA: text_of_schema()}
    late = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    if arguments:
        for path in late:
            print(f"{path.relative_to(ROOT)}: is out of date: run `make docs`")
        return 1 if late else 0
    for path in late:
        path.write_text(wanted[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
