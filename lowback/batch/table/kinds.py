"""Which kind of table a file is, by its name or, for stdin, by its first bytes."""

from enum import StrEnum
from pathlib import Path

from lowback.errors import LowbackError, Problem, suggest

STREAM = "-"


class Kind(StrEnum):
    """The kinds of table that we read and write."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSONL = "jsonl"


SUFFIXES = {
    ".csv": Kind.CSV, ".txt": Kind.CSV, ".tsv": Kind.TSV, ".tab": Kind.TSV,
    ".xlsx": Kind.XLSX, ".xlsm": Kind.XLSX, ".xls": Kind.XLSX, ".ods": Kind.XLSX,
    ".parquet": Kind.PARQUET, ".pq": Kind.PARQUET, ".jsonl": Kind.JSONL, ".ndjson": Kind.JSONL,
}  # fmt: skip
ONLY_READ = frozenset({".xlsm", ".xls", ".ods"})
MAGIC = (
    (b"PAR1", Kind.PARQUET), (b"PK\x03\x04", Kind.XLSX), (b"\xd0\xcf\x11\xe0", Kind.XLSX),
    (b"{", Kind.JSONL),
)  # fmt: skip


def kind_of(name: str, wanted: str | None = None, *, writing: bool = False) -> Kind:
    """Return the kind that was asked for, else the one that the file's name tells.

    Raises:
        LowbackError: for a kind or an ending that we do not know.
    """
    kinds = [each.value for each in Kind]
    if wanted is not None:
        if wanted not in kinds:
            message = (
                f"`{wanted}` is not a kind of table; use {', '.join(kinds)}{suggest(wanted, kinds)}"
            )
            raise LowbackError([Problem("--to", message)])
        return Kind(wanted)
    if name == STREAM:
        return Kind.CSV
    suffix = Path(name).suffix.casefold()
    if suffix not in SUFFIXES:
        message = f"must end in {', '.join(f'.{each}' for each in kinds)}, or be `{STREAM}`"
        raise LowbackError([Problem(name, message)])
    if writing and suffix in ONLY_READ:
        raise LowbackError([Problem(name, f"{suffix} is only read here; name an .xlsx file")])
    return SUFFIXES[suffix]


def kind_inside(beginning: bytes) -> Kind:
    """Return the kind of a table that came without a name."""
    inside = beginning.lstrip() if beginning.lstrip().startswith(b"{") else beginning
    return next((kind for mark, kind in MAGIC if inside.startswith(mark)), Kind.CSV)
