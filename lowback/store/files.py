"""Write files so that a crash, a full disk or a second process never leaves half of one."""

import os
import tempfile
from pathlib import Path

from lowback.errors import LowbackError, Problem

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


class TakenError(LowbackError):
    """The file exists already, or another process was quicker."""

    def __init__(self, path: Path) -> None:
        super().__init__([Problem(str(path), "already exists; add --force to replace it")])


def write_file(path: Path, data: bytes, *, force: bool = False, private: bool = False) -> None:
    """Write by temporary file and rename; `private` makes the file readable by its owner only.

    Raises:
        LowbackError: if the file exists and `force` is not set, or it cannot be written.
    """
    if path.exists() and not force:
        raise TakenError(path)
    try:
        _write(path, data, force=force, private=private)
    except OSError as error:
        raise unwritten(path, error) from None


def unwritten(path: Path, error: OSError) -> LowbackError:
    """Return what to say when a file could not be written."""
    if isinstance(error, FileExistsError):
        return TakenError(path)
    return LowbackError([Problem(str(path), f"cannot be written: {error.strerror or error}")])


def private_folder(path: Path) -> Path:
    """Create a folder that only its owner can open, if it is not there yet."""
    try:
        path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise LowbackError([Problem(str(path), f"cannot be made: {error.strerror}")]) from None
    return path


def _write(path: Path, data: bytes, *, force: bool, private: bool) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(PRIVATE_FILE if private else 0o666 & ~_umask())
        put_in_place(temporary, path, force=force)
    finally:
        temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, path: Path, *, force: bool) -> None:
    """Give the whole file its name; without `force` a link fails if the name is taken."""
    if force:
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError from None
        temporary.replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
