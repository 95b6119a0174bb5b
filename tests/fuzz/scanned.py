"""Hostile input by what can be scanned: the content of a code, the code itself, a scanner's line and keys."""

from __future__ import annotations

import functools
from unittest import mock

import numpy as np
from segno import consts, encoder

from kiosk.core.codes import MOST_BYTES
from kiosk.core.effects import Lookup
from kiosk.core.events import CodeSeen, Source
from kiosk.core.project import project
from kiosk.devices import keys, scanner_serial
from kiosk.devices.decoder import Decoder, Picture
from kiosk.devices.framing import CAP, Framer, Terminator
from kiosk.devices.scanner_serial import SerialReader
from kiosk.loyalite import wire
from tests.support.play import Play
from tests.support.ways import WAYS

# -- what is in a code -------------------------------------------------------------------------------

PLACES: tuple[str, ...] = ("attract", *WAYS)


def seen(data: bytes) -> None:
    """A code with this content, at every screen there is."""
    for place in PLACES:
        _seen_at(place, data)


@functools.cache
def _there(place: str) -> Play:
    play = Play()
    if place != "attract":
        WAYS[place](play)
    return play


def _seen_at(place: str, data: bytes) -> None:
    there = _there(place)
    play = Play(mono=there.mono, local=there.local)
    play.kiosk = there.kiosk
    for source in (Source.CAMERA, Source.SCANNER):
        effects = play.do(CodeSeen(source, data, 1.0))
        project(play.kiosk)
        for effect in effects:
            if isinstance(effect, Lookup) and effect.qr is not None:
                assert effect.qr.encode() == data, "to the server it goes as it was"
                assert len(wire.lookup(qr=effect.qr).query) <= 3 * MOST_BYTES + 3
        play.wait(3.0)
        project(play.kiosk)


# -- the code itself ---------------------------------------------------------------------------------

_LEVELS = (consts.ERROR_LEVEL_L, consts.ERROR_LEVEL_M, consts.ERROR_LEVEL_Q, consts.ERROR_LEVEL_H)


def filmed(data: bytes) -> None:
    """A QR code whose bits are these, its parity right: version, level and mask come from the first byte,
    and no encoder would ever write most of them. The second one says how the picture is spoilt."""
    form, harm, bits = data[0] if data else 0, data[1] if len(data) > 1 else 0, data[2:]
    picture = _drawn(bits, version=1 + form % 10, level=_LEVELS[form // 10 % 4], mask=form % 8)
    if harm:
        rng = np.random.default_rng(harm)
        spoilt = rng.random(picture.shape) < harm / 1024
        picture = np.where(spoilt, rng.integers(0, 256, picture.shape), picture).astype(np.uint8)
    decoder = Decoder()
    for _ in range(2):
        assert all(0 < len(read.data) <= 7089 for read in decoder.look(picture).reads)


def _drawn(bits: bytes, *, version: int, level: int, mask: int) -> Picture:
    capacity = consts.SYMBOL_CAPACITY[version][level] // 8
    buff = encoder.Buffer()
    for byte in bits[:capacity].ljust(capacity, b"\0"):
        buff.append_bits(byte, 8)
    side = encoder.calc_matrix_size(version)
    matrix = encoder.make_matrix(side, side)
    encoder.add_finder_patterns(matrix, side, side)
    encoder.add_alignment_patterns(matrix, side, side)
    encoder.add_codewords(matrix, encoder.make_final_message(version, level, buff), version)
    mask, matrix = encoder.find_and_apply_best_mask(matrix, side, side, mask)
    encoder.add_format_info(matrix, version, level, mask)
    encoder.add_version_info(matrix, version)
    modules = np.array([[255 * (1 - (cell & 1)) for cell in row] for row in matrix], np.uint8)
    return np.pad(modules, 4, constant_values=255).repeat(3, 0).repeat(3, 1)


# -- a scanner's line --------------------------------------------------------------------------------

_MAKERS = ("none", "honeywell", "datalogic", "zebra-ssi", "newland")


class _Mute:
    """A port nobody reads."""

    def __init__(self, path: str, baud: int) -> None:
        """As the real one."""


def line(data: bytes) -> None:
    """What a scanner sends; the first byte is how it is set up, and after each 0xFE byte comes a pause."""
    setup, sent = data[0] if data else 0, data[1:]
    terminators = tuple(Terminator)
    with mock.patch.object(scanner_serial, "Port", _Mute):
        reader = SerialReader(
            "/dev/none",
            terminator=terminators[setup % len(terminators)],
            beeper=_MAKERS[setup // len(terminators) % len(_MAKERS)],
        )
    now, codes = 0.0, list[bytes]()
    for burst in sent.split(b"\xfe"):
        for begin in range(0, len(burst), 61):
            codes += reader._codes(burst[begin : begin + 61], now)
            now += 0.002
            assert len(reader._framer._buffer) <= CAP + 80
            assert reader._own_words is None or len(reader._own_words._buffer) <= 400
            assert len(reader._talk.out) <= 4096
        for _ in range(3):
            now += 0.06
            codes += reader._codes(b"", now)
    assert all(0 < len(code) <= CAP for code in codes)
    assert sum(map(len, codes)) <= len(sent)
    for code in codes[:3]:
        _seen_at("attract", code)


def typed(data: bytes) -> None:
    """What a scanner types that is a keyboard: the kernel's events, torn anywhere."""
    events, typist, framer = keys.Events(), keys.Typist(), Framer()
    now, codes = 0.0, list[bytes]()
    for begin in range(0, len(data), 37):
        written = typist.type(events.feed(data[begin : begin + 37]))
        if typist.wants_sync:
            typist.sync((), caps=False)
        codes += framer.feed(written, now) if written else framer.idle(now)
        now += 0.03
        assert len(framer._buffer) <= CAP + 80
    codes += framer.idle(now + 1.0)
    assert all(0 < len(code) <= CAP for code in codes)
    for code in codes[:3]:
        _seen_at("attract", code)
