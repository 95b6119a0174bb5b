"""Everything an API call can come to, as a closed set of types.

``loyalite.wire`` turns each answer (and each way of having none) into one of these; nothing past
it ever sees an HTTP status. Source of the codes: the vendor's POS manual; its unknowns are listed
in ``docs/api.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.core.model import Balance, IssuedCoupon, Member


@dataclass(frozen=True, slots=True)
class Found:
    """Lookup or enrolment: the member."""

    member: Member


@dataclass(frozen=True, slots=True)
class Accepted:
    """Earn or redeem was applied; ``balance`` is the one after it."""

    balance: Balance
    coupon: IssuedCoupon | None = None


@dataclass(frozen=True, slots=True)
class CouponRedeemed:
    """The coupon is consumed now. ``redeemed_at`` is the server's own text, or empty."""

    name: str
    redeemed_at: str = ""


@dataclass(frozen=True, slots=True)
class AlreadyApplied:
    """HTTP 409 to an earn or redeem: this ``external_id`` had been applied before."""


@dataclass(frozen=True, slots=True)
class AlreadyUsed:
    """HTTP 409 to a coupon redemption."""


@dataclass(frozen=True, slots=True)
class PinRequired:
    """A challenge was created and a PIN pushed to the customer's phone."""

    challenge_id: str = field(default="", repr=False)
    remaining: int | None = None


@dataclass(frozen=True, slots=True)
class PinInvalid:
    """Wrong PIN. ``remaining`` tries are left, where the server said so."""

    challenge_id: str = field(default="", repr=False)
    remaining: int | None = None


@dataclass(frozen=True, slots=True)
class PinExpired:
    """The PIN's time ran out: only a request without a PIN makes a new one."""


@dataclass(frozen=True, slots=True)
class PinExhausted:
    """Three wrong tries (``pin_attempts_exceeded``)."""


@dataclass(frozen=True, slots=True)
class ManualCodeDisabled:
    """The Strict preset refuses typed codes: a scan is needed."""


@dataclass(frozen=True, slots=True)
class InsufficientBalance:
    """Not enough stamps or points to redeem."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """HTTP 404: no such customer, or no such coupon."""


@dataclass(frozen=True, slots=True)
class InvalidQr:
    """The QR content is expired, tampered with, or no member's."""


@dataclass(frozen=True, slots=True)
class RateLimited:
    """HTTP 429 ``too many requests``. ``retry_after`` is seconds, when the server said so."""

    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class BadKey:
    """HTTP 401: the kiosk is misconfigured; staff must act."""


@dataclass(frozen=True, slots=True)
class SubscriptionLapsed:
    """HTTP 402: the shop's subscription lapsed; staff must act."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Any other error code of the server's (HTTP 4xx): final, in its own machine word."""

    code: str
    status: int


class Trouble(StrEnum):
    """Why there is no usable answer."""

    TIMEOUT = "timeout"
    CONNECT = "connect"
    DNS = "dns"
    TLS = "tls"
    TLS_TIME = "tls_time"  # a certificate that is not valid yet, or not any more, at this machine's time
    RESET = "reset"
    SERVER = "server"  # HTTP 5xx
    REDIRECT = "redirect"  # a captive portal, or a moved service: never followed
    FOREIGN = "foreign"  # not the API's JSON: HTML, empty, truncated, a wrong type, a missing field
    TOO_LARGE = "too_large"  # more than 1 MB


@dataclass(frozen=True, slots=True)
class Unavailable:
    """No usable answer. ``reached`` is false only when the request surely never left us."""

    trouble: Trouble
    reached: bool = True
    status: int | None = None


LookupOutcome = (
    Found | NotFound | InvalidQr | RateLimited | BadKey | SubscriptionLapsed | Refused | Unavailable
)
"""What a lookup or an enrolment comes to."""

SendOutcome = (
    Accepted
    | CouponRedeemed
    | AlreadyApplied
    | AlreadyUsed
    | PinRequired
    | PinInvalid
    | PinExpired
    | PinExhausted
    | ManualCodeDisabled
    | InsufficientBalance
    | NotFound
    | RateLimited
    | BadKey
    | SubscriptionLapsed
    | Refused
    | Unavailable
)
"""What one send of an operation comes to."""


def name(outcome: object) -> str:
    """The outcome's name for logs, in snake case: ``PinRequired`` -> ``pin_required``."""
    text = type(outcome).__name__
    snake = "".join("_" + c.lower() if c.isupper() else c for c in text).lstrip("_")
    if isinstance(outcome, Unavailable):
        return f"{snake}_{outcome.trouble.value}"
    return snake
