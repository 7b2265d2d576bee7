"""Where the program starts."""

import gc
import sys

BETWEEN_COLLECTIONS = 100_000  # objects; collecting every 700 costs a quarter of the start


def main() -> None:
    """Answer a lone `--version` at once; everything else goes through the command line."""
    try:
        _run()
    except KeyboardInterrupt:  # while modules are still being loaded
        sys.exit(130)


def _run() -> None:
    if sys.argv[1:] == ["--version"] and _version():
        return
    gc.set_threshold(BETWEEN_COLLECTIONS)
    from lowback.cli import main as run  # noqa: PLC0415 - the command line takes its time

    run()


def _version() -> bool:
    """Show the versions; whether it could be done."""
    from lowback.errors import LowbackError  # noqa: PLC0415 - after Ctrl-C is looked after
    from lowback.streams_and_signals import whole_process  # noqa: PLC0415
    from lowback.versions import versions  # noqa: PLC0415 - nothing else needs it to start

    with whole_process():
        try:
            sys.stdout.write(f"{versions()}\n")
        except LowbackError:
            return False
    return True


if __name__ == "__main__":
    main()
