"""The simulated shop behind a real HTTP/1.1 server on loopback, with keep-alive and faults.

Threads and plain sockets, since faults must reach below HTTP: half a body, a reset, one byte a
second, a port that refuses. ``stop`` leaves no thread and no socket behind.
"""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from http.client import HTTPException, parse_headers
from types import TracebackType
from typing import BinaryIO, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from kiosk.simulator import control
from kiosk.simulator.faults import CALLS, End, FaultBox, Plan, perform
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import ApiError, Request, Response

HOST: Final = "127.0.0.1"
_MAX_LINE: Final = 65536
_MAX_BODY: Final = 1_000_000
_CHUNK: Final = b" " * 65536


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that arrived: which call (``None``: no call), which connection, and the status of the
    answer (0: none was sent)."""

    call: str | None
    connection: int
    status: int


class SimulatorServer:
    """Serves a ``Shop`` at ``base_url``; a context manager. ``port`` 0 takes a free one.

    ``control`` opens ``/_sim/…``, which shows PINs and changes everything: for tests of other
    processes and for integrators, on loopback only. ``start`` raises ``OSError`` when the port is taken.
    """

    def __init__(self, shop: Shop, *, port: int = 0, control: bool = False) -> None:
        self.shop = shop
        self.faults = FaultBox()
        self._control = control
        self._port = port
        self._lock = threading.Lock()
        self._turn = threading.Lock()  # to go offline or online: outages may overlap
        self._listener: socket.socket | None = None
        self._reserved: socket.socket | None = None
        self._wake: socket.socket | None = None
        self._acceptor: threading.Thread | None = None
        self._workers: dict[threading.Thread, socket.socket] = {}
        self._down = threading.Event()
        self._down.set()
        self._seen: deque[Seen] = deque(maxlen=10_000)
        self._connections = 0
        self._outages: list[threading.Thread] = []
        self._stopped = threading.Event()

    def __enter__(self) -> SimulatorServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def port(self) -> int:
        """The port, once started."""
        return self._port

    @property
    def base_url(self) -> str:
        """For a client's configuration."""
        return f"http://{HOST}:{self._port}"

    @property
    def seen(self) -> list[Seen]:
        """The last 10,000 requests, in order of their answers."""
        with self._lock:
            return list(self._seen)

    def start(self) -> None:
        """Bind and serve."""
        self._stopped.clear()
        self._reserved = self._bound()
        self._port = self._reserved.getsockname()[1]
        self.go_online()

    def stop(self) -> None:
        """Close everything and wait for every thread. Does nothing when not started."""
        self._stopped.set()
        for outage in self._outages:
            outage.join()
        self._outages.clear()
        self.go_offline()
        if self._reserved is not None:
            self._reserved.close()
            self._reserved = None

    # -- the network -------------------------------------------------------------------------------

    @property
    def online(self) -> bool:
        """Whether the port takes connections."""
        return not self._down.is_set()

    def go_offline(self) -> None:
        """Refuse connections and cut the open ones. The port stays ours: bound, but not listening."""
        with self._turn:
            self._go_offline()

    def _go_offline(self) -> None:
        if self._listener is None or self._wake is None or self._acceptor is None:
            return
        self._down.set()
        self._wake.close()  # The other end becomes readable.
        self._acceptor.join()
        self._listener.close()
        self._listener = None
        with self._lock:
            workers = dict(self._workers)
        for connection in workers.values():
            with contextlib.suppress(OSError):  # It may have ended by itself.
                connection.shutdown(socket.SHUT_RDWR)
        for worker in workers:
            worker.join()
        self._reserved = self._bound()

    def go_online(self) -> None:
        """Take connections again, on the same port."""
        with self._turn:
            self._go_online()

    def _go_online(self) -> None:
        if self._reserved is None:
            return
        self._listener, self._reserved = self._reserved, None
        self._listener.listen(64)
        mine, self._wake = socket.socketpair()
        self._down.clear()
        self._acceptor = threading.Thread(
            target=self._accept, args=(self._listener, mine), name="simulator-accept"
        )
        self._acceptor.start()

    def outage(self, seconds: float) -> None:
        """Go offline a moment from now, and online again ``seconds`` later; returns at once."""

        def run() -> None:
            if not self._stopped.wait(0.05):  # The answer to who asked for it must get out.
                self.go_offline()
                self._stopped.wait(seconds)
                if not self._stopped.is_set():
                    self.go_online()

        thread = threading.Thread(target=run, name="simulator-outage")
        self._outages.append(thread)
        thread.start()

    def _bound(self) -> socket.socket:
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            sock.bind((HOST, self._port))
        except (OSError, OverflowError):  # Taken; or beyond 65535.
            sock.close()
            raise
        return sock

    # -- threads -----------------------------------------------------------------------------------

    def _accept(self, listener: socket.socket, wake: socket.socket) -> None:
        with wake:
            while True:
                ready, _, _ = select.select([listener, wake], [], [])
                if wake in ready:
                    return
                try:
                    connection, _ = listener.accept()
                except OSError:  # It hung up while it waited.
                    continue
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with self._lock:
                    self._connections += 1
                    worker = threading.Thread(
                        target=self._serve, args=(connection, self._connections), name="simulator-connection"
                    )
                    self._workers[worker] = connection
                worker.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            with connection, connection.makefile("rb") as stream:
                while not self._down.is_set():
                    try:
                        request = _read_request(stream)
                        if request is None:
                            return
                        end = self._answer(request, connection, number)
                    except ApiError as error:
                        connection.sendall(b"".join(_bytes(Plan(error.response()), self.shop.date())))
                        return
                    if end is End.RESET:
                        # Linger of no time: close becomes RST.
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    if end is not End.KEEP:
                        return
        except (OSError, HTTPException, ValueError):
            pass  # The peer went away or talks no HTTP: the connection is over, nothing else is.
        finally:
            with self._lock:
                del self._workers[threading.current_thread()]

    def _answer(self, request: Request, connection: socket.socket, number: int) -> End:
        call = CALLS.get((request.method, request.path))
        if request.path.startswith("/_sim/") and self._control:
            plan = Plan(control.handle(self, request))
        else:
            plan = perform(self.faults.take(call), lambda: self.shop.handle(request))
        if plan.delay and self._down.wait(plan.delay):
            return End.CLOSE
        if plan.late is not None:
            plan = Plan(plan.late())
        with self._lock:
            self._seen.append(Seen(call, number, plan.response.status if plan.response else 0))
        end = plan.end
        if request.headers.get("connection", "").lower() == "close" and end is End.KEEP:
            end = End.CLOSE
        if plan.drip:
            for byte in b"".join(_bytes(plan, self.shop.date())):
                if self._down.wait(plan.drip):
                    return End.CLOSE
                connection.sendall(bytes([byte]))
        else:
            for part in _bytes(plan, self.shop.date()):
                connection.sendall(part)
        return end


