"""Staff look after the machine through the real window: devices, settings, out of service."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from kiosk.app import EXIT_RESTART
from kiosk.core.machine import Refusal
from kiosk.demo.world import STAFF_NAME
from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import Preset
from tests.e2e.hands import HANDS, Hand
from tests.e2e.window import Stand, standing, texts

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Connections and workers belong to the kiosk, which outlives each test; ``standing`` counts in the end.
    pytest.mark.threads_may_outlive,
]


@pytest.fixture(scope="module")
def kiosk(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    with standing(tmp_path_factory.mktemp("house"), "standard") as stand:
        yield stand


@pytest.fixture
def stand(kiosk: Stand) -> Iterator[Stand]:
    kiosk.shop.set_preset(Preset.STANDARD)
    yield kiosk
    kiosk.world.printer.paper_out = kiosk.world.printer.silent = False
    kiosk.clear()


@pytest.fixture(params=list(HANDS))
def hand(request: pytest.FixtureRequest, stand: Stand) -> Hand:
    return HANDS[request.param](stand)


def to_the_task(stand: Stand, hand: Hand, task: str) -> None:
    """Unlocked, and one touch on."""
    stand.until("nobody there", lambda: stand.screen in ("attract", "closed"))
    stand.unlock(hand)
    hand.button(f"button_task_{task}")
    stand.sees(f"staff_{task}")


def audited(stand: Stand, task: str, outcome: str) -> None:
    """Wait for this line at the end of the audit log."""
    stand.until(f"{task} {outcome} on disk", lambda: stand.audit()[-1] == (STAFF_NAME, task, outcome))


def line(stand: Stand, name: str) -> str:
    """What is said of a device, as one text."""
    facts = {fact["name"]: fact for fact in stand.body.get("facts", [])}
    fact = facts.get(name, {"words": [], "code": ""})
    return " · ".join([*fact["words"], fact["code"]])


def says(stand: Stand, name: str, *words: str) -> None:
    """Wait for these words at a device, and see that they are drawn."""
    stand.until(f"{words} of {name}", lambda: all(word in line(stand, name) for word in words))
    stand.says(words[0])


def logged(stand: Stand, event: str) -> list[dict[str, object]]:
    found = []
    for text in stand.out.getvalue().splitlines():
        with suppress(ValueError):
            told = json.loads(text)
            if told.get("event") == event:
                found.append(told)
    return found


# -- devices ---------------------------------------------------------------------------------------


def test_camera_and_scanner_are_seen_at_work(stand: Stand, hand: Hand) -> None:
    member = stand.guest()
    asked = len(stand.world.server.seen)
    to_the_task(stand, hand, "devices")
    says(stand, "Camera", "pictures a second")
    says(stand, "Scanner", "Works")
    says(stand, "Last code", "Hold any code up to try")
    preview = stand.item("preview")
    assert preview is not None
    assert preview.property("showing")
    code = stand.shop.qr_for(member.code)
    stand.scan(code)
    says(stand, "Last code", "by the scanner", "customer code or other", f"length {len(code)}")
    stand.until("its age", lambda: "2\u00a0s ago" in line(stand, "Last code"))
    stand.world.show("cq_held_up")
    says(stand, "Last code", "by the camera", "a coupon", "length 10")
    stand.world.put_away()
    assert len(stand.world.server.seen) == asked  # nobody was looked up
    begun = stand.view["session"]
    seen = [text for view in stand.views if view["session"] == begun for text in texts(view)]
    assert not [text for text in seen if code in text or "cq_held_up" in text]
    stand.world.scanner.unplug()
    says(stand, "Scanner", "Not plugged in", "E-SCN-1")
    stand.world.scanner.replug()
    says(stand, "Scanner", "Works")


def test_the_printer_says_what_is_wrong_and_a_test_page_comes_out(stand: Stand, hand: Hand) -> None:
    twin = stand.world.printer
    to_the_task(stand, hand, "devices")
    says(stand, "Printer", "Ready")
    before = len(twin.papers)
    hand.button("button_test_page")
    says(stand, "Test page", "Printed")
    assert len(twin.papers) == before + 1
    audited(stand, "test_page", "printed")
    twin.paper_out = True
    says(stand, "Printer", "Out of paper", "E-PRN-1")
    assert stand.item("button_test_page") is None
    twin.paper_out = False
    says(stand, "Printer", "Ready")
    if hand.name == "keypad":
        return  # the rest is the same, whoever looks
    twin.silent = True
    says(stand, "Printer", "No answer", "E-PRN-4")
    twin.silent = False
    says(stand, "Printer", "Ready")
    twin.unplug()
    says(stand, "Printer", "Not plugged in", "E-PRN-5")
    twin.replug()
    says(stand, "Printer", "Ready")


@pytest.mark.parametrize(
    ("fault", "words", "code", "outcome"),
    [
        (None, "Answers", "", "not_found"),
        ("key", "The API key is wrong", "E-API-401", "bad_key"),
        ("subscription", "The subscription has lapsed", "E-API-402", "subscription_lapsed"),
        (FaultKind.DROP, "No answer", "E-NET-1", "unavailable_reset"),
        (FaultKind.REDIRECT, "Sent elsewhere", "E-NET-5", "unavailable_redirect"),
    ],
)
def test_the_service_is_tried(
    stand: Stand, fault: FaultKind | str | None, words: str, code: str, outcome: str
) -> None:
    hand = HANDS["touch" if fault is None else "keypad"](stand)
    settings = stand.shop.settings
    key = settings.api_key
    to_the_task(stand, hand, "devices")
    says(stand, "Service", "not tested yet")
    if isinstance(fault, FaultKind):
        stand.world.server.faults.add(Fault(fault, "lookup", count=None))
    settings.api_key = "another" if fault == "key" else key
    settings.subscription = fault != "subscription"
    try:
        hand.button("button_test_service")
        says(stand, "Service", words, "\u00a0ms", code)
    finally:
        settings.api_key, settings.subscription = key, True
    assert stand.item("button_test_service") is None  # not again at once
    audited(stand, "test_service", outcome)
    if fault is None:
        says(stand, "Clock", "agrees with the service")
        says(stand, "Storage", "GB of disk free")
        says(stand, "Machine", "47\u00a0°C", "power supply fine")


# -- settings --------------------------------------------------------------------------------------


def choose(stand: Stand, hand: Hand, setting: str, value: str) -> None:
    """From all settings to one, its value, and back again."""
    hand.button(f"button_setting_{setting}")
    stand.until("one setting", lambda: any(b["action"] == "set" for b in stand.body["choices"]))
    name = f"button_set_{value}" if value else "button_set"
    hand.button(name)
    stand.until(f"{value} to hold", lambda: holds(stand, value))
    hand.button("button_back")
    stand.until("all settings", lambda: all(b["action"] == "setting" for b in stand.body["choices"]))


def holds(stand: Stand, value: str) -> bool:
    return any(b["value"] == value and b["style"] == "primary" for b in stand.body["choices"])


def test_settings_hold_at_once_and_after_a_restart_until_they_are_given_back(
    stand: Stand, hand: Hand
) -> None:
    member = stand.guest(4)
    twin = stand.world.appliance
    to_the_task(stand, hand, "settings")
    stand.says("Brightness: 80%")
    wanted = {"volume": "20", "brightness": "40", "visits": "off", "text_size": "125", "language": "de"}
    if hand.name == "keypad":  # each tile is as far from the next as any other
        wanted = {name: wanted[name] for name in ("brightness", "text_size", "visits", "language")}
    for setting, value in wanted.items():
        choose(stand, hand, setting, value)
    assert twin.report().brightness == 40
    stand.says("Helligkeit: 40 %")
    assert stand.view["text_scale"] == 125
    audited(stand, "settings", "language=de")
    done = [what for who, task, what in stand.audit() if (who, task) == (STAFF_NAME, "settings")]
    assert done[-len(wanted) :] == [f"{setting}={value}" for setting, value in wanted.items()]
    stand.leave(hand)
    twin.set_brightness(80)  # as the machine does when it starts
    stand.close()
    stand.open()
    assert (stand.view["language"], stand.view["text_scale"]) == ("de", 125)
    stand.until("the screen's light", lambda: twin.report().brightness == 40)
    stand.hold_up(member)
    stand.says("4 von 10")
    stand.world.put_away()
    QTest.qWait(300)
    assert stand.earned(member) == []
    hand.leave()
    stand.sees("done")
    stand.sees("attract")
    # back to what the configuration says
    to_the_task(stand, hand, "settings")
    for setting in reversed(wanted):
        choose(stand, hand, setting, "")
    stand.says("Visits: earn")
    stand.leave(hand)
    assert (stand.view["language"], stand.view["text_scale"]) == ("en", 100)
    other = stand.guest(4)
    stand.hold_up(other)
    stand.sees("reward")
    twin.set_brightness(80)


# -- out of service --------------------------------------------------------------------------------


def deed(stand: Stand, hand: Hand, what: str) -> None:
    """Asked for, and confirmed by a second touch."""
    to_the_task(stand, hand, "close")
    hand.button(f"button_deed_{what}")
    stand.until("the question", lambda: stand.item("button_confirm") is not None)
    hand.button("button_confirm")


def test_a_closed_kiosk_serves_nobody_until_staff_open_it(stand: Stand, hand: Hand) -> None:
    member = stand.guest()
    to_the_task(stand, hand, "close")
    hand.button("button_deed_close")
    stand.says("Close the kiosk?")
    hand.button("button_back")
    stand.says("Out of service")
    stand.leave(hand)
    deed(stand, hand, "close")
    stand.says("We are closed just now")
    assert stand.screen == "closed"
    asked = len(stand.world.server.seen)
    stand.hold_up(member)
    stand.says("Nothing booked: we are closed.")
    stand.world.put_away()
    if hand.name == "touch":
        stand.close()
        stand.open("closed")
        stand.scan(stand.shop.qr_for(member.code))
        stand.says("Nothing booked: we are closed.")
    assert len(stand.world.server.seen) == asked
    assert stand.earned(member) == []
    deed(stand, hand, "open")
    stand.sees("attract")
    other = stand.guest()
    stand.hold_up(other)
    stand.sees("reward")
    wanted = [(STAFF_NAME, "close", "done"), (STAFF_NAME, "open", "done")]
    audited(stand, *wanted[1][1:])
    assert [one for one in stand.audit() if one[1] in ("close", "open")][-2:] == wanted


def test_shutting_down_is_asked_twice_and_a_refusal_is_told(stand: Stand, hand: Hand) -> None:
    twin = stand.world.appliance
    twin.refusal = Refusal.NOT_PERMITTED
    try:
        deed(stand, hand, "shut_down")
        stand.says("This machine does not allow the kiosk to switch it off.")
        stand.says("E-OFF-1")
        stand.leave(hand)
    finally:
        twin.refusal = None
    before = twin.asked.count("shut down")
    deed(stand, hand, "shut_down")
    stand.says("Shutting down…")
    stand.until("the machine to be asked", lambda: twin.asked.count("shut down") == before + 1)
    audited(stand, "shut_down", "asked")
    hand.leave()
    stand.sees("attract")


def test_a_restart_is_asked_twice_and_ends_the_program_for_one(stand: Stand) -> None:
    hand = HANDS["keypad"](stand)
    ended = len(stand.ended)
    deed(stand, hand, "restart")
    stand.until("the engine's end", lambda: len(stand.ended) > ended)
    assert stand.ended[-1] == EXIT_RESTART
    assert stand.audit()[-1] == (STAFF_NAME, "restart", "asked")
    stand.close()
    stand.open()
    assert stand.screen == "attract"
    to_the_task(stand, hand, "devices")


def test_what_was_scanned_to_try_is_neither_on_disk_nor_in_the_log(stand: Stand, tmp_path: Path) -> None:
    hand = HANDS["touch"](stand)
    to_the_task(stand, hand, "devices")
    stand.scan("a-secret-that-was-held-up")
    says(stand, "Last code", "length 25")
    assert b"a-secret-that-was-held-up" not in stand.on_disk()
    assert "a-secret-that-was-held-up" not in stand.out.getvalue()
    assert [told["name"] for told in logged(stand, "screen")][-1] == "staff_devices"
