"""Causes to read: an overview, or one cause with every ratio and where it comes from."""

from collections.abc import Iterable

from lowback.knowledge.schema import (
    AnswerTable,
    Cause,
    Contributor,
    Evidence,
    Knowledge,
    Question,
    QuestionKind,
    Source,
)
from lowback.render.browse.condition_words import condition_words
from lowback.render.parts.answer_words import choice_words
from lowback.render.parts.citations import Citations
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.words import BASIS_WORDS, JUDGED, question_label
from lowback.render.report.ending import write_references

FIGURE_NOTE = (
    "Figures are judgement by a language model in several clinical roles; no clinician has checked "
    "them yet. Ticks of one question need not sum to 100."
)
RATIO_NOTE = (
    "A ratio above 1 speaks for the cause, below 1 against it; 1 says nothing. "
    "The score is a model score, not a chance of disease."
)


def write(page: Page, cause: Cause | None, knowledge: Knowledge) -> None:
    """Write one cause whole, or all in short."""
    if cause is not None:
        _whole(page, cause, knowledge)
        return
    _overview(page, "What may hurt (sources)", knowledge.sources())
    _overview(page, "What may add to it (contributors)", knowledge.contributors())
    page.blank()
    page.paragraph("For every ratio of one cause, type `lowback causes ID`.")


def _overview(page: Page, title: str, causes: Iterable[Cause]) -> None:
    page.heading(title)
    for each in causes:
        page.bullet(f" ({each.id}): {each.summary}", lead=each.name)


def _whole(page: Page, cause: Cause, knowledge: Knowledge) -> None:
    cite = Citations(knowledge)
    page.title(cause.name)
    page.paragraph(f"{cause.id}, a {cause.kind.value}")
    page.paragraph(cause.summary)
    page.paragraph(f"{cause.course}{cite.mark(cause.references)}", lead="Course: ")
    if isinstance(cause, Source):
        _answers(page, cause, knowledge, cite)
    else:
        _ratios(page, cause, knowledge, cite)
    write_references(page, cite)


def _answers(page: Page, cause: Source, knowledge: Knowledge, cite: Citations) -> None:
    page.heading("What runners with this answer")
    basis = BASIS_WORDS[cause.pretest_basis]
    start = f"about {cause.pretest:g} have this ({basis}). {cause.pretest_note}"
    page.paragraph(f"Of 100 runners who sit down to answer, {start}")
    page.paragraph(f"{FIGURE_NOTE} {knowledge.competition.note}")
    for table in cause.answers:
        _table(page, table, knowledge, cite)


def _table(page: Page, table: AnswerTable, knowledge: Knowledge, cite: Citations) -> None:
    question = knowledge.questions[table.question]
    page.bullet(f" ({question.id})", lead=question_label(question.id, knowledge))
    lead, verb = "of 100 runners with this, ", _verb(table, question)
    for choice, of_100 in sorted(table.of_100.items(), key=lambda each: -each[1]):
        words = choice_words(question, (choice,))[0]
        page.bullet(f"{lead}{_count(of_100)} {verb}: {words}", indent=2, marker="-")
        lead = ""
    read = f", {table.readings} readings" if table.readings else ""
    seen = "; see also" if table.basis in JUDGED and table.references else ""
    basis = f"{BASIS_WORDS[table.basis]}{read}{seen}{_numbers(table, cite)}"
    page.paragraph(basis, indent=2, lead="Basis: ")
    if table.note:
        page.paragraph(table.note, indent=2, lead="Note: ")


def _verb(table: AnswerTable, question: Question) -> str:
    if table.one_of:
        return "point to"
    return "tick" if question.kind is QuestionKind.SEVERAL else "say"


def _count(of_100: float) -> str:
    return f"{of_100:.0f}" if of_100 >= 1 else "fewer than 1"


def _ratios(page: Page, cause: Contributor, knowledge: Knowledge, cite: Citations) -> None:
    page.heading("How the score is worked out")
    basis = BASIS_WORDS[cause.pretest_basis]
    page.bullet(f"{cause.pretest:g} ({basis}). {cause.pretest_note}", lead="Start (pretest): ")
    tempering = f"{cause.tempering:g}. Answers overlap, so each counts with this power."
    page.bullet(tempering, lead="Tempering: ")
    page.bullet(f"{cause.ceiling:g}", lead="Ceiling: ")
    page.bullet(f"{cause.floor:g}", lead="Floor: ")
    page.paragraph(RATIO_NOTE)
    page.heading("Every ratio")
    for evidence in cause.evidence:
        _evidence(page, evidence, knowledge, cite)


def _evidence(page: Page, evidence: Evidence, knowledge: Knowledge, cite: Citations) -> None:
    question = knowledge.questions[evidence.question]
    labels = {each.id: each.label for each in question.choices}
    page.bullet(f" ({question.id})", lead=question_label(question.id, knowledge))
    for choice in question.choice_ids:
        if choice in evidence.ratios:
            ratio = f"{evidence.ratios[choice]:g}"
            page.bullet(f"{labels.get(choice, choice)} ({choice}): {ratio}", indent=2, marker="-")
    basis = f"{BASIS_WORDS[evidence.basis]}{_numbers(evidence, cite)}"
    page.paragraph(basis, indent=2, lead="Basis: ")
    if evidence.note:
        page.paragraph(evidence.note, indent=2, lead="Note: ")
    if evidence.only_if is not None:
        words = condition_words(evidence.only_if, knowledge)
        page.paragraph(words, indent=2, lead="Counts only if: ")


def _numbers(evidence: Evidence | AnswerTable, cite: Citations) -> str:
    numbers = cite.numbers(evidence.references)
    return f" [{', '.join(map(str, numbers))}]" if numbers else ""
