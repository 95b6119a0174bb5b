"""A computer that is none: it says what it is told to say, and writes down what it is asked to do."""

from __future__ import annotations

import threading
from dataclasses import replace

from kiosk.core.machine import MachineReport, Network, Refusal, Voltage

USUAL = MachineReport(Network.UP, 12_300_000_000, 1_200_000_000, 47.0, Voltage.FINE, 80)


class ApplianceTwin:
    """Fulfils ``ports.Appliance``. ``says`` is its report, ``refusal`` its answer to being shut down, and
    ``asked`` what it was asked to do. Nothing of the real machine is touched."""

    def __init__(self, says: MachineReport = USUAL, refusal: Refusal | None = None) -> None:
        self._lock = threading.Lock()
        self.says = says
        self.refusal = refusal
        self.asked: list[str] = []

    def report(self) -> MachineReport:
        """See ``ports.Appliance``."""
        with self._lock:
            return self.says

    def set_brightness(self, percent: int) -> bool:
        """See ``ports.Appliance``."""
        with self._lock:
            if self.says.brightness is None:
                return False
            self.says = replace(self.says, brightness=max(5, min(100, percent)))
            self.asked.append(f"brightness {percent}")
            return True

    def shut_down(self) -> Refusal | None:
        """See ``ports.Appliance``."""
        with self._lock:
            if self.refusal is None:
                self.asked.append("shut down")
            return self.refusal
