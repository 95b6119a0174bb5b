"""Faults that wait for their moment: after so many bytes, after so many rows."""

from __future__ import annotations

from collections.abc import Callable

Trap = Callable[[], object]


class Traps:
    """Counts, and springs each trap when its number is reached. Not thread-safe; its owner locks."""

    def __init__(self) -> None:
        self.count = 0
        self._set: list[tuple[int, Trap]] = []

    def set(self, number: int, trap: Trap) -> None:
        """Spring it after so many more."""
        self._set.append((self.count + number, trap))

    def disarm(self) -> None:
        """Take all of them back."""
        self._set.clear()

    @property
    def next(self) -> int | None:
        """How many until the next one is due; ``None`` when there is none."""
        return min((at - self.count for at, _ in self._set), default=None)

    def spring(self) -> bool:
        """Spring those that are due. True when there were any."""
        due = [trap for at, trap in self._set if at <= self.count]
        self._set = [(at, trap) for at, trap in self._set if at > self.count]
        for trap in due:
            trap()
        return bool(due)
