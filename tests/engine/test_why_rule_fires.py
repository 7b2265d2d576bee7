"""A person is told their own answers behind a result, and nobody else's."""

import pytest

from lowback.engine.why_rule_fires import answers_behind
from lowback.knowledge.conditions import Condition
from tests.conftest import Run

LIMP = Condition(question="rf_limp", is_="yes")
FEVER = Condition(question="rf_fever", is_="yes")
YOUNG = Condition(question="age", below=20)
SAID = {"rf_limp": "yes", "rf_fever": "no", "age": 30}


@pytest.mark.parametrize(
    ("condition", "behind"),
    [
        (LIMP, ("rf_limp",)),
        (FEVER, ()),
        (Condition(any_=(FEVER, LIMP, YOUNG)), ("rf_limp",)),
        (Condition(all_=(LIMP, Condition(not_=FEVER))), ("rf_limp", "rf_fever")),
        (Condition(all_=(LIMP, FEVER)), ()),
        (Condition(not_=Condition(any_=(FEVER, YOUNG))), ("rf_fever", "age")),
        (Condition(not_=Condition(all_=(LIMP, YOUNG))), ("age",)),
        (Condition(at_least=1, of=(FEVER, LIMP, YOUNG)), ("rf_limp",)),
        (Condition(all_=(LIMP, Condition(any_=(LIMP, FEVER)))), ("rf_limp",)),
        (Condition(question="rf_night_pain", is_="yes"), ()),
    ],
)
def test_only_what_makes_it_true(condition: Condition, behind: tuple[str, ...], run: Run) -> None:
    assert answers_behind(condition, run.answers(**SAID), run.knowledge) == behind


def test_a_named_condition_is_looked_into(run: Run) -> None:
    named = next(iter(run.knowledge.conditions.values()))
    one = Condition(condition=named.id)
    assert answers_behind(one, run.answers(**SAID), run.knowledge) == answers_behind(
        named.when, run.answers(**SAID), run.knowledge
    )


def test_every_rule_that_fires_names_answers_that_were_given(run: Run) -> None:
    made = run(**dict.fromkeys((each.id for each in run.knowledge.red_flag_questions()), "yes"))
    given = {each.question for each in made.answers}
    assert made.triage.red_flags
    for flag in made.triage.red_flags:
        assert set(flag.raised_by) <= given
        assert flag.raised_by
