"""Which questions are enumerated together."""

from functools import cache
from itertools import combinations

from lowback.engine.score import questions_of
from tests.proofs.answers import all_answers, answers_to, witnesses
from tests.proofs.rules import Answer, knowledge, read_by, signs
from tests.proofs.space import Additions, Grid, grid

CHUNKS = 12
NERVES = "nerves"
JOINED = (
    "rf_saddle_numbness", "rf_bladder_change", "rf_leaking", "rf_both_legs", "rf_weakness_fast",
)  # fmt: skip
JOINING = {"rf_cancer_history": ("yes",), "rf_fever": ("yes",), "leg_pain_reach": ("into_foot",)}
WIDEST = 300_000
NOTHING: Answer = ("", "")


@cache
def emergency_grids() -> tuple[Grid, Grid]:
    """Every answer to the signs that rules join, the others denied or not; then the others."""
    signs_ = [each.id for each in knowledge().questions.values() if each.emergency]
    others = [each for each in signs_ if each not in JOINED]
    return Grid([*JOINED, *others], dict.fromkeys(others, ("no",))), Grid(others)


@cache
def alone() -> tuple[Grid, ...]:
    """For each rule all that it reads; too wide ones are cut through two signs at a time."""
    read = {read_by(rule) for rule in knowledge().red_flags.values()}
    grids = [grid(each) for each in sorted(read, key=sorted)]
    return tuple(each for each in grids if each.size <= WIDEST)


@cache
def two_nerve_signs() -> tuple[Grid, ...]:
    """Every two nerve signs with their follow-ups, others denied or not, and what joins them."""
    signs_ = [each for each in signs() if knowledge().questions[each].section == NERVES]
    found = []
    for one, other in combinations(signs_, 2):
        own = [name for each in (one, other) for name in knowledge().questions[each].clarify]
        rest = [each for each in signs_ if each not in (one, other)]
        only = dict.fromkeys(rest, ("no",)) | JOINING
        found.append(Grid([one, other, *own, *JOINING, rest[0]], only))
        found.append(Grid([one, other, *own, *rest], only))
    return tuple(found)


@cache
def sign_with_follow_ups() -> tuple[Grid, ...]:
    """Every sign with its follow-ups, beside every single other answer."""
    return tuple(Grid([sign, *knowledge().questions[sign].clarify]) for sign in signs())


@cache
def additions() -> Additions:
    """Everything that can be said besides."""
    return Additions()


@cache
def bases() -> tuple[tuple[str, dict[str, str]], ...]:
    """Nothing at all, and for every rule one set of answers that makes it fire."""
    fired = [(rule, dict(found[0])) for rule, found in witnesses().items()]
    return (("", {}), *fired)


def chunk(number: int) -> tuple[tuple[str, dict[str, str]], ...]:
    """Every twelfth base."""
    return bases()[number::CHUNKS]


def scored_questions() -> tuple[str, ...]:
    """The questions that move a score."""
    causes = knowledge().causes.values()
    return tuple(sorted({each for cause in causes for each in questions_of(cause)}))


def contexts(name: str) -> list[Answer]:
    """Nothing, and every single answer to any other question."""
    return [NOTHING, *(each for each in all_answers() if each[0] != name)]


def counts() -> dict[str, int]:
    """How many combinations each proof runs."""
    return {
        "emergency-signs": sum(each.size for each in emergency_grids()),
        "rules-alone": sum(each.size for each in alone()),
        "two-nerve-signs": sum(each.size for each in two_nerve_signs()),
        "signs-with-follow-ups": sum(
            each.size * len(contexts(next(iter(each.answers)))) for each in sign_with_follow_ups()
        ),
        "supporting-answers": sum(
            len(contexts(each)) * (1 + len(answers_to(each))) for each in scored_questions()
        ),
        "pairs-on-top": sum(additions().on_top_of(base).rows for _, base in bases()),
    }


if __name__ == "__main__":
    for name, count in counts().items():
        print(f"{name}: {count:,}")  # noqa: T201 - a small report for docs/safety.md
