"""Private drafts of an interview that was left: answers, knowledge version, time.

A draft lies in the user's state folder (or under `LOWBACK_HOME`), readable by its owner only,
is written after each answer, and is deleted once the result was handed over. On the way back, a
question that changed since is asked again, and so is every warning sign once the draft is older
than 24 hours.
"""

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from lowback.bounded_read import LARGEST_TEXT, read_own
from lowback.engine.answers import Answer, Answers, read_answer, with_derived
from lowback.errors import LowbackError, Problem
from lowback.knowledge.schema import Knowledge, Question
from lowback.store.files import own_folder, write_file

SIGNS_LAST = timedelta(hours=24)
SCHEMA = "lowback/draft/1"
MARK = 16


class Asked(Struct, frozen=True):
    """One question that had its turn: what was said (None: left out) and a mark of its wording."""

    mark: str
    value: str | float | list[str] | None = None


class Draft(Struct, frozen=True):
    """What is kept of an interview that was left."""

    schema: str
    knowledge_version: str
    knowledge_sha256: str
    left_at: datetime
    asked: dict[str, Asked]


class Kept(Struct, frozen=True):
    """What can still be used of a draft, and what to tell about the rest."""

    answers: Answers
    left_out: frozenset[str] = frozenset()
    note: str = ""


def draft_path(kind: str) -> Path:
    """Where the draft of `assess` or of `screen` lies."""
    name = f"{kind}-draft.json"
    home = os.environ.get("LOWBACK_HOME")
    if home:
        return Path(home) / name
    from platformdirs import user_state_path  # noqa: PLC0415 - only needed without LOWBACK_HOME

    return user_state_path("lowback") / name


def keep(
    kind: str, answers: Answers, seen: frozenset[str], knowledge: Knowledge, now: datetime
) -> Path | None:
    """Save what was typed so far, and what was left out, for its owner only.

    Without a single answer nothing is kept, and None comes back.
    """
    path, draft = draft_path(kind), draft_of(answers, seen, knowledge, now)
    if draft is None:
        path.unlink(missing_ok=True)
        return None
    own_folder(path.parent)
    write_file(path, msgspec.json.encode(draft), force=True, private=True)
    return path


def resume(kind: str, knowledge: Knowledge, now: datetime) -> Kept:
    """Read the draft back; what changed since, and old warning signs, are asked again.

    Raises:
        LowbackError: when there is no draft, or it cannot be read.
    """
    return taken_up(_read(draft_path(kind), kind), knowledge, now)


def draft_of(
    answers: Answers, seen: frozenset[str], knowledge: Knowledge, now: datetime
) -> Draft | None:
    """Return what is kept of an interview: typed answers and what was left out, if any."""
    asked = {
        name: Asked(_mark(knowledge.questions[name]), _plain(answers.get(name)))
        for name in sorted(seen | answers.keys())
        if name not in answers or answers[name].origin == "typed"
    }
    if all(each.value is None for each in asked.values()):
        return None
    return Draft(SCHEMA, knowledge.about.version, knowledge.sha256, now, asked)


def taken_up(draft: Draft, knowledge: Knowledge, now: datetime) -> Kept:
    """Return what of a draft can still be used."""
    same = {
        name: each
        for name, each in draft.asked.items()
        if name in knowledge.questions and each.mark == _mark(knowledge.questions[name])
    }
    signs = {sign.id for sign in knowledge.red_flag_questions()}
    stale = not timedelta() <= now - draft.left_at <= SIGNS_LAST
    usable = {name: each for name, each in same.items() if not (stale and name in signs)}
    answers: dict[str, Answer] = {}
    for name, each in usable.items():
        answer = read_answer(name, each.value, knowledge, "typed")
        if isinstance(answer, Answer):
            answers[name] = answer
    left_out = frozenset(name for name, each in usable.items() if each.value is None)
    changed = len(same) < len(draft.asked)
    return Kept(with_derived(answers, knowledge), left_out, _note(stale=stale, changed=changed))


def forget(kind: str) -> None:
    """Delete the draft, if there is one."""
    draft_path(kind).unlink(missing_ok=True)


def left_at(kind: str) -> datetime | None:
    """When the draft was left; None when there is none that can be read."""
    try:
        return _read(draft_path(kind), kind).left_at
    except LowbackError:
        return None


def _read(path: Path, kind: str) -> Draft:
    try:
        draft = msgspec.json.decode(read_own(path, LARGEST_TEXT), type=Draft)
        if draft.left_at.tzinfo is not None:
            return draft
        message = "does not say in which time zone it was left; delete it and start again"
    except OSError:
        message = f"there is no draft to go on with; start with `lowback {kind}`"
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        message = "is not a draft we can read; delete it and start again"
    raise LowbackError([Problem(str(path), message)])


def _note(*, stale: bool, changed: bool) -> str:
    told = []
    if stale:
        told.append("Warning signs can change in a day, so we ask them again.")
    if changed:
        told.append("Some questions have changed since; they are asked again.")
    return " ".join(told)


def _plain(answer: Answer | None) -> str | float | list[str] | None:
    if answer is None:
        return None
    return list(answer.value) if isinstance(answer.value, tuple) else answer.value


def _mark(question: Question) -> str:
    """A short mark of what was asked; another wording or other choices give another mark."""
    labels = [f"{choice.id}={choice.label}={choice.full}" for choice in question.choices]
    text = "\n".join([question.kind, question.unit, question.ask, *question.choice_ids, *labels])
    return hashlib.sha256(text.encode()).hexdigest()[:MARK]
