"""Rank causes by how well they fit the answers.

Sources compete, together with something else. `of_100` says how many of 100 runners with a
source give an answer, p = of_100 / 100, and k is the power for overlapping answers:

    L(s) = ln pretest(s) + sum over answers of k ln p(answer | s)
    score(s) = exp(L(s)) / sum of exp(L) over the sources and something else

What one answer does to a source is its weight of evidence against the mean of the others:
k ln(p / geometric mean of the other p). The weights and the start add up to the total
T(s) = L(s) - mean of the other L, and with n competitors exp((n-1)/n T) is proportional to the
score. Contributors stand alone: each starts at its pretest odds, and every answer multiplies
them by its ratio to the power of the tempering, held between floor and ceiling. An unanswered
question changes nothing (docs/scoring.md works one runner on paper).
"""

from collections.abc import Iterable, Iterator, Sequence
from math import exp, log

from msgspec import Struct
from msgspec.structs import replace

from lowback.engine.answers import Answer, Answers, is_unsure
from lowback.engine.conditions import holds
from lowback.engine.decision import AppliedRatio, Ranking, ScoredCause
from lowback.engine.fit import fit_of
from lowback.knowledge.schema import (
    AnswerTable,
    Cause,
    CauseKind,
    Contributor,
    Evidence,
    Knowledge,
    Source,
)

DECIMALS = 9


class Row(Struct, frozen=True):
    """One answer as the competitors see it: `logs` are k ln p, sources first, something else last.

    `choice` names the ticked choices with `;` between them where their figures were added up.
    """

    question: str
    choice: str
    logs: tuple[float, ...]


def rank_causes(answers: Answers, knowledge: Knowledge) -> Ranking:
    """Score every cause, best first; ties share a rank and keep the authors' order."""
    rows, power = tuple(rows_of(answers, knowledge)), knowledge.competition.power
    scores = shares(totals(rows, knowledge))
    tables = [{table.question: table for table in one.answers} for one in knowledge.competitors()]
    sources = [
        ScoredCause(
            source, score, fit_of(score, CauseKind.SOURCE), 0, _weights(rows, at, tables[at], power)
        )
        for at, (source, score) in enumerate(zip(knowledge.sources(), scores[:-1], strict=True))
    ]
    contributors = [
        _alone(contributor, answers, knowledge) for contributor in knowledge.contributors()
    ]
    return Ranking(_best_first(sources), _best_first(contributors), scores[-1])


def rows_of(answers: Answers, knowledge: Knowledge) -> Iterator[Row]:
    """Yield every answer that the sources' tables know, in the order of the questions."""
    by_question = all_tables(knowledge)
    for question in knowledge.questions:
        tables = by_question.get(question)
        if tables and (question in answers or tables[0].narrowed_by in answers):
            yield from _rows(answers, tables, knowledge.competition.power)


def all_tables(knowledge: Knowledge) -> dict[str, tuple[AnswerTable, ...]]:
    """The tables of every question that has them, as `tables_of` gives those of one."""
    found: dict[str, list[AnswerTable]] = {}
    for competitor in knowledge.competitors():
        for table in competitor.answers:
            found.setdefault(table.question, []).append(table)
    return {question: tuple(tables) for question, tables in found.items()}


def tables_of(question: str, knowledge: Knowledge) -> tuple[AnswerTable, ...]:
    """The table of a question for each competitor, something else last; empty when it has none."""
    return tuple(
        table
        for competitor in knowledge.competitors()
        for table in competitor.answers
        if table.question == question
    )


def questions_of(cause: Cause) -> frozenset[str]:
    """The questions that can move a cause."""
    moved = cause.answers if isinstance(cause, Source) else cause.evidence
    return frozenset(entry.question for entry in moved)


def totals(rows: Iterable[Row], knowledge: Knowledge) -> list[float]:
    """L of every competitor: the log of its pretest and of everything that was answered."""
    start = [log(competitor.pretest / 100) for competitor in knowledge.competitors()]
    return [sum(each) for each in zip(start, *(row.logs for row in rows), strict=True)]


def shares(logs: Sequence[float]) -> list[float]:
    """Turn totals into scores that sum to 1."""
    most = max(logs)
    raised = [exp(one - most) for one in logs]
    return [round(one / sum(raised), DECIMALS) for one in raised]


