"""The report for a person at a terminal: how urgent first, what to do next last.

An emergency gets one card: what to do now, what to say on the phone, and why.
"""

from lowback.engine.assessment import Assessment, RaisedFlag
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render import Look
from lowback.render.parts.subject import subject_lines
from lowback.render.parts.terminal_page import Page
from lowback.render.parts.weeks import TITLE, weeks_lines, weeks_notes
from lowback.render.parts.words import (
    COACH,
    LIGHT_WORDS,
    URGENCY_STYLES,
    URGENCY_WORDS,
    WHAT_IT_IS,
    Citations,
    by_section,
    question_label,
    why_no_ranking,
)
from lowback.render.report.outline import write_urgency
from lowback.render.report.terminal_care import (
    write_care,
    write_contact,
    write_limits,
    write_references,
    write_safety_net,
)
from lowback.render.report.terminal_causes import write_causes, write_helpful_answers


def report(assessment: Assessment, knowledge: Knowledge, look: Look) -> str:
    """Return the report as lines of at most `look.width` columns."""
    page, cite = Page(look), Citations(knowledge)
    if assessment.triage.urgency is Urgency.EMERGENCY:
        _emergency(page, assessment, knowledge, cite)
    else:
        _full(page, assessment, knowledge, cite)
    return page.text()


def _emergency(page: Page, assessment: Assessment, knowledge: Knowledge, cite: Citations) -> None:
    triage = assessment.triage
    _headline(page, assessment)
    page.paragraph(assessment.contact.emergency, style="bold", lead="Now: ")
    page.paragraph(triage.do)
    if said := next((each.say for each in triage.red_flags if each.say), ""):
        page.heading("Read this out on the phone")
        page.paragraph(f"“{said}”", style="bold")
    page.heading("Why")
    for flag in triage.red_flags:
        page.bullet(f"{flag.because}{cite.mark(flag.references, flag.basis)}")
        if flag.do != triage.do:
            page.paragraph(flag.do, indent=2)
    for each in assessment.safety_net:
        page.paragraph(each)
    if assessment.contact.note:
        page.paragraph(assessment.contact.note)
    page.rule("━")
    if unchecked := assessment.triage.unchecked:
        page.blank()
        page.paragraph(
            f"{'; '.join(question_label(each, knowledge) for each in unchecked)}.",
            lead="Warning signs that are not checked: ",
        )
    page.blank()
    for number, text in cite.listed(short=True):
        page.bullet(text, marker=f"[{number}]")
    page.paragraph(WHAT_IT_IS)
    _versions(page, assessment)
    _last_line(page, assessment, assessment.contact.emergency)


def _full(page: Page, assessment: Assessment, knowledge: Knowledge, cite: Citations) -> None:
    _urgency(page, assessment, cite)
    _unchecked(page, assessment, knowledge)
    _not_cleared(page, assessment)
    _running(page, assessment, cite)
    _training(page, assessment)
    if assessment.triage.ranked:
        write_causes(page, assessment, cite)
        write_helpful_answers(page, assessment, knowledge)
    else:
        page.heading("Why there is no ranking")
        page.paragraph(why_no_ranking(assessment, knowledge))
    write_care(page, assessment, cite)
    write_safety_net(page, assessment)
    write_contact(page, assessment.contact)
    write_limits(page, assessment)
    write_references(page, cite)
    _versions(page, assessment)
    _last_line(page, assessment, assessment.triage.do)


def _headline(page: Page, assessment: Assessment) -> None:
    urgency = assessment.triage.urgency
    headline = f"[{URGENCY_WORDS[urgency]}] {assessment.triage.headline}"
    page.title(headline, URGENCY_STYLES[urgency])
    for line in subject_lines(assessment):
        page.paragraph(line)
    if assessment.voice == "coach":
        page.paragraph(COACH)


def _urgency(page: Page, assessment: Assessment, cite: Citations) -> None:
    _headline(page, assessment)
    write_urgency(page, assessment)
    for flag in assessment.triage.red_flags:
        _reason(page, flag, cite)


def _reason(page: Page, flag: RaisedFlag, cite: Citations) -> None:
    mark = cite.mark(flag.references, flag.basis)
    page.bullet(f"{flag.because}{mark}", lead=f"[{URGENCY_WORDS[flag.urgency]}] ")
    page.paragraph(flag.do, indent=2, lead="What to do: ")
    if flag.say:
        page.paragraph(f"“{flag.say}”", indent=2, lead="What to say: ")


def _unchecked(page: Page, assessment: Assessment, knowledge: Knowledge) -> None:
    if not assessment.triage.unchecked:
        return
    page.heading("Warning signs that are not checked")
    page.paragraph("Nobody has answered yes or no to these. Not checked does not mean no.")
    for title, labels in by_section(assessment.triage.unchecked, knowledge).items():
        page.bullet("; ".join(labels), lead=f"{title}: ")


def _not_cleared(page: Page, assessment: Assessment) -> None:
    if not assessment.triage.not_cleared:
        return
    page.heading("Serious causes that are still open")
    page.paragraph("The answers neither show these nor clear them.")
    for each in assessment.triage.not_cleared:
        page.bullet(each.because, lead=f"{each.name}: ")


def _running(page: Page, assessment: Assessment, cite: Citations) -> None:
    running = assessment.triage.running
    page.heading("May the runner run?" if assessment.voice == "coach" else "May I run?")
    page.paragraph(running.advice, lead=f"{LIGHT_WORDS[running.light]}: ")
    page.paragraph(f"{running.because}{cite.mark(running.references)}", lead="Why: ")


def _training(page: Page, assessment: Assessment) -> None:
    if assessment.training is None:
        return
    page.heading(TITLE)
    for line in weeks_lines(assessment.training, page.look):
        page.paragraph(line)
    for note in weeks_notes(assessment.training):
        page.bullet(note)


def _versions(page: Page, assessment: Assessment) -> None:
    known = assessment.knowledge
    page.blank()
    page.paragraph(
        f"lowback {assessment.lowback_version} · knowledge {known.version} "
        f"(sha256 {known.sha256[:12]}) · assessed on {assessment.assessed_on}"
    )


def _last_line(page: Page, assessment: Assessment, text: str) -> None:
    urgency = assessment.triage.urgency
    page.blank()
    page.paragraph(text, lead=f"[{URGENCY_WORDS[urgency]}] ", style=URGENCY_STYLES[urgency])
