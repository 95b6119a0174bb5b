"""The owner's file on the card: what becomes of it, and that no mistake in it does any harm."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from kiosk.__main__ import main
from kiosk.config import load, read_api_key
from kiosk.setup import importing
from kiosk.setup.importing import Outcome
from tests.support.setup_card import FILLED, KEY, PASSWORD, SECRETS, Computer


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer.new(tmp_path)


def said(computer: Computer, name: str = "faults.json") -> dict[str, object]:
    told = json.loads((computer.places.run / name).read_text())
    assert isinstance(told, dict)
    return told


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_good_file_sets_the_kiosk_up(computer: Computer) -> None:
    imported = computer.owner_writes(FILLED).boots()
    assert (imported.outcome, imported.changed, imported.unwiped) == (Outcome.DONE, True, ())
    etc, iwd = computer.places.etc, computer.places.iwd
    settings = load(etc / "kiosk.toml", {"KIOSK_API__KEY_FILE": str(etc / "api.key")})
    assert settings.shop.name == "Café Yıldız"
    assert str(settings.visit.amount) == "0.5"
    assert settings.ui.languages == ("de", "tr")
    assert read_api_key(settings, {}).get_secret_value() == KEY
    assert (iwd / "Yildiz Gast.psk").read_text() == f"[Security]\nPassphrase={PASSWORD}\n"
    assert (iwd / "main.conf").read_text() == "[General]\nCountry=DE\n"
    modes = {
        str(one.relative_to(computer.root)): mode(one) for one in computer.root.rglob("*.*") if one.is_file()
    }
    assert modes == {
        "etc/kiosk/kiosk.toml": 0o640,
        "etc/kiosk/api.key": 0o600,
        "var/lib/iwd/Yildiz Gast.psk": 0o600,
        "var/lib/iwd/main.conf": 0o600,
        "run/kiosk-setup/result.json": 0o644,
    }


def test_a_strict_unit_takes_nothing_from_those_who_have_to_read_it(tmp_path: Path) -> None:
    computer = Computer.new(tmp_path)
    computer.places.etc.rmdir()
    before = os.umask(0o077)
    try:
        computer.owner_writes(FILLED).boots()
    finally:
        os.umask(before)
    folders = (computer.places.etc, computer.places.run)
    assert [mode(one) for one in folders] == [0o750, 0o755]
    assert mode(computer.places.run / "result.json") == 0o644


def test_every_secret_is_in_one_place_then(computer: Computer) -> None:
    """Not even the comment in which the owner noted one is taken over."""
    computer.owner_writes(FILLED).owner_writes(KEY + "\n", "api.key").boots()
    assert computer.holding(KEY.encode()) == ["root/etc/kiosk/api.key"]
    assert computer.holding(PASSWORD.encode()) == ["root/var/lib/iwd/Yildiz Gast.psk"]
    assert [one.name for one in computer.card.iterdir()] == ["kiosk-setup-done.txt"]
    done = (computer.card / "kiosk-setup-done.txt").read_bytes()
    assert "Café Yıldız".encode() in done
    assert not done.replace(b"\r\n", b"").count(b"\n")


def test_the_next_start_changes_nothing(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    before = computer.files()
    assert computer.boots().outcome is Outcome.NOTHING
    imported = computer.owner_writes(FILLED).boots()
    assert (imported.outcome, imported.changed) == (Outcome.DONE, False)
    assert computer.files() == before


def test_a_later_file_may_leave_the_key_and_the_network_out(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    assert (
        computer.owner_writes('[shop]\nname = "New"\n[api]\nbase_url = "https://n.example"\n').boots().changed
    )
    etc = computer.places.etc
    assert (
        etc / "kiosk.toml"
    ).read_text() == '[shop]\nname = "New"\n\n[api]\nbase_url = "https://n.example"\n'
    assert (etc / "api.key").read_text() == f"{KEY}\n"
    assert (computer.places.iwd / "Yildiz Gast.psk").exists()


def test_another_network_takes_the_place_of_the_old_one(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    (computer.places.iwd / "work.8021x").write_text("an expert's own")
    computer.owner_writes(FILLED.replace("Yildiz Gast", "Çay/2")).boots()
    names = sorted(one.name for one in computer.places.iwd.iterdir())
    assert names == [f"={'Çay/2'.encode().hex()}.psk", "main.conf", "work.8021x"]


def test_an_open_network_is_called_so(computer: Computer) -> None:
    computer.owner_writes(change(PASSWORD + '"\nwifi_c', 'open"\nwifi_c')).boots()
    assert (computer.places.iwd / "Yildiz Gast.open").read_text() == ""


def test_a_key_alone_is_another_key(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    assert computer.owner_writes("lk_other", "API.KEY.txt").boots().changed
    assert (computer.places.etc / "api.key").read_text() == "lk_other\n"
    assert not (computer.card / "API.KEY.txt").exists()


def test_a_wi_fi_alone_is_another_wi_fi(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    before = computer.files(computer.places.etc)
    computer.owner_writes('[setup]\nwifi_ssid = "New"\nwifi_password = "another phrase"\n').boots()
    assert [one.name for one in computer.places.iwd.glob("*.psk")] == ["New.psk"]
    assert computer.files(computer.places.etc) == before


def test_a_wi_fi_alone_sets_no_kiosk_up(computer: Computer) -> None:
    imported = computer.owner_writes('[setup]\nwifi_ssid = "New"\nwifi_password = "another phrase"\n').boots()
    assert [one.line for one in imported.faults] == [
        "shop.name: is missing",
        "api.base_url: is missing",
        "setup.api_key: is missing",
    ]


def test_a_key_alone_is_nothing_before_there_are_settings(computer: Computer) -> None:
    faults = computer.owner_writes("lk_other", "api.key").boots().faults
    assert [fault.line for fault in faults] == ["kiosk.toml: is missing beside api.key"]
    assert (computer.card / "api.key").read_text() == "lk_other"


@pytest.mark.parametrize("name", ["kiosk.toml.txt", "Kiosk.TOML", "KIOSK.toml.TXT"])
def test_a_name_that_an_editor_has_changed_is_good(computer: Computer, name: str) -> None:
    assert computer.owner_writes(FILLED, name).boots().outcome is Outcome.DONE
    assert not (computer.card / name).exists()


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-8"])
def test_a_text_in_any_coding_of_an_editor_is_good(computer: Computer, coding: str) -> None:
    text = FILLED.replace("\n", "\r\n").encode(coding)
    assert computer.owner_writes(text).boots().outcome is Outcome.DONE


def test_two_files_are_one_too_many(computer: Computer) -> None:
    faults = computer.owner_writes(FILLED).owner_writes(FILLED, "kiosk.toml.txt").boots().faults
    assert [fault.key for fault in faults] == ["kiosk.toml.txt"]


def test_a_form_that_nobody_has_filled_in_is_nothing(computer: Computer) -> None:
    form = '[shop]\nname = ""\n[api]\nbase_url = ""\n[setup]\napi_key = ""\nwifi_ssid = ""\n'
    assert computer.owner_writes(form).boots().outcome is Outcome.NOTHING
    assert (computer.card / "kiosk.toml").read_text() == form


def test_the_logo_beside_the_file_comes_along(computer: Computer) -> None:
    text = FILLED.replace("[api]", 'logo = "sign.png"\n[api]', 1)
    computer.owner_writes(text).owner_writes(b"\x89PNG", "sign.png").boots()
    assert (computer.places.etc / "sign.png").read_bytes() == b"\x89PNG"
    assert 'logo = "/etc/kiosk/sign.png"' in (computer.places.etc / "kiosk.toml").read_text()
    # What the card is told can be written back to it.
    told = (computer.card / "kiosk-setup-done.txt").read_text().partition("-" * 72)[2]
    assert computer.owner_writes(told).boots().changed is False


# -- mistakes --------------------------------------------------------------------------------------


def change(old: str, new: str) -> str:
    assert old in FILLED
    return FILLED.replace(old, new, 1)


MISTAKES = {
    "a wrong value": (change("Europe/Berlin", "Berlin"), "shop.timezone: must be the name of a time zone"),
    "a misspelt key": (change("kiosk_id", "kiosk_ID"), "shop.kiosk_ID: unknown key; did you mean kiosk_id?"),
    "a misspelt table": (change("[visit]", "[visits]"), "visits: unknown table; did you mean visit?"),
    "no name": (change('name = "Café Yıldız"', ""), "shop.name: is missing"),
    "no address": (change('base_url = "https://yildiz.example"', ""), "api.base_url: is missing"),
    "an address in the clear": (change("https", "http"), "api.base_url: must begin with https://"),
    "no key": (change(f'api_key = "{KEY}"', ""), "setup.api_key: is missing"),
    "a key with a space": (change(KEY, "lk live"), "setup.api_key: must hold one line"),
    "a key that is no text": (change(f'"{KEY}"', "17"), "setup.api_key: must be text in quotes"),
    "a key in the wrong table": (
        change("[api]\n", f'[api]\nkey = "{KEY}"\n'),
        "api.key: belongs into the table [setup], as api_key",
    ),
    "an unknown key of the set-up": (change("wifi_ssid", "wlan"), "setup.wlan: unknown key"),
    "no password": (change(f'wifi_password = "{PASSWORD}"', ""), "setup.wifi_password: is missing"),
    "a password that was forgotten": (
        change(PASSWORD + '"\nwifi_c', '"\nwifi_c'),
        "setup.wifi_password: is missing",
    ),
    "a short password": (
        change(PASSWORD + '"\nwifi_c', 'short"\nwifi_c'),
        "setup.wifi_password: must have 8",
    ),
    "no network": (change('wifi_ssid = "Yildiz Gast"', ""), "setup.wifi_ssid: is missing"),
    "a long network": (change("Yildiz Gast", "ı" * 17), "setup.wifi_ssid: must be the network's name"),
    "no such country": (change('"DE"', '"UK"'), "setup.wifi_country: must be a country's code"),
    "a set-up that is no table": ("setup = 1\n", "setup: must be a table"),
    "another place for the key": (
        change("[api]", '[api]\nkey_file = "/tmp/key"'),
        "api.key_file: leave it out",
    ),
    "another place for the journal": (
        change("[api]", '[journal]\npath = "/tmp/j"\n[api]'),
        "journal.path: leave it out",
    ),
    "a logo that is not there": (change("[api]", 'logo = "a.png"\n[api]'), "shop.logo: must be the name of"),
    "metrics for everybody": (
        change("[api]", '[metrics]\nlisten = "0.0.0.0:9464"\n[api]'),
        "metrics.listen: must be empty or an address of this machine",
    ),
    "no TOML": (change("[shop]", "[shop"), "kiosk.toml: is not valid TOML (at line 3, column 6)"),
    "curly quotation marks": (change('"entrance"', "“entrance”"), "kiosk.toml: has curly quotation marks"),
    "no text": ("\x80\x81", "kiosk.toml: is not UTF-8 text"),
    "far too long": ("#" * 70_000, "kiosk.toml: is longer than 64 KB"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_and_changes_nothing(computer: Computer, name: str) -> None:
    text, line = MISTAKES[name]
    computer.owner_writes(text.encode("latin-1") if name == "no text" else text)
    before = computer.files()
    imported = computer.boots()
    assert imported.outcome is Outcome.FAULTS
    assert any(fault.line.startswith(line) for fault in imported.faults), imported.faults
    assert computer.files() == before
    told = said(computer)
    assert told["from"] == "card"
    assert told["faults"] == [{"key": one.key, "reason": one.reason} for one in imported.faults]
    for secret in SECRETS:
        assert secret not in json.dumps(told).encode()


def test_a_secret_in_the_place_of_a_key_is_not_told(computer: Computer) -> None:
    text = change("[api]", f'[visit]\n"{KEY}" = 1\n[api]').replace("[visit]\namount", "[printer]\namount")
    computer.owner_writes(text).boots()
    assert KEY not in json.dumps(said(computer))


def test_all_mistakes_are_told_at_once(computer: Computer) -> None:
    text = change("Europe/Berlin", "Berlin").replace('"DE"', '"de"').replace(KEY, "a b")
    faults = computer.owner_writes(text).boots().faults
    assert [fault.key for fault in faults] == ["shop.timezone", "setup.api_key", "setup.wifi_country"]


def test_a_kiosk_that_is_set_up_stays_so_whatever_comes(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    before = computer.files(computer.root)
    assert computer.owner_writes(change("Europe/Berlin", "Berlin")).boots().faults
    assert computer.files(computer.root) == before
    assert computer.owner_writes(FILLED).boots().outcome is Outcome.DONE
    assert not (computer.places.run / "faults.json").exists()


def test_keys_that_differ_are_a_mistake(computer: Computer) -> None:
    faults = computer.owner_writes(FILLED).owner_writes("lk_other", "api.key").boots().faults
    assert [fault.line for fault in faults] == [
        "setup.api_key: is not the same as in api.key; leave one of them out"
    ]


def test_without_a_card_there_is_nothing_to_do(computer: Computer) -> None:
    computer.card.rmdir()
    assert computer.boots().outcome is Outcome.NOTHING


def test_a_computer_without_iwd_has_its_network_elsewhere(computer: Computer) -> None:
    computer.places.iwd.rmdir()
    assert [one.key for one in computer.owner_writes(FILLED).boots().faults] == ["setup.wifi_ssid"]


def test_a_card_that_takes_nothing_does_not_keep_the_kiosk_from_working(
    computer: Computer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no(path: Path) -> None:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr(importing.disk, "wipe", no)
    imported = computer.owner_writes(FILLED).boots()
    assert (imported.outcome, imported.unwiped) == (Outcome.DONE, ("kiosk.toml",))
    assert said(computer, "result.json")["unwiped"] == ["kiosk.toml"]


# -- what the screen was shown ---------------------------------------------------------------------


def test_a_request_of_the_screen_sets_up(computer: Computer) -> None:
    assert computer.asks(FILLED).outcome is Outcome.DONE
    assert computer.holding(KEY.encode()) == ["root/etc/kiosk/api.key"]
    assert not list((computer.places.run / "request").iterdir())
    assert said(computer, "result.json")["outcome"] == "done"


def test_a_request_with_a_mistake_is_told_and_taken_away(computer: Computer) -> None:
    assert computer.asks(change("Europe/Berlin", "Berlin")).outcome is Outcome.FAULTS
    assert not list((computer.places.run / "request").iterdir())
    assert said(computer)["from"] == "screen"


def test_a_kiosk_that_is_set_up_takes_no_request(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    before = computer.files(computer.root)
    imported = computer.asks(change("https://yildiz.example", "https://thief.example"))
    assert [one.reason for one in imported.faults] == [
        "the kiosk is set up already; changes come by the card"
    ]
    assert computer.files(computer.root) == before
    assert not list((computer.places.run / "request").iterdir())


@pytest.mark.parametrize("kind", ["link", "second name", "pipe", "folder"])
def test_a_request_leads_root_nowhere_else(computer: Computer, tmp_path: Path, kind: str) -> None:
    """The folder belongs to the kiosk's user: whatever lies there, no other file is read or wiped by root."""
    other = tmp_path / "shadow"
    other.write_text(FILLED)
    request = computer.places.run / "request"
    request.mkdir(parents=True)
    match kind:
        case "link":
            (request / "kiosk.toml").symlink_to(other)
        case "second name":
            (request / "kiosk.toml").hardlink_to(other)
        case "pipe":
            os.mkfifo(request / "kiosk.toml")
        case _:
            (request / "kiosk.toml").mkdir()
    assert importing.import_from(request, computer.places, from_screen=True).outcome is Outcome.NOTHING
    assert other.read_text() == FILLED
    assert list(computer.places.etc.iterdir()) == []


