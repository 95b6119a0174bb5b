"""``kiosk run`` with somebody of the staff before it, for a process that no test can touch from outside:

    python -m tests.e2e.staff_hands PIN DEED run --config …

unlocks with the PIN, chooses «out of service», the deed (close, restart) and confirms it, once each.
"""

from __future__ import annotations

import sys

from kiosk import __main__ as program
from kiosk.cli.run import Desk
from kiosk.core.events import Action, Tap


def main() -> int:
    """Run the program with the rest of the arguments; its exit code."""
    pin, deed = sys.argv[1:3]
    taps = {
        "attract": [(Action.LOCK, "")],
        "closed": [(Action.LOCK, "")],
        "staff_lock": [*((Action.DIGIT, digit) for digit in pin), (Action.CONFIRM, "")],
        "staff_menu": [(Action.TASK, "close")],
        "staff_close": [(Action.DEED, deed), (Action.CONFIRM, "")],
    }
    start = Desk.start

    def started(self: Desk) -> None:
        def look() -> None:
            for action, value in taps.pop(self.bridge.get_screen(), ()):
                self.machine.post(Tap(action, value, self.bridge.session))

        self.bridge.viewChanged.connect(look)
        start(self)

    Desk.start = started  # type: ignore[method-assign]
    return program.main(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
