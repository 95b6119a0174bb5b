"""The decoder on drawn pictures: what it reads, in which order, and that nothing upsets it."""

import cv2
import numpy as np
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kiosk.devices import decoder as module
from kiosk.devices.decoder import STEPS, Decoder, Picture, Read, read_still
from kiosk.devices.qr_reading import Found, Miss


def code(content: str | bytes, scale: int = 6, **options) -> Picture:
    """The code with its quiet zone of four modules, black on white."""
    qr = content if isinstance(content, segno.QRCode) else segno.make_qr(content, **options)
    modules = np.array([[255 * (1 - (cell & 1)) for cell in row] for row in qr.matrix], np.uint8)
    return np.pad(modules, 4, constant_values=255).repeat(scale, 0).repeat(scale, 1)


def scene(*codes: tuple[Picture, int, int], width: int = 1280, height: int = 720) -> Picture:
    """A grey picture with codes at (left, top)."""
    picture = np.full((height, width), 120, np.uint8)
    for drawn, left, top in codes:
        picture[top : top + drawn.shape[0], left : left + drawn.shape[1]] = drawn
    return picture


def contents(reads: list[Read]) -> list[bytes]:
    return [read.data for read in reads]


def test_reads_a_code_and_says_where_it_is():
    drawn = code("LOY-12345")
    read = Decoder().decode(scene((drawn, 300, 200)))[0]
    assert read.data == b"LOY-12345"
    assert read.step == "plain"
    assert 0 < read.decode_ms < 5000
    inner, side = 4 * 6, drawn.shape[0] - 2 * 4 * 6
    wanted = [(0, 0), (side, 0), (side, side), (0, side)]
    for (x, y), (right, down) in zip(read.position, wanted, strict=True):
        assert x == pytest.approx(300 + inner + right, abs=8)
        assert y == pytest.approx(200 + inner + down, abs=8)


def test_the_content_is_in_no_repr():
    assert "secret" not in repr(Decoder().decode(code("secret"))[0])


@pytest.mark.parametrize(
    "content",
    ["a", "Ünïcødé ğüşİ", "مرحبا", "日本語", "😀", "12345", "HELLO", "cq_abc\\/~'\""],
)
@pytest.mark.parametrize("eci", [False, True])
def test_utf_8_text_comes_back_as_its_own_bytes(content, eci):
    assert contents(Decoder().decode(code(content, encoding="utf-8", eci=eci))) == [content.encode()]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x80", bytes(range(256)), b"\xe9\xfc"])
def test_bytes_that_are_no_text_are_not_touched(content):
    assert contents(Decoder().decode(code(content))) == [content]


def test_reads_a_payload_of_1024_bytes():
    content = ("0123456789abcdef" * 64).encode()
    assert contents(Decoder().decode(scene((code(content, 4), 300, 20)))) == [content]


def test_reads_an_inverted_code():
    assert contents(Decoder().decode(255 - code("dark mode"))) == [b"dark mode"]


@pytest.mark.parametrize("angle", [17, 45, 90, 180, 200, 270, 315])
def test_reads_a_turned_code(angle):
    picture = scene((code("turned"), 540, 260))
    matrix = cv2.getRotationMatrix2D((640, 360), angle, 1.0)
    turned = cv2.warpAffine(picture, matrix, (1280, 720), borderValue=(120,))
    assert contents(Decoder().decode(turned)) == [b"turned"]


def test_reads_a_small_code():
    assert contents(Decoder().decode(scene((code("small", 2), 100, 600)))) == [b"small"]


@pytest.mark.parametrize("left", [40, 900])
def test_of_two_codes_the_one_nearest_the_middle_comes_first(left):
    near, far = code("near"), code("far")
    reads = Decoder().decode(scene((far, left, 30), (near, 560, 300)))
    assert contents(reads) == [b"near", b"far"]


def test_a_part_of_a_structured_append_is_ignored_and_a_whole_code_beside_it_is_not():
    parts = segno.make_sequence("STRUCTURED APPEND TEXT 0123456789" * 4, symbol_count=3)
    for part in parts:
        assert Decoder().decode(code(part)) == []
    reads = Decoder().decode(scene((code(parts[0]), 540, 260), (code("whole"), 40, 40)))
    assert contents(reads) == [b"whole"]


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1, max_size=60))
@settings(max_examples=60)
def test_no_whole_code_is_taken_for_a_part(text):
    assert contents(Decoder(rescue=False).decode(code(text, 4, encoding="utf-8"))) == [text.encode()]


def test_an_empty_picture_shows_nothing():
    decoder = Decoder()
    assert [decoder.decode(scene()) for _ in range(len(STEPS) + 1)] == [[]] * (len(STEPS) + 1)


