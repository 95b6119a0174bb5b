"""Updates to try: the same system under a later name, and one whose program ends at once."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[2] / "packaging/image"
_ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "KIOSK_SQUEEZE": "1", "LC_ALL": "C"}


def _replaced(path: Path, text: str) -> None:
    """The file's name is taken off the old content, which the tree it was copied from has as well."""
    path.unlink()
    path.write_text(text, encoding="utf-8")


def _spoilt(tree: Path) -> None:
    program = tree / "opt/kiosk/lib/kiosk"
    _replaced(program / "__main__.py", "raise SystemExit(1)\n")
    # Python would not look at the source: what the package has compiled counts unchecked.
    for compiled in (program / "__pycache__").glob("__main__.*"):
        compiled.unlink()


def bundle(tree: Path, folder: Path, version: str, spoil: Callable[[Path], None] | None = None) -> Path:
    """A signed update of this name out of the image's tree."""
    made = folder / f"update-{version}.raucb"
    if made.exists():
        return made
    keys = subprocess.run([str(PACKAGING / "keys.sh")], check=True, stdout=subprocess.PIPE, text=True)
    ours = Path(keys.stdout.strip()) / "ca.pem"
    assert ours.read_bytes() == (tree / "etc/rauc/keyring.pem").read_bytes(), (
        "the image was built with other keys and would refuse it: set KIOSK_SIGNING as for `make image`"
    )
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / "tree"
    shutil.rmtree(copy, ignore_errors=True)
    subprocess.run(["cp", "-a", "--link", str(tree), str(copy)], check=True)
    _replaced(copy / "usr/lib/kiosk-image/version", f"{version}\n")
    if spoil is not None:
        spoil(copy)
    slots = folder / "slots"
    for words in (
        [PACKAGING / "slots.sh", copy, slots],
        [PACKAGING / "bundle.sh", slots, version, made],
    ):
        subprocess.run([str(word) for word in words], check=True, env=_ENVIRONMENT)
    shutil.rmtree(copy)
    shutil.rmtree(slots)
    return made


def good(tree: Path, folder: Path, version: str) -> Path:
    """One that runs."""
    return bundle(tree, folder, version)


def bad(tree: Path, folder: Path, version: str) -> Path:
    """One whose kiosk ends whenever it is started."""
    return bundle(tree, folder, version, _spoilt)


def stick(path: Path, *files: Path) -> Path:
    """A memory stick, formatted as they are sold, with these files on it."""
    path.unlink(missing_ok=True)
    size = sum(file.stat().st_size for file in files) + 64 * 1024**2
    path.touch()
    os.truncate(path, size)
    subprocess.run(["mkfs.vfat", "-F", "32", "-n", "STICK", str(path)], check=True, stdout=subprocess.DEVNULL)
    for file in files:
        subprocess.run(["mcopy", "-i", str(path), str(file), "::"], check=True)
    return path
