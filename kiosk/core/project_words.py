"""Buttons and words that many of the staff's screens have."""

from __future__ import annotations

from kiosk.core.events import Action
from kiosk.core.paging import PAGE, turned
from kiosk.core.rules import Rules
from kiosk.core.stages_papers import PapersNote
from kiosk.core.view import Button, Text

OWN_NAME = Text("language.name")
"""What a language calls itself; to be resolved in that language."""

LEAVE = Button(Text("button.leave_staff"), Action.LEAVE, style="quiet")
BACK = Button(Text("button.back"), Action.BACK)


def leafing(first: int, count: int) -> tuple[Button, ...]:
    """To the pages before and behind the one that begins here, of so many entries; none where all fit."""
    if count <= PAGE:
        return ()
    more = turned(first, count, "older") is not None
    return (
        Button(Text("button.previous"), Action.SEARCH, "newer", enabled=first > 0),
        Button(Text("button.next"), Action.SEARCH, "older", enabled=more),
    )


def language_name(rules: Rules, code: str) -> str:
    """What a language calls itself; its code, where nobody has said."""
    return dict(rules.language_names).get(code, code)


PAPERS_NOTES: dict[PapersNote, Text] = {
    PapersNote.NOT_OURS: Text("staff_coupons.not_ours"),
    PapersNote.NOT_A_CODE: Text("staff_coupons.not_a_code"),
    PapersNote.UNKNOWN: Text("staff_member.unknown"),
    PapersNote.OLD_CODE: Text("staff_coupons.no_code"),
    PapersNote.UNREACHABLE: Text("staff_coupons.unreachable"),
    PapersNote.BUSY: Text("staff_coupons.busy"),
    PapersNote.BAD_KEY: Text("staff_result.bad_key"),
    PapersNote.SUBSCRIPTION: Text("staff_result.subscription"),
    PapersNote.REFUSED: Text("staff_result.refused"),
    PapersNote.NO_JOURNAL: Text("staff_coupons.no_journal"),
    PapersNote.GONE: Text("staff_coupons.gone"),
    PapersNote.GIVEN_UP: Text("staff_waiting.given_up"),
    PapersNote.OVER: Text("staff_waiting.over"),
}
