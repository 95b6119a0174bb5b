"""Coupons and paper, with the printer breaking at any byte of a job and the kiosk killed over it.

No coupon is lost from the journal. None is reported as printed that the printer did not finish. None is
printed twice without COPY. When the fault is mended, the next customer's coupon comes out whole and clean.

The suite tries 49 places of a job of 1,404 bytes with the eight faults in turn, and lives of eight steps.
``KIOSK_PRINT_SWEEP=boundaries`` tries each fault at each of 229 boundaries (1,832 cases, 19 minutes),
``every`` at every single byte.
"""

import contextlib
import os
import time

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kiosk.core.model import PrintState
from tests.support.print_shop import FAULTS, PrintShop, job_bytes, print_shop

SIZE = job_bytes().size


def boundaries() -> list[int]:
    """Where commands and bands begin and end, a byte before and behind each, and the last 200 bytes."""
    found, at = set(range(SIZE - 200, SIZE + 1)), 0
    for chunk in job_bytes().chunks:
        found |= {at - 1, at, at + 1, at + 8}  # a band's head has 8 bytes
        at += len(chunk)
    return sorted(place for place in found if 0 <= place <= SIZE)


def cases() -> list[tuple[str, int]]:
    """In the suite every boundary once, with the faults in turn, so that each fault is tried at each
    kind of place; all of them on request."""
    chosen = os.environ.get("KIOSK_PRINT_SWEEP", "")
    places = range(SIZE + 1) if chosen == "every" else boundaries()
    if chosen:
        return [(kind, place) for place in places for kind in FAULTS]
    quick = [place for place in places if place < SIZE - 200] + [*range(SIZE - 200, SIZE + 1, 10)]
    return [(FAULTS[number % len(FAULTS)], place) for number, place in enumerate(quick)]


@pytest.mark.timeout(7200 if os.environ.get("KIOSK_PRINT_SWEEP") else 120)
def test_each_fault_at_the_boundaries_of_a_job() -> None:
    with print_shop() as shop:
        shop.next_customer()
        begun = time.monotonic()
        results: dict[str, int] = {}
        for kind, place in cases():
            with _named(f"{kind} after {place} of {SIZE} bytes"):
                result = shop.issue((kind, place))
                results[f"{kind}: {result}"] = results.get(f"{kind}: {result}", 0) + 1
                shop.mend()
                shop.next_customer()
            if len(shop.coupons) >= 60:
                shop.check()
                shop.begin_anew()
        shop.check()
        print(f"{len(cases())} cases in {time.monotonic() - begun:.0f} s: {results}")


@contextlib.contextmanager
def _named(what: str):  # type: ignore[no-untyped-def]
    try:
        yield
    except Exception as error:
        error.add_note(what)
        raise


faults = st.none() | st.tuples(
    st.sampled_from(FAULTS),
    st.integers(0, SIZE) | st.sampled_from(boundaries()),
)


class PrintLife(RuleBasedStateMachine):
    """Days of a printer in a shop."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = contextlib.ExitStack()
        self.shop: PrintShop = self._stack.enter_context(print_shop())

    @initialize(
        muddled=st.booleans(),
        no_clear=st.booleans(),
        busy_offline=st.booleans(),
        delay=st.sampled_from([0.0, 0.0, 0.02]),
    )
    def a_printer(self, muddled: bool, no_clear: bool, busy_offline: bool, delay: float) -> None:
        self.shop.twin.muddled = muddled
        self.shop.twin.no_clear = no_clear
        self.shop.twin.busy_offline = busy_offline
        self.shop.twin.answer_delay = delay

    @rule(fault=faults)
    def a_card_fills(self, fault: tuple[str, int] | None) -> None:
        self.shop.issue(fault)

    @precondition(lambda self: self.shop.coupons)
    @rule(data=st.data(), fault=faults)
    def paper_is_asked_for(self, data: st.DataObject, fault: tuple[str, int] | None) -> None:
        self.shop.ask_again(data.draw(st.sampled_from(sorted(self.shop.coupons))), fault)

    @rule()
    def a_restart(self) -> None:
        self.shop.restart()

    @rule(kind=st.sampled_from([kind for kind in FAULTS if kind != "kill"]))
    def something_breaks_while_idle(self, kind: str) -> None:
        self.shop._break(kind)

    @rule(row=st.integers(1, 300), kind=st.sampled_from(["paper_out", "cover_open"]))
    def something_breaks_at_a_row(self, row: int, kind: str) -> None:
        self.shop.twin.at_row(row, lambda: self.shop._break(kind))

    @rule()
    def somebody_mends_it(self) -> None:
        self.shop.mend()

    def teardown(self) -> None:
        with self._stack:
            self.shop.check()
            self.shop.mend()
            self.shop.next_customer()
            self.shop.check()
            states = {state for _, _, state, _ in self.shop.jobs()}
            assert states <= {PrintState.PRINTED, PrintState.FAILED, PrintState.UNKNOWN, PrintState.HELD}


def test_whatever_breaks_and_whoever_kills_it() -> None:
    deep = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
    run_state_machine_as_test(
        PrintLife,
        settings=settings(
            max_examples=400 if deep else 12,
            stateful_step_count=8,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
