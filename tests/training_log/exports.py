"""Exported files as the services write them, built from their documented columns."""

import csv
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path


def named(text: str) -> list[str]:
    return [each.strip() for each in text.replace("\n", " ").split(",")]


STRAVA = named("""
Activity ID, Activity Date, Activity Name, Activity Type, Activity Description, Elapsed Time,
Distance, Max Heart Rate, Relative Effort, Commute, Activity Private Note, Activity Gear, Filename,
Athlete Weight, Bike Weight, Elapsed Time, Moving Time, Distance, Max Speed, Average Speed,
Elevation Gain, Elevation Loss, Elevation Low, Elevation High, Max Grade, Average Grade,
Average Positive Grade, Average Negative Grade, Max Cadence, Average Cadence, Max Heart Rate,
Average Heart Rate, Max Watts, Average Watts, Calories, Max Temperature, Average Temperature,
Relative Effort, Total Work, Number of Runs, Uphill Time, Downhill Time, Other Time,
Perceived Exertion, Type, Start Time, Weighted Average Power, Power Count,
Prefer Perceived Exertion, Perceived Relative Effort, Commute, Total Weight Lifted, From Upload,
Grade Adjusted Distance, Weather Observation Time, Weather Condition, Weather Temperature,
Apparent Temperature, Dewpoint, Humidity, Weather Pressure, Wind Speed, Wind Gust, Wind Bearing,
Precipitation Intensity, Sunrise Time, Sunset Time, Moon Phase, Bike, Gear,
Precipitation Probability, <span class="translation_missing" title="en">Jump Count</span>,
Total Grit, Average Flow, Flagged, Average Elapsed Speed, Dirt Distance, Newly Explored Distance,
Newly Explored Dirt Distance, Activity Count
""")
GARMIN = named("""
Activity Type, Date, Favorite, Title, Distance, Calories, Time, Avg HR, Max HR, Aerobic TE,
Avg Run Cadence, Max Run Cadence, Avg Pace, Best Pace, Total Ascent, Total Descent,
Avg Stride Length, Steps, Moving Time, Elapsed Time
""")
GARMIN_GERMAN = named(
    "Aktivitätstyp, Datum, Favorit, Titel, Distanz, Kalorien, Zeit, Ø HF, Max. HF"
)
RUNKEEPER = named("""
Activity Id, Date, Type, Route Name, Distance (mi), Duration, Average Pace, Average Speed (mph),
Calories Burned, Climb (ft), Average Heart Rate (bpm), Friend's Tagged, Notes, GPX File
""")
INTERVALS = named("id, start_date_local, name, type, moving_time, distance, elapsed_time")
STRAVA_GERMAN = named("""
Aktivitäts-ID, Aktivitätsdatum, Name der Aktivität, Aktivitätsart, Aktivitätsbeschreibung,
Verstrichene Zeit, Distanz, Dateiname
""")
Cells = Sequence[object]


def table(header: Cells, rows: Iterable[Cells], separator: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows([header, *rows])
    return out.getvalue().encode()


def strava_row(start: datetime, km: float, kind: str = "Run", shoe: str = "") -> list[object]:
    """One row with the display distance in km and the exact one in metres."""
    row: list[object] = [""] * len(STRAVA)
    row[:4] = [
        1,
        f"{start:%b} {start.day}, {start:%Y, %I:%M:%S %p}",
        "Morning, easy\nand slow",
        kind,
    ]
    row[6], row[11], row[17] = f"{km:.2f}", shoe, f"{km * 1000:.4f}"
    return row


def strava(runs: Iterable[tuple[datetime, float]], shoe: str = "") -> bytes:
    return table(STRAVA, [strava_row(start, km, shoe=shoe) for start, km in runs])


def zipped(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def fit(sessions: Iterable[tuple[datetime, float, int]]) -> bytes:
    """A FIT file with sessions of start (UTC), metres and sport (1 is running)."""
    epoch = datetime(1989, 12, 31, tzinfo=UTC)
    body = _definition(0, 0, [(0, 1, 0x00)]) + struct.pack("<BB", 0, 4)
    body += _definition(1, 18, [(2, 4, 0x86), (9, 4, 0x86), (5, 1, 0x00)])
    for start, metres, sport in sessions:
        seconds = int((start.replace(tzinfo=UTC) - epoch).total_seconds())
        body += struct.pack("<BIIB", 1, seconds, round(metres * 100), sport)
    head = struct.pack("<BBHI4s", 14, 0x10, 2132, len(body), b".FIT")
    return summed(head + struct.pack("<H", _crc(head)) + body)


def summed(whole: bytes) -> bytes:
    """The bytes of a FIT file with their checksum behind them."""
    return whole + struct.pack("<H", _crc(whole))


def gpx(start: datetime, points: int = 11, kind: str = "<type>running</type>") -> bytes:
    """A GPX track along a meridian, 0.001 degrees of latitude from point to point."""
    track = "".join(
        f'<trkpt lat="{51 + each / 1000:.3f}" lon="0">'
        f"<time>{start:%Y-%m-%dT%H:%M:}{each:02d}Z</time></trkpt>"
        for each in range(points)
    )
    return (
        '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk>{kind}<trkseg>{track}</trkseg></trk></gpx>"
    ).encode()


def _definition(local: int, number: int, fields: list[tuple[int, int, int]]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields))
    return head + b"".join(struct.pack("<BBB", *each) for each in fields)


def _crc(data: bytes) -> int:
    nibbles = (
        0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
        0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
    )  # fmt: skip
    crc = 0
    for byte in data:
        for nibble in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) ^ nibbles[crc & 0xF] ^ nibbles[nibble]
    return crc
