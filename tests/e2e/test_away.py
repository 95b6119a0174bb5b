"""What the customer came for is not there: the printer, or the network. It comes later, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.simulator.http import SimulatorServer
from tests.e2e.kiosk_process import Kiosk, Place, place, readable, until


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Place]:
    """The card fills with this visit; the phone comes, and comes again after more than two seconds."""
    with place(tmp_path, stamps=9) as there:
        there.tables["camera"]["frame_seconds"] = 0.3
        there.film().empty(3).phone(there.qr, 1).empty(10).phone(there.qr, 1)
        yield there


# -- the printer ----------------------------------------------------------------------------------------


def absent(one: Place, kiosk: Kiosk) -> None:
    kiosk.wait_for("printer", state="absent")


def silent(one: Place, kiosk: Kiosk) -> None:
    kiosk.wait_for("printer", state="silent")


@pytest.mark.slow
@pytest.mark.parametrize("how", [absent, silent])
def test_a_coupon_without_a_printer_is_offered(one: Place, how: Callable[[Place, Kiosk], None]) -> None:
    """It is not sent to a printer that cannot say what it does with it, nor printed by itself later, when
    somebody else may stand there."""
    if how is absent:
        one.printer.unplug()
    one.printer.silent = how is silent
    with one.run() as kiosk:
        how(one, kiosk)
        issued = kiosk.wait_for("coupon", state="issued")
        assert until(lambda: one.rows("SELECT 1 FROM print_job WHERE state = 'held'"))
        one.printer.silent = False
        one.printer.replug()
        kiosk.wait_for("printer", state="ready", after=issued)
        again = kiosk.wait_for("scan", count=2)
        kiosk.wait_for("screen", name="balance", after=again)
        kiosk.stop()
    one.printer.tear()
    assert readable(one.printer.papers) == []
    assert one.earns() == 1
    [coupon] = one.server.shop.coupons
    assert one.rows("SELECT token, state FROM coupon") == [(coupon.token, "issued")]
    assert len(kiosk.all("coupon")) == 1


# -- the network ----------------------------------------------------------------------------------------


def keeps_the_visit(one: Place, kiosk: Kiosk) -> None:
    """Nobody answers: the screen says so within a few seconds, and the visit is on disk."""
    scan = kiosk.wait_for("scan")
    offline = kiosk.wait_for("screen", name="offline")
    assert isinstance(scan["at"], float)
    assert isinstance(offline["at"], float)
    assert offline["at"] - scan["at"] < 10, "three seconds are the promise"
    assert until(lambda: one.on_disk(one.qr)), "else the search for it below would show nothing"
    assert one.earns() == 0


def earned_once(one: Place) -> None:
    """The server has counted the visit; the journal has the coupon, held for its member, and no QR code."""
    [entry] = one.server.shop.ledger
    [issued] = one.server.shop.coupons
    assert (entry.kind, entry.member_code, entry.count) == ("earn", one.member.code, 1)
    assert one.rows("SELECT id, state, origin FROM operation") == [(entry.external_id, "accepted", "kept")]
    assert one.rows("SELECT token, state FROM coupon") == [(issued.token, "issued")]
    assert one.rows("SELECT state FROM print_job") == [("held",)]
    assert one.rows("SELECT count(*) FROM kept_visit") == [(0,)]
    assert not one.on_disk(one.qr)
    one.printer.tear()
    assert readable(one.printer.papers) == []


@pytest.fixture
def server(one: Place) -> SimulatorServer:
    """Its network is down, and the phone comes once."""
    one.server.go_offline()
    one.film("once").empty(1).phone(one.qr, 1)
    return one.server


@pytest.mark.slow
def test_a_visit_without_network_is_earned_later(one: Place, server: SimulatorServer) -> None:
    with one.run() as kiosk:
        keeps_the_visit(one, kiosk)
        server.go_online()
        kiosk.wait_for("operation", state="accepted", within=90)
        # Gone at once, not only when the journal is closed.
        assert until(lambda: not one.on_disk(one.qr))
        kiosk.stop()
    earned_once(one)


@pytest.mark.slow
def test_a_kept_visit_survives_a_power_cut(one: Place, server: SimulatorServer) -> None:
    with one.run() as kiosk:
        keeps_the_visit(one, kiosk)
        kiosk.kill()
    assert one.on_disk(one.qr)
    server.go_online()
    one.tables["camera"]["source"] = "none"
    with one.run() as kiosk:
        kiosk.wait_for("operation", state="accepted", within=90)
        assert until(lambda: not one.on_disk(one.qr))
        kiosk.stop()
    earned_once(one)
