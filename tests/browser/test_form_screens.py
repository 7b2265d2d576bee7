"""Every screen of the page that runners fill in: on a small phone, and with the keyboard alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from lowback.knowledge.load import load_knowledge
from tests.browser.driver import Browser
from tests.browser.filled_in import Page, written
from tests.browser.form_answers import ALARM, SIGNS, worst
from tests.browser.test_pages import AXE, SCHEMES
from tests.robustness.poison import MARKUP, poisoned

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parents[2] / "build" / "pictures"


def test_with_the_keyboard_alone(browser: Browser, file: Path) -> None:
    """Tab and arrows reach everything, in the order in which it is read."""
    page = Page(browser, file)
    page.start()
    while len(page.asked) < 2:
        page.answer({"age": 34})
    screen = page.asked
    for _ in screen:
        _tab_to(browser, "input[type=radio]")
        browser.keys(Keys.SPACE, Keys.ARROW_DOWN)  # from yes to no
    _tab_to(browser, "button.main")
    browser.keys(Keys.ENTER)
    assert page.asked != screen
    assert page.document()["answers"].items() >= dict.fromkeys(screen, "no").items()
    assert browser.run("return document.activeElement.tagName") == "H1"


def _tab_to(browser: Browser, selector: str) -> None:
    for _ in range(60):
        browser.keys(Keys.TAB)
        if browser.run("return document.activeElement.matches(arguments[0])", selector):
            return
    pytest.fail(f"no tab leads to {selector}")


ORDER = """
const tops = [...document.querySelectorAll('button, input, select, summary, a[href]')]
  .filter(each => each.offsetParent).map(each => Math.round(each.getBoundingClientRect().top));
return tops.every((each, at) => at === 0 || each >= tops[at - 1] - 30);
"""


def _every_kind_of_screen(page: Page) -> Iterator[str]:
    """Show the start, a screen of each kind, the review, the end, and an emergency."""
    page.browser.open(page.file, width=320)
    yield "start"
    page.start(width=320)
    shown: set[str] = set()
    while page.asked:
        kind = page.browser.run("return document.querySelector('fieldset').className")
        if kind not in shown:
            shown.add(kind)
            yield kind
        page.answer({**dict.fromkeys(SIGNS, "no"), "age": 34})
    yield "review"
    page.press("All right, go on")
    yield "end"
    page.start(width=320)
    while ALARM.id not in page.asked:
        page.answer({"age": 34})
    page.answer({ALARM.id: "yes"})
    while page.asked:
        page.fill({each: worst(each) for each in page.asked})
        page.press("Next")
    yield "check"
    page.press("Yes, that is right")
    yield "emergency"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_screen_is_readable_on_a_small_phone(
    browser: Browser, file: Path, axe: str, scheme: str
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser.look(scheme)
    for name in _every_kind_of_screen(Page(browser, file)):
        browser.look(scheme)
        browser.picture(PICTURES / f"form-{name}-{scheme}.png")
        assert browser.cut() == [], name
        assert browser.smallest_text() >= 14, name
        assert browser.run(ORDER), name
        browser.run(axe)
        assert browser.wait_for(AXE) == [], name


def test_words_of_the_knowledge_are_text(browser: Browser, tmp_path: Path) -> None:
    spoiled = load_knowledge(poisoned(tmp_path))
    page = Page(browser, written(tmp_path / "form.html", spoiled))
    page.start()
    assert MARKUP in page.text
    assert browser.run("return document.querySelectorAll('script').length") == 2
    assert browser.console() == []
