"""The HTML report: snapshots, nothing from outside, nothing but text from data."""

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from lowback.engine.assessment import AnswerGiven, Assessment
from lowback.engine.training import Spike, TrainingPicture, TrainingWeek
from lowback.knowledge.schema import Knowledge, Question
from lowback.render import Audience, Format, Look, render
from lowback.render.answer.content import answer
from lowback.render.parts.body_map import DRAWN, DRAWN_REACH, body_map
from lowback.render.report.html import drawing
from tests.hand_made import emergency, knowledge, ordinary, under_16, urgent
from tests.render.hostile import CLEAN, hostile_assessments, hostile_knowledge
from tests.render.reading import Page

Make = Callable[[], Assessment]
ALL: tuple[Make, ...] = (ordinary, urgent, emergency, under_16)
READERS: tuple[Audience, ...] = ("runner", "clinician")


def html(made: Assessment, known: Knowledge | None = None, reader: Audience = "runner") -> str:
    return render(made, known or knowledge(), Format.HTML, Look(audience=reader))


def without_style(page: str) -> str:
    """The look is checked in a browser; a snapshot of it would only change with every colour."""
    return re.sub(r"<style>.*?</style>\n", "", page, flags=re.DOTALL)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("make", ALL)
def test_page(make: Make, reader: Audience, snapshot: SnapshotAssertion) -> None:
    assert without_style(html(make(), reader=reader)) == snapshot


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("make", ALL)
def test_nothing_runs_and_nothing_is_loaded(make: Make, reader: Audience) -> None:
    page = html(make(), reader=reader)
    read = Page(page)
    assert not {"script", "iframe", "object", "embed", "img", "form", "base"} & set(read.tags)
    assert not [name for _, name, _ in read.attributes if name.startswith("on") or name == "src"]
    assert not re.search(r"@import|url\(", page)
    loaded = [value for tag, name, value in read.attributes if (tag, name) == ("link", "href")]
    assert loaded == ["data:,"]
    assert ("meta", "content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:") in (
        read.attributes
    )


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("made", hostile_assessments(), ids=["ordinary", "urgent"])
def test_data_is_only_ever_text(made: Assessment, reader: Audience) -> None:
    page = html(made, hostile_knowledge(), reader)
    read = Page(page)
    assert read.text.count(CLEAN) >= 8
    assert not {"script", "img", "b"} & set(read.tags)
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", page
    )
    links = [value for _, name, value in read.attributes if name == "href"]
    assert not [each for each in links if "script" in each.lower().split(":")[0]]
    assert [each for each in links if each.startswith("mailto:") and "?" in each] == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("make", ALL)
def test_every_link_inside_the_page_has_its_target_and_ids_are_unique(
    make: Make, reader: Audience
) -> None:
    read = Page(html(make(), reader=reader))
    inside = {value[1:] for _, name, value in read.attributes if name == "href" and value[0] == "#"}
    assert inside <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_an_emergency_shows_only_the_card() -> None:
    other = ordinary()
    made = replace(emergency(), contact=other.contact, sources=other.sources)
    made = replace(made, exercises=other.exercises, treatments=other.treatments)
    read = Page(html(made))
    names = [each.name for each in other.sources]
    names += [each.name for each in other.exercises] + [each.name for each in other.treatments]
    assert [each for each in (*names, "Example Clinic", "exercise") if each in read.text] == []
    assert "Now Call 999 or go to A&E." in read.text
    assert "“I have back pain and new numbness between my legs.”" in read.text
    assert "Trouble peeing" in read.text


def test_people_get_words_and_no_score() -> None:
    made = replace(ordinary(), limits=(), safety_net=())
    text = Page(html(made)).text
    assert "%" not in text
    assert not [each for each in made.sources if f"{each.score:.2f}" in text]
    assert not [each for each in made.sources for why in each.for_ if f"{why.ratio:g}" in text]


def test_reasons_are_lengths_to_the_right_and_to_the_left() -> None:
    page = html(ordinary())
    first = page.index('class="reasons"')
    chart = page[first : page.index("</ul>", first)]
    assert chart.count('class="diverging for"') == 3
    assert chart.count('class="diverging against"') == 1
    widths = [float(each) for each in re.findall(r'class="fill" x="50" width="([\d.]+)"', chart)]
    assert widths == sorted(widths, reverse=True)


def test_what_is_not_checked_is_named() -> None:
    text = Page(html(urgent())).text
    for each in ("Trouble peeing", "Pain that wakes you every night", "Cancer in the spine"):
        assert each in text
    assert "no warning signs" not in text.lower()


