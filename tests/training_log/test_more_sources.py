"""Other services, other languages, whole accounts, and a plain diary."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from lowback.errors import LowbackError
from lowback.training_log.activities import NO_UNIT, Reading
from lowback.training_log.read import read_log
from lowback.training_log.runs import TrainingLog
from tests.training_log import exports

TODAY = date(2026, 11, 23)
TCX = """<?xml version="1.0"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">
<Activities><Activity Sport="{sport}"><Id>2026-07-01T06:00:00Z</Id>
<Lap><TotalTimeSeconds>900</TotalTimeSeconds><DistanceMeters>3000</DistanceMeters>
<Track><Trackpoint><DistanceMeters>12</DistanceMeters></Trackpoint></Track></Lap>
<Lap><DistanceMeters>2012.5</DistanceMeters></Lap>
</Activity></Activities></TrainingCenterDatabase>"""
HEALTH = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [<!ELEMENT HealthData (Record|Workout)*>]>
<HealthData locale="en_GB">
<Record type="HKQuantityTypeIdentifierDistanceWalkingRunning" unit="km" value="99"
 startDate="2026-07-01 07:00:00 +0100"/>
<Workout workoutActivityType="HKWorkoutActivityTypeRunning" startDate="2026-07-01 07:00:00 +0100">
 <WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="150"/>
 <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="5.25" unit="km"/>
</Workout>
<Workout workoutActivityType="HKWorkoutActivityTypeRunning" totalDistance="3" totalDistanceUnit="mi"
 startDate="2026-07-03 22:30:00 -0500"/>
<Workout workoutActivityType="HKWorkoutActivityTypeCycling" totalDistance="30"
 totalDistanceUnit="km" startDate="2026-07-04 07:00:00 +0100"/>
</HealthData>"""
GARMIN = [
    {
        "summarizedActivitiesExport": [
            {
                "activityType": kind,
                "startTimeLocal": 1782892800000 + at * 86_400_000,
                "beginTimestamp": 1782889200000 + at * 86_400_000,
                "distance": 501_250.0,
                "duration": 1_800_000.0,
            }
            for at, kind in enumerate(["running", "trail_running", "cycling"])
        ]
    }
]
POLAR_OLD = {
    "exportVersion": "1.6", "startTime": "2026-07-01T07:00:00.000", "timeZoneOffset": 60,
    "exercises": [{"startTime": "2026-07-01T07:00:10.000", "distance": 5012.5, "sport": "RUNNING"}],
}  # fmt: skip
POLAR_NEW = {
    "startTime": "2026-07-02T07:00:00", "distanceMeters": 5012.5, "sport": {"id": "1"},
    "timezoneOffsetMinutes": 60,
}  # fmt: skip


def log(folder: Path, files: Mapping[str, str | bytes], unit: str | None = None) -> TrainingLog:
    paths = []
    for name, data in files.items():
        paths.append(folder / name)
        paths[-1].parent.mkdir(parents=True, exist_ok=True)
        paths[-1].write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_log(paths, Reading(TODAY, "Europe/London", unit))  # type: ignore[arg-type]


def runs(found: TrainingLog) -> list[tuple[str, float]]:
    return [(f"{each.start:%Y-%m-%d %H:%M}", round(each.km, 4)) for each in found.runs]


def test_tcx_adds_up_laps_in_utc(tmp_path: Path) -> None:
    found = log(tmp_path, {"a.tcx": "  " + TCX.format(sport="Running")})
    assert runs(found) == [("2026-07-01 07:00", 5.0125)]


def test_tcx_of_a_ride_is_not_a_run(tmp_path: Path) -> None:
    with pytest.raises(LowbackError, match=r"not a run \(Biking\)"):
        log(tmp_path, {"a.tcx": TCX.format(sport="Biking")})


