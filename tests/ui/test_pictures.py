"""What is painted: QR codes, the camera's picture, the shop's colour, the fonts."""

from __future__ import annotations

import gc
import subprocess
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication, QImage, QRawFont
from PySide6.QtQuick import QQuickItem

from kiosk.core.view import Card, CouponView, Reward
from kiosk.ui.colours import INKS, PAPERS, RATIOS, accents, contrast
from kiosk.ui.preview import PreviewFeed
from kiosk.ui.qr_item import QrItem, matrix_of
from kiosk.ui.window import FAMILIES, load_fonts
from tests.ui.camera_picture import QUAD, picture
from tests.ui.conftest import ASSETS, Face, OpenFace, in_session
from tests.ui.sample_views import SAMPLES, TOKEN, attract
from tests.ui.shots import SIZES


def pixels(image: QImage) -> NDArray[np.uint8]:
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    data = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.bytesPerLine() // 4, 4)
    return data[:, : whole.width()].copy()


def cut(face: Face, item: QQuickItem) -> NDArray[np.uint8]:
    box = face.rect(item).toRect()
    return pixels(face.grab().copy(box))


# -- QR --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("name", ["reward_full", "coupon_take", "coupon_trouble"])
def test_the_coupon_on_screen_can_be_scanned(face: Face, name: str, theme: str) -> None:
    face.show(replace(SAMPLES[name](), theme=theme))
    read = zxingcpp.read_barcodes(pixels(face.grab())[:, :, :3].copy(), formats=zxingcpp.BarcodeFormat.QRCode)
    assert [one.bytes for one in read] == [TOKEN.encode()]


@pytest.mark.parametrize("size", SIZES)
def test_a_module_is_at_least_a_millimetre_of_whole_pixels(open_face: OpenFace, size: str) -> None:
    width, height = (int(part) for part in size.split("x"))
    face = open_face((width, height), SIZES[size])
    face.show(SAMPLES["coupon_take"]())
    shown = cut(face, face.find("coupon_qr"))[:, :, 0] < 128
    modules = face.find("coupon_qr").property("modules")
    rows = np.flatnonzero(shown.any(axis=1))
    module = (rows[-1] - rows[0] + 1) / (modules - 8)
    assert module == int(module)
    assert module / (height / SIZES[size][1]) > 0.9
    # the quiet zone is white
    assert rows[0] >= 4 * module


def test_a_qr_item_does_not_tell_its_text(qapp: QGuiApplication) -> None:
    item = QrItem()
    item.setProperty("text", TOKEN)
    assert TOKEN not in repr(item)
    assert item.property("modules") == 25 + 8


def test_nothing_and_too_much_are_no_code_and_no_error(qapp: QGuiApplication) -> None:
    assert matrix_of("") == ()
    assert matrix_of("x" * 5000) == ()
    assert len(matrix_of("é ☕ ا")) == 21


def test_a_coupon_without_a_token_shows_no_code(face: Face) -> None:
    whole = SAMPLES["coupon_take"]()
    face.show(replace(whole, body=replace(whole.body, coupon=CouponView("c", "Tea", ""))))
    assert face.find("coupon_qr").property("modules") == 0


# -- the camera's picture --------------------------------------------------------------------------


def halves() -> NDArray[np.uint8]:
    """Left half red, right half green."""
    out = np.zeros((72, 128, 4), np.uint8)
    out[:, :64, 2] = out[:, 64:, 1] = 255
    return out


def test_a_pushed_picture_is_shown_mirrored(face: Face) -> None:
    face.show(attract())
    face.feed.push(halves())
    shown = cut(face, face.find("preview"))
    middle = shown.shape[0] // 2
    assert tuple(shown[middle, 30, :3]) == (0, 255, 0)
    assert tuple(shown[middle, -30, :3]) == (0, 0, 255)


