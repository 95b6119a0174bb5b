"""The staff's task «people»: who there is, one more, one less; and nothing is done that is not on disk."""

from __future__ import annotations

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core.paging import PAGE
from kiosk.core.rules import STUCK_AFTER, SURE_AFTER, Rules
from kiosk.core.staff_setup import is_taken
from kiosk.core.stages_people import Change, StaffAdding, StaffPeople
from kiosk.core.stages_setup import SetupNote, StaffSetup, StaffSetupPin
from kiosk.core.view import Message, Pin, StaffDetail, StaffList, StaffTyping, Text
from tests.support.core_world import strings
from tests.support.play import Play
from tests.support.ways import adding, adding_pin, adding_storing, people, person, person_sure, taking_out

MANY = tuple(f"P{number}" for number in range(1, 9))
ADDED = ("Deniz", "Zoë", "Ayşe")


def at(make: object) -> Play:
    play = Play()
    make(play)  # type: ignore[operator]
    return play


def listed(*names: str) -> Play:
    play = Play()
    people(play, *names)
    return play


def shown(play: Play) -> StaffList:
    body = play.view.body
    assert isinstance(body, StaffList), body
    return body


def titles(play: Play) -> list[object]:
    return [entry.title for entry in shown(play).entries]


def tool(play: Play, action: str, value: str = "") -> bool:
    """Whether this tool can be pressed."""
    [found] = [one for one in shown(play).tools if (one.action, one.value) == (action, value)]
    return found.enabled


def buttons(play: Play) -> list[str]:
    return [button.action for button in play.view.buttons]


def changed(play: Play, change: Change, name: str, *names: str, session: str = "") -> None:
    play.do(ev.StaffChanged(session or play.session, "Deniz", name, change, names or ("Deniz", "Zoë")))


def form(play: Play) -> StaffSetup | StaffSetupPin:
    stage = play.kiosk.stage
    assert isinstance(stage, StaffAdding), stage
    return stage.form


# -- the list --------------------------------------------------------------------------------------


def test_the_menu_leads_to_the_list_which_asks_the_journal() -> None:
    play = Play().staff()
    play.tap(ev.Action.TASK, "people")
    assert play.view.screen == "staff_people"
    assert play.of(e.ListStaff) == [e.ListStaff(play.session)]
    assert (shown(play).entries, shown(play).empty) == ((), Text("staff_coupon.asking"))
    assert not tool(play, "add"), "nobody knows yet which names are taken"
    play.tap(ev.Action.ADD)
    assert play.stage == "StaffPeople"
    play.do(ev.StaffListed("another session", ("Deniz",)))
    assert titles(play) == []
    play.do(ev.StaffListed(play.session, ("Deniz", "Zoë")))
    assert titles(play) == ["Deniz", "Zoë"]
    assert [entry.details for entry in shown(play).entries] == [(Text("staff_people.you"),), ()]
    assert shown(play).empty is None
    play.do(ev.StaffListed(play.session, ("Deniz",)))
    assert titles(play) == ["Deniz", "Zoë"], "it has not asked again"
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"


def test_an_answer_to_the_list_finds_nobody_who_has_left_it() -> None:
    play = Play().staff()
    play.tap(ev.Action.TASK, "people")
    play.tap(ev.Action.BACK)
    play.do(ev.StaffListed(play.session, ("Zoë",)))
    assert play.stage == "StaffMenu"


def test_many_are_turned_over_a_page_at_a_time() -> None:
    play = listed(*MANY)
    assert titles(play) == ["Deniz", "P1", "P2", "P3"]
    assert (tool(play, "search", "newer"), tool(play, "search", "older")) == (False, True)
    play.tap(ev.Action.SEARCH, "newer")
    assert titles(play)[0] == "Deniz"
    for _ in range(4):
        play.tap(ev.Action.SEARCH, "older")
    assert titles(play) == ["P8"]
    assert (tool(play, "search", "newer"), tool(play, "search", "older")) == (True, False)
    play.tap(ev.Action.OPEN, "P8")
    play.tap(ev.Action.BACK)
    assert titles(play) == ["P8"], "back at the page that was left"
    play.tap(ev.Action.SEARCH, "newer")
    assert titles(play) == ["P4", "P5", "P6", "P7"]
    assert [one.action for one in shown(listed(*MANY[: PAGE - 1])).tools] == ["add"]


