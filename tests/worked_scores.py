"""The scores of `worked.yaml` by a plain loop over the YAML of `data/`, apart from the program.

    python -m tests.worked_scores    # write the scores anew, and the runner of docs/scoring.md

Nothing of `lowback` is used: if both agree, the formula of docs/scoring.md is in both. Urgencies
are written by hand and are left alone.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
WORKED, SCORING = ROOT / "tests" / "worked.yaml", ROOT / "docs" / "scoring.md"
TABLE = re.compile(r"(?ms)^\| \| pretest \|.*?^\| sum [^\n]*\n")
Entry = Mapping[str, Any]
Said = Mapping[str, list[str]]


class Plain(yaml.CSafeLoader):
    """Reads `yes`, `no`, `on` and `off` as text, as the answers are."""


Plain.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
    for letter, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> Any:  # noqa: ANN401 - YAML can hold anything
    return yaml.load(path.read_text(encoding="utf-8"), Plain)  # noqa: S506 - a safe loader


def said(answers: Entry, questions: Mapping[str, Entry]) -> Said:
    """Every answer as the ids of its choices; a number is the band it lies in."""
    return {name: list(_choices(value, questions[name])) for name, value in answers.items()}


def _choices(value: object, question: Entry) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split(";")
        return
    for band in question.get("choices", ()):
        low, high = band.get("from", float("-inf")), band.get("below", float("inf"))
        bounded = "from" in band or "below" in band
        if bounded and isinstance(value, int | float) and low <= value < high:
            yield band["id"]


def of_sources(given: Said, causes: Entry) -> dict[str, float]:
    """Pretest times every figure to the power k, divided by the sum of that over all seven."""
    power = causes["competition"]["power"]
    competitors = {each["id"]: each for each in causes["causes"] if each["kind"] == "source"}
    competitors["something_else"] = causes["something_else"]
    products = {}
    for name, competitor in competitors.items():
        product = competitor["pretest"] / 100
        for table in competitor["answers"]:
            for of_100 in _figures(table, given):
                product *= (of_100 / 100) ** power
        products[name] = product
    whole = sum(products.values())
    return {name: product / whole for name, product in products.items()}


def _figures(table: Entry, given: Said) -> Iterator[float]:
    ticked = given.get(table["question"], [])
    worst = given.get(table.get("narrowed_by", ""), [])
    if ticked and table.get("one_of") and worst and worst != ["unsure"]:
        ticked = worst
    found = [table["of_100"][each] for each in ticked if each in table["of_100"]]
    if table.get("one_of"):
        yield from [min(sum(found), 100)] if found else []
    else:
        yield from found


def of_contributor(given: Said, cause: Entry) -> float:
    """Pretest odds times every ratio to the power of the tempering, between floor and ceiling."""
    odds = cause["pretest"] / (1 - cause["pretest"])
    for evidence in cause["evidence"]:
        assert "only_if" not in evidence, "teach this script about conditions first"
        for choice in given.get(evidence["question"], ()):
            odds *= evidence["ratios"].get(choice, 1) ** cause["tempering"]
    return float(min(max(odds / (1 + odds), cause["floor"]), cause["ceiling"]))


def scores(answers: Entry) -> dict[str, float]:
    """Every score by the id of its cause, and of `something_else`."""
    causes = read(ROOT / "data" / "causes.yaml")
    questions = {each["id"]: each for each in read(ROOT / "data" / "questions.yaml")["questions"]}
    given = said(answers, questions)
    alone = {
        each["id"]: of_contributor(given, each)
        for each in causes["causes"]
        if each["kind"] == "contributor"
    }
    return of_sources(given, causes) | alone


def on_paper() -> str:
    """The table of docs/scoring.md: two answers, every figure that takes part."""
    causes = read(ROOT / "data" / "causes.yaml")
    answers = {"pain_location": ["sit_bone"], "sitting": ["sit_bone_pressure"]}
    power, found = causes["competition"]["power"], of_sources(answers, causes)
    rows = ["| | pretest | sit bone | hard seat | product | score |", "|---|---|---|---|---|---|"]
    sources = [each for each in causes["causes"] if each["kind"] == "source"]
    whole = 0.0
    for name, each in zip(found, [*sources, causes["something_else"]], strict=True):
        place, seat = (
            of_100
            for question in answers
            for table in each["answers"]
            if table["question"] == question
            for of_100 in _figures(table, answers)
        )
        sum_ = f"{each['pretest']:g} × ({place / 100:g} × {seat / 100:g})^{power:g}"  # noqa: RUF001
        product = each["pretest"] * (place / 100 * seat / 100) ** power
        whole += product
        cells = (each["name"], f"{each['pretest']:g}", f"{place:g}", f"{seat:g}",
                 f"{sum_} = {product:.3f}", f"{found[name]:.3f}")  # fmt: skip
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([*rows, f"| sum | | | | {whole:.3f} | |"])


def with_example(text: str) -> str:
    """The text of docs/scoring.md with that table."""
    return TABLE.sub(f"{on_paper()}\n", text)


def main() -> None:
    """Write the scores of every runner and the example anew, and touch nothing else."""
    SCORING.write_text(with_example(SCORING.read_text(encoding="utf-8")), encoding="utf-8")
    blocks = re.split(r"(?m)^(?=- id: )", WORKED.read_text(encoding="utf-8"))
    runners = read(WORKED)
    for at, runner in enumerate(runners, 1):
        found = "".join(f"      {n}: {each:.6f}\n" for n, each in scores(runner["answers"]).items())
        blocks[at] = re.sub(r"(?s)(    scores:\n).*", rf"\g<1>{found}\n", blocks[at])
    WORKED.write_text("".join(blocks).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
