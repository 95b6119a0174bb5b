"""A loopback server that speaks bytes, not HTTP: for what no HTTP server would ever do."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator

Script = Callable[[socket.socket], None]


def read_request(connection: socket.socket) -> bytes:
    """Head and body of one request; empty when the peer has gone."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            missing = int(line.split(b":")[1]) - len(body)
            while missing > 0:
                part = connection.recv(missing)
                missing -= len(part) or missing
                data += part
    return data


def reset(connection: socket.socket) -> None:
    """Make the close that follows a RST."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@contextlib.contextmanager
def raw_server(script: Script, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Runs ``script`` on each connection, one after the other; yields the port.

    Errors of the socket end a connection silently: that is what peers of tests like these do."""
    over = threading.Event()
    open_now: list[socket.socket] = []

    def run() -> None:
        while True:
            connection, _ = listener.accept()
            if over.is_set():
                connection.close()
                return
            open_now[:] = [connection]
            connection.settimeout(20)
            with contextlib.suppress(OSError):
                if tls is not None:
                    connection = tls.wrap_socket(connection, server_side=True)
                    open_now[:] = [connection]
                script(connection)
            connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        thread = threading.Thread(target=run, name="raw-server")
        thread.start()
        try:
            yield port
        finally:
            over.set()
            for connection in open_now:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            with socket.create_connection(("127.0.0.1", port)):
                thread.join()
