"""Draws the state machines of ``docs/architecture.md`` from the code.

    docs/draw_states.py            writes the drawings into the document
    docs/draw_states.py --check    exit 1 when they are out of date

The PIN loop is drawn from its own table (``challenge.TABLE`` and ``NEXT_PHASE``). The screens have no
table: they are explored. From the start state every representative event is fed to ``step``, and to each
state that comes of it, until no new one is found; two states count as one when they differ only in what
cannot matter here (names, numbers, times). What is drawn is what the code does.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from state_walk import OPERATION, SENDS, Edges, explore

from kiosk.core import challenge as c
from kiosk.core import events as ev
from kiosk.core.earning import pressed
from kiosk.core.rules import MOST_ROUNDS

DOCUMENT = Path(__file__).with_name("architecture.md")

# -- drawing ---------------------------------------------------------------------------------------

MANY = 6
"""A transition that leads from so many states to the same one is told in words, not drawn."""


def ident(name: str) -> str:
    return name.replace(" ", "_")


def is_staff(name: str) -> bool:
    return name.startswith("Staff")


def everywhere(edges: Edges, states: list[str]) -> dict[tuple[str, str], list[str]]:
    """(event, to) -> from, where that is many."""
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (here, there), labels in edges.items():
        if here in states:
            for label in labels:
                sources[label, there].add(here)
    return {pair: sorted(found) for pair, found in sorted(sources.items()) if len(found) >= MANY}


def told(sources: list[str], states: list[str]) -> str:
    rest = [state for state in states if state not in sources]
    if not rest:
        return "any of them"
    if len(rest) < len(sources):
        return "any but " + ", ".join(rest)
    return ", ".join(sources)


def screens(edges: Edges, waits: dict[str, set[str]], *, staff: bool) -> str:
    states = sorted(state for state in waits if is_staff(state) is staff)
    common = everywhere(edges, states)
    drawing = ["```mermaid", "stateDiagram-v2"]
    drawing += [f'    state "{state}" as {ident(state)}' for state in states if " " in state]
    for (here, there), labels in sorted(edges.items()):
        shown = sorted(label for label in labels if (label, there) not in common)
        if here in states and shown:
            drawing.append(f"    {ident(here)} --> {ident(there)}: {told_labels(shown)}")
    drawing.append("```")
    rows = ["", "| from | what | to |", "| --- | --- | --- |"]
    grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (label, there), sources in common.items():
        grouped[told(sources, states), there].append(label)
    rows += [
        f"| {here} | {', '.join(labels)} | {there} |" for (here, there), labels in sorted(grouped.items())
    ]
    return "\n".join([*drawing, *rows])


def told_labels(labels: list[str]) -> str:
    """«answer: a», «answer: b» -> «answer a, b»: Mermaid takes a colon for the end of a name."""
    groups: dict[str, list[str]] = defaultdict(list)
    for label in labels:
        kind, _, rest = label.partition(": ")
        groups[kind].append(rest)
    return " · ".join(f"{kind} {', '.join(rest)}".strip() for kind, rest in groups.items())


def ends(waits: dict[str, set[str]]) -> str:
    rows = ["| state | deadlines |", "| --- | --- |"]
    for state in sorted(waits):
        names = ", ".join(name.replace("_", " ") for name in sorted(waits[state]))
        rows.append(f"| {state} | {names} |")
    return "\n".join(rows)


def challenge() -> str:
    """The PIN loop: from its table, with the two moves that depend on how long it has gone on."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> recording", "    recording --> sending: on disk"]
    rows = ["", "| while | answer | move | then |", "| --- | --- | --- | --- |"]
    for sort in c.Sort:
        for move, phase in moves(sort):
            lines.append(f"    sending --> {phase.value}: {sort.value.replace('_', ' ')} ({move.value})")
            rows.append(f"| sending | {sort.value} | {move.value} | {phase.value} |")
    ignoring = [phase for phase in c.Phase if all(c.TABLE[phase, sort] is c.Move.IGNORE for sort in c.Sort)]
    rows.append(f"| {', '.join(phase.value for phase in ignoring)} | any | ignore | the same |")
    for phase in (c.Phase.ASKING, c.Phase.TELLING):
        for action in (ev.Action.CONFIRM, ev.Action.NEW_CODE):
            run = replace(c.Run(OPERATION), phase=phase, entered="11", rounds=1)
            after, sends = pressed(run, ev.Tap(action))
            if sends:
                word = "PIN typed" if after.pin else "new code wanted"
                lines.append(f"    {phase.value} --> {after.phase.value}: {word}")
    again = c.again(replace(c.Run(OPERATION), phase=c.Phase.PAUSED))
    lines += [f"    paused --> {again.phase.value}: the pause is over", "    done --> [*]", "```"]
    return "\n".join(lines + rows)


def moves(sort: c.Sort) -> list[tuple[c.Move, c.Phase]]:
    """The move of the table, and what becomes of it at the end of rounds or patience."""
    found = [(c.TABLE[c.Phase.SENDING, sort], c.NEXT_PHASE[c.TABLE[c.Phase.SENDING, sort]])]
    for rounds in (0, MOST_ROUNDS):
        for since in (None, 0.0):
            run = replace(c.sent(c.Run(OPERATION)), rounds=rounds, trouble_since=since)
            after, move = c.answer(run, run.attempt, SENDS[sort][0], 1000.0)
            if (move, after.phase) not in found:
                found.append((move, after.phase))
    return found


def drawn(text: str) -> str:
    """The document with every drawing as the code has it now."""
    edges, waits = explore()
    drawings = {
        "challenge": challenge(),
        "customer": screens(edges, waits, staff=False),
        "staff": screens(edges, waits, staff=True),
        "waits": ends(waits),
    }
    for name, drawing in drawings.items():
        begin, end = f"<!-- drawn: {name} -->", f"<!-- end: {name} -->"
        head, found, rest = text.partition(begin)
        _, closed, tail = rest.partition(end)
        if not (found and closed):
            raise SystemExit(f"{DOCUMENT.name}: the markers of «{name}» are missing")
        text = f"{head}{begin}\n{drawing}\n{end}{tail}"
    return text


def main(arguments: list[str]) -> int:
    """0: done, or up to date. 1: ``--check`` found the document out of date. 2: unknown arguments."""
    if arguments not in ([], ["--check"]):
        print("usage: draw_states.py [--check]")
        return 2
    old = DOCUMENT.read_text(encoding="utf-8")
    new = drawn(old)
    if arguments:
        if old != new:
            print("docs/architecture.md: its drawings are out of date: run `make docs`")
            return 1
        return 0
    if old != new:
        DOCUMENT.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
