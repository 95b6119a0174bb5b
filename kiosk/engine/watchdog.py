"""Tells systemd that the kiosk is ready, and that its loop still answers.

Protocol: sd_notify(3): datagrams to the socket named by NOTIFY_SOCKET; a leading ``@`` stands for the
abstract namespace. WATCHDOG_USEC is the limit in microseconds; half of it is the interval to keep.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping


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


async def keep_alive(environ: Mapping[str, str]) -> None:
    """Signs of life for as long as this loop runs; a loop that hangs sends none, and is restarted."""
    every = interval(environ)
    if every is None:
        return
    while True:
        notify(environ, "WATCHDOG=1")
        await asyncio.sleep(every)
