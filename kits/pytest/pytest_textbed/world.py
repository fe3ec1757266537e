"""The world of one test: accounts at all platforms, phones, and a clock that stands still until it is moved."""

from __future__ import annotations

import re
from typing import Any, Optional

from .client import Client
from .listen import Application, Receiver
from .phone import Duration, Phone
from .platform import Platform
from .story import story_of

#: Nobody has called a world for so long, real seconds: then its run has crashed.
LONGEST_IDLENESS = 600


class World:
    """Whoever makes one ends it, with ``end()``; the fixture ``textbed`` does."""

    def __init__(self, textbed: Client, patience: float = 5, **options: Any) -> None:
        made = textbed.ask("POST", "/_textbed/worlds", {"expires_in": LONGEST_IDLENESS, **options})
        self.id: str = made["id"]
        #: All that the admin API can do with the world.
        self.client = textbed.world(self.id)
        #: A number of its account at each platform, in E.164: where people write to.
        self.numbers: dict[str, str] = made["numbers"]
        #: Addresses and credentials as environment variables, for code that reads them there.
        self.env: dict[str, str] = made["env"]
        self.telerivet, self.rapidpro, self.plivo = (
            Platform(self.client, name, made["urls"][name], made["credentials"][name])
            for name in ("telerivet", "rapidpro", "plivo")
        )
        # A clock that follows real time is moved by nobody.
        moves = made["clock"]["mode"] in ("frozen", "auto")
        self._waiting = {"within": "PT1H" if moves else 0, "patience": patience}
        self._phones: dict[str, Phone] = {}
        self._receivers: list[Receiver] = []

    def phone(self, number: str) -> Phone:
        """The phone of whoever has this number, with its country code. The same one each time."""
        number = re.sub(r"[^+\d]", "", number)
        return self._phones.setdefault(number, Phone(self.client, number, self._waiting))

    def advance(self, by: Duration) -> dict[str, Any]:
        """
        Moves the clock; returns once all that fell due is done, webhooks and what their receivers did included.

        :param by: seconds, ISO 8601 such as ``PT1H``, or ``idle`` for until nothing is left to do.
        """
        moved: dict[str, Any] = self.client.ask("POST", "/clock/advance", {"until": by} if by == "idle" else {"by": by})
        return moved

    def plan(self, **plan: Any) -> None:
        """Says how texts that fit go (``steps``), or what their platform hears of that (``reports``)."""
        self.client.ask("POST", "/delivery-plans", plan)

    def listen(self, application: Optional[Application] = None) -> Receiver:
        """
        Listens on a free port until the test ends.

        :param application: what answers, as WSGI has it, such as Flask's or Django's; unless given, all is well
            received and kept in ``calls``.
        """
        receiver = Receiver(application)
        self._receivers.append(receiver)
        return receiver

    def story(self) -> str:
        """What went between people and platforms, and the last lines of the journal."""
        return story_of(self.client)

    def end(self) -> None:
        for receiver in self._receivers:
            receiver.close()
        self.client.ask("DELETE", "")
