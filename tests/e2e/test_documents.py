"""Every command in the documents is run, or it is said why not and what is looked at instead.

A new command in a document fails here until it is in one of the tables below. For a new command of the
kiosk's that is ``KIOSK`` (run it here, or name the test that does); for a new target of ``make`` it is
``MAKE``; for anything else ``OTHERS``. What stands in a block and is no command gets a language (``text``).
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import __main__ as program
from kiosk.simulator.shop_values import TEST_KEY
from tests.e2e.kiosk_process import environment
from tests.support import documents
from tests.support.documents import ROOT, Command, kiosk_words, variants
from tests.support.journal_samples import earn, issue

ALL = documents.commands()

# -- the tables ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Here:
    """Run in the sandbox. ``codes``: how it may end there."""

    codes: tuple[int, ...] = (0,)
    answers: str = ""
    """What somebody types, line by line; then it is run as a process of its own."""


@dataclass(frozen=True)
class Elsewhere:
    """Run by another test, whose file has these words in it."""

    file: str
    words: str


KIOSK: dict[str, Here | Elsewhere] = {
    "run": Elsewhere("tests/e2e/kiosk_process.py", '"run", "--config"'),
    "demo": Elsewhere("tests/ui/test_dock.py", '"demo", "--headless"'),
    "simulate": Elsewhere("tests/e2e/test_documents.py", "test_the_simulator_does_what_it_says"),
    "setup import": Elsewhere("tests/unit/test_setup_import.py", "import_from"),
    "config check": Here(),
    "config qr": Here(),
    "staff add": Here(answers="4711\n4711\n"),
    "staff remove": Here(),
    "staff list": Here(),
    "staff badge": Here(),
    "journal list": Here(),
    "journal show": Here(),
    "journal retry": Here(codes=(0, 1)),  # without a kiosk at work there is nobody who could try
    "journal export": Here(),
    "journal forget": Elsewhere("tests/contract/test_journal_forget.py", "forget"),
    "config show": Here(),
    "config schema": Here(),
    "doctor": Elsewhere("tests/unit/test_doctor.py", "doctor"),
    "print-test": Elsewhere("tests/unit/test_print_test.py", "print-test"),
    "support-bundle": Elsewhere("tests/unit/test_support_bundle.py", "support-bundle"),
}
"""Every command of the kiosk's, whether it is in a document or not."""

MAKE = {
    "help": "run below",
    "test": ".ci/run runs it",
    "lint": "a part of make test",
    "docs-check": "a part of make lint",
    "translations": "what packaging/bootstrap.sh does, and so every other target",
    "demo": "tests/ui/test_dock.py starts what it starts",
    "tour": "takes minutes and changes docs/tour; kiosk/demo/tour.py is the demo with a camera",
    "bench": "measures for minutes; tests/unit/test_bench_race.py",
    "bench-decode": "measures for minutes; tests/unit/test_bench_manifest.py reads its data",
    "bench-print": "measures for minutes",
    "bench-screen": "measures for minutes",
    "bench-attract": "measures for minutes",
    "torture": "an hour; tests/torture/test_slice.py runs a slice of it",
    "soak": "an hour; tests/e2e/test_soak.py runs a slice of it",
    "fuzz": "fetches a fuzzer; tests/fuzz/test_hostile_input.py runs what it calls",
    "screens": "minutes; tests/ui/test_gallery.py runs a share of it",
    "approve": "is make screens with a switch, and changes what is approved of",
    "format": "changes the sources",
    "docs": "changes the documents; make docs-check runs the same without that",
    "deb": "tests/appliance/test_deb.py runs what it calls",
    "image": "20 minutes, as root; unit/test_image_tools.py looks at its parts",
    "image-test": "20 minutes, and the image",
    "lock": "raises the releases of everything",
    "audit": "fetches a tool; tests/unit/test_supply.py runs what it decides by",
    "sbom": "tests/unit/test_supply.py runs what it calls",
    "clean": "deletes",
}
"""Every target of make, and where it is run, or why it is not. Each is expanded by make itself."""

