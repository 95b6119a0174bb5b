"""What is Python's among the items is made once and lent: PySide frees nothing of one that QML has destroyed,
and each visit would leave some 20 KB behind."""

import gc

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import isValid

from kiosk.ui.preview import Preview
from kiosk.ui.qr_item import QrItem
from tests.ui.camera_picture import QUAD, picture
from tests.ui.conftest import Face, in_session
from tests.ui.sample_views import SAMPLES, TOKEN, attract

PAGES = ("lookup", "coupon_take", "reward_full", "coupon_trouble")


def made(kind: type) -> int:
    """So many objects of this kind are there, or what is left of them."""
    gc.collect()
    return sum(type(one) is kind for one in gc.get_objects())


def visit(face: Face, session: str) -> None:
    face.show(attract())
    for page in PAGES:
        face.show(in_session(SAMPLES[page](), session))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("kind", [Preview, QrItem])
def test_visits_leave_no_items_behind(face: Face, kind: type) -> None:
    visit(face, "one")
    before = made(kind)
    for number in range(5):
        visit(face, f"more-{number}")
    assert made(kind) <= before


def test_what_is_lent_again_shows_nothing_of_the_one_before(face: Face) -> None:
    face.feed.push(picture(), [QUAD])
    visit(face, "one")
    face.show(attract())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    codes = [one for one in gc.get_objects() if type(one) is QrItem and isValid(one)]
    assert codes
    assert not any(one.get_text() == TOKEN for one in codes)
    face.feed.clear()
    face.show(attract())
    assert face.find("preview").property("showing") is False
    face.feed.push(np.full((72, 128, 4), 9, np.uint8))
    face.show(in_session(SAMPLES["lookup"](), "two"))
    assert face.find("preview").property("showing") is True
