"""What the kiosk is made of: the list of it, and whether anything is known against it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
LOCK = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")

# -- the list --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Made twice: the same bytes."""
    contents = []
    for number in (1, 2):
        folder = tmp_path_factory.mktemp(f"sbom-{number}")
        ran = subprocess.run(
            [sys.executable, PACKAGING / "sbom.py", folder], capture_output=True, text=True, check=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}, timeout=60,
        )  # fmt: skip
        contents.append(Path(ran.stdout.strip()).read_bytes())
    assert contents[0] == contents[1]
    read: dict[str, Any] = json.loads(contents[0])
    return read


def test_the_list_is_spdx(listed: dict[str, Any]) -> None:
    """As the specification asks of SPDX 2.3 in JSON. (The reference tool has accepted it, by hand.)"""
    assert listed["spdxVersion"] == "SPDX-2.3"
    assert listed["dataLicense"] == "CC0-1.0"
    assert listed["SPDXID"] == "SPDXRef-DOCUMENT"
    assert listed["documentNamespace"].startswith("https://spdx.org/spdxdocs/")
    assert listed["creationInfo"]["created"] == "2023-11-14T22:13:20Z"
    assert all(one.startswith("Tool: ") for one in listed["creationInfo"]["creators"])
    names = [one["SPDXID"] for one in listed["packages"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", name) for name in names)
    for one in listed["packages"]:
        assert {"name", "versionInfo", "downloadLocation", "filesAnalyzed", "licenseDeclared"} <= one.keys()
        (reference,) = one["externalRefs"]
        assert re.match(r"pkg:(pypi|generic)/[a-z0-9.-]+", reference["referenceLocator"])
        assert one["licenseDeclared"] != "BSD", "no name of a licence"
    for relation in listed["relationships"]:
        assert {relation["spdxElementId"], relation["relatedSpdxElement"]} <= {"SPDXRef-DOCUMENT", *names}


def test_all_that_is_locked_is_in_the_list(listed: dict[str, Any]) -> None:
    wanted = dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", LOCK, re.MULTILINE))
    assert len(wanted) > 20
    there = {one["name"]: one["versionInfo"] for one in listed["packages"]}
    assert {name: there.get(name) for name in wanted} == wanted


def test_everything_is_there_for_a_reason(listed: dict[str, Any]) -> None:
    """From the kiosk every package is come to; nothing is left over."""
    needs: dict[str, set[str]] = {}
    for relation in listed["relationships"]:
        needs.setdefault(relation["spdxElementId"], set()).add(relation["relatedSpdxElement"])
    (whole,) = needs["SPDXRef-DOCUMENT"]
    seen, waiting = {whole}, [whole]
    while waiting:
        new = needs.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    assert seen == {one["SPDXID"] for one in listed["packages"]}


# -- the audit -------------------------------------------------------------------------------------

TOOL = """#!{python}
import json, sys
out = sys.argv[sys.argv.index("--output") + 1]
assert "--require-hashes" in sys.argv and "--disable-pip" in sys.argv
{body}
"""
FAULT = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-4711"], "fix_versions": ["2.0"]}
CLEAN = [{"name": "segno", "version": "1.6", "vulns": []}]
BAD = [*CLEAN, {"name": "httpx", "version": "0.1", "vulns": [FAULT]}]
SKIPPED = [{"name": "segno", "skip_reason": "not found"}]


def audit(folder: Path, body: str, known: str = "") -> subprocess.CompletedProcess[str]:
    """What ``make audit`` says of a list, with a tool that answers like this."""
    tool = folder / "tool"
    tool.write_text(TOOL.format(python=sys.executable, body=body))
    tool.chmod(0o755)
    script = folder / "audit.py"
    script.write_text((PACKAGING / "audit.py").read_text(encoding="utf-8"))
    (folder / "audit-known.txt").write_text(known)
    return subprocess.run(
        [sys.executable, script, tool, "a.txt"], capture_output=True, text=True, timeout=60, check=False
    )


def says(dependencies: list[dict[str, Any]], code: int = 0) -> str:
    """A tool that answers, and ends with this code."""
    words = json.dumps({"dependencies": dependencies})
    return f"open(out, 'w').write({words!r})\nsys.exit({code})"


def test_nothing_known_is_good(tmp_path: Path) -> None:
    ran = audit(tmp_path, says(CLEAN))
    assert ran.returncode == 0
    assert "1 packages asked about, 0 findings" in ran.stdout
    assert "nothing is known against what is locked here" in ran.stdout


def test_something_known_is_a_failure(tmp_path: Path) -> None:
    ran = audit(tmp_path, says(BAD, 1))
    assert ran.returncode == 1
    assert "httpx 0.1: PYSEC-2026-1 (mended by 2.0)" in ran.stdout
    assert "nothing is known" not in ran.stdout


@pytest.mark.parametrize("name", ["PYSEC-2026-1", "CVE-2026-4711"])
def test_what_does_not_concern_us_is_left_out_with_a_reason(tmp_path: Path, name: str) -> None:
    ran = audit(tmp_path, says(BAD, 1), f"# why\n{name} the kiosk never calls it\n")
    assert ran.returncode == 0, ran.stdout


def test_a_reason_has_to_be_given(tmp_path: Path) -> None:
    assert audit(tmp_path, says(BAD, 1), "PYSEC-2026-1\n").returncode == 1


@pytest.mark.parametrize(
    "body",
    [
        "sys.stderr.write('requests.exceptions.ConnectionError: Max retries exceeded')\nsys.exit(1)",
        "sys.stderr.write('ReadTimeout')\nsys.exit(1)",
        says(SKIPPED),
    ],
    ids=["no network", "no answer", "nothing of it is known there"],
)
def test_without_anybody_to_ask_it_says_so_and_does_not_fail(tmp_path: Path, body: str) -> None:
    ran = audit(tmp_path, body)
    assert ran.returncode == 0
    assert "NOT DONE" in ran.stdout
    assert "nothing is known" not in ran.stdout


def test_what_nobody_knows_is_named(tmp_path: Path) -> None:
    ran = audit(tmp_path, says([*CLEAN, {"name": "other", "skip_reason": "not found"}]))
    assert ran.returncode == 0
    assert "other is unknown there, and was not looked at" in ran.stdout


def test_a_tool_that_fails_is_a_failure(tmp_path: Path) -> None:
    ran = audit(tmp_path, "sys.stderr.write('no such option')\nsys.exit(2)")
    assert ran.returncode == 1
    assert "no such option" in ran.stderr


def test_our_own_exceptions_have_reasons() -> None:
    lines = (PACKAGING / "audit-known.txt").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") or len(line.split()) > 2 for line in lines if line)
