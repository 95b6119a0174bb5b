"""The manifests of photographs that the benchmark takes, and what it calls exact and wrong."""

import json

import cv2
import numpy as np
import pytest

from tests.bench import machine, page, stills
from tests.bench.photographs import (
    LONGEST,
    VARIABLE,
    ManifestError,
    Photo,
    folder,
    grey,
    is_exact,
    is_wrong,
    photographs,
)


@pytest.fixture
def root(tmp_path):
    for name in ("a.png", "b.png", "sub/c.png", "sub/d.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        cv2.imwrite(str(tmp_path / name), np.full((30, 40), 200, np.uint8))
    return tmp_path


def listed(root, **chosen) -> dict[str, tuple[str, bool, set[str]]]:
    return {
        photo.path.name: (photo.set, photo.negative, set(photo.expected))
        for photo in photographs(root, **chosen)
    }


def test_the_full_form(root):
    (root / "manifest.csv").write_text(
        "path,set,kind,expected,label\n"
        'a.png,phones,qr,"[""x"", ""y""]",given\n'
        "b.png,phones,qr,[],none\n"
        "sub/c.png,shop,neg,[],\n"
        "gone.png,shop,neg,[],\n"
    )
    assert listed(root) == {
        "a.png": ("phones", False, {"x", "y"}),
        "b.png": ("phones", False, set()),
        "c.png": ("shop", True, set()),
    }
    assert set(listed(root, sets=["shop"])) == {"c.png"}
    assert len(listed(root, limit=1)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "a.png,x; y\nb.png,\n",
        "a.png;x; y\nb.png;\n".replace("x; y", '"x; y"'),
        "a.png\tx; y\nb.png\t\n",
        "file,text\na.png,x; y\nb.png,\n",
        "\ufeffImage , Expected\na.png,x; y\r\nb.png,\n",
        "expected,id,path\nx; y,1,a.png\n,2,b.png\n",
        'file;payload\na.png;"x; y"\nb.png;""\n',
        "which,what\na.png,x; y\nb.png,\n",
    ],
)
def test_lesser_forms_say_the_same(root, text):
    (root / "manifest.csv").write_text(text, encoding="utf-8")
    assert listed(root) == {"a.png": (root.name, False, {"x; y"}), "b.png": (root.name, True, set())}


def test_one_manifest_in_each_folder_and_none_counted_twice(root):
    (root / "manifest.csv").write_text("path,expected\na.png,x\nsub/c.png,first\n")
    (root / "sub" / "manifest.csv").write_text("path,expected\nc.png,second\nd.png,[not json]\n")
    assert listed(root) == {
        "a.png": (root.name, False, {"x"}),
        "c.png": ("sub", False, {"first"}),
        "d.png": ("sub", False, {"[not json]"}),
    }


def test_a_list_of_another_name_will_do(root):
    (root / "pictures.csv").write_text("path,expected\na.png,x\n")
    assert set(listed(root)) == {"a.png"}


@pytest.mark.parametrize("text", [None, "", "path,expected\n", "path,expected\ngone.png,x\n"])
def test_a_folder_without_pictures_says_so(root, text):
    if text is not None:
        (root / "manifest.csv").write_text(text)
    with pytest.raises(ManifestError):
        photographs(root)


def test_the_folder_is_named_by_the_environment(root, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert folder() is None
    monkeypatch.setenv(VARIABLE, str(root))
    assert folder() == root
    monkeypatch.setenv(VARIABLE, str(root / "gone"))
    with pytest.raises(ManifestError):
        folder()


def test_the_order_is_shuffled_and_always_the_same(root):
    for number in range(20):
        cv2.imwrite(str(root / f"{number:02}.png"), np.zeros((30, 30), np.uint8))
    (root / "manifest.csv").write_text("".join(f"{number:02}.png,x\n" for number in range(20)))
    names = [photo.path.name for photo in photographs(root)]
    assert names == [photo.path.name for photo in photographs(root)]
    assert names != sorted(names)


def photo(path, *expected, negative=False) -> Photo:
    return Photo(path, "set", negative, "", frozenset(expected))


def test_large_pictures_are_made_smaller_and_others_left(tmp_path):
    for size, wanted in (
        ((2000, 3000), (853, LONGEST)),
        ((720, LONGEST), (720, LONGEST)),
        ((40, 30), (40, 30)),
    ):
        cv2.imwrite(str(tmp_path / "p.png"), np.zeros(size, np.uint8))
        found = grey(photo(tmp_path / "p.png"))
        assert found is not None
        assert found.shape == wanted
    (tmp_path / "p.png").write_text("no picture")
    assert grey(photo(tmp_path / "p.png")) is None


@pytest.mark.parametrize(
    ("expected", "reads", "exact", "wrong"),
    [
        (["a"], [b"a"], True, False),
        (["a", "b"], [b"b"], True, False),
        (["a"], [], False, False),
        (["a"], [b"b"], False, True),
        (["a"], [b"a", b"b"], True, True),  # one stranger's code is one too many
        (["a\nb"], [b" a\r\nb\n"], True, False),
        (["日本"], ["日本".encode("shift_jis")], True, False),
        (["é"], [b"\xe9"], True, False),
        (["A"], [b"a"], False, True),
        ([], [b"a"], False, False),  # nobody knows what it says
    ],
)
def test_exact_and_wrong(tmp_path, expected, reads, exact, wrong):
    one = photo(tmp_path, *expected)
    assert is_exact(one, reads) is exact
    assert is_wrong(one, reads) is wrong


def test_any_read_of_a_picture_without_a_code_is_wrong(tmp_path):
    assert is_wrong(photo(tmp_path, negative=True), [b"a"])
    assert not is_wrong(photo(tmp_path, negative=True), [])


# -- what the benchmark makes of it ----------------------------------------------------------------


def test_the_benchmark_counts_and_its_result_tells_no_content(root, capsys):
    (root / "manifest.csv").write_text("path,expected,kind\na.png,secret,qr\nb.png,,neg\n")
    result = stills.measure(photographs(root), print)
    for one in result["total"].values():
        assert (one["codes"], one["negatives"], one["exact"], one["wrong"]) == (1, 1, 0, 0)
        assert one["median_ms"] > 0
    assert result["missed"]["kiosk"] == [str(root / "a.png")]
    assert "secret" not in json.dumps(result) + "\n".join(stills.tables(result)) + capsys.readouterr().out


def test_a_table_goes_between_its_marks_and_nowhere_else(tmp_path):
    there = tmp_path / "page.md"
    there.write_text("before\n<!-- measured: held -->\nold\n<!-- end: held -->\nafter\n")
    for _ in range(2):
        page.put("held", ["new", "lines"], there)
        assert there.read_text() == "before\n<!-- measured: held -->\nnew\nlines\n<!-- end: held -->\nafter\n"
    with pytest.raises(ValueError, match="no marks for idle"):
        page.put("idle", [], there)


def test_the_page_has_a_place_for_every_part():
    text = page.PAGE.read_text(encoding="utf-8")
    for part in ("photographs", "held", "idle"):
        assert f"<!-- measured: {part} -->" in text
        assert f"<!-- end: {part} -->" in text


def test_the_machine_is_one_line():
    assert "\n" not in machine.line()
    assert "Python" in machine.line()
