"""One honest sample of every screen, and the extremes that a layout breaks on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from kiosk.core.project_access import access_panel
from kiosk.core.project_staff import TASKS
from kiosk.core.rules import Rules
from kiosk.core.state import start
from kiosk.core.view import (
    Attract,
    BalanceView,
    Button,
    Card,
    Countdown,
    CouponScreen,
    CouponView,
    Fact,
    FirstSetup,
    Hint,
    Lookup,
    Message,
    Reward,
    StaffChoice,
    StaffCoupon,
    StaffDevices,
    StaffEntry,
    StaffMenu,
    StaffResult,
    Text,
    View,
)
from kiosk.core.view_access import Access
from tests.ui import sample_enrol, sample_papers, sample_people
from tests.ui.sample_checkout import CHECKOUT
from tests.ui.sample_frame import FINISH, LEAVE, NOON, OUT, TOKEN, pin, speak, view

__all__ = ["SAMPLES", "TOKEN", "access", "attract", "balance", "hinted", "pin", "speak", "two_codes", "view"]


def coupon(
    name: str = "One free filter coffee", kind: str = "printing", status: str = "coupon.printing"
) -> CouponView:
    return CouponView("c1", name, TOKEN, Text(status), kind)


def access(scale: int = 100, theme: str = "light", is_open: bool = True, speech: bool = True) -> Access:
    """As the core makes it, with everything there is to set."""
    rules = Rules(text_scale=scale, theme=theme, speech=speech)
    return replace(access_panel(start(rules, 0.0)), open=is_open)


def attract(**more: object) -> View:
    body = Attract(Text("attract.headline"), Text("attract.hint"), camera=True, scanner=True)
    return view(
        "attract",
        replace(body, **more),  # type: ignore[arg-type]
        session="",
        ends=0,
        lock=Button(Text("button.lock"), "lock"),
        show_preview=True,
    )


def balance(card: Card | None, **more: object) -> View:
    body = BalanceView(
        headline=Text("balance.headline"),
        card=card,
        stamps_text=Text("balance.stamps_of", (card.filled, card.of)) if card and card.of else None,
        points=1240,
        points_text=Text("balance.points", n=1240),
        masked_email="a•••@example.com",
    )
    return view("balance", replace(body, **more), FINISH)  # type: ignore[arg-type]


def _coupons(number: int) -> tuple[CouponView, ...]:
    return tuple(
        CouponView(
            f"c{i}",
            name,
            TOKEN,
            buttons=(Button(Text("button.show_coupon"), "show_coupon", f"c{i}"),),
        )
        for i, name in enumerate(
            ("One free filter coffee", "A slice of Sachertorte with whipped cream")[:number]
        )
    )


def hinted(whole: View, picture: str = "further") -> View:
    return replace(whole, hint=Hint(picture, Text(f"aim.{picture}")))


def two_codes(whole: View) -> View:
    return replace(whole, toast=Text("two_codes"))


def staff_coupon(**more: object) -> View:
    body = StaffCoupon(Text("staff_coupon.headline"), Text("staff_coupon.scan"))
    return view(
        "staff_coupon",
        replace(body, **more),  # type: ignore[arg-type]
        *([] if more.get("typing") else [Button(Text("button.type_code"), "type_code")]),
        Button(Text("button.back"), "back", style="quiet"),
    )


def staff_amount(task: str, asked: str, card: str, **more: object) -> View:
    body = StaffEntry(Text(f"staff.task_{task}"), Text(f"staff_amount.{asked}"), "50", can_confirm=True)
    other = Button(Text(f"button.to_{card}"), "card", card)
    return view("staff_amount", replace(body, **more), other, OUT[0])  # type: ignore[arg-type]


def staff_devices() -> View:
    """Everything that can be said at once, in the longest words."""

    def fact(name: str, kind: str, code: str, *words: Text) -> Fact:
        return Fact(Text(f"staff_devices.{name}"), words, kind, code)

    facts = (
        fact("camera", "good", "", Text("staff_devices.pace", (Decimal("29.7"), Decimal("12.4")))),
        fact("scanner", "bad", "E-SCN-3", Text("staff_devices.why_not_permitted")),
        fact(
            "code",
            "good",
            "",
            Text("staff_devices.by_scanner"),
            Text("staff_devices.code_member"),
            Text("staff_devices.code_length", (124,)),
            Text("staff_devices.code_ago", (12,)),
        ),
        fact("printer", "unknown", "E-PRN-4", Text("staff_devices.printer_silent")),
        fact("page", "unknown", "", Text("staff_devices.page_sent")),
        fact("service", "bad", "E-NET-5", Text("staff_devices.portal"), Text("staff_devices.ms", (1240,))),
        fact(
            "clock",
            "unknown",
            "",
            Text("staff_devices.clock_now", (NOON, "Europe/Istanbul")),
            Text("staff_devices.clock_unchecked"),
        ),
        fact(
            "storage",
            "good",
            "",
            Text("staff_devices.disk", (Decimal("112.3"),)),
            Text("staff_devices.memory", (Decimal("1.2"),)),
        ),
        fact(
            "machine",
            "bad",
            "E-PWR-2",
            Text("staff_devices.celsius_unknown"),
            Text("staff_devices.voltage_was_low"),
        ),
    )
    tests = (
        Button(Text("button.test_page"), "test", "page"),
        Button(Text("button.test_service"), "test", "service", enabled=False),
    )
    whole = view(
        "staff_devices",
        StaffDevices(Text("staff.task_devices"), facts, tests),
        *OUT,
    )
    return replace(whole, show_preview=True)


def staff_setting(note: Text, code: str) -> View:
    percents = tuple(
        Button(Text("staff_settings.percent", (n,)), "set", str(n), "primary" if n == 60 else "plain")
        for n in (20, 40, 60, 80, 100)
    )
    choices = (*percents, Button(Text("staff_settings.configured"), "set", ""))
    return view("staff_settings", StaffChoice(Text("staff_settings.brightness"), choices, note, code), *OUT)


def staff_sure(deed: str, picture: str) -> View:
    return view(
        "staff_close",
        Message(picture, Text(f"staff_close.{deed}_sure"), Text(f"staff_close.{deed}_sure.next")),
        Button(Text(f"staff_close.{deed}"), "confirm", style="primary"),
        *OUT,
    )


def first(said: str = "first.headline", *facts: tuple[str, Text], **more: object) -> View:
    body = FirstSetup(
        headline=Text(said, n=len(facts) or None),
        hint=Text(f"{said}.next"),
        facts=tuple(Fact(Text("first.key", (key,)), (why,), "bad") for key, why in facts),
        camera=True,
        scanner=False,
        picture="devices",
    )
    body = replace(body, **more)  # type: ignore[arg-type]
    return replace(view("setup", body, session="", ends=0, show_preview=body.camera), shop_name="")


MISTAKES = (
    ("shop.timezone", Text("first_why.timezone")),
    ("visit.cooldown", Text("first_why.duration")),
    ("printer.papper", Text("first_why.did_you_mean", ("paper",))),
    ("setup.wifi_password", Text("first_why.password")),
)


def closed_sign(headline: str = "closed.headline", detail: Text | None = None) -> View:
    return view(
        "closed",
        Message("closed", Text(headline), detail or Text("closed.detail")),
        session="",
        ends=0,
        lock=Button(Text("button.lock"), "lock"),
    )


SAMPLES: dict[str, Callable[[], View]] = {
    **CHECKOUT,
    "attract": attract,
    "attract_scanner": lambda: attract(camera=False, hint=Text("attract.hint_scanner")),
    "attract_trouble": lambda: attract(
        camera=False,
        scanner=False,
        headline=Text("attract.no_reader"),
        hint=Text("attract.no_reader.next"),
        notices=(Text("coupon.no_paper"), Text("offline.headline")),
    ),
    "attract_notice": lambda: attract(notices=(Text("coupon.no_paper"),)),
    "attract_no_staff": lambda: attract(notices=(Text("attract.no_staff"),)),
    "attract_clock": lambda: attract(notices=(Text("attract.no_staff"), Text("attract.clock_refused"))),
    "attract_no_journal": lambda: attract(
        notices=(Text("attract.no_staff"), Text("attract.no_journal", ("E-DSK-1",)))
    ),
    "attract_hint": lambda: hinted(attract()),
    "attract_hint_long": lambda: hinted(attract(), "tilt"),
    "attract_lamp": lambda: replace(hinted(attract(), "brighter"), lamp="on"),
    "attract_low": lambda: replace(hinted(attract(), "tilt"), lamp="low", theme="dark"),
    "attract_two_codes": lambda: two_codes(attract()),
    "lookup_two_codes": lambda: two_codes(SAMPLES["lookup"]()),
    "balance_two_codes": lambda: two_codes(SAMPLES["balance_already"]()),
    "coupon_two_codes": lambda: two_codes(SAMPLES["coupon_take"]()),
    "pin_two_codes": lambda: two_codes(SAMPLES["pin"]()),
    "staff_coupon_hint": lambda: hinted(SAMPLES["staff_coupon"](), "closer"),
    "staff_coupon_lamp": lambda: two_codes(replace(hinted(SAMPLES["staff_coupon"]()), lamp="on")),
    "attract_dimmed": lambda: attract(dimmed=True),
    "lookup": lambda: view(
        "lookup", Lookup(Text("lookup.got_it"), None), ends=0, freeze_preview=True, show_preview=True
    ),
    "lookup_slow": lambda: view(
        "lookup",
        Lookup(Text("lookup.got_it"), Text("lookup.busy"), slow=True),
        LEAVE,
        freeze_preview=True,
        show_preview=True,
    ),
    "balance": lambda: balance(Card(7, 10), note=Text("balance.earning"), busy=True),
    "balance_already": lambda: balance(
        Card(7, 10),
        note=Text("balance.already", (NOON,)),
        coupons_title=Text("balance.coupons", n=2),
        coupons=_coupons(2),
    ),
    "balance_no_journal": lambda: balance(Card(7, 10), note=Text("balance.no_journal", ("E-DSK-1",))),
    "balance_number": lambda: balance(Card(3, 0), stamps_text=Text("balance.stamps", n=3)),
    "balance_points": lambda: balance(None, note=Text("balance.already", (NOON,))),
    "balance_still_there": lambda: replace(
        balance(Card(7, 10)),
        countdown=Countdown(0.0, 30.0, warning=True),
        still_there=Text("still_there"),
        more_time=Button(Text("button.more_time"), "more_time", style="primary"),
    ),
    "balance_access": lambda: replace(balance(Card(7, 10)), access=access()),
    "pin": lambda: view("pin", pin(), Button(Text("button.new_code"), "new_code"), LEAVE),
    "pin_wrong": lambda: view(
        "pin",
        pin(0, "pin.used_up", tries=1),
        Button(Text("button.new_code"), "new_code", style="primary"),
        LEAVE,
    ),
    "pin_checking": lambda: view(
        "pin", pin(4, "pin.checking", can_type=False, can_confirm=False, busy=True), LEAVE
    ),
    "reward": lambda: view(
        "reward",
        Reward(
            Text("reward.stamps", n=1),
            Card(8, 10, 1),
            Text("balance.stamps_of", (8, 10)),
            1240,
            Text("balance.points", n=1240),
        ),
        FINISH,
    ),
    "reward_full": lambda: view(
        "reward",
        Reward(
            Text("reward.card_full"), Card(0, 10, 0), None, None, None, Text("coupon.show_to_staff"), coupon()
        ),
        FINISH,
    ),
    "coupon_take": lambda: view(
        "coupon",
        CouponScreen(Text("coupon.won"), coupon("One free filter coffee", "printed", "coupon.take")),
        FINISH,
    ),
    "coupon_trouble": lambda: view(
        "coupon",
        CouponScreen(
            Text("coupon.yours"),
            coupon(
                "Ein Stück hausgemachte Schwarzwälder Kirschtorte mit Sahne und ein großer Kaffee",
                "trouble",
                "coupon.unknown",
            ),
            Text("coupon.in_app"),
        ),
        FINISH,
        Button(Text("button.print"), "print_coupon", "c1"),
    ),
    "thanks": lambda: view("done", Message("thanks", Text("done.headline"), Text("done.detail")), FINISH),
    "unknown_member": lambda: _problem("unknown_member"),
    "old_code": lambda: _problem("old_code"),
    "not_a_code": lambda: _problem("not_a_code"),
    "coupon_to_staff": lambda: _problem("coupon_to_staff"),
    "unavailable": lambda: _problem("unavailable"),
    "unsure": lambda: _problem("unsure"),
    "pin_failed": lambda: _problem("pin_failed"),
    "busy": lambda: view("problem", Message("busy", Text("lookup.one_moment"), Text("lookup.busy")), LEAVE),
    "offline": lambda: view(
        "offline",
        Message("offline", Text("offline.headline"), Text("offline.kept")),
        FINISH,
        Button(Text("button.cancel_keep"), "cancel_keep"),
    ),
    "closed": lambda: closed_sign(),
    "closed_out_of_order": lambda: closed_sign(detail=Text("closed.out_of_order", ("E-LOOP",))),
    "closed_scanned": lambda: closed_sign("closed.scanned"),
    "staff_lock": lambda: view(
        "staff_lock",
        pin(3, "staff_lock.wrong", 8, None, headline=Text("staff_lock.headline"), can_confirm=False),
        Button(Text("button.leave_staff"), "leave", style="quiet"),
    ),
    "staff_lock_badge": lambda: view(
        "staff_lock",
        pin(
            0,
            "staff_lock.wrong",
            8,
            None,
            headline=Text("staff_lock.headline_person", ("Maximiliane von der Heide",)),
        ),
        Button(Text("button.leave"), "leave", style="quiet"),
    ),
    "staff_menu_badge": lambda: replace(
        SAMPLES["staff_menu_many"](), toast=Text("staff.badge_inside"), toast_icon="lock", toast_heads=True
    ),
    "staff_menu": lambda: view(
        "staff_menu",
        StaffMenu(
            Text("staff_menu.headline", ("Ayşe",)), (Button(Text("staff.task_coupon"), "task", "coupon"),)
        ),
        Button(Text("button.leave_staff"), "leave", style="quiet"),
    ),
    "staff_menu_many": lambda: view(
        "staff_menu",
        StaffMenu(
            Text("staff_menu.headline", ("Maximiliane",)),
            TASKS,
        ),
        Button(Text("button.leave_staff"), "leave", style="quiet"),
    ),
    "staff_menu_three": lambda: view(
        "staff_menu",
        StaffMenu(
            Text("staff_menu.headline", ("Deniz",)),
            tuple(Button(Text(f"staff.task_{t}"), "task", t) for t in ("coupon", "redeem", "earn")),
        ),
        OUT[1],
    ),
    "staff_amount_redeem": lambda: staff_amount(
        "redeem",
        "redeem_points",
        "stamps",
        facts=(Text("staff_amount.has_points", n=123456),),
        masked_email="m•••••••@example.com",
    ),
    "staff_amount_earn": lambda: staff_amount(
        "earn", "earn_points", "stamps", typed="123456.90", decimals=True
    ),
    "staff_amount_stamps": lambda: staff_amount(
        "earn",
        "too_many",
        "points",
        message=Text("staff_amount.too_many", n=10),
        typed="12",
        facts=(Text("staff_amount.has_stamps", n=7),),
        masked_email="m•••••••@example.com",
    ),
    "staff_member": lambda: replace(
        view(
            "staff_member",
            StaffCoupon(
                Text("staff_amount.purchase", (Decimal("123456.90"),)),
                Text("staff_member.scan"),
                picture="member",
            ),
            Button(Text("button.type_customer"), "type_code"),
            *OUT,
        ),
        show_preview=True,
    ),
    "staff_member_old": lambda: view(
        "staff_member",
        StaffCoupon(Text("staff.task_redeem"), Text("staff_member.old_code"), picture="member"),
        Button(Text("button.type_customer"), "type_code"),
        *OUT,
    ),
    "staff_member_typing": lambda: view(
        "staff_member",
        StaffEntry(
            Text("staff.task_earn"),
            Text("staff_member.type"),
            "482193",
            (Text("staff_amount.purchase", (Decimal("123456.90"),)),),
            can_confirm=True,
        ),
        *OUT,
    ),
    "staff_booked": lambda: view(
        "staff_result",
        StaffResult(
            "success",
            Text("staff_amount_result.redeemed_points", n=123456),
            facts=(
                Text("staff_amount.before_points", n=124696),
                Text("staff_amount.after_points", n=1240),
            ),
        ),
        Button(Text("staff.task_redeem"), "task", "redeem", style="primary"),
        *OUT,
    ),
    "staff_insufficient": lambda: view(
        "staff_result",
        StaffResult(
            "refused",
            Text("staff_amount_result.insufficient", (2000,)),
            Text("staff_amount_result.insufficient.next"),
            "E-BAL-1",
            (Text("staff_amount.has_points", n=1240),),
        ),
        Button(Text("staff.task_redeem"), "task", "redeem", style="primary"),
        *OUT,
    ),
    "staff_ask_again": lambda: view(
        "staff_result",
        StaffResult(
            "unsure", Text("staff_result.unsure"), Text("staff_amount_result.unsure.next"), "E-NET-2"
        ),
        Button(Text("button.ask_again"), "again", style="primary"),
        *OUT,
    ),
    "staff_reward": lambda: view(
        "staff_reward",
        CouponScreen(Text("staff_reward.headline"), coupon(), Text("staff_reward.next", n=2)),
        Button(Text("staff.task_earn"), "task", "earn", style="primary"),
        Button(Text("button.print"), "print_coupon", "c1"),
        OUT[0],
    ),
    "staff_coupon": lambda: replace(staff_coupon(), show_preview=True),
    "staff_coupon_typing": lambda: staff_coupon(
        hint=Text("staff_coupon.type"),
        typing=True,
        typed="cq_9fK2mX7a",
        erase_label=Text("pin.erase"),
        confirm_label=Text("pin.confirm"),
        can_confirm=True,
    ),
    "staff_devices": lambda: staff_devices(),
    "staff_devices_blind": lambda: replace(staff_devices(), show_preview=False),
    "staff_settings": lambda: view(
        "staff_settings",
        StaffChoice(
            Text("staff.task_settings"),
            tuple(
                Button(text, "setting", f"s{number}", enabled=number != 5)
                for number, text in enumerate(
                    (
                        Text("staff_settings.language_is", ("Deutsch",)),
                        Text("staff_settings.text_size_is", (125,)),
                        Text("staff_settings.theme_contrast"),
                        Text("staff_settings.sound_off"),
                        Text("staff_settings.volume_is", (100,)),
                        Text("staff_settings.brightness_fixed"),
                        Text("staff_settings.visits_off"),
                    )
                )
            ),
            Text("staff_settings.at_once"),
        ),
        *OUT,
    ),
    "staff_setting": lambda: staff_setting(Text("staff_settings.brightness.next"), ""),
    "staff_setting_unkept": lambda: staff_setting(Text("staff_settings.unkept"), "E-DSK-1"),
    "staff_setting_visits": lambda: view(
        "staff_settings",
        StaffChoice(
            Text("staff_settings.visits"),
            (
                Button(Text("staff_settings.earn"), "set", "on", style="primary"),
                Button(Text("staff_settings.balances"), "set", "off"),
                Button(Text("staff_settings.configured"), "set", ""),
            ),
            Text("staff_settings.visits.next"),
        ),
        *OUT,
    ),
    "staff_close": lambda: view(
        "staff_close",
        StaffChoice(
            Text("staff.task_close"),
            tuple(
                Button(Text(f"staff_close.{deed}"), "deed", deed) for deed in ("open", "restart", "shut_down")
            ),
            Text("staff_close.not_permitted"),
            "E-OFF-1",
        ),
        *OUT,
    ),
    "staff_close_out_of_order": lambda: view(
        "staff_close",
        StaffChoice(
            Text("staff.task_close"),
            tuple(Button(Text(f"staff_close.{deed}"), "deed", deed) for deed in ("restart", "shut_down")),
            Text("staff_close.out_of_order"),
            "E-LOOP",
        ),
        *OUT,
    ),
    "staff_close_sure": lambda: staff_sure("close", "closed"),
    "staff_restart_sure": lambda: staff_sure("restart", "restart"),
    "staff_shut_down_sure": lambda: staff_sure("shut_down", "shut_down"),
    "staff_shutting_down": lambda: view(
        "staff_close",
        Message("shut_down", Text("staff_close.shutting_down"), Text("staff_close.moment")),
        OUT[1],
    ),
    "staff_success": lambda: _result("success", "redeemed", "E"),
    "staff_refused": lambda: _result("refused", "already_used", "E-CPN-2"),
    "staff_unsure": lambda: view(
        "staff_result",
        StaffResult(
            "unsure",
            Text("staff_result.probably_ours"),
            Text("staff_result.probably_ours.next", (NOON,)),
            "E-CPN-3",
        ),
        Button(Text("button.ok"), "continue", style="primary"),
    ),
}
SAMPLES |= sample_enrol.samples(view, OUT)
SAMPLES |= sample_papers.samples(view)


def _problem(name: str) -> View:
    return view("problem", Message(name, Text(f"problem.{name}"), Text(f"problem.{name}.next")), LEAVE)


def _result(kind: str, name: str, code: str) -> View:
    body = StaffResult(
        kind,
        Text(f"staff_result.{name}"),
        Text(f"staff_result.{name}.next"),
        code if kind != "success" else "",
    )
    return view("staff_result", body, Button(Text("button.ok"), "continue", style="primary"))


SAMPLES |= {
    "unset": lambda: first(),
    "unset_mistakes": lambda: first("first.mistakes", *MISTAKES),
    "unset_no_reader": lambda: first("first.no_reader", headline=Text("first.headline"), camera=False),
    "unset_scanner": lambda: first("first.not_one", camera=False, scanner=True),
    "unset_done": lambda: first("first.done", picture="check", settled=True),
}
SAMPLES |= sample_people.samples(view)
