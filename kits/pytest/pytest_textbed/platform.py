"""A platform in the world of a test: where its clients go, what they log in with, and what can go wrong with it."""

from __future__ import annotations

from typing import Any, Optional

from .client import Client, given


class Platform:
    """Its credentials are attributes, such as ``auth_id`` of Plivo's."""

    def __init__(self, world: Client, name: str, url: str, credentials: dict[str, str]) -> None:
        self._world = world
        self._name = name
        #: The base address for its clients.
        self.url = url
        self.credentials = credentials

    def __getattr__(self, name: str) -> str:
        try:
            return self.credentials[name]
        except KeyError:
            known = ", ".join(self.credentials)
            raise AttributeError(f"{self._name} has no credential {name!r}; it has {known}.") from None

    def send_texts_to(self, receiver: Any) -> None:
        """Says where the platform sends on what people write: an address; None for nowhere."""
        self._world.ask("PUT", "/incoming", {self._name: receiver})

    def fail(
        self,
        operation: str = "*",
        status: Optional[int] = None,
        problem: Optional[str] = None,
        message: Optional[str] = None,
        retry_after: Optional[int] = None,
        **which: int,
    ) -> None:
        """
        Makes an operation fail before anything is done, in the platform's own words: every call of it, unless
        ``times`` says how many, after ``skip`` have passed. The status is 503 unless given.
        """
        effect = given(kind="problem", status=status, problem=problem, message=message, retry_after=retry_after)
        self._fault(operation, effect, **which)

    def lose_answer(self, operation: str = "*", times: int = 1, skip: int = 0) -> None:
        """Breaks the connection once the operation is carried out: its work is done, and its caller does not know."""
        self._fault(operation, {"kind": "reset"}, stage="after", times=times, skip=skip)

    def delay(self, operation: str = "*", by: Any = None, **which: int) -> None:
        """Lets calls of an operation wait on the world's clock before they are carried out: seconds, or ISO 8601."""
        self._fault(operation, {"kind": "delay", "by": by}, **which)

    def limit_calls(self, limit: Optional[int] = None, window: Optional[float] = None) -> None:
        """Refuses calls that are too many, as the platform does: by its documented limits unless others are given."""
        own = given(match=self._name, limit=limit, window=window)
        self._world.ask("POST", "/rate-limits", {"preset": self._name} if limit is None else own)

    def _fault(self, operation: str, effect: dict[str, Any], **which: Any) -> None:
        match = self._name if operation == "*" else f"{self._name}.{operation}"
        self._world.ask("POST", "/faults", {"match": match, **which, "effect": effect})
