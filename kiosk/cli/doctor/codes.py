"""All faults the doctor knows, by their codes: what each is worth, and what is to be done about it.

A code is for good: people look it up in ``docs/troubleshooting.md`` (a test compares the two lists) and
programs act on it. Its first part is the check that finds it, but for ``doctor.…``, which any may come to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """What a check comes to. Only ``FAULT`` makes the doctor say that something is broken."""

    OK = "ok"
    WARN = "warn"
    FAULT = "fault"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Known:
    """``result``: is it broken, or only not as it should be; ``advice``: a sentence without full stop."""

    result: Result
    advice: str


def _fault(advice: str) -> Known:
    return Known(Result.FAULT, advice)


def _warn(advice: str) -> Known:
    return Known(Result.WARN, advice)


_AS_KIOSK = "run this as the kiosk's user (sudo -u kiosk kiosk doctor) or as root"

CODES: dict[str, Known] = {
    # -- what any check may come to
    "doctor.stuck": _fault("unplug the device and plug it in again, or restart the machine; then ask again"),
    "doctor.failed": _fault("a mistake of the program's: make a bundle (kiosk support-bundle) and report it"),
    # -- configuration and key
    "config.wrong": _fault("correct it where it is set; kiosk config check FILE says whether a file is good"),
    "key.missing": _fault("put the API key into that file: docs/installing.md, step 3"),
    "key.not_permitted": _fault(f"{_AS_KIOSK}; if that is who you are, give the file to the kiosk's user"),
    "key.unusable": _fault("the file holds the API key and nothing else, on one line: paste it anew"),
    # -- network and service
    "network.down": _fault("look at the network cable or the Wi-Fi; the router may be off"),
    "api.no_answer": _fault("look at network and router; try api.base_url in a browser on another machine"),
    "api.no_name": _fault(
        "check the spelling of api.base_url; if it is right, the network's name service is out"
    ),
    "api.tls": _fault(
        "something answers that is not the service: another network, or a filter in the router"
    ),
    "api.tls_time": _fault(
        "set the clock right; if it is, the service's certificate has run out: tell its vendor"
    ),
    "api.sent_elsewhere": _fault("this network wants a sign-in on a page first: use another, or sign in"),
    "api.out_of_order": _fault("the service has trouble of its own: wait; if it lasts, tell its vendor"),
    "api.foreign": _fault("what answers is not the service: check api.base_url"),
    "api.bad_key": _fault(
        "make a new key in the service's dashboard and put it into the file of api.key_file"
    ),
    "api.subscription": _fault("the shop's subscription has lapsed: renew it in the service's dashboard"),
    "api.refused": _fault("the service refuses to look anybody up: check key and account in its dashboard"),
    "api.too_many": _warn("many requests are made with this key: wait a minute and ask again"),
    # -- clock
    "clock.wrong": _warn("set the clock right; until then the kiosk goes by the service's time"),
    "clock.not_synchronised": _warn("let the network set the clock: sudo timedatectl set-ntp true"),
    # -- camera
    "camera.none_found": _warn("plug a camera in, or set camera.source to none"),
    "camera.missing": _fault("plug it in, or name another one in camera.source"),
    "camera.in_use": _fault("end the other program"),
    "camera.not_permitted": _fault(
        "the kiosk's user has to be in the group video; run this as that user or as root"
    ),
    "camera.cannot_open": _fault("unplug it and plug it in again; try another socket, another camera"),
    "camera.no_pictures": _fault("unplug it and plug it in again; try another cable or socket"),
    "camera.black": _warn("take off what covers the lens, or switch a light on"),
    "camera.no_library": _fault("a Pi's own camera wants the package python3-picamera2"),
    # -- scanner
    "scanner.none_found": _warn("plug the scanner in, name it in scanner.port, or set that to none"),
    "scanner.missing": _fault("plug it in, or name another port in scanner.port"),
    "scanner.in_use": _fault("end the other program"),
    "scanner.not_permitted": _fault(
        "the kiosk's user has to be in the group dialout; run this as that user or as root"
    ),
    "scanner.not_a_keyboard": _fault(
        "scanner.port names something that is no scanner: docs/running.md, which is which"
    ),
    "scanner.cannot_open": _fault("unplug it and plug it in again; check scanner.port"),
    "scanner.nothing_reads": _fault("without camera and scanner nobody can be served: plug one of them in"),
    # -- printer
    "printer.none_found": _fault("plug the printer in, name it in printer.port, or set that to none"),
    "printer.missing": _fault("plug the cable in, or name another port in printer.port"),
    "printer.in_use": _fault("end the other program"),
    "printer.not_permitted": _fault(
        "the kiosk's user has to be in the group dialout; run this as that user or as root"
    ),
    "printer.cannot_open": _fault(
        "printer.port is no serial port, or is broken: check it, try another cable"
    ),
    "printer.silent": _fault(
        "switch it on; check cable, printer.baud and printer.flow against its self-test"
    ),
    "printer.paper_out": _fault("put in a new roll and close the cover"),
    "printer.cover_open": _fault("close the cover until it clicks"),
    "printer.error": _fault("switch it off and on; look for a paper jam, and at the knife"),
    "printer.paper_low": _warn("have a new roll at hand"),
    "printer.absent": _fault("plug its cable in; the kiosk finds it again by itself"),
    # -- what is on the disk
    "journal.damaged": _fault(
        "restart the kiosk: it sets the file aside and begins a new one; keep the old one"
    ),
    "journal.not_ours": _fault("journal.path names a file of another program: set it to another path"),
    "journal.newer": _fault("it was written by a newer version of the program: install that one again"),
    "journal.not_permitted": _fault(
        f"{_AS_KIOSK}; if that is who you are, give the file to the kiosk's user"
    ),
    "journal.cannot_read": _fault("check the disk and journal.path; restart the kiosk"),
    "journal.older": _warn("start the kiosk once: it brings its journal up to date"),
    "journal.set_aside": _warn(
        "an earlier journal was damaged: keep the file, and enter staff again if they are gone"
    ),
    "disk.full": _fault("make room on the journal's disk: nothing can be booked without"),
    "disk.read_only": _fault(
        "the disk takes nothing: restart; if it stays so, the card is worn out: replace it"
    ),
    "disk.not_writable": _fault("give the journal's folder to the kiosk's user"),
    "disk.no_folder": _fault("make the folder of journal.path, or correct that path"),
    "disk.little": _warn("make room on the journal's disk soon"),
    "files.open_to_others": _fault("take the rights of others away: chmod 600"),
    "files.wrong_owner": _fault(
        "give it to the owner of its folder: chown; it was made by root, most likely"
    ),
    "assets.missing": _fault("install the program anew; in a checkout: make translations"),
    "assets.logo": _warn(
        "name a file in shop.logo that is there; until then the shop's name stands in its place"
    ),
    # -- the machine
    "machine.hot": _warn("give it air: it works slower from 80 °C on"),
    "machine.low_voltage": _fault("use the power supply that belongs to the Raspberry Pi, and a short cable"),
    "machine.was_low_voltage": _warn(
        "the supply is weak at times: use the one that belongs to the Raspberry Pi"
    ),
    "machine.little_memory": _warn("end what else runs on this machine, or restart it"),
    "service.failed": _fault("read journalctl -u kiosk -e, then: sudo systemctl restart kiosk"),
    "service.restarting": _fault("it ends right after each start: read journalctl -u kiosk -e"),
    "service.crash_loop": _fault(
        "it ended five times in a row (E-LOOP): restart it from the staff screens; report it"
    ),
    "service.stopped": _warn("start it: sudo systemctl enable --force --now kiosk.service"),
    "metrics.no_answer": _warn("restart the kiosk: it serves metrics from its start on"),
    "metrics.port_taken": _warn("another program has this port: set another one in metrics.listen"),
}
