"""From key presses to characters."""

import re
import struct
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices import keys
from tests.support import keyboard as kb

WRONG = bytes((keys.WRONG,))
FORMS = {"64-bit": "<qqHHi", "64-bit, big-endian": ">qqHHi", "32-bit": "<llHHi"}


def type_(events: list[keys.Event]) -> bytes:
    return keys.Typist().type(events)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("member", b"https://loyalite.app/m/Xy9-_Z?c=42&k=ab~\r"),
        ("every-character", bytes(range(0x20, 0x7F)) + b"\r"),
        ("keypad", b"0123456789\r"),
        ("caps-lock", b"AbC1!aBc1!\r"),
    ],
)
def test_recordings(name: str, text: bytes) -> None:
    recorded = (kb.RECORDED / f"{name}.events").read_bytes()
    assert recorded == kb.packed(kb.RECORDINGS[name])
    assert type_(list(keys.Events(kb.FORM).feed(recorded))) == text


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@given(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=20),
    st.lists(st.integers(0, 3000)),
)
def test_any_form_and_any_split_gives_the_same_text(form: str, text: str, cuts: list[int]) -> None:
    layout = struct.Struct(form)
    data = kb.packed(kb.typed(text), layout)
    events, typist = keys.Events(layout), keys.Typist()
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    written = b"".join(typist.type(events.feed(data[a:b])) for a, b in pairwise(edges))
    assert written == text.encode()


def test_the_machines_own_form_is_one_of_them() -> None:
    assert keys.NATIVE.size == struct.calcsize("l") * 2 + 8
    assert keys.NATIVE.pack(1, 2, 3, 4, -5) == struct.pack(
        "=qqHHi" if keys.NATIVE.size == 24 else "=iiHHi", 1, 2, 3, 4, -5
    )


def test_the_numbers_are_the_kernels() -> None:
    """Where its header is installed, it is asked; what the kiosk needs most is written down here besides."""
    names = {
        "KEY_1": 2, "KEY_0": 11, "KEY_TAB": 15, "KEY_Q": 16, "KEY_P": 25, "KEY_ENTER": 28, "KEY_LEFTCTRL": 29,
        "KEY_A": 30, "KEY_L": 38, "KEY_GRAVE": 41, "KEY_LEFTSHIFT": 42, "KEY_BACKSLASH": 43, "KEY_Z": 44,
        "KEY_M": 50, "KEY_SLASH": 53, "KEY_RIGHTSHIFT": 54, "KEY_KPASTERISK": 55, "KEY_LEFTALT": 56,
        "KEY_SPACE": 57, "KEY_CAPSLOCK": 58, "KEY_NUMLOCK": 69, "KEY_SCROLLLOCK": 70, "KEY_KP7": 71,
        "KEY_KP0": 82, "KEY_KPDOT": 83, "KEY_KPENTER": 96, "KEY_RIGHTCTRL": 97, "KEY_KPSLASH": 98,
        "KEY_RIGHTALT": 100, "KEY_KPEQUAL": 117, "KEY_KPCOMMA": 121, "KEY_LEFTMETA": 125,
        "KEY_RIGHTMETA": 126,
    }  # fmt: skip
    header = Path("/usr/include/linux/input-event-codes.h")
    if header.exists():
        found = dict(re.findall(r"#define (KEY_\w+)\s+(\d+)\b", header.read_text()))
        assert {name: int(found[name]) for name in names} == names
    for name, text in {
        "KEY_1": "1!",
        "KEY_P": "pP",
        "KEY_GRAVE": "`~",
        "KEY_KPDOT": "..",
        "KEY_TAB": "\r\r",
    }.items():
        assert keys.US[names[name]] == tuple(map(ord, text))
    assert {
        names[f"KEY_{side}{key}"] for side in ("LEFT", "RIGHT") for key in ("SHIFT", "CTRL", "ALT", "META")
    } == keys.MODIFIERS


def test_shift_held_over_several_keys_and_both_shifts() -> None:
    events = kb.down(kb.LEFT_SHIFT) + kb.typed("ab") + kb.down(kb.RIGHT_SHIFT) + kb.up(kb.LEFT_SHIFT)
    assert type_(events + kb.typed("c") + kb.up(kb.RIGHT_SHIFT) + kb.typed("d")) == b"ABCd"


def test_keys_that_repeat_or_are_never_let_go_count_once() -> None:
    key = kb.PLAIN["a"]
    assert type_([*kb.down(key), (keys.EV_KEY, key, 2), kb.SYNC, (keys.EV_KEY, key, 2), *kb.up(key)]) == b"a"
    assert type_(kb.down(key) + kb.down(kb.PLAIN["b"]) + kb.down(key)) == b"aba"


def test_what_is_no_key_is_passed_over() -> None:
    noise = [
        (kb.EV_MSC, kb.MSC_SCAN, 7),
        (keys.EV_LED, keys.LED_CAPSL, 1),
        (keys.EV_REL, 0, -3),
        (99, 99, 99),
    ]
    assert type_([*noise, *kb.typed("a"), *noise]) == b"a"
    assert type_(kb.press(69) + kb.press(70) + kb.typed("a1")) == b"a1"


@pytest.mark.parametrize(
    ("events", "text"),
    [
        (kb.press(kb.F1), WRONG),
        (kb.down(kb.LEFT_ALT) + kb.typed("1") + kb.up(kb.LEFT_ALT), WRONG),
        (kb.down(kb.LEFT_CTRL) + kb.typed("j") + kb.up(kb.LEFT_CTRL), b"\n"),
        (kb.down(kb.LEFT_CTRL) + kb.typed("]") + kb.up(kb.LEFT_CTRL), b"\x1d"),
        (kb.down(kb.LEFT_CTRL) + kb.typed("1") + kb.up(kb.LEFT_CTRL), WRONG),
    ],
)
def test_what_has_no_character_spoils_the_code(events: list[keys.Event], text: bytes) -> None:
    assert type_(events + kb.typed("b")) == text + b"b"


def test_after_lost_events_the_code_is_spoilt_and_the_keys_are_asked_for() -> None:
    typist = keys.Typist()
    lost = [*kb.down(kb.LEFT_SHIFT), kb.DROPPED, *kb.down(kb.PLAIN["b"])[:2]]
    assert typist.type(kb.typed("a") + lost) == b"a"
    assert not typist.wants_sync
    assert typist.type([kb.SYNC, *kb.typed("c")]) == WRONG + b"C"
    assert typist.wants_sync
    typist.sync({kb.PLAIN["b"]}, caps=True)
    assert not typist.wants_sync
    assert not typist.holds
    assert typist.type(kb.typed("d")) == b"D"


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 0x2FF), st.integers(-1, 3))))
def test_anything_at_all_is_survived(events: list[keys.Event]) -> None:
    typist = keys.Typist()
    typist.type(events)
    typist.sync(set(), caps=False)
    assert typist.type([kb.SYNC, *kb.typed("x")]).endswith(b"x")
