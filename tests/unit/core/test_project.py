"""What the screens say: a word for everything, no secrets, and no number that nobody said."""

import dataclasses
import re
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.challenge import Notice, Phase
from kiosk.core.model import Balance, CardType, History, OperationState, Visit
from kiosk.core.project import project
from kiosk.core.rules import COUNTED_WAIT, Rules
from kiosk.core.state import Earning
from kiosk.core.view import Attract as AttractView
from kiosk.core.view import (
    BalanceView,
    Button,
    Countdown,
    Lookup,
    Pin,
    Reward,
    StaffCoupon,
    Text,
    View,
)
from tests.support.play import ANNA, COUPON, NOON, RECORD, TOKEN, Play, operation
from tests.support.texts import texts
from tests.support.ways import WAYS

TRANSLATIONS = Path(__file__).resolve().parents[3] / "assets/translations"


def buttons(value: object) -> list[Button]:
    if isinstance(value, Button):
        return [value]
    if isinstance(value, tuple):
        return [button for each in value for button in buttons(each)]
    if dataclasses.is_dataclass(value):
        return [b for each in dataclasses.fields(value) for b in buttons(getattr(value, each.name))]
    return []


def known_ids(language: str) -> set[str]:
    source = (TRANSLATIONS / f"kiosk_{language}.ts").read_text(encoding="utf-8")
    return set(re.findall(r'<message[^>]* id="([^"]+)"', source))


@pytest.mark.parametrize("name", ["attract", *WAYS])
def test_every_screen_has_words_in_every_language_and_a_way_out(name: str) -> None:
    play = Play()
    if name != "attract":
        WAYS[name](play)
    play.tap(ev.Action.ACCESS)
    view = play.view
    ids = {text.id for text in texts(view)}
    assert ids
    for language in Rules().languages:
        assert not ids - known_ids(language)
    assert view.session == play.session
    assert {button.action for button in buttons(view)} <= set(ev.Action)
    # Where nothing is to be pressed the screen goes on by itself, and soon.
    assert view.buttons or view.lock or view.screen in ("lookup", "done")
    assert view.freeze_preview is (view.screen == "lookup")


@pytest.mark.parametrize("name", WAYS)
def test_no_secret_is_in_a_repr(name: str) -> None:
    play = Play()
    WAYS[name](play)
    # there it would be an amount or an order's number, which is no secret
    if play.view.screen not in ("staff_amount", "staff_checkout_order", "staff_checkout_total"):
        play.type("8642")
    said = repr(play.view) + repr(play.kiosk) + repr(play.all)
    for secret in (
        "8642",
        "4711",
        COUPON.token,
        TOKEN,
        ANNA.masked_email,
        str(ANNA.code) + "-code",
        f"code={ANNA.code}",
    ):
        assert secret not in said


def view_of(play: Play) -> View:
    return project(play.kiosk)


# -- the invitation --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("camera", "scanner", "hint", "aims"),
    [
        (None, None, "attract.hint", True),
        (True, None, "attract.hint", True),
        (True, True, "attract.hint", True),
        (False, True, "attract.hint_scanner", False),
        (None, True, "attract.hint_scanner", True),
        (False, None, "attract.no_reader.next", False),
        (False, False, "attract.no_reader.next", False),
    ],
)
def test_the_invitation_promises_what_can_read(
    camera: bool | None, scanner: bool | None, hint: str, aims: bool
) -> None:
    play = Play()
    for name, up in (("camera", camera), ("scanner", scanner)):
        if up is not None:
            play.do(ev.DeviceChanged(name, up))
    body = play.view.body
    assert isinstance(body, AttractView)
    assert (body.hint.id, body.camera, body.scanner) == (hint, aims, bool(scanner))
    assert play.view.lock is not None
    assert play.view.show_preview


