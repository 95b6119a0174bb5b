"""The command line: ``kiosk run | demo | simulate | staff | journal | setup | config``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk import __version__
from kiosk.config import DEFAULT_PATH, ConfigError, Settings, load
from kiosk.logs import LEVELS, EventLog, take_over

EXIT_CONFIG = 2


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config", type=Path, metavar="FILE", help="default: /etc/kiosk/kiosk.toml, if there"
    )
    common.add_argument("--log-format", choices=("text", "json"), default="text")
    common.add_argument("--log-level", choices=tuple(LEVELS), default="info")
    top = argparse.ArgumentParser(prog="kiosk", description="The self-service loyalty kiosk.")
    top.add_argument("--version", action="version", version=f"kiosk {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    running = commands.add_parser("run", parents=[common], help="full screen, real devices")
    running.add_argument(
        "--appliance", action="store_true", help="not set up, show how that is done instead of ending"
    )
    demo = commands.add_parser(
        "demo", parents=[common], help="everything simulated, with a dock to play with"
    )
    demo.add_argument("--preset", choices=("standard", "balanced", "strict"), default="standard")
    demo.add_argument(
        "--headless", action="store_true", help="no screen: play the whole story, write pictures"
    )
    demo.add_argument("--out", type=Path, metavar="DIR", help="where --headless writes to")
    simulate = commands.add_parser("simulate", parents=[common], help="the API simulator alone, on loopback")
    simulate.add_argument("--port", type=int, default=8080)
    simulate.add_argument("--preset", choices=("standard", "balanced", "strict"), default="standard")
    staff = commands.add_parser("staff", parents=[common], help="who may use the staff screens")
    doing = staff.add_subparsers(dest="doing", required=True, metavar="WHAT")
    for name, words in (("add", "asks for a PIN twice, keeps its hash"), ("remove", "takes a person out")):
        doing.add_parser(name, parents=[common], help=words).add_argument("name", metavar="NAME")
    doing.add_parser("list", parents=[common], help="all names")
    _add_journal(commands, common)
    _add_care(commands, common)
    _add_setup(commands, common)
    badge = doing.add_parser(
        "badge", parents=[common], help="makes a person's badge anew: its code is told once"
    )
    badge.add_argument("name", metavar="NAME")
    badge.add_argument("--out", type=Path, metavar="FILE", help="also as a QR code: FILE.svg or FILE.png")
    badge.add_argument("--revoke", action="store_true", help="take the badge away instead")
    return top


def _add_journal(commands: Any, common: argparse.ArgumentParser) -> None:
    from kiosk.cli import journal

    doing = commands.add_parser("journal", help="what was booked here, and what waits").add_subparsers(
        dest="doing", required=True, metavar="WHAT"
    )
    listing = doing.add_parser("list", parents=[common], help="operations, newest first")
    listing.add_argument(
        "--state", action="append", choices=journal.STATES, default=[], help="only these; may be repeated"
    )
    listing.add_argument("--limit", type=journal.positive, default=20, metavar="N")
    for name, words in (
        ("show", "all of one operation or coupon"),
        ("retry", "have the running kiosk try one at once"),
    ):
        doing.add_parser(name, parents=[common], help=words).add_argument("name", metavar="ID")
    forgetting = doing.add_parser(
        "forget", parents=[common], help="take a member's code out of it; asks for the code"
    )
    forgetting.add_argument(
        "member", nargs="?", metavar="MEMBER", help="better left out: it stays in the shell's history"
    )
    forgetting.add_argument("--yes", action="store_true", help="do not ask whether it is meant")
    export = doing.add_parser("export", parents=[common], help="for other programs, or to keep")
    export.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: standard output")
    export.add_argument("--what", choices=(*journal.WHAT, "all"), default="all")
    export.add_argument("--format", choices=("json", "csv"), default="json", help="json: one object a line")
    export.add_argument("--since", metavar="WHEN", help="2026-11-01, 2026-11-01T14:30, 7d or 12h")
    export.add_argument("--with-members", action="store_true", help="with the customers' codes")


def _add_care(commands: Any, common: argparse.ArgumentParser) -> None:
    doctor = commands.add_parser(
        "doctor", parents=[common], help="checks everything, and says what to do about it"
    )
    doctor.add_argument("--json", action="store_true", help="for programs: docs/doctor.md")
    doctor.add_argument("--log", type=Path, metavar="FILE", help="the running kiosk's log, if not systemd's")
    commands.add_parser(
        "print-test", parents=[common], help="prints a test coupon and says what the printer answered"
    )
    bundle = commands.add_parser(
        "support-bundle", parents=[common], help="a file for whoever helps, without secrets and personal data"
    )
    bundle.add_argument("--out", type=Path, metavar="FILE", help="default: kiosk-support-TIME.tar.gz")
    bundle.add_argument("--log", type=Path, metavar="FILE", help="the kiosk's log, if not systemd's")


def _add_setup(commands: Any, common: argparse.ArgumentParser) -> None:
    doing = commands.add_parser("setup", help="an appliance's set-up by its owner's file").add_subparsers(
        dest="doing", required=True, metavar="WHAT"
    )
    importing = doing.add_parser(
        "import",
        parents=[common],
        help="takes over the owner's kiosk.toml and api.key, and wipes them; as root",
    )
    importing.add_argument("folder", type=Path, metavar="FOLDER", help="where the owner's files are")
    importing.add_argument(
        "--from-screen", action="store_true", help="a request of the kiosk's own, while it is not set up"
    )
    importing.add_argument(
        "--root", type=Path, default=Path("/"), metavar="DIR", help="a folder in place of /"
    )
    importing.add_argument("--user", default="kiosk", metavar="NAME", help="the kiosk's user (kiosk)")
    doing = commands.add_parser("config", help="looks at the configuration").add_subparsers(
        dest="doing", required=True, metavar="WHAT"
    )
    checking = doing.add_parser(
        "check", parents=[common], help="is it good: an owner's file, or the kiosk's own with its folder"
    )
    checking.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: what run would read")
    showing = doing.add_parser(
        "show", parents=[common], help="every setting, its value, and where that comes from"
    )
    showing.add_argument("--json", action="store_true", help="for other programs")
    doing.add_parser("schema", parents=[common], help="the JSON schema of its files, for editors")
    looking = doing.add_parser(
        "qr", parents=[common], help="as a QR code for the set-up screen; what is secret is asked for"
    )
    looking.add_argument("file", type=Path, metavar="FILE")
    looking.add_argument("--out", type=Path, metavar="PICTURE", help="PICTURE.svg or PICTURE.png")
    looking.add_argument("--key-file", type=Path, metavar="KEY", help="where the API key is")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 good, 1 failed, 2 wrong usage or configuration."""
    args = parser().parse_args(argv)
    log = EventLog(args.log_format, args.log_level)
    try:
        match args.command:
            case "simulate":
                from kiosk.simulator.cli import simulate

                return simulate(args.port, args.preset)
            case "demo":
                return _demo(args, log)
            case "staff":
                from kiosk.cli import badge, staff

                if args.doing == "badge":
                    return badge.command(_settings(args), args.name, args.out, revoke=args.revoke)
                return staff.command(_settings(args), args.doing, getattr(args, "name", ""))
            case "journal":
                return _journal(args)
            case "doctor":
                from kiosk.cli import doctor

                take_over(EventLog(args.log_format, args.log_level, sys.stderr), args.log_level)
                return doctor.command(args.config, as_program=args.json, log=args.log)
            case "support-bundle":
                from kiosk.cli.support import bundle

                take_over(EventLog(args.log_format, args.log_level, sys.stderr), args.log_level)
                return bundle.command(args.config, args.out, args.log)
            case "print-test":
                from kiosk.cli import print_test

                settings = _settings(args)
                take_over(EventLog(args.log_format, args.log_level, sys.stderr), args.log_level)
                return print_test.command(settings)
            case "setup":
                from kiosk.cli import setup

                return setup.command(args.folder, args.root, args.user, from_screen=args.from_screen)
            case "config":
                return _config(args)
            case _:
                return _run(args, log)
    except ConfigError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)
        return EXIT_CONFIG


