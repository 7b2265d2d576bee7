"""`lowback screen`: the warning signs only."""

from lowback.commands.shared.ask import AccessibleOption, ResumeOption, VoiceOption
from lowback.commands.shared.options import (
    AnswersOption,
    CountryOption,
    DataOption,
    ForceOption,
    FormatOption,
    NoInputOption,
    OutputOption,
    SetOption,
)
from lowback.commands.shared.report_options import FullReportOption, ReferencesOption


def screen(
    answers: AnswersOption = None,
    set_: SetOption = None,
    accessible: AccessibleOption = False,
    voice: VoiceOption = "runner",
    resume: ResumeOption = False,
    no_input: NoInputOption = False,
    as_format: FormatOption = "terminal",
    full_report: FullReportOption = False,
    references: ReferencesOption = False,
    output: OutputOption = None,
    force: ForceOption = False,
    country: CountryOption = None,
    data: DataOption = None,
) -> None:
    """Ask the warning signs only, and say how soon to be seen.

    Examples: `lowback screen`; `lowback screen --set rf_fever=yes --format json`.
    """
    from lowback.commands.shared.ask import Conversation, settings
    from lowback.commands.shared.finish import Delivery, Judged, finish
    from lowback.commands.shared.inputs import can_ask, given_answers, missing_answers, occasion
    from lowback.commands.shared.outputs import known_format
    from lowback.engine.assess import assess as run
    from lowback.knowledge.load import load_knowledge
    from lowback.store.files import check_target

    wanted, knowledge = known_format(as_format), load_knowledge(data)
    how = settings(mode="screen", voice=voice)
    found = given_answers(answers, set_ or [], knowledge)
    talk = None
    if answers is None and can_ask() and not no_input:
        check_target(output, force=force)
        talk = Conversation(knowledge, how, accessible=accessible, resume=resume, country=country)
        found, country = dict(talk.rest(found)), talk.country
    elif answers is None and not set_:
        raise missing_answers(found, knowledge)
    when = occasion(country, knowledge, voice)
    written = Delivery(wanted, "runner", output, force, full_report, accessible, references)
    finish(Judged(found, lambda said: run(said, knowledge, when)), knowledge, written, talk)
