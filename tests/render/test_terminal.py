"""The report at a terminal: snapshots, no text lost, nothing from data can draw."""

import re
from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from lowback.engine.assessment import Assessment, Contribution
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Knowledge
from lowback.render import Format, Look, render
from lowback.render.parts.said_once import sentences
from lowback.render.parts.words import reason
from tests.conftest import Run
from tests.hand_made import emergency, knowledge, ordinary, under_16, urgent

Make = Callable[[], Assessment]
ALL: tuple[Make, ...] = (ordinary, urgent, emergency, under_16)
SHORT, PLAIN, CITED = 4, Look(), Look(references=True)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(name="shipped")
def shipped_knowledge() -> Knowledge:
    return load_knowledge()


def shown(assessment: Assessment, width: int = 80, look: Look = PLAIN) -> str:
    return render(assessment, knowledge(), Format.TERMINAL, replace(look, width=width))


def letters(text: str) -> str:
    """The text without any white space, so that wrapping makes no difference."""
    return "".join(text.split())


@pytest.mark.parametrize("width", [80, 50, 40])
@pytest.mark.parametrize("make", ALL)
def test_report(make: Make, width: int, snapshot: SnapshotAssertion) -> None:
    assert shown(make(), width) == snapshot


def test_report_in_ascii(snapshot: SnapshotAssertion) -> None:
    text = shown(ordinary(), look=Look(ascii_only=True))
    assert text.isascii()
    assert text == snapshot


def told(assessment: Assessment) -> Iterator[str]:
    """Everything that a report must hold, each sentence at least once."""
    triage, contact = assessment.triage, assessment.contact
    yield from (triage.headline, contact.emergency, contact.note)
    yield from (flag.because for flag in triage.red_flags)
    if triage.urgency.value == "emergency":
        return
    yield from (triage.do, *(flag.do for flag in triage.red_flags))
    yield from (triage.running.advice, triage.running.because, *assessment.safety_net)
    for open_concern in triage.not_cleared:
        yield from (open_concern.name, open_concern.because)
    for cause in (*assessment.sources, *assessment.contributors):
        reasons: tuple[Contribution, ...] = (*cause.for_[:3], *cause.against[:2])
        yield from (cause.name, *(reason(each)[1] for each in reasons if cause.rank < 3))
    for treatment in assessment.treatments:
        yield from (treatment.name, treatment.what, treatment.evidence)
    yield from (each.name for each in assessment.exercises)
    yield from (each.how for each in assessment.exercises)
    yield from assessment.limits
    yield from (str(contact.offer), str(contact.practitioner), contact.urgent, contact.soon)


@pytest.mark.parametrize("width", [1, 20, 40, 59, 60, 80, 200])
@pytest.mark.parametrize("make", ALL)
def test_no_text_is_lost_at_any_width(make: Make, width: int) -> None:
    text = letters(shown(make(), width))
    parts = [each for part in told(make()) for each in sentences(part)]
    assert [each for each in parts if letters(each) not in text] == []


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("make", ALL)
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(make: Make, width: int) -> None:
    lines = shown(make(), width).split("\n")
    assert max(map(len, lines)) <= width
    assert not [each for each in lines if each != each.rstrip()]


