"""``kiosk simulate``: the API simulator alone, for people who write integrations."""

from __future__ import annotations

import signal
import sys
import threading
from types import FrameType

from kiosk.simulator.http import SimulatorServer
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import TEST_KEY, Preset, Settings

_MEMBERS = (("ada@example.com", 9, 40), ("bora@example.com", 3, 250), ("chloe@example.com", 0, 0))


def simulate(port: int, preset: str) -> int:
    """Serve until SIGINT or SIGTERM; must run in the main thread. Returns the exit code: 0 after a
    clean stop, 1 when the port is taken. Raises ``ValueError`` for a preset that does not exist."""
    shop = Shop(Settings(preset=Preset(preset)))
    for email, stamps, points in _MEMBERS:
        shop.add_member(email, stamps, points)
    server = SimulatorServer(shop, port=port, control=True)
    over = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        over.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        try:
            server.start()
        except (OSError, OverflowError) as error:
            sys.stderr.write(f"port {port}: {error}\n")
            return 1
        sys.stdout.write(_welcome(server))
        sys.stdout.flush()
        over.wait()
        server.stop()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _welcome(server: SimulatorServer) -> str:
    shop, base = server.shop, server.base_url
    first = shop.members[0].code
    lines = [
        f"Simulated Loyalite API, preset {shop.settings.preset.value}: {base}",
        f"Key: {TEST_KEY}",
        "",
        "Members:",
        *(f"  {m.code}  {m.email}  {m.stamps} stamps, {m.points} points" for m in shop.members),
        "",
        "What a member's phone shows, its QR code and its PIN:",
        f"  curl {base}/_sim/members/{first}/qr",
        f"  curl {base}/_sim/members/{first}/pin",
        "A lookup, with what the QR code said (percent-encoded: it has + / =), or by code:",
        f"  curl -G -H 'X-Api-Key: {TEST_KEY}' --data-urlencode 'qr=…' {base}/webhook/customer",
        f"  curl -H 'X-Api-Key: {TEST_KEY}' '{base}/webhook/customer?code={first}'",
        "Another preset, a fault, what was applied:",
        f'  curl -d \'{{"preset": "strict"}}\' {base}/_sim/settings',
        f'  curl -d \'{{"kind": "drop", "call": "earn", "after": true}}\' {base}/_sim/faults',
        f"  curl {base}/_sim/ledger",
        "",
        "Ctrl+C ends it.",
    ]
    return "\n".join(lines) + "\n"
