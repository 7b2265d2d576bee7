"""`lowback questions`: every question, why it is asked and how to answer."""

from lowback.commands.browsing import IdArgument, show
from lowback.commands.options import DataOption, FormatOption


def questions(
    name: IdArgument = None,
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """List the questions, or show one with its choices.

    Examples: `lowback questions`; `lowback questions pain_location --format json`.
    """
    show("questions", name, as_format, data)
