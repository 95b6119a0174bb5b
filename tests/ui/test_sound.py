"""Sounds: distinct, loud as asked, never in the way."""

from __future__ import annotations

import os
import runpy
import time
import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from kiosk.core.effects import Sound
from kiosk.ui.sound import Sounds, find_player, scale_wav
from tests.ui.conftest import ASSETS

FOLDER = ASSETS / "sounds"
NAMES = {sound.value for sound in Sound}
BANDS = 24


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


def loudness(sound: np.ndarray) -> np.ndarray:
    """How loud it is in steps of 20 ms, as roots of the power: the beat of it."""
    steps = sound[: len(sound) // 441 * 441].reshape(-1, 441)
    return np.sqrt((steps**2).mean(axis=1))


def colours(sound: np.ndarray) -> np.ndarray:
    """How its power is spread over bands of a third of an octave from 100 Hz on; together 1."""
    power = np.abs(np.fft.rfft(sound, 65536)) ** 2
    pitch = np.fft.rfftfreq(65536, 1 / 22050)
    edges = 100 * 2 ** (np.arange(BANDS + 1) / 3)
    bands = np.array([power[(pitch >= low) & (pitch < high)].sum() for low, high in pairwise(edges)])
    return bands / bands.sum()


def test_there_is_a_short_sound_for_each_meaning() -> None:
    """Shorter than a second, neither clipped nor faint, and without a crack at either end."""
    assert {file.stem for file in FOLDER.glob("*.wav")} == NAMES
    for name in NAMES:
        sound = samples(FOLDER / f"{name}.wav")
        assert 0.02 < len(sound) / 22050 < 1.0, name
        assert 3000 < np.abs(sound).max() < 32700, name
        assert np.count_nonzero(np.abs(sound) > 32600) == 0, name
        assert abs(sound[0]) < 400, name
        assert abs(sound[-1]) < 400, name


def test_none_is_much_louder_than_another() -> None:
    """The loudest 20 ms, in decibels; but a click, which comes with each key, is the softest of all."""
    peaks = {name: 20 * np.log10(loudness(samples(FOLDER / f"{name}.wav")).max()) for name in NAMES}
    click = peaks.pop("tap")
    assert max(peaks.values()) - min(peaks.values()) < 9, peaks
    assert click < min(peaks.values()), peaks


def test_sounds_are_told_apart_without_the_picture() -> None:
    """By their pitch (half of the power is in bands where the other has none), or by their beat (half of
    it at moments where the other is still, which a longer one always has)."""
    heard = {name: samples(FOLDER / f"{name}.wav") for name in NAMES}
    for one in NAMES:
        for other in NAMES - {one}:
            pitch = np.abs(colours(heard[one]) - colours(heard[other])).sum() / 2
            beats = [loudness(heard[name]) ** 2 for name in (one, other)]
            long = max(len(beat) for beat in beats)
            early = [np.pad(beat, (0, long - len(beat))) / beat.sum() for beat in beats]
            assert max(pitch, np.abs(early[0] - early[1]).sum() / 2) > 0.5, (one, other)


def test_a_refusal_is_unlike_all_good_news() -> None:
    """Lower by half an octave at least, and falling where those rise: not to be mistaken in a noisy shop."""

    def middle(sound: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(sound, 65536)) ** 2
        return float((power * np.fft.rfftfreq(65536, 1 / 22050)).sum() / power.sum())

    refusal = samples(FOLDER / "refusal.wav")
    for name in ("scan", "success", "reward", "paper"):
        good = samples(FOLDER / f"{name}.wav")
        assert middle(good) > 1.5 * middle(refusal), name
    halves = [middle(half) for half in np.array_split(refusal, 2)]
    assert halves[1] < 0.9 * halves[0]
    for name in ("success", "reward"):
        halves = [middle(half) for half in np.array_split(samples(FOLDER / f"{name}.wav"), 2)]
        assert halves[1] > 1.1 * halves[0], name


def test_the_script_makes_the_kept_sounds_to_the_byte(tmp_path: Path) -> None:
    made = runpy.run_path(str(FOLDER / "make_sounds.py"))
    made["main"](tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in FOLDER.glob("*.wav")
    }


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
