"""The vendor's API over HTTP: ``wire`` decides what is said, this file carries it.

One connection is kept warm, for a TLS handshake over a shop's mobile link costs more than the whole
answer; after a pause one is opened again as soon as somebody comes near (``expect``). Every call ends: by
its answer, by one of httpx's own time limits, or by a deadline over all of it, which is what stops a server
that drips one byte a second.

``Unavailable.reached`` decides elsewhere whether an operation may have been applied, so it is
observed, not inferred: httpx reports when it begins to write the request. Once it has, the request
counts as sent, also on a kept connection that the server closed in the same moment.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import socket
import ssl
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final, TypeVar
from urllib.parse import urlsplit

import httpx

from kiosk import __version__
from kiosk.core.model import CustomerCode, Operation
from kiosk.core.outcomes import (
    LookupOutcome,
    Refused,
    SendOutcome,
    Trouble,
    Unavailable,
    name,
)
from kiosk.core.timekeeping import TimeTold, believable
from kiosk.loyalite import wire
from kiosk.loyalite.spare import Spare
from kiosk.ports import CallReport

MAX_BODY: Final = 1_000_000
"""Bytes. The longest documented answer has some 300."""

_KEEP_WARM: Final = 45.0
"""Seconds an idle connection is kept: below the 60 s after which many a server closes it."""

Report = Callable[[CallReport], None]
_O = TypeVar("_O")

_log = logging.getLogger(__name__)


class HttpLoyaltyApi:
    """``ports.LoyaltyApi`` over HTTP/1.1. No method raises for anything a network or server can do.

    ``base_url`` is ``https://…``; ``http://`` is taken for loopback only, since the key goes with
    every request. ``connect_timeout`` and ``read_timeout`` are seconds, their sum is the limit of a
    whole call. ``report`` is called once for every exchange. ``tls`` replaces the usual trust store.
    Raises ``ValueError``, without naming the key, for a URL or key that cannot work.

    Use one instance within one event loop.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        report: Report,
        connect_timeout: float = 1.5,
        read_timeout: float = 3.0,
        tls: ssl.SSLContext | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base = _checked_base(base_url)
        self._report = report
        self._monotonic = monotonic
        self._told: TimeTold | None = None
        self._deadline = connect_timeout + read_timeout
        self._used = float("-inf")
        _silence_httpx()
        context = trusted() if tls is None else tls
        context.set_alpn_protocols(["http/1.1"])
        limits = httpx.Limits(max_connections=4, max_keepalive_connections=1, keepalive_expiry=_KEEP_WARM)
        transport = httpx.AsyncHTTPTransport(verify=context, trust_env=False, limits=limits)
        target = httpx.URL(self._base)
        secure = target.scheme == "https"
        # httpx has no word for httpcore's backend. Were it called otherwise, tests of ``expect`` would fail.
        pool = transport._pool
        self._spare = pool._network_backend = Spare(
            pool._network_backend,
            target.raw_host.decode("ascii"),
            target.port or (443 if secure else 80),
            tls=context if secure else None,
            patience=connect_timeout,
            keep=_KEEP_WARM,
        )
        self._http = httpx.AsyncClient(
            transport=transport,
            headers={
                "X-Api-Key": _checked_key(api_key),
                "User-Agent": f"loyalite-kiosk/{__version__}",
                "Accept": "application/json",
                # Answers are tiny. What comes compressed all the same is not unpacked: no bombs.
                "Accept-Encoding": "identity",
            },
            # A redirect would carry the key to wherever a captive portal points.
            follow_redirects=False,
            # The environment of an appliance is nobody's decision: a stray HTTPS_PROXY, SSL_CERT_FILE
            # or .netrc must not redirect, weaken or re-key what the configuration says.
            trust_env=False,
            # The API has no sessions; a portal's cookie has no business in the next request.
            cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(read_timeout, connect=connect_timeout, pool=connect_timeout),
        )

    def __repr__(self) -> str:
        return f"HttpLoyaltyApi({self._base!r})"

    async def lookup(
        self, *, qr: str | None = None, code: CustomerCode | None = None, attempt: int = 1
    ) -> LookupOutcome:
        """See ``ports.LoyaltyApi``. A text with no UTF-8 form cannot be any member's."""
        try:
            request = wire.lookup(qr=qr, code=code)
        except ValueError:
            return self._unsendable("lookup", attempt)
        return await self._call(request, attempt, wire.classify_lookup)

    async def enrol(
        self, email: str, *, terms: bool, privacy: bool, marketing: bool | None = None, attempt: int = 1
    ) -> LookupOutcome:
        """See ``ports.LoyaltyApi``."""
        request = wire.enrol(email, terms=terms, privacy=privacy, marketing=marketing)
        return await self._call(request, attempt, wire.classify_lookup)

    async def send(self, operation: Operation, *, pin: str | None = None, attempt: int = 1) -> SendOutcome:
        """See ``ports.LoyaltyApi``. An operation that lacks what its kind needs is ``Refused`` with
        the word ``not_sendable`` and status 0: final, where raising would stop the whole outbox."""
        try:
            request = wire.send(operation, pin=pin)
        except ValueError:
            return self._unsendable(operation.kind.value, attempt)
        return await self._call(
            request,
            attempt,
            lambda status, headers, body: wire.classify_send(operation.kind, status, headers, body),
        )

    def expect(self) -> None:
        """See ``ports.LoyaltyApi``."""
        if not self._http.is_closed and self._monotonic() - self._used >= _KEEP_WARM:
            self._spare.open()

    def told(self) -> TimeTold | None:
        """See ``ports.LoyaltyApi``."""
        return self._told

    async def close(self) -> None:
        """Close the connections. A later call is ``Unavailable``."""
        await self._http.aclose()
        await self._spare.aclose()

    # -- one exchange ------------------------------------------------------------------------------

    async def _call(
        self, request: wire.WireRequest, attempt: int, classify: Callable[[int, httpx.Headers, bytes], _O]
    ) -> _O | Unavailable:
        began = time.perf_counter()
        watch = _Watch()
        outcome: _O | Unavailable
        if self._http.is_closed:
            outcome = Unavailable(Trouble.CONNECT, reached=False)
            self._tell(request.call, 0, outcome, 0.0, attempt)
            return outcome
        try:
            async with asyncio.timeout(self._deadline):
                outcome = await self._exchange(request, watch, classify)
        except Exception as error:  # noqa: BLE001 - whatever a transport can come up with
            # Only the type is logged: messages can quote headers, and so the key.
            _log.debug("%s failed: %s", request.call, type(error).__name__)
            outcome = _failure(error, watch)
        else:
            self._used = self._monotonic()
            self._spare.works()
        if not isinstance(outcome, Unavailable):
            # Not from a captive portal: what that thinks of the time is nothing to us.
            self._told = watch.told or self._told
        self._tell(request.call, watch.status, outcome, (time.perf_counter() - began) * 1000, attempt)
        return outcome

    async def _exchange(
        self, request: wire.WireRequest, watch: _Watch, classify: Callable[[int, httpx.Headers, bytes], _O]
    ) -> _O | Unavailable:
        async with self._http.stream(
            request.method,
            self._base + request.target,
            content=request.body,
            headers={"Content-Type": "application/json"} if request.body is not None else None,
            extensions={"trace": watch.trace},
        ) as response:
            status = watch.status = response.status_code
            watch.told = _time_told(response.headers.get("date", ""), self._monotonic())
            if 300 <= status < 400:
                return classify(status, response.headers, b"")
            if response.headers.get("content-encoding", "identity").strip().lower() != "identity":
                return Unavailable(Trouble.FOREIGN, status=status)
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) > MAX_BODY:
                    # Leaving the block closes the connection: the rest is never read.
                    return Unavailable(Trouble.TOO_LARGE, status=status)
            return classify(status, response.headers, bytes(body))

    def _unsendable(self, call: str, attempt: int) -> Refused:
        outcome = Refused("not_sendable", 0)
        self._tell(call, 0, outcome, 0.0, attempt)
        return outcome

    def _tell(self, call: str, status: int, outcome: object, ms: float, attempt: int) -> None:
        try:
            self._report(CallReport(call, status, name(outcome), ms, attempt))
        except Exception as error:  # noqa: BLE001 - an answer must not be lost for its log line
            _log.debug("report failed: %s", type(error).__name__)


