"""Which questions are enumerated together."""

from functools import cache

from lowback.engine.score import questions_of
from tests.proofs.answers import all_answers, answers_to, witnesses
from tests.proofs.rules import Answer, knowledge, read_by, signs
from tests.proofs.space import Additions, Grid, grid

CHUNKS = 12
NOTHING: Answer = ("", "")


@cache
def emergency_grid() -> Grid:
    """Every answer to every emergency sign."""
    return Grid([each.id for each in knowledge().questions.values() if each.emergency])


@cache
def shared() -> tuple[frozenset[str], ...]:
    """All questions of each rule and of every two rules that share a warning sign."""
    rules = list(knowledge().red_flags.values())
    together = {read_by(rule) for rule in rules}
    together |= {
        read_by(one) | read_by(other)
        for one in rules
        for other in rules
        if read_by(one) & read_by(other) & set(signs())
    }
    widest = [each for each in together if each and not any(each < other for other in together)]
    return tuple(sorted(widest, key=sorted))


def shared_grids() -> tuple[Grid, ...]:
    """Their grids."""
    return tuple(grid(each) for each in shared())


@cache
def component_grids() -> tuple[Grid, ...]:
    """Warning signs that rules connect, directly or through others: said yes to or not."""
    found: list[frozenset[str]] = []
    for rule in knowledge().red_flags.values():
        read = read_by(rule) & set(signs())
        touching = [each for each in found if each & read]
        found = [each for each in found if not each & read]
        found.append(frozenset(read).union(*touching))
    together = [each for each in found if len(each) > 1]
    return tuple(Grid(sorted(each), dict.fromkeys(each, ("yes",))) for each in together)


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
        "emergency-signs": emergency_grid().size,
        "read-together": sum(each.size for each in shared_grids()),
        "connected-signs": sum(each.size for each in component_grids()),
        "supporting-answers": sum(
            len(contexts(each)) * (1 + len(answers_to(each))) for each in scored_questions()
        ),
        "pairs-on-top": sum(additions().on_top_of(base).rows for _, base in bases()),
    }


if __name__ == "__main__":
    for name, count in counts().items():
        print(f"{name}: {count:,}")  # noqa: T201 - a small report for docs/safety.md
