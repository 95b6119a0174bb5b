"""Tells systemd that the kiosk is ready, and that its loop and its screen still answer.

Protocol: sd_notify(3): datagrams to the socket named by NOTIFY_SOCKET; a leading ``@`` stands for the
abstract namespace. WATCHDOG_USEC is the limit in microseconds; half of it is the interval to keep.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Mapping

EVERY = 1.5
"""Seconds between two signs of life at most: the shorter, the sooner a hang is known."""


def notify(environ: Mapping[str, str], message: str) -> bool:
    """Send one message; false without a listener (not started by systemd, or it is gone)."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
            out.setblocking(False)
            out.sendto(message.encode(), address)
    except OSError:
        return False
    return True


def interval(environ: Mapping[str, str]) -> float | None:
    """Seconds between two signs of life; None when systemd does not ask for them."""
    try:
        micros = int(environ.get("WATCHDOG_USEC", ""))
    except ValueError:
        return None
    return micros / 2e6 if micros > 0 else None


async def keep_alive(
    environ: Mapping[str, str],
    ask: Callable[[Callable[[], None]], None],
    alive: Callable[[], None] | None = None,
) -> None:
    """Signs of life for as long as this loop runs and the screen answers; else none, and the kiosk is
    restarted.

    ``ask`` has its argument called by the thread of the screen, whenever that gets round to it. No sign comes
    before the answer, so the last one is never younger than the hang. ``alive`` hears of each sign as well.
    Without it, and without a limit of systemd's, nobody wants any, and this ends.
    """
    limit = interval(environ)
    if limit is None and alive is None:
        return
    every = min(limit or EVERY, EVERY)
    loop = asyncio.get_running_loop()
    while True:
        answered = asyncio.Event()

        def answer(heard: asyncio.Event = answered) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile: nobody asks any more
                loop.call_soon_threadsafe(heard.set)

        ask(answer)
        await answered.wait()
        if limit is not None:
            notify(environ, "WATCHDOG=1")
        if alive is not None:
            alive()
        await asyncio.sleep(every)
