"""Questions to read: an overview by section, or one with its choices and self-test."""

from lowback.engine.score import questions_of
from lowback.knowledge.schema import Knowledge, Question, QuestionKind, SelfTest
from lowback.render.browse.condition_words import condition_words
from lowback.render.parts.citations import Citations
from lowback.render.parts.terminal_page import Page
from lowback.render.report.ending import write_references

KIND_WORDS = {
    QuestionKind.CHOICE: "choose one",
    QuestionKind.SEVERAL: "tick all that apply",
    QuestionKind.NUMBER: "a number, or one of these bands",
    QuestionKind.YES_NO_UNSURE: "yes, no or not sure",
}


def write(page: Page, question: Question | None, knowledge: Knowledge) -> None:
    """Write one question whole, or all in short."""
    if question is not None:
        _whole(page, question, knowledge)
        return
    for section in knowledge.sections:
        page.heading(section.title)
        if section.intro:
            page.paragraph(section.intro)
        for each in knowledge.questions.values():
            if each.section == section.id:
                page.bullet(f" ({each.id}): {each.ask}", lead=each.label)
    page.blank()
    page.paragraph("For the choices of one question, type `lowback questions ID`.")


def _whole(page: Page, question: Question, knowledge: Knowledge) -> None:
    cite = Citations(knowledge)
    page.title(question.label)
    page.paragraph(question.id)
    page.paragraph(question.ask, lead="We ask: ")
    page.paragraph(question.ask_coach, lead="We ask a coach: ")
    mark = cite.mark(question.references) if question.references else ""
    page.paragraph(f"{question.why}{mark}", lead="Why: ")
    if question.meaning:
        page.paragraph(question.meaning, lead="What it means: ")
    _choices(page, question)
    if question.ask_when is not None:
        page.paragraph(condition_words(question.ask_when, knowledge), lead="Asked only if: ")
    if question.emergency:
        page.paragraph("“Yes” is an emergency; “not sure” means: speak to someone today.")
    if question.self_test is not None:
        _self_test(page, question.self_test, knowledge)
    _used_by(page, question, knowledge)
    write_references(page, cite)


def _choices(page: Page, question: Question) -> None:
    unit = f" ({question.unit})" if question.unit else ""
    page.heading(f"Answers: {KIND_WORDS[question.kind]}{unit}")
    if question.at_least is not None and question.at_most is not None:
        page.paragraph(f"From {question.at_least:g} to {question.at_most:g}.")
    labels = {each.id: each.full or each.label for each in question.choices}
    for choice in question.choice_ids:
        page.bullet(f": {labels[choice]}" if choice in labels else "", lead=choice)


def _self_test(page: Page, test: SelfTest, knowledge: Knowledge) -> None:
    page.heading("How to do this test at home")
    page.paragraph(test.needs, lead="You need: ")
    for number, step in enumerate(test.steps, 1):
        page.bullet(step, marker=f"{number}.")
    page.paragraph(test.stop, lead="Stop: ")
    if test.timer_seconds:
        page.paragraph(f"{test.timer_seconds} seconds.", lead="Timer: ")
    if test.locked_when is not None:
        page.paragraph(condition_words(test.locked_when, knowledge), lead="Do not do it if: ")


def _used_by(page: Page, question: Question, knowledge: Knowledge) -> None:
    causes = [
        cause.name for cause in knowledge.causes.values() if question.id in questions_of(cause)
    ]
    if causes:
        page.heading("It helps to judge")
        for each in causes:
            page.bullet(each)
