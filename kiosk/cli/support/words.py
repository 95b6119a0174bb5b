"""The machine words of the program's own: the only texts from log and journal that a bundle repeats."""

from __future__ import annotations

import builtins
import sqlite3
from enum import StrEnum

from kiosk.core import house, staff_stages, stages_house, stages_papers
from kiosk.core.machine import Refusal
from kiosk.core.model import CardType, OperationKind, OperationState, PrinterState, PrintState
from kiosk.core.timekeeping import ClockTrouble
from kiosk.devices.frame_source import Fault, SourceError
from kiosk.devices.serial_port import PortGoneError
from kiosk.journal import values
from kiosk.metrics.catalogue import OUTCOMES
from kiosk.ports import JournalError

__all__ = ["EXCEPTIONS", "WORDS"]


def _of(*kinds: type[StrEnum]) -> frozenset[str]:
    return frozenset(one.value for kind in kinds for one in kind)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TASKS = _words(
    "redeem_coupon redeem_stamp redeem_point earn_stamp earn_point enter enrol checkout reprint_coupon"
    " hand_out_coupon retry give_up forget_member settings close open restart shut_down test_page"
    " test_service setup"
)
_REASONS = _words(
    "left unanswered never_sent not_due identified journal_failed expired over busy not_repeatable failed"
    " already_used_after_own_attempt rate_limited cancelled earned pin_required pin_failed refused unplugged"
    " missing in_use not_permitted cannot_open not_a_keyboard out none slow hung crash_loop corrupt"
    " corrupt_in_use newer_schema older_schema foreign_file not_durable closed restart SIGTERM SIGINT timeout"
    " accepted unknown E-LOOP"
)
_PLACES = _words(
    "engine journal scanner camera papers printing wishes device outbox start watchdog setup guard machine"
    " api printer headphones storage screen step metrics service core"
)

WORDS = (
    _TASKS
    | _REASONS
    | _PLACES
    | frozenset(OUTCOMES)
    | _of(Fault, PrinterState, PrintState, OperationState, OperationKind, CardType, ClockTrouble, Refusal)
    | _of(house.Setting, stages_house.Deed, stages_papers.Reason, staff_stages.Verdict, staff_stages.Task)
    | frozenset((*values.SQLITE_REASONS.values(), *values.OS_REASONS.values(), "sqlite_error", "os_error"))
)

EXCEPTIONS = frozenset(
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
) | frozenset(kind.__name__ for kind in (JournalError, PortGoneError, SourceError, sqlite3.Error))
"""Names of errors, as the log's event ``fault`` has them."""
