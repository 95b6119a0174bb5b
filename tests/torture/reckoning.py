"""The last audit of a round: when everything has come to its end, the books agree to the last line."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kiosk.simulator.shop_values import LedgerEntry
from tests.torture.oracle import COOLDOWN, NOT_BOOKED, Account, Row, booked, may_lose_coupons

if TYPE_CHECKING:
    from tests.torture.oracle import Audit
    from tests.torture.person import Order

FINAL = ("accepted", "refused", "abandoned")


def reckon(audit: Audit, account: Account, guests: list[int]) -> None:
    """All of it."""
    ledger = {entry.external_id: entry for entry in audit.market.shop.ledger}
    _counted_once(audit, account, ledger)
    _visits(audit, account, ledger)
    _orders(audit, account, ledger)
    _intents(audit, account, ledger)
    _redemptions(audit, ledger)
    _own_attempts(audit, account)
    _coupons(audit, account)
    _promises(audit, account)
    _codes(audit, account)
    _next_customer(audit, account, guests)


def _counted_once(audit: Audit, account: Account, ledger: dict[str, LedgerEntry]) -> None:
    """What the server applied is accepted in the journal, and nothing else is."""
    known = account.operations
    for name, entry in ledger.items():
        if entry.kind == "coupon":
            continue
        row = known.get(name)
        if row is None:
            audit.blame("lost", f"{name}: applied, and not in the journal")
        elif row["state"] != "accepted":
            audit.blame("lost", f"{name}: applied, and {row['state']} ({row['reason']})")
    for name, row in known.items():
        if row["kind"] == "coupon":
            continue
        if row["state"] == "accepted" and name not in ledger:
            audit.blame("told accepted, and was not", name)
        if row["state"] not in FINAL:
            audit.blame("never came to its end", f"{name}: {row['state']}")


def _visits(audit: Audit, account: Account, ledger: dict[str, LedgerEntry]) -> None:
    """One visit of a member in any cooldown, by the kiosk's own clock."""
    times: dict[int, list[int]] = defaultdict(list)
    for name, entry in ledger.items():
        row = account.operations.get(name)
        if entry.kind == "earn" and row is not None and row["origin"] != "staff":
            times[entry.member_code].append(row["created_at"])
    for code, at in times.items():
        at.sort()
        close = [b - a for a, b in pairwise(at) if b - a < COOLDOWN]
        if close or (len(at) > 1 and not audit.wild):
            audit.blame(
                "doubled", f"{len(at)} visits of {code}, {[gap / 6e7 for gap in close]} minutes apart"
            )


def _intents(audit: Audit, account: Account, ledger: dict[str, LedgerEntry]) -> None:
    """What staff wanted was booked once at most; and was, or was not, as they were told."""
    staff = {
        name: entry
        for name, entry in ledger.items()
        if entry.kind != "coupon" and account.operations.get(name, {}).get("origin") == "staff"
    }
    for order in audit.diary.orders.values():
        for name in _halves(order):
            staff.pop(name, None)
    for wanted in audit.diary.intents:
        entries = [name for name, entry in staff.items() if booked(entry, wanted)]
        what = f"{wanted.kind} of {wanted.amount} {wanted.card} in life {wanted.life}"
        if len(entries) > 1:
            audit.blame("doubled", f"{what}: {len(entries)} times")
        told = _told(audit, wanted.life, wanted.session, wanted.begun)
        if told == "booked" and not entries:
            audit.blame("lost", f"{what}: staff were told that it is booked")
        if told == "not booked" and entries:
            audit.blame("booked behind their back", what)
        for name in entries:
            del staff[name]
    for name in staff:
        audit.blame("doubled", f"{name}: booked, and nobody wanted it")


def _halves(order: Order) -> dict[str, tuple[str, int, Decimal]]:
    """What is to be booked of it, by the id at the server."""
    halves = {order.number: ("earn", order.member, order.total)}
    if order.points:
        halves[f"redeem_{order.number}"] = ("redeem", order.member, Decimal(order.points))
    return halves


def _orders(audit: Audit, account: Account, ledger: dict[str, LedgerEntry]) -> None:
    """An order's halves are booked as they were entered; both, where staff were told so."""
    for order in audit.diary.orders.values():
        halves = _halves(order)
        for name, half in halves.items():
            entry = ledger.get(name)
            if entry is not None and (entry.kind, entry.member_code, entry.amount) != half:
                audit.blame("booked otherwise", name)
        if order.number in audit.told.checked_out and not halves.keys() <= ledger.keys():
            audit.blame("lost", f"order {order.number}: staff were told that it is booked")
    for row in account.tables["checkout"]:
        if (
            row["state"] == "done"
            and not _halves(audit.diary.orders[row["order_id"]]).keys() <= ledger.keys()
        ):
            audit.blame("told accepted, and was not", f"order {row['order_id']}")


