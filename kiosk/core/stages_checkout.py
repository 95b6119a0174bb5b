"""The stages of «checkout»: redeem, then earn on the whole total, as one guided flow."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.core.presence import Session


@dataclass(frozen=True, slots=True)
class StaffOrder:
    """The order's number is typed."""

    session: Session
    person: str
    typed: str = field(default="", repr=False)


CheckoutStage = StaffOrder
