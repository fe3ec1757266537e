"""What went between people and platforms, and what happened last: for whoever asks why a test failed."""

from __future__ import annotations

import json
from typing import Any

from .client import Client

MOST_TEXTS = 20
MOST_ENTRIES = 15


def story_of(world: Client) -> str:
    texts = world.ask("GET", "/messages")["messages"]
    last = world.ask("GET", "/journal", limit=1)["next"] - 1
    entries = world.ask("GET", "/journal", after=max(0, last - MOST_ENTRIES))["entries"]
    return "\n".join(
        [
            "The conversation:" if texts else "No text was sent or written.",
            *map(line_of_text, texts[-MOST_TEXTS:]),
            "",
            "The journal's last lines:" if entries else "Nothing happened in this world: no call reached it.",
            *map(_line_of_entry, entries),
        ]
    )


def line_of_text(text: dict[str, Any]) -> str:
    """One text in a line: when, who to whom, what, and what became of it."""
    ends = [text["own"], text["phone"]]
    if text["direction"] == "inbound":
        ends.reverse()
    became = ": ".join(word for word in (text["state"], text["reason"]) if word)
    return (
        f"  {text['at']}  {ends[0]} → {ends[1]}  {json.dumps(text['text'], ensure_ascii=False)}"
        f"{f' ({became})' if became else ''}  by {text['provider']}"
    )


def _line_of_entry(entry: dict[str, Any]) -> str:
    told = " ".join(
        f"{name}={json.dumps(value, ensure_ascii=False)}"
        for name, value in entry.items()
        if name not in ("id", "at", "type", "cause") and value is not None and not isinstance(value, (dict, list))
    )
    cause = "" if entry["cause"] is None else f" (by #{entry['cause']})"
    return f"  {entry['at']}  #{entry['id']} {entry['type']} {told}{cause}"
