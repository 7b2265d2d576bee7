"""Every documented export gives the right runs, or an error that says what to do."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from tests.training_log import exports
from tests.training_log.logs import at, log, problem, written


class TestStrava:
    def test_has_80_columns_and_doubled_names(self) -> None:
        assert len(exports.STRAVA) == 80
        assert exports.STRAVA.count("Distance") == 2

    def test_takes_metres_local_time_and_shoes(self, tmp_path: Path) -> None:
        data = exports.strava([(at("2026-08-20 23:01:45"), 12.344)], shoe=" Pegasus ")
        (run,) = log(written(tmp_path, "activities.csv", data)).runs
        assert (run.start, run.km, run.shoe) == (at("2026-08-21 00:01:45"), 12.344, "Pegasus")

    def test_afternoon_stays_afternoon(self, tmp_path: Path) -> None:
        data = exports.strava([(at("2026-01-20 17:30:00"), 5)])
        (run,) = log(written(tmp_path, "activities.csv", data)).runs
        assert run.start == at("2026-01-20 17:30:00")

    def test_skips_other_sports_and_says_so(self, tmp_path: Path) -> None:
        rows = [
            exports.strava_row(at("2020-05-01 06:00"), 1500, kind="Swim"),
            exports.strava_row(at("2026-11-01 06:00"), 8),
        ]
        found = log(written(tmp_path, "a.csv", exports.table(exports.STRAVA, rows)))
        assert [run.km for run in found.runs] == [8]
        assert found.first_day == date(2020, 5, 1)
        assert "1 activities are not runs" in found.notes[0]
        assert "Swim 1" in found.notes[0]

    def test_german_with_decimal_comma(self, tmp_path: Path) -> None:
        rows = [[1, "01.08.2025, 17:00:00", "Runde", "Lauf", "", "3600", "10,25", ""]]
        data = exports.table(exports.STRAVA_GERMAN, rows)
        (run,) = log(written(tmp_path, "activities.csv", data), zone="Europe/Berlin").runs
        assert (run.start, run.km) == (at("2025-08-01 19:00"), 10.25)

    def test_old_export_with_one_distance(self, tmp_path: Path) -> None:
        header = ["Activity ID", "Activity Date", "Activity Type", "Distance"]
        data = exports.table(header, [[1, "Aug 2, 2018, 9:05:00 AM", "Run", "7.5"]])
        (run,) = log(written(tmp_path, "activities.csv", data)).runs
        assert run.km == 7.5

    def test_narrow_space_before_am_and_byte_order_mark(self, tmp_path: Path) -> None:
        data = exports.strava([(at("2026-08-20 11:01:45"), 5)]).replace(b" AM", "\u202fAM".encode())
        (run,) = log(written(tmp_path, "activities.csv", b"\xef\xbb\xbf" + data)).runs
        assert run.start.hour == 12

    def test_whole_zip_reads_only_the_table(self, tmp_path: Path) -> None:
        entries = {
            "export_1/activities.csv": exports.strava([(at("2026-11-01 06:00"), 8)]),
            "export_1/profile.csv": b"Email Address\nme@example.org\n",
            "export_1/activities/1.fit.gz": b"broken",
        }
        found = log(exports.zipped(tmp_path / "export.zip", entries))
        assert [run.km for run in found.runs] == [8]

    def test_bad_rows_are_all_named_and_nothing_is_imported(self, tmp_path: Path) -> None:
        rows = [exports.strava_row(at("2026-11-01 06:00"), 8) for _ in range(3)]
        rows[0][1], rows[1][17], rows[2][17] = "gestern", "weit", "812000"
        message = problem(written(tmp_path, "a.csv", exports.table(exports.STRAVA, rows)))
        assert "a.csv row 2: `gestern` is not a date" in message
        assert "a.csv row 3: `weit` is not a distance" in message
        assert "a.csv row 4: `812000` is not the distance of one run" in message

    def test_many_bad_rows_are_counted(self, tmp_path: Path) -> None:
        rows = [exports.strava_row(at("2026-11-01 06:00"), 999) for _ in range(50)]
        message = problem(written(tmp_path, "a.csv", exports.table(exports.STRAVA, rows)))
        assert "and 30 more rows that cannot be read" in message

    def test_escape_codes_are_not_repeated(self, tmp_path: Path) -> None:
        row = exports.strava_row(at("2026-11-01 06:00"), 8)
        row[1] = "\x1b[2Jx"
        message = problem(written(tmp_path, "a.csv", exports.table(exports.STRAVA, [row])))
        assert "\x1b" not in message


class TestGarmin:
    def row(
        self, km: str, time: str, pace: str, stride: str = "--", cadence: str = "--"
    ) -> list[str]:
        row = ["Running", "2026-11-06 17:06:03", "false", "Run", km, "1,020", time, "150", "170"]
        return [*row, "3", cadence, "180", pace, "4:00", "--", "--", stride, "--", time, time]

    def file(self, folder: Path, *rows: list[str]) -> Path:
        return written(folder, "Activities.csv", exports.table(exports.GARMIN, rows))

    def test_miles_follow_from_steps_and_stride(self, tmp_path: Path) -> None:
        path = self.file(tmp_path, self.row("3.11", "00:25:00", "8:02", "1.25", "160"))
        found = log(path)
        assert found.runs[0].km == pytest.approx(3.11 * 1.609344)
        assert found.runs[0].start == at("2026-11-06 17:06:03")
        assert any("miles" in each for each in found.notes)

    def test_kilometres_follow_from_steps_and_stride(self, tmp_path: Path) -> None:
        path = self.file(tmp_path, self.row("5.00", "00:25:00", "5:00", "1.25", "160"))
        assert log(path).runs[0].km == 5

    @pytest.mark.parametrize(
        ("km", "pace", "expected"), [("3.107", "5:00", 5.0), ("5", "8:03", 5.0)]
    )
    def test_unit_follows_from_a_pace_in_the_other_unit(
        self, tmp_path: Path, km: str, pace: str, expected: float
    ) -> None:
        found = log(self.file(tmp_path, self.row(km, "00:25:00.4", pace)))
        assert found.runs[0].km == pytest.approx(expected, rel=0.01)

    def test_unit_that_cannot_be_known_is_asked_for(self, tmp_path: Path) -> None:
        path = self.file(tmp_path, self.row("5.00", "00:30:00", "6:00"))
        assert "--log-unit km or --log-unit mi" in problem(path)
        assert log(path, unit="mi").runs[0].km == pytest.approx(5 * 1.609344)

    def test_missing_distance_is_left_out_and_said(self, tmp_path: Path) -> None:
        path = self.file(
            tmp_path,
            self.row("--", "00:30:00", "--"),
            self.row("5.00", "00:15:00", "3:00"),
        )
        found = log(path, unit="km")
        assert [run.km for run in found.runs] == [5]
        assert "left out: 1 runs without a distance" in found.notes

    def test_german_with_decimal_comma_and_thousands(self, tmp_path: Path) -> None:
        row = ["Laufen", "2025-02-06 17:06:03", "false", "Runde", "5,81", "1.020", "00:31:24"]
        data = exports.table(exports.GARMIN_GERMAN, [[*row, "150", "170"]])
        (run,) = log(written(tmp_path, "Activities.csv", data), unit="km").runs
        assert run.km == 5.81

    def test_resaved_by_a_spreadsheet(self, tmp_path: Path) -> None:
        row = ["Laufen", "06.02.2025 17:06", "falsch", "Früh", "5,81", "420", "00:31:24", "1", "1"]
        data = exports.table(exports.GARMIN_GERMAN, [row], separator=";").decode().encode("cp1252")
        found = log(written(tmp_path, "Activities.csv", data), unit="km")
        assert found.runs[0].km == 5.81
        assert any("Windows-1252" in each for each in found.notes)


class TestOthers:
    def test_runkeeper_names_miles_in_its_header(self, tmp_path: Path) -> None:
        row = [1, "2026-10-04 07:30:00", "Running", "", "3.5", "28:11", *[""] * 8]
        data = exports.table(exports.RUNKEEPER, [row])
        (run,) = log(written(tmp_path, "cardioActivities.csv", data)).runs
        assert run.start == at("2026-10-04 07:30")
        assert run.km == pytest.approx(3.5 * 1.609344)

    def test_intervals_has_metres_and_local_time(self, tmp_path: Path) -> None:
        row = ["i1", "2026-10-04T07:30:00", "Easy", "TrailRun", 1800, 5012.5, 1900]
        data = exports.table(exports.INTERVALS, [row])
        (run,) = log(written(tmp_path, "activities.csv", data), zone="Asia/Tokyo").runs
        assert (run.start, run.km) == (at("2026-10-04 07:30"), 5.0125)

    def test_fit_sessions_are_utc_and_metres(self, tmp_path: Path) -> None:
        data = exports.fit([(at("2026-07-01 23:30"), 5012, 1), (at("2026-07-02 08:00"), 9000, 2)])
        found = log(written(tmp_path, "1.fit", data))
        assert [(run.start, run.km) for run in found.runs] == [(at("2026-07-02 00:30"), 5.012)]
        assert "not a run (cycling)" in found.notes[0]

    def test_folder_with_packed_fit_and_gpx(self, tmp_path: Path) -> None:
        (tmp_path / "sub").mkdir()
        packed = gzip.compress(exports.fit([(at("2026-07-01 06:00"), 5012, 1)]))
        written(tmp_path / "sub", "1.fit.gz", packed)
        written(tmp_path, "2.gpx", exports.gpx(at("2026-07-03 06:00")))
        kms = [run.km for run in log(tmp_path).runs]
        assert kms == [5.012, pytest.approx(1.11, rel=0.01)]

    def test_gpx_without_a_type_counts_and_says_so(self, tmp_path: Path) -> None:
        found = log(written(tmp_path, "2.gpx", exports.gpx(at("2026-07-03 06:00"), kind="")))
        assert "names no kind of sport" in found.notes[0]

    def test_gpx_of_a_ride_is_not_a_run(self, tmp_path: Path) -> None:
        data = exports.gpx(at("2026-07-03 06:00"), kind="<type>cycling</type>")
        assert "not a run (cycling)" in problem(written(tmp_path, "2.gpx", data))

    def test_gpx_with_entities_is_refused(self, tmp_path: Path) -> None:
        bomb = b'<!DOCTYPE g [<!ENTITY a "aaaa">]>' + exports.gpx(at("2026-07-03 06:00"))
        assert "XML entities" in problem(written(tmp_path, "2.gpx", bomb))

    @pytest.mark.parametrize("cut", [3, 20, 60])
    def test_fit_cut_short(self, tmp_path: Path, cut: int) -> None:
        data = exports.fit([(at("2026-07-01 06:00"), 5012, 1)])[:-cut]
        assert "1.fit" in problem(written(tmp_path, "1.fit", data))
