"""Hostile input by what lies on the disk: the configuration, the environment, the key, the journal."""

from __future__ import annotations

import asyncio
import functools
import os
import shutil
import tempfile
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from kiosk.app import rules_of
from kiosk.config import ConfigError, Settings, load, read_api_key
from kiosk.core.checkout import Checkout
from kiosk.core.model import OperationState, PrintState
from kiosk.core.papers import CouponQuery
from kiosk.core.project import project
from kiosk.core.state import start
from kiosk.journal import SqliteJournal
from kiosk.journal.reading import Reader
from kiosk.loyalite.client import _checked_base
from kiosk.ports import JournalError, KeptVisit, StaffMember
from tests.support.journal_samples import NOON, at, coupon, earn, issue, redemption

MOST_WORDS = 20_000
"""Characters that may be said about a configuration, however much is wrong with it."""


_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""A disk would make the journal's many fsyncs the slowest part of it all."""


@functools.cache
def folder() -> Path:
    """A folder of this process's own."""
    made = tempfile.TemporaryDirectory(prefix="kiosk-fuzz-", dir=_MEMORY)
    _KEEP.append(made)
    return Path(made.name)


_KEEP: list[tempfile.TemporaryDirectory[str]] = []


# -- the configuration -------------------------------------------------------------------------------


def configured(data: bytes) -> None:
    """A configuration file."""
    path = folder() / "kiosk.toml"
    path.write_bytes(data)
    _loaded(path, {})


def surrounded(data: bytes) -> None:
    """The environment: a line for each variable; the bytes that no text has come as the system gives them."""
    pairs = (line.partition("=") for line in data.decode("utf-8", "surrogateescape").split("\n"))
    nothing = folder() / "empty.toml"
    nothing.touch()
    _loaded(nothing, {"KIOSK_" + name: text for name, _, text in pairs if "\0" not in name + text})


def _loaded(path: Path, environ: dict[str, str]) -> None:
    try:
        settings = load(path, environ)
    except ConfigError as fault:
        _told(fault.faults)
        return
    # What was taken can be used.
    assert isinstance(settings, Settings)
    project(start(rules_of(settings, "key"), 0.0))
    _checked_base(settings.api.base_url)
    assert settings.shop.zone is not None
    with suppress(ConfigError):
        read_api_key(settings, environ)


def _told(faults: tuple[str, ...]) -> None:
    assert faults
    assert sum(map(len, faults)) <= MOST_WORDS
    assert all(line.isprintable() for line in faults)


def keyed(data: bytes) -> None:
    """The file with the API key, which nobody may read in what is said of it."""
    path = folder() / "api.key"
    path.write_bytes(data)
    settings = Settings.model_validate({"api": {"key_file": path}})
    try:
        key = read_api_key(settings, {}).get_secret_value()
    except ConfigError as error:
        words = str(error)
        assert len(data) < 12 or data.decode("latin-1") not in words
        return
    assert key.isascii()
    assert key.isprintable()


# -- the journal -------------------------------------------------------------------------------------

_ORDER = "order-1"


async def _begin(path: Path) -> None:
    journal = await SqliteJournal.open(path)
    for number in range(6):
        await issue(journal, number, minutes=number)
    await journal.record(earn(20, member="ABC-7", minutes=20))
    await journal.mark_sent(earn(20).id, at(21))
    await journal.record(redemption(21, minutes=22))
    await journal.mark_sent("coupon-21", at(22))
    await journal.mark("coupon-21", OperationState.UNKNOWN, "timeout")
    await journal.keep_visit(KeptVisit("entrance-1-30", at(30), "LOY-" + "x" * 200, 0, ""))
    await journal.keep_checkout(_checkout())
    await journal.add_staff(StaffMember("Zoë", "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA"))
    await journal.set_badge("Zoë", "ab" * 32)
    await journal.set_staff_lock(3, at(40))
    await journal.audit(at(41), "Zoë", "enter", "admitted")
    await journal.put("strict_seen", "yes")
    await journal.ask_retry("entrance-1-20", at(42))
    await journal.close()


def _checkout() -> Checkout:
    return Checkout(_ORDER, 482193, Decimal("19.90"), 5, at(31), "Zoë")


