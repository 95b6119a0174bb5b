"""Everything that can go wrong between a kiosk and the API, on request and by count.

``perform`` turns a fault into a plan of bytes; ``http`` carries it out. What matters most is on which
side of the effect a fault strikes: a request lost on its way was not applied, an answer lost on its
way back was, and a client sees the same silence.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kiosk.simulator.shop_values import Response

HUGE_BODY: Final = 64 * 1024 * 1024
"""Bytes of white space before an otherwise right answer: JSON that only a limit refuses."""

PORTAL: Final = (
    b"<!DOCTYPE html><html><head><title>Free Wi-Fi</title></head>"
    b"<body><h1>Welcome</h1><p>Please accept our terms to go online.</p></body></html>"
)

CALLS: Final = {
    ("GET", "/webhook/customer"): "lookup",
    ("POST", "/webhook/customer"): "enrol",
    ("POST", "/webhook/pos"): "earn",
    ("POST", "/webhook/redeem"): "redeem",
    ("POST", "/webhook/coupons/redeem"): "coupon",
}


class FaultKind(StrEnum):
    """What goes wrong."""

    DELAY = "delay"  # the answer is right, ``seconds`` late
    DRIP = "drip"  # the answer is right, one byte every ``seconds``
    DROP = "drop"  # the connection ends without an answer
    ERROR = "error"  # ``status``, a 5xx
    TORN = "torn"  # the connection ends in the middle of the body
    FOREIGN = "foreign"  # a captive portal's page, with ``status`` 200 unless told otherwise
    EMPTY = "empty"  # 200 and nothing
    WRONG_TYPE = "wrong_type"  # numbers as words, texts as numbers
    MISSING_FIELD = "missing_field"  # ``name``, or all the numbers
    HUGE = "huge"  # 64 MB
    REDIRECT = "redirect"  # 302 to a portal
    RATE_LIMIT = "rate_limit"  # 429, with ``retry_after`` if given


_APPLIED: Final = frozenset(
    {
        FaultKind.DELAY,
        FaultKind.DRIP,
        FaultKind.TORN,
        FaultKind.EMPTY,
        FaultKind.WRONG_TYPE,
        FaultKind.MISSING_FIELD,
        FaultKind.HUGE,
    }
)
"""Kinds that strike after the effect when nothing else is said; these need the right answer anyway."""


@dataclass(slots=True)
class Fault:
    """One fault. ``call`` is lookup, enrol, earn, redeem or coupon; ``None`` strikes any. ``skip`` calls
    pass first, then ``count`` are struck (``None``: until cleared). ``after`` says whether the server
    has done its work first; ``None`` is what is usual for the kind. ``reset`` ends by RST, not FIN."""

    kind: FaultKind
    call: str | None = None
    count: int | None = 1
    skip: int = 0
    after: bool | None = None
    seconds: float = 1.0
    status: int | None = None
    retry_after: str | None = None
    name: str = ""
    reset: bool = False

    @property
    def applied(self) -> bool:
        """Whether the server does its work in spite of it."""
        return self.kind in _APPLIED if self.after is None else self.after


class FaultBox:
    """The faults in wait, first come first struck. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Lay a fault in wait. Raises ``ValueError`` for a call that does not exist."""
        if fault.call is not None and fault.call not in CALLS.values():
            raise ValueError("no such call")
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """No more faults."""
        with self._lock:
            self._faults.clear()

    def take(self, call: str | None) -> Fault | None:
        """The fault that strikes this call, if any; ``None`` is a request that is no call."""
        with self._lock:
            for fault in self._faults:
                if call is None or fault.call not in (None, call):
                    continue
                if fault.skip > 0:
                    fault.skip -= 1
                    return None
                if fault.count is not None:
                    fault.count -= 1
                    if fault.count <= 0:
                        self._faults.remove(fault)
                return fault
        return None


class End(StrEnum):
    """What happens to the connection after the answer."""

    KEEP = "keep"
    CLOSE = "close"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes over the wire: nothing at all without a ``response``. Seconds and bytes.

    ``cut`` sends so many bytes of the body only, ``padding`` so much white space before it, ``drip``
    waits so long before each byte of head and body."""

    response: Response | None
    delay: float = 0.0
    drip: float = 0.0
    cut: int | None = None
    padding: int = 0
    end: End = End.KEEP
    late: Callable[[], Response] | None = field(default=None, repr=False)
    """Work to be done only after the delay; its answer is the response."""


def perform(fault: Fault | None, work: Callable[[], Response]) -> Plan:
    """Let the server work, or not, and say what of its answer arrives, and how."""
    if fault is None:
        return Plan(work())
    if fault.kind is FaultKind.DELAY and not fault.applied:
        return Plan(None, delay=fault.seconds, late=work)
    answer = work() if fault.applied else Response.of(200, {"data": {}})
    rough_end = End.RESET if fault.reset else End.CLOSE
    plan: Plan
    match fault.kind:
        case FaultKind.DELAY:
            plan = Plan(answer, delay=fault.seconds)
        case FaultKind.DRIP:
            plan = Plan(answer, drip=fault.seconds)
        case FaultKind.DROP:
            plan = Plan(None, end=rough_end)
        case FaultKind.TORN:
            plan = Plan(answer, cut=max(1, len(answer.body) // 2), end=rough_end)
        case FaultKind.HUGE:
            plan = Plan(answer, padding=HUGE_BODY)
        case _:
            plan = Plan(_spoilt(fault, answer))
    return plan


def _spoilt(fault: Fault, answer: Response) -> Response:
    match fault.kind:
        case FaultKind.ERROR:
            return Response(fault.status or 503, b"upstream failed", content_type="text/plain")
        case FaultKind.FOREIGN:
            return Response(fault.status or 200, PORTAL, content_type="text/html; charset=utf-8")
        case FaultKind.REDIRECT:
            headers = {"Location": "http://portal.invalid/login"}
            return Response(fault.status or 302, PORTAL, headers, content_type="text/html")
        case FaultKind.RATE_LIMIT:
            headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
            return Response.of(fault.status or 429, {"error": "too many requests"}, headers)
        case FaultKind.WRONG_TYPE:
            return _edited(answer, lambda _, value: "many" if isinstance(value, int) else 0)
        case FaultKind.MISSING_FIELD:
            return _edited(answer, lambda key, value: _GONE if _is_hit(fault, key, value) else value)
    return Response(fault.status or 200)  # EMPTY


_GONE: Final = object()


def _is_hit(fault: Fault, key: str, value: object) -> bool:
    return key == fault.name if fault.name else isinstance(value, int)


def _edited(answer: Response, edit: Callable[[str, object], object]) -> Response:
    """The same answer with every field of its data edited; one level deep."""
    content = json.loads(answer.body or b"{}")
    inner = content.get("data")
    fields = inner if isinstance(inner, dict) else content
    edited = {key: new for key, value in fields.items() if (new := edit(key, value)) is not _GONE}
    return Response.of(answer.status, {"data": edited} if fields is inner else edited)
