"""Files made to hurt: each is a clear error, within bounded time and memory."""

import gzip
import io
import subprocess
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.program import PROGRAM, run
from tests.robustness.programs import MEGABYTE, bounded
from tests.training_log import exports

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
TEXTS = {
    "alias bomb": (BOMB.encode(), "anchors and aliases are not allowed"),
    "a line of ten megabytes": (b"age: " + b"x" * 10 * MEGABYTE, "holds more than 5 MB"),
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
        "holds more than 100,000 values",
    ),
    "many unknown ticks": (
        b"movement_pattern: [" + b"x," * 1_000_000 + b"x]",
        "holds more than 100,000 values",
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


def _zip(data: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("activities.csv", data)
    return out.getvalue()


def _damaged(packed: bytes) -> bytes:
    """Change what lies in the middle of a zip, behind the name of its one entry."""
    middle = len(packed) // 2
    return (
        packed[:middle]
        + bytes(each ^ 0xFF for each in packed[middle : middle + 9])
        + packed[middle + 9 :]
    )


def _fit(at: int, byte: int) -> bytes:
    """A FIT file in which one byte is another, and the checksum is right all the same."""
    good = bytearray(exports.fit([(datetime(2026, 7, 1, 6), 5012, 1)])[:-2])
    good[at] = byte
    return exports.summed(bytes(good))


ROWS = b"Activity ID,Activity Date,Activity Type,Distance\n" + b"".join(
    b"%d,x,Run,%d\n" % (at, at * at) for at in range(500)
)
POINT = '<gpx><trk><trkseg><trkpt lat="{}" lon="1"><time>{}</time></trkpt></trkseg></trk></gpx>'
LOGS = {
    "an lzma zip with damage.zip": _damaged(_zip(ROWS, zipfile.ZIP_LZMA)),
    "a bzip2 zip with damage.zip": _damaged(_zip(ROWS, zipfile.ZIP_BZIP2)),
    "more fields than there is room.fit": _fit(21, 27),
    "a field without a size.fit": _fit(32, 0),
    "a time that is many.fit": _fit(32, 1),
    "an end in the last hours.gpx": POINT.format(1, "9999-12-31T23:59:59-12:00").encode(),
    "a zone of 25 hours.gpx": POINT.format(1, "2026-07-01T06:00:00+25:00").encode(),
    "a place beyond all.gpx": POINT.format("inf", "2026-07-01T06:00:00Z").encode(),
    "no place.gpx": b"<gpx><trk><trkseg><trkpt/></trkseg></trk></gpx>",
    "a recording of forty megabytes.gpx": b"<gpx>" + b"<a/>" * 10 * MEGABYTE + b"</gpx>",
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
    assert b"is not a result" in done.stderr or b"holds more than 5 MB" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_log_of_very_many_runs(tmp_path: Path) -> None:
    """If every run were compared with every other, this would take minutes."""
    first = datetime(2026, 9, 28)
    rows = (
        f"{at},{first + timedelta(seconds=50 * at):%Y-%m-%d %H:%M:%S},Running,{5 + at % 7}"
        for at in range(95_000)
    )
    (tmp_path / "a.csv").write_text("\n".join(["Activity Id,Date,Type,Distance (km)", *rows]))
    done = run("assess", "--set", "age=30", "--log", tmp_path / "a.csv", before=bounded)
    assert done.returncode == 0
    assert b"long_run_spike = not_longer" in done.stderr


ENDLESS = {
    "answers": ("assess", "--answers"),
    "a result": ("report",),
    "a result to plan": ("plan",),
    "a log": ("assess", "--set", "age=30", "--no-input", "--log"),
    "one end of a comparison": ("compare", "{result}"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_a_device_without_end(name: str, tmp_path: Path) -> None:
    arguments = [each.format(result=_result(tmp_path)) for each in ENDLESS[name]]
    done = run(*arguments, "/dev/zero", before=bounded)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"/dev/zero: holds more than" in done.stderr or b"zero: holds more" in done.stderr
    assert b"Traceback" not in done.stderr


def test_stdin_without_end() -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [*PROGRAM, "report", "-"],
            stdin=endless, capture_output=True, check=False, preexec_fn=bounded,
        )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"stdin: holds more than 5 MB" in done.stderr


def _result(folder: Path) -> Path:
    path = folder / "result.json"
    path.write_bytes(run("assess", "--set", "age=30", "-f", "json").stdout)
    return path
