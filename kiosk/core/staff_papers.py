"""The staff's task «coupons»: those that were issued here, found by time, customer or token; the paper of
each, printed again as a copy; and the note that it was handed out.

What is scanned or typed is looked for among the coupons' own tokens first, for that costs nothing and tells
nobody. Only what is none of them may be a member's code."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from kiosk.core import outcomes as o
from kiosk.core import staff_waiting as waiting
from kiosk.core.codes import fingerprint, readable
from kiosk.core.customer import classify, scan_report
from kiosk.core.effects import Audit, Cue, FindCoupons, HandOut, Lookup, OpenCoupon, Print, Sound
from kiosk.core.events import (
    Action,
    CodeSeen,
    CouponOpened,
    CouponsFound,
    GivenUp,
    HandedOut,
    LookedUp,
    PrintProgress,
    Retried,
    Tap,
    WaitingListed,
    WaitingOpened,
)
from kiosk.core.health import can_print
from kiosk.core.ids import session_id
from kiosk.core.model import Moment, PrintState
from kiosk.core.paging import PAGE
from kiosk.core.papers import CouponPage, CouponQuery
from kiosk.core.rules import SURE_AFTER
from kiosk.core.sessions import Result, alive
from kiosk.core.stages_papers import (
    CouponSearch,
    PapersNote,
    PapersStage,
    StaffCouponDetail,
    StaffCoupons,
    StaffWaiting,
    StaffWaitingOne,
)
from kiosk.core.state import Kiosk, StaffInside, StaffMenu

MOST_TYPED = 64
CODE_DIGITS = 6

NOTES: dict[type, PapersNote] = {
    o.NotFound: PapersNote.UNKNOWN,
    o.InvalidQr: PapersNote.OLD_CODE,
    o.RateLimited: PapersNote.BUSY,
    o.Unavailable: PapersNote.UNREACHABLE,
    o.BadKey: PapersNote.BAD_KEY,
    o.SubscriptionLapsed: PapersNote.SUBSCRIPTION,
}

Answer = CouponsFound | CouponOpened | HandedOut | WaitingListed | WaitingOpened | Retried | GivenUp


def begin_coupons(kiosk: Kiosk, stage: StaffInside, now: Moment) -> Result:
    """The newest ones."""
    begun = StaffCoupons(alive(stage.session, now), stage.person, CouponSearch(now.local.date()))
    return _find(kiosk, begun, begun.search, now)


begin_waiting = waiting.begin


def on_tap(kiosk: Kiosk, stage: PapersStage, tap: Tap, now: Moment) -> Result:
    """A touch on one of these screens; leaving the staff screens is dealt with before."""
    match stage:
        case StaffCoupons(typing=True):
            return _on_typing(kiosk, stage, tap, now)
        case StaffCoupons():
            return _on_list_tap(kiosk, stage, tap, now)
        case StaffCouponDetail():
            return _on_detail_tap(kiosk, stage, tap, now)
        case _:
            return waiting.on_tap(kiosk, stage, tap, now)


def on_code(kiosk: Kiosk, stage: PapersStage, event: CodeSeen, now: Moment) -> Result:
    """A scan while one of these screens is up: among the coupons it is looked for. What waits has no code
    of its own, and a detail is not disturbed by what lies before the camera."""
    kind, text = classify(kiosk, event)
    report = scan_report(event, kind)
    if not isinstance(stage, StaffCoupons):
        return kiosk, (report,)
    session = replace(alive(stage.session, now), mark=fingerprint(event.data))
    stage = replace(stage, session=session, typing=False, typed="")
    if kind == "invalid":
        kiosk, effects = _noted(kiosk, stage, PapersNote.NOT_A_CODE)
        return kiosk, (report, *effects)
    kiosk, effects = _seek(kiosk, stage, text, now, scanned=kind == "member")
    return kiosk, (report, Cue(Sound.SCAN), *effects)


def on_answer(kiosk: Kiosk, event: Answer, now: Moment) -> Result:
    """What was asked of the journal is answered, where it was asked for."""
    stage = kiosk.stage
    if not isinstance(stage, PapersStage) or not stage.key or event.ref != stage.key:
        return kiosk, ()
    stage = replace(stage, session=alive(stage.session, now))
    match stage, event:
        case StaffCoupons(), CouponsFound(page=page):
            return _found(kiosk, stage, page, now)
        case StaffCoupons(), CouponOpened(story=None):
            return _noted(kiosk, stage, PapersNote.NOT_OURS)
        case StaffCoupons(), CouponOpened(story=story, picture=picture) if story is not None:
            opened = StaffCouponDetail(stage.session, stage.person, stage.search, stage.page, story, picture)
            return replace(kiosk, stage=opened), ()
        case StaffCouponDetail(), CouponOpened(story=story):
            return replace(kiosk, stage=replace(stage, key="", story=story or stage.story)), ()
        case StaffCouponDetail(), HandedOut(done=done):
            note = None if done else PapersNote.GONE
            sound = Cue(Sound.SUCCESS if done else Sound.REFUSAL)
            kiosk, effects = _look_again(kiosk, replace(stage, note=note), now)
            return kiosk, (*effects, sound)
        case ((StaffWaiting() | StaffWaitingOne()), _):
            return waiting.on_answer(kiosk, stage, event, now)
    return kiosk, ()


def failed(kiosk: Kiosk, stage: PapersStage) -> Result:
    """The journal could not do it, or has not answered for too long."""
    return _noted(kiosk, stage, PapersNote.NO_JOURNAL)


def no_answer(kiosk: Kiosk, stage: PapersStage, now: Moment) -> Result:
    """A question has been open for too long."""
    stage = replace(stage, session=alive(stage.session, now))
    if isinstance(stage, StaffWaitingOne) and stage.trying:
        return replace(kiosk, stage=replace(stage, key="", trying=False, result="slow")), ()
    if isinstance(stage, StaffCoupons) and stage.began is not None:
        return _noted(kiosk, stage, PapersNote.UNREACHABLE)
    return failed(kiosk, stage)


def _noted(kiosk: Kiosk, stage: PapersStage, note: PapersNote) -> Result:
    """Nothing came of it: say why, on the screen that is up."""
    if isinstance(stage, StaffCoupons):
        stage = replace(stage, sought="", scanned=False, began=None)
    elif isinstance(stage, StaffWaitingOne):
        stage = replace(stage, trying=False)
    return replace(kiosk, stage=replace(stage, key="", note=note)), (Cue(Sound.REFUSAL),)


# -- the list ------------------------------------------------------------------------------------------


def _find(kiosk: Kiosk, stage: StaffCoupons, search: CouponSearch, now: Moment) -> Result:
    """Ask the journal for a page; until it comes the one on screen stays."""
    key, zone = session_id(now), now.local.tzinfo
    since = until = None
    if search.day is not None:
        since = datetime.combine(search.day, time(), zone)
        until = datetime.combine(search.day + timedelta(days=1), time(), zone)
    query = CouponQuery(since, until, search.codes, offset=search.offset, limit=PAGE)
    asking = StaffCoupons(stage.session, stage.person, search, key, stage.page)
    return replace(kiosk, stage=asking), (FindCoupons(key, query),)


def _seek(kiosk: Kiosk, stage: StaffCoupons, text: str, now: Moment, *, scanned: bool) -> Result:
    key = session_id(now)
    seeking = StaffCoupons(
        stage.session, stage.person, stage.search, key, stage.page, sought=text, scanned=scanned
    )
    return replace(kiosk, stage=seeking), (FindCoupons(key, CouponQuery(token=text, limit=1)),)


def _found(kiosk: Kiosk, stage: StaffCoupons, page: CouponPage, now: Moment) -> Result:
    text = stage.sought
    if not text:
        return replace(kiosk, stage=replace(stage, key="", page=page)), ()
    if page.lines:
        return _open(kiosk, replace(stage, sought="", scanned=False), page.lines[0].id, now)
    if stage.scanned:
        key = session_id(now)
        asking = replace(stage, key=key, sought="", scanned=False, began=now.mono)
        return replace(kiosk, stage=asking), (Lookup(key, 1, qr=text),)
    if _is_code(text):
        # As text and as number: both are one customer's, whichever the server sent.
        search = CouponSearch(now.local.date(), codes=(text, int(text)))
        return _find(kiosk, stage, search, now)
    return _noted(kiosk, stage, PapersNote.NOT_OURS)


def _is_code(text: str) -> bool:
    return len(text) == CODE_DIGITS and text.isascii() and text.isdigit()


def on_looked_up(kiosk: Kiosk, stage: StaffCoupons, event: LookedUp, now: Moment) -> Result:
    """Whose code it was; asked once, for the next scan is quicker than a wait."""
    if event.session != stage.key or stage.began is None:
        return kiosk, ()
    stage = replace(stage, session=alive(stage.session, now))
    match event.outcome:
        case o.Found(member):
            search = CouponSearch(now.local.date(), codes=(member.code,))
            return _find(kiosk, stage, search, now)
        case outcome:
            return _noted(kiosk, stage, NOTES.get(type(outcome), PapersNote.REFUSED))


def _open(kiosk: Kiosk, stage: StaffCoupons, coupon_id: str, now: Moment) -> Result:
    key = session_id(now)
    return replace(kiosk, stage=replace(stage, key=key, note=None)), (OpenCoupon(key, coupon_id),)


def _on_list_tap(kiosk: Kiosk, stage: StaffCoupons, tap: Tap, now: Moment) -> Result:
    match tap.action:
        case Action.BACK:
            return replace(kiosk, stage=StaffMenu(stage.session, stage.person)), ()
        case Action.TYPE_CODE:
            typing = StaffCoupons(stage.session, stage.person, stage.search, page=stage.page, typing=True)
            return replace(kiosk, stage=typing), ()
        case Action.SEARCH:
            search = turned(stage, tap.value, now)
            return (kiosk, ()) if search is None else _find(kiosk, stage, search, now)
        case Action.OPEN if stage.page and any(line.id == tap.value for line in stage.page.lines):
            return _open(kiosk, stage, tap.value, now)
    return kiosk, ()


def turned(stage: StaffCoupons, way: str, now: Moment) -> CouponSearch | None:
    """Another page, or another day; None where there is none. Back in time from all of them is today, then
    yesterday, and so on."""
    search, today = stage.search, now.local.date()
    match way:
        case "older" if stage.page is not None and stage.page.more and not stage.key:
            return replace(search, today=today, offset=search.offset + PAGE)
        case "newer" if search.offset:
            return replace(search, today=today, offset=max(0, search.offset - PAGE))
        case "all":
            return CouponSearch(today)
        case "earlier":
            return CouponSearch(today, day=today if search.day is None else search.day - timedelta(days=1))
        case "later" if search.day is not None and search.day < today:
            return CouponSearch(today, day=search.day + timedelta(days=1))
    return None


def _on_typing(kiosk: Kiosk, stage: StaffCoupons, tap: Tap, now: Moment) -> Result:
    typed = stage.typed
    match tap.action:
        case Action.BACK:
            return _find(kiosk, stage, stage.search, now)
        case Action.CHARACTER | Action.DIGIT if len(typed) < MOST_TYPED and readable(
            tap.value.encode("utf-8", "surrogatepass")
        ):
            typed += tap.value[:1]
        case Action.ERASE:
            typed = typed[:-1]
        case Action.CONFIRM if typed:
            return _seek(kiosk, stage, typed, now, scanned=False)
    return replace(kiosk, stage=replace(stage, typed=typed)), ()


# -- one coupon ----------------------------------------------------------------------------------------


def may_print(kiosk: Kiosk, stage: StaffCouponDetail) -> bool:
    """Whether a copy may be asked for. One that was redeemed is worth nothing any more."""
    under_way = stage.printing in (PrintState.QUEUED, PrintState.SENDING)
    return stage.story.line.state != "redeemed" and not under_way and can_print(kiosk.health, kiosk.rules)


def may_hand_out(stage: StaffCouponDetail) -> bool:
    """Whether it is still here to be handed out."""
    return stage.story.line.state not in ("handed_out", "redeemed") and not stage.key


def _on_detail_tap(kiosk: Kiosk, stage: StaffCouponDetail, tap: Tap, now: Moment) -> Result:
    coupon_id = stage.story.line.id
    match tap.action:
        case Action.BACK if stage.asked is not None:
            return replace(kiosk, stage=replace(stage, asked=None)), ()
        case Action.BACK:
            back = StaffCoupons(stage.session, stage.person, stage.search, page=stage.page)
            return _find(kiosk, back, stage.search, now)
        case Action.PRINT_COUPON if stage.asked is None and may_print(kiosk, stage):
            printing = replace(stage, printing=PrintState.QUEUED, note=None)
            asked_for = Audit(stage.person, "reprint_coupon", f"asked {coupon_id}")
            return replace(kiosk, stage=printing), (Print(coupon_id, copy=True), asked_for)
        case Action.HAND_OUT if stage.asked is None and may_hand_out(stage):
            return replace(kiosk, stage=replace(stage, asked=now.mono, note=None)), ()
        case Action.CONFIRM if stage.asked is not None and now.mono >= stage.asked + SURE_AFTER:
            key = session_id(now)
            confirmed = replace(stage, asked=None, key=key)
            return replace(kiosk, stage=confirmed), (HandOut(key, coupon_id, stage.person),)
    return kiosk, ()


def on_print(kiosk: Kiosk, stage: StaffCouponDetail, event: PrintProgress, now: Moment) -> Result:
    """The paper went on; when it is through, the journal has more to tell."""
    if event.coupon_id != stage.story.line.id:
        return kiosk, ()
    stage = replace(stage, printing=event.state)
    if event.state in (PrintState.QUEUED, PrintState.SENDING):
        return replace(kiosk, stage=stage), ()
    return _look_again(kiosk, stage, now)


def _look_again(kiosk: Kiosk, stage: StaffCouponDetail, now: Moment) -> Result:
    key = session_id(now)
    again = OpenCoupon(key, stage.story.line.id, draw=False)
    return replace(kiosk, stage=replace(stage, key=key)), (again,)
