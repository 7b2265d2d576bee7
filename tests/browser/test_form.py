"""The page that runners fill in: the same questions and rules, silent, for every phone."""

import json
from pathlib import Path

import pytest

from lowback.engine.answers import read_answers
from lowback.engine.triage import check_red_flags
from tests.browser.driver import Browser
from tests.browser.filled_in import Page, written
from tests.browser.form_answers import ALARM, ORDINARY, SIGNS, worst
from tests.browser.pages import SHIPPED
from tests.program import run

pytestmark = pytest.mark.browser


def test_it_asks_for_nothing_and_works_without_a_network(browser: Browser, file: Path) -> None:
    browser.offline(yes=True)
    page = Page(browser, file)
    page.start()
    page.answer_all({**dict.fromkeys(SIGNS, "no"), **ORDINARY})
    page.press("All right, go on")
    page.press("Save my answers")
    page.press("Copy as text")
    assert page.heading == "Hand in your answers"
    asked = {each for each in browser.requests() if not each.startswith(("data:", "blob:"))}
    assert asked == {file.as_uri()}
    assert browser.console() == []
    browser.offline(yes=False)


def test_what_is_saved_is_read_by_the_command_line(page: Page, tmp_path: Path) -> None:
    page.browser.keep_downloads_in(tmp_path)
    page.answer_all({**dict.fromkeys(SIGNS, "no"), **ORDINARY})
    page.press("All right, go on")
    page.browser.run(
        "const name = document.getElementById('name'); name.value = 'José García / ☺';"
        "name.dispatchEvent(new Event('change'));"
    )
    page.press("Save my answers")
    (saved,) = page.browser.downloaded(tmp_path)
    assert saved.name.startswith("answers-José-García-20")
    document = json.loads(saved.read_bytes())
    assert (document["schema"], document["name"]) == ("lowback/answers/1", "José García / ☺")
    assert document["knowledge"] == {"version": SHIPPED.about.version, "sha256": SHIPPED.sha256}
    done = run("assess", "--answers", saved, "--format", "json")
    assert done.returncode == 0, done.stderr
    found = {each["question"]: each["value"] for each in json.loads(done.stdout)["answers"]}
    assert found == {**document["answers"], **ORDINARY}


def test_an_emergency_is_confirmed_once_and_stops_everything(page: Page) -> None:
    while ALARM.id not in page.asked:
        page.answer({})
    page.fill({ALARM.id: "yes"})
    page.press("No to all that are left")
    page.press("Next")
    while page.asked:  # a follow-up that could calm it comes first
        page.fill({each: worst(each) for each in page.asked})
        page.press("Next")
    assert page.heading == "Please check this"
    assert ALARM.ask in page.text
    page.press("Yes, that is right")
    assert page.heading == SHIPPED.urgencies[check_emergency()].headline
    assert "Call 999" in page.text
    assert "Say on the phone" in page.text
    assert page.browser.run("return document.querySelector('a.call').href") == "tel:999"
    assert page.asked == []
    assert not page.press("Next")
    page.browser.driver.refresh()
    page.press("Go on with them")
    assert page.heading == "Please check this"


def check_emergency() -> str:
    return check_red_flags(read_answers({ALARM.id: "yes"}, SHIPPED, "file"), SHIPPED).urgency


def test_a_mistake_is_taken_back_with_everything_else_kept(page: Page) -> None:
    while ALARM.id not in page.asked:
        page.answer({})
    screen = page.asked
    other = next(each for each in screen if each != ALARM.id)
    page.fill({ALARM.id: "yes", other: "unsure"})
    page.press("No to all that are left")
    page.press("Next")
    while page.asked:
        page.fill({each: worst(each) for each in page.asked})
        page.press("Next")
    page.press("No, go back and change it")
    assert page.asked == screen
    chosen = page.browser.run(
        "return Object.fromEntries([...document.querySelectorAll('input:checked')]"
        ".map(each => [each.name, each.value]))"
    )
    assert chosen == {**dict.fromkeys(screen, "no"), ALARM.id: "yes", other: "unsure"}


def test_nothing_is_chosen_and_a_line_without_an_answer_is_never_a_no(page: Page) -> None:
    while len(page.asked) < 2:
        page.answer({})
    assert page.browser.run("return document.querySelectorAll('input:checked').length") == 0
    screen = page.asked
    page.fill({screen[0]: "no"})
    page.press("Next")
    assert page.asked == screen
    assert "Please answer each line" in page.text
    assert screen[1] not in page.document()["answers"]


def test_the_draft_survives_a_reload_and_one_button_clears_it(page: Page) -> None:
    while len(page.asked) < 2:
        page.answer({})
    first = page.asked
    page.answer({})
    page.fill({page.asked[0]: "unsure"})
    second = page.asked
    page.browser.driver.refresh()
    assert "answers from before" in page.text
    page.press("Go on with them")
    assert page.asked == second
    assert page.browser.run("return document.querySelector('input:checked').value") == "unsure"
    page.press("Back")
    assert page.asked == first
    page.browser.run("window.confirm = () => true; document.getElementById('clear').click()")
    assert page.browser.run("return localStorage.length") == 0
    page.browser.driver.refresh()
    assert "answers from before" not in page.text