# -- the folder of small files beside it -------------------------------------------------------------


def folder_says(computer: Computer, text: str, name: str = "door.toml") -> Path:
    folder = computer.places.etc / "kiosk.d"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    return folder / name


def test_the_folder_stays_and_has_the_last_word(computer: Computer) -> None:
    path = folder_says(computer, '[ui]\nvolume = 33\n[shop]\nname = "Café Yıldız"\n')
    assert computer.owner_writes(FILLED).boots().outcome is Outcome.DONE
    settings = load(computer.places.etc / "kiosk.toml", {})
    assert (settings.ui.volume, settings.ui.languages) == (33, ("de", "tr"))
    assert path.exists()
    assert importing.is_set_up(computer.places)


def test_what_the_folder_would_override_is_a_mistake_with_its_file(computer: Computer) -> None:
    """Else the owner sets a name, is told that all is well, and sees another one on the screen."""
    folder_says(computer, '[shop]\nkiosk_id = "a"\n', "10.toml")
    path = folder_says(computer, '[shop]\nkiosk_id = "b"\n', "20.toml")
    before = computer.files(computer.root)
    imported = computer.owner_writes(FILLED).boots()
    said = "is something else in kiosk.d/20.toml, which wins; leave it out here"
    assert [(one.key, one.reason) for one in imported.faults] == [("shop.kiosk_id", said)]
    assert computer.files(computer.root) == before
    assert (computer.card / "kiosk.toml").exists()
    path.unlink()
    folder_says(computer, "", "10.toml")
    assert computer.boots().outcome is Outcome.DONE


