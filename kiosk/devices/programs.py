"""Asks another program of this machine something that it answers at once."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Sequence
from pathlib import Path

_log = logging.getLogger(__name__)


def output_of(command: Sequence[str], seconds: float) -> bytes | None:
    """What a program says; ``None`` when there is none of that name, it fails, or it does not come to its end
    within so many seconds."""
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        _log.debug("%s failed: %s", Path(command[0]).name, type(error).__name__)
        return None
    if ended.returncode:
        _log.debug("%s ended with %d", Path(command[0]).name, ended.returncode)
        return None
    return ended.stdout


def answer_of(command: Sequence[str], seconds: float) -> str | None:
    """The same as text."""
    said = output_of(command, seconds)
    return None if said is None else said.decode("utf-8", "replace")
