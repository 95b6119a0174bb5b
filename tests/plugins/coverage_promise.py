"""Keeps the promise of full branch coverage, inside the run so that pytest's own summary comes last.

`make test` names the files in KIOSK_COVERAGE_PROMISE and runs pytest under `coverage run`. Run by
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
_report = pytest.StashKey[tuple[bool, str]]()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    patterns = os.environ.get(VARIABLE, "")
    if not patterns or hasattr(session.config, "workerinput"):
        return
    if exitstatus != pytest.ExitCode.OK:
        # The run has failed already; lines that a failed test did not reach would only distract.
        return
    kept, text = _check(patterns.split(","))
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


def _check(patterns: list[str]) -> tuple[bool, str]:
    measuring = coverage.Coverage.current()
    if measuring is None:
        return False, f"{VARIABLE} is set, but nothing measures: use `coverage run -m pytest`, or `make test`"
    unmatched = [pattern for pattern in patterns if not any(Path().glob(pattern))]
    if unmatched:
        return False, f"no such file: {', '.join(unmatched)}"
    measuring.stop()
    table = io.StringIO()
    try:
        with warnings.catch_warnings():
            # What it warns of (nothing was run) it also reports, as nothing covered.
            warnings.simplefilter("ignore", CoverageWarning)
            covered = measuring.report(include=patterns, file=table, show_missing=True, skip_covered=True)
    except CoverageException as fault:
        return False, str(fault)
    if covered < 100:
        return False, table.getvalue()
    return True, f"coverage: every branch of {', '.join(patterns)}"