@functools.cache
def sound() -> bytes:
    """A journal with something in each table, closed in peace."""
    place = folder() / "sound"
    place.mkdir()
    asyncio.run(_begin(place / "journal.sqlite3"))
    return (place / "journal.sqlite3").read_bytes()


@functools.cache
def _values() -> list[int]:
    """Where values stand that the kiosk has to make something of."""
    texts = (
        b"482193",
        b"ABC-7",
        b"19.90",
        b"LOY-",
        b"entrance-1",
        b"Zo\xc3\xab",
        b"timeout",
        b"Bir kahve",
        b"cq_",
    )
    return [
        at + offset
        for text in texts
        for at in range(len(sound()))
        if sound().startswith(text, at)
        for offset in range(len(text))
    ]


def spoilt(data: bytes) -> bytes:
    """The sound journal, spoilt as these bytes say, five for each deed: where (three), what, with what."""
    file = bytearray(sound())
    for begin in range(0, min(len(data), 5 * 64) - 4, 5):
        place = int.from_bytes(data[begin : begin + 3], "big") % max(1, len(file))
        deed, value = data[begin + 3], data[begin + 4]
        match deed % 8:
            case 0 | 1:
                file[place : place + 1] = bytes((value,))
            case 2:
                file[place : place + 1] = bytes((file[place] ^ 1 << value % 8,)) if file else b""
            case 3:
                file[place : place + 16 * value] = bytes((deed,)) * len(file[place : place + 16 * value])
            case 4:
                del file[place + value :]
            case 5:
                page = place // 4096 * 4096
                file[page : page + 4096] = file[value * 4096 : (value + 1) * 4096]
            case 6:
                file[place : place + 8] = bytes(len(file[place : place + 8]))
            case 7:  # within a value: the file's own check cannot see that
                file[(at := _values()[place % len(_values())]) : at + 1] = bytes((value,))
    return bytes(file)


def reopened(data: bytes) -> None:
    """The journal's file, spoilt: it opens, or is set aside, and everything in it can be asked for."""
    whole(spoilt(data))


def whole(file: bytes, beside: dict[str, bytes] | None = None) -> None:
    """A file with these very bytes in the journal's place."""
    place = folder() / "spoilt"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    path = place / "journal.sqlite3"
    path.write_bytes(file)
    for suffix, content in (beside or {}).items():
        path.with_name(path.name + suffix).write_bytes(content)
    asyncio.run(_use(path))


async def _use(path: Path) -> None:
    try:
        journal = await SqliteJournal.open(path)
    except JournalError:
        return
    try:
        for question in (
            journal.unanswered,
            journal.tokens,
            journal.kept_visits,
            journal.take_retries,
            journal.queued_prints,
            journal.staff,
            journal.staff_lock,
            lambda: journal.recover_prints(at(50), 600.0),
            lambda: journal.history(482193, NOON - timedelta(days=1)),
            lambda: journal.history("ABC-7", NOON - timedelta(days=1)),
            lambda: journal.find_coupons(CouponQuery()),
            lambda: journal.coupon_story(coupon(1).id),
            lambda: journal.open_checkouts(9),
            lambda: journal.checkout(_ORDER),
            lambda: journal.attempt_on("cq_7f3a", ""),
            lambda: journal.operation(earn(1).id),
            lambda: journal.get("strict_seen"),
            lambda: journal.record(earn(50, minutes=60)),
            lambda: journal.mark_sent(earn(50).id, at(61)),
            lambda: journal.settle(earn(50).id, None, coupon(50), at=at(62), print_now=True),
            lambda: journal.print_state(1, PrintState.PRINTED, at(63)),
            lambda: journal.prune(at(1)),
        ):
            with suppress(JournalError):
                await question()
    finally:
        await journal.close()
    _read(path)


def _read(path: Path) -> None:
    """As ``kiosk journal`` does."""
    reader = Reader(path)
    with suppress(JournalError):
        reader.operations((), 100, members=True)
    with suppress(JournalError):
        reader.everything(("operations", "coupons", "audit"), None, members=True)
    with suppress(JournalError):
        reader.called(coupon(1).id)
