"""What a scanned text is, and when it counts as scanned again."""

import pytest

from kiosk.core.codes import MOST_BYTES, Seen, fingerprint, readable
from kiosk.core.rules import AWAY_AFTER


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a", "a"),
        (b"x" * MOST_BYTES, "x" * MOST_BYTES),
        ("ş".encode() * 512, "ş" * 512),
        (b" spaces stay ", " spaces stay "),
        ("zero\u200bwidth".encode(), "zero\u200bwidth"),
        (b"", None),
        (b"x" * (MOST_BYTES + 1), None),
        ("ş".encode() * 513, None),  # bytes count, not characters
        (b"\xff\xfe", None),
        (b"\xc0\xaf", None),  # an overlong form
        ("\ud800".encode("utf-8", "surrogatepass"), None),
        (b"line\nbreak", None),
        (b"tab\t", None),
        (b"nul\x00", None),
        ("c1 \u0085".encode(), None),
        (b"del\x7f", None),
    ],
)
def test_a_code_is_short_readable_text(data: bytes, text: str | None) -> None:
    assert readable(data) == text


def test_a_code_in_view_is_not_scanned_again() -> None:
    seen, fresh = Seen().look(b"a", 10.0)
    assert fresh
    for tick in range(1, 40):  # filmed for ten times as long as a code has to be away
        seen, fresh = seen.look(b"a", 10.0 + tick * AWAY_AFTER / 2)
        assert not fresh


@pytest.mark.parametrize(("away", "fresh"), [(AWAY_AFTER - 0.01, False), (AWAY_AFTER, True)])
def test_it_counts_again_after_two_seconds_out_of_view(away: float, fresh: bool) -> None:
    seen, _ = Seen().look(b"a", 10.0)
    assert seen.look(b"a", 10.0 + away)[1] is fresh


def test_two_codes_in_view_do_not_wake_each_other() -> None:
    seen, first = Seen().look(b"a", 10.0)
    seen, second = seen.look(b"b", 10.1)
    assert (first, second) == (True, True)
    for tick in range(30):
        seen, fresh = seen.look(b"ab"[tick % 2 : tick % 2 + 1], 10.2 + tick * 0.1)
        assert not fresh
    assert len(seen.sights) == 2


def test_what_left_is_forgotten() -> None:
    seen = Seen()
    for number in range(100):
        seen, _ = seen.look(b"%d" % number, number * AWAY_AFTER)
    assert len(seen.sights) == 1


def test_a_mark_holds_as_long_as_its_code_is_in_view() -> None:
    seen, _ = Seen().look(b"a", 10.0)
    assert seen.holds(fingerprint(b"a"), 11.9)
    assert not seen.holds(fingerprint(b"a"), 12.0)
    assert not seen.holds(fingerprint(b"b"), 10.0)
    assert not seen.holds(None, 10.0)


def test_a_fingerprint_does_not_hold_the_code() -> None:
    assert fingerprint(b"secret payload") != fingerprint(b"secret payloaf")
    assert b"secret" not in fingerprint(b"secret payload")
    assert len(fingerprint(b"x" * 1000)) == 16


def test_a_code_beside_another_is_still_in_view() -> None:
    seen, _ = Seen().look(b"b", 10.0)
    for tick in range(1, 40):
        seen, _ = seen.look(b"a", 10.0 + tick * 0.5)
        seen = seen.keep((b"b", b"c"), 10.0 + tick * 0.5)
    assert not seen.look(b"b", 30.0)[1]
    assert seen.look(b"c", 30.0)[1], "it was never the one that counts"