def _read_request(stream: BinaryIO) -> Request | None:
    """The next request of a connection; ``None`` at its end. Raises ``ApiError`` for what is refused
    unread, ``HTTPException``, ``ValueError`` or ``OSError`` for what is no HTTP."""
    line = stream.readline(_MAX_LINE)
    if not line:
        return None
    method, target, version = line.decode("ascii").split()
    if not version.startswith("HTTP/1."):
        raise ValueError("not HTTP/1")
    headers = {name.lower(): value.strip() for name, value in parse_headers(stream).items()}
    if "transfer-encoding" in headers:
        raise ApiError(411, "length_required")
    length = int(headers.get("content-length", "0"))
    if not 0 <= length <= _MAX_BODY:
        raise ApiError(413, "body_too_large")
    body = stream.read(length)
    if len(body) < length:
        return None
    parts = urlsplit(target)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Request(method, unquote(parts.path), query, headers, body)


def _bytes(plan: Plan, clock: float) -> Iterator[bytes]:
    """The answer as it goes out, in parts; ``clock`` is the shop's, in seconds since 1970."""
    response: Response | None = plan.response
    if response is None:
        return
    try:
        reason = HTTPStatus(response.status).phrase
    except ValueError:
        reason = "Unknown"
    head = [f"HTTP/1.1 {response.status} {reason}"]
    head += [f"{name}: {value}" for name, value in response.headers.items()]
    head += [] if "Date" in response.headers else [f"Date: {formatdate(clock, usegmt=True)}"]
    head.append(f"Content-Type: {response.content_type}")
    head.append(f"Content-Length: {plan.padding + len(response.body)}")
    yield ("\r\n".join(head) + "\r\n\r\n").encode("latin-1")
    for _ in range(plan.padding // len(_CHUNK)):
        yield _CHUNK
    yield response.body if plan.cut is None else response.body[: plan.cut]
