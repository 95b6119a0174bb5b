"""Issued coupons: found by time, customer or token; printed again; handed out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import PrinterState, PrintState
from kiosk.core.papers import CouponQuery, PaperNote, PaperPicture
from kiosk.core.stages_papers import StaffCouponDetail, StaffCoupons
from kiosk.core.view import Button, Paper, StaffDetail, StaffList, Text
from kiosk.core.view import StaffCoupon as TypingView
from tests.support.play import ANNA, NOON, TOKEN, Play
from tests.support.play_papers import LINES, STORY, coupon, coupons, found, opened


def shown(play: Play) -> StaffList:
    body = play.view.body
    assert isinstance(body, StaffList)
    return body


def detail(play: Play) -> StaffDetail:
    body = play.view.body
    assert isinstance(body, StaffDetail)
    return body


def tool(play: Play, way: str) -> Button:
    return next(one for one in shown(play).tools if one.value == way)


def asked(play: Play) -> CouponQuery:
    return play.one(e.FindCoupons).query


def search(play: Play, way: str) -> CouponQuery:
    play.tap(ev.Action.SEARCH, way)
    query = asked(play)
    found(play, *LINES)
    return query


# -- the list --------------------------------------------------------------------------------------


def test_the_newest_coupons_come_first_with_name_time_and_state() -> None:
    play = Play()
    play.staff().tap(ev.Action.TASK, "coupons")
    assert asked(play) == CouponQuery(limit=4)
    assert shown(play).empty == Text("staff_coupon.asking")
    found(play, *LINES)
    assert play.view.screen == "staff_coupons"
    assert shown(play).headline == Text("staff_coupons.all")
    assert shown(play).empty is None
    first = shown(play).entries[0]
    assert first.title == "Coffee 1"
    assert first.details == (
        Text("staff_coupons.at", (LINES[0].issued_at,)),
        Text("staff_coupons.state_printed"),
    )
    assert (first.button.action, first.button.value) == (ev.Action.OPEN, "c-1")
    assert [one.picture for one in shown(play).entries] == ["printed", "", "handed_out", "redeemed"]


def test_every_state_of_a_coupon_has_its_words() -> None:
    for state in ("issued", "printing", "printed", "print_unknown", "print_failed", "handed_out", "redeemed"):
        play = coupons(Play(), replace(LINES[0], state=state))
        assert shown(play).entries[0].details[1] == Text(f"staff_coupons.state_{state}")


def test_an_empty_list_says_so() -> None:
    play = Play()
    play.staff().tap(ev.Action.TASK, "coupons")
    found(play)
    assert shown(play).entries == ()
    assert shown(play).empty == Text("staff_coupons.none")


def test_pages_go_on_as_long_as_there_are_older_ones() -> None:
    play = coupons(Play(), more=True)
    assert tool(play, "older").enabled
    assert not tool(play, "newer").enabled
    play.tap(ev.Action.SEARCH, "older")
    assert asked(play).offset == 4
    assert [one.title for one in shown(play).entries][:1] == ["Coffee 1"], (
        "the page stays until the next comes"
    )
    play.tap(ev.Action.SEARCH, "older")
    assert play.effects == (), "not twice for two quick touches"
    found(play, *LINES[2:])
    assert not tool(play, "older").enabled
    assert tool(play, "newer").enabled
    play.tap(ev.Action.SEARCH, "older")
    assert play.effects == ()
    assert search(play, "newer").offset == 0
    play.tap(ev.Action.SEARCH, "newer")
    assert play.effects == ()


def test_day_after_day_back_in_time_and_forth() -> None:
    zone = ZoneInfo("Europe/Istanbul")
    play = Play(local=datetime(2026, 3, 10, 1, 30, tzinfo=zone))
    coupons(play)
    assert tool(play, "earlier").label == Text("button.today")
    assert not tool(play, "later").enabled
    assert not tool(play, "all").enabled
    query = search(play, "earlier")
    assert query.since == datetime(2026, 3, 10, tzinfo=zone)
    assert query.until == datetime(2026, 3, 11, tzinfo=zone)
    assert shown(play).headline == Text("staff_coupons.today")
    assert tool(play, "earlier").label == Text("button.yesterday")
    assert not tool(play, "later").enabled
    play.tap(ev.Action.SEARCH, "later")
    assert play.effects == (), "there is no tomorrow"
    assert search(play, "earlier").since == datetime(2026, 3, 9, tzinfo=zone)
    assert shown(play).headline == Text("staff_coupons.yesterday")
    assert tool(play, "earlier").label == Text("button.day_before")
    search(play, "earlier")
    assert shown(play).headline == Text("staff_coupons.day", (date(2026, 3, 8),))
    assert search(play, "later").since == datetime(2026, 3, 9, tzinfo=zone)
    assert search(play, "all") == CouponQuery(limit=4)
    assert shown(play).headline == Text("staff_coupons.all")
    play.tap(ev.Action.SEARCH, "nonsense")
    assert play.effects == ()


def test_a_day_that_the_clock_makes_longer_is_a_whole_one() -> None:
    zone = ZoneInfo("Europe/Berlin")
    play = Play(local=datetime(2026, 10, 25, 12, 0, tzinfo=zone))
    query = search(coupons(play), "earlier")
    assert query.since is not None
    assert query.until is not None
    assert (query.until.timestamp() - query.since.timestamp()) == 25 * 3600


def test_back_goes_to_the_menu() -> None:
    play = coupons(Play())
    search(play, "earlier")
    play.tap(ev.Action.BACK)
    assert play.view.screen == "staff_menu"


# -- looked for by a code ----------------------------------------------------------------------------


def test_a_typed_customer_code_filters_whichever_way_the_server_wrote_it() -> None:
    play = coupons(Play())
    play.tap(ev.Action.TYPE_CODE)
    body = play.view.body
    assert isinstance(body, TypingView)
    assert body.typing
    for digit in "48219x":
        play.tap(ev.Action.CHARACTER, digit)
    play.tap(ev.Action.ERASE)
    play.tap(ev.Action.DIGIT, "3")
    play.tap(ev.Action.CONFIRM)
    assert asked(play) == CouponQuery(token="482193", limit=1), "it might be a token, too"
    found(play)
    assert asked(play) == CouponQuery(codes=("482193", 482193), limit=4)
    assert "482193" not in repr(play.kiosk.stage)
    found(play, LINES[0])
    assert shown(play).headline == Text("staff_coupons.customer", ("482193",))
    assert play.ever(e.Lookup) == [], "the journal knows by itself"
    assert tool(play, "all").enabled
    assert search(play, "all").codes == ()


@pytest.mark.parametrize("typed", ["cq_7f3a", "48219", "4821930", "٤٨٢١٩٣"])
def test_a_typed_token_finds_its_coupon_or_nothing(typed: str) -> None:
    play = coupons(Play())
    play.tap(ev.Action.TYPE_CODE)
    for sign in typed:
        play.tap(ev.Action.CHARACTER, sign)
    play.tap(ev.Action.CONFIRM)
    assert asked(play).token == typed
    found(play)
    assert shown(play).note == Text("staff_coupons.not_ours")
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]
    assert [one.title for one in shown(play).entries][:1] == ["Coffee 1"]


def test_typing_can_be_left_and_nothing_typed_finds_nothing() -> None:
    play = coupons(Play())
    play.tap(ev.Action.TYPE_CODE)
    play.tap(ev.Action.CONFIRM)
    assert play.effects == ()
    for _ in range(70):
        play.tap(ev.Action.CHARACTER, "a")
    play.tap(ev.Action.CHARACTER, "\n")
    play.tap(ev.Action.OPEN, "c-1")
    stage = play.kiosk.stage
    assert isinstance(stage, StaffCoupons)
    assert stage.typed == "a" * 64
    play.tap(ev.Action.BACK)
    assert asked(play) == CouponQuery(limit=4)
    assert isinstance(play.view.body, StaffList)


def test_a_scanned_coupon_is_opened_at_once() -> None:
    play = coupons(Play())
    play.scan(TOKEN, ev.Source.SCANNER)
    assert asked(play) == CouponQuery(token=TOKEN, limit=1)
    assert play.one(e.Report).fields[1] == ("kind", "coupon")
    found(play, LINES[0])
    assert play.one(e.OpenCoupon).coupon_id == "c-1"
    assert TOKEN not in repr(play.kiosk.stage)
    opened(play)
    assert play.view.screen == "staff_coupon_detail"


def test_a_scanned_coupon_of_others_is_not_sent_to_lookup() -> None:
    play = coupons(Play())
    play.scan(TOKEN, ev.Source.SCANNER)
    found(play)
    assert shown(play).note == Text("staff_coupons.not_ours")
    assert play.ever(e.Lookup) == []


def test_a_scanned_token_without_the_prefix_is_found_before_anybody_is_asked() -> None:
    play = coupons(Play())
    play.scan("abc123def", ev.Source.SCANNER)
    found(play, LINES[1])
    assert play.one(e.OpenCoupon).coupon_id == "c-2"
    assert play.ever(e.Lookup) == []


def test_a_scanned_member_is_asked_for_once_and_filters_by_their_code() -> None:
    play = coupons(Play())
    play.scan("anna-code")
    assert play.ever(e.Lookup) == []
    found(play)
    assert play.one(e.Lookup).qr == "anna-code"
    assert shown(play).note == Text("staff_coupon.asking")
    play.looked_up(o.Found(ANNA))
    assert asked(play) == CouponQuery(codes=(ANNA.code,), limit=4)
    found(play, LINES[0])
    assert shown(play).headline == Text("staff_coupons.customer", ("482193",))
    assert ANNA.masked_email not in repr(play.view)
    assert len(play.ever(e.Lookup)) == 1


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (o.NotFound(), "staff_member.unknown"),
        (o.InvalidQr(), "staff_coupons.no_code"),
        (o.RateLimited(3.0), "staff_coupons.busy"),
        (o.Unavailable(o.Trouble.TIMEOUT), "staff_coupons.unreachable"),
        (o.BadKey(), "staff_result.bad_key"),
        (o.SubscriptionLapsed(), "staff_result.subscription"),
        (o.Refused("odd", 418), "staff_result.refused"),
    ],
)
def test_a_member_who_cannot_be_found_is_told_and_not_asked_for_again(
    outcome: o.LookupOutcome, words: str
) -> None:
    play = coupons(Play())
    play.scan("anna-code")
    found(play)
    play.looked_up(outcome)
    assert shown(play).note == Text(words)
    play.wait(60.0)
    assert len(play.ever(e.Lookup)) == 1


def test_a_lookup_without_an_answer_ends_after_three_seconds() -> None:
    play = coupons(Play())
    play.scan("anna-code")
    found(play)
    lookup = play.ever(e.Lookup)[-1]
    assert play.wait(3.0) == ["unreachable"]
    assert shown(play).note == Text("staff_coupons.unreachable")
    play.do(ev.LookedUp(lookup.session, 1, o.Found(ANNA)))
    assert play.effects == (), "too late: staff have gone on"


def test_an_answer_about_somebody_else_is_ignored() -> None:
    play = coupons(Play())
    play.scan("anna-code")
    found(play)
    play.do(ev.LookedUp("another", 1, o.Found(ANNA)))
    assert play.effects == ()


def test_what_is_no_code_is_said() -> None:
    play = coupons(Play())
    play.scan(b"\xff")
    assert shown(play).note == Text("staff_coupons.not_a_code")
    assert play.ever(e.Lookup) == []


def test_a_scan_ends_the_typing() -> None:
    play = coupons(Play())
    play.tap(ev.Action.TYPE_CODE)
    play.tap(ev.Action.CHARACTER, "a")
    play.scan(TOKEN)
    found(play)
    assert isinstance(play.view.body, StaffList)


# -- the journal is slow, late or broken -------------------------------------------------------------


def test_a_journal_that_fails_or_does_not_answer_is_told() -> None:
    play = Play()
    play.staff().tap(ev.Action.TASK, "coupons")
    play.do(ev.JournalFailed("another", "io_error"))
    assert shown(play).note is None
    play.do(ev.JournalFailed(play.ever(e.FindCoupons)[-1].ref, "io_error"))
    assert shown(play).note == Text("staff_coupons.no_journal")
    play.tap(ev.Action.SEARCH, "earlier")
    assert shown(play).note is None
    assert "stuck" in play.wait(20.0)
    assert shown(play).note == Text("staff_coupons.no_journal")


def test_answers_to_earlier_questions_and_to_others_are_ignored() -> None:
    play = coupons(Play())
    before = play.kiosk
    first = play.ever(e.FindCoupons)[0]
    for late in (
        ev.CouponsFound(first.ref, play_page()),
        ev.CouponOpened(first.ref, STORY),
        ev.CouponsFound("", play_page()),
    ):
        play.do(late)
        assert play.kiosk == before
    elsewhere = Play()
    elsewhere.do(ev.CouponsFound("x", play_page()))
    assert elsewhere.stage == "Attract"
    # of the right name, but to a question that is not asked on this screen
    play.tap(ev.Action.SEARCH, "earlier")
    asked_now = play.kiosk
    play.do(ev.HandedOut(play.ever(e.FindCoupons)[-1].ref, "c-1", True))
    assert play.kiosk == asked_now


def play_page() -> ev.CouponPage:
    return ev.CouponPage(LINES)


def test_a_coupon_that_is_gone_by_now() -> None:
    play = coupons(Play())
    play.tap(ev.Action.OPEN, "nobody's")
    assert play.effects == ()
    play.tap(ev.Action.OPEN, "c-1")
    opened(play, None)
    assert shown(play).note == Text("staff_coupons.not_ours")


# -- one coupon ----------------------------------------------------------------------------------------


def test_all_that_is_known_of_a_coupon_with_the_picture_of_its_paper() -> None:
    papers = (
        PaperNote(PrintState.PRINTED, True, NOON),
        PaperNote(PrintState.QUEUED, True, NOON),
        PaperNote(PrintState.UNKNOWN, False, NOON - timedelta(minutes=5)),
        PaperNote(PrintState.FAILED, False, NOON - timedelta(minutes=9)),
    )
    play = coupon(Play(), replace(STORY, papers=papers))
    body = detail(play)
    assert body.headline == "Coffee 1"
    assert body.facts == (
        Text("staff_coupons.state_printed"),
        Text("staff_coupons.issued_at", (LINES[0].issued_at,)),
        Text("staff_coupons.copy_printed", (NOON,)),
        Text("staff_coupons.paper_unknown", (NOON - timedelta(minutes=5),)),
    )
    asked_for = play.ever(e.OpenCoupon)[-1]
    assert body.paper == Paper(asked_for.ref, 624, 1000)
    assert body.detail == Text("staff_coupons.preview")
    assert [one.action for one in play.view.buttons] == ["print_coupon", "hand_out", "back"]


def test_a_coupon_that_cannot_be_drawn_is_told_of_all_the_same() -> None:
    play = coupons(Play())
    play.tap(ev.Action.OPEN, "c-1")
    play.do(ev.CouponOpened(play.one(e.OpenCoupon).ref, STORY))
    assert detail(play).paper is None
    assert detail(play).detail is None


@pytest.mark.parametrize(("state", "words"), [("redeemed", "redeemed_at"), ("handed_out", "handed_out_at")])
def test_the_end_of_a_coupon_has_its_time(state: str, words: str) -> None:
    play = coupon(Play(), replace(STORY, line=replace(LINES[0], state=state), ended_at=NOON))
    assert detail(play).facts[-1] == Text(f"staff_coupons.{words}", (NOON,))


def test_printed_again_it_is_a_copy_and_its_progress_is_told() -> None:
    play = coupon(Play())
    play.tap(ev.Action.PRINT_COUPON, "c-1")
    assert play.of(e.Print) == [e.Print("c-1", copy=True)]
    assert play.of(e.Audit) == [e.Audit("Deniz", "reprint_coupon", "asked c-1")]
    assert detail(play).note == Text("coupon.printing")
    assert not play.view.buttons[0].enabled
    play.tap(ev.Action.PRINT_COUPON, "c-1")
    assert play.effects == (), "one copy at a time"
    for state, words in (
        (PrintState.SENDING, "coupon.printing"),
        (PrintState.SENT, "coupon.sent"),
        (PrintState.PRINTED, "staff_coupons.take_copy"),
        (PrintState.UNKNOWN, "coupon.unknown"),
        (PrintState.FAILED, "coupon.failed"),
    ):
        play.do(ev.PrintProgress("c-1", state))
        assert detail(play).note == Text(words)
        assert bool(play.of(e.OpenCoupon)) == (state not in (PrintState.QUEUED, PrintState.SENDING))
    assert play.one(e.OpenCoupon) == replace(play.one(e.OpenCoupon), draw=False)
    picture = detail(play).paper
    opened(play, replace(STORY, line=replace(LINES[0], state="print_failed")))
    assert detail(play).facts[0] == Text("staff_coupons.state_print_failed")
    assert detail(play).paper == picture, "drawn once"
    assert play.view.buttons[0].enabled


def test_another_coupons_paper_is_none_of_this_screens_business() -> None:
    play = coupon(Play())
    before = play.kiosk
    play.do(ev.PrintProgress("c-2", PrintState.PRINTED))
    assert play.kiosk == before
    play.do(ev.PrintProgress("c-1", PrintState.HELD))
    assert detail(play).note is None


@pytest.mark.parametrize(
    ("printer", "words"),
    [
        (PrinterState.PAPER_OUT, "coupon.no_paper"),
        (PrinterState.COVER_OPEN, "coupon.cover_open"),
        (PrinterState.SILENT, "coupon.printer_silent"),
        (PrinterState.ERROR, "coupon.printer_error"),
        (PrinterState.ABSENT, "coupon.no_printer"),
    ],
)
def test_a_printer_that_cannot_print_says_why(printer: PrinterState, words: str) -> None:
    play = coupon(Play(printer=printer))
    assert detail(play).note == Text(words)
    assert detail(play).note_kind == "trouble"
    play.tap(ev.Action.PRINT_COUPON, "c-1")
    assert play.of(e.Print) == []
    play.do(ev.PrinterChanged(PrinterState.READY))
    assert detail(play).note is None
    play.tap(ev.Action.PRINT_COUPON, "c-1")
    assert play.of(e.Print)


def test_a_redeemed_coupon_is_not_printed_any_more() -> None:
    play = coupon(Play(printer=PrinterState.PAPER_OUT), replace(STORY, line=LINES[3]))
    play.tap(ev.Action.PRINT_COUPON, "c-4")
    play.tap(ev.Action.HAND_OUT)
    assert play.of(e.Print) == []
    assert [one.enabled for one in play.view.buttons] == [False, False, True]
    assert detail(play).note is None


def test_handed_out_takes_two_touches_and_time_to_read() -> None:
    play = coupon(Play())
    play.tap(ev.Action.HAND_OUT)
    assert play.effects == ()
    assert detail(play).facts == (Text("staff_coupons.sure"),)
    assert detail(play).paper is None
    play.tap(ev.Action.CONFIRM)
    assert play.of(e.HandOut) == [], "the second half of a double tap"
    play.wait(0.5)
    play.tap(ev.Action.CONFIRM)
    ask = play.one(e.HandOut)
    assert (ask.coupon_id, ask.person) == ("c-1", "Deniz")
    play.tap(ev.Action.CONFIRM)
    play.tap(ev.Action.HAND_OUT)
    assert play.effects == ()
    play.do(ev.HandedOut(ask.ref, "c-1", True))
    assert play.of(e.Cue) == [e.Cue(e.Sound.SUCCESS)]
    opened(play, replace(STORY, line=replace(LINES[0], state="handed_out"), ended_at=NOON))
    assert detail(play).facts[0] == Text("staff_coupons.state_handed_out")
    assert not play.view.buttons[1].enabled
    assert play.view.buttons[0].enabled, "who has lost it may get a copy"


def test_handed_out_can_be_thought_better_of() -> None:
    play = coupon(Play())
    play.tap(ev.Action.HAND_OUT)
    play.tap(ev.Action.PRINT_COUPON, "c-1")
    assert play.effects == ()
    play.tap(ev.Action.BACK)
    assert detail(play).headline == "Coffee 1"
    assert detail(play).paper is not None
    play.wait(1.0)
    play.tap(ev.Action.CONFIRM)
    assert play.effects == ()


def test_a_coupon_that_was_gone_already_is_told() -> None:
    play = coupon(Play())
    play.tap(ev.Action.HAND_OUT)
    play.wait(0.5)
    play.tap(ev.Action.CONFIRM)
    play.do(ev.HandedOut(play.one(e.HandOut).ref, "c-1", False))
    assert detail(play).note == Text("staff_coupons.gone")
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]
    opened(play, None)
    assert detail(play).headline == "Coffee 1", "what was known stays on screen"


def test_a_journal_that_cannot_note_it_is_told() -> None:
    play = coupon(Play())
    play.tap(ev.Action.HAND_OUT)
    play.wait(0.5)
    play.tap(ev.Action.CONFIRM)
    play.do(ev.JournalFailed(play.one(e.HandOut).ref, "disk_full"))
    assert detail(play).note == Text("staff_coupons.no_journal")
    assert play.view.buttons[1].enabled, "and can be tried again"


def test_back_leads_to_the_same_page_as_it_is_now() -> None:
    play = coupons(Play(), more=True)
    play.tap(ev.Action.SEARCH, "older")
    found(play, *LINES)
    play.tap(ev.Action.OPEN, "c-3")
    opened(play)
    play.tap(ev.Action.BACK)
    assert asked(play).offset == 4
    assert [one.title for one in shown(play).entries][:1] == ["Coffee 1"]


def test_a_code_does_not_disturb_a_detail() -> None:
    play = coupon(Play())
    play.scan(TOKEN)
    assert isinstance(play.kiosk.stage, StaffCouponDetail)
    assert [type(effect) for effect in play.effects] == [e.Report]


def test_leaving_leaves_nothing() -> None:
    play = coupon(Play())
    assert isinstance(play.kiosk.stage, StaffCouponDetail)
    assert isinstance(play.kiosk.stage.picture, PaperPicture)
    play.tap(ev.Action.LEAVE)
    assert play.stage == "Attract"
    assert "Coffee" not in repr(play.kiosk)
