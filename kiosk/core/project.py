"""From the state to the screen: ``project(kiosk) -> View``. Every word a person can read begins
here, as a message id; the translations are in ``assets/translations``."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.aim import Lamp
from kiosk.core.challenge import Phase
from kiosk.core.deadlines import idle_window
from kiosk.core.earning import may_ask_print
from kiosk.core.events import Action
from kiosk.core.events import Hint as Aiming
from kiosk.core.health import NO_JOURNAL, PRINTER_WORDS, can_print, can_read
from kiosk.core.model import Balance, CouponRecord, IssuedCoupon, PrinterState, PrintState
from kiosk.core.project_access import access_panel, aids_of
from kiosk.core.project_first import first_body
from kiosk.core.project_house import closed_sign, looks_at_devices
from kiosk.core.project_pin import pin_body, pin_buttons, pin_is_up
from kiosk.core.project_staff import reward_buttons, reward_screen, staff_body
from kiosk.core.project_words import language_name
from kiosk.core.rules import COUNTED_WAIT
from kiosk.core.stages_first import Unset
from kiosk.core.state import (
    AtRest,
    Attract,
    BalanceNote,
    Closed,
    CouponShown,
    Earning,
    Kiosk,
    LookingUp,
    Offline,
    Problem,
    Recalling,
    Rewarded,
    Showing,
    StaffReward,
    Thanks,
    Trouble,
    session_of,
    waits_for_code,
)
from kiosk.core.timekeeping import ClockTrouble
from kiosk.core.view import Attract as AttractView
from kiosk.core.view import (
    BalanceView,
    Body,
    Button,
    Card,
    Countdown,
    CouponScreen,
    CouponView,
    Hint,
    Language,
    Lookup,
    Message,
    Reward,
    Text,
    View,
)

LEAVE = Button(Text("button.leave"), Action.LEAVE, style="quiet")
FINISH = Button(Text("button.finish"), Action.LEAVE, style="primary")

TROUBLES: dict[Trouble, tuple[str, Text, Text]] = {
    Trouble.UNKNOWN_MEMBER: (
        "unknown_member",
        Text("problem.unknown_member"),
        Text("problem.unknown_member.next"),
    ),
    Trouble.OLD_CODE: ("old_code", Text("problem.old_code"), Text("problem.old_code.next")),
    Trouble.SHOW_AGAIN: ("old_code", Text("problem.show_again"), Text("problem.show_again.next")),
    Trouble.NOT_A_CODE: ("not_a_code", Text("problem.not_a_code"), Text("problem.not_a_code.next")),
    Trouble.COUPON_TO_STAFF: (
        "coupon_to_staff",
        Text("problem.coupon_to_staff"),
        Text("problem.coupon_to_staff.next"),
    ),
    Trouble.UNAVAILABLE: ("unavailable", Text("problem.unavailable"), Text("problem.unavailable.next")),
    Trouble.UNSURE: ("unsure", Text("problem.unsure"), Text("problem.unsure.next")),
    Trouble.PIN_FAILED: ("pin_failed", Text("problem.pin_failed"), Text("problem.pin_failed.next")),
    Trouble.REFUSED: ("unavailable", Text("problem.refused"), Text("problem.refused.next")),
}


def project(kiosk: Kiosk) -> View:
    """The one screen this state is."""
    screen, body, buttons, freeze = _stage(kiosk)
    stage, prefs, rules = kiosk.stage, kiosk.prefs, kiosk.rules
    session = session_of(stage)
    at_rest = isinstance(stage, AtRest)
    locked = at_rest and not isinstance(stage, Unset)
    window = idle_window(kiosk)
    countdown = None
    warned = session is not None and session.warned
    if window is not None:
        countdown = Countdown(window[0], window[2], warning=warned)
    elif isinstance(stage, LookingUp):
        countdown = _wait(stage)
    two_codes = Text("two_codes") if kiosk.two_codes.until is not None else None
    badge = session is not None and session.badge_until is not None
    shown = View(
        screen=screen,
        session=session.id if session else "",
        body=body,
        shop_name=rules.shop_name,
        language=prefs.language,
        rtl=prefs.language in rules.right_to_left,
        text_scale=prefs.text_scale,
        theme="dark" if kiosk.aim.lamp is Lamp.LOW else prefs.theme,
        languages=tuple(Language(code, language_name(rules, code)) for code in rules.languages),
        buttons=buttons,
        access_button=Button(Text("button.access"), Action.ACCESS, style="quiet"),
        access=access_panel(kiosk) if prefs.access_open else None,
        lock=Button(Text("button.lock"), Action.LOCK, style="quiet") if locked else None,
        countdown=countdown,
        still_there=Text("still_there") if warned else None,
        more_time=Button(Text("button.more_time"), Action.MORE_TIME, style="primary") if warned else None,
        freeze_preview=freeze,
        show_preview=isinstance(stage, Attract | LookingUp) or _filmed(kiosk),
        hint=_hint(kiosk),
        lamp=kiosk.aim.lamp.value,
        toast=Text("staff.badge_inside") if badge else two_codes,
        toast_icon="lock" if badge else "two_codes",
        toast_heads=badge,
        taken=session.taken if session else 0.0,
    )
    return replace(shown, aids=aids_of(kiosk, shown))


HINTS: dict[Aiming, Text] = {
    Aiming.AIM: Text("aim.aim"),
    Aiming.CLOSER: Text("aim.closer"),
    Aiming.FURTHER: Text("aim.further"),
    Aiming.STILL: Text("aim.still"),
    Aiming.BRIGHTER: Text("aim.brighter"),
    Aiming.TILT: Text("aim.tilt"),
}


def _filmed(kiosk: Kiosk) -> bool:
    """Staff aim better when they see what the camera sees; with a scanner there is nothing to see."""
    stage = kiosk.stage
    return (waits_for_code(stage) or looks_at_devices(stage)) and kiosk.health.camera is True


def _hint(kiosk: Kiosk) -> Hint | None:
    """Only where a code is waited for, and somebody may read it."""
    stage, hint = kiosk.stage, kiosk.aim.hint
    if hint is None or not waits_for_code(stage) or (isinstance(stage, AtRest) and stage.dimmed):
        return None
    return Hint(hint.value, HINTS[hint])


def _stage(kiosk: Kiosk) -> tuple[str, Body, tuple[Button, ...], bool]:
    stage = kiosk.stage
    match stage:
        case Attract():
            return "attract", _attract(kiosk, stage), (), False
        case Closed():
            return "closed", closed_sign(kiosk, stage), (), False
        case Unset():
            return "setup", first_body(kiosk, stage), (), stage.busy
        case LookingUp():
            return "lookup", _lookup(stage), (LEAVE,) if stage.slow else (), True
        case Recalling(member=member):
            return "balance", _balance(kiosk, member.balance, member.masked_email, busy=True), (LEAVE,), False
        case Showing():
            return "balance", _showing(kiosk, stage), (FINISH,), False
        case Earning(run=run) if pin_is_up(run) and run.phase is not Phase.DONE:
            return "pin", pin_body(run, Text("pin.headline")), pin_buttons(run, LEAVE), False
        case Earning(member=member, run=run):
            waiting = _balance(kiosk, member.balance, member.masked_email, busy=True)
            if run.limits:
                waiting = replace(waiting, note=Text("lookup.busy"))
            return "balance", waiting, (LEAVE,), False
        case Rewarded(coupon_at=None, coupon=coupon) if coupon is not None:
            shown, offers = _coupon(kiosk, coupon, stage)
            return "coupon", shown, offers, False
        case Rewarded():
            return "reward", _reward(kiosk, stage), _reward_buttons(stage), False
        case CouponShown():
            shown, offers = _coupon(kiosk, stage.record.coupon, stage)
            return "coupon", shown, (*offers, Button(Text("button.back"), Action.BACK)), False
        case Problem(trouble=trouble):
            picture, headline, detail = TROUBLES[trouble]
            return "problem", Message(picture, headline, detail), (_ok(),), False
        case Offline():
            return "offline", _offline(stage), _offline_buttons(stage), False
        case Thanks():
            return "done", Message("thanks", Text("done.headline"), Text("done.detail")), (), False
        case StaffReward():
            shown, offers = _coupon(kiosk, stage.coupon, stage)
            return "staff_reward", reward_screen(stage, shown), reward_buttons(stage, offers), False
        case _:
            screen, body, buttons = staff_body(kiosk, stage)
            return screen, body, buttons, False


def _ok() -> Button:
    return Button(Text("button.ok"), Action.LEAVE, style="primary")


def _attract(kiosk: Kiosk, stage: Attract) -> AttractView:
    health = kiosk.health
    if not can_read(health):
        headline, hint = Text("attract.no_reader"), Text("attract.no_reader.next")
    elif health.camera is False or (health.camera is None and health.scanner):
        headline, hint = Text("attract.headline"), Text("attract.hint_scanner")
    else:
        headline, hint = Text("attract.headline"), Text("attract.hint")
    return AttractView(
        headline=headline,
        hint=hint,
        camera=health.camera is not False and can_read(health),
        scanner=bool(health.scanner),
        notices=_notices(kiosk),
        dimmed=stage.dimmed,
    )


CLOCK_NOTICES: dict[ClockTrouble, Text] = {
    ClockTrouble.WRONG: Text("attract.clock_wrong"),
    ClockTrouble.REFUSED: Text("attract.clock_refused"),
}


def _notices(kiosk: Kiosk) -> tuple[Text, ...]:
    """What is for staff, and may be read by anybody."""
    found = [Text("attract.no_staff")] if kiosk.unstaffed else []
    if kiosk.health.clock is not None:
        found.append(CLOCK_NOTICES[kiosk.health.clock])
    if kiosk.rules.card_mistake:
        found.append(Text("attract.card_mistake", (kiosk.rules.card_mistake,)))
    if kiosk.health.journal_why:
        found.append(Text("attract.no_journal", (NO_JOURNAL,)))
    return tuple(found)


def _lookup(stage: LookingUp) -> Lookup:
    if not stage.slow:
        return Lookup(Text("lookup.got_it"), None)
    detail = Text("lookup.busy") if stage.limits else Text("lookup.one_moment")
    return Lookup(Text("lookup.got_it"), detail, slow=True)


def _wait(stage: LookingUp) -> Countdown | None:
    """Until the server may be asked again."""
    since, until = stage.limited_at, stage.resume_at
    if since is None or until is None or until - since < COUNTED_WAIT:
        return None
    return Countdown(since, until)


def card_of(kiosk: Kiosk, balance: Balance, gained: int = 0) -> Card:
    """The stamp card; a card whose size nobody knows is a number."""
    of = kiosk.rules.stamps_per_card
    filled = min(balance.stamps, of) if of else balance.stamps
    return Card(filled, of, min(gained, filled))


def stamps_text(kiosk: Kiosk, balance: Balance) -> Text:
    """The card in words."""
    of = kiosk.rules.stamps_per_card
    if of:
        return Text("balance.stamps_of", (balance.stamps, of))
    return Text("balance.stamps", n=balance.stamps)


def _balance(kiosk: Kiosk, balance: Balance, email: str, *, busy: bool) -> BalanceView:
    shows_card = kiosk.rules.card != "point"
    shows_points = kiosk.rules.card != "stamp" or balance.points > 0
    return BalanceView(
        headline=Text("balance.headline"),
        card=card_of(kiosk, balance) if shows_card else None,
        stamps_text=stamps_text(kiosk, balance) if shows_card else None,
        points=balance.points if shows_points else None,
        points_text=Text("balance.points", n=balance.points) if shows_points else None,
        masked_email=email,
        note=Text("balance.earning") if busy else None,
        busy=busy,
    )


def _showing(kiosk: Kiosk, stage: Showing) -> BalanceView:
    member = stage.member
    body = _balance(kiosk, member.balance, member.masked_email, busy=False)
    note = None
    if stage.note is BalanceNote.ALREADY and stage.next_at is not None:
        note = Text("balance.already", (stage.next_at,))
    elif stage.note is BalanceNote.NO_JOURNAL:
        note = Text("balance.no_journal", (NO_JOURNAL,))
    coupons = tuple(_listed(record) for record in stage.coupons[:3])
    title = Text("balance.coupons", n=len(stage.coupons)) if coupons else None
    return BalanceView(
        body.headline,
        body.card,
        body.stamps_text,
        body.points,
        body.points_text,
        body.masked_email,
        note,
        False,
        title,
        coupons,
    )


def _listed(record: CouponRecord) -> CouponView:
    show = Button(Text("button.show_coupon"), Action.SHOW_COUPON, record.coupon.id)
    return CouponView(record.coupon.id, record.coupon.name, buttons=(show,))


def _reward(kiosk: Kiosk, stage: Rewarded) -> Reward:
    operation, balance = stage.run.operation, stage.balance
    gained = int(operation.amount or 0)
    note = Text("reward.in_app") if stage.in_app else None
    stamp = operation.card == "stamp"
    headline = Text("reward.stamps", n=gained) if stamp else Text("reward.points")
    if balance is None:
        return Reward(headline, None, None, None, None, Text("reward.no_number"))
    full = stage.coupon is not None or stage.in_app
    card = card_of(kiosk, balance, gained)
    if full and kiosk.rules.stamps_per_card:
        # The server's card starts again at once; the person should first see this one fill.
        of = kiosk.rules.stamps_per_card
        card = Card(of, of, min(gained, of))
    words = Text("reward.card_full") if full else stamps_text(kiosk, balance)
    return Reward(
        headline,
        card if stamp else None,
        words if stamp else None,
        None if stamp else balance.points,
        None if stamp else Text("balance.points", n=balance.points),
        note,
    )


def _reward_buttons(stage: Rewarded) -> tuple[Button, ...]:
    if stage.coupon is not None:
        return (Button(Text("button.to_coupon"), Action.CONTINUE, style="primary"),)
    # A coupon that was never taken must not wait for a day on which there is nothing to earn.
    earlier = (Button(Text("coupon.yours"), Action.SHOW_COUPON, one.coupon.id) for one in stage.coupons[:1])
    return (FINISH, *earlier)


PAPER_WORDS: dict[PrintState, tuple[str, Text | None]] = {
    PrintState.QUEUED: ("printing", Text("coupon.printing")),
    PrintState.SENDING: ("printing", Text("coupon.printing")),
    PrintState.SENT: ("printing", Text("coupon.sent")),
    PrintState.PRINTED: ("printed", Text("coupon.take")),
    PrintState.FAILED: ("trouble", Text("coupon.failed")),
    PrintState.UNKNOWN: ("trouble", Text("coupon.unknown")),
}


NO_WORDS: tuple[str, Text | None] = ("", None)


def _coupon(
    kiosk: Kiosk, coupon: IssuedCoupon, stage: Rewarded | CouponShown | StaffReward
) -> tuple[CouponScreen, tuple[Button, ...]]:
    """A coupon with what became of its paper, and what can be asked for. What the printer says now
    explains a job that cannot be printed; it never turns «unknown» into «fine»."""
    printing, earlier = stage.printing, isinstance(stage, CouponShown)
    able = can_print(kiosk.health, kiosk.rules)
    kind, status = NO_WORDS if printing is None else PAPER_WORDS.get(printing, NO_WORDS)
    printer = None if able else PRINTER_WORDS.get(kiosk.health.printer)
    waits = printing is PrintState.HELD or (printing is None and not earlier)
    # In the middle of a job silence is said at once; whether the paper comes is found out meanwhile.
    hushed = printing is PrintState.SENDING and kiosk.health.printer is PrinterState.SILENT
    if printer is not None and (waits or hushed or printing is PrintState.FAILED):
        kind, status = "trouble", Text(printer)
    buttons: tuple[Button, ...] = (FINISH,)
    if may_ask_print(kiosk, stage):
        buttons = (FINISH, Button(Text("button.print"), Action.PRINT_COUPON, coupon.id))
    note = Text("coupon.in_app") if kind == "trouble" else Text("coupon.show_to_staff")
    headline = Text("coupon.yours") if earlier else Text("coupon.won")
    view = CouponView(coupon.id, coupon.name, coupon.token, status, kind)
    return CouponScreen(headline, view, note), buttons


def _offline(stage: Offline) -> Message:
    if stage.operation_id is None:
        return Message("offline", Text("offline.headline"), Text("offline.try_later"))
    if stage.cancelled:
        return Message("offline", Text("offline.headline"), Text("offline.cancelled"))
    if stage.stored:
        return Message("offline", Text("offline.headline"), Text("offline.kept"))
    return Message("offline", Text("offline.headline"), None)


def _offline_buttons(stage: Offline) -> tuple[Button, ...]:
    if stage.stored and not stage.cancelled:
        return (_ok(), Button(Text("button.cancel_keep"), Action.CANCEL_KEEP))
    return (_ok(),)
