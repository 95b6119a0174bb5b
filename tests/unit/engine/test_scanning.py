"""What the scanner hears of the engine."""

from __future__ import annotations

from kiosk.core.events import CodeSeen, DeviceChanged, Source, Stirred
from kiosk.engine.scanning import Scanning
from tests.support.engine_world import Eye, Notebook, Stage, until
from tests.support.virtual_time import virtual


def by(source: Source, text: str) -> CodeSeen:
    return CodeSeen(source, text.encode())


@virtual
async def test_a_code_that_is_taken_and_one_that_is_not() -> None:
    scanner = Eye()
    stage = Stage(scanner=scanner)
    async with stage.running() as engine:
        engine.post(by(Source.SCANNER, "ANNA"))
        await until(lambda: scanner.told)
        await until(lambda: stage.api.sent)
        assert scanner.told == ["good"]
        engine.post(by(Source.SCANNER, "ANNA"))  # still under it: no news
        engine.post(by(Source.HID, "\x1a"))
        await until(lambda: len(scanner.told) == 2)
    assert scanner.told == ["good", "bad"]


@virtual
async def test_a_code_that_the_server_does_not_know_is_refused_too() -> None:
    scanner = Eye()
    stage = Stage(scanner=scanner)
    async with stage.running() as engine:
        engine.post(by(Source.SCANNER, "NOBODY"))
        await until(lambda: len(scanner.told) == 2)
    assert scanner.told == ["good", "bad"]


@virtual
async def test_what_the_camera_read_is_none_of_the_scanners_business() -> None:
    scanner = Eye()
    stage = Stage(scanner=scanner)
    async with stage.running() as engine:
        engine.post(by(Source.SCANNER, "ANNA"))
        engine.post(by(Source.CAMERA, "NOBODY"))
        await until(lambda: len(stage.api.asked) == 2)
        await until(lambda: "problem" in stage.screens[-1])
    assert scanner.told == ["good"]


@virtual
async def test_it_hears_who_watches_and_who_comes() -> None:
    scanner = Eye()
    stage = Stage(scanner=scanner)
    async with stage.running() as engine:
        for event in (
            DeviceChanged("camera", up=True),
            DeviceChanged("scanner", up=True),
            Stirred(),
            Stirred(touch=True),
            DeviceChanged("camera", up=False),
        ):
            engine.post(event)
        await until(lambda: len(scanner.told) == 4)
    assert scanner.told == ["watched", "stirred", "stirred", "unwatched"]


def test_without_a_scanner_nobody_is_told() -> None:
    Scanning(None, Notebook()).heard(Stirred(), (), "")


def test_one_that_breaks_its_promise_is_told_to_the_log() -> None:
    class Broken(Eye):
        def stirred(self) -> None:
            raise OSError

    log = Notebook()
    Scanning(Broken(), log).heard(Stirred(), (), "")
    assert log.of("fault") == [{"where": "scanner", "error": "OSError"}]
