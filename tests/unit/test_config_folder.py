"""One base file and a folder of small ones: the later wins, key by key, and a fault names key and file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk import config
from kiosk.__main__ import main
from kiosk.cli.appliance import find
from kiosk.config import ConfigError, Settings, load, load_all
from kiosk.config_files import MOST_FILES, folder_of, lines_of, read

SECRET = "lk_live_5e1f0c9b8a7d"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The default file, with its folder."""
    path = tmp_path / "kiosk.toml"
    path.write_text('[shop]\nname = "Chain"\nkiosk_id = "none"\n[ui]\nvolume = 50\n', encoding="utf-8")
    (tmp_path / "kiosk.d").mkdir()
    monkeypatch.setattr(config, "DEFAULT_PATH", path)
    return path


def small(base: Path, name: str, text: str | bytes) -> Path:
    path = folder_of(base) / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def faults(path: Path | None, **environ: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(path, environ)
    return list(caught.value.faults)


def test_later_ones_win_key_by_key_and_the_environment_over_all(base: Path) -> None:
    small(base, "90-door.toml", '[shop]\nkiosk_id = "door"\n[ui]\nvolume = 90\n')
    small(base, "10-region.toml", '[shop]\nkiosk_id = "region"\ntimezone = "Europe/Berlin"\n')
    loaded = load_all(None, {"KIOSK_UI__VOLUME": "20", "KIOSK_UI__SOUND": "false"})
    shop = loaded.settings.shop
    assert (shop.name, shop.kiosk_id, shop.timezone) == ("Chain", "door", "Europe/Berlin")
    assert (loaded.settings.ui.volume, loaded.settings.ui.sound) == (20, False)
    assert {key: str(origin) for key, origin in loaded.origins.items()} == {
        "shop.name": f"{base}:2",
        "shop.kiosk_id": f"{folder_of(base) / '90-door.toml'}:2",
        "shop.timezone": f"{folder_of(base) / '10-region.toml'}:3",
        "ui.volume": "KIOSK_UI__VOLUME",
        "ui.sound": "KIOSK_UI__SOUND",
    }
    assert [Path(name).name for name in loaded.files] == ["kiosk.toml", "10-region.toml", "90-door.toml"]


@pytest.mark.parametrize(
    ("name", "folder"), [("kiosk.toml", "kiosk.d"), ("other.toml", "other.d"), ("settings", "settings.d")]
)
def test_a_named_file_has_a_folder_of_its_own_name(base: Path, name: str, folder: str) -> None:
    path = base.with_name(name)
    path.write_text("")
    assert folder_of(path) == base.with_name(folder)
    folder_of(path).mkdir(exist_ok=True)
    (folder_of(path) / "x.toml").write_text("[ui]\nvolume = 7\n")
    assert load(path, {}).ui.volume == 7


def test_without_a_base_file_the_folder_is_enough(base: Path) -> None:
    small(base, "all.toml", '[shop]\nname = "Alone"\n')
    base.unlink()
    assert load(None, {}).shop.name == "Alone"
    assert faults(base) == [f"{base}: does not exist"]
    # On an appliance as well, whose file the owner's card brings later.
    assert find(base, base.parent / "run").settings.shop.name == "Alone"


def test_what_editors_and_packages_leave_behind_is_no_setting(base: Path) -> None:
    for name in (".a.toml", "a.toml~", "a.toml.dpkg-old", "a.toml.bak", ".a.toml.swp", "README"):
        small(base, name, "[nonsense")
    assert load(None, {}).shop.name == "Chain"


BAD = {
    "api.key: must not be in the configuration; put it into the file that api.key_file names, or into"
    " KIOSK_API__KEY (in {file})": f'[api]\nkey = "{SECRET}"\n',
    "shop.nane: unknown key; did you mean name? (in {file})": "[shop]\nnane = 1\n",
    "shops: unknown table; did you mean shop? (in {file})": "[shops]\n",
    "shop: must be a table with keys of its own (in {file})": "shop = 1\n",
    "ui.volume: must be 100 at most (in {file})": "[ui]\nvolume = 500\n",
    "coupon.prefix: must be 1 to 32 letters (a-z), digits or . _ : / + - (in {file})": "coupon.prefix = ''\n",
    "{file}: is not UTF-8 text": b"[shop]\nname = '\xff'\n",
    "{file}: is longer than 64 KB": "# " + "-" * 70_000,
    "{file}: is not valid TOML (at line 2, column 7)": f"[api]\nkey = {SECRET}\n",
}


@pytest.mark.parametrize("said", BAD)
def test_each_file_keeps_the_rules_of_the_base(base: Path, said: str) -> None:
    path = small(base, "20-bad.toml", BAD[said])
    # A later file that says it well does not make this one good.
    small(base, "30-good.toml", "[ui]\nvolume = 40\n")
    found = faults(None)
    assert found == [said.format(file=path)]
    assert SECRET not in "".join(found)


def test_a_key_in_the_wrong_place_is_in_no_repr(base: Path) -> None:
    small(base, "10-key.toml", f'[api]\nkey = "{SECRET}"\n')
    sources, _ = read(base, needed=True)
    assert any(SECRET in str(one.tables) for one in sources)
    assert SECRET not in repr(sources)


def test_a_mistake_that_is_covered_up_is_one_all_the_same(base: Path) -> None:
    base.write_text("[ui]\nvolume = 500\n")
    small(base, "x.toml", "[ui]\nvolume = 40\n")
    assert faults(None) == [f"ui.volume: must be 100 at most (in {base})"]
    assert faults(None, KIOSK_UI__VOLUME="30") == [f"ui.volume: must be 100 at most (in {base})"]


def test_what_keys_must_be_together_is_asked_of_the_whole(base: Path) -> None:
    motion = small(base, "10.toml", '[scanner]\ntrigger = "motion"\n')
    wanted = 'scanner.trigger: "motion" needs scanner.beeper to name the maker whose commands to use'
    assert faults(None) == [f"{wanted} (in {motion})"]
    small(base, "20.toml", '[scanner]\nbeeper = "datalogic"\n')
    assert load(None, {}).scanner.trigger == "motion"
    assert faults(None, KIOSK_SCANNER__BEEPER="none") == [f"{wanted} (in {motion})"]
    assert faults(None, KIOSK_SCANNER__BEEPER="none", KIOSK_SCANNER__TRIGGER="motion") == [
        f"{wanted} (set by KIOSK_SCANNER__TRIGGER)"
    ]


def test_faults_of_several_files_and_variables_at_once(base: Path) -> None:
    a = small(base, "a.toml", "[ui]\nvolume = -1\n")
    b = small(base, "b.toml", "[ui]\nvolume = -2\n")
    assert faults(None, KIOSK_UI__VOLUME="-3") == [
        f"ui.volume: must be at least 0 (in {a})",
        f"ui.volume: must be at least 0 (in {b})",
        "ui.volume: must be at least 0 (set by KIOSK_UI__VOLUME)",
    ]


def test_what_is_no_file_is_a_fault_and_is_not_waited_for(base: Path) -> None:
    os.mkfifo(folder_of(base) / "pipe.toml")
    (folder_of(base) / "folder.toml").mkdir()
    (folder_of(base) / "gone.toml").symlink_to("nowhere")
    folder = folder_of(base)
    assert faults(None) == [
        f"{folder / 'folder.toml'}: is no file",
        f"{folder / 'gone.toml'}: cannot be read: No such file or directory",
        f"{folder / 'pipe.toml'}: is no file",
    ]


def test_a_name_commands_no_terminal(base: Path) -> None:
    small(base, "a\n\x1b[2J.toml", "[ui]\nvolume = 500\n")
    assert faults(None) == [f"ui.volume: must be 100 at most (in {folder_of(base) / 'a??[2J.toml'})"]


def test_a_link_to_a_file_is_one(base: Path) -> None:
    (base.parent / "elsewhere").write_text("[ui]\nvolume = 3\n")
    (folder_of(base) / "x.toml").symlink_to(base.parent / "elsewhere")
    assert load(None, {}).ui.volume == 3


def test_a_folder_that_is_none_or_too_full(base: Path) -> None:
    for number in range(MOST_FILES):
        small(base, f"{number}.toml", "")
    assert load(None, {}).ui.volume == 50
    small(base, "one-more.toml", "")
    assert faults(None) == [f"{folder_of(base)}: has more than {MOST_FILES} files"]
    other = base.with_name("other.toml")
    other.write_text("")
    folder_of(other).write_text("")
    assert faults(other) == [f"{folder_of(other)}: cannot be read: Not a directory"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", {}),
        ("\n[shop]\n# name = 1\n  name = 'a'\r\n", {"shop.name": 4}),
        ("shop.name = 'a'\n[ ui ] # x\nvolume=1\n", {"shop.name": 1, "ui.volume": 3}),
        ("[ui]\nlanguages = [\n 'name = 1',\n]\ntheme = 'dark'\n", {"ui.languages": 2, "ui.theme": 5}),
        ('[shop]\nname = """\nkiosk_id = 1"""\n', {}),
    ],
)
def test_in_which_line_a_key_is(text: str, lines: dict[str, int]) -> None:
    assert lines_of(text) == lines


