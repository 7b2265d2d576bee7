"""Hazards of `docs/safety.md` that no other test holds."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pytest

from lowback.engine.answers import read_answers
from lowback.engine.assess import Context, assess
from lowback.engine.assessment import Assessment
from lowback.knowledge.files import FILES
from lowback.knowledge.load import load_knowledge, shipped_folder
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.knowledge.strict_yaml import read_file
from lowback.render import Format, Look, render
from lowback.store import drafts
from tests.conftest import TODAY, Run

NO_EMERGENCY = {each.id: "no" for each in load_knowledge().questions.values() if each.emergency}
LEVELS: dict[Urgency, dict[str, object]] = {
    Urgency.EMERGENCY: {"rf_leaking": "yes"},
    Urgency.URGENT: {"rf_leaking": "unsure"},
    Urgency.SOON: {"rf_night_pain": "yes"},
    Urgency.NOT_CHECKED: {"pain_now": 2},
    Urgency.SELF_CARE: {**NO_EMERGENCY, "pain_now": 2},
}
NOT_FHIR = [each for each in Format if each is not Format.FHIR]
FOR_PEOPLE = [each for each in Format if each is not Format.JSON]
LONGEST_QUOTATION = 20
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def shown(found: Assessment, knowledge: Knowledge, as_format: Format) -> str:
    text = render(found, knowledge, as_format, Look(width=100))
    return words(unescape(re.sub(r"<[^>]*>|\\", " ", text)))


def words(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip()


@pytest.mark.parametrize("urgency", LEVELS)
@pytest.mark.parametrize("as_format", NOT_FHIR)
def test_every_result_says_what_to_do_if_it_gets_worse(
    as_format: Format, urgency: Urgency, run: Run, knowledge: Knowledge
) -> None:
    found = run(**LEVELS[urgency])
    text = shown(found, knowledge, as_format)
    assert found.triage.urgency is urgency
    assert found.safety_net
    assert all(words(each) in text for each in found.safety_net)


@pytest.mark.parametrize("urgency", LEVELS)
@pytest.mark.parametrize("as_format", FOR_PEOPLE)
def test_every_report_says_what_it_is_not(
    as_format: Format, urgency: Urgency, run: Run, knowledge: Knowledge
) -> None:
    text = shown(run(**LEVELS[urgency]), knowledge, as_format).casefold()
    assert "not a diagnosis" in text
    assert "not a medical device" in text


@pytest.mark.parametrize("urgency", LEVELS)
def test_no_british_number_for_a_runner_elsewhere(urgency: Urgency, knowledge: Knowledge) -> None:
    answers = read_answers(LEVELS[urgency], knowledge, "file")
    for country, line in knowledge.helplines.items():
        found = assess(answers, knowledge, Context(TODAY, country))
        text = render(found, knowledge, Format.TERMINAL, Look(width=100))
        own = set(re.findall(r"\b\d{3}\b", line.emergency_number)) | {"112"}
        for number in {"999", "111"} - own:
            told = re.sub(r"NHS\s+111\s+\(UK\)", "", text) if country == "GB" else text
            if number == "111" and country == "GB":
                told = told.replace("In New Zealand, 111", "")
            assert not re.search(rf"\b{number}\b", told), country


def test_warning_signs_of_an_old_draft_are_asked_again(knowledge: Knowledge) -> None:
    raw = {"rf_leaking": "no", "rf_fever": "no", "onset": "gradual_weeks"}
    answers = read_answers(raw, knowledge, "typed")
    drafts.keep("assess", answers, frozenset(answers), knowledge, NOW - timedelta(hours=25))
    assert drafts.resume("assess", knowledge, NOW).answers.keys() == {"onset"}
    drafts.keep("assess", answers, frozenset(answers), knowledge, NOW - timedelta(hours=23))
    assert drafts.resume("assess", knowledge, NOW).answers.keys() == raw.keys()


def test_a_clock_set_back_makes_a_draft_old(knowledge: Knowledge) -> None:
    answers = read_answers({"rf_leaking": "no"}, knowledge, "typed")
    drafts.keep("assess", answers, frozenset(answers), knowledge, NOW + timedelta(hours=1))
    assert not drafts.resume("assess", knowledge, NOW).answers


def test_pregnancy_is_sent_to_someone_who_knows_it_and_runs_easily_at_most(run: Run) -> None:
    found = run.checked(rf_pregnant="yes", age=30, pain_now=2)
    assert found.triage.urgency is Urgency.SOON
    assert (found.triage.running.light, found.triage.running.id) == ("amber", "soon_pregnant")
    assert "Stop" in found.triage.running.advice
    assert "midwife" in found.triage.red_flags[0].do
    assert run(rf_pregnant="yes", rf_pregnancy_warning="yes").triage.urgency is Urgency.URGENT


def test_a_limp_or_pain_at_rest_on_a_suspected_bone_injury_is_urgent(run: Run) -> None:
    bone = {
        "bone_risk": "prior_stress_fracture", "impact_pain": "sharp_one_spot", "age": 25,
        "pain_location": "base_of_spine",
    }  # fmt: skip
    for sign in ({"rf_limp": "yes"}, {"rest_night": "wakes_or_at_rest"}, {"rf_groin_pain": "yes"}):
        found = run(**bone, **sign)
        assert found.triage.urgency is Urgency.URGENT
        assert found.triage.running.light == "red"
        assert not found.exercises


def test_the_questions_on_bladder_bowel_and_sex_name_things_plainly(knowledge: Knowledge) -> None:
    asked = {
        each.id: f"{each.ask} {each.ask_coach} {each.meaning}".casefold()
        for each in knowledge.questions.values()
    }
    assert "genitals" in asked["rf_saddle_numbness"]
    assert "pee" in asked["rf_bladder_change"]
    assert "poo" in asked["rf_leaking"]
    assert "sex" in asked["rf_sexual_feeling"]


def test_no_sentence_of_the_knowledge_is_a_long_quotation() -> None:
    for name in FILES:
        for text in texts(read_file(shipped_folder() / name).value):
            for quoted in re.findall(r"[\u201c\"]([^\u201d\"]+)[\u201d\"]", text):
                assert len(quoted.split()) <= LONGEST_QUOTATION, (name, quoted)


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) else []


def test_who_reviewed_the_knowledge_is_said_the_same_everywhere(knowledge: Knowledge) -> None:
    top = Path(__file__).parents[1]
    for page in ("README.md", "docs/safety.md"):
        text = " ".join((top / page).read_text().split()).casefold()
        said = "no clinician has reviewed" in text
        assert said == ("no clinician has reviewed" in knowledge.about.reviewed_by.casefold()), page
