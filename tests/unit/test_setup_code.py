"""A set-up as a QR code: packed, drawn, held before a camera, read, and the same again."""

from __future__ import annotations

import contextlib
import stat
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.__main__ import main
from kiosk.cli import config
from kiosk.devices.decoder import Decoder
from kiosk.setup import code
from kiosk.setup.code import CodeError, TooLongError, base45, drawn, from_base45, packed, unpacked
from tests.support.filmed import Clip, Hold
from tests.support.setup_card import FILLED, KEY, PASSWORD

TABLES = tomllib.loads(FILLED)


@pytest.mark.parametrize(
    ("data", "text"), [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"", "")]
)
def test_base_45_is_that_of_the_standard(data: bytes, text: str) -> None:
    """The examples of RFC 9285."""
    assert base45(data) == text
    assert from_base45(text) == data


@given(st.binary(max_size=200))
def test_base_45_says_the_same_again(data: bytes) -> None:
    assert from_base45(base45(data)) == data


@pytest.mark.parametrize("text", ["GGW", "A", "::", "a00", "ZZZZ"])
def test_what_is_no_base_45_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no"):
        from_base45(text)


def test_a_packed_file_says_the_same_again() -> None:
    assert tomllib.loads(unpacked(packed(TABLES).encode()).decode()) == TABLES


def test_what_is_as_by_default_is_left_out() -> None:
    more: dict[str, Any] = {**TABLES, "ui": {"volume": 70, "theme": "dark"}, "printer": {"port": "auto"}}
    again = tomllib.loads(unpacked(packed(more).encode()).decode())
    assert again["ui"] == {"theme": "dark"}
    assert "printer" not in again


def test_the_usual_file_is_a_small_code() -> None:
    assert int(drawn(packed(TABLES)).version) <= 11


def test_the_file_as_it_is_is_good_too() -> None:
    assert unpacked(FILLED.encode()) == FILLED.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"LOY-123",
        b"KIOSK1:",
        b"KIOSK1:BB8",
        b"KIOSK1:abc",
        packed(TABLES)[:-3].encode(),
        b"x" * 5000,
    ],
)
def test_any_other_code_is_none_of_ours(data: bytes) -> None:
    with pytest.raises(CodeError) as caught:
        unpacked(data)
    assert not caught.value.newer


def test_a_code_of_a_newer_kiosk_is_known_as_such() -> None:
    with pytest.raises(CodeError) as caught:
        unpacked(b"KIOSK2:AB")
    assert caught.value.newer


@given(st.binary(max_size=300))
def test_no_code_does_any_harm(data: bytes) -> None:
    for text in (data, b"KIOSK1:" + base45(data).encode()):
        with contextlib.suppress(CodeError):
            unpacked(text)


def test_a_code_that_unfolds_for_ever_is_cut_off() -> None:
    import zlib

    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, 9, zdict=code.WORDS)
    bomb = packer.compress(bytes(2_000_000)) + packer.flush()
    with pytest.raises(CodeError, match="damaged"):
        unpacked(f"KIOSK1:{base45(bomb)}".encode())


def test_too_much_is_told() -> None:
    noise = np.random.default_rng(5).bytes(900).hex()
    with pytest.raises(TooLongError):
        drawn(packed({**TABLES, "coupon": {"terms": noise}}))
    with pytest.raises(TooLongError):
        drawn(packed({**TABLES, "coupon": {"terms": noise * 9}}))


@pytest.mark.parametrize(("length", "module"), [(0, 3.2), (640, 3.2)], ids=["usual", "the largest"])
def test_a_phone_that_shows_it_is_read_by_the_camera(length: int, module: float) -> None:
    """A hand that trembles, at a slant: within a second's pictures."""
    noise = np.random.default_rng(5).bytes(length).hex()
    text = packed({**TABLES, "coupon": {"terms": noise}} if length else TABLES)
    drawing = drawn(text)
    if length:
        assert int(drawing.version) >= code.MOST_VERSION - 1
    modules = np.array([[bool(one) for one in row] for row in drawing.matrix])
    clip = Clip(Hold("", seed=3, module=module, yaw=8, pitch=6, roll=4, tremble=0.6), modules)
    decoder = Decoder()
    seen = next((read.data for n in range(30) for read in decoder.decode(clip.frame(n))), b"")
    assert seen == text.encode()


# -- the commands ----------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(FILLED, encoding="utf-8")
    return file


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_picture_is_for_its_owner_only(file: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"code.{kind}"
    assert main(["config", "qr", str(file), "--out", str(out)]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert out.read_bytes()[:5] in (b"<?xml", b"\x89PNG\r")


def test_a_terminal_shows_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "qr", str(file)]) == 0
    told = capsys.readouterr()
    assert "█" in told.out
    assert "Show it to the kiosk only" in told.err
    for secret in (KEY, PASSWORD):
        assert secret not in told.out + told.err


def test_secrets_that_are_not_in_the_file_are_asked_for(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(
        FILLED.replace(f'api_key = "{KEY}"', "").replace(f'wifi_password = "{PASSWORD}"', ""),
        encoding="utf-8",
    )
    texts: list[str] = []
    monkeypatch.setattr(config.code, "drawn", lambda text: texts.append(text) or drawn(text))
    answers = iter([KEY, PASSWORD, PASSWORD])
    monkeypatch.setattr(config.getpass, "getpass", lambda question: next(answers))
    out = str(tmp_path / "code.png")
    assert main(["config", "qr", str(file), "--out", out]) == 0
    key = tmp_path / "key"
    key.write_text(f"{KEY}\n")
    assert main(["config", "qr", str(file), "--out", out, "--key-file", str(key)]) == 0
    assert [tomllib.loads(unpacked(text.encode()).decode()) for text in texts] == [TABLES, TABLES]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (FILLED.replace("Europe/Berlin", "Berlin"), "shop.timezone: must be the name of a time zone"),
        (FILLED.replace(KEY, "a b"), "setup.api_key: must hold one line"),
        ("[setup", "kiosk.toml: is not valid TOML"),
    ],
)
@pytest.mark.parametrize("command", ["check", "qr"])
def test_a_mistake_is_told_before_anything_is_drawn(
    file: Path, capsys: pytest.CaptureFixture[str], command: str, text: str, line: str
) -> None:
    file.write_text(text, encoding="utf-8")
    assert main(["config", command, str(file)]) == 2
    told = capsys.readouterr()
    assert told.err.startswith(line)
    assert not told.out


def test_a_good_file_is_called_so(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "check", str(file)]) == 0
    own = tmp_path / "own.toml"
    own.write_text('[shop]\nname = "A"\n')
    assert main(["config", "check", str(own)]) == 0
    assert capsys.readouterr().out.count("is good") == 2
    own.write_text('[shop]\nnane = "A"\n')
    assert main(["config", "check", str(own)]) == 2
    assert main(["config", "check", str(tmp_path / "nowhere.toml")]) == 2
    assert main(["config", "qr", str(file), "--out", "x.gif"]) == 2


def test_without_a_terminal_to_ask_on_the_key_is_missing(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nobody(question: str) -> str:
        raise EOFError

    monkeypatch.setattr(config.getpass, "getpass", nobody)
    file.write_text(FILLED.replace(f'api_key = "{KEY}"', ""), encoding="utf-8")
    assert main(["config", "qr", str(file)]) == 2
    assert "setup.api_key: is missing" in capsys.readouterr().err
