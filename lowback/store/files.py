"""Write files so that a crash, a full disk or a second process never leaves half of one."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from lowback.errors import LowbackError, Problem

PRIVATE_FILE, PRIVATE_FOLDER, OTHERS = 0o600, 0o700, 0o077
BEGINNING, ENDING = ".lowback-", ".part"
UNFINISHED = f"{BEGINNING}*{ENDING}"
SCRATCH = "lowback-scratch-"
SURELY_LEFT = 3600


class TakenError(LowbackError):
    """The file exists already, or another process was quicker."""

    def __init__(self, path: Path) -> None:
        super().__init__([Problem(str(path), "already exists; add --force to replace it")])


def write_file(path: Path, data: bytes, *, force: bool = False, private: bool = False) -> None:
    """Write by temporary file and rename; `private` makes the file readable by its owner only.

    Raises:
        LowbackError: if the file exists and `force` is not set, or it cannot be written.
    """
    try:
        if path.exists() and not force:
            raise TakenError(path)
        _write(path, data, force=force, private=private)
    except OSError as error:
        raise unwritten(path, error) from None


def check_target(path: Path | None, *, force: bool) -> None:
    """Check, before any work is done, that a file may come to stand there; None may.

    Raises:
        LowbackError: if the file exists and `force` is not set, or its folder is missing.
    """
    if path is None:
        return
    if path.exists() and not force:
        raise TakenError(path)
    if not path.parent.is_dir():
        raise LowbackError([Problem(str(path), f"there is no folder {path.parent}; make it first")])


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


def own_folder(path: Path) -> Path:
    """Create the folder of what is kept, or close it to others if it was there and open.

    A folder that everybody shares (`/tmp`), the home folder and one of another owner stay as
    they are; what is kept there is still readable by its owner only.
    """
    private_folder(path)
    with suppress(OSError):
        found = path.stat()
        shared = found.st_mode & stat.S_ISVTX or path.resolve() == Path.home().resolve()
        if found.st_mode & OTHERS and not shared:
            path.chmod(PRIVATE_FOLDER)
    return path


def temporary_beside(path: Path) -> Path:
    """Make an empty file beside another, for its owner only, to be renamed when it is whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=BEGINNING, suffix=ENDING)
    os.close(handle)
    _sweep(path.parent)
    return Path(name)


def unfinished(folder: Path) -> list[Path]:
    """List what is being written into a folder, or was when a process was killed."""
    return list(folder.glob(UNFINISHED))


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A private folder that is gone afterwards; one that a killed process left goes now."""
    with tempfile.TemporaryDirectory(prefix=SCRATCH) as made:
        folder = Path(made)
        for each in folder.parent.glob(f"{SCRATCH}????????"):
            if _is_left(each, by=folder):
                shutil.rmtree(each, ignore_errors=True)
        yield folder


def _is_left(old: Path, by: Path) -> bool:
    """Whether a scratch folder is ours and nobody has written there for an hour."""
    try:
        now, found = by.stat(), old.lstat()
        touched = max([found.st_mtime, *(each.lstat().st_mtime for each in old.iterdir())])
    except OSError:
        return False
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == now.st_uid
    return ours and touched < now.st_mtime - SURELY_LEFT


@cache
def _sweep(folder: Path) -> None:
    """Take away what a killed process left; the newest file tells what time it is there."""
    with suppress(OSError):
        made = {each: each.stat().st_mtime for each in unfinished(folder)}
        for each, when in made.items():
            if when < max(made.values()) - SURELY_LEFT:
                each.unlink()


def _write(path: Path, data: bytes, *, force: bool, private: bool) -> None:
    temporary = temporary_beside(path)
    try:
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(PRIVATE_FILE if private else 0o666 & ~_umask())
        put_in_place(temporary, path, force=force)
    finally:
        temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, path: Path, *, force: bool) -> None:
    """Give the whole file its name; without `force` a link fails if the name is taken.

    Raises:
        LowbackError: if a folder, a device or a pipe has that name: a rename would destroy it.
    """
    if path.exists() and not path.is_file():
        message = "is no plain file, so it is not replaced; name another, or leave it out and use >"
        raise LowbackError([Problem(str(path), message)])
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
