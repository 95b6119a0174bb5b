"""The loyalty service on this side: ``kiosk simulate``, which the machine reaches over its own loopback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

PORT_INSIDE = 8099
"""Where the machine has it."""
KEY = "sk_test_simulator"


class Shop:
    """It, as a process."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process: subprocess.Popen[str] | None = None
        self.address = ""

    def __enter__(self) -> Shop:
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "kiosk", "simulate", "--port", "0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._log.open("w"), text=True,
        )  # fmt: skip
        assert self._process.stdout is not None
        for line in self._process.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.address = found.group()
                break
        else:
            raise AssertionError("the simulator did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(timeout=20)
        if self._process.stdout is not None:
            self._process.stdout.close()

    @property
    def port(self) -> int:
        """On this side."""
        return int(self.address.rpartition(":")[2])

    def ask(self, path: str) -> Any:
        """Of the simulator's own questions."""
        with urllib.request.urlopen(self.address + path, timeout=20) as answer:
            text = answer.read().decode()
        try:
            return json.loads(text)
        except ValueError:
            return text

    def units(self) -> dict[str, str]:
        """What makes the machine's loopback lead here (10.0.2.2 is this side, by QEMU's network)."""
        return {
            "shop.socket": f"[Socket]\nListenStream=127.0.0.1:{PORT_INSIDE}\n",
            "shop.service": "[Service]\nExecStart=/usr/lib/systemd/systemd-socket-proxyd "
            f"10.0.2.2:{self.port}\n",
        }
