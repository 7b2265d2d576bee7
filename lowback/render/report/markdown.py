"""The report as Markdown, for e-mail and notes: the same content as at the terminal."""

from lowback.engine.assessment import Assessment, RaisedFlag
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render import Look
from lowback.render.parts.markdown_page import MarkdownPage, item
from lowback.render.parts.subject import subject_lines
from lowback.render.parts.weeks import TITLE, weeks_notes
from lowback.render.parts.words import (
    COACH,
    LIGHT_WORDS,
    URGENCY_WORDS,
    WHAT_IT_IS,
    Citations,
    by_section,
    question_label,
    why_no_ranking,
)
from lowback.render.report.markdown_care import write_care, write_ending
from lowback.render.report.markdown_causes import write_causes, write_helpful_answers
from lowback.render.report.outline import write_urgency


def report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return the report for the runner, or the hand-over for a clinician."""
    if look.audience == "clinician":
        from lowback.render.handover.markdown import report as handover

        return handover(assessment, knowledge)
    page, cite = MarkdownPage(), Citations(knowledge)
    if assessment.triage.urgency is Urgency.EMERGENCY:
        _emergency(page, assessment, knowledge, cite)
    else:
        _full(page, assessment, knowledge, cite)
    write_versions(page, assessment)
    return page.text()


def write_versions(page: MarkdownPage, assessment: Assessment) -> None:
    """Write which program and which knowledge made this, and when."""
    known = assessment.knowledge
    page.paragraph(
        f"lowback {assessment.lowback_version} · knowledge {known.version} "
        f"(sha256 {known.sha256[:12]}) · assessed on {assessment.assessed_on}"
    )


def write_headline(page: MarkdownPage, assessment: Assessment) -> None:
    """Write the urgency as the title, and who answered if it was a coach."""
    triage = assessment.triage
    page.heading(f"{URGENCY_WORDS[triage.urgency]}: {triage.headline}", level=1)
    for line in subject_lines(assessment):
        page.paragraph(line)
    if assessment.voice == "coach":
        page.paragraph(COACH)


def _emergency(
    page: MarkdownPage, assessment: Assessment, knowledge: Knowledge, cite: Citations
) -> None:
    triage = assessment.triage
    write_headline(page, assessment)
    page.paragraph("", lead=f"Now: {assessment.contact.emergency}")
    page.paragraph(triage.do)
    if said := next((each.say for each in triage.red_flags if each.say), ""):
        page.heading("Read this out on the phone")
        page.quote(f"“{said}”")
    page.heading("Why")
    page.bullets(
        item(_with_action(flag, triage.do), mark=cite.mark(flag.references, flag.basis))
        for flag in triage.red_flags
    )
    page.bullets(item(each) for each in assessment.safety_net)
    if assessment.contact.note:
        page.paragraph(assessment.contact.note)
    if triage.unchecked:
        labels = "; ".join(question_label(each, knowledge) for each in triage.unchecked)
        page.paragraph(f"{labels}.", lead="Warning signs that are not checked:")
    page.bullets(item(text, mark=f" [{number}]") for number, text in cite.listed(short=True))
    page.paragraph(WHAT_IT_IS)


def _with_action(flag: RaisedFlag, do: str) -> str:
    return flag.because if flag.do == do else f"{flag.because} {flag.do}"


def _full(
    page: MarkdownPage, assessment: Assessment, knowledge: Knowledge, cite: Citations
) -> None:
    _urgency(page, assessment, cite)
    _unchecked(page, assessment, knowledge)
    _running(page, assessment, cite)
    if assessment.training is not None:
        page.heading(TITLE)
        page.bullets(item(each) for each in weeks_notes(assessment.training))
    if assessment.triage.ranked:
        write_causes(page, assessment, cite)
        write_helpful_answers(page, assessment, knowledge)
    else:
        page.heading("Why there is no ranking")
        page.paragraph(why_no_ranking(assessment, knowledge))
    write_care(page, assessment, cite)
    write_ending(page, assessment, cite)


def _urgency(page: MarkdownPage, assessment: Assessment, cite: Citations) -> None:
    write_headline(page, assessment)
    write_urgency(page, assessment)
    page.bullets(_reason(flag, cite) for flag in assessment.triage.red_flags)


def _reason(flag: RaisedFlag, cite: Citations) -> str:
    why = item(flag.because, lead=URGENCY_WORDS[flag.urgency])
    what = item(flag.do, lead="What to do:", mark=cite.mark(flag.references, flag.basis))
    say = f" {item(f'“{flag.say}”', lead='What to say:')}" if flag.say else ""
    return f"{why} {what}{say}"


def _unchecked(page: MarkdownPage, assessment: Assessment, knowledge: Knowledge) -> None:
    triage = assessment.triage
    if triage.unchecked:
        page.heading("Warning signs that are not checked")
        page.paragraph("Nobody has answered yes or no to these. Not checked does not mean no.")
        page.bullets(
            item("; ".join(labels), lead=f"{title}:")
            for title, labels in by_section(triage.unchecked, knowledge).items()
        )
    if triage.not_cleared:
        page.heading("Serious causes that are still open")
        page.paragraph("The answers neither show these nor clear them.")
        page.bullets(item(each.because, lead=f"{each.name}:") for each in triage.not_cleared)


def _running(page: MarkdownPage, assessment: Assessment, cite: Citations) -> None:
    running = assessment.triage.running
    page.heading("May the runner run?" if assessment.voice == "coach" else "May I run?")
    page.paragraph(running.advice, lead=f"{LIGHT_WORDS[running.light]}:")
    page.paragraph(running.because, lead="Why:", mark=cite.mark(running.references))
