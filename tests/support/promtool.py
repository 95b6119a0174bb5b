"""Prometheus' own tools, where they are: Debian's package ``prometheus``."""

import shutil
import subprocess
from pathlib import Path

import pytest

from kiosk.metrics.catalogue import BY_NAME, PREFIX, Kind, Metric

OBSERVABILITY = Path(__file__).resolve().parents[2] / "packaging" / "observability"


def program(name: str) -> str:
    """Where it is, or the test is skipped."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not here (Debian: prometheus)")
    return found


def promtool(*arguments: str | Path, stdin: str = "") -> str:
    """What it says; it has to be content."""
    ran = subprocess.run(
        [program("promtool"), *arguments],
        capture_output=True,
        text=True,
        input=stdin,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


def metric_of(name: str) -> Metric | None:
    """Whose series this is: a metric, or a part of a histogram."""
    own = name.removeprefix(PREFIX)
    whole = next((own.removesuffix(end) for end in ("_bucket", "_count", "_sum") if own.endswith(end)), own)
    metric = BY_NAME.get(own) or BY_NAME.get(whole)
    if metric is not None and metric.name != own and metric.kind is not Kind.HISTOGRAM:
        return None
    return metric
