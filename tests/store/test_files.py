"""Writing: only plain files are replaced, only the owner reads, nothing is left behind."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lowback.errors import LowbackError
from lowback.store import files

HOUR = 3600


def _null(path: Path) -> None:
    path.symlink_to(os.devnull)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, _null])
def test_only_a_plain_file_is_replaced(make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "out"
    make(path)
    with pytest.raises(LowbackError, match="is no plain file, so it is not replaced"):
        files.write_file(path, b"x", force=True)
    assert not path.is_file()
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def _aged(path: Path, hours: float) -> Path:
    when = path.stat().st_mtime - hours * HOUR
    os.utime(path, (when, when))
    return path


def test_what_a_killed_process_left_goes_after_an_hour(tmp_path: Path) -> None:
    old = _aged(files.temporary_beside(tmp_path / "a"), 2)
    new = _aged(files.temporary_beside(tmp_path / "a"), 0.5)
    other = tmp_path / ".report.html.swp"
    other.write_bytes(b"of an editor")
    _aged(other, 9)
    files._sweep.cache_clear()
    files.write_file(tmp_path / "report.html", b"x")
    assert (old.exists(), new.exists(), other.exists()) == (False, True, True)


def test_a_scratch_folder_that_was_left_goes_after_an_hour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = tmp_path / "lowback-scratch-abcd1234"
    left.mkdir()
    (left / "stdin").write_bytes(b"everybody's answers")
    with files.scratch_folder() as mine:
        assert left.exists()
    _aged(left / "stdin", 2)
    _aged(left, 2)
    with files.scratch_folder() as mine:
        assert not left.exists()
        assert mine.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


def test_scratch_folders_of_others_are_let_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = [tmp_path / "lowback-scratch-of-mine", tmp_path / "lowback"]
    for each in kept:
        each.mkdir()
        _aged(each, 9)
    (tmp_path / "lowback-scratch-abcd1234").symlink_to(kept[1])
    with files.scratch_folder():
        pass
    assert all(each.is_dir() for each in kept)
