"""A process with the program's libraries loaded; every start is a child of its own.

Loading them takes longer than most commands. A child takes the arguments, environment, folder
and streams it is given, and then is `python -m lowback`: what it changes ends with it. One line
of JSON comes in for each start, and the exit code goes out.
"""

import importlib
import json
import os
import runpy
import sys
from typing import Any

LOADED = (
    "pydantic.type_adapter",  # Typer builds one for every option
    "pydantic.types",
    "lowback.cli",
    "lowback.interview.session",
    "lowback.commands.shared.log_confirm",
    "lowback.commands.shared.finish",
    "lowback.commands.shared.outputs",
    "lowback.knowledge.load",
    "lowback.store.answers_file",
    "lowback.result.replay",
    "lowback.render.answer.terminal",
    "lowback.render.report.terminal",
    "lowback.render.report.html",
    "lowback.render.report.json",
)  # none of them starts a thread, which a child would not have


def serve() -> bool:
    """Start one child for each line; True in a child, False once no line comes any more."""
    codes = os.fdopen(os.dup(1), "w")
    while line := sys.stdin.buffer.readline():
        if not (child := os.fork()):
            codes.close()
            _become(json.loads(line))
            return True
        _, status = os.waitpid(child, 0)
        codes.write(f"{os.waitstatus_to_exitcode(status)}\n")
        codes.flush()
    return False


def _become(start: dict[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(start["environment"])
    os.chdir(start["folder"])
    for number, name in enumerate(start["streams"]):
        opened = os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
    sys.argv = ["lowback", *start["arguments"]]


if __name__ == "__main__":
    for each in LOADED:
        importlib.import_module(each)
    if serve():
        runpy.run_module("lowback", run_name="__main__", alter_sys=True)