def test_a_list_that_cannot_be_read_is_told() -> None:
    play = Play().staff()
    play.tap(ev.Action.TASK, "people")
    play.do(ev.JournalFailed("another", "disk full"))
    assert shown(play).note is None
    play.do(ev.JournalFailed(play.session, "disk full"))
    assert shown(play).note == Text("staff_coupons.no_journal")
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]
    assert not tool(play, "add")
    play.do(ev.JournalFailed(play.session, "disk full"))
    assert play.effects == ()


def test_a_scan_is_nobodys_while_the_list_is_up() -> None:
    play = listed("Zoë")
    before = play.kiosk.stage
    play.scan("anna-code", ev.Source.SCANNER)
    assert play.kiosk.stage == before
    assert [type(one) for one in play.effects] == [e.Report]


@pytest.mark.parametrize(
    ("make", "heard"), [(people, False), (person, False), (person_sure, False), (adding, True)]
)
def test_are_you_still_there_is_asked_in_silence_where_nothing_is_lost(make: object, heard: bool) -> None:
    play = at(make)
    while play.view.still_there is None:
        play.wait(1.0)
    assert (e.Cue(e.Sound.WARNING) in play.ever(e.Cue)) is heard


# -- one more --------------------------------------------------------------------------------------


def test_the_name_is_typed_on_the_first_starts_screen_in_other_words() -> None:
    play = at(adding)
    body = play.view.body
    assert isinstance(body, StaffTyping)
    assert play.view.screen == "staff_person_new"
    assert (body.headline, body.hint) == (Text("staff_people.new"), Text("staff_people.new_name"))
    assert buttons(play) == ["back", "leave"]
    play.tap(ev.Action.CONFIRM)
    assert form(play).note is SetupNote.NO_NAME
    play.tap(ev.Action.BACK)
    assert titles(play) == ["Deniz", "Zoë"]


@pytest.mark.parametrize("name", ["Zoë", "zoë", "ZOË ", "Zoe\u0308", "deniz"])
def test_a_name_that_is_there_is_refused_in_words(name: str) -> None:
    play = at(adding)
    play.letters(name)
    play.tap(ev.Action.CONFIRM)
    assert form(play).note is SetupNote.NAME_TAKEN
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]
    body = play.view.body
    assert isinstance(body, StaffTyping)
    assert body.message == Text("staff_setup.name_taken")
    play.letters("2")
    play.tap(ev.Action.CONFIRM)
    assert isinstance(form(play), StaffSetupPin)


def test_names_that_read_alike_are_one_name() -> None:
    assert is_taken("STRASSE", ("Straße",))
    assert not is_taken("Zoe", ("Zoë",))
    assert not is_taken("Ada", ())


def test_the_pin_is_typed_twice_and_they_are_in_the_list_when_it_is_on_disk() -> None:
    play = at(adding_pin)
    body = play.view.body
    assert isinstance(body, Pin)
    assert body.headline == Text("staff_setup.pin", ("Ayşe",))
    play.type("4712")
    assert not play.ever(e.AddStaff)
    play.type("4712")
    add = play.one(e.AddStaff)
    assert (add.session, add.name, add.pin, add.by) == (play.session, "Ayşe", "4712", "Deniz")
    assert "4712" not in repr(add) + repr(play.kiosk) + repr(play.view)
    assert "4712" not in set(strings(play.kiosk))
    assert buttons(play) == ["leave"], "what is on its way is not taken back"
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffAdding"
    changed(play, Change.ADDED, "Ayşe", *ADDED)
    assert titles(play) == ["Deniz", "Zoë", "Ayşe"]
    assert shown(play).note == Text("staff_people.added", ("Ayşe",))
    assert play.effects == (e.Audit("Deniz", "people", "added Ayşe"), e.Cue(e.Sound.SUCCESS))


def test_the_list_opens_where_the_new_one_is() -> None:
    play = listed(*MANY)
    play.tap(ev.Action.ADD)
    play.letters("P9")
    play.tap(ev.Action.CONFIRM)
    play.type("4712")
    play.type("4712")
    changed(play, Change.ADDED, "P9", "Deniz", *MANY, "P9")
    assert titles(play) == ["P8", "P9"]


