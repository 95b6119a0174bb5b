"""The stages of «enrol»: a new member signs up at the till.

The e-mail is in the stages only, so it is gone with the session, and never in a repr. ``checkout``: the
task was begun from a checkout that waits for its member. ``doubtful``: a request for this very e-mail went
out and was never answered, so a member that is no longer new may have become one by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.core.model import Member
from kiosk.core.presence import Session


class Consent(StrEnum):
    """What a new member agrees to, each by a touch of its own."""

    TERMS = "terms"
    PRIVACY = "privacy"
    MARKETING = "marketing"


REQUIRED = (Consent.TERMS, Consent.PRIVACY)
"""Without these nobody is signed up."""


class EnrolNote(StrEnum):
    """What the screen has to say beside what it asks for."""

    LETTER = "letter"
    INCOMPLETE = "incomplete"
    EMAIL_REFUSED = "email_refused"
    TERMS_REFUSED = "terms_refused"
    PRIVACY_REFUSED = "privacy_refused"
    MEMBER = "member"
    COUPON = "coupon"
    NOT_A_CODE = "not_a_code"


@dataclass(frozen=True, slots=True)
class StaffEnrol:
    """The e-mail is typed."""

    session: Session
    person: str
    typed: str = field(default="", repr=False)
    note: EnrolNote | None = None
    checkout: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class StaffConsents:
    """The customer reads and ticks. Nothing is ticked before they have touched it."""

    session: Session
    person: str
    email: str = field(repr=False)
    ticked: frozenset[Consent] = frozenset()
    note: EnrolNote | None = None
    checkout: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class StaffEnrolling:
    """The server is asked. ``key`` names this one request, with all its repetitions: an e-mail is one
    member, however often it is sent. Times are monotonic, as in ``StaffLooking``."""

    session: Session
    person: str
    email: str = field(repr=False)
    ticked: frozenset[Consent]
    key: str
    began: float
    attempt: int = 1
    resume_at: float | None = None
    limits: int = 0
    checkout: bool = False
    doubtful: bool = False


class EnrolEnd(StrEnum):
    """Why nobody was signed up."""

    UNREACHABLE = "unreachable"
    BAD_KEY = "bad_key"
    SUBSCRIPTION = "subscription"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class StaffEnrolFailed:
    """It did not work, and may be tried again."""

    session: Session
    person: str
    email: str = field(repr=False)
    ticked: frozenset[Consent]
    end: EnrolEnd
    checkout: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class StaffEnrolled:
    """The member, as the server answered: new, or of that e-mail before. What was typed is gone."""

    session: Session
    person: str
    member: Member
    checkout: bool = False
    doubtful: bool = False


EnrolStage = StaffEnrol | StaffConsents | StaffEnrolling | StaffEnrolFailed | StaffEnrolled
