"""Saved assessments: private, named by day, read back whole, deleted for good."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from lowback.cli import app
from lowback.errors import LowbackError
from lowback.store import saved as store
from tests.hand_made import ordinary, urgent


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_saved_and_read_back_whole() -> None:
    name = store.save(ordinary())
    assert name == f"{ordinary().assessed_on}-1"
    assert store.load(name).assessment == ordinary()


def test_only_the_owner_can_read() -> None:
    name = store.save(ordinary())
    assert mode(store.folder()) == 0o700
    assert mode(store.folder() / f"{name}.json") == 0o600


def test_ids_count_up_within_a_day_and_sort_by_number() -> None:
    for _ in range(11):
        store.save(ordinary())
    day = ordinary().assessed_on
    assert store.names() == tuple(f"{day}-{each}" for each in range(1, 12))
    assert store.load("latest").id == f"{day}-11"


def test_nothing_is_made_by_looking() -> None:
    assert store.names() == ()
    assert not store.folder().exists()


def test_unknown_id_names_the_nearest() -> None:
    name = store.save(ordinary())
    with pytest.raises(LowbackError, match=f"did you mean `{name}`"):
        store.load(name.replace("-1", "-7"))


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "..", ""])
def test_an_id_is_never_a_path(name: str) -> None:
    store.save(ordinary())
    with pytest.raises(LowbackError, match="is not saved"):
        store.delete(name)


def test_a_home_that_was_open_to_others_is_closed() -> None:
    store.home().chmod(0o777)
    store.save(ordinary())
    assert mode(store.home()) == 0o700


def test_a_folder_that_everybody_shares_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOWBACK_HOME", str(tmp_path / "shared"))
    store.home().mkdir()
    store.home().chmod(0o1777)
    store.save(ordinary())
    assert store.home().stat().st_mode & 0o1777 == 0o1777
    assert mode(store.folder()) == 0o700


class TestCommands:
    run = CliRunner()

    def test_list_show_export_purge(self, tmp_path: Path) -> None:
        store.save(ordinary())
        store.save(urgent())
        listed = self.run.invoke(app, ["history", "list"])
        assert f"{ordinary().assessed_on}-1" in listed.stdout
        shown = self.run.invoke(app, ["history", "show", "latest", "--format", "json"])
        assert json.loads(shown.stdout)["triage"]["urgency"] == "urgent"
        out = tmp_path / "all.json"
        assert self.run.invoke(app, ["history", "export", "-o", str(out)]).exit_code == 0
        assert len(json.loads(out.read_bytes())) == 2
        assert mode(out) == 0o600
        assert self.run.invoke(app, ["history", "purge", "--yes"]).exit_code == 0
        assert store.names() == ()

    def test_purge_needs_a_yes(self) -> None:
        store.save(ordinary())
        done = self.run.invoke(app, ["history", "purge"])
        assert isinstance(done.exception, LowbackError)
        assert "add --yes" in str(done.exception)
        assert len(store.names()) == 1

    def test_a_file_that_cannot_be_read_is_named_and_the_others_shown(self) -> None:
        store.save(ordinary())
        store.save(ordinary())
        bad = store.folder() / f"{ordinary().assessed_on}-2.json"
        bad.write_text("{}")
        done = self.run.invoke(app, ["history", "list"])
        assert done.exit_code == 1
        assert f"{ordinary().assessed_on}-1" in done.stdout
        assert str(bad) in done.stderr

    def test_empty(self) -> None:
        done = self.run.invoke(app, ["history", "trend"])
        assert (done.exit_code, done.stdout) == (0, "")
        assert "Nothing is saved yet" in done.stderr

    def test_trend_charts_pain_running_and_fits(self) -> None:
        first = ordinary()
        answers = tuple(
            replace(each, value=7.0) if each.question == "pain_now" else each
            for each in first.answers
        )
        store.save(first)
        store.save(replace(first, answers=answers))
        text = self.run.invoke(app, ["history", "trend"]).stdout
        assert "Pain, 0 to 10" in text
        assert "May I run?" in text
        assert first.sources[0].name in text