def test_two_different_pins_are_begun_anew_and_back_goes_a_step_back() -> None:
    play = at(adding_pin)
    play.type("4712")
    play.type("4713")
    assert form(play).note is SetupNote.DIFFERENT
    assert not play.ever(e.AddStaff)
    play.tap(ev.Action.BACK)
    name = form(play)
    assert isinstance(name, StaffSetup)
    assert name.typed == "Ayşe"


@pytest.mark.parametrize(
    ("change", "kind", "note"),
    [
        (Change.NAME_TAKEN, StaffSetup, SetupNote.NAME_TAKEN),
        (Change.PIN_TAKEN, StaffSetupPin, SetupNote.PIN_TAKEN),
    ],
)
def test_a_name_or_pin_that_is_taken_on_disk_is_refused_in_words(
    change: Change, kind: type, note: SetupNote
) -> None:
    play = at(adding_storing)
    changed(play, change, "Ayşe")
    assert isinstance(form(play), kind)
    assert form(play).note is note
    assert play.effects == (e.Audit("Deniz", "people", f"{change.value} Ayşe"), e.Cue(e.Sound.REFUSAL))


def test_who_has_left_is_added_all_the_same_and_it_is_in_the_log() -> None:
    play = at(adding_storing)
    session = play.session
    play.tap(ev.Action.LEAVE)
    changed(play, Change.ADDED, "Ayşe", *ADDED, session=session)
    assert play.stage == "Attract"
    assert play.effects == (e.Audit("Deniz", "people", "added Ayşe"),)


def test_a_disk_that_refuses_is_said_and_nothing_is_believed() -> None:
    play = at(adding_storing)
    play.do(ev.JournalFailed(play.session, "disk full"))
    assert form(play).note is SetupNote.NOT_STORED
    assert not [one for one in play.ever(e.Audit) if one.task == "people"]
    play.type("4712")
    play.type("4712")
    assert play.of(e.AddStaff), "it can be tried again"


def test_an_answer_that_comes_too_late_is_still_told() -> None:
    play = at(adding_storing)
    assert play.wait(STUCK_AFTER) == ["stuck"]
    assert form(play).note is SetupNote.NOT_STORED
    play.tap(ev.Action.DIGIT, "4")
    changed(play, Change.ADDED, "Ayşe", *ADDED)
    assert titles(play) == ["Deniz", "Zoë", "Ayşe"]


def test_a_late_answer_about_somebody_else_disturbs_nobody() -> None:
    play = at(adding_storing)
    play.wait(STUCK_AFTER)
    play.tap(ev.Action.BACK)
    play.letters("2")
    changed(play, Change.ADDED, "Ayşe", *ADDED)
    name = form(play)
    assert isinstance(name, StaffSetup)
    assert name.typed == "Ayşe2"
    play.tap(ev.Action.ERASE)
    play.tap(ev.Action.CONFIRM)
    assert form(play).note is SetupNote.NAME_TAKEN, "by now it is there"
    play.letters("3")
    play.tap(ev.Action.CONFIRM)
    before = play.kiosk.stage
    changed(play, Change.ADDED, "Ayşe", *ADDED)
    assert play.kiosk.stage == before


# -- one less --------------------------------------------------------------------------------------


def test_somebody_is_taken_out_when_it_was_asked_twice_and_is_on_disk() -> None:
    play = at(person)
    body = play.view.body
    assert isinstance(body, StaffDetail)
    assert (play.view.screen, body.headline) == ("staff_person", "Zoë")
    play.tap(ev.Action.CONFIRM)
    assert not play.ever(e.TakeOut), "nobody has asked"
    play.tap(ev.Action.TAKE_OUT)
    question = play.view.body
    assert isinstance(question, Message)
    assert question.headline == Text("staff_people.sure", ("Zoë",))
    assert buttons(play) == ["confirm", "back", "leave"]
    play.tap(ev.Action.CONFIRM)
    assert not play.ever(e.TakeOut), "the second half of a double tap"
    play.wait(SURE_AFTER)
    play.tap(ev.Action.TAKE_OUT)
    play.tap(ev.Action.CONFIRM)
    assert play.of(e.TakeOut) == [e.TakeOut(play.session, "Zoë", "Deniz")]
    assert buttons(play) == ["leave"]
    play.tap(ev.Action.BACK)
    play.tap(ev.Action.CONFIRM)
    assert len(play.ever(e.TakeOut)) == 1
    changed(play, Change.TAKEN_OUT, "Zoë", "Deniz")
    assert titles(play) == ["Deniz"]
    assert shown(play).note == Text("staff_people.taken_out", ("Zoë",))
    assert play.effects == (e.Audit("Deniz", "people", "taken_out Zoë"), e.Cue(e.Sound.SUCCESS))


