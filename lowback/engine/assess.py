"""The straight line: answers → triage → score → explain."""

from datetime import date, timedelta

from msgspec import Struct

from lowback.engine.answers import Answers
from lowback.engine.assessment import (
    SCHEMA,
    AnswerGiven,
    Assessment,
    Contact,
    KnowledgeVersion,
    NotCleared,
    RaisedFlag,
    RankedCause,
    Running,
    Site,
    SomethingElseShown,
    Subject,
    Triage,
    Voice,
)
from lowback.engine.care import care_for
from lowback.engine.decide import decide
from lowback.engine.decision import Ranking, ScoredCause, TriageDecision
from lowback.engine.fit import clear_source, fits_none_well, is_placed
from lowback.engine.open_concerns import not_cleared
from lowback.engine.reasons import explain
from lowback.engine.training import TrainingPicture
from lowback.engine.why_rule_fires import answers_behind
from lowback.knowledge.schema import (
    UNKNOWN_COUNTRY,
    Helpline,
    Knowledge,
    RedFlag,
    Urgency,
)
from lowback.release import __version__


class Context(Struct, frozen=True):
    """What the engine may not find out by itself: the day, the country, who, the log."""

    today: date
    country: str = UNKNOWN_COUNTRY
    voice: Voice = "runner"
    training: TrainingPicture | None = None
    subject: Subject | None = None


def assess(answers: Answers, knowledge: Knowledge, occasion: Context) -> Assessment:
    """Turn answers into an assessment. An emergency gets no ranking to argue with."""
    decision = decide(answers, knowledge)
    triage, ranking = decision.triage, decision.ranking
    open_concerns = () if decision.is_emergency else not_cleared(answers, knowledge)
    care = care_for(decision, answers, knowledge)
    return Assessment(
        schema=SCHEMA,
        lowback_version=__version__,
        knowledge=KnowledgeVersion(version=knowledge.about.version, sha256=knowledge.sha256),
        assessed_on=occasion.today.isoformat(),
        voice=occasion.voice,
        answers=_given(answers, knowledge),
        triage=_triage(triage, open_concerns, answers, knowledge, occasion.today),
        sources=_explained(ranking.sources, answers, knowledge),
        contributors=_explained(ranking.contributors, answers, knowledge),
        placed=is_placed(answers, knowledge),
        something_else=_something_else(ranking, knowledge),
        clear_source=clear_source(ranking, answers, knowledge),
        treatments=care.treatments,
        exercises=care.exercises,
        safety_net=_safety_net(triage, occasion.today, knowledge),
        contact=_contact(triage.urgency, occasion.country, knowledge),
        limits=knowledge.about.limits,
        training=occasion.training,
        subject=occasion.subject,
    )


def _explained(
    scored: tuple[ScoredCause, ...], answers: Answers, knowledge: Knowledge
) -> tuple[RankedCause, ...]:
    return tuple(explain(cause, answers, knowledge) for cause in scored)


def _something_else(ranking: Ranking, knowledge: Knowledge) -> SomethingElseShown | None:
    """What the answers come to beside the sources; None where nothing is ranked."""
    if not ranking.sources:
        return None
    told = knowledge.something_else
    return SomethingElseShown(
        name=told.name,
        score=ranking.something_else,
        fits_none_well=fits_none_well(ranking),
        summary=told.summary,
        see=told.see,
    )


def _given(answers: Answers, knowledge: Knowledge) -> tuple[AnswerGiven, ...]:
    """The answers in the order of the questions, so that input order changes nothing."""
    return tuple(
        AnswerGiven(
            question=question, value=answers[question].value, origin=answers[question].origin
        )
        for question in knowledge.questions
        if question in answers
    )


def _triage(
    triage: TriageDecision,
    open_concerns: tuple[NotCleared, ...],
    answers: Answers,
    knowledge: Knowledge,
    today: date,
) -> Triage:
    advice = knowledge.urgencies[triage.urgency]
    running = triage.running
    return Triage(
        urgency=triage.urgency,
        complete=not triage.unchecked,
        by_when=triage.by_when,
        headline=said_by_when(advice.headline, triage, knowledge),
        do=said_by_when(advice.do, triage, knowledge),
        red_flags=tuple(_raised(rule, answers, knowledge) for rule in triage.raised),
        unchecked=triage.unchecked,
        not_cleared=open_concerns,
        ranked=triage.ranked,
        by_date=_by_date(triage, today, knowledge).isoformat(),
        running=Running(
            id=running.id,
            light=running.light,
            advice=running.advice,
            because=running.because,
            references=running.references,
        ),
    )


def _raised(rule: RedFlag, answers: Answers, knowledge: Knowledge) -> RaisedFlag:
    return RaisedFlag(
        id=rule.id,
        urgency=rule.urgency,
        concern=rule.concern,
        because=rule.because,
        do=rule.do,
        say=rule.say,
        by_when=rule.by_when,
        basis=rule.basis,
        references=rule.references,
        raised_by=answers_behind(rule.when, answers, knowledge),
    )


def _safety_net(triage: TriageDecision, today: date, knowledge: Knowledge) -> tuple[str, ...]:
    """What to watch for, dated by the shortest deadline of the rules that fired."""
    advice, review = knowledge.urgencies[triage.urgency], _by_date(triage, today, knowledge)
    shown = f"{review.day} {review:%B %Y}"
    return tuple(
        said_by_when(text, triage, knowledge).replace("{date}", shown) for text in advice.safety_net
    )


def said_by_when(text: str, triage: TriageDecision, knowledge: Knowledge) -> str:
    """Put in words by when to be seen where a text of the urgency says `{by_when}`."""
    words = knowledge.deadlines[triage.by_when].words if triage.by_when else ""
    return text.replace("{by_when}", words)


def _by_date(triage: TriageDecision, today: date, knowledge: Knowledge) -> date:
    review = knowledge.urgencies[triage.urgency].review_days
    days = knowledge.deadlines[triage.by_when].days if triage.by_when else review
    return today + timedelta(days=days)


def _contact(urgency: Urgency, country: str, knowledge: Knowledge) -> Contact:
    """Help lines always; the clinic never in an emergency."""
    line: Helpline = knowledge.helpline(country)
    clinic = None if urgency is Urgency.EMERGENCY else knowledge.clinic
    return Contact(
        country=country,
        helpline=line.name,
        emergency_number=line.emergency_number,
        emergency=line.emergency,
        urgent=line.urgent,
        soon=line.soon,
        note=line.note,
        clinic=clinic.name if clinic else None,
        offer=clinic.offer if clinic else None,
        phone=clinic.phone if clinic else None,
        email=clinic.email if clinic else None,
        hours=clinic.hours if clinic else None,
        sites=tuple(Site(city=site.city, address=site.address) for site in clinic.sites)
        if clinic
        else (),
        practitioner=f"{clinic.practitioner}. {clinic.practitioner_note}" if clinic else None,
    )
