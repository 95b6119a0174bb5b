"""What ``kiosk run`` does to keep what it knows to itself, before it knows anything.

The systemd unit does some of it as well. Here it holds however the program is started, and whatever the
machine does with core files.
"""

from __future__ import annotations

import ctypes
import os
import resource
import stat
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from kiosk.config import KEY_VARIABLE, ConfigError, Settings, read_api_key
from kiosk.config_files import folder_of, paths_in
from kiosk.logs import places

PR_SET_DUMPABLE = 4
"""prctl(2)."""


def close_up() -> bool:
    """Nothing of this process is for others: its new files are its user's alone, there are no core files, and
    nobody but root looks into its memory or its environment. What goes wrong is told by place, not by value.

    False when the kernel refused one of them; that is no reason not to run.
    """
    os.umask(0o077)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value)
    sys.unraisablehook = lambda args: _uncaught(args.exc_type, args.exc_value)
    with suppress(OSError, ValueError):  # a unit's filter of system calls may know this one by name
        if resource.getrlimit(resource.RLIMIT_CORE) != (0, 0):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The limit does not hold where the kernel pipes core files to a program (core(5)); this does.
    return bool(ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)


def forget(name: str) -> None:
    """Take a variable out of the environment: children do not get it, and where the system shows what a
    process was started with (``/proc/PID/environ``) there are zeros in its place.

    Whoever started this process has had it in theirs: a shell, a unit's ``Environment=``.
    """
    if name not in os.environ:
        return
    libc = ctypes.CDLL(None)
    libc.getenv.restype = ctypes.c_void_p
    there = libc.getenv(name.encode())
    if there:
        ctypes.memset(there, 0, len(ctypes.string_at(there)))
    del os.environ[name]


def refuse_open(settings: Settings, config: Path) -> None:
    """Raises ``ConfigError`` when everybody can change the configuration, or others can use the file that the
    key is in and this user may not make it private; where it may, it does, and says so."""
    faults = changeable(config)
    if KEY_VARIABLE not in os.environ and (wrong := why_not_private(settings.api.key_file)):
        narrow(settings.api.key_file)
        if why_not_private(settings.api.key_file):
            faults.append(f"api.key_file: {wrong}")
        else:
            told = wrong.partition(". Run: ")[0]
            sys.stderr.write(f"api.key_file: {told}. Not any more; whoever read it still has the key.\n")
    if faults:
        raise ConfigError(faults)


def narrow(path: Path) -> None:
    """For its user alone, if that is this one: a kiosk that stays dark over this would help nobody."""
    with suppress(OSError):
        if path.stat().st_uid == os.geteuid():
            path.chmod(0o600)


def forget_key() -> None:
    """The API key is in the environment no more."""
    forget(KEY_VARIABLE)


def take_key(settings: Settings, config: Path) -> str:
    """The API key, which is in the environment no more after that. Raises ``ConfigError`` when there is none
    that can be used, and as ``refuse_open``."""
    try:
        refuse_open(settings, config)
        return read_api_key(settings, os.environ).get_secret_value()
    finally:
        forget_key()


def changeable(config: Path) -> list[str]:
    """A line for the configuration's file, and for each of the small ones beside it, that everybody can
    change: who does decides where the key is sent."""
    found: list[str] = []
    try:
        small = paths_in(folder_of(config))
    except OSError:
        small = []  # whoever reads them says so
    for file in (config, *small):
        try:
            mode = stat.S_IMODE(file.stat().st_mode)
        except OSError:
            continue  # whoever reads it says so
        if mode & 0o002:
            told = f"{file}: has mode {mode:04o}: everybody on this machine can change it"
            found.append(f"{told}. Run: chmod o-w {file}")
    return found


def why_not_private(path: Path) -> str:
    """What is wrong with who may read this file; empty: nothing, or it is not there.

    Its user alone, or root with a group of the kiosk's own (0640 root:kiosk). systemd gives credentials to a
    user that way, too.
    """
    try:
        found = path.stat()
    except OSError:
        return ""  # whoever reads it says so
    mode = stat.S_IMODE(found.st_mode)
    told = f"{path} has mode {mode:04o}"
    if mode & 0o007:
        return f"{told}: everybody on this machine can use it. Run: chmod 600 {path}"
    if mode & 0o020 or (mode & 0o040 and found.st_gid not in (0, os.getegid())):
        return f"{told}: a group can use it. Run: chmod 600 {path}"
    if os.geteuid() and found.st_uid not in (0, os.geteuid()):
        return f"{path} belongs to somebody else, who can read it"
    return ""


def _uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None = None
) -> None:
    del trace  # the error's own
    try:
        sys.stderr.write(f"uncaught: {places(error) or kind.__name__}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # nobody listens
        return
