"""Looking for secrets in what was left behind: as they are, and as they would be after a detour."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

_UUID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME = re.compile(rb'"ts": ?"[^"]*"')
LONG = 12
"""Characters of a text from which on also its disguises are looked for."""


def disguises(secret: str) -> set[bytes]:
    """How a text may stand in a file."""
    plain = secret.encode()
    found = {plain}
    if len(plain) >= LONG:
        found |= {plain.hex().encode(), plain.hex().upper().encode(), quote(secret, safe="").encode()}
        found |= {secret.encode("utf-16-le"), secret.lower().encode(), plain[::-1]}
        # Within a longer text base64 looks different by where it begins; the ends are its neighbours'.
        for skipped in range(3):
            whole = plain[skipped:]
            found.add(base64.b64encode(whole[: len(whole) // 3 * 3]))
            found.add(base64.urlsafe_b64encode(whole[: len(whole) // 3 * 3]))
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    """Everything below a folder."""
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def found(secrets: Iterable[str], hay: Mapping[str, bytes]) -> list[str]:
    """Which of these stand where. A short number counts only by itself: identifiers and times of day have
    every number in them."""
    wrong = []
    for name, content in hay.items():
        plain = _TIME.sub(b"", _UUID.sub(b"", content))
        for secret in secrets:
            for one in disguises(secret):
                if len(secret) >= LONG:
                    there = one in content
                else:
                    there = bool(re.search(rb"(?<![\w.])" + re.escape(one) + rb"(?![\w.])", plain))
                if there:
                    wrong.append(f"{secret} in {name}")
                    break
    return wrong
