"""The small server behind the page: its files, and the API with the key, which no page may hold.

``python -m tests.bench.web_peer.server --base URL --key-file FILE --modules FOLDER --reports FILE`` prints
its port and serves on loopback until it is ended. ``/clock`` and ``/report`` are the benchmark's.
"""

from __future__ import annotations

import argparse
import http.client
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
TYPES = {".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm"}
OWN = {"/": "index.html"} | {f"/{name}": name for name in ("page.js", "jsqr.js", "zxing.js", "number.js")}
API = {"/api/customer": "/webhook/customer", "/api/pos": "/webhook/pos"}


class Handler(BaseHTTPRequestHandler):
    """One connection of the page, kept alive, with one of its own to the API."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    base = ""
    key = ""
    modules = Path()
    reports = Path()
    writing = threading.Lock()
    _api: http.client.HTTPConnection | None = None

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path in API:
            self._forward("GET", b"")
        elif path == "/clock":
            self._send(200, json.dumps({"now": time.monotonic() * 1000}).encode(), "application/json")
        else:
            self._file(path)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if urlsplit(self.path).path in API:
            self._forward("POST", body)
        elif self.path == "/report":
            with self.writing, self.reports.open("ab") as file:
                file.write(body + b"\n")
            self._send(204, b"", "text/plain")
        else:
            self._send(404, b"", "text/plain")

    def _file(self, path: str) -> None:
        file = HERE / OWN[path] if path in OWN else None
        if path.startswith("/modules/"):
            asked = (self.modules / path.removeprefix("/modules/")).resolve()
            file = asked if asked.is_relative_to(self.modules.resolve()) else None
        if file is None or not file.is_file():
            self._send(404, b"", "text/plain")
        else:
            self._send(200, file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"))

    def _forward(self, method: str, body: bytes) -> None:
        asked = urlsplit(self.path)
        if self._api is None:
            self._api = http.client.HTTPConnection(urlsplit(self.base).netloc, timeout=5)
        path = API[asked.path] + (f"?{asked.query}" if asked.query else "")
        headers = {"X-Api-Key": self.key, "Content-Type": "application/json"}
        try:
            self._api.request(method, path, body or None, headers)
            answer = self._api.getresponse()
            status, content = answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self._api.close()
            status, content = 502, b"{}"
        self._send(status, content, "application/json")

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Server(ThreadingHTTPServer):
    """Says nothing when the browser hangs up."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Of a connection that has ended there is nothing to tell."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def main() -> int:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("base", "key-file", "modules", "reports"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    Handler.base = options.base
    Handler.key = Path(options.key_file).read_text(encoding="ascii").strip()
    Handler.modules, Handler.reports = Path(options.modules), Path(options.reports)
    server = Server(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
