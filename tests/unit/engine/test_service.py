"""Within the budget: a camera that floods, kiosks that share a key, people before what nobody waits for."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from itertools import pairwise

import httpx
import pytest

from kiosk.core import effects as e
from kiosk.core import outcomes as o
from kiosk.core.budget import Group, Limits
from kiosk.core.events import Answered, CodeSeen, DeviceChanged, Source, Stirred
from kiosk.core.model import OperationState
from kiosk.core.rules import Rules
from kiosk.core.view import Lookup
from kiosk.engine.loop import Engine
from kiosk.engine.outbox import Tried
from kiosk.engine.service import MOST_A_MINUTE
from kiosk.loyalite.client import HttpLoyaltyApi
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import TEST_KEY, Request, Settings
from tests.support.engine_bench import EffectsBench, OutboxBench
from tests.support.engine_world import FINE, Stage, earn, put, scan, until
from tests.support.virtual_time import NOON, START, LoopClock, virtual


def most_in_a_minute(times: list[float]) -> int:
    most, window = 0, deque[float]()
    for at in times:
        window.append(at)
        while window[0] <= at - 60:
            window.popleft()
        most = max(most, len(window))
    return most


def flood(codes: Iterator[str], engine: Engine) -> None:
    engine.post(CodeSeen(Source.CAMERA, next(codes).encode()))


@virtual
async def test_a_camera_that_floods_stays_below_the_limit_and_the_next_person_is_served() -> None:
    """Thirty different codes a second, for five minutes; nothing comes back that says «too many»."""
    stage = Stage(rules=Rules(card=None))
    asked, loop = list[float](), asyncio.get_running_loop()
    lookup = stage.api.lookup

    async def counted(**which: object) -> o.LookupOutcome:
        asked.append(loop.time())
        return await lookup(**which)  # type: ignore[arg-type]

    stage.api.lookup = counted  # type: ignore[method-assign, assignment]
    codes = (f"code {number}" for number in range(100_000))
    async with stage.running() as engine:
        for _ in range(5 * 60 * 30):
            flood(codes, engine)
            await asyncio.sleep(1 / 30)
        assert most_in_a_minute(asked) <= 30
        assert len(asked) > 5 * 60 / 60 * 15  # and it goes on asking
        lookups = [view.body for view in stage.views if isinstance(view.body, Lookup)]
        assert any(body.detail is not None and body.detail.id == "lookup.busy" for body in lookups)
        await asyncio.sleep(2.5)
        engine.post(scan())
        await until(lambda: stage.screens[-1] == "balance", 5)
    assert stage.log.of("limited") == []


@virtual
async def test_sends_stay_below_their_limit_too_and_none_is_called_sent_that_was_not() -> None:
    bench = EffectsBench()
    operations = [earn(bench.stage.clock, number) for number in range(100)]
    for operation in operations:
        await bench.stage.journal.record(operation)
    posted = await bench.do(*(e.Send(operation, 1) for operation in operations))
    answers = [one.outcome for one in posted if isinstance(one, Answered)]
    assert len(answers) == 100
    sent = [operation.id for operation, _, _ in bench.stage.api.sent]
    assert len(sent) == answers.count(FINE) == 20
    waits = [one.retry_after for one in answers if isinstance(one, o.RateLimited)]
    assert len(waits) == 80
    assert all(wait is not None and 0 < wait < 2 for wait in waits)
    for operation in operations:
        stored = await bench.stage.stored(operation.id)
        assert (stored.attempts > 0) == (operation.id in sent)
        assert (stored.state is OperationState.PENDING) == (operation.id not in sent)


@virtual
async def test_a_rate_limit_is_everybodys() -> None:
    """Whoever comes next does not ask before the server wants to be asked, and is told as kindly."""
    stage = Stage()
    stage.api.lookups = [o.RateLimited(20.0)]
    loop = asyncio.get_running_loop()
    async with stage.running() as engine:
        engine.post(scan("ANNA"))
        await until(lambda: stage.log.of("limited"))
        began = loop.time()
        assert stage.log.of("limited", group="lookups", share=0.5)
        await asyncio.sleep(3)
        engine.post(scan("BORA"))
        await asyncio.sleep(10)
        assert stage.screens[-1] == "lookup"
        assert len(stage.api.asked) == 1
        await until(lambda: "reward" in stage.screens, 30)
        assert 20 <= loop.time() - began <= 26
    assert stage.api.asked[1][0] == "BORA"


@virtual
async def test_who_stands_there_is_served_at_once_while_the_outbox_works_off_an_hour_offline() -> None:
    stage = Stage()
    stage.api.ahead = 0.0
    for number in range(60):
        operation = earn(stage.clock, 100 + number, age=600.0)
        await put(stage.journal, operation, OperationState.UNKNOWN)
    async with stage.running() as engine:
        for _ in range(5):
            await asyncio.sleep(20)
            engine.post(scan("BORA"))
            began = asyncio.get_running_loop().time()
            await until(lambda: stage.screens[-1] in ("reward", "coupon", "balance"), 3)
            assert asyncio.get_running_loop().time() - began < 1
            await until(lambda: stage.screens[-1] == "attract", 120)
        assert len(stage.api.sent) > 10
    assert most_in_a_minute(stage.api.times) <= MOST_A_MINUTE + 5


@virtual
async def test_a_look_aside_and_the_outbox_leave_requests_to_who_stands_there() -> None:
    bench = OutboxBench()
    service = bench.service
    while service.refusal(Group.LOOKUPS, last=True) is None:
        pass
    for _ in range(4):
        assert service.refusal(Group.LOOKUPS) is None


@virtual
async def test_staff_who_ask_for_a_try_hear_that_it_is_too_early() -> None:
    bench = OutboxBench()
    operation = await put(bench.stage.journal, earn(bench.stage.clock), OperationState.UNKNOWN)
    visit = await bench.keep(7)
    for group in Group:
        while bench.service.refusal(group) is None:
            pass
    assert await bench.outbox.retry(operation.id) == Tried(operation.id, "rate_limited")
    assert await bench.outbox.retry(visit.operation_id) == Tried(visit.operation_id, "rate_limited")
    assert (bench.stage.api.sent, bench.stage.api.asked) == ([], [])


@virtual
async def test_without_limits_of_our_own_nothing_waits() -> None:
    stage = Stage()
    bench = OutboxBench(replace(stage.world(), limits=Limits(0, 0)), stage)
    for number in range(40):
        await bench.keep(number, age=600.0 - number, qr=f"M{number}")
    began = asyncio.get_running_loop().time()
    assert await bench.outbox.go()
    assert asyncio.get_running_loop().time() - began < 1
    assert len(stage.api.asked) == 40


# -- several kiosks on one key ------------------------------------------------------------------------


class Road:
    """From the real client to the real simulator without a socket, in the loop's time."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.statuses: list[tuple[float, int]] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.05)
        url = request.url
        answer = self._shop.handle(
            Request(
                request.method,
                url.path,
                dict(url.params),
                {name.lower(): value for name, value in request.headers.items()},
                request.content,
            )
        )
        self.statuses.append((asyncio.get_running_loop().time(), answer.status))
        # Whole as it is, the client is to take it in pieces.
        return httpx.Response(
            answer.status, stream=httpx.ByteStream(answer.body), headers=dict(answer.headers)
        )


