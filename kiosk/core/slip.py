"""Papers that are no coupons: the summary of a checkout, a test page. They stand for nothing, so they are
not in the journal, and one that did not come out may be asked for again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from kiosk.core.view import Text


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line: what it is, and how much. Both are put into the shop's language."""

    label: Text
    value: Text | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Slip:
    """What goes on the paper, below the shop's name. ``at``: a local time, printed with the kiosk's id."""

    title: Text
    lines: tuple[SlipLine, ...]
    at: datetime
    note: Text | None = None
