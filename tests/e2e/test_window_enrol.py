"""The staff's task «enrol» through the real window, under each preset: somebody new, somebody who was a
member already, each error the API documents, lost answers, and what is left of an e-mail."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from kiosk.demo.world import STAFF_NAME
from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import Preset, Request, Response
from tests.e2e.hands import HANDS, Hand
from tests.e2e.pictures import alike
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("enrol"), "standard") as stand:
        yield stand


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    kiosk.shop.set_preset(Preset.STANDARD)
    yield kiosk
    kiosk.shop.settings.subscription = True
    kiosk.shop.settings.api_key = kiosk.world.key
    kiosk.clear()


@pytest.fixture
def hand(stand: Stand) -> Hand:
    return HANDS["touch"](stand)


def inside(stand: Stand, hand: Hand) -> None:
    """From the invitation to the empty field."""
    stand.sees("attract")
    stand.unlock(hand)
    hand.button("button_task_enrol")
    stand.sees("staff_enrol")
    assert stand.body["typed"] == ""


def go_on(stand: Stand, hand: Hand) -> None:
    """Continue, from typing."""
    if hand.name == "touch":
        hand.button("button_confirm")
    else:
        hand.confirm()


def address(stand: Stand, hand: Hand, email: str) -> None:
    """Type the e-mail, as far as may be with an ending, and go on to the consents."""
    name, _, host = email.partition("@")
    offered = {one["value"] for one in stand.body["endings"]}
    if hand.name == "touch" and f"@{host}" in offered:
        hand.letters(name)
        stand.until("the ending", lambda: stand.item(f"key_@{host}") is not None)
        stand.touch(f"key_@{host}")
    else:
        hand.letters(email)
    stand.until("the address", lambda: stand.body.get("typed") == email)
    go_on(stand, hand)
    stand.sees("staff_consents")
    stand.says("Please touch what you agree to")
    stand.says("turn the screen to the customer")


def ticked(stand: Stand) -> list[str]:
    return [one["value"] for one in stand.body["consents"] if one["style"] == "primary"]


def agree(stand: Stand, hand: Hand, *consents: str) -> None:
    """Tick these, one touch each, and sign up."""
    assert ticked(stand) == [], "nothing is ticked before it is touched"
    for number, consent in enumerate(consents, 1):
        hand.button(f"consent_{consent}")
        stand.until("the tick", lambda number=number: len(ticked(stand)) == number)
    hand.button("button_confirm")


def asked(stand: Stand, email: str) -> list[dict[str, Any]]:
    """The enrolments of this e-mail that came to the shop."""
    return [body for call, body in stand.sends if call == "enrol" and body.get("email") == email]


def members(stand: Stand, email: str) -> list[Any]:
    return [one for one in stand.shop.members if one.email == email]


# -- somebody new, and somebody who was there ------------------------------------------------------

SOMEBODY = {
    Preset.STANDARD: ("touch", "ada.new@gmail.com", ("terms", "privacy")),
    Preset.BALANCED: ("keypad", "nur+2@example.com", ("privacy", "terms", "marketing")),
    Preset.STRICT: ("touch", "liv_x@icloud.com", ("marketing", "privacy", "terms")),
}


@pytest.mark.parametrize("preset", Preset)
def test_somebody_new_signs_up_and_gets_their_first_stamps(stand: Stand, preset: Preset) -> None:
    name, email, consents = SOMEBODY[preset]
    hand = HANDS[name](stand)
    stand.shop.set_preset(preset)
    stand.shop.settings.pin = "0007"
    inside(stand, hand)
    address(stand, hand, email)
    agree(stand, hand, *consents)
    stand.says("Signed up: a new member")
    (member,) = members(stand, email)
    stand.says(member.masked_email)
    stand.says("Balance: 0 stamps")
    assert member.marketing is ("marketing" in consents)
    assert asked(stand, email) == [
        {
            "email": email,
            "consent_terms": True,
            "consent_privacy": True,
            "consent_marketing": "marketing" in consents,
        }
    ]
    hand.button("button_task_earn")
    stand.sees("staff_amount")
    assert stand.body["masked_email"] == member.masked_email
    hand.digits("2")
    hand.confirm()
    if preset is Preset.STRICT:
        stand.sees("staff_pin")
        hand.digits("0007")
        hand.confirm()
    stand.says("Now: 2 stamps")
    assert stand.shop.member(member.code).stamps == 2


@pytest.mark.parametrize("preset", Preset)
def test_an_email_that_belonged_to_a_member_is_said_so(stand: Stand, hand: Hand, preset: Preset) -> None:
    stand.shop.set_preset(preset)
    email = f"{preset.value}@gmail.com"
    member = stand.shop.add_member(email, 4, 120)
    inside(stand, hand)
    address(stand, hand, email)
    agree(stand, hand, "terms", "privacy")
    stand.says("This e-mail already belonged to a member")
    stand.says("Balance: 4 stamps")
    stand.says("Balance: 120 points")
    assert members(stand, email) == [stand.shop.member(member.code)]
    hand.button("button_task_enrol")
    stand.sees("staff_enrol")
    assert stand.body["typed"] == ""


# -- each documented error -------------------------------------------------------------------------


def without(stand: Stand, field: str) -> None:
    """Let the next enrolment come to the shop without this field: it refuses as it is documented to."""
    answer = stand.shop.handle

    def shortened(request: Request) -> Response:
        if request.path != "/webhook/customer" or not request.body:
            return answer(request)
        stand.shop.handle = answer  # type: ignore[method-assign]
        body = json.loads(request.body)
        body.pop(field)
        return answer(replace(request, body=json.dumps(body).encode()))

    stand.shop.handle = shortened  # type: ignore[method-assign]


Arrange = Callable[[Stand], object]
ERRORS: dict[str, tuple[Arrange, str, str]] = {
    # what the shop does, what the screen says, and the screen that it is said on
    "email_required": (lambda s: without(s, "email"), "does not accept this e-mail", "staff_enrol"),
    "consent_terms_required": (
        lambda s: without(s, "consent_terms"), "asks for consent to the terms", "staff_consents",
    ),
    "consent_privacy_required": (
        lambda s: without(s, "consent_privacy"), "asks for consent to the privacy notice", "staff_consents",
    ),
    "lapsed": (
        lambda s: setattr(s.shop.settings, "subscription", False),
        "The Loyalite subscription has lapsed", "staff_result",
    ),
    "bad key": (
        lambda s: setattr(s.shop.settings, "api_key", "another"),
        "The API key is not accepted", "staff_result",
    ),
}  # fmt: skip


@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("name", ERRORS)
def test_each_refusal_is_told_in_words_and_may_be_mended(
    stand: Stand, hand: Hand, preset: Preset, name: str
) -> None:
    arrange, words, screen = ERRORS[name]
    stand.shop.set_preset(preset)
    email = f"{preset.value[:4]}_{name[:9:8]}@gmail.com"  # short, for each letter is a touch
    inside(stand, hand)
    address(stand, hand, email)
    arrange(stand)
    agree(stand, hand, "terms", "privacy")
    stand.says(words)
    assert stand.screen == screen
    assert members(stand, email) == []
    match screen:
        case "staff_enrol":
            assert stand.body["typed"] == email
            go_on(stand, hand)
            stand.sees("staff_consents")
            agree(stand, hand, "terms", "privacy")
        case "staff_consents":
            (left,) = ticked(stand)
            hand.button(f"consent_{({'terms', 'privacy'} - {left}).pop()}")
            stand.until("both ticks", lambda: len(ticked(stand)) == 2)
            hand.button("button_confirm")
        case _:
            stand.shop.settings.subscription = True
            stand.shop.settings.api_key = stand.world.key
            hand.button("button_again")
    stand.says("Signed up: a new member")
    assert len(members(stand, email)) == 1


# -- lost answers, and waiting ---------------------------------------------------------------------


@pytest.mark.parametrize("applied", [False, True])
def test_without_an_answer_it_is_tried_again_and_nobody_is_signed_up_twice(
    stand: Stand, hand: Hand, applied: bool
) -> None:
    email = f"lost.{'after' if applied else 'before'}@gmail.com"
    inside(stand, hand)
    address(stand, hand, email)
    stand.world.server.faults.add(Fault(FaultKind.DROP, "enrol", count=None, after=applied))
    agree(stand, hand, "terms", "privacy")
    stand.says("The service cannot be reached")
    assert "Signed up" not in stand.words()
    stand.world.server.faults.clear()
    hand.button("button_again")
    # one who was signed up by a try that was never answered is not told to have been a member before
    stand.says("nobody knows whether the member is new" if applied else "Signed up: a new member")
    assert len(members(stand, email)) == 1


def test_one_lost_answer_is_not_even_noticed(stand: Stand, hand: Hand) -> None:
    inside(stand, hand)
    address(stand, hand, "short.loss@gmail.com")
    stand.world.server.faults.add(Fault(FaultKind.ERROR, "enrol", status=503))
    agree(stand, hand, "terms", "privacy")
    stand.says("Signed up: a new member")


def test_a_rate_limit_is_waited_for(stand: Stand, hand: Hand) -> None:
    inside(stand, hand)
    address(stand, hand, "patient@gmail.com")
    stand.world.server.faults.add(Fault(FaultKind.RATE_LIMIT, "enrol", retry_after="1"))
    agree(stand, hand, "terms", "privacy")
    stand.says("Signed up: a new member")
    assert len(asked(stand, "patient@gmail.com")) == 1, "the limiter stands in front of the shop"


# -- what is not sent, what is not taken, and what is not left -------------------------------------


def test_what_is_no_address_and_a_code_in_between(stand: Stand, hand: Hand) -> None:
    keys = HANDS["keypad"](stand)
    before = len(stand.sends)
    inside(stand, hand)
    keys.letters("ada@x")
    hand.button("button_confirm")
    stand.says("Something is missing.")
    keys.letters(" ")
    stand.says("has no such letter")
    stand.scan("somebody's code")
    stand.says("signed up already")
    stand.scan("cq_0123456789")
    stand.says("That is a coupon.")
    assert stand.body["typed"] == "ada@x"
    assert len(stand.sends) == before
    hand.button("key_.com")
    stand.until("the ending", lambda: stand.body["typed"] == "ada@x.com")


def test_terms_and_privacy_each_have_to_be_touched(stand: Stand, hand: Hand) -> None:
    before = len(stand.sends)
    inside(stand, hand)
    address(stand, hand, "tick.tock@gmail.com")
    for consents in (("terms", "marketing"), ("terms", "privacy")):
        assert stand.item("button_confirm") is None, "it is disabled"
        for consent in consents:
            hand.button(f"consent_{consent}")
    stand.until("the last one", lambda: ticked(stand) == ["privacy", "marketing"])
    assert stand.item("button_confirm") is None
    hand.button("button_back")
    stand.sees("staff_enrol")
    go_on(stand, hand)
    stand.sees("staff_consents")
    assert ticked(stand) == []
    assert len(stand.sends) == before


def test_nothing_of_an_email_is_left_for_the_next_person(stand: Stand, hand: Hand) -> None:
    email = "secret.person@gmail.com"
    secrets = ("secret.person", "secret_person")

    def clean() -> tuple[QImage, QImage]:
        hand.button("lock")
        stand.sees("staff_lock")
        pad = stand.grab()
        hand.leave()
        inside(stand, hand)
        empty = stand.grab()
        hand.button("button_leave")
        stand.sees("attract")
        return pad, empty

    before = clean()
    # left in the middle of typing, at the consents, and after it was done
    for until in ("typing", "consents", "done"):
        begun = len(stand.views)
        inside(stand, hand)
        if until == "typing":
            hand.letters(email.partition("@")[0])
            stand.until("the name", lambda: stand.body["typed"] == email.partition("@")[0])
        else:
            address(stand, hand, email)
        if until == "done":
            agree(stand, hand, "terms", "privacy")
            stand.says("Signed up: a new member")
            assert email not in stand.words(), "from here on only as the server masks it"
            hand.button("button_back")
            stand.sees("staff_menu")
        assert any("secret.person" in text for view in stand.views[begun:] for text in texts(view))
        hand.button("button_leave")
        stand.sees("attract")
        QTest.qWait(50)
        after = len(stand.views)
        pictures = clean()
        masked = members(stand, email)[0].masked_email if until == "done" else email
        left = [text for view in stand.views[after:] for text in texts(view)]
        assert not [text for text in left if "secret" in text or masked in text]
        assert all(alike(*pair) for pair in zip(before, pictures, strict=True))
    for secret in secrets:
        assert secret not in stand.out.getvalue()
        assert secret.encode() not in stand.on_disk()
    told = [row for row in stand.audit() if row[1] == "enrol"]
    assert told[-1] == (STAFF_NAME, "enrol", "new")
    assert not [row for row in stand.audit() if "@" in "".join(row)]
