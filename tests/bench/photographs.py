"""Photographs of codes that lie in a folder outside of the repository, and when a read is exact.

A folder holds one ``manifest.csv`` or several (at its root, in subfolders); without any, whatever
``*.csv`` is there. What a manifest has to say is a picture's path (relative to the manifest) and the
text that it shows, in columns that may be named in the usual ways, or in no header and that order.
"""

from __future__ import annotations

import csv
import json
import os
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""A picture (height, width), 8 bit."""

LONGEST = 1280
"""Pixels of a picture's longer side, at most: what a kiosk's camera films."""

VARIABLE = "KIOSK_QR_DATA"
"""The environment variable that names the folder."""

_PATH = ("path", "file", "filename", "file_name", "image", "picture", "photo", "img")
_EXPECTED = ("expected", "expected_text", "text", "texts", "payload", "content", "decoded", "value", "data")
_FURTHER = ("set", "kind", "label")
_NEGATIVE = ("neg", "negative", "none", "no", "nothing")


@dataclass(frozen=True, slots=True)
class Photo:
    """One photograph. ``expected``: the texts of which one has to be read; none for a ``negative``
    picture, which holds no code, and for a code that nobody has read yet."""

    path: Path
    set: str
    negative: bool = False
    label: str = ""
    expected: frozenset[str] = field(default=frozenset(), repr=False)


class ManifestError(ValueError):
    """The folder, or a manifest in it, cannot be used; the message says why."""


def folder() -> Path | None:
    """The folder that the environment names, or ``None``. Raises ``ManifestError`` if it is not there."""
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    if not Path(named).is_dir():
        raise ManifestError(f"{VARIABLE}: no such folder: {named}")
    return Path(named)


def photographs(root: Path, sets: Sequence[str] = (), limit: int | None = None) -> list[Photo]:
    """The photographs below a folder, in an order that is shuffled but always the same, so that those
    a slow machine looks at are a fair choice. ``limit``: at most so many of each set."""
    manifests = sorted(root.rglob("manifest.csv")) or sorted(root.rglob("*.csv"))
    if not manifests:
        raise ManifestError(f"{root}: there is no manifest.csv")
    found: dict[Path, Photo] = {}
    for manifest in manifests:
        for photo in _listed(manifest, root):
            found.setdefault(photo.path.resolve(), photo)
    if not found:
        raise ManifestError(f"{root}: no manifest lists a picture that is there")
    chosen = [photo for photo in found.values() if not sets or photo.set in sets]
    random.Random(1).shuffle(chosen)
    if limit is None:
        return chosen
    left = dict.fromkeys((photo.set for photo in chosen), limit)
    kept = []
    for photo in chosen:
        if left[photo.set] > 0:
            left[photo.set] -= 1
            kept.append(photo)
    return kept


def grey(photo: Photo) -> Grey | None:
    """The picture, at most 1280 pixels long; ``None`` if the file is no picture."""
    picture = cv2.imread(str(photo.path), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        return None
    ratio = LONGEST / max(picture.shape)
    if ratio < 1:
        size = tuple(max(1, round(side * ratio)) for side in picture.shape[::-1])
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return cast("Grey", picture)


# -- what is exact ---------------------------------------------------------------------------------


def same(text: str) -> str:
    """The lists of the public sets disagree about line ends and blanks around a text."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def readings(data: bytes) -> set[str]:
    """What the bytes may say: some of the photographed codes are older than UTF-8's victory."""
    texts = set()
    for encoding in ("utf-8", "shift_jis", "gb18030", "latin-1"):
        try:
            texts.add(same(data.decode(encoding)))
        except UnicodeDecodeError:
            continue
    return texts


def is_exact(photo: Photo, reads: Iterable[bytes]) -> bool:
    """Whether one of the reads is what the picture shows."""
    return any(photo.expected & readings(data) for data in reads)


def is_wrong(photo: Photo, reads: Iterable[bytes]) -> bool:
    """Whether one of the reads is nothing that the picture shows. Of a code whose text nobody knows
    nothing can be said."""
    if photo.negative:
        return any(True for _ in reads)
    return bool(photo.expected) and any(not photo.expected & readings(data) for data in reads)


# -- manifests -------------------------------------------------------------------------------------


def _listed(manifest: Path, root: Path) -> Iterable[Photo]:
    try:
        text = manifest.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{manifest}: {error}") from error
    lines, columns = _split(text, manifest.parent)
    for line in lines:
        cells = {name: line[at] for name, at in columns.items() if at < len(line)}
        path = manifest.parent / cells.get("path", "").strip()
        if path.is_file():
            expected = _texts(cells.get("expected", ""))
            kind = cells.get("kind", "").strip().lower()
            where = path.relative_to(root) if path.is_relative_to(root) else path
            yield Photo(
                path=path,
                set=cells.get("set", "").strip() or (where.parts[0] if len(where.parts) > 1 else root.name),
                negative=kind in _NEGATIVE if kind else not expected,
                label=cells.get("label", ""),
                expected=expected,
            )


def _split(text: str, beside: Path) -> tuple[list[list[str]], dict[str, int]]:
    """The lines of a manifest without its header, and which column is what."""
    guess: list[list[str]] = []
    for delimiter in ",;\t":
        lines = [line for line in csv.reader(text.splitlines(keepends=True), delimiter=delimiter) if line]
        if lines and (columns := _columns(lines[0])):
            return lines[1:], columns
        if lines and (beside / lines[0][0].strip()).is_file():
            return lines, {"path": 0, "expected": 1}
        guess = guess or lines[1:]
    return guess, {"path": 0, "expected": 1}


def _columns(head: list[str]) -> dict[str, int] | None:
    """Which column is what, by the header; ``None`` if this is no header that says so."""
    names = [name.strip().lower() for name in head]
    columns: dict[str, int] = {name: names.index(name) for name in _FURTHER if name in names}
    for name, known in (("path", _PATH), ("expected", _EXPECTED)):
        there = [each for each in known if each in names]
        if not there:
            return None
        columns[name] = names.index(there[0])
    return columns


def _texts(cell: str) -> frozenset[str]:
    """The accepted texts: a JSON list of them, or one as it is."""
    try:
        listed: Any = json.loads(cell) if cell.lstrip().startswith("[") else None
    except ValueError:
        listed = None
    if isinstance(listed, list) and all(isinstance(text, str) for text in listed):
        return frozenset(same(text) for text in listed)
    return frozenset({same(cell)} if same(cell) else ())
