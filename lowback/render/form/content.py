"""What the page needs of the knowledge, as plain values: questions, rules, emergency numbers."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec import Struct

from lowback.engine import contradictions
from lowback.engine.assessment import Voice
from lowback.knowledge.conditions import Condition
from lowback.knowledge.schema import (
    UNKNOWN_COUNTRY,
    Choice,
    Contradiction,
    Knowledge,
    Question,
    RedFlag,
    Section,
    Urgency,
)

ANSWERS_SCHEMA = "lowback/answers/1"
NOT_A_DIAGNOSIS = "It is not a diagnosis and not a medical device. It is for people of 16 and over."
TITLE = {"runner": "Your back and your running", "coach": "The runner's back and running"}
WELCOME = {
    "runner": (
        "These questions ask about warning signs first, then about your running and your pain. "
        f"{NOT_A_DIAGNOSIS}",
        "You can leave out any ordinary question: it then counts as unknown, never as no.",
    ),
    "coach": (
        f"You answer for a runner. Answer only what the runner told you. {NOT_A_DIAGNOSIS}",
        "Leave out what you do not know: it then counts as unknown, never as no.",
    ),
}
PRIVATE = (
    "Nothing leaves this page by itself. You hand your answers on by saving, copying or sharing "
    "them. They are about your health: mail is not private, so ask how your coach wants them."
)


class Wish(Struct, frozen=True, kw_only=True):
    """How the page is made: in which voice, for which country, to whom the answers go."""

    voice: Voice = "runner"
    country: str | None = None
    to: str = ""
    full: bool = False


def content(knowledge: Knowledge, sections: tuple[Section, ...], wish: Wish) -> dict[str, Any]:
    """Return everything that the script reads; `sections` are in the order of asking."""
    return {
        "schema": ANSWERS_SCHEMA,
        "version": knowledge.about.version,
        "sha256": knowledge.sha256,
        "voice": wish.voice,
        "country": wish.country,
        "to": wish.to,
        "to_encoded": quote(wish.to, safe="@"),
        "texts": texts(knowledge, wish),
        "sections": [
            {"id": each.id, "title": each.title, "intro": each.intro, "signs": each.red_flags}
            for each in sections
        ],
        "questions": _questions(knowledge, wish),
        "conditions": {name: condition(each.when) for name, each in knowledge.conditions.items()},
        "rules": [_rule(each, knowledge) for each in knowledge.red_flags.values()],
        "contradictions": [
            _pair(each)
            for each in knowledge.contradictions.values()
            if all(_is_asked(knowledge.questions[name]) for name in each.between)
        ],
        "urgencies": {
            each.value: {
                "headline": knowledge.urgencies[each].headline,
                "do": knowledge.urgencies[each].do,
            }
            for each in Urgency
        },
        "helplines": _helplines(knowledge, wish.country),
    }


def _questions(knowledge: Knowledge, wish: Wish) -> dict[str, Any]:
    signs = {each.id for each in knowledge.red_flag_questions()}
    follows = {name: each.id for each in knowledge.questions.values() for name in each.clarify}
    return {
        name: {**_question(each, wish), "sign": name in signs, "follows": follows.get(name)}
        for name, each in knowledge.questions.items()
        if not each.self_test
    }


def _is_asked(question: Question) -> bool:
    """Whether the page can ask it again: no home test, nothing worked out from others."""
    return question.self_test is None and not question.derive


def _pair(pair: Contradiction) -> dict[str, Any]:
    return {
        "id": pair.id,
        "when": condition(pair.when),
        "between": pair.between,
        "because": pair.because,
    }


def _rule(rule: RedFlag, knowledge: Knowledge) -> dict[str, Any]:
    return {
        "id": rule.id,
        "urgency": rule.urgency,
        "by_when": knowledge.deadlines[rule.by_when].words,
        "days": knowledge.deadlines[rule.by_when].days,
        "ranked": rule.ranked,
        "when": condition(rule.when),
        "unless": condition(rule.unless),
        "do": rule.do,
        "say": rule.say,
    }


def texts(knowledge: Knowledge, wish: Wish) -> dict[str, Any]:
    """Return the sentences that the page says of itself."""
    return {
        "title": TITLE[wish.voice],
        "welcome": WELCOME[wish.voice],
        "private": PRIVATE,
        "nothing_raised": (
            "Your answers raised no alarm here. That is not an all-clear: whoever reads them may "
            "see more. Do not wait for them if you get worse."
        ),
        "which_one": {
            "place": contradictions.PLACE,
            "label": contradictions.LABEL,
            "told": contradictions.TOLD,
            "ask": contradictions.ASK,
            "both": contradictions.BOTH,
            "help": contradictions.HELP,
        },
        "mail_subject": "Answers to your questions",
        "mail_body": (
            "Hello,\n\nI filled in the questions. Please find my answers in the file that I "
            "attach: {file}\n"
        ),
        "emergency": f"In an emergency: {knowledge.helplines[UNKNOWN_COUNTRY].emergency}",
        "no_script": (
            "This page needs JavaScript, which is switched off here. It works without a network."
        ),
        "footer": (
            "This page asks for nothing from the network. It keeps a draft on this device only, "
            "until you delete it."
        ),
    }


def condition(written: Condition | None) -> dict[str, Any] | None:
    """Return a condition as plain values, with the words in which it was written."""
    if written is None:
        return None
    plain: dict[str, Any] = _without_places(msgspec.to_builtins(written))
    return plain


def _without_places(value: Any) -> Any:  # noqa: ANN401 - plain values
    if isinstance(value, dict):
        return {key: _without_places(each) for key, each in value.items() if key != "written_at"}
    return [_without_places(each) for each in value] if isinstance(value, list | tuple) else value


def _question(question: Question, wish: Wish) -> dict[str, Any]:
    return {
        "id": question.id,
        "section": question.section,
        "kind": question.kind,
        "label": question.label,
        "ask": question.ask_coach if wish.voice == "coach" else question.ask,
        "why": question.why,
        "meaning": question.meaning,
        "choices": [_choice(each) for each in question.choices],
        "unit": question.unit,
        "least": question.at_least,
        "most": question.at_most,
        "usual": question.usual,
        "derive": question.derive,
        "emergency": question.emergency,
        "clarify": question.clarify,
        "asked": not question.derive and (wish.full or question.depth == "default"),
        "when": condition(question.ask_when),
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "id": choice.id,
        "label": choice.label,
        "full": choice.full,
        "exclusive": choice.exclusive,
        "from": choice.from_,
        "below": choice.below,
    }


def _helplines(knowledge: Knowledge, country: str | None) -> Mapping[str, Mapping[str, str]]:
    """The country asked for alone, else all, the unknown one first."""
    ordered = sorted(knowledge.helplines.values(), key=lambda each: each.country != UNKNOWN_COUNTRY)
    return {
        each.country: {
            "name": each.name,
            "number": each.emergency_number,
            "emergency": each.emergency,
            "urgent": each.urgent,
            "soon": each.soon,
        }
        for each in ordered
        if country in {None, each.country}
    }
