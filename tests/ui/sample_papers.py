"""Samples of the screens on which staff look through the journal: long names, long words, full pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from kiosk.core.view import Body, Button, Entry, Paper, StaffCoupon, StaffDetail, StaffList, Text, View

NOON = datetime(2026, 11, 23, 14, 0, tzinfo=timezone(timedelta(hours=3)))
OUT = (
    Button(Text("button.back"), "back"),
    Button(Text("button.leave_staff"), "leave", style="quiet"),
)
LONG = "Ein Stück hausgemachte Schwarzwälder Kirschtorte mit Sahne und ein großer Kaffee"
NAMES = ("One free filter coffee", LONG, "Bir dilim baklava 🍰", "مشروب مجاني")
STATES = ("printed", "print_unknown", "handed_out", "issued")
PICTURES = ("printed", "trouble", "handed_out", "")


def _coupons(**more: object) -> StaffList:
    entries = tuple(
        Entry(
            name,
            Button(Text("button.show_coupon"), "open", f"c{number}"),
            (
                Text("staff_coupons.at", (NOON - timedelta(days=number),)),
                Text(f"staff_coupons.state_{state}"),
            ),
            picture,
        )
        for number, (name, state, picture) in enumerate(zip(NAMES, STATES, PICTURES, strict=True))
    )
    told: dict[str, object] = {"headline": Text("staff_coupons.all"), "entries": entries} | more
    return StaffList(tools=_tools(), **told)  # type: ignore[arg-type]


def _tools() -> tuple[Button, ...]:
    return (
        Button(Text("button.day_before"), "search", "earlier"),
        Button(Text("button.day_after"), "search", "later", enabled=False),
        Button(Text("button.all"), "search", "all"),
        Button(Text("button.type_code"), "type_code"),
        Button(Text("button.newer"), "search", "newer", enabled=False),
        Button(Text("button.older"), "search", "older"),
    )


def _waiting(number: int) -> StaffList:
    entry = Entry(
        Text("staff_waiting.redeem_points", n=123456),
        Button(Text("button.show_coupon"), "open", "op"),
        (Text("staff_waiting.why_no_answer"), Text("staff_waiting.since", (NOON - timedelta(days=9),))),
        "unsure",
    )
    other = Entry(
        Text("staff_waiting.visit"),
        Button(Text("button.show_coupon"), "open", "v"),
        (Text("staff_waiting.why_busy"), Text("staff_waiting.since", (NOON,))),
        "waiting",
    )
    third = Entry(
        Text("staff.task_coupon"),
        Button(Text("button.show_coupon"), "open", "c"),
        (Text("staff_waiting.why_used"), Text("staff_waiting.since", (NOON,))),
        "unsure",
    )
    tools = (
        Button(Text("button.previous"), "search", "newer", enabled=False),
        Button(Text("button.next"), "search", "older"),
    )
    return StaffList(
        Text("staff_waiting.headline", n=number),
        (entry, other, third, entry)[:number],
        tools if number > 4 else (),
        Text("staff_waiting.given_up") if number == 3 else None,
    )


REASONS = ("booked", "not_booked", "customer_gone", "mistake")


def _reasons() -> StaffList:
    texts = [Text(f"staff_waiting.reason_{name}") for name in REASONS]
    entries = tuple(Entry(text, Button(text, "give_up", str(n))) for n, text in enumerate(texts))
    return StaffList(Text("staff_waiting.choose"), entries, note=Text("staff_waiting.risk_coupon"))


def _detail(**more: object) -> StaffDetail:
    told: dict[str, object] = {
        "headline": NAMES[0],
        "facts": (
            Text("staff_coupons.state_printed"),
            Text("staff_coupons.issued_at", (NOON - timedelta(days=8),)),
            Text("staff_coupons.copy_printed", (NOON,)),
            Text("staff_coupons.paper_unknown", (NOON - timedelta(days=1),)),
        ),
        "detail": Text("staff_coupons.preview"),
        "paper": Paper("sample", 624, 1010),
    }
    return StaffDetail(**(told | more))  # type: ignore[arg-type]


def _waiting_one(**more: object) -> StaffDetail:
    told: dict[str, object] = {
        "headline": Text("staff_waiting.redeem_points", n=123456),
        "facts": (
            Text("staff_waiting.why_busy"),
            Text("staff_waiting.since", (NOON - timedelta(days=2),)),
            Text("staff_coupons.customer", ("482193",)),
            Text("staff_waiting.tried_last", (NOON,), n=14),
        ),
        "detail": Text("staff_waiting.advice_doubt"),
    }
    return StaffDetail(**(told | more))  # type: ignore[arg-type]


COUPON_BUTTONS = (
    Button(Text("button.print_copy"), "print_coupon", "c1", style="primary"),
    Button(Text("button.hand_out"), "hand_out"),
    OUT[0],
)
TRY = (
    Button(Text("button.try_now"), "again", style="primary"),
    Button(Text("button.give_up"), "give_up"),
    OUT[0],
)
Made = Callable[..., View]


def samples(view: Made) -> dict[str, Callable[[], View]]:
    """By name; ``view`` puts a whole view around a body."""

    def shown(screen: str, body: Callable[[], Body], *buttons: Button) -> Callable[[], View]:
        return lambda: view(screen, body(), *buttons)

    return {
        "staff_list_coupons": shown("staff_coupons", _coupons, *OUT),
        "staff_list_day": shown(
            "staff_coupons",
            lambda: _coupons(
                headline=Text("staff_coupons.day", (date(2026, 11, 18),)),
                note=Text("staff_coupons.busy"),
            ),
            *OUT,
        ),
        "staff_list_empty": shown(
            "staff_coupons",
            lambda: _coupons(
                headline=Text("staff_coupons.customer", ("482193",)),
                entries=(),
                empty=Text("staff_coupons.none"),
            ),
            *OUT,
        ),
        "staff_list_typing": shown(
            "staff_coupons",
            lambda: StaffCoupon(
                Text("staff.task_coupons"),
                Text("staff_coupons.type"),
                typing=True,
                typed="482193",
                erase_label=Text("pin.erase"),
                confirm_label=Text("button.find"),
                can_confirm=True,
            ),
            *OUT,
        ),
        "staff_list_waiting": shown("staff_waiting", lambda: _waiting(7), *OUT),
        "staff_list_waiting_few": shown("staff_waiting", lambda: _waiting(3), *OUT),
        "staff_list_reasons": shown("staff_waiting_detail", _reasons, OUT[0]),
        "staff_detail_coupon": shown("staff_coupon_detail", _detail, *COUPON_BUTTONS),
        "staff_detail_trouble": shown(
            "staff_coupon_detail",
            lambda: _detail(headline=LONG, detail=None, note=Text("coupon.unknown"), note_kind="trouble"),
            *COUPON_BUTTONS,
        ),
        "staff_detail_sure": shown(
            "staff_coupon_detail",
            lambda: StaffDetail(NAMES[0], (Text("staff_coupons.sure"),), Text("staff_coupons.sure.next")),
            Button(Text("button.handed_out_yes"), "confirm", style="primary"),
            OUT[0],
        ),
        "staff_detail_waiting": shown("staff_waiting_detail", _waiting_one, *TRY),
        "staff_detail_tried": shown(
            "staff_waiting_detail",
            lambda: _waiting_one(detail=None, note=Text("staff_waiting.still_waits"), note_kind="trouble"),
            *TRY,
        ),
        "staff_detail_coupon_waits": shown(
            "staff_waiting_detail",
            lambda: _waiting_one(
                headline=Text("staff.task_coupon"), detail=Text("staff_waiting.advice_coupon")
            ),
            TRY[1],
            OUT[0],
        ),
        "staff_detail_give_up": shown(
            "staff_waiting_detail",
            lambda: _waiting_one(
                headline=Text("staff_waiting.sure"),
                facts=(Text("staff.task_coupon"), Text("staff_waiting.reason_not_booked")),
                detail=Text("staff_waiting.risk_coupon"),
            ),
            Button(Text("button.give_up_yes"), "confirm", style="primary"),
            OUT[0],
        ),
    }
