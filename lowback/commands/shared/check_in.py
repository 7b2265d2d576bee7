"""What `lowback today` does: ask, let the rules look, move the plan, and keep the check-in."""

from datetime import date
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from lowback.commands.shared.ask import Conversation, prompter, settings
from lowback.commands.shared.browse import browse_format
from lowback.commands.shared.daily_questions import Ask
from lowback.commands.shared.inputs import can_ask, given_answers, today, written_day
from lowback.commands.shared.log_answers import LogRequest, last_run
from lowback.commands.shared.outputs import deliver, look, show_card
from lowback.commands.shared.plan_questions import amount_of
from lowback.engine.answers import Answers
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import Assessment
from lowback.errors import LowbackError, Problem, suggest
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render.today import today_text
from lowback.result.check_in import CheckIn, Morning
from lowback.result.check_in import Said as Word
from lowback.result.daily_signs import daily_answers, new_concerns, signs_to_name
from lowback.result.plan_document import Amount
from lowback.result.replay import answers_of
from lowback.result.standing import Standing, standing
from lowback.result.today import CheckedIn, Since, today_of
from lowback.result.write import as_json
from lowback.store.plans import Followed, keep, load_followed
from lowback.store.saved import load, names

NEEDED = ("pain", "ran", "limp", "signs")
WORDS: dict[str, tuple[str, ...]] = {
    "morning": get_args(Morning),
    "limp": get_args(Word),
    "signs": get_args(Word),
}


class Said(Struct, frozen=True, kw_only=True):
    """The command line, as it was given."""

    pain: int | None
    ran: str | None
    ran_on: str | None
    morning: str | None
    limp: str | None
    signs: str | None
    settings: tuple[str, ...]
    log: tuple[Path, ...]
    log_unit: str | None
    time_zone: str | None


def check_in(
    said: Said,
    as_format: str,
    output: Path | None,
    data: Path | None,
    *,
    accessible: bool,
    no_input: bool,
) -> None:
    """Make one check-in, keep it, and write what to do today.

    Raises:
        LowbackError: if no plan is kept, or something is missing and nobody can be asked.
    """
    wanted, day, knowledge = browse_format(as_format), today(), load_knowledge(data)
    followed = _without(load_followed(), day)
    before = standing(followed.plan, followed.check_ins, knowledge.daily)
    known = answers_of(followed.assessment, knowledge, "today")
    talk = Talk(knowledge, known, day, accessible=accessible, asks=can_ask() and not no_input)
    told, now = talk.check_in(said, followed, before)
    if now.triage.urgency is Urgency.EMERGENCY and told.seen:
        show_card(now, knowledge, sees_report=False)
    _refuse_an_older_plan(followed)
    every = (*followed.check_ins, told)
    since = Since(every[0].pain, _last_check())
    answer = CheckedIn(
        plan=followed.plan,
        check_in=told,
        today=today_of(followed.plan, before, told, since, knowledge.daily),
        now=now,
        stopped_by=next((each for each in reversed(every) if each.seen), None),
    )
    keep(replace(followed, check_ins=every))
    if wanted == "json":
        text = as_json(answer)
    else:
        text = today_text(answer, knowledge.daily, look(accessible=accessible))
    deliver(text, output, force=True)


