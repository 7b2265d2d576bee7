"""The day of the answers, from the columns that forms add."""

from datetime import date

import pytest

from lowback.batch.summary.answer_dates import answer_dates, date_column

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        (["2026-11-20 09:02:11"], [(11, 20)]),
        (["2026/11/20 9:02:11 AM GMT+1"], [(11, 20)]),
        (["11/20/2026 9:02:11", "11/3/2026 8:00"], [(11, 20), (11, 3)]),
        (["20/11/2026 09:02", "3/11/2026 8:00"], [(11, 20), (11, 3)]),
        (["20.11.2026 09:02:11", "03.11.26"], [(11, 20), (11, 3)]),
        (["10/9/26 11:02", "7/27/26 19:06"], [(10, 9), (7, 27)]),
        (["12/11/2026", "01/11/2026"], [(11, 12), (11, 1)]),  # December has not come yet
        (["3/4/2026", "5/6/2026"], [None, None]),
        (["5/5/2026"], [(5, 5)]),
        (["20/11/2026", "11/20/2026"], [None, None]),
        (["", None, "soon", "2026-13-40"], [None] * 4),
        (["2027-01-01"], [None]),
    ],
)
def test_days_are_read_or_left_unknown(
    cells: list[str | None], days: list[tuple[int, int] | None]
) -> None:
    dates = answer_dates("Timestamp", cells, TODAY)
    wanted = [date(2026, *each) if each else None for each in days]
    assert [dates.of(each) for each in cells] == wanted


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        (["Timestamp", "age"], "Timestamp"),
        (["Start time", "Completion time"], "Completion time"),
        (["Start Date (UTC)", "Submit Date (UTC)"], "Submit Date (UTC)"),
        (["Date submitted", "Date started"], "Date submitted"),
        (["Date of birth", "age"], None),
    ],
)
def test_the_end_of_a_form_counts(columns: list[str], wanted: str | None) -> None:
    assert date_column(columns) == wanted
