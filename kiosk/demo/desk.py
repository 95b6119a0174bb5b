"""The real kiosk, put into the demo's world."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.cli.run import Desk
from kiosk.demo.world import DemoWorld
from kiosk.logs import EventLog


def desk_in(
    world: DemoWorld,
    log: EventLog,
    *,
    ended: Callable[[int], None],
    size: tuple[int, int] = (1280, 800),
    ready: Callable[[], None] | None = None,
) -> Desk:
    """A kiosk that has the world's twins around it, and hears of what the world does; not started yet.

    Raises ``RuntimeError`` when the window cannot be loaded.
    """
    desk = Desk(
        world.settings,
        world.key,
        log,
        ended=ended,
        fullscreen=False,
        size=size,
        may_close=True,
        source=world.source,
        appliance=world.appliance,
        clock=world.clock,
        ready=ready,
    )
    world.tell = desk.machine.post
    return desk