def test_colour_is_read_as_well():
    assert contents(Decoder().decode(cv2.cvtColor(code("colour"), cv2.COLOR_GRAY2BGR))) == [b"colour"]


@pytest.mark.parametrize(
    "what",
    [
        None,
        "text",
        np.zeros((0, 0), np.uint8),
        np.zeros((0, 5, 3), np.uint8),
        np.zeros((1, 1), np.uint8),
        np.zeros((3, 4000), np.uint8),
        np.zeros((100, 100), np.float64),
        np.zeros((100, 100, 2), np.uint8),
        np.zeros((100, 100, 100, 3), np.uint8),
        np.zeros(100, np.uint8),
    ],
)
def test_what_is_no_picture_comes_to_nothing(what):
    assert Decoder().decode(what) == []


@given(
    arrays.arrays(
        np.uint8,
        st.one_of(
            st.tuples(st.integers(0, 64), st.integers(0, 64)),
            st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 4)),
        ),
    )
)
def test_random_pictures_upset_nothing(picture):
    decoder = Decoder()
    for _ in range(len(STEPS)):
        assert isinstance(decoder.decode(picture), list)


@given(st.integers(0, 2**32 - 1), st.floats(0, 0.4))
@settings(max_examples=60)
def test_damaged_codes_are_read_right_or_not_at_all(seed, share):
    rng = np.random.default_rng(seed)
    picture = code("the one and only", 5)
    damaged = np.where(rng.random(picture.shape) < share, rng.integers(0, 256, picture.shape), picture)
    decoder = Decoder()
    for _ in range(len(STEPS)):
        assert contents(decoder.decode(damaged.astype(np.uint8))) in ([], [b"the one and only"])


# -- the rescue ------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [1.0, 0.6])
@pytest.mark.parametrize("step", [name for name, _ in STEPS])
def test_every_step_reads_a_fair_code_and_finds_its_place(step, share):
    drawn = code("fair", 8)
    filmed = cv2.GaussianBlur(scene((drawn, 500, 250)), (0, 0), 1.5)  # no lens is as sharp as a drawing
    ((data, quad),) = dict(STEPS)[step](filmed, share).codes
    assert data == b"fair"
    assert sum(x for x, _ in quad) / 4 == pytest.approx(500 + drawn.shape[1] / 2, abs=8)
    assert sum(y for _, y in quad) / 4 == pytest.approx(250 + drawn.shape[0] / 2, abs=8)


@pytest.mark.parametrize("step", [name for name, _ in STEPS])
def test_a_share_of_the_picture_is_its_middle(step):
    at_the_edge = scene((code("edge", 4), 20, 20))
    assert dict(STEPS)[step](at_the_edge, 0.5).codes == ()


def test_enlarging_takes_the_middle_of_a_large_picture():
    drawn = code("middle", 4)
    ((data, quad),) = dict(STEPS)["enlarged"](scene((drawn, 900, 500), width=1920, height=1080)).codes
    assert data == b"middle"
    assert quad[0][0] == pytest.approx(900 + 16, abs=6)


