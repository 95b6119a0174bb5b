"""The vendor's loyalty API: ``wire`` knows its words and does no I/O, ``client`` carries them over HTTP."""

from kiosk.loyalite.client import HttpLoyaltyApi

__all__ = ["HttpLoyaltyApi"]
