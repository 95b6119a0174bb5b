"""Cameras of the kernel's that are none: a folder that plays ``/dev`` to one process (``v4l2_twin.c``).

A test makes a ``Twin``, plugs cameras in and runs a play (``tests/contract/v4l2_plays.py``) in a process
of its own, with the library preloaded: there OpenCV's own V4L2 backend and the kiosk's own questions to
the kernel find them. The play unplugs and plugs in as it goes.
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


class Twin:
    """The folder. Made by the test, found again by the play through the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dev, self.frames, self.log = folder / "dev", folder / "frames", folder / "log"

    @classmethod
    def make(cls, folder: Path) -> "Twin":
        """With pictures of every size, and nothing plugged in."""
        twin = cls(folder)
        for kind in ("kiosk", "v4l/by-id"):
            (twin.dev / kind).mkdir(parents=True)
        for width, height in SIZES:
            where = twin.frames / f"{width}x{height}"
            where.mkdir(parents=True)
            for number in range(PICTURES):
                picture = np.full((height, width, 3), number * 8, np.uint8)
                (where / f"{number:03d}.jpg").write_bytes(cv2.imencode(".jpg", picture)[1].tobytes())
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

    def play(self, name: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """Runs a play in a process that takes this folder for ``/dev``."""
        environment = {
            **os.environ,
            "LD_PRELOAD": str(library()),
            "TWIN_DEV": str(self.dev),
            "TWIN_FRAMES": str(self.frames),
            "TWIN_LOG": str(self.log),
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "tests.contract.v4l2_plays", name],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
