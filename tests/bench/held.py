"""A code held up for twelve frames, in some hundred drawn scenes: who has read it by which frame."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

import cv2

from kiosk.devices.decoder import Decoder, read_still
from tests.bench.competitors import Plain, peers
from tests.bench.stills import percent, rate, table
from tests.support.filmed import Clip, scene

FRAMES = 12
BY = (1, 5, 12)
"""Frames by which reads are counted."""


def _running() -> Plain:
    """Ours as it runs: a decoder that has just been waiting, and sees this customer first. It has as much
    processor time as it would have on a machine that does nothing else."""
    decoder = Decoder(clock=time.thread_time)
    return Plain("kiosk", lambda grey: [read.data for read in decoder.look(grey).reads])


def _everything() -> Plain:
    """Ours with every remedy on every frame, for which no kiosk has the time: what is there to be found."""
    return Plain("kiosk, every remedy", lambda grey: [read.data for read in read_still(grey)])


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of one scene, by decoder: the frame (from 1 on) in which it was read, and how many
    frames were read as something else."""

    first: dict[str, int | None]
    wrong: dict[str, int]


def show(seed: int) -> Seen:
    """Show a scene to everyone. Each sees it until they have read it."""
    cv2.setNumThreads(1)  # what others do for it would not be counted as its own time
    clip = Clip(scene(seed))
    wanted = clip.hold.text.encode()
    everyone = {one.name: one for one in (_running(), _everything(), *peers())}
    first: dict[str, int | None] = dict.fromkeys(everyone)
    wrong = dict.fromkeys(everyone, 0)
    for frame in range(FRAMES):
        waiting = [name for name, at in first.items() if at is None]
        if not waiting:
            break
        picture = clip.frame(frame)
        for name in waiting:
            reads = everyone[name].look(picture).reads
            wrong[name] += any(read != wanted for read in reads)
            if wanted in reads:
                first[name] = frame + 1
    return Seen(first, wrong)


def measure(scenes: int, say: Callable[[str], None]) -> dict[str, Any]:
    """Show the first so many scenes, always the same ones. Ours does what it has time for, and that is
    processor time: what else the machine does takes nothing from it."""
    seen: list[Seen] = []
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        for one in pool.map(show, range(scenes)):
            seen.append(one)
            if len(seen) % 50 == 0:
                say(f"{len(seen)} of {scenes} scenes")
    names = list(seen[0].first)
    firsts = {name: [one.first[name] for one in seen] for name in names}
    wrong = {name: sum(one.wrong[name] for one in seen) for name in names}
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
