"""The commands in the documents: those of the blocks, and those in the middle of a sentence."""

from __future__ import annotations

import itertools
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SHELL = {"", "sh", "bash", "shell"}
"""Languages of blocks whose lines are commands. What is no command gets another (``text``, ``ini``, …)."""

HEADS = (
    "kiosk", "make", "sudo", "apt", "apt-get", "systemctl", "journalctl", "systemd-analyze", "systemd-creds",
    "udevadm", "sqlite3", "dpkg", "dpkg-reconfigure", "promtool", "curl", "ssh", "rauc", "git", "python",
    "python3",
)  # fmt: skip
"""What a command in a sentence begins with."""
_INLINE = re.compile(
    rf"(?:[A-Z][A-Z_]+=\S+ |sudo (?:-u kiosk )?)*(?:{'|'.join(HEADS)}|\.venv/bin/\S+)(?: .*)?"
)
_FENCE = re.compile(r"^( *)```([\w+-]*) *$")


@dataclass(frozen=True)
class Command:
    """One command, and where it stands. ``block``: on a line of its own, to be copied as it is."""

    file: str
    line: int
    text: str
    block: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def documents() -> list[Path]:
    """All of ours."""
    found = [
        path
        for path in ROOT.rglob("*.md")
        if not {"build", ".venv", "node_modules"} & set(path.relative_to(ROOT).parts)
    ]
    return sorted(found)


def blocks(text: str) -> Iterator[tuple[int, str, str]]:
    """Of each fenced block the number of its first line, its language and its content."""
    begun, indent, language, lines = 0, "", "", list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        if not begun and fence:
            begun, indent, language, lines = number + 1, fence[1], fence[2], []
        elif begun and line.strip() == "```":
            yield begun, language, "\n".join(lines)
            begun = 0
        elif begun:
            lines.append(line.removeprefix(indent))


def commands() -> list[Command]:
    """Every command of every document."""
    found: list[Command] = []
    for path in documents():
        name, text = str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        for begun, language, content in blocks(text):
            if language in SHELL:
                found += [Command(name, begun + at, line, True) for at, line in _lines(content)]
        outside = re.sub(r"^ *```.*?^ *```", lambda block: "\n" * block[0].count("\n"), text, flags=_SPAN)
        for number, line in enumerate(outside.splitlines(), 1):
            for span in re.findall(r"`([^`]+)`", line):
                if _INLINE.fullmatch(span):
                    found.append(Command(name, number, span.replace("\\|", "|"), False))
    return found


_SPAN = re.DOTALL | re.MULTILINE


def _lines(content: str) -> Iterator[tuple[int, str]]:
    """The commands of a block: continued lines are one, and so is a text in quotes over several lines."""
    begun, held = 0, ""
    for at, line in enumerate(content.splitlines()):
        held, begun = (f"{held}\n{line}", begun) if held else (line, at)
        if held.endswith("\\"):
            held = held[:-1]
            continue
        try:
            words = shlex.split(held, comments=True)
        except ValueError:  # a quotation that is still open
            continue
        if words:
            yield begun, shlex.join(words) if "\n" in held else _without_comment(held)
        held = ""
    if held.strip():
        yield begun, held


def _without_comment(line: str) -> str:
    return re.sub(r"\s+#.*$", "", line).strip()


# -- the words of one of ours --------------------------------------------------------------------------

FILL = {
    "ID": "entrance-1-1", "NAME": "Ada", "ADA": "Ada", "N": "5", "STATE": "accepted", "WHEN": "7d",
    "DIR": "out", "FOLDER": "card", "PICTURE": "code.png", "KEY": "api.key", "FILE": "kiosk.toml",
    "MEMBER": "482193", "FILE.tar.gz": "bundle.tar.gz", "/etc/kiosk/kiosk.toml": "kiosk.toml",
}  # fmt: skip
"""What stands for the words in capitals, in the sandbox."""
AFTER = {
    ("--out", "FILE"): "badge.svg", ("export", "FILE"): "export.jsonl", ("--preset", "…"): "strict",
    ("--port", "N"): "0",
}  # fmt: skip
"""… where it depends on the word before."""


def kiosk_words(text: str) -> str | None:
    """What follows ``kiosk``; None: it is another command."""
    found = re.fullmatch(r"(?:sudo (?:-u kiosk )?)?(?:\.venv/bin/|python3? -m )?kiosk(?: (.*))?", text)
    return None if found is None else (found[1] or "").partition(" | ")[0]


def variants(words: str) -> list[list[str]]:
    """The command lines that a form like ``list [--state STATE …] [--limit N]`` stands for: with all that is
    in brackets and without it, each of several choices once, words in capitals filled in."""
    bare = re.sub(r"\[[^\]]*\]", "", words)
    full = words.replace("[", "").replace("]", "")
    found: list[list[str]] = []
    for form in dict.fromkeys((bare, full)):
        choices = [word.split("|") for word in shlex.split(form)]
        most = max((len(one) for one in choices), default=1)
        for turn in range(most):
            line = list(itertools.islice((one[turn % len(one)] for one in choices), len(choices)))
            if (filled := _filled(line)) not in found:
                found.append(filled)
    return found


def _filled(words: list[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        if (before, word) in AFTER:
            found.append(AFTER[before, word])
        elif word != "…":
            found.append(FILL.get(word, word))
    return found
