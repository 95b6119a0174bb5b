"""A kiosk out of the box: it shows its set-up screen, films the code on the owner's phone, and starts anew as
the shop's own. Root is played by the test."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.cli.appliance import Offers, find
from kiosk.core.stages_first import FirstNote, Mistake, Need, SetupAnswered
from kiosk.setup.code import packed
from kiosk.setup.importing import import_from
from kiosk.simulator.shop_values import TEST_KEY
from tests.e2e.kiosk_process import Film, Kiosk, Place, environment, leaks, place, toml
from tests.support.setup_card import FILLED, Computer

PASSWORD = "planted pass phrase"


@contextlib.contextmanager
def root(computer: Computer) -> Iterator[None]:
    """What the path unit of the appliance does: as soon as there is a request, it is imported."""
    request = computer.places.run / "request"
    request.mkdir(parents=True)
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            if (request / "kiosk.toml").exists():
                import_from(request, computer.places, from_screen=True)

    thread = threading.Thread(target=look, name="root")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def surroundings(computer: Computer) -> dict[str, str]:
    """Where an appliance has its files, in a folder."""
    etc = computer.places.etc
    return {
        "KIOSK_SETUP_DIR": str(computer.places.run),
        "KIOSK_API__KEY_FILE": str(etc / "api.key"),
        "KIOSK_JOURNAL__PATH": str(computer.root / "journal.sqlite3"),
        "KIOSK_UI__FULLSCREEN": "false",
        "KIOSK_UI__SOUND": "false",
        "KIOSK_SCANNER__PORT": "none",
        "KIOSK_PRINTER__PORT": "none",
        "KIOSK_CAMERA__FPS": "15",
    }


def owners_file(place: Place) -> str:
    return toml(
        {
            "shop": {"name": "Kahveci Köşe"},
            "api": {"base_url": place.server.base_url},
            "setup": {
                "api_key": TEST_KEY,
                "wifi_ssid": "Köşe",
                "wifi_password": PASSWORD,
                "wifi_country": "TR",
            },
        }
    )


def appliance(computer: Computer, folder: Path, film: Film) -> Kiosk:
    errors = folder / "errors"
    errors.touch()
    around = surroundings(computer) | {"KIOSK_CAMERA__SOURCE": f"dir:{film.folder}"}
    config = computer.places.etc / "kiosk.toml"
    return Kiosk(config, errors, environ=around, more=("--appliance",))


def test_the_owners_phone_sets_a_new_kiosk_up(tmp_path: Path) -> None:
    computer = Computer.new(tmp_path / "computer")
    with place(tmp_path) as shop, root(computer):
        film = Film(tmp_path / "film").empty(4).phone("LOY-SOMEBODY", 6).empty(16)
        film.phone(packed(tomllib.loads(owners_file(shop))), 8)
        with appliance(computer, tmp_path, film) as kiosk:
            kiosk.wait_for("screen", name="setup")
            assert kiosk.wait_for_end() == 79
            output = kiosk.output
        assert [line["kind"] for line in kiosk.all("scan")] == ["setup", "setup"]
        assert not kiosk.all("api")
        assert (computer.places.etc / "api.key").read_text() == f"{TEST_KEY}\n"
        assert computer.holding(PASSWORD.encode()) == [f"root/var/lib/iwd/={'Köşe'.encode().hex()}.psk"]
        # And now it is this shop's.
        member = Film(tmp_path / "member").empty(4).phone(shop.qr, 30)
        with appliance(computer, tmp_path, member) as kiosk:
            kiosk.wait_for("screen", name="attract")
            kiosk.wait_for("screen", name="balance")
            output += kiosk.output
    assert not leaks(output + (tmp_path / "errors").read_text(), [TEST_KEY, PASSWORD, "KIOSK1:"])


def test_mistakes_are_on_the_screen_instead_of_an_end(tmp_path: Path) -> None:
    computer = Computer.new(tmp_path / "computer")
    computer.owner_writes(FILLED.replace("Europe/Berlin", "Berlin")).boots()
    with appliance(computer, tmp_path, Film(tmp_path / "film").empty(2)) as kiosk:
        kiosk.wait_for("screen", name="setup")
        assert [line["reason"] for line in kiosk.all("fault", where="setup")] == ["shop.timezone"]
        kiosk.terminate()
        assert kiosk.wait_for_end() == 0


# -- what there is to run with, and what becomes of a code -----------------------------------------


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    computer = Computer.new(tmp_path)
    monkeypatch.setattr(os, "environ", environment() | surroundings(computer))
    return computer


def found(computer: Computer) -> tuple[Need | None, str]:
    it = find(computer.places.etc / "kiosk.toml", computer.places.run)
    return it.need, it.card_mistake


def test_nothing_at_all_is_an_invitation(computer: Computer) -> None:
    assert found(computer) == (Need(), "")
    (computer.places.etc / "kiosk.toml").write_text('[shop]\nname = "as delivered"\n')
    assert found(computer) == (Need(), "")


def test_a_set_up_is_all_there_is(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    assert found(computer) == (None, "")


def test_a_mistake_on_the_card_keeps_no_kiosk_from_its_work(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    computer.owner_writes(FILLED.replace("Europe/Berlin", "Berlin")).boots()
    assert found(computer) == (None, "shop.timezone")


def test_what_an_update_finds_wrong_is_told(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    (computer.places.etc / "kiosk.toml").write_text("[shop]\nnane = 1\n")
    need, _ = found(computer)
    assert need is not None
    assert [one.key for one in need.mistakes] == ["shop.nane"]


def test_an_unusable_key_is_told(computer: Computer) -> None:
    computer.owner_writes(FILLED).boots()
    (computer.places.etc / "api.key").write_text("two words")
    need, _ = found(computer)
    assert need is not None
    assert [one.key for one in need.mistakes] == ["api.key_file"]


@pytest.mark.parametrize("said", ["", "[]", "{", '{"from": "card"}', '{"from": "card", "faults": [1]}'])
def test_whatever_root_has_said_the_kiosk_starts(computer: Computer, said: str) -> None:
    computer.places.run.mkdir(parents=True)
    (computer.places.run / "faults.json").write_text(said)
    assert found(computer) == (Need(), "")


def offer(computer: Computer, data: bytes, patience: float = 20.0) -> SetupAnswered:
    return Offers(computer.places.run, patience=patience, pause=0.02)(data)


def test_a_code_is_judged_before_root_is_asked(computer: Computer) -> None:
    assert offer(computer, b"LOY-1") == SetupAnswered(FirstNote.NOT_ONE)
    assert offer(computer, b"KIOSK9:A") == SetupAnswered(FirstNote.NEWER)
    wrong = FILLED.replace("Europe/Berlin", "Berlin").encode()
    answer = offer(computer, wrong)
    assert answer.note is None
    assert [one.key for one in answer.mistakes] == ["shop.timezone"]


def test_root_has_the_last_word(computer: Computer) -> None:
    with root(computer):
        assert offer(computer, FILLED.encode()) == SetupAnswered(FirstNote.DONE)
        again = offer(computer, FILLED.encode())
    assert again == SetupAnswered(
        None, (Mistake("", "the kiosk is set up already; changes come by the card"),)
    )


def test_where_root_is_not_there_the_secrets_do_not_stay(computer: Computer) -> None:
    assert offer(computer, FILLED.encode()) == SetupAnswered(FirstNote.NO_ANSWER)  # no folder
    (computer.places.run / "request").mkdir(parents=True)
    assert offer(computer, FILLED.encode(), 0.1) == SetupAnswered(FirstNote.NO_ANSWER)
    assert not list((computer.places.run / "request").iterdir())


def test_what_root_says_is_no_secret(computer: Computer) -> None:
    with root(computer):
        offer(computer, FILLED.encode())
    said = json.loads((computer.places.run / "result.json").read_text())
    assert said == {"from": "screen", "faults": [], "outcome": "done", "unwiped": []}
