"""Compares three sets of books: the server's, the journal's and the paper's; and what was told to people.

Each rule is a sentence in docs/reliability.md. What breaks one is *blamed*, with its kind:
``lost``, ``doubled``, ``false printed``, or another name of its own.
"""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kiosk.core.view import Text
from kiosk.simulator.shop_values import TEST_KEY, LedgerEntry, Replay
from kiosk.ui.i18n import Translator
from tests.e2e.kiosk_process import Line
from tests.torture.books import Exchange, Market
from tests.torture.life import Life
from tests.torture.papers import Tray
from tests.torture.person import STAFF_PIN, Diary, Intent

COOLDOWN: Final = 4 * 3600 * 1_000_000
"""Microseconds, as the journal counts."""

IN_HAND: Final = 2.0
"""Seconds after which an answer that arrived whole is on disk, unless the kiosk died before."""

Row = dict[str, Any]

NOT_BOOKED: Final = (
    "E-NET-1",
    "E-DSK-1",
    "E-PIN-1",
    "E-BAL-1",
    "E-CPN-3",
    "E-API-4",
    "E-API-401",
    "E-API-402",
)
"""Codes of staff results that say: nothing was done."""

TABLES: Final = ("operation", "coupon", "print_job", "kept_visit", "fact", "audit", "staff_lock", "checkout")

