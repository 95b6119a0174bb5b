"""One target under atheris: ``python -m tests.fuzz.guided TARGET [arguments of libFuzzer]``."""

from __future__ import annotations

import sys
import time

MOST_SECONDS = 3.0
"""Of the processor for one input; instrumented code is some three times slower."""
NO_FUZZER = 3


def main() -> int:
    """Fuzz until libFuzzer ends the process."""
    try:
        import atheris
    except ImportError:
        print("atheris is not here: there are releases of it for x86-64 and CPython 3.11 to 3.13 only")
        return NO_FUZZER
    with atheris.instrument_imports(include=["kiosk", "tomllib", "json"]):
        from tests.fuzz.targets import TARGETS
    name, *arguments = sys.argv[1:]
    target = TARGETS[name]
    target.run(b"")

    def one(data: bytes) -> None:
        begun = time.thread_time()  # no alarm of ours: libFuzzer has its own
        target.run(data)
        took = time.thread_time() - begun
        assert took < MOST_SECONDS, f"it took {took:.1f} s of the processor"

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