def test_a_person_chooses_language_size_and_colours() -> None:
    play = Play()
    play.tap(ev.Action.LANGUAGE, "ar")
    play.tap(ev.Action.TEXT_SIZE, "150")
    play.tap(ev.Action.TEXT_SIZE, "175")
    play.tap(ev.Action.THEME, "contrast")
    play.tap(ev.Action.THEME, "pink")
    view = play.view
    assert (view.language, view.rtl, view.text_scale, view.theme) == ("ar", True, 150, "contrast")
    assert [language.name for language in view.languages] == ["English", "Türkçe", "Deutsch", "العربية"]
    assert view.access is None
    play.tap(ev.Action.ACCESS)
    access = play.view.access
    assert access is not None
    chosen = [button.value for button in (*access.sizes, *access.themes) if button.style == "primary"]
    assert chosen == ["150", "contrast"]
    play.tap(ev.Action.ACCESS)
    assert play.view.access is None


def test_words_of_waiting() -> None:
    play = Play()
    play.scan()
    assert play.view.body == Lookup(Text("lookup.got_it"), None)
    play.wait(0.5)
    assert play.view.body == Lookup(Text("lookup.got_it"), Text("lookup.one_moment"), slow=True)
    play.looked_up(o.RateLimited())
    assert play.view.body == Lookup(Text("lookup.got_it"), Text("lookup.busy"), slow=True)


def test_a_longer_wait_for_a_rate_limit_is_counted_down() -> None:
    play = Play()
    play.scan()
    play.looked_up(o.RateLimited(COUNTED_WAIT / 2))
    assert play.view.countdown is None
    play.wait(COUNTED_WAIT / 2)
    told_at = play.now.mono
    play.looked_up(o.RateLimited(20.0))
    assert play.view.countdown == Countdown(told_at, told_at + 20.0)
    play.wait(20.0)
    assert play.view.countdown is None
    play.looked_up(o.Unavailable(o.Trouble.CONNECT, reached=False))
    assert play.view.countdown is None


def test_an_earn_that_waits_for_a_rate_limit_says_so() -> None:
    play = Play().sending()
    assert isinstance(play.view.body, BalanceView)
    assert play.view.body.note == Text("balance.earning")
    play.answered(o.RateLimited(9.0))
    assert isinstance(play.view.body, BalanceView)
    assert play.view.body.note == Text("lookup.busy")


# -- balances --------------------------------------------------------------------------------------


def balance_of(play: Play) -> BalanceView:
    body = play.view.body
    assert isinstance(body, BalanceView)
    return body


@pytest.mark.parametrize(
    ("card", "points", "shows_card", "shows_points"),
    [
        (CardType.STAMP, 0, True, False),
        (CardType.STAMP, 30, True, True),
        (CardType.POINT, 0, False, True),
        (None, 0, True, True),
    ],
)
def test_a_balance_shows_what_the_shop_gives(
    card: CardType | None, points: int, shows_card: bool, shows_points: bool
) -> None:
    play = Play(Rules(card=card)).known(dataclasses.replace(ANNA, balance=Balance(7, points)))
    body = balance_of(play)
    assert (body.card is not None, body.stamps_text is not None) == (shows_card, shows_card)
    assert (body.points, body.points_text is not None) == (points if shows_points else None, shows_points)
    assert body.masked_email == ANNA.masked_email
    assert body.busy


def test_a_card_of_unknown_size_is_a_number() -> None:
    play = Play(Rules(stamps_per_card=0)).known()
    body = balance_of(play)
    assert body.card is not None
    assert (body.card.filled, body.card.of) == (7, 0)
    assert body.stamps_text == Text("balance.stamps", n=7)
    play = Play(Rules(stamps_per_card=5)).known()
    assert balance_of(play).card.filled == 5  # type: ignore[union-attr]


def test_collected_already_says_from_when() -> None:
    play = Play().known()
    play.recalled(History((Visit(operation(), OperationState.ACCEPTED),), (RECORD,) * 5))
    body = balance_of(play)
    assert body.note == Text("balance.already", (NOON + timedelta(hours=4),))
    assert (len(body.coupons), body.coupons_title) == (3, Text("balance.coupons", n=5))
    play = Play(Rules(card=None)).known()
    play.recalled()
    assert (balance_of(play).note, balance_of(play).coupons_title) == (None, None)


