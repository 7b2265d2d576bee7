"""Which commands exist, and the one place where errors become messages and exit codes.

0 done, whatever the urgency · 1 it worked and found problems · 2 it could not do what was
asked · 3 only with `--fail-on` · 130 interrupted · 141 the reader of stdout went away.
"""

import sys
from typing import Annotated

import typer

from lowback.commands.assess import assess
from lowback.commands.batch import batch
from lowback.commands.causes import causes
from lowback.commands.check import check
from lowback.commands.compare import compare
from lowback.commands.contact import contact
from lowback.commands.docs import docs
from lowback.commands.exercises import exercises
from lowback.commands.explain import explain
from lowback.commands.faq import faq
from lowback.commands.form import form
from lowback.commands.history import history
from lowback.commands.plan import plan
from lowback.commands.questions import questions
from lowback.commands.references import references
from lowback.commands.report import report
from lowback.commands.screen import screen
from lowback.commands.template import template
from lowback.commands.today import today
from lowback.commands.treatments import treatments
from lowback.errors import LowbackError
from lowback.invocation import as_typed
from lowback.streams_and_signals import CANNOT_DO, whole_process

app = typer.Typer(
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(assess)
app.command()(screen)
app.command()(batch)
app.command()(template)
app.command()(form)
app.command()(report)
app.command()(explain)
app.command()(compare)
app.command()(questions)
app.command()(causes)
app.command()(treatments)
app.command()(exercises)
app.command()(faq)
app.command()(references)
app.command()(contact)
app.command()(docs)
app.command()(check)
app.command()(plan)
app.command()(today)
app.add_typer(history, name="history")


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from lowback.versions import versions

        typer.echo(versions())
        raise typer.Exit


@app.callback()
def lowback(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show versions."),
    ] = False,
) -> None:
    """Find out what may lie behind a runner's sore low back, and what to do next.

    Not a diagnosis, not a medical device, not validated on patients; for people of 16 and over.
    Start with `lowback assess`.
    """


def main() -> None:
    """Run the program; the user sees messages, never a traceback for what they can mend."""
    with whole_process():
        try:
            app()
        except LowbackError as error:
            message = f"error: {error}" if not error.problems else str(error)
            typer.echo(as_typed(message), err=True)
            sys.exit(CANNOT_DO)
