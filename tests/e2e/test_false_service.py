"""The real program before a service that is not the one it is configured for: what it sends and says."""

from __future__ import annotations

import ssl
from pathlib import Path

from kiosk.simulator.shop_values import TEST_KEY
from tests.e2e.kiosk_process import place
from tests.support.certificates import self_signed
from tests.support.raw_server import raw_server, read_request


def nobodys(folder: Path) -> ssl.SSLContext:
    """A server's side that nobody has certified."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*self_signed(folder))
    return context


def test_a_certificate_of_nobodys_gets_neither_key_nor_code(tmp_path: Path) -> None:
    """Somebody in the shop's network answers in the service's name. The customer reads «no connection», the
    log has the reason, and nothing was sent."""
    heard: list[bytes] = []
    with (
        place(tmp_path) as one,
        raw_server(lambda connection: heard.append(read_request(connection)), nobodys(tmp_path)) as port,
    ):
        one.tables["api"]["base_url"] = f"https://127.0.0.1:{port}"
        one.film().empty(2).phone(one.qr, 8)
        with one.run() as kiosk:
            line = kiosk.wait_for("api", call="lookup")
            assert (line["outcome"], line["status"]) == ("unavailable_tls", 0)
            kiosk.wait_for("screen", name="offline")
            output = kiosk.output
    assert b"".join(heard) == b""
    assert TEST_KEY not in output
    assert one.qr not in output
