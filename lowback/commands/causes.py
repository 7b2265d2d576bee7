"""`lowback causes`: what can lie behind the pain, and every ratio."""

from lowback.commands.shared.browse import IdArgument, show
from lowback.commands.shared.options import DataOption, FormatOption


def causes(
    name: IdArgument = None,
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """List the causes, or show one with every ratio and its source.

    Examples: `lowback causes`; `lowback causes sciatica`.
    """
    show("causes", name, as_format, data)
