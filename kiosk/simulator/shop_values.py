"""What the simulated shop is made of: presets, settings, requests, members, coupons, the ledger.

The settings spell out every point on which the vendor's manual is silent, so that a client can be
held to all the possibilities.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

TEST_KEY: Final = "sk_test_simulator"
"""The key a simulator takes; it opens nothing else."""

_LARGEST: Final = Decimal(1_000_000)


class Preset(StrEnum):
    """The vendor's three verification presets, chosen by a shop's owner on the server."""

    STANDARD = "standard"
    BALANCED = "balanced"
    STRICT = "strict"

    @property
    def gates_earn(self) -> bool:
        """Whether an earn, of stamps or points, needs a PIN."""
        return self is Preset.STRICT

    @property
    def gates_redeem(self) -> bool:
        """Whether a redeem or a coupon redemption needs a PIN."""
        return self is not Preset.STANDARD

    @property
    def takes_typed_codes(self) -> bool:
        """Whether ``manual_code: true`` is allowed."""
        return self is not Preset.STRICT

    @property
    def rotates_qr(self) -> bool:
        """Whether a member's QR code changes every 30 s rather than every 24 h."""
        return self is Preset.STRICT


class Replay(StrEnum):
    """How a repeated ``external_id`` is answered; the manual does not say."""

    SAME = "200_same"  # the first answer again, coupon included
    BALANCE = "200_balance"  # the balance of now, without a coupon
    CONFLICT = "409"


@dataclass(slots=True)
class Settings:
    """Everything about the shop that can differ. Times are seconds. May be changed while it runs."""

    preset: Preset = Preset.STANDARD
    api_key: str = field(default=TEST_KEY, repr=False)
    subscription: bool = True
    max_stamps: int = 10
    earn_ratio: Decimal = Decimal(1)
    coupon_name: str = "Free Coffee"
    token_prefix: str = "cq_"  # noqa: S105 - the manual also shows tokens without one
    replay: Replay = Replay.SAME
    redeem_bare: bool = False
    enrol_new_status: int = 201
    pin_digits: int = 4
    pin: str = field(default="", repr=False)
    """What every new PIN is; empty: dice."""
    pin_ttl: float = 120.0
    pin_tries: int = 3
    pin_expired_status: int = 412
    pin_exceeded_status: int = 429
    third_wrong_is_exceeded: bool = True
    """Else the third wrong try is ``pin_invalid`` with 0 left, and only the fourth "exceeded"."""
    not_found_word: str | None = "coupon_not_found"
    already_used_word: str | None = "coupon_already_used"
    """The manual gives no words for these two: ``None`` sends an error without one."""
    limits: bool = True
    limit_customer: int = 30
    limit_others: int = 60
    retry_after: bool = True
    qr_valid: float = 24 * 3600.0
    qr_step: float = 30.0

    def change(self, **values: object) -> None:
        """Set several by name, from plain JSON values. Raises ``ValueError`` naming the first that is
        unknown or has a wrong type; then nothing is changed."""
        checked = {name: self._checked(name, value) for name, value in values.items()}
        for name, value in checked.items():
            setattr(self, name, value)

    def _checked(self, name: str, value: object) -> object:
        if name not in self.__dataclass_fields__:
            raise ValueError(f"{name}: no such setting")
        now = getattr(self, name)
        try:
            if isinstance(now, StrEnum):
                return type(now)(str(value))
            if isinstance(now, Decimal):
                return Decimal(str(value))
        except (ValueError, ArithmeticError):
            raise ValueError(f"{name}: no such value") from None
        if name in ("not_found_word", "already_used_word") and (value is None or isinstance(value, str)):
            return value
        if isinstance(now, float) and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if type(value) is not type(now):
            raise ValueError(f"{name}: wrong type")
        return value


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request: path without the query, query decoded, header names in lower case."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """One HTTP answer; ``body`` is complete and the server adds Content-Length."""

    status: int
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=utf-8"

    @classmethod
    def of(cls, status: int, content: object, headers: Mapping[str, str] | None = None) -> Response:
        """A JSON answer."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return cls(status, text.encode(), headers or {})


class ApiError(Exception):
    """An answer of the API's error kind: status, error word (or none), extra fields."""

    def __init__(self, status: int, word: str | None, **extra: object) -> None:
        super().__init__(word)
        self.status = status
        self.word = word
        self.extra = extra

    def response(self, headers: Mapping[str, str] | None = None) -> Response:
        """As it goes over the wire."""
        error: dict[str, object] = {} if self.word is None else {"error": self.word}
        return Response.of(self.status, error | self.extra, headers)


@dataclass(slots=True)
class Member:
    """A member as the shop keeps it. Copies of it are handed out, never the shop's own."""

    code: int = field(repr=False)
    email: str = field(repr=False)
    stamps: int = 0
    points: int = 0
    marketing: bool = False

    @property
    def masked_email(self) -> str:
        """As lookups show it: ``a***a@example.com``."""
        name, _, domain = self.email.partition("@")
        return f"{name[:1]}***{name[-1:]}@{domain}"

    def as_json(self) -> dict[str, object]:
        """As lookup and enrolment answer it."""
        return {
            "customer_code": self.code,
            "masked_email": self.masked_email,
            "stamp_count": self.stamps,
            "point_balance": self.points,
        }


@dataclass(slots=True)
class Coupon:
    """A coupon as the shop keeps it; times are ISO 8601 texts in UTC."""

    id: str
    name: str
    token: str = field(repr=False)
    member_code: int = field(repr=False)
    issued_at: str
    redeemed_at: str | None = None

    def as_json(self) -> dict[str, object]:
        """As its redemption answers it."""
        return {
            "id": self.id,
            "name": self.name,
            "status": "active" if self.redeemed_at is None else "redeemed",
            "qr_token": self.token,
            "issued_at": self.issued_at,
            "redeemed_at": self.redeemed_at,
        }


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One operation that was applied, once; ``count`` is how often its id arrived in all.

    ``kind`` is earn, redeem or coupon. ``external_id`` of a coupon redemption is its token, which
    makes it as unique."""

    external_id: str = field(repr=False)
    member_code: int = field(repr=False)
    kind: str
    card: str
    amount: Decimal
    count: int = 1
    coupon_id: str | None = None


@dataclass(frozen=True, slots=True)
class ShopEvent:
    """What the vendor's outgoing webhooks would tell, for example ``stamp.earned``."""

    name: str
    at: float
    data: Mapping[str, object] = field(repr=False)


def read_json(request: Request) -> dict[str, object]:
    """The body as a JSON object, its numbers exact. Raises ``ApiError``."""
    try:
        body = json.loads(request.body.decode(), parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ApiError(400, "invalid_json") from None
    if not isinstance(body, dict):
        raise ApiError(400, "invalid_json")
    return body


def _no_constant(text: str) -> object:
    raise ValueError(text)


def read_amount(value: object) -> Decimal:
    """A positive number of a sane size. Raises ``ApiError``."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ApiError(422, "amount_invalid")
    amount = Decimal(value)
    if not 0 < amount <= _LARGEST:
        raise ApiError(422, "amount_invalid")
    return amount


def rounded(amount: Decimal) -> Decimal:
    """To a whole number, halves up."""
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)