# -- the PIN ---------------------------------------------------------------------------------------


def pin_of(play: Play) -> Pin:
    body = play.view.body
    assert isinstance(body, Pin)
    return body


def test_the_pin_pad_counts_digits_and_never_shows_them() -> None:
    play = Play().asking()
    assert pin_of(play).message == Text("pin.sent")
    assert pin_of(play).tries_text == Text("pin.tries", n=3)
    play.tap(ev.Action.DIGIT, "8")
    assert (pin_of(play).entered, pin_of(play).can_confirm) == (1, False)
    play.tap(ev.Action.DIGIT, "6")
    assert (pin_of(play).entered, pin_of(play).can_confirm) == (2, True)
    play.tap(ev.Action.CONFIRM)
    assert (pin_of(play).message, pin_of(play).busy) == (Text("pin.checking"), True)
    play.answered(o.RateLimited())
    assert pin_of(play).message == Text("pin.busy")


def test_a_new_code_is_offered_as_long_as_there_is_one() -> None:
    play = Play().asking()
    for left in (2, 1, 0):
        actions = [button.action for button in play.view.buttons]
        assert ("new_code" in actions) is (left > 0)
        play.type("11")
        play.answered(o.PinExpired())
        if left:
            assert pin_of(play).message == Text("pin.expired")
            assert play.view.buttons[0].style == "primary"
            play.tap(ev.Action.NEW_CODE)
            play.answered(o.PinRequired())


def test_every_notice_has_words() -> None:
    play = Play().asking()
    for notice in Notice:
        stage = play.kiosk.stage
        assert isinstance(stage, Earning)
        run = dataclasses.replace(stage.run, notice=notice, phase=Phase.ASKING)
        assert project(
            dataclasses.replace(play.kiosk, stage=dataclasses.replace(stage, run=run))
        ).body.message


def test_staff_ask_the_customer() -> None:
    play = Play().redeeming()
    assert play.view.body == StaffCoupon(
        Text("staff_coupon.headline"), Text("staff_coupon.asking"), busy=True
    )
    play.answered(o.PinRequired())
    assert pin_of(play).message == Text("staff_pin.sent")
    assert pin_of(play).tries_text is None


# -- the reward ------------------------------------------------------------------------------------


def reward_of(play: Play) -> Reward:
    body = play.view.body
    assert isinstance(body, Reward)
    return body


def test_a_stamp_is_pressed_into_the_card() -> None:
    body = reward_of(Play().rewarded())
    assert (body.headline, body.stamps_text) == (
        Text("reward.stamps", n=1),
        Text("balance.stamps_of", (8, 10)),
    )
    assert body.card is not None
    assert (body.card.filled, body.card.gained, body.points) == (8, 1, None)


def test_a_full_card_is_seen_full() -> None:
    body = reward_of(Play().rewarded(COUPON))
    assert body.card is not None
    assert (body.card.filled, body.card.of) == (10, 10)
    assert body.stamps_text == Text("reward.card_full")
    body = reward_of(Play(Rules(stamps_per_card=0)).rewarded(COUPON))
    assert body.card is not None
    assert (body.card.filled, body.card.of) == (0, 0)


def test_points_are_a_number() -> None:
    body = reward_of(Play(Rules(card=CardType.POINT)).rewarded())
    assert (body.card, body.points, body.headline) == (None, 30, Text("reward.points"))


@pytest.mark.parametrize("known", [True, False])
def test_applied_before_shows_no_number_that_nobody_said(known: bool) -> None:
    play = Play(Rules(stamps_per_card=8)).sending()
    play.answered(o.AlreadyApplied())
    play.settled()
    fresh = dataclasses.replace(ANNA, balance=Balance(0, 30))
    play.looked_up(o.Found(fresh) if known else o.NotFound())
    body = reward_of(play)
    if known:
        assert body.note == Text("reward.in_app")
    else:
        assert (body.card, body.points, body.note) == (None, None, Text("reward.no_number"))
