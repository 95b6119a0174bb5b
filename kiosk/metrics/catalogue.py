"""Every metric, with its words, its labels and every value that a label can have.

This is the whole of what leaves the kiosk: what is not in here is not told, and a label value that is not in
here is told as ``other``. So nothing that is scanned, typed or answered can become a series, and the number
of series has a bound that is known beforehand. ``docs/metrics.md`` holds the same table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import prod
from typing import get_args

from kiosk.core import outcomes
from kiosk.core.budget import Group
from kiosk.core.events import Source
from kiosk.core.model import OperationKind, OperationState, PrinterState
from kiosk.core.timekeeping import ClockTrouble

PREFIX = "loyalite_kiosk_"
OTHER = "other"
"""What stands for a value that is not in the catalogue."""

SOURCES = tuple(one.value for one in Source)
KINDS = ("member", "coupon", "badge", "order", "setup", "invalid")
CALLS = ("lookup", "enrol", "earn", "redeem", "coupon")
OUTCOMES = tuple(
    sorted(
        {
            outcomes.name(object.__new__(one))
            for one in get_args(outcomes.LookupOutcome | outcomes.SendOutcome)
            if one is not outcomes.Unavailable
        }
        | {f"unavailable_{trouble.value}" for trouble in outcomes.Trouble}
    )
)
"""What a call can come to, as the log names it."""
OPERATIONS = tuple(one.value for one in OperationKind)
STATES = tuple(one.value for one in OperationState)
WAITING = ("pending", "sent", "challenged", "unknown")
"""States of an operation that has no end yet."""
COUPONS = ("issued", "printing", "printed", "print_unknown", "print_failed", "handed_out", "redeemed")
PRINT_JOBS = ("queued", "sending", "sent")
PRINTER = tuple(one.value for one in PrinterState)
DEVICES = ("camera", "scanner", "journal", "headphones")
REASONS = (
    "missing", "in_use", "not_permitted", "cannot_open", "unplugged", "failed", "none",
    "no_frames", "black", "frozen", "no_pictures", "no_library", "not_a_keyboard", "out",
    "disk_full", "read_only", "busy", "corrupt", "not_a_database", "io_error", "no_permission", "constraint",
    "no_memory", "bad_value", "no_such_folder", "os_error", "sqlite_error", "foreign_file", "newer_schema",
)  # fmt: skip
"""Why a device is down: of camera, scanner, headphones, and the journal's disk."""
SCREENS = (
    "attract", "lookup", "balance", "pin", "reward", "coupon", "done", "offline", "problem", "closed",
    "setup", "staff_lock", "staff_menu", "staff_coupon", "staff_member", "staff_amount", "staff_pin",
    "staff_result", "staff_reward", "staff_devices", "staff_settings", "staff_close", "staff_people",
    "staff_person", "staff_person_new", "staff_enrol",
    "staff_consents", "staff_setup", "staff_checkout_list", "staff_checkout_order",
    "staff_checkout_refused", "staff_checkout_total", "staff_checkout_points", "staff_checkout",
    "staff_checkout_done", "staff_coupons", "staff_coupon_detail", "staff_waiting", "staff_waiting_detail",
)  # fmt: skip
FAULTS = (
    "api", "core", "device", "engine", "journal", "machine", "metrics", "outbox", "papers", "printing",
    "scanner", "setup", "start", "watchdog", "wishes", OTHER,
)  # fmt: skip
LEVELS = ("debug", "info", "warning", "error")
CLOCK = tuple(one.value for one in ClockTrouble)
GROUPS = tuple(one.value for one in Group)
READINGS = ("machine", "journal")

_FEW = 8
"""Values of a label that the document tells one by one."""

_FAST = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25)
_LATE = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_NET = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0)
_SEEN = (0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 2.0)


