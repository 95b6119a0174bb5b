"""What a screen shows: frozen, complete, and free of decisions.

Every word is a ``Text``: a message id with values, resolved by the face in the person's language.
A view never holds a PIN, only how many digits are in. ``screen`` is the stable name that logs use.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.core.view_access import Access, Aids, Speech

Value = int | str | Decimal | datetime | date
"""What a message may carry. A datetime is aware, in the shop's zone, and shown as a short time,
with the weekday in front when it is not today (``Text.today``). A date is written out."""


@dataclass(frozen=True, slots=True)
class Text:
    """A message id and its values. ``n`` chooses the plural form and is shown where the text has %n.

    Values replace %1, %2 … in order, formatted by the locale on screen.
    """

    id: str
    values: tuple[Value, ...] = field(default=(), repr=False)
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: its words, and the tap it makes. ``style``: primary, plain or quiet."""

    label: Text
    action: str
    value: str = field(default="", repr=False)
    style: str = "plain"
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Countdown:
    """A wait the person can see: runs from ``started`` to ``ends`` (monotonic seconds).

    ``warning`` is true once the person should be asked whether they are still there; any touch
    extends it.
    """

    started: float
    ends: float
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A stamp card: ``filled`` of ``of`` stamps, ``gained`` of them just now. ``of`` 0 = unknown:
    draw the number alone."""

    filled: int
    of: int
    gained: int = 0


@dataclass(frozen=True, slots=True)
class CouponView:
    """A coupon on screen: name, the token its QR holds (empty in a list), and what became of its
    paper. ``buttons`` belong to an entry of a list; a whole screen has its own."""

    id: str
    name: str
    token: str = field(default="", repr=False)
    status: Text | None = None
    status_kind: str = ""
    """printing, printed, trouble or none: chooses the picture, never the words alone."""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Attract:
    """Nobody is here. ``aim``: camera picture with a frame; without a camera, the scanner's hint."""

    headline: Text
    hint: Text
    camera: bool
    scanner: bool
    notices: tuple[Text, ...] = ()
    dimmed: bool = False


@dataclass(frozen=True, slots=True)
class Lookup:
    """A code was read. ``slow`` after 400 ms: only then words of waiting appear."""

    headline: Text
    detail: Text | None
    slow: bool = False


@dataclass(frozen=True, slots=True)
class BalanceView:
    """Who you are here, and what you have: always a server's answer of this session."""

    headline: Text
    card: Card | None
    stamps_text: Text | None
    points: int | None
    points_text: Text | None
    masked_email: str = field(repr=False)
    note: Text | None = None
    busy: bool = False
    coupons_title: Text | None = None
    coupons: tuple[CouponView, ...] = ()


@dataclass(frozen=True, slots=True)
class Pin:
    """The PIN keypad. ``message`` says what went wrong or is awaited; ``entered`` digits of 2 or 4."""

    headline: Text
    message: Text | None
    entered: int
    most: int
    tries_text: Text | None
    busy: bool
    can_type: bool
    can_confirm: bool
    erase_label: Text
    confirm_label: Text


@dataclass(frozen=True, slots=True)
class Reward:
    """What was earned, with the new balance, and the coupon when the card filled."""

    headline: Text
    card: Card | None
    stamps_text: Text | None
    points: int | None
    points_text: Text | None
    note: Text | None = None
    coupon: CouponView | None = None


@dataclass(frozen=True, slots=True)
class CouponScreen:
    """One coupon of this member, large: QR to show to staff, and how its printing goes."""

    headline: Text
    coupon: CouponView
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A screen that says one thing: thank you, a problem, offline, closed. ``picture`` names the
    drawing: thanks, unknown_member, old_code, not_a_code, coupon_to_staff, offline, unavailable,
    busy, pin_failed, unsure, closed, restart, shut_down, take_out."""

    picture: str
    headline: Text
    detail: Text | None = None
    dimmed: bool = False


@dataclass(frozen=True, slots=True)
class StaffMenu:
    """What staff can do. ``wide``: each is a sentence, not a word."""

    headline: Text
    tasks: tuple[Button, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class StaffCoupon:
    """Redeem a coupon: waiting for a scan, or a token being typed (``typed`` is what was typed)."""

    headline: Text
    hint: Text
    typing: bool = False
    typed: str = field(default="", repr=False)
    busy: bool = False
    erase_label: Text | None = None
    confirm_label: Text | None = None
    can_confirm: bool = False
    picture: str = "ticket"
    """What is drawn where there is no camera: ticket, member or receipt."""
    keyboard: str = "token"
    """The keys for typing: token or order."""


@dataclass(frozen=True, slots=True)
class StaffEntry:
    """A number is typed: an amount, or a customer's code. ``typed`` holds digits and, with ``decimals``,
    one point; the face writes both as its language does. ``facts``: what is known so far, a balance
    always the server's; ``message``: what is wrong, or asked for."""

    headline: Text
    message: Text | None
    typed: str = field(repr=False)
    facts: tuple[Text, ...] = ()
    masked_email: str = field(default="", repr=False)
    decimals: bool = False
    can_confirm: bool = False
    erase_label: Text = Text("pin.erase")
    confirm_label: Text = Text("pin.confirm")
    point_label: Text = Text("staff_entry.point")


