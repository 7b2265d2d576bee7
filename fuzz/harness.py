"""Fuzz one target with coverage guidance: `python fuzz/harness.py TARGET [libFuzzer options]`.

Targets are those of `tests/robustness/targets.py`. Whatever is not a `LowbackError` is a
finding; libFuzzer writes the input that led to it into a `crash-…` file.
"""

import sys
import tempfile
from pathlib import Path

import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

sys.path.insert(0, str(Path(__file__).parents[1]))

with atheris.instrument_imports(include=["lowback"]):
    from tests.robustness.seeds import seeds
    from tests.robustness.targets import TARGETS


def main() -> None:
    """Start from good inputs and run until libFuzzer's options say stop."""
    program, name, *options = sys.argv
    with tempfile.TemporaryDirectory() as corpus:
        for at, seed in enumerate(seeds(name)):
            Path(corpus, str(at)).write_bytes(seed)
        atheris.Setup([program, *options, corpus], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
