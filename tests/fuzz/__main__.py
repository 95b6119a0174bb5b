"""``make fuzz``: a fuzzer that is guided by coverage (atheris, that is libFuzzer) on each target for a while.

It begins with the kept inputs and goes on with what led anywhere new, which it keeps in ``build/fuzz``.
What it finds wrong is written there, too, as ``TARGET-crash-…``, ``-timeout-…`` or ``-oom-…``: mend it, and
put the input into ``tests/fuzz/corpus``, by a name that says what it is, so that it is tried for ever.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from tests.fuzz.guided import NO_FUZZER
from tests.fuzz.targets import CORPUS, TARGETS

FOUND = Path(__file__).resolve().parents[2] / "build" / "fuzz"
MOST_MEMORY_MB = 700
"""Of the whole process, Qt, OpenCV and NumPy in it."""


def main() -> int:
    """Fuzz; 1 when something was found, 3 when there is no fuzzer."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="A coverage-guided fuzzer.")
    parser.add_argument("--target", choices=TARGETS, help="this one only")
    parser.add_argument("--seconds", type=int, default=60, help="for each (%(default)s)")
    options = parser.parse_args()
    wrong = []
    for name in [options.target] if options.target else TARGETS:
        kept = FOUND / name
        kept.mkdir(parents=True, exist_ok=True)
        print(f"== {name}", flush=True)
        command = [sys.executable, "-m", "tests.fuzz.guided", name, str(kept), str(CORPUS / name)]
        command += [f"-max_total_time={options.seconds}", "-timeout=10", f"-rss_limit_mb={MOST_MEMORY_MB}"]
        command += [f"-max_len={TARGETS[name].longest}", f"-artifact_prefix={FOUND / name}-"]
        ended = subprocess.run(command, check=False).returncode
        if ended == NO_FUZZER:
            return NO_FUZZER
        if ended:
            wrong.append(name)
    print(f"wrong: {', '.join(wrong)}; see {FOUND}" if wrong else "nothing found")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
