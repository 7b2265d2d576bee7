"""What must agree between the files: every id that is named exists, and is named once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from lowback.errors import Problem, Source, suggest
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import (
    UNKNOWN_COUNTRY,
    AnswerTable,
    Contributor,
    Evidence,
    Knowledge,
    Question,
    QuestionKind,
    Urgency,
)

KEYED = (
    "questions",
    "causes",
    "conditions",
    "red_flags",
    "concerns",
    "running",
    "urgencies",
    "treatments",
    "exercises",
    "plan_weeks",
    "faq",
    "references",
)
NEEDED_LIGHTS = (
    "emergency", "urgent", "soon_default", "not_checked", "green", "amber", "red", "pain_unknown",
)  # fmt: skip
RAISED_TO = (Urgency.SOON, Urgency.URGENT, Urgency.EMERGENCY)
YES_NO_UNSURE = ("yes", "no", "unsure")


def repeated_ids(parts: Mapping[str, Sequence[Any]]) -> Iterator[Problem]:
    """Yield one problem for every id that an earlier entry of the same kind has taken."""
    for kind, entries in parts.items():
        seen: dict[str, Source] = {}
        for entry in entries:
            name = getattr(entry, "id", getattr(entry, "country", kind))
            if name in seen:
                message = f"the id `{name}` is taken at {seen[name]}; choose another"
                yield Problem(entry.written_at, message, "duplicate-id")
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
    ]


def choice_ids(question: Question) -> tuple[str, ...]:
    """The ids that answer a question; the three fixed ones for a warning sign."""
    if question.kind is QuestionKind.YES_NO_UNSURE:
        return YES_NO_UNSURE
    return tuple(choice.id for choice in question.choices)


def _known(where: Source, kind: str, name: str, known: Iterable[str]) -> Iterator[Problem]:
    known = list(known)
    if name not in known:
        message = f"`{name}` is not a {kind} we know{suggest(name, known)}"
        yield Problem(where, message, f"unknown-{kind.replace(' ', '-')}")


def _questions(knowledge: Knowledge) -> Iterator[Problem]:
    sections = [section.id for section in knowledge.sections]
    for question in knowledge.questions.values():
        yield from _known(question.written_at, "section", question.section, sections)
        yield from _choices(question)
        yield from _condition(question.ask_when, knowledge)
        if question.self_test:
            yield from _condition(question.self_test.locked_when, knowledge)


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
    bands = [each for each in question.choices if (each.from_, each.below) != (None, None)]
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
    yield from _tables(knowledge)


def _tables(knowledge: Knowledge) -> Iterator[Problem]:
    """Every competitor has figures for the same answers, once each."""
    model = {each.question: each for each in knowledge.something_else.answers}
    for competitor in knowledge.competitors():
        known = {each.question: each for each in competitor.answers}
        for table in competitor.answers:
            yield from _one_table(table, known, model, knowledge)
        for missing in model.keys() - known.keys():
            message = f"no figures for `{missing}`, which something else has; add them"
            yield Problem(competitor.written_at, message, "unequal-tables")


def _one_table(
    table: AnswerTable,
    known: Mapping[str, AnswerTable],
    model: Mapping[str, AnswerTable],
    knowledge: Knowledge,
) -> Iterator[Problem]:
    yield from _known(table.written_at, "question", table.question, knowledge.questions)
    if table.narrowed_by:
        yield from _known(table.written_at, "question", table.narrowed_by, knowledge.questions)
    if known[table.question] is not table:
        message = f"`{table.question}` has two tables; join them"
        yield Problem(table.written_at, message, "duplicate-table")
    if table.question not in knowledge.questions:
        return
    for choice in table.of_100:
        choices = choice_ids(knowledge.questions[table.question])
        yield from _known(table.written_at, "choice", choice, choices)
    other = model.get(table.question)
    same = other and other.of_100.keys() == table.of_100.keys() and other.one_of == table.one_of
    if not same:
        message = f"`{table.question}` must list the same choices as it does for something else"
        yield Problem(table.written_at, message, "unequal-tables")


def _one_evidence(
    evidence: Evidence, cause: Contributor, knowledge: Knowledge
) -> Iterator[Problem]:
    yield from _known(evidence.written_at, "question", evidence.question, knowledge.questions)
    yield from _condition(evidence.only_if, knowledge)
    if evidence.question not in knowledge.questions:
        return
    known = choice_ids(knowledge.questions[evidence.question])
    for choice in evidence.ratios:
        yield from _known(evidence.written_at, "choice", choice, known)
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
    for rule in knowledge.red_flags.values():
        yield from _condition(rule.when, knowledge)
        yield from _condition(rule.unless, knowledge)
        yield from _known(rule.written_at, "concern", rule.concern, knowledge.concerns)
        if rule.urgency not in RAISED_TO:
            message = f"`{rule.id}`: a rule raises the urgency to {', '.join(RAISED_TO)}"
            yield Problem(rule.written_at, message, "urgency")
        if rule.running:
            yield from _known(rule.written_at, "running advice", rule.running, knowledge.running)


def _condition(condition: Condition | None, knowledge: Knowledge) -> Iterator[Problem]:
    if condition is None:
        return
    where = condition.written_at
    if condition.condition is not None:
        yield from _known(where, "condition", condition.condition, knowledge.conditions)
    if condition.question is not None:
        yield from _known(where, "question", condition.question, knowledge.questions)
        yield from _compared(condition, knowledge.questions.get(condition.question))
    for part in condition.parts:
        yield from _condition(part, knowledge)


def _compared(condition: Condition, question: Question | None) -> Iterator[Problem]:
    if question is None:
        return
    for choice in condition.choices:
        yield from _known(condition.written_at, "choice", choice, choice_ids(question))
    if not condition.choices and question.kind is not QuestionKind.NUMBER:
        message = f"`{question.id}` is not a number; write `is` with a choice"
        yield Problem(condition.written_at, message, "not-a-number")


def _care(knowledge: Knowledge) -> Iterator[Problem]:
    for treatment in knowledge.treatments.values():
        for cause in treatment.for_causes:
            yield from _known(treatment.written_at, "cause", cause, knowledge.causes)
        for concern in treatment.for_concerns:
            yield from _known(treatment.written_at, "concern", concern, knowledge.concerns)
        yield from _condition(treatment.when, knowledge)
    for exercise in knowledge.exercises.values():
        for fit in exercise.fits:
            yield from _known(fit.written_at, "cause", fit.cause, knowledge.causes)
            yield from _condition(fit.only_if, knowledge)
    plan = knowledge.plan
    for name in (*plan.leg_exercises, *plan.trunk_exercises):
        yield from _known(plan.written_at, "exercise", name, knowledge.exercises)


def _references(knowledge: Knowledge) -> Iterator[Problem]:
    for entry in citing(knowledge):
        for reference in entry.references:
            yield from _known(entry.written_at, "reference", reference, knowledge.references)


def _advice(knowledge: Knowledge) -> Iterator[Problem]:
    """No result may end without what to do next, in a country we do not know either."""
    wanted = (
        ("red_flags.yaml", "urgencies", Urgency, knowledge.urgencies),
        ("red_flags.yaml", "running", NEEDED_LIGHTS, knowledge.running),
        ("helplines.yaml", "helplines", [UNKNOWN_COUNTRY], knowledge.helplines),
    )
    for file, kind, names, known in wanted:
        for name in names:
            if name not in known:
                yield Problem(file, f"`{kind}` lacks `{name}`; add it", "result-without-advice")


def citing(knowledge: Knowledge) -> Iterator[Any]:
    """Yield every entry that can cite references, evidence included."""
    kinds = ("questions", "causes", "conditions", "red_flags", "running", "treatments", "exercises")
    for kind in (*kinds, "faq"):
        yield from getattr(knowledge, kind).values()
    yield knowledge.plan
    for contributor in knowledge.contributors():
        yield from contributor.evidence
    yield knowledge.something_else
    for competitor in knowledge.competitors():
        yield from competitor.answers
