"""One connection that is open before anybody asks for it.

An idle connection is given up after a while, so the first customer after a pause would wait for a TCP and a
TLS handshake: two or three round trips, which over a shop's mobile link take longer than the answer itself.
Somebody who comes near is seen seconds before their code is.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from httpcore import AsyncNetworkBackend, AsyncNetworkStream


class Spare(AsyncNetworkBackend):
    """Stands between httpcore and the network: asked for a connection to ``host`` and ``port``, it hands
    out the one that ``open`` has made, else a fresh one of ``inner``.

    ``tls`` and ``patience`` (seconds) are for opening; ``keep`` is how many seconds a spare one is kept. As
    long it is listened to: one that the server has closed is not handed out. For one event loop.
    """

    def __init__(
        self,
        inner: AsyncNetworkBackend,
        host: str,
        port: int,
        *,
        tls: ssl.SSLContext | None,
        patience: float,
        keep: float,
    ) -> None:
        self._inner = inner
        self._to = (host, port)
        self._tls = tls
        self._patience = patience
        self._keep = keep
        self._stream: AsyncNetworkStream | None = None
        self._opening: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._off = False

    def works(self) -> None:
        """A request has just got through: whatever failed before, it is worth a try again."""
        self._off = False

    def open(self) -> None:
        """Have one ready; returns at once. Nobody hears of a failure, the next request will find out. Until
        one gets through there is no other try: without a network whoever walks by would begin one, and a
        thread that looks for a name can neither be called off nor left behind at the end."""
        if self._opening is None and self._stream is None and not self._off:
            self._opening = asyncio.get_running_loop().create_task(self._open())

    async def aclose(self) -> None:
        """Close it, and open no other one."""
        self._off = True
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.wait({self._opening})
        if (stream := await self._taken()) is not None:
            await _close(stream)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own word
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """The spare one, or a fresh one. One that is being opened is waited for: it is ahead."""
        if (host, port) == self._to:
            if self._opening is not None:
                await asyncio.wait({self._opening}, timeout=timeout)
            if (stream := await self._taken()) is not None:
                return _Secured(stream)
        return await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own word
        socket_options: Iterable[Any] | None = None,
    ) -> AsyncNetworkStream:
        """As ``inner``'s."""
        return await self._inner.connect_unix_socket(path, timeout, socket_options)

    async def sleep(self, seconds: float) -> None:
        """As ``inner``'s."""
        await self._inner.sleep(seconds)

    async def _open(self) -> None:
        stream: AsyncNetworkStream | None = None
        try:
            host, port = self._to
            stream = await self._inner.connect_tcp(host, port, timeout=self._patience)
            if self._tls is not None:
                stream = await stream.start_tls(self._tls, server_hostname=host, timeout=self._patience)
        except asyncio.CancelledError:
            if stream is not None:
                await _close(stream)
            raise
        except Exception:  # noqa: BLE001 - whatever a transport can come up with: this was only a try
            self._off = True
            if stream is not None:
                await _close(stream)
        else:
            self._stream = stream
            self._watching = asyncio.get_running_loop().create_task(self._watch(stream))
        finally:
            self._opening = None

    async def _watch(self, stream: AsyncNetworkStream) -> None:
        """Until it is too old, or the server hangs up: it has nothing to say before it is asked. Its session
        tickets are taken in by listening; unread they would look like an end."""
        with suppress(Exception):
            await stream.read(1, timeout=self._keep)
        self._stream = self._watching = None
        await _close(stream)

    async def _taken(self) -> AsyncNetworkStream | None:
        """The spare one, which is nobody's any more."""
        stream, self._stream = self._stream, None
        watching, self._watching = self._watching, None
        if stream is None or watching is None:
            return None
        watching.cancel()
        await asyncio.wait({watching})
        # It may have come to its end in the very moment, and closed the connection.
        return stream if watching.cancelled() else None


class _Secured(AsyncNetworkStream):
    """A connection whose handshake is done already."""

    def __init__(self, stream: AsyncNetworkStream) -> None:
        self._stream = stream

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,  # noqa: ARG002 - the same that it was opened with
        server_hostname: str | None = None,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
    ) -> AsyncNetworkStream:
        return self._stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


async def _close(stream: AsyncNetworkStream) -> None:
    with suppress(Exception):  # it is over either way
        await stream.aclose()