def joined(shop: Shop, road: Road) -> HttpLoyaltyApi:
    api = HttpLoyaltyApi("https://shop.example", TEST_KEY, report=lambda _report: None)
    api._http._transport = httpx.MockTransport(road)
    api._http._mounts = {}
    return api


@pytest.mark.parametrize("tells", [True, False], ids=["retry-after", "silent"])
@virtual
async def test_two_kiosks_on_one_key_do_not_starve_each_other(tells: bool) -> None:
    """Both cameras flood for half an hour; the limits of the simulator are on. At one of them everybody is
    gone for a while, then the other has more."""
    loop = asyncio.get_running_loop()
    shop = Shop(Settings(retry_after=tells), seed=3, clock=lambda: NOON.timestamp() + loop.time() - START)
    members = [shop.add_member(f"m{number}@example.com") for number in range(200)]
    roads = [Road(shop), Road(shop)]
    apis = [joined(shop, road) for road in roads]
    stages = [
        Stage(rules=Rules(kiosk_id=f"kiosk-{number}"), clock=LoopClock(seed=number)) for number in range(2)
    ]
    async with AsyncExitStack() as stack:
        engines: list[Engine] = []
        for stage, api in zip(stages, apis, strict=True):
            stage.api = api  # type: ignore[assignment]
            engines.append(await stack.enter_async_context(stage.running()))
        for tick in range(30 * 60 * 2):
            for number, engine in enumerate(engines):
                member = members[(tick * 2 + number) % len(members)]
                engine.post(CodeSeen(Source.SCANNER, shop.qr_for(member.code).encode()))
            await asyncio.sleep(0.5)
    for api in apis:
        await api.close()
    served = [sum(status == 200 for _, status in road.statuses) for road in roads]
    refused = [sum(status == 429 for _, status in road.statuses) for road in roads]
    assert set(Counter(status for road in roads for _, status in road.statuses)) <= {200, 429}
    assert min(served) > 0.6 * sum(served) / 2
    assert sum(served) > 0.5 * 30 * 30
    assert sum(refused) < 0.1 * sum(served)
    for road in roads:
        fine = [at for at, status in road.statuses if status == 200]
        assert max(b - a for a, b in pairwise(fine)) < 75
    # Nothing of all that was counted twice, and all that was accepted is in a journal.
    assert len(shop.ledger) > 100
    assert all(entry.count == 1 for entry in shop.ledger)
    accepted = {
        one.operation.id
        for stage in stages
        for one in stage.journal._stored.values()
        if one.state is OperationState.ACCEPTED
    }
    assert {entry.external_id for entry in shop.ledger} <= accepted


@virtual
async def test_whoever_comes_near_is_expected() -> None:
    stage = Stage()
    async with stage.running() as engine:
        await asyncio.sleep(1)
        assert stage.api.expected == 1, "the first customer may stand there when it starts"
        engine.post(Stirred())
        await asyncio.sleep(1)
        assert stage.api.expected == 2
        engine.post(DeviceChanged("camera", up=True))
        await asyncio.sleep(1)
        assert stage.api.expected == 2
