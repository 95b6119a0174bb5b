"""A video that is one JPEG behind the other: how fast it is played, and its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FPS = 30


def pictures(path: Path) -> Iterator[bytes]:
    """The JPEGs of such a file, in order."""
    data = path.read_bytes()
    begin = 0
    while (end := data.find(b"\xff\xd9\xff\xd8", begin)) >= 0:
        yield data[begin : end + 2]
        begin = end + 2
    yield data[begin:]
