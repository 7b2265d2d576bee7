"""Draw the pictures of the README from the real program: `make screens`."""

import os
import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from lowback.engine.answers import read_answers
from lowback.knowledge.load import load_knowledge
from tests.interview.terminal import ENTER, Terminal
from tests.interview.walk import walk

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screens"
ROWS, COLUMNS = 24, 80
RUNNER = {
    "age": 34, "sex": "male", "pain_location": ["dimple_or_below_one_side"],
    "pain_side": "right", "duration": "wk_6_12", "pain_now": 4, "pain_course": "same",
    "onset": "no_clear_start", "impact_pain": "no_jolt_pain", "leg_pain_reach": "buttock_or_thigh",
    "load_change": "up_10_30", "sitting": "hurts_rising", "weekly_km": 40,
    "movement_pattern": ["rolling_or_one_leg"], "next_day": "usual_level",
}  # fmt: skip
WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.S)


def main() -> None:
    """Draw the place of the pain, a screen of signs, the answer and the emergency card."""
    knowledge = load_knowledge()
    said = read_answers(RUNNER, knowledge, "typed")
    with tempfile.TemporaryDirectory() as home:
        terminal = Terminal(
            "assess", "--country", "GB", home=Path(home), columns=COLUMNS, rows=ROWS
        )
        frames = [each.lines for each in walk(terminal, said, knowledge, "default")]
        terminal.press("q")
        terminal.see("Keep this result")
        terminal.press("2", ENTER)
        terminal.end()
    draw("place", first_with("Where does it hurt?", frames))
    draw("signs", first_with("Nerves and bladder", frames))
    draw("answer", "\n".join(frames[-1]))
    draw("emergency", card("--set", "rf_saddle_numbness=yes", "--set", "rf_leaking=yes"))


def first_with(text: str, frames: list[tuple[str, ...]]) -> str:
    """Return the first screen that says this."""
    return "\n".join(next(each for each in frames if any(text in line for line in each)))


def card(*arguments: str) -> str:
    """Return what `assess` writes without asking."""
    command = [sys.executable, "-m", "lowback", "assess", "--country", "GB", *arguments]
    here = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm", "ACCESSIBLE": ""}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=here)  # noqa: S603 - our own program
    return done.stdout


def draw(name: str, text: str) -> None:
    """Write one picture; the same text gives the same bytes."""
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text(text))
    FOLDER.mkdir(exist_ok=True)
    svg = WEB_FONT.sub("", console.export_svg(title="lowback", unique_id=name))
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
