"""A barcode scanner on a serial port (or a USB one in virtual serial port mode)."""

from __future__ import annotations

import contextlib
import logging
import select
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.core.events import Source
from kiosk.devices import newland, ssi
from kiosk.devices.framing import Framer, Terminator, finished
from kiosk.devices.scanner import ScannerAdapter, Wish
from kiosk.devices.scanner_talk import MAKERS, Talk
from kiosk.devices.serial_port import (
    BY_ID,
    PRINTER_WORDS,
    SCANNER_WORDS,
    Port,
    PortGoneError,
    find_port,
)

_log = logging.getLogger(__name__)

_LONGEST_WAIT = 1.0
_LOOK = 0.02  # seconds between two looks while a code is coming in: its end may be a pause
_FLOOD = 2048  # bytes at once; few scanners ever have so much to say
_BREATH = 0.01  # seconds left to the other threads after so many: the line holds the rest back


# What takes the answers of a scanner out of what it has scanned.
_OWN_WORDS: dict[str, Callable[[], ssi.Unpacker | newland.Answers | None]] = {
    "zebra-ssi": ssi.Unpacker,
    "newland": newland.Answers,
}


def find_scanner_port(folder: Path = BY_ID) -> str | None:
    """The port of the one scanner there is; ``None`` when unsure."""
    return find_port(SCANNER_WORDS, PRINTER_WORDS, folder)


class SerialReader:
    """Reads codes off a serial port, and says to the scanner what its maker's manual has words for."""

    source = Source.SCANNER

    def __init__(
        self,
        path: str,
        *,
        baud: int = 9600,
        terminator: Terminator | str = Terminator.AUTO,
        beeper: str = "none",
        motion: bool = False,
    ) -> None:
        """``beeper`` is none or one of ``MAKERS``. Raises ``PortGoneError``."""
        self._port = Port(path, baud)
        self._framer = Framer(terminator)
        self._own_words = _OWN_WORDS.get(beeper, lambda: None)()
        self._told = False  # that it refuses commands
        self._talk = Talk(MAKERS.get(beeper), motion=motion, now=time.monotonic())
        self._last = time.monotonic()

    def read(self, wake: int) -> list[bytes]:
        """See ``Reader``."""
        talk = self._talk
        talk.tick(time.monotonic())
        held = self._own_words is not None and self._own_words.waiting
        patience = _LOOK if self._framer.waiting or held else _LONGEST_WAIT
        patience = max(0.0, min(patience, talk.next - time.monotonic()))
        fd = self._port.fileno()
        try:
            select.select([fd, wake], [fd] if talk.out else [], [], patience)
        except (OSError, ValueError):
            raise PortGoneError("unplugged") from None
        sent, data = self._port.exchange(bytes(talk.out), 0.0)
        del talk.out[:sent]
        if len(data) >= _FLOOD:
            time.sleep(_BREATH)
        now = time.monotonic()
        codes = self._codes(data, now)
        if codes:
            talk.scanned(now)
        return codes

    def _codes(self, data: bytes, now: float) -> list[bytes]:
        own = self._own_words
        if own is None:
            return self._framer.feed(data, now)
        raw = b""
        codes: list[bytes] = []
        if data:
            self._last = now
            raw, codes = self._sift(data)
        elif own.waiting and now - self._last >= 2 * _LOOK:
            raw = own.flush()
        # Nothing to hand on is no pause as long as something came.
        if raw or not data:
            codes += self._framer.feed(raw, now)
        return codes

    def _sift(self, data: bytes) -> tuple[bytes, list[bytes]]:
        """What was scanned: in raw form, and what is in packets."""
        own = self._own_words
        if isinstance(own, newland.Answers):
            raw = own.feed(data)
            if own.refused and not self._told:
                self._told = True
                _log.warning("the scanner does not know the commands of scanner.beeper")
            return raw, []
        assert own is not None
        codes: list[bytes] = []
        raw, packets = own.feed(data)
        for packet in packets:
            if ssi.wants_ack(packet):
                self._talk.say(ssi.packet(ssi.ACK))
            if packet.code is not None:
                codes += finished(packet.code.strip(b"\r\n"))
        return raw, codes

    def tell(self, wish: Wish) -> None:
        """See ``Reader``."""
        now = time.monotonic()
        match wish:
            case Wish.GOOD | Wish.BAD:
                self._talk.beep(now, good=wish is Wish.GOOD)
            case Wish.STIRRED:
                self._talk.stirred(now)
            case Wish.WATCHED | Wish.UNWATCHED:
                self._talk.watched(now, on=wish is Wish.WATCHED)

    def close(self) -> None:
        """See ``Reader``. A scanner that rests is woken: the next program may know nothing of it."""
        with contextlib.suppress(PortGoneError):
            last = self._talk.farewell()
            if last:
                self._port.exchange(last, 0.0)
                self._port.drain(0.1)
        self._port.close()


class SerialScanner(ScannerAdapter):
    """A scanner on the port that is named, or on the only one that calls itself a scanner. Fulfils
    ``ports.Scanner``."""

    def __init__(
        self,
        port: str,
        *,
        baud: int = 9600,
        terminator: Terminator | str = Terminator.AUTO,
        beeper: str = "none",
        motion: bool = False,
    ) -> None:
        """``port`` is a path or ``auto``. ``ValueError`` for an unknown terminator."""
        wanted = Terminator(terminator)

        def opener() -> SerialReader:
            path = find_scanner_port() if port == "auto" else port
            if path is None:
                raise PortGoneError("missing")
            return SerialReader(path, baud=baud, terminator=wanted, beeper=beeper, motion=motion)

        super().__init__(opener)
