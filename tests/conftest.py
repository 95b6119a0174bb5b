"""What every test stands on: Qt without a screen, bounded search, and nothing left behind."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

# Before hypothesis writes anything: into build/, not into the source tree.
os.environ.setdefault(
    "HYPOTHESIS_STORAGE_DIRECTORY", str(Path(__file__).resolve().parents[1] / "build" / "hypothesis")
)

pytest_plugins = ["tests.plugins.coverage_promise", "tests.plugins.hangs"]

_settings = hypothesis.settings
_settings.register_profile("here", max_examples=100, deadline=None)
# The same examples each time: a submission must not fail for another one's luck.
_settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True)
# For a long look: HYPOTHESIS_PROFILE=deep
_settings.register_profile("deep", max_examples=5000, deadline=None)
# For tests/mutants: the first example that fails is enough, and is not made smaller.
_settings.register_profile(
    "mutants",
    max_examples=200,
    deadline=None,
    derandomize=True,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
)
_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "here"))

# Threads that belong to the tools and not to a test.
_TOOLS_THREADS = ("pytest_timeout", "execnet", "Dummy-")
_PATIENCE = 2.0  # seconds that a thread or child has to end after its test


def _threads() -> set[threading.Thread]:
    return {one for one in threading.enumerate() if not one.name.startswith(_TOOLS_THREADS)}


def _children() -> set[int]:
    found: set[int] = set()
    for listed in Path("/proc/self/task").glob("*/children"):
        try:
            found.update(int(pid) for pid in listed.read_text().split())
        except OSError:  # the thread has ended meanwhile
            continue
    return {pid for pid in found if b"resource_tracker" not in _command(pid)}


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that leaves a thread or a child process behind fails, and not the one after it."""
    threads, children = _threads(), _children()
    yield
    if request.node.get_closest_marker("threads_may_outlive"):
        return
    until = time.monotonic() + _PATIENCE
    while (left := (_threads() - threads, _children() - children)) != (set(), set()):
        if time.monotonic() > until:
            names = sorted(one.name for one in left[0]) + [
                f"process {pid} {_command(pid).decode(errors='replace')!r}" for pid in sorted(left[1])
            ]
            pytest.fail("left behind: " + ", ".join(names))
        time.sleep(0.01)
