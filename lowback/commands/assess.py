"""`lowback assess`: ask, or read answers, and write the report."""

from lowback.commands.shared.ask import (
    AccessibleOption,
    FullOption,
    QuickOption,
    ResumeOption,
    SelfTestsOption,
    VoiceOption,
)
from lowback.commands.shared.follow_up import FollowUpOption, SaveOption
from lowback.commands.shared.log_answers import (
    LogOption,
    LogUnitOption,
    PainBeganOption,
    TimeZoneOption,
)
from lowback.commands.shared.options import (
    AnswersOption,
    CountryOption,
    DataOption,
    ForceOption,
    NoInputOption,
    OutputOption,
    SetOption,
)
from lowback.commands.shared.report_options import (
    AudienceOption,
    FailOnOption,
    FullReportOption,
    ReferencesOption,
    ReportFormatOption,
)


def assess(
    answers: AnswersOption = None,
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
    no_input: NoInputOption = False,
    as_format: ReportFormatOption = "terminal",
    audience: AudienceOption = "runner",
    full_report: FullReportOption = False,
    references: ReferencesOption = False,
    output: OutputOption = None,
    force: ForceOption = False,
    country: CountryOption = None,
    data: DataOption = None,
    fail_on: FailOnOption = None,
) -> None:
    """Ask about the pain, or read answers from a file, and write an assessment.

    Examples: `lowback assess`; `lowback assess --answers me.yaml --format json`.
    """
    from lowback.commands.shared.finish import AssessOptions, run_assess

    run_assess(AssessOptions(
        answers=answers, set_=set_, log=log, pain_began=pain_began, log_unit=log_unit,
        time_zone=time_zone, follow_up=follow_up, save=save, quick=quick, full=full,
        self_tests=self_tests, accessible=accessible, voice=voice, resume=resume,
        no_input=no_input, as_format=as_format, audience=audience, full_report=full_report,
        references=references, output=output, force=force, country=country, data=data,
        fail_on=fail_on,
    ))  # fmt: skip