def _settings(args: argparse.Namespace) -> Settings:
    return load(args.config, os.environ)


def _config(args: argparse.Namespace) -> int:
    from kiosk.cli import config, config_show

    match args.doing:
        case "check":
            return config.check(args.file or args.config)
        case "show":
            return config_show.show(args.config, os.environ, as_json=args.json)
        case "schema":
            return config_show.show_schema()
    return config.qr(args.file, args.out, args.key_file)


def _journal(args: argparse.Namespace) -> int:
    from kiosk.cli import journal

    settings = _settings(args)
    match args.doing:
        case "list":
            return journal.listing(settings, args.state, args.limit)
        case "show":
            return journal.show(settings, args.name)
        case "retry":
            return journal.retry(settings, args.name)
        case "forget":
            from kiosk.cli.forget import forget

            return forget(settings, args.member, yes=args.yes)
    since = None
    if args.since is not None:
        try:
            since = journal.since_when(args.since, datetime.now(settings.shop.zone))
        except (ValueError, OverflowError):
            print(f"--since: {args.since} is no date, no time, and no span like 7d or 12h", file=sys.stderr)
            return EXIT_CONFIG
    return journal.export(settings, args.what, args.format, since, members=args.with_members, file=args.file)


def _run(args: argparse.Namespace, log: EventLog) -> int:
    from kiosk.cli import guard

    if not guard.close_up():
        log("fault", "error", where="guard", error="refused", reason="core files are not ruled out")
    if args.appliance:
        _load_early()
        from kiosk.cli import appliance

        take_over(log, args.log_level)
        return appliance.run(args.config, log)
    settings = _settings(args)
    key = guard.take_key(settings, args.config or DEFAULT_PATH)
    _load_early()  # not before: a mistake in the configuration is told without
    from kiosk.cli import run

    take_over(log, args.log_level)
    return run.run(settings, key, log)


def _load_early() -> None:
    from kiosk.cli import early  # noqa: F401 - before Qt: see there


def _demo(args: argparse.Namespace, log: EventLog) -> int:
    take_over(log, args.log_level)
    if args.headless:
        from kiosk.demo import headless

        if args.out is None:
            print("--out: --headless needs a folder to write to", file=sys.stderr)
            return EXIT_CONFIG
        return headless.play(args.out, log)
    from kiosk.demo import window

    return window.play(args.preset, log)


if __name__ == "__main__":
    sys.exit(main())
