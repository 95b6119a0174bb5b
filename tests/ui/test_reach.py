"""«Reach» on a tall screen: every control in its lower half, on every screen, and everything still whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.view import View
from kiosk.core.view_access import Aids
from tests.ui.conftest import Face, OpenFace
from tests.ui.sample_views import SAMPLES, access, speak
from tests.ui.shots import SIZES
from tests.ui.test_screens import _buttons, _crowding, _faults, _lasting

TALL = ("720x1280", "1080x1920")


def _one_of_each() -> list[str]:
    """A sample for each kind of screen, keyboard and number of things to press on it."""
    found: dict[object, str] = {}
    for name, sample in SAMPLES.items():
        body = sample().body
        counts = [
            len(getattr(body, part, ())) for part in ("choices", "entries", "tools", "tasks", "consents")
        ]
        typing = (
            getattr(body, "keyboard", ""),
            getattr(body, "typing", False),
            getattr(body, "decimals", False),
        )
        found.setdefault((type(body), *counts, typing, sample().still_there is None), name)
    return list(found.values())


ONE_OF_EACH = _one_of_each()


def reaching(view: View, language: str = "en") -> View:
    return replace(speak(view, language), aids=Aids(reach=True))


def open_tall(open_face: OpenFace, size: str) -> Face:
    width, height = (int(part) for part in size.split("x"))
    return open_face((width, height), SIZES[size])


def _high(face: Face, where: str, only: str) -> list[str]:
    half = face.window.height() / 2
    return [
        f"{where}: {item.objectName()} is {half - face.rect(item).top():.0f} px too high"
        for item in _buttons(face)
        if face.rect(item).top() < half and only in ("", item.objectName())
    ]


@pytest.mark.parametrize("size", TALL)
def test_every_control_is_in_the_lower_half_and_every_screen_is_whole(open_face: OpenFace, size: str) -> None:
    face = open_tall(open_face, size)
    across, down = (face.window.width() / SIZES[size][0], face.window.height() / SIZES[size][1])
    language = "de" if size == "720x1280" else "ar"
    faults: list[str] = []
    for name in ONE_OF_EACH:
        sample = SAMPLES[name]
        face.bridge.publish(speak(sample(), language))  # it is switched on while the screen is there
        face.show(reaching(sample(), language))
        only = "button_more_time" if sample().still_there is not None else ""

        def look(name: str = name, only: str = only) -> list[str]:
            crowded = _crowding(face, name, only, across, down)
            return [*_high(face, name, only), *_faults(face, name), *crowded]

        faults += _lasting(face, look)
    assert not faults, "\n".join(faults)


def test_the_panel_of_a_tall_screen_has_its_switch_and_all_of_it_is_within_reach(open_face: OpenFace) -> None:
    for size in TALL:
        face = open_tall(open_face, size)
        for scale in (100, 200):
            face.show(replace(reaching(SAMPLES["balance"]()), access=access(), text_scale=scale))
            assert "button_aid_reach_on" in {item.objectName() for item in _buttons(face)}
            assert not _high(face, f"{size} {scale}", "")


def test_reach_changes_nothing_on_a_wide_screen(face: Face) -> None:
    face.show(SAMPLES["pin"]())
    before = {item.objectName(): face.rect(item) for item in _buttons(face)}
    face.show(reaching(SAMPLES["pin"]()))
    assert {item.objectName(): face.rect(item) for item in _buttons(face)} == before
