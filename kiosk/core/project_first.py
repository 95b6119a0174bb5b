"""From the state to the set-up screen: what is wrong, and how to put it right."""

from __future__ import annotations

import re

from kiosk.core.health import can_read
from kiosk.core.stages_first import FirstNote, Mistake, Unset
from kiosk.core.state import Kiosk
from kiosk.core.view import Fact, FirstSetup, Text

MOST_MISTAKES = 4
"""That are shown: who has put those right sees the others."""

NOTES: dict[FirstNote, tuple[Text, Text]] = {
    FirstNote.CHECKING: (Text("first.checking"), Text("first.checking.next")),
    FirstNote.NOT_ONE: (Text("first.not_one"), Text("first.not_one.next")),
    FirstNote.NEWER: (Text("first.newer"), Text("first.newer.next")),
    FirstNote.NO_ANSWER: (Text("first.no_answer"), Text("first.no_answer.next")),
    FirstNote.DONE: (Text("first.done"), Text("first.done.next")),
}

WHY: tuple[tuple[str, str], ...] = (
    (r".*; did you mean (.+)\?", "first_why.did_you_mean"),
    (r"unknown (?:key|table)", "first_why.unknown"),
    (r"is missing.*|must not be empty|is empty|.* does not exist.*", "first_why.missing"),
    (r"must be text in quotes", "first_why.text"),
    (r"must be a (?:whole )?number", "first_why.number"),
    (r"must be true or false", "first_why.switch"),
    (r"must be a table with keys of its own", "first_why.table"),
    (r"must be at least (\S+)", "first_why.least"),
    (r"must be (\S+) at most", "first_why.most"),
    (r"must have (\d+) characters at most", "first_why.long"),
    (r"must be ('[^']*'(?:, '[^']*')* or '[^']*')", "first_why.one_of"),
    (r"must be the name of a time zone.*", "first_why.timezone"),
    (r"must be \"day\" or a duration.*", "first_why.duration"),
    (r"must be WIDTHxHEIGHT.*", "first_why.size"),
    (r"must be auto, none.*", "first_why.port"),
    (r"must be languages that there are texts for: (.*)", "first_why.languages"),
    (r"must be a web address.*|must begin with https://.*", "first_why.address"),
    (r"must be a colour.*", "first_why.colour"),
    (r"must hold one line.*|is too long for a key", "first_why.key"),
    (r"must be the network's name.*", "first_why.ssid"),
    (r"must have 8 to 63.*", "first_why.password"),
    (r"must be a country's code.*", "first_why.country"),
    (r"is not valid TOML \(at line (\d+), .*", "first_why.line"),
    (r"has curly quotation marks.*", "first_why.curly"),
    (r"leave it out.*|there are no metrics yet.*|is something else in .*", "first_why.leave_out"),
    (r"belongs into the table \[setup\].*", "first_why.belongs"),
    (r"is not the same as in api\.key.*|is there besides.*", "first_why.twice"),
    (r"must be the name of a file beside.*|must be an SVG or PNG file", "first_why.logo"),
)
"""The reasons in the words of the command line, and what the screen says instead, in every language. One that
is not among them is shown as it is: in English, but exactly."""


def why(reason: str) -> Text:
    """A reason in plain words."""
    for pattern, name in WHY:
        found = re.fullmatch(pattern, reason)
        if found:
            return Text(name, found.groups())
    return Text("first_why.other", (reason,))


def first_body(kiosk: Kiosk, stage: Unset) -> FirstSetup:
    """The whole screen."""
    health = kiosk.health
    sees = can_read(health)
    headline = Text("first.headline")
    hint = Text("first.headline.next") if sees else Text("first.no_reader.next")
    if stage.note is not None:
        headline, hint = NOTES[stage.note]
    elif stage.mistakes:
        headline, hint = Text("first.mistakes", n=len(stage.mistakes)), Text("first.mistakes.next")
    return FirstSetup(
        headline=headline,
        hint=hint,
        facts=() if stage.note is not None else tuple(map(_fact, stage.mistakes[:MOST_MISTAKES])),
        camera=health.camera is not False and sees,
        scanner=bool(health.scanner),
        picture="check" if stage.note is FirstNote.DONE else "devices",
        settled=stage.note is FirstNote.DONE,
        dimmed=stage.dimmed,
    )


def _fact(mistake: Mistake) -> Fact:
    """Where there are several files, the reason ends with the one it is in: that is said beside the key."""
    found = re.fullmatch(r"(.*) \(in (?:.*/)?([^/]+)\)", mistake.reason)
    reason, place = (found[1], f" ({found[2]})") if found else (mistake.reason, "")
    key = mistake.key or "kiosk.toml"
    return Fact(Text("first.key", (f"{key}{place}",)), (why(reason),), "bad")
