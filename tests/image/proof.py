"""What the image has to show without a Raspberry Pi, one part after the other (``make image-test``)."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.image import updates
from tests.image.card import Card
from tests.image.machine import Machine, credentials, eventually
from tests.image.shop import KEY, PORT_INSIDE, Shop

WIFI = "a wireless secret 7261"
READY = r'"event": ?"ready"'
INVITED = r'"event": ?"screen".*"name": ?"attract"'
SCANNER = r'"name": ?"scanner", "state": ?"up"'
START = 480.0
"""Seconds for a start, on two cores that are busy with something else as well. It takes 60 to 110."""

OWNERS = f"""\
[shop]
name = "Kahveci"
[api]
base_url = "http://127.0.0.1:{PORT_INSIDE}"
[visit]
cooldown = "0s"
daily_limit = 0
[camera]
source = "none"
[scanner]
port = "/dev/ttyUSB0"
[printer]
port = "none"
[setup]
api_key = "{KEY}"
wifi_ssid = "Kahveci"
wifi_password = "{WIFI}"
wifi_country = "TR"
"""


@dataclass
class Proof:
    """What all parts share. ``image`` is the folder that ``make image`` fills."""

    image: Path
    out: Path
    seed: int
    cuts: int
    say: Callable[[str], None]
    numbers: dict[str, float] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Of the image."""
        return (self.image / "version").read_text("ascii").strip()

    def fresh(self) -> Card:
        """A new card, with the owner's file on it."""
        card = Card.of(self.image / f"loyalite-kiosk-{self.version}.img", self.out / "card.img")
        card.put("kiosk.toml", OWNERS)
        return card

    def card(self) -> Card:
        """The card as the last part left it; the first one makes it."""
        path = self.out / "card.img"
        return Card(path) if path.exists() else self.fresh()

    def machine(self, card: Card, name: str, shop: Shop) -> Machine:
        """The machine, with the shop within its reach and its log on the console."""
        units = {
            **shop.units(),
            # An emulated processor is twenty times slower. How soon a hung kiosk is ended, others test.
            "kiosk.service.d": "[Service]\nWatchdogSec=60\nTimeoutStartSec=400\n",
        }
        words = f"kiosk.display=software systemd.wants=shop.socket {credentials(units)}"
        words += " systemd.journald.forward_to_console=1"
        return Machine(card, self.out / name, self.image / "u-boot-qemu.bin", words=words)


# -- the parts -------------------------------------------------------------------------------------


