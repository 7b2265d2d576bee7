"""The HTML pages in a real browser: silent, readable for everyone, and short on paper."""

from pathlib import Path

import pytest

from lowback.render import Audience, Format, Look, render
from tests.browser.driver import Browser, Scheme, paper, sheets
from tests.browser.pages import PAGES, SHIPPED, drawn, html

pytestmark = pytest.mark.browser
READERS: tuple[Audience, ...] = ("runner", "clinician")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SHOWN = ("ordinary", "urgent", "emergency")
PICTURES = Path(__file__).parents[2] / "build" / "pictures"
SMALLEST = 14
A4 = {(210, 297)}
SIDES: dict[Audience, int] = {"runner": 6, "clinician": 2}
PAPER, PAPER_HAND_OVER = 11 * 96 / 72, 9 * 96 / 72  # points in pixels
PRINTED = (round(184 / 25.4 * 96), round(273 / 25.4 * 96))  # A4 without its margins
CARD = "return document.querySelector('.card').getBoundingClientRect().height"
AXE = """
return (await axe.run(document, {runOnly: [
  'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice',
]})).violations.map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' | '));
"""


@pytest.fixture(params=[(name, reader) for name in PAGES for reader in READERS], ids="-".join)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    name, reader = request.param
    file = tmp_path / "report.html"
    file.write_text(html(name, reader), encoding="utf-8")
    return file


def test_it_opens_without_a_word_and_asks_for_nothing(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.console() == []
    assert [each for each in browser.requests() if not each.startswith("data:")] == [page.as_uri()]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(browser: Browser, page: Path, axe: str, scheme: Scheme) -> None:
    for width in (320, 1280):
        browser.open(page, width=width, scheme=scheme)
        browser.cut()
        browser.run(axe)
        assert browser.wait_for(AXE) == []


def test_it_is_readable_on_a_small_phone_and_at_twice_the_size(
    browser: Browser, page: Path
) -> None:
    for width, zoom in ((320, 1), (640, 2), (1280, 1), (1280, 2), (1280, 4)):
        browser.open(page, width=width, zoom=zoom)
        assert browser.cut() == []
        assert browser.smallest_text() >= SMALLEST


def test_it_is_readable_with_twice_as_large_letters(browser: Browser, page: Path) -> None:
    for width in (640, 1280):
        browser.open(page, width=width)
        browser.run("document.documentElement.style.fontSize = '200%'")
        assert browser.cut() == []


def test_it_prints_on_few_sides_of_a4(browser: Browser, page: Path) -> None:
    browser.open(page)
    printed = browser.pdf()
    assert paper(printed) == A4
    handed = 'class="page sheet"' in page.read_text(encoding="utf-8")
    assert sheets(printed) <= SIDES["clinician" if handed else "runner"]


def test_paper_is_large_enough_to_read_and_begins_with_the_whole_answer(
    browser: Browser, page: Path
) -> None:
    browser.open(page, width=PRINTED[0])
    browser.print_look()
    handed = 'class="page sheet"' in page.read_text(encoding="utf-8")
    assert browser.smallest_text() >= (PAPER_HAND_OVER if handed else PAPER) - 0.1
    assert handed or browser.run(CARD) <= PRINTED[1]


@pytest.mark.parametrize("seed", range(40))
def test_any_result_prints_on_few_sides(browser: Browser, tmp_path: Path, seed: int) -> None:
    made, file = drawn(seed), tmp_path / "report.html"
    for reader, most in SIDES.items():
        page = render(made, SHIPPED, Format.HTML, Look(audience=reader))
        file.write_text(page, encoding="utf-8")
        browser.open(file)
        assert sheets(browser.pdf()) <= most


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", SHOWN)
def test_pictures_to_look_at(browser: Browser, tmp_path: Path, name: str, scheme: Scheme) -> None:
    file = tmp_path / "report.html"
    PICTURES.mkdir(parents=True, exist_ok=True)
    file.write_text(html(name), encoding="utf-8")
    for width in (320, 1280):
        browser.open(file, width=width, scheme=scheme)
        picture = PICTURES / f"{name}-{scheme}-{width}.png"
        browser.picture(picture)
        assert picture.stat().st_size > 0
