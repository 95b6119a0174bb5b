"""The small rooms of the core: lockout, receipts, what devices' words mean, names for logs."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.core import outcomes as o
from kiosk.core.health import PRINTER_WORDS, can_print, can_read
from kiosk.core.lockout import lock_seconds
from kiosk.core.model import CAN_PRINT, PrinterState
from kiosk.core.receipt import receipt
from kiosk.core.rules import Rules
from kiosk.core.state import Health
from kiosk.core.view import Text
from tests.support.play import RECORD


def test_five_wrong_tries_lock_and_each_more_doubles_up_to_a_quarter_of_an_hour() -> None:
    assert [lock_seconds(tries) for tries in range(13)] == [
        0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900,
    ]  # fmt: skip
    assert lock_seconds(10_000) == 900


def test_a_receipt_tells_the_shops_time_whatever_the_journal_stored() -> None:
    record = replace(RECORD, issued_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    made = receipt(Rules(shop_name="Kahveci"), record, ZoneInfo("Europe/Istanbul"), copy=False, terms="Once.")
    assert made.issued_at.isoformat() == "2026-07-02T01:30:00+03:00"
    assert (made.shop, made.name, made.token, made.kiosk_id, made.terms) == (
        "Kahveci", "Free coffee", "cq_secret_token", "kiosk-1", "Once.",
    )  # fmt: skip
    assert made.copy is None
    assert "cq_secret_token" not in repr(made)


def test_a_copy_says_so() -> None:
    made = receipt(Rules(), RECORD, UTC, copy=True, terms="")
    assert made.copy == Text("paper.copy")


@pytest.mark.parametrize(
    ("camera", "scanner", "reads"),
    [
        (None, None, True),
        (True, None, True),
        (None, True, True),
        (False, None, False),
        (None, False, False),
        (False, False, False),
        (False, True, True),
        (True, False, True),
    ],
)
def test_one_reader_is_enough(camera: bool | None, scanner: bool | None, reads: bool) -> None:
    assert can_read(Health(camera=camera, scanner=scanner)) is reads


@pytest.mark.parametrize("state", PrinterState)
def test_a_printer_prints_or_there_are_words_for_why_not(state: PrinterState) -> None:
    """Silent is neither fine nor out of paper."""
    health = Health(printer=state)
    able = can_print(health, Rules())
    assert able is (state in CAN_PRINT)
    assert able is (state not in PRINTER_WORDS)
    assert able is (state in ("ready", "paper_low"))
    mute = can_print(health, Rules(mute_printer=True))
    assert mute is (able or state is PrinterState.SILENT), "of one that never answers, silence is no news"


@pytest.mark.parametrize(
    ("outcome", "name"),
    [
        (o.PinRequired("ch"), "pin_required"),
        (o.Unavailable(o.Trouble.DNS), "unavailable_dns"),
        (o.BadKey(), "bad_key"),
    ],
)
def test_outcomes_have_names_for_logs(outcome: object, name: str) -> None:
    assert o.name(outcome) == name
