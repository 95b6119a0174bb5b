"""The simulated shop by itself: its rules, its switches, and that nothing sent to it can break it."""

from __future__ import annotations

import json
import threading
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.simulator import member_qr
from kiosk.simulator.limits import SlidingMinute
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import TEST_KEY, Preset, Request, Response, Settings

KEY = {"x-api-key": TEST_KEY}


class Clock:
    def __init__(self) -> None:
        self.now = 1_793_523_600.0

    def __call__(self) -> float:
        return self.now


def shop_with(stamps: int = 0, points: int = 0, **settings: object) -> tuple[Shop, int, Clock]:
    clock = Clock()
    shop = Shop(clock=clock, seed=3)
    shop.settings.change(**settings)
    return shop, shop.add_member("ada@example.com", stamps, points).code, clock


def post(shop: Shop, path: str, **body: object) -> tuple[int, dict[str, object]]:
    request = Request("POST", f"/webhook/{path}", headers=KEY, body=json.dumps(body).encode())
    return said(shop.handle(request))


def get(shop: Shop, **query: str) -> tuple[int, dict[str, object]]:
    return said(shop.handle(Request("GET", "/webhook/customer", query, KEY)))


def said(response: Response) -> tuple[int, dict[str, object]]:
    content = json.loads(response.body)
    assert isinstance(content, dict)
    return response.status, content.get("data", content)


@pytest.mark.parametrize(
    ("before", "amount", "after", "filled"),
    [
        (0, 1, 1, False),
        (8, 1, 9, False),
        (9, 1, 0, True),
        (9, 3, 2, True),
        (0, 10, 0, True),
        (9, 10, 9, True),
    ],
)
def test_stamps_fill_a_card(before: int, amount: int, after: int, filled: bool) -> None:
    shop, code, _ = shop_with(stamps=before)
    status, data = post(shop, "pos", customer_code=code, amount=amount, card_type="stamp", external_id="a")
    assert (status, data["stamps"]) == (200, after)
    assert ("coupon" in data) is filled
    names = [event.name for event in shop.events]
    assert names == ["stamp.earned", "stamp.redeemed"][: 1 + filled]
    assert shop.events[0].data.get("max_stamps") == 10
    assert [bool(entry.coupon_id) for entry in shop.ledger] == [filled]


@pytest.mark.parametrize(("amount", "stamps"), [(0.2, 1), (1.4, 1), (1.5, 2), (2.5, 3)])
def test_stamps_are_rounded_to_at_least_one(amount: float, stamps: int) -> None:
    shop, code, _ = shop_with()
    post(shop, "pos", customer_code=code, amount=amount, card_type="stamp", external_id="a")
    assert shop.member(code).stamps == stamps


@pytest.mark.parametrize("amount", [10.5, 11, 10**9])
def test_more_stamps_than_a_card_has(amount: float) -> None:
    shop, code, _ = shop_with()
    status, _ = post(shop, "pos", customer_code=code, amount=amount, card_type="stamp", external_id="a")
    assert status == 422
    assert shop.ledger == []


@pytest.mark.parametrize(
    ("amount", "ratio", "points"),
    [("19.90", "1", 20), ("19.49", "1", 19), ("0.5", "1", 1), ("100", "0.015", 2)],
)
def test_points_are_rounded_from_the_purchase(amount: str, ratio: str, points: int) -> None:
    shop, code, _ = shop_with(earn_ratio=ratio)
    body = f'{{"customer_code":{code},"amount":{amount},"external_id":"a"}}'.encode()
    assert shop.handle(Request("POST", "/webhook/pos", headers=KEY, body=body)).status == 200
    assert shop.member(code).points == points  # Without a card_type an earn is of points.
    assert shop.ledger[0].amount == Decimal(amount)


@pytest.mark.parametrize("amount", [0, -1, None, "1", True, [], 1e9])
def test_amounts_that_are_none(amount: object) -> None:
    shop, code, _ = shop_with(points=5)
    assert post(shop, "pos", customer_code=code, amount=amount, external_id="a")[0] == 422
    assert (
        post(shop, "redeem", customer_code=code, value=amount, card_type="point", external_id="a")[0] == 422
    )
    assert shop.ledger == []


def test_an_id_is_needed_and_a_card_must_exist() -> None:
    shop, code, _ = shop_with()
    assert post(shop, "pos", customer_code=code, amount=1)[1]["error"] == "external_id_required"
    assert post(shop, "pos", customer_code=code, amount=1, external_id="a", card_type="x")[0] == 422
    assert post(shop, "redeem", customer_code=code, value=1.5, external_id="a", card_type="point")[0] == 422


