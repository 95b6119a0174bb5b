"""``ports.Journal`` on SQLite: the asynchronous face of ``Store``."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from kiosk.core.checkout import Checkout
from kiosk.core.model import (
    Balance,
    CouponRecord,
    CustomerCode,
    History,
    IssuedCoupon,
    Operation,
    OperationState,
    PrintJob,
    PrintState,
)
from kiosk.core.papers import CouponPage, CouponQuery, CouponStory
from kiosk.journal.files import Opened, open_journal
from kiosk.journal.forgetting import Named
from kiosk.journal.store import Store
from kiosk.journal.values import reason_of
from kiosk.ports import STAFF_LOST, JournalError, KeptVisit, StaffMember, StoredOperation

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


def _plain(work: Callable[[], _T]) -> _T:
    """Every way a disk can fail as one ``JournalError`` with a machine word."""
    try:
        return work()
    except (sqlite3.Error, OSError) as error:
        raise JournalError(reason_of(error)) from error
    except (ValueError, ArithmeticError) as error:
        # No cause: an encoding error carries the whole text, and that may be a token.
        raise JournalError(reason_of(error)) from None


class SqliteJournal:
    """The journal in one SQLite file; see ``ports.Journal`` for what each method promises.

    One thread owns the connection and does one call after the other, in the order they were made. A
    call that was made is carried out: when its task is cancelled meanwhile, the ``CancelledError``
    comes after the transaction has ended, one way or the other, so nothing is still on its way.
    """

    def __init__(self, opened: Opened, thread: ThreadPoolExecutor) -> None:
        """For ``open`` only."""
        self._opened = opened
        self._store = Store(opened.db)
        self._thread = thread
        self._closed = False

    @classmethod
    async def open(cls, path: Path) -> SqliteJournal:
        """Open or begin the journal; creates its folder when that folder's parent exists.

        Raises ``JournalError``: ``newer_schema: …`` (written by a later version), ``foreign_file: …``
        (another program's database), ``corrupt_in_use``, ``no_such_folder``, ``no_permission``,
        ``cannot_open``, ``read_only``, ``disk_full``, ``busy``, ``io_error``.
        """
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        try:
            opened = await _carried_out(thread, partial(open_journal, path), Opened.close)
        except BaseException:
            thread.shutdown()
            raise
        journal = cls(opened, thread)
        if opened.set_aside is not None or any(path.parent.glob(f"{path.name}.broken-*")):
            # Asked of the folder, too: the kiosk may have died between the two.
            with suppress(JournalError):  # a full disk has other things to say
                await journal.put(STAFF_LOST, "yes")
        return journal

    @property
    def set_aside(self) -> Path | None:
        """Where a broken file was moved to when this journal was opened, if there was one."""
        return self._opened.set_aside

    async def _do(self, work: Callable[[], _T]) -> _T:
        if self._closed:
            raise JournalError("closed")
        return await _carried_out(self._thread, work)

    async def record(self, operation: Operation) -> None:
        """``JournalError("conflict")``: the id exists and asks something else of the server."""
        await self._do(partial(self._store.record, operation))

    async def mark_sent(self, operation_id: str, at: datetime) -> int:
        """``JournalError("final")``: it is finished and must not be sent; ``no_such_operation``."""
        return await self._do(partial(self._store.mark_sent, operation_id, at))

    async def mark(self, operation_id: str, state: OperationState, reason: str = "") -> None:
        """``JournalError("no_such_operation")``."""
        await self._do(partial(self._store.mark, operation_id, state, reason))

    async def settle(
        self,
        operation_id: str,
        balance: Balance | None,
        coupon: IssuedCoupon | None,
        *,
        at: datetime,
        print_now: bool,
    ) -> PrintJob | None:
        """``JournalError("no_such_operation")``. A coupon known by id or token is not issued again;
        its newest job is returned as it is now, which may be ``printed``."""
        return await self._do(
            partial(self._store.settle, operation_id, balance, coupon, at=at, print_now=print_now)
        )

    async def history(self, member_code: CustomerCode, since: datetime) -> History:
        """Both lists newest first; ``since`` itself counts."""
        return await self._do(partial(self._store.history, member_code, since))

    async def unanswered(self) -> Sequence[StoredOperation]:
        """Without the tokens of coupon redemptions, which are not stored."""
        return await self._do(self._store.unanswered)

    async def operation(self, operation_id: str) -> StoredOperation | None:
        """Without the token of a coupon redemption, which is not stored."""
        return await self._do(partial(self._store.operation, operation_id))

    async def attempt_on(self, token: str, but_not: str) -> StoredOperation | None:
        """By the hash of the token."""
        return await self._do(partial(self._store.attempt_on, token, but_not))

    async def coupon(self, coupon_id: str) -> CouponRecord | None:
        """One coupon."""
        return await self._do(partial(self._store.coupon, coupon_id))

    async def is_our_token(self, token: str) -> bool:
        """Whether it was issued here, redeemed or not."""
        return await self._do(partial(self._store.is_our_token, token))

    async def tokens(self) -> Sequence[str]:
        """Handed out or not, in the order they were issued."""
        return await self._do(self._store.tokens)

    async def queue_print(self, coupon_id: str, *, copy: bool, at: datetime) -> PrintJob:
        """``JournalError("no_such_coupon")``."""
        return await self._do(partial(self._store.queue_print, coupon_id, copy=copy, at=at))

    async def print_state(self, job_id: int, state: PrintState, at: datetime) -> None:
        """``JournalError("no_such_job")``. A printed job stays printed."""
        await self._do(partial(self._store.print_state, job_id, state, at))

    async def queued_prints(self) -> Sequence[tuple[PrintJob, CouponRecord]]:
        """In the order they were asked for."""
        return await self._do(self._store.queued_prints)

    async def recover_prints(self, now: datetime, fresh: float) -> Sequence[PrintJob]:
        """``fresh`` in seconds."""
        return await self._do(partial(self._store.recover_prints, now, fresh))

    async def coupon_spent(self, token: str, at: datetime) -> str | None:
        """A token that is not ours does nothing."""
        return await self._do(partial(self._store.coupon_spent, token, at))

    async def hand_out(self, coupon_id: str, at: datetime) -> bool:
        """False when it was gone already, or never here."""
        return await self._do(partial(self._store.hand_out, coupon_id, at))

    async def keep_checkout(self, checkout: Checkout) -> None:
        """``JournalError("conflict")``: it is another order, and something of it is booked or may be."""
        await self._do(partial(self._store.keep_checkout, checkout))

    async def checkout(self, order: str) -> Checkout | None:
        """With its halves as they are now."""
        return await self._do(partial(self._store.checkout, order))

    async def open_checkouts(self, most: int) -> Sequence[Checkout]:
        """What is half done first, then the newest."""
        return await self._do(partial(self._store.open_checkouts, most))

    async def give_up_checkout(self, order: str, at: datetime) -> bool:
        """False when there is no open one."""
        return await self._do(partial(self._store.give_up_checkout, order, at))

    async def find_coupons(self, query: CouponQuery) -> CouponPage:
        """Of the same time, the one issued last comes first."""
        return await self._do(partial(self._store.find_coupons, query))

    async def coupon_story(self, coupon_id: str) -> CouponStory | None:
        """With its papers, newest first."""
        return await self._do(partial(self._store.coupon_story, coupon_id))

    async def keep_visit(self, visit: KeptVisit) -> None:
        """The same operation id again replaces it (with one more attempt)."""
        await self._do(partial(self._store.keep_visit, visit))

    async def kept_visits(self) -> Sequence[KeptVisit]:
        """Oldest first."""
        return await self._do(self._store.kept_visits)

    async def visit_tried(self, operation_id: str, reason: str) -> None:
        """One try more, and why it came to nothing."""
        await self._do(partial(self._store.visit_tried, operation_id, reason))

    async def drop_visit(self, operation_id: str, reason: str) -> None:
        """The count is the fact ``dropped_visits.<reason>``."""
        await self._do(partial(self._store.drop_visit, operation_id, reason))

    async def ask_retry(self, operation_id: str, at: datetime) -> None:
        """Asked for twice is asked for once."""
        await self._do(partial(self._store.ask_retry, operation_id, at))

    async def take_retries(self) -> Sequence[str]:
        """Given out once."""
        return await self._do(self._store.take_retries)

    async def staff(self) -> Sequence[StaffMember]:
        """By name."""
        return await self._do(self._store.staff)

    async def add_staff(self, member: StaffMember) -> None:
        """Insert or replace by name."""
        await self._do(partial(self._store.add_staff, member))

    async def set_badge(self, name: str, badge_hash: str) -> bool:
        """ "" takes the badge away."""
        return await self._do(partial(self._store.set_badge, name, badge_hash))

    async def remove_staff(self, name: str) -> bool:
        """Whether there was such a person."""
        return await self._do(partial(self._store.remove_staff, name))

    async def hire(self, member: StaffMember, by: str) -> bool:
        """See ``Journal``."""
        return await self._do(partial(self._store.hire, member, by))

    async def dismiss(self, name: str, by: str) -> bool:
        """See ``Journal``."""
        return await self._do(partial(self._store.dismiss, name, by))

    async def staff_lock(self) -> tuple[int, datetime | None]:
        """(0, None) when nothing was ever stored."""
        return await self._do(self._store.staff_lock)

    async def set_staff_lock(self, tries: int, until: datetime | None) -> None:
        """Survives a restart."""
        await self._do(partial(self._store.set_staff_lock, tries, until))

    async def audit(self, at: datetime, person: str, task: str, outcome: str) -> None:
        """Append."""
        await self._do(partial(self._store.audit, at, person, task, outcome))

    async def get(self, key: str) -> str | None:
        """A remembered fact."""
        return await self._do(partial(self._store.get, key))

    async def put(self, key: str, value: str) -> None:
        """Remember it."""
        await self._do(partial(self._store.put, key, value))

    async def prune(self, before: datetime, earns: datetime | None = None) -> int:
        """Beyond ``ports.Journal``: forget what is finished and older, earns only where they are older than
        ``earns`` as well; returns the number of rows."""
        return await self._do(partial(self._store.prune, before, earns))

    async def named(self, member: str) -> Named:
        """Beyond ``ports.Journal``: what names the member whose code somebody has typed."""
        return await self._do(partial(self._store.named, member))

    async def forget(self, member: str, at: datetime, person: str) -> Named:
        """Beyond ``ports.Journal``: ``JournalError("waits")`` when something of theirs is not over."""
        return await self._do(partial(self._store.forget, member, at, person))

    async def wipe(self, member: str) -> bool:
        """Beyond ``ports.Journal``: false while somebody reads."""
        return await self._do(partial(self._store.wipe, member))

    async def close(self) -> None:
        """Finish what was begun, then close. Twice is once; any other call afterwards is an error."""
        if self._closed:
            return
        self._closed = True
        try:
            await _carried_out(self._thread, self._opened.close)
        finally:
            self._thread.shutdown()


async def _carried_out(
    thread: ThreadPoolExecutor, work: Callable[[], _T], unwanted: Callable[[_T], None] | None = None
) -> _T:
    """The result of ``work``, done in ``thread``. A cancellation waits until the work has ended (its
    waiting for the disk is bounded), so that whoever was cancelled may read what became of it.

    ``unwanted`` gets a result that nobody takes any more.
    """
    future = asyncio.get_running_loop().run_in_executor(thread, _plain, work)
    try:
        return await asyncio.shield(future)
    except asyncio.CancelledError:
        while not future.done():
            try:
                await asyncio.wait((future,))
            except asyncio.CancelledError:
                continue
        error = future.exception()
        if error is not None:
            _log.debug("a cancelled journal call had failed: %s", error)
        elif unwanted is not None:
            await asyncio.get_running_loop().run_in_executor(thread, unwanted, future.result())
        raise
