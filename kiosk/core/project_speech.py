"""From a screen to what is said of it, to those who do not see it.

What is somebody's own (balances, e-mails, names, coupons) is said only when headphones are in, for whoever
stands near hears the loudspeaker. The rule is written so that it errs on the silent side: without headphones
only a sentence without any value in it is spoken, beside the few of ``ANYBODYS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kiosk.core import view as v
from kiosk.core.events import Action
from kiosk.core.state import AtRest, Kiosk
from kiosk.core.view import Body, Button, Entry, Text, View
from kiosk.core.view_access import Speech, Spoken

ANYBODYS = frozenset(
    {
        "access.size",
        "access.sound_title",
        "balance.already",
        "pin.tries",
        "reward.stamps",
        "speech.entered",
        "speech.entry",
        "speech.language",
    }
)
"""Sentences with a value that tells nothing of a person: how many digits are in, when a visit counts."""

CHOSEN = Text("speech.chosen")


def speech_of(kiosk: Kiosk, view: View) -> Speech:
    """What is said of this view, to the person who is listening now."""
    private = kiosk.health.headphones is True
    said = [text for text in _lines(view) if text is not None]
    lines = [text for text in said if private or speakable(text)]
    if len(lines) < len(said):
        lines.append(Text("speech.headphones.next"))
    if isinstance(kiosk.stage, AtRest) and view.access is None:
        lines.append(Text("speech.keys.next"))
    return Speech(
        lines=tuple(lines),
        controls=tuple(_controls(view, private)),
        turn=kiosk.prefs.turn,
        private=private,
    )


def speakable(text: Text) -> bool:
    """Whether anybody may hear it."""
    return text.id in ANYBODYS or (not text.values and text.n is None)


def _lines(view: View) -> Iterator[Text | None]:
    if view.still_there is not None:
        yield view.still_there
    elif view.access is not None:
        yield view.access.title
        yield view.access.sound_title
    else:
        yield view.toast
        yield from _body(view.body)
        yield view.hint.text if view.hint is not None else None


def _name(name: Text | str) -> Text:
    """A name as it is; it is somebody's, so it is a value."""
    return name if isinstance(name, Text) else Text("speech.name", (name,))


def _account(masked: str) -> Text | None:
    """An e-mail without the dots that hide it: nobody wants to hear those."""
    return Text("speech.account", (masked.replace("•", ""),)) if masked else None


def _body(body: Body) -> Iterator[Text | None]:
    """The texts of a screen in the order in which they are read."""
    match body:
        case v.Attract():
            yield from (body.headline, body.hint)
        case v.Lookup():
            yield from (body.headline, body.detail)
        case v.BalanceView():
            yield from (body.headline, _account(body.masked_email), body.stamps_text, body.points_text)
            yield from (body.note, body.coupons_title)
            yield from (_name(coupon.name) for coupon in body.coupons)
        case v.Pin():
            yield from (body.headline, body.message, body.tries_text)
            yield Text("speech.entered", n=body.entered)
        case v.Reward():
            yield from (body.headline, body.stamps_text, body.points_text, body.note)
            yield _name(body.coupon.name) if body.coupon is not None else None
        case v.CouponScreen():
            yield from (body.headline, _name(body.coupon.name), body.coupon.status, body.note)
        case v.Message():
            yield from (body.headline, body.detail)
        case v.FirstSetup():
            yield from (body.headline, body.hint)
            for fact in body.facts:
                yield from (fact.name, *fact.words)
        case _:
            yield from _staff(body)


def _staff(body: Body) -> Iterator[Text | None]:
    match body:
        case v.StaffCoupon():
            yield from (body.headline, body.hint, _name(body.typed) if body.typed else None)
        case v.StaffEntry():
            yield from (body.headline, body.message, _account(body.masked_email), *body.facts)
            yield _name(body.typed) if body.typed else None
        case v.StaffTyping():
            yield from (body.headline, body.hint, body.message, _name(body.typed) if body.typed else None)
        case v.StaffConsents():
            yield from (body.headline, _name(body.email), body.message, body.hint)
        case v.StaffDevices():
            yield body.headline
            for fact in body.facts:
                yield from (fact.name, *fact.words)
        case v.StaffChoice():
            yield from (body.headline, body.note)
        case v.StaffList():
            yield from (body.headline, body.note, None if body.entries else body.empty)
        case v.StaffDetail():
            yield from (_name(body.headline), *body.facts, body.detail, body.note)
        case v.StaffResult():
            yield from (body.headline, body.detail, *body.facts)
            yield _name(body.code) if body.code else None
        case _:
            yield body.headline


def _controls(view: View, private: bool) -> Iterator[Spoken]:
    """The controls whose label alone would say too little, or too much."""
    for language in view.languages:
        name = Text("speech.language", (language.name,))
        chosen = (CHOSEN,) if language.code == view.language else ()
        yield Spoken(Action.LANGUAGE, language.code, (name, *chosen))
    if view.access is not None:
        choices = (*view.access.sizes, *view.access.themes, *view.access.hands, *view.access.sound)
        yield from _choices((*choices, view.access.low) if view.access.low else choices, private)
    match view.body:
        case v.StaffChoice():
            yield from _choices(view.body.choices, private)
        case v.StaffConsents():
            yield from _choices(view.body.consents, private)
        case v.StaffMenu():
            yield from _choices(view.body.tasks, private)
        case v.StaffTyping():
            yield from _choices(view.body.endings, private)
            yield from _keys(view.body)
        case v.BalanceView():
            for coupon in view.body.coupons:
                for button in coupon.buttons:
                    yield _of(button, (button.label, _name(coupon.name)), private)
        case v.StaffList():
            yield from _choices(view.body.tools, private)
            for number, entry in enumerate(view.body.entries, 1):
                yield _entry(entry, number, private)
        case v.StaffDevices():
            yield from _choices(view.body.tests, private, chosen=False)
        case _:
            yield from _keys(view.body)
    close = view.access.close if view.access is not None else None
    others = (*view.buttons, view.access_button, view.lock, view.more_time, close)
    yield from _choices((one for one in others if one is not None), private, chosen=False)


def _keys(body: Body) -> Iterator[Spoken]:
    """Of a keypad those keys that are no secret."""
    if isinstance(body, v.Pin | v.StaffEntry | v.StaffCoupon | v.StaffTyping):
        for action, label in ((Action.ERASE, body.erase_label), (Action.CONFIRM, body.confirm_label)):
            yield Spoken(action, "", (label,) if label is not None else ())


def _entry(entry: Entry, number: int, private: bool) -> Spoken:
    texts = (_name(entry.title), *entry.details) if private else (Text("speech.entry", (number,)),)
    return Spoken(entry.button.action, entry.button.value, texts)


def _choices(buttons: Iterable[Button], private: bool, *, chosen: bool = True) -> Iterator[Spoken]:
    for button in buttons:
        state = (CHOSEN,) if chosen and button.style == "primary" else ()
        yield _of(button, (button.label, *state), private)


def _of(button: Button, texts: tuple[Text, ...], private: bool) -> Spoken:
    said = tuple(text for text in texts if private or speakable(text))
    return Spoken(button.action, button.value, said)
