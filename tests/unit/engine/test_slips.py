"""Papers that are no coupons: now or not at all, and whoever waits for one is answered."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from kiosk.core.effects import PrintSlip
from kiosk.core.events import PrintProgress, SlipProgress
from kiosk.core.model import PrintState
from kiosk.core.slip import Slip, SlipLine
from kiosk.core.view import Text
from kiosk.engine.printing import Printing
from kiosk.ports import SlipPaper
from tests.support.engine_bench import EffectsBench
from tests.support.engine_world import Stage
from tests.support.virtual_time import virtual

WIDTH = SlipLine(Text("paper.width"), Text("paper.mm"))
SLIP = Slip(Text("paper.test"), (WIDTH, SlipLine(Text("paper.line"))), datetime(2026, 11, 23, 12, tzinfo=UTC))


class Bench:
    """The printing of slips alone."""

    def __init__(self) -> None:
        self.stage = Stage()
        self.posted: list[PrintProgress | SlipProgress] = []
        self.printing = Printing(self.stage.world(), self.posted.append)

    async def print(self) -> list[str]:
        await self.printing.slip(PrintSlip("s1", SLIP))
        await asyncio.sleep(0)
        assert all(isinstance(one, SlipProgress) and one.ref == "s1" for one in self.posted)
        return [one.state.value for one in self.posted]


@virtual
async def test_its_progress_is_told_and_its_words_are_the_shops() -> None:
    bench = Bench()
    assert await bench.print() == ["sending", "printed"]
    [paper] = bench.stage.printer.slips
    assert paper.lines == (("paper.width", "paper.mm"), ("paper.line", ""))


@virtual
@pytest.mark.parametrize("begun", [True, False])
async def test_a_printer_that_breaks_down_is_an_answer_too(begun: bool) -> None:
    bench = Bench()
    if begun:
        bench.stage.printer.result = RuntimeError("nobody thought of it")
        assert await bench.print() == ["sending", "unknown"]
    else:

        def no_words(_: Slip) -> SlipPaper:
            raise KeyError("no such text")

        bench.stage.slip_words = no_words
        bench.printing = Printing(bench.stage.world(), bench.posted.append)
        assert await bench.print() == ["failed"]
    assert ("fault", "error") in [line[:2] for line in bench.stage.log.lines]


@virtual
async def test_the_core_asks_for_it_by_an_effect() -> None:
    bench = EffectsBench()
    assert SlipProgress("s1", PrintState.PRINTED) in await bench.do(PrintSlip("s1", SLIP))
