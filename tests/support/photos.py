"""Draws the photographs of ``tests/photos``: ``python -m tests.support.photos OUT``.

Phones with codes, graded, and what is no code but has something of one. Every picture follows from its
number, and what the codes say is made up.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

from tests.support.filmed import Clip, Hold, made_up, scene
from tests.support.filmed_room import HEIGHT, WIDTH, Grey, Room, compressed, shop

MANIFEST = "manifest.csv"
FIELDS = ("path", "expected", "kind", "label", "set")
_CUT = (720, 540)
_QUALITY = 55
_FACE = cv2.FONT_HERSHEY_SIMPLEX


@dataclass(frozen=True, slots=True)
class Planned:
    """A picture to draw: its name, how hard it is (``easy``, ``fair``, ``hard``; of a picture without a code,
    what it shows), the text or ``None``."""

    name: str
    label: str
    text: str | None = field(repr=False)
    draw: Callable[[], Grey] = field(repr=False)

    def row(self) -> dict[str, str]:
        """Its line of the manifest."""
        expected = "" if self.text is None else json.dumps([self.text])
        kind = "neg" if self.text is None else "qr"
        return dict(zip(FIELDS, (self.name, expected, kind, self.label, "drawn"), strict=True))


def planned() -> Iterator[Planned]:
    """All pictures, in order."""
    for number in range(10):
        yield _held(f"easy-{number:02}.jpg", "easy", _easy(number))
    for number in range(10):
        yield _held(f"fair-{number:02}.jpg", "fair", scene(200 + 10 * number + 5, 0.7))
    for number in range(10):
        yield _held(f"hard-{number:02}.jpg", "hard", scene(300 + 10 * number + 7 + number % 3, 0.8))
    for label, draw in _NEGATIVES.items():
        yield Planned(f"none-{label.replace(' ', '-')}.jpg", label, None, draw)


def write(folder: Path) -> int:
    """Draw them all into a folder, with their manifest. How many bytes that is."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = list(planned())
    for picture in pictures:
        _, jpeg = cv2.imencode(".jpg", picture.draw(), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
        (folder / picture.name).write_bytes(jpeg.tobytes())
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, FIELDS, lineterminator="\n")
        lines.writeheader()
        lines.writerows(picture.row() for picture in pictures)
    return sum(file.stat().st_size for file in folder.iterdir())


# -- with a code -------------------------------------------------------------------------------------


def _easy(number: int) -> Hold:
    """As most people hold it: near, nearly straight, at rest; one in five upside down or in dark mode."""
    rng = np.random.default_rng((number, 19))
    yaw, pitch = (float(rng.uniform(-14, 14)) for _ in range(2))
    return Hold(
        text=made_up(rng),
        seed=number,
        module=float(rng.uniform(5, 8)),
        yaw=yaw,
        pitch=pitch,
        roll=180.0 if number % 5 == 4 else float(rng.normal(0, 6)),
        dark=number % 5 == 3,
        defocus=float(rng.uniform(0.3, 0.8)),
        noise=float(rng.uniform(2, 4)),
    )


def _held(name: str, label: str, hold: Hold) -> Planned:
    return Planned(name, label, hold.text, lambda: _around(Clip(hold)))


def _around(clip: Clip) -> Grey:
    """The sixth frame, cut to 720×540 around the phone: what is behind it is worth no bytes."""
    middle = clip.corners(5).mean(axis=0)
    left = int(np.clip(middle[0] - _CUT[0] / 2, 0, WIDTH - _CUT[0]))
    top = int(np.clip(middle[1] - _CUT[1] / 2, 0, HEIGHT - _CUT[1]))
    return clip.frame(5)[top : top + _CUT[1], left : left + _CUT[0]]


# -- without -----------------------------------------------------------------------------------------


def _on_a_phone(seed: int, modules: NDArray[np.bool_]) -> Grey:
    hold = Hold("", seed=seed, module=min(7.0, 300 / modules.shape[0]), yaw=7, pitch=-5, roll=4)
    return _around(Clip(hold, modules))


def _on_paper(draw: Callable[[Grey, np.random.Generator], None], seed: int) -> Grey:
    """A sheet on the counter, as the camera sees it."""
    rng = np.random.default_rng((seed, 23))
    sheet = np.full((700, 900), 228, np.uint8)
    draw(sheet, rng)
    there = np.array([(50, 40), (690, 20), (700, 520), (30, 505)], np.float32)
    here = np.array([(0, 0), (900, 0), (900, 700), (0, 700)], np.float32)
    seen = cv2.warpPerspective(
        sheet, cv2.getPerspectiveTransform(here, there), _CUT, flags=cv2.INTER_AREA, borderValue=(90,)
    )
    seen = cv2.GaussianBlur(seen, (0, 0), 0.6)
    return compressed(np.clip(seen + rng.normal(0, 3, seen.shape), 0, 255).astype(np.uint8), 85)


def _text(sheet: Grey, rng: np.random.Generator) -> None:
    for line in range(24):
        words = ["".join(rng.choice(list("abcdefghiklmnoprstuvwz"), int(n))) for n in rng.integers(2, 9, 9)]
        cv2.putText(sheet, " ".join(words), (30, 50 + 27 * line), _FACE, 0.6, (30,), 1, cv2.LINE_AA)