class Talk:
    """One check-in: what is known from the options and a log, asked, or missing."""

    def __init__(
        self, knowledge: Knowledge, known: Answers, day: date, *, accessible: bool, asks: bool
    ) -> None:
        self.knowledge, self.known, self.day = knowledge, known, day
        self.accessible, self.asks = accessible, asks

    def check_in(
        self, said: Said, followed: Followed, before: Standing
    ) -> tuple[CheckIn, Assessment]:
        """Return the check-in, and what all rules say with today's answers."""
        found = self._answers(said, before)
        signs = self._signs(said, found["signs"])
        answers = daily_answers(self.known, found["pain"], found["limp"], signs, self.knowledge)
        now, then = self._assess(answers, followed), self._assess(self.known, followed)
        told = CheckIn(
            day=self.day.isoformat(),
            pain=found["pain"],
            ran=found["ran"],
            ran_on=found.get("ran_on") or "",
            morning=found.get("morning") or "not_yet",
            limp=found["limp"],
            signs=found["signs"],
            urgency=now.triage.urgency.value,
            seen=new_concerns(then, now),
        )
        return told, now

    def _answers(self, said: Said, before: Standing) -> dict[str, Any]:
        known = _given(said, before, self.day)
        if self.asks:
            signs = signs_to_name(self.known, self.knowledge)
            ask = Ask(self.knowledge.daily, prompter(accessible=self.accessible), known)
            return ask.everything(signs, self.day, waits=not before.judged)
        if missing := [each for each in NEEDED if known.get(each) is None]:
            options = ", ".join(f"--{each}" for each in missing)
            message = f"missing, and there is no terminal to ask on: {options}"
            raise LowbackError([Problem("today", message)])
        return known

    def _signs(self, said: Said, word: Word) -> Answers:
        """The signs that are new: set on the command line, or asked one by one."""
        given = given_answers(None, said.settings, self.knowledge)
        if word == "no" or given:
            return given
        if not self.asks:
            message = "name the new signs with --set, such as --set rf_fever=yes"
            raise LowbackError([Problem("--signs", message)])
        how = settings(mode="screen", voice="runner")
        asked = {each.id for each in self.knowledge.red_flag_questions()}
        talk = Conversation(self.knowledge, how, accessible=self.accessible, resume=False)
        found = talk.rest({name: each for name, each in self.known.items() if name not in asked})
        talk.draft.forget()
        return found

    def _assess(self, answers: Answers, followed: Followed) -> Assessment:
        made = followed.assessment
        occasion = Context(self.day, made.contact.country, made.voice, made.training)
        return assess(answers, self.knowledge, occasion)


def _given(said: Said, before: Standing, day: date) -> dict[str, Any]:
    for name, words in WORDS.items():
        value = getattr(said, name)
        if value is not None and value not in words:
            message = f"`{value}` must be {', '.join(words)}{suggest(value, words)}"
            raise LowbackError([Problem(f"--{name}", message)])
    ran, ran_on = amount_of("--ran", said.ran), said.ran_on
    if said.log:
        logged = last_run(LogRequest(said.log, None, said.log_unit, said.time_zone), day)
        if logged and (before.last_run is None or logged[1] > before.last_run):
            ran, ran_on = Amount(logged[0], "km"), logged[1].isoformat()
        elif ran is None:
            ran = Amount(0, "min")
    return {
        "pain": said.pain,
        "ran": ran,
        "ran_on": _day(ran_on, day) if ran_on else (day.isoformat() if ran else None),
        "morning": said.morning,
        "limp": said.limp,
        "signs": said.signs,
    }


def _day(text: str, today: date) -> str:
    found = written_day(text, "--ran-on", today)
    if found > today:
        raise LowbackError([Problem("--ran-on", f"`{text}` is after today, {today}; check it")])
    return found.isoformat()


def _refuse_an_older_plan(followed: Followed) -> None:
    """A whole check after the plan that forbids running stands above the plan."""
    if not names():
        return
    last = load()
    newest, made_from = last.assessment, followed.assessment
    if newest.assessed_on < made_from.assessed_on or newest == made_from:
        return
    if newest.triage.running.light == "red" and followed.plan.weeks:
        message = (
            f"your check {last.id} says since: {newest.triage.headline} "
            f"{newest.triage.running.advice} The plan is older, so it is not gone on with. "
            "Follow that check; `lowback report latest` shows it"
        )
        raise LowbackError([Problem("today", message)])


def _without(followed: Followed, day: date) -> Followed:
    """The same day again takes the place of the earlier check-in."""
    kept = tuple(each for each in followed.check_ins if each.day != day.isoformat())
    return replace(followed, check_ins=kept)


def _last_check() -> date | None:
    """The day of the last saved result, which its name begins with."""
    saved = names()
    return date.fromisoformat(saved[-1].rpartition("-")[0]) if saved else None
