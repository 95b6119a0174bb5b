"""The HTTP client: against a mocked transport for its words, against real sockets for its fate."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import httpx
import pytest
import respx

from kiosk.core.model import Balance, CardType, Operation, OperationKind
from kiosk.core.outcomes import (
    Accepted,
    CouponRedeemed,
    Found,
    NotFound,
    PinRequired,
    RateLimited,
    Refused,
    Trouble,
    Unavailable,
)
from kiosk.core.timekeeping import TimeTold
from kiosk.loyalite import HttpLoyaltyApi
from kiosk.ports import CallReport
from tests.support.certificates import self_signed
from tests.support.raw_server import raw_server, read_request, reset

KEY = "sk_test_of_the_tests"
BASE = "https://kahveci.example"
QR = "personal+qr/payload=&ü"
EARN = Operation(
    id="entrance-1-0001",
    kind=OperationKind.EARN,
    created_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
    member_code=482193,
    card=CardType.STAMP,
    amount=Decimal(1),
)
COUPON = Operation(id="ours", kind=OperationKind.COUPON, created_at=EARN.created_at, token="cq_personal")
MEMBER = {
    "customer_code": 482193,
    "masked_email": "a***e@example.com",
    "stamp_count": 7,
    "point_balance": 120,
}
FOUND_BODY = json.dumps({"data": MEMBER}).encode()

Make = Callable[..., HttpLoyaltyApi]


@pytest.fixture
def reports() -> list[CallReport]:
    return []


@pytest.fixture
async def make(reports: list[CallReport]) -> AsyncIterator[Make]:
    apis: list[HttpLoyaltyApi] = []

    def build(base: str | int = BASE, **options: object) -> HttpLoyaltyApi:
        url = base if isinstance(base, str) else f"http://127.0.0.1:{base}"
        options = {"report": reports.append, "connect_timeout": 5.0, "read_timeout": 5.0} | options
        apis.append(HttpLoyaltyApi(url, KEY, **options))  # type: ignore[arg-type]
        return apis[-1]

    yield build
    for api in apis:
        await api.close()


def answer(body: bytes = FOUND_BODY, status: str = "200 OK", *headers: str) -> bytes:
    head = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


# -- words -----------------------------------------------------------------------------------------


async def test_headers_and_report(make: Make, reports: list[CallReport]) -> None:
    with respx.mock(base_url=BASE) as router:
        route = router.get("/webhook/customer").respond(200, json={"data": MEMBER})
        assert isinstance(await make().lookup(qr=QR, attempt=3), Found)
    request = route.calls.last.request
    assert request.url.raw_path == b"/webhook/customer?qr=personal%2Bqr%2Fpayload%3D%26%C3%BC"
    assert request.headers["x-api-key"] == KEY
    assert request.headers["accept"] == "application/json"
    assert request.headers["accept-encoding"] == "identity"
    assert request.headers["user-agent"].startswith("loyalite-kiosk/")
    assert "content-type" not in request.headers
    assert "authorization" not in request.headers
    (report,) = reports
    assert (report.call, report.status, report.outcome, report.attempt) == ("lookup", 200, "found", 3)
    assert 0 <= report.ms < 60_000


async def test_the_five_calls(make: Make, reports: list[CallReport]) -> None:
    api = make(BASE + "/")
    with respx.mock(base_url=BASE) as router:
        router.get("/webhook/customer").respond(404, json={"error": "customer_not_found"})
        enrol = router.post("/webhook/customer").respond(201, json={"data": MEMBER | {"is_new": True}})
        earn = router.post("/webhook/pos").respond(412, json={"error": "pin_required"})
        redeem = router.post("/webhook/redeem").respond(200, json={"stamps": 1, "points": 2})
        coupon = router.post("/webhook/coupons/redeem").respond(
            200, json={"data": {"name": "Tea", "status": "redeemed"}}
        )
        assert await api.lookup(code=482193) == NotFound()
        assert isinstance(await api.enrol("a@example.com", terms=True, privacy=True, marketing=True), Found)
        assert await api.send(EARN, pin="0007") == PinRequired()
        spend = replace(
            EARN, id="r", kind=OperationKind.REDEEM, member_code="00", card=CardType.POINT, amount=Decimal(2)
        )
        assert await api.send(spend) == Accepted(Balance(1, 2))
        assert await api.send(COUPON) == CouponRedeemed("Tea")
    assert [one.call for one in reports] == ["lookup", "enrol", "earn", "redeem", "coupon"]
    assert [one.status for one in reports] == [404, 201, 412, 200, 200]
    assert [one.outcome for one in reports] == [
        "not_found", "found", "pin_required", "accepted", "coupon_redeemed",
    ]  # fmt: skip
    bodies = [json.loads(route.calls.last.request.content) for route in (enrol, earn, redeem, coupon)]
    assert bodies[0]["consent_marketing"] is True
    assert bodies[1]["verification_pin"] == "0007"
    assert bodies[2] == {"customer_code": "00", "value": 2, "card_type": "point", "external_id": "r"}
    assert bodies[3] == {"token": "cq_personal"}
    assert earn.calls.last.request.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (httpx.ConnectTimeout("x"), Unavailable(Trouble.TIMEOUT, reached=False)),
        (httpx.PoolTimeout("x"), Unavailable(Trouble.TIMEOUT, reached=False)),
        (httpx.ReadTimeout("x"), Unavailable(Trouble.TIMEOUT)),
        (httpx.WriteTimeout("x"), Unavailable(Trouble.TIMEOUT)),
        (httpx.ConnectError("x"), Unavailable(Trouble.CONNECT, reached=False)),
        (httpx.ReadError("x"), Unavailable(Trouble.RESET)),
        (httpx.WriteError("x"), Unavailable(Trouble.RESET)),
        (httpx.CloseError("x"), Unavailable(Trouble.RESET)),
        (httpx.RemoteProtocolError("Server disconnected"), Unavailable(Trouble.RESET)),
        (httpx.RemoteProtocolError("illegal status line"), Unavailable(Trouble.FOREIGN)),
        (RuntimeError("personal"), Unavailable(Trouble.RESET)),
    ],
)
async def test_every_failure_has_a_type(
    make: Make, reports: list[CallReport], error: Exception, expected: Unavailable
) -> None:
    with respx.mock(base_url=BASE) as router:
        router.post("/webhook/pos").mock(side_effect=error)
        assert await make().send(EARN) == expected
    assert (reports[0].status, reports[0].outcome) == (0, f"unavailable_{expected.trouble.value}")


@pytest.mark.parametrize(
    ("cause", "trouble"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "x"), Trouble.DNS),
        (ssl.SSLError(1, "x"), Trouble.TLS),
        (ExceptionGroup("all addresses", [OSError("x"), OSError("y")]), Trouble.CONNECT),
        (ExceptionGroup("all addresses", [OSError("x"), ssl.SSLError(1, "x")]), Trouble.TLS),
    ],
)
async def test_the_reason_hangs_on_the_error(
    make: Make, monkeypatch: pytest.MonkeyPatch, cause: Exception, trouble: Trouble
) -> None:
    error = httpx.ConnectError("x")
    cause.__context__ = error  # A ring must not catch it.

    async def fail(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        raise error from cause

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", fail)
    assert await make().send(EARN) == Unavailable(trouble, reached=False)


async def test_retry_after_is_handed_on(make: Make) -> None:
    with respx.mock(base_url=BASE) as router:
        router.post("/webhook/pos").respond(
            429, json={"error": "too many requests"}, headers={"Retry-After": "17"}
        )
        assert await make().send(EARN) == RateLimited(17.0)


async def test_a_cookie_is_not_kept(make: Make) -> None:
    api = make()
    with respx.mock(base_url=BASE) as router:
        route = router.get("/webhook/customer").respond(
            200, json={"data": MEMBER}, headers={"Set-Cookie": "portal=1; Path=/"}
        )
        await api.lookup(code=1)
        await api.lookup(code=1)
    assert "cookie" not in route.calls.last.request.headers


async def test_what_cannot_be_sent_is_refused_not_raised(make: Make, reports: list[CallReport]) -> None:
    api = make()
    assert await api.lookup(qr="\ud800") == Refused("not_sendable", 0)
    assert await api.lookup() == Refused("not_sendable", 0)
    broken = Operation(id="x", kind=OperationKind.EARN, created_at=EARN.created_at)
    assert await api.send(broken) == Refused("not_sendable", 0)
    assert [(one.call, one.status, one.outcome) for one in reports] == [
        ("lookup", 0, "refused"), ("lookup", 0, "refused"), ("earn", 0, "refused"),
    ]  # fmt: skip


async def test_a_report_that_fails_costs_no_answer(make: Make) -> None:
    def report(one: CallReport) -> None:
        raise OSError("disk full")

    with respx.mock(base_url=BASE) as router:
        router.get("/webhook/customer").respond(200, json={"data": MEMBER})
        assert isinstance(await make(report=report).lookup(code=1), Found)


async def test_after_close(make: Make, reports: list[CallReport]) -> None:
    api = make()
    await api.close()
    await api.close()
    assert await api.send(EARN) == Unavailable(Trouble.CONNECT, reached=False)
    assert len(reports) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://kahveci.example", "http://10.0.0.1", "ftp://127.0.0.1", "kahveci.example", "", "https://",
        "https://user:pw@kahveci.example", "https://kahveci.example/?a=1", "https://kahveci.example/#a",
    ],
)  # fmt: skip
def test_a_url_that_would_leak_the_key_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="base_url") as caught:
        HttpLoyaltyApi(url, KEY, report=print)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("key", ["", " ", "sk test", "sk_\ntest", "sk_tést"])
def test_a_key_that_is_no_header_is_refused_unquoted(key: str) -> None:
    with pytest.raises(ValueError, match="API key") as caught:
        HttpLoyaltyApi(BASE, key, report=print)
    assert "test" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://localhost:1", "http://[::1]:1", "http://127.9.9.9:1/path/", BASE])
async def test_urls_that_are_fine(make: Make, url: str) -> None:
    assert repr(make(url)) == f"HttpLoyaltyApi({url.rstrip('/')!r})"


async def test_nothing_personal_is_logged_or_shown(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def script(connection: socket.socket) -> None:
        for _ in range(2):
            read_request(connection)
            connection.sendall(answer())

    with raw_server(script) as port:
        api = make(port)
        await api.lookup(qr="personal")
        await api.send(COUPON, pin="0420")
        await api.close()
    shown = caplog.text + repr(api) + str(vars(api))
    for secret in ("personal", "0420", KEY, "482193", "example.com"):
        assert secret not in shown


# -- fates -----------------------------------------------------------------------------------------


def refusing_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


async def test_refused(make: Make, reports: list[CallReport]) -> None:
    assert await make(refusing_port()).send(EARN) == Unavailable(Trouble.CONNECT, reached=False)
    assert (reports[0].status, reports[0].outcome) == (0, "unavailable_connect")


async def test_no_such_name(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(*args: object, **named: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nobody)
    assert await make("https://kiosk.invalid").send(EARN) == Unavailable(Trouble.DNS, reached=False)


async def test_a_connection_nobody_takes(make: Make) -> None:
    """A listener whose queue is full drops further handshakes: the connect time-out's case."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        fillers = []
        try:
            for _ in range(4):
                filler = socket.socket()
                filler.setblocking(False)
                filler.connect_ex(listener.getsockname())
                fillers.append(filler)
            await asyncio.sleep(0.05)
            api = make(listener.getsockname()[1], connect_timeout=0.3, read_timeout=20.0)
            assert await api.send(EARN) == Unavailable(Trouble.TIMEOUT, reached=False)
        finally:
            for filler in fillers:
                filler.close()


