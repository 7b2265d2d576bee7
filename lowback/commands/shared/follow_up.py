"""The follow-up of `assess`: what is taken over from a saved result, and how it went since."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

if TYPE_CHECKING:
    from lowback.engine.answers import Answer
    from lowback.engine.assessment import Assessment
    from lowback.knowledge.schema import Knowledge

FollowUpOption = Annotated[
    str | None,
    typer.Option(
        "--follow-up", metavar="ID", help="Go on from a saved result; `latest` is the last."
    ),
]
SaveOption = Annotated[
    bool, typer.Option("--save", help="Keep the result on this computer, readable by you only.")
]


class Earlier(NamedTuple):
    """The saved assessment, if one was asked for, and its answers that still hold."""

    assessment: "Assessment | None"
    answers: "dict[str, Answer]"


def earlier(name: str | None, knowledge: "Knowledge") -> Earlier:
    """Return what a follow-up starts from; all warning signs have to be answered again.

    Raises:
        LowbackError: if there is no such saved result.
    """
    if name is None:
        return Earlier(None, {})
    from lowback.store.follow_up import taken_over
    from lowback.store.saved import load

    saved = load(name)
    still = taken_over(saved.assessment, knowledge)
    typer.echo(
        f"Going on from {saved.id}: {len(still.answers)} answers that do not change are taken "
        "over. Everything else is asked again, and every warning sign.",
        err=True,
    )
    if still.asked_again:
        typer.echo(
            f"  asked again, as the choices changed: {', '.join(still.asked_again)}", err=True
        )
    return Earlier(saved.assessment, still.answers)


def say_progress(before: "Assessment", after: "Assessment", knowledge: "Knowledge") -> None:
    """Say on stderr how it went since; the report on stdout stays one document."""
    from lowback.commands.shared.outputs import look
    from lowback.render.comparison import since_last_time
    from lowback.result.compare import compare

    text = since_last_time(compare(before, after, knowledge), knowledge, look())
    typer.echo(f"\n{text}", err=True, nl=False)
