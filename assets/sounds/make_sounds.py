"""Writes the kiosk's sounds: ``python assets/sounds/make_sounds.py``. Standard library only.

Each is told apart without the picture: *scan* one short high blip, *tap* a click, *success* two notes
up, *reward* a rising chord run, *refusal* two low notes down, *notice* one soft note in the middle that
stays, *warning* three equal knocks, *paper* a quick fall of high notes, as of something that drops.
22,050 Hz, 16 bit, one channel. The same bytes each time: no chance and no date is in them.
"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 22050
HERE = Path(__file__).parent
# (start in seconds, length in seconds, frequency in Hz, loudness 0 to 1)
SOUNDS: dict[str, list[tuple[float, float, float, float]]] = {
    "scan": [(0.0, 0.13, 1568.0, 0.7)],
    "tap": [(0.0, 0.035, 880.0, 0.35)],
    "success": [(0.0, 0.14, 659.3, 0.6), (0.12, 0.26, 987.8, 0.6)],
    "reward": [
        (0.0, 0.16, 523.3, 0.45),
        (0.11, 0.16, 659.3, 0.45),
        (0.22, 0.18, 784.0, 0.45),
        (0.33, 0.6, 1046.5, 0.5),
        (0.33, 0.6, 1318.5, 0.25),
    ],
    "notice": [(0.0, 0.42, 440.0, 0.55), (0.0, 0.42, 554.4, 0.2)],
    "warning": [(0.0, 0.12, 740.0, 0.65), (0.26, 0.12, 740.0, 0.65), (0.52, 0.2, 740.0, 0.65)],
    "paper": [
        (0.0, 0.09, 2093.0, 0.4),
        (0.08, 0.09, 1760.0, 0.4),
        (0.16, 0.09, 1396.9, 0.4),
        (0.24, 0.16, 1174.7, 0.45),
    ],
    "refusal": [(0.0, 0.18, 311.1, 0.7), (0.2, 0.3, 233.1, 0.7)],
}


def samples(notes: list[tuple[float, float, float, float]]) -> list[float]:
    """Notes with a soft start, a bell-like end and two overtones, -1 to 1."""
    end = max(start + length for start, length, _, _ in notes)
    out = [0.0] * int(end * RATE + 1)
    for start, length, frequency, loudness in notes:
        for i in range(int(length * RATE)):
            t = i / RATE
            rise = min(1.0, t / 0.006)
            fall = math.exp(-3.5 * t / length) * min(1.0, (length - t) / 0.01)
            tone = sum(
                share * math.sin(2 * math.pi * frequency * n * t)
                for n, share in ((1, 0.8), (2, 0.15), (3, 0.05))
            )
            out[int(start * RATE) + i] += loudness * rise * fall * tone
    peak = max(1.0, *(abs(value) for value in out))
    return [value / peak for value in out]


def main(folder: Path = HERE) -> None:
    for name, notes in SOUNDS.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(b"".join(struct.pack("<h", round(32000 * value)) for value in samples(notes)))


if __name__ == "__main__":
    main()
