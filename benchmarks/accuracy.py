"""How sure the ranking is: draws over the readings, words against what was right, two choices.

python -m benchmarks.accuracy
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from lowback.cases.accuracy import FIRST_PLACES, TITLES
from lowback.cases.calibration import leaders, log_loss
from lowback.cases.run import Case, CaseResult, read_cases, run_case
from lowback.engine.answers import read_answers
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, Source
from lowback.result.sensitivity import stability

CASES = Path(__file__).parents[1] / "tests" / "cases"
SURE, FAIRLY_SURE = 0.9, 0.6
POWERS = (0.6, 0.75, 0.9, 1.0)
PRETESTS = {"even": 0.0, "fourth root": 1.0, "square root": 2.0, "as read": 4.0}


def main() -> None:
    """Print the tables for every kind of case that is not made to fit a rule."""
    knowledge = load_knowledge()
    for kind, title in TITLES.items():
        cases = [each for each in read_cases(CASES) if each.kind == kind and each.expect.first]
        if cases:
            print(f"{title}: {len(cases)} cases with an accepted source")
            for line in (*_how_sure(cases, knowledge), *_calibration(cases, knowledge)):
                print(f"  {line}")
            for line in _choices(cases, knowledge) if kind != "standardised" else ():
                print(f"  {line}")


def _how_sure(cases: Sequence[Case], knowledge: Knowledge) -> Iterator[str]:
    """In how many draws the first source stayed first, and how often it was right."""
    outcomes = [each for each in (run_case(case, knowledge) for case in cases) if each.place]
    kept = [(_kept(each.case, knowledge), each.place == 1) for each in outcomes]
    yield f"first place kept in {sum(share for share, _ in kept) / len(kept):.0%} of the draws"
    for low, high in ((0, FAIRLY_SURE), (FAIRLY_SURE, SURE), (SURE, 1.01)):
        alike = [right for share, right in kept if low <= share < high]
        yield f"kept in {low:.0%} to {min(high, 1):.0%}: right in {sum(alike)} of {len(alike)}"


def _kept(case: Case, knowledge: Knowledge) -> float:
    drawn = stability(read_answers(case.answers, knowledge, "file"), knowledge)
    return min(drawn.came_first[each] for each in drawn.first)


def _calibration(cases: Sequence[Case], knowledge: Knowledge) -> Iterator[str]:
    for each in leaders([run_case(case, knowledge) for case in cases]):
        if each.all:
            yield f"leader called {each.fit.value}: right in {each.right} of {each.all}"


def _choices(cases: Sequence[Case], knowledge: Knowledge) -> Iterator[str]:
    """Power and pretest, for odd and even cases apart."""
    for name, exponent in PRETESTS.items():
        for power in POWERS:
            known = _with(knowledge, power, exponent)
            halves = [_told([run_case(case, known) for case in cases[at::2]]) for at in (0, 1)]
            yield f"pretest {name:<12} power {power:<5} odd {halves[0]}   even {halves[1]}"


def _with(knowledge: Knowledge, power: float, exponent: float) -> Knowledge:
    causes = {
        name: replace(each, pretest=each.pretest**exponent) if isinstance(each, Source) else each
        for name, each in knowledge.causes.items()
    }
    other = knowledge.something_else
    return replace(
        knowledge,
        causes=causes,
        something_else=replace(other, pretest=other.pretest**exponent),
        competition=replace(knowledge.competition, power=power),
    )


def _told(outcomes: Sequence[CaseResult]) -> str:
    places = [each.place for each in outcomes if each.place is not None]
    first, near = places.count(1), sum(each <= FIRST_PLACES for each in places)
    return f"{first:>2} / {near:>2} of {len(places):>2}, log-loss {log_loss(outcomes):.3f}"


if __name__ == "__main__":
    main()
