"""The packages and a clean root for them: made once, and used by one test after the other, in their order."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.appliance.clean_root import CleanRoot, why_not

ROOT = Path(__file__).resolve().parents[2]
NEXT = "99.0"
"""The release after any."""


def built(folder: Path, version: str = "") -> tuple[Path, Path]:
    """The packages, of this checkout, for this machine: the kiosk's, and the appliance's."""
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    environment = {**os.environ, "COMPRESSION": "1", "VERSION": version, "OUT": str(folder)}
    done = subprocess.run(
        [ROOT / "packaging/deb/build.sh", architecture],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kiosk, appliance = map(Path, done.stdout.splitlines()[-2:])
    return kiosk, appliance


def depends(deb: Path) -> list[str]:
    """The names of the packages that one asks for."""
    told = subprocess.run(["dpkg-deb", "--field", deb, "Depends"], capture_output=True, text=True, check=True)
    return [re.split(r"[\s(|]", one.strip())[0] for one in told.stdout.split(",")]


@dataclass
class Packages:
    """Built files."""

    kiosk: Path
    appliance: Path
    next_kiosk: Path
    """Of the same sources, built once more, and called another release."""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """Built once."""
    if reason := why_not():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("packages")

    kiosk, appliance = built(folder / "first")
    next_kiosk, _ = built(folder / "next", NEXT)
    return Packages(kiosk, appliance, next_kiosk)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, packages: Packages) -> Iterator[CleanRoot]:
    """Debian 13 with what the packages ask for, and without them."""
    folder = tmp_path_factory.mktemp("debian") / "root"
    yield CleanRoot.make(folder, [*depends(packages.kiosk)])
    subprocess.run(["rm", "-rf", "--one-file-system", folder], check=True)