def boot(proof: Proof, shop: Shop) -> None:
    """From a card as an owner has made it to the invitation; what was secret is off the card."""
    card = proof.fresh()
    with proof.machine(card, "boot", shop) as machine:
        machine.wait_for(READY, START)
        proof.numbers["first start, s"] = round(machine.seconds)
        machine.wait_for(INVITED, 60)
        proof.say(f"invitation after {machine.seconds:.0f} s")
        eventually(lambda: False, 8)
        machine.picture(proof.out / "attract.png")
        assert not eventually(lambda: "Failed to start" in machine.said(), 1), (
            "a unit failed; see console.log"
        )
    names = card.names()
    assert "kiosk.toml" not in names, f"the owner's file is still there: {names}"
    assert "kiosk-setup-done.txt" in names, f"nobody told the owner: {names}"
    for secret in (KEY, WIFI):
        assert not card.holds(secret), "a secret is still on the owner's part of the card"
    sizes = {name: size // 1024**2 for name, (_, size) in card.partitions().items()}
    assert sizes["data"] > 1500, f"the data partition did not grow: {sizes}"
    assert sizes["system_b"] == sizes["system_a"]


def scan(proof: Proof, shop: Shop) -> None:
    """A whole scan: from the scanner's line to the service's books and the screen."""
    with proof.machine(proof.card(), "scan", shop) as machine:
        at = machine.wait_for(INVITED, START)
        proof.numbers["later start, s"] = round(machine.seconds)
        machine.wait_for(SCANNER, 60)
        _scan(machine, shop, _members(shop)[0])
        machine.wait_for(r'"event": ?"screen".*"name": ?"(reward|balance|coupon)"', 60, after=at)
        # The screens change by a movement, and an emulated processor takes its time over one.
        eventually(lambda: False, 6)
        machine.picture(proof.out / "scan.png")
        proof.say("a member was scanned and booked")
    _intact(proof, proof.card(), shop)


def cuts(proof: Proof, shop: Shop) -> None:
    """The power is cut at any moment, over and over; the journal is whole, and holds all that was booked."""
    chance = random.Random(proof.seed)
    card = proof.card()
    members = _members(shop)
    served = 0
    # From the boot loader's first word to well after the invitation, on a machine as fast as this one is.
    latest = 1.4 * proof.numbers.get("later start, s", 100.0)
    for number in range(1, proof.cuts + 1):
        moment = chance.uniform(3.0, latest)
        with proof.machine(card, "cuts", shop) as machine:
            if eventually(lambda: bool(_shown(machine)), moment):
                left = moment - machine.seconds
                _scan(machine, shop, chance.choice(members), wait=False)
                eventually(lambda: False, max(0.0, min(left, chance.uniform(0.0, 6.0))))
                served += 1
            moment = machine.seconds
        if "data" in card.partitions():
            _intact(proof, card, shop)
        proof.say(f"cut {number} of {proof.cuts} after {moment:.0f} s: the journal is whole")
    with proof.machine(card, "after-cuts", shop) as machine:
        machine.wait_for(SCANNER, START)
        _scan(machine, shop, _members(shop)[0])
    _intact(proof, card, shop)
    proof.numbers["power cuts"] = proof.cuts
    proof.numbers["of them after a scan"] = served


def update(proof: Proof, shop: Shop) -> None:
    """A good update from a stick is started and kept; a bad one comes back to the one before by itself."""
    tree = proof.image / "tree"
    better, worse = f"{proof.version}.1", f"{proof.version}.2"
    folder = proof.out / "updates"
    good = updates.stick(proof.out / "good.stick", updates.good(tree, folder, better))
    bad = updates.stick(proof.out / "bad.stick", updates.bad(tree, folder, worse))
    card = proof.card()
    with proof.machine(card, "update-good", shop) as machine:
        machine.wait_for(r"system \w \(.*\) runs well", START + 240)
        proof.say(f"the system was found well after {machine.seconds:.0f} s")
        first = machine.seconds
        machine.plug_in(good)
        machine.wait_for(r"installed .*; starting it", 900)
        proof.numbers["installing an update, s"] = round(machine.seconds - first)
        proof.say("the good update is installed")
        at = machine.wait_for(r"kiosk: system B ", 300)
        machine.wait_for(INVITED, START, after=at)
        machine.wait_for(rf"system B \({_plain(better)}\) runs well", 400, after=at)
        proof.numbers["update to found well, s"] = round(machine.seconds - first)
        proof.say("the good update runs, and was found well")
    assert card.remembered()["BOOT_ORDER"].startswith("B"), card.remembered()
    with proof.machine(card, "update-bad", shop) as machine:
        machine.wait_for(r"kiosk: system B ", 120)
        machine.wait_for(INVITED, START)
        first = machine.seconds
        machine.plug_in(bad)
        machine.wait_for(r"installed .*; starting it", 900)
        at = machine.wait_for(r"kiosk: system A ", 300)
        machine.wait_for(r"going back to the other system", 900, after=at)
        at = machine.wait_for(r"kiosk: system B ", 300, after=at)
        machine.wait_for(INVITED, START, after=at)
        proof.numbers["bad update to the old system's invitation, s"] = round(machine.seconds - first)
        proof.say("the bad update was given up, and the system before it runs")
        # The stick is still in: it must not begin again.
        machine.wait_for(r"passed over, for it was tried", 300, after=at)
        machine.picture(proof.out / "after-rollback.png")
    _intact(proof, card, shop)


PARTS: dict[str, Callable[[Proof, Shop], None]] = {"boot": boot, "scan": scan, "cuts": cuts, "update": update}


# -- their tools -----------------------------------------------------------------------------------


def _plain(version: str) -> str:
    return version.replace("+", r"\+").replace(".", r"\.")


def _members(shop: Shop) -> list[str]:
    return [str(one["code"]) for one in shop.ask("/_sim/members")]


def _shown(machine: Machine) -> bool:
    try:
        machine.wait_for(SCANNER, 0)
    except AssertionError:
        return False
    return True


def _scan(machine: Machine, shop: Shop, member: str, *, wait: bool = True) -> None:
    before = len(shop.ask("/_sim/ledger"))
    machine.scan(shop.ask(f"/_sim/members/{member}/qr")["qr"])
    if wait:
        assert eventually(lambda: len(shop.ask("/_sim/ledger")) > before, 90), "nothing was booked"


def _intact(proof: Proof, card: Card, shop: Shop) -> None:
    """The journal opens, is whole, and has every operation that the service has booked."""
    out = proof.out / "data"
    card.files_of_data(out, *(f"/kiosk/journal.sqlite3{end}" for end in ("", "-wal")))
    booked = {entry["external_id"] for entry in shop.ask("/_sim/ledger")}
    journal = out / "journal.sqlite3"
    if not journal.exists():
        assert not booked, "the journal is gone"
        return
    base = sqlite3.connect(journal)
    try:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the journal is broken"
        known = {row[0] for row in base.execute("SELECT id FROM operation")}
    except sqlite3.OperationalError as error:
        # Cut off before its first table was there.
        if "no such table" not in str(error):
            raise
        known = set()
    finally:
        base.close()
    assert booked <= known, f"booked, and not in the journal: {booked - known}"
