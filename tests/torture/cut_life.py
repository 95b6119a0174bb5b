"""The power cut in a real life of the kiosk: what its log had said and what it had sent is on every disk that
could be found afterwards."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.cuts import Deed, Image, read, recorded
from tests.torture.cutting import ENOUGH, Cuts, Opener, moments
from tests.torture.life import PATIENCE
from tests.torture.person import People
from tests.torture.round import Round
from tests.torture.staff import Staff

_SENT = re.compile(rb'"external_id":\s*"([^"]+)"')
_DONE = frozenset({"accepted", "refused", "abandoned"})


class RecordedRound(Round):
    """A round with one life, which is recorded."""

    def record(self, seconds: float) -> tuple[Image, list[Deed]]:
        """People come for so long, then the kiosk is killed; what lay there before, and what was done."""
        state, log = self._journal.parent, self._folder / "recording"
        self._folder.mkdir(parents=True)
        with self._market.server, self._printer, self._scanner:
            self._write_key()
            self._hire()
            before = {f"state/{file.name}": file.read_bytes() for file in state.iterdir()}
            with self._started(environ=recorded(self._folder, log)) as life:
                people = People(life, 1, self._market, self._scanner, self._diary, self._dice)
                life.until(lambda: life.views and life.all("device", name="scanner"), PATIENCE)
                life.until(lambda: life.all("printer", state="ready"), PATIENCE)
                staff = Staff(people)
                end = time.monotonic() + seconds
                while time.monotonic() < end:
                    people.visit(people.somebody())
                    if self._dice.random() < 0.3:
                        staff.come()
        return before, read(log)


@dataclass(slots=True)
class Promises:
    """What the log and the requests have promised so far."""

    states: dict[str, str] = field(default_factory=dict)
    sends: Counter[str] = field(default_factory=Counter)
    coupons: dict[str, str] = field(default_factory=dict)
    _text: bytes = b""

    def hear(self, deed: Deed) -> None:
        """One more deed."""
        if deed.kind == "N":
            for name in _SENT.findall(deed.data):
                self.sends.setdefault(name.decode(), 1)
            return
        if deed.kind != "O":
            return
        *lines, self._text = (self._text + deed.data).split(b"\n")
        for line in lines:
            said = json.loads(line)
            match said["event"]:
                case "operation":
                    self.states[said["id"]] = said["state"]
                    self.sends[said["id"]] += said["state"] == "sent"
                case "coupon":
                    self.coupons[said["id"]] = said["state"]

    def __len__(self) -> int:
        return len(self.states) + len(self.sends) + len(self.coupons)

    def broken(self, db: sqlite3.Connection) -> Iterator[str]:
        """What of it this journal does not keep, and what it holds by halves."""
        operations = {row[0]: row[1:] for row in db.execute("SELECT id, state, attempts FROM operation")}
        for name, state in self.states.items():
            now, attempts = operations.get(name, ("nothing", 0))
            if now == "nothing" or (state in _DONE and now not in _DONE) or (state == "accepted" != now):
                yield f"operation {name} was {state}, and is {now}"
            elif attempts < self.sends[name]:
                yield f"operation {name} went out {self.sends[name]} times, and {attempts} are known"
        for name in self.sends.keys() - operations.keys():
            yield f"operation {name} was sent, and is not there"
        coupons = dict(db.execute("SELECT id, state FROM coupon").fetchall())
        printed = {row[0] for row in db.execute("SELECT coupon_id FROM print_job WHERE state = 'printed'")}
        begun = {row[0] for row in db.execute("SELECT coupon_id FROM print_job WHERE state <> 'queued'")}
        for name, state in self.coupons.items():
            if name not in coupons:
                yield f"coupon {name} was {state}, and is not there"
            elif (state == "printed" and name not in printed) or (state == "printing" and name not in begun):
                yield f"coupon {name} was {state}, and is {coupons[name]}"
        halves = db.execute(
            "SELECT coupon.id FROM coupon LEFT JOIN operation ON operation.id = operation_id"
            " WHERE operation.state IS NOT 'accepted'"
            " OR NOT EXISTS (SELECT 1 FROM print_job WHERE coupon_id = coupon.id)"
        )
        for row in halves:
            yield f"half a settlement: coupon {row[0]}"


def cut_life(
    before: Image, deeds: list[Deed], folder: Path, *, seed: int, choices: int, every: int = 1
) -> Cuts:
    """Cut the power at the moments of that life."""
    cuts, opener, promises = Cuts(deeds=Counter(deed.kind for deed in deeds)), Opener(folder), Promises()
    heard = 0
    try:
        for number, image in moments(deeds, seed, choices, every, before):
            if len(cuts.wrong) >= ENOUGH:
                break
            cuts.moments += number != heard
            cuts.images += 1
            for deed in deeds[heard:number]:
                promises.hear(deed)
            heard = number
            with opener.opened(image) as found:
                where = f"after {number} of {len(deeds)} deeds ({deeds[number - 1].kind})"
                if isinstance(found, str):
                    cuts.wrong.append(f"{where}: does not open: {found}")
                    continue
                aside, db = found
                cuts.promises += len(promises)
                broken = ["set aside as broken"] if aside else list(promises.broken(db))
                cuts.wrong += [f"{where}: {what}" for what in broken[:3]]
    finally:
        opener.close()
    return cuts
