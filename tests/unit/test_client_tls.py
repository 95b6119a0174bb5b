"""What the service has to be before the key is sent to it, tried with servers that are not."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.core.outcomes import Found, Trouble, Unavailable
from kiosk.loyalite.client import HttpLoyaltyApi, trusted
from kiosk.ports import CallReport
from tests.support.certificates import self_signed
from tests.support.raw_server import raw_server, read_request

KEY = "lk_test_4f2etls"
FOUND = (
    b'{"data": {"customer_code": 482193, "masked_email": "a***e@example.com", "stamp_count": 7,'
    b' "point_balance": 120}}'
)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return self_signed(tmp_path_factory.mktemp("tls"))


def speaking(
    certificate: tuple[Path, Path], least: ssl.TLSVersion, most: ssl.TLSVersion, *, old: bool = False
) -> ssl.SSLContext:
    """A server's side that speaks these versions only."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return _bounded(context, least, most, old=old)


def _bounded(
    context: ssl.SSLContext, least: ssl.TLSVersion, most: ssl.TLSVersion, *, old: bool
) -> ssl.SSLContext:
    if old:
        context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that they are old is the point
        context.minimum_version, context.maximum_version = least, most
    return context


def script(connection: socket.socket) -> None:
    heard.append(read_request(connection))
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(FOUND)}\r\n\r\n"
    connection.sendall(head.encode() + FOUND)


heard: list[bytes] = []


@pytest.fixture(autouse=True)
def _silence() -> None:
    heard.clear()


async def asked(port: int, tls: ssl.SSLContext | None) -> tuple[object, list[CallReport]]:
    """What one lookup comes to."""
    reports: list[CallReport] = []
    api = HttpLoyaltyApi(
        f"https://127.0.0.1:{port}", KEY, report=reports.append, connect_timeout=5.0, tls=tls
    )
    try:
        return await api.lookup(code=1), reports
    finally:
        await api.close()


def knowing(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    """The kiosk's own demands, with the test's certificate among those that are trusted."""
    context = trusted()
    context.load_verify_locations(certificate[0])
    return context


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_new_versions_are_spoken(certificate: tuple[Path, Path], version: ssl.TLSVersion) -> None:
    with raw_server(script, speaking(certificate, version, version)) as port:
        outcome, _ = await asked(port, knowing(certificate))
    assert isinstance(outcome, Found)
    assert KEY.encode() in heard[0]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
async def test_old_versions_are_refused(certificate: tuple[Path, Path], version: ssl.TLSVersion) -> None:
    """Also where the machine's OpenSSL would allow them."""
    server = speaking(certificate, version, version, old=True)
    ours = knowing(certificate)
    ours.set_ciphers("ALL:@SECLEVEL=0")
    with raw_server(script, server) as port:
        outcome, reports = await asked(port, ours)
    assert outcome == Unavailable(Trouble.TLS, reached=False)
    assert [one.outcome for one in reports] == ["unavailable_tls"]
    assert heard == []

    # There is such a server: somebody with lower demands is served.
    careless = _bounded(knowing(certificate), version, version, old=True)
    with raw_server(script, server) as port:
        outcome, _ = await asked(port, careless)
    assert isinstance(outcome, Found)


def test_the_demands_are_those_of_the_well_known_authorities() -> None:
    ours = trusted()
    assert ours.verify_mode is ssl.CERT_REQUIRED
    assert ours.check_hostname
    assert len(ours.get_ca_certs()) > 50


LOGGED = """
import asyncio, ssl, sys
from kiosk.loyalite.client import HttpLoyaltyApi, trusted
how, port, cert = sys.argv[1:]
context = trusted() if how == "ours" else ssl.create_default_context()
context.load_verify_locations(cert)
async def ask():
    api = HttpLoyaltyApi(f"https://127.0.0.1:{port}", "key", report=print, connect_timeout=5.0, tls=context)
    await api.lookup(code=1)
    await api.close()
asyncio.run(ask())
"""


@pytest.mark.parametrize(("how", "written"), [("anybodys", True), ("ours", False)])
def test_no_session_keys_are_written_because_the_environment_says_so(
    certificate: tuple[Path, Path], tmp_path: Path, how: str, written: bool
) -> None:
    """SSLKEYLOGFILE makes Python write down what everything can be decrypted with."""
    keys = tmp_path / "keys"
    version = ssl.TLSVersion.TLSv1_3
    with raw_server(script, speaking(certificate, version, version)) as port:
        ran = subprocess.run(
            [sys.executable, "-c", LOGGED, how, str(port), str(certificate[0])],
            cwd=ROOT, env={"SSLKEYLOGFILE": str(keys), "PATH": "/usr/bin"},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
    assert "outcome='found'" in ran.stdout
    assert ("TRAFFIC_SECRET" in keys.read_text() if keys.exists() else False) is written


Serve = Callable[[socket.socket], None]


async def test_a_redirect_takes_the_key_nowhere(certificate: tuple[Path, Path]) -> None:
    """Neither to another host nor to the same one without TLS."""
    version = ssl.TLSVersion.TLSv1_3
    visited: list[bytes] = []

    def to(target: str) -> Serve:
        def serve(connection: socket.socket) -> None:
            read_request(connection)
            head = f"HTTP/1.1 307 Temporary Redirect\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n"
            connection.sendall(head.encode())

        return serve

    with raw_server(lambda connection: visited.append(read_request(connection))) as other:
        for target in (f"http://127.0.0.1:{other}/", f"http://localhost:{other}/", f"//127.0.0.1:{other}/"):
            with raw_server(to(target), speaking(certificate, version, version)) as port:
                outcome, _ = await asked(port, knowing(certificate))
            assert outcome == Unavailable(Trouble.REDIRECT, status=307)
    assert visited == []
