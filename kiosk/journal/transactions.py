"""One transaction is one change: the ground the rooms of the store stand on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Transactions:
    """A connection, and how to change something on it: wholly or not at all."""

    def __init__(self, db: sqlite3.Connection) -> None:
        """``db`` comes from ``files.open_journal``: migrated, in autocommit mode, with named rows."""
        self._db = db
        self._uncut = False
        """The log still holds what was deleted, because somebody was reading it."""

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        # IMMEDIATE: the wait for another writer happens here, before anything was read or changed.
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            self._db.execute("COMMIT")
        except BaseException:
            # SQLite may have rolled back by itself (disk full), and the first error is the one to tell.
            if self._db.in_transaction:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
            raise

    def _one(self, sql: str, *values: object) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._db.execute(sql, values).fetchone()
        return row

    def _all(self, sql: str, *values: object) -> list[sqlite3.Row]:
        rows: list[sqlite3.Row] = self._db.execute(sql, values).fetchall()
        return rows

    def _cut_log(self) -> None:
        """Fold the log in and cut it to nothing, if nobody reads in it; else ``_uncut`` says so."""
        self._uncut = True
        with suppress(sqlite3.Error):
            # Without the usual patience: nobody has to wait for a reader here.
            patience = self._db.execute("PRAGMA busy_timeout").fetchone()[0]
            self._db.execute("PRAGMA busy_timeout = 0").fetchall()
            try:
                self._uncut = bool(self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
            finally:
                self._db.execute(f"PRAGMA busy_timeout = {int(patience)}").fetchall()

    def close(self) -> None:
        """Close the file; the last one to do so folds the log in."""
        self._db.close()
