"""BMI from height and mass inside a frame, with the same rounding as for one runner.

For one runner the value is rounded to one decimal before it is compared. Here it is compared
unrounded with the smallest number that still rounds up to each limit, so that no row differs.
"""

import math
from collections.abc import Mapping

import narwhals as nw

from lowback.batch.program.encoding import NO_BAND, UNANSWERED, Coded
from lowback.knowledge.schema import Knowledge, Question

DECIMALS = 1
STEP = 0.1
HEIGHT, MASS = "height_cm", "weight_kg"


def derived_columns(
    coded: Coded, present: Mapping[str, Coded], knowledge: Knowledge
) -> list[nw.Expr]:
    """Return the question's columns, filled from height and mass where it has no answer."""
    height, mass = present[HEIGHT], present[MASS]
    value = nw.col(mass.low) / (nw.col(height.low) / 100) ** 2
    question = coded.question
    exact = (nw.col(height.low) == nw.col(height.high)) & (nw.col(mass.low) == nw.col(mass.high))
    fits = exact & (nw.col(coded.code) == UNANSWERED) & _in_range(value, question)
    snapped = _snapped(value, sorted(_limits(question, knowledge)))
    code = nw.lit(NO_BAND, nw.Int16)
    for at, band in enumerate(question.choices):
        inside = [nw.lit(value=True)]
        if band.from_ is not None:
            inside.append(value >= reaches(band.from_))
        if band.below is not None:
            inside.append(value < reaches(band.below))
        if len(inside) > 1:
            code = (
                nw.when(nw.all_horizontal(*inside, ignore_nulls=False))
                .then(nw.lit(at, nw.Int16))
                .otherwise(code)
            )
    return [
        nw.when(fits).then(code).otherwise(nw.col(coded.code)).alias(coded.code),
        nw.when(fits).then(snapped).otherwise(nw.col(coded.low)).alias(coded.low),
        nw.when(fits).then(snapped).otherwise(nw.col(coded.high)).alias(coded.high),
    ]


def can_derive(question: Question, present: Mapping[str, Coded]) -> bool:
    """Whether the frame holds what the question follows from."""
    return question.derive == "bmi" and HEIGHT in present and MASS in present


def reaches(limit: float) -> float:
    """Return the smallest number that is at least `limit` once rounded to one decimal."""
    low, high = limit - STEP, limit + STEP
    while math.nextafter(low, high) < high:
        middle = low + (high - low) / 2
        low, high = (low, middle) if round(middle, DECIMALS) >= limit else (middle, high)
    return high


def _in_range(value: nw.Expr, question: Question) -> nw.Expr:
    least = reaches(question.at_least) if question.at_least is not None else 0.0
    beyond = math.inf if question.at_most is None else question.at_most
    return (value >= least) & (value < reaches(math.nextafter(beyond, math.inf)))


def _snapped(value: nw.Expr, limits: list[float]) -> nw.Expr:
    """The highest limit that the rounded value reaches: it compares like the value itself."""
    snapped = nw.lit(0.0)
    for limit in limits:
        snapped = nw.when(value >= reaches(limit)).then(nw.lit(limit)).otherwise(snapped)
    return snapped


def _limits(question: Question, knowledge: Knowledge) -> set[float]:
    """Every number that a rule or a band compares the question with."""
    ends = {each for band in question.choices for each in (band.from_, band.below)}
    compared = {
        limit
        for condition in knowledge.every_condition()
        if condition.question == question.id
        for limit in (condition.at_least, condition.below)
    }
    return {each for each in ends | compared if each is not None}
