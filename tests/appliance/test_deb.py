"""The packages in a clean Debian 13: installed, booted, upgraded, removed, purged; one system, one order."""

from __future__ import annotations

import json
import re
import stat
import subprocess
from pathlib import Path

import pytest

from tests.appliance.clean_root import CleanRoot
from tests.appliance.conftest import NEXT, Packages

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.xdist_group("deb")]

KEY = "lk_test_0of1the2clean3root4"
SHOWN = f"""
[shop]
name = "Mine"
[api]
base_url = "https://mine.loyalite.app"
[setup]
api_key = "{KEY}"
wifi_ssid = "Shop"
wifi_password = "password1"
wifi_country = "TR"
"""
UNITS = ("kiosk.service", "kiosk-setup.service", "kiosk-setup-request.service")
MOST_EXPOSED = 2.5


def test_the_same_sources_make_the_same_bytes(packages: Packages) -> None:
    """Built twice. Only what is called differently is different."""

    def part(deb: Path, name: str) -> bytes:
        return subprocess.run(["ar", "p", deb, name], capture_output=True, check=True).stdout

    def fields(deb: Path) -> str:
        told = subprocess.run(["dpkg-deb", "--field", deb], capture_output=True, text=True, check=True)
        return re.sub(r"^Version: .*", "", told.stdout, flags=re.MULTILINE)

    once, again = packages.kiosk, packages.next_kiosk
    assert part(once, "data.tar.zst") == part(again, "data.tar.zst") != b""
    assert fields(once) == fields(again)


def test_installing_makes_a_user_and_starts_nothing(root: CleanRoot, packages: Packages) -> None:
    said = root.install(packages.kiosk)
    assert "could not be compiled" not in said

    assert root.run("kiosk", "--version").startswith("kiosk ")
    user = root.run("getent", "passwd", "kiosk").strip().split(":")
    assert user[5:] == ["/var/lib/kiosk", "/usr/sbin/nologin"]
    groups = set(root.run("id", "-nG", "kiosk").split())
    assert groups == {"kiosk", "video", "render", "audio", "dialout"}
    # A computer that is used for something else does not become a kiosk by it.
    assert root.run("systemctl", "is-enabled", *UNITS, "kiosk-setup.path", check=False).split() == [
        "disabled", "disabled", "static", "disabled",
    ]  # fmt: skip
    assert not root.at("/etc/systemd/system/getty@.service").is_symlink()

    assert stat.S_IMODE(root.at("/var/lib/kiosk").stat().st_mode) == 0o700
    assert root.at("/etc/kiosk/kiosk.d").is_dir()
    assert root.at("/usr/share/loyalite-kiosk/kiosk.schema.json").exists()
    config = root.at("/etc/kiosk/kiosk.toml")
    assert stat.S_IMODE(config.stat().st_mode) == 0o644
    assert config.stat().st_uid == 0


def test_every_library_is_there(root: CleanRoot) -> None:
    """What the package brings asks for nothing that neither it nor what it depends on has."""
    own = root.at("/opt/kiosk/lib")
    libraries = [path for path in own.rglob("*.so*") if path.is_file()]
    there = {path.name for path in libraries}
    for folder in ("/usr/lib", "/lib64"):
        there |= {path.name for path in root.at(folder).rglob("*.so*")}
    told = subprocess.run(["readelf", "-dW", *libraries], capture_output=True, text=True, check=True).stdout
    needed = set(re.findall(r"\(NEEDED\).*\[(.*?)\]", told))
    assert len(needed) > 30
    assert sorted(needed - there) == []


def test_the_whole_program_is_compiled_and_whole(root: CleanRoot) -> None:
    """Every file of Python's is compiled; the window's parts can be imported as the kiosk's user."""
    bare = [
        path
        for path in root.at("/opt/kiosk/lib/kiosk").rglob("*.py")
        if not (path.parent / "__pycache__" / f"{path.stem}.cpython-313.pyc").exists()
    ]
    assert bare == []
    modules = "kiosk.cli.run, kiosk.demo.player, cv2, zxingcpp, pyzbar.pyzbar"
    words = f"import sys; sys.path.insert(0, '/opt/kiosk/lib'); import {modules}"
    root.run("runuser", "-u", "kiosk", "--", "python3", "-I", "-B", "-c", words)


def test_no_screen_has_to_be_compiled_when_it_is_shown(root: CleanRoot) -> None:
    qml = root.path / "opt/kiosk/lib/kiosk/ui/qml"
    sources = {file.relative_to(qml).with_suffix("") for file in qml.rglob("*.qml")}
    assert len(sources) > 40
    assert {file.relative_to(qml).with_suffix("") for file in qml.rglob("*.qmlc")} == sources


def test_the_units_are_hardened(root: CleanRoot) -> None:
    for unit in UNITS:
        place = f"/usr/lib/systemd/system/{unit}"
        told = root.run("systemd-analyze", "security", "--offline=true", "--no-pager", place)
        found = re.search(r"exposure level for \S+: ([0-9.]+)", told)
        assert found is not None, told
        assert float(found[1]) <= MOST_EXPOSED, told
    complaints = root.run(
        "systemd-analyze", "verify", "--man=no", *(f"/usr/lib/systemd/system/{unit}" for unit in UNITS)
    )
    assert [line for line in complaints.splitlines() if "kiosk" in line] == []


