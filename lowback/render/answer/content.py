"""What the answer says: the same for the terminal, the page and the note."""

import re

from msgspec.structs import replace

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render.answer.facts import concern, raised, reasons, to_say, told_us
from lowback.render.answer.rows import Answer, Row, row
from lowback.render.parts.said_once import sentences
from lowback.render.parts.words import (
    FIT_WORDS,
    LIGHT_WORDS,
    NO_CLEAR_SOURCE,
    RELEVANT,
    URGENCY_WORDS,
    day_in_words,
    inside,
    question_label,
    sentence_case,
    signs_reported,
)

NEAREST_SHOWN, CARE_SHOWN, SIGNS_SHOWN = 2, 3, 2
YOUR_NUMBER, NUMBER = "your emergency number for", re.compile(r"\d{3}")
THIS_WEEK, NOT_ASKED = "This week", "Not asked"
NOTHING_TO_GO_BY = "Where it hurts is not answered yet, so we cannot say what it is."


def answer(assessment: Assessment, knowledge: Knowledge) -> Answer:
    """Return the answer, what must be said first in each row.

    What has to be looked at stands before what it most likely is.
    """
    if assessment.triage.urgency is Urgency.EMERGENCY:
        return emergency_card(assessment, knowledge)
    rows = (
        *_what_and_why(assessment, knowledge),
        _running(assessment),
        _this_week(assessment),
        *_today(assessment, knowledge),
        _not_checked(assessment, knowledge),
        *_when_to_call(assessment, knowledge),
        _next(assessment, knowledge),
    )
    return _answer(assessment, _verdict(assessment), rows)


def emergency_card(assessment: Assessment, knowledge: Knowledge) -> Answer:
    """Return the card: what to do now, what to say, why; nothing to argue with."""
    triage, contact = assessment.triage, assessment.contact
    said_already = sentences(contact.emergency)
    flags = [each for each in triage.red_flags if each.urgency is Urgency.EMERGENCY]
    until = dict.fromkeys(
        each for flag in flags for each in sentences(flag.do)[1:] if each not in said_already
    )
    why = tuple(dict.fromkeys(each.because for each in flags))
    rows = (
        Row("Now", contact.emergency, tuple(until), spare=1),
        Row("Say this", f"“{to_say(assessment, knowledge)}”"),
        Row("Why", "", why, spare=3),
        Row("Meanwhile", "", assessment.safety_net, spare=2),
        Row(NOT_ASKED, "", _unasked(assessment), spare=4),
    )
    return _answer(assessment, triage.headline, rows)


def _answer(assessment: Assessment, verdict: str, rows: tuple[Row, ...]) -> Answer:
    word = URGENCY_WORDS[assessment.triage.urgency]
    return Answer(word, verdict, tuple(each for each in rows if each.text))


def _unasked(assessment: Assessment) -> tuple[str, ...]:
    count = len(assessment.triage.unchecked)
    return (f"Warning signs without an answer yet: {count}.",) if count else ()


def _verdict(assessment: Assessment) -> str:
    triage = assessment.triage
    headline = triage.headline.rstrip(".")
    if not triage.by_date or triage.urgency is Urgency.NOT_CHECKED:
        return headline
    before = ": by" if triage.red_flags else ". Check again by"
    return f"{headline}{before} {day_in_words(triage.by_date)}"


def _what_and_why(assessment: Assessment, knowledge: Knowledge) -> tuple[Row, ...]:
    first, more = _outlook(assessment, knowledge)
    if assessment.triage.red_flags:
        cleared = _what_it_is(assessment, "If cleared")
        nearest = cleared.may if cleared.must == NO_CLEAR_SOURCE else ()
        outlook_too = (*nearest, first) if first else nearest
        return _to_check(assessment, knowledge), replace(cleared, may=outlook_too)
    outlook = Row("Outlook", first, more, spare=2)
    return _what_it_is(assessment, "Most likely"), _why(assessment, knowledge), outlook


def _what_it_is(assessment: Assessment, label: str) -> Row:
    if not assessment.triage.ranked:
        return Row("", "")
    other = assessment.something_else
    if not assessment.placed:
        return Row("What it is", NOTHING_TO_GO_BY)
    if other is not None and other.fits_none_well:
        return row(label, f"{other.summary} {other.see}", spare=4)
    named = {each.id: each for each in assessment.sources}
    clear = named.get(assessment.clear_source or "")
    if clear is not None:
        about = sentences(clear.summary)[:1]
        return Row(label, f"{clear.name}: {FIT_WORDS[clear.fit]}.", about, spare=5)
    near = [each for each in assessment.sources if each.fit in RELEVANT][:NEAREST_SHOWN]
    shown = " or ".join(f"{_short(each.name)} ({FIT_WORDS[each.fit]})" for each in near)
    return Row(label, NO_CLEAR_SOURCE, (f"Nearest: {shown}.",) if near else ())


def _short(name: str) -> str:
    """A name as it stands inside a sentence, without its bracket."""
    return inside(name.split(" (", maxsplit=1)[0])


