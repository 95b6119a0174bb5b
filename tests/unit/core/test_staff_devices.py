"""The staff's task «devices»: how everything is, in words; a test page, and a call that tries the service."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.core import effects as e
from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core import view as v
from kiosk.core.machine import MachineReport, Network, Pace, Voltage
from kiosk.core.model import PrinterState, PrintState
from kiosk.core.rules import LOOK_EVERY, PAGE_TIME, PROBE_PAUSE, PROBE_TIME, REPORT_GROWS_OLD
from kiosk.core.timekeeping import ClockTrouble
from tests.support.play import NOON, Play
from tests.support.ways import devices

FINE = MachineReport(Network.UP, 12_300_000_000, 1_240_000_000, 47.4, Voltage.FINE, 80)


@pytest.fixture
def play() -> Play:
    play = Play()
    devices(play)
    return play


def fact(play: Play, name: str) -> v.Fact:
    body = play.view.body
    assert isinstance(body, v.StaffDevices)
    (found,) = [one for one in body.facts if one.name.id == f"staff_devices.{name}"]
    return found


def said(play: Play, name: str) -> list[str]:
    return [text.id.removeprefix("staff_devices.") for text in fact(play, name).words]


def inspected(play: Play, machine: MachineReport = FINE, **more: object) -> None:
    play.do(ev.Inspected(play.session, machine, **more))  # type: ignore[arg-type]


def offered(play: Play) -> dict[str, bool]:
    body = play.view.body
    assert isinstance(body, v.StaffDevices)
    return {button.value: button.enabled for button in body.tests}


# -- looking ---------------------------------------------------------------------------------------


def test_it_looks_at_once_and_every_two_seconds_while_the_screen_is_up(play: Play) -> None:
    assert play.view.screen == "staff_devices"
    assert play.one(e.Inspect).session == play.session
    assert play.wait(3 * LOOK_EVERY + 0.1) == ["look"] * 3
    assert len(play.ever(e.Inspect)) == 4
    play.tap(ev.Action.BACK)
    assert play.stage == "StaffMenu"
    assert "look" not in play.wait(10.0)


def test_what_nobody_has_said_is_not_known(play: Play) -> None:
    assert said(play, "camera") == said(play, "scanner") == ["not_known"]
    assert said(play, "clock")[1:] == ["clock_unchecked"]
    assert said(play, "storage") == ["disk_unknown", "memory_unknown"]
    assert said(play, "machine") == ["celsius_unknown", "voltage_unknown"]
    assert said(play, "service") == ["untested"]
    kinds = {name: fact(play, name).kind for name in ("camera", "scanner", "clock", "storage", "machine")}
    assert set(kinds.values()) == {"unknown"}


def test_a_report_that_is_not_followed_by_another_one_says_nothing_any_more(play: Play) -> None:
    inspected(play)
    assert said(play, "storage") == ["disk", "memory"]
    play.wait(REPORT_GROWS_OLD)
    assert said(play, "storage") == ["disk", "memory"]
    play.wait(LOOK_EVERY)
    assert said(play, "storage") == ["disk_unknown", "memory_unknown"]


def test_a_report_for_another_session_is_nobodys(play: Play) -> None:
    before = play.kiosk
    play.do(ev.Inspected("somebody else", FINE))
    assert play.kiosk == before
    play.tap(ev.Action.LEAVE)
    before = play.kiosk
    inspected(play)
    assert play.kiosk == before


def test_it_does_not_keep_staff_inside_by_itself(play: Play) -> None:
    play.wait(70.0)
    assert play.view.still_there is not None
    play.wait(20.1)
    assert play.stage == "Attract"


# -- camera and scanner ----------------------------------------------------------------------------


def test_the_camera_is_shown_with_its_pace(play: Play) -> None:
    play.do(ev.DeviceChanged("camera", True))
    assert said(play, "camera") == ["works", "pace_unknown"]
    assert play.view.show_preview
    assert (play.view.hint, play.view.lamp) == (None, "off")
    inspected(play, pace=Pace(9.96, 4.23))
    (words,) = fact(play, "camera").words
    assert [str(value) for value in words.values] == ["10.0", "4.2"]
    assert fact(play, "camera").kind == "good"


@pytest.mark.parametrize(
    ("why", "words", "code"),
    [
        ("missing", "why_missing", "1"),
        ("unplugged", "why_missing", "1"),
        ("in_use", "why_in_use", "2"),
        ("not_permitted", "why_not_permitted", "3"),
        ("black", "why_black", "4"),
        ("frozen", "why_frozen", "5"),
        ("cannot_open", "why_ever", "9"),
        ("something new", "why_ever", "9"),
    ],
)
def test_a_device_that_is_down_says_why(play: Play, why: str, words: str, code: str) -> None:
    for name, prefix in (("camera", "E-CAM"), ("scanner", "E-SCN")):
        play.do(ev.DeviceChanged(name, False, why))
        assert (said(play, name), fact(play, name).kind) == ([words], "bad")
        assert fact(play, name).code == f"{prefix}-{code}"
    assert not play.view.show_preview


def test_a_device_that_is_switched_off_is_no_trouble(play: Play) -> None:
    play.do(ev.DeviceChanged("camera", False, "none"))
    assert (said(play, "camera"), fact(play, "camera").kind, fact(play, "camera").code) == (
        ["why_none"], "plain", "",
    )  # fmt: skip


def test_a_scanner_that_is_up_works(play: Play) -> None:
    play.do(ev.DeviceChanged("scanner", True))
    assert (said(play, "scanner"), fact(play, "scanner").kind) == (["works"], "good")


@pytest.mark.parametrize(
    ("data", "kind"), [(b"some customer", "member"), (b"cq_7", "coupon"), (b"\xff\x00", "invalid")]
)
@pytest.mark.parametrize(
    ("source", "by"),
    [
        (ev.Source.CAMERA, "by_camera"),
        (ev.Source.SCANNER, "by_scanner"),
        (ev.Source.HID, "by_scanner"),
    ],
)
def test_a_code_tries_the_devices_and_what_it_says_is_not_kept(
    play: Play, data: bytes, kind: str, source: ev.Source, by: str
) -> None:
    assert said(play, "code") == ["code_none"]
    play.scan(data, source)
    assert play.stage == "StaffDevices"
    assert said(play, "code") == [by, f"code_{kind}", "code_length", "code_ago"]
    assert fact(play, "code").words[2].values == (len(data),)
    assert play.one(e.Cue).sound is e.Sound.SCAN
    assert dict(play.one(e.Report).fields) | {"decode_ms": 0} == {
        "source": source.value, "kind": kind, "decode_ms": 0, "length": len(data),
    }  # fmt: skip
    assert play.of(e.Lookup) == []
    assert "customer" not in repr(play.kiosk)
    play.wait(11.0)
    assert fact(play, "code").words[3].values == (10,)


# -- printer ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "kind", "code", "able"),
    [
        (PrinterState.READY, "good", "", True),
        (PrinterState.PAPER_LOW, "good", "", True),
        (PrinterState.PAPER_OUT, "bad", "E-PRN-1", False),
        (PrinterState.COVER_OPEN, "bad", "E-PRN-2", False),
        (PrinterState.ERROR, "bad", "E-PRN-3", False),
        (PrinterState.SILENT, "unknown", "E-PRN-4", False),
        (PrinterState.ABSENT, "bad", "E-PRN-5", False),
    ],
)
def test_the_printers_own_word(play: Play, state: PrinterState, kind: str, code: str, able: bool) -> None:
    play.do(ev.PrinterChanged(state))
    assert said(play, "printer") == [f"printer_{state.value}"]
    assert (fact(play, "printer").kind, fact(play, "printer").code) == (kind, code)
    assert offered(play)["page"] is able
    play.tap(ev.Action.TEST, "page")
    assert bool(play.of(e.PrintSlip)) is able


def test_a_test_page_says_who_asked_for_it_and_how_it_goes(play: Play) -> None:
    play.tap(ev.Action.TEST, "page")
    asked = play.one(e.PrintSlip)
    assert asked.slip.at == NOON
    assert asked.slip.lines[0].value == v.Text("staff_devices.page_value", ("Deniz",))
    assert play.one(e.Audit) == e.Audit("Deniz", "test_page", "asked")
    assert (said(play, "page"), offered(play)["page"]) == (["page_sending"], False)
    play.tap(ev.Action.TEST, "page")
    assert play.of(e.PrintSlip) == []
    play.do(ev.SlipProgress(asked.ref, PrintState.SENDING))
    assert (said(play, "page"), play.effects) == (["page_sending"], ())
    play.do(ev.SlipProgress("another", PrintState.FAILED))
    assert said(play, "page") == ["page_sending"]
    play.do(ev.SlipProgress(asked.ref, PrintState.PRINTED))
    assert (said(play, "page"), fact(play, "page").kind) == (["page_printed"], "good")
    assert play.one(e.Audit) == e.Audit("Deniz", "test_page", "printed")
    play.do(ev.SlipProgress(asked.ref, PrintState.FAILED))
    assert said(play, "page") == ["page_printed"]
    play.tap(ev.Action.TEST, "page")
    assert play.one(e.PrintSlip).ref != asked.ref


@pytest.mark.parametrize(
    ("state", "words", "kind"),
    [
        (PrintState.SENT, "page_sent", "unknown"),
        (PrintState.FAILED, "page_failed", "bad"),
        (PrintState.HELD, "page_failed", "bad"),
        (PrintState.UNKNOWN, "page_unknown", "unknown"),
    ],
)
def test_a_test_page_may_not_come_out(play: Play, state: PrintState, words: str, kind: str) -> None:
    play.tap(ev.Action.TEST, "page")
    play.do(ev.SlipProgress(play.one(e.PrintSlip).ref, state))
    assert (said(play, "page"), fact(play, "page").kind) == ([words], kind)
    assert offered(play)["page"]


def test_nobody_waits_for_ever_for_a_test_page(play: Play) -> None:
    play.tap(ev.Action.TEST, "page")
    for _ in range(10):
        play.wait(PAGE_TIME / 10)
        play.tap(ev.Action.MORE_TIME)
    assert (said(play, "page"), offered(play)["page"]) == (["page_unknown"], True)


# -- network and service ---------------------------------------------------------------------------


def test_before_a_test_the_network_is_all_that_is_known(play: Play) -> None:
    inspected(play)
    assert said(play, "service") == ["network_up", "untested"]
    inspected(play, replace(FINE, network=Network.DOWN))
    assert (said(play, "service"), fact(play, "service").code) == (["network_down"], "E-NET-8")


def probed(play: Play, outcome: o.LookupOutcome, ms: float = 41.6) -> None:
    play.do(ev.Probed(play.ever(e.Probe)[-1].ref, outcome, ms))


@pytest.mark.parametrize(
    ("outcome", "words", "kind", "code"),
    [
        (o.NotFound(), "answers", "good", ""),
        (o.InvalidQr(), "answers", "good", ""),
        (o.BadKey(), "bad_key", "bad", "E-API-401"),
        (o.SubscriptionLapsed(), "subscription", "bad", "E-API-402"),
        (o.RateLimited(), "limited", "unknown", "E-API-429"),
        (o.Refused("x", 418), "refuses", "bad", "E-API-4"),
        (o.Unavailable(o.Trouble.TIMEOUT), "no_answer", "bad", "E-NET-1"),
        (o.Unavailable(o.Trouble.CONNECT), "no_answer", "bad", "E-NET-1"),
        (o.Unavailable(o.Trouble.RESET), "no_answer", "bad", "E-NET-1"),
        (o.Unavailable(o.Trouble.DNS), "no_name", "bad", "E-NET-3"),
        (o.Unavailable(o.Trouble.TLS), "no_tls", "bad", "E-NET-4"),
        (o.Unavailable(o.Trouble.TLS_TIME), "no_tls_time", "bad", "E-CLK-2"),
        (o.Unavailable(o.Trouble.REDIRECT), "portal", "bad", "E-NET-5"),
        (o.Unavailable(o.Trouble.SERVER), "out_of_order", "bad", "E-NET-6"),
        (o.Unavailable(o.Trouble.FOREIGN), "foreign", "bad", "E-NET-7"),
        (o.Unavailable(o.Trouble.TOO_LARGE), "foreign", "bad", "E-NET-7"),
    ],
)
def test_the_service_is_tried_on_request(
    play: Play, outcome: o.LookupOutcome, words: str, kind: str, code: str
) -> None:
    play.tap(ev.Action.TEST, "service")
    assert len(play.of(e.Probe)) == 1
    assert (said(play, "service"), offered(play)["service"]) == (["testing"], False)
    probed(play, outcome)
    assert said(play, "service") == [words, "ms"]
    assert fact(play, "service").words[1].values == (42,)
    assert (fact(play, "service").kind, fact(play, "service").code) == (kind, code)
    assert play.one(e.Audit) == e.Audit("Deniz", "test_service", o.name(outcome))


def test_without_a_network_no_answer_is_no_riddle(play: Play) -> None:
    inspected(play, replace(FINE, network=Network.DOWN))
    play.tap(ev.Action.TEST, "service")
    probed(play, o.Unavailable(o.Trouble.DNS))
    assert (said(play, "service"), fact(play, "service").code) == (["network_down", "ms"], "E-NET-8")


def test_a_nervous_finger_does_not_use_up_the_shops_requests(play: Play) -> None:
    play.tap(ev.Action.TEST, "service")
    for _ in range(5):
        play.tap(ev.Action.TEST, "service")
        assert play.of(e.Probe) == []
    probed(play, o.NotFound())
    asked = 0
    for _ in range(60):
        play.wait(1.0)
        play.tap(ev.Action.TEST, "service")
        asked += len(play.of(e.Probe))
        if play.of(e.Probe):
            probed(play, o.NotFound())
    assert 60 / PROBE_PAUSE - 1 <= asked <= 60 / PROBE_PAUSE
    play.wait(PROBE_PAUSE + LOOK_EVERY)
    assert offered(play)["service"]


def test_a_call_without_an_answer_has_an_end_and_a_late_one_changes_nothing(play: Play) -> None:
    play.tap(ev.Action.TEST, "service")
    play.wait(PROBE_TIME)
    assert said(play, "service") == ["no_answer", "ms"]
    probed(play, o.NotFound())
    assert said(play, "service") == ["no_answer", "ms"]
    play.wait(PROBE_PAUSE)
    earlier = play.ever(e.Probe)[-1].ref
    play.tap(ev.Action.TEST, "service")
    play.do(ev.Probed(earlier, o.BadKey(), 1.0))
    assert said(play, "service") == ["testing"]


def test_the_answer_to_who_has_left_is_nobodys(play: Play) -> None:
    play.tap(ev.Action.TEST, "service")
    play.tap(ev.Action.BACK)
    play.tap(ev.Action.TASK, "devices")
    before = play.kiosk
    probed(play, o.BadKey())
    assert play.kiosk == before


# -- the machine -----------------------------------------------------------------------------------


def test_the_clock_says_its_zone_and_how_far_it_is_off() -> None:
    noon = NOON.astimezone(ZoneInfo("Europe/Istanbul"))
    play = Play(local=noon)
    devices(play)
    play.wait(61.0)
    now = fact(play, "clock").words[0]
    assert now.values == (noon + timedelta(seconds=60), "Europe/Istanbul")
    told_of: tuple[tuple[float, str, tuple[int, ...]], ...] = (
        (-1.9, "clock_agrees", ()),
        (30.4, "clock_behind", (30,)),
        (-90.0, "clock_ahead", (90,)),
    )
    for skew, words, off in told_of:
        inspected(play, skew=skew)
        told = fact(play, "clock")
        assert (told.words[1].id, told.words[1].values) == (f"staff_devices.{words}", off)
        assert (told.kind, told.code) == (("good", "") if not off else ("bad", "E-CLK-1"))


@pytest.mark.parametrize(("skew", "words"), [(-90.0, "clock_ahead"), (86_400.0, "clock_behind")])
def test_a_clock_that_does_not_count_is_shown_beside_the_one_that_does(skew: float, words: str) -> None:
    """What the kiosk goes by is the service's time then; staff are to see what the machine thinks it is."""
    noon = NOON.astimezone(ZoneInfo("Europe/Istanbul"))
    play = Play(local=noon)
    devices(play)
    inspected(play, skew=skew)
    machine, off, counts = fact(play, "clock").words
    assert machine.values == (noon - timedelta(seconds=skew), "Europe/Istanbul")
    assert (off.id, off.values) == (f"staff_devices.{words}", (abs(skew),))
    assert (counts.id, counts.values) == ("staff_devices.clock_service", (noon,))


