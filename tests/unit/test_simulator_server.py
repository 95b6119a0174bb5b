"""The simulator as a server and as a command: leaves nothing behind, and can be steered from outside."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from kiosk.simulator.cli import simulate
from kiosk.simulator.faults import Fault, FaultBox, FaultKind
from kiosk.simulator.http import SimulatorServer
from kiosk.simulator.shop import Shop
from kiosk.simulator.shop_values import TEST_KEY

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(base: str, path: str, body: object = None, method: str | None = None) -> tuple[int, object]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, {"X-Api-Key": TEST_KEY}, method=method)
    try:
        with DIRECT.open(request, timeout=20) as response:
            return response.status, json.loads(response.read() or b"null")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read() or b"null")


@pytest.fixture
def server() -> Iterator[SimulatorServer]:
    shop = Shop(seed=5)
    shop.add_member("ada@example.com", stamps=9)
    with SimulatorServer(shop, control=True) as running:
        yield running


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_stop_leaves_nothing_behind() -> None:
    shop = Shop()
    before = open_files(), threading.active_count()
    for _ in range(3):
        server = SimulatorServer(shop)
        server.stop()  # Not started: nothing to do.
        server.start()
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(5)]
        half = socket.create_connection(("127.0.0.1", server.port))
        half.sendall(b"POST /webhook/pos HTTP/1.1\r\nContent-Length: 10\r\n\r\n1")
        server.faults.add(Fault(FaultKind.DELAY, seconds=600))
        idle[0].sendall(b"GET /webhook/customer HTTP/1.1\r\n\r\n")
        server.go_offline()
        server.go_offline()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))
        server.go_online()
        server.go_online()
        server.outage(600)
        server.stop()
        server.stop()
        for one in [*idle, half]:
            one.close()
    assert (open_files(), threading.active_count()) == before


def test_the_network_may_come_and_go_for_several_reasons_at_once(server: SimulatorServer) -> None:
    failed: list[Exception] = []

    def flicker() -> None:
        try:
            for _ in range(100):
                server.go_offline()
                server.go_online()
        except Exception as error:  # noqa: BLE001 - told below
            failed.append(error)

    several = [threading.Thread(target=flicker) for _ in range(4)]
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert failed == []
    socket.create_connection(("127.0.0.1", server.port)).close()


def test_a_taken_port_is_an_error(server: SimulatorServer) -> None:
    with pytest.raises(OSError, match="in use"):
        SimulatorServer(Shop(), port=server.port).start()


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"POST /webhook/pos HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"411"),
        (b"POST /webhook/pos HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", b"413"),
        (b"GET /nowhere HTTP/1.1\r\nConnection: close\r\n\r\n", b"401"),
        (b"GET / HTTP/9\r\n\r\n", b""),
        (b"\x16\x03\x01\x02\x00", b""),
        (b"GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n", b""),
        (b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nshort", b""),
    ],
)
def test_what_is_no_proper_request(server: SimulatorServer, raw: bytes, status: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
    assert answer[9:12] == status


def test_faults_by_count_call_and_order() -> None:
    box = FaultBox()
    box.add(Fault(FaultKind.EMPTY, call="earn", skip=1, count=2))
    box.add(Fault(FaultKind.DROP, count=None))
    kinds = [fault and fault.kind for fault in (box.take("earn"), box.take("lookup"), box.take(None))]
    assert kinds == [None, FaultKind.DROP, None]
    kinds = [fault and fault.kind for fault in (box.take("earn") for _ in range(3))]
    assert kinds == [FaultKind.EMPTY, FaultKind.EMPTY, FaultKind.DROP]
    box.clear()
    assert box.take("earn") is None
    with pytest.raises(ValueError, match="no such call"):
        box.add(Fault(FaultKind.DROP, call="earns"))


def test_control(server: SimulatorServer) -> None:
    base = server.base_url
    status, home = ask(base, "/_sim/")
    assert status == 200
    assert TEST_KEY not in json.dumps(home)
    assert ask(base, "/_sim/members", {"email": "bora@example.com", "points": 7, "code": 100200})[0] == 200
    assert ask(base, "/_sim/members")[1] == [
        {"code": m.code, "email": m.email, "stamps": m.stamps, "points": m.points, "marketing": False}
        for m in server.shop.members
    ]
    assert ask(base, "/_sim/members/482193/qr")[1] == {"qr": server.shop.qr_for(482193)}
    assert ask(base, "/_sim/members/482193/pin")[1] == {"pin": None}
    assert ask(base, "/_sim/settings", {"preset": "strict", "pin_digits": 2})[0] == 200
    earn = {"customer_code": 482193, "amount": 1, "card_type": "stamp", "external_id": "a"}
    assert ask(base, "/webhook/pos", earn)[0] == 412
    _, phone = ask(base, "/_sim/members/482193/pin")
    assert phone == {"pin": server.shop.current_pin(482193)}
    assert isinstance(phone, dict)
    assert (
        ask(base, "/_sim/faults", {"kind": "error", "call": "earn", "status": 502, "after": False})[0] == 200
    )
    assert ask(base, "/_sim/faults", {"kind": "error", "seconds": 0.5, "reset": True})[0] == 200
    gated = earn | {"verification_pin": phone["pin"]}
    with pytest.raises(json.JSONDecodeError):
        ask(base, "/webhook/pos", gated)
    assert ask(base, "/_sim/faults", method="DELETE")[0] == 200
    assert ask(base, "/webhook/pos", gated)[0] == 200
    ledger = ask(base, "/_sim/ledger")[1]
    assert isinstance(ledger, list)
    assert [(one["external_id"], one["amount"], one["count"]) for one in ledger] == [("a", "1", 1)]
    events = ask(base, "/_sim/events")[1]
    assert isinstance(events, list)
    assert [one["name"] for one in events] == ["stamp.earned", "stamp.redeemed"]
    assert ask(base, "/_sim/coupons", {"code": 482193})[0] == 200
    coupons = ask(base, "/_sim/coupons")[1]
    assert isinstance(coupons, list)
    assert [one["code"] for one in coupons] == [482193, 482193]
    seen = ask(base, "/_sim/seen")[1]
    assert isinstance(seen, list)
    assert [one["status"] for one in seen if one["call"]] == [412, 502, 200]
    before = server.shop.now()
    assert ask(base, "/_sim/clock", {"advance": 3600})[0] == 200
    assert server.shop.now() - before >= 3600


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/_sim/nothing", None, 404),
        ("/_sim/nothing", {}, 404),
        ("/_sim/members/1", None, 404),
        ("/_sim/members/1/qr", None, 404),
        ("/_sim/members/1/pin", None, 404),
        ("/_sim/members/x", None, 400),
        ("/_sim/members", {"email": 7}, 400),
        ("/_sim/members", {"email": "a@example.com", "stamps": -1}, 400),
        ("/_sim/members", {"email": "a@example.com", "code": 482193}, 400),
        ("/_sim/settings", {"preset": "lax"}, 400),
        ("/_sim/settings", [], 400),
        ("/_sim/faults", {"kind": "meteor"}, 400),
        ("/_sim/faults", {"kind": "drop", "where": "x"}, 400),
        ("/_sim/faults", {"kind": "drop", "seconds": "x"}, 400),
        ("/_sim/faults", {"kind": "drop", "call": "x"}, 400),
        ("/_sim/network", {}, 400),
        ("/_sim/clock", {"advance": "x"}, 400),
    ],
)
def test_control_says_what_was_wrong(server: SimulatorServer, path: str, body: object, status: int) -> None:
    code, answer = ask(server.base_url, path, body)
    assert code == status
    assert isinstance(answer, dict)
    assert answer["error"]


def test_control_is_closed_unless_asked_for() -> None:
    with SimulatorServer(Shop()) as server:
        assert ask(server.base_url, "/_sim/members")[0] == 404


def test_an_outage_ends_by_itself(server: SimulatorServer) -> None:
    assert ask(server.base_url, "/_sim/network", {"seconds": 0.2})[0] == 200
    waiter = threading.Event()
    states = set()
    for _ in range(400):
        states.add(server.online)
        if states == {True, False} and server.online:
            break
        waiter.wait(0.01)
    assert ask(server.base_url, "/_sim/")[0] == 200
    assert states == {True, False}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_until_it_is_told_to_stop(number: signal.Signals) -> None:
    program = "import sys; from kiosk.simulator.cli import simulate; sys.exit(simulate(0, 'balanced'))"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            base = first.split()[-1]
            assert "balanced" in first
            assert TEST_KEY in process.stdout.readline()
            assert ask(base, "/webhook/customer?code=482193")[0] == 200
            process.send_signal(number)
            assert process.wait(20) == 0
        finally:
            process.kill()


def test_the_command_with_a_taken_port(server: SimulatorServer, capsys: pytest.CaptureFixture[str]) -> None:
    handlers = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    assert simulate(server.port, "standard") == 1
    assert simulate(70_000, "standard") == 1
    assert str(server.port) in capsys.readouterr().err
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == handlers
    with pytest.raises(ValueError, match="lax"):
        simulate(0, "lax")
