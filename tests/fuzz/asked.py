"""Hostile input by who asks: requests for metrics."""

from __future__ import annotations

import asyncio
import functools

import h11

from kiosk.metrics import server
from kiosk.metrics.books import Books
from kiosk.metrics.catalogue import BY_NAME
from kiosk.metrics.listening import Facts, Pulse


def scraped(data: bytes) -> None:
    """Who asks for metrics: understood or not, answered or refused, and nothing else."""
    app = _books().app()
    talk = h11.Connection(h11.SERVER, max_incomplete_event_size=server.MOST_HEAD)
    request = None
    try:
        for begin in range(0, len(data), 700):
            request = server.understood(talk, data[begin : begin + 700])
            if request is not None:
                break
    except h11.RemoteProtocolError:
        return
    if request is None:
        return
    status, _, body = asyncio.run(server.answered(app, request, request.target.partition(b"?")[2]))
    assert status == 200 or (status == 400 and not body)


@functools.cache
def _books() -> Books:
    facts = Facts(
        dict.fromkeys(BY_NAME["build_info"].labels, ""), dict.fromkeys(BY_NAME["config_info"].labels, "")
    )
    return Books(facts, lambda: None, Pulse(lambda _what, _seconds: None))
