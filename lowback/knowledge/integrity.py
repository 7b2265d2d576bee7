"""What must agree between the files: every id that is named exists, and is named once."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from lowback.errors import Problem, Source, unknown
from lowback.knowledge.care_ids import conditions_of_care, named_by_care
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import (
    UNKNOWN_COUNTRY,
    ByWhen,
    Contributor,
    Evidence,
    Knowledge,
    Question,
    QuestionKind,
    Urgency,
)

KEYED = (
    "questions",
    "contradictions",
    "causes",
    "conditions",
    "red_flags",
    "concerns",
    "running",
    "urgencies",
    "deadlines",
    "treatments",
    "exercises",
    "plan_pages",
    "plan_ladders",
    "faq",
    "references",
)
NEEDED_LIGHTS = ("emergency", "urgent", "soon_default", "not_checked", "pain_unknown")
URGENCY_OF = {
    ByWhen.NOW: Urgency.EMERGENCY,
    ByWhen.TODAY: Urgency.URGENT,
    ByWhen.TWO_DAYS: Urgency.URGENT,
    ByWhen.TWO_WEEKS: Urgency.SOON,
}


def repeated_ids(parts: Mapping[str, Sequence[Any]]) -> Iterator[Problem]:
    """Yield one problem for every id that an earlier entry of the same kind has taken."""
    for entries in parts.values():
        seen: dict[str, Source] = {}
        for entry in entries:
            name = getattr(entry, "id", getattr(entry, "country", None))
            if name in seen:
                message = f"the id `{name}` is taken at {seen[name]}; choose another"
                yield Problem(entry.written_at, message, "duplicate-id")
            if name:
                seen.setdefault(name, entry.written_at)


def check(knowledge: Knowledge) -> list[Problem]:
    """List everything that names an id which does not exist, or contradicts a neighbour."""
    return [
        *_questions(knowledge),
        *_causes(knowledge),
        *_rules(knowledge),
        *_care(knowledge),
        *_references(knowledge),
        *_advice(knowledge),
        *_limits(knowledge),
    ]


def _questions(knowledge: Knowledge) -> Iterator[Problem]:
    sections = [section.id for section in knowledge.sections]
    for question in knowledge.questions.values():
        yield from unknown(question.written_at, "section", question.section, sections)
        yield from _choices(question)
        yield from _condition(question.ask_when, knowledge)
        if question.self_test:
            yield from _condition(question.self_test.locked_when, knowledge)
    for contradiction in knowledge.contradictions.values():
        yield from _condition(contradiction.when, knowledge)
        for name in contradiction.between:
            yield from unknown(contradiction.written_at, "question", name, knowledge.questions)


def _choices(question: Question) -> Iterator[Problem]:
    fixed = question.kind is QuestionKind.YES_NO_UNSURE
    if fixed == bool(question.choices) and question.kind is not QuestionKind.NUMBER:
        message = f"`{question.id}` is {question.kind} and so must {'not ' * fixed}list choices"
        yield Problem(question.written_at, message, "choices")
    ids = [choice.id for choice in question.choices]
    for choice in question.choices:
        if ids.count(choice.id) > 1:
            message = f"the choice `{choice.id}` is written twice in `{question.id}`"
            yield Problem(choice.written_at, message, "duplicate-choice")
    yield from _bands(question)


def _bands(question: Question) -> Iterator[Problem]:
    bands = [choice for choice in question.choices if (choice.from_, choice.below) != (None, None)]
    if question.kind is not QuestionKind.NUMBER:
        for band in bands:
            yield Problem(band.written_at, "only a number question has `from` or `below`", "bands")
        return
    for before, after in pairwise(bands):
        if before.below != after.from_:
            message = f"`{after.id}` must begin where `{before.id}` ends ({before.below})"
            yield Problem(after.written_at, message, "bands")


def _causes(knowledge: Knowledge) -> Iterator[Problem]:
    for contributor in knowledge.contributors():
        if not contributor.floor < contributor.pretest < contributor.ceiling:
            message = f"`{contributor.id}`: floor, pretest and ceiling must rise in this order"
            yield Problem(contributor.written_at, message, "floor-and-ceiling")
        for evidence in contributor.evidence:
            yield from _one_evidence(evidence, contributor, knowledge)


def _one_evidence(
    evidence: Evidence, cause: Contributor, knowledge: Knowledge
) -> Iterator[Problem]:
    yield from unknown(evidence.written_at, "question", evidence.question, knowledge.questions)
    yield from _condition(evidence.only_if, knowledge)
    if evidence.question not in knowledge.questions:
        return
    known = knowledge.questions[evidence.question].choice_ids
    for choice in evidence.ratios:
        yield from unknown(evidence.written_at, "choice", choice, known)
        twins = [
            each
            for each in cause.evidence
            if each.question == evidence.question and choice in each.ratios
        ]
        if twins[0] is not evidence:
            message = f"`{choice}` of `{evidence.question}` has two ratios in `{cause.id}`"
            yield Problem(evidence.written_at, message, "duplicate-ratio")


def _rules(knowledge: Knowledge) -> Iterator[Problem]:
    for named in knowledge.conditions.values():
        yield from _condition(named.when, knowledge)
    for advice in knowledge.running.values():
        yield from _condition(advice.when, knowledge)
    for rule in knowledge.red_flags.values():
        yield from _condition(rule.when, knowledge)
        yield from _condition(rule.unless, knowledge)
        yield from unknown(rule.written_at, "concern", rule.concern, knowledge.concerns)
        if URGENCY_OF[rule.by_when] is not rule.urgency:
            message = f"`{rule.id}` is {rule.urgency}, which does not go with `{rule.by_when}`"
            yield Problem(rule.written_at, message, "by-when")
        if rule.running:
            yield from unknown(rule.written_at, "running advice", rule.running, knowledge.running)


def _condition(condition: Condition | None, knowledge: Knowledge) -> Iterator[Problem]:
    for part in condition.walk() if condition else ():
        where = part.written_at
        if part.condition is not None:
            yield from unknown(where, "condition", part.condition, knowledge.conditions)
        if part.question is not None:
            yield from unknown(where, "question", part.question, knowledge.questions)
            yield from _compared(part, knowledge.questions.get(part.question))


def _compared(condition: Condition, question: Question | None) -> Iterator[Problem]:
    if question is None:
        return
    for choice in condition.choices:
        yield from unknown(condition.written_at, "choice", choice, question.choice_ids)
    if not condition.choices and question.kind is not QuestionKind.NUMBER:
        message = f"`{question.id}` is not a number; write `is` with a choice"
        yield Problem(condition.written_at, message, "not-a-number")


def _care(knowledge: Knowledge) -> Iterator[Problem]:
    for where, kind, names, known in named_by_care(knowledge):
        for name in names:
            yield from unknown(where, kind, name, known)
    for condition in conditions_of_care(knowledge):
        yield from _condition(condition, knowledge)
    for needed in ("may_run", "may_not_run"):
        if needed not in {page.otherwise for page in knowledge.plan_pages.values()}:
            message = f"no page of the plan is for all others who {needed}; add `otherwise`"
            yield Problem("plan.yaml", message, "result-without-advice")


def _references(knowledge: Knowledge) -> Iterator[Problem]:
    for entry in citing(knowledge):
        for reference in entry.references:
            yield from unknown(entry.written_at, "reference", reference, knowledge.references)


def _advice(knowledge: Knowledge) -> Iterator[Problem]:
    """No result may end without what to do next, in a country we do not know either."""
    wanted = (
        ("red_flags.yaml", "urgencies", Urgency, knowledge.urgencies),
        ("red_flags.yaml", "deadlines", ByWhen, knowledge.deadlines),
        ("red_flags.yaml", "running", NEEDED_LIGHTS, knowledge.running),
        ("helplines.yaml", "helplines", [UNKNOWN_COUNTRY], knowledge.helplines),
    )
    for file, kind, names, known in wanted:
        for name in names:
            if name not in known:
                yield Problem(file, f"`{kind}` lacks `{name}`; add it", "result-without-advice")


def _limits(knowledge: Knowledge) -> Iterator[Problem]:
    limits = knowledge.thresholds
    rising = (
        ("clear_sign", limits.clear_sign, "strong_sign", limits.strong_sign),
        ("test_from_score", limits.test_from_score, "test_to_score", limits.test_to_score),
    )
    for lower, less, higher, more in rising:
        if less.value >= more.value:
            message = f"`{lower}` must be below `{higher}`"
            yield Problem(less.written_at, message, "limits")


def citing(knowledge: Knowledge) -> Iterator[Any]:
    """Yield every entry that can cite references, evidence included."""
    kinds = ("questions", "causes", "conditions", "red_flags", "running", "treatments", "exercises")
    for kind in (*kinds, "faq", "plan_pages"):
        yield from getattr(knowledge, kind).values()
    yield from (knowledge.plan, knowledge.daily)
    yield from (threshold for _, threshold in knowledge.thresholds.by_name())
    for contributor in knowledge.contributors():
        yield from contributor.evidence
    yield knowledge.something_else
    for competitor in knowledge.competitors():
        yield from competitor.answers
