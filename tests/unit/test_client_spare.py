"""A connection that is open before anybody asks: used when it is good, and never missed when it is not."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.core.outcomes import Found, Trouble, Unavailable
from kiosk.loyalite import HttpLoyaltyApi, client
from kiosk.ports import CallReport
from tests.support.certificates import self_signed

KEY = "sk_test_of_the_tests"
MEMBER = {"customer_code": 1, "masked_email": "a***e@example.com", "stamp_count": 7, "point_balance": 120}
BODY = json.dumps({"data": MEMBER}).encode()
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
SOON = 10.0


@dataclass
class Service:
    """What a server on loopback has seen."""

    port: int = 0
    opened: int = 0
    live: set[asyncio.StreamWriter] = field(default_factory=set)
    requests: list[bytes] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.opened += 1
        self.live.add(writer)
        self.changed.set()
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                self.requests.append(await reader.readuntil(b"\r\n\r\n"))
                writer.write(ANSWER)
                await writer.drain()
        self.live.discard(writer)
        self.changed.set()
        writer.close()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for what the other side does."""
        async with asyncio.timeout(SOON):
            while not condition():
                self.changed.clear()
                await self.changed.wait()

    async def hang_up(self) -> None:
        """On everybody."""
        for writer in tuple(self.live):
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return self_signed(tmp_path_factory.mktemp("tls"))


@pytest.fixture(params=["http", "https"])
async def pair(
    request: pytest.FixtureRequest, certificate: tuple[Path, Path]
) -> AsyncIterator[tuple[Service, HttpLoyaltyApi]]:
    """A service, with and without TLS, and who asks it."""
    secure = request.param == "https"
    context = None
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
    trust = ssl.create_default_context(cafile=str(certificate[0])) if secure else None
    service = Service()
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0, ssl=context)
    service.port = server.sockets[0].getsockname()[1]
    api = HttpLoyaltyApi(
        f"{request.param}://127.0.0.1:{service.port}", KEY, report=lambda _call: None, tls=trust
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(server.wait_closed)
        stack.callback(server.close)
        stack.push_async_callback(service.hang_up)
        stack.push_async_callback(api.close)
        yield service, api


Pair = tuple[Service, HttpLoyaltyApi]


async def test_who_is_expected_finds_a_connection(pair: Pair) -> None:
    service, api = pair
    api.expect()
    api.expect()
    await service.until(lambda: service.opened == 1)
    await asyncio.sleep(0.1)  # tickets of TLS 1.3 come after the handshake
    assert service.requests == [], "nothing is said before it is asked"
    for _ in range(3):
        assert isinstance(await api.lookup(code=1), Found)
    assert (service.opened, len(service.requests)) == (1, 3)


async def test_who_comes_while_it_is_being_opened_waits_for_it(pair: Pair) -> None:
    service, api = pair
    api.expect()
    assert isinstance(await api.lookup(code=1), Found)
    assert service.opened == 1


async def test_one_that_the_service_has_closed_is_not_used(pair: Pair) -> None:
    service, api = pair
    api.expect()
    await service.until(lambda: service.opened == 1)
    await asyncio.sleep(0.1)
    await service.hang_up()
    await asyncio.sleep(0.1)
    assert isinstance(await api.lookup(code=1), Found)
    assert service.opened == 2


async def test_none_is_opened_beside_one_that_is_warm(pair: Pair) -> None:
    service, api = pair
    assert isinstance(await api.lookup(code=1), Found)
    api.expect()
    await asyncio.sleep(0.1)
    assert service.opened == 1


async def test_an_old_one_is_closed_and_may_be_opened_anew(
    pair: Pair, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    service, other = pair
    await other.close()
    monkeypatch.setattr(client, "_KEEP_WARM", 0.2)
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    base = str(other).partition("'")[2].partition("'")[0]
    api = HttpLoyaltyApi(base, KEY, report=lambda _call: None, tls=trust)
    try:
        api.expect()
        await service.until(lambda: service.opened == 1 and not service.live)
        api.expect()
        await service.until(lambda: service.opened == 2)
    finally:
        await api.close()


async def test_the_end_closes_it(pair: Pair) -> None:
    service, api = pair
    api.expect()
    await service.until(lambda: service.opened == 1)
    await api.close()
    await service.until(lambda: not service.live)
    api.expect()
    await asyncio.sleep(0.1)
    assert service.opened == 1


async def test_the_end_may_come_while_it_is_being_opened(pair: Pair) -> None:
    service, api = pair
    api.expect()
    await asyncio.sleep(0)
    await api.close()
    await service.until(lambda: not service.live)


async def test_a_try_in_vain_is_told_to_nobody_and_not_repeated_before_a_request_gets_through() -> None:
    service = Service()
    server = await asyncio.start_server(service.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    now = [1000.0]
    reports: list[CallReport] = []
    api = HttpLoyaltyApi(f"http://127.0.0.1:{port}", KEY, report=reports.append, monotonic=lambda: now[0])
    try:
        api.expect()
        await asyncio.sleep(0.2)
        assert reports == []
        assert await api.lookup(code=1) == Unavailable(Trouble.CONNECT, reached=False)
        server = await asyncio.start_server(service.serve, "127.0.0.1", port)
        api.expect()
        await asyncio.sleep(0.2)
        assert service.opened == 0, "not by itself"
        assert isinstance(await api.lookup(code=1), Found)
        now[0] += 60
        await service.hang_up()
        api.expect()
        await service.until(lambda: service.opened == 2)
    finally:
        await api.close()
        server.close()
        await service.hang_up()
        await server.wait_closed()