def test_grade_and_seller_stand_beside_a_treatment() -> None:
    text = Page(html(ordinary())).text
    assert "Do not count on these Prolotherapy Sold by Example Clinic" in text
    assert "Grade X How well it is tested" in text


def at(question: str, value: str | tuple[str, ...]) -> Assessment:
    others = [each for each in ordinary().answers if each.question != question]
    given = AnswerGiven(question=question, value=value, origin="typed")
    return replace(ordinary(), answers=(*others, given))


def choices(question: Question) -> set[str]:
    return {each.id for each in question.choices}


def test_every_shipped_place_of_pain_is_drawn_and_marked_alone(knowledge: Knowledge) -> None:
    assert choices(knowledge.questions["pain_location"]) == DRAWN
    assert choices(knowledge.questions["leg_pain_reach"]) == DRAWN_REACH | {"none"}
    pages = [html(at("pain_location", each), knowledge) for each in DRAWN]
    marks = {mark for page in pages for mark in re.findall(r'<g class="mark">[^/]*/>', page)}
    assert len(marks) == len(DRAWN)


def test_ticks_are_drawn_together_and_on_the_side_that_was_told(knowledge: Knowledge) -> None:
    ticked = at("pain_location", ("sit_bone", "mid_back"))
    one = html(ticked, knowledge)
    assert one.count('class="mark"') == 1
    assert "the answers do not say which side" in one
    side = AnswerGiven(question="pain_side", value="left", origin="typed")
    left = html(replace(ticked, answers=(*ticked.answers, side)), knowledge)
    assert 'class="mark" transform="translate(120 0) scale(-1 1)"' in left
    assert "the answers do not say which side" not in left


def test_a_place_that_is_not_drawn_stands_in_words(knowledge: Knowledge) -> None:
    found = body_map(at("pain_location", "behind_the_ear"), knowledge)
    assert found is not None
    assert (found.sites, found.note) == ((), "The drawing has no mark for this answer.")
    assert "behind_the_ear" in found.words[0]


def test_every_shipped_exercise_has_a_drawing_with_a_title(knowledge: Knowledge) -> None:
    drawings = {each: drawing(each) for each in knowledge.exercises}
    assert [each for each, drawn in drawings.items() if "<title>" not in drawn] == []
    assert len(set(drawings.values())) == len(drawings)
    assert drawing("../report") == drawing("no_such_exercise") == ""


def test_a_training_log_is_drawn_and_told() -> None:
    week = TrainingWeek(start="2026-11-16", km=30.0, longest_km=18.0, runs=3)
    spike = Spike(date="2026-11-18", km=18.0, longest_before_km=9.0, ratio=2.0)
    training = TrainingPicture(weeks=(week,), pain_began="2026-11-20", spike=spike)
    read = Page(html(replace(ordinary(), training=training)))
    assert "2.0 times the longest run" in read.text
    assert "svg" in read.tags


def test_a_coach_is_named_as_the_one_who_answered() -> None:
    assert "Answered by a coach" in Page(html(replace(ordinary(), voice="coach"))).text
    handed = html(replace(ordinary(), voice="coach"), reader="clinician")
    assert "Answered by a coach about the runner, not examined." in Page(handed).text


def test_the_hand_over_leaves_no_answer_out(knowledge: Knowledge) -> None:
    made = ordinary()
    for known in (knowledge, None):
        text = Page(html(made, known, "clinician")).text
        assert "Self-reported, not examined." in text
        for heading in ("Complaint and site", "24-hour pattern", "Warning signs asked"):
            assert heading in text
        used = known.questions if known else {}
        for each in made.answers:
            label = used[each.question].label if each.question in used else ""
            assert label in text


def test_the_hand_over_names_what_nobody_asked_and_reasons_against() -> None:
    text = Page(html(urgent(), reader="clinician")).text
    assert "Not checked: Trouble peeing; Pain that wakes you every night" in text
    assert "Against: Coughing changes nothing" in text
    assert "Yes: none" in text


@pytest.mark.parametrize("make", ALL)
def test_it_opens_with_the_answer_of_the_terminal(make: Make) -> None:
    page = html(make())
    first = page[page.index('<section class="card') : page.index("</section>")]
    card = Page(f"{first}</section>").text
    what = answer(make(), knowledge())
    assert card.startswith(f"{what.word} {what.verdict}")
    places = [card.index(each.must) for each in what.rows if each.must]
    assert places == sorted(places)
    assert len(places) >= 2
