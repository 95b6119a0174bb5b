"""Answers ``GET /metrics``, and nothing else, on an address of this machine.

Whoever asks may be slow, or hostile: a request has a few seconds and a few kilobytes, few are served at once,
the one that has been at it for longest goes when there are more, and however many are made, only two hundred
connections are taken and four answers made in a second. One request a connection, as scrapers on the same
machine lose nothing by it. The words of HTTP are h11's, the answer is the Prometheus client's.
"""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import h11

from kiosk.metrics.listening import Log

PATH = "/metrics"
MOST = 8
"""Connections at once."""
PATIENCE = 5.0
"""Seconds for one, from its first byte to its last."""
MOST_HEAD = 8192
"""Bytes of a request."""
PAUSE = 0.005
"""Seconds between two connections that are taken."""
SPACE = 0.25
"""Seconds between two answers: each is some milliseconds of Python, which the screen needs as well."""
FIRST_WAIT, LONGEST_WAIT = 2.0, 60.0
"""Seconds before a port that could not be had is tried again; doubled each time."""

App = Callable[..., Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Answer = tuple[int, Headers, bytes]
"""Status, headers, body."""

_WORDS = {
    200: b"OK",
    400: b"Bad Request",
    404: b"Not Found",
    405: b"Method Not Allowed",
    431: b"Request Header Fields Too Large",
    500: b"Internal Server Error",
}


class Server:
    """``app`` is an ASGI application, asked for ``/metrics`` alone, after ``prepare``."""

    def __init__(
        self,
        host: str,
        port: int,
        app: App,
        prepare: Callable[[], Awaitable[None]],
        log: Log,
        *,
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self._host, self._port = host, port
        self._app = app
        self._prepare = prepare
        self._log = log
        self._first_wait = first_wait
        self._open: dict[asyncio.Task[None], None] = {}  # the oldest first
        self._turn = asyncio.Lock()
        self._next = 0.0

    async def run(self) -> None:
        """Until cancelled. A port that another program has is told once, and waited for."""
        wait, told = self._first_wait, False
        while True:
            try:
                listening = self._listen()
            except OSError as error:
                if not told:
                    reason = "in_use" if error.errno == errno.EADDRINUSE else "cannot_listen"
                    self._log("metrics", "warning", state="waiting", reason=reason)
                told = True
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
                continue
            with listening:
                self._log("metrics", state="serving", listen=f"{self._host}:{self._port}")
                try:
                    await self._take(listening)
                finally:
                    await self._hang_up()

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        listening = socket.create_server((self._host, self._port), family=family, backlog=64)
        listening.setblocking(False)
        return listening

    async def _take(self, listening: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, _ = await loop.sock_accept(listening)
            except OSError:  # gone again before it was taken, or no descriptor is left
                await asyncio.sleep(SPACE)
                continue
            task = loop.create_task(self._serve(connection))
            self._open[task] = None
            task.add_done_callback(self._open.pop)
            await asyncio.sleep(PAUSE)
            if len(self._open) > MOST:
                next(iter(self._open)).cancel()

    async def _hang_up(self) -> None:
        for task in tuple(self._open):
            task.cancel()
        if self._open:
            await asyncio.wait(tuple(self._open))

    async def _serve(self, connection: socket.socket) -> None:
        """One connection, from beginning to end. Nothing that comes over it gets any further."""
        with connection, suppress(Exception):
            connection.setblocking(False)
            async with asyncio.timeout(PATIENCE):
                talk = h11.Connection(h11.SERVER, max_incomplete_event_size=MOST_HEAD)
                try:
                    request = await self._request(connection, talk)
                except h11.RemoteProtocolError as error:
                    answer: Answer = error.error_status_hint, [], b""
                else:
                    if request is None:
                        return
                    answer = await self._answer(request)
                await _send(connection, talk, *answer)

    async def _request(self, connection: socket.socket, talk: h11.Connection) -> h11.Request | None:
        """The request; None when whoever it was has gone. Raises ``h11.RemoteProtocolError``."""
        loop = asyncio.get_running_loop()
        request = None
        while request is None and (data := await loop.sock_recv(connection, 4096)):
            request = understood(talk, data)
        return request

    async def _answer(self, request: h11.Request) -> Answer:
        path, _, query = request.target.partition(b"?")
        if path != PATH.encode():
            return 404, [], b"The metrics are at " + PATH.encode() + b"\n"
        if request.method != b"GET":
            return 405, [(b"Allow", b"GET")], b""
        loop = asyncio.get_running_loop()
        async with self._turn:
            await asyncio.sleep(self._next - loop.time())
            self._next = loop.time() + SPACE
            await self._prepare()
            return await answered(self._app, request, query)


def understood(talk: h11.Connection, data: bytes) -> h11.Request | None:
    """The request, if it is whole with these bytes. Raises ``h11.RemoteProtocolError``."""
    talk.receive_data(data)
    event = talk.next_event()
    return event if isinstance(event, h11.Request) else None


async def _send(
    connection: socket.socket, talk: h11.Connection, status: int, headers: Headers, body: bytes
) -> None:
    headers = [*headers, (b"Content-Length", b"%d" % len(body)), (b"Connection", b"close")]
    head = h11.Response(status_code=status, headers=headers, reason=_WORDS.get(status, b""))
    parts = [talk.send(head), talk.send(h11.Data(data=body)), talk.send(h11.EndOfMessage())]
    await asyncio.get_running_loop().sock_sendall(connection, b"".join(part or b"" for part in parts))


async def answered(app: App, request: h11.Request, query: bytes) -> Answer:
    """One call of an ASGI application; 400 for what it cannot make sense of."""
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": PATH,
        "query_string": query,
        "headers": list(request.headers),
    }
    status = 500
    headers: Headers = []
    parts: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            headers.extend(message["headers"])
        else:
            parts.append(message.get("body", b""))

    try:
        await app(scope, receive, send)
    except Exception:  # noqa: BLE001 - a request in no encoding, or worse
        return 400, [], b""
    return status, headers, b"".join(parts)
