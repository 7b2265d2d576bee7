"""The manual names every command, option, format and rule."""

from pathlib import Path

import pytest
from typer.main import get_command

from lowback.cli import app
from lowback.lint import EVERY_RULE
from lowback.render import Format

DOCS = Path(__file__).parents[1] / "docs"
COMMANDS = dict(getattr(get_command(app), "commands"))  # noqa: B009 - typer's group is not typed


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_and_its_options_are_documented(name: str) -> None:
    text = (DOCS / "commands.md").read_text()
    assert f"\n## {name}\n" in text
    section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
    common = text.split("\n## ")[0]
    spelled = (each for param in COMMANDS[name].params for each in param.opts)
    options = {each for each in spelled if each.startswith("--")}
    assert {each for each in options if f"`{each}" not in section + common} == set()


def test_every_format_is_documented() -> None:
    text = (DOCS / "reports.md").read_text().casefold()
    assert {each for each in Format if each.value not in text} == set()


def test_every_lint_rule_is_documented_by_its_own_first_line() -> None:
    text = (DOCS / "authoring.md").read_text()
    for rule in EVERY_RULE:
        assert f"- `{rule.RULE}`: {str(rule.__doc__).strip().splitlines()[0]}" in text


def test_every_command_gives_two_examples_in_its_help() -> None:
    for name, command in COMMANDS.items():
        assert "Example" in (command.help or ""), name
