"""Samples of what words are typed on, of the consents, and of how a sign-up ends."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.core.view import Button, Pin, StaffConsents, StaffResult, StaffTyping, Text, View

LONG = "maximiliane.von-und-zu.hohenstein+kaffee@post.treue-programm.example.com"
LATER = Button(Text("button.later"), "leave", style="quiet")
Make = Callable[..., View]


def endings(*told: str, fits: bool = True) -> tuple[Button, ...]:
    return tuple(Button(Text("staff_enrol.as_is", (one,)), "ending", one, enabled=fits) for one in told)


def email(typed: str = "ada.lovelace@", message: str = "", fits: bool = True) -> StaffTyping:
    return StaffTyping(
        Text("staff_enrol.headline"),
        Text("staff_enrol.type"),
        Text(message) if message else None,
        "email",
        typed,
        endings("@gmail.com", "@hotmail.com", "@outlook.com", "@t-online.de", fits=fits),
        can_confirm=bool(typed),
    )


def name(typed: str = "Ayşe Öz", message: str = "") -> StaffTyping:
    return StaffTyping(
        Text("staff_setup.headline"),
        Text("staff_setup.name"),
        Text(message) if message else None,
        "name",
        typed,
        can_confirm=bool(typed),
    )


def consents(*ticked: str, typed: str = "ada@example.com", message: Text | None = None) -> StaffConsents:
    return StaffConsents(
        Text("staff_consents.headline"),
        Text("staff_consents.turn"),
        message,
        typed,
        tuple(
            Button(
                Text(f"staff_consents.{one}", ("Kahveci",)),
                "consent",
                one,
                "primary" if one in ticked else "plain",
            )
            for one in ("terms", "privacy", "marketing")
        ),
    )


def pin(message: str, entered: int) -> Pin:
    return Pin(
        Text("staff_setup.pin", ("Maximiliane von Hohenstein",)),
        Text(message),
        entered,
        8,
        None,
        False,
        True,
        entered >= 4,
        Text("pin.erase"),
        Text("pin.confirm"),
    )


def samples(view: Make, out: tuple[Button, Button]) -> dict[str, Callable[[], View]]:
    """The samples, made with ``view``; ``out`` are the ways back and out."""

    def sign_up(ready: bool) -> Button:
        return Button(Text("button.sign_up"), "confirm", style="primary", enabled=ready)

    def result(kind: str, headline: str, detail: str, code: str, *buttons: Button) -> View:
        facts = (
            Text("staff_enrol_result.email", ("m•••••••@example.com",)),
            Text("staff_amount.has_stamps", n=7),
            Text("staff_amount.has_points", n=1240),
        )
        body = StaffResult(kind, Text(headline), Text(detail), code, facts if kind == "success" else ())
        return view("staff_result", body, *buttons, *(out if kind != "success" else out[:1]))

    earn = Button(Text("button.earn_member"), "task", "earn", style="primary")
    another = Button(Text("button.enrol_another"), "task", "enrol")
    again = Button(Text("button.try_again"), "again", style="primary")
    return {
        "enrol_email": lambda: view("staff_enrol", email(), *out),
        "enrol_email_empty": lambda: view("staff_enrol", email("", fits=False), *out),
        "enrol_email_long": lambda: view("staff_enrol", email(LONG, "staff_enrol.member"), *out),
        "enrol_consents": lambda: view("staff_consents", consents(), sign_up(False), *out),
        "enrol_consents_ticked": lambda: view(
            "staff_consents",
            consents("terms", "marketing", typed=LONG, message=Text("staff_consents.privacy_refused")),
            sign_up(True),
            *out,
        ),
        "enrol_done": lambda: result(
            "success",
            "staff_enrol_result.existing",
            "staff_enrol_result.existing.next",
            "",
            earn,
            another,
        ),
        "enrol_failed": lambda: result(
            "refused", "staff_result.unreachable", "staff_enrol_result.unreachable.next", "E-NET-1", again
        ),
        "setup_name": lambda: view("staff_setup", name(), LATER),
        "setup_name_empty": lambda: view("staff_setup", name(""), LATER),
        "setup_name_missing": lambda: view("staff_setup", name("", "staff_setup.no_name"), LATER),
        "setup_pin": lambda: view("staff_setup", pin("staff_setup.different", 3), out[0], LATER),
    }
