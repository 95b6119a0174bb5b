"""The decoder on the drawn photographs of ``tests/photos``, and that their list is theirs."""

import csv
from pathlib import Path

import pytest

from kiosk.devices.decoder import Decoder, Picture, read_still
from tests.bench.photographs import LONGEST, Photo, grey, is_exact, is_wrong, photographs
from tests.support.photos import FIELDS, MANIFEST, planned

PHOTOS = Path(__file__).resolve().parents[1] / "photos"
LEAST_SHARE = 0.86
"""Of all codes: some of the hard ones are beyond what any decoder reads."""

EVERY = sorted(photographs(PHOTOS), key=lambda photo: photo.path)
EASY = [photo for photo in EVERY if photo.label == "easy"]
CODES = [photo for photo in EVERY if not photo.negative]
NEGATIVES = [photo for photo in EVERY if photo.negative]


def picture(photo: Photo) -> Picture:
    found = grey(photo)
    assert found is not None
    return found


def name(photo: Photo) -> str:
    return photo.path.stem


@pytest.mark.parametrize("photo", EASY, ids=name)
def test_an_easy_code_is_read_in_a_single_frame(photo):
    reads = [read.data for read in Decoder().look(picture(photo)).reads]
    assert len(reads) == 1
    assert is_exact(photo, reads)


def test_most_codes_are_read_by_all_that_can_be_done_about_a_picture():
    reads = {photo: [read.data for read in read_still(picture(photo))] for photo in CODES}
    assert [photo.path.name for photo in CODES if is_wrong(photo, reads[photo])] == []
    missed = [photo.path.name for photo in CODES if not is_exact(photo, reads[photo])]
    assert len(missed) <= (1 - LEAST_SHARE) * len(CODES), missed


@pytest.mark.parametrize("photo", NEGATIVES, ids=name)
def test_what_is_no_code_gives_no_read(photo):
    shown = picture(photo)
    assert [read.step for read in read_still(shown)] == []
    decoder = Decoder(budget_ms=10_000)
    assert not any(decoder.look(shown).reads for _ in range(3))


def test_the_manifest_is_that_of_the_command_that_draws_them():
    with (PHOTOS / MANIFEST).open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert listed == [one.row() for one in planned()]
    assert {photo.path.name for photo in EVERY} == {one["path"] for one in listed}
    assert {path.name for path in PHOTOS.glob("*.jpg")} == {one["path"] for one in listed}
    assert set(listed[0]) == set(FIELDS)
    assert len(EASY) >= 8
    assert len(NEGATIVES) >= 10


def test_the_pictures_are_small_enough_to_be_committed():
    assert sum(path.stat().st_size for path in PHOTOS.iterdir()) <= 1_500_000
    for photo in EVERY:
        assert 480 <= max(picture(photo).shape) <= LONGEST


def test_what_a_command_draws_anew_says_the_same():
    """Encoders differ by a shade from one release to the next; what the picture shows does not."""
    one = next(each for each in planned() if each.label == "easy")
    assert [read.data.decode() for read in read_still(one.draw())] == [one.text]
