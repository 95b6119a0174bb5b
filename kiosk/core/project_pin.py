"""From an operation under way to the PIN screen, for customers and staff alike."""

from __future__ import annotations

from kiosk.core.challenge import Notice, Phase, Run, complete
from kiosk.core.earning import may_renew
from kiosk.core.events import Action
from kiosk.core.view import Button, Pin, Text

NOTICES: dict[Notice, Text] = {
    Notice.SENT: Text("pin.sent"),
    Notice.WRONG: Text("pin.wrong"),
    Notice.EXPIRED: Text("pin.expired"),
    Notice.USED_UP: Text("pin.used_up"),
    Notice.BUSY: Text("pin.busy"),
}


def pin_is_up(run: Run) -> bool:
    """Whether this operation has come to a PIN, so that its pauses are shown on the PIN screen."""
    return run.rounds > 0


def pin_body(run: Run, headline: Text, sent: Text | None = None) -> Pin:
    """The PIN pad: digits are counted, never shown. ``sent`` replaces the customer's wording of
    "we sent you a code"."""
    busy = run.phase not in (Phase.ASKING, Phase.TELLING)
    message = NOTICES[run.notice] if run.notice is not None else None
    if run.notice is Notice.SENT and sent is not None:
        message = sent
    if busy and message is None:
        message = Text("pin.checking")
    tries = Text("pin.tries", n=run.tries_left) if run.tries_left is not None and not busy else None
    return Pin(
        headline=headline,
        message=message,
        entered=len(run.entered),
        most=4,
        tries_text=tries,
        busy=busy,
        can_type=run.phase is Phase.ASKING,
        can_confirm=complete(run),
        erase_label=Text("pin.erase"),
        confirm_label=Text("pin.confirm"),
    )


def pin_buttons(run: Run, leave: Button) -> tuple[Button, ...]:
    """Beside the pad: a new code, and a way out."""
    style = "primary" if run.phase is Phase.TELLING else "plain"
    new = Button(Text("button.new_code"), Action.NEW_CODE, style=style)
    return (new, leave) if may_renew(run) else (leave,)
