"""Staff PINs: hashed slowly, and never a surprise from a broken hash."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, Type
from argon2.profiles import RFC_9106_LOW_MEMORY

from kiosk.journal import Argon2Pins

PINS = Argon2Pins()
HASH = PINS.hash("0471")


def test_a_pin_fits_its_own_hash_only() -> None:
    assert PINS.verify(HASH, "0471")
    for wrong in ("471", "0472", "", "0471 ", "٠٤٧١"):
        assert not PINS.verify(HASH, wrong)


def test_the_hash_is_salted_and_tells_its_parameters() -> None:
    again = PINS.hash("0471")
    assert again != HASH
    assert "0471" not in HASH.split("$")
    assert again.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert RFC_9106_LOW_MEMORY.memory_cost == 65536


BROKEN = {
    "nothing": "",
    "a PIN": "0471",
    "only its kind": "$argon2id$",
    "cut off": HASH[:-5],
    "too much memory": HASH.replace("m=65536", "m=4294967295"),
    "too many passes": HASH.replace("t=3", "t=4294967295"),
    "less than no passes": HASH.replace("t=3", "t=-1"),
    "no lanes": HASH.replace("p=4", "p=0"),
    "another letter": HASH.replace("argon2id", "argon2ü"),
    "half a letter": HASH + "\ud800",
    "one part more": HASH + "$",
    "another kind": PasswordHasher(time_cost=1, memory_cost=64, parallelism=1, type=Type.I).hash("0471"),
}
"""By name: with its salt in the name a test would be called otherwise in each process."""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_hash_fits_nothing(name: str) -> None:
    assert not PINS.verify(BROKEN[name], "0471")


def test_a_pin_that_is_no_text_at_all_fits_nothing() -> None:
    assert not PINS.verify(HASH, "\ud800")
