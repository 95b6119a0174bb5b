"""The second opinion: what is believed of zbar, and what of a code that zxing-cpp has read."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from kiosk.devices import qr_reading as reading
from kiosk.devices.decoder import STEPS

EVEN = np.full((720, 1280), 120, np.uint8)


class FakeZbar:
    """pyzbar as it can behave: garbled text, an error, a hull of five corners."""

    class ZBarSymbol:
        QRCODE = "QRCODE"

    class Point:
        def __init__(self, x, y):
            self.x, self.y = x, y

    class One:
        class rect:
            left, top, width, height = 10, 20, 30, 40

        def __init__(self, data, corners):
            self.data = data
            self.polygon = [FakeZbar.Point(x, y) for x, y in corners]

    def __init__(self, found):
        self.found = found

    def decode(self, picture, symbols):
        assert symbols == ["QRCODE"]
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def zbar_says(monkeypatch, found) -> list:
    monkeypatch.setattr(reading, "zbar_library", lambda: FakeZbar(found) if found is not None else None)
    return list(dict(STEPS)["zbar"](EVEN).codes)


def test_zbar_is_believed_in_ascii_only(monkeypatch):
    square = [(0, 0), (9, 0), (9, 9), (0, 9)]
    found = [FakeZbar.One("鵈".encode(), square), FakeZbar.One(b"plain", square), FakeZbar.One(b"", square)]
    assert zbar_says(monkeypatch, found) == [(b"plain", ((0, 0), (9, 0), (9, 9), (0, 9)))]


def test_zbar_s_hulls_and_faults(monkeypatch):
    five = FakeZbar.One(b"five", [(0, 0), (5, 0), (9, 5), (5, 9), (0, 9)])
    assert zbar_says(monkeypatch, [five]) == [(b"five", ((10, 20), (40, 20), (40, 60), (10, 60)))]
    assert zbar_says(monkeypatch, ValueError("structured append")) == []
    assert zbar_says(monkeypatch, None) == []  # the system has no libzbar


def test_a_system_without_zbar(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyzbar", None)
    assert reading.zbar_library.__wrapped__() is None


@pytest.mark.parametrize("extra", [{}, {"DataMask": "x"}, {"DataMask": 9}, None])
def test_a_code_that_cannot_be_looked_at_again_is_believed(extra):
    assert not reading.is_part(SimpleNamespace(extra=extra))
