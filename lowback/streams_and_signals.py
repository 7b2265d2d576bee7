"""What a shell expects of a program: streams that can be used, ends that say why.

A shell can close a stream (`>&-`), and Python then has None in its place. Whatever is opened
next would take its number, so a message could end up in somebody's file.
"""

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, TextIO

CANNOT_DO, INTERRUPTED, BROKEN_PIPE, BY_SIGNAL = 2, 130, 141, 128
SENT_TO_END = ("SIGTERM", "SIGHUP")


@contextmanager
def whole_process() -> Iterator[None]:
    """Run with streams that can be used, and clean up and end with a code whatever comes.

    Raises:
        SystemExit: 2 when stdout is closed or full, 130 after Ctrl-C, 141 when the reader of
            stdout went away, 128 and its number after a signal that ends a program.
    """
    _replace_closed_streams()
    _end_in_order()
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up(BROKEN_PIPE)
    except OSError as error:
        where = error.filename or "stdout"
        _say(f"error: {where}: {error.strerror or error}; nothing more was written")
        _give_up(CANNOT_DO)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one could break the cleaning up
        sys.exit(INTERRUPTED)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # Typer makes it a 1
            _give_up(BROKEN_PIPE)
        raise


def _replace_closed_streams() -> None:
    """Put something in place of each closed stream, in order: each takes the lowest number.

    Reading a closed stdin and writing a closed stdout must fail, so each is open for the other.
    Messages to a closed stderr are lost, as whoever closed it wanted.
    """
    if sys.stdin is None:
        sys.stdin = _null(os.O_WRONLY, "r")
    if sys.stdout is None:
        sys.stdout = _null(os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _null(os.O_WRONLY, "w")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _null(flags: int, mode: str) -> TextIO:
    number = os.open(os.devnull, flags)
    return io.TextIOWrapper(io.FileIO(number, mode), encoding="utf-8")


def _end_in_order() -> None:
    """Let a signal unwind the program, so that half-written files are taken away."""
    for name in SENT_TO_END:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _frame: object) -> NoReturn:
    sys.exit(BY_SIGNAL + number)


def _say(message: str) -> None:
    with suppress(OSError):
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()


def _give_up(code: int) -> NoReturn:
    """End without a second complaint about what can no longer be flushed."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
