"""The stages of «coupons» and «waiting»: what the journal holds, for staff to look through.

``key`` names the question that is open, to the journal or the server; empty: none is. An answer to an
earlier question has another name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kiosk.core.model import CustomerCode, PrintState
from kiosk.core.papers import CouponPage, CouponStory, PaperPicture, Waiting
from kiosk.core.presence import Session


class PapersNote(StrEnum):
    """What there is to say above a list."""

    NOT_OURS = "not_ours"
    NOT_A_CODE = "not_a_code"
    UNKNOWN = "unknown"
    OLD_CODE = "old_code"
    UNREACHABLE = "unreachable"
    BUSY = "busy"
    BAD_KEY = "bad_key"
    SUBSCRIPTION = "subscription"
    REFUSED = "refused"
    NO_JOURNAL = "no_journal"
    GONE = "gone"
    GIVEN_UP = "given_up"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class CouponSearch:
    """What is looked for: all coupons, those of a local ``day``, or those of one customer (``codes`` are
    ways to write the code). ``today``: the shop's, when it was asked for."""

    today: date
    day: date | None = None
    codes: tuple[CustomerCode, ...] = field(default=(), repr=False)
    offset: int = 0


@dataclass(frozen=True, slots=True)
class StaffCoupons:
    """The coupons that were issued here, a page of them. ``sought``: a text that was scanned or typed is
    looked for among their tokens first; ``scanned``: it may be a member's code as well, and then ``began``
    (monotonic) is since when the server is asked for it."""

    session: Session
    person: str
    search: CouponSearch
    key: str = ""
    page: CouponPage | None = None
    note: PapersNote | None = None
    sought: str = field(default="", repr=False)
    scanned: bool = False
    began: float | None = None
    typing: bool = False
    typed: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class StaffCouponDetail:
    """One of them, with the picture of its paper. ``printing``: a copy was asked for here; ``asked``
    (monotonic): since when staff are asked whether it was really handed out."""

    session: Session
    person: str
    search: CouponSearch
    page: CouponPage | None
    story: CouponStory
    picture: PaperPicture | None = None
    key: str = ""
    printing: PrintState | None = None
    asked: float | None = None
    note: PapersNote | None = None


@dataclass(frozen=True, slots=True)
class StaffWaiting:
    """What waits for an answer, from the ``first`` one on."""

    session: Session
    person: str
    key: str = ""
    found: tuple[Waiting, ...] | None = None
    first: int = 0
    note: PapersNote | None = None


class Reason(StrEnum):
    """Why staff give something up."""

    BOOKED = "checked_booked"
    NOT_BOOKED = "checked_not_booked"
    CUSTOMER_GONE = "customer_gone"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class StaffWaitingOne:
    """One of these. ``result``: how the last try went (``events.Retried``). ``choosing`` a reason for
    giving up; with ``reason``, ``asked`` (monotonic) is since when staff are asked whether they are sure."""

    session: Session
    person: str
    one: Waiting
    found: tuple[Waiting, ...] | None = None
    first: int = 0
    key: str = ""
    trying: bool = False
    result: str = ""
    gone: bool = False
    choosing: bool = False
    reason: Reason | None = None
    asked: float | None = None
    note: PapersNote | None = None


PapersStage = StaffCoupons | StaffCouponDetail | StaffWaiting | StaffWaitingOne