def against_the_others(logs: Sequence[float], at: int) -> float:
    """The figure of one competitor minus the mean of the others."""
    return logs[at] - (sum(logs) - logs[at]) / (len(logs) - 1)


def furthest(question: str, cause: Cause, knowledge: Knowledge) -> float:
    """How far an answer can move a cause, up or down, as a logarithm of its ratio."""
    if isinstance(cause, Contributor):
        told = (
            evidence.ratios.values() for evidence in cause.evidence if evidence.question == question
        )
        return max(abs(log(ratio)) for ratios in told for ratio in ratios)
    power = knowledge.competition.power
    return max(abs(weight) / power for weight in weights_of(question, cause, knowledge).values())


def weights_of(question: str, source: Source, knowledge: Knowledge) -> dict[str, float]:
    """The weight of evidence of every choice of a question for a source; {} without a table."""
    tables, at = tables_of(question, knowledge), knowledge.sources().index(source)
    power = knowledge.competition.power
    return {
        choice: power * against_the_others([log(table.of_100[choice]) for table in tables], at)
        for choice in (tables[at].of_100 if tables else ())
    }


def score_of(contributor: Contributor, log_odds: Iterable[float]) -> float:
    """Turn a contributor's tempered log-odds into a score between floor and ceiling."""
    total = logit(contributor.pretest) + sum(log_odds)
    score = 1 / (1 + exp(-total))
    return round(min(max(score, contributor.floor), contributor.ceiling), DECIMALS)


def logit(probability: float) -> float:
    """Return the logarithm of the odds of a probability between 0 and 1."""
    return log(probability / (1 - probability))


def applies(evidence: Evidence, answers: Answers, knowledge: Knowledge) -> bool:
    """Whether a piece of evidence counts for this runner (its `only_if` surely holds)."""
    return evidence.only_if is None or holds(evidence.only_if, answers, knowledge) is True


def _rows(answers: Answers, tables: Sequence[AnswerTable], power: float) -> Iterator[Row]:
    """One row for each choice that has figures; ticks of a `one_of` question make one row."""
    table = tables[0]
    choices = _counted(table, answers)
    if not table.one_of:
        for choice in choices:
            logs = tuple(power * log(told.of_100[choice] / 100) for told in tables)
            yield Row(table.question, choice, logs)
    elif choices:
        added = (sum(told.of_100[choice] for choice in choices) for told in tables)
        logs = tuple(power * log(min(figure, 100) / 100) for figure in added)
        yield Row(table.question, ";".join(choices), logs)


def _counted(table: AnswerTable, answers: Answers) -> list[str]:
    """The choices of an answer that have figures: the one it was narrowed to, else all."""
    narrowed = answers.get(table.narrowed_by) if table.narrowed_by else None
    told = narrowed if narrowed and not is_unsure(narrowed) else answers.get(table.question)
    return [choice for choice in told.choices if choice in table.of_100] if told else []


def _weights(
    rows: Iterable[Row], at: int, tables: dict[str, AnswerTable], power: float
) -> tuple[AppliedRatio, ...]:
    return tuple(
        AppliedRatio(tables[row.question], row.choice, exp(weight / power), weight)
        for row in rows
        for weight in [against_the_others(row.logs, at)]
    )


def _alone(cause: Contributor, answers: Answers, knowledge: Knowledge) -> ScoredCause:
    weighed = tuple(
        applied
        for evidence in cause.evidence
        if (answer := answers.get(evidence.question)) and applies(evidence, answers, knowledge)
        for applied in _weigh(evidence, answer, cause.tempering)
    )
    score = score_of(cause, (applied.log_odds for applied in weighed))
    return ScoredCause(cause, score, fit_of(score, cause.kind), 0, weighed)


def _weigh(evidence: Evidence, answer: Answer, tempering: float) -> Iterator[AppliedRatio]:
    for choice in answer.choices:
        if (ratio := evidence.ratios.get(choice)) is not None:
            yield AppliedRatio(evidence, choice, ratio, tempering * log(ratio))


def _best_first(scored: Sequence[ScoredCause]) -> tuple[ScoredCause, ...]:
    ordered = sorted(scored, key=lambda one: -one.score)
    return tuple(
        replace(one, rank=1 + sum(other.score > one.score for other in ordered)) for one in ordered
    )