SYSTEM = "it changes the machine that it is run on"
OTHERS: list[tuple[str, str]] = [
    (
        r"sudo apt install \./loyalite-kiosk(-appliance)?_[\d.]+_(arm64|all)\.deb",
        "tests/appliance/test_deb.py",
    ),
    (r"(sudo )?apt (install|remove|purge)( \S+)?", SYSTEM),
    (r"sudo install -m 0600 -o kiosk -g kiosk /dev/stdin /etc/kiosk/api\.key", SYSTEM),
    (r"sudo (nano|cp|raspi-config|dpkg-reconfigure)\b.*", SYSTEM),
    (r"(sudo )?systemctl (enable --force --now|disable --now|edit|restart|stop)( \S+)?", SYSTEM),
    (r"journalctl -u kiosk", "tests/appliance/test_deb.py reads the system's log in a booted container"),
    (r"systemd-analyze security", "tests/appliance/test_deb.py"),
    (r"systemctl show|systemd-creds encrypt", "of systemd's own, named to explain something"),
    (r"(sudo )?udevadm (control|trigger|info|test)\b.*", "there is no udev here; rules are played by twins"),
    (r"ls -l /dev/kiosk/", "the rules that make this folder are played in tests/unit/test_udev_rules.py"),
    (r"sqlite3 … \.recover", "of SQLite's own shell"),
    (r"(apt|sudo|rauc|kiosk|make|systemd-analyze|systemctl stop)", "the name of a program"),
    (r"\.venv/bin/pyside6-linguist", "a window for translators; it comes with PySide6"),
    (r"make torture TORTURE='…'", "an hour"),
    (r"python", "the name of a program, or of a finding"),
    (r"journalctl (-D /var/log/journal/remote )?-u kiosk.*", "of systemd's own"),
    (r"curl -s http://127\.0\.0\.1:9464/metrics", "the tests of the metrics ask the same"),
    (r"sudo timedatectl set-ntp true", SYSTEM),
]
"""What else there is, as patterns, and why it is not run or which test does it."""


# -- our own commands ------------------------------------------------------------------------------------


