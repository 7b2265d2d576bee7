"""What `lowback assess` does once its options are read."""

from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from lowback.assess import assess
from lowback.commands.asking import settings, talk
from lowback.commands.follow_up import say_progress
from lowback.commands.gathering import Gathered, Known, gather
from lowback.commands.history import save_assessment
from lowback.commands.inputs import can_ask, given_answers, missing_answers, occasion
from lowback.commands.log_answers import LogRequest
from lowback.commands.outputs import (
    deliver,
    known_urgency,
    look,
    seen_by_person,
    show_card,
    stop_at,
)
from lowback.commands.report_options import known_report
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge
from lowback.render import render


class Order(Struct, frozen=True, kw_only=True):
    """The command line, as it was given."""

    answers: str | None
    set_: list[str] | None
    log: list[Path] | None
    pain_began: str | None
    log_unit: str | None
    time_zone: str | None
    follow_up: str | None
    save: bool
    quick: bool
    full: bool
    self_tests: bool
    accessible: bool
    voice: str
    resume: bool
    no_input: bool
    as_format: str
    audience: str
    output: Path | None
    force: bool
    country: str | None
    data: Path | None
    fail_on: str | None

    @property
    def asks(self) -> bool:
        """Whether a person is there to be asked, and may be."""
        return self.answers is None and can_ask() and not self.no_input


def run_assess(order: Order) -> None:
    """Gather the answers, assess them, and write what was asked for.

    Raises:
        LowbackError: for options, answers or files that cannot be used.
        SystemExit: with 3, when the urgency reaches `--fail-on`.
    """
    wanted, reader = known_report(order.as_format, order.audience)
    limit, knowledge = known_urgency(order.fail_on), load_knowledge(order.data)
    when = occasion(order.country, knowledge, order.voice)
    found = _gathered(order, knowledge, when.today)
    assessment = assess(found.answers, knowledge, replace(when, training=found.training))
    to_file = order.output is not None
    text = render(assessment, knowledge, wanted, look(reader, to_file=to_file))
    deliver(text, order.output, force=order.force)
    if order.asks:
        show_card(assessment, knowledge, sees_report=seen_by_person(wanted, order.output))
    say_progress(found.before, assessment, knowledge)
    if order.save:
        save_assessment(assessment)
    stop_at(limit, assessment)


def _gathered(order: Order, knowledge: Knowledge, today: date) -> Gathered:
    how = settings(
        quick=order.quick, full=order.full, self_tests=order.self_tests, voice=order.voice
    )
    log = LogRequest(tuple(order.log or ()), order.pain_began, order.log_unit, order.time_zone)
    known = Known(given_answers(order.answers, order.set_ or [], knowledge), log, order.follow_up)
    people = (
        talk(knowledge, how, accessible=order.accessible, resume=order.resume)
        if order.asks
        else None
    )
    found = gather(known, knowledge, today, people)
    if not order.asks and order.answers is None and not order.set_:
        raise missing_answers(found.answers, knowledge)
    return found
