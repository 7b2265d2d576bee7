"""The first part of the report: the answer, what raised it, what nobody has checked."""

from msgspec import Struct

from lowback.engine.assessment import Assessment, RaisedFlag
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render.answer.content import NOT_ASKED, THIS_WEEK, answer
from lowback.render.answer.facts import to_say
from lowback.render.answer.rows import Row
from lowback.render.parts.citations import Citations
from lowback.render.parts.said_once import Once, sentences
from lowback.render.parts.sheet import Sheet
from lowback.render.parts.subject import subject_lines
from lowback.render.parts.words import (
    COACH,
    URGENCY_WORDS,
    WHAT_IT_IS,
    by_section,
    question_label,
    signs_reported,
    why_no_ranking,
)

WHAT_WAS_FOUND = "What was found"
NOT_CHECKED = "Warning signs that are not checked"
NOT_CHECKED_IS_NOT_NO = "Nobody has answered yes or no to these. Not checked does not mean no."


def answer_rows(assessment: Assessment, knowledge: Knowledge) -> tuple[Row, ...]:
    """Return the rows of the answer for a page that names what the answer only counts."""
    return tuple(
        Row(each.label, each.must if each.label == THIS_WEEK and each.must else each.text)
        for each in answer(assessment, knowledge).rows
        if each.label != NOT_ASKED
    )


def write_verdict(page: Sheet, assessment: Assessment, knowledge: Knowledge, once: Once) -> None:
    """Write whose report this is, then the answer."""
    for line in subject_lines(assessment):
        page.paragraph(line)
    if assessment.voice == "coach":
        page.paragraph(COACH)
    for each in answer_rows(assessment, knowledge):
        if text := once(each.text):
            page.labelled(each.label, text)
    page.paragraph(WHAT_IT_IS)


def write_rest_of_card(
    page: Sheet, assessment: Assessment, knowledge: Knowledge, once: Once
) -> None:
    """Write what an emergency card leaves out: the rest of the advice, signs by name."""
    for text in rest_of_card(assessment, once):
        page.bullet(text)
    if assessment.triage.unchecked:
        labels = "; ".join(question_label(each, knowledge) for each in assessment.triage.unchecked)
        page.paragraph(f"{labels}.", lead=f"{NOT_CHECKED}: ")


def rest_of_card(assessment: Assessment, once: Once) -> tuple[str, ...]:
    """Return the advice of an emergency that the card has no room for.

    Each advice begins with whom to call; the card says that first, in the words of the country.
    """
    own = (" ".join(sentences(each.do)[1:]) for each in assessment.triage.red_flags)
    texts = (*own, assessment.contact.note)
    return tuple(each for each in map(once, texts) if each)


class Found(Struct, frozen=True):
    """A warning sign that was found, with what to do and to say that is not said yet."""

    flag: RaisedFlag
    do: str
    say: str


def found(assessment: Assessment, knowledge: Knowledge, once: Once) -> tuple[Found, ...]:
    """Return what was found, each advice at the first sign that it belongs to."""
    said = to_say(assessment, knowledge)
    return tuple(
        Found(each, once(each.do), each.say if each.say != said else "")
        for each in assessment.triage.red_flags
    )


def write_why_so_soon(
    page: Sheet, assessment: Assessment, knowledge: Knowledge, cite: Citations, once: Once
) -> None:
    """Write every sign that was found, with what to do that is not said yet."""
    signs = found(assessment, knowledge, once)
    if signs:
        page.heading(WHAT_WAS_FOUND)
    for each in signs:
        mark = cite.mark(each.flag.references, each.flag.basis)
        lead = f"[{URGENCY_WORDS[each.flag.urgency]}] "
        page.bullet(each.flag.because, lead=lead, mark=mark)
        if each.do:
            page.paragraph(each.do, indent=2, lead="What to do: ")
        if each.say:
            page.paragraph(f"“{each.say}”", indent=2, lead="What to say: ")
    if rest := once(assessment.triage.do):
        page.paragraph(rest)


def write_unchecked(page: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    """Write by name what nobody has answered, and which serious causes are open."""
    triage = assessment.triage
    if triage.unchecked:
        page.heading(NOT_CHECKED)
        page.paragraph(f"{signs_reported(triage)} {NOT_CHECKED_IS_NOT_NO}")
        for title, labels in by_section(triage.unchecked, knowledge).items():
            page.bullet("; ".join(labels), lead=f"{title}: ")
    if triage.not_cleared:
        page.heading("Serious causes that are still open")
        page.paragraph("The answers neither show these nor clear them.")
        for each in triage.not_cleared:
            page.bullet(each.because, lead=f"{each.name}: ")


def write_why_this_light(page: Sheet, assessment: Assessment, cite: Citations, once: Once) -> None:
    """Write what the advice on running rests on."""
    running = assessment.triage.running
    if because := once(running.because):
        page.heading("Why this advice on running")
        page.paragraph(because, mark=cite.mark(running.references))


def write_no_ranking(page: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    """Write why causes are not ranked."""
    page.heading("Why there is no ranking")
    page.paragraph(why_no_ranking(assessment, knowledge))


def is_card(assessment: Assessment) -> bool:
    """Whether the whole report is the card of an emergency."""
    return assessment.triage.urgency is Urgency.EMERGENCY
