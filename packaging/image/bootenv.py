#!/usr/bin/env python3
"""The boot loader's settings, as a file on the card: its own, without the seconds in which a key stops it.

    bootenv.py U-BOOT.BIN OUT

Nobody is to stop a kiosk with a keyboard, and no scanner by what it reads at that moment. The boot loader has
its settings built in; the file takes their place, so it has all of them.
"""

import re
import sys
import zlib
from pathlib import Path

SIZE = 0x4000
"""CONFIG_ENV_SIZE of Debian's boot loader for the Raspberry Pi."""
WORD = rb"(?:[A-Za-z_][A-Za-z0-9_]*=[^\0]*\0)"


def built_in(program: bytes) -> dict[str, str]:
    """What is built in: words ended by zeros, one of them ``bootcmd=``, ended by an empty one."""
    found = re.search(WORD + rb"*bootdelay=[^\0]*\0" + WORD + rb"*\0", program)
    if found is None:
        raise SystemExit("the boot loader's own settings were not found in it")
    words = found.group().rstrip(b"\0").split(b"\0")
    settings = dict(word.decode("ascii").split("=", 1) for word in words)
    if "bootcmd" not in settings or "kernel_addr_r" not in settings:
        raise SystemExit("these are not all of the boot loader's settings")
    return settings


def written(settings: dict[str, str]) -> bytes:
    """As the boot loader reads it: check-sum, then the settings."""
    words = [f"{name}={value}".encode("ascii") for name, value in sorted(settings.items())]
    body = b"\0".join([*words, b"", b""])
    if len(body) > SIZE - 4:
        raise SystemExit("the boot loader's settings have no room")
    body = body.ljust(SIZE - 4, b"\0")
    return zlib.crc32(body).to_bytes(4, "little") + body


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(written({**built_in(Path(sys.argv[1]).read_bytes()), "bootdelay": "-2"}))
