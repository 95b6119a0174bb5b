"""A soak that could not fail would say nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.soak.judge import Findings, Sample, tables, wrong


def seen(change: Callable[[int, Sample], Sample] = lambda at, one: one, slower: float = 0.0) -> Findings:
    """5,000 sessions of which nothing is wrong but what is changed."""
    samples = []
    for at in range(0, 5001, 25):
        one = Sample(at, 230_000 + (at * 7919) % 3000, 130_000, 29, 14, at * 0.08)
        samples.append(change(at, one))
    return Findings(samples, {"a stamp": [100.0 + slower * at for at in range(4000)]})


def test_a_sound_one() -> None:
    assert wrong(seen()) == []
    assert any("| open descriptors | 29 | 29 | 29 | +0 |" in line for line in tables(seen()))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda at, one: replace(one, rss_kb=one.rss_kb + at * 2), "memory"),
        (lambda at, one: replace(one, descriptors=one.descriptors + at // 2500), "descriptors"),
        (lambda at, one: replace(one, threads=one.threads + (at > 4000)), "threads"),
        (lambda at, one: replace(one, cpu_seconds=one.cpu_seconds + at**2 / 2e5), "processor"),
    ],
    ids=["2 KB a session", "a descriptor in 2,500", "a thread", "slower and slower"],
)
def test_what_grows_is_found(change: Callable[[int, Sample], Sample], said: str) -> None:
    [found] = wrong(seen(change))
    assert found.startswith(said)


def test_who_waits_longer_is_found() -> None:
    [found] = wrong(seen(slower=0.05))
    assert found.startswith("a stamp: 95 of 100 waited")


def test_what_is_held_for_a_moment_is_no_growth() -> None:
    assert wrong(seen(lambda at, one: replace(one, rss_kb=one.rss_kb + 20_000 * (at % 100 == 0)))) == []
