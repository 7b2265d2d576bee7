"""`lowback compare`: answers, knowledge, ranking and pain between two results."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from lowback.engine.assessment import AnswerGiven, Assessment, Fit, KnowledgeVersion, Light
from lowback.knowledge.schema import Knowledge, Urgency
from lowback.render import Look
from lowback.render.comparison import comparison_text
from lowback.result.compare import COURSE, COURSES, compare
from lowback.result.pain import Verdict, pain_of, pain_verdict
from tests.commands.results import as_json, result
from tests.conftest import Run
from tests.hand_made import knowledge as hand_made_knowledge
from tests.hand_made import ordinary, urgent
from tests.program import lowback


def later() -> Assessment:
    """The ordinary runner two weeks on: a ratio was revised and one answer changed."""
    made = ordinary()
    first = made.sources[0]
    revised = replace(first.for_[1], ratio=1.5, log_odds=0.243279065)
    other = replace(first.for_[0], choice="gradual", ratio=0.8, log_odds=-0.133886131)
    source = replace(first, score=0.4, rank=2, for_=(revised,), against=(*first.against, other))
    onset = AnswerGiven(question="onset", value="gradual", origin="typed")
    return replace(
        made,
        assessed_on="2026-12-07",
        knowledge=KnowledgeVersion(version="2026.2", sha256="f" * 64),
        answers=(*made.answers, onset),
        sources=(source, *made.sources[1:]),
    )


def lit(light: Light) -> Assessment:
    """The ordinary runner with this light for running."""
    triage = ordinary().triage
    return replace(ordinary(), triage=replace(triage, running=replace(triage.running, light=light)))


def as_urgent(urgency: Urgency) -> Assessment:
    """The ordinary runner with this urgency, and an equal rating of the pain."""
    pain = AnswerGiven(question="pain_now", value="mild", origin="typed")
    triage = replace(ordinary().triage, urgency=urgency)
    return replace(ordinary(), triage=triage, answers=(pain,))


@pytest.mark.parametrize("width", [80, 40])
def test_text(width: int, snapshot: SnapshotAssertion) -> None:
    known = hand_made_knowledge()
    made = compare(ordinary(), later(), known)
    text = comparison_text(made, known, Look(width=width))
    assert max(map(len, text.split("\n"))) <= width
    assert text == snapshot


def test_answers_and_knowledge_are_told_apart() -> None:
    moved = compare(ordinary(), later(), hand_made_knowledge()).causes[0]
    why = {(each.question, each.choice): each.why for each in moved.movers}
    assert why["onset", "sudden_moment"] == why["onset", "gradual"] == "answer"
    assert why["pain_location", "band_both_sides"] == "knowledge"
    assert why["cough_sneeze", "no_change"] == "another_answer_or_knowledge"


def test_with_one_knowledge_another_answer_is_why_a_sign_went() -> None:
    same = replace(later(), knowledge=ordinary().knowledge)
    moved = compare(ordinary(), same, hand_made_knowledge()).causes[0]
    why = {(each.question, each.choice): each.why for each in moved.movers}
    assert why["cough_sneeze", "no_change"] == "another_answer"


def test_what_moved_a_source_is_the_difference_of_its_answers(run: Run) -> None:
    """Same knowledge: the movers are all there is, also where scores are nearly 0."""
    place, seat = {"pain_location": "sit_bone"}, {"sitting": "sit_bone_pressure"}
    for old, new in ((place, place | seat), (place | seat, seat), ({}, place | seat)):
        made = compare(run(**old), run(**new), run.knowledge)
        assert len(made.causes) == len(run.knowledge.causes)
        assert [each.id for each in made.causes if each.start_and_limits] == []
        assert all(each.movers for each in made.causes if each.id == "hamstring")


def test_a_result_beside_itself_has_not_moved() -> None:
    made = compare(urgent(), urgent(), hand_made_knowledge())
    assert made.answers == ()
    assert made.same_knowledge
    assert not [each for each in made.causes if each.movers or each.start_and_limits]


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("6", "3", Verdict.BETTER),
        ("3", "5", Verdict.WORSE),
        ("3", "4", Verdict.SAME),
        ("pain_6_10", "pain_0_3", Verdict.BETTER),
        ("pain_0_3", "6", Verdict.WORSE),
        ("pain_4_5", "pain_4_5", Verdict.SAME),
        ("pain_4_5", "5", Verdict.UNKNOWN),
        ("4", "pain_4_5", Verdict.UNKNOWN),
        ("5", "pain_4_5", Verdict.UNKNOWN),
        ("6", "pain_6_10", Verdict.UNKNOWN),
        ("pain_6_10", "6", Verdict.UNKNOWN),
        ("pain_0_3", "pain_4_5", Verdict.WORSE),
        ("pain_4_5", "pain_0_3", Verdict.BETTER),
        ("5", "pain_0_3", Verdict.BETTER),
        ("pain_4_5", "6", Verdict.WORSE),
        ("", "5", Verdict.UNKNOWN),
    ],
)
def test_pain(run: Run, knowledge: Knowledge, before: str, after: str, verdict: Verdict) -> None:
    made = compare(run(pain_now=before), run(pain_now=after), knowledge)
    assert made.pain_verdict is verdict


@pytest.mark.parametrize(
    ("course", "verdict"),
    [
        ("improving", Verdict.BETTER),
        ("same", Verdict.SAME),
        ("comes_and_goes", Verdict.SAME),
        ("eased_then_back", Verdict.SAME),
        ("better_then_worse", Verdict.WORSE),
        ("steadily_worse", Verdict.WORSE),
        ("too_new", Verdict.UNKNOWN),
        ("", Verdict.UNKNOWN),
    ],
)
def test_course(run: Run, knowledge: Knowledge, course: str, verdict: Verdict) -> None:
    assert compare(run(), run(pain_course=course), knowledge).pain_course is verdict


def test_every_course_but_one_too_new_to_say_is_judged(knowledge: Knowledge) -> None:
    choices = {each.id for each in knowledge.questions[COURSE].choices}
    assert choices - {"too_new"} == COURSES.keys()


@pytest.mark.parametrize(
    ("lights", "verdict"),
    [
        (("red", "amber"), Verdict.BETTER),
        (("amber", "green"), Verdict.BETTER),
        (("green", "amber"), Verdict.WORSE),
        (("green", "red"), Verdict.WORSE),
        (("amber", "amber"), Verdict.SAME),
        (("none", "green"), Verdict.UNKNOWN),
    ],
)
def test_running(lights: tuple[Light, Light], verdict: Verdict) -> None:
    old, new = (lit(each) for each in lights)
    assert compare(old, new, hand_made_knowledge()).running_verdict is verdict


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (Urgency.SELF_CARE, Urgency.SOON, Verdict.WORSE),
        (Urgency.URGENT, Urgency.EMERGENCY, Verdict.WORSE),
        (Urgency.SOON, Urgency.SELF_CARE, Verdict.BETTER),
        (Urgency.URGENT, Urgency.SOON, Verdict.BETTER),
        (Urgency.SOON, Urgency.SOON, Verdict.SAME),
    ],
)
def test_one_step_of_urgency_decides_beside_equal_pain(
    before: Urgency, after: Urgency, verdict: Verdict
) -> None:
    old, new = (as_urgent(each) for each in (before, after))
    assert compare(old, new, hand_made_knowledge()).verdict is verdict


def test_a_band_that_this_knowledge_does_not_have_is_not_compared(knowledge: Knowledge) -> None:
    assert pain_verdict("a_band_of_former_days", 3.0, knowledge) is Verdict.UNKNOWN


def test_two_ratings_at_once_are_no_pain(run: Run, knowledge: Knowledge) -> None:
    both = AnswerGiven(question="pain_now", value=("pain_0_3", "pain_6_10"), origin="file")
    assert pain_of(replace(run(), answers=(both,)), knowledge) is None


def test_what_moved_adds_up(run: Run, knowledge: Knowledge) -> None:
    old = run(pain_location="band_both_sides", onset="gradual_weeks")
    new = run(pain_location="sit_bone", onset="gradual_weeks", sitting="sit_bone_pressure")
    made = compare(old, new, knowledge)
    moved = {each.id: each for each in made.causes}["hamstring"]
    assert {each.question for each in moved.movers} == {"pain_location", "sitting"}
    assert moved.log_odds == pytest.approx(sum(each.log_odds for each in moved.movers), abs=1e-8)
    assert moved.score[1] is not None
    assert moved.score[0] is not None
    assert moved.score[1] > moved.score[0]


def test_two_files(tmp_path: Path) -> None:
    old = result(tmp_path / "old.json", pain_now="6")
    new = result(tmp_path / "new.json", pain_now="2")
    found = as_json("compare", str(old), str(new))
    assert found["schema"] == "lowback/comparison/1"
    assert found["answers"] == [{"question": "pain_now", "before": 6.0, "after": 2.0}]
    assert (found["pain_verdict"], found["running_verdict"]) == ("better", "better")
    text = lowback("compare", str(old), str(new)).stdout
    assert "Pain now: 6 out of 10, now 2 out of 10: better" in text
    assert "Both results were made with the same knowledge." in text


def test_different_knowledge_is_named(tmp_path: Path) -> None:
    old, new = result(tmp_path / "old.json"), result(tmp_path / "new.json")
    document = json.loads(old.read_text())
    document["knowledge"] = {"version": "2020.1", "sha256": "0" * 64}
    old.write_text(json.dumps(document))
    text = lowback("compare", str(old), str(new)).stdout
    assert "The two results were made with different knowledge." in text
    assert "2020.1 (sha256 000000000000), now" in text


def test_two_hostile_results_are_plain_text(tmp_path: Path) -> None:
    old, new = result(tmp_path / "old.json"), result(tmp_path / "new.json", pain_now="8")
    document = json.loads(new.read_text())
    document["sources"][0]["name"] = "\x1b[31m[red]x[/red]\u202e"
    document["sources"][1]["name"] = "\x1b]0;title\x07"
    new.write_text(json.dumps(document))
    text = lowback("compare", str(old), str(new)).stdout
    assert "[31m[red]x[/red]" in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


@pytest.mark.parametrize(
    ("fit", "score", "clearly"),
    [
        ((Fit.POSSIBLE, Fit.POSSIBLE), (0.0, 0.05), True),
        ((Fit.POSSIBLE, Fit.POSSIBLE), (0.05, 0.0), True),
        ((Fit.POSSIBLE, Fit.POSSIBLE), (0.0, 0.049), False),
        ((Fit.POSSIBLE, Fit.LIKELY), (0.499, 0.5), True),
        ((None, Fit.LIKELY), (None, 0.5), False),
    ],
)
def test_what_counts_as_clearly_moved(
    fit: tuple[Fit | None, Fit | None], score: tuple[float | None, float | None], *, clearly: bool
) -> None:
    cause = compare(ordinary(), later(), hand_made_knowledge()).causes[0]
    assert replace(cause, fit=fit, score=score).has_moved(0.05) is clearly
