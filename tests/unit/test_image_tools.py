"""What decides in the image, and what builds it, as far as it can be asked without building one."""

from __future__ import annotations

import gzip
import importlib.machinery
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
IMAGE = ROOT / "packaging/image"


def loaded(path: Path) -> ModuleType:
    """A program without a name for importing."""
    name = f"image_{path.stem}"
    loader = importlib.machinery.SourceFileLoader(name, str(path))
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look there
    try:
        sys.dont_write_bytecode, kept = True, sys.dont_write_bytecode
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = kept
    return module


health: Any = loaded(IMAGE / "system/usr/lib/kiosk-image/health")
kernel: Any = loaded(IMAGE / "kernel.py")
bootenv: Any = loaded(IMAGE / "bootenv.py")
spdx: Any = loaded(IMAGE / "spdx.py")


# -- whether a system runs well --------------------------------------------------------------------


def verdicts(*seen: tuple[float, bool, str, int]) -> list[Any]:
    """Of each moment: when, whether the kiosk is up, which life it is in, how many there were before."""
    judge = health.Judge(0.0)
    return [judge.look(health.Seen(active, life, restarts), now) for now, active, life, restarts in seen]


def test_a_life_of_three_minutes_is_well() -> None:
    assert verdicts((0, False, "", 0), (40, True, "a", 0), (219, True, "a", 0), (220, True, "a", 0)) == [
        None, None, None, health.Verdict.WELL,
    ]  # fmt: skip


def test_a_restart_begins_the_three_minutes_anew() -> None:
    seen = [
        (0, True, "a", 0),
        (170, True, "b", 1),
        (200, True, "b", 1),
        (349, True, "b", 1),
        (350, True, "b", 1),
    ]
    assert verdicts(*seen) == [None, None, None, None, health.Verdict.WELL]


def test_a_moment_of_starting_does_not_hide_a_new_life() -> None:
    seen = [(0, True, "a", 0), (170, False, "a", 1), (172, True, "a", 1), (200, True, "a", 1)]
    assert verdicts(*seen) == [None] * 4


def test_a_crash_loop_is_ill_at_its_fourth_start_before_the_kiosk_closes_itself() -> None:
    seen = [(n, n % 2 == 1, str(n), n) for n in range(5)]
    assert verdicts(*seen) == [None, None, None, None, health.Verdict.ILL]


def test_a_kiosk_that_never_comes_up_is_ill_after_a_quarter_of_an_hour() -> None:
    assert verdicts((0, False, "", 0), (899, False, "", 0), (900, False, "", 0))[1:] == [
        None, health.Verdict.ILL,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("slot", "confirmed", "back"),
    [
        ("B", {"A": "1"}, True),  # a new one beside one that ran well
        ("A", {"A": "1", "B": "1"}, True),  # an update in the first one's place
        ("B", {"A": "1", "B": "2"}, False),  # it did run well: what ails it is not the update
        ("A", {}, False),  # fresh from the card: there is none to go back to
        ("A", {"A": "1"}, False),
    ],
)
def test_only_a_new_system_is_given_up_and_only_for_one_that_ran_well(
    slot: str, confirmed: dict[str, str], back: bool
) -> None:
    assert health.goes_back(slot, "2", confirmed) is back


def test_what_systemd_and_the_kernel_say_is_understood() -> None:
    said = "ActiveState=active\nInvocationID=12ab\nNRestarts=3\n"
    assert health.parsed(said) == health.Seen(True, "12ab", 3)
    assert health.parsed("ActiveState=activating\n") == health.Seen(False, "", 0)
    assert health.booted_slot("quiet rauc.slot=B panic=10") == "B"
    assert health.booted_slot("quiet") == ""


# -- what the boot loader gets ---------------------------------------------------------------------


def test_a_kernel_that_unpacks_itself_is_unpacked() -> None:
    plain = bytes(56) + b"ARM\x64" + bytes(100)
    packed = gzip.compress(plain)
    zboot = b"MZ\0\0zimg" + (64).to_bytes(4, "little") + len(packed).to_bytes(4, "little") + bytes(8)
    zboot += b"gzip".ljust(32, b"\0") + bytes(8) + packed + b"behind it"
    assert kernel.unpacked(zboot) == plain
    assert kernel.unpacked(plain) == plain
    assert kernel.unpacked(packed) == plain