def _bars(sheet: Grey, rng: np.random.Generator) -> None:
    x = 150
    while x < 740:
        dark, light = (int(n) for n in rng.integers(1, 5, 2))
        sheet[180:480, x : x + 4 * dark] = 20
        x += 4 * (dark + light)
    cv2.putText(sheet, "0 000000 000000", (240, 530), _FACE, 1.2, (20,), 2, cv2.LINE_AA)


def _squares(sheet: Grey, rng: np.random.Generator) -> None:
    """Squares in squares, as a code's corners have them, at random."""
    for row in range(4):
        for column in range(5):
            module = int(rng.integers(6, 14))
            x, y = 40 + 170 * column + int(rng.integers(0, 40)), 30 + 165 * row + int(rng.integers(0, 30))
            for inset, ink in ((0, 20), (1, 228), (2, 20)):
                corner = (x + inset * module, y + inset * module)
                end = (x + (7 - inset) * module - 1, y + (7 - inset) * module - 1)
                cv2.rectangle(sheet, corner, end, (ink,), -1)


def _rings(sheet: Grey, rng: np.random.Generator) -> None:
    for _ in range(12):
        middle = (int(rng.integers(90, 810)), int(rng.integers(90, 610)))
        for ring in range(5, 0, -1):
            cv2.circle(sheet, middle, ring * 14, (20 if ring % 2 else 228,), -1, cv2.LINE_AA)


def _keys(sheet: Grey, rng: np.random.Generator) -> None:
    for row in range(4):
        for column in range(3):
            x, y = 180 + 190 * column, 40 + 160 * row
            cv2.rectangle(sheet, (x, y), (x + 150, y + 130), (40,), -1)
            cv2.rectangle(sheet, (x + 12, y + 12), (x + 138, y + 118), (210,), -1)
            cv2.putText(sheet, "123456789*0#"[3 * row + column], (x + 50, y + 90), _FACE, 2.2, (20,), 5)


def _checks(side: int) -> NDArray[np.bool_]:
    row, column = np.indices((side, side))
    checks: NDArray[np.bool_] = (row + column) % 2 == 0
    return checks


def _data_matrix(seed: int, side: int = 24) -> NDArray[np.bool_]:
    """Like a Data Matrix: two solid edges, two dashed ones, and anything between."""
    modules = np.random.default_rng((seed, 29)).random((side, side)) < 0.5
    at = np.arange(side)
    modules[0], modules[:, -1] = at % 2 == 0, at % 2 == 1
    modules[:, 0] = modules[-1] = True
    return modules


def _nearly(seed: int) -> NDArray[np.bool_]:
    """A code's frame with nothing in it: its corners and its clocks are right, all the rest is chance."""
    qr = np.array([[bool(cell & 1) for cell in row] for row in segno.make_qr("x" * 40, version=4).matrix])
    chance = np.random.default_rng((seed, 31)).random(qr.shape) < 0.5
    for part in (np.s_[:8, :8], np.s_[:8, -8:], np.s_[-8:, :8], np.s_[6, :], np.s_[:, 6]):
        chance[part] = qr[part]
    return chance


def _half(seed: int) -> NDArray[np.bool_]:
    """A code of which a thumb hides the lower half: more than any correction mends."""
    qr = np.array(
        [[bool(cell & 1) for cell in row] for row in segno.make_qr(f"LOY-HALF{seed}", error="l").matrix]
    )
    qr[qr.shape[0] // 2 :] = False
    return qr


def _sheet(room: Grey) -> Grey:
    return room[60 : 60 + _CUT[1], 200 : 200 + _CUT[0]]


_NEGATIVES: dict[str, Callable[[], Grey]] = {
    "shop": lambda: _sheet(Room(41, noise=4).frame(0)),
    "shop with people": lambda: _sheet(Room(42, people=True, noise=4).frame(40)),
    "dark shop": lambda: compressed((_sheet(shop(np.random.default_rng(43))) * 0.15).astype(np.uint8), 60),
    "page of text": lambda: _on_paper(_text, 44),
    "barcode": lambda: _on_paper(_bars, 45),
    "squares in squares": lambda: _on_paper(_squares, 46),
    "rings": lambda: _on_paper(_rings, 47),
    "keypad": lambda: _on_paper(_keys, 48),
    "checks": lambda: _on_a_phone(49, _checks(25)),
    "fine checks": lambda: _on_a_phone(50, _checks(61)),
    "data matrix": lambda: _on_a_phone(51, _data_matrix(51)),
    "nearly a code": lambda: _on_a_phone(52, _nearly(52)),
    "half a code": lambda: _on_a_phone(53, _half(53)),
    "empty screen": lambda: _on_a_phone(54, np.zeros((29, 29), bool)),
}


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: python -m tests.support.photos OUT", file=sys.stderr)
        return 2
    print(f"{sum(1 for _ in planned())} pictures, {write(Path(sys.argv[1])) / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
