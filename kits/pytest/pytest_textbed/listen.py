"""A server on loopback, such as the application under test, which ends with the test."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import Any, Callable, Optional
from urllib.parse import parse_qsl
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

#: What Flask, Django and the like are: an application as PEP 3333 has it.
Application = Callable[..., Any]


@dataclass
class ReceivedCall:
    method: str
    #: With its query.
    path: str
    headers: dict[str, str]
    #: As it came.
    body: str
    #: The body where it is a form, else what it has as JSON; empty where it is neither.
    fields: dict[str, Any] = field(default_factory=dict)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_told: Any) -> None:
        pass


class Receiver:
    """Listens on a free port. Without an application all is well received, and kept in ``calls``."""

    def __init__(self, application: Optional[Application] = None) -> None:
        self.calls: list[ReceivedCall] = []
        self._server = make_server("127.0.0.1", 0, application or self._keep, _Server, _Quiet)
        #: Where it listens, without a slash at the end.
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _keep(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        query = environ.get("QUERY_STRING", "")
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name[:5] == "HTTP_"}
        self.calls.append(
            ReceivedCall(
                environ["REQUEST_METHOD"],
                environ["PATH_INFO"] + (f"?{query}" if query else ""),
                headers,
                body,
                _fields(body, environ.get("CONTENT_TYPE", "")),
            )
        )
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b""]


def _fields(body: str, kind: str) -> dict[str, Any]:
    if kind.startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body, keep_blank_values=True))
    if not kind.startswith("application/json"):
        return {}
    try:
        read = json.loads(body)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
