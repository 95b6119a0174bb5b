"""Whatever comes from outside: no crash, no second of thinking, no memory beyond bounds.

The kept inputs of ``corpus`` are tried each time, and what Hypothesis makes of them: a piece of one, a piece
of another, something between, some of it many times. ``make fuzz`` looks on with a coverage-guided fuzzer.
"""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.limits import SECONDS, TooMuchError, bounded, held_to
from tests.fuzz.targets import CORPUS, TARGETS, Target, corpus

COSTLY = {"seen": 12, "filmed": 25, "reopened": 40}
"""Examples of those that take long; the others have as many as the profile says."""


def test_everything_has_its_corpus() -> None:
    assert {one.name for one in CORPUS.iterdir()} == TARGETS.keys()
    assert all(corpus(name) for name in TARGETS)
    assert all(len(one.read_bytes()) <= TARGETS[name].longest for name in TARGETS for one in corpus(name))


@pytest.mark.parametrize("name", TARGETS)
def test_kept_inputs(name: str) -> None:
    target = TARGETS[name]
    target.run(b"")  # what is made once for all of them is no input's doing
    for one in corpus(name):
        try:
            held_to(target.run, one.read_bytes(), target.megabytes)
        except BaseException as error:
            error.add_note(f"of the input {name}/{one.name}")
            raise


def mutants(name: str, target: Target) -> st.SearchStrategy[bytes]:
    """Pieces of what is kept, of what such inputs are made of, and of anything."""
    seeds = [one.read_bytes() for one in corpus(name)]
    piece = st.one_of(
        st.builds(
            lambda seed, begin, length: seed[begin : begin + length],
            st.sampled_from(seeds),
            st.integers(0, 200),
            st.integers(0, 400),
        ),
        st.sampled_from(target.words or (b"\0",)),
        st.binary(max_size=12),
    )
    pieces = st.lists(st.tuples(piece, st.sampled_from((1, 1, 1, 1, 2, 50))), max_size=8)
    return pieces.map(lambda some: b"".join(one * times for one, times in some)[: target.longest])


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_made_of_them(name: str) -> None:
    target = TARGETS[name]

    @settings(
        max_examples=COSTLY.get(name, settings().max_examples),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(mutants(name, target))
    def holds(data: bytes) -> None:
        with bounded(None):
            target.run(data)

    holds()


# -- the limits themselves ---------------------------------------------------------------------------


def test_what_thinks_too_long_is_found() -> None:
    def long(data: bytes) -> None:
        begun = time.thread_time()
        while time.thread_time() < begun + SECONDS + 0.05:
            pass

    with pytest.raises(TooMuchError, match="processor"), bounded(None):
        long(b"")


def test_what_takes_too_much_is_found() -> None:
    with pytest.raises(TooMuchError, match="MB"):
        held_to(lambda data: bytearray(len(data) * 10**7), b"x", 4.0)
