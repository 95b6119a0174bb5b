"""A set-up that was shown to the screen is checked beside everything else."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core import effects as e
from kiosk.core.stages_first import FirstNote, SetupAnswered
from tests.support.engine_bench import EffectsBench as Bench
from tests.support.virtual_time import virtual

SECRET = b"KIOSK1:PLANTED"


@virtual
async def test_what_it_is_comes_as_an_event() -> None:
    seen = []

    def check(data: bytes) -> SetupAnswered:
        seen.append(data)
        return SetupAnswered(FirstNote.DONE)

    bench = Bench(adapt=lambda world: replace(world, set_up=check))
    assert await bench.do(e.OfferSetup(SECRET)) == [SetupAnswered(FirstNote.DONE)]
    assert seen == [SECRET]


@virtual
async def test_a_check_that_breaks_down_is_no_answer() -> None:
    def check(data: bytes) -> SetupAnswered:
        raise RuntimeError(data.decode())

    bench = Bench(adapt=lambda world: replace(world, set_up=check))
    assert await bench.do(e.OfferSetup(SECRET)) == [SetupAnswered(FirstNote.NO_ANSWER)]
    assert [line["error"] for line in bench.stage.log.of("fault", where="setup")] == ["RuntimeError"]
    assert "PLANTED" not in repr(bench.stage.log.lines)


@virtual
async def test_a_kiosk_at_work_takes_none() -> None:
    assert await Bench().do(e.OfferSetup(SECRET)) == [SetupAnswered(FirstNote.NO_ANSWER)]
