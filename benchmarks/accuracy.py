"""How sure the ranking is: ratio noise, and score bands against the share that was right.

python -m benchmarks.accuracy
"""

from pathlib import Path

from lowback.cases.run import Case, Outcome, read_cases, run_case
from lowback.engine.answers import read_answers
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge
from lowback.result.sensitivity import stability

CASES = Path(__file__).parents[1] / "tests" / "cases"
HALF = 0.5
BANDS = ((0.0, 0.2), (0.2, 0.35), (0.35, 0.5), (0.5, 0.8), (0.8, 1.01))


def main() -> None:
    """Print both tables for published and standardised cases."""
    knowledge = load_knowledge()
    for kind in ("published", "standardised"):
        cases = [each for each in read_cases(CASES) if each.kind == kind and each.expect.first]
        outcomes = [run_case(each, knowledge) for each in cases]
        kept = [_kept(each, knowledge) for each in cases]
        low = sum(share < HALF for share in kept)
        print(f"{kind}: first place kept in {sum(kept) / len(kept):.0%} of noisy draws;")
        print(f"  under half of the draws in {low} of {len(kept)} cases")
        calibrate([each for each in outcomes if each.place is not None])


def _kept(case: Case, knowledge: Knowledge) -> float:
    answers = read_answers(case.answers, knowledge, "file")
    noisy = stability(answers, knowledge)
    return min(noisy.came_first[each] for each in noisy.first)


def calibrate(outcomes: list[Outcome]) -> None:
    """Print, for each band of the leader's score, how often it was an accepted source."""
    for low, high in BANDS:
        alike = [each for each in outcomes if low <= each.assessment.sources[0].score < high]
        right = sum(each.place == 1 for each in alike)
        print(f"  leader at {low:.2f} to {min(high, 1):.2f}: right in {right} of {len(alike)}")


if __name__ == "__main__":
    main()
