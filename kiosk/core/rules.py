"""The shop's settings as far as decisions depend on them, and the numbers the design fixes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from kiosk.core.model import CardType
from kiosk.core.stages_first import Need

DAY = "day"
"""The cooldown «once per local day»."""

SLOW_AFTER = 0.4
"""Seconds before a lookup shows words: most answers are there sooner, and flicker tires."""

UNREACHABLE_AFTER = 3.0
"""Seconds of a lookup after which the service counts as unreachable."""

PATIENCE_FOR_ANSWER = 8.0
"""Seconds a person waits for an unanswered earn before the screen says «not sure»."""

REPEAT_AFTER = 0.5
"""Seconds between two tries of a request that had no usable answer."""

RATE_LIMIT_WAIT = 2.0
"""Seconds to wait after a 429 without Retry-After; doubled each time, up to RATE_LIMIT_MOST."""

RATE_LIMIT_MOST = 30.0

COUNTED_WAIT = 4.0
"""Seconds from which a wait for a rate limit is counted down on the screen; a shorter one is over before
anybody has looked at the number."""

PIN_TIME = 60.0
"""Seconds without a touch on the PIN screen before the operation is given up."""

PARK_TIME = 60.0
"""Seconds a PIN challenge waits for its member, when another code interrupted it."""

MOST_ROUNDS = 3
"""PIN challenges one operation may use before the kiosk stops asking."""

LOOK_EVERY = 2.0
"""Seconds between two looks at the devices, while staff look at them."""

REPORT_GROWS_OLD = 6.0
"""Seconds after which a report on the machine that was not followed by another one says nothing any more."""

PROBE_TIME = 15.0
"""Seconds a call that tries the service is waited for; the client gives up long before."""

PROBE_PAUSE = 6.0
"""Seconds before the service may be tried again. The kiosks of a shop share 30 lookups a minute with all that
uses the key; a nervous finger gets a third of them at most."""

PAGE_TIME = 90.0
"""Seconds a test page is waited for: at 1200 baud a page takes one minute."""

CLOSED_HINT_TIME = 6.0
"""Seconds for which whoever shows a code to a closed kiosk is told that nothing was booked."""

FIRST_CHECK_TIME = 30.0
"""Seconds that checking and installing a set-up may take, and the new start after it."""

FIRST_DONE_TIME = 3.0
"""Seconds for which it is said that the set-up is taken over, before the kiosk starts anew."""

WARNING_TIME = 20.0
"""Seconds a person has to answer «are you still there?» (EN 301 549 / WCAG 2.2.1)."""

SPOKEN_TIME = 60.0
"""Seconds without a touch that somebody who is read to has at least: listening takes longer than reading."""

STUCK_AFTER = 20.0
"""Seconds after which a screen that waits for the disk or the network alone lets go. Every such
wait has a shorter limit of its own; this is the net below them."""

BUSY_TIME = 75.0
"""Seconds without a touch that somebody is kept waiting for a rate limit. The limits are per minute, so
a minute is worth waiting; whoever has left by then must not keep the screen."""

SURE_AFTER = 0.4
"""Seconds before «are you sure?» takes an answer: the second half of a double tap is none."""

THANKS_TIME = 4.0
THANKS_SPOKEN = 10.0
MESSAGE_TIME = 10.0

REWARD_TIME = 2.6
"""Seconds the stamp animation has before the coupon takes the screen."""

MOST_PAPERS = 2
"""Papers a person may ask for in one session, beside the one that is printed by itself: enough for a printer
that failed and a copy, too few to make a pile of them."""

AWAY_AFTER = 2.0
"""Seconds a code must be out of view before it counts as a new scan."""

MOST_LOOKS_ASIDE = 6
"""Times a second code in view is looked up out of sight when there is no answer. The waits double, so
these take a quarter of a minute; whoever shows it is served after the session anyway."""

LAMP_PAUSE = 3.0
"""Seconds between two changes of the screen's light: far from any flashing (WCAG 2.3.1: three times a
second), and time for the camera to see what the last one has done."""

LAMP_STAYS = 12.0
"""Seconds the light has to be fair before the lamp goes off. It may be fair only because of the lamp;
then each round of off and on should at least be a slow one."""

TWO_CODES_TIME = 4.0
"""Seconds for which the screen asks for one code at a time."""

BADGE_NOTE_TIME = 4.0
"""Seconds for which whoever is inside is told that a badge changes nothing."""

FRESH_COUPON = 120.0
"""Seconds after a restart in which a coupon's interrupted printing is taken up again by itself:
its customer may still stand there. Older ones are offered at the member's next visit."""


@dataclass(frozen=True, slots=True)
class Rules:
    """``cooldown`` is a duration or DAY; ``daily_limit`` 0 means no limit; ``card`` None shows
    balances only. ``visit_key`` keys the hash in shared visit ids (derived from the API key)."""

    shop_name: str = "Kahveci"
    kiosk_id: str = "kiosk-1"
    stamps_per_card: int = 10
    card: CardType | None = CardType.STAMP
    amount: Decimal = Decimal(1)
    cooldown: timedelta | str = timedelta(hours=4)
    daily_limit: int = 3
    visit_key: bytes = field(default=b"", repr=False)
    coupon_prefix: str = "cq_"
    languages: tuple[str, ...] = ("en", "tr", "de", "ar")
    language_names: tuple[tuple[str, str], ...] = (
        ("en", "English"),
        ("tr", "Türkçe"),
        ("de", "Deutsch"),
        ("ar", "العربية"),
    )
    """How each calls itself, by its code: its own file of texts says so."""
    right_to_left: frozenset[str] = frozenset({"ar"})
    theme: str = "light"
    text_scale: int = 100
    sound: bool = True
    volume: int = 70
    speech: bool = False
    """Screens can be spoken: whoever puts in headphones, or asks for it, hears them."""
    idle_after: float = 30.0
    dim_after: float = 120.0
    staff_idle_after: float = 90.0
    badge_prefix: str = "kb_"
    """How the codes on staff badges begin; "" = there are none."""
    badge_alone: bool = False
    """A badge is enough; else the PIN of its person follows."""
    mute_printer: bool = False
    """The printer is known never to answer, so its silence is no reason not to print."""
    out_of_order: str = ""
    """The program has come up without its devices, for this reason (a code): it stays closed."""
    need: Need | None = None
    """The appliance is not set up, so it does nothing but that."""
    card_mistake: str = ""
    """The key of what is wrong in a file on the card that was to change the settings; they are as before."""

    @property
    def shared_visits(self) -> bool:
        """Whether several kiosks of the shop must use one id per member and day."""
        return self.cooldown == DAY and self.daily_limit == 1
