"""Read files that anybody may hand over: never more than a limit, never a device by accident.

The size that the file system tells is not trusted: `/dev/zero` and pipes have none, and a file
can grow while it is read.
"""

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from lowback.errors import LowbackError, Problem

PIECE = 1_048_576
MEGABYTE = 1_000_000
LARGEST_TEXT = 5 * MEGABYTE


class TooLargeError(LowbackError):
    """More came out than is allowed."""

    def __init__(self, name: str, most: int, hint: str = "is it the right file?") -> None:
        super().__init__([Problem(name, f"holds more than {most // MEGABYTE} MB; {hint}")])


def read_stream(stream: BinaryIO, most: int, name: str) -> bytes:
    """Return what a stream holds, at most `most` bytes.

    Raises:
        LowbackError: if it holds more, or cannot be read.
    """
    with _readable(name):
        return _bounded(stream, most, name)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # a name with a NUL is a ValueError
        reason = getattr(error, "strerror", None) or error
        raise LowbackError([Problem(name, f"cannot be read: {reason}")]) from None


def _bounded(stream: BinaryIO, most: int, name: str) -> bytes:
    out = io.BytesIO()
    while piece := stream.read(min(PIECE, most + 1 - out.tell())):
        out.write(piece)
        if out.tell() > most:
            raise TooLargeError(name, most)
    return out.getvalue()


def read_at_most(path: Path, most: int, name: str | None = None) -> bytes:
    """Return the bytes of a file or pipe that somebody named.

    Raises:
        LowbackError: if it holds more than `most` bytes, or cannot be read.
    """
    shown = name or str(path)
    with _readable(shown), path.open("rb", buffering=0) as file:
        return _bounded(file, most, shown)


def read_own(path: Path, most: int) -> bytes:
    """Return the bytes of a plain file that nobody named: it is never waited for.

    Raises:
        LowbackError: if it holds more than `most` bytes, or is no plain file.
        OSError: if it cannot be read.
    """
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise LowbackError([Problem(str(path), "is not a plain file; take it away")])
        return _bounded(file, most, str(path))
