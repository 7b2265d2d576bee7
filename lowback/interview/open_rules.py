"""Which questions a short interview may not leave out: those that could still raise the result.

A rule is open while its condition can neither hold nor fail. Every question that an open rule
still needs is asked, so that it counts also where two answers together fire it; rules milder
than what stands already are left alone. The same holds for the running light. Pure.
"""

from collections.abc import Iterator

from lowback.engine.answers import NOTHING_FOUND, Answer, Answers
from lowback.engine.conditions import holds, may_apply, undecided
from lowback.engine.decision import TriageDecision
from lowback.engine.triage import check_red_flags
from lowback.knowledge.schema import Knowledge, RedFlag


def deciding(answers: Answers, knowledge: Knowledge) -> Iterator[str]:
    """Yield the questions that open rules and open lights read, the worst rules first."""
    standing = check_red_flags(answers, knowledge)
    supposed = {**_only_in_full(knowledge), **nothing_found(answers, knowledge), **answers}
    rules = sorted(knowledge.red_flags.values(), key=lambda rule: -rule.urgency.severity)
    for rule in rules:
        if not _is_milder(rule, standing, knowledge) and not _is_silenced(rule, answers, knowledge):
            yield from _open(rule, supposed, knowledge)
    for light in knowledge.running.values():
        if light.when is not None and light.strictness > standing.running.strictness:
            yield from undecided(light.when, supposed, knowledge)


def nothing_found(answers: Answers, knowledge: Knowledge) -> dict[str, Answer]:
    """Return an empty answer for each home test that was not done, and for what cannot apply.

    Such a question has found nothing; only what can be asked stays unknown.
    """
    return {
        name: Answer(name, NOTHING_FOUND, ())
        for name, each in knowledge.questions.items()
        if name not in answers and (each.self_test or not may_apply(each, answers, knowledge))
    }


def _only_in_full(knowledge: Knowledge) -> dict[str, Answer]:
    """What a short interview never asks keeps none of its questions open."""
    return {
        name: Answer(name, NOTHING_FOUND, ())
        for name, each in knowledge.questions.items()
        if each.depth == "full"
    }


def _open(rule: RedFlag, answers: Answers, knowledge: Knowledge) -> Iterator[str]:
    """What a rule hangs on: its exception once it holds, else its condition."""
    if holds(rule.when, answers, knowledge, straddling=True):
        if rule.unless is not None:
            yield from undecided(rule.unless, answers, knowledge)
    else:
        yield from undecided(rule.when, answers, knowledge)


def _is_silenced(rule: RedFlag, answers: Answers, knowledge: Knowledge) -> bool:
    """Whether its exception holds by what was really answered: supposing it would hide the rule."""
    return rule.unless is not None and holds(rule.unless, answers, knowledge) is True


def _is_milder(rule: RedFlag, standing: TriageDecision, knowledge: Knowledge) -> bool:
    """Whether a rule could change neither the urgency nor the strictness of the light."""
    if rule.urgency is not standing.urgency:
        return rule.urgency.severity < standing.urgency.severity
    if rule in standing.raised:
        return False
    own = knowledge.running.get(rule.running or "soon_default")
    return own is not None and own.strictness <= standing.running.strictness
