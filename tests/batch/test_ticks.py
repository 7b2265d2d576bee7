"""Ticks that a tool writes into one column each come together again."""

from pathlib import Path

import polars as pl
import pytest

from lowback.batch import assess_frame
from lowback.batch.table.headers import match_headers
from lowback.batch.table.mapping import read_map
from lowback.batch.table.meanings import Meaning, Meanings
from lowback.batch.table.wording import choice_labels
from lowback.errors import LowbackError
from lowback.knowledge.headings import form_title
from lowback.knowledge.schema import Knowledge, Question, QuestionKind
from tests.batch.table_files import read_any, write_csv
from tests.commands.batch_run import batch


@pytest.fixture
def asked(knowledge: Knowledge) -> Question:
    return next(q for q in knowledge.questions.values() if q.kind is QuestionKind.SEVERAL)


def choices(question: Question) -> list[str]:
    return [each.id for each in question.choices if not each.exclusive][:3]


HEADINGS = {
    "limesurvey": "{ask} [{label}]",
    "limesurvey codes": "{id}[{choice}]",
    "redcap": "{id}___{choice}",
    "redcap labels": "{ask} (choice={label})",
    "numbered": "Q7. {ask} [{label}]",
    "typeform": "{label}",
}
WORDS = {"yes": "No", "1": "0", "Checked": "Unchecked", "{label}": ""}


@pytest.mark.parametrize("tool", HEADINGS)
@pytest.mark.parametrize("ticked", WORDS)
def test_one_column_for_each_choice(
    tool: str, ticked: str, asked: Question, knowledge: Knowledge
) -> None:
    labels, ids = choice_labels(asked), choices(asked)
    joined = pl.DataFrame({asked.id: [";".join(ids[:2]), ids[2], None], "age": ["30"] * 3})
    split: dict[str, list[str]] = {"age": ["30"] * 3}
    for choice in ids:
        names = {"id": asked.id, "ask": asked.ask, "choice": choice, "label": labels[choice]}
        rows = (choice in ids[:2], choice == ids[2], False)
        words = (ticked.format(**names), WORDS[ticked])
        split[HEADINGS[tool].format(**names)] = [words[0] if each else words[1] for each in rows]
    wanted = assess_frame(joined, knowledge, scores=True).drop(asked.id)
    found = assess_frame(pl.DataFrame(split), knowledge, scores=True)
    assert found.select(wanted.columns).equals(wanted)


def test_what_is_no_tick_is_a_problem(asked: Question, knowledge: Knowledge) -> None:
    frame = pl.DataFrame({f"{asked.id}[{each}]": ["maybe"] for each in choices(asked)})
    row = assess_frame(frame, knowledge).to_dicts()[0]
    assert row["urgency"] == "invalid"
    assert "`maybe`" in row["problems"]


def test_one_label_alone_may_be_anything(asked: Question, knowledge: Knowledge) -> None:
    label = choice_labels(asked)[choices(asked)[0]]
    assert match_headers(["age", label], knowledge).ticks == {}


def test_whole_and_split_at_once_is_an_error(asked: Question, knowledge: Knowledge) -> None:
    with pytest.raises(LowbackError, match=f"columns A and B: both answer `{asked.id}`"):
        match_headers([asked.id, f"{asked.id}[{choices(asked)[0]}]"], knowledge)


def test_a_map_names_the_choice_of_a_column(
    asked: Question, knowledge: Knowledge, tmp_path: Path
) -> None:
    first, second = choices(asked)[:2]
    file = tmp_path / "map.yaml"
    file.write_text(
        f'columns: {{"Hurts A": {asked.id}={first}, "Hurts B": "{asked.id}={second}"}}\n'
    )
    found = read_map(file, knowledge)
    assert found.columns["hurtsa"] == Meaning(asked.id, first)
    table = write_csv(tmp_path / "in.csv", [{"age": "30", "Hurts A": "x", "Hurts B": ""}])
    plain = write_csv(tmp_path / "plain.csv", [{"age": "30", asked.id: first}])
    batch(table, tmp_path / "a.csv", "--map", file, "--scores")
    batch(plain, tmp_path / "b.csv", "--scores")
    one, other = (read_any(tmp_path / name)[0] for name in ("a.csv", "b.csv"))
    assert {k: v for k, v in one.items() if k in other} == {
        k: v for k, v in other.items() if k in one
    }
    file.write_text(f"columns: {{A: {asked.id}=nonsense, B: age=x}}\n")
    with pytest.raises(LowbackError, match=r"(?s)`nonsense` is not an answer.*has one answer"):
        read_map(file, knowledge)


def test_two_rows_of_headings_are_read_together(
    asked: Question, knowledge: Knowledge, tmp_path: Path
) -> None:
    """SurveyMonkey names a question once and its choices below it."""
    labels, ids = choice_labels(asked), choices(asked)
    rows = [
        ["Respondent ID", knowledge.questions["age"].ask, asked.ask, "", ""],
        ["", "Response", *(labels[each] for each in ids)],
        ["118", "30", labels[ids[0]], "", labels[ids[2]]],
    ]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    (tmp_path / "in.csv").write_text(f"{text}\n")
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv", "--scores")
    assert "rows 1 and 2 are read together as headings" in done.err
    plain = write_csv(tmp_path / "plain.csv", [{"age": "30", asked.id: f"{ids[0]};{ids[2]}"}])
    batch(plain, tmp_path / "b.csv", "--scores")
    one, other = (read_any(tmp_path / name)[0] for name in ("out.csv", "b.csv"))
    assert one["problems"] == ""
    assert [v for k, v in one.items() if "score" in k] == [
        v for k, v in other.items() if "score" in k
    ]


def test_a_first_athlete_is_never_taken_for_headings(asked: Question, tmp_path: Path) -> None:
    label = choice_labels(asked)[choices(asked)[0]]
    (tmp_path / "in.csv").write_text(f'age,{asked.id},notes\n,"{label}",\n30,,x\n')
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv")
    assert "2 rows" in done.err


@pytest.mark.parametrize("dress", ["1. {}", "Q3 {}", "Q3. {}", "3) {}", "{} *", "G1Q2. {}"])
def test_numbering_does_not_hide_a_question(dress: str, knowledge: Knowledge) -> None:
    meanings = Meanings(knowledge)
    for question in knowledge.questions.values():
        assert meanings.of(dress.format(form_title(question))) == Meaning(question.id)


@pytest.mark.parametrize(
    "dress", ["{} (tick all the places)", "4. {} [Select all that apply]", "{} (optional)"]
)
def test_a_hint_does_not_hide_a_question(dress: str, asked: Question, knowledge: Knowledge) -> None:
    meanings = Meanings(knowledge)
    label = choice_labels(asked)[choices(asked)[0]]
    for question in knowledge.questions.values():
        assert meanings.of(dress.format(form_title(question))) == Meaning(question.id)
    assert meanings.of(f"{dress.format(asked.ask)} [{label}]") == Meaning(
        asked.id, choices(asked)[0]
    )


@pytest.mark.parametrize("heading", ["{} (as a child)", "{} (the other leg)", "(tick all)"])
def test_other_words_in_brackets_are_another_question(
    heading: str, asked: Question, knowledge: Knowledge
) -> None:
    assert Meanings(knowledge).of(heading.format(asked.ask)) is None
