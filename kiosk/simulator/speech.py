"""speech-dispatcher made of software: it understands what the kiosk says to it, and keeps it as text."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_GOOD = {
    "CLIENT_NAME": "208 OK CLIENT NAME SET",
    "LANGUAGE": "201 OK LANGUAGE SET",
    "PRIORITY": "202 OK PRIORITY SET",
    "PUNCTUATION": "205 OK PUNCTUATION SET",
    "VOLUME": "218 OK VOLUME SET",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was spoken, with the language and volume (-100 to 100) of that moment."""

    words: str
    language: str
    volume: int


class SpeechTwin:
    """``path`` is the socket. ``said`` is everything spoken so far, ``cancelled`` how often it was stopped.
    ``mute``: it takes connections and never answers; ``refuse``: it answers every wish to speak with no."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.said: list[Said] = []
        self.cancelled = 0
        self.mute = self.refuse = False
        self._changed = threading.Condition()
        self._server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._server.bind(str(path))
        self._server.listen(4)
        self._ended = False
        self._answering = 0
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, name="speech-twin", daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End it, with whoever is connected."""
        self._ended = True
        # a blocked accept() is not ended by closing
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as knock:
            knock.connect(str(self.path))
        self._threads[0].join(5)
        # What was heard is answered first; nobody would know otherwise whether it was.
        with self._changed:
            self._changed.wait_for(lambda: not self._answering, 2)
        for one in self._open:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        self._server.close()
        self.path.unlink(missing_ok=True)

    def wait(self, number: int = 1, seconds: float = 5.0) -> list[Said]:
        """What was said, once it is as many."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.said) >= number, seconds)
            return list(self.said)

    def wait_cancelled(self, number: int, seconds: float = 5.0) -> bool:
        """Whether it has been stopped that often."""
        until = time.monotonic() + seconds
        with self._changed:
            return self._changed.wait_for(
                lambda: self.cancelled >= number, max(0.0, until - time.monotonic())
            )

    def _accept(self) -> None:
        while True:
            one, _ = self._server.accept()
            if self._ended:
                one.close()
                return
            self._open.append(one)
            thread = threading.Thread(target=self._serve, args=(one,), name="speech-twin", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, one: socket.socket) -> None:
        language, volume = "en", 100
        # Outermost: closing the file may find that nobody is there any more.
        with contextlib.suppress(OSError), one, one.makefile("rwb") as file:
            while line := file.readline().decode(errors="replace").rstrip("\r\n"):
                if self.mute:
                    continue
                words = line.split(" ")
                answer = "300 ERR UNKNOWN COMMAND"
                match words:
                    case ["SET", "SELF", name, value] if name in _GOOD:
                        language = value if name == "LANGUAGE" else language
                        volume = int(value) if name == "VOLUME" else volume
                        answer = _GOOD[name]
                    case ["CANCEL", "SELF"]:
                        answer = "210 OK CANCELED"
                        with self._changed:
                            self.cancelled += 1
                            self._changed.notify_all()
                    case ["SPEAK" | "CHAR", *_] if self.refuse:
                        answer = "301 ERR NO CLIENT"
                    case ["CHAR", sign]:
                        answer = self._keep(Said(sign, language, volume))
                    case ["SPEAK"]:
                        file.write(b"230 OK RECEIVING DATA\r\n")
                        file.flush()
                        answer = self._keep(Said(self._text(file), language, volume))
                    case ["QUIT"]:
                        answer = "231 HAPPY HACKING"
                try:
                    file.write(answer.encode() + b"\r\n")
                    file.flush()
                finally:
                    if answer.startswith("225-"):
                        with self._changed:
                            self._answering -= 1
                            self._changed.notify_all()

    @staticmethod
    def _text(file: object) -> str:
        lines = []
        while (line := file.readline().decode().rstrip("\r\n")) != ".":  # type: ignore[attr-defined]
            lines.append(line.removeprefix(".") if line.startswith("..") else line)
        return "\n".join(lines)

    def _keep(self, said: Said) -> str:
        with self._changed:
            self.said.append(said)
            self._answering += 1
            self._changed.notify_all()
        return f"225-{len(self.said)}\r\n225 OK MESSAGE QUEUED"