@dataclass(frozen=True, slots=True)
class StaffTyping:
    """Words are typed. ``keyboard`` chooses the keys: ``email`` or ``name``, in the layout of the language
    on screen. ``hint`` says what is asked for, ``message`` what is wrong. ``endings`` complete what is typed
    in one touch; those that do not fit it are disabled."""

    headline: Text
    hint: Text
    message: Text | None
    keyboard: str
    typed: str = field(repr=False)
    endings: tuple[Button, ...] = ()
    can_confirm: bool = False
    erase_label: Text = Text("pin.erase")
    space_label: Text = Text("keyboard.space")
    confirm_label: Text = Text("button.continue")


@dataclass(frozen=True, slots=True)
class StaffConsents:
    """What a new member agrees to: each of ``consents`` is touched by itself, and ticked when its style is
    primary. ``hint`` is for staff, the headline for the customer; ``message``: what is wrong."""

    headline: Text
    hint: Text
    message: Text | None
    email: str = field(repr=False)
    consents: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class StaffResult:
    """How a staff task ended. ``kind``: success, refused or unsure. ``code`` may be read over the phone.
    ``facts``: balances of the server's."""

    kind: str
    headline: Text
    detail: Text | None = None
    code: str = ""
    facts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One line on a device: its name, and how it is in a few words. ``kind``: good, bad, unknown or plain;
    ``code`` may be read over the phone."""

    name: Text
    words: tuple[Text, ...]
    kind: str = "plain"
    code: str = ""


@dataclass(frozen=True, slots=True)
class StaffDevices:
    """How everything is, beside the camera's picture; ``tests`` are the buttons that try something."""

    headline: Text
    facts: tuple[Fact, ...]
    tests: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class FirstSetup:
    """The kiosk is not set up: what is wrong (``facts``), or the invitation to show the code that sets it up.
    ``settled``: it is, so ``picture`` takes the camera's place."""

    headline: Text
    hint: Text
    facts: tuple[Fact, ...]
    camera: bool
    scanner: bool
    picture: str
    settled: bool = False
    dimmed: bool = False


@dataclass(frozen=True, slots=True)
class StaffChoice:
    """Things to choose from; the one that holds has style primary. ``note`` is said beside them, ``code``
    may be read over the phone."""

    headline: Text
    choices: tuple[Button, ...]
    note: Text | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One of a list, to be pressed: what it is, and in smaller words what there is to know. ``title`` is a
    name as it is, or a message. ``picture`` chooses the drawing beside it, never the words alone."""

    title: Text | str
    button: Button
    details: tuple[Text, ...] = ()
    picture: str = ""


@dataclass(frozen=True, slots=True)
class StaffList:
    """Things to look through, a page of them. ``tools`` stand above: other pages, other days. ``note``: what
    there is to say besides; ``empty``: said instead of entries, when there are none."""

    headline: Text
    entries: tuple[Entry, ...]
    tools: tuple[Button, ...] = ()
    note: Text | None = None
    empty: Text | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """The picture of a paper, by the name under which the face finds it; its size in dots."""

    name: str
    wide: int
    high: int


@dataclass(frozen=True, slots=True)
class StaffDetail:
    """One thing, looked at closely. ``headline`` is a name as it is, or a message; ``note`` what has just
    come of it, or is asked, with ``note_kind`` printing, printed, trouble, success or none."""

    headline: Text | str
    facts: tuple[Text, ...]
    detail: Text | None = None
    note: Text | None = None
    note_kind: str = ""
    paper: Paper | None = None


Body = (
    Attract
    | Lookup
    | BalanceView
    | Pin
    | Reward
    | CouponScreen
    | Message
    | StaffMenu
    | StaffCoupon
    | StaffEntry
    | StaffTyping
    | StaffConsents
    | StaffResult
    | FirstSetup
    | StaffDevices
    | StaffChoice
    | StaffList
    | StaffDetail
)


@dataclass(frozen=True, slots=True)
class Language:
    """One language a person can choose: its code and its own name for itself."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Hint:
    """What would help the camera, said at its picture. ``picture`` names the drawing beside it: aim,
    closer, further, still, brighter, tilt."""

    picture: str
    text: Text


@dataclass(frozen=True, slots=True)
class View:
    """One whole screen. ``session`` goes back with every tap."""

    screen: str
    session: str
    body: Body
    shop_name: str
    language: str
    rtl: bool
    text_scale: int
    theme: str
    languages: tuple[Language, ...]
    buttons: tuple[Button, ...] = ()
    """The screen's own buttons, primary first."""
    access_button: Button | None = None
    access: Access | None = None
    aids: Aids | None = None
    """What helps whoever is here; None: nothing but the usual."""
    lock: Button | None = None
    countdown: Countdown | None = None
    still_there: Text | None = None
    """Asked over the screen when the time is nearly up; any touch answers yes."""
    more_time: Button | None = None
    freeze_preview: bool = False
    show_preview: bool = False
    hint: Hint | None = None
    lamp: str = "off"
    """The screen as a lamp for what is held before it: off, on (its edges shine), low (it gives little
    light; ``theme`` is a dark one then)."""
    toast: Text | None = None
    """Said for a few seconds beside everything else, which goes on."""
    toast_icon: str = "two_codes"
    toast_heads: bool = False
    """It takes the head of a wide screen, languages and all, so that a full page keeps its place."""
    taken: float = 0.0
    """When the picture was taken whose code began this session (monotonic seconds); 0: no picture."""

    @property
    def speech(self) -> Speech | None:
        """What is said of it; None: nothing."""
        return self.aids.speech if self.aids is not None else None
