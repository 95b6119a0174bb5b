"""Zebra's serial protocol."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices import ssi

# From "DS457 Digital Scanner Product Reference Guide" (Zebra), "Programming a Multicode Expression via SSI
# Command": one packet of the host's, and answers of the scanner's.
FROM_HOST = bytes.fromhex("0a800400000620 0000ff fe4d")
FROM_SCANNER = [bytes.fromhex("0c80000000082000 00f000f0 fd6c"), bytes.fromhex("0880000000040600 ff6e")]

text = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(str.encode)
packets = st.builds(
    ssi.packet,
    st.sampled_from([ssi.ACK, ssi.NAK, ssi.DECODE_DATA, ssi.EVENT]),
    st.binary(max_size=251),
    source=st.just(0),
    status=st.integers(0, 255),
)


def test_the_manuals_packets() -> None:
    assert ssi.packet(0x80, bytes.fromhex("000620 0000ff")) == FROM_HOST
    assert ssi.packet(ssi.ACK) == bytes.fromhex("04d00400ff28")
    assert ssi.packet(ssi.BEEP, b"\0") == bytes.fromhex("05e6040000ff11")
    for answer in FROM_SCANNER:
        assert ssi.checksum(answer[:-2]).to_bytes(2, "big") == answer[-2:]


@given(
    st.lists(st.one_of(st.tuples(st.just(False), text), st.tuples(st.just(True), packets)), max_size=8),
    st.lists(st.integers(0, 600)),
)
def test_packets_between_what_was_scanned_are_found_whatever_the_split(
    pieces: list[tuple[bool, bytes]], cuts: list[int]
) -> None:
    data = b"".join(piece for _, piece in pieces)
    unpacker = ssi.Unpacker()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    raw, found = b"", 0
    for a, b in pairwise(edges):
        more, packets_ = unpacker.feed(data[a:b])
        raw += more
        found += len(packets_)
    raw += unpacker.flush()
    assert raw == b"".join(piece for is_packet, piece in pieces if not is_packet)
    assert found == sum(is_packet for is_packet, _ in pieces)


@given(st.lists(st.binary(max_size=300), max_size=8))
def test_garbage_is_survived_and_takes_no_memory(pieces: list[bytes]) -> None:
    unpacker = ssi.Unpacker()
    for piece in pieces:
        unpacker.feed(piece)
        assert len(unpacker._buffer) <= 257
    unpacker.flush()
    assert not unpacker.waiting
    assert unpacker.feed(ssi.packet(ssi.ACK, source=0))[1] == [ssi.Packet(ssi.ACK, 0, b"")]


def test_a_wrong_checksum_is_no_packet_and_is_not_scanned_either() -> None:
    broken = bytearray(ssi.packet(ssi.DECODE_DATA, b"\x1ccode", source=0))
    broken[-1] ^= 1
    unpacker = ssi.Unpacker()
    raw, found = unpacker.feed(bytes(broken) + b"after")
    assert raw + unpacker.flush() == b"after"
    assert found == []


@pytest.mark.parametrize(
    ("found", "code", "ack"),
    [
        (ssi.Packet(ssi.DECODE_DATA, 0, b"\x1ccode\r"), b"code\r", True),
        (ssi.Packet(ssi.DECODE_DATA, 1, b"\x1ccode"), b"code", True),
        (ssi.Packet(ssi.DECODE_DATA, 2, b"\x1chalf"), None, True),
        (ssi.Packet(ssi.DECODE_DATA, 0, b""), b"", True),
        (ssi.Packet(ssi.EVENT, 0, b"\1"), None, True),
        (ssi.Packet(ssi.ACK, 0, b""), None, False),
        (ssi.Packet(ssi.NAK, 0, b"\1"), None, False),
    ],
)
def test_what_a_packet_means(found: ssi.Packet, code: bytes | None, ack: bool) -> None:
    assert found.code == code
    assert ssi.wants_ack(found) is ack


def test_what_only_looked_like_the_beginning_of_a_packet_is_handed_on_after_a_pause() -> None:
    unpacker = ssi.Unpacker()
    assert unpacker.feed(b"code\r") == (b"code", [])  # CR is a possible length
    assert unpacker.waiting
    assert unpacker.flush() == b"\r"
    assert unpacker.feed(b"\x09\xf3\x00") == (b"", [])
    assert unpacker.flush() == b""


def test_what_was_scanned_is_in_no_repr():
    assert "secret" not in repr(ssi.Packet(ssi.DECODE_DATA, 1, b"\x1csecret"))
