"""`lowback compare`: what changed between two results."""

from typing import Annotated

import typer

from lowback.commands.shared.options import DataOption, FormatOption


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD.json", help="The older result.")],
    new: Annotated[str, typer.Argument(metavar="NEW.json", help="The newer result.")],
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """Say what changed between two results: answers, knowledge, ranking, pain.

    Examples: `lowback compare june.json july.json`;
    `lowback compare june.json july.json --format json`.
    """
    from lowback.commands.shared.browse import browse_format
    from lowback.commands.shared.inputs import read_input
    from lowback.commands.shared.outputs import deliver, look
    from lowback.knowledge.load import load_knowledge
    from lowback.render.comparison import comparison_json, comparison_text
    from lowback.result.compare import compare as run
    from lowback.result.read import read_assessment

    wanted = browse_format(as_format)
    knowledge = load_knowledge(data)
    before, after = (read_assessment(*read_input(each)) for each in (old, new))
    made = run(before, after, knowledge)
    text = comparison_json(made) if wanted == "json" else comparison_text(made, knowledge, look())
    deliver(text, None, force=False)
