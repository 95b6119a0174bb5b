"""``kiosk print-test``: what comes out of the printer, and what is said of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.cli import print_test
from kiosk.config import load
from kiosk.core.model import PrinterState, PrintState
from kiosk.simulator.printer import PrinterTwin
from tests.e2e.kiosk_process import readable, until
from tests.support.holding_ports import holding

Answer = tuple[int, str, str]


@pytest.fixture
def printer() -> Iterator[PrinterTwin]:
    with PrinterTwin() as twin:
        yield twin


@pytest.fixture
def environ(tmp_path: Path, printer: PrinterTwin) -> dict[str, str]:
    return {"KIOSK_PRINTER__PORT": printer.port, "KIOSK_JOURNAL__PATH": str(tmp_path / "state" / "j.sqlite3")}


@pytest.fixture
def ask(
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    qapp: object,
) -> Callable[..., Answer]:
    def run(**more: str) -> Answer:
        for name, value in {**environ, **more}.items():
            monkeypatch.setenv(name, value)
        code = main(["print-test"])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_a_coupon_is_printed_and_the_printer_says_so(environ: dict[str, str], printer: PrinterTwin) -> None:
    """The real command, on a machine without a screen, and nobody's settings but ours."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("KIOSK_", "QT_", "DISPLAY"))
    }
    ran = subprocess.run(
        [sys.executable, "-m", "kiosk", "print-test"],
        env=clean | environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran
    assert ran.stdout == f"{printer.port}: printed. The printer says that all of it is on paper.\n"
    assert ran.stderr == "Look at it: can every letter be read, is the code whole?\n"
    assert until(lambda: printer.papers)
    assert readable(printer.papers) == ["cq_TEST"]
    assert printer.strays == 0


def test_a_printer_that_cannot_say_more(ask: Callable[..., Answer], printer: PrinterTwin) -> None:
    printer.no_completion = True
    code, out, err = ask(KIOSK_PRINTER__COMPLETION="processed", KIOSK_COUPON__PREFIX="free:")
    assert (code, out) == (0, f"{printer.port}: sent. This printer does not say whether it is on paper.\n")
    assert "Look whether it came out" in err
    assert readable(printer.papers) == ["free:TEST"]


@pytest.mark.parametrize(
    ("fault", "words", "code"),
    [
        ("paper_out", "not printed; out of paper", "printer.paper_out"),
        ("cover_open", "not printed; its cover is open", "printer.cover_open"),
    ],
)
def test_a_printer_that_does_not_print(
    ask: Callable[..., Answer], printer: PrinterTwin, fault: str, words: str, code: str
) -> None:
    setattr(printer, fault, True)
    ended, out, err = ask()
    assert (ended, out) == (1, f"{printer.port}: {words}\n")
    assert err.endswith(f" [{code}: docs/troubleshooting.md]\n")
    assert not printer.papers


def test_a_printer_that_falls_silent_in_the_middle(
    ask: Callable[..., Answer], printer: PrinterTwin, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.answer_delay = 60.0
    monkeypatch.setattr(print_test, "PATIENCE", 1.5)
    code, out, err = ask(KIOSK_PRINTER__COMPLETION="process_id")
    assert code == 1
    assert out.startswith(f"{printer.port}: not known whether it is printed")
    assert "Look whether it came out" in err


def test_no_printer_at_all(ask: Callable[..., Answer], printer: PrinterTwin) -> None:
    assert ask(KIOSK_PRINTER__PORT="none")[::2] == (1, 'printer.port is "none": this kiosk has no printer\n')
    printer.unplug()
    code, out, err = ask(KIOSK_PRINTER__PORT=printer.port)
    assert (code, out) == (1, f"{printer.port}: there is no such port\n")
    assert err.startswith("Plug the cable in")


def test_a_port_that_somebody_else_has(ask: Callable[..., Answer], printer: PrinterTwin) -> None:
    with holding(printer.port) as pid:
        code, out, err = ask()
    assert (code, out) == (1, f"{printer.port}: another program has it open (sleep, process {pid})\n")
    assert err == "End the other program. [printer.in_use: docs/troubleshooting.md]\n"
    assert not printer.papers


def test_a_configuration_that_is_wrong(ask: Callable[..., Answer], printer: PrinterTwin) -> None:
    assert ask(KIOSK_PRINTER__BAUD="3")[0] == 2
    assert not printer.papers


def test_every_end_has_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    for state in PrintState:
        for printer in PrinterState:
            code = print_test._outcome("/dev/x", state, printer)
            told = capsys.readouterr()
            assert code == (0 if state in (PrintState.PRINTED, PrintState.SENT) else 1)
            assert told.out.startswith("/dev/x: ")
            assert told.err


def test_the_coupon_says_that_it_is_none(qapp: object) -> None:
    paper = print_test.paper(load(None, {"KIOSK_UI__LANGUAGES": '["de", "en"]'}))
    assert (paper.title, paper.token) == ("Testseite", "cq_TEST")
    assert "ẞ" in paper.name
    assert not paper.copy