def test_what_is_no_kernel_is_refused() -> None:
    with pytest.raises(SystemExit):
        kernel.unpacked(bytes(200))


def test_the_boot_loader_waits_for_no_key_and_keeps_its_other_settings() -> None:
    inside = b"arch=arm\0bootcmd=bootflow scan\0bootdelay=2\0kernel_addr_r=0x80000\0\0"
    settings = bootenv.built_in(b"code\0\xff" + inside + b"more=code\0")
    assert settings == {
        "arch": "arm", "bootcmd": "bootflow scan", "bootdelay": "2", "kernel_addr_r": "0x80000",
    }  # fmt: skip
    written = bootenv.written({**settings, "bootdelay": "-2"})
    assert len(written) == bootenv.SIZE
    assert int.from_bytes(written[:4], "little") == zlib.crc32(written[4:])
    assert b"\0bootdelay=-2\0" in written


def test_a_boot_loader_without_settings_is_refused() -> None:
    with pytest.raises(SystemExit):
        bootenv.built_in(b"bootdelay=2\0\0")


def test_tries_have_one_digit_because_the_boot_loader_counts_in_hexadecimal() -> None:
    attempts = re.findall(
        r"^boot-attempts\S*=(\d+)$", (IMAGE / "system/etc/rauc/system.conf").read_text(), re.MULTILINE
    )
    assert len(attempts) == 2
    assert all(len(each) == 1 for each in attempts)


# -- the software list -----------------------------------------------------------------------------

STATUS = """\
Package: libzbar0t64
Status: install ok installed
Maintainer: Somebody <somebody@example.org>
Architecture: arm64
Source: zbar (0.23-1)
Version: 0.23-1+b1
Homepage: https://example.org

Package: gone
Status: deinstall ok config-files
Maintainer: Somebody <somebody@example.org>
Architecture: all
Version: 1
"""


def test_the_software_list_has_what_is_installed(tmp_path: Path) -> None:
    status = tmp_path / "var/lib/dpkg/status"
    status.parent.mkdir(parents=True)
    status.write_text(STATUS, "utf-8")
    info = tmp_path / spdx.PYTHON / "segno-1.6.dist-info/METADATA"
    info.parent.mkdir(parents=True)
    info.write_text("Name: segno\nVersion: 1.6\nLicense-Expression: BSD-3-Clause\n", "utf-8")
    made = spdx.document(tmp_path, "kiosk", "1.0", 0)
    whole, deb, python = made["packages"]
    assert made["spdxVersion"] == "SPDX-2.3"
    assert made["creationInfo"]["created"] == "1970-01-01T00:00:00Z"
    assert (deb["name"], deb["versionInfo"]) == ("libzbar0t64", "0.23-1+b1")
    assert deb["sourceInfo"] == "built from zbar 0.23-1"
    assert deb["externalRefs"][0]["referenceLocator"].startswith("pkg:deb/debian/libzbar0t64@0.23-1%2Bb1?")
    assert python["licenseDeclared"] == "BSD-3-Clause"
    contained = {each["relatedSpdxElement"] for each in made["relationships"][1:]}
    assert contained == {deb["SPDXID"], python["SPDXID"]}
    assert whole["SPDXID"] not in contained
    assert json.dumps(made) == json.dumps(spdx.document(tmp_path, "kiosk", "1.0", 0))


# -- everything else -------------------------------------------------------------------------------


def scripts() -> list[Path]:
    """All shell scripts of the image."""
    files = [path for path in IMAGE.rglob("*") if path.is_file() and not path.is_symlink()]
    return sorted(
        path for path in files if re.match(rb"#!.*\b(ba)?sh\b|# shellcheck", path.read_bytes()[:40])
    )


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="no shellcheck here")
def test_shell_scripts_are_clean() -> None:
    assert len(scripts()) > 8
    found = subprocess.run(
        ["shellcheck", "--external-sources", f"--source-path={ROOT}", *map(str, scripts())],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout


def test_the_owners_form_is_blank_but_readable() -> None:
    import tomllib

    form = tomllib.loads((IMAGE / "card/kiosk.toml").read_text("utf-8"))
    assert form["shop"] == {"name": ""}
    assert form["api"] == {"base_url": ""}
    assert set(form["setup"].values()) == {""}


def test_no_key_is_kept_in_the_sources() -> None:
    for path in IMAGE.rglob("*"):
        if path.is_file():
            assert b"PRIVATE KEY" not in path.read_bytes(), path
