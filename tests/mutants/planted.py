"""The bugs: each a few words in one or two files, and the checks that have to notice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """In this module stands ``old``, once; ``new`` stands there instead. A line break at the beginning is for
    the eye only."""

    module: str
    old: str
    new: str

    def pair(self) -> list[str]:
        return [self.old.removeprefix("\n"), self.new.removeprefix("\n")]


@dataclass(frozen=True, slots=True)
class Mutant:
    """``caught_by``: tests, each of which must fail. ``torture``: what a round of the campaign must find."""

    name: str
    changes: tuple[Change, ...]
    caught_by: tuple[str, ...] = ()
    torture: str = ""


BOOKS = "tests/property/test_engine_faults.py::test_the_books_agree"
CUT = "tests/torture/test_power_cut.py::test_the_power_fails_at_every_moment[one log]"
KILLED = "tests/e2e/test_kill.py::test_killed"
PAPERS = "tests/contract/test_journal_contract_papers.py"

NEW_ID = Change(
    "kiosk.engine.effects",
    "_service.send(effect.operation, pin=effect.pin, attempt=effect.attempt)",
    "_service.send(replace(effect.operation, id=f'{effect.operation.id}-{effect.attempt}'), pin=effect.pin)",
)

MUTANTS = (
    Mutant(
        "an operation is written down after it was sent",
        (
            Change("kiosk.engine.effects", "        await self._world.journal.record(operation)\n", ""),
            Change(
                "kiosk.engine.effects",
                """
            await journal.mark_sent(operation.id, self._now())
""",
                """
            self._call(self._sends, lambda: self._deliver(effect))
            await asyncio.sleep(0.5)
            await journal.record(operation)
            await journal.mark_sent(operation.id, self._now())
            return
""",
            ),
        ),
        ("tests/unit/engine/test_effects.py::test_on_disk_before_the_first_byte", BOOKS),
    ),
    Mutant("each try of an operation has an id of its own", (NEW_ID,), (BOOKS,)),
    Mutant(
        "each try has an id of its own, and the campaign is to notice",
        (NEW_ID,),
        torture="sent before it was recorded",
    ),
    Mutant(
        "no transaction around a settlement",
        (
            Change(
                "kiosk.journal.store",
                """
        with self._transaction() as db:
            row = self._operation_row(operation_id)
            db.execute(
                "UPDATE operation SET state = 'accepted'""",
                """
        for db in (self._db,):
            row = self._operation_row(operation_id)
            db.execute(
                "UPDATE operation SET state = 'accepted'""",
            ),
        ),
        ("tests/contract/test_journal_kill.py::test_failing_at_any_statement_changes_nothing[settle]", CUT),
    ),
    Mutant(
        "synchronous=NORMAL",
        (
            Change("kiosk.journal.files", "PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL"),
            Change("kiosk.journal.files", '("PRAGMA synchronous", 2)', '("PRAGMA synchronous", 1)'),
        ),
        (CUT,),
    ),
    Mutant(
        "a rate limit is taken for the question for a PIN",
        (
            Change(
                "kiosk.core.challenge",
                "o.RateLimited():\n            return Sort.LIMITED",
                "o.RateLimited():\n            return Sort.PIN_REQUIRED",
            ),
        ),
        (
            "tests/unit/core/test_challenge.py::test_every_outcome",
            "tests/unit/core/test_earning.py::test_a_rate_limit_repeats_the_same_request_with_the_same_pin",
        ),
    ),
    Mutant(
        "an answer to an older attempt is accepted",
        (
            Change(
                "kiosk.core.challenge",
                "    if attempt != run.attempt:\n        return run, Move.IGNORE\n",
                "",
            ),
        ),
        (
            "tests/unit/core/test_challenge.py::test_an_answer_to_an_older_attempt_is_ignored",
            "tests/unit/core/test_staff_in_doubt.py::test_an_answer_to_an_older_attempt_is_ignored",
        ),
    ),
    Mutant(
        "a replay carries a PIN",
        (
            Change(
                "kiosk.engine.outbox",
                "self._service.send(operation, attempt=attempt)",
                'self._service.send(operation, pin="0000", attempt=attempt)',
            ),
        ),
        ("tests/unit/engine/test_outbox.py::test_what_is_unanswered_is_sent_again_under_its_own_id",),
    ),
    Mutant(
        "a PIN outlives its screen",
        (
            Change(
                "kiosk.core.sessions",
                'loose = Loose(replace(run, pin=None, entered=""), until)',
                "loose = Loose(run, until)",
            ),
        ),
        ("tests/unit/core/test_sessions.py::test_a_pin_does_not_outlive_its_screen",),
    ),
    Mutant(
        "a print of which nobody knows is printed again by itself",
        (
            Change(
                "kiosk.journal.papers",
                'changes = [(row["id"], PrintState.UNKNOWN) for row in cut_short]',
                'changes = [(row["id"], PrintState.QUEUED) for row in cut_short]',
            ),
        ),
        (
            f"{PAPERS}::test_after_a_start_nothing_is_printed_twice_or_to_nobody",
            f"{KILLED}[code on paper]",
        ),
    ),
    Mutant(
        "the cooldown is in memory only",
        (
            Change(
                "kiosk.engine.effects",
                "        await self._world.journal.record(operation)\n",
                """
        await self._world.journal.record(operation)
        self.__dict__.setdefault("mine", set()).add(operation.id)
""",
            ),
            Change(
                "kiosk.engine.effects",
                "        self._post(Recalled(effect.session, history))\n",
                """
        mine = self.__dict__.get("mine", ())
        ours = tuple(one for one in history.visits if one.operation.id in mine)
        self._post(Recalled(effect.session, replace(history, visits=ours)))
""",
            ),
        ),
        (BOOKS,),
    ),
    Mutant(
        "a second paper does not say COPY",
        (Change("kiosk.journal.papers", "copy=copy or earlier is not None", "copy=copy"),),
        (f"{PAPERS}::test_one_that_is_still_queued_makes_the_next_a_copy",),
    ),
    Mutant(
        "what may have been applied counts as failed",
        (
            Change(
                "kiosk.core.sessions",
                'return Mark(operation.id, OperationState.UNKNOWN, "unanswered"), Release(operation)',
                'return (Mark(operation.id, OperationState.ABANDONED, "unanswered"),)',
            ),
        ),
        (BOOKS,),
    ),
    Mutant(
        "a coupon is printed for whoever stands there now",
        (
            Change(
                "kiosk.core.sessions",
                """
            return applied(operation, outcome, print_now=print_now)
        case Sort.PIN_WRONG""",
                """
            return applied(operation, outcome, print_now=True)
        case Sort.PIN_WRONG""",
            ),
        ),
        ("tests/unit/core/test_sessions.py::test_an_acceptance_after_its_person_left_is_settled_and_held",),
    ),
    Mutant(
        "a kept visit's code stays on the disk",
        (Change("kiosk.journal.house", "            )\n        self._cut_log()\n", "            )\n"),),
        ("tests/unit/test_journal_failures.py::test_a_dropped_visit_is_gone_from_every_byte",),
    ),
    Mutant(
        "an orderly end does not wait for the answer that is out",
        (
            Change(
                "kiosk.engine.loop",
                """
        self._effects.close()
        self._outbox.close()
""",
                """
        self._effects.close()
        self._effects.abort()
        self._outbox.close()
""",
            ),
        ),
        (f"{KILLED}[stopped while the server works]",),
    ),
)
