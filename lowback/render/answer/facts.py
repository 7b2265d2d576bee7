"""What this person said, as it fits into a sentence; reasons that are not theirs stay out."""

from collections.abc import Iterable, Set

from msgspec.structs import replace

from lowback.engine.assessment import AnswerGiven, Assessment, RaisedFlag, RankedCause
from lowback.engine.conditions import choices_read
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render.parts.answer_words import said
from lowback.render.parts.words import inside, question_label

Tick = tuple[str, str]
FACTS_SHOWN = TICKS_SAID = 2
RAISED_SHOWN = 3
PLACE, WORST = "pain_location", "pain_worst"
TO_SAY = (PLACE, "duration")


def facts(questions: Iterable[str], assessment: Assessment, knowledge: Knowledge) -> str:
    """Return what was answered to these questions, `;` between; empty when nothing was."""
    return _joined(said(each, knowledge) for each in _given(questions, assessment))


def _given(questions: Iterable[str], assessment: Assessment) -> list[AnswerGiven]:
    given = {each.question: each for each in assessment.answers}
    return [given[name] for name in questions if name in given]


def _joined(told: Iterable[str]) -> str:
    return "; ".join(inside(each.rstrip(".")) for each in told if each)


def _in_brief(answer: AnswerGiven, knowledge: Knowledge, telling: Set[Tick] = frozenset()) -> str:
    """An answer as a sentence; of many ticks two, telling ones first, and how many more."""
    if not isinstance(answer.value, tuple) or len(answer.value) <= TICKS_SAID:
        return said(answer, knowledge)
    ticked = sorted(answer.value, key=lambda each: (answer.question, each) not in telling)
    first = said(replace(answer, value=tuple(ticked[:TICKS_SAID])), knowledge)
    return f"{first.rstrip('.')}, and {len(ticked) - TICKS_SAID} more"


def told_us(assessment: Assessment) -> str:
    """Return how a sentence begins that repeats the answers."""
    return "The answers say" if assessment.voice == "coach" else "You told us"


def reasons(cause: RankedCause, assessment: Assessment, knowledge: Knowledge) -> str:
    """Return the answers that speak most for a cause."""
    strongest = dict.fromkeys(each.question for each in cause.for_)
    shown = _given(list(strongest)[:FACTS_SHOWN], assessment)
    return _joined(_in_brief(each, knowledge) for each in shown)


def raised(flag: RaisedFlag, assessment: Assessment, knowledge: Knowledge) -> str:
    """Return the first answers that raised a rule, in brief, the ticks that it reads first.

    The page behind "why" has all of them.
    """
    rule = knowledge.red_flags.get(flag.id)
    read = set(choices_read(rule.when, knowledge)) if rule else set()
    shown = _given(flag.raised_by[:RAISED_SHOWN], assessment)
    return _joined(_in_brief(each, knowledge, read) for each in shown)


def concern(flag: RaisedFlag, knowledge: Knowledge) -> str:
    """Return the name of what a rule is afraid of, as it stands inside a sentence."""
    known = knowledge.concerns.get(flag.concern)
    return inside(known.name if known else flag.concern)


def to_say(assessment: Assessment, knowledge: Knowledge) -> str:
    """Return the sentence for the phone or the desk; in an emergency it covers every sign."""
    flags = assessment.triage.red_flags
    if not flags:
        return ""
    if assessment.triage.urgency is Urgency.EMERGENCY:
        return " ".join(
            (_first_words(flags, assessment, knowledge), *_and_also(assessment, knowledge))
        )
    return _first_words(flags, assessment, knowledge)


def _first_words(flags: Iterable[RaisedFlag], assessment: Assessment, knowledge: Knowledge) -> str:
    first = next(iter(flags))
    if first.say:
        return first.say
    about = _joined(_in_brief(each, knowledge) for each in _about(assessment))
    where = f": {about}" if about else ""
    every = first.urgency is Urgency.EMERGENCY
    told = facts(first.raised_by, assessment, knowledge) if every else ""
    behind = told or raised(first, assessment, knowledge)
    return (
        f"I am a runner with low back pain{where}. A self-check says to look into "
        f"{concern(first, knowledge)}{f': {behind}' if behind else ''}."
    )


def _about(assessment: Assessment) -> list[AnswerGiven]:
    """Where and how long; of many places only the worst, because a call wants no list."""
    given = {each.question: each for each in assessment.answers}
    place, worst = given.get(PLACE), given.get(WORST)
    if place and worst and isinstance(place.value, tuple) and worst.value in place.value:
        given[PLACE] = replace(place, value=(str(worst.value),))
    return [given[name] for name in TO_SAY if name in given]


def _and_also(assessment: Assessment, knowledge: Knowledge) -> tuple[str, ...]:
    """The other signs that were ticked, and the ones that nobody is sure about."""
    signs = {each.id: each for each in knowledge.red_flag_questions()}
    values = {each.question: each.value for each in assessment.answers if each.question in signs}
    flags = [each for each in assessment.triage.red_flags if each.urgency is Urgency.EMERGENCY]
    covered = flags[0].raised_by if flags and flags[0].say else ()
    ticked = [name for name, value in values.items() if value == "yes" and name not in covered]
    unsure = [name for name, value in values.items() if value == "unsure" and signs[name].emergency]
    others = {name: None for each in flags[1:] for name in each.raised_by if name not in values}
    more = [facts(others, assessment, knowledge)] if others else []
    return (
        *_listed("I also said yes to", (*_labels(ticked, knowledge), *more)),
        *_listed("I am not sure about", _labels(unsure, knowledge)),
    )


def _labels(names: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(inside(question_label(each, knowledge)) for each in names)


def _listed(lead: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    kept = [each for each in labels if each]
    return (f"{lead}: {'; '.join(kept)}.",) if kept else ()
