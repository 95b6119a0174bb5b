"""The demo's disk. It is this machine's own, so it is filled by the kernel's rule and not by bytes."""

from __future__ import annotations

import resource


class Disk:
    """``full``: no file of this process grows any more; the system says that it is too large, and SQLite
    that there is no room. Whatever is on the disk stays readable, and nothing else on the machine notices."""

    def __init__(self) -> None:
        self._room, self._most = resource.getrlimit(resource.RLIMIT_FSIZE)
        self._full = False

    @property
    def full(self) -> bool:
        """Whether nothing more can be written."""
        return self._full

    @full.setter
    def full(self, full: bool) -> None:
        # The signal that comes with it is one that Python ignores from its start on.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 if full else self._room, self._most))
        self._full = full
