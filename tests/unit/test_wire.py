"""The vendor's API as tables: every documented row, and every row the manual leaves open."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from urllib.parse import parse_qs

import pytest

from kiosk.core.model import Balance, CardType, IssuedCoupon, Member, Operation, OperationKind
from kiosk.core.outcomes import (
    Accepted,
    AlreadyApplied,
    AlreadyUsed,
    BadKey,
    CouponRedeemed,
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
from kiosk.loyalite import wire

EARN, REDEEM, COUPON = OperationKind.EARN, OperationKind.REDEEM, OperationKind.COUPON
HTML = b"<!DOCTYPE html><html><body>Welcome to our Wi-Fi</body></html>"

OPERATION = Operation(
    id="entrance-1-0001",
    kind=EARN,
    created_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
    member_code=482193,
    card=CardType.STAMP,
    amount=Decimal(1),
)
VOUCHER = Operation(id="ours-1", kind=COUPON, created_at=OPERATION.created_at, token="cq_7f3a")


def said(content: object) -> bytes:
    return json.dumps(content).encode()


def foreign(status: int) -> Unavailable:
    return Unavailable(Trouble.FOREIGN, status=status)


# -- requests --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "a+b/c=",
        "a&code=1",
        "a b",
        "100%",
        "%2B",
        "ü ğ ş",
        "✓🎁",
        "#?;:@",
        "\u0000",
        "a%0d%0ab",
        "~-._",
    ],
)
def test_qr_goes_verbatim(text: str) -> None:
    request = wire.lookup(qr=text)
    assert (request.method, request.path, request.body) == ("GET", "/webhook/customer", None)
    assert request.query.isascii()
    assert not set(request.query) & set(" +&#?;:@/\r\n")
    assert parse_qs(request.query, strict_parsing=True, keep_blank_values=True) == {"qr": [text]}
    assert request.target == "/webhook/customer?" + request.query


def test_lookup_by_code() -> None:
    assert wire.lookup(code=482193).target == "/webhook/customer?code=482193"
    assert wire.lookup(code="0482 19").target == "/webhook/customer?code=0482%2019"


def test_lookup_takes_exactly_one() -> None:
    with pytest.raises(ValueError, match="QR content or a customer code"):
        wire.lookup()
    with pytest.raises(ValueError, match="QR content or a customer code"):
        wire.lookup(qr="secret", code=1)


def test_a_text_without_utf8_is_refused_unquoted() -> None:
    with pytest.raises(ValueError, match="UTF-8") as caught:
        wire.lookup(qr="personal\ud800")
    assert "personal" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_enrol() -> None:
    request = wire.enrol("ö@example.com", terms=True, privacy=True)
    assert (request.call, request.method, request.target) == ("enrol", "POST", "/webhook/customer")
    assert json.loads(request.body or b"") == {
        "email": "ö@example.com",
        "consent_terms": True,
        "consent_privacy": True,
    }
    asked = wire.enrol("a@example.com", terms=True, privacy=False, marketing=False)
    assert json.loads(asked.body or b"") == {
        "email": "a@example.com",
        "consent_terms": True,
        "consent_privacy": False,
        "consent_marketing": False,
    }


def test_earn() -> None:
    request = wire.send(OPERATION)
    assert (request.call, request.method, request.target) == ("earn", "POST", "/webhook/pos")
    assert request.body == (
        b'{"customer_code":482193,"amount":1,"card_type":"stamp","external_id":"entrance-1-0001"}'
    )


def test_redeem() -> None:
    request = wire.send(replace(OPERATION, kind=REDEEM, card=CardType.POINT, amount=Decimal(50)))
    assert (request.call, request.method, request.target) == ("redeem", "POST", "/webhook/redeem")
    assert request.body == (
        b'{"customer_code":482193,"value":50,"card_type":"point","external_id":"entrance-1-0001"}'
    )


def test_coupon_call_knows_no_external_id() -> None:
    request = wire.send(VOUCHER)
    assert (request.call, request.method, request.target) == ("coupon", "POST", "/webhook/coupons/redeem")
    assert request.body == b'{"token":"cq_7f3a"}'


@pytest.mark.parametrize("operation", [OPERATION, replace(OPERATION, kind=REDEEM), VOUCHER])
@pytest.mark.parametrize("pin", ["04", "0007", "1234"])
def test_pin_is_a_string_and_manual_code_only_when_true(operation: Operation, pin: str) -> None:
    plain = json.loads(wire.send(operation).body or b"")
    assert not {"verification_pin", "manual_code"} & plain.keys()
    full = json.loads(wire.send(replace(operation, manual_code=True), pin=pin).body or b"")
    assert full == plain | {"verification_pin": pin, "manual_code": True}


@pytest.mark.parametrize(("code", "sent"), [(482193, b"482193"), ("482193", b'"482193"'), ("00a", b'"00a"')])
def test_code_is_echoed_as_received(code: int | str, sent: bytes) -> None:
    body = wire.send(replace(OPERATION, member_code=code)).body or b""
    assert b'"customer_code":' + sent + b"," in body


@pytest.mark.parametrize(
    ("amount", "sent"),
    [
        ("19.90", "19.9"),
        ("0.1", "0.1"),
        ("1234567.89", "1234567.89"),
        ("20.00", "20"),
        ("100", "100"),
        ("1E+2", "100"),
        ("0.30", "0.3"),
        ("1E-7", "0.0000001"),
        ("0", "0"),
        ("123456789.123456789012", "123456789.123456789012"),
    ],
)
def test_amounts_are_exact(amount: str, sent: str) -> None:
    body = wire.send(replace(OPERATION, amount=Decimal(amount))).body or b""
    assert f'"amount":{sent},' in body.decode()
    assert json.loads(body, parse_float=Decimal)["amount"] == Decimal(amount)


@pytest.mark.parametrize(
    "broken",
    [
        replace(OPERATION, member_code=None),
        replace(OPERATION, card=None),
        replace(OPERATION, amount=None),
        replace(OPERATION, amount=Decimal("NaN")),
        replace(OPERATION, amount=Decimal("Infinity")),
        replace(OPERATION, amount=Decimal("1E+999")),
        replace(OPERATION, amount=Decimal("1E-999")),
        replace(VOUCHER, token=None),
    ],
)
def test_an_incomplete_operation_is_refused(broken: Operation) -> None:
    with pytest.raises(ValueError, match="needs|must be"):
        wire.send(broken)


def test_nothing_personal_in_a_repr() -> None:
    for request in (wire.lookup(qr="personal"), wire.enrol("personal@example.com", terms=True, privacy=True)):
        assert "personal" not in repr(request)


# -- success ---------------------------------------------------------------------------------------

MEMBER = {
    "customer_code": 482193,
    "masked_email": "a***e@example.com",
    "stamp_count": 7,
    "point_balance": 120,
}
FOUND = Found(Member(482193, "a***e@example.com", Balance(7, 120)))
GIFT = {"id": "e3b0c442-", "name": "Free Coffee", "qr_token": "abc123"}
SPENT = {
    "id": "e3b0c442-",
    "name": "Free Coffee",
    "status": "redeemed",
    "qr_token": "cq_7f3a",
    "issued_at": "2026-10-30T08:00:00Z",
    "redeemed_at": "2026-11-01T09:00:00Z",
}


@pytest.mark.parametrize(
    ("status", "extra", "expected"),
    [
        (200, {}, FOUND),
        (200, {"something_new": [1, {}]}, FOUND),
        (201, {"is_new": True}, Found(replace(FOUND.member, is_new=True))),
        (200, {"is_new": True}, Found(replace(FOUND.member, is_new=True))),
        (200, {"is_new": False}, Found(replace(FOUND.member, is_new=False))),
        (200, {"is_new": None}, FOUND),
        (200, {"customer_code": "482193"}, Found(replace(FOUND.member, code="482193"))),
        (200, {"customer_code": "004"}, Found(replace(FOUND.member, code="004"))),
        (200, {"stamp_count": 7.0, "point_balance": 1.2e2}, FOUND),
        (200, {"stamp_count": 0, "point_balance": 0}, Found(replace(FOUND.member, balance=Balance(0, 0)))),
        (200, {"masked_email": ""}, Found(replace(FOUND.member, masked_email=""))),
        (200, {"masked_email": "a\u0007\ud83db"}, Found(replace(FOUND.member, masked_email="a  b"))),
    ],
)
def test_found(status: int, extra: dict[str, object], expected: Found) -> None:
    assert wire.classify_lookup(status, {}, said({"data": MEMBER | extra})) == expected


def test_code_keeps_its_type() -> None:
    number = wire.classify_lookup(200, {}, said({"data": MEMBER}))
    text = wire.classify_lookup(200, {}, said({"data": MEMBER | {"customer_code": "482193"}}))
    assert isinstance(number, Found)
    assert isinstance(text, Found)
    assert type(number.member.code) is int
    assert type(text.member.code) is str


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [
        (EARN, {"data": {"stamps": 7, "points": 0}}, Accepted(Balance(7, 0))),
        (EARN, {"data": {"stamps": 7, "points": 0, "coupon": None}}, Accepted(Balance(7, 0))),
        (EARN, {"data": {"stamps": 7, "points": 0}, "error": None}, Accepted(Balance(7, 0))),
        (
            EARN,
            {"data": {"stamps": 0, "points": 0, "coupon": GIFT}},
            Accepted(Balance(0, 0), IssuedCoupon("e3b0c442-", "Free Coffee", "abc123")),
        ),
        (
            EARN,
            {"data": {"stamps": 0, "points": 0, "coupon": GIFT | {"name": "Kahve\n☕"}}},
            Accepted(Balance(0, 0), IssuedCoupon("e3b0c442-", "Kahve ☕", "abc123")),
        ),
        (REDEEM, {"data": {"stamps": 2, "points": 70}}, Accepted(Balance(2, 70))),
        (REDEEM, {"stamps": 2, "points": 70}, Accepted(Balance(2, 70))),
        (REDEEM, {"stamps": 2, "points": 70, "coupon": GIFT}, Accepted(Balance(2, 70))),
        (COUPON, {"data": SPENT}, CouponRedeemed("Free Coffee", "2026-11-01T09:00:00Z")),
        (
            COUPON,
            {"data": SPENT | {"status": " Redeemed"}},
            CouponRedeemed("Free Coffee", SPENT["redeemed_at"]),
        ),
        (COUPON, {"data": SPENT | {"redeemed_at": None}}, CouponRedeemed("Free Coffee")),
        (COUPON, {"data": SPENT | {"redeemed_at": 1793523600}}, CouponRedeemed("Free Coffee")),
        (COUPON, {"data": {"name": "Tea", "status": "redeemed"}}, CouponRedeemed("Tea")),
    ],
)
def test_applied(kind: OperationKind, answer: object, expected: SendOutcome) -> None:
    assert wire.classify_send(kind, 200, {}, said(answer)) == expected


def test_a_byte_order_mark_is_no_reason() -> None:
    assert wire.classify_lookup(200, {}, b"\xef\xbb\xbf" + said({"data": MEMBER})) == FOUND


BROKEN_NUMBERS: list[object] = [None, "7", "", -1, 7.5, True, False, [], {}, 10**30, -0.5, 1e300]


@pytest.mark.parametrize("value", BROKEN_NUMBERS)
@pytest.mark.parametrize("field", ["stamp_count", "point_balance"])
def test_a_broken_balance_is_no_member(field: str, value: object) -> None:
    assert wire.classify_lookup(200, {}, said({"data": MEMBER | {field: value}})) == foreign(200)


@pytest.mark.parametrize("value", BROKEN_NUMBERS)
@pytest.mark.parametrize("kind", [EARN, REDEEM])
def test_a_broken_balance_is_not_accepted(kind: OperationKind, value: object) -> None:
    for data in ({"stamps": value, "points": 1}, {"stamps": 1, "points": value}):
        assert wire.classify_send(kind, 200, {}, said({"data": data})) == foreign(200)


@pytest.mark.parametrize("field", MEMBER)
def test_a_missing_field_is_no_member(field: str) -> None:
    data = {key: value for key, value in MEMBER.items() if key != field}
    assert wire.classify_lookup(200, {}, said({"data": data})) == foreign(200)


@pytest.mark.parametrize(
    "extra",
    [
        {"customer_code": None},
        {"customer_code": True},
        {"customer_code": -1},
        {"customer_code": 482193.0},
        {"customer_code": ""},
        {"customer_code": "48\n2193"},
        {"customer_code": "4" * 600},
        {"customer_code": [1]},
        {"masked_email": None},
        {"masked_email": 7},
        {"masked_email": "a" * 600},
        {"is_new": "yes"},
        {"is_new": 1},
    ],
)
def test_a_strange_field_is_no_member(extra: dict[str, object]) -> None:
    assert wire.classify_lookup(200, {}, said({"data": MEMBER | extra})) == foreign(200)


@pytest.mark.parametrize(
    "coupon",
    [
        {},
        [],
        "abc",
        False,
        7,
        GIFT | {"qr_token": ""},
        GIFT | {"qr_token": None},
        GIFT | {"qr_token": 7},
        GIFT | {"qr_token": "a\u0000b"},
        GIFT | {"id": None},
        GIFT | {"name": None},
        {key: value for key, value in GIFT.items() if key != "qr_token"},
    ],
)
def test_an_accepted_earn_with_an_unreadable_coupon_is_repeated(coupon: object) -> None:
    data = {"stamps": 0, "points": 0, "coupon": coupon}
    assert wire.classify_send(EARN, 200, {}, said({"data": data})) == foreign(200)


@pytest.mark.parametrize(
    "data",
    [
        SPENT | {"status": "active"},
        SPENT | {"status": None},
        SPENT | {"name": 7},
        {"name": "Free Coffee"},
        {"status": "redeemed"},
        {},
        [],
        None,
    ],
)
def test_only_the_word_redeemed_redeems(data: object) -> None:
    assert wire.classify_send(COUPON, 200, {}, said({"data": data})) == foreign(200)


NOT_THE_API = [
    b"",
    b" ",
    HTML,
    b"null",
    b"true",
    b"[]",
    b"7",
    b'"ok"',
    b"{}",
    b'{"data":null}',
    b'{"data":[]}',
    b'{"data":{}}',
    b'{"data":"ok"}',
    b'{"data":{"stamps":7,"poi',
    b'{"data":{"stamps":NaN,"points":0}}',
    b'{"data":{"stamps":Infinity,"points":0}}',
    b'{"data":{"stamps":7,"points":0,"else":NaN,"name":"a","status":"redeemed"}}',
    b'{"data":{"stamps":1e999,"points":0}}',
    b'{"data":{"stamps":' + b"9" * 5000 + b',"points":0}}',
    b"\xff\xfe{\x00}\x00",
    b'{"data":{"name":"\xff","status":"redeemed"}}',
    b"[" * 100_000,
    b'{"data":' * 50_000,
    said({"success": True}),
    said({"error": ""}),
    said({"error": "something_new"}),
    said({"error": {"code": 7}}),
    said({"error": "oops", "data": {"stamps": 1, "points": 1}}),
]


@pytest.mark.parametrize("body", NOT_THE_API, ids=range(len(NOT_THE_API)))
@pytest.mark.parametrize("status", [200, 201, 204])
def test_a_success_that_is_none(status: int, body: bytes) -> None:
    assert wire.classify_lookup(status, {}, body) == foreign(status)
    for kind in OperationKind:
        assert wire.classify_send(kind, status, {}, body) == foreign(status)


def test_only_the_redeem_answer_may_be_bare() -> None:
    assert wire.classify_send(EARN, 200, {}, said({"stamps": 1, "points": 1})) == foreign(200)
    assert wire.classify_lookup(200, {}, said(MEMBER)) == foreign(200)
    assert wire.classify_send(COUPON, 200, {}, said(SPENT)) == foreign(200)


# -- refusals --------------------------------------------------------------------------------------

ALL_CALLS: list[tuple[int, object, object]] = [
    # Documented.
    (429, {"error": "too many requests"}, RateLimited()),
    (401, {"error": "invalid or missing API key"}, BadKey()),
    (402, {"error": "subscription_required"}, SubscriptionLapsed()),
    (404, {"error": "customer_not_found"}, NotFound()),
    # The word counts, not the status; case and spaces do not.
    (400, {"error": "too many requests"}, RateLimited()),
    (503 - 81, {"error": " Too  Many Requests "}, RateLimited()),
    (429, {"error": "too_many_requests"}, RateLimited()),
    (403, {"error": "Invalid or Missing API Key"}, BadKey()),
    (422, {"error": "SUBSCRIPTION_REQUIRED"}, SubscriptionLapsed()),
    (422, {"error": "customer_not_found"}, NotFound()),
    (429, {"error": "customer_not_found"}, NotFound()),
    (200, {"error": "customer_not_found"}, NotFound()),
    # No word, or an unknown one, where the status is one thing only.
    (401, {}, BadKey()),
    (401, {"error": "nope"}, BadKey()),
    (401, {"error": None}, BadKey()),
    (402, {"message": "pay"}, SubscriptionLapsed()),
    (402, {"error": "payment"}, SubscriptionLapsed()),
    (404, {}, NotFound()),
    (404, {"error": "gone_fishing"}, NotFound()),
    (429, {}, RateLimited()),
    (429, {"error": "slow_down"}, RateLimited()),
    (429, {"error": 7}, RateLimited()),
    (429, [], RateLimited()),
    (408, {"error": "request_timeout"}, Unavailable(Trouble.TIMEOUT, status=408)),
    # An unknown word under any other 4xx is final, in the server's own word.
    (400, {"error": "code or qr is required"}, Refused("code_or_qr_is_required", 400)),
    (422, {"error": "something_new"}, Refused("something_new", 422)),
    (418, {"error": "I'm a teapot"}, Refused("unrecognised", 418)),
    (422, {"error": "no member ada@example.com"}, Refused("unrecognised", 422)),
    (422, {"error": "no member 482193"}, Refused("unrecognised", 422)),
    (422, {"error": "a" * 65}, Refused("unrecognised", 422)),
    (403, {"error": "forbidden"}, Refused("forbidden", 403)),
    # A refusal that says nothing is not made final.
    (400, {}, foreign(400)),
    (403, {"message": "Forbidden"}, foreign(403)),
    (412, {}, foreign(412)),
    (422, {"errors": {"detail": "x"}}, foreign(422)),
    (422, {"error": ["email_required"]}, foreign(422)),
    (422, {"error": "  "}, foreign(422)),
    # A server in trouble, whatever it says.
    (500, {"error": "customer_not_found"}, Unavailable(Trouble.SERVER, status=500)),
    (503, {"error": "too many requests"}, Unavailable(Trouble.SERVER, status=503)),
    (599, {}, Unavailable(Trouble.SERVER, status=599)),
    # Never followed.
    (301, {}, Unavailable(Trouble.REDIRECT, status=301)),
    (302, {"data": MEMBER}, Unavailable(Trouble.REDIRECT, status=302)),
    (307, {}, Unavailable(Trouble.REDIRECT, status=307)),
    (304, {}, Unavailable(Trouble.REDIRECT, status=304)),
    # No HTTP answer at all should look so.
    (101, {}, foreign(101)),
    (103, {"data": MEMBER | {"stamps": 1, "points": 1, "name": "a", "status": "redeemed"}}, foreign(103)),
    (199, {"error": "something"}, foreign(199)),
]

LOOKUPS: list[tuple[int, object, LookupOutcome]] = [
    (422, {"error": "invalid_qr"}, InvalidQr()),
    (400, {"error": "Invalid_QR"}, InvalidQr()),
    (404, {"error": "invalid_qr"}, InvalidQr()),
    (422, {"error": "email_required"}, Refused("email_required", 422)),
    (422, {"error": "consent_terms_required"}, Refused("consent_terms_required", 422)),
    (422, {"error": "consent_privacy_required"}, Refused("consent_privacy_required", 422)),
    (409, {"error": "email_taken"}, Refused("email_taken", 409)),
    (409, {}, Refused("conflict", 409)),
    # Documented for sends only.
    (422, {"error": "manual_code_disabled"}, Refused("manual_code_disabled", 422)),
    (412, {"error": "pin_required"}, Refused("pin_required", 412)),
]

SENDS: list[tuple[int, object, SendOutcome]] = [
    (412, {"error": "pin_required"}, PinRequired()),
    (
        412,
        {"error": "pin_required", "challenge_id": "c-1", "remaining_attempts": 3},
        PinRequired("c-1", 3),
    ),
    (422, {"error": "pin_required", "challenge_id": 17, "remaining_attempts": "3"}, PinRequired()),
    (429, {"error": "pin_required", "challenge_id": "c" * 600}, PinRequired()),
    (200, {"error": "pin_required", "challenge_id": "c-1"}, PinRequired("c-1")),
    (422, {"error": "pin_invalid", "challenge_id": "c-1", "remaining_attempts": 2}, PinInvalid("c-1", 2)),
    (422, {"error": "pin_invalid", "remaining_attempts": 0}, PinInvalid(remaining=0)),
    (422, {"error": "pin_invalid", "remaining_attempts": -1}, PinInvalid()),
    (422, {"error": " PIN_Invalid "}, PinInvalid()),
    (412, {"error": "pin_invalid"}, PinInvalid()),
    (412, {"error": "pin_expired"}, PinExpired()),
    (422, {"error": "pin_expired"}, PinExpired()),
    (429, {"error": "pin_expired"}, PinExpired()),
    (429, {"error": "pin_attempts_exceeded"}, PinExhausted()),
    (422, {"error": "pin_attempts_exceeded"}, PinExhausted()),
    (429, {"error": "pin_attempts_exceeded", "remaining_attempts": 0}, PinExhausted()),
    (422, {"error": "manual_code_disabled"}, ManualCodeDisabled()),
    (412, {"error": "manual_code_disabled"}, ManualCodeDisabled()),
    (422, {"error": "insufficient_balance"}, InsufficientBalance()),
    (409, {"error": "insufficient_balance"}, InsufficientBalance()),
    (422, {"error": "invalid_qr"}, Refused("invalid_qr", 422)),
]


@pytest.mark.parametrize(("status", "answer", "expected"), ALL_CALLS)
def test_refusals_of_every_call(status: int, answer: object, expected: object) -> None:
    assert wire.classify_lookup(status, {}, said(answer)) == expected
    for kind in OperationKind:
        assert wire.classify_send(kind, status, {}, said(answer)) == expected


@pytest.mark.parametrize(("status", "answer", "expected"), LOOKUPS)
def test_refusals_of_a_lookup_or_enrolment(status: int, answer: object, expected: LookupOutcome) -> None:
    assert wire.classify_lookup(status, {}, said(answer)) == expected


@pytest.mark.parametrize(("status", "answer", "expected"), SENDS)
@pytest.mark.parametrize("kind", list(OperationKind))
def test_refusals_of_a_send(kind: OperationKind, status: int, answer: object, expected: SendOutcome) -> None:
    assert wire.classify_send(kind, status, {}, said(answer)) == expected


@pytest.mark.parametrize("answer", [{}, {"error": "duplicate"}, {"error": None, "data": {"stamps": 1}}])
def test_conflict(answer: object) -> None:
    assert wire.classify_send(EARN, 409, {}, said(answer)) == AlreadyApplied()
    assert wire.classify_send(REDEEM, 409, {}, said(answer)) == AlreadyApplied()
    assert wire.classify_send(COUPON, 409, {}, said(answer)) == AlreadyUsed()


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 412, 422])
@pytest.mark.parametrize("body", [HTML, b"", b"Not Found", b"[]", b'{"error":"customer_not_fou', b"\xff"])
def test_a_proxys_refusal_is_not_the_apis(status: int, body: bytes) -> None:
    assert wire.classify_lookup(status, {}, body) == foreign(status)
    for kind in OperationKind:
        assert wire.classify_send(kind, status, {}, body) == foreign(status)


@pytest.mark.parametrize("body", [HTML, b"", b"Too Many Requests", b"\xff"])
def test_a_429_that_says_nothing_asks_for_no_pin(body: bytes) -> None:
    assert wire.classify_lookup(429, {"retry-after": "7"}, body) == RateLimited(7)
    for kind in OperationKind:
        assert wire.classify_send(kind, 429, {}, body) == RateLimited()


NOON = "Sun, 01 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "12"}, 12),
        ({"RETRY-AFTER": " 12 "}, 12),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "0"}, 1),
        ({"retry-after": "86400"}, 120),
        ({"retry-after": "9" * 5000}, 120),
        ({"retry-after": "-5"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "1e3"}, None),
        ({"retry-after": "١٢"}, None),
        ({"retry-after": "Sun, 01 Nov 2026 12:00:30 GMT", "date": NOON}, 30),
        ({"retry-after": "Sun, 01 Nov 2026 12:00:30 -0000", "date": NOON}, 30),
        ({"retry-after": "Sunday, 01-Nov-26 12:00:30 GMT", "date": NOON}, 30),
        ({"retry-after": "Sun, 01 Nov 2026 11:00:00 GMT", "date": NOON}, 1),
        ({"retry-after": "Mon, 02 Nov 2026 12:00:00 GMT", "date": NOON}, 120),
        ({"retry-after": "Sun, 01 Nov 2026 12:00:30 GMT"}, None),
        ({"retry-after": "Sun, 01 Nov 2026 12:00:30 GMT", "date": "?"}, None),
        ({"retry-after": "Sun, 99 Nov 2026 12:00:30 GMT", "date": NOON}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    body = said({"error": "too many requests"})
    assert wire.classify_lookup(429, headers, body) == RateLimited(seconds)
    assert wire.classify_send(EARN, 429, headers, body) == RateLimited(seconds)