async def test_accepted_but_silent(make: Make) -> None:
    with raw_server(lambda connection: (read_request(connection), connection.recv(1), None)[2]) as port:
        outcome = await make(port, read_timeout=0.3).send(EARN)
    assert outcome == Unavailable(Trouble.TIMEOUT)


@pytest.mark.parametrize("hard", [True, False])
@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nContent-", answer()[:-5]])
async def test_cut_off(make: Make, hard: bool, sent: bytes) -> None:
    """Whether by RST or FIN, before, within or near the end of the answer: it may have been applied."""

    def script(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(sent)
        time.sleep(0.05)  # A RST overtakes what is not read yet.
        if hard:
            reset(connection)

    with raw_server(script) as port:
        outcome = await make(port).send(EARN)
    assert isinstance(outcome, Unavailable)
    assert (outcome.trouble, outcome.reached) == (Trouble.RESET, True)


async def test_reset_before_it_is_read(make: Make) -> None:
    with raw_server(reset) as port:
        outcome = await make(port).send(EARN)
    assert isinstance(outcome, Unavailable)
    assert outcome.trouble in (Trouble.RESET, Trouble.CONNECT)
    # Which of both depends on when the RST arrives; "never left us" may be said in one case only.
    assert outcome.reached is (outcome.trouble is Trouble.RESET)


async def test_a_kept_connection_that_dies_under_the_request(make: Make) -> None:
    def script(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer())
        read_request(connection)
        reset(connection)

    with raw_server(script) as port:
        api = make(port)
        assert isinstance(await api.lookup(code=1), Found)
        assert await api.send(EARN) == Unavailable(Trouble.RESET, reached=True)


async def test_a_kept_connection_that_was_closed_meanwhile_is_replaced(make: Make) -> None:
    closed = threading.Event()

    def script(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer())
        connection.shutdown(socket.SHUT_RDWR)
        closed.set()

    with raw_server(script) as port:
        api = make(port)
        for _ in range(3):
            closed.clear()
            assert isinstance(await api.lookup(code=1), Found)
            await asyncio.to_thread(closed.wait, 10)
            await asyncio.sleep(0.05)


async def test_a_drip_does_not_hold_it(make: Make) -> None:
    """Each byte is in time for the read time-out; the deadline over all is what ends it."""

    def script(connection: socket.socket) -> None:
        read_request(connection)
        for byte in answer(b" " * 5000):
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    with raw_server(script) as port:
        began = time.monotonic()
        outcome = await make(port, connect_timeout=0.5, read_timeout=0.5).send(EARN)
        took = time.monotonic() - began
    assert isinstance(outcome, Unavailable)
    assert (outcome.trouble, outcome.reached) == (Trouble.TIMEOUT, True)
    assert took < 20  # The answer would take 250 s.


async def test_64_mb_are_refused_after_one(make: Make) -> None:
    sent = 0

    def script(connection: socket.socket) -> None:
        nonlocal sent
        read_request(connection)
        chunk = b" " * 65536
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\n\r\n")
        for _ in range(1024):
            connection.sendall(chunk)
            sent += len(chunk)

    with raw_server(script) as port:
        assert await make(port, read_timeout=20.0).lookup(code=1) == Unavailable(
            Trouble.TOO_LARGE, status=200
        )
    assert sent < 32 * 1024 * 1024  # What was under way in both kernels' buffers, not the whole.


async def test_exactly_the_limit_is_read(make: Make) -> None:
    padded = FOUND_BODY + b" " * (1_000_000 - len(FOUND_BODY))

    def script(connection: socket.socket) -> None:
        for body in (padded, padded + b" "):
            read_request(connection)
            connection.sendall(answer(body))

    with raw_server(script) as port:
        api = make(port, read_timeout=20.0)
        assert isinstance(await api.lookup(code=1), Found)
        assert await api.lookup(code=1) == Unavailable(Trouble.TOO_LARGE, status=200)


async def test_compressed_answers_are_not_unpacked(make: Make) -> None:
    bomb = gzip.compress(b" " * 10_000_000)

    def script(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer(bomb, "200 OK", "Content-Encoding: gzip"))

    with raw_server(script) as port:
        assert await make(port).lookup(code=1) == Unavailable(Trouble.FOREIGN, status=200)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (answer(b"<html>Welcome</html>"), Unavailable(Trouble.FOREIGN, status=200)),
        (answer(b"<html>Welcome</html>", "404 Not Found"), Unavailable(Trouble.FOREIGN, status=404)),
        (answer(b"", "204 No Content"), Unavailable(Trouble.FOREIGN, status=204)),
        (answer(b"<html/>", "503 Busy"), Unavailable(Trouble.SERVER, status=503)),
        (b"SSH-2.0-OpenSSH_9.9\r\n\r\n", Unavailable(Trouble.FOREIGN)),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", Unavailable(Trouble.FOREIGN)),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Filler: y\r\n" * 20_000, Unavailable(Trouble.FOREIGN)),
    ],
    ids=["portal", "portal-404", "204", "503", "ssh", "bad-length", "header-flood"],
)
async def test_foreign(make: Make, raw: bytes, expected: Unavailable) -> None:
    def script(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(raw)
        connection.recv(1)

    with raw_server(script) as port:
        assert await make(port).send(EARN) == expected


async def test_chunked_is_fine(make: Make) -> None:
    def script(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for at in range(0, len(FOUND_BODY), 10):
            part = FOUND_BODY[at : at + 10]
            connection.sendall(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        connection.sendall(b"0\r\n\r\n")

    with raw_server(script) as port:
        assert isinstance(await make(port).lookup(code=1), Found)


async def test_a_redirect_is_not_followed(make: Make) -> None:
    visited: list[bytes] = []

    def elsewhere(connection: socket.socket) -> None:
        visited.append(read_request(connection))
        connection.sendall(answer())

    with raw_server(elsewhere) as other:

        def script(connection: socket.socket) -> None:
            read_request(connection)
            location = f"Location: http://127.0.0.1:{other}/login"
            connection.sendall(answer(FOUND_BODY, "302 Found", location))

        with raw_server(script) as port:
            assert await make(port).lookup(code=1) == Unavailable(Trouble.REDIRECT, status=302)
    assert visited == []


async def test_the_environments_proxy_is_ignored(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(variable, f"http://127.0.0.1:{refusing_port()}")
    for variable in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(variable, raising=False)

    def script(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer())

    with raw_server(script) as port:
        assert isinstance(await make(port).lookup(code=1), Found)


async def test_one_connection_is_kept_warm(make: Make) -> None:
    connections = 0

    def script(connection: socket.socket) -> None:
        nonlocal connections
        connections += 1
        while read_request(connection):
            connection.sendall(answer())

    with raw_server(script) as port:
        api = make(port)
        for _ in range(5):
            assert isinstance(await api.lookup(code=1), Found)
        await api.close()
    assert connections == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return self_signed(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def server_tls(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


async def test_an_unknown_certificate_is_refused(make: Make, server_tls: ssl.SSLContext) -> None:
    requests: list[bytes] = []
    with raw_server(lambda connection: requests.append(read_request(connection)), server_tls) as port:
        outcome = await make(f"https://127.0.0.1:{port}").send(EARN)
    assert outcome == Unavailable(Trouble.TLS, reached=False)
    assert KEY.encode() not in b"".join(requests)


async def test_a_certificate_for_another_name_is_refused(
    make: Make, server_tls: ssl.SSLContext, certificate: tuple[Path, Path]
) -> None:
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    with raw_server(lambda connection: None, server_tls) as port:
        outcome = await make(f"https://localhost:{port}", tls=trust).send(EARN)
    assert outcome == Unavailable(Trouble.TLS, reached=False)


async def test_a_trusted_certificate_works(
    make: Make, server_tls: ssl.SSLContext, certificate: tuple[Path, Path]
) -> None:
    def script(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(answer())

    trust = ssl.create_default_context(cafile=str(certificate[0]))
    with raw_server(script, server_tls) as port:
        assert isinstance(await make(f"https://127.0.0.1:{port}", tls=trust).lookup(code=1), Found)


async def test_no_tls_at_the_other_end(make: Make) -> None:
    with raw_server(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad\r\n\r\n")) as port:
        outcome = await make(f"https://127.0.0.1:{port}").send(EARN)
    assert outcome == Unavailable(Trouble.TLS, reached=False)


async def test_a_call_can_be_cancelled(make: Make, reports: list[CallReport]) -> None:
    with raw_server(lambda connection: (read_request(connection), connection.recv(1), None)[2]) as port:
        task = asyncio.create_task(make(port).send(EARN))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert reports == []


# -- the server's clock ----------------------------------------------------------------------------


async def test_what_time_it_is_at_the_service_is_heard_from_every_answer_of_its_own(make: Make) -> None:
    api = make(monotonic=lambda: 700.0)
    assert api.told() is None
    said = {"Date": "Tue, 10 Mar 2026 12:00:30 GMT"}
    noon = datetime(2026, 3, 10, 12, 0, tzinfo=UTC).timestamp()
    with respx.mock(base_url=BASE) as router:
        route = router.get("/webhook/customer").respond(401, json={"error": "x"}, headers=said)
        await api.lookup(code=1)
        heard = api.told()
        assert heard == TimeTold(noon + 30.5, 700.0)
        nonsense = ("yesterday", "Tue, 99 Mar 99999 12:00:30 GMT", "Thu, 01 Jan 1970 00:00:00 GMT")
        for date in (None, *nonsense, "Fri, 31 Dec 9999 23:59:59 GMT"):
            headers = {} if date is None else {"Date": date}
            route.respond(404, json={"error": "customer_not_found"}, headers=headers)
            assert await api.lookup(code=1) == NotFound()
            assert api.told() == heard
        route.mock(side_effect=httpx.ConnectError("no"))
        await api.lookup(code=1)
        assert api.told() == heard
        # A portal in between has a clock of its own.
        later = {"Date": "Tue, 10 Mar 2026 18:00:00 GMT"}
        for status, body in ((302, b""), (200, b"<html>Welcome"), (502, b"")):
            route.mock(return_value=httpx.Response(status, content=body, headers=later))
            assert isinstance(await api.lookup(code=1), Unavailable)
            assert api.told() == heard


AUTHORITY = """
[ca]
default_ca = self
[self]
dir = {folder}
database = {folder}/index
serial = {folder}/serial
new_certs_dir = {folder}
default_md = sha256
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = IP:127.0.0.1
[req]
distinguished_name = nobody
prompt = no
[nobody]
CN = 127.0.0.1
"""


def certified(tmp_path: Path, begins: str, ends: str) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that is valid in this time only, and its key."""
    settings, key, asked, cert = (tmp_path / name for name in ("conf", "key.pem", "asked", "cert.pem"))
    settings.write_text(AUTHORITY.format(folder=tmp_path), encoding="ascii")
    (tmp_path / "index").touch()
    (tmp_path / "serial").write_text("01", encoding="ascii")
    for words in (
        ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-config", str(settings), "-keyout", str(key), "-out", str(asked)],
        ["ca", "-batch", "-selfsign", "-config", str(settings), "-keyfile", str(key), "-notext",
         "-startdate", begins, "-enddate", ends, "-in", str(asked), "-out", str(cert)],
    ):  # fmt: skip
        subprocess.run(["openssl", *words], check=True, capture_output=True, timeout=30)
    return cert, key


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("20200101000000Z", "20200201000000Z"), ("20900101000000Z", "20910101000000Z")],
    ids=["not any more: our clock is ahead, as it seems", "not yet: our clock is behind"],
)
async def test_a_certificate_that_does_not_fit_our_clock_is_told_apart(
    make: Make, tmp_path: Path, begins: str, ends: str
) -> None:
    cert, key = certified(tmp_path, begins, ends)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    trust = ssl.create_default_context(cafile=str(cert))
    with raw_server(lambda connection: None, server) as port:
        outcome = await make(f"https://127.0.0.1:{port}", tls=trust).send(EARN)
    assert outcome == Unavailable(Trouble.TLS_TIME, reached=False)
