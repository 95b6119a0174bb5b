"""``kiosk setup``: the set-up of an appliance by its owner's file, for the units that run it as root."""

from __future__ import annotations

import os
import pwd
import sys
from pathlib import Path

from kiosk.setup.disk import Owner
from kiosk.setup.importing import DONE_FILE, Outcome, import_from
from kiosk.setup.install import Places

EXIT_FAULTS = 2


def places_of(root: Path, user: str) -> Places | None:
    """The folders below ``root``, and whose files are; None when there is no such user. Who is not root can
    only own files themselves: that is for trying it out in a folder."""
    try:
        person = pwd.getpwnam(user)
    except KeyError:
        return None
    me = os.geteuid()
    if me != 0:
        own = Owner(me, os.getegid())
        return Places(root, own, own)
    return Places(root, Owner(person.pw_uid, person.pw_gid), Owner(0, 0))


def command(folder: Path, root: Path, user: str, *, from_screen: bool) -> int:
    """Import, and say what came of it; returns the exit code: 0 done or nothing to do, 1 failed, 2 faults."""
    places = places_of(root, user)
    if places is None:
        print(f"there is no user {user}", file=sys.stderr)
        return 1
    try:
        imported = import_from(folder, places, from_screen=from_screen)
    except OSError as error:
        print(f"setup: {error.filename or folder}: {error.strerror}", file=sys.stderr)
        return 1
    for fault in imported.faults:
        print(fault.line, file=sys.stderr)
    for name in imported.unwiped:
        print(f"{folder / name}: could not be wiped, and holds secrets", file=sys.stderr)
    match imported.outcome:
        case Outcome.FAULTS:
            return EXIT_FAULTS
        case Outcome.NOTHING:
            print("There is nothing to import.")
        case Outcome.DONE:
            print(f"The kiosk is set up. {'' if from_screen else f'See {DONE_FILE}.'}".rstrip())
    return 0
