"""Whatever a server or a portal says: an outcome of the closed set, and no success out of rubbish."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import get_args
from urllib.parse import parse_qsl

from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.core.model import CardType, Operation, OperationKind
from kiosk.core.outcomes import (
    Accepted,
    CouponRedeemed,
    Found,
    LookupOutcome,
    SendOutcome,
    Unavailable,
    name,
)
from kiosk.loyalite import wire

FOUND_FIELDS = {"customer_code", "masked_email", "stamp_count", "point_balance"}

statuses = st.one_of(
    st.sampled_from([200, 201, 400, 401, 402, 404, 409, 412, 422, 429]), st.integers(100, 599)
)
kinds = st.sampled_from(OperationKind)
headers = st.dictionaries(
    st.one_of(st.sampled_from(["Retry-After", "retry-after", "Date"]), st.text(max_size=10)),
    st.one_of(st.text(max_size=30), st.integers().map(str), st.floats().map(str)),
    max_size=3,
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["redeemed", ""]),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
words = st.sampled_from(
    [
        "too many requests",
        "pin_required",
        "pin_invalid",
        "pin_expired",
        "pin_attempts_exceeded",
        "manual_code_disabled",
        "insufficient_balance",
        "customer_not_found",
        "invalid_qr",
        "invalid or missing API key",
        "subscription_required",
    ]
)
datas = st.dictionaries(
    st.sampled_from(
        sorted(
            FOUND_FIELDS
            | {"stamps", "points", "coupon", "is_new", "id", "name", "qr_token", "status", "redeemed_at"}
        )
    ),
    values,
)
right = st.sampled_from(
    [
        {"customer_code": 482193, "masked_email": "a", "stamp_count": 7, "point_balance": 1},
        {"stamps": 7, "points": 0, "coupon": {"id": "i", "name": "n", "qr_token": "t"}},
        {"stamps": 7, "points": 0, "name": "n", "status": "redeemed"},
    ]
)
nearly_right = st.builds(
    lambda data, changes: {"data": data | changes},
    right,
    st.dictionaries(
        st.sampled_from(["customer_code", "stamp_count", "stamps", "points", "coupon", "name", "status"]),
        values,
        max_size=2,
    ),
)
answers = st.one_of(
    nearly_right,
    st.fixed_dictionaries({}, optional={"data": datas | values, "error": words | values, "stamps": values}),
    datas,
    values,
    words.map(lambda word: {"error": word}),
).map(lambda content: json.dumps(content).encode())


def whole(value: object) -> bool:
    return type(value) in (int, float) and value >= 0 and value == int(value)  # type: ignore[operator,call-overload]


@given(statuses, headers, st.binary(max_size=300))
@example(200, {}, b"[" * 50_000)
def test_bytes_are_never_a_success(status: int, fields: dict[str, str], body: bytes) -> None:
    found = wire.classify_lookup(status, fields, body)
    assert isinstance(found, get_args(LookupOutcome))
    assert not isinstance(found, Found)
    for kind in OperationKind:
        sent = wire.classify_send(kind, status, fields, body)
        assert isinstance(sent, get_args(SendOutcome))
        assert not isinstance(sent, Accepted | CouponRedeemed)
        assert name(sent)


@given(statuses, headers, answers)
def test_a_lookup_finds_only_what_is_there(status: int, fields: dict[str, str], body: bytes) -> None:
    outcome = wire.classify_lookup(status, fields, body)
    assert isinstance(outcome, get_args(LookupOutcome))
    if isinstance(outcome, Found):
        said = json.loads(body)
        assert 200 <= status < 300
        assert said.get("error") is None
        data = said["data"]
        assert data.keys() >= FOUND_FIELDS
        assert whole(data["stamp_count"])
        assert whole(data["point_balance"])
        assert outcome.member.code == data["customer_code"]
        assert type(outcome.member.code) is type(data["customer_code"])
        outcome.member.masked_email.encode()


@given(kinds, statuses, headers, answers)
def test_a_send_is_accepted_only_by_word(
    kind: OperationKind, status: int, fields: dict[str, str], body: bytes
) -> None:
    outcome = wire.classify_send(kind, status, fields, body)
    assert isinstance(outcome, get_args(SendOutcome))
    if isinstance(outcome, Accepted | CouponRedeemed):
        said = json.loads(body)
        assert 200 <= status < 300
        assert said.get("error") is None
        data = said["data"] if kind is not OperationKind.REDEEM else said.get("data", said)
        if isinstance(outcome, CouponRedeemed):
            assert kind is OperationKind.COUPON
            assert data["status"].strip().lower() == "redeemed"
        else:
            assert kind is not OperationKind.COUPON
            assert (outcome.balance.stamps, outcome.balance.points) == (data["stamps"], data["points"])
            assert whole(data["stamps"])
            if outcome.coupon:
                assert outcome.coupon.token == data["coupon"]["qr_token"]
    if status >= 500:
        assert isinstance(outcome, Unavailable)


@given(st.binary(max_size=200), st.integers(0, 200))
def test_no_prefix_of_an_answer_is_an_answer(tail: bytes, cut: int) -> None:
    whole_body = json.dumps({"data": {"stamps": 7, "points": 12}}).encode()
    torn = whole_body[: min(cut, len(whole_body) - 1)]
    assert not isinstance(wire.classify_send(OperationKind.EARN, 200, {}, torn), Accepted)


@given(
    st.text(max_size=300).filter(
        lambda text: text.isascii() or not any(0xD800 <= ord(c) < 0xE000 for c in text)
    )
)
def test_any_qr_arrives_as_it_was(text: str) -> None:
    query = wire.lookup(qr=text).query
    assert parse_qsl(query, keep_blank_values=True) == [("qr", text)]


@given(
    st.decimals(
        min_value=Decimal("0.000001"), max_value=Decimal(10) ** 12, allow_nan=False, allow_infinity=False
    )
)
def test_any_amount_arrives_as_it_was(amount: Decimal) -> None:
    operation = Operation(
        id="x",
        kind=OperationKind.EARN,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        member_code=1,
        card=CardType.POINT,
        amount=amount,
    )
    body = wire.send(operation).body or b""
    assert json.loads(body, parse_float=Decimal)["amount"] == amount
