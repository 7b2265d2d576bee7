"""`lowback faq`: common questions and answers from the evidence."""

from lowback.commands.shared.browse import IdArgument, show
from lowback.commands.shared.options import DataOption, FormatOption


def faq(
    name: IdArgument = None,
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """Answer the common questions, or one of them.

    Examples: `lowback faq`; `lowback faq stop_hurting`.
    """
    show("faq", name, as_format, data)