def test_a_certificate_that_does_not_fit_the_date_is_the_clocks_line(play: Play) -> None:
    play.do(ev.ClockJudged(ClockTrouble.REFUSED))
    inspected(play)
    told = fact(play, "clock")
    assert (told.words[1].id, told.kind, told.code) == ("staff_devices.clock_refused", "bad", "E-CLK-2")
    play.do(ev.ClockJudged(None))
    assert fact(play, "clock").code == ""


def test_disk_and_memory(play: Play) -> None:
    inspected(play)
    assert [str(text.values[0]) for text in fact(play, "storage").words] == ["12.3", "1.2"]
    assert fact(play, "storage").kind == "good"
    inspected(play, replace(FINE, disk_free=150_000_000))
    assert (fact(play, "storage").kind, fact(play, "storage").code) == ("bad", "E-DSK-2")
    play.do(ev.DeviceChanged("journal", up=False, reason="read_only"))
    assert (fact(play, "storage").kind, fact(play, "storage").code) == ("bad", "E-DSK-1")
    assert fact(play, "storage").words[0] == v.Text("staff_devices.no_journal")
    play.do(ev.DeviceChanged("journal", up=True))


@pytest.mark.parametrize(
    ("celsius", "voltage", "kind", "code"),
    [
        (47.4, Voltage.FINE, "good", ""),
        (47.4, Voltage.WAS_LOW, "bad", "E-PWR-2"),
        (47.4, Voltage.LOW, "bad", "E-PWR-1"),
        (80.0, Voltage.FINE, "bad", "E-PWR-3"),
        (80.0, None, "bad", "E-PWR-3"),
        (47.4, None, "unknown", ""),
        (None, Voltage.FINE, "unknown", ""),
    ],
)
def test_heat_and_power(
    play: Play, celsius: float | None, voltage: Voltage | None, kind: str, code: str
) -> None:
    inspected(play, replace(FINE, celsius=celsius, voltage=voltage))
    told = fact(play, "machine")
    assert (told.kind, told.code) == (kind, code)
    heat, power = said(play, "machine")
    assert heat == ("celsius" if celsius is not None else "celsius_unknown")
    assert power == f"voltage_{voltage.value if voltage is not None else 'unknown'}"


@pytest.mark.parametrize("action", [ev.Action.CONFIRM, ev.Action.TEST, ev.Action.DEED])
def test_any_other_touch_does_nothing(play: Play, action: ev.Action) -> None:
    play.tap(action, "coffee")
    assert play.effects == ()
    assert play.stage == "StaffDevices"
