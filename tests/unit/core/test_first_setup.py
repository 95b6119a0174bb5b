"""A kiosk that is not set up: it reads a code, has it checked, and starts anew; it does nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import view as v
from kiosk.core.project_first import MOST_MISTAKES, why
from kiosk.core.rules import CLOSED_HINT_TIME, FIRST_CHECK_TIME, FIRST_DONE_TIME, Rules
from kiosk.core.stages_first import FirstNote, Mistake, SetupAnswered, Unset
from kiosk.core.view import Text
from tests.support.play import Play
from tests.support.ways import unset, unset_checking, unset_mistaken

CODE = b"KIOSK1:PLANTED"


@pytest.fixture
def play() -> Play:
    play = Play()
    unset(play)
    play.do(ev.DeviceChanged("camera", True, ""))
    return play


def body(play: Play) -> v.FirstSetup:
    shown = play.view.body
    assert isinstance(shown, v.FirstSetup)
    return shown


def cues(play: Play) -> list[e.Sound]:
    return [one.sound for one in play.effects if isinstance(one, e.Cue)]


def offers(play: Play) -> list[e.OfferSetup]:
    return [one for one in play.effects if isinstance(one, e.OfferSetup)]


def test_it_invites_to_show_the_code(play: Play) -> None:
    assert (play.view.screen, body(play).headline.id) == ("setup", "first.headline")
    assert (play.view.show_preview, play.view.lock, body(play).camera) == (True, None, True)


def test_without_a_reader_it_asks_for_the_card(play: Play) -> None:
    play.do(ev.DeviceChanged("camera", False, "missing"))
    play.do(ev.DeviceChanged("scanner", False, "missing"))
    assert (body(play).hint.id, body(play).camera) == ("first.no_reader.next", False)


def test_a_code_is_checked_and_nowhere_in_the_state(play: Play) -> None:
    play.scan(CODE)
    assert [one.data for one in offers(play)] == [CODE]
    assert cues(play) == [e.Sound.SCAN]
    report = next(one for one in play.effects if isinstance(one, e.Report))
    assert dict(report.fields)["kind"] == "setup"
    assert "PLANTED" not in repr(play.effects) + repr(play.kiosk)
    assert (body(play).headline.id, play.view.freeze_preview) == ("first.checking", True)


def test_the_same_code_in_the_next_pictures_is_no_other_one(play: Play) -> None:
    play.scan(CODE)
    play.scan(CODE)
    assert play.effects == ()
    play.scan(b"another")  # one at a time
    assert play.effects == ()


def test_what_is_good_starts_the_kiosk_anew(play: Play) -> None:
    play.scan(CODE)
    play.do(SetupAnswered(FirstNote.DONE))
    assert (body(play).headline.id, body(play).settled) == ("first.done", True)
    assert cues(play) == [e.Sound.SUCCESS]
    play.scan(b"another")
    assert play.effects == ()
    play.wait(FIRST_DONE_TIME)
    assert e.Restart() in play.effects
    play.wait(FIRST_CHECK_TIME)  # it did not come: once more
    assert play.all.count(e.Restart()) == 2


def test_mistakes_are_told_until_another_code_comes(play: Play) -> None:
    play.scan(CODE)
    play.do(SetupAnswered(None, (Mistake("shop.name", "is missing"),)))
    assert cues(play) == [e.Sound.REFUSAL]
    shown = body(play)
    assert shown.headline == Text("first.mistakes", n=1)
    assert [(one.name.values, one.words) for one in shown.facts] == [
        (("shop.name",), (Text("first_why.missing"),))
    ]
    play.wait(60.0)
    assert body(play).facts
    play.scan(b"another")
    assert offers(play)
    assert not body(play).facts


@pytest.mark.parametrize("note", [FirstNote.NOT_ONE, FirstNote.NEWER, FirstNote.NO_ANSWER])
def test_what_cannot_be_used_is_said_for_a_while(play: Play, note: FirstNote) -> None:
    play.scan(CODE)
    play.do(SetupAnswered(note))
    assert body(play).headline.id == f"first.{note.value}"
    play.wait(CLOSED_HINT_TIME)
    assert body(play).headline.id == "first.headline"


def test_no_answer_is_one_as_well(play: Play) -> None:
    play.scan(CODE)
    play.wait(FIRST_CHECK_TIME)
    assert body(play).headline.id == "first.no_answer"
    play.do(SetupAnswered(FirstNote.DONE))  # too late
    assert body(play).headline.id == "first.no_answer"


def test_an_answer_that_nobody_waits_for_changes_nothing() -> None:
    play = Play()
    play.do(SetupAnswered(FirstNote.DONE))
    assert play.stage == "Attract"


def test_mistakes_of_the_start_are_there_at_once() -> None:
    play = Play()
    unset_mistaken(play)
    names = [one.name.values[0] for one in body(play).facts]
    assert names == ["shop.timezone", "kiosk.toml"]


def test_there_is_room_for_some_mistakes_only() -> None:
    play = Play()
    unset(play, *(Mistake(f"shop.{n}", "unknown key") for n in range(20)))
    assert len(body(play).facts) == MOST_MISTAKES
    assert body(play).headline.n == 20


def test_nobody_is_served_and_nobody_unlocks(play: Play) -> None:
    for data in (b"LOY-ANNA", b"kb_0123", b"cq_1"):
        play.scan(data)
        assert not [one for one in play.effects if isinstance(one, e.Lookup | e.CheckBadge)]
        play.do(SetupAnswered(FirstNote.NOT_ONE))
    for action in (ev.Action.LOCK, ev.Action.LEAVE, ev.Action.CONFIRM):
        play.tap(action)
        assert play.stage == "Unset"


def test_language_and_aids_are_there_and_go_again(play: Play) -> None:
    play.tap(ev.Action.LANGUAGE, "ar")
    play.tap(ev.Action.TEXT_SIZE, "150")
    assert (play.view.rtl, play.view.text_scale) == (True, 150)
    play.wait(play.kiosk.rules.idle_after)
    assert (play.view.rtl, play.view.text_scale) == (False, 100)


def test_it_dims_and_wakes_with_what_it_said() -> None:
    play = Play()
    unset_mistaken(play)
    play.wait(play.kiosk.rules.dim_after)
    assert body(play).dimmed
    play.do(ev.Stirred(True))
    assert not body(play).dimmed
    assert isinstance(play.kiosk.stage, Unset)
    assert play.kiosk.stage.mistakes


def test_it_is_spoken() -> None:
    play = Play(Rules(speech=True))
    unset_mistaken(play)
    play.kiosk = replace(play.kiosk, prefs=replace(play.kiosk.prefs, speech=True))
    play.do(ev.DeviceChanged("headphones", True, ""))
    assert play.view.speech is not None
    assert Text("first.key", ("shop.timezone",)) in play.view.speech.lines


def test_a_mistake_on_the_card_of_a_kiosk_at_work_is_for_staff() -> None:
    play = Play(Rules(card_mistake="shop.timezone"))
    attract = play.view.body
    assert isinstance(attract, v.Attract)
    assert attract.notices == (Text("attract.card_mistake", ("shop.timezone",)),)


def test_a_checking_screen_waits_for_no_other_code() -> None:
    play = Play()
    unset_checking(play)
    assert [one.headline.id for one in (body(play),)] == ["first.checking"]


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("unknown key; did you mean kiosk_id?", Text("first_why.did_you_mean", ("kiosk_id",))),
        ("must be at least 6", Text("first_why.least", ("6",))),
        ("must be 100 at most", Text("first_why.most", ("100",))),
        ("is not valid TOML (at line 7, column 3)", Text("first_why.line", ("7",))),
        ("must be 'stamp', 'point' or 'none'", Text("first_why.one_of", ("'stamp', 'point' or 'none'",))),
        ("must be 31 days (744h) at most", Text("first_why.other", ("must be 31 days (744h) at most",))),
    ],
)
def test_a_reason_is_told_in_plain_words(reason: str, text: Text) -> None:
    assert why(reason) == text


@pytest.mark.parametrize(
    ("reason", "key", "text"),
    [
        ("must be 100 at most", "ui.volume", Text("first_why.most", ("100",))),
        (
            "must be 100 at most (in /etc/kiosk/kiosk.d/90-door.toml)",
            "ui.volume (90-door.toml)",
            Text("first_why.most", ("100",)),
        ),
        (
            "is something else in kiosk.d/20.toml, which wins; leave it out here",
            "ui.volume",
            Text("first_why.leave_out"),
        ),
    ],
)
def test_of_several_files_the_one_at_fault_stands_beside_the_key(reason: str, key: str, text: Text) -> None:
    play = Play()
    unset(play)
    assert isinstance(play.kiosk.stage, Unset)
    stage = replace(play.kiosk.stage, mistakes=(Mistake("ui.volume", reason),))
    play.kiosk = replace(play.kiosk, stage=stage)
    [fact] = body(play).facts
    assert (fact.name, fact.words) == (Text("first.key", (key,)), (text,))
