"""The summary of a checkout on paper."""

from __future__ import annotations

from datetime import datetime

from kiosk.core.slip import Slip, SlipLine
from kiosk.core.stages_checkout import StaffSummary
from kiosk.core.view import Text


def slip_of(stage: StaffSummary, at: datetime) -> Slip:
    """What was booked. Of balances only what the server has said in this session."""
    checkout = stage.checkout
    lines = [
        SlipLine(Text("staff_checkout.slip_order"), Text("staff_checkout.slip_value", (checkout.order,))),
        SlipLine(Text("staff_checkout.slip_total"), Text("staff_checkout.slip_value", (checkout.total,))),
    ]
    if checkout.points:
        spent = Text("balance.points", n=checkout.points)
        lines.append(SlipLine(Text("staff_checkout.slip_spent"), spent))
    if stage.before is not None:
        before = Text("balance.points", n=stage.before.points)
        lines.append(SlipLine(Text("staff_checkout.slip_before"), before))
    if stage.after is not None:
        lines.append(
            SlipLine(Text("staff_checkout.slip_after"), Text("balance.points", n=stage.after.points))
        )
    return Slip(Text("staff_checkout.slip_title"), tuple(lines), at)
