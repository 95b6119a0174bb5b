"""A kiosk as tutorials write it: one loop that takes a picture, asks pyzbar, asks the server, sets a label.

``python -m tests.bench.tutorial_peer VIDEO OUT BASE_URL KEY_FILE`` films VIDEO as from a webcam: thirty
pictures a second, of which whoever is late misses some. OUT gets, at the end, when each of them was
delivered. The square in the corner is the benchmark's (``tests/bench/race/square.py``).
"""

from __future__ import annotations

import json
import signal
import sys
import threading
import time
import uuid
from itertools import cycle
from pathlib import Path

import cv2
import httpx
import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pyzbar import pyzbar

from tests.bench.race import square
from tests.bench.race.jpegs import FPS, pictures

REST_MS = 30
AWAY = 1.5
LEAVE = 8.0


class Webcam:
    """Stands for ``cv2.VideoCapture(0)``: ``read`` waits for the next picture and unpacks it."""

    def __init__(self, path: Path) -> None:
        self.due: list[float] = []
        self._jpegs = cycle(pictures(path))
        self._news = threading.Condition()
        self._jpeg: bytes | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._deliver, name="webcam", daemon=True)
        self._thread.start()

    def _deliver(self) -> None:
        begun = time.monotonic()
        while not self._over.is_set():
            time.sleep(max(0.0, begun + len(self.due) / FPS - time.monotonic()))
            with self._news:
                self._jpeg = next(self._jpegs)
                self.due.append(time.monotonic())
                self._news.notify_all()

    def read(self) -> tuple[bool, np.ndarray | None]:
        """As OpenCV's."""
        with self._news:
            if not self._news.wait_for(lambda: self._jpeg is not None, 1.0):
                return False, None
            jpeg, self._jpeg = self._jpeg, None
        assert jpeg is not None
        return True, cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)

    def release(self) -> None:
        """No more pictures."""
        self._over.set()
        self._thread.join()


class Window(QWidget):
    """Everything."""

    def __init__(self, camera: Webcam, base: str, key: str) -> None:
        super().__init__()
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.camera, self.base = camera, base
        self.headers = {"X-Api-Key": key}
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.text = QLabel("Hold your code up to the camera", alignment=Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(self.picture)
        layout.addWidget(self.text)
        self.square = QLabel(self)
        self.square.setGeometry(0, 0, square.SIDE, square.SIDE)
        self.last, self.seen, self.visits, self.shown_at = "", 0.0, 0, 0.0
        self.mark("attract")
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        self.timer.start(REST_MS)

    def look(self) -> None:
        """One round of the loop."""
        fresh, picture = self.camera.read()
        if not fresh or picture is None:
            return
        rgb = cv2.cvtColor(cv2.resize(picture, (768, 432)), cv2.COLOR_BGR2RGB)
        height, width, _ = rgb.shape
        self.picture.setPixmap(
            QPixmap.fromImage(QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888))
        )
        for code in pyzbar.decode(picture, symbols=[pyzbar.ZBarSymbol.QRCODE]):
            self.read(code.data.decode())
        if self.shown_at and time.monotonic() - self.shown_at > LEAVE:
            self.shown_at = 0.0
            self.text.setText("Hold your code up to the camera")
            self.mark("attract")

    def read(self, text: str) -> None:
        """A code: ask, and show what came."""
        now = time.monotonic()
        again = text == self.last and now - self.seen < AWAY
        self.last, self.seen = text, now
        if again:
            return
        self.visits += 1
        self.say("lookup", "One moment…")
        member = httpx.get(
            f"{self.base}/webhook/customer", params={"qr": text}, headers=self.headers, timeout=5
        ).json()["data"]
        self.say("balance", f"{member['stamp_count']} stamps")
        earned = httpx.post(
            f"{self.base}/webhook/pos",
            json={
                "customer_code": member["customer_code"],
                "card_type": "stamp",
                "amount": 1,
                "external_id": str(uuid.uuid4()),
            },
            headers=self.headers,
            timeout=5,
        ).json()["data"]
        self.say("stamp", f"Here is your stamp: {earned['stamps']}")
        self.shown_at = time.monotonic()

    def say(self, state: str, text: str) -> None:
        """Shown at once, for the loop stands still while the server is asked."""
        self.text.setText(text)
        self.mark(state)
        QApplication.processEvents()

    def mark(self, state: str) -> None:
        """For the benchmark only."""
        red, green, blue = square.colour(state, self.visits)
        self.square.setStyleSheet(f"background: rgb({red}, {green}, {blue})")


def main() -> int:
    """Run until SIGTERM."""
    path, out, base, key_file = sys.argv[1:]
    app = QApplication(["tutorial"])
    camera = Webcam(Path(path))
    window = Window(camera, base, Path(key_file).read_text(encoding="ascii").strip())
    window.show()
    signal.signal(signal.SIGTERM, lambda number, frame: app.quit())
    code = app.exec()
    camera.release()
    Path(out).write_text(json.dumps({"due": camera.due}), encoding="ascii")
    return code


if __name__ == "__main__":
    sys.exit(main())