class Kind(StrEnum):
    """What a metric is to Prometheus."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Metric:
    """``labels`` have all values they can take; an empty tuple is one text that never changes while the
    program runs. ``whole``: every combination is told from the start, as 0. ``buckets`` are seconds."""

    name: str
    kind: Kind
    help: str
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: bool = False
    buckets: tuple[float, ...] = ()

    @property
    def full_name(self) -> str:
        """As Prometheus sees it."""
        return PREFIX + self.name

    @property
    def most_series(self) -> int:
        """Series it can ever make."""
        values = prod(len(values) + 1 if values else 1 for values in self.labels.values())
        return values * (len(self.buckets) + 3 if self.kind is Kind.HISTOGRAM else 1)


def _counter(name: str, words: str, whole: bool = False, **labels: tuple[str, ...]) -> Metric:
    return Metric(name, Kind.COUNTER, words, labels, whole)


def _gauge(name: str, words: str, **labels: tuple[str, ...]) -> Metric:
    return Metric(name, Kind.GAUGE, words, labels)


def _seconds(name: str, words: str, buckets: tuple[float, ...], **labels: tuple[str, ...]) -> Metric:
    return Metric(name, Kind.HISTOGRAM, words, labels, buckets=buckets)


CATALOGUE: tuple[Metric, ...] = (
    _gauge("build_info", "Always 1; which program this is.", version=(), python=(), qt=(), architecture=()),
    _gauge("config_info", "Always 1; which kiosk this is.", kiosk_id=(), card=(), paper=(), timezone=()),
    _gauge("startup_seconds", "From the start of the process to the invitation."),
    _gauge("crash_loop", "1: came up closed and without devices, for the starts before it ended badly."),
    _gauge("screen", "1 for the screen that is shown; the others are not told.", screen=SCREENS),
    # -- scans and their answers
    _counter("scans_total", "Codes that were new.", source=SOURCES, kind=KINDS),
    _seconds("decode_seconds", "Time to read a code in a picture of the camera's.", _FAST),
    _seconds(
        "acknowledge_seconds",
        "From the picture with a code to the first frame on the display that knows of it.",
        _SEEN,
    ),
    # -- the service
    _counter("api_requests_total", "Calls of the service.", call=CALLS, outcome=OUTCOMES),
    _seconds("api_request_seconds", "Time to the answer, or to giving it up.", _NET, call=CALLS),
    _gauge(
        "api_failures", "Calls in a row, the last included, without a usable answer or refused as a whole."
    ),
    _gauge("api_trouble", "1: what the last call came to, while that is a failure.", outcome=OUTCOMES),
    _counter("api_limited_total", "Times the service said «too many requests».", True, group=GROUPS),
    # -- bookings
    _counter("operations_total", "Changes of an operation to this state.", kind=OPERATIONS, state=STATES),
    _gauge(
        "operations_waiting",
        "Operations in the journal that have no end yet.",
        kind=OPERATIONS,
        state=WAITING,
    ),
    _gauge("kept_visits", "Offline visits that wait to be looked up and earned."),
    _gauge(
        "outbox_depth", "What the kiosk sends by itself: kept visits, and earns and redemptions in doubt."
    ),
    _gauge("outbox_oldest_age_seconds", "Age of the oldest of them; 0 when there is none."),
    # -- paper
    _gauge("printer_state", "1 for the printer's state, 0 for the others.", state=PRINTER),
    _counter("coupons_total", "Changes of a coupon to this state.", True, state=COUPONS),
    _gauge("coupons_last_day", "Coupons issued within 24 hours, by their state now.", state=COUPONS),
    _gauge("print_jobs", "Coupons on their way to paper.", state=PRINT_JOBS),
    # -- devices
    _gauge("device_up", "1 up, 0 down; not told while it has not been heard of.", device=DEVICES),
    _gauge("device_down_reason", "1: why it is down, while it is.", device=DEVICES, reason=REASONS),
    _gauge("camera_frames_per_second", "Pictures looked at, of late."),
    _gauge("camera_look_seconds", "Median time to look at a picture, of late."),
    # -- staff
    _gauge("staff_locked", "1: the staff's entry is locked, for wrong PINs."),
    _gauge("staff_wrong_pins", "Wrong PINs in a row."),
    # -- how it runs
    _seconds("ui_lateness_seconds", "How late the screen's thread answers, asked every 1.5 s.", _LATE),
    _seconds("engine_lateness_seconds", "How late the engine's loop hears of that answer.", _LATE),
    _gauge("sign_of_life_age_seconds", "Since engine and screen last both answered; every 1.5 s they do."),
    _counter("faults_total", "Faults that were survived, by place.", True, where=FAULTS),
    _counter("log_events_total", "Log events, written or not.", True, level=LEVELS),
    # -- the machine
    _gauge("clock_ahead_seconds", "How far the service's clock is ahead of this machine's."),
    _gauge("clock_trouble", "1: why somebody should look at the clock.", state=CLOCK),
    _gauge("temperature_celsius", "Of the machine's heart."),
    _gauge("undervoltage", "1: too little voltage now."),
    _gauge(
        "undervoltage_since_boot", "1: too little voltage now, or once since the machine was switched on."
    ),
    _gauge("disk_free_bytes", "Free on the journal's disk."),
    _gauge("memory_available_bytes", "Free memory of the machine, and what could be freed."),
    _gauge("network_up", "1: a cable or a radio connects the machine to any network."),
    _gauge("journal_bytes", "Size of the journal's files."),
    _gauge("reading_age_seconds", "How old what is told of machine and journal is.", of=READINGS),
)

BY_NAME: Mapping[str, Metric] = {metric.name: metric for metric in CATALOGUE}

MOST_SERIES = sum(metric.most_series for metric in CATALOGUE)
"""That all of it can ever make; the client adds a handful of the process."""


def known(metric: Metric, label: str, value: object) -> str:
    """The value, if the label can have it; else ``other``."""
    values = metric.labels[label]
    return value if isinstance(value, str) and value in values else OTHER


def table() -> str:
    """For ``docs/metrics.md``."""
    lines = ["| metric | kind | labels | what it says |", "| --- | --- | --- | --- |"]
    for metric in CATALOGUE:
        labels = "; ".join(_told(label, values) for label, values in metric.labels.items()) or "–"
        lines.append(f"| `{metric.full_name}` | {metric.kind.value} | {labels} | {metric.help} |")
    return "\n".join(lines)


def _told(label: str, values: tuple[str, ...]) -> str:
    return f"`{label}`: {', '.join(values)}" if 0 < len(values) <= _FEW else f"`{label}`"
