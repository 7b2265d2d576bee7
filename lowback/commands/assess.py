"""`lowback assess`: ask, or read answers, and write the report."""

from typing import Annotated

import typer

from lowback.commands.asking import (
    AccessibleOption,
    FullOption,
    QuickOption,
    ResumeOption,
    SelfTestsOption,
    VoiceOption,
)
from lowback.commands.follow_up import FollowUpOption, SaveOption, say_progress
from lowback.commands.history import save_assessment
from lowback.commands.log_answers import (
    LogOption,
    LogRequest,
    LogUnitOption,
    PainBeganOption,
    TimeZoneOption,
)
from lowback.commands.options import (
    CountryOption,
    DataOption,
    ForceOption,
    OutputOption,
    SetOption,
)
from lowback.commands.report_options import AudienceOption, ReportFormatOption


def assess(
    answers: Annotated[
        str | None,
        typer.Option("--answers", metavar="FILE", help="YAML or JSON answers; `-` reads stdin."),
    ] = None,
    set_: SetOption = None,
    log: LogOption = None,
    pain_began: PainBeganOption = None,
    log_unit: LogUnitOption = None,
    time_zone: TimeZoneOption = None,
    follow_up: FollowUpOption = None,
    save: SaveOption = False,
    quick: QuickOption = False,
    full: FullOption = False,
    self_tests: SelfTestsOption = False,
    accessible: AccessibleOption = False,
    voice: VoiceOption = "runner",
    resume: ResumeOption = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    as_format: ReportFormatOption = "terminal",
    audience: AudienceOption = "runner",
    output: OutputOption = None,
    force: ForceOption = False,
    country: CountryOption = None,
    data: DataOption = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="LEVEL", help="Exit 3 at this urgency or worse."),
    ] = None,
) -> None:
    """Ask about the pain, or read answers from a file, and write an assessment.

    Examples: `lowback assess`; `lowback assess --answers me.yaml --format json`.
    """
    from msgspec.structs import replace

    from lowback.assess import assess as run
    from lowback.commands.asking import settings, talk
    from lowback.commands.gathering import Known, gather
    from lowback.commands.inputs import can_ask, given_answers, missing_answers, occasion
    from lowback.commands.outputs import (
        deliver,
        known_urgency,
        look,
        seen_by_person,
        show_card,
        stop_at,
    )
    from lowback.commands.report_options import known_report
    from lowback.knowledge.load import load_knowledge
    from lowback.render import render

    (wanted, reader), limit = known_report(as_format, audience), known_urgency(fail_on)
    knowledge = load_knowledge(data)
    when = occasion(country, knowledge, voice)
    how = settings(quick=quick, full=full, self_tests=self_tests, voice=voice)
    request = LogRequest(tuple(log or ()), pain_began, log_unit, time_zone)
    known = Known(given_answers(answers, set_ or [], knowledge), request, follow_up)
    asking = answers is None and can_ask() and not no_input
    people = talk(knowledge, how, accessible=accessible, resume=resume) if asking else None
    found = gather(known, knowledge, when.today, people)
    if not asking and answers is None and not set_:
        raise missing_answers(found.answers, knowledge)
    assessment = run(found.answers, knowledge, replace(when, training=found.training))
    text = render(assessment, knowledge, wanted, look(reader, to_file=output is not None))
    deliver(text, output, force=force)
    if asking:
        show_card(assessment, knowledge, sees_report=seen_by_person(wanted, output))
    say_progress(found.before, assessment, knowledge)
    if save:
        save_assessment(assessment)
    stop_at(limit, assessment)
