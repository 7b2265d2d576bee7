"""Draw the pictures of the README from the real program: `make screens`."""

import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.interview.terminal import CTRL_C, ENTER, Terminal

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screens"
ROWS, COLUMNS = 40, 80
WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.S)


def main() -> None:
    """Draw a question, the review page, a result and the emergency card."""
    example = str(ROOT / "examples" / "runner.yaml")
    draw("result", report("--answers", example))
    draw("emergency", report("--set", "rf_saddle_numbness=yes", "--country", "GB"))
    with tempfile.TemporaryDirectory() as home:
        question, review = asked(Path(home))
    draw("question", question)
    draw("review", review)


def report(*arguments: str) -> str:
    """Return the first lines of a report."""
    command = [sys.executable, "-m", "lowback", "assess", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own program
    return "\n".join(done.stdout.splitlines()[:ROWS])


def asked(home: Path) -> tuple[str, str]:
    """Return the first screen of an interview and its review page."""
    terminal = Terminal("screen", home=home, columns=COLUMNS, rows=ROWS)
    terminal.see("> 1 [ ] Numb between the legs")
    question = seen(terminal)
    for sign in ("Numb", "Serious", "Fever", "New lump", "Pulsing", "Pregnant"):
        terminal.see(f"> 1 [ ] {sign}")
        terminal.press("n", ENTER)
    for text, keys in (("> Age (s leaves it out):", "34"), ("1 Under 6 weeks", "1")):
        terminal.see(text)
        terminal.press(keys, ENTER)
    terminal.see("0 to see the result")
    terminal.see("> Your choice:")
    review = seen(terminal)
    review = review[review.index("Your answers") :]
    terminal.press(CTRL_C)
    terminal.end()
    return question, review


def seen(terminal: Terminal) -> str:
    """Return what the screen shows, line by line."""
    return "\n".join(line.rstrip() for line in terminal.screen.display)


def draw(name: str, text: str) -> None:
    """Write one picture; the same text gives the same bytes."""
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text(text))
    FOLDER.mkdir(exist_ok=True)
    svg = WEB_FONT.sub("", console.export_svg(title="lowback", unique_id=name))
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
