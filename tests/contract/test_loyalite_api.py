"""What the vendor's API promises, through the real client over real HTTP.

Runs against the simulator. The same tests run against the vendor's sandbox when these are set (parts
that need the simulator's controls are then skipped):

    KIOSK_SANDBOX_URL    https://….loyalite.app
    KIOSK_SANDBOX_KEY    an API key of that sandbox
    KIOSK_SANDBOX_QR     the QR content of a test member, fresh
    KIOSK_SANDBOX_WRITE  "1" allows what changes balances: enrol, earn, redeem
    KIOSK_SANDBOX_EMAIL  an address that may be enrolled
"""

from __future__ import annotations

import asyncio
import os
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from kiosk.core.model import Balance, CardType, Member, Operation, OperationKind
from kiosk.core.outcomes import (
    Accepted,
    AlreadyApplied,
    AlreadyUsed,
    BadKey,
    CouponRedeemed,
    Found,
    InsufficientBalance,
    InvalidQr,
    ManualCodeDisabled,
    NotFound,
    PinExhausted,
    PinExpired,
    PinInvalid,
    PinRequired,
    RateLimited,
    Refused,
    SubscriptionLapsed,
    Trouble,
    Unavailable,
)
from kiosk.engine.machinery import NOBODY
from kiosk.loyalite import HttpLoyaltyApi
from kiosk.ports import CallReport, LoyaltyApi
from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.http import SimulatorServer
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import TEST_KEY, Preset, Replay

SANDBOX = os.environ.get("KIOSK_SANDBOX_URL", "")
EARN, REDEEM, COUPON = OperationKind.EARN, OperationKind.REDEEM, OperationKind.COUPON
STAMP, POINT = CardType.STAMP, CardType.POINT
NOWHERE = 999_999

writes = pytest.mark.skipif(
    bool(SANDBOX) and os.environ.get("KIOSK_SANDBOX_WRITE") != "1",
    reason="skipped: KIOSK_SANDBOX_WRITE is not 1",
)


@dataclass
class Place:
    """Where the suite runs: the client, a member's QR content, and the simulator if it is one."""

    api: HttpLoyaltyApi
    reports: list[CallReport] = field(default_factory=list)
    server: SimulatorServer | None = None
    code: int = 0

    @property
    def shop(self) -> Shop:
        assert self.server is not None
        return self.server.shop

    def qr(self) -> str:
        return self.shop.qr_for(self.code) if self.server else os.environ["KIOSK_SANDBOX_QR"]

    async def member(self) -> Member:
        outcome = await self.api.lookup(qr=self.qr())
        assert isinstance(outcome, Found), outcome
        return outcome.member

    def pin(self) -> str:
        pin = self.shop.current_pin(self.code)
        assert pin is not None
        return pin

    def wrong_pin(self) -> str:
        right = self.pin()
        return f"{(int(right) + 1) % 10 ** len(right):0{len(right)}d}"


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[SimulatorServer | None]:
    if SANDBOX:
        yield None
        return
    shop = Shop(seed=7)
    shop.add_member("ada@example.com", stamps=3, points=120)
    with SimulatorServer(shop) as running:
        yield running


@pytest.fixture
async def place(server: SimulatorServer | None) -> AsyncIterator[Place]:
    reports: list[CallReport] = []
    api = HttpLoyaltyApi(
        server.base_url if server else SANDBOX,
        TEST_KEY if server else os.environ["KIOSK_SANDBOX_KEY"],
        report=reports.append,
        connect_timeout=5.0,
        read_timeout=10.0,
    )
    yield Place(api, reports, server, server.shop.members[0].code if server else 0)
    await api.close()


@pytest.fixture
def sim(place: Place) -> Place:
    """A place whose server can be told what to do."""
    if place.server is None:
        pytest.skip("skipped: needs the simulator's controls")
    return place


