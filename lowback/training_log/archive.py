"""Open what was packed: a zip that a service exported, or one gzipped file, never too much of it.

A zip can be cut short, or hold far more than its size tells (a zip bomb). We read what we know
the use of, piece by piece, count what comes out, and stop at a limit. Nothing is written to disk.
"""

import gzip
import io
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from lowback.bounded_read import read_at_most
from lowback.errors import LowbackError, Problem
from lowback.training_log.export_table import LARGEST

MOST_ENTRIES = 200_000
HIGHEST_RATIO = 200
ALWAYS_FINE = 5_000_000
PIECE = 1_048_576
# What the packers of the standard library raise; bzip2 says of damage OSError without a number.
DAMAGED = (zipfile.BadZipFile, EOFError, zlib.error, lzma.LZMAError, OSError, ValueError)


class Part:
    """One file in a zip; its bytes come out when they are asked for."""

    def __init__(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, outside: str) -> None:
        self.archive, self.entry = archive, entry
        self.name = f"{outside}/{entry.filename}"

    @property
    def inside(self) -> str:
        """Where it lies in the zip, as names are compared."""
        return self.entry.filename.casefold()

    def pieces(self, most: int = LARGEST) -> Iterator[bytes]:
        """Yield its bytes a piece at a time.

        Raises:
            LowbackError: if it is damaged, or holds more than `most` bytes or than it could.
        """
        with unpacking(self.name), self.archive.open(self.entry) as packed:
            yield from _bounded(self.name, packed, self.entry.compress_size, most)

    def data(self) -> bytes:
        """Return all its bytes, unpacked once more if its name ends in `.gz`."""
        return unpacked(self.name, b"".join(self.pieces()))


@contextmanager
def parts_of(path: Path) -> Iterator[Sequence[Part]]:
    """Open a zip and list what is in it.

    Raises:
        LowbackError: if it is damaged, or holds more files than any export.
    """
    with unpacking(path.name), zipfile.ZipFile(path) as archive:
        entries = [each for each in archive.infolist() if not each.is_dir()]
        if len(entries) > MOST_ENTRIES:
            message = f"holds {len(entries)} files, more than any export; is it the right one?"
            raise LowbackError([Problem(path.name, message)])
        yield [Part(archive, each, path.name) for each in entries]


def read_maybe_gzipped(path: Path) -> bytes:
    """Return the bytes of a file, unpacked if its name ends in `.gz`.

    Raises:
        LowbackError: if it is damaged or too large for what it is.
    """
    return unpacked(path.name, read_at_most(path, LARGEST, path.name))


def unpacked(name: str, data: bytes) -> bytes:
    """Return the bytes, unpacked if the name ends in `.gz`.

    Raises:
        LowbackError: if they are damaged or too many for what they are.
    """
    if not name.casefold().endswith(".gz"):
        return data
    with unpacking(name), gzip.open(io.BytesIO(data)) as packed:
        return b"".join(_bounded(name, cast("IO[bytes]", packed), len(data), LARGEST))


@contextmanager
def unpacking(name: str) -> Iterator[None]:
    """Say what is wrong with a packed file in a way that leads on."""
    try:
        yield
    except (NotImplementedError, RuntimeError) as error:  # a method or a password
        raise LowbackError([Problem(name, f"cannot be unpacked: {error}")]) from None
    except DAMAGED as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        message = f"is cut short or damaged ({error}); download it again"
        raise LowbackError([Problem(name, message)]) from None


def what_is_in(parts: Sequence[Part]) -> str:
    """Say in a few words which kinds of file a zip holds."""
    kinds = Counter(PurePosixPath(each.inside).suffix or "no ending" for each in parts)
    return ", ".join(f"{kind} {count}" for kind, count in kinds.most_common(4)) or "nothing"


def _bounded(name: str, packed: IO[bytes], packed_size: int, most: int) -> Iterator[bytes]:
    limit, so_far = min(most, max(ALWAYS_FINE, packed_size * HIGHEST_RATIO)), 0
    while piece := packed.read(PIECE):
        so_far += len(piece)
        if so_far > limit:
            megabytes = limit // 1_000_000
            message = f"holds more than {megabytes} MB, which no training log does; not read"
            raise LowbackError([Problem(name, message)])
        yield piece
