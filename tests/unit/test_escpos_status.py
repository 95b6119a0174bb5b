"""What a printer says, in pieces, mixed and torn: the same answers, whatever the line does to them."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.model import PrinterState
from kiosk.devices import escpos
from kiosk.devices import escpos_status as say

XON_XOFF = (b"\x11", b"\x13")


def test_a_mixed_stream_falls_into_its_answers() -> None:
    stream = bytes.fromhex("12 13 1000000f 11 37224041606200 1e 372500 0c 375f45504e00")
    assert say.StatusParser().feed(stream) == [
        say.RealTime(0x12),
        say.Flow(ready=False),
        say.AutoStatus(bytes.fromhex("1000000f")),
        say.Flow(ready=True),
        say.Completed(b"@A`b"),
        say.RealTime(0x1E),
        say.Cleared(),
        say.Processed(0x0C),
        say.Block(b"_EPN"),
    ]


def cut(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(min(c, len(data)) for c in cuts), len(data)]
    return [data[begin:end] for begin, end in pairwise(edges)]


cuts = st.lists(st.integers(0, 300), max_size=8)


@given(st.binary(max_size=300), cuts)
def test_any_split_gives_the_same_answers_and_garbage_does_not_hurt(data: bytes, where: list[int]) -> None:
    whole = say.StatusParser().feed(data)
    parser = say.StatusParser()
    assert [a for part in cut(data, where) for a in parser.feed(part)] == whole


# -- one answer within another ------------------------------------------------------------------

ids = st.builds(escpos.process_id, st.integers(0, 2000), st.integers(0, 2000))
real_time = st.integers(0, 255).map(lambda n: n & ~0x93 | 0x12)
automatic = st.builds(
    lambda first, rest: bytes((first & ~0x93 | 0x10, *(n & ~0x90 for n in rest))),
    st.integers(0, 255),
    st.lists(st.integers(0, 255), min_size=3, max_size=3),
).filter(lambda four: 0x11 not in four and 0x13 not in four)


@st.composite
def muddled(draw: st.DrawFn) -> tuple[bytes, list[say.Answer]]:
    """Answers in an order, each as bytes with others in the middle of it, as printers may do it."""
    said: list[say.Answer] = []

    def with_inserts(data: bytes, inserts: list[bytes]) -> bytes:
        for one in inserts:
            place = draw(st.integers(1, len(data) - 1))
            data = data[:place] + one + data[place:]
        return data

    def status() -> bytes:
        value = draw(real_time)
        said.append(say.RealTime(value))
        return bytes((value,))

    def auto() -> bytes:
        value = draw(automatic)
        said.append(say.AutoStatus(value))
        return with_inserts(value, [status()] if draw(st.booleans()) else [])

    def block() -> bytes:
        if draw(st.booleans()):
            data, meaning = bytes.fromhex("372500"), say.Cleared()
        else:
            name = draw(ids)
            data, meaning = b"\x37\x22" + name + b"\x00", say.Completed(name)
        said.append(meaning)
        # One at one place: two of them in each other's middle are covered by auto().
        inserts = [draw(st.sampled_from([status, auto]))()] if draw(st.booleans()) else []
        return with_inserts(data, inserts)

    def processed() -> bytes:
        value = draw(st.sampled_from([0x00, 0x03, 0x0C, 0x0F]))
        said.append(say.Processed(value))
        return bytes((value,))

    parts = [
        draw(st.sampled_from([status, auto, block, processed]))() for _ in range(draw(st.integers(1, 12)))
    ]
    stream = b"".join(parts)
    for one in draw(st.lists(st.sampled_from(XON_XOFF), max_size=4)):
        place = draw(st.integers(0, len(stream)))
        stream = stream[:place] + one + stream[place:]
        said.append(say.Flow(ready=one == b"\x11"))
    return stream, said


@given(muddled(), cuts)
def test_answers_within_each_other_are_all_understood(
    mixed: tuple[bytes, list[say.Answer]], where: list[int]
) -> None:
    stream, said = mixed
    parser = say.StatusParser()
    heard = [answer for part in cut(stream, where) for answer in parser.feed(part)]
    assert Counter(map(repr, heard)) == Counter(map(repr, said))


@given(st.binary(max_size=100))
def test_after_garbage_the_next_answers_are_seen(garbage: bytes) -> None:
    parser = say.StatusParser()
    parser.feed(garbage)
    parser.reset()
    assert parser.feed(bytes.fromhex("37224a4b4c4d00")) == [say.Completed(b"JKLM")]


@given(st.binary(max_size=100))
def test_without_a_rest_garbage_costs_two_answers_at_most(garbage: bytes) -> None:
    """An open block of a kind nobody asked for takes in what looks like its text, up to its end."""
    parser = say.StatusParser()
    parser.feed(garbage)
    again = bytes.fromhex("37224a4b4c4d00")
    assert say.Completed(b"JKLM") in parser.feed(again * 3)


def test_a_lost_byte_costs_one_answer_only() -> None:
    parser = say.StatusParser()
    assert parser.feed(bytes.fromhex("100000 12")) == [say.RealTime(0x12)]
    assert parser.feed(bytes.fromhex("1000000f")) == [say.AutoStatus(bytes.fromhex("1000000f"))]
    assert parser.feed(bytes.fromhex("3722404161 16 37224041626300")) == [
        say.RealTime(0x16),
        say.Completed(b"@Abc"),
    ]
    assert parser.feed(bytes.fromhex("372240416162 72 1000000f")) == [
        say.RealTime(0x72),
        say.AutoStatus(bytes.fromhex("1000000f")),
    ]


def test_garbage_within_a_block_ends_it() -> None:
    parser = say.StatusParser()
    assert parser.feed(bytes.fromhex("3722 ff 12")) == [say.RealTime(0x12)]
    assert parser.feed(bytes.fromhex("37224000")) == [], "too short for an id"


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ("12 12 12 12", PrinterState.READY),
        ("12 12 12 1e", PrinterState.PAPER_LOW),
        ("1a 32 12 7e", PrinterState.PAPER_OUT),
        ("12 12 12 72", PrinterState.PAPER_OUT),
        ("1a 16 12 12", PrinterState.COVER_OPEN),
        ("1a 36 12 72", PrinterState.COVER_OPEN),
        ("1a 52 1a 12", PrinterState.ERROR),
        ("1a 12 32 12", PrinterState.ERROR),
        ("1a 12 12 12", PrinterState.ERROR),
    ],
)
def test_real_time_status_in_one_word(answers: str, state: PrinterState) -> None:
    assert say.from_real_time(*bytes.fromhex(answers)).state is state


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("1000000f", PrinterState.READY),
        ("1000030f", PrinterState.PAPER_LOW),
        ("18000f0f", PrinterState.PAPER_OUT),
        ("38000000", PrinterState.COVER_OPEN),
        ("18080000", PrinterState.ERROR),
        ("18200000", PrinterState.ERROR),
        ("18000000", PrinterState.ERROR),
    ],
)
def test_automatic_status_in_one_word(answer: str, state: PrinterState) -> None:
    assert say.from_auto_status(bytes.fromhex(answer)).state is state
