"""A card for the emulated machine: the image on it, the owner's files, and the kiosk's journal from it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

SIZE = 4 * 1024**3
_SECTOR = 512
_MTOOLS = {**os.environ, "MTOOLS_SKIP_CHECK": "1"}


def _run(*words: str | Path, **more: object) -> str:
    return subprocess.run(
        [str(word) for word in words], check=True, stdout=subprocess.PIPE, text=True, timeout=600, **more
    ).stdout  # type: ignore[call-overload, no-any-return]


class Card:
    """One card, a file of 4 GB that is mostly holes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of(cls, image: Path, path: Path) -> Card:
        """With this image written to it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        _run("cp", "--sparse=always", image, path)
        os.truncate(path, SIZE)
        return cls(path)

    def copy(self, path: Path) -> Card:
        """Another one that is the same."""
        _run("cp", "--sparse=always", self.path, path)
        return Card(path)

    # -- what the owner's computer shows -----------------------------------------------------------

    def _config(self) -> str:
        return f"{self.path}@@1M"

    def put(self, name: str, text: str) -> None:
        """Into the folder that an owner sees."""
        _run("mcopy", "-i", self._config(), "-o", "-", f"::{name}", input=text, env=_MTOOLS)

    def names(self) -> set[str]:
        """What is in that folder."""
        return set(_run("mdir", "-i", self._config(), "-b", "::", env=_MTOOLS).replace("::/", "").split())

    def holds(self, secret: str) -> bool:
        """Whether these bytes are anywhere in what an owner's computer reaches, used or not."""
        start, size = self.partition("config")
        with self.path.open("rb") as card:
            card.seek(start)
            return secret.encode() in card.read(size)

    # -- what only the kiosk sees ------------------------------------------------------------------

    def partitions(self) -> dict[str, tuple[int, int]]:
        """Name -> where it starts, and its size, in bytes."""
        table = json.loads(_run("sfdisk", "--json", self.path))["partitiontable"]["partitions"]
        return {part.get("name", ""): (part["start"] * _SECTOR, part["size"] * _SECTOR) for part in table}

    def partition(self, name: str) -> tuple[int, int]:
        """Where it starts, and its size, in bytes."""
        return self.partitions()[name]

    def remembered(self) -> dict[str, str]:
        """What the boot loader remembers."""
        start, _ = self.partition("bootstate")
        with self.path.open("rb") as card:
            card.seek(start)
            words = card.read(512)[4:].split(b"\0")
        return dict(word.decode("ascii").split("=", 1) for word in words if b"=" in word)

    def files_of_data(self, out: Path, *names: str) -> None:
        """Copies these files of the data partition, as the next start would find them, into a folder."""
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        start, size = self.partition("data")
        data = out / "data.ext4"
        # The card's last megabyte is not whole, so it is counted in bytes.
        _run(
            "dd", f"if={self.path}", f"of={data}", "bs=1M", "iflag=skip_bytes,count_bytes", f"skip={start}",
            f"count={size}", "conv=sparse", "status=none",
        )  # fmt: skip
        # 1: the file system's own journal was played back, and so it is well.
        checked = subprocess.run(
            ["e2fsck", "-fy", str(data)],
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        (out / "e2fsck.log").write_text(checked.stdout, encoding="utf-8")
        if checked.returncode > 1:
            raise AssertionError(f"the data partition is broken:\n{checked.stdout}")
        for name in names:
            to = out / Path(name).name
            subprocess.run(
                ["debugfs", "-R", f"dump {name} {to}", str(data)], check=True, capture_output=True, timeout=60
            )
            if to.exists() and not to.stat().st_size:
                to.unlink()
        data.unlink()