def test_a_code_in_the_dark_is_lifted_out_of_it():
    night = (scene((code("in the dark", 5), 560, 260)) // 12).astype(np.uint8)
    night[:80] = 255  # and a lamp, so that no one brightness divides it
    assert by_itself("enlarged", night) == [b"in the dark"]


def by_itself(step: str, picture: Picture) -> list[bytes]:
    return [data for data, _ in dict(STEPS)[step](picture).codes]


def out_of_focus() -> Picture:
    """A code too blurred for zxing-cpp alone."""
    return cv2.GaussianBlur(scene((code("hard to read", 6), 560, 260)), (0, 0), 3.5)


def test_a_code_that_is_hard_to_read_is_read_within_one_round_of_steps():
    picture = out_of_focus()
    assert Decoder(rescue=False).decode(picture) == []
    decoder = Decoder(budget_ms=60_000)
    (read,) = decoder.decode(picture)
    assert read.data == b"hard to read"
    assert read.step != "plain"


def test_nobody_there_no_remedies():
    assert Decoder(budget_ms=60_000).look(out_of_focus(), awake=False).reads == ()


def test_a_still_picture_is_given_every_remedy():
    assert contents(read_still(out_of_focus())) == [b"hard to read"]
    assert contents(read_still(code("easy"))) == [b"easy"]
    assert read_still(code("easy"))[0].step == "plain"
    assert read_still(scene()) == []
    assert read_still("no picture") == []  # type: ignore[arg-type]


def test_what_was_nearly_read_is_told_with_its_place():
    drawn = code("too much of it is hidden", 8, error="l")
    drawn[100:170, 90:200] = 255
    sight = Decoder(budget_ms=60_000).look(scene((drawn, 500, 250)))
    assert sight.reads == ()
    assert sight.near
    xs, ys = ([corner[axis] for corner in sight.near[0]] for axis in (0, 1))
    assert (min(xs), max(xs)) == pytest.approx((532, 500 + drawn.shape[1] - 32), abs=12)
    assert (min(ys), max(ys)) == pytest.approx((282, 250 + drawn.shape[0] - 32), abs=12)


class Time:
    """A clock that only the looks move: zxing-cpp's own takes 1 ms, a step as long as it is told."""

    def __init__(self) -> None:
        self.ms = 0.0

    def perf_counter(self) -> float:
        return self.ms / 1000


@pytest.fixture
def counted(monkeypatch):
    """Steps that only count and cost, in place of the real ones: name, share and milliseconds."""
    clock, calls = Time(), []
    costs = {"a": 4.0, "b": 4.0, "c": 4.0}

    def plain(picture):
        del picture
        clock.ms += 1.0
        return Found(near=calls.near)

    def step(name):
        def run(picture, share=1.0):
            del picture
            calls.append((name, round(share, 2)))
            clock.ms += costs[name] * share**2
            return Found()

        return run

    class Calls(list):
        near = ()

        def names(self) -> str:
            return "".join(name for name, _ in self)

    calls = Calls()
    calls.costs = costs
    monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(module, "zxing", plain)
    monkeypatch.setattr(module, "STEPS", tuple((name, step(name)) for name in costs))
    return calls


def frames(decoder: Decoder, count: int = 1) -> float:
    """The milliseconds so many pictures took."""
    return sum(decoder.look(scene()).ms for _ in range(count))


def test_as_many_steps_a_picture_as_its_time_has_room_for_in_turn(counted):
    decoder = Decoder(budget_ms=10)
    frames(decoder)  # what a step costs is known only once it has run
    assert counted.names() == "abc"
    frames(decoder, 3)
    assert counted.names() == "abc" + "ab" + "ca" + "bc"


def test_a_step_that_does_not_fit_gets_the_middle_of_the_picture(counted):
    counted.costs |= {"a": 18.0}
    decoder = Decoder(budget_ms=10)
    frames(decoder)
    assert counted == [("a", 1.0)]
    frames(decoder, 2)
    assert counted[1:3] == [("b", 1.0), ("c", 1.0)]
    assert counted[3] == ("a", round((9 / 18) ** 0.5, 2))
    assert frames(decoder, 4) <= 4 * 10


def test_a_step_that_is_much_too_slow_sits_out_but_is_not_given_up(counted):
    counted.costs |= {"a": 80.0}
    decoder = Decoder(budget_ms=10)
    frames(decoder, 8)
    assert counted.names().count("a") == 1
    assert len(counted) > 8
    frames(decoder, 40)
    assert counted.names().count("a") > 1


def test_no_step_when_the_first_look_took_the_time(counted):
    frames(Decoder(budget_ms=1))
    assert counted == []


def test_somebody_who_comes_gets_all_there_is_and_an_idle_minute_does_not(counted):
    decoder = Decoder(budget_ms=10)
    assert frames(decoder, 60) >= 60 * 8.5
    idle = frames(decoder, 1740)
    assert (idle + 600) / 1800 <= 3
    assert frames(decoder, 1000) / 1000 <= 2.7  # and after it: its own look, and half as much again


def test_what_looks_like_a_code_is_worth_more(counted):
    decoder = Decoder(budget_ms=10)
    frames(decoder, 1800)
    counted.near = (Miss(((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)), 0),)
    assert frames(decoder, 100) / 100 >= 8


def test_no_step_where_something_was_read_and_then_the_best_first(counted, monkeypatch):
    decoder = Decoder(budget_ms=6)
    frames(decoder)
    assert counted.names() == "ab"  # so it would be c's turn
    read = Found(codes=((b"x", ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0))),))
    with monkeypatch.context() as patch:
        patch.setattr(module, "zxing", lambda picture: read)
        before = len(counted)
        assert contents(decoder.decode(scene())) == [b"x"]
        assert len(counted) == before
    frames(decoder)
    assert counted[before][0] == "a"


def test_a_step_that_raises_is_no_step(monkeypatch):
    def broken(picture, share=1.0):
        raise ValueError("native code did not like it")

    monkeypatch.setattr(module, "STEPS", (("broken", broken),))
    assert Decoder().decode(scene()) == []
