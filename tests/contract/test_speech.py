"""Spoken output: the same promises with speech-dispatcher's twin, with the real one where it is installed,
and with a command in its place. Everything at sockets and pipes of the test's own; nothing is heard."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.devices import ssip
from kiosk.devices.speech import Speech
from kiosk.devices.ssip import Ssip, SsipError, clean, socket_path
from kiosk.ports import Speaker
from kiosk.simulator.speech import Said, SpeechTwin
from tests.support.waiting import until

BOUND = 10.0


@pytest.fixture
def twin(tmp_path: Path) -> Iterator[SpeechTwin]:
    with SpeechTwin(tmp_path / "s") as one:
        yield one


@pytest.fixture
def speech(twin: SpeechTwin) -> Iterator[Speech]:
    one = Speech(server=twin.path, command=())
    yield one
    one.close()


def test_it_is_a_speaker(speech: Speech) -> None:
    speaker: Speaker = speech
    speaker.hush()  # before anything was said


def test_words_go_out_in_their_language_and_at_their_volume(speech: Speech, twin: SpeechTwin) -> None:
    speech.say("Guten Tag.", "de", 70)
    assert twin.wait(1) == [Said("Guten Tag.", "de", 40)]
    speech.say("مرحبًا", "ar", 100)
    assert twin.wait(2)[1] == Said("مرحبًا", "ar", 100)
    speech.say("nothing", "en", 0)
    speech.say(".\r\nQUIT\x00", "en", 10)
    assert twin.wait(3)[2:] == [Said(".  QUIT ", "en", -80)]


@pytest.mark.parametrize(("sign", "name"), [("7", "7"), (" ", "space"), ("@", "@")])
def test_a_single_character_is_named(speech: Speech, twin: SpeechTwin, sign: str, name: str) -> None:
    speech.say(sign, "en", 50)
    assert twin.wait(1) == [Said(name, "en", 0)]


def test_it_is_ended_by_the_next_thing_and_on_demand(speech: Speech, twin: SpeechTwin) -> None:
    speech.say("one", "en", 70)
    assert twin.wait(1)
    before = twin.cancelled
    speech.say("two", "en", 70)
    assert twin.wait(2)
    assert twin.cancelled == before + 1
    speech.hush()
    assert twin.wait_cancelled(before + 2)


def test_of_many_things_at_once_the_last_one_is_said(speech: Speech, twin: SpeechTwin) -> None:
    for number in range(200):
        speech.say(f"number {number}", "en", 70)
    until(lambda: twin.said and twin.said[-1].words == "number 199")
    assert len(twin.said) < 150


def test_a_server_that_hangs_is_waited_for_by_nobody(
    tmp_path: Path, twin: SpeechTwin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ssip, "TIMEOUT", 0.2)
    twin.mute = True
    speech = Speech(server=twin.path, command=())
    began = time.monotonic()
    for _ in range(50):
        speech.say("anybody?", "en", 70)
        speech.hush()
    assert time.monotonic() - began < 0.2
    speech.close()


def test_a_server_that_comes_back_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "s"
    speech = Speech(server=path, command=(), monotonic=lambda: 0.0)
    with SpeechTwin(path) as first:
        speech.say("one", "en", 70)
        assert first.wait(1)
    with SpeechTwin(path) as second:
        speech.say("two", "de", 30)
        # it is told again what it has never heard of: language and volume
        assert second.wait(1) == [Said("two", "de", -40)]
        second.refuse = True
        speech.say("no", "en", 70)
        until(lambda: second.cancelled >= 2)
    speech.close()


def recorder(tmp_path: Path) -> tuple[tuple[str, ...], Path]:
    """A command that writes down what it is to speak, and then speaks for long."""
    out, script = tmp_path / "heard", tmp_path / "voice"
    script.write_text(
        f"#!{sys.executable}\nimport sys, time\n"
        f"words = sys.stdin.read()\nopen({str(out)!r}, 'a').write(repr((sys.argv[1:], words)) + '\\n')\n"
        "time.sleep(60)\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return (str(script),), out


def test_without_a_server_a_command_speaks_and_is_ended_by_the_next_thing(tmp_path: Path) -> None:
    command, out = recorder(tmp_path)
    speech = Speech(server=tmp_path / "none", command=command)
    speech.say("7 von 10 Stempeln", "de", 70)
    until(lambda: out.exists() and "Stempeln" in out.read_text())
    # what is personal is in the pipe, and not where every process can read it
    assert out.read_text() == repr((["-v", "de", "-a", "70"], "7 von 10 Stempeln")) + "\n"
    speaking = speech._speaking
    assert speaking is not None
    speech.hush()
    until(lambda: speaking.returncode is not None)
    speech.say("again", "en", 70)
    until(lambda: "again" in out.read_text())
    speaking = speech._speaking
    assert speaking is not None
    speech.close()
    assert speaking.returncode is not None


@pytest.mark.parametrize("command", [(), ("/nowhere/at/all",), ("/bin/false",)])
def test_where_nothing_can_speak_nothing_happens(tmp_path: Path, command: tuple[str, ...]) -> None:
    speech = Speech(server=tmp_path / "none", command=command)
    for _ in range(3):
        speech.say("hello", "en", 70)
        time.sleep(0.02)
    speech.close()
    speech.say("after the end", "en", 70)
    assert not [thread for thread in threading.enumerate() if thread.name == "speech"]


def test_a_wish_shows_nothing_of_what_is_said() -> None:
    from kiosk.devices.speech import _Wish

    assert "anna" not in repr(_Wish("anna@example.com", "en", 70))


@pytest.mark.parametrize(
    ("environ", "path"),
    [
        ({"SPEECHD_ADDRESS": "unix_socket:/x/y.sock"}, "/x/y.sock"),
        ({"XDG_RUNTIME_DIR": "/run/user/7"}, "/run/user/7/speech-dispatcher/speechd.sock"),
        ({"XDG_CACHE_HOME": "/c"}, "/c/speech-dispatcher/speechd.sock"),
    ],
)
def test_the_socket_is_where_the_server_puts_it(environ: dict[str, str], path: str) -> None:
    assert str(socket_path(environ)) == path
    assert socket_path({}).name == "speechd.sock"


def test_nothing_that_is_said_is_a_command() -> None:
    assert clean("a\r\n.\r\nQUIT\x1b") == "a  .  QUIT "


@pytest.mark.parametrize("answer", [b"", b"x" * 70_000, b"400 ERR\r\n"])
def test_an_answer_that_is_none_breaks_the_connection_and_nothing_else(tmp_path: Path, answer: bytes) -> None:
    import socket

    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen(1)

        def serve() -> None:
            one, _ = server.accept()
            with one:
                one.recv(4096)
                one.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(SsipError):
            Ssip(path)
        thread.join(BOUND)


# -- the real one -----------------------------------------------------------------------------------

CONFIG = """
LogLevel 1
LogDir "{home}"
CommunicationMethod "unix_socket"
SocketPath "{socket}"
AudioOutputMethod "alsa"
AudioALSADevice "null"
AddModule "pen" "sd_generic" "pen.conf"
DefaultModule pen
DefaultLanguage "en"
"""
PEN = """
GenericExecuteSynth "true"
AddVoice "en" "MALE1" "any"
DefaultVoice "any"
"""


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Path]:
    """speech-dispatcher itself, with a voice that says nothing."""
    server = shutil.which("speech-dispatcher")
    if server is None:
        pytest.skip("speech-dispatcher is not installed")
    home, socket = tmp_path / "conf", tmp_path / "speechd.sock"
    (home / "modules").mkdir(parents=True)
    (home / "modules" / "pen.conf").write_text(PEN)
    (home / "speechd.conf").write_text(CONFIG.format(home=home, socket=socket))
    environ = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    process = subprocess.Popen(
        [server, "-s", "-C", str(home), "-P", str(tmp_path / "pid"), "-S", str(socket)],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: socket.exists() or process.poll() is not None)
        if process.poll() is not None:
            pytest.skip("speech-dispatcher does not start here")
        yield socket
    finally:
        process.terminate()
        process.wait(BOUND)


def test_the_real_server_understands_all_that_is_said_to_it(real: Path) -> None:
    link = Ssip(real)
    for language, words in (("en", "Hello. 7 stamps"), ("de", "Grüße"), ("ar", "مرحبًا"), ("tr", ". ıİ")):
        link.say(words, language, 70)
        for sign in "7 .@ı":
            link.say(sign, language, 10)
        link.hush()
    link.close()