def _outlook(assessment: Assessment, knowledge: Knowledge) -> tuple[str, tuple[str, ...]]:
    """How it usually goes on: of the source that stands out, else in general."""
    offered = [each for each in assessment.treatments if each.outlook]
    clear = assessment.clear_source
    own = [each for each in offered if clear in each.for_causes]
    if own or (offered and clear is None):
        first, *more = sentences((own or offered)[0].what)
        return first, tuple(more[:1])
    known = knowledge.causes.get(clear or "")
    return (sentences(known.course)[0] if known else ""), ()


def _to_check(assessment: Assessment, knowledge: Knowledge) -> Row:
    """What raised the urgency: the concerns, and the person's own answers that did it."""
    flags = assessment.triage.red_flags
    concerns = dict.fromkeys(_short(concern(each, knowledge)) for each in flags)
    behind = [raised(each, assessment, knowledge) for each in flags]
    first = f"{told_us(assessment)}: {behind[0]}." if behind[0] else flags[0].because
    others = dict.fromkeys(
        sentence_case(f"{each}.") for each in behind[1:] if each not in behind[0]
    )
    named = sentence_case(_some(list(concerns)))
    return Row("Check first", f"{named}. {first}", tuple(others), spare=3)


def _why(assessment: Assessment, knowledge: Knowledge) -> Row:
    """What speaks for the source that leads."""
    leading = assessment.sources[0] if assessment.sources and assessment.placed else None
    spoke = reasons(leading, assessment, knowledge) if leading else ""
    more = (signs_reported(assessment.triage),) if assessment.triage.complete else ()
    return Row("Why", f"{told_us(assessment)}: {spoke}." if spoke else "", more, spare=4)


def _running(assessment: Assessment) -> Row:
    running = assessment.triage.running
    must = 1 if assessment.triage.red_flags else 2
    return row("Running", f"{LIGHT_WORDS[running.light]}: {running.advice}", spare=1, must=must)


def _this_week(assessment: Assessment) -> Row:
    """What helps this person first: treatments for a source with answers behind it come first."""
    spoken = {each.id for each in (*assessment.sources, *assessment.contributors) if each.for_}
    first = [each for each in assessment.treatments if each.line == "first" and not each.outlook]
    fit = [each for each in first if spoken & set(each.for_causes)]
    names = [inside(each.name) for each in fit[:CARE_SHOWN]]
    text = f"{sentence_case('; '.join(names))}." if names else ""
    if assessment.triage.red_flags:
        return Row(THIS_WEEK, "", (text,) if text else (), spare=4)
    return Row(THIS_WEEK, text, sentences(fit[0].what)[:2] if fit else (), spare=6)


def _today(assessment: Assessment, knowledge: Knowledge) -> tuple[Row, ...]:
    triage, contact = assessment.triage, assessment.contact
    whom = {Urgency.URGENT: contact.urgent, Urgency.SOON: contact.soon}.get(triage.urgency)
    say = to_say(assessment, knowledge)
    return (
        row("Today", whom or triage.do, spare=3, must=1 if whom else 0),
        Row("Say this", f"“{say}”" if say else ""),
    )


def _not_checked(assessment: Assessment, knowledge: Knowledge) -> Row:
    triage = assessment.triage
    labels = [inside(question_label(each, knowledge)) for each in triage.unchecked]
    open_ = [inside(each.name) for each in triage.not_cleared]
    signs = f"{sentence_case(_some(labels))}, which is not the same as no." if labels else ""
    still = f"Still possible: {_some(open_)}." if open_ else ""
    return Row("Not checked", signs or still, (still,) if signs and still else (), spare=3)


def _some(names: list[str]) -> str:
    """Name the first ones and count the others."""
    shown = "; ".join(names[:SIGNS_SHOWN])
    return f"{shown}; and {len(names) - SIGNS_SHOWN} more" if len(names) > SIGNS_SHOWN else shown


def _when_to_call(assessment: Assessment, knowledge: Knowledge) -> tuple[Row, ...]:
    watch, contact = knowledge.about.watch, assessment.contact
    if watch is None:
        return (Row("Get help", " ".join(assessment.safety_net)),)
    numbers = NUMBER.findall(contact.emergency_number)
    number = f"{' · '.join(numbers)} for" if numbers else YOUR_NUMBER
    return (
        Row("Call at once", f"{number} {'; '.join(watch.emergency)}."),
        Row("Same day", "", (f"See a doctor for {'; '.join(watch.same_day)}.",), spare=2),
    )


def _next(assessment: Assessment, knowledge: Knowledge) -> Row:
    triage = assessment.triage
    advice = knowledge.running.get(triage.running.id)
    if advice is not None and advice.allows_running:
        return Row("Next", "", ("A plan of eight weeks back to running is ready.",), spare=1)
    if triage.urgency is Urgency.NOT_CHECKED:
        return Row("Next", "Answer what is open: do this check again.")
    then = "once you have been seen" if triage.red_flags else "after the days without running"
    return Row("Next", "", (f"Do this check again {then}.",), spare=3)
