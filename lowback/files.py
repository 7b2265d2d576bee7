"""Write files so that a crash, a full disk or a second process never leaves half of one."""

import os
import tempfile
from pathlib import Path

from lowback.errors import LowbackError, Problem

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def write_file(path: Path, data: bytes, *, force: bool = False, private: bool = False) -> None:
    """Write by temporary file and rename; `private` makes the file readable by its owner only.

    Raises:
        LowbackError: if the file exists and `force` is not set, or it cannot be written.
    """
    if path.exists() and not force:
        raise LowbackError([Problem(str(path), "already exists; add --force to replace it")])
    try:
        _replace(path, data, private)
    except OSError as error:
        raise LowbackError([Problem(str(path), f"cannot be written: {error.strerror}")]) from None


def private_folder(path: Path) -> Path:
    """Create a folder that only its owner can open, if it is not there yet."""
    try:
        path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise LowbackError([Problem(str(path), f"cannot be made: {error.strerror}")]) from None
    return path


def _replace(path: Path, data: bytes, private: bool) -> None:  # noqa: FBT001 - one private caller
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(PRIVATE_FILE if private else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
