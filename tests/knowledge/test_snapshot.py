"""The snapshot is used only whole, unchanged and for the files it was made of."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from lowback.knowledge import snapshot
from lowback.knowledge.schema import Knowledge


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> Path:
    path = tmp_path / "knowledge.msgpack"
    monkeypatch.setattr(snapshot, "SNAPSHOT", path)
    snapshot.write_snapshot(knowledge)
    return path


def test_whole(file: Path, knowledge: Knowledge) -> None:
    assert file.is_file()
    assert snapshot.read_snapshot(knowledge.sha256) == knowledge


def test_of_other_files(file: Path) -> None:
    assert file.is_file()
    assert snapshot.read_snapshot("0" * 64) is None


def test_a_rule_that_was_changed_while_the_hash_was_kept(file: Path, knowledge: Knowledge) -> None:
    calm = replace(knowledge, red_flags={})
    assert calm.sha256 == knowledge.sha256
    file.write_bytes(file.read_bytes()[: snapshot.SEAL] + msgspec.msgpack.encode(calm))
    assert snapshot.read_snapshot(knowledge.sha256) is None


@pytest.mark.parametrize("keep", [0, 10, 1000, -1])
def test_cut_short(file: Path, keep: int, knowledge: Knowledge) -> None:
    file.write_bytes(file.read_bytes()[:keep])
    assert snapshot.read_snapshot(knowledge.sha256) is None


def test_absent(file: Path, knowledge: Knowledge) -> None:
    file.unlink()
    assert snapshot.read_snapshot(knowledge.sha256) is None
