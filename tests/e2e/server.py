"""The built site behind HTTP as GitHub Pages serves it: under a sub-path, gzipped, 404.html.

It sends no policy of its own, as Pages sends none, and remembers every request.
"""

import gzip
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

SITE = Path(__file__).parents[2] / "site"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".json": "application/json",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
}


class Server:
    """A site at `url`; `requests` lists (method, path), `sent` has (path, bytes of the body).

    `faults` says for a path below the base what goes wrong with it: "missing", "wrong" (other
    bytes), "stale" (other bytes, to be remembered) or "half" (the connection breaks); `headers` has
    further ones for a path; `halts` says before which bytes of a path's body an event is waited
    for; while `down`, nothing is answered at all.
    """

    def __init__(self, base, site=SITE):
        self.site = site
        self.faults = {}
        self.headers = {}
        self.halts = {}
        self.down = False
        self.requests = []
        self.sent = []
        self.base = base
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.origin = f"http://127.0.0.1:{self.http.server_port}"
        self.url = self.origin + base
        self.form = self.url + "diagnose/"
        # Of the same origin, and nothing of the form runs there.
        self.elsewhere = self.url + "404.html"
        # No page, so it has no policy: there, a test may run the site's modules by themselves.
        self.workbench = self.url + "licences.txt"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def forget(self):
        self.requests.clear()
        self.sent.clear()

    def close(self):
        self.http.shutdown()
        self.http.server_close()

    def find(self, path):
        """Return the file that Pages would serve for a path, or None."""
        if not path.startswith(self.base):
            return None
        below = path.removeprefix(self.base)
        if self.faults.get(below) == "missing":
            return None
        file = self.site / unquote(below)
        if path.endswith("/"):
            file /= "index.html"
        return file if file.is_file() and self.owns(file) else None

    def owns(self, file):
        return file.resolve().is_relative_to(self.site.resolve())


class Folder:
    """The single file as somebody opens it from a folder: nobody is there to be asked."""

    def __init__(self):
        self.origin = "file://"
        self.form = self.elsewhere = (SITE / "selfcheck.html").as_uri()
        self.requests = []
        self.sent = []

    def forget(self):
        pass


def handler_of(server):
    """Return the request handler class that answers for `server`."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            if server.down:
                self.close_connection = True
                return
            path = urlsplit(self.path).path
            server.requests.append((self.command, self.path))
            file = server.find(path)
            self.fault = server.faults.get(path.removeprefix(server.base))
            self.answer(200 if file else 404, file or server.site / "404.html")

        do_HEAD = do_POST = do_PUT = do_GET  # noqa: N815, the names that http.server asks for

        def answer(self, status, file):
            body = packed(file, file.stat().st_mtime_ns)
            if self.fault in ("wrong", "stale"):
                body = gzip.compress(b"wrong")
            self.send_response(status)
            below = urlsplit(self.path).path.removeprefix(server.base)
            kind = {"Content-Type": TYPES.get(file.suffix, "application/octet-stream")}
            for name, value in (kind | server.headers.get(below, {})).items():
                self.send_header(name, value)
            if below in server.halts:
                self.send_header("Connection", "close")
            else:
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(body)))
            self.send_header(
                "Cache-Control", "max-age=600" if self.fault in (None, "stale") else "no-store"
            )
            self.end_headers()
            if self.fault == "half":
                self.wfile.write(body[: len(body) // 2])
                self.close_connection = True
            elif below in server.halts:
                halt, event = server.halts[below]
                # A piece of its own: what is gzipped comes when all of it is read.
                begun, end = gzip.decompress(body).split(halt, 1)
                self.wfile.write(begun)
                self.wfile.flush()
                event.wait(30)
                self.wfile.write(halt + end)
            elif self.command != "HEAD":
                self.wfile.write(body)
                server.sent.append((self.path, len(body)))

        def log_message(self, *args):
            pass

    return Handler


@cache
def packed(file, _changed):
    return gzip.compress(file.read_bytes(), 6)