@pytest.mark.parametrize("width", [40, 80])
def test_nothing_in_data_can_draw(width: int) -> None:
    evil = "Mild\x1b[31m \x1b]0;title\x07[red]pain[/red]\r\x9b1A \u202etxt\u2066 :smile: \x00end"
    clean = "Mild[31m ]0;title[red]pain[/red]\n1A txt :smile: end"
    made = ordinary()
    triage = replace(made.triage, headline=evil, do=evil)
    cause = replace(made.sources[0], name=evil, summary=evil)
    exercise = replace(made.exercises[0], name=evil, dose=evil)
    spoilt = replace(made, triage=triage, sources=(cause,), exercises=(exercise,))
    text = shown(spoilt, width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert letters(text).count(letters(clean)) >= 6


def test_an_emergency_has_no_cause_no_exercise_no_treatment_and_no_clinic() -> None:
    made, other = emergency(), ordinary()
    spoilt = replace(made, contact=other.contact, sources=other.sources)
    spoilt = replace(spoilt, exercises=other.exercises, treatments=other.treatments)
    text = shown(spoilt)
    names = [each.name for each in (*other.sources, *other.contributors)]
    names += [each.name for each in other.exercises]
    names += [each.name for each in other.treatments]
    assert [each for each in (*names, "Example Clinic", "exercise") if each in text] == []


def test_an_emergency_says_first_and_last_what_to_do_now() -> None:
    lines = [each for each in shown(emergency()).split("\n") if each]
    assert lines[1] == lines[-1] == "[EMERGENCY] Get help now"
    assert lines[3].startswith("Now          Call 999 or go to A&E.")
    assert lines[4] == "Say this     “I have back pain and new numbness between my legs.”"


@pytest.mark.parametrize("make", ALL)
def test_colour_adds_nothing_but_colour(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    coloured = shown(make(), look=Look(colour=True))
    assert ESCAPE.search(coloured)
    assert ESCAPE.sub("", coloured) == shown(make())


@pytest.mark.parametrize("make", ALL)
def test_without_colour_there_are_no_escape_codes(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in shown(make())


def test_unchecked_signs_and_open_concerns_are_named() -> None:
    text = shown(urgent())
    assert "Trouble peeing" in text
    assert "Pain that wakes you every night" in text
    assert "Cancer in the spine" in text
    assert "among the questions answered" in text
    assert "no warning signs" not in text.lower()


def test_lists_replace_tables_in_a_narrow_terminal() -> None:
    assert "How well it fits" in shown(ordinary(), 60)
    assert "How well it fits" not in shown(ordinary(), 59)


def test_people_get_words_and_no_score() -> None:
    made = ordinary()
    made = replace(made, limits=(), safety_net=())
    text = shown(made)
    assert "%" not in text
    assert not [each for each in made.sources if f"{each.score:.2f}" in text]


def test_no_clear_source_is_usual() -> None:
    assert "No single source stands out, which is usual." in shown(urgent())


def test_who_sells_a_treatment_stands_beside_it_and_only_at_the_end() -> None:
    first, last = shown(ordinary(), 200).split("Do not count on these")
    assert "Prolotherapy" not in first
    assert re.search("Prolotherapy .sold by Example Clinic, the clinic named below", last)


def test_a_coach_is_named_as_the_one_who_answered() -> None:
    line = "Answered by a coach about the runner."
    assert line in shown(replace(ordinary(), voice="coach"))
    assert line not in shown(ordinary())


def test_every_number_in_brackets_has_its_reference() -> None:
    body, references = shown(ordinary(), 200, CITED).split("References\n")
    cited = {number for found in re.findall(r"\[([\d, ]+)", body) for number in found.split(", ")}
    assert cited == set(re.findall(r"^\[(\d+)\]", references, re.MULTILINE))
    assert "doi:10.1000/example.2020" in references


@pytest.mark.parametrize("make", ALL)
def test_plain_lines_have_no_bar_and_no_rule(make: Make) -> None:
    text = render(make(), knowledge(), Format.TERMINAL, Look(accessible=True))
    assert not set("━─█░") & set(text)


@pytest.mark.parametrize("make", [ordinary, urgent, emergency])
def test_references_come_on_request_only(make: Make) -> None:
    plain, cited = shown(make()), shown(make(), look=CITED)
    assert not re.search(r"\[\d", plain)
    assert "judgement" not in plain
    assert "lowback report latest --references" in plain
    assert re.search(r"^\[1\] ", cited, re.MULTILINE)


def whole(run: Run, shipped: Knowledge, **given: object) -> str:
    look = Look(width=200)
    return render(run.checked(age=34, **given), shipped, Format.TERMINAL, look)


@pytest.mark.parametrize(
    "given",
    [
        {"pain_location": "band_both_sides", "onset": "within_48h_of_hard_run", "weekly_km": 30},
        {"pain_location": "dimple_or_below_one_side", "rf_limp": "yes", "pain_now": 6},
        {"leg_pain_reach": "into_foot", "pain_location": "mostly_leg", "rf_foot_drop": "unsure"},
        {"rf_leaking": "yes", "rf_bladder_change": "yes"},
    ],
)
def test_nothing_is_said_twice(run: Run, shipped: Knowledge, given: dict[str, object]) -> None:
    lines = whole(run, shipped, **given).rstrip().split("\n")[3:-1]
    text = " ".join(" ".join(lines).split())
    said = [each for each in sentences(text) if len(each.split()) > SHORT]
    assert [each for each in said if said.count(each) > 1] == []


def test_what_was_chosen_for_this_person_comes_first(run: Run, shipped: Knowledge) -> None:
    text = whole(run, shipped, pain_location="band_both_sides", onset="within_48h_of_hard_run")
    order = ["Ease off the run that hurts", "Carry on with walking", "After the first two weeks",
             "Core strengthening", "If it stays longer", "Physiotherapy (", "Do not count on",
             "Prolotherapy"]  # fmt: skip
    assert sorted(order, key=text.index) == order


def test_both_lists_use_one_scale_of_words(run: Run, shipped: Knowledge) -> None:
    text = whole(run, shipped, pain_location="band_both_sides", long_run_spike="over_10_pct")
    for old in ("clearly present", "worth a look", "not seen"):
        assert old not in text.lower()
    bars = re.findall(r"(Very likely|Likely|Possible|Less likely|Unlikely) +(█+)", text)
    assert len(bars) == len(shipped.causes)
    assert len(set(bars)) == len({word for word, _ in bars})


def test_no_id_is_shown_to_a_person(run: Run, shipped: Knowledge) -> None:
    text = whole(run, shipped, pain_location="sit_bone", rf_fever="yes")
    text += whole(run, shipped, pain_location="band_both_sides")
    ids = {*shipped.questions, *shipped.causes, *shipped.treatments, *shipped.exercises}
    assert [each for each in ids if "_" in each and each in text] == []


def test_where_nobody_said_where_it_hurts_no_starting_figure_is_shown(
    run: Run, shipped: Knowledge
) -> None:
    text = whole(run, shipped, pain_now=3)
    assert "we cannot say what it is" in text
    assert "What may hurt" not in text
    assert [each.name for each in shipped.sources() if f"  {each.name}" in text] == []
