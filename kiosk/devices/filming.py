"""The camera's thread: takes the newest frame, decodes it, hands it to the screen, tells the engine.

It works in full only while somebody may be there. It outlives every fault of the device: the source
is closed, and a fresh one is tried a little later. What the engine hears of that is one
``DeviceChanged`` down and one up.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from kiosk.core.events import CodeSeen, DeviceChanged, Source, Stirred
from kiosk.devices.decoder import Decoder, Read, Sight
from kiosk.devices.frame_source import Fault, Frame, FrameSource, Picture, SourceError
from kiosk.devices.grabbing import Grabber
from kiosk.devices.motion import Grains, Motion, Movement, grains_of
from kiosk.devices.pace import PaceMeter
from kiosk.devices.screening import Preview, Rotation, for_screen, upright_grey
from kiosk.devices.trying import Trying
from kiosk.devices.watch import FROZEN_AFTER, Watch
from kiosk.ports import DeviceEvent, Post

_log = logging.getLogger(__name__)

SILENCE = 2.5
"""Seconds without a picture until the camera counts as down: with the 0.25 s of ``_GLANCE``, within 3."""
OPENING = 12.0
"""Seconds that opening may take: ``auto`` takes 11 s at most. After ``SILENCE`` of it the camera
counts as down, but it is let be."""
_GLANCE = 0.25
_RELEASE = 1.2
"""Seconds in which a source has to be free after its end; a read takes 1 s at most."""
LEFT_BEHIND = 3
"""Hung sources at a time. Each holds a thread and perhaps the device: more would help nobody."""

AWAKE = 4.0
"""Seconds for which every picture is decoded in full after something moved or was (nearly) read. A
person who hesitates moves more often than that."""
ASLEEP_GLANCE = 1 / 15
"""Seconds between two glances for movement while nobody is there. Every other picture of most cameras:
whoever comes is seen a picture later at most, which is within what is promised, for half of the cost."""
ASLEEP_LOOK = 0.2
"""Seconds between two decodings while nobody is there: what the motion gate did not notice is still
read at once by human measure, for a sixth of the cost."""
PREVIEWS, PREVIEWS_ASLEEP = 30.0, 5.0
"""Pictures a second for the screen, at most, and only such as are decoded. Where nothing moves, five show
as much as thirty; the first movement brings them back."""
STIRRED_EVERY = 0.5
_NEARLY = 0.9
"""Of a period: pictures come a little early or late, and the one that was meant should count."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds from a fault to the next try: at first, and at most; in between they double."""

    first: float = 0.5
    most: float = 2.0


PATIENCE: dict[Fault, Patience] = {
    # To see whether a device is there costs next to nothing, and whoever plugs it in watches the screen.
    Fault.MISSING: Patience(0.3, 0.7),
    Fault.UNPLUGGED: Patience(0.3, 0.7),
    Fault.CANNOT_OPEN: Patience(0.4, 1.2),
    Fault.IN_USE: Patience(0.4, 1.2),
    Fault.NOT_PERMITTED: Patience(0.4, 1.2),  # as it is for a moment after plugging in
    Fault.FROZEN: Patience(0.3, 2.0),
    Fault.NO_FRAMES: Patience(0.3, 2.0),
    # Until somebody does something about it.
    Fault.NO_LIBRARY: Patience(3.0, 3.0),
    Fault.NO_PICTURES: Patience(0.5, 3.0),
}


@dataclass(slots=True)
class Setup:
    """What a run of the thread works with. ``left_behind`` outlives it: sources that hang."""

    source_factory: Callable[[], FrameSource | None]
    rotate: Rotation
    mirror: bool
    decoder: Decoder
    preview: Preview | None
    left_behind: list[Grabber] = field(default_factory=list)
    pace: PaceMeter = field(default_factory=PaceMeter)

    def show(self, picture: Picture, reads: Sequence[Read]) -> None:
        """Hand a picture to the screen. A fault of the screen's is not the camera's."""
        if self.preview is None:
            return
        quads = [read.position for read in reads]
        try:
            self.preview(*for_screen(picture, quads, self.mirror, self.rotate))
        except Exception as error:  # noqa: BLE001 - see above
            _log.debug("the preview failed: %s", type(error).__name__)


