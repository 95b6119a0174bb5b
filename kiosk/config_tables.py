"""The settings themselves: tables and keys, what each may be, what it is without a line, and what it means.

Meanings are Markdown: ``docs/configuration.md`` and the schema for editors are made of them (``make docs``).
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kiosk import config_values as values
from kiosk.config_devices import Camera, DevicePath, Printer, Scanner, Seconds, Turn
from kiosk.config_forms import Form, Shape, Table
from kiosk.config_values import Address
from kiosk.paths import languages as languages_there

_LINE = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"
_FILE = rf"{_LINE[:-1]}[^\s\u0000-\u001f\u007f-\u009f]{_LINE[1:]}"
_PER_MINUTE = Form(
    {"anyOf": [{"type": "integer", "enum": [0]}, {"type": "integer", "minimum": 6, "maximum": 100_000}]},
    "0, or 6 to 100000",
)
Idle = Annotated[float, Field(ge=5, le=86_400, allow_inf_nan=False)]
FilePath = Annotated[
    Path, BeforeValidator(values.path), Form({"type": "string", "pattern": _FILE}, "the path of a file")
]


class Shop(Table):
    """The shop, as customers see it."""

    name: Annotated[
        str,
        Field(min_length=1, max_length=60, description="on screen and on coupons"),
        AfterValidator(values.line),
        Form({"type": "string", "pattern": _LINE, "minLength": 1, "maxLength": 60}, "1 to 60 characters"),
    ] = "Kahveci"
    kiosk_id: Annotated[
        str,
        Shape(
            r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}",
            "1 to 40 letters (a-z), digits, dots, dashes or underscores",
        ),
        Field(description="in operation ids, on coupons, in logs; another one for each kiosk of a shop"),
    ] = "entrance-1"
    stamps_per_card: Annotated[
        int,
        Field(ge=0, le=100, description="the API does not say; 0 draws a number instead of a card"),
    ] = 10
    timezone: Annotated[
        str,
        AfterValidator(values.timezone),
        Form({"type": "string", "minLength": 1}, "the name of a time zone (IANA)"),
        Field(description="says when a day ends"),
    ] = "Europe/Istanbul"
    accent: Annotated[
        str,
        Shape("#[0-9a-fA-F]{6}", 'a colour such as "#b3541e"'),
        Field(description="darkened or lightened until text on it can be read"),
    ] = "#b3541e"
    logo: Annotated[
        Path | None,
        BeforeValidator(values.logo),
        Form(
            {"type": "string", "pattern": r"^$|\.([Ss][Vv][Gg]|[Pp][Nn][Gg])(/\.?)*$"},
            "empty, or an SVG or PNG file",
            nothing="",
        ),
        Field(
            description="on screen and on coupons; there at most a third of the paper wide and 12 mm high."
            " One that cannot be used is told in the log at start, and screen and coupons carry the name"
            " alone. Where it would not be seen on a theme's ground it gets a plate; beside one more than"
            " twice as wide as high the name may have no room"
        ),
    ] = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Api(Table):
    """The loyalty programme's service."""

    base_url: Annotated[
        str,
        AfterValidator(values.base_url),
        Form(
            {
                "type": "string",
                "pattern": r"^([Hh][Tt][Tt][Pp][Ss]://|[Hh][Tt][Tt][Pp]://([Ll]|127\.|\[))[!-\"$->A-~]+$",
            },
            "a web address; `http://` only for this machine's own",
        ),
        Field(description="`http://` is refused, except to loopback"),
    ] = "https://kahveci.loyalite.app"
    key_file: Annotated[
        FilePath,
        AfterValidator(values.absolute),
        Form({"type": "string", "pattern": f"^/{_LINE[1:]}"}, "the full path of a file"),
        Field(
            description="holds the API key and nothing else. Or the key is in the variable `KIOSK_API__KEY`;"
            " it is never in this file, nor in one of the folder"
        ),
    ] = Path("/etc/kiosk/api.key")
    connect_timeout: Annotated[Seconds, Field(description="seconds until there is a connection")] = 1.5
    read_timeout: Annotated[Seconds, Field(description="seconds until there is an answer")] = 3.0
    lookups_per_minute: Annotated[
        int,
        AfterValidator(values.per_minute),
        _PER_MINUTE,
        Field(
            description="lookups and enrolments; the vendor's limit, for all that use the key: the kiosk"
            " stays below it ([budget](running.md#the-budget-of-requests)). 0: no limit of our own"
        ),
    ] = 30
    sends_per_minute: Annotated[
        int,
        AfterValidator(values.per_minute),
        _PER_MINUTE,
        Field(description="earns and redemptions, in the same way"),
    ] = 60


