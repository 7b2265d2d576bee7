"""Small tables written the way people, forms and programs write them."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

Row = Mapping[str, str]
ROWS: tuple[Row, ...] = (
    {"who": "Zoë", "age": "34", "weekly_km": "48.5", "rf_fever": "no", "onset": "sudden_moment"},
    {"who": "Bo", "age": "51", "weekly_km": "30 mi", "rf_fever": "yes", "onset": ""},
)


def write_csv(
    path: Path, rows: Sequence[Row] = ROWS, *, separator: str = ",", encoding: str = "utf-8"
) -> Path:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def write_any(path: Path, rows: Sequence[Row] = ROWS) -> Path:
    """Write the kind that the name tells."""
    frame = pl.DataFrame([dict(each) for each in rows])
    match path.suffix:
        case ".csv":
            frame.write_csv(path)
        case ".tsv":
            frame.write_csv(path, separator="\t")
        case ".xlsx":
            frame.write_excel(path)
        case ".parquet":
            frame.write_parquet(path)
        case _:
            frame.write_ndjson(path)
    return path


def read_any(path: Path) -> list[dict[str, object]]:
    """Read a result as rows of text, empty for nothing."""
    match path.suffix:
        case ".csv":
            frame = pl.read_csv(path, infer_schema=False)
        case ".tsv":
            frame = pl.read_csv(path, infer_schema=False, separator="\t")
        case ".xlsx":
            frame = pl.read_excel(path)
        case ".parquet":
            frame = pl.read_parquet(path)
        case _:
            frame = pl.read_ndjson(path)
    return frame.with_columns(pl.all().cast(pl.String).fill_null("")).to_dicts()
