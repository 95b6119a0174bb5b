"""The staff's task «enrol»: typing, consents, the request, its answers, and what is left of the e-mail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.email import MOST_EMAIL
from kiosk.core.model import CardType, Member
from kiosk.core.rules import BUSY_TIME, Rules
from kiosk.core.stages_enrol import EnrolNote, StaffConsents, StaffEnrol, StaffEnrolled
from kiosk.core.state import StaffAmount, Task
from kiosk.core.view import StaffConsents as ConsentsView
from kiosk.core.view import StaffResult, StaffTyping, Text
from tests.support.core_world import strings
from tests.support.play import ANNA, TOKEN, Play

EMAIL = "ada.lovelace@example.com"
TIMEOUT = o.Unavailable(o.Trouble.TIMEOUT)
NEW = replace(ANNA, is_new=True)


def typing(typed: str = "") -> Play:
    play = Play().staff()
    play.tap(ev.Action.TASK, "enrol")
    play.letters(typed)
    return play


def consenting(email: str = EMAIL) -> Play:
    play = typing(email)
    play.tap(ev.Action.CONFIRM)
    return play


def asking(*consents: str) -> Play:
    play = consenting()
    for consent in consents or ("terms", "privacy"):
        play.tap(ev.Action.CONSENT, consent)
    play.tap(ev.Action.CONFIRM)
    return play


def typed(play: Play) -> str:
    stage = play.kiosk.stage
    assert isinstance(stage, StaffEnrol), stage
    return stage.typed


def note(play: Play) -> EnrolNote | None:
    stage = play.kiosk.stage
    assert isinstance(stage, StaffEnrol | StaffConsents), stage
    return stage.note


def ticked(play: Play) -> set[str]:
    body = play.view.body
    assert isinstance(body, ConsentsView)
    return {one.value for one in body.consents if one.style == "primary"}


def outcomes(play: Play) -> list[str]:
    return [audit.outcome for audit in play.ever(e.Audit) if audit.task == "enrol"]


# -- the e-mail ------------------------------------------------------------------------------------


def test_an_address_is_typed_and_completed_by_an_ending() -> None:
    play = typing("ada")
    body = play.view.body
    assert isinstance(body, StaffTyping)
    assert [one.value for one in body.endings] == ["@gmail.com", "@outlook.com", "@yahoo.com", "@icloud.com"]
    play.tap(ev.Action.ENDING, "@web.de")
    assert typed(play) == "ada"
    play.tap(ev.Action.LANGUAGE, "de")
    play.tap(ev.Action.ENDING, "@web.de")
    assert typed(play) == "ada@web.de"
    play.tap(ev.Action.ERASE)
    play.tap(ev.Action.DIGIT, "7")
    assert typed(play) == "ada@web.d7"


@pytest.mark.parametrize("sign", [" ", "ı", "ü", "\n", "ا", "", "ab"])
def test_a_letter_that_no_address_has_is_told_and_not_left_out_in_silence(sign: str) -> None:
    play = typing("ada")
    play.tap(ev.Action.CHARACTER, sign)
    assert (typed(play), note(play)) == ("ada", EnrolNote.LETTER)
    play.letters("x")
    assert (typed(play), note(play)) == ("adax", None)


@pytest.mark.parametrize("email", ["ada", "ada@", "@example.com", "ada@example", "a@b@example.com"])
def test_what_cannot_be_an_address_is_not_sent(email: str) -> None:
    play = typing(email)
    play.tap(ev.Action.CONFIRM)
    assert (typed(play), note(play)) == (email, EnrolNote.INCOMPLETE)


def test_nothing_typed_is_nothing_wrong() -> None:
    play = typing()
    body = play.view.body
    assert isinstance(body, StaffTyping)
    assert not body.can_confirm
    play.tap(ev.Action.CONFIRM)
    play.tap(ev.Action.NEW_CODE)
    assert (typed(play), note(play)) == ("", None)


def test_an_address_ends_at_its_most_letters() -> None:
    play = typing("a" * (MOST_EMAIL + 5))
    assert len(typed(play)) == MOST_EMAIL


@given(keys=st.lists(st.sampled_from(["a", "@", ".", "é", " ", "<", "~"]), max_size=40))
def test_typing_is_a_row_of_signs_with_one_taken_off_each_time(keys: list[str]) -> None:
    play, expected = typing(), ""
    for key in keys:
        if key == "<":
            play.tap(ev.Action.ERASE)
            expected = expected[:-1]
        else:
            play.tap(ev.Action.CHARACTER, key)
            expected += key if " " < key < "\x7f" else ""
        assert typed(play) == expected
        if len(expected) > 3:
            assert expected not in repr(play.kiosk) + repr(play.view) + repr(play.all)


def test_back_leads_to_the_menu_and_to_the_typing() -> None:
    play = consenting()
    play.tap(ev.Action.BACK)
    assert typed(play) == EMAIL
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"
    assert EMAIL not in set(strings(play.kiosk))


# -- consents --------------------------------------------------------------------------------------


def test_nothing_is_ticked_before_the_customer_has_touched_it() -> None:
    play = consenting()
    body = play.view.body
    assert isinstance(body, ConsentsView)
    assert [one.value for one in body.consents] == ["terms", "privacy", "marketing"]
    assert ticked(play) == set()
    assert body.email == EMAIL
    assert body.hint == Text("staff_consents.turn")


@pytest.mark.parametrize(
    "given", [(), ("terms",), ("privacy",), ("marketing", "terms"), ("privacy", "marketing")]
)
def test_without_terms_and_privacy_nothing_is_sent(given: tuple[str, ...]) -> None:
    play = consenting()
    for consent in given:
        play.tap(ev.Action.CONSENT, consent)
    assert ticked(play) == set(given), "each touch ticks one"
    assert not play.view.buttons[0].enabled
    play.tap(ev.Action.CONFIRM)
    assert play.stage == "StaffConsents"
    assert not play.ever(e.Enrol)


@pytest.mark.parametrize("marketing", [False, True])
def test_what_was_ticked_is_sent_and_marketing_as_it_was_chosen(marketing: bool) -> None:
    play = consenting()
    for consent in ("marketing", "terms", "terms", "privacy", "terms", "all of it"):
        play.tap(ev.Action.CONSENT, consent)
    if not marketing:
        play.tap(ev.Action.CONSENT, "marketing")
    assert play.view.buttons[0].enabled
    play.tap(ev.Action.CONFIRM)
    sent = play.one(e.Enrol)
    assert (sent.email, sent.terms, sent.privacy, sent.marketing) == (EMAIL, True, True, marketing)
    assert (sent.attempt, EMAIL in repr(sent)) == (1, False)


def test_another_address_has_to_be_ticked_for_anew() -> None:
    play = consenting()
    play.tap(ev.Action.CONSENT, "terms")
    play.tap(ev.Action.BACK)
    play.tap(ev.Action.CONFIRM)
    assert ticked(play) == set()


# -- the answer ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("is_new", "said", "audited"),
    [
        (True, "staff_enrol_result.new", "new"),
        (False, "staff_enrol_result.existing", "existing"),
        (None, "staff_enrol_result.member", "member"),
    ],
)
def test_the_result_says_whether_the_member_is_new(is_new: bool | None, said: str, audited: str) -> None:
    play = asking()
    play.enrolled(o.Found(replace(ANNA, is_new=is_new)))
    body = play.view.body
    assert isinstance(body, StaffResult)
    assert (body.kind, body.headline) == ("success", Text(said))
    assert body.facts == (
        Text("staff_enrol_result.email", (ANNA.masked_email,)),
        Text("staff_amount.has_stamps", n=7),
        Text("staff_amount.has_points", n=30),
    )
    assert (body.detail is None) is (is_new is not False)
    assert outcomes(play) == [audited]
    assert play.of(e.Cue) == [e.Cue(e.Sound.SUCCESS)]
    assert EMAIL not in set(strings((play.kiosk, play.view))), "what was typed is gone"
    assert ANNA.masked_email not in repr(play.view) + repr(play.kiosk)


def test_from_the_member_to_what_they_came_for_to_the_next_one_and_back() -> None:
    for card, wanted in ((CardType.STAMP, CardType.STAMP), (None, CardType.POINT)):
        play = Play(Rules(card=card)).staff()
        play.tap(ev.Action.TASK, "enrol")
        play.letters(EMAIL)
        play.tap(ev.Action.CONFIRM)
        for consent in ("terms", "privacy"):
            play.tap(ev.Action.CONSENT, consent)
        play.tap(ev.Action.CONFIRM)
        play.enrolled(o.Found(NEW))
        assert [one.value for one in play.view.buttons] == ["earn", "enrol", ""]
        play.tap(ev.Action.TASK, "redeem")
        assert play.stage == "StaffEnrolled"
        play.tap(ev.Action.TASK, "earn")
        stage = play.kiosk.stage
        assert isinstance(stage, StaffAmount)
        assert (stage.draft.task, stage.draft.card, stage.draft.member) == (Task.EARN, wanted, NEW)
        assert not stage.draft.manual, "nobody typed this code"
    play = asking()
    play.enrolled(o.Found(NEW))
    play.tap(ev.Action.TASK, "enrol")
    assert typed(play) == ""
    play = asking()
    play.enrolled(o.Found(NEW))
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


@pytest.mark.parametrize("retry_after", [None, 7.0])
def test_a_rate_limit_is_waited_for(retry_after: float | None) -> None:
    play = asking()
    play.enrolled(o.RateLimited(retry_after))
    assert play.view.body.hint == Text("lookup.busy")  # type: ignore[union-attr]
    play.enrolled(o.Found(NEW))
    assert play.stage == "StaffEnrolling", "an answer that comes during the wait is an older one"
    assert play.wait(retry_after or 2.0) == ["ask_again"]
    again = play.one(e.Enrol)
    assert (again.attempt, again.email) == (2, EMAIL)
    play.enrolled(o.RateLimited(), attempt=1)
    play.enrolled(o.RateLimited())
    assert play.wait(4.0) == ["ask_again"], "longer each time"
    play.enrolled(o.Found(NEW))
    assert play.stage == "StaffEnrolled"


def test_whoever_waits_for_a_rate_limit_is_not_kept_for_ever() -> None:
    play = asking()
    play.enrolled(o.RateLimited(1000.0))
    assert play.wait(BUSY_TIME) == ["stuck"]
    assert outcomes(play) == ["unreachable"]


def test_a_lost_answer_is_asked_for_again_within_limits() -> None:
    play = asking()
    while play.stage == "StaffEnrolling":
        play.wait(0.6)
        play.enrolled(TIMEOUT)
        play.wait(0.5)
    assert [one.attempt for one in play.ever(e.Enrol)] == [1, 2, 3]
    assert play.stage == "StaffEnrolFailed"
    assert {one.ref for one in play.ever(e.Enrol)} == {play.ever(e.Enrol)[0].ref}
    body = play.view.body
    assert isinstance(body, StaffResult)
    assert (body.headline, body.code) == (Text("staff_result.unreachable"), "E-NET-1")
    play.tap(ev.Action.AGAIN)
    repeated = play.one(e.Enrol)
    assert (repeated.email, repeated.attempt) == (EMAIL, 1)
    assert repeated.ref != play.ever(e.Enrol)[0].ref
    old = play.ever(e.Enrol)[0]
    play.do(ev.Enrolled(old.ref, old.attempt, o.BadKey()))
    assert play.stage == "StaffEnrolling"
    play.enrolled(o.Found(replace(NEW, is_new=False)))
    assert play.stage == "StaffEnrolled"


def said(play: Play) -> tuple[Text, Text | None]:
    body = play.view.body
    assert isinstance(body, StaffResult)
    return body.headline, body.detail


UNSURE = (Text("staff_enrol_result.member"), Text("staff_enrol_result.doubtful.next"))
OLD = o.Found(replace(ANNA, is_new=False))


@pytest.mark.parametrize("way", ["at once", "again", "back and on", "retyped", "left alone"])
def test_whether_a_member_is_new_is_not_guessed_after_an_unanswered_try(way: str) -> None:
    """The first try may have made them a member: then the e-mail «already belonged» to themselves."""
    play = asking()
    match way:
        case "at once":
            play.enrolled(TIMEOUT)
            play.wait(0.5)
        case "again":
            play.wait(3.0)
            play.tap(ev.Action.AGAIN)
        case "left alone":
            play.enrolled(o.RateLimited(1.0))
            play.wait(1.0)
            play.wait(3.0)
            play.tap(ev.Action.AGAIN)
        case _:
            play.tap(ev.Action.BACK)
            if way == "retyped":
                play.tap(ev.Action.BACK)
                play.scan("a phone")
                play.tap(ev.Action.CONFIRM)
                play.tap(ev.Action.CONSENT, "terms")
                play.tap(ev.Action.CONSENT, "privacy")
            play.tap(ev.Action.CONFIRM)
    play.enrolled(OLD)
    assert said(play) == UNSURE
    assert outcomes(play)[-1] == "member"


@pytest.mark.parametrize("way", ["never left", "only a pause", "refused", "another e-mail"])
def test_where_no_try_is_open_the_services_word_counts(way: str) -> None:
    play = asking()
    match way:
        case "never left":
            play.enrolled(o.Unavailable(o.Trouble.CONNECT, reached=False))
            play.wait(0.5)
        case "only a pause":
            play.enrolled(o.RateLimited(10.0))
            play.tap(ev.Action.BACK)
            play.tap(ev.Action.CONFIRM)
        case "refused":
            play.enrolled(o.BadKey())
            play.tap(ev.Action.AGAIN)
        case _:
            play.tap(ev.Action.BACK)
            play.tap(ev.Action.BACK)
            play.letters("x")
            play.tap(ev.Action.CONFIRM)
            play.tap(ev.Action.CONSENT, "terms")
            play.tap(ev.Action.CONSENT, "privacy")
            play.tap(ev.Action.CONFIRM)
    play.enrolled(OLD)
    assert said(play)[0] == Text("staff_enrol_result.existing")


def test_a_new_member_is_new_whatever_was_before() -> None:
    play = asking()
    play.wait(3.0)
    play.tap(ev.Action.AGAIN)
    play.enrolled(o.Found(NEW))
    assert said(play) == (Text("staff_enrol_result.new"), None)


def test_no_answer_at_all_is_unreachable_after_three_seconds() -> None:
    play = asking()
    assert play.wait(3.0) == ["unreachable"]
    assert play.stage == "StaffEnrolFailed"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (o.BadKey(), "staff_result.bad_key"),
        (o.SubscriptionLapsed(), "staff_result.subscription"),
        (o.Refused("something_else", 422), "staff_result.refused"),
        (o.NotFound(), "staff_result.refused"),
        (o.InvalidQr(), "staff_result.refused"),
    ],
)
def test_a_refusal_is_told_in_words(outcome: o.LookupOutcome, said: str) -> None:
    play = asking("terms", "privacy", "marketing")
    play.enrolled(outcome)
    body = play.view.body
    assert isinstance(body, StaffResult)
    assert (body.kind, body.headline) == ("refused", Text(said))
    assert body.code
    play.tap(ev.Action.NEW_CODE)
    play.tap(ev.Action.BACK)
    assert ticked(play) == {"terms", "privacy", "marketing"}, "the customer has ticked them for this e-mail"


@pytest.mark.parametrize("word", ["email_required", "email_invalid", "invalid_email"])
def test_an_address_the_service_does_not_take_is_asked_for_again(word: str) -> None:
    play = asking()
    play.enrolled(o.Refused(word, 422))
    assert (typed(play), note(play)) == (EMAIL, EnrolNote.EMAIL_REFUSED)
    assert outcomes(play) == [word]


@pytest.mark.parametrize(
    ("word", "left", "said"),
    [
        ("consent_terms_required", {"privacy"}, "staff_consents.terms_refused"),
        ("consent_privacy_required", {"terms"}, "staff_consents.privacy_refused"),
    ],
)
def test_a_consent_the_service_misses_is_asked_for_again(word: str, left: set[str], said: str) -> None:
    play = asking()
    play.enrolled(o.Refused(word, 422))
    assert ticked(play) == left
    assert play.view.body.message == Text(said)  # type: ignore[union-attr]
    play.tap(ev.Action.CONSENT, next(iter({"terms", "privacy"} - left)))
    assert play.view.body.message is None  # type: ignore[union-attr]
    play.tap(ev.Action.CONFIRM)
    assert play.stage == "StaffEnrolling"


def test_who_goes_back_or_leaves_hears_no_answer_and_the_log_knows() -> None:
    play = asking()
    play.tap(ev.Action.CONFIRM)
    assert play.stage == "StaffEnrolling"
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffConsents"
    assert outcomes(play) == ["left"]
    play.enrolled(o.Found(NEW))
    assert play.stage == "StaffConsents"
    play.tap(ev.Action.CONFIRM)
    play.tap(ev.Action.LEAVE)
    play.enrolled(o.Found(NEW))
    assert play.stage == "Attract"
    assert outcomes(play) == ["left", "left"]


@pytest.mark.parametrize("where", ["typing", "consents", "asking", "failed"])
@pytest.mark.parametrize("end", ["leave", "idle"])
def test_nothing_of_the_address_outlives_the_session(where: str, end: str) -> None:
    play = {"typing": lambda: typing(EMAIL), "consents": consenting, "asking": asking, "failed": asking}[
        where
    ]()
    if where == "failed":
        play.enrolled(o.BadKey())
    assert EMAIL in set(strings(play.kiosk)), "else this shows nothing"
    if end == "leave":
        play.tap(ev.Action.LEAVE)
    else:
        play.wait(150.0)
    assert EMAIL not in set(strings((play.kiosk, play.view)))
    said = repr(play.all)
    assert EMAIL not in said
    assert "lovelace" not in "".join(
        strings(tuple(play.ever(e.Audit) + play.ever(e.Report) + play.ever(e.Mark)))
    )  # type: ignore[operator]
    play.tap(ev.Action.LOCK)
    play.type("4711")
    play.do(ev.StaffAdmitted(play.session, "Deniz"))
    play.tap(ev.Action.TASK, "enrol")
    assert typed(play) == ""


# -- codes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [("a phone", EnrolNote.MEMBER), (TOKEN, EnrolNote.COUPON), (b"\xff", EnrolNote.NOT_A_CODE)],
)
def test_a_code_is_told_and_takes_nothing_of_what_was_typed(text: str | bytes, said: EnrolNote) -> None:
    play = typing(EMAIL)
    play.scan(text)
    assert (typed(play), note(play)) == (EMAIL, said)
    assert [type(one) for one in play.effects] == [e.Report, e.Cue]
    consents = consenting()
    consents.tap(ev.Action.CONSENT, "terms")
    consents.scan(text)
    assert (ticked(consents), note(consents)) == ({"terms"}, said)


@pytest.mark.parametrize("outcome", [None, o.BadKey(), o.Found(NEW)])
def test_who_is_asked_for_or_through_is_not_disturbed_by_a_code(outcome: o.LookupOutcome | None) -> None:
    play = asking()
    if outcome is not None:
        play.enrolled(outcome)
    before = play.kiosk.stage
    play.scan("a phone")
    assert play.kiosk.stage == before
    assert [type(one) for one in play.effects] == [e.Report]


def test_an_answer_that_nobody_waits_for_changes_nothing() -> None:
    play = Play()
    before = play.kiosk
    play.do(ev.Enrolled("some request", 1, o.Found(NEW)))
    assert play.kiosk == before


# -- for a checkout --------------------------------------------------------------------------------


def checkout() -> Play:
    from kiosk.core import staff_enrol

    play = Play().staff()
    stage = play.kiosk.stage
    play.kiosk, _ = staff_enrol.begin(play.kiosk, stage, play.now, checkout=True)  # type: ignore[arg-type]
    play.letters(EMAIL)
    return play


def test_a_checkout_gets_its_member(monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.core import staff_checkout

    handed: list[tuple[Member, str]] = []

    def enrolled(
        kiosk: object, stage: StaffEnrolled, member: Member, now: object
    ) -> tuple[object, tuple[e.Cue, ...]]:
        handed.append((member, stage.person))
        return kiosk, (e.Cue(e.Sound.TAP),)

    monkeypatch.setattr(staff_checkout, "enrolled", enrolled)
    play = checkout()
    play.tap(ev.Action.CONFIRM)
    play.tap(ev.Action.BACK)
    play.tap(ev.Action.CONFIRM)
    for consent in ("terms", "privacy"):
        play.tap(ev.Action.CONSENT, consent)
    play.tap(ev.Action.CONFIRM)
    for outcome in (o.Refused("email_required", 422), o.Refused("consent_terms_required", 422), o.BadKey()):
        play.enrolled(outcome)
        if play.stage == "StaffEnrol":
            play.tap(ev.Action.CONFIRM)
            play.tap(ev.Action.CONSENT, "privacy")
        play.tap(ev.Action.CONSENT, "terms")
        play.tap(ev.Action.CONFIRM)
    play.tap(ev.Action.AGAIN)
    play.enrolled(o.Found(NEW))
    assert handed == [(NEW, "Deniz")]
    assert e.Cue(e.Sound.TAP) in play.effects
    assert outcomes(play)[-1] == "new"


def test_back_from_the_address_leads_to_the_checkout() -> None:
    play = checkout()
    play.tap(ev.Action.BACK)
    assert play.view.screen.startswith("staff_checkout") or play.stage != "StaffMenu"
