"""From the state to the screens of the staff's task «coupons»: what was issued here."""

from __future__ import annotations

from datetime import timedelta

from kiosk.core.events import Action
from kiosk.core.health import PRINTER_WORDS, can_print
from kiosk.core.model import PrintState
from kiosk.core.papers import CouponLine, CouponStory, PaperNote
from kiosk.core.project_waiting import waiting_body, waiting_one_body
from kiosk.core.project_words import BACK, LEAVE, PAPERS_NOTES
from kiosk.core.staff_papers import may_hand_out, may_print
from kiosk.core.stages_papers import (
    CouponSearch,
    PapersStage,
    StaffCouponDetail,
    StaffCoupons,
    StaffWaiting,
    StaffWaitingOne,
)
from kiosk.core.state import Kiosk
from kiosk.core.view import Body, Button, Entry, Paper, StaffCoupon, StaffDetail, StaffList, Text

STATES: dict[str, tuple[str, Text]] = {
    "issued": ("", Text("staff_coupons.state_issued")),
    "printing": ("printing", Text("staff_coupons.state_printing")),
    "printed": ("printed", Text("staff_coupons.state_printed")),
    "print_unknown": ("trouble", Text("staff_coupons.state_print_unknown")),
    "print_failed": ("trouble", Text("staff_coupons.state_print_failed")),
    "handed_out": ("handed_out", Text("staff_coupons.state_handed_out")),
    "redeemed": ("redeemed", Text("staff_coupons.state_redeemed")),
}
"""Drawing and words of a coupon's states."""

PAPER_TIMES: dict[tuple[PrintState, bool], str] = {
    (PrintState.PRINTED, False): "staff_coupons.paper_printed",
    (PrintState.PRINTED, True): "staff_coupons.copy_printed",
    (PrintState.SENT, False): "staff_coupons.paper_sent",
    (PrintState.SENT, True): "staff_coupons.copy_sent",
    (PrintState.FAILED, False): "staff_coupons.paper_failed",
    (PrintState.FAILED, True): "staff_coupons.paper_failed",
    (PrintState.UNKNOWN, False): "staff_coupons.paper_unknown",
    (PrintState.UNKNOWN, True): "staff_coupons.paper_unknown",
}
"""What is told, with its time, of a paper that came to an end, by whether it was a copy."""

PROGRESS: dict[PrintState, tuple[str, Text]] = {
    PrintState.QUEUED: ("printing", Text("coupon.printing")),
    PrintState.SENDING: ("printing", Text("coupon.printing")),
    PrintState.SENT: ("printing", Text("coupon.sent")),
    PrintState.PRINTED: ("printed", Text("staff_coupons.take_copy")),
    PrintState.FAILED: ("trouble", Text("coupon.failed")),
    PrintState.UNKNOWN: ("trouble", Text("coupon.unknown")),
}

TYPE = Button(Text("button.type_code"), Action.TYPE_CODE)


def papers_body(kiosk: Kiosk, stage: PapersStage) -> tuple[str, Body, tuple[Button, ...]]:
    """Screen name, body and buttons."""
    match stage:
        case StaffCoupons(typing=True):
            return "staff_coupons", _typing(stage), (BACK, LEAVE)
        case StaffCoupons():
            return "staff_coupons", _list(stage), (BACK, LEAVE)
        case StaffCouponDetail(asked=asked) if asked is not None:
            body = StaffDetail(
                stage.story.line.name,
                (Text("staff_coupons.sure"),),
                Text("staff_coupons.sure.next"),
            )
            yes = Button(Text("button.handed_out_yes"), Action.CONFIRM, style="primary")
            return "staff_coupon_detail", body, (yes, BACK)
        case StaffCouponDetail():
            return "staff_coupon_detail", _detail(kiosk, stage), _detail_buttons(kiosk, stage)
        case StaffWaiting():
            return "staff_waiting", waiting_body(kiosk, stage), (BACK, LEAVE)
        case _:
            assert isinstance(stage, StaffWaitingOne)
            shown, buttons = waiting_one_body(kiosk, stage)
            return "staff_waiting_detail", shown, (*buttons, BACK)


def _typing(stage: StaffCoupons) -> StaffCoupon:
    return StaffCoupon(
        Text("staff.task_coupons"),
        Text("staff_coupons.type"),
        typing=True,
        typed=stage.typed,
        erase_label=Text("pin.erase"),
        confirm_label=Text("button.find"),
        can_confirm=bool(stage.typed),
    )


