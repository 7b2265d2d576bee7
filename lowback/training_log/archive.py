"""Open what was packed: the one table of a zip, or one gzipped file, never more than allowed.

A zip can be cut short, or hold far more than its size tells (a zip bomb). We read one entry,
piece by piece, count what comes out, and stop at the limit. Nothing is written to disk.
"""

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from lowback.errors import LowbackError, Problem
from lowback.reading import read_at_most
from lowback.training_log.table import LARGEST

TABLES = ("activities.csv", "cardioactivities.csv")
MOST_ENTRIES = 200_000
HIGHEST_RATIO = 200
ALWAYS_FINE = 5_000_000
PIECE = 1_048_576
# What the packers of the standard library raise; bzip2 says of damage OSError without a number.
DAMAGED = (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, OSError, ValueError)


def table_in_zip(path: Path) -> tuple[str, bytes]:
    """Return the name and bytes of the table in an exported zip.

    Raises:
        LowbackError: if it is damaged, too large for what it is, or holds no such table.
    """
    with _unpacking(path.name), zipfile.ZipFile(path) as archive:
        entry = _entry(path, archive.infolist())
        name = f"{path.name}/{entry.filename}"
        with archive.open(entry) as packed:
            return name, _unpacked(name, packed, entry.compress_size)


def read_maybe_gzipped(path: Path) -> bytes:
    """Return the bytes of a file, unpacked if its name ends in `.gz`.

    Raises:
        LowbackError: if it is damaged or too large for what it is.
    """
    if path.suffix.casefold() != ".gz":
        return read_at_most(path, LARGEST, path.name)
    data = read_at_most(path, LARGEST, path.name)
    with _unpacking(path.name), gzip.open(io.BytesIO(data)) as packed:
        return _unpacked(path.name, cast("IO[bytes]", packed), len(data))


@contextmanager
def _unpacking(name: str) -> Iterator[None]:
    try:
        yield
    except (NotImplementedError, RuntimeError) as error:  # a method or a password
        raise LowbackError([Problem(name, f"cannot be unpacked: {error}")]) from None
    except DAMAGED as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        message = f"is cut short or damaged ({error}); download it again"
        raise LowbackError([Problem(name, message)]) from None


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
