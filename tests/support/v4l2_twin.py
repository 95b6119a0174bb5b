"""Cameras of the kernel's that are none: a folder that plays ``/dev`` to one process (``v4l2_twin.c``).

A test makes a ``Twin`` and has a play (``tests/contract/v4l2_plays.py``) performed in a process of its
own, with the library preloaded: there OpenCV's own V4L2 backend and the kiosk's own questions to the
kernel find what the play plugs in and pulls out.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_suffix(".c")
PICTURES = 32  # of a stream, then from the beginning: picture k is all of grey 8 · k
SIZES = ((640, 480), (1280, 720))


def compiler() -> str | None:
    """A C compiler, if this machine has one."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def library() -> Path:
    """The library, compiled if it is not yet. Raises CalledProcessError with what the compiler said."""
    source = SOURCE.read_bytes()
    made = ROOT / "build" / "v4l2_twin" / f"{hashlib.sha256(source).hexdigest()[:16]}.so"
    if not made.exists():
        made.parent.mkdir(parents=True, exist_ok=True)
        fresh = made.with_suffix(f".{os.getpid()}")
        command = [
            str(compiler()),
            "-shared",
            "-fPIC",
            "-O1",
            "-Wall",
            "-Wextra",
            "-o",
            str(fresh),
            str(SOURCE),
        ]
        subprocess.run(
            [*command, "-ldl", "-lpthread"], check=True, capture_output=True, text=True, timeout=60
        )
        fresh.replace(made)  # two test runs at once: the last one wins, both are whole
    return made


def draw(frames: Path) -> None:
    """The pictures of a stream, of every size."""
    for width, height in SIZES:
        where = frames / f"{width}x{height}"
        where.mkdir(parents=True)
        for number in range(PICTURES):
            picture = np.full((height, width, 3), number * 8, np.uint8)
            (where / f"{number:03d}.jpg").write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())


class Twin:
    """The folder. Made by the test, played with by the play."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dev, self.frames, self.log = folder / "dev", folder / "frames", folder / "log"

    @classmethod
    def make(cls, folder: Path, frames: Path) -> "Twin":
        """With pictures of its own, and nothing plugged in."""
        twin = cls(folder)
        for kind in ("kiosk", "v4l/by-id"):
            (twin.dev / kind).mkdir(parents=True)
        shutil.copytree(frames, twin.frames)
        twin.log.touch()
        return twin

    def plug(self, number: int, camera: str = "A", **about: object) -> Path:
        """Plugs a camera in as ``video<number>``, or changes what it is. See ``struct about``."""
        lines = [f"{key}={value}" for key, value in {"id": camera, **about}.items()]
        fresh = self.folder / "fresh"
        fresh.write_text("\n".join([*lines, ""]))
        fresh.replace(self.dev / f"video{number}")
        return self.dev / f"video{number}"

    def unplug(self, number: int) -> None:
        """Pulls it out."""
        (self.dev / f"video{number}").unlink()

    def name(self, number: int, link: str = "v4l/by-id/usb-Twin-video-index0") -> Path:
        """Gives it a lasting name, as udev does; moves it if it is there."""
        fresh, path = self.folder / "link", self.dev / link
        fresh.symlink_to(self.dev / f"video{number}")
        fresh.replace(path)
        return path

    def asked(self, *kinds: str) -> list[str]:
        """What was asked of the cameras so far, of these kinds (first words)."""
        lines = self.log.read_text().splitlines()
        return [line for line in lines if not kinds or line.split()[0] in kinds]

    def has_asked(self, kind: str, count: int) -> bool:
        """Whether something was asked so many times by now."""
        return len(self.asked(kind)) >= count


class Stage:
    """A process in which the library is loaded, and everything that a play needs; each play gets a child
    of it."""

    def __init__(self) -> None:
        environment = {
            **os.environ,
            "LD_PRELOAD": str(library()),
            "OPENBLAS_NUM_THREADS": "1",  # it forks, which a process with threads had better not
        }
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.contract.v4l2_plays"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def play(self, name: str, twin: Twin) -> tuple[int, str]:
        """Plays it with what is plugged into this twin: how it ended (0: well), and what it said."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{name} {twin.folder}\n")
        self._process.stdin.flush()
        ended = self._process.stdout.readline()
        said = twin.folder / "said"
        return int(ended or -1), said.read_text(errors="replace") if said.exists() else ""

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate(timeout=10)
