"""What is answered in the page that runners fill in."""

from datetime import date

from tests.browser.pages import SHIPPED

DAY = date(2026, 11, 23)
SIGNS = [each.id for each in SHIPPED.red_flag_questions() if each.kind == "yes_no_unsure"]
ORDINARY = {"age": 34, "pain_now": 3, "running_now": "as_usual", "weekly_km": 30}
ALARM = next(each for each in SHIPPED.red_flag_questions() if each.emergency)


def worst(name: str) -> str:
    return SHIPPED.questions[name].choice_ids[0]
