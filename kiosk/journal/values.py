"""Between the kiosk's values and what a table cell can hold."""

from __future__ import annotations

import errno
import hashlib
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from kiosk.core.model import (
    Balance,
    CardType,
    CouponRecord,
    CustomerCode,
    IssuedCoupon,
    Operation,
    OperationKind,
    OperationState,
    PrintJob,
    PrintState,
)
from kiosk.ports import StoredOperation

WAITING = ("pending", "sent", "challenged", "unknown")
"""States of an operation that has no end yet. In statements as they are: so the index of these is found."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_cell(at: datetime) -> int:
    """Microseconds since 1970 UTC, exactly. Raises ValueError for a time without a zone."""
    if at.utcoffset() is None:
        raise ValueError("a time without a zone")
    return (at - _EPOCH) // _MICROSECOND


def from_cell(cell: int) -> datetime:
    """The aware UTC time of ``to_cell``."""
    return _EPOCH + cell * _MICROSECOND


def code_to_cell(code: CustomerCode | None) -> str | None:
    """JSON text, so that the integer and the text of the same digits stay apart."""
    return None if code is None else json.dumps(code)


def code_from_cell(cell: str | None) -> CustomerCode | None:
    """The code as the server sent it. Raises ValueError for what no server was asked to send."""
    if cell is None:
        return None
    try:
        code: object = json.loads(cell)
    except RecursionError:
        code = None
    if isinstance(code, bool) or not isinstance(code, int | str):
        raise ValueError("not a customer code")
    return code


def token_to_cell(token: str) -> bytes:
    """SHA-256 of a coupon token: enough to recognise it again, not enough to redeem it.

    Unsalted on purpose (it has to be found by an index); the tokens themselves are random.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def amount_to_cell(amount: Decimal | None) -> str | None:
    """The decimal's own text. Raises ValueError for an infinity or a NaN, which are no amounts."""
    if amount is None:
        return None
    if not amount.is_finite():
        raise ValueError("not a finite amount")
    return str(amount)


def operation_from(row: sqlite3.Row) -> StoredOperation:
    """A row of ``operation``. The token of a coupon redemption does not come back (see docs/journal.md)."""
    before = None
    if row["before_stamps"] is not None:
        before = Balance(row["before_stamps"], row["before_points"])
    operation = Operation(
        id=row["id"],
        kind=OperationKind(row["kind"]),
        created_at=from_cell(row["created_at"]),
        member_code=code_from_cell(row["member_code"]),
        card=None if row["card"] is None else CardType(row["card"]),
        amount=None if row["amount"] is None else Decimal(row["amount"]),
        manual_code=bool(row["manual_code"]),
        origin=row["origin"],
        before=before,
    )
    return StoredOperation(
        operation=operation,
        state=OperationState(row["state"]),
        attempts=row["attempts"],
        reason=row["reason"],
        sent_at=None if row["sent_at"] is None else from_cell(row["sent_at"]),
    )


def coupon_from(row: sqlite3.Row) -> CouponRecord:
    """A row of ``coupon``."""
    return CouponRecord(
        coupon=IssuedCoupon(id=row["id"], name=row["name"], token=row["token"]),
        issued_at=from_cell(row["issued_at"]),
        member_code=code_from_cell(row["member_code"]),
        state=row["state"],
    )


def job_from(row: sqlite3.Row) -> PrintJob:
    """A row of ``print_job``."""
    return PrintJob(
        id=row["id"], coupon_id=row["coupon_id"], state=PrintState(row["state"]), copy=bool(row["copy"])
    )


SQLITE_REASONS = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "not_a_database",
    sqlite3.SQLITE_IOERR: "io_error",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_PERM: "no_permission",
    sqlite3.SQLITE_CONSTRAINT: "constraint",
    sqlite3.SQLITE_NOMEM: "no_memory",
    sqlite3.SQLITE_TOOBIG: "bad_value",
}
OS_REASONS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EIO: "io_error",
    errno.ENOENT: "no_such_folder",
    errno.ENOTDIR: "no_such_folder",
}


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code (https://sqlite.org/rescode.html), 0 when Python raised it itself."""
    code = getattr(error, "sqlite_errorcode", None)
    return 0 if code is None else int(code) & 0xFF


def reason_of(error: Exception) -> str:
    """One machine word for what went wrong; never any of the values that were to be stored."""
    if isinstance(error, sqlite3.Error):
        return SQLITE_REASONS.get(primary_code(error), "sqlite_error")
    if isinstance(error, OSError):
        return OS_REASONS.get(error.errno or 0, "os_error")
    return "bad_value"
