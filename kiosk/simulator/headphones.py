"""A jack made of software, for the demo and for tests."""

from __future__ import annotations

from kiosk.core.events import DeviceChanged
from kiosk.ports import Post


class HeadphonesTwin:
    """``plug`` says how it is: in, out, or (None) that nobody can say."""

    def __init__(self, plugged: bool | None = False) -> None:
        self._plugged = plugged
        self._post: Post | None = None

    def start(self, post: Post) -> None:
        """Begin."""
        self._post = post
        self._tell()

    def stop(self) -> None:
        """End; nothing is posted from then on."""
        self._post = None

    def plug(self, plugged: bool | None) -> None:
        """From any thread."""
        if plugged is not self._plugged:
            self._plugged = plugged
            self._tell()

    def _tell(self) -> None:
        if self._post is not None:
            why = {True: "", False: "out", None: "missing"}[self._plugged]
            self._post(DeviceChanged("headphones", up=self._plugged is True, reason=why))