def leaves(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command of a parser, by its words."""
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not inner:
        yield " ".join(path)
    for action in inner:
        for name, sub in action.choices.items():
            yield from leaves(sub, (*path, name))


LEAVES = set(leaves(program.parser()))
OURS = [(one, words) for one in ALL if (words := kiosk_words(one.text)) is not None]


def leaf_of(words: list[str]) -> str:
    """Which command it is; empty for the beginning of several."""
    return next((name for name in LEAVES if words[: len(name.split())] == name.split()), "")


def is_a_name(words: str) -> bool:
    """Whether it only names a command, or a group of them: ``kiosk journal``, ``kiosk staff add``."""
    return words == "" or any(name == words or name.startswith(f"{words} ") for name in LEAVES)


def lines() -> list[tuple[Command, list[str]]]:
    """Every command line of ours in the documents, filled in."""
    return [
        (one, line)
        for one, words in OURS
        if one.block or not is_a_name(words)
        for line in variants(words)
        if leaf_of(line)
    ]


def test_every_command_of_ours_has_its_place() -> None:
    assert set(KIOSK) == LEAVES
    for name, how in KIOSK.items():
        if isinstance(how, Elsewhere):
            assert how.words in (ROOT / how.file).read_text(encoding="utf-8"), name


def test_every_command_of_ours_can_be_given_like_that() -> None:
    """Its options and choices exist, and nothing is missing."""
    wrong = []
    for one, line in lines():
        with contextlib.redirect_stderr(io.StringIO()) as told, contextlib.redirect_stdout(io.StringIO()):
            try:
                program.parser().parse_args(line)
            except SystemExit as ended:
                if ended.code:
                    wrong.append(f"{one}\n    {told.getvalue().splitlines()[-1]}")
    assert wrong == []


def test_every_command_of_ours_that_is_named_exists() -> None:
    wrong = []
    for one, words in OURS:
        if not leaf_of(shlex.split(words)) and not is_a_name(words):
            wrong.append(str(one))
    assert wrong == []


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop's folder: configuration, key, a journal with something in it, and somebody of the staff."""
    folder = tmp_path_factory.mktemp("documents") / "shop"
    (folder / "state").mkdir(parents=True, mode=0o700)
    (folder / "card").mkdir()
    (folder / "api.key").write_text(TEST_KEY)
    (folder / "api.key").chmod(0o600)
    (folder / "kiosk.toml").write_text(
        '[shop]\nname = "Kahveci"\n[api]\nbase_url = "https://kahveci.loyalite.app"\n', encoding="utf-8"
    )

    async def fill() -> None:
        from kiosk.journal.pins import Argon2Pins
        from kiosk.journal.sqlite import SqliteJournal
        from kiosk.ports import StaffMember

        journal = await SqliteJournal.open(folder / "state" / "journal.sqlite3")
        await journal.add_staff(StaffMember("Ada", Argon2Pins().hash("8265")))
        await issue(journal, 1)
        await journal.record(earn(2, minutes=1))
        await journal.close()

    import asyncio

    asyncio.run(fill())
    return folder


HERE = [
    pytest.param(words, id=" ".join(words))
    for words in dict.fromkeys(
        tuple(line) for _, line in lines() if isinstance(KIOSK.get(leaf_of(line)), Here)
    )
]


@pytest.mark.parametrize("words", HERE)
def test_it_runs(
    words: tuple[str, ...], prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it stands in the document, in a shop of its own."""
    how = KIOSK[leaf_of(list(words))]
    assert isinstance(how, Here)
    folder = tmp_path / "shop"
    shutil.copytree(prepared, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("KIOSK_JOURNAL__PATH", str(folder / "state" / "journal.sqlite3"))
    line = [*words] if "--config" in words else [*words, "--config", "kiosk.toml"]
    if how.answers:
        ran = subprocess.run(
            [sys.executable, "-m", "kiosk", *line], input=how.answers, capture_output=True, text=True,
            env=environment() | {"KIOSK_JOURNAL__PATH": str(folder / "state" / "journal.sqlite3"),
                                 "PYTHONPATH": str(ROOT)},
            start_new_session=True, timeout=60, check=False,
        )  # fmt: skip
        code, told = ran.returncode, ran.stdout + ran.stderr
    else:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = program.main(line)
        told = out.getvalue()
    assert code in how.codes, told
    assert "Traceback" not in told


def test_every_command_that_can_be_run_here_is_in_a_document() -> None:
    """A command that nobody is told of is found by nobody."""
    ran = {leaf_of(line) for _, line in lines()}
    named = {words for _, words in OURS}
    assert [name for name in LEAVES if name not in ran and name not in named] == []


def test_the_simulator_does_what_it_says(tmp_path: Path) -> None:
    """``kiosk simulate``, started as a person would, with the commands that it prints."""
    (words,) = (line for _, line in lines() if leaf_of(line) == "simulate" and "--port" in line)
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", *words],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        try:
            assert process.stdout is not None
            said = []
            while not said or "Ctrl+C" not in said[-1]:
                said.append(process.stdout.readline())
                assert said[-1] or process.poll() is None
            text = "".join(said)
            for url in re.findall(r"curl (http://127\.0\.0\.1:\d+/_sim/members/\d+/qr)$", text, re.MULTILINE):
                with urllib.request.urlopen(url, timeout=10) as answer:
                    assert answer.status == 200
            asked = urllib.request.Request(*re.findall(r"'(http://\S+\?code=\d+)'", text))
            asked.add_header("X-Api-Key", *re.findall(r"^Key: (\S+)$", text, re.MULTILINE))
            with urllib.request.urlopen(asked, timeout=10) as answer:
                assert b"stamp_count" in answer.read()
        finally:
            guard.cancel()
            process.terminate()
    assert process.returncode == 0


# -- make --------------------------------------------------------------------------------------------------

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE)) - {"run-ready", "dev-ready"}


def made(text: str) -> tuple[list[str], list[str]] | None:
    """The targets and variables of a ``make`` command; None: it is another command."""
    words = [word for word in shlex.split(text) if not re.fullmatch(r"[A-Z][A-Z_]*=\S*python\S*", word)]
    if words[:1] != ["make"]:
        return None
    return [word for word in words[1:] if "=" not in word], [word for word in words[1:] if "=" in word]


def test_every_target_has_its_place() -> None:
    assert set(MAKE) == TARGETS


def test_every_make_in_the_documents_exists() -> None:
    seen = []
    for one in ALL:
        if (parts := made(one.text)) is None:
            continue
        targets, variables = parts
        seen += targets
        assert set(targets) <= TARGETS, str(one)
        for variable in variables:
            assert (
                f"$({variable.partition('=')[0]}" in MAKEFILE or f",{variable.partition('=')[0]}" in MAKEFILE
            ), str(one)
    assert {"demo", "test"} <= set(seen)


def test_make_understands_every_target() -> None:
    ran = subprocess.run(
        ["make", "--dry-run", "--no-print-directory", *sorted(TARGETS - {"test", "clean"})],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("words", [["make"], ["make", "help"]])
def test_make_says_what_there_is(words: list[str]) -> None:
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout
    for target in ("demo", "test", "audit", "sbom"):
        assert re.search(rf"^  make {target} ", told, re.MULTILINE), told


# -- everything else ---------------------------------------------------------------------------------------


def test_everything_else_has_its_place_and_is_looked_at(prepared: Path, tmp_path: Path) -> None:
    """A new one fails here, until it is in ``OTHERS`` or one of the kinds that are checked."""
    strange = []
    for one in ALL:
        if kiosk_words(one.text) is not None or made(one.text) is not None:
            continue
        check = kind_of(one.text)
        if check is not None:
            check(one.text, prepared, tmp_path)
        elif not any(re.fullmatch(pattern, one.text) for pattern, _ in OTHERS):
            strange.append(str(one))
    assert strange == []


def test_no_pattern_is_left_over() -> None:
    """A reason for a command that nobody mentions any more goes too."""
    left = [pattern for pattern, _ in OTHERS if not any(re.fullmatch(pattern, one.text) for one in ALL)]
    assert left == []


def kind_of(text: str) -> Callable[[str, Path, Path], None] | None:
    """What can be checked of it."""
    if re.search(r"(?:^|[ /])pytest ", text):
        return has_its_tests
    if re.search(r"python3? -m ", text):
        return has_its_module
    if re.match(r"sqlite3 .*SELECT", text, re.DOTALL):
        return reads_the_journal
    return None


def has_its_tests(text: str, *_: Path) -> None:
    """What pytest is to run is there."""
    for word in shlex.split(text):
        if word.startswith("tests"):
            assert (ROOT / word).exists(), text


def has_its_module(text: str, *_: Path) -> None:
    """What Python is to run is there, pytest and the kiosk apart."""
    (name,) = re.findall(r"-m ([\w.]+)", text)
    if name not in ("pytest", "kiosk"):
        file = ROOT / (name.replace(".", "/") + ".py")
        assert file.exists() or (file.with_suffix("") / "__main__.py").exists(), text


def reads_the_journal(text: str, prepared: Path, folder: Path) -> None:
    """The question is asked of a journal with something in it."""
    where, question = shlex.split(text)[1:]
    assert where.startswith("file:/var/lib/kiosk/journal.sqlite3?")
    shutil.copytree(prepared / "state", folder / "state", dirs_exist_ok=True)
    with contextlib.closing(sqlite3.connect(folder / "state" / "journal.sqlite3")) as db:
        assert db.execute(question).fetchall()


def test_blocks_are_shell_that_can_be_read() -> None:
    for path in documents.documents():
        for begun, language, content in documents.blocks(path.read_text(encoding="utf-8")):
            if language not in documents.SHELL:
                continue
            ran = subprocess.run(["bash", "-n"], input=content, text=True, capture_output=True, check=False)
            assert ran.returncode == 0, f"{path.name}:{begun}: {ran.stderr}"


# -- the collecting itself -----------------------------------------------------------------------------------


def test_commands_are_found_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text(
        "Say `kiosk staff list` or `shop.name`.\n\n   ```sh\n   make test   # all\n   one \\\n     two\n"
        "   ```\n"
        "| `kiosk x a\\|b` |\n```toml\nmake = 1\n```\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(documents, "ROOT", tmp_path)
    found = {(one.line, one.text, one.block) for one in documents.commands()}
    assert found == {
        (1, "kiosk staff list", False),
        (4, "make test", True),
        (5, "one two", True),
        (8, "kiosk x a|b", False),
    }


def test_forms_are_taken_apart() -> None:
    assert variants("journal list [--state STATE …] [--limit N]") == [
        ["journal", "list"],
        ["journal", "list", "--state", "accepted", "--limit", "5"],
    ]
    assert variants("demo [--preset standard|strict]") == [
        ["demo"],
        ["demo", "--preset", "standard"],
        ["demo", "--preset", "strict"],
    ]
    assert kiosk_words("sudo -u kiosk kiosk staff list") == "staff list"
    assert kiosk_words("kiosk-setup.service") is None


def test_what_is_not_ours_is_not_in_the_environment() -> None:
    """A setting of whoever runs the tests would be obeyed by the commands above."""
    assert [name for name in os.environ if name.startswith("KIOSK_SHOP")] == []