# -- the command ----------------------------------------------------------------------------------------


def test_check_is_of_the_merged_whole_with_its_key(
    base: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_API__KEY_FILE", str(base.parent / "api.key"))
    path = small(base, "door.toml", '[shop]\nkiosk_id = "door"\n')
    assert main(["config", "check"]) == 2
    assert capsys.readouterr().err == (
        f"api.key_file: {base.parent / 'api.key'} does not exist; or set KIOSK_API__KEY\n"
    )
    (base.parent / "api.key").write_text(SECRET)
    assert main(["config", "check"]) == 0
    assert capsys.readouterr().out == f"{base} with {path} is good.\n"
    path.write_text("[shop]\nkiosk_id = 'ö'\n")
    for words in ([], [str(base)], ["--config", str(base)]):
        assert main(["config", "check", *words]) == 2
        said = capsys.readouterr().err
        assert said.startswith("shop.kiosk_id: must be 1 to 40 letters")
        assert said.endswith(f"(in {path})\n")


def test_check_where_there_is_no_file_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "DEFAULT_PATH", tmp_path / "none.toml")
    monkeypatch.setenv("KIOSK_API__KEY", SECRET)
    assert main(["config", "check"]) == 0
    assert capsys.readouterr().out == "There is no file: all is as by default, and good.\n"
    assert load(None, {}) == Settings()


@pytest.mark.parametrize("words", [["staff", "list"], ["journal", "list"], ["run"]])
def test_every_command_reads_the_folder(
    base: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    path = small(base, "x.toml", "[ui]\nvolume = 500\n")
    assert main(words) == 2
    assert capsys.readouterr().err == f"ui.volume: must be 100 at most (in {path})\n"
