"""Small logs written, read, and what is wrong with them."""

from datetime import date, datetime
from pathlib import Path

import pytest

from lowback.errors import LowbackError
from lowback.training_log.activities import Reading
from lowback.training_log.read import read_log
from lowback.training_log.runs import TrainingLog

TODAY = date(2026, 11, 23)


def log(*paths: Path, zone: str = "Europe/London", unit: str | None = None) -> TrainingLog:
    return read_log(paths, Reading(TODAY, zone, unit))  # type: ignore[arg-type]


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def problem(path: Path, **options: str) -> str:
    with pytest.raises(LowbackError) as caught:
        log(path, **options)
    return str(caught.value)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
