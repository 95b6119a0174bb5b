"""PIN challenges of the simulated shop: one for each operation, with a time and a number of tries."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field

from kiosk.simulator.shop_values import ApiError, Settings


@dataclass(slots=True)
class Challenge:
    """One PIN on one phone, for one operation."""

    id: str
    member_code: int = field(repr=False)
    pin: str = field(repr=False)
    until: float
    left: int


class Challenges:
    """The gate before an operation. Not thread-safe by itself: the shop's lock is around it."""

    def __init__(self, settings: Settings, dice: random.Random) -> None:
        self._settings = settings
        self._dice = dice
        self._open: dict[str, Challenge] = {}

    def pass_or_raise(self, operation: str, member_code: int, pin: object, now: float) -> None:
        """Return when ``pin`` is right for ``operation``; raise the API's answer otherwise."""
        challenge = self._open.get(operation)
        if pin is None or challenge is None:
            raise self._new(operation, member_code, now)
        if challenge.left <= 0:
            raise ApiError(self._settings.pin_exceeded_status, "pin_attempts_exceeded", remaining_attempts=0)
        if now >= challenge.until:
            raise ApiError(self._settings.pin_expired_status, "pin_expired")
        if isinstance(pin, str) and pin == challenge.pin:  # 7 is not "0007"
            del self._open[operation]
            return
        challenge.left -= 1
        if challenge.left <= 0 and self._settings.third_wrong_is_exceeded:
            raise ApiError(self._settings.pin_exceeded_status, "pin_attempts_exceeded", remaining_attempts=0)
        raise ApiError(422, "pin_invalid", remaining_attempts=challenge.left, challenge_id=challenge.id)

    def pin_of(self, member_code: int, now: float) -> str | None:
        """The PIN this member's phone shows: of the newest challenge that still can be met."""
        for challenge in reversed(self._open.values()):
            if challenge.member_code == member_code and challenge.left > 0 and now < challenge.until:
                return challenge.pin
        return None

    def _new(self, operation: str, member_code: int, now: float) -> ApiError:
        digits = self._settings.pin_digits
        self._open.pop(operation, None)  # So that the newest is the last.
        challenge = Challenge(
            id=str(uuid.UUID(int=self._dice.getrandbits(128), version=4)),
            member_code=member_code,
            pin=self._settings.pin or f"{self._dice.randrange(10**digits):0{digits}d}",
            until=now + self._settings.pin_ttl,
            left=self._settings.pin_tries,
        )
        self._open[operation] = challenge
        return ApiError(412, "pin_required", challenge_id=challenge.id, remaining_attempts=challenge.left)
