"""Samples of the screens of a checkout."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from kiosk.core.view import Button, StaffCoupon, StaffEntry, StaffMenu, StaffResult, Text, View
from tests.ui.sample_frame import NOON, OUT, pin, view

EVE = NOON - timedelta(days=1)
LONG = "2026-11-23.000107"
ORDER = Text("staff_checkout.order_total", ("1042", Decimal("1234.90")))
CHECKOUT: dict[str, Callable[[], View]] = {
    "staff_checkout_member": lambda: view(
        "staff_member",
        StaffCoupon(Text("staff.task_checkout"), Text("staff_member.old_code"), picture="member"),
        Button(Text("button.type_customer"), "type_code"),
        Button(Text("staff.task_enrol"), "task", "enrol"),
        *OUT,
    ),
    "staff_checkout_list": lambda: view(
        "staff_checkout_list",
        StaffMenu(
            Text("staff_checkout.unfinished"),
            tuple(
                Button(Text(f"staff_checkout.row_{row}", (order, EVE)), "again", order)
                for order, row in (
                    ("1042", "spent"),
                    (LONG, "spent"),
                    ("1043", "nothing"),
                    ("A-17", "unsure"),
                )
            ),
            wide=True,
        ),
        Button(Text("button.new_checkout"), "continue", style="primary"),
        *OUT,
    ),
    "staff_checkout_list_one": lambda: view(
        "staff_checkout_list",
        StaffMenu(
            Text("staff_checkout.unfinished"),
            (Button(Text("staff_checkout.row_spent", (LONG, EVE)), "again", LONG),),
            wide=True,
        ),
        Button(Text("button.new_checkout"), "continue", style="primary"),
        *OUT,
    ),
    "staff_checkout_order_empty": lambda: view(
        "staff_checkout_order",
        StaffCoupon(
            Text("staff_checkout.order"),
            Text("staff_checkout.order.type"),
            typing=True,
            erase_label=Text("pin.erase"),
            confirm_label=Text("pin.confirm"),
            keyboard="order",
        ),
        *OUT,
    ),
    "staff_checkout_order": lambda: view(
        "staff_checkout_order",
        StaffCoupon(
            Text("staff_checkout.order"),
            Text("staff_checkout.order.type"),
            typing=True,
            typed=LONG,
            erase_label=Text("pin.erase"),
            confirm_label=Text("pin.confirm"),
            can_confirm=True,
            keyboard="order",
        ),
        *OUT,
    ),
    "staff_checkout_refused": lambda: view(
        "staff_checkout_refused",
        StaffResult(
            "refused", Text("staff_checkout.other", (LONG,)), Text("staff_checkout.other.next"), "E-ORD-2"
        ),
        Button(Text("button.another_order"), "continue", style="primary"),
        *OUT,
    ),
    "staff_checkout_total": lambda: view(
        "staff_checkout_total",
        StaffEntry(
            Text("staff_checkout.order_is", (LONG,)),
            Text("staff_amount.earn_points"),
            "123456.90",
            (Text("staff_amount.has_points", n=123456),),
            "m•••••••@example.com",
            decimals=True,
            can_confirm=True,
        ),
        *OUT,
    ),
    "staff_checkout_points": lambda: view(
        "staff_checkout_points",
        StaffEntry(
            Text("staff_checkout.order_total", ("1042", Decimal("123456.90"))),
            Text("staff_checkout.points"),
            "100000",
            (Text("staff_amount.has_points", n=123456),),
            "m•••••••@example.com",
            can_confirm=True,
        ),
        Button(Text("button.no_points"), "continue"),
        OUT[0],
    ),
    "staff_checkout_pin": lambda: view(
        "staff_pin",
        pin(2, "staff_pin.sent", headline=Text("staff_checkout.pin_earn")),
        Button(Text("button.new_code"), "new_code"),
        OUT[0],
    ),
    "staff_checkout_spent": lambda: view(
        "staff_checkout",
        StaffResult(
            "unsure",
            Text("staff_checkout.spent"),
            Text("staff_amount_result.unsure.next"),
            "E-NET-2",
            (ORDER, Text("staff_amount_result.redeemed_points", n=1240)),
        ),
        Button(Text("button.ask_again"), "again", style="primary"),
        Button(Text("button.give_up"), "give_up"),
        OUT[0],
    ),
    "staff_checkout_nothing": lambda: view(
        "staff_checkout",
        StaffResult(
            "unsure",
            Text("staff_checkout.nothing"),
            Text("staff_checkout.begun.next", (EVE,)),
            facts=(
                ORDER,
                Text("staff_checkout.to_spend", n=1240),
                Text("staff_amount.has_points", n=1240),
            ),
        ),
        Button(Text("button.go_on"), "again", style="primary"),
        Button(Text("button.change"), "change"),
        Button(Text("button.give_up"), "give_up"),
        OUT[0],
    ),
    "staff_checkout_give_up": lambda: view(
        "staff_checkout",
        StaffResult(
            "unsure",
            Text("staff_checkout.give_up", ("1042",)),
            Text("staff_checkout.give_up_spent"),
            facts=(ORDER,),
        ),
        Button(Text("button.keep"), "continue", style="primary"),
        Button(Text("button.give_up"), "give_up", "1042"),
    ),
    "staff_checkout_done": lambda: view(
        "staff_checkout_done",
        StaffResult(
            "success",
            Text("staff_checkout.booked", ("1042",)),
            Text("staff_checkout.known"),
            facts=(
                Text("staff_amount.purchase", (Decimal("1234.90"),)),
                Text("staff_amount_result.redeemed_points", n=120),
                Text("staff_amount.before_points", n=1240),
                Text("staff_amount.after_points", n=2355),
            ),
        ),
        Button(Text("staff.task_checkout"), "task", "checkout", style="primary"),
        Button(Text("button.print"), "print_slip"),
        OUT[0],
    ),
}
