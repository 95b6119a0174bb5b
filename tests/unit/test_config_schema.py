"""The JSON schema for editors: it takes all that the kiosk takes, and refuses what can be told beforehand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.__main__ import main
from kiosk.config import check, load
from kiosk.config_schema import DRAFT, schema, tables
from kiosk.config_values import tables as parsed
from tests.unit.test_config import AS_DOCUMENTED
from tests.unit.test_config_show import OTHER

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = schema()
KEYS = [f"{table}.{key}" for table, model in tables().items() for key in model.model_fields]

ONLY_THE_KIOSK_KNOWS = {
    "shop.timezone": "which zones there are",
    "shop.logo": "that `.svg` alone is the name of a hidden file, not of a drawing",
    "api.base_url": "all that is wrong with an address",
    "visit.cooldown": "31 days, in three units",
    "camera.size": "what is too large",
    "metrics.listen": "which addresses of six and more groups are this machine's own; ports",
    "staff.badge_prefix": "how coupons begin",
    "coupon.prefix": "how badges begin",
}
"""Where the schema lets through what the program refuses, and what it would have to know."""


def _whole(
    _validator: object, pattern: str, instance: object, _schema: object
) -> Iterator[jsonschema.ValidationError]:
    """As in the standard's dialect (ECMA 262), where ``$`` is the very end, not before a last line's end."""
    if pattern.endswith("$"):
        pattern = pattern.removesuffix("$").replace("^$|", r"^\Z|") + r"\Z"
    if isinstance(instance, str) and not re.search(pattern, instance):
        yield jsonschema.ValidationError("not of this pattern")


Validator = jsonschema.validators.extend(jsonschema.Draft4Validator, {"pattern": _whole})
EDITOR = Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == DRAFT
    # Nothing that another draft takes for something else.
    assert not {"const", "if", "exclusiveMinimum", "$ref", "$defs"} & set(words(SCHEMA))


def words(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from words(value)
    elif isinstance(part, list):
        for each in part:
            yield from words(each)


def test_what_is_committed_and_printed_is_made_of_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(
        [sys.executable, "docs/write_configuration.py", "--check"], cwd=ROOT, check=True, timeout=60
    )
    assert main(["config", "schema"]) == 0
    assert capsys.readouterr().out == (ROOT / "packaging/schema/kiosk.schema.json").read_text("utf-8")
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    assert [key for key in KEYS if f"| `{key}` |" not in page] == []


def test_links_of_the_meanings_lead_somewhere() -> None:
    for model in tables().values():
        for field in model.model_fields.values():
            assert field.description
            for page, _, place in re.findall(r"\]\(([a-z]+\.md)(#([a-z-]+))?\)", field.description):
                text = (ROOT / "docs" / page).read_text("utf-8")
                anchors = {
                    re.sub(r"[^a-z0-9 -]", "", head.lower()).replace(" ", "-")
                    for head in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
                }
                assert not place or place in anchors, f"{page}#{place}"


def test_every_key_has_its_meaning_and_its_default_in_it() -> None:
    for name in KEYS:
        table, key = name.split(".")
        said = SCHEMA["properties"][table]["properties"][key]
        assert said["description"]
        assert check({table: {key: said["default"]}}, {})[1] == [], name
        assert EDITOR.is_valid({table: {key: said["default"]}}), name


@pytest.mark.parametrize("text", [AS_DOCUMENTED, OTHER, ""])
def test_whole_files_are_good(text: str, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text(text)
    load(tmp_path / "kiosk.toml", {})
    EDITOR.validate(parsed(text))


@pytest.mark.parametrize(
    "text",
    [
        "[shops]\n",
        "shop = 1\n",
        "[shop]\nnane = 'x'\n",
        "[api]\nkey = 'lk_live_1'\n",
        "[api]\nbase_url = 'http://shop.example'\n",
        "[visit]\ncard = 'stamp'\namount = 0.5\n",
        "[scanner]\nport = 'hid:/dev/input/event3'\nbeeper = 'honeywell'\n",
        "[scanner]\ntrigger = 'motion'\nbeeper = 'none'\n",
        "[ui]\nlanguages = []\n",
        "[ui]\nlanguages = ['en', 'en']\n",
        "[ui]\nscreen_mm = [217, 10]\n",
        "[metrics]\nlisten = '0.0.0.0:9464'\n",
    ],
)
def test_an_editor_marks_what_the_kiosk_refuses(text: str) -> None:
    assert check(parsed(text), {})[1]
    assert not EDITOR.is_valid(parsed(text))


@pytest.mark.parametrize(
    "text", ["[scanner]\ntrigger = 'motion'\n", "[visit]\ncard = 'stamp'\n", "[visit]\namount = 0.5\n"]
)
def test_half_of_a_pair_may_be_in_another_file(text: str) -> None:
    assert EDITOR.is_valid(parsed(text))


# -- any value ------------------------------------------------------------------------------------------

PLAIN = st.one_of(
    st.text(max_size=70),
    st.integers(-5, 100_001),
    st.integers(-5, 100_001).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
)
TABLES = st.dictionaries(st.text(max_size=3), PLAIN, max_size=2)
ANYTHING = st.one_of(PLAIN, st.lists(PLAIN, max_size=3), TABLES)
BESIDE = {"visit.amount": {"card": "point"}, "scanner.trigger": {"beeper": "datalogic"}}
"""What has to be there for the key to be judged by itself."""


def near(said: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that are like good ones, and go a little beyond."""
    found: list[st.SearchStrategy[Any]] = [near(one) for one in said.get("anyOf", [])]
    if "enum" in said:
        found.append(st.sampled_from(said["enum"]))
    if "pattern" in said:
        found.append(st.from_regex(said["pattern"]))
        found.append(st.tuples(st.from_regex(said["pattern"]), st.text(max_size=2)).map("".join))
    if "minimum" in said:
        least, most = said["minimum"], said["maximum"]
        found += [st.integers(int(least) - 2, int(most) + 2), st.floats(least - 2, most + 2)]
    if said.get("type") == "array":
        found.append(st.lists(near(said["items"]), max_size=3))
    return st.one_of(*found, ANYTHING)


@pytest.mark.parametrize("name", KEYS)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_editor_and_the_kiosk_agree_on_any_value(name: str, data: st.DataObject) -> None:
    table, key = name.split(".")
    value = data.draw(near(SCHEMA["properties"][table]["properties"][key]))
    file = {table: {**BESIDE.get(name, {}), key: value}}
    taken = not check(file, {})[1]
    marked = not EDITOR.is_valid(json.loads(json.dumps(file)))
    assert not (taken and marked), f"the schema refuses {value!r}, which is good"
    if name not in ONLY_THE_KIOSK_KNOWS:
        assert taken is not marked, f"the schema lets {value!r} through"
