"""Metrics of ``kiosk run``: what they are told of the kiosk, and where they look."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import replace

import PySide6

from kiosk import __version__
from kiosk.config import Address, Settings
from kiosk.core import timekeeping
from kiosk.engine.world import World
from kiosk.journal.counting import counts
from kiosk.logs import EventLog
from kiosk.metrics.listening import Facts, Metrics, Sources

Adapt = Callable[[World], World]


def listen(
    settings: Settings, where: Address, log: EventLog, adapt: Adapt | None
) -> tuple[Adapt, Callable[[], None]]:
    """Begin to hear what is logged; nothing is served before the kiosk is ready. What is returned has the
    engine's world watched, and changed by ``adapt`` as well, before the engine begins; and ends it all."""
    facts = Facts(
        build={
            "version": __version__,
            "python": platform.python_version(),
            "qt": PySide6.__version__,
            "architecture": platform.machine(),
        },
        config={
            "kiosk_id": settings.shop.kiosk_id,
            "card": settings.visit.card,
            "paper": "none" if settings.printer.port == "none" else settings.printer.paper,
            "timezone": settings.shop.timezone,
        },
    )
    metrics = Metrics(where.host, where.port, facts, log)
    log.hearer = metrics.heard
    metrics.start()

    def adapted(world: World) -> World:
        return _watched(adapt(world) if adapt is not None else world, settings, metrics)

    def stop() -> None:
        metrics.stop()
        # Python's logging keeps the log to the very end; nothing of the kiosk may hang on it then.
        log.hearer, metrics.sources = None, None

    return adapted, stop


def _watched(world: World, settings: Settings, metrics: Metrics) -> World:
    def ahead() -> float | None:
        return timekeeping.skew(world.api.told(), world.clock.now())

    metrics.sources = Sources(
        machine=world.appliance.report,
        journal=lambda now: counts(settings.journal.path, now),
        now=lambda: timekeeping.corrected(world.api.told(), world.clock.now()).local,
        ahead=ahead,
        pace=lambda: None if world.camera is None else world.camera.pace(),
    )
    pulse = metrics.pulse
    return replace(world, ask=pulse.ask(world.ask), alive=pulse.alive(world.alive))