def test_the_picture_is_detached_from_the_cameras_buffer(face: Face) -> None:
    face.show(attract())
    buffer = halves()
    face.feed.push(buffer)
    buffer[:] = 255
    shown = cut(face, face.find("preview"))
    assert tuple(shown[shown.shape[0] // 2, 30, :3]) == (0, 255, 0)


def test_a_slice_of_an_array_is_a_picture_too(face: Face) -> None:
    face.show(attract())
    face.feed.push(np.repeat(halves(), 2, axis=1)[:, ::2])
    shown = cut(face, face.find("preview"))
    assert tuple(shown[shown.shape[0] // 2, 30, :3]) == (0, 255, 0)


@pytest.mark.parametrize("shape", [(10, 10), (10, 10, 3), (0, 10, 4)])
def test_what_is_no_picture_is_refused(face: Face, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="array"):
        face.feed.push(np.zeros(shape, np.uint8))


def test_freezing_keeps_the_picture_with_the_code_and_outlines_it(face: Face) -> None:
    face.show(attract())
    with_code, plain = picture(), np.zeros((720, 1280, 4), np.uint8)
    face.feed.push(with_code, [QUAD])
    face.feed.push(plain)
    face.show(SAMPLES["lookup"]())
    frozen = cut(face, face.find("preview"))
    assert frozen[:, :, :3].max() > 200
    white = (frozen[:, :, :3] > 250).all(axis=2).sum()
    face.feed.push(plain)
    face.settle()
    assert (cut(face, face.find("preview")) == frozen).all()
    assert white > 100


def test_a_code_seen_long_ago_is_not_the_one_that_is_frozen(face: Face) -> None:
    face.show(attract())
    face.feed.push(picture(), [QUAD])
    face.later(2.0)
    face.feed.push(halves())
    face.show(SAMPLES["lookup"]())
    kept = face.feed.picture()
    assert kept is not None
    assert kept.quads == ()


def test_the_picture_goes_with_its_session(face: Face) -> None:
    face.show(attract())
    face.feed.push(picture(), [QUAD])
    face.show(SAMPLES["lookup"]())
    assert face.feed.picture() is not None
    face.show(SAMPLES["balance"]())
    face.show(attract())
    assert face.feed.picture() is None
    assert face.find("preview").property("showing") is False


def test_a_frozen_picture_is_never_the_one_of_the_session_before(face: Face) -> None:
    face.show(attract())
    face.feed.push(picture(), [QUAD])
    face.show(SAMPLES["lookup"]())
    first = face.feed.picture()
    face.later(3.0)
    face.feed.push(halves())
    face.show(in_session(SAMPLES["lookup"](), "s2"))
    second = face.feed.picture()
    assert first is not None
    assert second is not None
    assert second is not first
    assert second.quads == ()


def test_the_camera_may_film_faster_than_the_screen_paints(face: Face) -> None:
    face.show(attract())
    painted: list[int] = []
    face.feed.changed.connect(lambda: painted.append(1))
    frame = picture()

    def film() -> None:
        for _ in range(300):
            face.feed.push(frame)

    thread = threading.Thread(target=film)
    thread.start()
    while thread.is_alive():
        face.settle(1)
    thread.join()
    face.settle(20)
    assert 0 < len(painted) <= 300
    gc.collect()


def test_a_feed_without_a_screen_just_keeps_the_newest(qapp: QGuiApplication) -> None:
    feed = PreviewFeed()
    assert feed.picture() is None
    feed.push(halves())
    feed.push(picture())
    kept = feed.picture()
    assert kept is not None
    assert kept.image.width() == 1280
    feed.clear()
    assert feed.picture() is None


# -- colours ---------------------------------------------------------------------------------------

WISHES = ["#b3541e", "#ffffff", "#000000", "#ffff00", "#00ff00", "#0000ff", "#7f7f7f", "#ff69b4", "", "red"]


@pytest.mark.parametrize("wish", WISHES)
def test_whatever_accent_a_shop_chooses_can_be_read(wish: str) -> None:
    for theme, pair in accents(wish).items():
        for other in (INKS[theme], *PAPERS[theme]):
            assert contrast(pair["fill"], other) >= RATIOS[theme]
        assert pair["ink"] == INKS[theme]


def test_a_good_accent_is_left_alone() -> None:
    assert accents("#7a1f3d")["light"]["fill"] == "#7a1f3d"


def test_known_contrasts() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    with pytest.raises(ValueError, match="rrggbb"):
        contrast("black", "#ffffff")


def test_the_themes_colours_keep_their_contrast(face: Face) -> None:
    """Text 7:1 (10:1 in high contrast), edges of controls 3:1: read from the QML that draws them."""
    source = (Path(__file__).resolve().parents[2] / "kiosk/ui/qml/theme/Theme.qml").read_text()
    for theme, ratio in RATIOS.items():
        start = source.index(f"{theme}: {{")
        block = source[start : source.index("}", start)]
        colours = {
            line.split(":")[0].strip(): line.split('"')[1]
            for line in block.replace(", ", ",\n").splitlines()[1:]
            if '"' in line
        }
        papers = {colours["paper"], colours["surface"], colours["card"], colours["tint"]}
        assert set(PAPERS[theme]) <= papers
        for paper in papers:
            for text in ("ink", "soft", "good", "bad"):
                assert contrast(colours[text], paper) >= (ratio if text in ("ink", "soft") else 4.5), (
                    theme,
                    text,
                )
            assert contrast(colours["edge"], paper) >= 3, (theme, paper)


# -- fonts -----------------------------------------------------------------------------------------

WRITING = {
    "English": "The quick brown fox",
    "Turkish": "Çağrı şöyle ıslak İğne ₺",
    "Polish": "Zażółć gęślą jaźń",
    "German": "Größe Übermut ß ẞ €",
    "Greek": "Ευχαριστώ πολύ",
    "Cyrillic": "Спасибо большое Ґґ Її",
    "Arabic": "شكرًا لك ٠١٢٣٤٥٦٧٨٩ ؟ ،",
}


@pytest.mark.parametrize("language", WRITING)
def test_every_letter_is_in_the_bundled_fonts(qapp: QGuiApplication, language: str) -> None:
    load_fonts(ASSETS / "fonts")
    for weight in ("Regular", "Bold"):
        fonts = [
            QRawFont(str(ASSETS / "fonts" / f"{name}-{weight}.ttf"), 20)
            for name in ("NotoSans", "NotoSansArabicUI")
        ]
        assert all(font.isValid() for font in fonts)
        for letter in WRITING[language]:
            assert any(font.supportsCharacter(ord(letter)) for font in fonts), letter


def test_the_face_of_the_application_is_the_bundled_one(qapp: QGuiApplication) -> None:
    assert set(FAMILIES) <= set(load_fonts(ASSETS / "fonts"))
    assert qapp.font().families() == list(FAMILIES)
    assert QFontDatabase.styles("Noto Sans")
    metrics = QFontMetrics(qapp.font())
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_the_fonts_come_with_their_licence_and_stay_small() -> None:
    files = list((ASSETS / "fonts").iterdir())
    assert sum(file.stat().st_size for file in files) < 4_000_000
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / "OFL.txt").read_text()


@pytest.mark.qt_log_ignore("Nothing is not a type")
def test_no_window_opens_without_its_qml(
    qapp: QGuiApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.ui import window
    from kiosk.ui.bridge import Bridge
    from kiosk.ui.i18n import Translator

    (tmp_path / "Main.qml").write_text("import QtQuick\nNothing {}\n")
    monkeypatch.setattr(window, "QML", tmp_path)
    bridge = Bridge(Translator(["en"], strict=True), lambda event: None)
    with pytest.raises(RuntimeError, match="cannot be loaded"):
        window.open_window(bridge, PreviewFeed(), assets=ASSETS, fullscreen=False)


def test_the_window_manager_cannot_close_the_kiosk(open_face: OpenFace) -> None:
    face = open_face()
    face.window.may_close = False
    face.window.close()
    assert face.window.isVisible()
    face.window.may_close = True


def test_the_qml_holds_no_words_and_no_forbidden_effects() -> None:
    import re

    for file in (Path(__file__).resolve().parents[2] / "kiosk/ui/qml").rglob("*.qml"):
        source = re.sub(r"//.*", "", file.read_text())
        assert not re.findall(r"MultiEffect|layer\.e|VideoOutput|XAnimator|OpacityAnimator|qsTr", source), (
            file
        )
        for line in source.splitlines():
            words = re.findall(r'(?:text|label|name): "([^"]*[a-z]{2} [^"]*)"', line)
            assert not words, f"{file}: {words}"


def test_shots_can_be_made_by_hand(tmp_path: Path) -> None:
    import sys

    subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.ui.shots",
            str(tmp_path),
            "--size",
            "800x480",
            "--language",
            "tr",
            "--only",
            "pin",
        ],
        check=True,
        timeout=60,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert QImage(str(tmp_path / "pin-800x480-tr.png")).width() == 800


def test_a_reward_ends_with_every_stamp_on_the_card(open_face: OpenFace) -> None:
    face = open_face(motion=True)
    face.show(SAMPLES["reward"]())
    marks = [item for item in face.items() if item.metaObject().className().startswith("StampMark_")]
    assert len(marks) == 7  # the eighth is still coming down
    face.settle(1200)
    marks = [item for item in face.items() if item.metaObject().className().startswith("StampMark_")]
    assert len(marks) == 8
    assert {round(item.scale(), 3) for item in marks} == {1.0}


def test_a_card_that_just_filled_ends_its_little_feast_at_rest(open_face: OpenFace) -> None:
    face = open_face(motion=True)
    shown = SAMPLES["reward"]()
    assert isinstance(shown.body, Reward)
    face.show(replace(shown, body=replace(shown.body, card=Card(10, 10, 1))))

    def marks() -> list[QQuickItem]:
        return [item for item in face.items() if item.metaObject().className().startswith("StampMark_")]

    assert len(marks()) == 9  # the tenth is still coming down
    raised: set[QQuickItem] = set()
    for _ in range(150):
        face.settle(20)
        raised |= {item for item in marks() if item.scale() > 1.02}
        if len(raised) > 5 and {round(item.scale(), 3) for item in marks()} == {1.0}:
            break
    assert len(raised) > 5
    face.settle(400)
    assert len(marks()) == 10
    assert {round(item.scale(), 3) for item in marks()} == {1.0}
    assert not [item for item in face.items() if item.metaObject().className().startswith("Burst_")]


def test_without_motion_every_stamp_is_there_at_once(face: Face) -> None:
    face.show(SAMPLES["reward"]())
    marks = [item for item in face.items() if item.metaObject().className().startswith("StampMark_")]
    assert len(marks) == 8
    assert {item.scale() for item in marks} == {1.0}


def test_the_picture_that_freezes_is_the_one_with_the_code(qapp: QGuiApplication) -> None:
    now = [10.0]
    feed = PreviewFeed(monotonic=lambda: now[0])
    feed.push(picture(), [QUAD])
    now[0] += 0.3
    feed.push(picture())  # the view of the code is still on its way
    feed.freeze(True)
    frozen = feed.picture()
    assert frozen is not None
    assert (frozen.quads, frozen.taken) == ((QUAD,), 10.0)
    feed.freeze(False)
    now[0] += 1.0
    feed.freeze(True)
    late = feed.picture()
    assert late is not None
    assert late.taken == 10.3, "a code of a second ago is not what was just read"
