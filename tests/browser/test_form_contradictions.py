"""Two answers that can hardly both be true: the page asks about them as the terminal does."""

from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from lowback.engine.answers import read_answers
from lowback.engine.contradictions import BOTH, HELP, LABEL, PLACE
from lowback.interview.contradictions import which_one
from tests.browser.driver import Browser
from tests.browser.filled_in import Page, written
from tests.browser.form_answers import ALARM, worst
from tests.browser.pages import SHIPPED
from tests.browser.test_pages import AXE, SCHEMES

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parents[2] / "build" / "pictures"
FOOT, LEG = "rf_foot_drop", "leg_sensation"
WEAK: dict[str, object] = {FOOT: "no", LEG: "weakness"}
TOLD: dict[str, dict[str, object]] = {
    "foot_lifts_and_drags": WEAK,
    "both_legs_denied": {"rf_both_legs": "no", "leg_pain_reach": "both_legs"},
    "leg_pain_that_goes_nowhere": {"pain_location": ["mostly_leg"], "leg_pain_reach": "none"},
    "stress_fracture_denied": {
        "bone_risk": ["none"], "past_episodes": ["earlier_stress_fracture"],
    },
}  # fmt: skip
CHECK = "Please check this"


def until(page: Page, heading: str, given: dict[str, object]) -> None:
    """Answer screen after screen until this heading stands."""
    while page.heading != heading:
        page.answer({"age": 34, **given})


def chosen(page: Page) -> list[str]:
    """What is ticked on the screen."""
    found: list[str] = page.browser.run(
        "return [...document.querySelectorAll('input:checked')].map(each => each.value)"
    )
    return found


@pytest.mark.parametrize("name", SHIPPED.contradictions)
def test_every_pair_is_shown_once_in_the_words_of_the_terminal(page: Page, name: str) -> None:
    said = TOLD[name]
    until(page, PLACE, said)
    shown = which_one(SHIPPED.contradictions[name], read_answers(said, SHIPPED, "file"), SHIPPED)
    lines = page.browser.run(
        "return [...document.querySelectorAll('#main p')].map(e => e.innerText)"
    )
    assert lines == [*_sentences(shown.text, name), HELP]
    labels = page.browser.run(
        "return [...document.querySelectorAll('#main button')].map(each => each.textContent)"
    )
    assert labels == [each.label for each in shown.options]
    page.press(BOTH)
    while page.asked:
        page.answer({"age": 34, **said})
    assert page.heading == "Your answers"
    assert page.document()["answers"].items() >= said.items()


def _sentences(text: str, name: str) -> list[str]:
    """The text of the terminal as the page breaks it: each answer, why, and what to ask again."""
    because = SHIPPED.contradictions[name].because
    told, ask = text.split(because)
    one, other = told.strip().split(" You said: ")
    return [one, f"You said: {other}", because, ask.strip()]


def test_the_one_that_was_wrong_is_asked_again_by_itself(page: Page) -> None:
    until(page, PLACE, WEAK)
    page.press(SHIPPED.questions[FOOT].label)
    assert (page.asked, chosen(page)) == ([FOOT], ["no"])
    assert not page.press("No to all that are left")
    page.fill({FOOT: "yes"})
    page.press("Next")
    assert page.asked == list(SHIPPED.questions[FOOT].clarify[:1])
    told = page.document()["answers"]
    assert (told[FOOT], told[LEG]) == ("yes", "weakness")


@pytest.mark.parametrize("again", [FOOT, LEG])
def test_the_same_answer_again_keeps_both_and_goes_on(page: Page, again: str) -> None:
    until(page, PLACE, WEAK)
    page.press(SHIPPED.questions[again].label)
    assert page.asked == [again]
    page.press("Next")
    assert page.heading not in {PLACE, CHECK}
    assert page.document()["answers"].items() >= WEAK.items()
    page.browser.driver.refresh()
    page.press("Go on with them")
    assert page.heading != PLACE


def test_a_page_that_was_closed_asks_again_and_keeps_both_answers(page: Page) -> None:
    until(page, PLACE, WEAK)
    page.browser.driver.refresh()
    page.press("Go on with them")
    assert page.heading == PLACE
    assert page.document()["answers"].items() >= WEAK.items()


def test_it_never_stands_before_an_emergency_and_is_not_lost_by_one(page: Page) -> None:
    """One screen brings both; the alarm comes first, and the pair once that was a mistake."""
    until(page, "Your answers", {FOOT: "unsure", LEG: "weakness"})
    label = f"Change: {SHIPPED.questions[FOOT].label}"
    page.browser.run("document.querySelector(`[aria-label='${arguments[0]}']`).click()", label)
    page.fill({FOOT: "no", ALARM.id: "yes"})
    page.press("Next")
    while page.asked:  # a follow-up that could calm it comes first
        page.fill({each: worst(each) for each in page.asked})
        page.press("Next")
    assert page.heading == CHECK
    page.press("No, go back and change it")
    page.fill({ALARM.id: "no"})
    page.press("Next")
    assert page.heading == PLACE


def test_a_coach_is_asked_again_about_the_runner(browser: Browser, tmp_path: Path) -> None:
    page = Page(browser, written(tmp_path / "form.html", SHIPPED, country="GB", voice="coach"))
    page.start()
    until(page, PLACE, WEAK)
    page.press(SHIPPED.questions[FOOT].label)
    assert SHIPPED.questions[FOOT].ask_coach in page.text


@pytest.mark.parametrize("scheme", SCHEMES)
def test_with_the_keyboard_alone_on_a_small_phone(
    browser: Browser, file: Path, axe: str, scheme: str
) -> None:
    page = Page(browser, file)
    page.start(width=320)
    until(page, PLACE, WEAK)
    browser.look(scheme)
    PICTURES.mkdir(parents=True, exist_ok=True)
    browser.picture(PICTURES / f"form-which-one-{scheme}.png")
    assert browser.cut() == []
    assert browser.smallest_text() >= 14
    browser.run(axe)
    assert browser.wait_for(AXE) == []
    assert browser.run("return document.activeElement.textContent") == PLACE
    assert browser.run("return document.querySelector('[role=group]').ariaLabel") == LABEL
    browser.keys(Keys.TAB, Keys.TAB, Keys.TAB)
    assert browser.run("return document.activeElement.textContent") == BOTH
    browser.keys(Keys.ENTER)
    assert page.heading != PLACE
    assert browser.run("return document.activeElement.tagName") == "H1"
