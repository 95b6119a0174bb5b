"""A coupon as words on paper; ``devices.receipt_image`` draws them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from kiosk.core.model import CouponRecord
from kiosk.core.rules import Rules
from kiosk.core.view import Text


@dataclass(frozen=True, slots=True)
class Receipt:
    """What goes on the coupon: the shop's own words, and messages to be put into its language."""

    shop: str
    name: str
    token: str = field(repr=False)
    kiosk_id: str
    title: Text
    issued_at: datetime
    """In the shop's time zone."""
    terms: str
    copy: Text | None


def receipt(rules: Rules, record: CouponRecord, zone: tzinfo | None, *, copy: bool, terms: str) -> Receipt:
    """The paper of one coupon. The time on it is the shop's, whatever the journal stored."""
    return Receipt(
        shop=rules.shop_name,
        name=record.coupon.name,
        token=record.coupon.token,
        kiosk_id=rules.kiosk_id,
        title=Text("paper.title"),
        issued_at=record.issued_at.astimezone(zone),
        terms=terms,
        copy=Text("paper.copy") if copy else None,
    )
