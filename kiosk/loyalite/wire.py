"""The vendor's API without any I/O: requests out, answers in, outcomes back.

Nothing in here opens a socket, reads a clock or logs. Facts come from the vendor's public POS
manual; where it is silent, ``docs/api.md`` lists the possibilities and what is done in each case.

Three rules carry the whole module:

1. An error is told by its ``error`` word, never by the HTTP status alone: 429 is both "too many
   requests" and "three wrong PINs", 422 is nearly everything. The status is asked only where the
   manual gives no word (404 and 409 of a coupon) or where it is one thing only (401, 402).
2. What is not the API's own JSON has not been said by the API. A portal's page under a 404 must
   not become "no such customer", for that is final, while ``Unavailable`` is repeated.
3. A balance is never guessed. A success without its numbers is no success *yet*: earn and redeem
   are repeated with the same ``external_id``, and so are settled rather than doubled.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeVar
from urllib.parse import quote

from kiosk.core.model import Balance, CustomerCode, Member, Operation, OperationKind
from kiosk.core.outcomes import (
    Accepted,
    AlreadyApplied,
    AlreadyUsed,
    BadKey,
    Found,
    InsufficientBalance,
    InvalidQr,
    LookupOutcome,
    ManualCodeDisabled,
    NotFound,
    PinExhausted,
    PinExpired,
    PinInvalid,
    PinRequired,
    RateLimited,
    Refused,
    SendOutcome,
    SubscriptionLapsed,
    Trouble,
    Unavailable,
)
from kiosk.loyalite.reading import (
    ForeignError,
    Json,
    as_code,
    as_count,
    as_coupon,
    as_flag,
    as_hint,
    as_object,
    as_redeemed,
    as_text,
    error_word,
    parse,
    retry_after,
    tries_left,
)

CUSTOMER: Final = "/webhook/customer"
EARN: Final = "/webhook/pos"
REDEEM: Final = "/webhook/redeem"
COUPON: Final = "/webhook/coupons/redeem"

Common = RateLimited | BadKey | SubscriptionLapsed | Refused | Unavailable
"""What every call can come to."""
_O = TypeVar("_O")


# -- requests --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WireRequest:
    """One HTTP request. ``query`` is percent-encoded already, without the question mark; ``body`` is
    UTF-8 JSON or ``None``. Both may hold personal data and are kept out of the repr."""

    call: str
    method: str
    path: str
    query: str = field(default="", repr=False)
    body: bytes | None = field(default=None, repr=False)

    @property
    def target(self) -> str:
        """Path and query, as they stand in the request line."""
        return f"{self.path}?{self.query}" if self.query else self.path


def lookup(*, qr: str | None = None, code: CustomerCode | None = None) -> WireRequest:
    """Ask who this is. The QR content goes verbatim: every byte outside the unreserved characters is
    percent-encoded, ``+`` and ``&`` included. Raises ``ValueError`` unless exactly one is given, or
    when the text has no UTF-8 form."""
    if qr is not None and code is None:
        query = "qr=" + _percent(qr)
    elif code is not None and qr is None:
        query = "code=" + _percent(str(code))
    else:
        raise ValueError("a lookup takes a QR content or a customer code")
    return WireRequest("lookup", "GET", CUSTOMER, query)


def enrol(email: str, *, terms: bool, privacy: bool, marketing: bool | None = None) -> WireRequest:
    """Enrol, or fetch the member of that e-mail. ``marketing`` is left out when nobody was asked."""
    fields: Json = {"email": email, "consent_terms": terms, "consent_privacy": privacy}
    if marketing is not None:
        fields["consent_marketing"] = marketing
    return WireRequest("enrol", "POST", CUSTOMER, body=_dump(fields))


def send(operation: Operation, *, pin: str | None = None) -> WireRequest:
    """Earn, redeem or redeem a coupon. The PIN is a string, for its leading zeros count.

    Raises ``ValueError`` when the operation lacks what its kind needs."""
    if operation.kind is OperationKind.COUPON:
        if operation.token is None:
            raise ValueError("a coupon redemption needs its token")
        # This call knows no external_id: our own id stays in the journal.
        fields: Json = {"token": operation.token}
        path = COUPON
    else:
        if operation.member_code is None or operation.card is None or operation.amount is None:
            raise ValueError("an earn or redeem needs member, card and amount")
        earn = operation.kind is OperationKind.EARN
        path = EARN if earn else REDEEM
        fields = {
            "customer_code": operation.member_code,
            "amount" if earn else "value": operation.amount,
            "card_type": operation.card.value,
            "external_id": operation.id,
        }
    if operation.manual_code:
        fields["manual_code"] = True
    if pin is not None:
        fields["verification_pin"] = pin
    return WireRequest(operation.kind.value, "POST", path, body=_dump(fields))


def _percent(text: str) -> str:
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        # Its own message would quote the text. ``from None`` keeps it out of tracebacks as well.
        raise ValueError("the text has no UTF-8 form") from None


def _dump(fields: Json) -> bytes:
    """A flat JSON object. ``json.dumps`` cannot write a Decimal without making a binary float of it."""
    parts = (
        f"{json.dumps(key)}:{_number(value) if isinstance(value, Decimal) else json.dumps(value)}"
        for key, value in fields.items()
    )
    return ("{" + ",".join(parts) + "}").encode("ascii")


def _number(value: Decimal) -> str:
    """The shortest exact decimal notation: 19.90 -> 19.9, 20.00 -> 20, 1E+2 -> 100, never an exponent."""
    if not value.is_finite() or abs(value.adjusted()) > 18:
        raise ValueError("an amount must be a finite number of reasonable size")
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# -- answers ---------------------------------------------------------------------------------------


def classify_lookup(status: int, headers: Mapping[str, str], body: bytes) -> LookupOutcome:
    """The answer to a lookup or an enrolment (200 or 201) as an outcome. Never raises."""

    def success(answer: Json) -> LookupOutcome:
        data = as_object(answer.get("data"))
        return Found(
            Member(
                code=as_code(data.get("customer_code")),
                masked_email=as_text(data.get("masked_email")),
                balance=Balance(as_count(data.get("stamp_count")), as_count(data.get("point_balance"))),
                is_new=as_flag(data.get("is_new")),
            )
        )

    def refusal(word: str, answer: Json) -> LookupOutcome | None:
        del answer
        match word:
            case "customer_not_found":
                return NotFound()
            case "invalid_qr":
                return InvalidQr()
        return None

    def fallback(word: str) -> LookupOutcome | None:
        match status:
            case 404:
                return NotFound()
            case 409:
                # Documented for no lookup: final, in the server's word if it has one.
                return Refused(word or "conflict", status)
        return None

    return _classify(status, headers, body, success, refusal, fallback)


def classify_send(kind: OperationKind, status: int, headers: Mapping[str, str], body: bytes) -> SendOutcome:
    """The answer to an earn, a redeem or a coupon redemption as an outcome. Never raises."""

    def success(answer: Json) -> SendOutcome:
        if kind is OperationKind.COUPON:
            return as_redeemed(as_object(answer.get("data")))
        if kind is OperationKind.REDEEM and "data" not in answer:
            data = answer  # One example in the manual reads the redeem answer without an envelope.
        else:
            data = as_object(answer.get("data"))
        balance = Balance(as_count(data.get("stamps")), as_count(data.get("points")))
        return Accepted(balance, as_coupon(data.get("coupon")) if kind is OperationKind.EARN else None)

    def refusal(word: str, answer: Json) -> SendOutcome | None:
        match word:
            case "pin_required":
                return PinRequired(as_hint(answer.get("challenge_id")), tries_left(answer))
            case "pin_invalid":
                return PinInvalid(as_hint(answer.get("challenge_id")), tries_left(answer))
        plain = _SEND_WORDS.get(word)
        return plain() if plain else None

    def fallback(word: str) -> SendOutcome | None:
        del word  # Neither code is documented for sends: "(coupon not found)", "(already used)".
        match status:
            case 404:
                return NotFound()
            case 409:
                return AlreadyUsed() if kind is OperationKind.COUPON else AlreadyApplied()
        return None

    return _classify(status, headers, body, success, refusal, fallback)


_SEND_WORDS: Final[Mapping[str, Callable[[], SendOutcome]]] = {
    "pin_expired": PinExpired,
    "pin_attempts_exceeded": PinExhausted,
    "manual_code_disabled": ManualCodeDisabled,
    "insufficient_balance": InsufficientBalance,
    "customer_not_found": NotFound,
}

_ANYWHERE: Final[Mapping[str, Callable[[], BadKey | SubscriptionLapsed]]] = {
    "invalid_or_missing_api_key": BadKey,
    "subscription_required": SubscriptionLapsed,
}


def _classify(
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    success: Callable[[Json], _O],
    refusal: Callable[[str, Json], _O | None],
    fallback: Callable[[str], _O | None],
) -> _O | Common:
    """What all calls have in common. ``refusal`` knows the call's error words, ``fallback`` the
    statuses that speak for themselves when there is no word we know."""
    if status >= 500:
        # Whatever it says beside: a server in trouble may have applied it or not.
        return Unavailable(Trouble.SERVER, status=status)
    if 300 <= status < 400:
        return Unavailable(Trouble.REDIRECT, status=status)
    try:
        answer = as_object(parse(body))
        if 200 <= status < 300 and answer.get("error") is None:
            return success(answer)
        word = error_word(answer.get("error"))
    except ForeignError:
        if status == 429:
            # Many a limiter sits before the application and knows nothing of its JSON. To wait and
            # repeat is right for it, and asks nobody for a PIN.
            return RateLimited(retry_after(headers))
        return Unavailable(Trouble.FOREIGN, status=status)
    if word == "too_many_requests":
        return RateLimited(retry_after(headers))
    if anywhere := _ANYWHERE.get(word):
        return anywhere()
    known = refusal(word, answer)
    return known if known is not None else _by_status(status, word, headers, fallback)


def _by_status(
    status: int, word: str, headers: Mapping[str, str], fallback: Callable[[str], _O | None]
) -> _O | Common:
    """The API's own JSON, but no word we know."""
    match status:
        case 401:
            return BadKey()
        case 402:
            return SubscriptionLapsed()
        case 429:
            return RateLimited(retry_after(headers))
        case 408:  # The server gave up waiting for our request: the one 4xx that asks for a repeat.
            return Unavailable(Trouble.TIMEOUT, status=status)
    known = fallback(word)
    if known is not None:
        return known
    if word and 400 <= status < 500:
        return Refused(word, status)
    # A success that names an unknown error, or a refusal that names none: not to be made final.
    return Unavailable(Trouble.FOREIGN, status=status)
