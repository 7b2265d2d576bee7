"""The Markdown report: snapshots, and text from data that stays plain text when rendered."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge
from lowback.render import Audience, Format, Look, render
from lowback.render.parts.markdown_page import MarkdownPage, written
from lowback.render.parts.said_once import sentences
from lowback.render.parts.words import plain
from tests.hand_made import emergency, knowledge, ordinary, under_16, urgent
from tests.render.hostile import CLEAN, EVIL, hostile_assessments, hostile_knowledge
from tests.render.reading import Page

Make = Callable[[], Assessment]
ALL: tuple[Make, ...] = (ordinary, urgent, emergency, under_16)
READERS: tuple[Audience, ...] = ("runner", "clinician")


def markdown(made: Assessment, known: Knowledge | None = None, reader: Audience = "runner") -> str:
    return render(made, known or knowledge(), Format.MARKDOWN, Look(audience=reader))


def as_html(text: str) -> str:
    """What a mail program or a notebook makes of it."""
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("make", ALL)
def test_report(make: Make, reader: Audience, snapshot: SnapshotAssertion) -> None:
    assert markdown(make(), reader=reader) == snapshot


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("made", hostile_assessments(), ids=["ordinary", "urgent"])
def test_data_is_only_ever_text(made: Assessment, reader: Audience) -> None:
    text = markdown(made, hostile_knowledge(), reader)
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text
    )
    read = Page(as_html(text))
    table = {"table", "thead", "tbody", "tr", "th", "td", "code"}
    assert set(read.tags) <= {"h1", "h2", "h3", "p", "ul", "li", "strong", "blockquote"} | table
    assert read.text.count(CLEAN) >= 8


def test_hostile_text_reads_as_it_was_written() -> None:
    assert Page(as_html(written(EVIL))).text == CLEAN


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs", "Cc", "Cf"]), max_size=40))
def test_any_text_reads_as_it_was_written(text: str) -> None:
    page = MarkdownPage()
    page.paragraph(text)
    read = re.sub(r"</?p>", "", as_html(page.text()))
    assert "<" not in read
    assert unescape(read).split() == plain(text).split()


def told(made: Assessment) -> Iterator[str]:
    triage, contact = made.triage, made.contact
    yield from (triage.headline, contact.emergency, contact.note)
    yield from (each.because for each in triage.red_flags)
    if triage.urgency.value == "emergency":
        return
    yield triage.do
    yield from (triage.running.advice, triage.running.because, *made.safety_net, *made.limits)
    yield from (each.because for each in triage.not_cleared)
    yield from (each.name for each in (*made.sources, *made.contributors))
    for treatment in made.treatments:
        yield from (treatment.name, treatment.what, treatment.evidence)
    yield from (each.how for each in made.exercises)


@pytest.mark.parametrize("make", ALL)
def test_no_text_is_lost(make: Make) -> None:
    text = Page(as_html(markdown(make()))).text
    parts = [each for part in told(make()) for each in sentences(part)]
    assert [each for each in parts if each not in text] == []


def test_an_emergency_has_no_cause_no_treatment_and_no_clinic() -> None:
    other = ordinary()
    made = replace(emergency(), contact=other.contact, sources=other.sources)
    text = markdown(replace(made, exercises=other.exercises, treatments=other.treatments))
    names = [each.name for each in other.sources]
    names += [each.name for each in other.exercises] + [each.name for each in other.treatments]
    assert [each for each in (*names, "Example Clinic", "exercise") if each in text] == []
    assert text.startswith("# EMERGENCY: Get help now")


def test_what_is_not_checked_is_named() -> None:
    for reader in READERS:
        text = markdown(urgent(), reader=reader)
        assert "Trouble peeing" in text
        assert "Cancer in the spine" in text
        assert "no warning signs" not in text.lower()


def test_people_get_words_and_no_score() -> None:
    made = replace(ordinary(), limits=(), safety_net=())
    text = markdown(made)
    assert "%" not in text
    assert not [each for each in made.sources if f"{each.score:.2f}" in text]


def test_it_ends_with_one_newline_and_no_line_ends_in_blanks() -> None:
    text = markdown(ordinary())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert not [each for each in text.split("\n") if each != each.rstrip()]
