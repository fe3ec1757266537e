"""The phone of a person. Every phone number is one; none has to be registered."""

from __future__ import annotations

import re
from typing import Any, Optional, Union

from .client import Client, Refused, given
from .story import line_of_text

#: A part of a text, as it is written, or a pattern. Patterns are matched by textbed, by RE2's rules.
Wording = Union[str, "re.Pattern[str]", None]

#: Seconds, or ISO 8601 such as ``PT1H``.
Duration = Union[int, float, str]


class Unmet(AssertionError):
    """Texts that were expected did not come, or others came: what was expected, what came instead, what to do."""

    def __init__(self, refused: Refused) -> None:
        self.came: list[dict[str, Any]] = refused.answer["came"]
        super().__init__("\n".join([str(refused), *map(line_of_text, self.came)]))


class Received:
    """A text that a phone received."""

    def __init__(self, met: dict[str, Any]) -> None:
        #: All that textbed knows of it: the platform's id, its state, the call that made it, its webhooks.
        self.about: dict[str, Any] = met["messages"][0]
        self.text: str = self.about["text"]
        #: What the groups of the pattern found; empty where a group took no part.
        self.groups: list[str] = [group or "" for group in (met["groups"] or [[]])[0]]

    @property
    def otp(self) -> str:
        """The code in it, such as a one-time password: four to eight digits that stand alone."""
        if not self.about["codes"]:
            raise ValueError(f'There is no code in "{self.text}": four to eight digits that stand alone.')
        code: str = self.about["codes"][0]
        return code

    def __repr__(self) -> str:
        return f"Received({self.text!r})"


class Phone:
    """What a person can see and do. What is waited for, and how far the clock goes, textbed decides."""

    def __init__(self, world: Client, number: str, waiting: dict[str, Any]) -> None:
        self._world = world
        self._path = f"/handsets/{number.replace('+', '%2B').replace(' ', '')}"
        self._waiting = waiting
        self._after = 0
        self.number = number

    def receives(self, wording: Wording = None, **waiting: Any) -> Received:
        """
        Waits for the next text that says this, and is then past it: asked again, it waits for another one.

        :param within: how far the world's clock may be moved; an hour unless given.
        :param patience: real seconds to wait for code that works in the background; five unless given.
        :param provider: only texts of this platform.
        :raises Unmet: where it does not come, which says what came instead.
        """
        met = self._expect(wording, after=self._after, **waiting)
        self._after = met["messages"][0]["entry"]
        return Received(met)

    def has_received(self, wording: Wording = None, times: Optional[int] = None, **waiting: Any) -> list[dict[str, Any]]:
        """Asserts that a text that says this has come or comes, whichever were received before."""
        texts: list[dict[str, Any]] = self._expect(wording, times=times, **waiting)["messages"]
        return texts

    def has_received_once(self, wording: Wording = None, **waiting: Any) -> dict[str, Any]:
        """Asserts that exactly one text that says this has come once all of ``within`` has passed."""
        return self.has_received(wording, times=1, **waiting)[0]

    def receives_nothing(self, wording: Wording = None, **waiting: Any) -> None:
        """
        Asserts that no text has come once all of ``within`` has passed. It has no patience for code in the background
        unless some is given: that would be waited for to its end.
        """
        self._expect(wording, times=0, **{"patience": 0, **waiting})

    def writes(self, text: str, to: Optional[str] = None) -> dict[str, Any]:
        """
        The person writes; this returns once the platform has told your code of it, and your code has answered.

        :param to: the number that they write to; the one that texted them last unless given.
        """
        written: dict[str, Any] = self._world.ask("POST", f"{self._path}/messages", given(text=text, to=to))
        self._world.ask("POST", "/clock/advance", {"by": 0})
        return written

    def switch_off(self, patience: Optional[Duration] = None) -> None:
        """Texts wait for the phone: for a day unless ``patience`` is given, not at all where that is 0."""
        self._world.ask("PATCH", self._path, given(on=False, patience=patience))

    def switch_on(self) -> None:
        """What waited for the phone comes when the clock is moved next."""
        self._world.ask("PATCH", self._path, {"on": True})

    def messages(self) -> list[dict[str, Any]]:
        """What the person sees now, what they wrote included, oldest first."""
        seen: list[dict[str, Any]] = self._world.ask("GET", f"{self._path}/messages")["messages"]
        return seen

    def _expect(self, wording: Wording, **expected: Any) -> dict[str, Any]:
        criteria = given(phone=self.number, direction="outbound", text=_written(wording), **{**self._waiting, **expected})
        try:
            met: dict[str, Any] = self._world.ask("POST", "/expect", criteria)
        except Refused as refused:
            if refused.code == "unmet":
                raise Unmet(refused) from None
            raise
        return met


def _written(wording: Wording) -> Optional[str]:
    if not isinstance(wording, re.Pattern):
        return wording
    flags = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s"}
    return f"/{wording.pattern}/" + "".join(letter for flag, letter in flags.items() if wording.flags & flag)
