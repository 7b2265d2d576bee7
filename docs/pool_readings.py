"""Pool the readings of `data/readings/` into the answer tables of `data/causes.yaml`.

    python -m docs.pool_readings    # renew every table whose basis is `readings`

A reading says, for each source and for something else, of 100 runners how many give each answer.
A reading names the pack whose words it read (`pack`); a question that was worded anew is taken
from the newest pack alone. The readings that know every choice a question has now are pooled. The
figure is their geometric mean, at least 1; the figures of a question with one answer are then
scaled to sum to 100. `spread` is the geometric standard deviation between the readings, over all
choices. A table with another basis keeps its figures.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log, sqrt
from pathlib import Path
from statistics import fmean

import yaml
from msgspec.structs import replace

from lowback.engine.answers import UNSURE
from lowback.knowledge.load import load_knowledge, shipped_folder
from lowback.knowledge.schema import AnswerTable, Basis, Knowledge, QuestionKind, Source

LEAST, WIDTH = 1.0, 86
DOUBT = 2.0
ELSE = "\nsomething_else:"
PLACE, WORST = "pain_location", "pain_worst"
Rows = Mapping[str, Sequence[float]]
Readings = Mapping[str, Rows]


def readings(folder: Path) -> list[Readings]:
    """Every reading: question → choice → figures, sources first and something else last.

    A question that a newer pack read again is left out of the older readings.
    """
    files = sorted(folder.glob("*.yaml"))
    read = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]
    newest: dict[str, str] = {}
    for each in sorted(read, key=lambda reading: str(reading["pack"])):
        newest |= dict.fromkeys(each["answers"], each["pack"])
    return [
        {name: rows for name, rows in each["answers"].items() if newest[name] == each["pack"]}
        for each in read
    ]


def pooled(question: str, at: int, every: Sequence[Readings], knowledge: Knowledge) -> AnswerTable:
    """The table of one question for competitor number `at`: of 100, to one decimal."""
    told = current(question, every, knowledge)
    logs = {
        choice: [log(max(each[choice][at], LEAST)) for each in told if len(each[choice]) > at]
        for choice in told[0]
    }
    means = {choice: exp(fmean(each)) for choice, each in logs.items()}
    asked = knowledge.questions[question]
    one = asked.kind is not QuestionKind.SEVERAL or question == PLACE
    total = sum(means.values()) if one else 100.0
    return AnswerTable(
        question=question,
        of_100={choice: max(round(100 * each / total, 1), 0.1) for choice, each in means.items()},
        readings=max(map(len, logs.values())),
        spread=_spread(list(logs.values())),
        one_of=question == PLACE,
        narrowed_by=WORST if question == PLACE and WORST in knowledge.questions else None,
    )


def current(question: str, every: Sequence[Readings], knowledge: Knowledge) -> list[Rows]:
    """The readings of a question that know every choice it has now, "not sure" apart.

    Until one does, the older readings serve for the choices they know.
    """
    wanted = [each for each in knowledge.questions[question].choice_ids if each != UNSURE]
    read = [each[question] for each in every if question in each]
    told = [each for each in read if set(wanted) <= each.keys()] or read
    known = [each for each in wanted if all(each in rows for rows in told)]
    return [{choice: rows[choice] for choice in known} for rows in told if known]


def _spread(logs: Sequence[Sequence[float]]) -> float:
    squares = [
        sum((each - fmean(row)) ** 2 for each in row) / (len(row) - 1)
        for row in logs
        if len(row) > 1
    ]
    return round(exp(sqrt(fmean(squares))), 2) if squares else 1.0


def written(tables: Sequence[AnswerTable], indent: str) -> Iterator[str]:
    """The lines of an `answers` list."""
    for table in tables:
        yield f"{indent}- question: {table.question}"
        yield f"{indent}  of_100:"
        yield from (f"{indent}    {choice}: {of_100:g}" for choice, of_100 in table.of_100.items())
        if table.one_of:
            yield f"{indent}  one_of: true"
        if table.narrowed_by:
            yield f"{indent}  narrowed_by: {table.narrowed_by}"
        yield f"{indent}  basis: {table.basis}"
        yield f"{indent}  readings: {table.readings}"
        yield f"{indent}  spread: {table.spread:g}"
        if table.references:
            yield f"{indent}  references: [{', '.join(table.references)}]"
        if table.note:
            yield f"{indent}  note: >-"
            yield from (f"{indent}    {each}" for each in _folded(table.note))
        yield ""


def _folded(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + len(word) > WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def renewed(
    at: int, old: Sequence[AnswerTable], every: Sequence[Readings], knowledge: Knowledge
) -> list[AnswerTable]:
    """All tables of competitor number `at`, in the order of the questions."""
    kept = {each.question: each for each in old}
    tables: list[AnswerTable] = []
    for question in knowledge.questions:
        before = kept.get(question)
        if before and before.basis is not Basis.READINGS:
            tables.append(before)
        elif current(question, every, knowledge):
            new = pooled(question, at, every, knowledge)
            tables.append(new if before is None else _with_sources(new, before))
    return tables


def _with_sources(new: AnswerTable, before: AnswerTable) -> AnswerTable:
    return replace(new, references=before.references, note=before.note)


def with_tables(text: str, every: Sequence[Readings], knowledge: Knowledge) -> str:
    """The text of `causes.yaml` with every list of answers written anew."""
    for at, competitor in enumerate(knowledge.competitors()):
        ranked = isinstance(competitor, Source)
        heading = f"  - id: {competitor.id}\n" if isinstance(competitor, Source) else ELSE
        start = text.index(heading)
        indent = "      " if ranked else "    "
        begin = text.index(f"{indent[2:]}answers:\n", start) + len(f"{indent[2:]}answers:\n")
        end = re.compile(r"^(?:  - id: |\S)", re.M).search(text, begin)
        stop = end.start() if end else len(text)
        block = "\n".join(written(renewed(at, competitor.answers, every, knowledge), indent))
        text = f"{text[:begin]}{block}\n{text[stop:]}"
    return text.rstrip() + "\n"


def doubted(every: Sequence[Readings], knowledge: Knowledge) -> Iterator[str]:
    """Name every measured figure that the readings put at less than half or more than twice."""
    for at, competitor in enumerate(knowledge.competitors()):
        for table in competitor.answers:
            if table.basis is Basis.READINGS or not current(table.question, every, knowledge):
                continue
            read = pooled(table.question, at, every, knowledge).of_100
            for choice in table.of_100.keys() & read.keys():
                if not 1 / DOUBT <= table.of_100[choice] / read[choice] <= DOUBT:
                    yield f"{competitor.name}: {table.question} {choice}, read as {read[choice]:g}"


def main() -> None:
    """Write every table anew into `data/causes.yaml`; name the studies that readers doubt."""
    folder, knowledge = shipped_folder(), load_knowledge()
    every, path = readings(folder / "readings"), folder / "causes.yaml"
    path.write_text(
        with_tables(path.read_text(encoding="utf-8"), every, knowledge), encoding="utf-8"
    )
    for line in doubted(every, knowledge):
        print(line)  # noqa: T201 - what the author should look at


if __name__ == "__main__":
    main()
