"""Run `lowback batch` as people do."""

from msgspec import Struct
from typer.testing import CliRunner

from lowback.cli import app
from lowback.errors import LowbackError


class Done(Struct):
    """What a run left behind."""

    code: int
    out: str
    err: str


def batch(*arguments: object, stdin: bytes | None = None) -> Done:
    result = CliRunner().invoke(app, ["batch", *map(str, arguments)], input=stdin)
    if isinstance(result.exception, LowbackError):
        return Done(2, result.stdout, str(result.exception))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Done(result.exit_code, result.stdout, result.stderr)
