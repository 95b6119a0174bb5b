"""Where scanned codes begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.framing import CAP, GAP, STALE, Framer, Terminator

ENDS = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "stx-etx": b"\x03"}
codes = st.binary(min_size=1, max_size=60).filter(
    lambda c: not set(c) & {0x02, 0x03, 0x0A, 0x0D} and c[:1] != b"]"
)


def sent(code: bytes, end: str) -> bytes:
    return (b"\x02" if end == "stx-etx" else b"") + code + ENDS[end]


@given(
    st.sampled_from(sorted(ENDS)),
    st.booleans(),
    st.lists(codes, max_size=5),
    st.lists(st.integers(0, 400), max_size=6),
)
def test_any_split_gives_the_same_codes(end: str, auto: bool, wanted: list[bytes], cuts: list[int]) -> None:
    data = b"".join(sent(code, end) for code in wanted)
    framer = Framer("auto" if auto else end)
    edges = [0, *sorted(min(c, len(data)) for c in cuts), len(data)]
    seen = [c for a, b in pairwise(edges) for c in framer.feed(data[a:b], 1.0)]
    assert seen == wanted


@pytest.mark.parametrize("mode", ["auto", "gap"])
def test_a_pause_ends_a_code(mode: str) -> None:
    framer = Framer(mode)
    assert framer.feed(b"one", 1.0) == []
    assert framer.feed(b"-more", 1.0 + GAP / 2) == []
    assert framer.idle(1.0 + GAP) == []
    assert framer.idle(1.0 + 2 * GAP) == [b"one-more"]
    assert framer.idle(9.0) == []
    assert framer.feed(b"two", 2.0) == []
    assert framer.feed(b"three", 2.0 + 2 * GAP) == [b"two"]


def test_auto_trusts_no_pause_once_it_saw_a_terminator() -> None:
    framer = Framer()
    assert framer.feed(b"a\r", 1.0) == [b"a"]
    assert framer.feed(b"b", 1.1) == []
    assert framer.idle(1.1 + 2 * GAP) == []
    assert framer.feed(b"c\r", 1.3) == [b"bc"]


@pytest.mark.parametrize("mode", [m for m in Terminator if m not in (Terminator.AUTO, Terminator.GAP)])
def test_a_beginning_without_an_end_is_dropped_and_does_not_spoil_the_next(mode: Terminator) -> None:
    framer = Framer(mode)
    framer.feed(b"\x02noise", 1.0)
    assert framer.feed(sent(b"good", mode.value), 1.0 + STALE + 0.1) == [b"good"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"]Q1abc", b"abc"), (b"]C0abc", b"abc"), (b"]Qabc", b"]Qabc"), (b"]11x", b"]11x"), (b"a]Q1", b"a]Q1")],
)
def test_only_what_looks_like_an_aim_identifier_is_taken_off(raw: bytes, code: bytes) -> None:
    assert Framer().feed(raw + b"\r", 1.0) == [code]


def test_nothing_but_an_identifier_or_line_ends_is_no_code() -> None:
    assert Framer().feed(b"\r\n\r\n]Q1\r\n\x02\x03", 1.0) == []


@pytest.mark.parametrize("end", sorted(ENDS))
def test_the_longest_code_passes_and_a_longer_one_is_dropped_whole(end: str) -> None:
    framer = Framer(end)
    assert framer.feed(sent(b"x" * CAP, end), 1.0) == [b"x" * CAP]
    assert framer.feed(sent(b"x" * (CAP + 1), end), 1.0) == []
    assert framer.feed(sent(b"x" * 100_000, end), 1.0) == []
    assert framer.feed(sent(b"next", end), 1.0) == [b"next"]


def test_an_endless_line_takes_no_memory() -> None:
    framer = Framer("cr")
    for _ in range(50):
        framer.feed(b"y" * 10_000, 1.0)
    assert len(framer._buffer) <= CAP + 2


def test_stx_in_the_middle_begins_anew() -> None:
    assert Framer().feed(b"noise\x02code\x03", 1.0) == [b"code"]
    assert Framer("stx-etx").feed(b"a\x03b\x02co\x02code\x03tail", 1.0) == [b"code"]


@given(st.sampled_from(list(Terminator)), st.lists(st.binary(max_size=200), max_size=20))
def test_garbage_never_raises_and_never_yields_an_empty_or_oversized_code(
    mode: Terminator, pieces: list[bytes]
) -> None:
    framer = Framer(mode)
    now = 0.0
    for piece in pieces:
        for code in framer.feed(piece, now) + framer.idle(now + 0.06):
            assert 0 < len(code) <= CAP
        now += 0.06
    framer.reset()
    assert not framer.waiting


def test_an_unknown_terminator_is_refused() -> None:
    with pytest.raises(ValueError, match="enter"):
        Framer("enter")
