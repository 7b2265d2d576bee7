"""Knowledge in which every sentence tries to draw on the screen."""

import json
from pathlib import Path
from typing import Any

from lowback.knowledge.load import FILES, shipped_folder
from lowback.knowledge.strict_yaml import read_file

MARKUP = "[bold red]drawn[/bold red][link=http://x]"
TAG = "<script>alert(1)</script>"
POISON = f"\x1b[31m\x1b]0;title\x07\x9b2J\u202e{MARKUP}{TAG}\r\x08"


def poisoned(folder: Path) -> Path:
    """Write the shipped knowledge with poison after every text that is more than a word."""
    for name in FILES:
        value = read_file(shipped_folder() / name).value
        (folder / name).write_text(json.dumps(_spoiled(value)))
    return folder


def _spoiled(value: Any) -> Any:  # noqa: ANN401 - YAML can hold anything
    if isinstance(value, dict):
        return {key: _spoiled(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_spoiled(each) for each in value]
    return value + POISON if isinstance(value, str) and " " in value else value
