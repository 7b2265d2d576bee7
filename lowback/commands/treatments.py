"""`lowback treatments`: what may help, how well it is supported, who sells it."""

from lowback.commands.shared.browse import IdArgument, show
from lowback.commands.shared.options import DataOption, FormatOption


def treatments(
    name: IdArgument = None,
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """List the treatments with their grades, or show one.

    Examples: `lowback treatments`; `lowback treatments stay_active`.
    """
    show("treatments", name, as_format, data)
