"""What ``kiosk run`` keeps to itself, and how: the key's file, the environment, memory, errors."""

from __future__ import annotations

import io
import json
import logging
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import guard
from kiosk.config import ConfigError, Settings, check
from kiosk.logs import EventLog, places, take_over

KEY = "lk_test_8c21guarded"
ROOT = Path(__file__).resolve().parents[2]
NOWHERE = Path("/nowhere/kiosk.toml")


def settings(file: Path) -> Settings:
    made, faults = check({"api": {"key_file": str(file)}}, {})
    assert made is not None, faults
    return made


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "api.key"
    file.write_text(f"{KEY}\n")
    file.chmod(0o600)
    return file


# -- the key's file --------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_key_for_its_user_alone_is_taken(key: Path, mode: int) -> None:
    key.chmod(mode)
    assert guard.take_key(settings(key), NOWHERE) == KEY


@pytest.mark.parametrize("mode", [0o640, 0o440])
def test_a_key_may_be_roots_with_a_group_of_the_kiosks_own(key: Path, mode: int) -> None:
    """So does the package's own configuration, and systemd with credentials."""
    key.chmod(mode)
    os.chown(key, -1, os.getegid())
    assert guard.take_key(settings(key), NOWHERE) == KEY


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o606, 0o602, 0o660, 0o620])
def test_a_key_of_ours_that_others_can_use_is_made_private(
    key: Path, mode: int, capsys: pytest.CaptureFixture[str]
) -> None:
    key.chmod(mode)
    assert guard.take_key(settings(key), NOWHERE) == KEY
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    said = capsys.readouterr().err
    assert said.startswith(f"api.key_file: {key} has mode {mode:04o}: ")
    assert "Not any more" in said
    assert KEY not in said
    assert guard.take_key(settings(key), NOWHERE) == KEY
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o606, 0o602, 0o660, 0o620])
def test_a_key_that_others_can_use_and_this_user_cannot_help_is_refused(
    key: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    key.chmod(mode)
    mine = key.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: mine + 4711)
    with pytest.raises(ConfigError) as caught:
        guard.take_key(settings(key), NOWHERE)
    assert stat.S_IMODE(key.stat().st_mode) == mode
    (fault,) = caught.value.faults
    assert fault.startswith(f"api.key_file: {key} has mode {mode:04o}: ")
    assert fault.endswith(f"Run: chmod 600 {key}")
    assert KEY not in fault


def test_a_key_of_another_group_is_refused(key: Path) -> None:
    if os.geteuid():
        pytest.skip("it takes root to give a file to a group that one is not in")
    key.chmod(0o640)
    os.chown(key, -1, 65534)
    assert "a group can use it" in guard.why_not_private(key)


def test_a_key_that_is_somebody_elses_is_refused(key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 4711)
    if key.stat().st_uid == 0:
        os.chown(key, 4712, -1)
    assert "belongs to somebody else" in guard.why_not_private(key)


def test_a_key_that_is_not_there_is_told_by_who_reads_it(tmp_path: Path) -> None:
    assert guard.why_not_private(tmp_path / "none") == ""
    with pytest.raises(ConfigError, match="does not exist"):
        guard.take_key(settings(tmp_path / "none"), NOWHERE)


def refused(config: Path) -> str:
    """What ``kiosk run`` has to say of this configuration, with which it does not run."""
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk", "run", "--config", config],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    return ran.stderr


def test_the_program_refuses_to_run_with_it(key: Path, tmp_path: Path) -> None:
    """As an operator meets it: exit code 2, and one line that says what to do."""
    if os.geteuid():
        pytest.skip("it takes root to give a file to somebody else")
    key.chmod(0o644)
    os.chown(key, 4711, -1)
    config = tmp_path / "kiosk.toml"
    config.write_text(f'[api]\nkey_file = "{key}"\n[journal]\npath = "{tmp_path / "state" / "j.sqlite3"}"\n')
    assert refused(config) == (
        f"api.key_file: {key} has mode 0644: everybody on this machine can use it. Run: chmod 600 {key}\n"
    )
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("name", ["kiosk.toml", "kiosk.d/10-mine.toml"])
def test_a_configuration_that_everybody_can_change_is_refused(key: Path, tmp_path: Path, name: str) -> None:
    """Who can change where the service is gets the key with the next request."""
    config = tmp_path / "kiosk.toml"
    (tmp_path / "kiosk.d").mkdir()
    for file in (config, tmp_path / "kiosk.d" / "10-mine.toml"):
        file.write_text(f'[api]\nkey_file = "{key}"\n[journal]\npath = "{tmp_path}/state/j.sqlite3"\n')
        file.chmod(0o664)
    assert guard.changeable(config) == []
    open_one = tmp_path / name
    open_one.chmod(0o666)
    assert refused(config) == (
        f"{open_one}: has mode 0666: everybody on this machine can change it. Run: chmod o-w {open_one}\n"
    )


def test_the_folder_is_the_one_that_is_read(tmp_path: Path) -> None:
    """It is called as the base file is, and what editors leave in it is none of ours."""
    (tmp_path / "kiosk.d").mkdir()
    (tmp_path / "door.d").mkdir()
    for name in ("kiosk.d/10-other.toml", "door.d/10-mine.toml", "door.d/.10-mine.toml"):
        (tmp_path / name).write_text("")
        (tmp_path / name).chmod(0o666)
    (found,) = guard.changeable(tmp_path / "door.toml")
    assert found.startswith(f"{tmp_path / 'door.d/10-mine.toml'}: has mode 0666")


