"""Identifiers: the bits of RFC 9562, and one visit a day however many kiosks there are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import RFC_4122
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.ids import operation_id, session_id, uuid7, visit_id
from kiosk.core.model import Moment
from kiosk.core.rules import DAY, Rules

ISTANBUL = ZoneInfo("Europe/Istanbul")
# The example of RFC 9562, appendix A.6.
RFC_TIME = datetime(2022, 2, 22, 14, 22, 22, tzinfo=ZoneInfo("America/New_York"))
RFC_ENTROPY = (0xCC3 << 64) | 0x18C4DC0C0C07398F
SHARED = Rules(cooldown=DAY, daily_limit=1, visit_key=b"k" * 32)


def test_the_example_of_the_standard() -> None:
    assert str(uuid7(Moment(0.0, RFC_TIME, RFC_ENTROPY))) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(st.integers(0, (1 << 128) - 1), st.integers(0, 7_000_000_000))
def test_every_uuid_says_what_it_is(entropy: int, seconds: int) -> None:
    made = uuid7(Moment(0.0, datetime.fromtimestamp(seconds, UTC), entropy))
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == seconds * 1000
    assert (made.int >> 64) & 0xFFF == (entropy >> 64) & 0xFFF
    assert made.int & ((1 << 62) - 1) == entropy & ((1 << 62) - 1)


def test_later_ones_sort_later() -> None:
    times = [RFC_TIME + timedelta(milliseconds=ms) for ms in (0, 1, 2, 500, 60_000)]
    made = [str(uuid7(Moment(0.0, at, (1 << 128) - 1 - index))) for index, at in enumerate(times)]
    assert made == sorted(made)


def test_a_clock_before_1970_still_gives_an_id() -> None:
    made = uuid7(Moment(0.0, datetime(1969, 12, 31, 23, 59, tzinfo=UTC), 5))
    assert made.version == 7


def test_a_session_id_is_short_and_random() -> None:
    assert session_id(Moment(0.0, RFC_TIME, 0xABC)) == "00000abc"
    assert session_id(Moment(0.0, RFC_TIME, (7 << 32) | 0xDEADBEEF)) == "deadbeef"


def test_operations_are_named_after_their_kiosk() -> None:
    made = operation_id(Rules(kiosk_id="entrance-1"), Moment(0.0, RFC_TIME, RFC_ENTROPY))
    assert made == "entrance-1-017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_two_kiosks_mint_the_same_id_for_one_visit_a_day() -> None:
    morning = Moment(5.0, datetime(2026, 3, 10, 8, 0, tzinfo=ISTANBUL), 1)
    evening = Moment(9.0, datetime(2026, 3, 10, 23, 59, tzinfo=ISTANBUL), 2)
    other = replace(SHARED, kiosk_id="kiosk-2")
    made = visit_id(SHARED, morning, 482193)
    assert made == visit_id(other, evening, 482193)
    assert made.startswith("visit-2026-03-10-")
    assert len(made.rpartition("-")[2]) == 32
    assert "482193" not in made


def test_another_day_member_or_key_is_another_visit() -> None:
    now = Moment(0.0, datetime(2026, 3, 10, 23, 59, tzinfo=ISTANBUL), 1)
    ids = {
        visit_id(SHARED, now, 482193),
        visit_id(SHARED, now, 482194),
        visit_id(SHARED, Moment(0.0, now.local + timedelta(minutes=1), 1), 482193),
        visit_id(replace(SHARED, visit_key=b"other"), now, 482193),
    }
    assert len(ids) == 4


def test_the_day_is_the_shops_own() -> None:
    """Half past midnight in Istanbul is still yesterday in UTC."""
    now = Moment(0.0, datetime(2026, 3, 10, 0, 30, tzinfo=ISTANBUL), 1)
    assert visit_id(SHARED, now, 1).startswith("visit-2026-03-10-")


def test_without_one_visit_a_day_every_id_is_new() -> None:
    for rules in (Rules(), Rules(cooldown=DAY, daily_limit=2), Rules(cooldown=timedelta(1), daily_limit=1)):
        first = visit_id(rules, Moment(0.0, RFC_TIME, 1), 482193)
        assert first.startswith("kiosk-1-")
        assert first != visit_id(rules, Moment(0.0, RFC_TIME, 2), 482193)