def test_signs_of_another_day_are_asked_again(page: Page) -> None:
    while len(page.asked) < 2:
        page.answer({"age": 34})
    page.answer({})
    page.browser.run(
        "const draft = JSON.parse(localStorage.getItem(DRAFT));"
        "draft.at -= 25 * 3600 * 1000; localStorage.setItem(DRAFT, JSON.stringify(draft));"
    )
    page.browser.driver.refresh()
    assert "Warning signs can change in a day" in page.text
    page.press("Go on with them")
    assert not set(page.document()["answers"]) & set(SIGNS)


def test_going_back_keeps_what_was_chosen(page: Page) -> None:
    asked = []
    for _ in range(12):
        asked.append(page.asked)
        page.answer({"age": 34})
    for screen in reversed(asked):
        page.press("Back")
        assert page.asked == screen
    assert page.document()["answers"].keys() >= set(SIGNS) & {each for s in asked for each in s}


def test_review_shows_everything_and_changes_it(page: Page) -> None:
    page.answer_all({**dict.fromkeys(SIGNS, "no"), **ORDINARY})
    assert page.heading == "Your answers"
    label = SHIPPED.questions["pain_now"].label
    assert f"{label}\n3 out of 10" in page.text
    page.browser.run(
        "document.querySelector(arguments[0]).click()", f'[aria-label="Change: {label}"]'
    )
    assert page.asked == ["pain_now"]
    page.answer({"pain_now": 7})
    assert page.heading == "Your answers"
    assert page.document()["answers"]["pain_now"] == 7


@pytest.mark.parametrize(
    ("typed", "unit", "kept"),
    [("30", "0", 30), ("30", "1", 30 * 1.609344), ("12,5", "0", 12.5), ("0", "0", 0)],
)
def test_numbers_in_the_units_that_people_use(
    page: Page, typed: str, unit: str, kept: float
) -> None:
    while page.asked != ["weekly_km"]:
        page.answer({**dict.fromkeys(SIGNS, "no"), "running_now": "as_usual"})
    page.browser.run(
        "const box = document.querySelector('fieldset');"
        "box.querySelector('input').value = arguments[0];"
        "box.querySelector('select').value = arguments[1];",
        typed, unit,
    )  # fmt: skip
    page.press("Next")
    page.press("Next")
    assert page.document()["answers"]["weekly_km"] == kept


@pytest.mark.parametrize("typed", ["1,200", "1.200", "-3", "9e9", "abc", "999999"])
def test_a_number_that_may_be_another_is_asked_again(page: Page, typed: str) -> None:
    while page.asked != ["weekly_km"]:
        page.answer({**dict.fromkeys(SIGNS, "no"), "running_now": "as_usual"})
    page.browser.run("document.querySelector('fieldset input').value = arguments[0]", typed)
    page.press("Next")
    assert page.asked == ["weekly_km"]
    assert page.browser.run("return document.querySelector('.problem').textContent")


def test_a_mail_says_nothing_of_health(browser: Browser, tmp_path: Path) -> None:
    made = written(tmp_path / "form.html", SHIPPED, country="GB", to="coach@club.example")
    page = Page(browser, made)
    page.start()
    page.answer_all({**dict.fromkeys(SIGNS, "no"), **ORDINARY})
    page.press("All right, go on")
    address = browser.run("return document.querySelector('a.button').href")
    assert address.startswith("mailto:coach@club.example?subject=Answers%20to%20your%20questions&")
    assert not {"back", "pain", "health", "lowback", "injur"} & set(
        address.casefold().replace("%20", " ").split()
    )


def test_urgent_answers_are_not_handed_in_without_a_word(page: Page) -> None:
    urgent = next(
        each for each in SIGNS
        if check_red_flags(
            read_answers({**dict.fromkeys(SIGNS, "no"), each: "yes"}, SHIPPED, "file"), SHIPPED
        ).urgency == "urgent"
        and SHIPPED.questions[each].ask_when is None
    )  # fmt: skip
    page.answer_all({**dict.fromkeys(SIGNS, "no"), **ORDINARY, urgent: "yes"})
    page.press("All right, go on")
    assert SHIPPED.urgencies["urgent"].headline.partition("{")[0] in page.text
    assert "{" not in page.text


def test_answers_are_shared_as_a_file_where_a_phone_can(page: Page) -> None:
    """A browser without a window shares nothing, so its sheet is replaced by one that listens."""
    page.browser.run(
        "navigator.canShare = ({files}) => files.length === 1;"
        "navigator.share = async ({files}) => { window.shared = await files[0].text(); };"
    )
    page.answer_all({**dict.fromkeys(SIGNS, "no"), **ORDINARY})
    page.press("All right, go on")
    assert page.press("Share")
    shared = page.browser.wait_for(
        "while (!window.shared) await new Promise(done => setTimeout(done, 20));"
        "return window.shared;"
    )
    assert json.loads(shared) == page.document()
