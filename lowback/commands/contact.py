"""`lowback contact`: the help lines of a country, and the clinic."""

from lowback.commands.shared.options import CountryOption, DataOption, FormatOption


def contact(
    country: CountryOption = None,
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """Show whom to call in your country, and the clinic.

    Examples: `lowback contact --country GB`; `lowback contact --format json`.
    """
    from lowback.commands.shared.browse import browse_format
    from lowback.commands.shared.inputs import country_code
    from lowback.commands.shared.outputs import deliver, look
    from lowback.knowledge.load import load_knowledge
    from lowback.render.browse.listing import browse_contact

    wanted = browse_format(as_format)
    knowledge = load_knowledge(data)
    helpline = knowledge.helpline(country_code(country, knowledge))
    deliver(browse_contact(helpline, knowledge, wanted, look()), None, force=False)
