"""``kiosk demo --headless``: the whole story, played on the real kiosk without a screen.

Every step is checked against what the server's ledger, the journal's effects on screen and the paper
say. Pictures, coupons and ``summary.json`` are written to a folder; a step that was not reached makes
the exit code 1, and so does SIGTERM or SIGINT, which ends the story where it is.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.demo.world import DemoWorld
from kiosk.logs import EventLog

if TYPE_CHECKING:  # Qt is loaded when its platform has been chosen
    from kiosk.demo.player import Player
    from kiosk.demo.story import Story

OPTIONS = {"KIOSK_UI__IDLE_AFTER": "120", "KIOSK_UI__DIM_AFTER": "600"}
"""Longer than any pause of the story: the story itself ends each session."""


def play(out: Path, log: EventLog) -> int:
    """Play it; returns 0 when every step was reached, else 1."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_QUICK_BACKEND"] = "software"
    from PySide6.QtGui import QGuiApplication

    from kiosk.cli.qt import Signals, hush_qt
    from kiosk.cli.run import Desk
    from kiosk.demo.desk import desk_in
    from kiosk.demo.player import Player
    from kiosk.demo.story import Story
    from kiosk.ui.window import prepare_graphics

    out.mkdir(parents=True, exist_ok=True)
    for old in (*out.glob("*.png"), *out.glob("summary.json")):
        old.unlink()
    prepare_graphics()
    hush_qt(log)
    qt = QGuiApplication.instance() or QGuiApplication(["kiosk"])
    assert isinstance(qt, QGuiApplication)
    began = time.monotonic()
    ended: list[int] = []
    stops: list[str] = []
    desk: Desk | None = None
    # From before the first temporary folder: whoever ends the demo early finds none left.
    with Signals(stops.append):
        world = DemoWorld("standard", options=OPTIONS)
        try:
            world.start()
            desk = desk_in(world, log, ended=ended.append)
            desk.start()
            player = Player(desk, out, stops)
            steps = _tell(Story(world, player), player, ended)
        finally:
            if desk is not None:
                desk.close()
            world.stop()
    coupons = [file.name for file in world.printer.papers_as_png(out)]
    ledger = world.shop.ledger
    reached = bool(steps) and all(step["reached"] for step in steps)
    summary = {
        "reached": reached,
        "seconds": round(time.monotonic() - began, 1),
        "steps": steps,
        "pictures": player.pictures,
        "coupons": coupons,
        "operations_at_the_server": len(ledger),
        "operations_applied_twice": len(ledger) - len({entry.external_id for entry in ledger}),
    }
    text = json.dumps(summary, indent=2, ensure_ascii=False)
    (out / "summary.json").write_text(text + "\n", encoding="utf-8")
    for told in steps:
        mark = "ok    " if told["reached"] else "MISSED"
        log.say(f"{mark} {told['step']}{'' if told['reached'] else ': ' + str(told['why'])}")
    counted = f"{len(player.pictures)} pictures and {len(coupons)} coupons"
    log.say(f"{counted} in {out}; summary.json tells the rest")
    return 0 if reached else 1


def _tell(story: Story, player: Player, ended: list[int]) -> list[dict[str, object]]:
    """Play the steps; returns how each of them went. None is played after the engine's end, or a stop."""
    from kiosk.demo.player import Missed, Stopped

    steps: list[dict[str, object]] = []
    stopped = ""
    for name, step in story.steps():
        why = "the engine had ended" if ended else stopped
        started = time.monotonic()
        if not why:
            try:
                step()
            except Missed as missed:
                why = str(missed)
                try:
                    player.shoot(f"missed-{name.replace(' ', '-')}")
                except Stopped as stop:
                    stopped = f"stopped by {stop}"
            except Stopped as stop:
                why = stopped = f"stopped by {stop}"
        if why:
            steps.append({"step": name, "reached": False, "why": why})
        else:
            steps.append({"step": name, "reached": True, "seconds": round(time.monotonic() - started, 2)})
    return steps
