"""Block sockets for the whole suite, in this process and in those that tests start.

Only tests marked `spark` (Java talks over the loopback) and `browser` are let through.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.offline import sitecustomize

OFFLINE = Path(sitecustomize.__file__).parent
LET_THROUGH = ("spark", "browser")


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    sitecustomize.allowed = any(request.node.get_closest_marker(each) for each in LET_THROUGH)
    if not sitecustomize.allowed:
        monkeypatch.setenv("PYTHONPATH", str(OFFLINE), prepend=os.pathsep)
    yield
    sitecustomize.allowed = False
