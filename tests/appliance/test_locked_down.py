"""What an appliance leaves to somebody with a keyboard: no console, no switch to one, no keys for the kernel.

The settings as they are packed; that they take effect in a booted system is in ``test_deb.py``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def read(name: str) -> str:
    return (PACKAGING / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("deb/appliance/sysctl.conf", "kernel.sysrq = 0"),
        ("deb/appliance/sysctl.conf", "kernel.core_pattern = |/bin/false"),
        ("deb/appliance/sysctl.conf", "kernel.yama.ptrace_scope = 2"),
        ("deb/appliance/logind.conf", "NAutoVTs=0"),
        ("deb/appliance/logind.conf", "ReserveVT=0"),
        ("deb/appliance/logind.conf", "HandlePowerKey=ignore"),
        ("deb/appliance/system.conf", "CtrlAltDelBurstAction=none"),
        ("systemd/kiosk.service", "LimitCORE=0"),
        ("systemd/kiosk.service", "UMask=0077"),
        ("systemd/kiosk.service", "NoNewPrivileges=yes"),
        ("systemd/kiosk.service", "CapabilityBoundingSet="),
        ("systemd/kiosk.service", "ProtectSystem=strict"),
        ("systemd/kiosk.service", "Conflicts=getty@tty1.service"),
    ],
)
def test_it_is_set(file: str, line: str) -> None:
    assert line in read(file).splitlines()


def test_the_compositor_switches_to_no_console() -> None:
    """``cage -s`` would; without it the keys for that do nothing."""
    (options,) = re.findall(r"exec cage (.*?) -- ", read("deb/kiosk/session"))
    assert "-s" not in options.split()


def test_the_kiosks_user_has_no_shell() -> None:
    (user,) = (line for line in read("deb/kiosk/sysusers.conf").splitlines() if line.startswith("u"))
    assert user.split()[-1] == "/usr/sbin/nologin"


def test_the_image_lets_nobody_in_by_the_network() -> None:
    rules = read("image/system/etc/nftables.conf")
    assert re.search(r"hook input .*policy drop", rules)
    accepted = [line.strip() for line in rules.splitlines() if re.search(r"\bdport\b", line)]
    assert [line for line in accepted if re.search(r"dport \{?\s*(22|23|80|443|5900)\b", line)] == []
    packages = read("image/base/packages.txt").split()
    assert not {"openssh-server", "dropbear", "telnetd", "vnc4server"} & set(packages)
