"""One file per report format; each turns an `Assessment` into text and decides nothing."""

from enum import StrEnum
from typing import Literal, assert_never

from msgspec import Struct

from lowback.engine.assessment import Assessment
from lowback.knowledge.schema import Knowledge

Audience = Literal["runner", "clinician"]


class Format(StrEnum):
    """The formats of a report."""

    TERMINAL = "terminal"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    FHIR = "fhir"


class Look(Struct, frozen=True):
    """How a report may look: columns, colour, plain ASCII, and who will read it.

    `accessible` means plain lines without bars, rules and columns. `answer` asks for the answer
    on one screen in place of the whole report, with `below` lines of the screen left free;
    `references` for the reference of every claim. `program` is what to type to start this one.
    """

    width: int = 80
    colour: bool = False
    ascii_only: bool = False
    audience: Audience = "runner"
    accessible: bool = False
    answer: bool = False
    below: int = 0
    references: bool = False
    program: str = "lowback"


def render(assessment: Assessment, knowledge: Knowledge, as_format: Format, look: Look) -> str:
    """Return the report as text, importing only the format that was asked for."""
    match as_format:
        case Format.TERMINAL if look.answer:
            from lowback.render.answer.terminal import report
        case Format.TERMINAL:
            from lowback.render.report.terminal import report
        case Format.JSON:
            from lowback.render.report.json import report
        case Format.MARKDOWN:
            from lowback.render.report.markdown import report
        case Format.HTML:
            from lowback.render.report.html import report
        case Format.FHIR:
            from lowback.render.report.fhir import report
        case _:
            assert_never(as_format)
    return report(assessment, knowledge, look)
