"""What changed between two states of the knowledge, and which cases it moved."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from lowback.cases.run import Case, CaseResult, run_case
from lowback.errors import LowbackError
from lowback.knowledge.entry import Entry
from lowback.knowledge.schema import AnswerTable, Cause, Evidence, Knowledge, Source

PLACES_SHOWN = 3
COMPARED = (
    "questions", "contradictions", "conditions", "red_flags", "concerns", "running", "urgencies",
    "treatments", "exercises", "faq", "plan_pages", "plan_ladders", "helplines", "references",
)  # fmt: skip
FIGURES = ("kind", "pretest", "tempering", "ceiling", "floor")
ABSENT = "none"


def changed_knowledge(old: Knowledge, new: Knowledge) -> Iterator[str]:
    """Yield one line per ratio, figure, rule or other entry that is not as before."""
    for name in dict.fromkeys((*old.causes, *new.causes)):
        yield from _cause(old.causes.get(name), new.causes.get(name), name)
    for kind in COMPARED:
        yield from _entries(kind, getattr(old, kind), getattr(new, kind))


def changed_cases(outcomes: Iterable[CaseResult], old: Knowledge) -> Iterator[str]:
    """Yield one line per case that had another urgency, other rules or another order before."""
    for outcome in outcomes:
        case = outcome.case
        before, after = _before(case, old), _result(outcome)
        changed = [
            f"{name} {before[name]} → {after[name]}"
            for name in before
            if before[name] != after[name]
        ]
        if changed:
            yield f"{case.kind} `{case.id}`: {'; '.join(changed)}"


def _cause(old: Cause | None, new: Cause | None, name: str) -> Iterator[str]:
    if old is None or new is None:
        yield f"cause `{name}`: {'new' if old is None else 'gone'}"
        return
    for figure in FIGURES:
        before, after = getattr(old, figure, None), getattr(new, figure, None)
        if before != after:
            yield f"cause `{name}`: {figure} {before} → {after}"
    before, after = _ratios(old), _ratios(new)
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            was, now = before.get(key, ABSENT), after.get(key, ABSENT)
            yield f"cause `{name}`: `{key[0]}: {key[1]}` {was} → {now}"
    yield from _sources_of_ratios(old, new)


def _ratios(cause: Cause) -> dict[tuple[str, str], float]:
    return {(each.question, choice): figure for each, choice, figure in _figures(cause)}


def _figures(cause: Cause) -> Iterator[tuple[Evidence | AnswerTable, str, float]]:
    """Every ratio of a contributor, or every figure of 100 of a source."""
    told = cause.answers if isinstance(cause, Source) else cause.evidence
    for each in told:
        figures = each.of_100 if isinstance(each, AnswerTable) else each.ratios
        yield from ((each, choice, figure) for choice, figure in figures.items())


def _sources_of_ratios(old: Cause, new: Cause) -> Iterator[str]:
    """What stands beside the ratios: basis, references, and when they count."""

    def beside(cause: Cause) -> dict[tuple[str, str], Any]:
        return {
            (each.question, choice): _plain(
                (each.basis, each.references, getattr(each, "only_if", None))
            )
            for each, choice, _ in _figures(cause)
        }

    before, after = beside(old), beside(new)
    moved = (key for key in before if key in after and before[key] != after[key])
    for question in dict.fromkeys(question for question, _ in moved):
        yield f"cause `{new.id}`: `{question}` has another basis, reference or `only_if`"


def _entries(kind: str, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Iterator[str]:
    for name in dict.fromkeys((*old, *new)):
        if name not in old or name not in new:
            yield f"{kind} `{name}`: {'new' if name not in old else 'gone'}"
            continue
        before, after = _fields(old[name]), _fields(new[name])
        changed = [key for key in before if before[key] != after[key]]
        if changed:
            yield f"{kind} `{name}`: {', '.join(_one_field(k, before, after) for k in changed)}"


def _one_field(key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Short values are shown; of wording and conditions we only say that they changed."""
    if key == "urgency":
        return f"{key} {before[key]} → {after[key]}"
    return f"{key} changed"


def _fields(entry: Entry) -> dict[str, Any]:
    fields = {each: _plain(getattr(entry, each)) for each in entry.__struct_fields__}
    fields.pop("written_at")
    return fields


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of any entry
    """A value without the places where it was written, so that moved lines are no change."""
    if isinstance(value, Struct):
        fields = (each for each in value.__struct_fields__ if each != "written_at")
        return tuple((each, _plain(getattr(value, each))) for each in fields)
    return tuple(_plain(each) for each in value) if isinstance(value, tuple) else value


def _before(case: Case, old: Knowledge) -> dict[str, str]:
    try:
        return _result(run_case(case, old))
    except LowbackError as error:
        return {"urgency": f"(could not be run: {error.problems[0].message})"}


def _result(outcome: CaseResult) -> dict[str, str]:
    return {
        "urgency": str(outcome.assessment.triage.urgency),
        "rules": ", ".join(flag.id for flag in outcome.assessment.triage.red_flags) or ABSENT,
        "order": _order(outcome),
    }


def _order(outcome: CaseResult) -> str:
    ranked = outcome.assessment.sources[:PLACES_SHOWN]
    return ", ".join(f"{cause.id} ({cause.fit})" for cause in ranked) or ABSENT
