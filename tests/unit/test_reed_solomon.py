"""What a code corrects: as much as the mathematics say, never more, and never wrongly."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.reed_solomon import corrected, syndromes


def times(one: int, other: int) -> int:
    """In the field of 256 elements, the long way."""
    total = 0
    while other:
        if other & 1:
            total ^= one
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return total


def encoded(data: list[int], parity: int) -> np.ndarray:
    """Data and their parity: the rest of a division by (x - 1)(x - 2)(x - 4)…, written from scratch."""
    generator, root = [1], 1
    for _ in range(parity):
        longer = [*generator, 0]
        for at, factor in enumerate(generator):
            longer[at + 1] ^= times(factor, root)
        generator, root = longer, times(root, 2)
    rest = [0] * parity
    for value in data:
        factor = value ^ rest[0]
        rest = [*rest[1:], 0]
        rest = [old ^ times(factor, each) for old, each in zip(rest, generator[1:], strict=True)]
    return np.array([*data, *rest], np.uint8)


@st.composite
def damages(draw):
    """A word, its parity, the spare, which of its codewords are erased, which wrong, and by what."""
    parity = draw(st.sampled_from([7, 10, 13, 16, 18, 22, 26, 30]))
    word = encoded(draw(st.lists(st.integers(0, 255), min_size=1, max_size=90)), parity)
    spare = draw(st.integers(0, 4))
    erased = draw(st.integers(0, parity - spare))
    wrong = draw(st.integers(0, (parity - spare - erased) // 2))
    order = draw(st.permutations(range(len(word))))
    return word, parity, spare, order[:erased], order[erased : erased + wrong], draw(st.integers(1, 255))


@given(damages())
def test_as_many_as_the_code_allows_are_corrected(damage):
    word, parity, spare, erased, wrong, change = damage
    bad = word.copy()
    bad[[*erased, *wrong]] ^= np.uint8(change)
    assert not any(syndromes(word, parity))
    assert any(syndromes(bad, parity)) is bool(erased or wrong)
    assert np.array_equal(corrected(bad, parity, erased, spare), word)


@given(damages(), st.data())
def test_what_is_given_up_may_be_right(damage, data):
    word, parity, spare, erased, *_ = damage
    given_up = data.draw(st.sets(st.sampled_from(erased))) if erased else ()
    bad = word.copy()
    bad[list(given_up)] ^= np.uint8(1)
    assert np.array_equal(corrected(bad, parity, erased, spare), word)


@given(st.integers(0, 2**32 - 1), st.integers(0, 6))
def test_noise_is_no_word_when_four_are_spared(seed, erased):
    noise = np.random.default_rng(seed).integers(0, 256, 26).astype(np.uint8)
    assert corrected(noise, 10, range(erased), 4) is None


def test_more_than_may_be_given_up_is_not():
    word = encoded([1, 2, 3], 10)
    word[0] ^= 7
    assert corrected(word, 10, range(8), 2) is not None
    assert corrected(word, 10, range(9), 2) is None


@given(st.lists(st.integers(0, 255), min_size=8, max_size=90), st.sampled_from([7, 10, 26]), st.data())
def test_whatever_comes_is_a_word_or_none(values, parity, data):
    word = np.array([*values, *[0] * parity], np.uint8)
    erased = sorted(data.draw(st.sets(st.integers(0, len(word) - 1), max_size=parity)))
    found = corrected(word, parity, erased)
    assert found is None or not any(syndromes(found, parity))
