"""The words of the Speech Synthesis Interface Protocol, which speech-dispatcher understands at its socket.

Lines end with CR LF. An answer is lines ``NNN-…`` and a last one ``NNN …``; those of 2xx are good news.
"""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

TIMEOUT = 2.0
"""Seconds for one answer. It comes before anything is synthesised, so it is there at once or never."""

_LONGEST_ANSWER = 65_536
_LAST = re.compile(rb"(\d{3}) [^\n]*\n\Z")
_NEVER = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class SsipError(Exception):
    """The server is not there, does not answer, or answers no."""


def socket_path(environ: dict[str, str] | None = None) -> Path:
    """Where the server of this user listens."""
    env = dict(os.environ) if environ is None else environ
    address = env.get("SPEECHD_ADDRESS", "")
    if address.startswith("unix_socket:"):
        return Path(address.removeprefix("unix_socket:"))
    home = env.get("XDG_RUNTIME_DIR") or env.get("XDG_CACHE_HOME") or f"/run/user/{os.getuid()}"
    return Path(home) / "speech-dispatcher" / "speechd.sock"


def clean(words: str) -> str:
    """Text without anything that could be a command of the protocol's."""
    return _NEVER.sub(" ", words)


class Ssip:
    """One connection. Each method raises ``SsipError``, and then it is of no use any more."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(TIMEOUT)
        self._language, self._volume = "", -1
        try:
            self._socket.connect(str(path))
        except OSError as error:
            self._socket.close()
            raise SsipError(type(error).__name__) from None
        try:
            self._ask("SET SELF CLIENT_NAME kiosk:kiosk:screen")
            self._ask("SET SELF PRIORITY message")
            self._ask("SET SELF PUNCTUATION none")
        except SsipError:
            self._socket.close()
            raise

    def say(self, words: str, language: str, volume: int) -> None:
        """Speak instead of whatever is spoken. ``volume`` in percent; a single character is named."""
        self.hush()
        if language != self._language:
            self._ask(f"SET SELF LANGUAGE {language}")
            self._language = language
        if volume != self._volume:
            self._ask(f"SET SELF VOLUME {2 * volume - 100}")
            self._volume = volume
        words = clean(words)
        if len(words) == 1:
            self._ask(f"CHAR {'space' if words == ' ' else words}")
            return
        self._ask("SPEAK")
        # a dot at the beginning of a line would end the text
        self._ask(f".{words}\r\n." if words.startswith(".") else f"{words}\r\n.")

    def hush(self) -> None:
        """Stop speaking."""
        self._ask("CANCEL SELF")

    def close(self) -> None:
        """Say good-bye; never raises."""
        try:
            self._ask("QUIT")
        except SsipError:
            pass
        finally:
            self._socket.close()

    def _ask(self, line: str) -> None:
        try:
            self._socket.sendall(line.encode() + b"\r\n")
            answer = b""
            while (last := _LAST.search(answer)) is None:
                more = self._socket.recv(4096)
                if not more or len(answer) > _LONGEST_ANSWER:
                    raise SsipError("closed")
                answer += more
        except OSError as error:
            raise SsipError(type(error).__name__) from None
        if not last[1].startswith(b"2"):
            raise SsipError(last[1].decode())
