"""Hostile input by what answers: the API's bodies and headers, and the printer's bytes."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import get_args
from unittest import mock

from kiosk.core.effects import Settle
from kiosk.core.events import Source
from kiosk.core.model import OperationKind, PrinterState, PrintState
from kiosk.core.outcomes import Accepted, Found, LookupOutcome, SendOutcome, name
from kiosk.core.project import project
from kiosk.devices import escpos, printer_job, printer_talk
from kiosk.devices.printer_job import Run
from kiosk.devices.printer_talk import Completion, Talk
from kiosk.journal.values import code_from_cell, code_to_cell
from kiosk.loyalite import wire
from tests.support.play import Play

# -- the API -----------------------------------------------------------------------------------------

_STATUSES = (200, 201, 204, 301, 400, 401, 402, 404, 408, 409, 412, 422, 429, 500, 503)
_HEADERS = ("retry-after", "date", "content-type")


def answered(data: bytes) -> None:
    """An answer of the API: a byte for the status, a line for a header, and the body. What it means goes
    through the core to the screen, in each place where such an answer is waited for."""
    first, rest = data[0] if data else 0, data[1:]
    line, _, body = rest.partition(b"\n")
    status = _STATUSES[first % len(_STATUSES)]
    headers = {"date": "Mon, 23 Nov 2026 12:00:00 GMT"}
    headers[_HEADERS[first // len(_STATUSES) % len(_HEADERS)]] = line.decode("latin-1")
    found = wire.classify_lookup(status, headers, body)
    assert isinstance(found, get_args(LookupOutcome))
    assert name(found)
    _looked_up(found)
    for kind in OperationKind:
        sent = wire.classify_send(kind, status, headers, body)
        assert isinstance(sent, get_args(SendOutcome))
        assert name(sent)
        _sent(kind, sent)


def _looked_up(found: LookupOutcome) -> None:
    if isinstance(found, Found):
        member = found.member
        assert code_from_cell(code_to_cell(member.code)) == member.code
        member.masked_email.encode()
        json.dumps(member.code)
    play = Play()
    play.scan(source=Source.SCANNER)
    play.looked_up(found)
    project(play.kiosk)
    play.recalled()
    project(play.kiosk)


def _sent(kind: OperationKind, sent: SendOutcome) -> None:
    if isinstance(sent, Accepted) and sent.coupon is not None:
        for text in (sent.coupon.id, sent.coupon.name, sent.coupon.token):
            text.encode()
    play = Play()
    play.redeeming() if kind is OperationKind.COUPON else play.sending()
    play.answered(sent)
    project(play.kiosk)
    if any(isinstance(effect, Settle) for effect in play.effects):
        play.settled()
        project(play.kiosk)
    play.wait(100.0)
    project(play.kiosk)


# -- the printer -------------------------------------------------------------------------------------


class _Time:
    """Passes when somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class _Line:
    """A port at whose other end somebody babbles."""

    has_flow_control = True

    def __init__(self, time: _Time, setup: int, babble: bytes) -> None:
        self._time = time
        self._takes = setup & 1 == 0
        self._rest = babble
        self.said = bytearray()

    def exchange(self, data: bytes, wait: float, wake: int | None = None) -> tuple[int, bytes]:
        return (len(data) if self._takes else min(3, len(data))), self.read(wait)

    def read(self, wait: float, wake: int | None = None) -> bytes:
        self._time.now += min(wait, 0.05)
        said, self._rest = self._rest[:7], self._rest[7:]
        self.said += said
        return said

    def unblock(self) -> None: ...

    def restore_flow(self) -> None: ...


_NAME = escpos.process_id(1, 1)


def babbled(data: bytes) -> None:
    """What a printer says while it is asked how it is, and while a coupon is printed. It comes to an end,
    and "printed" is only what it said of this very job."""
    setup, babble = data[0] if data else 0, data[1:]
    time = _Time()
    line = _Line(time, setup, babble)
    states: list[PrinterState] = []
    completion = tuple(Completion)[setup // 2 % 3]
    with _own_time(time):
        talk = Talk(
            line,  # type: ignore[arg-type]
            baud=115200,
            patience=5.0,
            answer_within=0.3,
            stop=threading.Event(),
            changed=states.append,
        )
        talk.begin()
        talk.ask_state()
        talk.learn_completion()
        before = len(line.said)
        work = SimpleNamespace(chunks=(b"\x1b@" * 40, b"?"), rows=200, harmless=20)
        result = Run(talk, work, _NAME, completion).run(lambda state: None)  # type: ignore[arg-type]
        talk.ask_state()
    assert isinstance(result, PrintState)
    assert all(isinstance(state, PrinterState) for state in states)
    assert time.now < 1000.0 + 300.0, "somebody waits for it"
    assert len(talk._answers) <= 64
    if result is PrintState.PRINTED:
        assert completion is Completion.PROCESS_ID
        # Other answers may stand within it: its bytes come in this order, not at once.
        rest = iter(line.said[max(0, before - 80) :])
        assert all(byte in rest for byte in b"\x37\x22" + _NAME)


@contextmanager
def _own_time(time: _Time) -> Iterator[None]:
    with mock.patch.object(printer_talk, "time", time), mock.patch.object(printer_job, "time", time):
        yield
