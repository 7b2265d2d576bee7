"""What every test shares: the shipped knowledge, and the same plain terminal everywhere."""

import gc
import os
from datetime import date

import pytest
from hypothesis import Phase, is_hypothesis_test, settings

from lowback.engine.answers import Answers, read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import Assessment
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge

pytest_plugins = ["tests.no_network"]
TODAY = date(2026, 11, 23)

# As the program itself does (`lowback/__main__.py`): collecting often costs a tenth of the suite.
gc.set_threshold(100_000)

# The gate runs the same examples every time and never judges seconds; elsewhere chance looks on.
settings.register_profile("gate", derandomize=True, deadline=None)
# A mutant that is found needs no smallest example.
settings.register_profile("here", deadline=None)
settings.register_profile(
    "mutants", derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile(os.environ.get("PROFILE") or ("gate" if os.environ.get("CI") else "here"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run examples before properties, so that a fault shows where it is named, and soon."""
    items.sort(key=lambda each: is_hypothesis_test(getattr(each, "obj", None)))


@pytest.fixture(autouse=True)
def _plain_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name, value in {"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LOWBACK_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795435200")
    monkeypatch.delenv("LOWBACK_DATA", raising=False)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


class Run:
    """Answers in, assessment out, on one fixed day."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def answers(self, **raw: object) -> Answers:
        return read_answers(raw, self.knowledge, "file")

    def checked(self, **raw: object) -> Assessment:
        """Assess with "no" to every emergency sign that is not given."""
        signs = [each.id for each in self.knowledge.questions.values() if each.emergency]
        return self(**{**dict.fromkeys(signs, "no"), **raw})

    def __call__(self, **raw: object) -> Assessment:
        return assess(self.answers(**raw), self.knowledge, Context(TODAY, "GB"))


@pytest.fixture(scope="session")
def run(knowledge: Knowledge) -> Run:
    return Run(knowledge)
