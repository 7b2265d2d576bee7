"""What the shell offers after Tab: ids, answers, pages of the manual, rules, countries.

A broken pack must not break the line that someone types: then nothing is offered.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from lowback.errors import LowbackError

if TYPE_CHECKING:
    from lowback.knowledge.schema import Knowledge


def ids(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the ids of the kind of entry that a browsing command shows."""
    known = _knowledge()
    return _starting(incomplete, getattr(known, str(ctx.info_name), {}) if known else ())


def causes(incomplete: str) -> list[str]:
    """Offer the ids of the causes."""
    known = _knowledge()
    return _starting(incomplete, known.causes if known else ())


def settings(incomplete: str) -> list[str]:
    """Offer `question=`, and behind the equals sign `question=choice` (zsh and fish only).

    Bash splits the word there and no longer tells that it belongs to `--set`.
    """
    known = _knowledge()
    if known is None:
        return []
    name, typed, _ = incomplete.partition("=")
    if not typed:
        return _starting(incomplete, [f"{each}=" for each in known.questions])
    return _starting(incomplete, [f"{name}={each}" for each in _choices(known, name)])


def countries(incomplete: str) -> list[str]:
    """Offer the countries that have help lines."""
    from lowback.knowledge.schema import UNKNOWN_COUNTRY

    known = _knowledge()
    listed = [each for each in known.helplines if each != UNKNOWN_COUNTRY] if known else ()
    return _starting(incomplete, listed)


def topics(incomplete: str) -> list[str]:
    """Offer the pages of the manual."""
    from lowback.commands.docs import pages

    return _starting(incomplete, pages())


def rules(incomplete: str) -> list[str]:
    """Offer the rules of `lowback check`."""
    from lowback.lint import EVERY_RULE

    return _starting(incomplete, [each.RULE for each in EVERY_RULE])


def _starting(incomplete: str, known: Iterable[str]) -> list[str]:
    return [each for each in known if each.startswith(incomplete)]


def _choices(known: "Knowledge", name: str) -> list[str]:

    question = known.questions.get(name)
    return list(question.choice_ids) if question else []


def _knowledge() -> "Knowledge | None":
    from lowback.knowledge.load import load_knowledge

    with suppress(LowbackError):
        return load_knowledge()
    return None