def test_udev_understands_the_rules(root: CleanRoot) -> None:
    files = [path.relative_to(root.path) for path in root.at("/usr/lib/udev/rules.d").glob("7*-kiosk*.rules")]
    assert len(files) == 2
    said = root.run(
        "udevadm", "verify", *(f"/{path}" for path in files), "/etc/udev/rules.d/69-kiosk-pins.rules"
    )
    assert re.search(r"Fail:\s+0", said), said


def test_it_runs_within_its_bounds(root: CleanRoot) -> None:
    """Booted, the hardened unit shows the invitation, compositor and all; hangs; comes back; stops well."""
    key = root.at("/etc/kiosk/api.key")
    key.write_text(KEY)
    root.run("chown", "kiosk:kiosk", "/etc/kiosk/api.key")
    key.chmod(0o600)
    # There is no screen here: the compositor draws to memory, and udev does not run in a container.
    instead = root.at("/etc/systemd/system/kiosk.service.d/test.conf")
    instead.parent.mkdir(parents=True)
    instead.write_text(
        "[Service]\nEnvironment=WLR_BACKENDS=headless SESSION_DISPLAY=software\n"
        "Environment=KIOSK_METRICS__LISTEN=127.0.0.1:9464\n"
    )
    root.run("systemctl", "enable", "--force", "kiosk.service")

    with root.booted() as system:
        # The first moments there is nobody to ask.
        system.until("the kiosk", lambda: system.property("ActiveState") == "active")
        system.until("the invitation", lambda: system.property("SubState") == "running")
        assert [one["name"] for one in system.events() if one["event"] == "screen"] == ["attract"]
        first = system.property("MainPID")
        program = root.at("/run/kiosk/pid")

        def pid() -> str:
            return system.run("cat", "/run/kiosk/pid", check=False).strip()

        # What it can see of the machine, and do to it.
        bounds = system.run("cat", f"/proc/{pid()}/status")
        assert re.search(r"NoNewPrivs:\s+1", bounds)
        assert re.search(r"Seccomp:\s+2", bounds)
        assert re.search(r"CapBnd:\s+0+$", bounds, re.MULTILINE)
        assert "KIOSK_API" not in system.run("sh", "-c", f"tr '\\0' '\\n' </proc/{pid()}/environ")
        journal = system.run("stat", "-c", "%a %U", "/var/lib/kiosk/journal.sqlite3").split()
        assert journal == ["600", "kiosk"]
        # It may listen, and tell of the machine what it tells outside of its bounds.
        ask = "import urllib.request as r; print(r.urlopen('http://127.0.0.1:9464/metrics').read().decode())"
        metrics = system.run("python3", "-c", ask)
        for name in ("build_info", "startup_seconds", "printer_state", "disk_free_bytes", "journal_bytes"):
            assert f"\nloyalite_kiosk_{name}" in metrics
        assert "\nprocess_resident_memory_bytes " in metrics

        # Looked after from outside, by root and by its own user; the log is systemd's.
        for who, sees in (("", True), ("runuser -u kiosk -- ", False)):
            told = json.loads(system.run("sh", "-c", f"{who}kiosk doctor --json 2>/dev/null", check=False))
            found = {one["name"]: one for one in told["findings"]}
            assert told["running"] is True
            assert found["service"]["result"] == "ok", found["service"]
            assert found["service"]["values"]["active"] == "active"
            assert (f"process {pid()}" in found["service"]["found"]) or not sees
            for name in ("config", "key", "journal", "disk", "files", "assets", "versions"):
                assert found[name]["result"] == "ok", found[name]
        system.run("sh", "-c", "kiosk support-bundle --out /tmp/b.tar.gz >/dev/null 2>&1")
        sent = system.run("sh", "-c", "tar -xzOf /tmp/b.tar.gz")
        assert '"event": "ready"' in sent
        assert '"ActiveState": "active"' in sent
        assert KEY not in sent

        # It hangs: systemd ends it, and it comes back.
        hung = pid()
        system.run("sh", "-c", f"kill -STOP {hung}")
        system.until("the restart", lambda: system.property("NRestarts") == "1")
        system.until(
            "the second start", lambda: system.property("SubState") == "running" and pid() not in ("", hung)
        )
        assert system.property("MainPID") != first
        assert [one["event"] for one in system.events()].count("ready") == 2

        # It is stopped: the program first, which says so.
        system.run("systemctl", "stop", "kiosk.service")
        assert system.property("Result") == "success"
        assert system.events()[-1]["event"] == "stopped"
        assert not program.exists()
        told = system.run("journalctl", "--boot", "--no-pager")
    assert KEY not in told
    assert "core dumped" not in told
    assert "core files are not ruled out" not in told, "the unit's filter lets the program close itself up"


