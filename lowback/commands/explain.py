"""`lowback explain`: every ratio behind a result, and what would change it."""

from typing import TYPE_CHECKING, Annotated

import typer

from lowback.commands.shared import completion
from lowback.commands.shared.options import DataOption, FormatOption, ResultArgument

if TYPE_CHECKING:
    from lowback.engine.assessment import Assessment
    from lowback.knowledge.schema import Knowledge
    from lowback.render.explanation import Explanation


def explain(
    result: ResultArgument = "latest",
    cause: Annotated[
        str | None,
        typer.Argument(
            metavar="CAUSE",
            help="This cause; the first source if not given.",
            autocompletion=completion.causes,
        ),
    ] = None,
    as_format: FormatOption = "terminal",
    data: DataOption = None,
) -> None:
    """Show every ratio behind a result, what would change it, and how stable it is.

    Examples: `lowback explain latest`; `lowback explain result.json sciatica`.
    """
    from lowback.commands.shared.browse import browse_format
    from lowback.commands.shared.outputs import deliver, look
    from lowback.commands.shared.stored_result import stored_result
    from lowback.knowledge.load import load_knowledge
    from lowback.render.browse.listing import Kind, known_id
    from lowback.render.explanation import explanation_text
    from lowback.result.write import as_json

    wanted = browse_format(as_format)
    knowledge = load_knowledge(data)
    only = None if cause is None else known_id(Kind.CAUSES, cause, knowledge.causes)
    made = _explained(stored_result(result), knowledge, result, only)
    if wanted == "json":
        deliver(as_json(made), None, force=False)
        return
    names = made.first if only is None else (only,)
    shown = [each for each in made.causes if each.cause in names]
    deliver(explanation_text(made, shown, knowledge, look()), None, force=False)


def _explained(
    assessment: "Assessment", knowledge: "Knowledge", where: str, only: str | None
) -> "Explanation":
    from lowback.engine.assessment import KnowledgeVersion
    from lowback.engine.decide import decide
    from lowback.render.explanation import SCHEMA, Explanation
    from lowback.result.replay import answers_of
    from lowback.result.sensitivity import changes, stability
    from lowback.result.trace import standings, trace

    answers = answers_of(assessment, knowledge, where)
    now = decide(answers, knowledge)
    here = KnowledgeVersion(version=knowledge.about.version, sha256=knowledge.sha256)
    return Explanation(
        schema=SCHEMA,
        knowledge=assessment.knowledge,
        explained_with=here,
        same_knowledge=assessment.knowledge.sha256 == here.sha256,
        urgency=now.triage.urgency,
        first=now.first,
        causes=tuple(
            trace(each, knowledge) for each in now.ranking.causes if only in (None, each.cause.id)
        ),
        competition=standings(now.ranking, knowledge) if now.ranking.sources else (),
        changes=changes(answers, knowledge),
        stability=stability(answers, knowledge) if now.ranking.sources else None,
    )
