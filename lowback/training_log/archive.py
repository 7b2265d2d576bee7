"""Open what was packed: the one table of a zip, or one gzipped file, never more than allowed.

A zip can be cut short, or hold far more than its size tells (a zip bomb). We read one entry,
piece by piece, count what comes out, and stop at the limit. Nothing is written to disk.
"""

import gzip
import io
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO, cast

from lowback.errors import LowbackError, Problem
from lowback.training_log.table import LARGEST

TABLES = ("activities.csv", "cardioactivities.csv")
MOST_ENTRIES = 200_000
HIGHEST_RATIO = 200
ALWAYS_FINE = 5_000_000
PIECE = 1_048_576


def table_in_zip(path: Path) -> tuple[str, bytes]:
    """Return the name and bytes of the table in an exported zip.

    Raises:
        LowbackError: if it is damaged, too large for what it is, or holds no such table.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entry = _entry(path, archive.infolist())
            with archive.open(entry) as packed:
                data = _unpacked(f"{path.name}/{entry.filename}", packed, entry.compress_size)
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        message = f"is cut short or damaged ({error}); download it again"
        raise LowbackError([Problem(path.name, message)]) from None
    except (NotImplementedError, RuntimeError) as error:
        raise LowbackError([Problem(path.name, f"cannot be unpacked: {error}")]) from None
    return f"{path.name}/{entry.filename}", data


def read_maybe_gzipped(path: Path) -> bytes:
    """Return the bytes of a file, unpacked if its name ends in `.gz`.

    Raises:
        LowbackError: if it is damaged or too large for what it is.
    """
    if path.suffix.casefold() != ".gz":
        return _plain(path)
    try:
        with gzip.open(path) as packed:
            return _unpacked(path.name, cast("IO[bytes]", packed), path.stat().st_size)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        message = f"is cut short or damaged ({error}); export it again"
        raise LowbackError([Problem(path.name, message)]) from None


def _plain(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise _too_large(path.name, LARGEST)
    return path.read_bytes()


def _entry(path: Path, entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    if len(entries) > MOST_ENTRIES:
        message = f"holds {len(entries)} files, more than any export; is it the right one?"
        raise LowbackError([Problem(path.name, message)])
    named = [each for each in entries if PurePosixPath(each.filename).name.casefold() in TABLES]
    if not named:
        message = "holds no activities.csv; ask your service for the full export, or give the CSV"
        raise LowbackError([Problem(path.name, message)])
    return min(named, key=lambda each: len(PurePosixPath(each.filename).parts))


def _unpacked(name: str, packed: IO[bytes], packed_size: int) -> bytes:
    limit = min(LARGEST, max(ALWAYS_FINE, packed_size * HIGHEST_RATIO))
    out = io.BytesIO()
    while piece := packed.read(PIECE):
        out.write(piece)
        if out.tell() > limit:
            raise _too_large(name, limit)
    return out.getvalue()


def _too_large(name: str, limit: int) -> LowbackError:
    message = f"holds more than {limit // 1_000_000} MB, which no training log does; not read"
    return LowbackError([Problem(name, message)])
