"""Killed, or told to stop, at any step from scan to paper, and started again before the same phone.

SIGKILL is what a crash leaves behind; the phone is still, or again, held before the camera. Whatever
the step was: one earn in the server's books, the coupon in the journal, and one paper of it at most; a
coupon without paper is offered when its member comes again.

Every way to die has a shop, a printer and a folder of its own, so a few of them are tried at once: a kiosk
spends most of its life waiting for somebody.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from signal import SIGKILL

import pytest

from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import Replay, Settings
from tests.e2e.kiosk_process import Kiosk, Line, Place, place, readable, until

AT_ONCE = 3
OFFERED = ("issued", "print_unknown", "print_failed")
ROWS = 1_000_000

Lives = dict[str, Future[None]]


# -- ways to die ------------------------------------------------------------------------------------------


def at_line(one: Place, **fields: object) -> None:
    """As soon as this line is in the log."""

    def reached(line: Line) -> bool:
        return fields.items() <= line.items()

    with one.run(kill_at=reached) as kiosk:
        assert kiosk.wait_for_end() == -SIGKILL, kiosk.output


def while_the_server_works(one: Place, *, after: bool, seconds: float) -> None:
    """The request has arrived, its answer has not. The server does its work before the kiosk is killed,
    while it is gone, or when it has already asked again."""
    fault = Fault(FaultKind.DELAY, call="earn", after=after, seconds=seconds)
    one.server.faults.add(fault)
    with one.run() as kiosk:
        assert until(lambda: fault.count == 0), kiosk.output
        assert until(lambda: one.earns() == int(after)), kiosk.output
        kiosk.kill()
        assert not kiosk.all("api", call="earn")


def stopped_while_the_server_works(one: Place) -> None:
    """An orderly end waits for the answer: it may bring a coupon."""
    fault = Fault(FaultKind.DELAY, call="earn", after=True, seconds=1.5)
    one.server.faults.add(fault)
    with one.run() as kiosk:
        assert until(one.earns), kiosk.output
        kiosk.stop()
        assert kiosk.all("coupon", state="issued"), kiosk.output


def stopped_while_printing(one: Place) -> None:
    """An orderly end does not wait for the paper."""
    one.printer.bytes_per_second = 1500
    with one.run() as kiosk:
        kiosk.wait_for("coupon", state="printing")
        kiosk.stop()
    one.printer.bytes_per_second = None


def with_the_paper_half_out(one: Place, *, rows: int) -> None:
    """A coupon has about 700 rows; the code is in the middle of them."""
    one.printer.bytes_per_second = 6000
    one.printer.rows_left = ROWS
    with one.run() as kiosk:
        assert until(lambda: one.printer.rows_left is not None and ROWS - one.printer.rows_left >= rows)
        kiosk.kill()
        assert not kiosk.all("coupon", state="printed")
    one.printer.bytes_per_second = None


def again_and_again(one: Place, *, seed: int) -> None:
    """Three times, at any moment."""
    chance = random.Random(seed)
    one.printer.bytes_per_second = 20_000
    for _ in range(3):
        with one.run() as kiosk:
            kiosk.wait_for("device", name="camera", state="up")
            time.sleep(chance.uniform(0.3, 0.7))
            kiosk.kill()


DEATHS: dict[str, Callable[[Place], None]] = {
    "scan": partial(at_line, event="scan"),
    "lookup on screen": partial(at_line, event="screen", name="lookup"),
    "member known": partial(at_line, event="api", call="lookup"),
    "operation on disk": partial(at_line, event="operation", state="pending"),
    "operation sent": partial(at_line, event="operation", state="sent"),
    "server: before its work, which is done meanwhile": partial(
        while_the_server_works, after=False, seconds=0.2
    ),
    "server: before its work, which is done last": partial(while_the_server_works, after=False, seconds=2.0),
    "server: after its work": partial(while_the_server_works, after=True, seconds=2.0),
    "server: after its work, and tells no more of it": partial(
        while_the_server_works, after=True, seconds=2.0
    ),
    "earn answered": partial(at_line, event="api", call="earn"),
    "operation accepted": partial(at_line, event="operation", state="accepted"),
    "coupon issued": partial(at_line, event="coupon", state="issued"),
    "reward on screen": partial(at_line, event="screen", name="reward"),
    "coupon printing": partial(at_line, event="coupon", state="printing"),
    "first row on paper": partial(with_the_paper_half_out, rows=1),
    "some rows on paper": partial(with_the_paper_half_out, rows=150),
    "code on paper": partial(with_the_paper_half_out, rows=500),
    "coupon printed": partial(at_line, event="coupon", state="printed"),
    "stopped while the server works": stopped_while_the_server_works,
    "stopped while printing": stopped_while_printing,
    "any moment, thrice, 1": partial(again_and_again, seed=1),
    "any moment, thrice, 2": partial(again_and_again, seed=2),
    "any moment, thrice, 3": partial(again_and_again, seed=3),
}
FORGETFUL = "server: after its work, and tells no more of it"
"""Here the server answers a repeated id by 409, without the coupon: nobody can print it then, and the
customer's app has it."""
ASKED_TWICE = frozenset(name for name in DEATHS if name.startswith("server:"))


