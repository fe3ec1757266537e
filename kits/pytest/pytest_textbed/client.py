"""Calls of the admin API, with the standard library alone."""

from __future__ import annotations

import json
from typing import Any
from urllib import error, parse, request


class Refused(Exception):
    """Textbed will not: the message is its own sentence, which says what is there and what to do."""

    def __init__(self, message: str, status: int, code: str, answer: Any) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        #: The whole answer: that of ``expect`` also tells what came instead.
        self.answer = answer


class NotThere(Exception):
    """Nobody answers at the address, or somebody who is not textbed."""


# Textbed is called directly, whatever proxies the environment names.
_OPENER = request.build_opener(request.ProxyHandler({}))


class Client:
    """A textbed that runs somewhere, or one world of it."""

    def __init__(self, url: str, base: str = "") -> None:
        self.url = url.rstrip("/")
        self._base = base

    def world(self, name: str) -> Client:
        return Client(self.url, f"/_textbed/worlds/{parse.quote(name, safe='')}")

    def ask(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """One call. :raises Refused: where textbed will not. :raises NotThere: where none answers."""
        given = parse.urlencode({name: value for name, value in query.items() if value is not None})
        path = self._base + path + (f"?{given}" if given else "")
        data = None if body is None else json.dumps(body).encode()
        asked = request.Request(self.url + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with _OPENER.open(asked) as answer:
                return _read(answer.read(), f"{method} {path} at {self.url}")
        except error.HTTPError as refused:
            raise _refusal(refused, f"{method} {path} at {self.url}") from None
        except OSError as why:
            raise NotThere(
                f"Nobody answers at {self.url} ({getattr(why, 'reason', why)}). "
                "Start textbed, by npx textbed, or say where it is in TEXTBED_URL."
            ) from why


def _read(written: bytes, asked: str) -> Any:
    try:
        return json.loads(written) if written else None
    except ValueError:
        raise NotThere(f"What answered {asked} is not textbed: it answers JSON.") from None


def _refusal(refused: error.HTTPError, asked: str) -> Exception:
    answer = _read(refused.read(), asked)
    said = answer.get("error") if isinstance(answer, dict) else None
    if not isinstance(said, dict) or not isinstance(said.get("message"), str):
        return NotThere(f"What answered {asked} with {refused.code} is not textbed.")
    return Refused(said["message"], refused.code, said.get("code", "unknown"), answer)


def given(**members: Any) -> dict[str, Any]:
    """What was given of these: what is None was not."""
    return {name: value for name, value in members.items() if value is not None}
