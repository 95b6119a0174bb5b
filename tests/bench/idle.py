"""What a frame costs: while nobody is there, while people pass, and while somebody shows an easy code."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from typing import Any

from kiosk.devices.decoder import Decoder
from tests.bench.competitors import BASE, Plain, in_turn, peers
from tests.bench.photographs import Grey
from tests.bench.stills import percentile, table
from tests.support.filmed import FPS, Clip, Hold
from tests.support.filmed_room import Room

FRAMES = 60 * FPS
"""Frames of an idle shop: a minute, and no shortcut. A decoder may do more at first and rest later, so that
fewer frames have another average."""

EASY = 300
"""Frames with an easy code, at most."""


def _idle(frames: int) -> Iterator[Grey]:
    room = Room(1)
    return (room.frame(at) for at in range(frames))


def _lively(frames: int) -> Iterator[Grey]:
    room = Room(2, people=True)
    return (room.frame(at) for at in range(frames))


def _easy(frames: int) -> Iterator[Grey]:
    clip = Clip(Hold("https://cards.example/m/LOY-EASYTOREAD", module=7.0, yaw=8, roll=4))
    return (clip.frame(at) for at in range(min(EASY, frames)))


SCENES: dict[str, Callable[[int], Iterator[Grey]]] = {
    "nobody there": _idle,
    "people passing": _lively,
    "an easy code": _easy,
}


def _ours(name: str, *, awake: bool) -> Plain:
    decoder = Decoder()
    return Plain(name, lambda grey: [read.data for read in decoder.look(grey, awake=awake).reads])


def measure(frames: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Film each scene. Everyone sees a frame before anyone sees the next one, and their order changes."""
    found: dict[str, Any] = {}
    for scene, film in SCENES.items():
        say(scene)
        competitors = [_ours("kiosk", awake=True), _ours("kiosk, asleep", awake=False)]
        competitors += [one for one in peers() if not one.name.startswith("OpenCV")]
        ms: dict[str, list[float]] = {one.name: [] for one in competitors}
        read = dict.fromkeys(ms, 0)
        for at, picture in enumerate(film(frames)):
            if not at:
                for one in competitors:
                    one.look(picture)
            for one in in_turn(competitors, at):
                look = one.look(picture)
                ms[one.name].append(look.ms)
                read[one.name] += bool(look.reads)
        means = {name: statistics.fmean(each) for name, each in ms.items()}
        found[scene] = {
            name: {
                "frames": len(each),
                "frames_read": read[name],
                "mean_ms": round(means[name], 3),
                "median_ms": round(statistics.median(each), 3),
                "p95_ms": round(percentile(each, 0.95), 3),
                "to_zxing": round(means[name] / means[BASE], 2),
                "to_pyzbar": round(means[name] / means["pyzbar"], 2) if "pyzbar" in means else None,
                "median_to_zxing": round(statistics.median(each) / statistics.median(ms[BASE]), 2),
            }
            for name, each in ms.items()
        }
    return found


def tables(result: dict[str, Any]) -> list[str]:
    """The result as Markdown."""
    rows = [
        (
            scene,
            name,
            f"{one['frames_read']} of {one['frames']}",
            *(f"{one[kind]:.2f}" for kind in ("mean_ms", "median_ms", "p95_ms", "to_zxing")),
            "–" if one["to_pyzbar"] is None else f"{one['to_pyzbar']:.2f}",
            f"{one['median_to_zxing']:.2f}",
        )
        for scene, of_scene in result.items()
        for name, one in of_scene.items()
    ]
    head = ["scene", "decoder", "frames read", "mean ms", "median ms", "95th percentile ms"]
    return table([*head, "mean to zxing-cpp", "mean to pyzbar", "median to zxing-cpp"], rows)
