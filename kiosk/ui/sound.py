"""Short sounds through ``pw-play`` or ``aplay``: never waits, never fails, one at a time."""

from __future__ import annotations

import array
import shutil
import subprocess
import sys
import tempfile
import threading
import wave
from pathlib import Path

PLAYERS = (("pw-play",), ("aplay", "-q"))
LONGEST = 5.0
"""Seconds after which a player that hangs on a busy device is ended."""


def find_player() -> tuple[str, ...] | None:
    """The command that plays a WAV file here, or ``None``: then the kiosk is silent."""
    for command in PLAYERS:
        path = shutil.which(command[0])
        if path is not None:
            return (path, *command[1:])
    return None


def scale_wav(source: Path, target: Path, volume: int) -> None:
    """Copy a 16-bit WAV, its samples scaled to ``volume`` percent (0 to 100).

    Players differ in how they set a volume, samples do not. The ear hears loudness, not amplitude:
    the square makes 50 sound about half as loud. Raises ValueError for another sample width.
    """
    factor = (min(100, max(0, volume)) / 100) ** 2
    with wave.open(str(source), "rb") as read:
        if read.getsampwidth() != 2:
            raise ValueError("sounds are 16 bit")
        shape = read.getparams()
        samples = array.array("h", read.readframes(read.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    samples = array.array("h", (int(value * factor) for value in samples))
    if sys.byteorder == "big":
        samples.byteswap()
    with wave.open(str(target), "wb") as write:
        write.setparams(shape)
        write.writeframes(samples.tobytes())


class Sounds:
    """Plays ``<name>.wav`` of a folder. A new sound ends the one that still plays.

    ``play`` only notes the wish; a thread of its own starts and ends the player, so that neither a slow
    disk nor a stuck sound card is ever waited for. Without a player, a file or a volume it does nothing.
    """

    def __init__(
        self,
        directory: Path,
        *,
        volume: int = 70,
        enabled: bool = True,
        player: tuple[str, ...] | None = None,
    ) -> None:
        self._directory = directory
        self._volume = volume
        self._enabled = enabled
        self._player = player if player is not None else find_player()
        self._wish: str | None = None
        self._stopping = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self.adjust()

    @property
    def silent(self) -> bool:
        """Whether nothing is heard, as it is set now."""
        return self._player is None or not self._enabled or self._volume <= 0

    def adjust(self, *, volume: int | None = None, enabled: bool | None = None) -> None:
        """Set it louder, softer, off or on; the next sound is the first to be played so. From any thread."""
        with self._changed:
            self._volume = self._volume if volume is None else volume
            self._enabled = self._enabled if enabled is None else enabled
            if self._thread is None and not self.silent and not self._stopping:
                self._thread = threading.Thread(target=self._run, name="sounds", daemon=True)
                self._thread.start()

    def play(self, name: str) -> None:
        """Play a sound instead of whatever plays. Returns at once; an unknown name is silence."""
        with self._changed:
            if self.silent:
                return
            self._wish = name
            self._changed.notify()

    def close(self) -> None:
        """End the player and the thread."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(2 * LONGEST)

    def _run(self) -> None:
        with tempfile.TemporaryDirectory(prefix="kiosk-sounds-") as place:
            ready: dict[str, Path] = {}
            prepared = 0
            playing: subprocess.Popen[bytes] | None = None
            while True:
                with self._changed:
                    # While something plays, look after it: its process wants to be collected.
                    come = self._changed.wait_for(
                        lambda: self._stopping or self._wish is not None, LONGEST if playing else None
                    )
                    name, self._wish = self._wish, None
                    stopping, volume = self._stopping, self._volume
                if playing is not None:
                    _end(playing)
                    playing = None
                if stopping:
                    return
                if come and volume != prepared:
                    ready, prepared = self._prepare(Path(place), volume), volume
                if come and name in ready:
                    playing = self._start(ready[name])

    def _prepare(self, place: Path, volume: int) -> dict[str, Path]:
        ready: dict[str, Path] = {}
        for source in self._directory.glob("*.wav"):
            try:
                scale_wav(source, place / source.name, volume)
            except (OSError, ValueError, EOFError, wave.Error):
                continue
            ready[source.stem] = place / source.name
        return ready

    def _start(self, file: Path) -> subprocess.Popen[bytes] | None:
        try:
            return subprocess.Popen(
                [*(self._player or ()), str(file)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a player, by force if it must be, and collect it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