class _Watch:
    """Follows one exchange through httpcore's trace extension: was the request begun to be sent?"""

    def __init__(self) -> None:
        self.status = 0
        self.seen = False
        self.sending = False
        self.told: TimeTold | None = None

    async def trace(self, event: str, info: object) -> None:
        """Called by the transport at every step, for example ``http11.send_request_headers.started``."""
        del info  # Holds the request with its headers: not for us.
        self.seen = True
        if event.endswith(".send_request_headers.started"):
            self.sending = True

    @property
    def reached(self) -> bool:
        """False only when the transport spoke of its steps, and sending was none of them."""
        return self.sending or not self.seen


def trusted() -> ssl.SSLContext:
    """How the service has to prove itself: by a certificate of one of the well-known authorities, for its own
    name, over TLS 1.2 or newer."""
    context = httpx.create_ssl_context(trust_env=False)
    # Both are so already, unless the environment says otherwise: OpenSSL's own configuration may allow old
    # protocols, and Python would write the session's keys into the file that SSLKEYLOGFILE names.
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.keylog_filename = None  # type: ignore[assignment] # None ends it, whatever the types say
    return context


def _time_told(said: str, mono: float) -> TimeTold | None:
    """A ``Date``, and when it came. It says whole seconds, so half a one is added. None: it is no date."""
    try:
        unix = parsedate_to_datetime(said).timestamp() + 0.5
    except (ValueError, TypeError, OverflowError):
        return None
    return TimeTold(unix, mono) if believable(unix) else None


