"""Does the service answer, does it take the key, and what time is it there? One lookup of a code that is
nobody's, as the staff's screen asks: it books nothing and tells of nobody."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path

from kiosk import app
from kiosk.cli.doctor.findings import Finding, Values, good, skipped, trouble
from kiosk.cli.doctor.place import Place
from kiosk.clock import SystemClock
from kiosk.core import outcomes as o
from kiosk.core.timekeeping import TRUSTED, TimeTold, skew
from kiosk.devices.programs import answer_of
from kiosk.engine.machinery import NOBODY
from kiosk.logs import EventLog

LIMIT = 8.0
"""Seconds; the configuration may allow a call a minute and more."""
_ASK_TIME = 2.0
_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")

TROUBLE: dict[o.Trouble, tuple[str, str]] = {
    o.Trouble.TIMEOUT: ("api.no_answer", "no answer in time"),
    o.Trouble.CONNECT: ("api.no_answer", "no connection"),
    o.Trouble.RESET: ("api.no_answer", "the connection was cut"),
    o.Trouble.DNS: ("api.no_name", "nobody knows the name of the service's machine"),
    o.Trouble.TLS: ("api.tls", "the secure connection failed"),
    o.Trouble.TLS_TIME: ("api.tls_time", "its certificate is not valid at this machine's time"),
    o.Trouble.REDIRECT: ("api.sent_elsewhere", "sent to another address instead of an answer"),
    o.Trouble.SERVER: ("api.out_of_order", "the service says that it is out of order"),
    o.Trouble.FOREIGN: ("api.foreign", "an answer that is not the service's"),
    o.Trouble.TOO_LARGE: ("api.foreign", "an answer without end"),
}


def service(place: Place) -> list[Finding]:
    """Findings ``api`` and ``clock``."""
    if not place.key:
        return [skipped("api", "there is no key to ask with"), clock(place, None)]
    began = time.monotonic()
    try:
        outcome, told = asyncio.run(_ask(place))
    except TimeoutError:
        outcome, told = o.Unavailable(o.Trouble.TIMEOUT), None
    return [_answer(outcome, (time.monotonic() - began) * 1000), clock(place, told)]


async def _ask(place: Place) -> tuple[o.LookupOutcome, TimeTold | None]:
    here = SystemClock(place.settings.shop.zone)
    api = app.api_of(place.settings, place.key, EventLog(level="error"), here)
    try:
        async with asyncio.timeout(LIMIT):
            return await api.lookup(code=NOBODY), api.told()
    finally:
        await api.close()


def _answer(outcome: o.LookupOutcome, ms: float) -> Finding:
    values: Values = {"outcome": o.name(outcome), "ms": round(ms, 1)}
    match outcome:
        case o.Found() | o.NotFound() | o.InvalidQr():
            return good("api", f"the service answers and takes the key ({ms:.0f} ms)", values)
        case o.BadKey():
            return trouble("api.bad_key", "the service does not take the key", values)
        case o.SubscriptionLapsed():
            return trouble("api.subscription", "the service says that the subscription has lapsed", values)
        case o.RateLimited():
            return trouble("api.too_many", "the service says «too many requests»", values)
        case o.Refused():
            return trouble("api.refused", f"the service refuses (HTTP {outcome.status})", values)
        case _:
            code, words = TROUBLE[outcome.trouble]
            return trouble(code, words, values)


def clock(place: Place, told: TimeTold | None) -> Finding:
    """Time and zone here, whether somebody keeps the clock, and how far the service's is from it."""
    zone = place.settings.shop.zone
    off = skew(told, SystemClock(zone).now())
    kept = synchronised()
    now = datetime.now(UTC).astimezone(zone)
    words = f"{now:%Y-%m-%d %H:%M:%S} {place.settings.shop.timezone}"
    values: Values = {
        "zone": place.settings.shop.timezone,
        "skew_s": None if off is None else round(off, 1),
        "synchronised": kept,
    }
    if off is not None and abs(off) > TRUSTED:
        way = "behind" if off > 0 else "ahead of"
        return trouble("clock.wrong", f"{words}, {abs(off):.0f} s {way} the service's", values)
    near = "the service did not tell its time" if off is None else f"{abs(off):.0f} s from the service's"
    if kept is False:
        return trouble("clock.not_synchronised", f"{words}, {near}; nobody sets this clock", values)
    kept_words = "" if kept is None else ", set by the network"
    return good("clock", f"{words}, {near}{kept_words}", values)


def synchronised() -> bool | None:
    """Whether the system's clock is kept by the network; ``None`` where nobody says."""
    if _SYNCHRONISED.exists():
        return True
    said = answer_of(["timedatectl", "show", "--property=NTPSynchronized", "--value"], _ASK_TIME) or ""
    return {"yes": True, "no": False}.get(said.strip())
