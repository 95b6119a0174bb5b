#!/usr/bin/env python3
"""The software list of the kiosk's program, in SPDX 2.3: what is locked in requirements/run.txt, what needs
what, and the fonts.

    sbom.py FOLDER

writes FOLDER/loyalite-kiosk-VERSION.spdx.json and says where. The same commit gives the same list on machines
of one kind: licences are those that installed packages declare, and not all are installed everywhere.
The list of a whole card's image, Debian's packages included, is made with the image.
"""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "packaging" / "image"))
sys.dont_write_bytecode = True

import spdx  # noqa: E402 - the folder is no package

NAME = "loyalite-kiosk"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: *; *(.*?))? *\\?$")
_HASH = re.compile(r"^ +--hash=sha256:([0-9a-f]{64})")
_NEEDED_BY = re.compile(r"^ +# +(?:via +)?(?!via$)([A-Za-z0-9._-]+|-r \S+|-c \S+)$")
FONTS = {
    "noto-sans": "Noto Sans",
    "noto-sans-arabic-ui": "Noto Sans Arabic UI",
    "noto-color-emoji": "Noto Color Emoji, made smaller",
}


@dataclass
class Locked:
    """One locked package. ``needed_by``: names of others; ``direct``: the kiosk itself names it."""

    name: str
    version: str
    marker: str = ""
    files: int = 0
    needed_by: list[str] = field(default_factory=list)
    direct: bool = False


def locked(text: str) -> list[Locked]:
    """Out of a list as `make lock` writes it. Raises ``ValueError`` for a package without a hash."""
    found: list[Locked] = []
    for line in text.splitlines():
        if pinned := _PINNED.match(line):
            found.append(Locked(pinned[1], pinned[2], (pinned[3] or "").rstrip("\\ ")))
        elif _HASH.match(line):
            found[-1].files += 1
        elif found and (needed := _NEEDED_BY.match(line)):
            if needed[1].startswith("-r"):
                found[-1].direct = True
            elif not needed[1].startswith("-c"):
                found[-1].needed_by.append(needed[1])
    for one in found:
        if not one.files:
            raise ValueError(f"{one.name} has no hash")
    return found


def licence(name: str) -> str:
    """What the installed package declares, where it is one expression of SPDX's."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return str(spdx.NONE)
    said = told.get("License-Expression") or told.get("License") or ""
    return str(spdx.declared(said))


def document(lock: str, version: str, moment: int) -> dict[str, Any]:
    """The whole list; ``moment``: seconds since 1970."""
    whole = spdx.entry(
        "program", NAME, version, f"pkg:generic/{NAME}@{quote(version, safe='')}", licenseDeclared="MIT"
    )
    entries: dict[str, dict[str, Any]] = {}
    packages = locked(lock)
    for one in packages:
        told = f"locked by the SHA-256 of its {one.files} files in requirements/run.txt"
        entries[one.name] = spdx.entry(
            "python", one.name, one.version,
            f"pkg:pypi/{quote(one.name.lower().replace('_', '-'))}@{quote(one.version, safe='')}",
            licenseDeclared=licence(one.name),
            sourceInfo=f"{told}; only where {one.marker}" if one.marker else told,
        )  # fmt: skip
    relations = [("DEPENDS_ON", whole, entries[one.name]) for one in packages if one.direct]
    relations += [
        ("DEPENDS_ON", entries[other], entries[one.name]) for one in packages for other in one.needed_by
    ]
    fonts = [
        spdx.entry("font", key, "bundled", f"pkg:generic/{key}", licenseDeclared="OFL-1.1", comment=words)
        for key, words in FONTS.items()
    ]
    relations += [("CONTAINS", whole, font) for font in fonts]
    listed = sorted([*entries.values(), *fonts], key=lambda each: str(each["SPDXID"]))
    return dict(spdx.written(whole, listed, relations, moment))


def moment() -> int:
    """SOURCE_DATE_EPOCH, or when the commit was made."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(told.stdout)


def main(folder: Path) -> Path:
    """Write it; where to."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    version = str(project["version"])
    made = document((ROOT / "requirements" / "run.txt").read_text("utf-8"), version, moment())
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{NAME}-{version}.spdx.json"
    file.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return file


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