_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

_NOT_VALID_NOW = (9, 10)
"""OpenSSL's numbers for a certificate that is not valid yet, and one that is not valid any more."""

_CUT_OFF = ("disconnected", "closed")
"""How h11 and httpcore word a connection that ended early; they have one type for this and for
nonsense. Were the words to change, a cut connection would be called foreign: as repeatable."""


def _failure(error: Exception, watch: _Watch) -> Unavailable:
    reached = watch.reached and not isinstance(error, _NEVER_SENT)
    status = watch.status or None
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return Unavailable(Trouble.TIMEOUT, reached, status)
    if isinstance(error, httpx.ConnectError):
        return Unavailable(_why_not_connected(error), reached)
    if isinstance(error, httpx.RemoteProtocolError) and not any(sign in str(error) for sign in _CUT_OFF):
        return Unavailable(Trouble.FOREIGN, reached, status)  # Bytes came, but no HTTP.
    if reached:
        return Unavailable(Trouble.RESET, True, status)
    return Unavailable(Trouble.CONNECT, False)


def _why_not_connected(error: BaseException) -> Trouble:
    """httpx has one error for all of it; the reason hangs on it as a chain of causes."""
    seen: list[BaseException] = []
    todo: list[BaseException | None] = [error]
    while todo:
        one = todo.pop()
        if one is None or one in seen:
            continue
        seen.append(one)
        todo += [one.__cause__, one.__context__]
        if isinstance(one, BaseExceptionGroup):  # Several addresses were tried.
            todo += one.exceptions
        if isinstance(one, socket.gaierror):
            return Trouble.DNS
        if isinstance(one, ssl.SSLCertVerificationError) and one.verify_code in _NOT_VALID_NOW:
            return Trouble.TLS_TIME
        if isinstance(one, ssl.SSLError):
            return Trouble.TLS
    return Trouble.CONNECT


def _checked_base(base_url: str) -> str:
    """Scheme, host, port and perhaps a path, without the last slash."""
    base = base_url.strip().rstrip("/")
    parts = urlsplit(base)
    host = parts.hostname or ""
    if parts.username or parts.password or parts.query or parts.fragment or not host:
        raise ValueError("base_url must be https://host, without user, query or fragment")
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host)):
        return base
    raise ValueError("base_url must be https:// (http:// goes to loopback only)")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _checked_key(api_key: str) -> str:
    """Checked here, because httpx's own complaint about an illegal header quotes its value."""
    key = api_key.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("the API key must be one word of ASCII characters")
    return key


def _silence_httpx() -> None:
    """httpx logs every URL at INFO, and a lookup's URL holds the customer's QR content."""
    logging.getLogger("httpx").addFilter(_nothing)  # Adding the same filter again changes nothing.


def _nothing(record: logging.LogRecord) -> bool:
    del record
    return False
