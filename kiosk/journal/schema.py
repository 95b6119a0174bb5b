"""The tables of the journal, as numbered migrations (``PRAGMA user_version``).

A migration that was ever released is never edited: the next change is a new entry at the end.

Conventions, and why:

- Times are integer microseconds since 1970-01-01 UTC. They compare and sort as numbers and lose nothing;
  ISO 8601 text sorts wrongly as soon as one text has a fraction or an offset and another has none.
- Amounts are the text of the decimal, because SQLite's own number would be a binary float.
- Customer codes are JSON text: ``482193`` and ``"482193"`` stay two different codes, an integer of any
  size fits, and what is stored looks like what the server sent.
- Rules that must never be broken by any future line of Python are triggers and constraints here.
"""

from __future__ import annotations

import sqlite3

from kiosk.ports import JournalError

APPLICATION_ID = 0x4C6F794B
"""``LoyK``, in bytes 68 to 71 of the file: tells a journal from anybody else's SQLite file."""

_FIRST = (
    """
    CREATE TABLE operation (
        seq           INTEGER PRIMARY KEY,
        id            TEXT NOT NULL UNIQUE,
        kind          TEXT NOT NULL CHECK (kind IN ('earn', 'redeem', 'coupon')),
        created_at    INTEGER NOT NULL,
        member_code   TEXT,
        card          TEXT CHECK (card IN ('stamp', 'point')),
        amount        TEXT,
        token_hash    BLOB,
        manual_code   INTEGER NOT NULL CHECK (manual_code IN (0, 1)),
        origin        TEXT NOT NULL,
        before_stamps INTEGER,
        before_points INTEGER,
        state         TEXT NOT NULL CHECK (state IN
            ('pending', 'sent', 'challenged', 'unknown', 'accepted', 'refused', 'abandoned')),
        reason        TEXT NOT NULL DEFAULT '',
        attempts      INTEGER NOT NULL DEFAULT 0,
        sent_at       INTEGER,
        settled_at    INTEGER,
        stamps        INTEGER,
        points        INTEGER
    ) STRICT
    """,
    # Partial: at any time only a handful are unanswered, however long the history is.
    """
    CREATE INDEX operation_unanswered ON operation (created_at, seq)
        WHERE state IN ('pending', 'sent', 'challenged', 'unknown')
    """,
    "CREATE INDEX operation_member ON operation (member_code, created_at)",
    "CREATE INDEX operation_token ON operation (token_hash) WHERE token_hash IS NOT NULL",
    # Refused and abandoned may still turn out accepted, but only by settling, which leaves its time.
    """
    CREATE TRIGGER operation_final BEFORE UPDATE OF state ON operation
    WHEN OLD.state IN ('accepted', 'refused', 'abandoned') AND NEW.state <> OLD.state
        AND NOT (OLD.state <> 'accepted' AND NEW.state = 'accepted' AND NEW.settled_at IS NOT NULL)
        AND NOT (OLD.state <> 'accepted' AND NEW.state = 'pending')
    BEGIN
        SELECT RAISE(ABORT, 'a final state never changes');
    END
    """,
    """
    CREATE TRIGGER operation_content BEFORE UPDATE OF
        id, kind, created_at, member_code, card, amount, token_hash, manual_code, origin,
        before_stamps, before_points ON operation
    BEGIN
        SELECT RAISE(ABORT, 'what was recorded never changes');
    END
    """,
    """
    CREATE TABLE coupon (
        seq          INTEGER PRIMARY KEY,
        id           TEXT NOT NULL UNIQUE,
        token        TEXT NOT NULL UNIQUE,
        name         TEXT NOT NULL,
        issued_at    INTEGER NOT NULL,
        member_code  TEXT,
        operation_id TEXT REFERENCES operation (id) ON DELETE SET NULL,
        state        TEXT NOT NULL DEFAULT 'issued' CHECK (state IN
            ('issued', 'printing', 'printed', 'print_unknown', 'print_failed', 'handed_out', 'redeemed')),
        ended_at     INTEGER
    ) STRICT
    """,
    "CREATE INDEX coupon_member ON coupon (member_code, issued_at)",
    "CREATE INDEX coupon_operation ON coupon (operation_id)",
    """
    CREATE TRIGGER coupon_ended BEFORE UPDATE OF state ON coupon
    WHEN OLD.state IN ('redeemed', 'handed_out') AND NEW.state NOT IN (OLD.state, 'redeemed')
    BEGIN
        SELECT RAISE(ABORT, 'a coupon that is gone does not come back');
    END
    """,
    # AUTOINCREMENT: a job's number is in the printer's and the engine's hands, so it is never given again.
    """
    CREATE TABLE print_job (
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        coupon_id  TEXT NOT NULL REFERENCES coupon (id) ON DELETE CASCADE,
        state      TEXT NOT NULL CHECK (state IN
            ('queued', 'sending', 'sent', 'printed', 'failed', 'unknown', 'held')),
        copy       INTEGER NOT NULL CHECK (copy IN (0, 1)),
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX print_job_coupon ON print_job (coupon_id, id)",
    "CREATE INDEX print_job_open ON print_job (id) WHERE state IN ('queued', 'sending', 'sent')",
    # The coupon follows its newest change of a job; nobody can forget to do it.
    """
    CREATE TRIGGER print_job_begun AFTER INSERT ON print_job
    BEGIN
        UPDATE coupon SET state = CASE NEW.state
            WHEN 'sending' THEN 'printing' WHEN 'sent' THEN 'printing' WHEN 'printed' THEN 'printed'
            WHEN 'failed' THEN 'print_failed' WHEN 'unknown' THEN 'print_unknown' ELSE 'issued' END
        WHERE id = NEW.coupon_id AND state NOT IN ('redeemed', 'handed_out');
    END
    """,
    """
    CREATE TRIGGER print_job_went_on AFTER UPDATE OF state ON print_job
    BEGIN
        UPDATE coupon SET state = CASE NEW.state
            WHEN 'sending' THEN 'printing' WHEN 'sent' THEN 'printing' WHEN 'printed' THEN 'printed'
            WHEN 'failed' THEN 'print_failed' WHEN 'unknown' THEN 'print_unknown' ELSE 'issued' END
        WHERE id = NEW.coupon_id AND state NOT IN ('redeemed', 'handed_out');
    END
    """,
    """
    CREATE TABLE kept_visit (
        seq          INTEGER PRIMARY KEY,
        operation_id TEXT NOT NULL UNIQUE,
        at           INTEGER NOT NULL,
        qr           TEXT NOT NULL,
        attempts     INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE staff (
        name     TEXT NOT NULL PRIMARY KEY,
        pin_hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE staff_lock (
        one   INTEGER PRIMARY KEY CHECK (one = 1),
        tries INTEGER NOT NULL,
        until INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE audit (
        seq     INTEGER PRIMARY KEY AUTOINCREMENT,
        at      INTEGER NOT NULL,
        person  TEXT NOT NULL,
        task    TEXT NOT NULL,
        outcome TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX audit_at ON audit (at)",
    """
    CREATE TABLE fact (
        key   TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT
    """,
)

_CHECKOUTS = (
    # The ids of its operations are made of the order's number: it is the earn's, redeem_ before it the
    # redemption's. Only what a person has entered is stored here; how the halves stand is asked of them.
    """
    CREATE TABLE checkout (
        seq         INTEGER PRIMARY KEY,
        order_id    TEXT NOT NULL UNIQUE,
        member_code TEXT NOT NULL,
        total       TEXT NOT NULL,
        points      INTEGER NOT NULL CHECK (points >= 0),
        created_at  INTEGER NOT NULL,
        person      TEXT NOT NULL,
        manual_code INTEGER NOT NULL CHECK (manual_code IN (0, 1)),
        state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'given_up')),
        ended_at    INTEGER
    ) STRICT
    """,
    "CREATE INDEX checkout_open ON checkout (created_at, seq) WHERE state = 'open'",
    """
    CREATE TRIGGER checkout_final BEFORE UPDATE ON checkout
    WHEN OLD.state = 'done'
    BEGIN
        SELECT RAISE(ABORT, 'a checkout that is done never changes');
    END
    """,
    # What a half was recorded with holds as long as that record does.
    """
    CREATE TRIGGER checkout_content BEFORE UPDATE OF order_id, member_code, total, points ON checkout
    WHEN OLD.order_id <> NEW.order_id
        OR (OLD.member_code, OLD.points) <> (NEW.member_code, NEW.points)
            AND EXISTS (SELECT 1 FROM operation WHERE id = 'redeem_' || OLD.order_id)
        OR (OLD.member_code, OLD.total) <> (NEW.member_code, NEW.total)
            AND EXISTS (SELECT 1 FROM operation WHERE id = OLD.order_id)
    BEGIN
        SELECT RAISE(ABORT, 'a half of this checkout says otherwise');
    END
    """,
    # The last half that is accepted ends it, whoever had the answer: a screen, a run without one, the outbox.
    """
    CREATE TRIGGER checkout_done AFTER UPDATE OF state ON operation
    WHEN NEW.state = 'accepted' AND OLD.state <> 'accepted'
    BEGIN
        UPDATE checkout SET state = 'done', ended_at = NEW.settled_at
        WHERE order_id IN (NEW.id, CASE WHEN substr(NEW.id, 1, 7) = 'redeem_' THEN substr(NEW.id, 8) END)
            AND state <> 'done'
            AND EXISTS (SELECT 1 FROM operation WHERE id = order_id AND state = 'accepted')
            AND (points = 0 OR EXISTS
                (SELECT 1 FROM operation WHERE id = 'redeem_' || order_id AND state = 'accepted'));
    END
    """,
    # Without its halves an unfinished checkout would look as if nothing of it had been booked.
    """
    CREATE TRIGGER checkout_half_stays BEFORE DELETE ON operation
    WHEN OLD.state IN ('sent', 'unknown', 'accepted') AND EXISTS (SELECT 1 FROM checkout
        WHERE state = 'open' AND order_id IN
            (OLD.id, CASE WHEN substr(OLD.id, 1, 7) = 'redeem_' THEN substr(OLD.id, 8) END))
    BEGIN
        SELECT RAISE(ABORT, 'half of an unfinished checkout');
    END
    """,
)

_LOOKING_THROUGH = (
    "CREATE INDEX coupon_issued ON coupon (issued_at, seq)",
    "ALTER TABLE kept_visit ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
    # What ``kiosk journal retry`` asks of the kiosk at work, which takes it out again.
    """
    CREATE TABLE retry (
        seq          INTEGER PRIMARY KEY,
        operation_id TEXT NOT NULL UNIQUE,
        at           INTEGER NOT NULL
    ) STRICT
    """,
)
"""Staff look through coupons and what waits."""

_BADGES = (
    "ALTER TABLE staff ADD COLUMN badge_hash TEXT",
    # One badge is one person, as one PIN is.
    "CREATE UNIQUE INDEX staff_badge ON staff (badge_hash)",
)

_FORGETTING = (
    "DROP TRIGGER operation_content",
    """
    CREATE TRIGGER operation_content BEFORE UPDATE OF
        id, kind, created_at, card, amount, token_hash, manual_code, origin,
        before_stamps, before_points ON operation
    BEGIN
        SELECT RAISE(ABORT, 'what was recorded never changes');
    END
    """,
    # But that a member can be forgotten, once nothing waits for an answer that needs the code.
    """
    CREATE TRIGGER operation_member_stays BEFORE UPDATE OF member_code ON operation
    WHEN NEW.member_code IS NOT NULL OR OLD.state NOT IN ('accepted', 'refused', 'abandoned')
    BEGIN
        SELECT RAISE(ABORT, 'what was recorded never changes');
    END
    """,
    "DROP TRIGGER checkout_final",
    """
    CREATE TRIGGER checkout_final BEFORE UPDATE ON checkout
    WHEN OLD.state = 'done' AND NOT (NEW.member_code = '""'
        AND (OLD.order_id, OLD.total, OLD.points, OLD.created_at, OLD.person, OLD.manual_code, OLD.state)
        = (NEW.order_id, NEW.total, NEW.points, NEW.created_at, NEW.person, NEW.manual_code, NEW.state)
        AND OLD.ended_at IS NEW.ended_at)
    BEGIN
        SELECT RAISE(ABORT, 'a checkout that is done never changes');
    END
    """,
    "DROP TRIGGER checkout_content",
    """
    CREATE TRIGGER checkout_content BEFORE UPDATE OF order_id, member_code, total, points ON checkout
    WHEN NOT (NEW.member_code = '""' AND OLD.state <> 'open'
        AND (OLD.order_id, OLD.total, OLD.points) = (NEW.order_id, NEW.total, NEW.points))
        AND (OLD.order_id <> NEW.order_id
        OR (OLD.member_code, OLD.points) <> (NEW.member_code, NEW.points)
            AND EXISTS (SELECT 1 FROM operation WHERE id = 'redeem_' || OLD.order_id)
        OR (OLD.member_code, OLD.total) <> (NEW.member_code, NEW.total)
            AND EXISTS (SELECT 1 FROM operation WHERE id = OLD.order_id))
    BEGIN
        SELECT RAISE(ABORT, 'a half of this checkout says otherwise');
    END
    """,
)
"""A member can be forgotten (``forgetting``); nothing else that is over can change by that."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _CHECKOUTS, _LOOKING_THROUGH, _BADGES, _FORGETTING)
"""``MIGRATIONS[n]`` leads from version n to n + 1; each statement by itself, all in one transaction."""

VERSION = len(MIGRATIONS)

READABLE_SINCE = 5
"""The oldest version whose program may go on with a file of this one. An appliance goes back to its old
system when an update does not run well, and there finds what the new one has made of the file."""
_SINCE = "readable_since"
"""The fact in which a file says so."""


def _pragma(db: sqlite3.Connection, statement: str) -> int:
    return int(db.execute(statement).fetchone()[0])


def refuse_strangers(db: sqlite3.Connection) -> None:
    """Raise ``JournalError`` for a sound SQLite file that is not ours to write to.

    ``foreign_file``: another program's database. ``newer_schema``: written by a later version of this
    program, which does not say that this one may go on with it. Neither is set aside: the first is not ours
    to move, the second is not broken.
    """
    owner = _pragma(db, "PRAGMA application_id")
    tables = _pragma(db, "SELECT count(*) FROM sqlite_schema")
    if owner != APPLICATION_ID and (owner != 0 or tables):
        raise JournalError("foreign_file: a database, but not a journal of this program")
    version = _pragma(db, "PRAGMA user_version")
    if version > VERSION and _readable_since(db, version) > VERSION:
        raise JournalError(f"newer_schema: the file has version {version}, this program knows {VERSION}")


def _readable_since(db: sqlite3.Connection, version: int) -> int:
    told = db.execute("SELECT value FROM fact WHERE key = ?", (_SINCE,)).fetchone()
    return int(told[0]) if told is not None and str(told[0]).isdecimal() else version


def migrate(db: sqlite3.Connection) -> None:
    """Bring the file to ``VERSION`` in one transaction, or change nothing.

    The version is read inside the write transaction: two processes may begin with the same empty file.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        refuse_strangers(db)
        version = _pragma(db, "PRAGMA user_version")
        for number in range(version, VERSION):
            for statement in MIGRATIONS[number]:
                db.execute(statement)
            # A pragma takes no parameters; both are our own integers.
            db.execute(f"PRAGMA user_version = {number + 1}")
        if version < VERSION:
            db.execute(
                "INSERT INTO fact (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (_SINCE, str(READABLE_SINCE)),
            )
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
