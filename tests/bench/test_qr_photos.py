"""The decoder against real photographs, where there are some.

``KIOSK_QR_DATA`` names a folder of them (``tests/bench/photographs.py`` says in what form). Every
remedy may look at a picture. ``make bench-decode`` looks longer, and at the peers.
"""

import time
from collections import Counter

import pytest

from kiosk.devices.decoder import read_still
from tests.bench.photographs import Photo, folder, grey, is_exact, is_wrong, photographs

SECONDS = 60.0  # enough for a thousand pictures; a slower machine looks at fewer

pytestmark = pytest.mark.skipif(
    folder() is None, reason="skipped: KIOSK_QR_DATA names no folder of photographs"
)


def chosen(*, negative: bool) -> list[Photo]:
    root = folder()
    assert root is not None
    found = [photo for photo in photographs(root) if photo.negative == negative]
    assert found
    return found


def shown(photo: Photo) -> tuple[list[bytes], str]:
    """What all that can be done about a single picture reads of it, and by which step."""
    picture = grey(photo)
    assert picture is not None, photo.path
    reads = read_still(picture)
    return [read.data for read in reads], reads[0].step if reads else ""


@pytest.mark.slow
def test_codes_in_photographs_are_read(capsys):
    until = time.monotonic() + SECONDS
    tally: Counter[str] = Counter()
    wrong = []
    for photo in chosen(negative=False):
        reads, step = shown(photo)
        right = is_exact(photo, reads)
        tally[f"right, {step}" if right else "missed"] += 1
        if not right and is_wrong(photo, reads):
            wrong.append(photo.path.name)
        if time.monotonic() > until:
            break
    total = tally.total()
    rate = 1 - tally["missed"] / total
    with capsys.disabled():
        print(f"\n{rate:.1%} of {total} photographs read: {dict(tally.most_common())}; otherwise: {wrong}")
    assert total >= 100
    assert rate >= 0.88
    # Read otherwise than listed: one code in a Chinese character set, of which these are the raw bytes.
    assert len(wrong) <= total // 100


@pytest.mark.slow
def test_nothing_is_read_where_there_is_no_code():
    until = time.monotonic() + SECONDS / 2
    looked, false = 0, []
    for photo in chosen(negative=True):
        looked += 1
        if shown(photo)[0]:
            false.append(photo.path.name)
        if time.monotonic() > until:
            break
    assert looked >= 50
    assert false == []
