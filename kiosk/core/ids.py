"""Identifiers, minted from the moment's own randomness so that the core stays pure."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from kiosk.core.model import CustomerCode, Moment
from kiosk.core.rules import Rules


def session_id(now: Moment) -> str:
    """A short random id that says nothing about the person: 8 hexadecimal digits."""
    return f"{now.entropy & 0xFFFFFFFF:08x}"


def uuid7(now: Moment) -> UUID:
    """A UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits."""
    millis = int(now.local.timestamp() * 1000) & ((1 << 48) - 1)
    random_a = (now.entropy >> 64) & 0xFFF
    random_b = now.entropy & ((1 << 62) - 1)
    return UUID(int=(millis << 80) | (0x7 << 76) | (random_a << 64) | (0b10 << 62) | random_b)


def operation_id(rules: Rules, now: Moment) -> str:
    """An ``external_id`` no other operation of any kiosk has."""
    return f"{rules.kiosk_id}-{uuid7(now)}"


def visit_id(rules: Rules, now: Moment, code: CustomerCode) -> str:
    """The ``external_id`` of a visit.

    Where the shop allows one visit a day, every kiosk of the shop mints the same id for the same
    member and day, so that the server's idempotency does what the kiosks cannot tell each other.
    The member's code is hashed with a key: the id goes to logs.
    """
    if not rules.shared_visits:
        return operation_id(rules, now)
    digest = hmac.new(rules.visit_key, str(code).encode(), hashlib.sha256).hexdigest()
    return f"visit-{now.local.date().isoformat()}-{digest[:32]}"
