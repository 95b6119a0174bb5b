"""``/_sim/…``: what a test of another process, or somebody who writes an integration, may ask for.

| request | answer, or effect |
| --- | --- |
| GET ``/_sim/`` | settings (without the key) and members |
| GET ``/_sim/members``, POST ``{email, stamps, points, code}`` | members |
| GET ``/_sim/members/482193``, ``…/qr``, ``…/pin`` | one member; what the phone shows |
| GET ``/_sim/ledger``, ``/_sim/events``, ``/_sim/coupons``, ``/_sim/seen`` | what happened |
| POST ``/_sim/coupons`` ``{code}`` | a coupon without a full card |
| POST ``/_sim/settings`` ``{preset: "strict", …}`` | any of ``Settings`` |
| POST ``/_sim/faults`` ``{kind, call, count, …}``, DELETE | any of ``Fault``; no more faults |
| POST ``/_sim/network`` ``{seconds}`` | the port refuses connections so long |
| POST ``/_sim/clock`` ``{advance}`` | seconds pass |
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from kiosk.simulator.faults import Fault, FaultKind
from kiosk.simulator.shop_values import Request, Response, Settings

if TYPE_CHECKING:
    from kiosk.simulator.http import SimulatorServer

Json = dict[str, object]


def handle(server: SimulatorServer, request: Request) -> Response:
    """Answer one request of the control surface. Never raises: 400 says what was wrong."""
    try:
        if request.method == "GET":
            content = _get(server, request.path)
        elif request.method == "DELETE" and request.path == "/_sim/faults":
            server.faults.clear()
            content = {}
        elif request.method == "POST":
            content = _post(server, request.path, _body(request))
        else:
            content = None
    except KeyError:
        return Response.of(404, {"error": "no such member"})
    except (ValueError, TypeError) as error:
        return Response.of(400, {"error": str(error)})
    if content is None:
        return Response.of(404, {"error": "no such thing"})
    return Response.of(200, content)


def _get(server: SimulatorServer, path: str) -> object:
    shop = server.shop
    match path.split("/")[2:]:
        case [""]:
            return {"settings": _settings(shop.settings), "members": _members(server)}
        case ["members"]:
            return _members(server)
        case ["members", code]:
            return asdict(shop.member(int(code)))
        case ["members", code, "qr"]:
            return {"qr": shop.qr_for(int(code))}
        case ["members", code, "pin"]:
            return {"pin": shop.current_pin(shop.member(int(code)).code)}
        case ["ledger"]:
            return [asdict(entry) | {"amount": str(entry.amount)} for entry in shop.ledger]
        case ["events"]:
            return [asdict(event) for event in shop.events]
        case ["coupons"]:
            return [coupon.as_json() | {"code": coupon.member_code} for coupon in shop.coupons]
        case ["seen"]:
            return [asdict(seen) for seen in server.seen]
    return None


def _post(server: SimulatorServer, path: str, body: Json) -> object:
    shop = server.shop
    match path:
        case "/_sim/members":
            email, code = body.get("email"), body.get("code")
            if not isinstance(email, str) or not (code is None or isinstance(code, int)):
                raise ValueError("email is a text, code a number or absent")
            stamps, points = _whole(body, "stamps"), _whole(body, "points")
            return asdict(shop.add_member(email, stamps, points, code))
        case "/_sim/coupons":
            return shop.issue_coupon(_whole(body, "code")).as_json()
        case "/_sim/settings":
            shop.settings.change(**body)
            return _settings(shop.settings)
        case "/_sim/faults":
            server.faults.add(_fault(body))
            return {}
        case "/_sim/network":
            server.outage(_seconds(body, "seconds"))
            return {}
        case "/_sim/clock":
            shop.advance(_seconds(body, "advance"))
            return {"now": shop.now()}
    return None


def _fault(body: Json) -> Fault:
    kind = FaultKind(str(body.pop("kind", "")))
    for name, value in body.items():
        allowed = {"skip": (int,), "seconds": (int, float), "name": (str,), "reset": (bool,)}.get(
            name, (str, int, bool, type(None))
        )
        if name not in Fault.__dataclass_fields__ or not isinstance(value, allowed):
            raise ValueError(f"{name}: no such field, or a wrong type")
    fault = Fault(kind)
    for name, value in body.items():
        setattr(fault, name, value)
    return fault


def _body(request: Request) -> Json:
    body = json.loads(request.body or b"{}")
    if not isinstance(body, dict):
        raise ValueError("a JSON object is needed")
    return body


def _whole(body: Json, name: str) -> int:
    value = body.get(name, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name} is a whole number")
    return value


def _seconds(body: Json, name: str) -> float:
    value = body.get(name)
    if not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise ValueError(f"{name} is a number of seconds")
    return float(value)


def _members(server: SimulatorServer) -> list[Json]:
    return [asdict(member) for member in server.shop.members]


def _settings(settings: Settings) -> Json:
    return {
        name: value if isinstance(value, str | int | float | None) else str(value)
        for name, value in asdict(settings).items()
        if name != "api_key"
    }
