"""`lowback compare`: what changed between two results."""

from typing import Annotated

import typer

from lowback.commands.shared.options import DataOption, FormatOption


def compare(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The older result: a file or a saved id.")
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The newer result: a file, or `latest`.")
    ] = "latest",
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """Say what changed between two results: answers, knowledge, ranking, pain.

    Examples: `lowback compare 2026-06-01-1 latest`;
    `lowback compare june.json july.json --format json`.
    """
    from lowback.commands.shared.browse import browse_format
    from lowback.commands.shared.outputs import deliver, look
    from lowback.commands.shared.stored_result import stored_result
    from lowback.knowledge.load import load_knowledge
    from lowback.render.comparison import comparison_text
    from lowback.result.compare import compare as run
    from lowback.result.write import as_json

    wanted = browse_format(as_format)
    knowledge = load_knowledge(data)
    before, after = (stored_result(each) for each in (old, new))
    made = run(before, after, knowledge)
    text = as_json(made) if wanted == "json" else comparison_text(made, knowledge, look())
    deliver(text, None, force=False)
