"""``kiosk run`` on a machine whose clock is wrong: ``python -m tests.e2e.other_clock SECONDS run --config
…``.

The program is the real one from its command line on; only what its one look at the wall clock says is that
many seconds off, as if somebody had set the machine's clock. The monotonic clock goes on as it does.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta, tzinfo

from kiosk import __main__ as program
from kiosk import clock


def main() -> int:
    """The seconds, then the kiosk's own command line."""
    shift = timedelta(seconds=float(sys.argv.pop(1)))

    class Other(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + shift

    clock.datetime = Other  # type: ignore[misc]
    return program.main()


if __name__ == "__main__":
    sys.exit(main())
