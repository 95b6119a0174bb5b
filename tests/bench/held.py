"""A code held up for twelve frames, in some hundred drawn scenes: who has read it by which frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.devices.decoder import Decoder
from tests.bench.competitors import Plain, peers
from tests.bench.stills import percent, rate, table
from tests.support.filmed import Clip, scene

FRAMES = 12
BY = (1, 5, 12)
"""Frames by which reads are counted."""


def _running() -> Plain:
    """Ours as it runs: a decoder that has just been waiting, and sees this customer first."""
    decoder = Decoder()
    return Plain("kiosk", lambda grey: [read.data for read in decoder.look(grey).reads])


def measure(scenes: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Show the scenes, always the same ones, to everyone. Each sees a scene until they have read it."""
    others = peers()
    names = ["kiosk", *(one.name for one in others)]
    firsts: dict[str, list[int | None]] = {name: [] for name in names}
    wrong = dict.fromkeys(names, 0)
    for seed in range(scenes):
        clip = Clip(scene(seed))
        wanted = clip.hold.text.encode()
        waiting = {one.name: one for one in (_running(), *others)}
        first: dict[str, int | None] = dict.fromkeys(names)
        for frame in range(FRAMES):
            if not waiting:
                break
            picture = clip.frame(frame)
            for name, one in list(waiting.items()):
                reads = one.look(picture).reads
                wrong[name] += any(read != wanted for read in reads)
                if wanted in reads:
                    first[name] = frame + 1
                    del waiting[name]
        for name in names:
            firsts[name].append(first[name])
        if (seed + 1) % 50 == 0:
            say(f"{seed + 1} of {scenes} scenes")
    return {
        "scenes": scenes,
        "decoders": {
            name: {
                **{f"by_{by}": rate(_by(first, by), scenes) for by in BY},
                "wrong_frames": wrong[name],
                "unread": [seed for seed, at in enumerate(first) if at is None],
            }
            for name, first in firsts.items()
        },
    }


def _by(firsts: Sequence[int | None], frame: int) -> int:
    return sum(at is not None and at <= frame for at in firsts)


def tables(result: dict[str, Any]) -> list[str]:
    """The result as Markdown."""
    return [
        f"{result['scenes']} scenes.",
        "",
        *table(
            ["decoder", *(f"read by frame {by}" for by in BY), "frames read wrongly"],
            [
                (name, *(percent(one[f"by_{by}"]) for by in BY), one["wrong_frames"])
                for name, one in result["decoders"].items()
            ],
        ),
    ]