def test_what_the_folder_says_need_not_be_in_the_owners_file(computer: Computer) -> None:
    folder_says(computer, '[shop]\nname = "Chain"\n[api]\nbase_url = "https://chain.example"\n')
    computer.owner_writes(f'[shop]\nkiosk_id = "door"\n[setup]\napi_key = "{KEY}"\n')
    assert computer.boots().outcome is Outcome.DONE
    settings = load(computer.places.etc / "kiosk.toml", {})
    assert (settings.shop.name, settings.shop.kiosk_id) == ("Chain", "door")


def test_another_wi_fi_is_none_of_the_folders_business(computer: Computer) -> None:
    assert computer.owner_writes(FILLED).boots().outcome is Outcome.DONE
    folder_says(computer, '[shop]\nkiosk_id = "b"\n')
    three = '[setup]\nwifi_ssid = "New"\nwifi_password = "another phrase"\n'
    assert computer.owner_writes(three).boots().outcome is Outcome.DONE
    assert load(computer.places.etc / "kiosk.toml", {}).shop.kiosk_id == "b"


def test_files_that_do_not_go_together_are_a_mistake(computer: Computer) -> None:
    folder_says(computer, '[scanner]\ntrigger = "motion"\n')
    imported = computer.owner_writes(FILLED).boots()
    assert [one.key for one in imported.faults] == ["scanner.trigger"]
    assert "door.toml" in imported.faults[0].reason


