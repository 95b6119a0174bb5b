"""``kiosk staff badge``: a code that says who wants in. It is told once; only a hash of it is kept."""

from __future__ import annotations

import asyncio
import io
import os
import secrets
import sys
from pathlib import Path

import segno

from kiosk.cli.journal import ADVICE
from kiosk.config import Settings
from kiosk.core.codes import badge_hash
from kiosk.journal.sqlite import SqliteJournal
from kiosk.ports import JournalError

BYTES = 16
"""Of chance in a badge's code: nobody guesses it, however many tries they have."""

KINDS = (".svg", ".png")


def command(settings: Settings, name: str, out: Path | None, *, revoke: bool) -> int:
    """Make this person's badge, in place of an earlier one, or take it away; returns the exit code."""
    prefix = settings.staff.badge_prefix
    if not revoke and not prefix:
        return _fail("staff.badge_prefix is empty, so the kiosk takes no badges")
    if out is not None and (revoke or out.suffix.lower() not in KINDS):
        return _fail("--out: a file that ends with .svg or .png, and only for a new badge")
    code = "" if revoke else prefix + secrets.token_hex(BYTES)
    try:
        return asyncio.run(_carry_out(settings, name, code, out))
    except JournalError as error:
        word = str(error).partition(":")[0]
        return _fail(f"{settings.journal.path}: {ADVICE.get(word, str(error))}")
    except OSError as error:
        return _fail(f"{out}: {error.strerror}")


async def _carry_out(settings: Settings, name: str, code: str, out: Path | None) -> int:
    journal = await SqliteJournal.open(settings.journal.path)
    try:
        if name not in [one.name for one in await journal.staff()]:
            return _fail(f"nobody is called {name}: kiosk staff add comes first")
        if out is not None:
            # Before the old badge ends: without its picture the new one would be of no use.
            _write(out, _picture(code, out.suffix.lower()[1:]))
        await journal.set_badge(name, badge_hash(code) if code else "")
    finally:
        await journal.close()
    if not code:
        print(f"{name} has no badge any more. Their PIN opens as before.")
        return 0
    print(code)
    print(
        f"That is {name}'s badge from now on, and it is told only here. An earlier one is void.",
        file=sys.stderr,
    )
    if settings.staff.badge == "alone":
        print('staff.badge is "alone": whoever holds it is in. Look after it like a key.', file=sys.stderr)
    return 0


def _picture(code: str, kind: str) -> bytes:
    drawn = io.BytesIO()
    # A badge is carried about: the second highest of four levels of repair.
    segno.make_qr(code, error="q").save(drawn, kind=kind, scale=10, border=4)
    return drawn.getvalue()


def _write(path: Path, content: bytes) -> None:
    """For its owner's eyes only, also where the file was there before."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as file:
        os.fchmod(handle, 0o600)
        file.write(content)


def _fail(reason: str) -> int:
    print(reason, file=sys.stderr)
    return 1
