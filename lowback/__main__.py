"""Where the program starts."""

import sys
from contextlib import suppress

from lowback.errors import LowbackError


def main() -> None:
    """Answer a lone `--version` at once; everything else goes through the command line."""
    if sys.argv[1:] == ["--version"]:
        from lowback.versions import versions  # noqa: PLC0415 - nothing else needs it to start

        with suppress(LowbackError):
            sys.stdout.write(f"{versions()}\n")
            return
    from lowback.cli import main as run  # noqa: PLC0415 - the command line takes its time

    run()


if __name__ == "__main__":
    main()
