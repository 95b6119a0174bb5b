"""Staff PINs as argon2id hashes.

The parameters are the second recommended option of RFC 9106, section 4: 3 passes over 64 MiB in 4
lanes, a salt of 16 bytes and a tag of 32. That is meant for machines with little memory, such as a
Raspberry Pi 4: four cores and at least 1 GB. A PIN of four digits has 10,000 values, so no parameters
make a stolen file safe for ever; they make the guesses slow, and the lock after wrong tries does the rest.
"""

from __future__ import annotations

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

_PASSES = 3
_MEMORY_KIB = 64 * 1024
_LANES = 4
_MOST_PASSES = 16
_MOST_MEMORY_KIB = 256 * 1024


class Argon2Pins:
    """``ports.StaffPins`` by argon2-cffi. Keeps no state and may be used from any thread.

    One call takes tens of milliseconds on a desktop and a few tenths of a second on a Pi 4.
    """

    def __init__(self) -> None:
        self._hasher = PasswordHasher(
            time_cost=_PASSES,
            memory_cost=_MEMORY_KIB,
            parallelism=_LANES,
            hash_len=32,
            salt_len=16,
            type=Type.ID,
        )

    def hash(self, pin: str) -> str:
        """A new hash with a random salt, in the PHC string format (97 characters)."""
        return self._hasher.hash(pin)

    def verify(self, pin_hash: str, pin: str) -> bool:
        """Whether it fits. False for a hash that is broken, not argon2id, or whose parameters would
        bind this small machine for minutes or gigabytes (a file edited by hand or damaged)."""
        try:
            asked = extract_parameters(pin_hash)
            if asked.type is not Type.ID or asked.time_cost > _MOST_PASSES:
                return False
            if asked.memory_cost > _MOST_MEMORY_KIB:
                return False
            return self._hasher.verify(pin_hash, pin)
        except (VerificationError, InvalidHashError, ValueError):
            # ValueError: characters that neither an encoded hash nor a PIN can have.
            return False