def test_a_repeated_id_of_another_kind_or_member_is_a_conflict() -> None:
    shop, code, _ = shop_with(points=50)
    other = shop.add_member("bora@example.com").code
    fields = {"external_id": "a", "card_type": "point"}
    assert post(shop, "pos", customer_code=code, amount=1, **fields)[0] == 200
    assert post(shop, "pos", customer_code=other, amount=1, **fields)[0] == 409
    assert post(shop, "redeem", customer_code=code, value=1, **fields)[0] == 409
    assert [entry.count for entry in shop.ledger] == [3]
    assert shop.member(other).points == 0


def test_a_replay_needs_no_pin() -> None:
    shop, code, _ = shop_with(preset="strict")
    body = {"customer_code": code, "amount": 1, "card_type": "stamp", "external_id": "a"}
    assert post(shop, "pos", **body)[0] == 412
    assert post(shop, "pos", **body, verification_pin=shop.current_pin(code))[0] == 200
    assert post(shop, "pos", **body)[0] == 200


def test_a_pin_that_is_a_number_is_wrong() -> None:
    shop, code, _ = shop_with(preset="strict")
    body = {"customer_code": code, "amount": 1, "card_type": "stamp", "external_id": "a"}
    post(shop, "pos", **body)
    pin = shop.current_pin(code)
    assert pin is not None
    assert post(shop, "pos", **body, verification_pin=int(pin))[1]["error"] == "pin_invalid"


def test_the_newest_challenge_is_on_the_phone() -> None:
    shop, code, _ = shop_with(preset="strict")
    body = {"customer_code": code, "amount": 1, "card_type": "stamp"}
    for external_id in ("a", "b", "a"):
        post(shop, "pos", **body, external_id=external_id)
    pin = shop.current_pin(code)
    assert post(shop, "pos", **body, external_id="a", verification_pin=pin)[0] == 200
    assert shop.current_pin(shop.add_member("bora@example.com").code) is None


def test_enrolment() -> None:
    shop, code, _ = shop_with()
    consents = {"consent_terms": True, "consent_privacy": True}
    assert post(shop, "customer", email="ADA@example.com", **consents)[1]["customer_code"] == code
    status, data = post(shop, "customer", email=" Bora@example.com ", consent_marketing=True, **consents)
    assert (status, data["is_new"], data["masked_email"]) == (201, True, "b***a@example.com")
    assert [(m.email, m.marketing) for m in shop.members][1:] == [("bora@example.com", True)]
    assert [event.name for event in shop.events] == ["customer.enrolled"]
    for broken in ({"email": ""}, {"email": "no"}, {"email": 7}, {}, {"email": "c@example.com"}):
        assert post(shop, "customer", **broken)[0] == 422
    assert post(shop, "customer", email="c@example.com", consent_terms=True, consent_privacy="yes")[1] == {
        "error": "consent_privacy_required"
    }


def test_keys() -> None:
    shop, code, _ = shop_with()
    query = {"code": str(code)}
    for headers, status in (
        ({}, 401),
        ({"x-api-key": "sk_other"}, 401),
        ({"authorization": f"Bearer {TEST_KEY}"}, 200),
        ({"x-api-key": "sk_other", "authorization": f"Bearer {TEST_KEY}"}, 401),
    ):
        assert shop.handle(Request("GET", "/webhook/customer", query, headers)).status == status
    assert shop.handle(Request("PUT", "/webhook/customer", {}, KEY)).status == 404
    assert TEST_KEY not in repr(shop.settings)


def test_lookup() -> None:
    shop, code, _ = shop_with(stamps=3, points=4)
    expected = {
        "customer_code": code,
        "masked_email": "a***a@example.com",
        "stamp_count": 3,
        "point_balance": 4,
    }
    assert get(shop, code=str(code)) == (200, expected)
    assert get(shop, qr=shop.qr_for(code)) == (200, expected)
    assert get(shop) == (400, {"error": "code or qr is required"})
    for nobody in ("1", "x", "", "١٢٣", "9" * 400):
        assert get(shop, code=nobody) == (404, {"error": "customer_not_found"})


def test_a_qr_is_signed() -> None:
    shop, code, _ = shop_with()
    text = shop.qr_for(code)
    for broken in ("", text[:-1], text + "=", text[:8] + "ZZZZ" + text[12:], Shop(seed=4)._secret.hex(), "ü"):
        assert get(shop, qr=broken) == (422, {"error": "invalid_qr"})
    forged = member_qr.sign(b"another", code, rotating=False, tick=1_793_523_600)
    assert get(shop, qr=forged)[0] == 422
    with pytest.raises(KeyError):
        shop.qr_for(1)


def test_the_dock_may_ask_for_any_time() -> None:
    shop, code, clock = shop_with(preset="strict")
    assert shop.qr_for(code, clock.now) == shop.qr_for(code)
    assert shop.qr_for(code, clock.now + 30) != shop.qr_for(code)
    early = shop.qr_for(code, clock.now + 60)
    assert get(shop, qr=early)[0] == 422  # Not yet valid.


