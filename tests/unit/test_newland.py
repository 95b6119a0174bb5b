"""Newland's commands and answers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices import newland

ACK, NAK, ENQ = b"\x06", b"\x15", b"\x05"


def answer(words: bytes, sign: bytes = ACK) -> bytes:
    return b"\x02\x010000#" + words + sign + b";\x03"


scanned = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x01"), max_size=40).map(
    str.encode
)
answers = st.builds(
    answer, st.sampled_from([b"SCNTRG1", b"BEEPON2700F100T20V"]), st.sampled_from([ACK, NAK, ENQ])
)


def test_the_manuals_frame() -> None:
    # "NLS-HR52 User Guide": a command and its answer, each as ASCII and in hex.
    asked = bytes.fromhex("7e 01 30 30 30 30 40 43 31 31 2a 3b 03")  # ~<SOH>0000@C11*;<ETX>
    assert newland.command("C11*").replace(b"#", b"@") == asked
    assert bytes.fromhex("7e 01 30 30 30 30 23 53 43 4e 54 52 47 31 3b 03") == newland.PULL
    assert bytes.fromhex("7e 01 30 30 30 30 23 53 43 4e 54 52 47 30 3b 03") == newland.LET_GO
    assert newland.beep(2000, 50) == b"~\x010000#BEEPON2000F50T20V;\x03"


@given(
    st.lists(st.one_of(st.tuples(st.just(False), scanned), st.tuples(st.just(True), answers)), max_size=8),
    st.lists(st.integers(0, 400)),
)
def test_answers_between_what_was_scanned_are_found_whatever_the_split(
    pieces: list[tuple[bool, bytes]], cuts: list[int]
) -> None:
    data = b"".join(piece for _, piece in pieces)
    taken = newland.Answers()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    raw = b"".join(taken.feed(data[a:b]) for a, b in pairwise(edges)) + taken.flush()
    assert raw == b"".join(piece for is_answer, piece in pieces if not is_answer)
    assert not taken.waiting
    signs = [piece[-3:-2] for is_answer, piece in pieces if is_answer]
    assert taken.refused is any(sign != ACK for sign in signs)


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_garbage_is_survived_and_takes_no_memory(pieces: list[bytes]) -> None:
    taken = newland.Answers()
    for piece in pieces:
        taken.feed(piece)
        assert len(taken._buffer) <= 128
    taken.flush()
    assert not taken.waiting
    assert taken.feed(answer(b"SCNTRG1") + b"code\r") == b"code\r"


@pytest.mark.parametrize("begun", [b"\x02", b"\x02\x01", b"\x02\x01000"])
def test_what_only_looked_like_the_beginning_of_an_answer_is_handed_on_after_a_pause(begun: bytes) -> None:
    taken = newland.Answers()
    assert taken.feed(begun) == b""
    assert taken.waiting
    assert taken.flush() == begun
    assert taken.feed(begun) == b""
    assert taken.feed(b"code\x03") == begun + b"code\x03"


def test_an_answer_cut_short_is_not_scanned() -> None:
    taken = newland.Answers()
    assert taken.feed(answer(b"SCNTRG1")[:-2]) == b""
    assert taken.flush() == b""
    assert taken.feed(b"code\r") == b"code\r"
