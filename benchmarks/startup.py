"""How long a short run takes, against importing what it cannot do without.

python -m benchmarks.startup
"""

import sys
from pathlib import Path

from benchmarks.pairs import Command, ratio

PROGRAM = str(Path(sys.executable).with_name("lowback"))
EXAMPLE = str(Path(__file__).parents[1] / "examples" / "runner.yaml")
TYPER: Command = (sys.executable, "-c", "import typer")
CARD: Command = (sys.executable, "-c", "import typer, rich.console, questionary")
ROWS: tuple[tuple[str, Command, Command, float, float], ...] = (
    ("--version against import typer", (PROGRAM, "--version"), TYPER, 1.5, 1.2),
    ("--help against import typer", (PROGRAM, "--help"), TYPER, 1.5, 1.2),
    (
        "assess --answers F --format json against typer, rich.console, questionary",
        (PROGRAM, "assess", "--answers", EXAMPLE, "--format", "json"),
        CARD,
        1.5,
        1.2,
    ),
)


def main() -> None:
    """Print one ratio a row, with what must hold and what we aim at."""
    for name, command, reference, must, aim in ROWS:
        print(f"{ratio(command, reference):5.2f}x  must {must}x  aim {aim}x  {name}")


if __name__ == "__main__":
    main()