def test_limits_slide() -> None:
    shop, code, clock = shop_with(limit_customer=3, limit_others=1)
    assert [get(shop, code=str(code))[0] for _ in range(4)] == [200, 200, 200, 429]
    clock.now += 30
    assert get(shop, code=str(code))[0] == 429
    assert post(shop, "pos", customer_code=code, amount=1, external_id="a")[0] == 200
    assert post(shop, "pos", customer_code=code, amount=1, external_id="b")[0] == 429
    assert post(shop, "redeem", customer_code=code, value=1, external_id="c")[0] == 422
    clock.now += 30
    assert get(shop, code=str(code))[0] == 200
    shop.reset_limits()
    assert post(shop, "pos", customer_code=code, amount=1, external_id="b")[0] == 200
    shop.settings.limits = False
    assert all(get(shop, code=str(code))[0] == 200 for _ in range(100))


def test_the_documented_limits() -> None:
    shop, code, _ = shop_with()
    looked = [get(shop, code=str(code))[0] for _ in range(31)]
    earned = [post(shop, "pos", customer_code=code, amount=1, external_id=str(n))[0] for n in range(61)]
    assert (looked.count(200), earned.count(200)) == (30, 60)


def test_retry_after_says_when() -> None:
    minute = SlidingMinute()
    assert minute.admit(1, 100.0) is None
    assert minute.admit(1, 110.5) == 50
    assert minute.admit(0, 500.0) == 60
    minute.clear()
    assert minute.admit(1, 110.5) is None


def test_settings_by_name() -> None:
    settings = Settings()
    settings.change(preset="strict", pin_ttl=5, earn_ratio=0.5, replay="409", not_found_word=None)
    assert settings.preset is Preset.STRICT
    assert (settings.pin_ttl, settings.earn_ratio, settings.not_found_word) == (5.0, Decimal("0.5"), None)
    for broken in (
        {"presets": "strict"},
        {"preset": "lax"},
        {"earn_ratio": "much"},
        {"pin_digits": "4"},
        {"pin_digits": True},
        {"limits": 1},
        {"not_found_word": 7},
        {"coupon_name": None},
    ):
        with pytest.raises(ValueError, match=next(iter(broken))):
            settings.change(max_stamps=99, **broken)
    assert settings.max_stamps == 10


def test_codes_are_unique_and_six_digits() -> None:
    shop, code, _ = shop_with()
    codes = {code} | {shop.add_member(f"m{n}@example.com").code for n in range(200)}
    assert len(codes) == 201
    assert all(100_000 <= one <= 999_999 for one in codes)
    with pytest.raises(ValueError, match="taken"):
        shop.add_member("x@example.com", code=code)


def test_what_is_handed_out_is_a_copy() -> None:
    shop, code, _ = shop_with()
    shop.member(code).stamps = 9
    shop.members[0].points = 9
    shop.issue_coupon(code).redeemed_at = "now"
    assert (shop.member(code).stamps, shop.member(code).points) == (0, 0)
    assert shop.coupons[0].redeemed_at is None


def test_the_same_seed_is_the_same_shop() -> None:
    one, other = (shop_with(preset="strict") for _ in range(2))
    assert one[0].qr_for(one[1]) == other[0].qr_for(other[1])
    assert one[0].issue_coupon(one[1]) == other[0].issue_coupon(other[1])


def test_threads_apply_an_id_once() -> None:
    shop, code, _ = shop_with(limits=False)

    def earn() -> None:
        for number in range(50):
            post(shop, "pos", customer_code=code, amount=1, card_type="point", external_id=str(number))

    threads = [threading.Thread(target=earn) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shop.member(code).points == 50
    assert [entry.count for entry in shop.ledger] == [4] * 50


paths = st.sampled_from(
    ["/webhook/customer", "/webhook/pos", "/webhook/redeem", "/webhook/coupons/redeem", "/"]
)
fields = st.sampled_from(
    ["customer_code", "amount", "value", "card_type", "external_id", "token", "email", "verification_pin"]
)
values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just(482193), st.just("stamp"),
    st.lists(st.integers(), max_size=2),
)  # fmt: skip
bodies = st.one_of(
    st.binary(max_size=100), st.dictionaries(fields, values).map(lambda body: json.dumps(body).encode())
)


@given(
    st.sampled_from(["GET", "POST", "PUT"]),
    paths,
    st.dictionaries(st.sampled_from(["qr", "code"]), st.text()),
    bodies,
)
def test_nothing_breaks_it(method: str, path: str, query: dict[str, str], body: bytes) -> None:
    shop, code, _ = shop_with(stamps=5, points=5)
    response = shop.handle(Request(method, path, query, KEY, body))
    assert 200 <= response.status < 500
    assert isinstance(json.loads(response.body), dict)
    member = shop.member(code)
    assert member.stamps >= 0
    assert member.points >= 0
