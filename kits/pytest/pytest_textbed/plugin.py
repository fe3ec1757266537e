"""The fixtures ``textbed`` and ``phone``, and what a test that fails tells of its world."""

from __future__ import annotations

from typing import Any, Callable, Iterator

import pytest

from .client import Client
from .phone import Phone
from .server import Server
from .world import World

_SERVER = pytest.StashKey[Server]()
_URL = "textbed_url"


def pytest_configure(config: pytest.Config) -> None:
    # A worker of xdist is told by whoever started it.
    told = getattr(config, "workerinput", {})
    config.stash[_SERVER] = Server(told.get(_URL))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Of xdist: one textbed for all workers."""
    node.workerinput[_URL] = node.config.stash[_SERVER].url


def pytest_unconfigure(config: pytest.Config) -> None:
    if _SERVER in config.stash:
        config.stash[_SERVER].stop()


@pytest.fixture
def textbed_options() -> dict[str, Any]:
    """How the world of a test begins; override it: ``{"clock": {"now": "2026-03-01T08:00:00Z"}}``."""
    return {}


@pytest.fixture
def textbed(request: pytest.FixtureRequest, textbed_options: dict[str, Any]) -> Iterator[World]:
    """The world of this test alone. It bears the test's name, and ends with it."""
    client = Client(request.config.stash[_SERVER].url)
    world = World(client, **{"name": request.node.nodeid, **textbed_options})
    yield world
    world.end()


@pytest.fixture
def phone(textbed: World) -> Callable[[str], Phone]:
    """The phone of whoever has a number: ``phone("+14155550123")``."""
    return textbed.phone


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome: Any = yield
    report = outcome.get_result()
    world = getattr(item, "funcargs", {}).get("textbed")
    if report.when == "call" and report.failed and isinstance(world, World):
        report.sections.append((f"textbed: {world.id}", world.story()))
