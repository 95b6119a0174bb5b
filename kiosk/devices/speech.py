"""Spoken output: speech-dispatcher where it runs, else ``espeak-ng`` itself, else silence.

A thread of its own speaks the newest wish, so that neither a server that hangs nor a stuck sound card is ever
waited for. What is spoken may be somebody's own: it goes through a socket or a pipe, never into a log or
the arguments of a command, which every process could read.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.devices.ssip import Ssip, SsipError, socket_path

AGAIN_AFTER = 20.0
"""Seconds before a server that was not there is looked for again; until then the command speaks."""
LONGEST = 120.0
"""Seconds after which a command that still speaks hangs on a busy device."""

ESPEAK = ("espeak-ng", "--stdin")


@dataclass(frozen=True, slots=True)
class _Wish:
    words: str = field(repr=False)
    language: str
    volume: int


class Speech:
    """Says one thing at a time; a new one ends the one before. No method waits or raises; each may be
    called from any thread."""

    def __init__(
        self,
        *,
        server: Path | None = None,
        command: tuple[str, ...] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``server``: the socket of speech-dispatcher (default: this user's); ``command``: speaks what it
        reads (default: ``espeak-ng``, if it is there; empty: none)."""
        self._server = server or socket_path()
        self._command = _command() if command is None else command
        self._monotonic = monotonic
        self._link: Ssip | None = None
        self._try_at = float("-inf")
        self._changed = threading.Condition()
        self._wish: _Wish | None = None
        self._hush = self._stopping = False
        self._thread: threading.Thread | None = None
        self._speaking: subprocess.Popen[bytes] | None = None

    def say(self, words: str, language: str, volume: int) -> None:
        """Speak, in a language (its code) and at a volume in percent; 0 is silence."""
        with self._changed:
            if self._stopping:
                return
            self._wish = _Wish(words, language, min(100, volume)) if words and volume > 0 else None
            self._hush = self._wish is None
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
                self._thread.start()
            self._changed.notify()

    def hush(self) -> None:
        """Stop speaking, now."""
        with self._changed:
            self._wish, self._hush = None, True
            self._changed.notify()

    def close(self) -> None:
        """Stop, and end the thread."""
        with self._changed:
            self._stopping = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(10.0)

    # -- in the thread ---------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            with self._changed:
                come = self._changed.wait_for(
                    lambda: self._stopping or self._hush or self._wish is not None,
                    LONGEST if self._speaking else None,
                )
                wish, self._wish, self._hush, stopping = self._wish, None, False, self._stopping
            self._end()
            if stopping:
                if self._link is not None:
                    self._link.close()
                return
            if wish is not None:
                self._speak(wish)
            elif come and self._link is not None:
                try:
                    self._link.hush()
                except SsipError:
                    self._drop()

    def _drop(self) -> None:
        """The server is gone."""
        if self._link is not None:
            self._link.close()
        self._link, self._try_at = None, self._monotonic() + AGAIN_AFTER

    def _speak(self, wish: _Wish) -> None:
        for _ in range(2):  # a server that was started anew has forgotten us
            known = self._link is not None
            if not known and self._monotonic() < self._try_at:
                break
            try:
                if self._link is None:
                    self._link = Ssip(self._server)
                self._link.say(wish.words, wish.language, wish.volume)
                return
            except SsipError:
                self._drop()
            if not known:
                break
            self._try_at = float("-inf")
        self._by_command(wish)

    def _by_command(self, wish: _Wish) -> None:
        if not self._command:
            return
        try:
            speaking = subprocess.Popen(
                [*self._command, "-v", wish.language, "-a", str(wish.volume)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return
        self._speaking = speaking
        with suppress(OSError):
            assert speaking.stdin is not None
            speaking.stdin.write(wish.words.encode())  # less than a pipe holds
            speaking.stdin.close()

    def _end(self) -> None:
        speaking, self._speaking = self._speaking, None
        if speaking is None:
            return
        if speaking.stdin is not None:
            with suppress(OSError):
                speaking.stdin.close()
        speaking.terminate()
        try:
            speaking.wait(0.5)
        except subprocess.TimeoutExpired:
            speaking.kill()
            speaking.wait()


def _command() -> tuple[str, ...]:
    path = shutil.which(ESPEAK[0])
    return (path, *ESPEAK[1:]) if path else ()
