"""What a set-up writes: TOML that says the same again, and networks as iwd's manual has them."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.setup import wifi
from kiosk.setup.toml import value_text, written
from kiosk.setup.wifi import Wifi

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
VALUES = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False),
    st.lists(TEXTS, max_size=3),
)
KEYS = st.from_regex("[a-z_]{1,12}", fullmatch=True)


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, min_size=1), max_size=4))
def test_what_is_written_says_the_same_again(tables: dict[str, dict[str, Any]]) -> None:
    assert tomllib.loads(written(tables)) == tables


def test_it_is_written_in_one_order_only() -> None:
    one = written({"ui": {"volume": 3}, "shop": {"name": "A"}, "api": {}})
    assert one == '[shop]\nname = "A"\n\n[ui]\nvolume = 3\n'


def test_what_no_setting_can_be_is_not_written() -> None:
    with pytest.raises(ValueError, match="NoneType"):
        value_text(None)


@pytest.mark.parametrize(
    ("network", "name", "text"),
    [
        (Wifi("Home", "secret pass"), "Home.psk", "[Security]\nPassphrase=secret pass\n"),
        (Wifi("My Shop_2-4", "  lead\\ing"), "My Shop_2-4.psk", "[Security]\nPassphrase=\\s\\slead\\\\ing\n"),
        (Wifi("Café", "12345678"), "=436166c3a9.psk", "[Security]\nPassphrase=12345678\n"),
        (Wifi("a/../b", ""), "=612f2e2e2f62.open", ""),
        (Wifi("Hid", "", hidden=True), "Hid.open", "[Settings]\nHidden=true\n"),
        (Wifi("Raw", "ab" * 32), "Raw.psk", f"[Security]\nPreSharedKey={'ab' * 32}\n"),
    ],
)
def test_a_network_is_kept_as_iwd_wants_it(network: Wifi, name: str, text: str) -> None:
    assert (network.file_name, network.text) == (name, text)


@given(TEXTS)
def test_no_name_of_a_network_leads_out_of_its_folder(ssid: str) -> None:
    name = Wifi(ssid, "x").file_name
    assert "/" not in name
    assert name not in (".", "..")
    assert not name.startswith(".") or not ssid


@pytest.mark.parametrize("password", ["", "12345678", "a" * 63, "0f" * 32])
def test_passwords_that_can_be(password: str) -> None:
    assert not wifi.password_fault(password)


@pytest.mark.parametrize("password", ["1234567", "g" * 64, "a" * 65, "pässword1", "with\ttab1", "line\nline"])
def test_passwords_that_cannot_be(password: str) -> None:
    assert wifi.password_fault(password)


def test_countries_are_those_of_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not wifi.country_fault("GB")
    assert wifi.country_fault("UK")
    monkeypatch.setattr(wifi, "_countries", frozenset)  # the list is not there
    assert not wifi.country_fault("UK")
    assert wifi.country_fault("uk")
