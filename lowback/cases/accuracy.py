"""How often the program is right about the cases: counts, shares and Wilson intervals."""

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from msgspec import Struct

from lowback.cases.calibration import lines
from lowback.cases.run import EXACT, CaseResult, otherwise
from lowback.knowledge.schema import Urgency

Z95 = 1.959964
FIRST_PLACES = 3
UNCHECKED = Urgency.NOT_CHECKED  # counts as calm: a case says only what its source tells
TABLED = ("published", "whole", "standardised", "hard", "guideline")
TITLES = {
    "published": "published, answered from the text alone",
    "whole": "published, whole interviews",
    "standardised": "standardised",
    "hard": "hard patients, chosen because they are hard",
    "guideline": "written from guidelines, half of them ordinary with frightening words",
}
SEMIGRAN, HILL = "Semigran 2015, BMJ 351:h3480", "Hill 2020, MJA 212:514"
SUTARIA = "Sutaria 2025, BMC Health Serv Res 25:1263"
ELSEWHERE = (
    ("right urgency, 23 symptom checkers", "57 % (52 to 61)", SEMIGRAN),
    ("right urgency, 36 symptom checkers", "49 % (44 to 54)", HILL),
    ("emergencies called, 23 symptom checkers", "80 % (75 to 86)", SEMIGRAN),
    ("emergencies called, 36 symptom checkers", "63 % (52 to 71)", HILL),
    ("emergencies called, 4 symptom checkers", "77 % (59 to 88)", SUTARIA),
    ("emergencies called, primary-care doctors", "86 % (74 to 93)", SUTARIA),
    ("self-care recognised, 23 symptom checkers", "33 % (26 to 40)", SEMIGRAN),
    ("self-care recognised, 36 symptom checkers", "40 % (26 to 49)", HILL),
    ("at most one level too mild, family doctors", "97 %", "Gilbert 2020, BMJ Open 10:e040269"),
    ("cause among the first three, family doctors", "82 %", "Gilbert 2020, BMJ Open 10:e040269"),
    (
        "cause agreed, back-pain app against surgeons",
        "67 %",
        "Benditz 2021, Arch Orthop Trauma Surg",
    ),
)


class Share(Struct, frozen=True):
    """`right` of `all`, with the 95 % Wilson interval of the share."""

    name: str
    right: int
    all: int

    def __str__(self) -> str:
        if not self.all:
            return f"{self.name:<34} none"
        low, high = wilson(self.right, self.all)
        share = self.right / self.all
        counted = f"{self.right:>3} of {self.all:<3} {share:4.0%}"
        return f"{self.name:<34} {counted}  ({low:.0%} to {high:.0%})"


def wilson(right: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927), both ends in 0-1."""
    share, square = right / total, Z95 * Z95
    middle = share + square / (2 * total)
    spread = Z95 * sqrt(share * (1 - share) / total + square / (4 * total * total))
    low, high = middle - spread, middle + spread
    return max(low / (1 + square / total), 0.0), min(high / (1 + square / total), 1.0)


def shares(outcomes: Sequence[CaseResult]) -> tuple[Share, ...]:
    """Return every figure of the table for one kind of case."""
    ranked = [result for result in outcomes if result.place is not None]
    contributors = [
        (result, name) for result in outcomes for name in result.case.expect.contributors
    ]
    mild = [result.steps_too_mild for result in outcomes]
    return (
        Share("urgency exactly as expected", _exact(outcomes), len(mild)),
        Share("urgency as expected or acceptable", mild.count(0), len(mild)),
        Share("one level too mild", mild.count(1), len(mild)),
        Share("two or more levels too mild", sum(each > 1 for each in mild), len(mild)),
        Share("too strict", sum(each < 0 for each in mild), len(mild)),
        *(_called(outcomes, urgency) for urgency in Urgency if urgency is not UNCHECKED),
        Share("source first", sum(result.place == 1 for result in ranked), len(ranked)),
        Share("source among the first three", sum(_near(result) for result in ranked), len(ranked)),
        Share(
            "contributor shown", sum(o.shows(name) for o, name in contributors), len(contributors)
        ),
    )


def table(outcomes: Iterable[CaseResult]) -> Iterator[str]:
    """Yield the lines of the table: runners of each kind apart, then what others reach."""
    every = list(outcomes)
    for kind in TABLED:
        alike = [each for each in every if each.case.kind == kind]
        if alike:
            yield f"{TITLES[kind]}: {len(alike)} cases"
            yield from (f"  {share}" for share in shares(alike) if share.all)
            ranked = any(each.case.expect.first for each in alike)
            yield from (f"  {line}" for line in (lines(alike) if ranked else ()))
    drilled = [each for each in every if each.case.kind in EXACT]
    met = sum(not any(otherwise(each)) for each in drilled)
    yield f"rule and cause cases: {met} of {len(drilled)} exactly as expected"
    yield "elsewhere, on other cases, so only a rough guide (95 % intervals)"
    yield from (f"  {name:<46} {figure:<17} {source}" for name, figure, source in ELSEWHERE)


def _exact(outcomes: Iterable[CaseResult]) -> int:
    return sum(
        result.assessment.triage.urgency.level == result.case.expect.urgency.level
        for result in outcomes
    )


def _called(outcomes: Iterable[CaseResult], urgency: Urgency) -> Share:
    meant = [result for result in outcomes if result.case.expect.urgency.level == urgency.level]
    called = sum(each.assessment.triage.urgency.level == urgency.level for each in meant)
    return Share(f"{urgency} called {urgency}", called, len(meant))


def _near(outcome: CaseResult) -> bool:
    return outcome.place is not None and outcome.place <= FIRST_PLACES
