"""Where scanned codes begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.framing import CAP, GAP, STALE, Framer, Terminator

ENDS = {"cr": b"\r", "lf": b"\n", "crlf": b"\r\n", "stx-etx": b"\x03", "gap": b""}
WITH_END = sorted(set(ENDS) - {"gap"})
codes = st.binary(min_size=1, max_size=60).filter(
    lambda c: not set(c) & {0x02, 0x03, 0x0A, 0x0D} and c[:1] != b"]"
)
cuts = st.lists(st.integers(0, 400), max_size=6)


def sent(code: bytes, end: str) -> bytes:
    return (b"\x02" if end == "stx-etx" else b"") + code + ENDS[end]


def chunks(data: bytes, at: list[int]) -> list[bytes]:
    edges = [0, *sorted(min(cut, len(data)) for cut in at), len(data)]
    return [data[a:b] for a, b in pairwise(edges)]


class Line:
    """A framer with a clock: what comes, and the pauses between."""

    def __init__(self, mode: str = "auto") -> None:
        self.framer = Framer(mode)
        self.now = 1.0

    def hears(self, *data: bytes) -> list[bytes]:
        return [code for piece in data for code in self.framer.feed(piece, self.now)]

    def waits(self, seconds: float = GAP) -> list[bytes]:
        """Nothing comes for so long; somebody looks every 20 ms, as the adapter does."""
        seen = []
        for _ in range(round(seconds / 0.02) + 1):
            self.now += 0.02
            seen += self.framer.idle(self.now)
        return seen

    def scan(self, *data: bytes) -> list[bytes]:
        return self.hears(*data) + self.waits()


# -- the known terminators -------------------------------------------------------------------------


@given(st.sampled_from(WITH_END), st.lists(codes, max_size=5), cuts)
def test_any_split_gives_the_same_codes(end: str, wanted: list[bytes], at: list[int]) -> None:
    framer = Framer(end)
    data = b"".join(sent(code, end) for code in wanted)
    assert [c for piece in chunks(data, at) for c in framer.feed(piece, 1.0)] == wanted


@given(st.lists(st.tuples(codes, cuts), max_size=4))
def test_a_pause_ends_codes_where_nothing_else_does(scans: list[tuple[bytes, list[int]]]) -> None:
    line = Line("gap")
    for code, at in scans:
        assert line.hears(*chunks(code, at)) == []
        assert line.waits() == [code]


def test_a_pause_that_nobody_saw_is_none() -> None:
    """The thread was kept waiting, not the scanner: the rest had long come when it looked."""
    for mode in ("gap", "auto"):
        framer = Framer(mode)
        assert framer.feed(b"one ", 1.0) == []
        assert framer.feed(b"code", 1.0 + 10 * GAP) == []
        assert framer.idle(1.0 + 11.5 * GAP) == [b"one code"]
        assert framer.idle(9.0) == []


@pytest.mark.parametrize("mode", WITH_END)
def test_a_beginning_without_an_end_is_dropped_and_does_not_spoil_the_next(mode: str) -> None:
    line = Line(mode)
    assert line.hears(b"\x02noise") == []
    assert line.waits(STALE) == []
    assert not line.framer.waiting
    assert line.hears(sent(b"good", mode)) == [b"good"]
    assert line.framer.learnt is Terminator(mode)


def test_stx_in_the_middle_begins_anew() -> None:
    assert Line("stx-etx").scan(b"a\x03b\x02co\x02code\x03tail") == [b"code"]
    assert Line().scan(b"noise\x02code\x03") == [b"code"]


# -- auto ------------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(ENDS)), st.lists(st.tuples(codes, cuts), min_size=1, max_size=5))
def test_auto_reads_every_scanner_whatever_the_split(end: str, scans: list[tuple[bytes, list[int]]]) -> None:
    line = Line()
    for number, (code, at) in enumerate(scans):
        at_once = line.hears(*chunks(sent(code, end), at))
        # The first code waits for the pause that tells how it ended, the others for nothing.
        assert at_once == ([code] if number and end != "gap" else [])
        assert line.waits() == ([] if at_once else [code])
    assert line.framer.learnt is (None if end == "gap" else Terminator(end))


@given(st.sampled_from(WITH_END), st.lists(codes, min_size=2, max_size=4), cuts)
def test_auto_separates_codes_that_came_before_it_had_learnt(
    end: str, wanted: list[bytes], at: list[int]
) -> None:
    data = b"".join(sent(code, end) for code in wanted)
    assert Line().scan(*chunks(data, at)) == wanted


def test_auto_trusts_no_pause_once_it_has_learnt() -> None:
    line = Line()
    assert line.scan(b"a\r") == [b"a"]
    assert line.scan(b"b") == []
    assert line.hears(b"c\r") == [b"bc"]


def test_lines_within_a_code_belong_to_it() -> None:
    """A visiting card held up to a scanner is one wrong code, not five."""
    card = b"BEGIN:VCARD\r\nFN:Someone\r\nEND:VCARD"
    for end in ("cr", "lf", "gap"):
        line = Line()
        line.scan(sent(b"first", end))
        got = line.scan(sent(card, end))
        assert len(got) == {"cr": 3, "lf": 3, "gap": 1}[end]
    line = Line()
    assert line.scan(sent(b"two\nlines", "crlf")) == [b"two\nlines"]
    assert line.hears(sent(b"two\rlines", "crlf")) == [b"two\rlines"]
    line = Line()
    assert line.scan(sent(card, "stx-etx")) == [card]


def test_what_was_learnt_from_noise_is_forgotten() -> None:
    line = Line()
    assert line.scan(b"a line of text\r") == [b"a line of text"]
    assert line.scan(b"this scanner only pauses") == []
    assert line.waits(STALE) == []
    assert line.framer.learnt is None
    assert line.scan(b"from now on it is read") == [b"from now on it is read"]


def test_an_odd_line_end_forgets_nothing() -> None:
    line = Line()
    assert line.scan(b"a\r") == [b"a"]
    assert line.scan(b"\n") == []
    assert line.waits(STALE) == []
    assert line.framer.learnt is Terminator.CR
    assert line.hears(b"\nb\r") == [b"b"]


def test_another_scanner_without_frames_is_learnt_too() -> None:
    line = Line()
    assert line.scan(b"\x02framed\x03\r\n") == [b"framed"]
    assert line.hears(b"\x02again\x03\r\n") == [b"again"]
    assert line.waits(STALE) == []
    assert line.framer.learnt is Terminator.STX_ETX
    assert line.scan(b"bare\r") == []
    assert line.waits(STALE) == []
    assert line.scan(b"bare\r") == [b"bare"]


# -- AIM identifiers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"]Q0abc", b"abc"),
        (b"]Q1abc", b"abc"),
        (b"]Q3abc", b"abc"),
        (b"]Q5abc", b"abc"),
        (b"]Q1]Q1", b"]Q1"),
        (b"]Q7abc", b"]Q7abc"),
        (b"]C0abc", b"]C0abc"),
        (b"]E04006381333931", b"]E04006381333931"),
        (b"]Qabc", b"]Qabc"),
        (b"a]Q1", b"a]Q1"),
        (rb"]Q1a\000026b", rb"a\000026b"),
        (rb"]Q2\000026Gr\\n", rb"Gr\n"),
        (rb"]Q4a\\000026", rb"a\000026"),
        (rb"]Q6\00002", rb"\00002"),
    ],
)
def test_only_the_identifiers_of_qr_codes_are_taken_off(raw: bytes, code: bytes) -> None:
    for end in ENDS:
        assert Line().scan(sent(raw, end)) == [code]


def test_nothing_but_an_identifier_or_line_ends_is_no_code() -> None:
    assert Line().scan(b"\r\n\r\n]Q1\r\n") == []
    assert Line().scan(b"\x02\x03") == []
    assert Line().scan(rb"]Q2\000026") == []


# -- too much --------------------------------------------------------------------------------------


@pytest.mark.parametrize("auto", [False, True])
@pytest.mark.parametrize("end", sorted(ENDS))
def test_the_longest_code_passes_and_a_longer_one_is_dropped_whole(end: str, auto: bool) -> None:
    line = Line("auto" if auto else end)
    assert line.scan(sent(b"x" * CAP, end)) == [b"x" * CAP]
    for length in (CAP + 1, CAP + 7, CAP + 8, CAP + 9, CAP + 10, 100_000):
        assert line.scan(sent(b"x" * length, end)) == []
        assert line.scan(sent(b"next", end)) == [b"next"]


def test_after_a_flood_before_it_had_learnt_codes_are_read() -> None:
    line = Line()
    assert line.scan(b"z" * 60_000 + b"\rafter\r") == [b"after"]
    line = Line()
    assert line.scan(b"\x02" + b"z" * 60_000 + b"\x03\x02after\x03") == [b"after"]


@pytest.mark.parametrize("mode", list(Terminator))
@pytest.mark.parametrize("filler", [b"y", b"\x02", b"\x02y", b"y\r", b"\n", b"\x03"])
def test_a_flood_takes_no_memory(mode: Terminator, filler: bytes) -> None:
    framer = Framer(mode)
    for _ in range(50):
        framer.feed(filler * 5_000, 1.0)
        assert len(framer._buffer) <= CAP + 8


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


@given(
    st.sampled_from(sorted(ENDS)),
    st.lists(st.binary(max_size=300), max_size=6),
    codes,
    st.booleans(),
)
def test_after_any_garbage_a_second_scan_is_read(
    end: str, garbage: list[bytes], code: bytes, auto: bool
) -> None:
    line = Line("auto" if auto else end)
    for piece in garbage:
        line.scan(piece)
    for _ in range(2):  # the first may have to tell that what was learnt from the garbage is wrong
        line.scan(sent(code, end))
        line.waits(STALE)
    assert line.scan(sent(code, end)) == [code]


def test_an_unknown_terminator_is_refused() -> None:
    with pytest.raises(ValueError, match="enter"):
        Framer("enter")
