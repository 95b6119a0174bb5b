"""Reads single values out of the API's answers, strictly: what is not as documented is ``ForeignError``.

Pure, as all of ``wire``, which is its only user.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, cast

from kiosk.core.model import CustomerCode, IssuedCoupon
from kiosk.core.outcomes import CouponRedeemed

RETRY_AFTER_MIN: Final = 1.0
RETRY_AFTER_MAX: Final = 120.0
"""Seconds. The limits are per minute: nobody need wait longer than two of them, and a broken header
must not silence a kiosk for a day."""

_MAX_COUNT: Final = 2**53
"""Beyond it a JSON number is no exact integer for many writers: surely not a balance."""
_MAX_TEXT: Final = 512
_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})

Json = dict[str, object]


class ForeignError(Exception):
    """This is not what the API says in this place. Never carries the text in question."""


def parse(body: bytes) -> object:
    """Strict JSON in UTF-8: Python's own reader would let NaN and Infinity pass."""
    try:
        parsed: object = json.loads(body.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        # ValueError: no UTF-8, no JSON, NaN, or a number of thousands of digits.
        raise ForeignError from None
    return parsed


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def as_object(value: object) -> Json:
    if not isinstance(value, dict):
        raise ForeignError
    return cast("Json", value)


def as_count(value: object) -> int:
    """A balance: a whole number from 0. 7.0 is taken, for JSON knows one kind of number only and some
    servers write all of theirs so. "7" is not: a string there is another API than the documented
    one, and what it then means is a guess. ``True`` is 1 in Python, not in JSON."""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MAX_COUNT:
        raise ForeignError
    return value


def as_code(value: object) -> CustomerCode:
    """A customer code as it came, so that it can go back as it came. Not even 482193.0 is taken: to
    echo it as 482193 would change it, and an identity is no quantity."""
    if isinstance(value, str):
        return as_token(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MAX_COUNT:
        raise ForeignError
    return value


def as_flag(value: object) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise ForeignError


def as_token(value: object) -> str:
    """A text that has to come back exactly as it is: refused rather than repaired."""
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_TEXT:
        raise ForeignError
    if any(unicodedata.category(character) in _UNSEEN for character in value):
        raise ForeignError
    return value


def as_text(value: object) -> str:
    """A text for eyes only: what cannot be drawn (control characters, halves of surrogate pairs,
    which no encoder downstream would take) becomes a space."""
    if not isinstance(value, str) or len(value) > _MAX_TEXT:
        raise ForeignError
    return "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in value)


def as_coupon(value: object) -> IssuedCoupon | None:
    """The coupon of an earn that filled the card.

    One that is there but cannot be read makes the whole answer foreign. To accept without it would
    lose the reward for sure, since it is said once; a foreign answer is repeated with the same
    ``external_id``, which earns nothing twice and may bring the coupon whole. In the worst case the
    repeat answers without it: accepted, and the coupon is in the customer's app."""
    if value is None:
        return None
    coupon = as_object(value)
    return IssuedCoupon(
        id=as_token(coupon.get("id")),
        name=as_text(coupon.get("name")),
        token=as_token(coupon.get("qr_token")),
    )


def as_redeemed(data: Json) -> CouponRedeemed:
    """Only the server's word ``redeemed`` lets staff hand something out. Its time is decoration: to
    doubt the answer for it would cost more, as this one call cannot be repeated safely."""
    status = data.get("status")
    if not isinstance(status, str) or status.strip().lower() != "redeemed":
        raise ForeignError
    when = data.get("redeemed_at")
    return CouponRedeemed(as_text(data.get("name")), as_text(when) if isinstance(when, str) else "")


def error_word(value: object) -> str:
    """An ``error`` in one spelling: lower case, runs of anything but letters and digits as ``_``.

    Empty for a missing one. It ends in the journal and on staff's screen, so what may carry more than
    a machine word (an address, a customer's code, a long text) becomes ``unrecognised``."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ForeignError
    word = re.sub(r"[\s_-]+", "_", value.strip().lower()).strip("_")
    if word and (not re.fullmatch(r"[a-z0-9_]{1,64}", word) or re.search(r"[0-9]{4}", word)):
        return "unrecognised"
    return word


def as_hint(value: object) -> str:
    """A challenge's id. It is not needed to go on, so a strange one is dropped, not doubted."""
    return value if isinstance(value, str) and len(value) <= _MAX_TEXT else ""


def tries_left(answer: Json) -> int | None:
    """Tries left, where the server says a number. Not needed to go on either."""
    try:
        return as_count(answer.get("remaining_attempts"))
    except ForeignError:
        return None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """``Retry-After`` in seconds, or ``None`` without a usable one (RFC 9110, 10.2.3).

    A date is measured against the answer's own ``Date``, so that a kiosk whose clock is wrong waits
    no wrong time; without that header it is ignored."""
    fields = {name.lower(): value.strip() for name, value in headers.items()}
    text = fields.get("retry-after", "")
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        seconds = float(text)
    else:
        until, now = _date(text), _date(fields.get("date", ""))
        if until is None or now is None:
            return None
        seconds = (until - now).total_seconds()
    return min(max(seconds, RETRY_AFTER_MIN), RETRY_AFTER_MAX)


def _date(text: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # "-0000" and the obsolete forms come without a zone: HTTP means GMT by both.
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