TOLERATED: Final = frozenset({"QUnifiedTimer::stopAnimationDriver: driver is not running"})
"""Qt's own bookkeeping, when an animation ends together with its screen."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")

_ORDER = re.compile(r"\d{5}")

_words = Translator(("en",))
KEPT: Final = _words.resolve(Text("offline.kept"), "en")
CANCELLED: Final = _words.resolve(Text("offline.cancelled"), "en")


@dataclass(slots=True)
class Account:
    """The journal, whole: its tables as rows, and its bytes."""

    tables: dict[str, list[Row]]
    raw: bytes

    @classmethod
    def read(cls, path: Path, raw: bytes) -> Account:
        """From a copy of its files."""
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.row_factory = sqlite3.Row
            whole = db.execute("PRAGMA integrity_check").fetchone()[0]
            if whole != "ok":
                raise ValueError(f"integrity: {whole}")
            tables = {name: [dict(row) for row in db.execute(f"SELECT * FROM {name}")] for name in TABLES}
        return cls(tables, raw)

    @property
    def operations(self) -> dict[str, Row]:
        return {row["id"]: row for row in self.tables["operation"]}


@dataclass(slots=True)
class Lived:
    """One life, from its first line to its last."""

    number: int
    life: Life
    killed: bool


@dataclass(slots=True)
class Told:
    """What people were told, over all lives."""

    kept: set[int] = field(default_factory=set)
    cancelled: set[int] = field(default_factory=set)
    checked_out: set[str] = field(default_factory=set)
    """Orders of which staff were told that they are booked."""
    verdicts: list[tuple[int, float, str, str, str]] = field(default_factory=list)
    """Of staff: life, time, session, kind, code."""


class Audit:
    """Of one round. ``life`` after each life, ``books_agree`` in the end."""

    def __init__(self, market: Market, diary: Diary, tray: Tray, folder: Path, *, wild: bool) -> None:
        """``wild``: the kiosk's clock was turned by more than the cooldown, so its own times decide."""
        self.wrong: list[tuple[str, str]] = []
        self._market, self._diary, self._tray = market, diary, tray
        self._wild = wild
        self._told = Told()
        self._ends: dict[int, tuple[float, bool]] = {}
        self._logged: Counter[str] = Counter()
        self._issued: set[str] = set()
        self._asked: dict[str, int] = {}
        self._read = 0

    def blame(self, what: str, where: str) -> None:
        """A promise was broken."""
        if (what, where) not in self.wrong:
            self.wrong.append((what, where))

    def numbers(self) -> dict[str, Any]:
        """For the report."""
        ledger = self._market.shop.ledger
        kinds = Counter(entry.kind for entry in ledger)
        return {
            "preset": self._market.settings.preset.value,
            "replay": self._market.settings.replay.value,
            "applied": dict(kinds),
            "requests": len(self._market.books.exchanges),
            "repeats": sum(entry.count - 1 for entry in ledger),
            "coupons": len(self._market.shop.coupons),
            "papers": len(self._tray.strips()),
        }

    # -- after every life ----------------------------------------------------------------------------------

    def life(self, lived: Lived, account: Account) -> None:
        """What must hold whatever has just happened."""
        life, number = lived.life, lived.number
        self._ends[number] = (max([0.0, *(float(str(line["at"])) for line in life.lines)]), lived.killed)
        self._recorded_before_sent(number, account)
        self._shown_is_done(lived)
        self._complaints(lived)
        self._secrets(lived, account)
        self._paper(life, account)
        self._within(account)

    def _recorded_before_sent(self, number: int, account: Account) -> None:
        """Nothing is sent that is not in the journal first."""
        known = account.operations
        for one in self._market.books.of("earn", "redeem"):
            if one.life == number and (one.ref not in known or known[one.ref]["attempts"] < 1):
                self.blame("sent before it was recorded", one.ref)
        redeemed = [row for row in known.values() if row["kind"] == "coupon" and row["attempts"] > 0]
        sent = {one.ref for one in self._market.books.of("coupon")}
        if len(redeemed) < len(sent):
            self.blame("sent before it was recorded", f"{len(sent)} coupons, {len(redeemed)} on disk")

    def _shown_is_done(self, lived: Lived) -> None:
        """Nothing is shown as done that is not; and what else was told."""
        life, number = lived.life, lived.number
        books = self._market.books
        accepted: set[str] = set()
        for line in life.all("operation", state="accepted"):
            name = str(line["id"])
            if line["kind"] != "coupon" and name not in books.applied:
                self.blame("told accepted, and was not", name)
            accepted.add(name)
        rewards = {view["session"] for _, view in life.views if view["screen"] == "reward"}
        if len(rewards) > len(accepted):
            self.blame("shown as done, and was not", f"life {number}: {len(rewards)} rewards")
        for at, view in life.views:
            code = self._diary.sessions.get((number, view["session"]))
            body = view["body"]
            if view["screen"] == "offline" and code is not None:
                if body["detail"] == KEPT:
                    self._told.kept.add(code)
                elif body["detail"] == CANCELLED:
                    self._told.cancelled.add(code)
            elif view["screen"] == "staff_checkout_done":
                self._told.checked_out |= set(_ORDER.findall(str(body["headline"])))
            elif view["screen"] == "staff_result":
                self._told.verdicts.append((number, at, view["session"], body["kind"], body["code"]))
            elif view["screen"] == "staff_reward":
                self._told.verdicts.append((number, at, view["session"], "success", ""))

    def _complaints(self, lived: Lived) -> None:
        """It has not stumbled over itself, and wrote nothing but its log."""
        life = lived.life
        for line in life.complaints:
            if line.get("message") in TOLERATED:
                continue
            words = {key: value for key, value in line.items() if key not in ("at", "ts")}
            self.blame("complained", json.dumps(words))
        strange = [text for text in life.strange if text.endswith("\n") or not lived.killed]
        if strange:
            self.blame("wrote what is no log", repr(strange[0][:200]))

    def _secrets(self, lived: Lived, account: Account) -> None:
        """Nothing that identifies or opens is in the log, or on the disk beyond its time."""
        life, diary, shop = lived.life, self._diary, self._market.shop
        secrets = {TEST_KEY, *diary.codes, *(one.token for one in shop.coupons)}
        secrets |= {str(one.code) for one in shop.members} | {one.email for one in shop.members}
        secrets |= {one.masked_email for one in shop.members}
        output = _UUID.sub("", life.output)
        for secret in secrets:
            if secret in output and re.search(rf"(?<![\w.]){re.escape(secret)}(?![\w.])", output):
                self.blame("a secret in the log", f"life {lived.number}: {secret}")
        pins = diary.pins | {STAFF_PIN}
        for line in life.lines:
            for name, value in line.items():
                if (
                    name != "ts"
                    and isinstance(value, str)
                    and pins & set(_NUMBER.findall(_UUID.sub("", value)))
                ):
                    self.blame("a PIN in the log", f"life {lived.number}: {name}")
        for secret in (TEST_KEY, *(one.email for one in shop.members)):
            if secret.encode() in account.raw:
                self.blame("a secret on the disk", secret)
        for row in account.tables["operation"]:
            if any(str(row[name]) in diary.pins for name in ("reason", "origin", "card")):
                self.blame("a PIN on the disk", str(row["id"]))

    def _paper(self, life: Life, account: Account) -> None:
        """Every print told truly."""
        coupons = {row["id"]: row for row in account.tables["coupon"]}
        jobs: dict[str, list[Row]] = defaultdict(list)
        for row in account.tables["print_job"]:
            jobs[coupons[row["coupon_id"]]["token"]].append(row)
        for line in life.all("coupon", state="printed"):
            self._logged[str(line["id"])] += 1
        strips = self._tray.strips()
        finished = Counter(token for strip in strips for token in strip.tokens)
        originals = Counter(token for strip in strips if not strip.copy for token in strip.tokens)
        copies = finished - originals
        for row in coupons.values():
            token, name = row["token"], row["id"]
            for copy, papers in ((0, originals), (1, copies)):
                printed = sum(job["state"] == "printed" and job["copy"] == copy for job in jobs[token])
                there = papers[token]
                if printed > there:
                    there = self._tray.showing(token, copy=bool(copy))
                if printed > there:
                    self.blame("false printed", f"{name}: {printed} reported, {there} papers")
            reported = sum(job["state"] == "printed" for job in jobs[token])
            if self._logged[name] > reported:
                self.blame("false printed", f"{name}: {self._logged[name]} logged, {reported} in the journal")
            if originals[token] > 1:
                self.blame("doubled", f"{name}: {originals[token]} papers without COPY")
            asked = len(jobs[token]) - 1
            if asked > self._diary.presses[name]:
                self.blame(
                    "printed by itself", f"{name}: {asked} more jobs, {self._diary.presses[name]} presses"
                )
        for token in finished.keys() - {row["token"] for row in coupons.values()}:
            self.blame("paper of nothing", token)

    def _within(self, account: Account) -> None:
        """The journal does not contradict itself."""
        known = account.operations
        for row in account.tables["coupon"]:
            owner = known.get(row["operation_id"])
            if owner is None or owner["state"] != "accepted":
                self.blame("half of a settlement", row["id"])
        jobbed = {row["coupon_id"] for row in account.tables["print_job"]}
        for row in account.tables["coupon"]:
            if row["id"] not in jobbed:
                self.blame("half of a settlement", row["id"])

    # -- in the end ------------------------------------------------------------------------------------------

    def served(self, guest: int, account: Account) -> bool:
        """Whether this one has had their visit, and their coupon on paper."""
        from tests.torture.reckoning import served

        return served(self, account, guest)

    def books_agree(self, account: Account, guests: list[int]) -> None:
        """Everything has come to its end: what the server counted is what the journal has, once."""
        from tests.torture.reckoning import reckon

        reckon(self, account, guests)

    # what ``reckoning`` needs

    @property
    def market(self) -> Market:
        return self._market

    @property
    def diary(self) -> Diary:
        return self._diary

    @property
    def tray(self) -> Tray:
        return self._tray

    @property
    def told(self) -> Told:
        return self._told

    @property
    def wild(self) -> bool:
        return self._wild

    def in_hand(self, exchange: Exchange) -> bool:
        """Whether this answer was surely in the kiosk's hands: it arrived whole, and the kiosk lived on."""
        last, killed = self._ends.get(exchange.life, (float("inf"), False))
        return exchange.whole and (not killed or exchange.at + IN_HAND < last)


def booked(entry: LedgerEntry, wanted: Intent) -> bool:
    """Whether this is what staff wanted."""
    return (entry.kind, entry.card, entry.member_code, entry.amount) == (
        wanted.kind,
        wanted.card,
        wanted.member,
        wanted.amount,
    )


def may_lose_coupons(market: Market) -> bool:
    """Whether this server does not tell a second time of a coupon."""
    return market.settings.replay is not Replay.SAME


__all__ = ["Account", "Audit", "Line", "Lived", "booked", "may_lose_coupons"]
