"""What `lowback assess` does once its options are read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from lowback.commands.history import save_assessment
from lowback.commands.shared.ask import Conversation, mode_of, settings
from lowback.commands.shared.contradictions import say_contradictions
from lowback.commands.shared.follow_up import say_progress
from lowback.commands.shared.gather import Gathered, Known, gather
from lowback.commands.shared.inputs import can_ask, given_answers, missing_answers, occasion, today
from lowback.commands.shared.log_answers import LogRequest
from lowback.commands.shared.outputs import (
    deliver,
    known_urgency,
    look,
    seen_by_person,
    show_card,
    stop_at,
)
from lowback.commands.shared.report_options import known_report
from lowback.engine.answers import Answers
from lowback.engine.assess import assess
from lowback.engine.assessment import Assessment
from lowback.errors import LowbackError
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render import Audience, Format, Look, render
from lowback.store.files import check_target

if TYPE_CHECKING:
    from lowback.commands.shared.answer_menu import Left


class AssessOptions(Struct, frozen=True, kw_only=True):
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
    full_report: bool
    references: bool
    output: Path | None
    force: bool
    country: str | None
    data: Path | None
    fail_on: str | None

    @property
    def asks(self) -> bool:
        """Whether a person is there to be asked, and may be."""
        return self.answers is None and can_ask() and not self.no_input


class Delivery(Struct, frozen=True):
    """Where a report goes: format, reader, file (None: stdout), and whether it may replace one.

    `full` asks for the whole report at the terminal; `accessible` for plain lines;
    `references` for the whole report with what each claim rests on.
    """

    as_format: Format
    reader: Audience = "runner"
    output: Path | None = None
    force: bool = False
    full: bool = False
    accessible: bool = False
    references: bool = False

    @property
    def whole(self) -> bool:
        """Whether the whole report is wanted, not only the answer."""
        return self.full or self.references


def run_assess(order: AssessOptions) -> None:
    """Gather the answers, assess them, and write what was asked for.

    Raises:
        LowbackError: for options, answers or files that cannot be used.
        SystemExit: with 3, when the urgency reaches `--fail-on`.
    """
    wanted, reader = known_report(order.as_format, order.audience)
    limit, knowledge = known_urgency(order.fail_on), load_knowledge(order.data)
    talk = _talk(order, knowledge)
    found = _gathered(order, knowledge, today(), talk)
    country = talk.country if talk else order.country
    when = replace(occasion(country, knowledge, order.voice), training=found.training)
    written = _delivery(order, wanted, reader)

    def judge(answers: Answers) -> Assessment:
        return assess(answers, knowledge, when)

    if found.before.assessment:
        say_progress(found.before.assessment, judge(found.answers), knowledge)
    assessment = finish(Judged(found.answers, judge), knowledge, written, talk, keep=order.save)
    stop_at(limit, assessment)


def _delivery(order: AssessOptions, wanted: Format, reader: Audience) -> Delivery:
    return Delivery(
        wanted,
        reader,
        order.output,
        order.force,
        order.full_report,
        order.accessible,
        order.references,
    )


class Judged(NamedTuple):
    """Answers, and how they become an assessment, now and after more of them."""

    answers: Answers
    judge: Callable[[Answers], Assessment]


def finish(
    judged: Judged,
    knowledge: Knowledge,
    written: Delivery,
    talk: Conversation | None,
    *,
    keep: bool = False,
) -> Assessment:
    """Write the report, then keep it; a person who was asked gets the keys, and one question.

    Where nobody was asked, answers that do not fit together are named behind the report.
    """
    answers, saved = judged.answers, keep
    assessment = judged.judge(answers)
    if talk and not written.whole and seen_by_person(written.as_format, written.output):
        while (left := _menu(assessment, knowledge, written, talk, saved=saved)).wish:
            answers, saved = talk.fulfil(left.wish, answers), keep
            assessment = judged.judge(answers)
        saved = left.saved
    else:
        write_report(assessment, knowledge, written, talk)
    if keep:
        save_assessment(assessment)
    if talk:
        talk.finish(assessment, saved=saved)
    else:
        say_contradictions(answers, assessment, knowledge)
    return assessment


def _menu(
    assessment: Assessment,
    knowledge: Knowledge,
    written: Delivery,
    talk: Conversation,
    *,
    saved: bool,
) -> "Left":
    from lowback.commands.shared.answer_menu import answer_menu

    over = assessment.triage.urgency is Urgency.EMERGENCY or talk.how.mode == "screen"
    wishes = () if over else talk.wishes()
    return answer_menu(assessment, knowledge, _look(written), saved=saved, wishes=wishes)


def write_report(
    assessment: Assessment, knowledge: Knowledge, written: Delivery, talk: Conversation | None
) -> None:
    """Write the report; whoever was asked in person sees an emergency whatever becomes of it."""
    seen = False
    try:
        text = render(assessment, knowledge, written.as_format, _look(written))
        deliver(text, written.output, force=written.force)
        seen = seen_by_person(written.as_format, written.output)
    except (LowbackError, KeyboardInterrupt):
        if talk:
            talk.draft.say_kept()
        raise
    finally:
        if talk:
            show_card(assessment, knowledge, sees_report=seen)


def _look(written: Delivery) -> Look:
    return look(
        written.reader,
        to_file=written.output is not None,
        answer=not written.whole,
        accessible=written.accessible,
        references=written.references,
    )


def _talk(order: AssessOptions, knowledge: Knowledge) -> Conversation | None:
    """Return how to ask a person, if one is there; a file in the way is said before they answer."""
    mode = mode_of(quick=order.quick, full=order.full)
    how = settings(mode=mode, voice=order.voice, self_tests=order.self_tests)
    if not order.asks:
        return None
    check_target(order.output, force=order.force)
    return Conversation(
        knowledge,
        how,
        accessible=order.accessible,
        resume=order.resume,
        country=order.country,
    )


def _gathered(
    order: AssessOptions, knowledge: Knowledge, today: date, talk: Conversation | None
) -> Gathered:
    log = LogRequest(tuple(order.log or ()), order.pain_began, order.log_unit, order.time_zone)
    known = Known(given_answers(order.answers, order.set_ or [], knowledge), log, order.follow_up)
    found = gather(known, knowledge, today, talk)
    if not order.asks and order.answers is None and not order.set_:
        raise missing_answers(found.answers, knowledge)
    return found
