"""Keeps the promise of full branch coverage, inside the run so that pytest's own summary comes last.

`make test` names the files in KIOSK_COVERAGE_PROMISE. Each worker of pytest-xdist measures itself, and what
they measured is put together in the end; without workers, pytest has to be run under `coverage run`. Run by
hand, without that variable, nothing is measured and nothing is promised. Once something is promised
every way of not keeping it ends in a failed run: too little covered, nothing measured, no measuring.
"""

import io
import os
import warnings
from pathlib import Path

import coverage
import pytest
from coverage.exceptions import CoverageException, CoverageWarning

VARIABLE = "KIOSK_COVERAGE_PROMISE"
PART = "of-worker"
_report = pytest.StashKey[tuple[bool, str]]()
_measuring = pytest.StashKey[coverage.Coverage]()


def _patterns() -> list[str]:
    named = os.environ.get(VARIABLE, "")
    return named.split(",") if named else []


def _parts(measured: coverage.Coverage) -> list[Path]:
    """The files of the workers."""
    whole = Path(str(measured.get_option("run:data_file")))
    return sorted(whole.parent.glob(f"{whole.name}.{PART}-*"))


def pytest_configure(config: pytest.Config) -> None:
    """Before anything of the kiosk is imported."""
    if not _patterns():
        return
    worker = getattr(config, "workerinput", None)
    if worker is None:
        for left in _parts(coverage.Coverage(messages=False)):
            left.unlink()
        return
    measuring = coverage.Coverage(data_suffix=f"{PART}-{worker['workerid']}", messages=False)
    measuring.start()
    config.stash[_measuring] = measuring


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    patterns = _patterns()
    if not patterns:
        return
    if hasattr(session.config, "workerinput"):
        # Before xdist hears that this worker has finished.
        measuring = session.config.stash[_measuring]
        measuring.stop()
        measuring.save()
        return
    if exitstatus != pytest.ExitCode.OK:
        # The run has failed already; lines that a failed test did not reach would only distract.
        return
    kept, text = _check(patterns, distributed=bool(session.config.getoption("tx", None)))
    session.config.stash[_report] = (kept, text)
    if not kept:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    kept, text = terminalreporter.config.stash.get(_report, (True, ""))
    if kept:
        if text:
            terminalreporter.write_line(text)
        return
    terminalreporter.section("coverage promise broken", red=True)
    terminalreporter.write_line(text)
    # So that the closing line says that something failed, too.
    failed = pytest.TestReport(
        nodeid="the coverage promise",
        location=("", None, ""),
        keywords={},
        outcome="failed",
        longrepr="not every branch of what was promised was covered, see above",
        when="teardown",
    )
    terminalreporter.stats.setdefault("error", []).append(failed)


def _check(patterns: list[str], *, distributed: bool) -> tuple[bool, str]:
    unmatched = [pattern for pattern in patterns if not any(Path().glob(pattern))]
    if unmatched:
        return False, f"no such file: {', '.join(unmatched)}"
    table = io.StringIO()
    try:
        measured = _put_together() if distributed else coverage.Coverage.current()
        if measured is None:
            return False, f"{VARIABLE} is set, but nothing measures: use `coverage run -m pytest`, or workers"
        measured.stop()
        with warnings.catch_warnings():
            # What it warns of (nothing was run) it also reports, as nothing covered.
            warnings.simplefilter("ignore", CoverageWarning)
            covered = measured.report(include=patterns, file=table, show_missing=True, skip_covered=True)
    except CoverageException as fault:
        return False, str(fault)
    if covered < 100:
        return False, table.getvalue()
    return True, f"coverage: every branch of {', '.join(patterns)}"


def _put_together() -> coverage.Coverage:
    """What all workers measured, also for a report after the run."""
    measured = coverage.Coverage(messages=False)
    measured.combine([str(part) for part in _parts(measured)], strict=True)
    measured.save()
    return measured
