"""`lowback batch` and its files: what is kept, what is refused, what is left behind."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.table_files import ROWS, write_csv
from tests.commands.batch_run import batch


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    table, result = write_csv(tmp_path / "in.csv"), tmp_path / "out.csv"
    result.write_text("mine")
    done = batch(table, result)
    assert (done.code, result.read_text()) == (2, "mine")
    assert "already exists; add --force" in done.err
    assert batch(table, result, "--force").code == 0
    assert "is the input too" in batch(table, table, "--force").err


def test_only_its_owner_may_read_a_result(tmp_path: Path) -> None:
    result = tmp_path / "out.csv"
    batch(write_csv(tmp_path / "in.csv"), result)
    assert stat.S_IMODE(result.stat().st_mode) == 0o600


def test_nothing_is_left_behind_when_it_fails(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("age,onset\n30,sudden_moment,too,many\n")
    done = batch(tmp_path / "in.csv", tmp_path / "out.csv")
    assert done.code == 2
    assert f"{tmp_path / 'in.csv'}, row 2: has 4 cells for 2 headings" in done.err
    assert [each.name for each in tmp_path.iterdir()] == ["in.csv"]


def test_a_full_disk_is_a_clear_error(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv", [dict(ROWS[0])] * 50_000)
    command = (
        f"ulimit -f 16; trap '' XFSZ; exec {sys.executable} -m lowback "
        f"batch {table} {tmp_path}/out.csv"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["in.csv"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("in.csv", b"", "is empty"),
        ("in.csv", b'age,onset\n30,"open\n', "a quote that is opened and never closed"),
        ("in.xlsx", b"no", "is not a workbook, or is damaged"),
        ("in.parquet", b"no", "damaged"),
        ("in.jsonl", b"{no", "damaged"),
        ("in.doc", b"no", "must end in .csv"),
        ("in.csv", b"who,what\n1,2\n", "no column is a question we know"),
        ("in.csv", b"age,age\n1,2\n", "columns A and B: have the same heading `age`"),
    ],
)
def test_unreadable_input(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    done = batch(tmp_path / name, tmp_path / "out.csv")
    assert done.code == 2
    assert message in done.err
    assert not (tmp_path / "out.csv").exists()


def test_a_missing_file(tmp_path: Path) -> None:
    assert "No such file" in batch(tmp_path / "none.csv", tmp_path / "out.csv").err


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv", [dict(each) for each in ROWS] * 300)
    for name in ("a.csv", "b.csv", "a.xlsx", "b.xlsx"):
        batch(table, tmp_path / name, "--scores")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_ctrl_c_leaves_no_half_file(tmp_path: Path) -> None:
    table = write_csv(tmp_path / "in.csv", [dict(each) for each in ROWS] * 200_000)
    script = (
        "import os, signal, sys\n"
        "from lowback.batch.summary import tally\n"
        "from lowback.cli import main\n"
        "count = tally.Tally.add\n"
        "def add(self, rows, **more):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    count(self, rows, **more)\n"
        "tally.Tally.add = add\n"
        "sys.argv = ['lowback', 'batch', *sys.argv[1:]]\n"
        "main()\n"
    )
    command = [sys.executable, "-c", script, str(table), str(tmp_path / "out.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["in.csv"]


def test_a_table_that_comes_first_is_never_written_over(tmp_path: Path) -> None:
    table, answers = write_csv(tmp_path / "in.csv"), tmp_path / "ann.json"
    answers.write_text('{"age": 34}')
    before = table.read_bytes(), answers.read_bytes()
    assert batch(table, answers, "--force").code == 2
    assert (table.read_bytes(), answers.read_bytes()) == before
