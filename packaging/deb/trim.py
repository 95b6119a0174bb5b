"""Takes out of the Python tree what the kiosk never loads: three hundred megabytes become two.

    python packaging/deb/trim.py FOLDER

Of Qt it is said what stays, and a library stays if something that stays needs it. So a new release of Qt
cannot bring anything along unseen. Of the rest it is said what goes. Run by build.sh.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

MODULES = ("QtCore", "QtGui", "QtNetwork", "QtOpenGL", "QtQml", "QtQuick", "QtTest", "QtWidgets")
"""Of PySide6: what the kiosk imports, and what those import. QtTest is for the demo that plays by itself, and
wants QtWidgets."""

PLUGINS = (
    "generic/libqevdev*.so",  # touch and keys without a compositor
    "iconengines/*.so",
    "imageformats/libq{jpeg,svg,webp}.so",
    "platforms/libq{linuxfb,minimal,offscreen,wayland}.so",
    "wayland-graphics-integration-client/lib{dmabuf-server,drm-egl-server,qt-plugin-wayland-egl}.so",
    "wayland-shell-integration/libxdg-shell.so",
)
"""No eglfs, whose support library is not in the wheels; no XCB, which wants a dozen more system libraries; no
virtual keyboard, whose licence is the GPL; no TLS, which is Python's business here."""

QML = ("QtCore", "QtQml", "QtQuick")
QML_NOT = (
    "QtQml/{StateMachine,XmlListModel}",
    "QtQuick/{Dialogs,Effects,LocalStorage,Particles,Pdf,Scene2D,Scene3D,Timeline,VectorImage,VirtualKeyboard,tooling}",
    "QtQuick/Controls/{Fusion,FluentWinUI3,Imagine,Material,Universal,designer}",
)

ELSEWHERE_NOT = (
    "bin",
    "share",
    "cv2/data",
    "numpy/f2py",
    "numpy/doc",
    "kiosk/_assets/translations",
    "kiosk/_assets/**/*.py",
    "**/tests",
    "**/*.pyi",
    "**/*.pyx",
    "**/*.pxd",
    "**/*.h",
    "**/*.a",
    "**/include",
    "*.dist-info/{RECORD,INSTALLER,REQUESTED,direct_url.json}",
    "*.dist-info/sboms",
)


def expand(pattern: str) -> list[str]:
    """``a{b,c}`` as a shell reads it."""
    found = re.search(r"\{([^}]*)\}", pattern)
    if found is None:
        return [pattern]
    return [pattern[: found.start()] + one + pattern[found.end() :] for one in found[1].split(",")]


def matches(folder: Path, patterns: Iterable[str]) -> set[Path]:
    """What there is of it."""
    return {path for pattern in patterns for one in expand(pattern) for path in folder.glob(one)}


def needed(library: Path) -> set[str]:
    """The names of the libraries that one asks for, whatever machine it is made for."""
    told = subprocess.run(["readelf", "-dW", library], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"\(NEEDED\).*\[(.*?)\]", told))


def remove(paths: Iterable[Path]) -> None:
    """Files and folders."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def trim_qt(pyside: Path) -> None:
    """PySide6: the modules, plug-ins and QML modules named above, and the libraries they need."""
    binaries = tuple(f"{module}.abi3.so" for module in MODULES)
    for path in sorted(pyside.iterdir()):
        if not (path.suffix == ".py" or path.name in ("Qt", *binaries) or path.name.startswith("libpyside6")):
            remove([path])
    qt = pyside / "Qt"
    remove(path for path in qt.iterdir() if path.name not in ("lib", "plugins", "qml"))
    kept = matches(qt / "plugins", PLUGINS)
    remove(path for path in (qt / "plugins").rglob("*") if path.is_file() and path not in kept)
    remove(path for path in (qt / "qml").iterdir() if path.name not in QML)
    remove(matches(qt / "qml", QML_NOT))
    remove((qt / "qml").rglob("*.qmltypes"))
    trim_libraries(pyside)
    for folder in sorted((path for path in pyside.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def trim_libraries(pyside: Path) -> None:
    """Qt's own libraries that nothing asks for any more."""
    library = pyside / "Qt" / "lib"
    there = {path.name: path for path in library.iterdir()}
    asking = [path for path in pyside.rglob("*.so*") if path.parent != library]
    wanted: set[str] = set()
    while asking:
        fresh = {name for name in needed(asking.pop()) if name in there} - wanted
        wanted |= fresh
        asking += [there[name] for name in fresh]
    remove(path for name, path in there.items() if name not in wanted)


def megabytes(folder: Path) -> int:
    """What the files in it hold."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) // 1_000_000


def trim(tree: Path) -> None:
    """All of it."""
    before = megabytes(tree)
    trim_qt(tree / "PySide6")
    remove(matches(tree, ELSEWHERE_NOT))
    print(f"trim: {before} MB are {megabytes(tree)} MB now")


if __name__ == "__main__":
    trim(Path(sys.argv[1]))
