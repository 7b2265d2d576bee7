"""The page that runners fill in: the same questions and rules, silent, for every phone."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from selenium.webdriver.common.keys import Keys

from lowback.cases.run import Case, read_cases
from lowback.engine.answers import Answers, read_answers, with_derived
from lowback.engine.assess import Context, assess
from lowback.engine.conditions import holds
from lowback.engine.triage import check_red_flags
from lowback.interview.steps import steps, without_orphans
from lowback.knowledge.load import load_knowledge
from lowback.knowledge.schema import Question, QuestionKind
from tests.browser.driver import Browser
from tests.browser.filled_in import Page, written
from tests.browser.pages import SHIPPED
from tests.browser.test_pages import AXE, SCHEMES
from tests.robustness.poison import MARKUP, poisoned
from tests.robustness.programs import run

pytestmark = pytest.mark.browser
DAY = date(2026, 11, 23)
PICTURES = Path(__file__).parents[2] / "build" / "pictures"
SIGNS = [each.id for each in SHIPPED.red_flag_questions() if each.kind == "yes_no_unsure"]
WHOLE = [each for each in read_cases(Path(__file__).parents[1] / "cases") if each.kind == "whole"]
ORDINARY = {"age": 34, "pain_now": 3, "running_now": "as_usual", "weekly_km": 30}
ALARM = next(each for each in SHIPPED.red_flag_questions() if each.emergency)


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("form") / "form.html", SHIPPED, country="GB")


@pytest.fixture
def page(browser: Browser, file: Path) -> Page:
    made = Page(browser, file)
    made.start()
    return made


def drawn(random: Random) -> dict[str, object]:
    """Draw answers: few or many, calm or not, ranges in place of numbers, ticks together."""
    share, calm = random.choice([0.05, 0.3, 0.8]), random.choice([0.5, 0.9, 0.99])
    found: dict[str, object] = {}
    for question in SHIPPED.questions.values():
        if random.random() < share and not question.self_test and not question.derive:
            found[question.id] = _value(question, random, calm)
    return found


def _value(question: Question, random: Random, calm: float) -> object:
    match question.kind:
        case QuestionKind.YES_NO_UNSURE:
            return "no" if random.random() < calm else random.choice(["yes", "unsure"])
        case QuestionKind.SEVERAL:
            mixed = [each.id for each in question.choices if not each.exclusive]
            alone = [[each.id] for each in question.choices if each.exclusive]
            return random.choice([random.sample(mixed, random.randint(1, 3)), *alone])
        case QuestionKind.NUMBER if not question.choices or random.random() < 0.6:
            least, most = question.at_least or 0, question.at_most or 100
            return random.choice([round(random.uniform(least, most), 1), float(int(least)), most])
    return random.choice(question.choice_ids)


def test_the_rules_of_the_page_are_those_of_the_engine(page: Page) -> None:
    random = Random(1)  # noqa: S311 - the same answers every time
    raw = [drawn(random) for _ in range(3000)]
    for at in range(0, len(raw), 500):
        some = raw[at : at + 500]
        found = page.browser.run(
            "return arguments[0].map(each => { const t = triage(each);"
            " return [t.urgency, t.raised.map(rule => rule.id), t.unchecked, t.ranked]; })",
            some,
        )
        for given, said in zip(some, found, strict=True):
            alarm = check_red_flags(read_answers(given, SHIPPED, "file"), SHIPPED)
            raised = [each.id for each in alarm.raised]
            assert said == [alarm.urgency, raised, list(alarm.unchecked), alarm.ranked], given


def test_the_page_asks_what_the_interview_asks(page: Page) -> None:
    random = Random(2)  # noqa: S311 - the same answers every time
    raw = [drawn(random) for _ in range(300)]
    found = page.browser.run(
        "return arguments[0].map(each => screens("
        "{answers: each, seen: Object.keys(each)}).flatMap(idsOf).sort())",
        raw,
    )
    for given, asked in zip(raw, found, strict=True):
        answers = read_answers(given, SHIPPED, "file")
        assert asked == sorted(_asked(answers, frozenset(given))), given


def _asked(answers: Answers, seen: frozenset[str]) -> Iterator[str]:
    for step in steps(SHIPPED, answers, seen):
        yield from (each.id for each in step.questions if each.depth != "full")


def test_conditions_are_unknown_where_the_engine_says_so(page: Page) -> None:
    random = Random(3)  # noqa: S311 - the same answers every time
    asked = [each for each in SHIPPED.questions.values() if each.ask_when and not each.self_test]
    raw = [drawn(random) for _ in range(300)]
    found = page.browser.run(
        "const [raw, ids] = arguments; return raw.map(each => ids.map("
        "id => holds(KNOWN.questions[id].when, readAll(each))))",
        raw, [each.id for each in asked],
    )  # fmt: skip
    for given, outcomes in zip(raw, found, strict=True):
        answers = read_answers(given, SHIPPED, "file")
        assert outcomes == [
            holds(each.ask_when, answers, SHIPPED) if each.ask_when else None for each in asked
        ]


@pytest.mark.parametrize("case", WHOLE, ids=lambda case: str(case.id))
def test_a_whole_interview_gives_what_a_plain_run_gives(page: Page, case: Case) -> None:
    """Typed in screen by screen; an emergency stops it, everything else comes out whole."""
    plain = read_answers({**dict.fromkeys(SIGNS, "no"), **case.answers}, SHIPPED, "file")
    given = {name: each.value for name, each in plain.items() if each.origin != "derived"}
    asked = page.answer_all(given)
    document = page.document()
    once = {name for screen in asked for name in screen}
    asked_for = {name: value for name, value in plain.items() if name in once}
    applied = without_orphans(asked_for, SHIPPED)
    expected = assess(with_derived(applied, SHIPPED), SHIPPED, Context(DAY, "GB"))
    made = assess(read_answers(document["answers"], SHIPPED, "file"), SHIPPED, Context(DAY, "GB"))
    assert made == expected
    if made.triage.urgency == "emergency":
        assert page.heading == "Please check this"
    else:
        assert page.heading == "Your answers"
        at_home = {each for each in plain if SHIPPED.questions[each].self_test}
        without = {name: each for name, each in plain.items() if name not in at_home}
        assert made.triage.urgency == check_red_flags(without, SHIPPED).urgency


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
        page.fill({each: _worst(each) for each in page.asked})
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


def _worst(name: str) -> str:
    return SHIPPED.questions[name].choice_ids[0]


def test_a_mistake_is_taken_back_with_everything_else_kept(page: Page) -> None:
    while ALARM.id not in page.asked:
        page.answer({})
    screen = page.asked
    other = next(each for each in screen if each != ALARM.id)
    page.fill({ALARM.id: "yes", other: "unsure"})
    page.press("No to all that are left")
    page.press("Next")
    while page.asked:
        page.fill({each: _worst(each) for each in page.asked})
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
        page.fill({each: _worst(each) for each in page.asked})
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


def _calmed() -> Iterator[tuple[str, str, str]]:
    """Signs whose yes is an emergency, with a follow-up and an answer to it that is none."""
    for sign in SHIPPED.questions.values():
        if sign.emergency and len(sign.clarify) == 1:
            for choice in SHIPPED.questions[sign.clarify[0]].choice_ids:
                alone = {sign.id: "yes", sign.clarify[0]: choice}
                raised = check_red_flags(read_answers(alone, SHIPPED, "file"), SHIPPED)
                if raised.urgency != "emergency" and choice != "unsure":
                    yield sign.id, sign.clarify[0], choice


def test_a_follow_up_that_calms_comes_before_any_alarm(page: Page) -> None:
    sign, follow_up, choice = next(_calmed())
    while sign not in page.asked:
        page.answer({})
    page.answer({sign: "yes"})
    assert page.asked == [follow_up]
    page.answer({follow_up: choice})
    assert page.heading != "Please check this"
    assert page.document()["answers"].items() >= {sign: "yes", follow_up: choice}.items()


def test_a_follow_up_that_is_left_out_keeps_the_stricter_reading(page: Page) -> None:
    sign, follow_up, _ = next(_calmed())
    while sign not in page.asked:
        page.answer({})
    page.answer({sign: "yes"})
    assert page.asked == [follow_up]
    page.press("Leave out")
    assert page.heading == "Please check this"


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
