"""Block sockets for the whole suite, in this process and in those that tests start.

Only tests marked `spark` (Java talks over the loopback) and `browser` are let through.
"""

import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.offline import sitecustomize

OFFLINE = Path(sitecustomize.__file__).parent
LET_THROUGH = ("spark", "browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let a marked test through with its fixtures, of whatever scope, and nothing after it."""
    sitecustomize.allowed = any(item.get_closest_marker(each) for each in LET_THROUGH)
    try:
        return (yield)
    finally:
        sitecustomize.allowed = False


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    if not sitecustomize.allowed:
        monkeypatch.setenv("PYTHONPATH", str(OFFLINE), prepend=os.pathsep)
