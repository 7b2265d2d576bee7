"""Whether short and full interviews, and one runner and one row, end alike for simulated runners.

python -m benchmarks.short_and_full [HOW_MANY]

The runners are those of `benchmarks.ordinary_runners`, bone injuries included. Each tells the
truth: the same answers in the short interview, in the full one, and as a row of a table.
"""

import random
import sys
from collections.abc import Mapping, Sequence

import polars as pl

from benchmarks.interview import asked
from benchmarks.ordinary_runners import SEED, answered
from lowback.batch import assess_frame
from lowback.engine.answers import Answers, read_answers
from lowback.engine.triage import check_red_flags
from lowback.interview.country import with_country
from lowback.knowledge.load import load_knowledge
from tests.batch.one_runner import table_of

HOW_MANY, SHOWN = 10_000, 10
KNOWLEDGE = with_country(load_knowledge())


def main() -> None:
    """Print how many ended alike, and the first that did not."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    chance = random.Random(SEED + 1)  # noqa: S311 - no secret
    sources = KNOWLEDGE.sources()
    weights = [each.pretest for each in sources]
    raws = [answered(chance.choices(sources, weights)[0], KNOWLEDGE, chance) for _ in range(many)]
    said = [read_answers(raw, KNOWLEDGE, "typed") for raw in raws]
    _tell("short and full interview", [_in_both(each) for each in said])
    _tell("one runner and one row", _as_rows(raws, said))


def _in_both(said: Answers) -> tuple[str, str]:
    return _end(asked(said, "default").answers), _end(asked(said, "full").answers)


def _as_rows(
    raws: Sequence[Mapping[str, object]], said: Sequence[Answers]
) -> list[tuple[str, str]]:
    table = table_of(raws, KNOWLEDGE)
    frame = assess_frame(pl.DataFrame(table, schema=dict.fromkeys(table, pl.String)), KNOWLEDGE)
    urgencies = frame["urgency"]
    alarms = [check_red_flags(each, KNOWLEDGE) for each in said]
    return [
        (urgency, str(alarm.urgency))
        for urgency, alarm in zip(urgencies, alarms, strict=True)
        if urgency != "not_checked"
    ]


def _end(answers: Answers) -> str:
    alarm = check_red_flags(answers, KNOWLEDGE)
    return f"{alarm.urgency}, {alarm.running.light}"


def _tell(what: str, pairs: list[tuple[str, str]]) -> None:
    unlike = [pair for pair in pairs if pair[0] != pair[1]]
    print(f"{what}: {len(pairs) - len(unlike)} of {len(pairs)} alike")
    for one, other in unlike[:SHOWN]:
        print(f"  {one} | {other}")


if __name__ == "__main__":
    main()