# -- the command -----------------------------------------------------------------------------------


def test_the_command_says_what_came_of_it(computer: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    import pwd

    me = pwd.getpwuid(os.geteuid()).pw_name
    command = ["setup", "import", str(computer.card), "--root", str(computer.root), "--user", me]
    assert main(command) == 0
    computer.owner_writes(change("Europe/Berlin", "Berlin"))
    assert main(command) == 2
    assert capsys.readouterr().err.startswith("shop.timezone: must be")
    computer.owner_writes(FILLED)
    assert main(command) == 0
    assert "The kiosk is set up." in capsys.readouterr().out
    assert main([*command[:-1], "nobody-of-that-name"]) == 1
    assert "no user" in capsys.readouterr().err


def test_a_disk_that_takes_nothing_is_told(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import pwd

    def full(filed: object) -> None:
        raise OSError(28, "No space left on device", "/etc/kiosk/x")

    monkeypatch.setattr(importing.disk, "write", full)
    computer.owner_writes(FILLED)
    me = pwd.getpwuid(os.geteuid()).pw_name
    assert main(["setup", "import", str(computer.card), "--root", str(computer.root), "--user", me]) == 1
    assert "No space left" in capsys.readouterr().err
    assert (computer.card / "kiosk.toml").read_text() == FILLED
