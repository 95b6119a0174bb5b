"""A process as the kernel shows it to root: words, variables, what it holds open, where it listens."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

LISTEN = "0A"
"""The state of a TCP socket that waits for connections (include/net/tcp_states.h)."""
ACCEPTS = 0x10000
"""__SO_ACCEPTCON of a Unix socket."""


def family(pid: int) -> Iterator[int]:
    """The process and all that it has begun."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield from family(int(child))


def shown(pid: int) -> dict[str, bytes]:
    """What others may read of it and of its children: command line, environment, names."""
    found = {}
    for one in family(pid):
        for name in ("cmdline", "environ", "comm", "status"):
            with suppress(OSError):
                found[f"/proc/{one}/{name}"] = Path(f"/proc/{one}/{name}").read_bytes()
    return found


def held_open(pid: int) -> dict[int, str]:
    """Its descriptors, and what each of them is."""
    found = {}
    for name in os.listdir(f"/proc/{pid}/fd"):
        with suppress(OSError):
            found[int(name)] = str(Path(f"/proc/{pid}/fd/{name}").readlink())
    return found


def doors(pid: int) -> set[str]:
    """Where anybody could knock: TCP and Unix sockets that wait for connections, and all that take datagrams
    or raw packets from everywhere."""
    own = {what[8:-1] for what in held_open(pid).values() if what.startswith("socket:[")}
    found = set()
    for kind in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "udplite", "udplite6"):
        for words in _lines(pid, kind):
            local, peer, state, inode = words[1], words[2], words[3], words[9]
            unconnected = peer.rpartition(":")[2] == "0000"
            if inode in own and (state == LISTEN if kind.startswith("tcp") else unconnected):
                found.add(f"{kind} {_address(local)}")
    for words in _lines(pid, "unix"):
        if words[6] in own and int(words[3], 16) & ACCEPTS:
            found.add(f"unix {words[7] if len(words) > 7 else '(no name)'}")
    for words in _lines(pid, "packet"):
        if words[8] in own:
            found.add("packet")
    return found


def _lines(pid: int, kind: str) -> Iterator[list[str]]:
    with suppress(FileNotFoundError):
        for line in Path(f"/proc/{pid}/net/{kind}").read_text().splitlines()[1:]:
            yield line.split()


def _address(text: str) -> str:
    host, _, port = text.partition(":")
    data = bytes.fromhex(host)
    words = [data[at : at + 4][::-1] for at in range(0, len(data), 4)]
    if len(words) == 1:
        return f"{'.'.join(str(byte) for byte in words[0])}:{int(port, 16)}"
    return f"[{b''.join(words).hex(':', 2)}]:{int(port, 16)}"
