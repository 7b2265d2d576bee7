"""Files made to hurt: each is a clear error, within bounded time and memory."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from tests.robustness.programs import MEGABYTE, bounded, run

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
TEXTS = {
    "alias bomb": (BOMB.encode(), "anchors and aliases are not allowed"),
    "a line of ten megabytes": (b"age: " + b"x" * 10 * MEGABYTE, "is larger than 5 MB"),
    "a line of almost five": (b"age: " + b"x" * 4_900_000, "is not an answer to `age`"),
    "NUL bytes": (b"age: 3\0\0\0\n", "control characters are not allowed"),
    "only NUL bytes": (b"\0" * 4 * MEGABYTE, "is not readable as YAML"),
    "deep lists": (b"[" * 4 * MEGABYTE, "is nested more than 40 levels deep"),
    "deep mappings": (b'{"a":' * 900_000, "is nested more than 40 levels deep"),
    "deep block lists": (b"- " * 2 * MEGABYTE, "is nested more than 40 levels deep"),
    "deep answer": (b"age: " + b"[" * 100_000, "is nested more than 40 levels deep"),
    "a huge integer": (b"age: " + b"9" * 4 * MEGABYTE, "is not an answer to `age`"),
    "a huge exponent": (b"age: 1.0e999999999", "is not an answer to `age`"),
    "a repeated key": (b"age: 3\nage: 4\n", "`age` is written twice"),
    "a million repeated keys": (b"age: 3\n" * 700_000, "`age` is written twice"),
    "many unknown ids": (
        b"".join(b"a%d: 1\n" % at for at in range(400_000)),
        "400000 answers for ",
    ),
    "many unknown ticks": (
        b"movement_pattern: [" + b"x," * 1_000_000 + b"x]",
        "`x` is not an answer to `movement_pattern`",
    ),
    "many ticks in one text": (
        b"movement_pattern: '" + b"x;" * 1_000_000 + b"x'",
        "`x` is not an answer to `movement_pattern`",
    ),
    "a key that is a list": (b"? [a, b]\n: c\n", "a key must be plain text"),
    "a tag": (b"age: !!python/object/apply:os.system [true]", "is not allowed; leave it out"),
    "not UTF-8": (b"age: \xff\xfe", "is not UTF-8 text"),
    "UTF-16": ("age: 3".encode("utf-16"), "is not UTF-8 text"),
    "only a list": (b"[1, 2]", "must be `question_id: choice_id`"),
    "two documents": (b"age: 3\n---\nage: 4\n", "a second document starts here"),
    "infinity": (b"age: 1.0e99\npain_now: .inf", "`.inf` is not an answer to `pain_now`"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_answers(name: str, tmp_path: Path) -> None:
    data, message = TEXTS[name]
    (tmp_path / "me.yaml").write_bytes(data)
    done = run("assess", "--answers", tmp_path / "me.yaml", before=bounded)
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in said
    assert "Traceback" not in said
    assert len(said) < 100_000


@pytest.mark.parametrize("name", ["alias bomb", "deep lists", "a huge integer", "NUL bytes"])
@pytest.mark.parametrize("file", ["clinic.yaml", "questions.yaml", "red_flags.yaml"])
def test_knowledge(file: str, name: str, tmp_path: Path) -> None:
    (tmp_path / file).write_bytes(TEXTS[name][0])
    done = run("contact", "--data", tmp_path, before=bounded)
    said = done.stderr.decode()
    assert done.returncode == 2
    assert said.startswith(f"{file}:")
    assert "Traceback" not in said


TABLES = {
    "squad.csv": {
        "a line of ten megabytes": b"age,who\n30," + b"x" * 10 * MEGABYTE + b"\n",
        "ten megabytes of heading": b"age," + b"x" * 10 * MEGABYTE + b"\n30,x\n",
        "three thousand headings": b"age," + b",".join(b"x%d" % at for at in range(3000)),
        "NUL bytes": b"age,who\n30,a\0b\n\0\0\0\n",
        "an open quote": b'age,who\n30,"' + b"x\n" * 100_000,
        "a huge number": b"age,who\n" + b"9" * MEGABYTE + b",x\n",
        "many ticks": b"movement_pattern\n" + b"x;" * MEGABYTE + b"\n",
    },
    "squad.jsonl": {
        "deep": b'{"age":' + b"[" * 100_000 + b"\n",
        "a huge number": b'{"age": ' + b"9" * MEGABYTE + b"}\n",
    },
    "squad.xlsx": {"not a zip": b"PK\3\4" + b"\0" * 100, "empty": b""},
    "squad.parquet": {"cut": b"PAR1" + b"\xff" * 100 + b"PAR1", "empty": b""},
}
CASES = [(file, name) for file, each in TABLES.items() for name in each]


@pytest.mark.parametrize(("file", "name"), CASES)
def test_tables(file: str, name: str, tmp_path: Path) -> None:
    """A table that can be read in part is assessed, its bad cells marked; nothing else passes."""
    (tmp_path / file).write_bytes(TABLES[file][name])
    done = run("batch", tmp_path / file, tmp_path / "out.csv", before=bounded)
    said = done.stderr.decode()
    assert done.returncode in {0, 1, 2}
    assert "Traceback" not in said
    assert len(said) < 100_000
    assert (tmp_path / "out.csv").exists() == (done.returncode != 2)


def _zip(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("activities.csv", data)
    return out.getvalue()


LOGS = {
    "a zip bomb.zip": _zip(b"\0" * 300 * MEGABYTE),
    "a packed bomb.csv.gz": gzip.compress(b"\0" * 300 * MEGABYTE),
    "an xml bomb.gpx": b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (97 + at, b"&%c;" % (96 + at) * 10) for at in range(1, 12))
    + b"]><gpx><metadata><name>&l;</name></metadata></gpx>",
    "not a recording.fit": b"\x0e\x10\xff\xff" * 1000,
    "deep.gpx": b"<gpx>" + b"<trk>" * 100_000,
    "long.csv": b"Activity ID,Activity Date,Activity Type,Distance\n1," + b"x" * 10 * MEGABYTE,
    "nul.csv": b"Activity ID,Activity Date,Activity Type,Distance\n\0,\0,\0,\0\n",
    "huge.csv": b"Activity ID,Activity Date,Activity Type,Distance\n"
    b'1,"Aug 20, 2026, 9:05:00 AM",Run,' + b"9" * MEGABYTE + b"\n",
}


@pytest.mark.parametrize("name", LOGS)
def test_logs(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(LOGS[name])
    done = run(
        "assess", "--set", "age=30", "--log", tmp_path / name, "--log-unit", "km",
        "--time-zone", "Europe/London", "--no-input", before=bounded,
    )  # fmt: skip
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert "Traceback" not in said
    assert 0 < len(said) < 10_000


@pytest.mark.parametrize("data", [b"", b"[" * 2 * MEGABYTE, b"\0" * 9, b"x" * 9 * MEGABYTE])
@pytest.mark.parametrize("command", ["report", "plan"])
def test_stored_results(command: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / "result.json").write_bytes(data)
    done = run(command, tmp_path / "result.json", before=bounded)
    assert done.returncode == 2
    assert b"is not a result" in done.stderr or b"too large" in done.stderr
    assert b"Traceback" not in done.stderr
