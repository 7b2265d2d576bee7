"""What to do today, for the terminal: the verdict first, then why, then what comes next."""

from collections.abc import Iterator

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import DailyCheck
from lowback.render import Look
from lowback.render.parts.terminal_page import Page
from lowback.render.plan.words import day_words, run_words
from lowback.result.plan_document import Plan
from lowback.result.standing import Move
from lowback.result.today import CheckedIn, Today, Verdict

TITLES = {
    Verdict.RUN: "Go",
    Verdict.REST: "Rest today",
    Verdict.STEP_BACK: "One step back",
    Verdict.BE_SEEN: "Be seen; the plan has stopped",
}
NEW_PLAN = "After that: lowback assess --save, then lowback plan latest --save"


def today_text(told: CheckedIn, daily: DailyCheck, look: Look) -> str:
    """Return the answer of a check-in as lines of at most `look.width` columns."""
    page = Page(look)
    page.title(_title(told.today))
    for line in _lines(told, daily):
        page.paragraph(line)
    return page.text()


def _title(today: Today) -> str:
    if today.verdict is Verdict.RUN and today.run is not None:
        return f"Today: {run_words(today.run)}"
    return TITLES[today.verdict]


def _lines(told: CheckedIn, daily: DailyCheck) -> Iterator[str]:
    today, plan = told.today, told.plan
    match today.standing.move:
        case Move.SIGN:
            yield from _seen(told.now, told.check_in.seen) if told.check_in.seen else _stopped(told)
            return
        case Move.FLARES:
            yield (
                f"The pain has flared {daily.flares_to_be_seen} times in a row. See a "
                "physiotherapist or GP within two weeks, and do not run until then."
            )
            yield NEW_PLAN
            return
        case Move.STRONG:
            yield (
                f"Pain of {daily.stop_from_pain} or more stops the plan. Rest for "
                f"{daily.rest_days} days, walk if that is comfortable, then do the check again."
            )
            yield "Do it with: lowback assess"
        case _:
            yield from _going_on(today, plan, daily)
    yield from _due(today)


def _seen(now: Assessment, seen: tuple[str, ...]) -> Iterator[str]:
    yield from seen
    yield f"{now.triage.headline}. {now.triage.do}"
    yield from dict.fromkeys(each.do for each in now.triage.red_flags)
    yield "No running until then."
    yield NEW_PLAN


def _stopped(told: CheckedIn) -> Iterator[str]:
    if told.stopped_by is not None:
        yield f"The plan stopped on {day_words(told.stopped_by.day)}."
        yield from told.stopped_by.seen
    yield "No running until somebody has looked at it."
    yield NEW_PLAN


def _going_on(today: Today, plan: Plan, daily: DailyCheck) -> Iterator[str]:
    if moved := _moved(today, daily):
        yield moved
    if today.too_long:
        yield "Your last run was clearly longer than planned, so it does not count for moving on."
    if today.run is None:
        yield from plan.meanwhile[:2]
        return
    if today.verdict is Verdict.RUN:
        yield f"Stop above {plan.most_pain} out of 10, if it turns sharp, or if you limp."
    else:
        yield f"Next: {run_words(today.run)}, from {day_words(today.next_day.isoformat())} on."
    yield f"Week {today.standing.week} of {len(plan.weeks)}. {_title_of_week(today, plan)}."


def _title_of_week(today: Today, plan: Plan) -> str:
    return plan.weeks[today.standing.week - 1].title


def _moved(today: Today, daily: DailyCheck) -> str:
    match today.standing.move:
        case Move.ON:
            return "Well done: the runs of this week went well, so the next week begins."
        case Move.BACK:
            back = "the week before" if today.was_week > 1 else "the same first week"
            return (
                "That was a flare. It is common, and it does not mean harm. Rest for "
                f"{daily.rest_days} days, then go on with {back}."
            )
        case Move.SILENCE:
            return (
                f"There was no check-in for {daily.gap_days} days or more, so the plan goes back "
                "to be safe."
            )
    return ""


def _due(today: Today) -> Iterator[str]:
    if today.visit_due:
        yield "It is not clearly better after this time. See a physiotherapist or GP now."
    elif today.check_due:
        yield "The whole check is due again: lowback assess --follow-up latest --save"
