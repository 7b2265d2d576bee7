"""What a log leaves out, and what is damaged or in doubt, is named and never guessed."""

import gzip
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from lowback.errors import LowbackError
from lowback.training_log import archive
from tests.training_log import exports
from tests.training_log.logs import at, log, problem, written


class TestWhatIsLeftOut:
    def test_future_dates_and_duplicates_are_counted(self, tmp_path: Path) -> None:
        first = at("2026-11-01 06:00")
        runs = [
            (first, 10.0),
            (first + timedelta(minutes=2), 10.2),
            (first + timedelta(minutes=2), 11.0),
            (first + timedelta(minutes=3), 10.0),
            (at("2027-01-01 06:00"), 10.0),
        ]
        found = log(written(tmp_path, "activities.csv", exports.strava(runs)))
        assert [run.km for run in found.runs] == [10.0, 11.0, 10.0]
        assert "left out: 1 runs dated after today, 2026-11-23" in found.notes
        assert "left out: 1 runs that are in the log twice" in found.notes

    def test_same_run_from_two_services_counts_once_and_keeps_its_shoes(
        self, tmp_path: Path
    ) -> None:
        row = ["i1", "2026-10-04T07:29:40", "Easy", "Run", 1800, 5012.5, 1900]
        other = written(tmp_path, "icu.csv", exports.table(exports.INTERVALS, [row]))
        data = exports.strava([(at("2026-10-04 06:30"), 5.05)], shoe="Pegasus")
        found = log(other, written(tmp_path, "activities.csv", data))
        assert [(run.km, run.shoe) for run in found.runs] == [(5.0125, "Pegasus")]

    def test_one_wrong_file_stops_the_import(self, tmp_path: Path) -> None:
        good = written(tmp_path, "activities.csv", exports.strava([(at("2026-10-04 06:30"), 5)]))
        bad = written(tmp_path, "b.csv", b"a,b\n1,2\n")
        with pytest.raises(LowbackError, match=r"b\.csv: is not a training log we know"):
            log(good, bad)

    def test_no_run_at_all(self, tmp_path: Path) -> None:
        rows = [exports.strava_row(at("2026-11-01 06:00"), 8, kind="Ride")]
        message = problem(written(tmp_path, "a.csv", exports.table(exports.STRAVA, rows)))
        assert message == "a.csv: holds no run; types seen: Ride 1"


class TestDamaged:
    def test_zip_bomb_stops_at_the_limit(self, tmp_path: Path) -> None:
        path = exports.zipped(tmp_path / "export.zip", {"activities.csv": b"0," * 20_000_000})
        assert path.stat().st_size < 100_000
        assert "which no training log does; not read" in problem(path)

    def test_zip_cut_short(self, tmp_path: Path) -> None:
        whole = exports.zipped(tmp_path / "a.zip", {"activities.csv": exports.strava([])})
        cut = written(tmp_path, "b.zip", whole.read_bytes()[:-40])
        assert "is cut short or damaged" in problem(cut)

    def test_zip_with_changed_bytes(self, tmp_path: Path) -> None:
        path = tmp_path / "a.zip"
        with zipfile.ZipFile(path, "w") as stored:
            stored.writestr("activities.csv", exports.strava([(at("2026-10-04 06:30"), 5)]))
        path.write_bytes(path.read_bytes().replace(b"Morning", b"Evening"))
        assert "is cut short or damaged" in problem(path)

    def test_zip_without_a_table(self, tmp_path: Path) -> None:
        message = problem(exports.zipped(tmp_path / "a.zip", {"photo.jpg": b"x", "b.jpg": b"y"}))
        assert "holds .jpg 2, and no training log that we know; we read Strava" in message
        assert "full export" not in message

    def test_zip_with_too_many_entries(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(archive, "MOST_ENTRIES", 2)
        path = exports.zipped(tmp_path / "a.zip", {f"{each}.csv": b"" for each in range(3)})
        assert "more than any export" in problem(path)

    def test_gzip_cut_short(self, tmp_path: Path) -> None:
        packed = gzip.compress(exports.fit([(at("2026-07-01 06:00"), 5012, 1)]))
        assert "is cut short or damaged" in problem(written(tmp_path, "1.fit.gz", packed[:-12]))

    @pytest.mark.parametrize("data", [b"", b"\0\0\0", b"\n\n"])
    def test_not_a_table(self, tmp_path: Path, data: bytes) -> None:
        assert "a.csv" in problem(written(tmp_path, "a.csv", data))

    @pytest.mark.parametrize("row", [b"1,2,3\n", b"1," * 90 + b"\n"])
    def test_row_that_does_not_fit_the_header(self, tmp_path: Path, row: bytes) -> None:
        data = exports.strava([(at("2026-10-04 06:30"), 5)]) + row
        message = problem(written(tmp_path, "a.csv", data))
        assert "a.csv row 3: has" in message
        assert "the header 80" in message

    def test_table_cut_short_inside_a_quote(self, tmp_path: Path) -> None:
        data = exports.strava([(at("2026-10-04 06:30"), 5)])
        cut = data[: data.index(b"and slow")]
        assert "a quote is left open" in problem(written(tmp_path, "a.csv", cut))

    def test_missing_file(self, tmp_path: Path) -> None:
        assert "cannot be read: No such file" in problem(tmp_path / "none.csv")


def test_unknown_zone(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", exports.strava([(at("2026-10-04 06:30"), 5)]))
    assert "is not a time zone" in problem(path, zone="Mars/Olympus")
