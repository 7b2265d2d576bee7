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


def screen(
    answers: AnswersOption = None,
    set_: SetOption = None,
    accessible: AccessibleOption = False,
    voice: VoiceOption = "runner",
    resume: ResumeOption = False,
    no_input: NoInputOption = False,
    as_format: FormatOption = "terminal",
    output: OutputOption = None,
    force: ForceOption = False,
    country: CountryOption = None,
    data: DataOption = None,
) -> None:
    """Ask the warning signs only, and say how soon to be seen.

    Examples: `lowback screen`; `lowback screen --set rf_fever=yes --format json`.
    """
    from msgspec.structs import replace

    from lowback.commands.shared.ask import ask_the_rest, settings
    from lowback.commands.shared.finish import Delivery, write_report
    from lowback.commands.shared.inputs import can_ask, given_answers, missing_answers, occasion
    from lowback.commands.shared.outputs import known_format
    from lowback.engine.assess import assess as run
    from lowback.knowledge.load import load_knowledge

    wanted, knowledge = known_format(as_format), load_knowledge(data)
    when = occasion(country, knowledge, voice)
    how = replace(settings(quick=False, full=False, self_tests=False, voice=voice), mode="screen")
    found = given_answers(answers, set_ or [], knowledge)
    asking = answers is None and can_ask() and not no_input
    if asking:
        found = dict(ask_the_rest(found, knowledge, how, accessible=accessible, resume=resume))
    elif answers is None and not set_:
        raise missing_answers(found, knowledge)
    assessment = run(found, knowledge, when)
    write_report(assessment, knowledge, Delivery(wanted, "runner", output, force), asked=asking)