class Filming:
    """One run of the thread, from start to stop, with all that it has to remember."""

    def __init__(self, setup: Setup, post: Post) -> None:
        self._setup = setup
        self._post_on = post
        self._stop = threading.Event()
        self._grabber: Grabber | None = None
        self._up: bool | None = None
        self._tries = 0
        self._watch = Watch()
        self._motion = Motion()
        self._trying = Trying(setup.rotate)
        self._awake_until = float("-inf")
        self._decoded = self._stirred = self._shown = self._glanced = float("-inf")

    def stop(self) -> None:
        """Ask the thread to end. Safe from any thread; nothing is posted from now on."""
        self._stop.set()
        grabber = self._grabber
        if grabber is not None:
            grabber.end()

    def run(self) -> None:
        """The thread."""
        while not self._stop.is_set():
            fault = self._film_once()
            if self._stop.is_set():
                return
            self._say(False, fault)
            if fault is Fault.NONE:
                return
            patience = PATIENCE.get(fault, Patience())
            self._stop.wait(min(patience.most, patience.first * 2**self._tries))
            self._tries += 1

    def _film_once(self) -> Fault:
        """One source, from opening to closing: why there are no more pictures."""
        hung = self._setup.left_behind
        hung[:] = [grabber for grabber in hung if grabber.alive]
        if len(hung) >= LEFT_BEHIND:
            return Fault.NO_FRAMES
        try:
            source = self._setup.source_factory()
        except Exception as error:  # noqa: BLE001 - nothing ends this thread but its end
            _log.debug("there is no source: %s", type(error).__name__)
            return Fault.FAILED
        if source is None:
            return Fault.NONE
        grabber = Grabber(source)
        try:
            grabber.start()
        except RuntimeError:
            return Fault.FAILED  # the system has no thread left for it, for now
        self._grabber = grabber
        try:
            # In this order: a stop that came before the grabber was known has not ended it.
            if self._stop.is_set():
                return Fault.NONE
            fault = self._film(grabber, source)
            if not self._stop.is_set():
                self._say(False, fault)  # before waiting for a driver that may hang
            return fault
        except SourceError as error:
            return error.fault
        except Exception as error:  # noqa: BLE001 - as above
            _log.debug("filming failed: %s", type(error).__name__)
            return Fault.FAILED
        finally:
            grabber.end()
            self._aim_no_more()
            if not grabber.gone(_RELEASE):
                _log.debug("the camera's driver hangs: its thread is left behind and frees it later")
                hung.append(grabber)

    def _film(self, grabber: Grabber, source: FrameSource) -> Fault:
        """Film until told to stop, or until there are no more pictures. Raises ``SourceError``."""
        begun, latest = time.monotonic(), None
        while not self._stop.is_set():
            frame = grabber.take(_GLANCE, self.wanted_from(time.monotonic(), source.recorded))
            now = time.monotonic()
            if frame is not None and is_picture(frame.glance()):
                if latest is None:
                    self._begin(now)
                    begun = now
                latest = now
                if (
                    self.see(frame, now, live=source.waits, recorded=source.recorded) is Fault.FROZEN
                    and now - begun > FROZEN_AFTER
                ):
                    return Fault.FROZEN
            elif now - (latest or grabber.opened or begun) > SILENCE:
                self._say(False, Fault.NO_FRAMES)
                if grabber.opened is not None or now - begun > OPENING:
                    return Fault.NO_FRAMES
        return Fault.NONE

    def wanted_from(self, now: float, recorded: bool = False) -> float:
        """The time in seconds before which no picture need even be glanced at: nobody is there, and one was
        just now."""
        asleep = now >= self._awake_until and not recorded
        return self._glanced + _NEARLY * ASLEEP_GLANCE if asleep else float("-inf")

    def _begin(self, now: float) -> None:
        """The first picture of a source: whoever is there already may be about to hold up a code."""
        self._tries = 0
        self._watch.opened()
        self._motion = Motion()
        self._awake_until = now + AWAKE

    def see(self, frame: Frame, now: float, *, live: bool = True, recorded: bool = False) -> Fault | None:
        """One picture of a live or recorded source, with all that it brings about, at a time in
        seconds. What is wrong with it, if anything."""
        self._glanced = now
        grains = grains_of(frame.glance())
        fault = self._watch.look(frame, grains, now, live=live)
        self._say(fault is None, fault or "")
        if fault is Fault.FROZEN:
            return fault  # it shows the past: nobody holds up that code now
        movement = self._motion.look(grains, now)
        if movement.any:
            self._awake_until = now + AWAKE
        awake = now < self._awake_until
        due = awake or recorded or now - self._decoded >= _NEARLY * ASLEEP_LOOK
        if due and is_picture(frame.picture):
            self._decoded = now
            grey = upright_grey(frame.picture, self._setup.rotate)
            sight = self._setup.decoder.look(grey, awake=awake)
            self._setup.pace.note(now, sight.ms)
            self._tell(frame, sight.reads, awake, now)
            self._follow(grey, grains, sight, movement, awake, now)
            if sight.reads or self._trying.held:
                self._awake_until = now + AWAKE
        if movement.person and now - self._stirred >= STIRRED_EVERY:
            self._stirred = now
            self._post(Stirred())
        return fault

    def _tell(self, frame: Frame, reads: Sequence[Read], awake: bool, now: float) -> None:
        rate = PREVIEWS if awake else PREVIEWS_ASLEEP
        if reads or now - self._shown >= _NEARLY / rate:
            # Before the news of the code: the screen freezes the picture in which it was found.
            self._shown = now
            self._setup.show(frame.picture, reads)
        if reads:
            # Two people at once: the one who aims gets the kiosk.
            first = reads[0]
            others = tuple(dict.fromkeys(read.data for read in reads if read.data != first.data))
            self._post(CodeSeen(Source.CAMERA, first.data, first.decode_ms, taken=frame.at, others=others))

    def _follow(
        self, grey: Picture, grains: Grains, sight: Sight, movement: Movement, awake: bool, now: float
    ) -> None:
        """How the aiming goes. Whatever goes wrong with that, codes are still read."""
        try:
            aimed = self._trying.look(grey, grains, sight, movement, awake=awake, now=now)
        except Exception as error:  # noqa: BLE001 - see above
            _log.debug("the aiming could not be followed: %s", type(error).__name__)
            self._aim_no_more()
            return
        if aimed is not None:
            self._post(aimed)

    def _aim_no_more(self) -> None:
        """There are no more pictures to aim into."""
        aimed = self._trying.over()
        self._trying = Trying(self._setup.rotate)
        if aimed is not None:
            self._post(aimed)

    def _say(self, up: bool, reason: str = "") -> None:
        if self._up is not up:
            self._up = up
            if up:
                self._trying.again()
            self._post(DeviceChanged("camera", up, str(reason)))

    def _post(self, event: DeviceEvent) -> None:
        if not self._stop.is_set():
            self._post_on(event)


def is_picture(picture: object) -> bool:
    """Whether this is a grey or BGR picture of 8 bits with something in it."""
    if not isinstance(picture, np.ndarray) or picture.dtype != np.uint8 or not picture.size:
        return False
    return picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] == 3)
