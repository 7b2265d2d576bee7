"""What one runner's assessment says, written as the columns of a row."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest
from random import Random

import pytest
from hypothesis import strategies as st

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import RankedCause
from lowback.knowledge.schema import Knowledge, Question, QuestionKind
from tests.strategies import answers

TODAY = date(2026, 11, 23)
Columns = dict[str, object]
Table = dict[str, list[str | None]]


def squads(
    knowledge: Knowledge, least: int, most: int
) -> st.SearchStrategy[list[dict[str, object]]]:
    """Runners with any answers; every other one without a warning sign, so that it is ranked."""
    signs = {each.id for each in knowledge.red_flag_questions()}
    calm = frozenset(set(knowledge.questions) - signs - {"leg_sensation", "t_heel_toe_walk"})
    anyone = st.one_of(answers(knowledge), answers(knowledge, calm))
    return st.lists(anyone, min_size=least, max_size=most)


def drawn(runners: int, knowledge: Knowledge) -> list[dict[str, object]]:
    """As many runners, the same every time; some answer nearly everything, some very little."""
    chance = Random(7)  # noqa: S311 - the same squad every time
    return [
        {
            each.id: _any_answer(each, chance)
            for each in knowledge.questions.values()
            if not each.derive and chance.random() < filled
        }
        for filled in (chance.random() for _ in range(runners))
    ]


def _any_answer(question: Question, chance: Random) -> object:
    """A choice, a number, or ticks; most warning signs are denied, so that some are ranked."""
    known = question.choice_ids
    match question.kind:
        case QuestionKind.NUMBER:
            number = chance.randint(int(question.at_least or 0), int(question.at_most or 100))
            return chance.choice([number, number, *known])
        case QuestionKind.SEVERAL:
            alone = {each.id for each in question.choices if each.exclusive}
            return chance.sample([each for each in known if each not in alone], 2)
        case QuestionKind.YES_NO_UNSURE:
            return chance.choice(["no"] * 60 + ["yes", "unsure"])
    return chance.choice(known)


def table_of(squad: Sequence[Mapping[str, object]], knowledge: Knowledge) -> Table:
    """The answers as a table of text, one column for each question that anyone answered."""
    asked = [each for each in knowledge.questions if any(each in raw for raw in squad)]
    return {each: [_cell(raw.get(each)) for raw in squad] for each in asked or ["age"]}


def expected(raw: Mapping[str, object], knowledge: Knowledge) -> Columns:
    """The columns of one runner, from the engine that assesses one runner."""
    answers = read_answers(raw, knowledge, "file")
    found = assess(answers, knowledge, Context(TODAY))
    scores = {each.id: each.score for each in (*found.sources, *found.contributors)}
    return {
        "urgency": found.triage.urgency.value,
        "red_flags": ";".join(each.id for each in found.triage.red_flags),
        "unchecked_red_flags": ";".join(found.triage.unchecked),
        **_ranked("source", found.sources),
        **_ranked("contributor", found.contributors),
        "clear_source": found.clear_source,
        "problems": None,
        **{f"score_{each}": _near(scores.get(each)) for each in knowledge.causes},
    }


def _ranked(kind: str, ranked: Sequence[RankedCause]) -> Columns:
    columns: Columns = {}
    for place, each in zip_longest(range(1, 4), ranked[:3]):
        columns[f"{kind}_{place}"] = each.id if each else None
        columns[f"{kind}_{place}_fit"] = each.fit.value if each else None
    return columns


def _near(score: float | None) -> object:
    return None if score is None else pytest.approx(score, abs=1e-9)


def _cell(value: object) -> str | None:
    if value is None:
        return None
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)
