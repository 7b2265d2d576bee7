"""`lowback form`: one page that runners fill in by themselves, without a network."""

import re
from pathlib import Path
from typing import Annotated

import typer

from lowback.commands.shared.ask import VoiceOption
from lowback.commands.shared.options import CountryOption, DataOption, ForceOption
from lowback.errors import LowbackError, Problem

AN_ADDRESS = re.compile(r"[^\s@<>\"?&]{1,64}@[^\s@<>\"?&]{1,255}")


def form(
    output: Annotated[Path, typer.Argument(metavar="OUT.html", help="The page to write.")],
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="ADDRESS", help="Where answers go by mail, if anywhere."),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Every question, not the usual ones.")
    ] = False,
    voice: VoiceOption = "runner",
    force: ForceOption = False,
    country: CountryOption = None,
    data: DataOption = None,
) -> None:
    """Write one page with all questions, for phones, that works without a network.

    What it saves, `lowback batch` and `lowback assess --answers` read.

    Examples: `lowback form squad.html`; `lowback form squad.html --to coach@club.example`.
    """
    from lowback.commands.shared.ask import settings
    from lowback.commands.shared.inputs import country_code
    from lowback.interview.steps import in_order
    from lowback.knowledge.load import load_knowledge
    from lowback.render.form.content import Wish
    from lowback.render.form.page import form_page
    from lowback.store.files import write_file

    if to is not None and not AN_ADDRESS.fullmatch(to):
        message = f"`{to}` is not one mail address; write name@club.example"
        raise LowbackError([Problem("--to", message)])
    knowledge = load_knowledge(data)
    code = knowledge.helpline(country_code(country, knowledge)).country if country else None
    asked_in = settings(mode="full", voice=voice).voice
    wish = Wish(voice=asked_in, country=code, to=to or "", full=full)
    page = form_page(knowledge, in_order(knowledge), wish)
    write_file(output, page.encode(), force=force)
