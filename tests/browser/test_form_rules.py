"""The page that runners fill in asks and decides as the engine does."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from lowback.cases.run import Case, read_cases
from lowback.engine.answers import Answers, read_answers, with_derived
from lowback.engine.assess import Context, assess
from lowback.engine.conditions import holds
from lowback.engine.contradictions import contradicting
from lowback.engine.triage import check_red_flags
from lowback.interview.steps import steps, without_orphans
from lowback.knowledge.schema import Question, QuestionKind
from tests.browser.filled_in import Page
from tests.browser.form_answers import DAY, SIGNS
from tests.browser.pages import SHIPPED

pytestmark = pytest.mark.browser
WHOLE = [each for each in read_cases(Path(__file__).parents[1] / "cases") if each.kind == "whole"]


def drawn(random: Random) -> dict[str, object]:
    """Draw answers: few or many, calm or not, ranges in place of numbers, ticks together."""
    share, calm = random.choice([0.05, 0.3, 0.8]), random.choice([0.5, 0.9, 0.99])
    found: dict[str, object] = {}
    for question in SHIPPED.questions.values():
        if random.random() < share and not question.self_test and not question.derive:
            found[question.id] = _value(question, random, calm)
    return found


def _value(question: Question, random: Random, calm: float) -> object:
    match question.kind:
        case QuestionKind.YES_NO_UNSURE:
            return "no" if random.random() < calm else random.choice(["yes", "unsure"])
        case QuestionKind.SEVERAL:
            mixed = [each.id for each in question.choices if not each.exclusive]
            alone = [[each.id] for each in question.choices if each.exclusive]
            return random.choice([random.sample(mixed, random.randint(1, 3)), *alone])
        case QuestionKind.NUMBER if not question.choices or random.random() < 0.6:
            least, most = question.at_least or 0, question.at_most or 100
            return random.choice([round(random.uniform(least, most), 1), float(int(least)), most])
    return random.choice(question.choice_ids)


def test_the_rules_of_the_page_are_those_of_the_engine(page: Page) -> None:
    random = Random(1)  # noqa: S311 - the same answers every time
    raw = [drawn(random) for _ in range(3000)]
    for at in range(0, len(raw), 500):
        some = raw[at : at + 500]
        found = page.browser.run(
            "return arguments[0].map(each => { const t = triage(each);"
            " return [t.urgency, t.raised.map(rule => rule.id), t.unchecked, t.ranked]; })",
            some,
        )
        for given, said in zip(some, found, strict=True):
            alarm = check_red_flags(read_answers(given, SHIPPED, "file"), SHIPPED)
            raised = [each.id for each in alarm.raised]
            assert said == [alarm.urgency, raised, list(alarm.unchecked), alarm.ranked], given


def test_the_pairs_of_the_page_are_those_of_the_engine(page: Page) -> None:
    random = Random(4)  # noqa: S311 - the same answers every time
    told = {each for pair in SHIPPED.contradictions.values() for each in pair.between}
    raw = [
        {
            **drawn(random),
            **{name: _value(SHIPPED.questions[name], random, 0.5) for name in sorted(told)},
        }
        for _ in range(500)
    ]
    found = page.browser.run(
        "return arguments[0].map(each => contradicting(each).map(pair => pair.id))", raw
    )
    for given, pairs in zip(raw, found, strict=True):
        answers = read_answers(given, SHIPPED, "file")
        assert pairs == [each.id for each in contradicting(answers, SHIPPED)], given
    assert {each for pairs in found for each in pairs} == set(SHIPPED.contradictions)


def test_the_page_asks_what_the_interview_asks(page: Page) -> None:
    random = Random(2)  # noqa: S311 - the same answers every time
    raw = [drawn(random) for _ in range(300)]
    found = page.browser.run(
        "return arguments[0].map(each => screens("
        "{answers: each, seen: Object.keys(each)}).flatMap(idsOf).sort())",
        raw,
    )
    for given, asked in zip(raw, found, strict=True):
        answers = read_answers(given, SHIPPED, "file")
        assert asked == sorted(_asked(answers, frozenset(given))), given


def _asked(answers: Answers, seen: frozenset[str]) -> Iterator[str]:
    for step in steps(SHIPPED, answers, seen):
        yield from (each.id for each in step.questions if each.depth != "full")


def test_conditions_are_unknown_where_the_engine_says_so(page: Page) -> None:
    random = Random(3)  # noqa: S311 - the same answers every time
    asked = [each for each in SHIPPED.questions.values() if each.ask_when and not each.self_test]
    raw = [drawn(random) for _ in range(300)]
    found = page.browser.run(
        "const [raw, ids] = arguments; return raw.map(each => ids.map("
        "id => holds(KNOWN.questions[id].when, readAll(each))))",
        raw, [each.id for each in asked],
    )  # fmt: skip
    for given, outcomes in zip(raw, found, strict=True):
        answers = read_answers(given, SHIPPED, "file")
        assert outcomes == [
            holds(each.ask_when, answers, SHIPPED) if each.ask_when else None for each in asked
        ]


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: str(case.id))
def test_a_whole_interview_gives_what_a_plain_run_gives(page: Page, case: Case) -> None:
    """Typed in screen by screen; an emergency stops it, everything else comes out whole."""
    plain = read_answers({**dict.fromkeys(SIGNS, "no"), **case.answers}, SHIPPED, "file")
    given = {name: each.value for name, each in plain.items() if each.origin != "derived"}
    asked = page.answer_all(given)
    document = page.document()
    once = {name for screen in asked for name in screen}
    asked_for = {name: value for name, value in plain.items() if name in once}
    applied = without_orphans(asked_for, SHIPPED)
    expected = assess(with_derived(applied, SHIPPED), SHIPPED, Context(DAY, "GB"))
    made = assess(read_answers(document["answers"], SHIPPED, "file"), SHIPPED, Context(DAY, "GB"))
    assert made == expected
    if made.triage.urgency == "emergency":
        assert page.heading == "Please check this"
    else:
        assert page.heading == "Your answers"
        at_home = {each for each in plain if SHIPPED.questions[each].self_test}
        without = {name: each for name, each in plain.items() if name not in at_home}
        assert made.triage.urgency == check_red_flags(without, SHIPPED).urgency


def _calmed() -> Iterator[tuple[str, str, str]]:
    """Signs whose yes is an emergency, with a follow-up and an answer to it that is none."""
    for sign in SHIPPED.questions.values():
        if sign.emergency and len(sign.clarify) == 1:
            for choice in SHIPPED.questions[sign.clarify[0]].choice_ids:
                alone = {sign.id: "yes", sign.clarify[0]: choice}
                raised = check_red_flags(read_answers(alone, SHIPPED, "file"), SHIPPED)
                if raised.urgency != "emergency" and choice != "unsure":
                    yield sign.id, sign.clarify[0], choice


def test_a_follow_up_that_calms_comes_before_any_alarm(page: Page) -> None:
    sign, follow_up, choice = next(_calmed())
    while sign not in page.asked:
        page.answer({})
    page.answer({sign: "yes"})
    assert page.asked == [follow_up]
    page.answer({follow_up: choice})
    assert page.heading != "Please check this"
    assert page.document()["answers"].items() >= {sign: "yes", follow_up: choice}.items()


def test_a_follow_up_that_is_left_out_keeps_the_stricter_reading(page: Page) -> None:
    sign, follow_up, _ = next(_calmed())
    while sign not in page.asked:
        page.answer({})
    page.answer({sign: "yes"})
    assert page.asked == [follow_up]
    page.press("Leave out")
    assert page.heading == "Please check this"
