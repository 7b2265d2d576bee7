"""What the rules look at together: who reads a question, and which texts runners read."""

import re
from collections.abc import Iterator

from lowback.engine.conditions import questions_read
from lowback.engine.score import questions_of
from lowback.errors import Source
from lowback.knowledge.entry import Entry
from lowback.knowledge.schema import AnswerTable, Evidence, Knowledge, Threshold

DERIVED_FROM = {"height_cm", "weight_kg"}
TOLD_IN_REPORTS = {"pain_side"}  # drawn and handed over; it need not move anything
READ_BY_RUNNERS = (
    "sections", "questions", "contradictions", "causes", "red_flags", "concerns", "conditions",
    "running", "urgencies", "treatments", "exercises", "faq", "plan_pages", "plan_ladders",
    "helplines",
)  # fmt: skip
PROSE = {
    "title", "intro", "label", "ask", "ask_coach", "why", "meaning", "said", "full", "needs",
    "steps", "stop", "name", "plain", "because", "do", "say", "advice", "headline", "safety_net",
    "summary", "course", "what", "evidence", "how", "back", "dose", "progression", "easier",
    "harder", "kit", "caution", "answer", "offer", "practitioner_note", "sells", "emergency",
    "urgent", "soon", "limits", "intended_use", "cannot_see", "before_you_start", "not_yet",
    "pain_rules", "see", "moving_on", "cap", "strength_rules", "note", "meanwhile", "at_the_visit",
    "back_to_running", "see_why", "instead", "not_said", "walk_not_said", "no_walk",
    "guessed", "low_start",
}  # fmt: skip


def questions_used(knowledge: Knowledge) -> set[str]:
    """Every question that a ratio, a rule, another question or BMI needs."""
    moved = {name for cause in knowledge.causes.values() for name in questions_of(cause)}
    moved |= {table.narrowed_by for table in knowledge.something_else.answers if table.narrowed_by}
    rules = questions_of_rules(knowledge) | questions_asked_by_others(knowledge)
    return moved | rules | DERIVED_FROM


def questions_of_rules(knowledge: Knowledge) -> set[str]:
    """Every question that a red-flag rule or the running light reads."""
    rules, lights = knowledge.red_flags.values(), knowledge.running.values()
    conditions = [each for rule in rules for each in (rule.when, rule.unless)]
    conditions += [light.when for light in lights]
    return {name for each in conditions for name in questions_read(each, knowledge)}


def questions_asked_by_others(knowledge: Knowledge) -> set[str]:
    """Every question that decides whether another is asked."""
    conditions = [question.ask_when for question in knowledge.questions.values()]
    return {name for each in conditions for name in questions_read(each, knowledge)}


def figures(knowledge: Knowledge) -> Iterator[tuple[str, Evidence | AnswerTable]]:
    """Every piece of evidence and every table of answers, with what it is for."""
    for cause in knowledge.contributors():
        yield from ((cause.id, evidence) for evidence in cause.evidence)
    for source in knowledge.sources():
        yield from ((source.id, table) for table in source.answers)
    yield from (("something_else", table) for table in knowledge.something_else.answers)


def cited(knowledge: Knowledge) -> Iterator[tuple[str, Evidence | AnswerTable | Threshold]]:
    """Every figure and every limit, with how a problem names it."""
    for cause, told in figures(knowledge):
        yield f"`{told.question}` in `{cause}`", told
    yield from ((f"the limit `{name}`", limit) for name, limit in knowledge.thresholds.by_name())


def texts_for_runners(knowledge: Knowledge) -> Iterator[tuple[Source, str]]:
    """Every text that a runner or coach reads, with its place."""
    for kind in READ_BY_RUNNERS:
        entries = getattr(knowledge, kind)
        for entry in entries.values() if isinstance(entries, dict) else entries:
            yield from _texts(entry)
    for entry in (
        knowledge.about,
        knowledge.plan,
        knowledge.daily,
        knowledge.clinic,
        knowledge.something_else,
    ):
        yield from _texts(entry)
    for faq in knowledge.faq.values():
        yield faq.written_at, faq.question


def sentences_for_runners(knowledge: Knowledge) -> Iterator[tuple[Source, str]]:
    """Every sentence of those texts, with the place of its entry."""
    for where, text in texts_for_runners(knowledge):
        yield from ((where, each) for each in re.split(r"(?<=[.?!])\s", text) if each)


def _texts(entry: Entry) -> Iterator[tuple[Source, str]]:
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Entry):
                yield from _texts(each)
            elif isinstance(each, str) and each and name in PROSE:
                yield entry.written_at, each


def choices_read(knowledge: Knowledge) -> set[tuple[str, str]]:
    """Every question and choice that a ratio or a condition names."""
    weighed = {
        (evidence.question, choice)
        for cause in knowledge.contributors()
        for evidence in cause.evidence
        for choice in evidence.ratios
    }
    for table in knowledge.something_else.answers:
        weighed |= {
            (question, choice)
            for question in (table.question, table.narrowed_by)
            if question
            for choice in table.of_100
        }
    compared = {
        (condition.question, choice)
        for condition in knowledge.every_condition()
        if condition.question
        for choice in condition.choices
    }
    return weighed | compared


def compared_as_numbers(knowledge: Knowledge) -> set[str]:
    """Every question whose number itself is compared with a limit."""
    return {
        condition.question
        for condition in knowledge.every_condition()
        if condition.question and not condition.choices
    }
