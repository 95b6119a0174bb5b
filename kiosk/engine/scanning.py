"""What the scanner hears of the engine: whether its code was taken, and whether somebody is there."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.core.effects import Cue, Effect, Sound
from kiosk.core.events import CodeSeen, DeviceChanged, Event, LookedUp, Source, Stirred
from kiosk.engine.world import Log
from kiosk.ports import Scanner


class Scanning:
    """Tells the scanner. A code counts as refused when the core refuses it at once, and when the answer to
    its lookup does; how a visit goes on after that, the screen says."""

    def __init__(self, scanner: Scanner | None, log: Log) -> None:
        self._scanner = scanner
        self._log = log
        self._session = ""

    def heard(self, event: Event, effects: Iterable[Effect], session: str) -> None:
        """After each event: what the core made of it, and whose session is on screen now."""
        if self._scanner is None:
            return
        try:
            self._tell(self._scanner, event, effects, session)
        except Exception as error:  # noqa: BLE001 - promised not to happen; a beep is worth no session
            self._log("fault", "error", where="scanner", error=type(error).__name__)

    def _tell(self, scanner: Scanner, event: Event, effects: Iterable[Effect], session: str) -> None:
        match event:
            case Stirred():
                scanner.stirred()
                return
            case DeviceChanged(name="camera", up=up):
                scanner.watched(on=up)
                return
            case CodeSeen(source=Source.CAMERA):
                self._session = ""
                return
            case CodeSeen():
                self._session = session
            case LookedUp(session=asked) if asked == self._session:
                pass
            case _:
                return
        sounds = {effect.sound for effect in effects if isinstance(effect, Cue)}
        if sounds & {Sound.SCAN, Sound.REFUSAL}:
            scanner.beep(good=Sound.REFUSAL not in sounds)