def test_back_out_of_the_question_takes_nobody_out() -> None:
    play = at(person_sure)
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffPerson"
    assert buttons(play) == ["take_out", "back", "leave"]
    play.tap(ev.Action.BACK)
    assert titles(play) == ["Deniz", "Zoë"]
    play.tap(ev.Action.OPEN, "nobody")
    assert play.stage == "StaffPeople"
    assert not play.ever(e.TakeOut)


def test_nobody_takes_out_themselves_so_the_last_one_stays() -> None:
    play = listed("Zoë")
    play.tap(ev.Action.OPEN, "Deniz")
    body = play.view.body
    assert isinstance(body, StaffDetail)
    assert body.facts == (Text("staff_people.you"),)
    assert buttons(play) == ["back", "leave"]
    play.tap(ev.Action.TAKE_OUT)
    play.wait(SURE_AFTER)
    play.tap(ev.Action.CONFIRM)
    assert not play.ever(e.TakeOut)


def test_who_was_off_the_list_already_is_told_so() -> None:
    play = at(taking_out)
    changed(play, Change.GONE, "Zoë", "Deniz")
    assert (titles(play), shown(play).note) == (["Deniz"], Text("staff_people.gone", ("Zoë",)))
    assert play.of(e.Cue) == [e.Cue(e.Sound.REFUSAL)]


@pytest.mark.parametrize("late", [False, True])
def test_a_disk_that_does_not_take_somebody_out_is_said(late: bool) -> None:
    play = at(taking_out)
    if late:
        assert play.wait(STUCK_AFTER) == ["stuck"]
    else:
        play.do(ev.JournalFailed(play.session, "disk full"))
    assert titles(play) == ["Deniz", "Zoë"]
    assert shown(play).note == Text("staff_coupons.no_journal")
    changed(play, Change.TAKEN_OUT, "Zoë", "Deniz")
    assert titles(play) == ["Deniz"], "it was done after all"


def test_the_page_that_has_gone_with_its_last_one_is_not_shown() -> None:
    play = listed("A", "B", "C", "D")
    play.tap(ev.Action.SEARCH, "older")
    assert titles(play) == ["D"]
    play.tap(ev.Action.OPEN, "D")
    play.tap(ev.Action.TAKE_OUT)
    play.wait(SURE_AFTER)
    play.tap(ev.Action.CONFIRM)
    changed(play, Change.TAKEN_OUT, "D", "Deniz", "A", "B", "C")
    assert titles(play) == ["Deniz", "A", "B", "C"]


def test_an_answer_about_somebody_else_does_not_end_a_look_at_one() -> None:
    play = at(person)
    changed(play, Change.ADDED, "Ayşe", *ADDED)
    assert play.stage == "StaffPerson"
    play.tap(ev.Action.BACK)
    assert titles(play) == ["Deniz", "Zoë", "Ayşe"]


# -- who is no longer of the staff -----------------------------------------------------------------


@pytest.mark.parametrize("make", [adding_storing, taking_out])
def test_who_was_taken_out_while_inside_is_out(make: object) -> None:
    play = at(make)
    changed(play, Change.STRANGER, "Ayşe", "Zoë")
    assert play.stage == "Attract"
    assert play.effects == (e.Audit("Deniz", "people", "stranger Ayşe"), e.Cue(e.Sound.REFUSAL))


def test_who_is_not_in_the_list_does_not_get_to_see_it() -> None:
    play = Play().staff()
    play.tap(ev.Action.TASK, "people")
    play.do(ev.StaffListed(play.session, ("Zoë",)))
    assert play.stage == "Attract"


def test_on_a_closed_kiosk_people_are_looked_after_all_the_same() -> None:
    play = Play(Rules(out_of_order="E-LOOP"))
    assert play.stage == "Closed"
    people(play)
    stage = play.kiosk.stage
    assert isinstance(stage, StaffPeople)
    assert stage.names == ("Deniz", "Zoë")


def test_names_are_in_no_repr() -> None:
    for make in (people, person, person_sure, taking_out, adding_storing):
        play = at(make)
        assert "Zoë" not in repr(play.kiosk) + repr(play.all), make
