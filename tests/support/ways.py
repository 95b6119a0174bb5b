"""Ways from the invitation to every screen the core has, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.core import events as ev
from kiosk.core import outcomes as o
from kiosk.core.model import Balance, History, OperationState, Visit
from kiosk.core.stages_first import Mistake, Need
from kiosk.core.state import start
from tests.support import play_papers as papers
from tests.support.checkout_play import WAYS as CHECKOUT_WAYS
from tests.support.play import ANNA, COUPON, RECORD, TOKEN, Play, operation

Way = Callable[[Play], object]


def showing(play: Play) -> None:
    play.known().recalled(History((Visit(operation(), OperationState.ACCEPTED),), (RECORD,)))


def coupon_shown(play: Play) -> None:
    showing(play)
    play.tap(ev.Action.SHOW_COUPON, RECORD.coupon.id)


def recording(play: Play) -> None:
    play.known().recalled()


def settling(play: Play) -> None:
    play.sending().answered(o.AlreadyApplied())


def refreshing(play: Play) -> None:
    settling(play)
    play.settled()


def paused(play: Play) -> None:
    play.sending().answered(o.RateLimited())


def telling(play: Play) -> None:
    play.asking().answered(o.PinExpired())
    play.type("11")
    play.answered(o.PinExpired())


def thanks(play: Play) -> None:
    play.rewarded().tap(ev.Action.LEAVE)


def offline(play: Play) -> None:
    play.scan()
    play.wait(3.0)


def lock(play: Play) -> None:
    play.tap(ev.Action.LOCK)


def checking(play: Play) -> None:
    lock(play)
    play.type("4711")


def locked(play: Play) -> None:
    checking(play)
    play.do(ev.StaffRefused(play.session, 900.0))


def badge(play: Play) -> None:
    play.scan("kb_deniz", ev.Source.SCANNER)
    play.do(ev.BadgeKnown(play.session, "Deniz"))


def recalling_attempt(play: Play) -> None:
    play.staff().scan(TOKEN)


def staff_asking(play: Play) -> None:
    play.redeeming().answered(o.PinRequired())


def staff_result(play: Play) -> None:
    play.redeeming().answered(o.NotFound())


def staff_task(play: Play) -> None:
    play.staff().tap(ev.Action.TASK, "coupon")


def staff_member(play: Play) -> None:
    play.staff().tap(ev.Action.TASK, "redeem")


def staff_code(play: Play) -> None:
    staff_member(play)
    play.tap(ev.Action.TYPE_CODE)


def staff_looking(play: Play) -> None:
    staff_member(play)
    play.scan()


def staff_busy(play: Play) -> None:
    staff_looking(play)
    play.looked_up(o.RateLimited())


def staff_amount(play: Play) -> None:
    play.staff().tap(ev.Action.TASK, "earn")


def booking_asking(play: Play) -> None:
    play.booking().answered(o.PinRequired())


def booking_settling(play: Play) -> None:
    play.booking().answered(o.AlreadyApplied())


def booking_fetching(play: Play) -> None:
    booking_settling(play)
    play.settled()


def booked(play: Play) -> None:
    play.booking().answered(o.Accepted(Balance(7, 10)))
    play.settled()


def booking_unsure(play: Play) -> None:
    play.booking().answered(o.Unavailable(o.Trouble.TIMEOUT))
    while play.stage == "StaffRunning":
        play.wait(3.0)
        play.answered(o.Unavailable(o.Trouble.TIMEOUT))


def devices(play: Play) -> None:
    play.staff().tap(ev.Action.TASK, "devices")


def devices_busy(play: Play) -> None:
    """Both tests are under way."""
    devices(play)
    play.tap(ev.Action.TEST, "page")
    play.tap(ev.Action.TEST, "service")


def settings(play: Play) -> None:
    play.staff().tap(ev.Action.TASK, "settings")


def setting(play: Play) -> None:
    settings(play)
    play.tap(ev.Action.SETTING, "volume")


def out_of_service(play: Play) -> None:
    play.staff().tap(ev.Action.TASK, "close")


def close_asked(play: Play) -> None:
    out_of_service(play)
    play.tap(ev.Action.DEED, "close")


def shutting_down(play: Play) -> None:
    out_of_service(play)
    play.tap(ev.Action.DEED, "shut_down")
    play.tap(ev.Action.CONFIRM)


def unset(play: Play, *mistakes: Mistake) -> None:
    """As an appliance starts that is not set up."""
    play.kiosk = start(replace(play.rules, need=Need(mistakes)), play.mono)


def unset_checking(play: Play) -> None:
    unset(play)
    play.scan(b"KIOSK1:...")


def unset_mistaken(play: Play) -> None:
    unset(play, Mistake("shop.timezone", "must be the name of a time zone"), Mistake("", "and 3 more"))


def closed(play: Play) -> None:
    close_asked(play)
    play.tap(ev.Action.CONFIRM)


def staff_reward(play: Play) -> None:
    play.booking("earn", "stamp", "3").answered(o.Accepted(Balance(0, 30), COUPON))
    play.settled()


def enrol(play: Play) -> None:
    play.staff().tap(ev.Action.TASK, "enrol")


def enrol_consents(play: Play) -> None:
    enrol(play)
    play.letters("ada@example.com")
    play.tap(ev.Action.CONFIRM)


def enrolling(play: Play) -> None:
    enrol_consents(play)
    for consent in ("terms", "privacy"):
        play.tap(ev.Action.CONSENT, consent)
    play.tap(ev.Action.CONFIRM)


def enrol_busy(play: Play) -> None:
    enrolling(play)
    play.enrolled(o.RateLimited())


def enrolled(play: Play) -> None:
    enrolling(play)
    play.enrolled(o.Found(ANNA))


def enrol_failed(play: Play) -> None:
    enrolling(play)
    play.enrolled(o.BadKey())


def setup(play: Play) -> None:
    play.do(ev.StaffKnown(False))
    play.tap(ev.Action.LOCK)


def setup_pin(play: Play) -> None:
    setup(play)
    play.letters("Ayşe")
    play.tap(ev.Action.CONFIRM)


def setup_storing(play: Play) -> None:
    setup_pin(play)
    play.type("4711")
    play.type("4711")


def people(play: Play, *names: str) -> None:
    """The list is there: these, and who is inside."""
    play.staff().tap(ev.Action.TASK, "people")
    play.do(ev.StaffListed(play.session, ("Deniz", *(names or ("Zoë",)))))


def person(play: Play) -> None:
    people(play)
    play.tap(ev.Action.OPEN, "Zoë")


def person_sure(play: Play) -> None:
    person(play)
    play.tap(ev.Action.TAKE_OUT)


def taking_out(play: Play) -> None:
    person_sure(play)
    play.wait(1.0)
    play.tap(ev.Action.CONFIRM)


def adding(play: Play) -> None:
    people(play)
    play.tap(ev.Action.ADD)


def adding_pin(play: Play) -> None:
    adding(play)
    play.letters("Ayşe")
    play.tap(ev.Action.CONFIRM)


def adding_storing(play: Play) -> None:
    adding_pin(play)
    play.type("4712")
    play.type("4712")


def coupons_typing(play: Play) -> None:
    papers.coupons(play).tap(ev.Action.TYPE_CODE)
    play.tap(ev.Action.DIGIT, "4")


def coupons_looking(play: Play) -> None:
    papers.coupons(play).scan()
    papers.found(play)


def coupon_sure(play: Play) -> None:
    papers.coupon(play).tap(ev.Action.HAND_OUT)


def coupon_handed_out(play: Play) -> None:
    coupon_sure(play)
    play.wait(1.0)
    play.tap(ev.Action.CONFIRM)


def waiting_trying(play: Play) -> None:
    papers.waiting_one(play).tap(ev.Action.AGAIN)


def waiting_choosing(play: Play) -> None:
    papers.waiting_one(play).tap(ev.Action.GIVE_UP)


def waiting_sure(play: Play) -> None:
    waiting_choosing(play)
    play.tap(ev.Action.GIVE_UP, "mistake")


WAYS: dict[str, Way] = {
    "looking up": lambda play: play.scan(),
    "recalling": lambda play: play.known(),
    "showing": showing,
    "coupon shown": coupon_shown,
    "recording": recording,
    "sending": lambda play: play.sending(),
    "paused": paused,
    "asking": lambda play: play.asking(),
    "telling": telling,
    "settling": settling,
    "refreshing": refreshing,
    "rewarded": lambda play: play.rewarded(),
    "coupon": lambda play: play.rewarded(COUPON),
    "problem": lambda play: play.scan(b"\xff"),
    "offline": offline,
    "thanks": thanks,
    "lock": lock,
    "checking": checking,
    "locked": locked,
    "badge": badge,
    "menu": lambda play: play.staff(),
    "task": staff_task,
    "recalling attempt": recalling_attempt,
    "redeeming": lambda play: play.redeeming(),
    "staff asking": staff_asking,
    "staff result": staff_result,
    "staff member": staff_member,
    "staff code": staff_code,
    "staff looking": staff_looking,
    "staff busy": staff_busy,
    "staff amount": staff_amount,
    "staff amount of a member": lambda play: play.inside(),
    "booking": lambda play: play.booking(),
    "booking asking": booking_asking,
    "booking settling": booking_settling,
    "booking fetching": booking_fetching,
    "booked": booked,
    "booking unsure": booking_unsure,
    "staff reward": staff_reward,
    "devices": devices,
    "devices busy": devices_busy,
    "settings": settings,
    "setting": setting,
    "out of service": out_of_service,
    "close asked": close_asked,
    "shutting down": shutting_down,
    "closed": closed,
    "enrol": enrol,
    "enrol consents": enrol_consents,
    "enrolling": enrolling,
    "enrol busy": enrol_busy,
    "enrolled": enrolled,
    "enrol failed": enrol_failed,
    "setup": setup,
    "setup pin": setup_pin,
    "setup storing": setup_storing,
    "people asked for": lambda play: play.staff().tap(ev.Action.TASK, "people"),
    "people": people,
    "person": person,
    "person sure": person_sure,
    "taking out": taking_out,
    "adding": adding,
    "adding pin": adding_pin,
    "adding storing": adding_storing,
    **CHECKOUT_WAYS,
    "coupons asked for": lambda play: play.staff().tap(ev.Action.TASK, "coupons"),
    "coupons": papers.coupons,
    "coupons typing": coupons_typing,
    "coupons looking": coupons_looking,
    "one coupon": papers.coupon,
    "coupon sure": coupon_sure,
    "coupon handed out": coupon_handed_out,
    "waiting asked for": lambda play: play.staff().tap(ev.Action.TASK, "waiting"),
    "waiting": lambda play: papers.waiting(play, papers.DOUBT, papers.VISIT),
    "one that waits": papers.waiting_one,
    "waiting trying": waiting_trying,
    "waiting choosing": waiting_choosing,
    "waiting sure": waiting_sure,
}

FIRST_WAYS: dict[str, Way] = {
    "unset": unset,
    "unset_checking": unset_checking,
    "unset_mistaken": unset_mistaken,
}
"""Where there is no way to the invitation, nor from it: the screens of a kiosk that is not set up."""