@pytest.mark.parametrize("name", ["export.xml", "apple_health_export/exportación.xml"])
def test_apple_health_takes_workouts_only(name: str, tmp_path: Path) -> None:
    path = exports.zipped(
        tmp_path / "export.zip",
        {name: HEALTH.encode(), "apple_health_export/export_cda.xml": b"<a/>",
         "apple_health_export/workout-routes/route.gpx": b"<gpx/>"},
    )  # fmt: skip
    found = read_log([path], Reading(TODAY, "Europe/London"))
    assert runs(found) == [("2026-07-01 07:00", 5.25), ("2026-07-04 04:30", 4.828)]
    assert any("not a run (Cycling)" in each for each in found.notes)


def test_apple_health_outside_its_zip(tmp_path: Path) -> None:
    assert len(log(tmp_path, {"export.xml": HEALTH}).runs) == 2


def test_entities_are_refused_though_a_doctype_is_not(tmp_path: Path) -> None:
    bomb = HEALTH.replace("<!ELEMENT", '<!ENTITY a "aaaa"><!ELEMENT')
    with pytest.raises(LowbackError, match="declares XML entities"):
        log(tmp_path, {"export.xml": bomb})


def test_the_whole_account_of_garmin(tmp_path: Path) -> None:
    folder = "DI_CONNECT/DI-Connect-Fitness"
    path = exports.zipped(
        tmp_path / "account.zip",
        {f"{folder}/me_0_summarizedActivities.json": json.dumps(GARMIN).encode(),
         f"{folder}/me_gear.json": b"{}", "customer_data/customer.json": b"{}",
         "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip": b"PK"},
    )  # fmt: skip
    found = read_log([path], Reading(TODAY, "America/New_York"))
    assert runs(found) == [("2026-07-01 08:00", 5.0125), ("2026-07-02 08:00", 5.0125)]


def test_one_original_recording_in_a_zip(tmp_path: Path) -> None:
    fit = exports.fit([(datetime(2026, 7, 1, 6), 5012, 1)])
    path = exports.zipped(tmp_path / "20261120_activity.zip", {"123_ACTIVITY.fit": fit})
    assert runs(read_log([path], Reading(TODAY, "Europe/London"))) == [("2026-07-01 07:00", 5.012)]


def test_the_account_of_polar_old_and_new(tmp_path: Path) -> None:
    path = exports.zipped(
        tmp_path / "polar.zip",
        {"training-session-2026-07-01-1-x.json": json.dumps(POLAR_OLD).encode(),
         "training-session_2026-07-02T07-00-00_2-x.json": json.dumps(POLAR_NEW).encode(),
         "activity-2026-07-01-1.json": b"{}", "account-data.json": b"{}"},
    )  # fmt: skip
    found = read_log([path], Reading(TODAY, "America/New_York"))
    assert runs(found) == [("2026-07-01 07:00", 5.0125), ("2026-07-02 07:00", 5.0125)]


STRAVA_DATES = {
    "French": ("20 août 2026 à 11:01:45", "Course à pied"),
    "Spanish": ("20 ago 2026, 11:01:45", "Carrera"),
    "Italian": ("20 agosto 2026, 11:01:45", "Corsa"),
    "Dutch": ("20 aug. 2026 11:01:45", "Hardlopen"),
    "Portuguese": ("20 de ago. de 2026, 11:01:45", "Corrida"),
    "Swedish": ("20 aug. 2026 11:01:45", "Löpning"),
    "Polish": ("20 sie 2026, 11:01:45", "Bieg"),
}


@pytest.mark.parametrize("language", STRAVA_DATES)
def test_strava_in_a_language_whose_headings_we_do_not_know(language: str, tmp_path: Path) -> None:
    when, kind = STRAVA_DATES[language]
    row = exports.strava_row(datetime(2026, 8, 20, 11, 1, 45), 5.5)
    row[1], row[3], row[6] = when, kind, "5,50"
    header = [f"x {exports.STRAVA.index(each)}" for each in exports.STRAVA]
    found = log(tmp_path, {"activities.csv": exports.table(header, [row])})
    assert runs(found) == [("2026-08-20 12:01", 5.5)]


