"""What the packages compile ahead of time, Qt takes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.e2e.kiosk_process import ROOT, environment

OPEN = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from kiosk.paths import assets
from kiosk.ui import window
from kiosk.ui.bridge import Bridge
from kiosk.ui.i18n import Translator
from kiosk.ui.preview import PreviewFeed

window.QML = Path(sys.argv[1])
window.prepare_graphics()
qt = QGuiApplication([])
feed = PreviewFeed()
bridge = Bridge(Translator(("en",)), lambda _event: None, feed)
shown = window.open_window(bridge, feed, assets=assets(), fullscreen=False, may_close=True)
shown.close()
print("opened")
# Python would take it down in any order.
sys.stdout.flush()
import os
os._exit(0)
"""
"""Opens the kiosk's window on other QML files."""


def _compiled_while_opening(qml: Path, cache: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(qml)],
        cwd=ROOT,
        env=environment() | {"QML_DISK_CACHE_PATH": str(cache)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "opened\n", done.stderr
    return len(list(cache.glob("*.qmlc")))


def test_what_is_compiled_ahead_of_time_is_not_compiled_again(tmp_path: Path) -> None:
    qml = tmp_path / "qml"
    shutil.copytree(ROOT / "kiosk/ui/qml", qml)
    assert _compiled_while_opening(qml, tmp_path / "before") > 10
    subprocess.run([ROOT / "packaging/deb/compile_qml.sh", sys.executable, qml], check=True, timeout=60)
    assert {file.suffix for file in qml.rglob("*.*")} == {".qml", ".qmlc"}
    for file in qml.rglob("*.qml"):
        os.utime(file, (1, 1))  # as a package's build does with all dates
    assert _compiled_while_opening(qml, tmp_path / "after") == 0


def test_compiling_twice_makes_the_same_bytes(tmp_path: Path) -> None:
    made: list[dict[str, bytes]] = []
    for name in ("one", "another-folder"):
        qml = tmp_path / name
        shutil.copytree(ROOT / "kiosk/ui/qml/theme", qml)
        subprocess.run([ROOT / "packaging/deb/compile_qml.sh", sys.executable, qml], check=True, timeout=60)
        made.append({file.name: file.read_bytes() for file in qml.glob("*.qmlc")})
    assert made[0]
    assert made[0] == made[1]
