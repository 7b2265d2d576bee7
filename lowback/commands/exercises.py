"""`lowback exercises`: strength exercises, their steps and who should leave them out."""

from lowback.commands.shared.browse import IdArgument, show
from lowback.commands.shared.options import DataOption, FormatOption


def exercises(
    name: IdArgument = None,
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """List the exercises, or show one with its steps.

    Examples: `lowback exercises`; `lowback exercises side_plank_with_knee_drive`.
    """
    show("exercises", name, as_format, data)
