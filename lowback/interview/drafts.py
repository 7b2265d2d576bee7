"""Private drafts of an interview that was left: answers, knowledge version, time.

A draft lies in the user's state folder (or under `LOWBACK_HOME`), readable by its owner only,
and is deleted when the assessment is done.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from lowback.answers import Answer, Answers, read_answer, with_derived
from lowback.errors import LowbackError, Problem
from lowback.files import private_folder, write_file
from lowback.knowledge.schema import Knowledge

SIGNS_LAST = timedelta(hours=24)
NAME = "draft.json"


class Draft(Struct, frozen=True):
    """What is kept of an interview that was left."""

    knowledge: str
    left_at: datetime
    answers: dict[str, str | float | list[str]]


def draft_path() -> Path:
    """Where the draft lies."""
    home = os.environ.get("LOWBACK_HOME")
    if home:
        return Path(home) / NAME
    from platformdirs import user_state_path  # noqa: PLC0415 - only needed without LOWBACK_HOME

    return user_state_path("lowback") / NAME


def keep(answers: Answers, knowledge: Knowledge, now: datetime) -> Path:
    """Save what was typed so far, for its owner only."""
    said = {name: each.value for name, each in answers.items() if each.origin == "typed"}
    plain = {name: list(v) if isinstance(v, tuple) else v for name, v in said.items()}
    path = draft_path()
    private_folder(path.parent)
    draft = Draft(knowledge.sha256, now, plain)
    write_file(path, msgspec.json.encode(draft), force=True, private=True)
    return path


def resume(knowledge: Knowledge, now: datetime) -> dict[str, Answer]:
    """Read the draft back; what changed since, and old warning signs, are asked again.

    Raises:
        LowbackError: when there is no draft, or it cannot be read.
    """
    path = draft_path()
    try:
        draft = msgspec.json.decode(path.read_bytes(), type=Draft)
    except OSError:
        raise LowbackError(
            [Problem(str(path), "there is no draft; start with `lowback assess`")]
        ) from None
    except msgspec.DecodeError:
        message = "is not a draft we can read; delete it and start again"
        raise LowbackError([Problem(str(path), message)]) from None
    stale = now - draft.left_at > SIGNS_LAST
    signs = {each.id for each in knowledge.red_flag_questions()} if stale else set()
    found: dict[str, Answer] = {}
    for name, value in draft.answers.items():
        answer = read_answer(name, value, knowledge, "typed")
        if isinstance(answer, Answer) and name not in signs:
            found[name] = answer
    return with_derived(found, knowledge)


def forget() -> None:
    """Delete the draft, if there is one."""
    draft_path().unlink(missing_ok=True)