class Visit(Table):
    """What a visit is worth, and how often."""

    card: Annotated[
        Literal["stamp", "point", "none"],
        Field(description="what a visit earns; `none`: the kiosk shows balances only"),
    ] = "stamp"
    amount: Annotated[
        Decimal,
        BeforeValidator(values.amount),
        Form({"type": "number", "minimum": 0, "not": {"enum": [0]}, "maximum": 10_000}, "up to 10000"),
        Field(description='how much of it; whole stamps where `card = "stamp"`'),
    ] = Decimal(1)
    cooldown: Annotated[
        timedelta | Literal["day"],
        BeforeValidator(values.cooldown),
        Form(
            {"type": "string", "pattern": "^(day|[0-9]{1,6}[smh])$"},
            "`day`, or a duration such as `0s`, `30m`, `4h`; 31 days at most",
        ),
        Field(description="how long after a visit the next one counts; `day`: once a local day"),
    ] = timedelta(hours=4)
    daily_limit: Annotated[
        int, Field(ge=0, le=1000, description="visits a member and day; 0 is no limit")
    ] = 3

    @model_validator(mode="after")
    def _whole_stamps(self) -> Visit:
        if self.card == "stamp" and self.amount != self.amount.to_integral_value():
            raise ValueError('amount: must be a whole number where card = "stamp"')
        return self


class Coupon(Table):
    """The coupons that members are given."""

    prefix: Annotated[
        str,
        Shape(r"[A-Za-z0-9._:/+-]{1,32}", "1 to 32 letters (a-z), digits or . _ : / + -"),
        Field(description="how the shop's coupon codes begin"),
    ] = "cq_"
    terms: Annotated[
        str,
        Field(max_length=500, description="small print on coupons"),
        AfterValidator(values.line),
        Form({"type": "string", "pattern": _LINE, "maxLength": 500}, "500 characters at most"),
    ] = "Valid once. Not exchangeable for cash."


class Ui(Table):
    """The screen and what is heard."""

    languages: Annotated[
        tuple[str, ...],
        AfterValidator(values.languages),
        Form(
            lambda: {
                "type": "array",
                "items": {"type": "string", "enum": list(languages_there())},
                "minItems": 1,
                "uniqueItems": True,
            },
            "a list of languages that there are texts for",
        ),
    ] = Field(
        default_factory=languages_there,
        description="the first is the shop's own, on coupons too; [more](languages.md) are offered as soon as"
        " they are there",
    )
    screen_mm: Annotated[
        tuple[float, float],
        BeforeValidator(values.screen),
        Form(
            {
                "anyOf": [
                    {"type": "number", "enum": [0]},
                    {
                        "type": "array",
                        "items": {"type": "number", "minimum": 20, "maximum": 3000},
                        "minItems": 2,
                        "maxItems": 2,
                    },
                    {
                        "type": "array",
                        "items": {"type": "number", "enum": [0]},
                        "minItems": 2,
                        "maxItems": 2,
                    },
                ]
            },
            "two numbers, 20 to 3000 each; or 0",
        ),
        Field(
            description="width and height of the picture in millimetres, for text and touch targets; 0 asks"
            " the system"
        ),
    ] = (217.0, 136.0)
    theme: Annotated[Literal["light", "dark", "contrast"], Field(description="colours")] = "light"
    idle_after: Annotated[Idle, Field(description="seconds until a session nobody touches ends")] = 30.0
    dim_after: Annotated[Idle, Field(description="seconds until the invitation is dimmed")] = 120.0
    sound: Annotated[
        bool,
        Field(
            description="through `pw-play` or `aplay`, whichever is there; [what is heard](running.md#sounds)"
        ),
    ] = True
    volume: Annotated[int, Field(ge=0, le=100, description="percent")] = 70
    speech: Annotated[
        bool,
        Field(
            description="the screen can be heard: by itself while headphones are in, or when somebody asks"
            " for it; see [accessibility](accessibility.md)"
        ),
    ] = False
    headphones: Annotated[
        DevicePath,
        Field(
            description="the input device that tells whether headphones are in; `auto` finds it, `none`:"
            " nobody can tell, so nothing personal is spoken"
        ),
    ] = "auto"
    rotate: Annotated[
        Turn,
        Field(
            description="how far the picture is turned clockwise on the panel; touches turn with it. By [the"
            " session](installing.md#the-session), not by `kiosk run` alone; `ui.screen_mm` is the turned"
            " picture's"
        ),
    ] = 0
    keypads: Annotated[
        tuple[str, ...],
        AfterValidator(values.keypads),
        Form(
            {"type": "array", "items": {"type": "string", "pattern": "^[0-9a-f]{4}:[0-9a-f]{4}$"}},
            'a list of makers and products as `lsusb` shows them, `["046d:c31c"]`',
        ),
        Field(
            description="keypads that may type where other keyboards are ignored"
            " ([appliance](installing.md#a-machine-that-is-the-kiosk))"
        ),
    ] = ()
    fullscreen: Annotated[bool, Field(description="a window is for trying things out")] = True


