"""`lowback contact`: the help lines of a country, and the clinic."""

from lowback.commands.options import CountryOption, DataOption, FormatOption


def contact(
    country: CountryOption = None,
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """Show whom to call in your country, and the clinic.

    Examples: `lowback contact --country GB`; `lowback contact --format json`.
    """
    from lowback.commands.browsing import browse_format
    from lowback.commands.inputs import occasion
    from lowback.commands.outputs import deliver, look
    from lowback.knowledge.load import load_knowledge
    from lowback.render.browse import browse_contact

    wanted = browse_format(as_format)
    knowledge = load_knowledge(data)
    helpline = knowledge.helplines[occasion(country, knowledge).country]
    deliver(browse_contact(helpline, knowledge, wanted, look()), None, force=False)
