"""E-mail addresses as far as a till can judge them: signs, shape, and what usually comes behind the @."""

from __future__ import annotations

import re

MOST_EMAIL = 254
"""Characters of an address (RFC 5321, with the erratum to RFC 3696)."""

_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?")

HOSTS: dict[str, tuple[str, ...]] = {
    "en": ("gmail.com", "outlook.com", "yahoo.com", "icloud.com"),
    "tr": ("gmail.com", "hotmail.com", "outlook.com", "icloud.com"),
    "de": ("gmail.com", "gmx.de", "web.de", "t-online.de"),
    "ar": ("gmail.com", "hotmail.com", "yahoo.com", "outlook.com"),
}
"""Where most people of a language have their mail."""

ENDS: dict[str, tuple[str, ...]] = {
    "en": (".com", ".net", ".org", ".co.uk"),
    "tr": (".com", ".com.tr", ".net", ".org"),
    "de": (".de", ".com", ".net", ".org"),
    "ar": (".com", ".net", ".org", ".edu"),
}
"""How the other domains end."""


def is_email_sign(char: str) -> bool:
    """Whether an address may hold it: what ASCII can print, but no space. A letter that is left out
    would make another person's address, so whoever types a different one has to be told."""
    return len(char) == 1 and "!" <= char <= "~"


def plausible(email: str) -> bool:
    """Whether it may be an address at all: one @, something before it, a domain with a dot behind it."""
    local, at, domain = email.partition("@")
    labels = domain.split(".")
    return (
        bool(local and at)
        and len(email) <= MOST_EMAIL
        and all(map(is_email_sign, email))
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
    )


def endings(typed: str, language: str) -> tuple[tuple[str, bool], ...]:
    """What one touch may put at the end of ``typed``, and whether it fits there now. Always as many, so
    that the keys stay where they are."""
    local, _, domain = typed.partition("@")
    hosts = HOSTS.get(language, HOSTS["en"])
    if domain and "." not in domain and not any(host.startswith(domain) for host in hosts):
        whole = bool(local) and _LABEL.fullmatch(domain) is not None
        return tuple((end, whole) for end in ENDS.get(language, ENDS["en"]))
    return tuple((f"@{host}", bool(local) and host.startswith(domain) and host != domain) for host in hosts)


def completed(typed: str, ending: str, language: str) -> str:
    """``typed`` with that ending, if it is one that fits; else as it was."""
    if (ending, True) not in endings(typed, language):
        return typed
    whole = typed.partition("@")[0] + ending if ending.startswith("@") else typed + ending
    return whole if len(whole) <= MOST_EMAIL else typed
