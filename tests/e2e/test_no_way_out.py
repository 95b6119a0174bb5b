"""Out of the kiosk leads nothing that somebody in front of it can press, plug in or show."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from kiosk.ui.window import Window
from tests.e2e.window import Stand, standing

ROOT = Path(__file__).resolve().parents[2]
KIOSK = ROOT / "kiosk"
SHOWN = KIOSK / "ui" / "qml"

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]

K, M = Qt.Key, Qt.KeyboardModifier
FUNCTION = [K(K.Key_F1.value + number) for number in range(12)]
OPENS = [
    K.Key_Escape, K.Key_Menu, K.Key_Print, K.Key_Help, K.Key_SysReq, K.Key_Back, K.Key_HomePage, K.Key_Search,
    K.Key_Super_L, K.Key_Meta, K.Key_Insert,
]  # fmt: skip
LETTERS = [K(K.Key_A.value + number) for number in range(26)]
HELD = [
    M.NoModifier, M.ControlModifier, M.AltModifier, M.MetaModifier, M.ControlModifier | M.AltModifier,
    M.ControlModifier | M.ShiftModifier, M.ShiftModifier,
]  # fmt: skip
HOSTILE = (
    "file:///etc/passwd",
    "javascript:alert(1)",
    "; rm -rf / #",
    "$(reboot)",
    "`reboot`",
    "../../../../etc/shadow",
    "' OR 1=1 --",
    "<img src='file:///etc/passwd'><a href='https://example.com'>x</a>",
    "KIOSK1:" + "A" * 60,
    "%s%s%s%n{0.__class__}${x}",
)


@pytest.fixture(scope="module")
def stand(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("closed"), "standard") as one:
        one.desk.window.may_close = False
        yield one
        one.desk.window.may_close = True


def still_there(stand: Stand) -> None:
    """The one window, the same process, an engine that answers."""
    windows = [one for one in QGuiApplication.allWindows() if one.isVisible()]
    assert windows == [stand.desk.window]
    assert isinstance(windows[0], Window)
    assert stand.ended == []
    assert QGuiApplication.modalWindow() is None


def test_no_combination_of_keys_opens_or_ends_anything(stand: Stand) -> None:
    window = stand.desk.window
    for key, held in itertools.product([*FUNCTION, *OPENS, *LETTERS], HELD):
        QTest.keyClick(window, key, held)
    QTest.qWait(50)
    still_there(stand)
    assert stand.screen == "attract"


def test_no_button_of_a_mouse_opens_anything(stand: Stand) -> None:
    window = stand.desk.window
    places = [QPoint(5, 5), QPoint(window.width() // 2, window.height() // 3)]
    buttons = (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.BackButton)
    for button, at in itertools.product(buttons, places):
        QTest.mouseClick(window, button, M.NoModifier, at)
        QTest.mouseDClick(window, button, M.NoModifier, at)
        QTest.mousePress(window, button, M.NoModifier, at)
        QTest.qWait(20)
        QTest.mouseRelease(window, button, M.NoModifier, at)
    still_there(stand)
    assert stand.screen == "attract"


def test_no_code_is_obeyed(stand: Stand) -> None:
    """Each is looked up as a member's, or refused, and seen nowhere."""
    for number, text in enumerate(HOSTILE):
        seen = len(stand.views)
        stand.scan(text)
        stand.until("the answer", lambda seen=seen: len(stand.views) > seen)
        stand.sees("problem")
        for view in stand.views[seen:]:
            assert text not in str(view), number
        assert text not in stand.words()
    still_there(stand)
    for text in HOSTILE:
        assert text not in stand.out.getvalue()
    stand.clear()


# -- what is not there at all --------------------------------------------------------------------------

STARTS_PROGRAMS = {
    "kiosk/devices/appliance.py": {"busctl", "vcgencmd"},
    "kiosk/devices/programs.py": set(),  # whatever the others ask it for
    "kiosk/devices/speech.py": {"espeak-ng"},
    "kiosk/ui/sound.py": {"pw-play", "aplay"},
}
"""Who starts other programs, and which: by a list of words, never through a shell."""

STARTING = ("subprocess.", "asyncio.create_subprocess", "output_of", "answer_of")

NEVER = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.execv", "os.execvp", "os.spawnv",
    "pickle.loads", "pickle.load", "marshal.loads", "yaml.load", "QDesktopServices.openUrl", "QProcess",
    "QFileDialog", "os.startfile", "pty.spawn", "webbrowser.open",
}  # fmt: skip
WITH_WAYS_OUT = (
    "TextInput", "TextField", "TextEdit", "TextArea", "Menu", "MenuBar", "FileDialog", "FolderDialog",
    "ColorDialog", "FontDialog", "Dialog", "WebView", "WebEngineView", "DropArea", "Shortcut", "Window",
)  # fmt: skip
"""Of QML: what brings a context menu, a dialog, another window, a clipboard or a page with it."""


def calls(source: str) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_no_shell_is_ever_called() -> None:
    starters = {}
    for path in sorted(KIOSK.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        name = str(path.relative_to(ROOT))
        for called, call in calls(source):
            assert called not in NEVER, f"{name}: {called}"
            if called.startswith(STARTING):
                starters[name] = source
                assert "shell" not in {word.arg for word in call.keywords}, name
                assert not isinstance(call.args[0], ast.Constant | ast.JoinedStr), (
                    f"{name}: words, not a line"
                )
    # Commands may start programs as well; a kiosk at work has these.
    assert {name for name in starters if not name.startswith("kiosk/cli/")} == set(STARTS_PROGRAMS)
    for name, source in starters.items():
        constants = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
        assert STARTS_PROGRAMS.get(name, set()) <= constants, name
        assert not {"sh", "bash", "/bin/sh", "/bin/bash", "-c", "xterm", "sudo"} & constants, name


def test_the_screens_have_nothing_with_a_way_out() -> None:
    files = sorted(SHOWN.rglob("*.qml"))
    assert len(files) > 50
    for path in files:
        words = re.sub(r"//.*|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for one in WITH_WAYS_OUT:
            assert not re.search(rf"\b{one}\s*\{{", words), f"{path.name}: {one}"
        for one in ("openUrlExternally", "XMLHttpRequest", "createQmlObject", "eval(", "http://", "https://"):
            assert one not in words, f"{path.name}: {one}"


def test_no_words_are_taken_for_markup() -> None:
    """A coupon's name comes from the service, an address from a keyboard: an ``<img>`` in it is text."""
    bare = []
    for path in sorted(SHOWN.rglob("*.qml")):
        source = path.read_text(encoding="utf-8")
        blocks = re.findall(r"^( *)Text \{$(.*?)^\1\}$", source, re.MULTILINE | re.DOTALL)
        bare += [path.name for _, block in blocks if "textFormat: Text.PlainText" not in block]
    assert bare == []
