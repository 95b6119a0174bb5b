"""``kiosk run`` with somebody before it who leaves as soon as they have seen their balance, once:

python -m tests.e2e.leaving run --config …
"""

from __future__ import annotations

import sys

from kiosk import __main__ as program
from kiosk.cli.run import Desk
from kiosk.core.events import Action, Tap


def main() -> int:
    """Run the program with the arguments; its exit code."""
    start = Desk.start
    left: list[bool] = []

    def started(self: Desk) -> None:
        def look() -> None:
            if self.bridge.get_screen() == "balance" and not left:
                left.append(True)
                self.machine.post(Tap(Action.LEAVE, "", self.bridge.session))

        self.bridge.viewChanged.connect(look)
        start(self)

    Desk.start = started  # type: ignore[method-assign]
    return program.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
