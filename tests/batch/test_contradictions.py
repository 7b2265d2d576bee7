"""Two answers that can hardly both be true: a coach sees whom to ask again, and about what."""

import json
from pathlib import Path
from random import Random

import pytest

from lowback.batch.run import Batch, Wish
from lowback.batch.table.files import open_table
from lowback.batch.table.kinds import kind_of
from lowback.engine.answers import read_answers
from lowback.engine.contradictions import contradicting
from lowback.engine.triage import check_red_flags
from lowback.knowledge.schema import Knowledge, Urgency
from tests.batch.one_runner import Table, drawn, table_of
from tests.batch.table_files import read_any, write_csv
from tests.commands.batch_run import batch

SADDLE = "rf_saddle_numbness"
SQUAD = (
    {"who": "Ann", SADDLE: "no", "rf_foot_drop": "no", "leg_sensation": "weakness"},
    {"who": "Bo", SADDLE: "no", "rf_foot_drop": "yes", "leg_sensation": "weakness"},
    {"who": "<b>Cy", SADDLE: "no", "rf_foot_drop": "", "leg_sensation": ""},
    {"who": "Di", SADDLE: "yes", "rf_foot_drop": "no", "leg_sensation": "weakness"},
)
BONE = {"bone_risk": "none", "past_episodes": "earlier_stress_fracture"}
FEET = (
    "`Foot drop or a weaker leg` and `Tingling, numbness or weakness` do not fit together: a leg "
    "or foot is weak, or it is not"
)
BONES = (
    "`Risks to the bones` and `Bouts before` do not fit together: there was a stress fracture, or "
    "there was none"
)
WHO = ("--id-column", "who")


