"""Knowledge, and results, in which every sentence tries to draw on the screen."""

import json
from pathlib import Path
from typing import Any

import msgspec

from lowback.engine.assessment import Assessment
from lowback.knowledge.files import FILES
from lowback.knowledge.load import shipped_folder
from lowback.knowledge.strict_yaml import read_file

MARKUP = "[bold red]drawn[/bold red][link=http://x]"
LOOKED_UP = frozenset(
    {"schema", "urgency", "light", "fit", "basis", "grade", "suitability", "assessed_on", "voice"}
)
TAG = "<script>alert(1)</script>"
POISON = f"\x1b[31m\x1b]0;title\x07\x9b2J\u202e{MARKUP}{TAG}\r\x08"


def poisoned(folder: Path) -> Path:
    """Write the shipped knowledge with poison after every text that is more than a word."""
    for name in FILES:
        value = read_file(shipped_folder() / name).value
        (folder / name).write_text(json.dumps(_spoiled(value)))
    return folder


def poisoned_result(assessment: Assessment) -> bytes:
    """Return the document with poison after every text that the reader does not look up."""
    value = msgspec.json.decode(msgspec.json.encode(assessment))
    return json.dumps(_spoiled(value, spare=LOOKED_UP)).encode()


def _spoiled(value: Any, *, spare: frozenset[str] | None = None) -> Any:  # noqa: ANN401 - any
    """Spoil texts of more than one word, or with `spare` every text not under these keys."""
    if isinstance(value, dict):
        return {
            key: each if spare and key in spare else _spoiled(each, spare=spare)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_spoiled(each, spare=spare) for each in value]
    spoil = isinstance(value, str) and (spare is not None or " " in value)
    return value + POISON if spoil else value
