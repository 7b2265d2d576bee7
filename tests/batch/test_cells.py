"""What a cell may say: ids, labels, units, ticks, in whatever dress a form gives them."""

import pytest

from lowback.batch.table.cells import cell_reader
from lowback.batch.table.wording import choice_labels, choice_words, fold_cell, question_words
from lowback.engine.answers import Answer
from lowback.engine.rejected import Rejected
from lowback.knowledge.headings import fold, form_title
from lowback.knowledge.schema import Knowledge, QuestionKind


def read(question: str, cell: str, knowledge: Knowledge) -> Answer | Rejected | None:
    return cell_reader(knowledge.questions[question], knowledge).read(cell)


def choices(question: str, cell: str, knowledge: Knowledge) -> tuple[str, ...]:
    found = read(question, cell, knowledge)
    assert isinstance(found, Answer), found
    return found.choices


def test_every_question_is_known_by_every_wording(knowledge: Knowledge) -> None:
    words = question_words(knowledge)
    for question in knowledge.questions.values():
        for text in (question.id, question.label, form_title(question)):
            assert words.get(fold(text)) == question.id, text


def test_wording_that_two_questions_share_means_neither(knowledge: Knowledge) -> None:
    words = question_words(knowledge)
    for question in knowledge.questions.values():
        for text in (question.ask, question.ask_coach):
            asked = [each.id for each in knowledge.questions.values() if text in
                     {each.ask, each.ask_coach, each.label}]  # fmt: skip
            assert words.get(fold(text)) == (question.id if len(asked) == 1 else None), text


def test_every_label_means_its_choice(knowledge: Knowledge) -> None:
    for question in knowledge.questions.values():
        words = choice_words(question)
        for choice, label in choice_labels(question).items():
            assert words.get(fold_cell(label)) == choice, (question.id, label)
            assert words.get(fold_cell(choice)) == choice


@pytest.mark.parametrize(
    "cell", ["yes", "YES", " Yes ", "\u00a0yes", "\uff39\uff45\uff53", "TRUE", "y", "yes."]
)
def test_yes_in_many_dresses(cell: str, knowledge: Knowledge) -> None:
    assert choices("rf_fever", cell, knowledge) == ("yes",)


@pytest.mark.parametrize("cell", ["Not sure", "not  sure", "unsure", "I don\u2019t know"])
def test_not_sure(cell: str, knowledge: Knowledge) -> None:
    assert choices("rf_fever", cell, knowledge) == ("unsure",)


@pytest.mark.parametrize("cell", ["", " ", "\t", "\u00a0"])
def test_an_empty_cell_is_no_answer(cell: str, knowledge: Knowledge) -> None:
    assert read("rf_fever", cell, knowledge) is None
    assert read("age", cell, knowledge) is None


@pytest.mark.parametrize(
    ("cell", "value"), [("30", 30.0), ("48,5 km", 48.5), ("30 mi", 48.28032), ("0", 0.0)]
)
def test_numbers_with_units(cell: str, value: float, knowledge: Knowledge) -> None:
    found = read("weekly_km", cell, knowledge)
    assert isinstance(found, Answer)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize("cell", ["1", "0", "maybe", "now", "yes no"])
def test_what_is_neither_yes_nor_no_is_a_problem(cell: str, knowledge: Knowledge) -> None:
    assert "write `yes`, `no`, `unsure`" in str(read("rf_fever", cell, knowledge))


@pytest.mark.parametrize(
    "cell",
    ["no?", "(no)", "n/o", "~no", "no, ?", "no/yes", "no-", "?no", "no...", "no*", "n.o", "no…"],
)
def test_doubt_is_not_a_no(cell: str, knowledge: Knowledge) -> None:
    assert "write `yes`, `no`, `unsure`" in str(read("rf_fever", cell, knowledge))


@pytest.mark.parametrize("cell", ["no", "No.", "NO!", "\u201cno\u201d", "n", "false", "\u200bno"])
def test_a_firm_no(cell: str, knowledge: Knowledge) -> None:
    assert choices("rf_fever", cell, knowledge) == ("no",)


@pytest.mark.parametrize(
    "cell", ["N/A", "n.a.", "NA", "-", "\u2013", "none", "None", "null", "unknown", "?", "#N/A"]
)
@pytest.mark.parametrize("question", ["rf_fever", "rf_saddle_numbness", "age", "movement_pattern"])
def test_words_for_not_answered_are_never_a_no(
    question: str, cell: str, knowledge: Knowledge
) -> None:
    assert read(question, cell, knowledge) is None


def test_a_choice_called_none_is_that_choice(knowledge: Knowledge) -> None:
    named = [
        each.id
        for each in knowledge.questions.values()
        if "none" in each.choice_ids and each.kind is QuestionKind.CHOICE
    ]
    assert named
    for question in named:
        assert choices(question, "none", knowledge) == ("none",)


@pytest.mark.parametrize(
    ("question", "cell", "value"),
    [("age", "34 yrs", 34), ("weekly_km", "30 miles per week", 48.28032), ("weekly_km", "~30", 30),
     ("weekly_km", "30km/wk", 30), ("height_cm", "5\u20199\u201d", 175.26)],
)  # fmt: skip
def test_numbers_as_people_type_them(
    question: str, cell: str, value: float, knowledge: Knowledge
) -> None:
    found = read(question, cell, knowledge)
    assert isinstance(found, Answer)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize("cell", ["1.200", "1,200", "1.200 km"])
def test_a_lone_sign_in_a_number_is_asked_about(cell: str, knowledge: Knowledge) -> None:
    assert "could be 1200 or 1.200" in str(read("shoe_km", cell, knowledge))


def test_a_map_says_a_number_or_nothing(knowledge: Knowledge) -> None:
    said = {"lots": 900.0, "dunno": None}
    reader = cell_reader(knowledge.questions["shoe_km"], knowledge, said)
    found = reader.read("Lots!")
    assert isinstance(found, Answer)
    assert found.value == 900
    assert reader.read("dunno") is None


def test_a_comma_that_may_be_thousands_is_a_problem(knowledge: Knowledge) -> None:
    assert "could be 1020 or 1.020" in str(read("shoe_km", "1,020", knowledge))


def test_ticks_are_matched_whole_though_labels_hold_commas(knowledge: Knowledge) -> None:
    question = knowledge.questions["movement_pattern"]
    labels = choice_labels(question)
    alone = [each.id for each in question.choices if each.exclusive]
    ticked = [each for each in question.choice_ids if each not in alone]
    for joined in (", ", ";", "; ", "\n"):
        cell = joined.join(labels[each] for each in ticked)
        assert choices("movement_pattern", cell, knowledge) == tuple(ticked)
    trailing = "".join(f"{labels[each]};" for each in ticked)
    assert choices("movement_pattern", trailing, knowledge) == tuple(ticked)


def test_a_tick_nobody_knows_is_a_problem(knowledge: Knowledge) -> None:
    cell = f"{choice_labels(knowledge.questions['movement_pattern'])['lean_back']}, jumping"
    assert isinstance(read("movement_pattern", cell, knowledge), Rejected)


def test_a_band_label_is_an_answer(knowledge: Knowledge) -> None:
    label = choice_labels(knowledge.questions["weekly_km"])["km_20_40"]
    assert choices("weekly_km", label.upper(), knowledge) == ("km_20_40",)
