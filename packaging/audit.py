#!/usr/bin/env python3
"""Runs pip-audit over lists of locked packages, and says what came of it.

    audit.py PIP-AUDIT LIST.txt …

Exit code 1 when something is known against one of them, or when the tool failed. 0 when nothing is, and also
when nobody could be asked: then it says so. (By itself pip-audit says "No known vulnerabilities found" when
it could look up nothing at all.) What is known and does not concern the kiosk stands in
audit-known.txt beside this file: an identifier and the reason, one a line.
"""

import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

KNOWN = Path(__file__).with_name("audit-known.txt")
OFFLINE = re.compile(
    "ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|NameResolutionError|Max retries exceeded|timed out"
)


@dataclass
class Answer:
    """About one list."""

    asked: int = 0
    unknown: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)


def known(file: Path = KNOWN) -> dict[str, str]:
    """Identifiers that do not concern us, and why. Raises ``ValueError`` where no reason is given."""
    accepted = {}
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            if not reason.strip():
                raise ValueError(f"{file.name}: {name} has no reason")
            accepted[name] = reason.strip()
    return accepted


def ask(tool: str, packages: Path, accepted: dict[str, str]) -> Answer | None:
    """What is known against these packages. None: nobody could be asked. Raises ``RuntimeError`` when the
    tool failed for another reason."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        words = [
            tool,
            "--requirement",
            str(packages),
            "--disable-pip",
            "--require-hashes",
            "--progress-spinner",
        ]
        words += ["off", "--desc", "off", "--aliases", "on", "--timeout", "20", "--format", "json"]
        ran = subprocess.run(
            [*words, "--output", str(out)], capture_output=True, text=True, check=False, timeout=900
        )
        if not out.exists() or not out.stat().st_size:
            if OFFLINE.search(ran.stderr):
                return None
            raise RuntimeError(ran.stderr.strip()[-2000:] or f"exit code {ran.returncode}")
        said = json.loads(out.read_text("utf-8"))
    answer = Answer()
    for one in said["dependencies"]:
        name = f"{one['name']} {one.get('version', '')}".strip()
        if "skip_reason" in one:
            answer.unknown.append(name)
            continue
        answer.asked += 1
        for fault in one["vulns"]:
            if not {fault["id"], *fault.get("aliases", ())} & accepted.keys():
                mended = ", ".join(fault.get("fix_versions") or ()) or "no release yet"
                answer.found.append(f"{name}: {fault['id']} (mended by {mended})")
    return answer


def main(words: list[str]) -> int:
    """Audit each list; the exit code."""
    tool, *lists = words
    accepted, bad, undone = known(), False, False
    for name in lists:
        try:
            answer = ask(tool, Path(name), accepted)
        except RuntimeError as error:
            print(f"audit: {name}: the tool failed:\n{error}", file=sys.stderr)
            bad = True
            continue
        if answer is None or (not answer.asked and answer.unknown):
            print(f"audit: {name}: NOT DONE, nobody could be asked. Try again with a network.")
            undone = True
            continue
        for line in sorted(set(answer.found)):
            print(f"audit: {name}: {line}")
        for line in answer.unknown:
            print(f"audit: {name}: {line} is unknown there, and was not looked at")
        bad = bad or bool(answer.found)
        print(f"audit: {name}: {answer.asked} packages asked about, {len(set(answer.found))} findings")
    if not bad and not undone:
        print("audit: nothing is known against what is locked here")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
