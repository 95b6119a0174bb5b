"""Keeps the numbers, with Prometheus' own client. The one file that loads it; used by one thread alone, for
the client's locks may not be taken by whatever logs in the middle of anything."""

from __future__ import annotations

import asyncio
import math
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import product
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    make_asgi_app,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from kiosk.core.counts import Counts
from kiosk.core.machine import MachineReport, Voltage
from kiosk.metrics.catalogue import BY_NAME, CATALOGUE, COUPONS, PRINT_JOBS, PRINTER, Kind, known
from kiosk.metrics.listening import Facts, Fields, Pulse, Sources
from kiosk.metrics.looks import Look

PATIENCE = 1.0
"""Seconds that a scrape waits for machine and journal; then it tells what was read last."""

_OF_THE_CORE = re.compile(r"[a-z_]+\.py:\d+")
"""How a fault of the core's names its place."""
_FAILURES = frozenset({"bad_key", "subscription_lapsed"})

Values = dict[tuple[str, ...], float]
"""What a gauge has, by the values of its labels."""


class Books(Collector):
    """Fulfils ``listening.Hearer``. ``sources`` gives None while there is nothing to look at yet."""

    def __init__(self, facts: Facts, sources: Callable[[], Sources | None], pulse: Pulse) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second series for each, of no use here
        self.registry = CollectorRegistry()
        self._sources = sources
        self._pulse = pulse
        self._failures = 0
        self._gauges: dict[str, Values] = {}
        self._put("build_info", 1.0, *(facts.build[label] for label in BY_NAME["build_info"].labels))
        self._put("config_info", 1.0, *(facts.config[label] for label in BY_NAME["config_info"].labels))
        self._gauges["crash_loop"] = {(): 0.0}
        self._gauges["api_failures"] = {(): 0.0}
        self._counters: dict[str, Counter] = {}
        self._histograms: dict[str, Histogram] = {}
        for one in CATALOGUE:
            labels = tuple(one.labels)
            if one.kind is Kind.COUNTER:
                counter = Counter(one.full_name, one.help, labels, registry=self.registry)
                for values in product(*one.labels.values()) if one.whole else ():
                    counter.labels(*values)
                self._counters[one.name] = counter
            elif one.kind is Kind.HISTOGRAM:
                self._histograms[one.name] = Histogram(
                    one.full_name, one.help, labels, buckets=one.buckets, registry=self.registry
                )
        self._machine = Look("machine", lambda: self._there().machine())
        self._journal = Look("journal", lambda: self._there().journal(self._there().now()))
        ProcessCollector(registry=self.registry)
        self.registry.register(self)

    def _there(self) -> Sources:
        sources = self._sources()
        if sources is None:
            raise LookupError("there is no engine yet")
        return sources

    # -- what is heard -----------------------------------------------------------------------------

    def heard(self, event: str, level: str, fields: Fields) -> None:
        """See ``listening.Hearer``."""
        with suppress(Exception):  # a field that is none of ours
            self._count("log_events_total", level=level)
            hear = getattr(self, f"_on_{event}", None)
            if hear is not None:
                hear(fields)

    def late(self, what: str, seconds: float) -> None:
        """See ``listening.Hearer``."""
        self._observe(f"{what}_lateness_seconds", seconds)

    def _on_ready(self, fields: Fields) -> None:
        self._put("startup_seconds", _number(fields, "startup_ms") / 1000)

    def _on_screen(self, fields: Fields) -> None:
        shown = known(BY_NAME["screen"], "screen", fields.get("name"))
        self._put("screen", 1.0, shown)

    def _on_scan(self, fields: Fields) -> None:
        self._count("scans_total", source=fields.get("source"), kind=fields.get("kind"))
        if fields.get("source") == "camera":
            self._observe("decode_seconds", _number(fields, "decode_ms") / 1000)

    def _on_acknowledged(self, fields: Fields) -> None:
        self._observe("acknowledge_seconds", _number(fields, "ms") / 1000)

    def _on_api(self, fields: Fields) -> None:
        outcome = str(fields.get("outcome"))
        self._count("api_requests_total", call=fields.get("call"), outcome=outcome)
        self._observe("api_request_seconds", _number(fields, "ms") / 1000, call=fields.get("call"))
        if outcome in _FAILURES or outcome.startswith("unavailable_"):
            self._failures += 1
            self._put("api_trouble", 1.0, known(BY_NAME["api_trouble"], "outcome", outcome))
        elif outcome != "rate_limited":  # which says nothing of either
            self._failures = 0
            self._gauges["api_trouble"] = {}
        self._put("api_failures", float(self._failures))

    def _on_limited(self, fields: Fields) -> None:
        self._count("api_limited_total", group=fields.get("group"))

    def _on_operation(self, fields: Fields) -> None:
        self._count("operations_total", kind=fields.get("kind"), state=fields.get("state"))

    def _on_coupon(self, fields: Fields) -> None:
        self._count("coupons_total", state=fields.get("state"))

    def _on_printer(self, fields: Fields) -> None:
        now = fields.get("state")
        self._gauges["printer_state"] = {(state,): float(state == now) for state in PRINTER}

    def _on_device(self, fields: Fields) -> None:
        device = known(BY_NAME["device_up"], "device", fields.get("name"))
        why = str(fields.get("reason")).partition(":")[0]  # the journal's may go on in words
        reason = known(BY_NAME["device_down_reason"], "reason", why)
        up = fields.get("state") == "up"
        self._gauges.setdefault("device_up", {})[(device,)] = float(up)
        before = self._gauges.get("device_down_reason", {})
        reasons = {labels: value for labels, value in before.items() if labels[0] != device}
        self._gauges["device_down_reason"] = reasons if up else reasons | {(device, reason): 1.0}

    def _on_clock(self, fields: Fields) -> None:
        state = fields.get("state")
        trouble = known(BY_NAME["clock_trouble"], "state", state)
        self._gauges["clock_trouble"] = {} if state == "right" else {(trouble,): 1.0}

    def _on_fault(self, fields: Fields) -> None:
        where = str(fields.get("where"))
        self._count("faults_total", where="core" if _OF_THE_CORE.fullmatch(where) else where)
        if (where, fields.get("error")) == ("start", "crash_loop"):
            self._put("crash_loop", 1.0)

    def _count(self, name: str, **labels: object) -> None:
        values = [known(BY_NAME[name], label, value) for label, value in labels.items()]
        self._counters[name].labels(*values).inc()

    def _observe(self, name: str, seconds: float, **labels: object) -> None:
        values = [known(BY_NAME[name], label, value) for label, value in labels.items()]
        histogram = self._histograms[name]
        (histogram.labels(*values) if values else histogram).observe(seconds)

    def _put(self, name: str, value: float, *labels: str) -> None:
        self._gauges[name] = {labels: value}

    # -- what is asked -----------------------------------------------------------------------------

    def app(self) -> Callable[..., Any]:
        """The client's own ASGI application."""
        return make_asgi_app(self.registry)

    async def look(self) -> None:
        """Have machine and journal looked at, and wait for it for a moment."""
        loop = asyncio.get_running_loop()
        waiting = []
        for one in (self._machine, self._journal):
            there = asyncio.Event()
            one.ask(partial(_tell, loop, there))
            waiting.append(there.wait())
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await asyncio.gather(*waiting)

    def stop(self) -> None:
        """Look no more."""
        for one in (self._machine, self._journal):
            one.stop()

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """All gauges, so that one can be asked for by its name."""
        return [GaugeMetricFamily(one.full_name, one.help) for one in CATALOGUE if one.kind is Kind.GAUGE]

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges that have anything to tell."""
        gauges = dict(self._gauges)
        if (sources := self._sources()) is not None:
            gauges |= _looked(self._machine, self._journal, sources)
        if (age := self._pulse.age) is not None:
            gauges["sign_of_life_age_seconds"] = {(): age}
        for one in CATALOGUE:
            values = gauges.get(one.name)
            if one.kind is Kind.GAUGE and values:
                family = GaugeMetricFamily(one.full_name, one.help, labels=tuple(one.labels))
                for labels, value in values.items():
                    family.add_metric(labels, value)
                yield family


def _looked(machine: Look[MachineReport], journal: Look[Counts], sources: Sources) -> dict[str, Values]:
    found: dict[str, Values] = {
        "reading_age_seconds": {
            (look.name,): age for look in (machine, journal) if (age := look.age) is not None
        }
    }
    plain: dict[str, float | None] = {"clock_ahead_seconds": sources.ahead()}
    if (pace := sources.pace()) is not None:
        plain |= {"camera_frames_per_second": pace.a_second, "camera_look_seconds": pace.median_ms / 1000}
    if (report := machine.latest) is not None:
        plain |= _of_machine(report)
    if (counts := journal.latest) is not None:
        now = sources.now()
        plain |= {
            "kept_visits": counts.kept,
            "outbox_depth": counts.outbox,
            "outbox_oldest_age_seconds": 0.0
            if counts.oldest is None
            else max(0.0, (now - counts.oldest).total_seconds()),
            "staff_wrong_pins": counts.wrong_pins,
            "staff_locked": counts.locked_until is not None and counts.locked_until > now,
            "journal_bytes": counts.size,
        }
        waiting = BY_NAME["operations_waiting"].labels
        found["operations_waiting"] = {
            both: float(counts.waiting.get((both[0], both[1]), 0)) for both in product(*waiting.values())
        }
        found["coupons_last_day"] = {(state,): float(counts.coupons.get(state, 0)) for state in COUPONS}
        found["print_jobs"] = {(state,): float(counts.jobs.get(state, 0)) for state in PRINT_JOBS}
    return found | {name: {(): float(value)} for name, value in plain.items() if value is not None}


def _of_machine(report: MachineReport) -> dict[str, float | None]:
    voltage = report.voltage
    return {
        "temperature_celsius": report.celsius,
        "undervoltage": None if voltage is None else float(voltage is Voltage.LOW),
        "undervoltage_since_boot": None if voltage is None else float(voltage is not Voltage.FINE),
        "disk_free_bytes": report.disk_free,
        "memory_available_bytes": report.memory_free,
        "network_up": None if report.network is None else float(report.network.value == "up"),
    }


def _tell(loop: asyncio.AbstractEventLoop, there: asyncio.Event) -> None:
    with suppress(RuntimeError):  # the loop has ended meanwhile: nobody waits any more
        loop.call_soon_threadsafe(there.set)


def _number(fields: Fields, name: str) -> float:
    """A field as a number that can be counted. Raises ValueError."""
    value = float(fields[name])
    if not math.isfinite(value) or value < 0:
        raise ValueError(name)
    return value
