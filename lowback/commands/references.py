"""`lowback references`: where the figures come from."""

from lowback.commands.shared.browse import IdArgument, show
from lowback.commands.shared.options import DataOption, FormatOption


def references(
    name: IdArgument = None,
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """List the references, or show one.

    Examples: `lowback references`; `lowback references nice_ng59 --format json`.
    """
    show("references", name, as_format, data)
