"""Sounds: distinct, loud as asked, never in the way."""

from __future__ import annotations

import os
import runpy
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from kiosk.ui.sound import Sounds, find_player, scale_wav
from tests.ui.conftest import ASSETS

FOLDER = ASSETS / "sounds"
NAMES = {"scan", "tap", "success", "reward", "refusal"}


def samples(file: Path) -> np.ndarray:
    with wave.open(str(file), "rb") as read:
        assert (read.getnchannels(), read.getsampwidth(), read.getframerate()) == (1, 2, 22050)
        return np.frombuffer(read.readframes(read.getnframes()), "<i2").astype(float)


def player(tmp_path: Path, lines: str) -> tuple[str, ...]:
    """A player that notes what it is given, instead of a sound card."""
    script = tmp_path / "player"
    script.write_text(f'#!/bin/sh\necho "$(basename "$1")" >>"{tmp_path}/played"\n{lines}\n')
    script.chmod(0o755)
    return (str(script),)


def played(tmp_path: Path, number: int) -> list[str]:
    """What was played, once it is ``number`` sounds (at most 10 s)."""
    until = time.monotonic() + 10
    while True:
        file = tmp_path / "played"
        lines = file.read_text().splitlines() if file.exists() else []
        if len(lines) >= number or time.monotonic() > until:
            return lines
        time.sleep(0.01)


def test_there_is_a_short_sound_for_each_event() -> None:
    assert {file.stem for file in FOLDER.glob("*.wav")} == NAMES
    for name in NAMES:
        sound = samples(FOLDER / f"{name}.wav")
        assert 0.02 < len(sound) / 22050 < 1.2
        assert 3000 < np.abs(sound).max() < 32767
        assert abs(sound[0]) < 400
        assert abs(sound[-1]) < 400


def test_sounds_are_told_apart_without_the_picture() -> None:
    """By length or by pitch: a third of length, or three semitones of the strongest tone."""
    heard = {}
    for name in NAMES:
        sound = samples(FOLDER / f"{name}.wav")
        spectrum = np.abs(np.fft.rfft(sound, 65536))
        heard[name] = (len(sound), float(np.argmax(spectrum)))
    for one in NAMES:
        for other in NAMES - {one}:
            longer = max(heard[one][0], heard[other][0]) / min(heard[one][0], heard[other][0])
            higher = max(heard[one][1], heard[other][1]) / min(heard[one][1], heard[other][1])
            assert longer > 1.33 or higher > 2 ** (3 / 12), (one, other)


def test_the_kept_sounds_are_what_their_script_makes(tmp_path: Path) -> None:
    made = runpy.run_path(str(FOLDER / "make_sounds.py"))
    for name, notes in made["SOUNDS"].items():
        kept = samples(FOLDER / f"{name}.wav")
        assert np.abs(kept - np.array(made["samples"](notes)) * 32000).max() <= 1


@pytest.mark.parametrize(("volume", "share"), [(100, 1.0), (50, 0.25), (0, 0.0), (400, 1.0), (-1, 0.0)])
def test_the_volume_is_in_the_samples(tmp_path: Path, volume: int, share: float) -> None:
    scale_wav(FOLDER / "scan.wav", tmp_path / "scan.wav", volume)
    assert np.abs(samples(tmp_path / "scan.wav") - samples(FOLDER / "scan.wav") * share).max() <= 1


def test_a_sound_is_played_by_name_and_the_file_is_gone_afterwards(tmp_path: Path) -> None:
    sounds = Sounds(FOLDER, player=player(tmp_path, "exit 0"))
    sounds.play("scan")
    assert played(tmp_path, 1) == ["scan.wav"]
    sounds.play("no such sound")
    sounds.play("refusal")
    assert played(tmp_path, 2) == ["scan.wav", "refusal.wav"]
    sounds.close()


def test_a_new_sound_ends_the_one_that_plays_and_nothing_waits(tmp_path: Path) -> None:
    command = player(tmp_path, f'echo $$ >>"{tmp_path}/pids"\nexec sleep 60')
    sounds = Sounds(FOLDER, player=command)
    begun = time.monotonic()
    sounds.play("scan")
    assert played(tmp_path, 1) == ["scan.wav"]
    sounds.play("success")
    assert played(tmp_path, 2) == ["scan.wav", "success.wav"]
    for _ in range(1000):
        sounds.play("tap")
    assert time.monotonic() - begun < 10
    sounds.close()
    for pid in (tmp_path / "pids").read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)


@pytest.mark.parametrize("how", ["off", "no volume", "no player", "broken player", "no folder"])
def test_silence_is_no_fault(tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    good = player(tmp_path, "exit 0")
    sounds = {
        "off": lambda: Sounds(FOLDER, enabled=False, player=good),
        "no volume": lambda: Sounds(FOLDER, volume=0, player=good),
        "no player": lambda: Sounds(FOLDER),
        "broken player": lambda: Sounds(FOLDER, player=(str(tmp_path / "nothing"),)),
        "no folder": lambda: Sounds(tmp_path / "nowhere", player=good),
    }[how]()
    sounds.play("scan")
    sounds.close()
    assert not (tmp_path / "played").exists()
    assert sounds.silent == (how in ("off", "no volume", "no player"))


def test_it_is_set_louder_softer_off_and_on_while_it_runs(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    script = tmp_path / "loud"
    script.write_text(f'#!/bin/sh\ncat "$1" >"{heard}.new" && mv "{heard}.new" "{heard}"\n')
    script.chmod(0o755)
    sounds = Sounds(FOLDER, volume=100, enabled=False, player=(str(script),))

    def loudness() -> float:
        sounds.play("scan")
        until = time.monotonic() + 10
        while not heard.exists() and time.monotonic() < until:
            time.sleep(0.01)
        peak = float(np.abs(samples(heard)).max())
        heard.unlink()
        return peak

    try:
        assert sounds.silent
        sounds.adjust(enabled=True)
        full = loudness()
        sounds.adjust(volume=50)
        assert loudness() == pytest.approx(full / 4, rel=0.01)
        sounds.adjust(volume=0)
        assert sounds.silent
        sounds.play("scan")
        sounds.adjust(volume=100, enabled=False)
        sounds.play("scan")
        time.sleep(0.2)
        assert not heard.exists()
        sounds.adjust(enabled=True)
        assert loudness() == pytest.approx(full)
    finally:
        sounds.close()


def test_the_player_of_the_system_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name == "aplay" else None)
    assert find_player() == ("/usr/bin/aplay", "-q")


def test_a_wav_of_another_kind_is_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8)
    with pytest.raises(ValueError, match="16 bit"):
        scale_wav(tmp_path / "a.wav", tmp_path / "b.wav", 50)
