"""What a till can know of an e-mail address, and the endings that one touch completes it with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.email import ENDS, HOSTS, MOST_EMAIL, completed, endings, is_email_sign, plausible

LANGUAGES = st.sampled_from(["en", "tr", "de", "ar", "xx"])
TYPED = st.text(st.sampled_from("abgmx.@-_+1"), max_size=14)


@pytest.mark.parametrize(
    "email",
    [
        "a@b.c",
        "ada.lovelace+kiosk@example.com",
        "o'neil_{x}~1@mail.example-shop.co.uk",
        "A@B.ORG",
        "1@2.34",
        "a" * 242 + "@example.com",
    ],
)
def test_these_may_be_addresses(email: str) -> None:
    assert plausible(email)


@pytest.mark.parametrize(
    "email",
    [
        "",
        "ada",
        "ada@",
        "@example.com",
        "ada@example",
        "ada@@example.com",
        "ada@exam@ple.com",
        "ada lovelace@example.com",
        "ada@example.com ",
        "ada@example..com",
        "ada@.com",
        "ada@example.",
        "ada@-example.com",
        "ada@example-.com",
        "ada@exa_mple.com",
        "adä@example.com",
        "ada@exämple.com",
        "ada\x00@example.com",
        "a" * 243 + "@example.com",
    ],
)
def test_these_cannot_be(email: str) -> None:
    assert not plausible(email)


@pytest.mark.parametrize(
    ("sign", "allowed"),
    [("a", True), ("~", True), ("!", True), (" ", False), ("ı", False), ("", False), ("ab", False)],
)
def test_the_signs_of_an_address(sign: str, allowed: bool) -> None:
    assert is_email_sign(sign) is allowed


@pytest.mark.parametrize("language", HOSTS)
def test_each_language_has_its_hosts_and_as_many_of_them(language: str) -> None:
    assert len(set(HOSTS[language])) == len(set(ENDS[language])) == 4
    assert [end for end, _ in endings("", language)] == ["@" + host for host in HOSTS[language]]
    assert not any(fits for _, fits in endings("", language))
    for end, fits in endings("ada", language):
        assert fits
        assert completed("ada", end, language) == "ada" + end


def test_what_is_typed_behind_the_at_chooses() -> None:
    assert dict(endings("ada@g", "de")) == {
        "@gmail.com": True, "@gmx.de": True, "@web.de": False, "@t-online.de": False,
    }  # fmt: skip
    assert completed("ada@g", "@gmx.de", "de") == "ada@gmx.de"
    assert completed("ada@g", "@web.de", "de") == "ada@g", "it does not fit"
    assert completed("ada@gmx.de", "@gmx.de", "de") == "ada@gmx.de"
    assert completed("ada@firma", ".de", "de") == "ada@firma.de"
    assert completed("ada@firma-", ".de", "de") == "ada@firma-", "no domain ends with a hyphen"
    assert completed("ada@firma.c", ".de", "de") == "ada@firma.c"
    assert completed("ada", "@example.com", "de") == "ada", "only what is offered"
    assert completed("a" * 250, "@gmail.com", "de") == "a" * 250, "too long"


@given(typed=TYPED, language=LANGUAGES)
def test_an_ending_always_makes_a_longer_address_that_begins_alike(typed: str, language: str) -> None:
    offered = endings(typed, language)
    assert len(offered) == 4, "the keys stay where they are"
    for end, fits in offered:
        after = completed(typed, end, language)
        assert after.startswith(typed)
        assert (after != typed) is fits
        assert len(after) <= MOST_EMAIL
        if fits and typed.count("@") < 2:
            assert plausible(after)