def test_an_upgrade_keeps_what_the_owner_changed(root: CleanRoot, packages: Packages) -> None:
    config = root.at("/etc/kiosk/kiosk.toml")
    config.write_text('[shop]\nname = "Mine"\n')
    # A file that the next release has no more would be imported, if what was compiled of it stayed.
    journal = root.at("/var/lib/kiosk/journal.sqlite3")
    before = journal.stat().st_ino

    root.install(packages.next_kiosk)

    assert root.run("dpkg-query", "-W", "-f", "${Version}", "loyalite-kiosk") == NEXT
    assert config.read_text() == '[shop]\nname = "Mine"\n'
    assert journal.stat().st_ino == before
    assert root.run("systemctl", "is-enabled", "kiosk.service", check=False).strip() == "enabled"
    root.run("systemctl", "disable", "kiosk.service")
    assert not root.at("/etc/systemd/system/display-manager.service").is_symlink()


def test_the_appliance_is_the_kiosk_and_nothing_else(root: CleanRoot, packages: Packages) -> None:
    own = root.at("/etc/systemd/system")
    (own / "display-manager.service").symlink_to("/usr/lib/systemd/system/a-desktop.service")

    root.install(packages.appliance)

    assert (own / "display-manager.service").readlink() == Path("/usr/lib/systemd/system/kiosk.service")
    enabled = root.run(
        "systemctl", "is-enabled", "kiosk.service", "kiosk-setup.service", "kiosk-setup.path", check=False
    )
    assert enabled.split() == ["enabled"] * 3
    for unit in (
        "getty@tty1.service",
        "serial-getty@ttyAMA0.service",
        "console-getty.service",
        "ctrl-alt-del.target",
    ):
        assert root.run("systemctl", "is-enabled", unit, check=False).strip() == "masked", unit
    for name in ("systemd/system.conf", "systemd/logind.conf", "sysctl.d"):
        assert "kiosk" in root.run("systemd-analyze", "cat-config", name), name


def test_an_appliance_is_set_up_by_what_its_screen_was_shown(root: CleanRoot) -> None:
    """Nothing is set up, as the screen says. The kiosk lays a set-up down, and root takes it over."""
    for name in ("etc/kiosk/api.key", "etc/kiosk/kiosk.toml"):
        root.at(name).unlink()
    root.at("/var/lib/iwd").mkdir()
    with root.booted() as system:
        system.until("the kiosk", lambda: system.property("SubState") == "running")
        assert [one["name"] for one in system.events() if one["event"] == "screen"] == ["setup"]
        folder = "/run/kiosk-setup/request"
        words = f"cat >{folder}/.new && mv {folder}/.new {folder}/kiosk.toml"
        system.run("runuser", "-u", "kiosk", "--", "sh", "-c", words, text=SHOWN)
        system.until(
            "the set-up", lambda: "done" in system.run("cat", "/run/kiosk-setup/result.json", check=False)
        )
        told = system.run("stat", "-c", "%a %U %G %n", "/etc/kiosk/api.key", "/etc/kiosk/kiosk.toml")
        assert told.splitlines() == [
            "600 kiosk kiosk /etc/kiosk/api.key",
            "640 root kiosk /etc/kiosk/kiosk.toml",
        ]
        assert system.run("stat", "-c", "%a %U", "/var/lib/iwd/Shop.psk").split() == ["600", "root"]
        assert system.run("ls", "-A", folder) == ""
        # Staff would touch "start again"; a stop and a start come to the same here.
        system.run("systemctl", "restart", "kiosk.service")
        assert [one["name"] for one in system.events() if one["event"] == "screen"][-1] == "attract"
        assert system.run("systemctl", "show", "--value", "--property=RuntimeWatchdogUSec").strip() == "14s"
        assert system.run("systemctl", "--failed", "--plain", "--no-legend") == ""
        log = system.run("journalctl", "--boot", "--no-pager")
    assert KEY not in log
    assert "password1" not in log


def test_an_appliance_can_be_a_computer_again(root: CleanRoot) -> None:
    own = root.at("/etc/systemd/system")
    root.run("dpkg", "--purge", "loyalite-kiosk-appliance")
    assert not (own / "ctrl-alt-del.target").is_symlink()
    assert not (own / "display-manager.service").is_symlink()
    assert root.run("systemctl", "is-enabled", "kiosk.service", check=False).strip() == "disabled"


def test_removing_keeps_settings_and_journal_and_purging_does_not(root: CleanRoot) -> None:
    root.run("dpkg", "--remove", "loyalite-kiosk")
    assert not root.at("/opt/kiosk").exists()
    assert not root.at("/usr/bin/kiosk").exists()
    assert root.at("/etc/kiosk/kiosk.toml").exists()
    assert root.at("/etc/kiosk/api.key").exists()
    assert root.at("/var/lib/kiosk/journal.sqlite3").exists()

    root.run("dpkg", "--purge", "loyalite-kiosk")
    left = root.run(
        "sh",
        "-c",
        "find / -xdev -iname '*kiosk*' -not -path '/proc/*' -not -path '/sys/*' -not -path '/root/*'",
    )
    # What the test itself put there, and what systemd would have cleaned up, had it been stopped well.
    own = ("kiosk.service.d", "systemd-private-")
    assert [line for line in left.split() if not any(one in line for one in own)] == []