DIARIES = {
    "the least": ("date,km\n2026-07-01,10\n2026-07-02,5.5\n", [10.0, 5.5]),
    "days first, told by one": ("Day;Km\n01/07/2026;10\n31/07/2026;5,5\n", [10.0, 5.5]),
    "months first, told by one": ("date,miles\n7/1/2026,1\n7/31/2026,2\n", [1.6093, 3.2187]),
    "German": ("Datum;Distanz (km)\n1.7.2026;10,5\n2.7.2026;5\n", [10.5, 5.0]),
    "months in words": ("date,km\n1 July 2026,10\n\"Jul 2, 2026\",5\n", [10.0, 5.0]),
    "with sports and shoes": (
        "Date,Type,Distance (km),Shoes\n2026-07-01,Easy run,10,A\n2026-07-02,Bike,40,\n", [10.0],
    ),
    "a list of Polar Flow": (
        "Name,Sport,Date,Start time,Total distance (km)\nMe,RUNNING,2026-07-01,07:15:00,10\n",
        [10.0],
    ),
    "a list of COROS": (
        "Date,Activity,Distance(km)\n2026-07-01 07:15:00,Run,10\n2026-07-02 07:15:00,Swim,1\n",
        [10.0],
    ),
    "blank lines at the end": ("date,km\n2026-07-01,10\n,\n,\n", [10.0]),
}  # fmt: skip


@pytest.mark.parametrize("name", DIARIES)
def test_a_plain_diary(name: str, tmp_path: Path) -> None:
    text, expected = DIARIES[name]
    found = log(tmp_path, {"diary.csv": text})
    assert [round(each.km, 4) for each in found.runs] == expected
    assert found.runs[0].day == date(2026, 7, 1)


def test_a_time_of_its_own_column_is_read(tmp_path: Path) -> None:
    assert runs(log(tmp_path, {"a.csv": DIARIES["a list of Polar Flow"][0]})) == [
        ("2026-07-01 07:15", 10.0)
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("date,km\n01/07/2026,10\n02/07/2026,5\n", "the day could be the month"),
        ("date,km\nyesterday,10\n", "`yesterday` is not a date we can read"),
        ("date,km\n2026-07-01,ten\n", "`ten` is not a distance"),
        ("date,km\n2026-07-01,9000\n", "is not the distance of one run"),
    ],
)
def test_what_a_diary_leaves_open_is_never_guessed(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(LowbackError, match=message):
        log(tmp_path, {"diary.csv": text})


def test_a_distance_without_a_unit_is_asked_about(tmp_path: Path) -> None:
    text = "date,distance\n2026-07-01,10\n"
    with pytest.raises(LowbackError) as caught:
        log(tmp_path, {"diary.csv": text})
    assert {each.rule for each in caught.value.problems} == {NO_UNIT}
    assert round(log(tmp_path, {"diary.csv": text}, "mi").runs[0].km, 3) == 16.093


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("me_summarizedActivities.json", b"[]"),
        ("me_summarizedActivities.json", b'[{"summarizedActivitiesExport": [1, null]}]'),
        ("me_summarizedActivities.json", b"{"),
        ("me_summarizedActivities.json", b'[{"summarizedActivitiesExport": [{"distance": "x"}]}]'),
        ("training-session-1.json", b'{"startTime": "soon"}'),
        ("training-session-1.json", b'{"startTime": 1}'),
        ("training-session-1.json", b"[" * 100_000),
        ("a.tcx", b"<TrainingCenterDatabase/>"),
        ("a.tcx", b"<a><Activity Sport='Running'><Lap><DistanceMeters>nan</DistanceMeters></Lap>"),
        ("export.xml", b"<HealthData/>"),
        ("export.xml", b"<HealthData><Workout startDate='never'/></HealthData>"),
        ("export.xml", b"</Workout>"),
    ],
)
def test_what_is_damaged_is_named(name: str, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(LowbackError) as caught:
        log(tmp_path, {name: data})
    assert str(caught.value).startswith(name)
