"""What stays open: nothing that one or two answers could still raise goes unnamed."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lowback.engine.answers import Answers, read_answers
from lowback.engine.assessment import NotCleared
from lowback.engine.conditions import holds, may_apply
from lowback.engine.open_concerns import not_cleared
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, RedFlag
from lowback.knowledge.strict_yaml import read_file
from tests import hand_made
from tests.strategies import Raw, answers

GOLDEN: dict[str, Any] = read_file(Path(__file__).parent / "golden.yaml").value
SHIPPED = load_knowledge()


def rule(written: dict[str, Any]) -> RedFlag:
    usual = {"name": "x", "urgency": "urgent", "by_when": "today", "because": "x", "do": "x"}
    return msgspec.convert({**usual, **written}, RedFlag)


def small() -> Knowledge:
    rules = [rule(each) for each in GOLDEN["rules"]]
    return replace(hand_made.knowledge(), red_flags={each.id: each for each in rules})


SMALL = small()


@pytest.mark.parametrize("line", GOLDEN["open"], ids=lambda line: str(line["answers"]))
def test_the_concerns_that_stay_open(line: dict[str, Any]) -> None:
    found = not_cleared(read_answers(line["answers"], SMALL, "file"), SMALL)
    assert {each.concern: list(each.questions) for each in found} == line["open"]


def test_three_questions_are_named_and_the_others_counted() -> None:
    asked = [{"question": name, "is": "yes"} for name in SMALL.questions if name[:3] == "rf_"]
    many = rule({"id": "many", "concern": "cancer", "when": {"any": asked}})
    (found,) = not_cleared({}, replace(SMALL, red_flags={"many": many}))
    labels = [SMALL.questions[name].label for name in found.questions]
    assert len(labels) == 5
    assert found.because == f"{'; '.join(labels[:3])}; and 2 more not answered"


def raised(answers: Answers) -> set[str]:
    rules = SHIPPED.red_flags.values()
    fired = (rule for rule in rules if holds(rule.when, answers, SHIPPED, straddling=True))
    return {rule.concern for rule in fired if SHIPPED.concerns[rule.concern].cant_miss}


def may_be_told(name: str, answers: Answers) -> bool:
    question = SHIPPED.questions[name]
    return name not in answers and not question.self_test and may_apply(question, answers, SHIPPED)


@settings(max_examples=300)
@given(raw=answers(SHIPPED), more=answers(SHIPPED), data=st.data())
def test_no_concern_that_two_answers_could_raise_goes_unnamed(
    raw: Raw, more: Raw, data: st.DataObject
) -> None:
    now = read_answers(raw, SHIPPED, "file")
    left = [name for name in more if may_be_told(name, now)]
    chosen = data.draw(st.lists(st.sampled_from(left), max_size=2)) if left else []
    then = read_answers({**raw, **{name: more[name] for name in chosen}}, SHIPPED, "file")
    named = {each.concern: set(each.questions) for each in not_cleared(now, SHIPPED)}
    for concern in raised(then) - raised(now):
        assert named.get(concern, set()) & set(chosen), concern


FEVER, NIGHT = {"question": "rf_fever", "is": "yes"}, {"question": "rf_night_pain", "is": "yes"}
WEIGHT = {"question": "rf_weight_loss", "is": "yes"}
SLOWLY = {"question": "onset", "is": "gradual_weeks"}


def open_for(*whens: dict[str, Any], **answered: str) -> NotCleared | None:
    """What stays open of cancer when it has these rules only."""
    rules = [
        rule({"id": f"rule_{at}", "concern": "cancer", "when": each})
        for at, each in enumerate(whens)
    ]
    alone = replace(SHIPPED, red_flags={each.id: each for each in rules})
    found = not_cleared(read_answers(answered, alone, "file"), alone)
    return next((each for each in found if each.concern == "cancer"), None)


def questions(*whens: dict[str, Any], **answered: str) -> tuple[str, ...]:
    found = open_for(*whens, **answered)
    return found.questions if found else ()


def test_three_questions_need_no_count_and_the_concern_has_its_name() -> None:
    found = open_for({"any": [FEVER, NIGHT, WEIGHT]})
    assert found is not None
    assert found.name == SHIPPED.concerns["cancer"].name
    labels = [SHIPPED.questions[name].label for name in found.questions]
    assert len(labels) == 3
    assert found.because == f"{'; '.join(labels)} not answered"


def test_what_decides_alone_stands_before_what_decides_together() -> None:
    first, second = questions({"any": [FEVER, NIGHT]})
    one, two = ({"question": each, "is": "yes"} for each in (first, second))
    assert questions({"all": [one, two]}, two) == (second, first)


def test_a_negation_is_settled_by_the_opposite_answer() -> None:
    when = {"all": [{"not": SLOWLY}, FEVER]}
    assert set(questions(when)) == {"onset", "rf_fever"}
    assert questions(when, onset="sudden_moment") == ("rf_fever",)
    assert questions(when, onset="gradual_weeks") == ()


def test_a_negated_count_fails_as_soon_as_too_few_are_left() -> None:
    when = {"not": {"at_least": 3, "of": [FEVER, NIGHT, WEIGHT]}}
    assert set(questions(when)) == {"rf_fever", "rf_night_pain", "rf_weight_loss"}
    assert questions(when, rf_night_pain="yes", rf_weight_loss="yes") == ("rf_fever",)
