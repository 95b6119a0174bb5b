"""A test that hangs in native code ends, is known by name, and keeps no other test from being run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFTEST = """
from pathlib import Path
from tests.plugins import hangs
hangs.GRACE = 1.0
hangs.FOLDER = Path(__file__).parent / "hangs"
pytest_plugins = ["tests.plugins.hangs"]
"""
TESTS = """
import ctypes
import pytest

def test_before():
    pass

@pytest.mark.timeout(0.5)
def test_that_hangs():
    # A lock that is waited for by its owner, with Python's own lock held: no signal is heard there.
    libc, mutex = ctypes.PyDLL(None), ctypes.create_string_buffer(128)
    libc.pthread_mutex_lock(mutex)
    libc.pthread_mutex_lock(mutex)

def test_behind():
    pass
"""


def test_a_hang_that_hears_no_signal_ends_and_is_shown(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_some.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\ntimeout = 60\nfaulthandler_timeout = 0\n", encoding="utf-8"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "1"]
    ran = subprocess.run(
        [*command, "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "1 failed, 2 passed" in ran.stdout, ran.stdout
    assert "crashed while running 'test_some.py::test_that_hangs'" in ran.stdout
    shown = ran.stdout.split("hung: test_some.py::test_that_hangs")[1]
    assert "in test_that_hangs" in shown