def _told(audit: Audit, life: int, session: str, begun: float) -> str:
    """The last that staff were told of what they began then: ``booked``, ``not booked``, or ``""``."""
    later = [one.begun for one in (*audit.diary.intents, *audit.diary.redemptions) if one.begun > begun]
    end = min(later, default=float("inf"))
    told = ""
    for number, at, whose, kind, code in audit.told.verdicts:
        if number == life and whose == session and begun < at < end:
            told = "booked" if kind == "success" else "not booked" if code in NOT_BOOKED else code
    return told


def _redemptions(audit: Audit, ledger: dict[str, LedgerEntry]) -> None:
    """A coupon is redeemed once, and never behind the back of staff; what they are told is true."""
    by_token = defaultdict(list)
    for one in audit.diary.redemptions:
        by_token[one.token].append(_told(audit, one.life, one.session, one.begun))
    for token, told in by_token.items():
        used = token in ledger
        if "booked" in told and not used:
            audit.blame("lost", "a coupon of which staff were told that it is redeemed")
        if used and all(one in ("not booked", "E-CPN-1") for one in told):
            audit.blame("booked behind their back", f"a coupon: {told}")
        if told[:1] == ["E-CPN-1"]:
            audit.blame("told used, and was not", "a coupon nobody had used")
        if not used and ("E-CPN-1" in told or "E-CPN-2" in told):
            audit.blame("told used, and was not", f"a coupon: {told}")
    for token in (name for name, entry in ledger.items() if entry.kind == "coupon"):
        if token not in by_token:
            audit.blame("doubled", "a coupon redeemed that nobody wanted to redeem")


def _own_attempts(audit: Audit, account: Account) -> None:
    """Staff are not told "used before" of a coupon that we ourselves tried and never had an answer for."""
    in_doubt: set[bytes] = set()
    for row in sorted(account.tables["operation"], key=lambda row: int(row["seq"])):
        if row["state"] == "unknown":
            in_doubt.add(row["token_hash"])
        elif row["reason"] == "already_used" and row["token_hash"] in in_doubt:
            audit.blame("our own attempt was not told", row["id"])


def _coupons(audit: Audit, account: Account) -> None:
    """Every issued coupon is in the journal, or its word was lost on the way from a server that gives it
    only once."""
    market = audit.market
    known: dict[str, Row] = {row["token"]: row for row in account.tables["coupon"]}
    earned = {entry.coupon_id for entry in market.shop.ledger if entry.kind == "earn"}
    told = defaultdict(list)
    for one in market.books.of("earn"):
        if one.coupon:
            told[one.coupon].append(one)
    for coupon in market.shop.coupons:
        if coupon.id not in earned or coupon.token in known:
            continue
        if not may_lose_coupons(market):
            audit.blame("lost", f"coupon {coupon.id}")
        elif any(audit.in_hand(one) for one in told[coupon.token]):
            audit.blame("lost", f"coupon {coupon.id}: the answer had arrived")
    issued = {coupon.token for coupon in market.shop.coupons}
    for token in known.keys() - issued:
        audit.blame("coupon of nothing", known[token]["id"])


def _promises(audit: Audit, account: Account) -> None:
    """Who was told that their visit is kept has it, unless the kiosk's clock left the day behind."""
    have = {
        entry.member_code
        for entry in audit.market.shop.ledger
        if entry.kind == "earn"
        and account.operations.get(entry.external_id, {}).get("origin") in ("visit", "kept")
    }
    dropped = {row["key"] for row in account.tables["fact"] if row["key"].startswith("dropped_visits.")}
    said_so = {"dropped_visits.invalid_qr", "dropped_visits.expired"} if audit.wild else set()
    if audit.market.settings.preset.rotates_qr:
        said_so |= {"dropped_visits.invalid_qr"}
        # Asked for a PIN, it is closed as such: nobody is there to type it.
        asked = any(row["reason"] == "pin_required" for row in account.tables["operation"])
        said_so |= dropped if asked else set()
    for code in audit.told.kept - audit.told.cancelled - have:
        if not dropped & said_so:
            audit.blame("lost", f"a visit of {code} that was promised; {sorted(dropped)}")


def _codes(audit: Audit, account: Account) -> None:
    """No QR content is left anywhere on the disk."""
    for code in audit.diary.codes:
        if code.encode() in account.raw:
            audit.blame("a secret on the disk", "a member's QR content")


def served(audit: Audit, account: Account, guest: int) -> bool:
    """Whether this one has had their visit, and their coupon on paper, once."""
    entries = [entry for entry in audit.market.shop.ledger if entry.member_code == guest]
    if [entry.kind for entry in entries] != ["earn"]:
        return False
    name = entries[0].external_id
    tokens = [row["token"] for row in account.tables["coupon"] if row["operation_id"] == name]
    return len(tokens) == 1 and sum(tokens[0] in strip.tokens for strip in audit.tray.strips()) == 1


def _next_customer(audit: Audit, account: Account, guests: list[int]) -> None:
    """Of those who came in peace one has all that they came for. On a busy machine that is not always the
    first: a printer whose answers come late counts as silent."""
    if not any(served(audit, account, guest) for guest in guests):
        audit.blame("the next customer was not served", f"{len(guests)} came")
