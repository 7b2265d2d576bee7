"""Our drawings of exercises: as SVG for a page, and as dots of braille for a terminal.

The dots are drawn from the SVG itself, which uses lines, two kinds of curves, circles and
rectangles in a box of 120 by 70.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from xml.etree import ElementTree as ET

Point = tuple[float, float]
COLUMNS, SCALE = 40, 2 / 3
DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
BRAILLE = 0x2800
STEPS, THICK = 12, 3.0
_SIZES = {"cx", "cy", "r", "x", "y", "width", "height"}
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4}


def drawing_svg(exercise: str) -> str:
    """Return the drawing of an exercise as SVG, or nothing if there is none."""
    folder = files("lowback.render") / "templates" / "exercises"
    known = {each.name: each for each in folder.iterdir()}
    file = known.get(f"{exercise}.svg")
    return file.read_text(encoding="utf-8") if file else ""


def drawing_lines(exercise: str) -> tuple[str, ...]:
    """Return the drawing in lines of at most 40 braille signs; none if there is no drawing."""
    svg = drawing_svg(exercise)
    if not svg:
        return ()
    dots = {
        (round(x * SCALE), round(y * SCALE))
        for x, y in _shape(ET.fromstring(svg), 1.0)  # noqa: S314 - our own file
    }
    rows = range(max(y for _, y in dots) // len(DOTS) + 1)
    lines = ("".join(_sign(dots, column, row) for column in range(COLUMNS)) for row in rows)
    return tuple(each.rstrip(chr(BRAILLE)) for each in lines if each.strip(chr(BRAILLE)))


def _sign(dots: set[tuple[int, int]], column: int, row: int) -> str:
    bits = (
        bit
        for down, pair in enumerate(DOTS)
        for right, bit in enumerate(pair)
        if (column * 2 + right, row * len(DOTS) + down) in dots
    )
    return chr(BRAILLE + sum(bits))


def _shape(element: ET.Element, width: float) -> Iterator[Point]:
    """Yield the points of an element and all within it; thick lines are two dots wide."""
    width = float(element.get("stroke-width", width))
    numbers = {key: float(value) for key, value in element.items() if key in _SIZES}
    match element.tag.rpartition("}")[2]:
        case "path":
            yield from _thick(_lines(_path(element.get("d", ""))), width)
        case "circle":
            yield from _disc(numbers["cx"], numbers["cy"], numbers["r"])
        case "rect":
            yield from _lines([_corners(**numbers)])
    for each in element:
        yield from _shape(each, width)


def _thick(points: Iterable[Point], width: float) -> Iterator[Point]:
    for x, y in points:
        yield x, y
        if width >= THICK:
            yield x + 1 / SCALE, y


def _disc(x: float, y: float, radius: float) -> Iterator[Point]:
    for right in range(-STEPS, STEPS + 1):
        for down in range(-STEPS, STEPS + 1):
            if right**2 + down**2 <= STEPS**2:
                yield x + radius * right / STEPS, y + radius * down / STEPS


def _corners(x: float, y: float, width: float, height: float, **_: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]


def _lines(strokes: Iterable[list[Point]]) -> Iterator[Point]:
    """Yield points along each stroke, closer together than dots."""
    for stroke in strokes:
        for (left, top), (right, bottom) in pairwise(stroke):
            steps = max(1, round(2 * max(abs(right - left), abs(bottom - top))))
            for at in range(steps + 1):
                yield left + (right - left) * at / steps, top + (bottom - top) * at / steps


def _path(text: str) -> list[list[Point]]:
    """Return the strokes of a path as points with straight lines between them."""
    strokes: list[list[Point]] = []
    tokens, command = _TOKEN.findall(text), "M"
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        count = _NUMBERS[command.upper()]
        numbers, tokens = [float(each) for each in tokens[:count]], tokens[count:]
        here = strokes[-1][-1] if strokes else (0.0, 0.0)
        points = _absolute(command, numbers, here)
        if command.upper() == "M":
            strokes.append(points)
        else:
            strokes[-1] += _curve([here, *points])
    return strokes


def _absolute(command: str, numbers: list[float], here: Point) -> list[Point]:
    x, y = here if command.islower() else (0.0, 0.0)
    match command.upper():
        case "H":
            return [(x + numbers[0], here[1])]
        case "V":
            return [(here[0], y + numbers[0])]
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [(x + right, y + down) for right, down in pairs]


def _curve(points: list[Point]) -> list[Point]:
    """Return points of the Bezier curve that these control; two make a straight line."""
    if len(points) == 2:  # noqa: PLR2004 - a straight line
        return points[1:]
    return [_on_curve(points, at / STEPS) for at in range(1, STEPS + 1)]


def _on_curve(points: list[Point], share: float) -> Point:
    while len(points) > 1:
        points = [
            (left + (right - left) * share, top + (bottom - top) * share)
            for (left, top), (right, bottom) in pairwise(points)
        ]
    return points[0]