def _list(stage: StaffCoupons) -> StaffList:
    page = stage.page
    lines = () if page is None else page.lines
    empty = Text("staff_coupon.asking") if stage.key or page is None else Text("staff_coupons.none")
    note = Text("staff_coupon.asking") if stage.began is not None else None
    if stage.note is not None:
        note = PAPERS_NOTES[stage.note]
    return StaffList(
        _headline(stage.search), tuple(map(_entry, lines)), _tools(stage), note, None if lines else empty
    )


def _headline(search: CouponSearch) -> Text:
    if search.codes:
        return Text("staff_coupons.customer", (str(search.codes[0]),))
    match search.day:
        case None:
            return Text("staff_coupons.all")
        case day if day == search.today:
            return Text("staff_coupons.today")
        case day if day == search.today - timedelta(days=1):
            return Text("staff_coupons.yesterday")
        case day:
            return Text("staff_coupons.day", (day,))


def _entry(line: CouponLine) -> Entry:
    picture, state = STATES[line.state]
    details = (Text("staff_coupons.at", (line.issued_at,)), state)
    return Entry(line.name, Button(Text("button.show_coupon"), Action.OPEN, line.id), details, picture)


def _tools(stage: StaffCoupons) -> tuple[Button, ...]:
    """In the same places whatever is shown: a hand that knows them need not look."""
    search, page = stage.search, stage.page
    earlier = "button.today"
    if search.day is not None:
        earlier = "button.yesterday" if search.day == search.today else "button.day_before"
    later = search.day is not None and search.day < search.today
    filtered = search.day is not None or bool(search.codes)
    more = page is not None and page.more
    return (
        Button(Text(earlier), Action.SEARCH, "earlier"),
        Button(Text("button.day_after"), Action.SEARCH, "later", enabled=later),
        Button(Text("button.all"), Action.SEARCH, "all", enabled=filtered),
        TYPE,
        Button(Text("button.newer"), Action.SEARCH, "newer", enabled=search.offset > 0),
        Button(Text("button.older"), Action.SEARCH, "older", enabled=more),
    )


def _detail(kiosk: Kiosk, stage: StaffCouponDetail) -> StaffDetail:
    story, picture = stage.story, stage.picture
    kind, note = _progress(kiosk, stage)
    if stage.note is not None:
        kind, note = "trouble", PAPERS_NOTES[stage.note]
    return StaffDetail(
        story.line.name,
        (STATES[story.line.state][1], *_times(story)),
        None if note is not None else Text("staff_coupons.preview") if picture is not None else None,
        note,
        kind,
        None if picture is None else Paper(picture.name, picture.wide, picture.high),
    )


def _times(story: CouponStory) -> tuple[Text, ...]:
    """When it was issued, what became of its last two papers, and its end."""
    told = [Text("staff_coupons.issued_at", (story.line.issued_at,))]
    told += [text for text in map(_paper, story.papers) if text is not None][:2]
    if story.ended_at is not None:
        ended = "redeemed_at" if story.line.state == "redeemed" else "handed_out_at"
        told.append(Text(f"staff_coupons.{ended}", (story.ended_at,)))
    return tuple(told)


def _paper(paper: PaperNote) -> Text | None:
    words = PAPER_TIMES.get((paper.state, paper.copy))
    return None if words is None else Text(words, (paper.at,))


def _progress(kiosk: Kiosk, stage: StaffCouponDetail) -> tuple[str, Text | None]:
    """The copy that was asked for here; and why none can be, when the printer says so."""
    printing = stage.printing
    printer = None if can_print(kiosk.health, kiosk.rules) else PRINTER_WORDS.get(kiosk.health.printer)
    if printer is not None and printing in (None, PrintState.FAILED) and stage.story.line.state != "redeemed":
        return "trouble", Text(printer)
    return ("", None) if printing is None else PROGRESS.get(printing, ("", None))


def _detail_buttons(kiosk: Kiosk, stage: StaffCouponDetail) -> tuple[Button, ...]:
    coupon_id = stage.story.line.id
    able = may_print(kiosk, stage)
    print_it = Button(
        Text("button.print_copy"), Action.PRINT_COUPON, coupon_id, "primary" if able else "plain", able
    )
    hand_out = Button(Text("button.hand_out"), Action.HAND_OUT, enabled=may_hand_out(stage))
    return (print_it, hand_out, BACK)