# -- and what has to be true afterwards ----------------------------------------------------------------------


def live_on(folder: Path, name: str) -> None:
    """The card fills with this visit. The kiosk dies, is started again, sees the phone twice more, and is
    stopped; then the books, the journal and the papers have to agree."""
    folder.mkdir()
    settings = Settings(replay=Replay.CONFLICT if name == FORGETFUL else Replay.SAME)
    with place(folder, stamps=9, settings=settings) as one:
        one.tables["camera"]["frame_seconds"] = 0.3
        # Out of view for more than two seconds: that is a new showing.
        one.film().empty(1).phone(one.qr, 1).empty(7).phone(one.qr, 1)
        DEATHS[name](one)
        with one.run() as kiosk:
            last = kiosk.wait_for("scan", count=2)
            kiosk.wait_for("screen", name="balance", after=last)
            assert until(lambda: at_rest(one)), kiosk.output
            kiosk.stop()
        check(one, kiosk, coupon=name != FORGETFUL)
        if name in ASKED_TWICE:
            assert one.server.shop.ledger[0].count == 2, "the same id has to go out again"


def at_rest(one: Place) -> bool:
    """Whether nothing is under way any more."""
    unfinished = "SELECT 1 FROM operation WHERE state NOT IN ('accepted', 'refused', 'abandoned')"
    printing = "SELECT 1 FROM print_job WHERE state IN ('queued', 'sending', 'sent')"
    return not one.rows(f"{unfinished} UNION ALL {printing}")


def check(one: Place, kiosk: Kiosk, *, coupon: bool) -> None:
    """One earn; the coupon in the journal; one paper at most, and none only while it is offered."""
    assert one.earns() == 1, kiosk.output
    [entry] = one.server.shop.ledger
    [issued] = one.server.shop.coupons
    assert one.rows("SELECT id, state FROM operation") == [(entry.external_id, "accepted")]
    one.printer.tear()
    tokens = readable(one.printer.papers)
    assert one.printer.strays == 0
    if not coupon:
        assert (tokens, one.rows("SELECT 1 FROM coupon")) == ([], [])
        return
    [(known, token, state)] = one.rows("SELECT id, token, state FROM coupon")
    assert (known, token) == (issued.id, issued.token)
    # Nobody has asked for a copy, so whatever can be read on paper is an original.
    assert one.rows("SELECT DISTINCT copy FROM print_job") == [(0,)]
    assert tokens in ([], [issued.token]), f"{len(tokens)} papers of one coupon\n{kiosk.output}"
    if tokens:
        assert state in ("printed", "print_unknown"), f"a paper, and {state}\n{kiosk.output}"
    else:
        assert state in OFFERED, f"no paper, and {state}\n{kiosk.output}"


@pytest.fixture(scope="module")
def lives(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Lives:
    """What became of each of the chosen ones."""
    here = [item for item in request.session.items if item.path == request.path]
    chosen = [str(item.callspec.params["name"]) for item in here if isinstance(item, pytest.Function)]
    folder = tmp_path_factory.mktemp("lives")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return {name: pool.submit(live_on, folder / str(no), name) for no, name in enumerate(chosen)}


@pytest.mark.slow
@pytest.mark.timeout(400)  # the first one waits for them all
@pytest.mark.parametrize("name", DEATHS)
def test_killed(lives: Lives, name: str) -> None:
    lives[name].result()