def operation(
    place: Place, kind: OperationKind = EARN, amount: str = "1", card: CardType = STAMP, **changes: object
) -> Operation:
    made = Operation(
        id=f"test-{uuid.uuid4()}",
        kind=kind,
        created_at=datetime.now(UTC),
        member_code=place.code,
        card=card,
        amount=Decimal(amount),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def redemption(token: str, **changes: object) -> Operation:
    made = Operation(id=f"test-{uuid.uuid4()}", kind=COUPON, created_at=datetime.now(UTC), token=token)
    return replace(made, **changes)  # type: ignore[arg-type]


# -- everywhere ------------------------------------------------------------------------------------


def test_it_is_the_port(place: Place) -> None:
    api: LoyaltyApi = place.api
    assert api is place.api


async def test_lookup_by_qr_and_then_by_code(place: Place) -> None:
    member = await place.member()
    assert member.code != ""
    assert "@" in member.masked_email
    assert isinstance(member.code, int | str)
    again = await place.api.lookup(code=member.code)
    assert isinstance(again, Found)
    assert again.member.code == member.code
    assert type(again.member.code) is type(member.code)


async def test_lookup_of_rubbish(place: Place) -> None:
    for text in ("no member's", "a+b&code=1", "ü✓", "%", "A" * 1024):
        assert await place.api.lookup(qr=text) in (InvalidQr(), NotFound())


async def test_lookup_of_an_unknown_code(place: Place) -> None:
    assert await place.api.lookup(code=NOWHERE) == NotFound()


async def test_the_call_that_tries_the_service(place: Place) -> None:
    """It is nobody's code, it is authenticated, and its answer says what time it is there."""
    assert await place.api.lookup(code=NOBODY) == NotFound()
    told = place.api.told()
    assert told is not None
    assert abs(told.unix - time.time()) < 120.0
    assert abs(told.mono - time.monotonic()) < 60.0


async def test_a_wrong_key(place: Place) -> None:
    base = place.server.base_url if place.server else SANDBOX
    stranger = HttpLoyaltyApi(base, "sk_test_wrong", report=place.reports.append, read_timeout=10.0)
    try:
        assert await stranger.lookup(code=1) == BadKey()
        assert await stranger.send(operation(place)) == BadKey()
    finally:
        await stranger.close()


async def test_an_unknown_coupon(place: Place) -> None:
    outcome = await place.api.send(redemption("cq_" + uuid.uuid4().hex))
    assert outcome == NotFound()


async def test_earn_for_nobody(place: Place) -> None:
    assert await place.api.send(operation(place, member_code=NOWHERE)) == NotFound()


@writes
async def test_enrol_is_idempotent(place: Place) -> None:
    email = os.environ.get("KIOSK_SANDBOX_EMAIL", "new@example.com") if SANDBOX else "new@example.com"
    first = await place.api.enrol(email, terms=True, privacy=True, marketing=False)
    second = await place.api.enrol(email, terms=True, privacy=True)
    assert isinstance(first, Found)
    assert isinstance(second, Found)
    assert second.member.code == first.member.code
    assert second.member.is_new is False


async def test_enrol_needs_consent(place: Place) -> None:
    for consents in ({"terms": False, "privacy": True}, {"terms": True, "privacy": False}):
        outcome = await place.api.enrol("never@example.com", **consents)
        assert isinstance(outcome, Refused)
        assert outcome.code.startswith("consent_")
        assert outcome.status == 422
    assert await place.api.enrol("", terms=True, privacy=True) == Refused("email_required", 422)


@writes
async def test_a_repeated_earn_earns_once(place: Place) -> None:
    member = await place.member()
    once = operation(place, amount="2", card=POINT, member_code=member.code)
    first = await place.api.send(once)
    if SANDBOX and isinstance(first, PinRequired):
        pytest.skip("skipped: this sandbox is Strict")
    assert isinstance(first, Accepted)
    second = await place.api.send(once)
    assert second == AlreadyApplied() or isinstance(second, Accepted)
    assert (await place.member()).balance == first.balance


@writes
async def test_more_than_there_is(place: Place) -> None:
    member = await place.member()
    much = operation(place, REDEEM, str(member.balance.points + 1), POINT, member_code=member.code)
    assert isinstance(await place.api.send(much), InsufficientBalance | PinRequired)


# -- documented rows, and every unknown by a switch ------------------------------------------------


async def test_a_card_that_fills(sim: Place) -> None:
    assert await sim.api.send(operation(sim, amount="6")) == Accepted(Balance(9, 120))
    outcome = await sim.api.send(operation(sim))
    assert isinstance(outcome, Accepted)
    assert outcome.balance == Balance(0, 120)
    assert outcome.coupon is not None
    assert outcome.coupon.name == "Free Coffee"
    assert outcome.coupon.token.startswith("cq_")
    redeemed = await sim.api.send(redemption(outcome.coupon.token))
    assert isinstance(redeemed, CouponRedeemed)
    assert redeemed.name == "Free Coffee"
    assert redeemed.redeemed_at
    assert await sim.api.send(redemption(outcome.coupon.token)) == AlreadyUsed()
    assert [entry.count for entry in sim.shop.ledger] == [1, 1, 2]


async def test_points_of_a_purchase(sim: Place) -> None:
    sim.shop.settings.earn_ratio = Decimal("0.5")
    assert await sim.api.send(operation(sim, amount="19.90", card=POINT)) == Accepted(Balance(3, 130))
    assert sim.shop.ledger[0].amount == Decimal("19.9")


@pytest.mark.parametrize("word", ["coupon_not_found", "not_found", None])
@pytest.mark.parametrize("used", ["coupon_already_used", None])
async def test_undocumented_words_of_a_coupon(sim: Place, word: str | None, used: str | None) -> None:
    sim.shop.settings.change(not_found_word=word, already_used_word=used)
    coupon = sim.shop.issue_coupon(sim.code)
    assert await sim.api.send(redemption("cq_no")) == NotFound()
    assert isinstance(await sim.api.send(redemption(coupon.token)), CouponRedeemed)
    assert await sim.api.send(redemption(coupon.token)) == AlreadyUsed()


@pytest.mark.parametrize("prefix", ["cq_", ""])
async def test_tokens_with_and_without_prefix(sim: Place, prefix: str) -> None:
    sim.shop.settings.token_prefix = prefix
    outcome = await sim.api.send(operation(sim, amount="7"))
    assert isinstance(outcome, Accepted)
    assert outcome.coupon is not None
    assert isinstance(await sim.api.send(redemption(outcome.coupon.token)), CouponRedeemed)


@pytest.mark.parametrize("replay", list(Replay))
async def test_the_answer_to_a_repeated_id(sim: Place, replay: Replay) -> None:
    sim.shop.settings.replay = replay
    once = operation(sim, amount="7")
    first = await sim.api.send(once)
    assert isinstance(first, Accepted)
    assert first.coupon is not None
    second = await sim.api.send(once)
    expected = {
        Replay.SAME: first,
        Replay.BALANCE: Accepted(Balance(0, 120)),
        Replay.CONFLICT: AlreadyApplied(),
    }
    assert second == expected[replay]
    (entry,) = sim.shop.ledger
    assert entry.count == 2
    assert len(sim.shop.coupons) == 1


@pytest.mark.parametrize("bare", [True, False])
async def test_redeem_in_and_out_of_the_envelope(sim: Place, bare: bool) -> None:
    sim.shop.settings.redeem_bare = bare
    assert await sim.api.send(operation(sim, REDEEM, "20", POINT)) == Accepted(Balance(3, 100))
    assert await sim.api.send(operation(sim, REDEEM, "2", STAMP)) == Accepted(Balance(1, 100))
    assert await sim.api.send(operation(sim, REDEEM, "2", STAMP)) == InsufficientBalance()


@pytest.mark.parametrize("status", [200, 201])
async def test_enrol_with_either_status(sim: Place, status: int) -> None:
    sim.shop.settings.enrol_new_status = status
    outcome = await sim.api.enrol("bora@example.com", terms=True, privacy=True)
    assert isinstance(outcome, Found)
    assert outcome.member.is_new is True
    assert outcome.member.balance == Balance(0, 0)
    assert sim.reports[-1].status == status


async def test_a_lapsed_subscription(sim: Place) -> None:
    sim.shop.settings.subscription = False
    assert await sim.api.lookup(code=sim.code) == SubscriptionLapsed()
    assert await sim.api.send(operation(sim)) == SubscriptionLapsed()
    assert await sim.api.send(redemption("cq_x")) == SubscriptionLapsed()


PRESETS = [  # preset, PIN on earn, PIN on redeem and coupon, typed codes
    (Preset.STANDARD, False, False, True),
    (Preset.BALANCED, False, True, True),
    (Preset.STRICT, True, True, False),
]


@pytest.mark.parametrize(("preset", "earn", "redeem", "typed"), PRESETS)
async def test_presets(sim: Place, preset: Preset, earn: bool, redeem: bool, typed: bool) -> None:
    sim.shop.set_preset(preset)
    coupon = sim.shop.issue_coupon(sim.code)
    plans = [
        (operation(sim), earn),
        (operation(sim, amount="5", card=POINT), earn),
        (operation(sim, REDEEM, "5", POINT), redeem),
        (redemption(coupon.token), redeem),
    ]
    for planned, gated in plans:
        if not typed:
            assert await sim.api.send(replace(planned, manual_code=True)) == ManualCodeDisabled()
        outcome = await sim.api.send(replace(planned, manual_code=typed))
        assert isinstance(outcome, PinRequired) is gated, planned
        if gated:
            outcome = await sim.api.send(replace(planned, manual_code=typed), pin=sim.pin())
        assert isinstance(outcome, Accepted | CouponRedeemed)
    assert [entry.count for entry in sim.shop.ledger] == [1, 1, 1, 1]


async def test_static_and_rotating_qr(sim: Place) -> None:
    static = sim.qr()
    sim.shop.advance(23 * 3600)
    assert sim.qr() == static
    assert isinstance(await sim.api.lookup(qr=static), Found)
    sim.shop.advance(2 * 3600)
    assert await sim.api.lookup(qr=static) == InvalidQr()
    assert isinstance(await sim.api.lookup(qr=sim.qr()), Found)
    fresh = sim.qr()
    sim.shop.set_preset(Preset.STRICT)
    assert await sim.api.lookup(qr=fresh) == InvalidQr()
    rotating = sim.qr()
    assert isinstance(await sim.api.lookup(qr=rotating), Found)
    sim.shop.advance(30)
    assert sim.qr() != rotating
    assert isinstance(await sim.api.lookup(qr=rotating), Found)
    sim.shop.advance(30)
    assert await sim.api.lookup(qr=rotating) == InvalidQr()


async def test_a_qr_of_characters_that_change_in_urls(sim: Place) -> None:
    sim.shop.settings.limits = False
    awkward = 0
    for number in range(40):
        member = sim.shop.add_member(f"m{number}@example.com")
        qr = sim.shop.qr_for(member.code)
        awkward += "+" in qr
        outcome = await sim.api.lookup(qr=qr)
        assert isinstance(outcome, Found)
        assert outcome.member.code == member.code
    assert awkward, "none of the codes had a plus sign: this test saw nothing"


@pytest.mark.parametrize("digits", [2, 4])
async def test_the_whole_challenge(sim: Place, digits: int) -> None:
    sim.shop.set_preset(Preset.STRICT)
    sim.shop.settings.pin_digits = digits
    once = operation(sim)
    required = await sim.api.send(once)
    assert isinstance(required, PinRequired)
    assert required.remaining == 3
    assert required.challenge_id
    assert len(sim.pin()) == digits
    wrong = await sim.api.send(once, pin=sim.wrong_pin())
    assert wrong == PinInvalid(required.challenge_id, 2)
    assert await sim.api.send(once, pin=sim.pin()) == Accepted(Balance(4, 120))
    assert sim.shop.current_pin(sim.code) is None
    (entry,) = sim.shop.ledger
    assert (entry.external_id, entry.count) == (once.id, 1)


async def test_leading_zeros_count(sim: Place) -> None:
    sim.shop.set_preset(Preset.STRICT)
    sim.shop.settings.change(pin_digits=2, limits=False)
    for _ in range(200):
        once = operation(sim, card=POINT)
        await sim.api.send(once)
        if sim.pin().startswith("0"):
            break
    pin = sim.pin()
    assert pin.startswith("0")
    assert isinstance(await sim.api.send(once, pin=pin.lstrip("0")), PinInvalid)
    assert isinstance(await sim.api.send(once, pin=pin), Accepted)


@pytest.mark.parametrize("status", [412, 422, 429])
async def test_an_expired_pin_under_any_status(sim: Place, status: int) -> None:
    sim.shop.set_preset(Preset.BALANCED)
    sim.shop.settings.pin_expired_status = status
    once = operation(sim, REDEEM, "5", POINT)
    await sim.api.send(once)
    old = sim.pin()
    sim.shop.advance(sim.shop.settings.pin_ttl)
    assert sim.shop.current_pin(sim.code) is None
    assert await sim.api.send(once, pin=old) == PinExpired()
    assert sim.reports[-1].status == status
    assert isinstance(await sim.api.send(once), PinRequired)
    assert await sim.api.send(once, pin=sim.pin()) == Accepted(Balance(3, 115))


@pytest.mark.parametrize("status", [422, 429])
@pytest.mark.parametrize("third_wrong_is_exceeded", [True, False])
async def test_three_wrong_tries(sim: Place, status: int, third_wrong_is_exceeded: bool) -> None:
    sim.shop.set_preset(Preset.STRICT)
    sim.shop.settings.change(pin_exceeded_status=status, third_wrong_is_exceeded=third_wrong_is_exceeded)
    once = operation(sim)
    await sim.api.send(once)
    right, wrong = sim.pin(), sim.wrong_pin()
    outcomes = [await sim.api.send(once, pin=wrong) for _ in range(3)]
    assert [one.remaining for one in outcomes[:2] if isinstance(one, PinInvalid)] == [2, 1]
    if third_wrong_is_exceeded:
        assert outcomes[2] == PinExhausted()
    else:
        assert isinstance(outcomes[2], PinInvalid)
        assert outcomes[2].remaining == 0
    assert await sim.api.send(once, pin=right) == PinExhausted()
    assert sim.reports[-1].status == status
    assert isinstance(await sim.api.send(once), PinRequired)
    assert isinstance(await sim.api.send(once, pin=sim.pin()), Accepted)
    assert len(sim.shop.ledger) == 1


async def test_a_pin_opens_one_operation_only(sim: Place) -> None:
    sim.shop.set_preset(Preset.STRICT)
    one, other = operation(sim), operation(sim)
    await sim.api.send(one)
    pin = sim.pin()
    assert isinstance(await sim.api.send(other, pin=pin), PinRequired)
    assert sim.shop.ledger == []


@pytest.mark.parametrize("told", [True, False])
async def test_the_rate_limit_asks_for_no_pin(sim: Place, told: bool) -> None:
    sim.shop.settings.change(retry_after=told, limit_others=2, limit_customer=2)
    sim.shop.set_preset(Preset.STRICT)
    once = operation(sim)
    await sim.api.send(once)
    pin = sim.pin()
    await sim.api.send(operation(sim))
    for _ in range(3):
        outcome = await sim.api.send(once, pin=pin)
        assert isinstance(outcome, RateLimited)
        assert (outcome.retry_after is not None) is told
    # Every endpoint has its own minute.
    assert isinstance(await sim.api.lookup(code=sim.code), Found)
    sim.shop.advance(61)
    # The same request with the same PIN: neither a round nor a try was used up by waiting.
    assert isinstance(await sim.api.send(once, pin=pin), Accepted)


# -- lost and broken answers -----------------------------------------------------------------------

LOST = [
    (Fault(FaultKind.DROP, after=False), Trouble.RESET, False),
    (Fault(FaultKind.DROP, after=True), Trouble.RESET, True),
    (Fault(FaultKind.DROP, after=False, reset=True), Trouble.RESET, False),
    (Fault(FaultKind.DROP, after=True, reset=True), Trouble.RESET, True),
    (Fault(FaultKind.ERROR, after=False, status=500), Trouble.SERVER, False),
    (Fault(FaultKind.ERROR, after=True, status=502), Trouble.SERVER, True),
    (Fault(FaultKind.ERROR, after=False, status=503), Trouble.SERVER, False),
    (Fault(FaultKind.TORN), Trouble.RESET, True),
    (Fault(FaultKind.FOREIGN), Trouble.FOREIGN, False),
    (Fault(FaultKind.FOREIGN, status=404), Trouble.FOREIGN, False),
    (Fault(FaultKind.EMPTY), Trouble.FOREIGN, True),
    (Fault(FaultKind.WRONG_TYPE), Trouble.FOREIGN, True),
    (Fault(FaultKind.MISSING_FIELD), Trouble.FOREIGN, True),
    (Fault(FaultKind.MISSING_FIELD, name="points"), Trouble.FOREIGN, True),
    (Fault(FaultKind.HUGE), Trouble.TOO_LARGE, True),
    (Fault(FaultKind.REDIRECT), Trouble.REDIRECT, False),
]


@pytest.mark.parametrize(("fault", "trouble", "applied"), LOST)
@pytest.mark.parametrize("replay", list(Replay))
async def test_a_lost_answer_settles_as_one_stamp(
    sim: Place, fault: Fault, trouble: Trouble, applied: bool, replay: Replay
) -> None:
    assert sim.server is not None
    sim.shop.settings.replay = replay
    once = operation(sim)
    sim.server.faults.add(replace(fault, call="earn"))
    outcome = await sim.api.send(once)
    assert isinstance(outcome, Unavailable)
    assert (outcome.trouble, outcome.reached) == (trouble, True)
    assert len(sim.shop.ledger) == int(applied)
    settled = await sim.api.send(once)
    if applied and replay is Replay.CONFLICT:
        assert settled == AlreadyApplied()
    else:
        assert settled == Accepted(Balance(4, 120))
    (entry,) = sim.shop.ledger
    assert entry.count == 1 + int(applied)
    assert sim.shop.member(sim.code).stamps == 4
    assert [event.name for event in sim.shop.events] == ["stamp.earned"]


@pytest.mark.parametrize("after", [True, False])
async def test_a_slow_server(server: SimulatorServer | None, sim: Place, after: bool) -> None:
    assert server is not None
    hasty = HttpLoyaltyApi(
        server.base_url, TEST_KEY, report=sim.reports.append, connect_timeout=2.0, read_timeout=0.3
    )
    once = operation(sim)
    server.faults.add(Fault(FaultKind.DELAY, call="earn", seconds=1.0, after=after))
    try:
        assert await hasty.send(once) == Unavailable(Trouble.TIMEOUT)
    finally:
        await hasty.close()
    for _ in range(100):  # A server that was only slow does it all the same.
        if sim.shop.ledger:
            break
        await asyncio.sleep(0.05)
    assert await sim.api.send(once) == Accepted(Balance(4, 120))
    assert [entry.count for entry in sim.shop.ledger] == [2]


async def test_a_lost_coupon_answer_ends_as_already_used(sim: Place) -> None:
    assert sim.server is not None
    coupon = sim.shop.issue_coupon(sim.code)
    sim.server.faults.add(Fault(FaultKind.DROP, call="coupon", after=True))
    outcome = await sim.api.send(redemption(coupon.token))
    assert isinstance(outcome, Unavailable)
    assert outcome.reached
    assert await sim.api.send(redemption(coupon.token)) == AlreadyUsed()


@pytest.mark.parametrize(
    "fault", [Fault(FaultKind.WRONG_TYPE), Fault(FaultKind.MISSING_FIELD), Fault(FaultKind.EMPTY)]
)
async def test_a_broken_lookup_is_no_balance(sim: Place, fault: Fault) -> None:
    assert sim.server is not None
    sim.server.faults.add(replace(fault, count=2))
    for outcome in (
        await sim.api.lookup(qr=sim.qr()),
        await sim.api.enrol("ada@example.com", terms=True, privacy=True),
    ):
        assert outcome == Unavailable(Trouble.FOREIGN, status=200)


async def test_a_network_that_goes_and_comes(sim: Place) -> None:
    assert sim.server is not None
    once = operation(sim)
    assert isinstance(await sim.api.lookup(code=sim.code), Found)
    sim.server.go_offline()
    for _ in range(2):
        assert await sim.api.send(once) == Unavailable(Trouble.CONNECT, reached=False)
    sim.server.go_online()
    assert isinstance(await sim.api.send(once), Accepted)
    assert [entry.count for entry in sim.shop.ledger] == [1]


async def test_a_slow_but_steady_answer(sim: Place) -> None:
    assert sim.server is not None
    sim.server.faults.add(Fault(FaultKind.DRIP, seconds=0.001))
    assert await sim.api.send(operation(sim)) == Accepted(Balance(4, 120))


async def test_retry_after_if_it_can_be_read(sim: Place) -> None:
    assert sim.server is not None
    for header, expected in (("7", 7.0), (None, None), ("tomorrow", None)):
        sim.server.faults.add(Fault(FaultKind.RATE_LIMIT, retry_after=header))
        assert await sim.api.lookup(code=sim.code) == RateLimited(expected)


async def test_one_connection_serves_all(sim: Place) -> None:
    assert sim.server is not None
    for _ in range(4):
        await sim.api.lookup(code=sim.code)
        await sim.api.send(operation(sim))
    assert {seen.connection for seen in sim.server.seen} == {1}


async def test_many_at_once_are_each_applied_once(sim: Place) -> None:
    once = [operation(sim, card=POINT) for _ in range(5)]
    outcomes = await asyncio.gather(*(sim.api.send(one) for one in once for _ in range(3)))
    assert all(isinstance(one, Accepted) for one in outcomes)
    assert sorted(entry.count for entry in sim.shop.ledger) == [3] * 5
    assert sim.shop.member(sim.code).points == 125
