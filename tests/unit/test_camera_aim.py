"""When hints and light are told: never early, never flapping, and nobody is nagged."""

from itertools import pairwise

import pytest

from kiosk.core.events import Aimed, Hint, Light
from kiosk.devices import aim as rules
from kiosk.devices.aim import Aim, Seen
from kiosk.devices.appraisal import Opinion

FPS = 10
DAY = 110.0


class Shop:
    """An aim, picture by picture; ``told`` is what it said and when (seconds)."""

    def __init__(self):
        self.aim = Aim()
        self.at = 0.0
        self.told: list[tuple[float, Aimed]] = []

    def see(self, seconds: float, seen: Seen) -> "Shop":
        for _ in range(round(seconds * FPS)):
            self.at += 1 / FPS
            aimed = self.aim.see(seen, self.at)
            if aimed is not None:
                self.told.append((round(self.at, 3), aimed))
        return self

    def quiet(self, seconds: float) -> "Shop":
        return self.see(seconds, Seen(DAY))

    def near(self, seconds: float, hint: Hint, glare: bool = False) -> "Shop":
        return self.see(seconds, Seen(DAY, True, True, near=True, opinion=Opinion(hint, glare)))

    def guess(self, seconds: float, hint: Hint = Hint.AIM) -> "Shop":
        return self.see(seconds, Seen(DAY, True, True, opinion=Opinion(hint)))

    def hints(self) -> list[Hint | None]:
        return [aimed.hint for _, aimed in self.told]


def test_a_hint_comes_after_three_seconds_of_trying_and_goes_two_seconds_after_it():
    shop = Shop().quiet(5).near(6, Hint.CLOSER)
    ended = shop.at
    shop.quiet(10)
    (came, first), (went, second) = shop.told
    assert (first, second) == (Aimed(Hint.CLOSER), Aimed(None))
    assert came == pytest.approx(8, abs=0.21)
    assert went == pytest.approx(ended + 2, abs=0.21)


@pytest.mark.parametrize("seconds", [0.5, 2, 2.9])
def test_who_walks_by_is_told_nothing(seconds):
    assert Shop().quiet(3).guess(seconds).quiet(20).told == []


def test_signs_of_trying_may_be_a_second_apart():
    shop = Shop()
    for _ in range(4):
        shop.near(0.1, Hint.STILL).quiet(1.1)
    assert shop.hints() == [Hint.STILL]


def test_signs_two_seconds_apart_are_no_try():
    shop = Shop()
    for _ in range(10):
        shop.near(0.1, Hint.STILL).quiet(2)
    assert shop.told == []


def test_a_read_ends_it_at_once_and_three_new_seconds_begin():
    shop = Shop().near(4, Hint.BRIGHTER)
    shop.see(0.1, Seen(DAY, read=True))
    assert shop.told[-1] == (pytest.approx(shop.at), Aimed(None))
    shop.near(2.9, Hint.BRIGHTER)
    assert shop.hints() == [Hint.BRIGHTER, None]
    shop.near(0.4, Hint.BRIGHTER)
    assert shop.hints() == [Hint.BRIGHTER, None, Hint.BRIGHTER]


def test_what_changes_all_the_time_does_not_flap():
    shop = Shop()
    for number in range(200):
        shop.near(0.1, (Hint.CLOSER, Hint.STILL, Hint.BRIGHTER)[number % 3])
    assert len(shop.told) <= 4
    assert all(later - earlier >= rules.STAYS for (earlier, _), (later, _) in pairwise(shop.told))


def test_a_hint_that_is_true_no_more_is_followed_by_the_true_one():
    shop = Shop().near(4, Hint.CLOSER).near(4, Hint.TILT)
    assert shop.hints() == [Hint.CLOSER, Hint.TILT]
    (first, _), (second, _) = shop.told
    assert second - first >= rules.STAYS


def test_what_says_more_goes_before_aim():
    shop = Shop()
    for _ in range(30):
        shop.near(0.1, Hint.AIM).near(0.1, Hint.AIM).near(0.1, Hint.STILL)
    assert set(shop.hints()) == {Hint.STILL}


@pytest.mark.parametrize("hint", [Hint.AIM, Hint.STILL])
def test_who_stands_there_and_chats_is_told_once_and_not_for_long(hint):
    shop = Shop().quiet(20).guess(120, hint)
    assert shop.hints() == [hint, None]
    (came, _), (went, _) = shop.told
    assert went - came <= rules.GUESSES + 0.2
    shop.quiet(5).guess(20, hint)
    assert shop.hints() == [hint, None]
    shop.quiet(rules.PRESENCE + 1).guess(5, hint)
    assert shop.hints() == [hint, None, hint]


def test_aim_is_told_once_in_a_presence_and_anything_better_is_still_told():
    shop = Shop().guess(4).quiet(4)
    assert shop.hints() == [Hint.AIM, None]
    shop.guess(6)
    assert shop.hints() == [Hint.AIM, None]
    shop.near(5, Hint.TILT)
    assert shop.hints() == [Hint.AIM, None, Hint.TILT]


def test_after_a_read_it_may_be_told_again():
    shop = Shop().guess(20)
    shop.see(0.1, Seen(DAY, read=True)).guess(4)
    assert shop.hints() == [Hint.AIM, None, Hint.AIM]


def test_when_the_pictures_end_so_do_the_hints():
    shop = Shop().near(4, Hint.CLOSER)
    assert shop.aim.over() == Aimed(None)
    assert Shop().quiet(5).aim.over() is None


# -- light -----------------------------------------------------------------------------------------


def lights(shop: Shop) -> list[Light]:
    return [aimed.light for _, aimed in shop.told]


def test_dark_after_two_seconds_and_fair_after_two():
    shop = Shop().see(5, Seen(DAY)).see(5, Seen(20)).see(5, Seen(DAY))
    assert lights(shop) == [Light.DARK, Light.FAIR]
    assert [at for at, _ in shop.told] == [pytest.approx(7, abs=0.21), pytest.approx(12, abs=0.21)]


def test_a_coat_is_no_dusk():
    shop = Shop()
    for _ in range(10):
        shop.see(1.8, Seen(10)).see(0.5, Seen(DAY))
    assert shop.told == []


@pytest.mark.parametrize("lit", [36, 50, 79])
def test_a_lamp_that_doubles_the_light_does_not_put_itself_out(lit):
    shop = Shop().see(5, Seen(34)).see(60, Seen(lit))
    assert lights(shop) == [Light.DARK]


def test_a_lamp_that_does_put_itself_out_flickers_less_and_less():
    shop = Shop()
    for _ in range(10 * 60 * FPS):
        dark = bool(shop.told) and shop.told[-1][1].light is Light.DARK
        shop.see(1 / FPS, Seen(120 if dark else 20))
    turns = [at for at, _ in shop.told]
    assert len([at for at in turns if at > 300]) < 12
    assert max(later - earlier for earlier, later in pairwise(turns)) > 50


def test_glare_while_somebody_tries_and_no_longer():
    shop = Shop().near(2, Hint.TILT, glare=True)
    assert lights(shop) == [Light.GLARE]
    shop.quiet(3)
    assert lights(shop) == [Light.GLARE, Light.FAIR]


def test_one_flash_is_no_glare():
    shop = Shop()
    for _ in range(10):
        shop.near(0.1, Hint.TILT, glare=True).near(0.5, Hint.STILL)
    assert Light.GLARE not in lights(shop)