# -- the environment -------------------------------------------------------------------------------

ENVIRON = """
import os, subprocess, sys
from pathlib import Path
from kiosk.cli import guard
from kiosk.config import Settings
before = open("/proc/self/environ", "rb").read()
key = guard.take_key(Settings(), Path('/nowhere'))
after = open("/proc/self/environ", "rb").read()
child = subprocess.run(["env"], capture_output=True, check=True).stdout
print(key.encode() in before, key.encode() in after, key.encode() in child, "KIOSK_API__KEY" in os.environ)
print(after.count(b"PATH=") == before.count(b"PATH="), key)
"""


def test_a_key_in_the_environment_is_there_no_more(tmp_path: Path) -> None:
    """Neither for children nor in what the system shows of the process; the rest is as before."""
    ran = subprocess.run(
        [sys.executable, "-c", ENVIRON], cwd=ROOT, env={**os.environ, "KIOSK_API__KEY": KEY},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines() == ["True False False False", f"True {KEY}"]


def test_a_key_that_is_no_good_is_taken_away_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_API__KEY", "two words")
    with pytest.raises(ConfigError) as caught:
        guard.take_key(Settings(), NOWHERE)
    assert "two words" not in str(caught.value)
    assert "KIOSK_API__KEY" not in os.environ


def test_forgetting_what_is_not_there_is_nothing() -> None:
    guard.forget("KIOSK_NOT_THERE")


# -- memory ----------------------------------------------------------------------------------------

SOMEBODY = 65534
LIVES = """
import ctypes, os, sys
from kiosk.cli import guard
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(int(sys.argv[1])); os.setuid(int(sys.argv[1]))
    ctypes.CDLL(None).prctl(guard.PR_SET_DUMPABLE, 1, 0, 0, 0)  # as after any start as somebody
if sys.argv[2] == "closed":
    assert guard.close_up()
    assert guard.close_up(), "twice is as good as once"
print("here", flush=True)
sys.stdin.read()
"""
LOOKS = """
import os, sys
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(int(sys.argv[1])); os.setuid(int(sys.argv[1]))
for name in ("environ", "auxv", "maps", "status"):
    try:
        with open(f"/proc/{sys.argv[2]}/{name}", "rb") as file:
            file.read(1)
        print(name)
    except PermissionError:
        pass
"""


@pytest.mark.parametrize(("how", "seen"), [("open", "environ auxv maps status"), ("closed", "status")])
def test_nobody_looks_into_it_not_even_its_own_user(how: str, seen: str) -> None:
    """Root can; nobody else. The first case shows that there is something to be forbidden."""
    words = [sys.executable, "-c", LIVES, str(SOMEBODY), how]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:
        assert one.stdin is not None
        assert one.stdout is not None
        try:
            assert one.stdout.readline() == "here\n"
            looked = subprocess.run(
                [sys.executable, "-c", LOOKS, str(SOMEBODY), str(one.pid)],
                capture_output=True, text=True, timeout=30, check=True,
            )  # fmt: skip
        finally:
            one.stdin.close()
    assert looked.stdout.split() == seen.split()


def test_a_filter_that_forbids_limits_is_no_reason_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """systemd's group @resources has it in it. What counts is the other one."""
    words = (
        "import resource\nfrom kiosk.cli import guard\n"
        "def refused(*_): raise PermissionError\n"
        "resource.setrlimit = refused\nresource.getrlimit = lambda _: (7, 7)\nprint(guard.close_up())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert ran.stdout == "True\n"


FILES = """
import os, sys
from pathlib import Path
from kiosk.cli import guard
os.umask(0)
guard.close_up()
Path(sys.argv[1]).touch()
Path(sys.argv[2]).mkdir()
"""


def test_what_it_writes_is_its_users_alone(tmp_path: Path) -> None:
    """Whatever the umask was before."""
    file, folder = tmp_path / "file", tmp_path / "folder"
    subprocess.run([sys.executable, "-c", FILES, file, folder], cwd=ROOT, timeout=60, check=True)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (file, folder)] == [0o600, 0o700]


# -- errors ----------------------------------------------------------------------------------------


def fails() -> None:
    raise KeyError("PLANTED")


def test_places_have_no_messages_in_them() -> None:
    try:
        try:
            fails()
        except KeyError as error:
            raise ValueError("PLANTED") from error
    except ValueError as error:
        told = places(error)
    lines = told.splitlines()
    assert lines[0] == "ValueError"
    assert "KeyError" in lines
    assert lines[-1].endswith("in fails")
    assert "PLANTED" not in told
    assert places(None) == ""


def test_errors_that_are_each_others_reason_have_an_end() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert places(one) == "ValueError\nKeyError"


def test_asyncios_own_words_are_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """They quote the error, and what a call was given."""
    out = io.StringIO()
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    level = root.level
    try:
        take_over(EventLog("json", "debug", out), "debug")
        try:
            fails()
        except KeyError as error:
            kind = (type(error), error, error.__traceback__)
            logging.getLogger("asyncio").error("Exception in callback f('PLANTED')", exc_info=kind)
        logging.getLogger("asyncio").error("Task was destroyed but it is pending!")
    finally:
        root.setLevel(level)
        logging.getLogger("kiosk").setLevel(logging.NOTSET)
        logging.captureWarnings(False)
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert first["message"].startswith("uncaught: KeyError\n")
    assert "in fails" in first["message"]
    assert "PLANTED" not in first["message"]
    assert second["message"] == "Task was destroyed but it is pending!"
