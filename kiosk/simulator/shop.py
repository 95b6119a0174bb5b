"""The vendor's server side, without any I/O: a request in, an answer out, a ledger to check against.

It follows the vendor's public POS manual; where that is silent, ``Settings`` has a switch for each
possibility. The ledger and the events are an oracle for tests: however often a client repeats
itself, an operation may be in the ledger once only.
"""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from kiosk.simulator import member_qr
from kiosk.simulator.challenges import Challenges
from kiosk.simulator.limits import SlidingMinute
from kiosk.simulator.shop_values import (
    ApiError,
    Coupon,
    LedgerEntry,
    Member,
    Preset,
    Replay,
    Request,
    Response,
    Settings,
    ShopEvent,
    read_amount,
    read_json,
    rounded,
)

_FIRST_CODE: Final = 482193

Json = dict[str, object]


class Shop:
    """One shop with its members. Safe from any thread: one lock is held through every request.

    ``clock`` gives seconds since 1970 (UTC). ``seed`` makes codes, PINs and tokens repeatable.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        clock: Callable[[], float] = time.time,
        seed: int | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self._clock = clock
        self._shift = 0.0
        self._dice = random.Random(seed)
        self._secret = self._dice.randbytes(32)
        self._lock = threading.RLock()
        self._members: dict[int, Member] = {}
        self._qr_issued: dict[int, int] = {}
        self._coupons: dict[str, Coupon] = {}  # by token
        self._applied: dict[str, tuple[LedgerEntry, Json]] = {}
        self._events: list[ShopEvent] = []
        self._challenges = Challenges(self.settings, self._dice)
        self._limits: dict[str, SlidingMinute] = {}
        self._routes: dict[tuple[str, str], Callable[[Request], Response]] = {
            ("GET", "/webhook/customer"): self._lookup,
            ("POST", "/webhook/customer"): self._enrol,
            ("POST", "/webhook/pos"): self._earn,
            ("POST", "/webhook/redeem"): self._redeem,
            ("POST", "/webhook/coupons/redeem"): self._redeem_coupon,
        }

    # -- the world around: what a phone, an owner or a test may do ---------------------------------

    def now(self) -> float:
        """Seconds since 1970 as this shop sees them."""
        return self._clock() + self._shift

    def date(self) -> float:
        """What the ``Date`` of its answers says. What is only let pass (``advance``) is not in it: whoever
        plays with the time that PINs and codes have does not mean the kiosk's clock, which would go by
        it."""
        return self._clock()

    def advance(self, seconds: float) -> None:
        """Let time pass for the shop: PINs expire, QR codes go stale, limits relax."""
        with self._lock:
            self._shift += seconds

    def set_preset(self, preset: Preset) -> None:
        """What the shop's owner does."""
        with self._lock:
            self.settings.preset = preset

    def add_member(self, email: str, stamps: int = 0, points: int = 0, code: int | None = None) -> Member:
        """Enrol without the API. Raises ``ValueError`` for a code that is taken."""
        with self._lock:
            if code is None:
                code = _FIRST_CODE
                while code in self._members:
                    code = self._dice.randrange(100_000, 1_000_000)
            if code in self._members:
                raise ValueError("this customer code is taken")
            member = Member(code, email, stamps, points)
            self._members[code] = member
            return replace(member)

    def remove_member(self, code: int) -> None:
        """The member leaves the programme; their phone may still show a code. Raises ``KeyError``."""
        with self._lock:
            del self._members[code]

    def member(self, code: int) -> Member:
        """A member as of now. Raises ``KeyError``."""
        with self._lock:
            return replace(self._members[code])

    @property
    def members(self) -> list[Member]:
        """All members, in order of enrolment."""
        with self._lock:
            return [replace(member) for member in self._members.values()]

    def qr_for(self, member_code: int, now: float | None = None) -> str:
        """What the member's phone shows now: the same for a day, or under Strict for 30 s. A static
        code that has expired is renewed, as opening the profile does. Raises ``KeyError``."""
        with self._lock:
            member = self._members[member_code]
            at = self.now() if now is None else now
            if self.settings.preset.rotates_qr:
                tick = int(at // self.settings.qr_step)
                return member_qr.sign(self._secret, member.code, rotating=True, tick=tick)
            issued = self._qr_issued.get(member.code)
            if issued is None or not 0 <= at - issued < self.settings.qr_valid:
                issued = self._qr_issued[member.code] = int(at)
            return member_qr.sign(self._secret, member.code, rotating=False, tick=issued)

    def current_pin(self, member_code: int) -> str | None:
        """The PIN on the member's phone, if a challenge is open."""
        with self._lock:
            return self._challenges.pin_of(member_code, self.now())

    def issue_coupon(self, member_code: int) -> Coupon:
        """Give a member a coupon without filling a card. Raises ``KeyError``."""
        with self._lock:
            return replace(self._issue(self._members[member_code]))

    @property
    def coupons(self) -> list[Coupon]:
        """All coupons, oldest first."""
        with self._lock:
            return [replace(coupon) for coupon in self._coupons.values()]

    @property
    def ledger(self) -> list[LedgerEntry]:
        """All applied operations, oldest first."""
        with self._lock:
            return [entry for entry, _ in self._applied.values()]

    @property
    def events(self) -> list[ShopEvent]:
        """What outgoing webhooks would have told, oldest first."""
        with self._lock:
            return list(self._events)

    def reset_limits(self) -> None:
        """A fresh minute for every endpoint."""
        with self._lock:
            self._limits.clear()

    # -- the API -----------------------------------------------------------------------------------

    def handle(self, request: Request) -> Response:
        """Answer one request. Never raises, whatever the request is."""
        with self._lock:
            try:
                return self._guarded(request)
            except ApiError as error:
                return error.response()

    def _guarded(self, request: Request) -> Response:
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if request.headers.get("x-api-key", bearer) != self.settings.api_key:
            raise ApiError(401, "invalid or missing API key")
        route = self._routes.get((request.method, request.path))
        if route is None:
            raise ApiError(404, "not_found")
        if not self.settings.subscription:
            raise ApiError(402, "subscription_required")
        if self.settings.limits:
            customer = request.path == "/webhook/customer"
            limit = self.settings.limit_customer if customer else self.settings.limit_others
            wait = self._limits.setdefault(request.path, SlidingMinute()).admit(limit, self.now())
            if wait is not None:
                headers = {"Retry-After": str(wait)} if self.settings.retry_after else {}
                return ApiError(429, "too many requests").response(headers)
        return route(request)

    def _lookup(self, request: Request) -> Response:
        if "qr" in request.query:
            member = self._by_qr(request.query["qr"])
        elif "code" in request.query:
            member = self._by_code(request.query["code"])
        else:
            raise ApiError(400, "code or qr is required")
        return Response.of(200, {"data": member.as_json()})

    def _enrol(self, request: Request) -> Response:
        body = read_json(request)
        email = body.get("email")
        if not isinstance(email, str) or not email.strip():
            raise ApiError(422, "email_required")
        name, _, domain = email.strip().partition("@")
        if not name or not domain:
            raise ApiError(422, "email_invalid")
        for consent in ("terms", "privacy"):
            if body.get(f"consent_{consent}") is not True:
                raise ApiError(422, f"consent_{consent}_required")
        wanted = email.strip().lower()
        for member in self._members.values():
            if member.email.lower() == wanted:
                return Response.of(200, {"data": {**member.as_json(), "is_new": False}})
        member = self._members[self.add_member(wanted).code]
        member.marketing = body.get("consent_marketing") is True
        self._tell("customer.enrolled", member)
        return Response.of(self.settings.enrol_new_status, {"data": {**member.as_json(), "is_new": True}})

    def _earn(self, request: Request) -> Response:
        body = read_json(request)
        member, external_id, card = self._common(body, default_card="point")
        if replayed := self._replayed(external_id, member, body):
            return replayed
        amount = read_amount(body.get("amount"))
        if card == "stamp":
            amount = max(Decimal(1), rounded(amount))
            if amount > self.settings.max_stamps:
                raise ApiError(422, "amount_exceeds_card")
        if self.settings.preset.gates_earn:
            self._gate(external_id, member, body)
        data: Json = {}
        coupon: Coupon | None = None
        if card == "stamp":
            member.stamps += int(amount)
            self._tell("stamp.earned", member, amount=int(amount), max_stamps=self.settings.max_stamps)
            if member.stamps >= self.settings.max_stamps:
                member.stamps -= self.settings.max_stamps
                coupon = self._issue(member)
                data = {"coupon": {"id": coupon.id, "name": coupon.name, "qr_token": coupon.token}}
                self._tell("stamp.redeemed", member, coupon_id=coupon.id)
        else:
            earned = int(rounded(amount * self.settings.earn_ratio))
            member.points += earned
            self._tell("points.earned", member, amount=earned)
        data = {"stamps": member.stamps, "points": member.points} | data
        entry = LedgerEntry(
            external_id, member.code, "earn", card, amount, coupon_id=coupon.id if coupon else None
        )
        self._applied[external_id] = entry, data
        return Response.of(200, {"data": data})

    def _redeem(self, request: Request) -> Response:
        body = read_json(request)
        member, external_id, card = self._common(body, default_card="stamp")
        if replayed := self._replayed(external_id, member, body):
            return replayed
        value = read_amount(body.get("value"))
        if value != value.to_integral_value():
            raise ApiError(422, "value_invalid")
        if value > (member.stamps if card == "stamp" else member.points):
            raise ApiError(422, "insufficient_balance")
        if self.settings.preset.gates_redeem:
            self._gate(external_id, member, body)
        if card == "stamp":
            member.stamps -= int(value)
        else:
            member.points -= int(value)
            self._tell("points.spent", member, amount=int(value))
        data: Json = {"stamps": member.stamps, "points": member.points}
        self._applied[external_id] = LedgerEntry(external_id, member.code, "redeem", card, value), data
        return self._balance(data, redeem=True)

    def _redeem_coupon(self, request: Request) -> Response:
        body = read_json(request)
        self._check_typed(body)
        token = body.get("token")
        coupon = self._coupons.get(token) if isinstance(token, str) else None
        if coupon is None:
            raise ApiError(404, self.settings.not_found_word)
        if coupon.redeemed_at is not None:
            entry, data = self._applied[coupon.token]
            self._applied[coupon.token] = replace(entry, count=entry.count + 1), data
            raise ApiError(409, self.settings.already_used_word)
        member = self._members[coupon.member_code]
        if self.settings.preset.gates_redeem:
            self._gate(coupon.token, member, body)
        coupon.redeemed_at = self._stamp()
        entry = LedgerEntry(coupon.token, member.code, "coupon", "coupon", Decimal(1), coupon_id=coupon.id)
        self._applied[coupon.token] = entry, coupon.as_json()
        self._tell("coupon.redeemed", member, coupon_id=coupon.id)
        return Response.of(200, {"data": coupon.as_json()})

    # -- parts of it -------------------------------------------------------------------------------

    def _by_qr(self, text: str) -> Member:
        known = member_qr.read(self._secret, text)
        if known is None:
            raise ApiError(422, "invalid_qr")
        code, rotating, tick = known
        if rotating:
            age = int(self.now() // self.settings.qr_step) - tick
            fresh = age in (0, 1)  # This window and the one before: a phone is a little late.
        else:
            age = int(self.now()) - tick
            fresh = -60 <= age < self.settings.qr_valid and not self.settings.preset.rotates_qr
        if not fresh:
            raise ApiError(422, "invalid_qr")
        return self._by_code(code)

    def _by_code(self, value: object) -> Member:
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 12:
            value = int(value)
        member = None if isinstance(value, bool) or not isinstance(value, int) else self._members.get(value)
        if member is None:
            raise ApiError(404, "customer_not_found")
        return member

    def _check_typed(self, body: Json) -> None:
        if body.get("manual_code") is True and not self.settings.preset.takes_typed_codes:
            raise ApiError(422, "manual_code_disabled")

    def _common(self, body: Json, default_card: str) -> tuple[Member, str, str]:
        self._check_typed(body)
        member = self._by_code(body.get("customer_code"))
        external_id = body.get("external_id")
        if not isinstance(external_id, str) or not external_id:
            raise ApiError(422, "external_id_required")
        card = body.get("card_type", default_card)
        if card not in ("stamp", "point"):
            raise ApiError(422, "card_type_invalid")
        return member, external_id, str(card)

    def _replayed(self, external_id: str, member: Member, body: Json) -> Response | None:
        """The answer to an id that was applied before. It comes ahead of the PIN gate: what is done
        needs no permission any more."""
        if external_id not in self._applied:
            return None
        entry, data = self._applied[external_id]
        self._applied[external_id] = replace(entry, count=entry.count + 1), data
        redeem = "value" in body
        if (
            self.settings.replay is Replay.CONFLICT
            or entry.member_code != member.code
            or (entry.kind == "redeem") != redeem
        ):
            raise ApiError(409, "duplicate_external_id")
        if self.settings.replay is Replay.BALANCE:
            data = {"stamps": member.stamps, "points": member.points}
        return self._balance(data, redeem=redeem)

    def _balance(self, data: Json, *, redeem: bool) -> Response:
        return Response.of(200, data if redeem and self.settings.redeem_bare else {"data": data})

    def _gate(self, operation: str, member: Member, body: Json) -> None:
        self._challenges.pass_or_raise(operation, member.code, body.get("verification_pin"), self.now())

    def _issue(self, member: Member) -> Coupon:
        coupon = Coupon(
            id=str(uuid.UUID(int=self._dice.getrandbits(128), version=4)),
            name=self.settings.coupon_name,
            token=f"{self.settings.token_prefix}{self._dice.getrandbits(96):024x}",
            member_code=member.code,
            issued_at=self._stamp(),
        )
        self._coupons[coupon.token] = coupon
        return coupon

    def _stamp(self) -> str:
        return datetime.fromtimestamp(self.now(), UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def _tell(self, name: str, member: Member, **data: object) -> None:
        balance = {"stamps": member.stamps, "points": member.points}
        self._events.append(ShopEvent(name, self.now(), {"customer_code": member.code, **balance, **data}))
