"""Durable memory: one SQLite file, written by one thread, one transaction for each change."""

from kiosk.journal.pins import Argon2Pins
from kiosk.journal.sqlite import SqliteJournal

__all__ = ["Argon2Pins", "SqliteJournal"]
