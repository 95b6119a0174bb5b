"""The place where metrics are served, before scrapers of every kind: good ones are answered, whatever the bad
ones do, and neither costs the kiosk more than a little."""

import asyncio
import gzip
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from kiosk.metrics import listening, server
from kiosk.metrics.books import Books
from kiosk.metrics.listening import Metrics, Pulse
from kiosk.metrics.server import MOST, Server
from tests.unit.test_metrics import FACTS, sources

PATIENCE = 20.0
GET = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n"


class Said:
    """A log that is kept."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str, dict[str, str | float]]] = []
        self._change = threading.Condition()

    def __call__(self, event: str, level: str = "info", /, **fields: str | float) -> None:
        with self._change:
            self.lines.append((event, level, fields))
            self._change.notify_all()

    def wait_for(self, **fields: str) -> None:
        def there() -> bool:
            return any(fields.items() <= told.items() for _, _, told in self.lines)

        with self._change:
            assert self._change.wait_for(there, PATIENCE), self.lines


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[tuple[int, Said]]:
    said, port = Said(), free_port()
    metrics = Metrics(host, port, FACTS, said)
    metrics.sources = sources()
    metrics.start()
    metrics.heard("ready", "info", {"startup_ms": 900})
    try:
        said.wait_for(state="serving")
        yield port, said
    finally:
        began = time.monotonic()
        metrics.stop()
        assert time.monotonic() - began < 2
        assert not metrics._thread.is_alive()


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[int, Said]]:
    with serving() as found:
        told(found[0])  # what looks at machine and journal is there from then on
        yield found


def connect(port: int, host: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection((host, port), PATIENCE)


def told(port: int, request: bytes = GET + b"\r\n", host: str = "127.0.0.1") -> tuple[bytes, bytes]:
    """Head and body of the answer to one request."""
    with connect(port, host) as wire:
        wire.sendall(request)
        return heard(wire)


def heard(wire: socket.socket) -> tuple[bytes, bytes]:
    parts = []
    while part := wire.recv(65536):
        parts.append(part)
    head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    return head, body


def test_a_scraper_is_answered(place: tuple[int, Said]) -> None:
    head, body = told(place[0])
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"text/plain; version=0.0.4" in head
    assert b"\nloyalite_kiosk_startup_seconds 0.9\n" in body
    assert b"\nloyalite_kiosk_temperature_celsius 71.5\n" in body
    assert b"Connection: close" in head
    assert b"Content-Length: %d" % len(body) in head


def test_an_answer_is_packed_where_that_is_understood(place: tuple[int, Said]) -> None:
    head, body = told(place[0], GET + b"Accept-Encoding: gzip\r\n\r\n")
    assert b"Content-Encoding: gzip" in head
    assert b"loyalite_kiosk_build_info" in gzip.decompress(body)
    assert len(body) < 4000


def test_openmetrics_is_spoken(place: tuple[int, Said]) -> None:
    head, body = told(place[0], GET + b"Accept: application/openmetrics-text; version=1.0.0\r\n\r\n")
    assert b"application/openmetrics-text" in head
    assert body.endswith(b"# EOF\n")


def test_one_metric_can_be_asked_for(place: tuple[int, Said]) -> None:
    request = b"GET /metrics?name[]=loyalite_kiosk_temperature_celsius HTTP/1.1\r\nHost: x\r\n\r\n"
    _, body = told(place[0], request)
    lines = [line for line in body.splitlines() if not line.startswith(b"#")]
    assert lines == [b"loyalite_kiosk_temperature_celsius 71.5"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"GET /metrics/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", b"404"),
        (b"POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", b"405"),
        (b"DELETE /metrics HTTP/1.1\r\nHost: x\r\n\r\n", b"405"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
        (b"GET /metrics HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", b"400"),
        (b"GET /metrics HTTP/1.1\r\nHost: x\r\nAccept: \xff\xfe\r\n\r\n", b"400"),
        (b"GET /metrics?\xff HTTP/1.1\r\nHost: x\r\n\r\n", b"400"),
        (b"GET /metrics HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 20_000 + b"\r\n\r\n", b"431"),
        (b"A" * 9000, b"431"),
    ],
)
def test_what_is_no_scrape_is_refused(place: tuple[int, Said], request_: bytes, status: bytes) -> None:
    with connect(place[0]) as wire:
        # What is not read any more is answered by a reset, which may overtake the answer.
        try:
            wire.sendall(request_)
            head, _ = heard(wire)
        except ConnectionError:
            assert status == b"431"
        else:
            assert head.split(b" ")[1] == status or (not head and status == b"431")
    assert told(place[0])[0].startswith(b"HTTP/1.1 200")


def test_many_who_say_nothing_disturb_neither_scraper_nor_kiosk(place: tuple[int, Said]) -> None:
    port, said = place
    told(port)
    threads, files, lines = threading.active_count(), len(os.listdir("/proc/self/fd")), len(said.lines)
    with ExitStack() as stack:
        wires = []
        began = time.monotonic()
        for number in range(120):
            wire = stack.enter_context(connect(port))
            if number % 3:
                wire.sendall(GET[: number % len(GET)])
            wires.append(wire)
            if number % 40 == 39:
                assert told(port)[0].startswith(b"HTTP/1.1 200")
        # Each is a descriptor here, and so many of them at the other end.
        assert len(os.listdir("/proc/self/fd")) - files - len(wires) <= MOST + 3
        assert threading.active_count() <= threads
        # Taken at a measured pace, so that a flood of them is no flood of work.
        assert time.monotonic() - began > 100 * server.PAUSE
        wires[0].settimeout(PATIENCE)
        assert wires[0].recv(1) == b""  # the oldest had to go
    assert told(port)[0].startswith(b"HTTP/1.1 200")
    assert len(said.lines) == lines  # nobody can fill the log


def test_one_who_reads_nothing_is_left(place: tuple[int, Said], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE", 0.3)
    with connect(place[0]) as dumb, connect(place[0]) as drop:
        dumb.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        dumb.sendall(GET + b"\r\n")
        for letter in b"GET /metr":  # and one who speaks very slowly
            drop.sendall(bytes([letter]))
            time.sleep(0.02)
        drop.settimeout(PATIENCE)
        began = time.monotonic()
        assert drop.recv(1) == b""
        assert time.monotonic() - began < 5
        assert told(place[0])[0].startswith(b"HTTP/1.1 200")


def test_answers_are_spaced(place: tuple[int, Said]) -> None:
    """However many ask at once, a second has room for four answers."""
    with ExitStack() as stack:
        wires = [stack.enter_context(connect(place[0])) for _ in range(5)]
        began = time.monotonic()
        for wire in wires:
            wire.sendall(GET + b"\r\n")
        assert all(heard(wire)[0].startswith(b"HTTP/1.1 200") for wire in wires)
        assert time.monotonic() - began >= 3.5 * server.SPACE


def test_what_is_heard_before_and_between_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "MANY", 50)
    said, port = Said(), free_port()
    metrics = Metrics("127.0.0.1", port, FACTS, said, grace=30.0)
    metrics.heard("printer", "warning", {"state": "paper_out"})
    metrics.start()
    metrics.pulse.ask(lambda answer: answer())(metrics.pulse.alive(None))
    assert not said.lines  # nothing is served, nor loaded, before the kiosk is ready
    metrics.heard("ready", "info", {"startup_ms": 10})
    said.wait_for(state="serving")
    body = told(port)[1]
    assert b'printer_state{state="paper_out"} 1.0\n' in body
    assert b"loyalite_kiosk_startup_seconds 0.01\n" in body
    assert b"loyalite_kiosk_ui_lateness_seconds_count 1.0\n" in body
    assert b"loyalite_kiosk_engine_lateness_seconds_count 1.0\n" in body
    for number in range(400):  # nobody asks; even so they do not pile up
        metrics.heard("coupon", "info", {"id": f"c-{number}", "state": "printed"})
    end = time.monotonic() + PATIENCE
    while len(metrics._said) > 50:
        assert time.monotonic() < end
        time.sleep(0.01)
    metrics.heard("printer", "info", {"state": "ready"})
    body = told(port)[1]
    assert b'coupons_total{state="printed"} 400.0\n' in body
    assert b'printer_state{state="paper_out"} 0.0\n' in body
    metrics.stop()


def test_a_kiosk_that_never_gets_ready_is_told_of_too() -> None:
    said, port = Said(), free_port()
    metrics = Metrics("127.0.0.1", port, FACTS, said, grace=0.05)
    metrics.start()
    said.wait_for(state="serving")
    body = told(port)[1]
    assert b"loyalite_kiosk_build_info" in body
    assert b"\nloyalite_kiosk_startup_seconds" not in body
    metrics.stop()


def test_the_sixth_version_of_the_address_is_one_of_this_machine() -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with serving("::1") as (port, _):
        assert told(port, host="::1")[0].startswith(b"HTTP/1.1 200")


async def test_a_port_that_is_taken_is_told_once_and_waited_for() -> None:
    said, kept = Said(), Books(FACTS, lambda: None, Pulse(lambda _what, _seconds: None))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        one = Server("127.0.0.1", port, kept.app(), kept.look, said, first_wait=0.02)
        task = asyncio.create_task(one.run())
        while not said.lines:  # noqa: ASYNC110 - a log sets no event
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
    assert said.lines == [("metrics", "warning", {"state": "waiting", "reason": "in_use"})]
    async with asyncio.timeout(PATIENCE):
        while len(said.lines) < 2:  # noqa: ASYNC110 - a log sets no event
            await asyncio.sleep(0.01)
        assert said.lines[1][2]["state"] == "serving"
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET + b"\r\n")
        assert b"200 OK" in await reader.read()
        writer.close()
        await writer.wait_closed()
    task.cancel()
    await asyncio.wait((task,))
    assert task.cancelled()
    kept.stop()
