"""Where the data of a code lie, held against another program that draws codes."""

import numpy as np
import pytest
import segno

from kiosk.devices.qr_layout import LEVELS, MASKS, SIDES, blocks, drawn, format_of, layout, upright
from kiosk.devices.reed_solomon import syndromes


@pytest.mark.parametrize("level", range(4))
@pytest.mark.parametrize("version", range(1, 41))
def test_every_version_level_and_mask(version, level):
    mask = (3 * version + level) % 8
    options = {"version": version, "error": LEVELS[level], "mask": mask, "boost_error": False}
    qr = segno.make_qr(f"L{version}{level}{mask}", **options)
    modules = np.array([[bool(cell & 1) for cell in row] for row in qr.matrix])
    side = len(modules)
    assert side == SIDES[version - 1]
    form = format_of(np.where(modules, 1, -1).astype(np.float32))
    assert (form >> 3, form & 7) == (level, mask)
    where = layout(side)
    codewords = np.packbits(modules[where.rows, where.columns] ^ MASKS[mask](where.rows, where.columns))
    indices, parity = blocks(side, form)
    assert sorted(np.concatenate(indices)) == list(range(len(codewords)))
    assert not any(any(syndromes(codewords[block], parity)) for block in indices)
    assert np.array_equal(drawn(side, form, codewords), modules)
    assert np.array_equal(upright(modules, form), modules)
    assert np.array_equal(upright(modules.T, form), modules)


def test_a_format_is_told_though_a_third_of_it_is_wrong():
    modules = np.array([[bool(cell & 1) for cell in row] for row in segno.make_qr("x", error="q").matrix])
    soft = np.where(modules, 1, -1).astype(np.float32)
    form = format_of(soft)
    soft[8, :4] *= -0.3  # crossed by a crack
    soft[-7:, 8] *= 0.1
    assert format_of(soft) == form
