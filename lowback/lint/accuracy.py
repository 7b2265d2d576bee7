"""How often the program is right about the cases: counts, shares and Wilson intervals."""

from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from msgspec import Struct

from lowback.knowledge.schema import Urgency
from lowback.lint.cases import Outcome

Z95 = 1.959964
FIRST_PLACES = 3
ELSEWHERE = (
    ("right urgency, 23 symptom checkers", "57 %", "Semigran 2015"),
    ("right urgency, 36 symptom checkers", "49 %", "Hill 2020"),
    ("emergencies called, symptom checkers", "77 %", "Sutaria 2025"),
    ("emergencies called, primary-care doctors", "86 %", "Sutaria 2025"),
    ("self-care recognised, symptom checkers", "33 to 40 %", "Semigran 2015, Hill 2020"),
    ("cause among the first three, general practitioners", "82 %", "Gilbert 2020"),
    ("cause agreed, back-pain app against surgeons", "67 %", "Benditz 2021"),
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
    return (middle - spread) / (1 + square / total), (middle + spread) / (1 + square / total)


def shares(outcomes: Sequence[Outcome]) -> tuple[Share, ...]:
    """Return every figure of the table for one kind of case."""
    ranked = [each for each in outcomes if each.place is not None]
    contributors = [(each, name) for each in outcomes for name in each.case.expect.contributors]
    mild = [each.steps_too_mild for each in outcomes]
    return (
        Share("urgency as expected or acceptable", mild.count(0), len(mild)),
        Share("one level too mild", mild.count(1), len(mild)),
        Share("two or more levels too mild", sum(each > 1 for each in mild), len(mild)),
        Share("too strict", sum(each < 0 for each in mild), len(mild)),
        *(_called(outcomes, urgency) for urgency in Urgency),
        Share("source first", sum(each.place == 1 for each in ranked), len(ranked)),
        Share("source among the first three", sum(_near(each) for each in ranked), len(ranked)),
        Share(
            "contributor shown", sum(o.shows(name) for o, name in contributors), len(contributors)
        ),
    )


def table(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the lines of the table: each kind of case apart, then what others reach."""
    every = list(outcomes)
    for kind in dict.fromkeys(each.case.kind for each in every):
        alike = [each for each in every if each.case.kind == kind]
        yield f"{kind}: {len(alike)} cases"
        yield from (f"  {share}" for share in shares(alike))
    yield "elsewhere, on other cases"
    yield from (f"  {name:<52} {figure:<11} {source}" for name, figure, source in ELSEWHERE)


def _called(outcomes: Iterable[Outcome], urgency: Urgency) -> Share:
    meant = [each for each in outcomes if each.case.expect.urgency is urgency]
    called = sum(each.assessment.triage.urgency is urgency for each in meant)
    return Share(f"{urgency} called {urgency}", called, len(meant))


def _near(outcome: Outcome) -> bool:
    return outcome.place is not None and outcome.place <= FIRST_PLACES