def test_rows_contradict_themselves_as_one_runner_does(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    """The same rows and the same pairs as the engine finds, emergencies left out."""
    squad = _torn(drawn(300, knowledge), knowledge)
    found = _assessed(tmp_path, table_of(squad, knowledge), knowledge)
    assert {each for pairs in found.values() for each in pairs} == set(knowledge.contradictions)
    assert found == {
        row: [each.id for each in contradicting(answers, knowledge)]
        for row, raw in enumerate(squad, 2)
        if (answers := read_answers(raw, knowledge, "file"))
        and check_red_flags(answers, knowledge).urgency is not Urgency.EMERGENCY
        and any(contradicting(answers, knowledge))
    }


def _torn(squad: list[dict[str, object]], knowledge: Knowledge) -> list[dict[str, object]]:
    """Runners who deny nearly every sign, with whatever answers to the questions of pairs."""
    chance = Random(11)  # noqa: S311 - the same squad every time
    pairs = knowledge.contradictions.values()
    calm = {each.id: "no" for each in knowledge.red_flag_questions() if each.emergency}
    asked = sorted({name for pair in pairs for name in pair.between})
    return [
        {
            **raw,
            **calm,
            **{name: chance.choice(knowledge.questions[name].choice_ids) for name in asked},
        }
        for raw in squad
    ]


def _assessed(tmp_path: Path, table: Table, knowledge: Knowledge) -> dict[int, list[str]]:
    rows = [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]
    file = write_csv(tmp_path / "in.csv", [{k: v or "" for k, v in row.items()} for row in rows])
    out = tmp_path / "out.csv"
    made = Batch(open_table(str(file), knowledge, tmp_path), knowledge, Wish())
    tally = made.write(out, kind_of(str(out), None, writing=True), tmp_path)
    assert tally.to_ask_again == len(tally.ask_again())
    return {each.row: list(each.pairs) for each in tally.ask_again()}


def test_whom_to_ask_again_stands_in_the_messages(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv", [{**SQUAD[0], **BONE}, *SQUAD[1:]])
    done = batch(table, tmp_path / "out.csv", *WHO)
    said = [line for line in done.err.splitlines() if line.startswith("ask again: ")]
    counts = "the more careful one counts"
    assert said == [f"ask again: {table}, row 2 (Ann): {FEET}; {BONES}; {counts}"]
    assert done.code == 0
    assert list(read_any(tmp_path / "out.csv")[0]) == _columns(tmp_path)
    assert "(Ann)" not in batch(table, "-").err


def _columns(tmp_path: Path) -> list[str]:
    """The columns of a table in which nothing contradicts itself."""
    table = write_csv(tmp_path / "calm.csv", [{**SQUAD[1], **dict.fromkeys(BONE, "")}])
    batch(table, tmp_path / "calm_out.csv")
    return list(read_any(tmp_path / "calm_out.csv")[0])


@pytest.mark.parametrize("who", [WHO, ()])
def test_the_summary_names_them_and_no_emergency(who: tuple[str, ...], tmp_path: Path) -> None:
    done = batch(write_csv(tmp_path / "in.csv", SQUAD), "--summary", *who)
    part = done.out.split("Ask again; until then the more careful answer counts\n")[1]
    part = part.split("\n\n")[0]
    assert " ".join(part.split()) == f"{'Ann' if who else 'row 2'}: {FEET}"
    assert max(map(len, done.out.splitlines())) <= 80
    assert "ask again: " not in done.err


def test_the_most_urgent_is_asked_first(tmp_path: Path) -> None:
    leg = {"who": "Ed", "pain_location": "mostly_leg", "leg_pain_reach": "none"}
    table = write_csv(tmp_path / "in.csv", [{**dict.fromkeys(SQUAD[0], ""), **leg}, {**SQUAD[0]}])
    said = batch(table, "-", *WHO).err.split("ask again: ")[1:]
    assert [each.split("(")[1].split(")")[0] for each in said] == ["Ann", "Ed"]


def test_the_page_names_them_and_leads_to_the_report(tmp_path: Path) -> None:
    squad, page = [{**SQUAD[0], "who": "<b>Cy"}, SQUAD[1]], tmp_path / "squad.html"
    table = write_csv(tmp_path / "in.csv", squad)
    batch(table, "--summary", page, "--reports", tmp_path / "reports", *WHO)
    part = page.read_text().split("<h2>Ask again</h2>")[1].split("</table>")[0]
    assert '<a href="reports/0002-b-Cy.html">&lt;b&gt;Cy</a> (row 2)' in part
    assert FEET in part
    assert "Bo" not in part


def test_without_such_answers_nothing_is_said(tmp_path: Path) -> None:
    page = tmp_path / "squad.html"
    torn = write_csv(tmp_path / "torn.csv", SQUAD)
    calm = write_csv(tmp_path / "calm.csv", SQUAD[1:])
    assert "ask again" in batch(torn, "-").err
    assert "ask again" not in batch(calm, "-").err
    batch(calm, "--summary", page)
    assert "Ask again" not in page.read_text()


def test_answers_of_a_folder_are_named_by_their_file(tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    for name, raw in (("ann", SQUAD[0]), ("bo", SQUAD[1])):
        told = {each: value for each, value in raw.items() if each != "who"}
        document = {"schema": "lowback/answers/1", "name": name, "answers": told}
        (folder / f"{name}.json").write_text(json.dumps(document))
    done = batch(folder, tmp_path / "out.csv", "--id-column", "Name")
    assert f"ask again: ann.json, row 1 (ann): {FEET}" in done.err


def test_of_many_the_first_are_shown_and_the_rest_are_counted(tmp_path: Path) -> None:
    table = write_csv(
        tmp_path / "in.csv", [*[dict(SQUAD[0])] * 3000, {**SQUAD[0], "leg_sensation": "none"}]
    )
    assert "and 2,990 more rows to ask again" in batch(table, tmp_path / "out.csv").err
    done, page = batch(table, "--summary", "--force"), tmp_path / "squad.html"
    assert "  and 2,980 more\n" in done.out
    batch(table, "--summary", page)
    assert page.read_text().split("<h2>Ask again</h2>")[1].count("<tr class=") == 200