class Staff(Table):
    """The staff's screens."""

    idle_after: Annotated[Idle, Field(description="seconds until the staff screens close by themselves")] = (
        90.0
    )
    badge: Annotated[
        Literal["pin", "alone"],
        Field(
            description="`pin`: a badge says who it is, and that person's own PIN follows; `alone`: a badge"
            " is enough ([badges](running.md#staff-badges))"
        ),
    ] = "pin"
    badge_prefix: Annotated[
        str,
        Shape(r"[!-~]{0,16}", "16 letters, digits and signs at most, without spaces"),
        Field(
            description="how the codes on badges begin; empty: no badges. Neither it nor `coupon.prefix` may"
            " begin as the other does"
        ),
    ] = "kb_"


class Journal(Table):
    """What the kiosk remembers."""

    path: Annotated[FilePath, Field(description="[what is in it](journal.md)")] = Path(
        "/var/lib/kiosk/journal.sqlite3"
    )
    keep_days: Annotated[
        int,
        Field(
            ge=1,
            le=3650,
            description="what is finished and older is deleted, once a day ([privacy](privacy.md))",
        ),
    ] = 90


class Metrics(Table):
    """Numbers for whoever looks after several kiosks."""

    listen: Annotated[
        Address | None,
        BeforeValidator(values.listen),
        Form(
            {
                "type": "string",
                "pattern": r"^$|^(localhost|127(\.[0-9]{1,3}){3}|\[[0-9a-f:.]+\]):[0-9]{1,5}$",
            },
            "empty, or an address of this machine and a port, such as `127.0.0.1:9464`",
            nothing="",
        ),
        Field(description="where [a Prometheus server](metrics.md) may ask; empty: nothing listens"),
    ] = None


class Settings(Table):
    """All of it."""

    shop: Shop = Shop()
    api: Api = Api()
    visit: Visit = Visit()
    coupon: Coupon = Coupon()
    camera: Camera = Camera()
    scanner: Scanner = Scanner()
    printer: Printer = Printer()
    ui: Ui = Ui()
    staff: Staff = Staff()
    journal: Journal = Journal()
    metrics: Metrics = Metrics()

    @model_validator(mode="after")
    def _badges_are_no_coupons(self) -> Settings:
        badges, coupons = self.staff.badge_prefix, self.coupon.prefix
        if badges and coupons and (badges.startswith(coupons) or coupons.startswith(badges)):
            raise ValueError(
                "staff.badge_prefix: must not begin as coupon.prefix does, nor the other way round"
            )
        return self
