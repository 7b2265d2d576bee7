"""Write a document as JSON, the way every command and every kept file has it."""

import msgspec


def as_json(document: object) -> str:
    """Return a document indented by two, with a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"
