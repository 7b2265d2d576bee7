"""A real pseudo-terminal with the shipped program in it; waits for text, never for time."""

import os
import signal
import sys
import termios
from pathlib import Path

import pexpect
import pyte

DOWN, UP, SPACE, ENTER, ESCAPE = "\x1b[B", "\x1b[A", " ", "\r", "\x1b"
CTRL_B, CTRL_C, CTRL_D, CTRL_U = "\x02", "\x03", "\x04", "\x15"
PATIENCE = 20
OWN = {"NO_COLOR", "TERM", "COLUMNS", "LOWBACK_HOME", "ACCESSIBLE"}


class Terminal:
    """Types keys and reads the screen as a person would see it."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int = 80,
        rows: int = 50,
        term: str = "xterm-256color",
    ) -> None:
        self.screen = pyte.HistoryScreen(columns, rows, history=10_000)
        self.stream = pyte.Stream(self.screen)
        kept = {name: value for name, value in os.environ.items() if name not in OWN}
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "lowback", *arguments],
            dimensions=(rows, columns),
            timeout=PATIENCE,
            encoding="utf-8",
            env={**kept, "TERM": term, "LOWBACK_HOME": str(home)},
            preexec_fn=_hangs_up,
        )
        self.settings = termios.tcgetattr(self.process.child_fd)

    def see(self, *texts: str) -> str:
        """Wait until one of the texts stands on the screen, and return it."""
        while True:
            shown = self.shown()
            for text in texts:
                if text in shown:
                    return text
            assert self.reads(), f"it ended before {texts}; the screen shows: {shown}"

    def see_another(self, lines: tuple[str, ...]) -> None:
        """Wait until something else than these lines stands on the screen."""
        while self.lines() == lines:
            assert self.reads(), f"it ended with {lines}"

    def lines(self) -> tuple[str, ...]:
        """The lines of the screen that are not empty."""
        return tuple(line.rstrip() for line in self.screen.display if line.strip())

    def press(self, *keys: str) -> None:
        """Send keys one after another."""
        for key in keys:
            self.process.send(key)

    def end(self) -> int:
        """Read to the end of the program, which leaves the terminal as it was; its exit code."""
        while self.reads():
            pass
        assert termios.tcgetattr(self.process.child_fd) == self.settings
        self.process.close()
        return -1 if self.process.exitstatus is None else int(self.process.exitstatus)

    def shown(self) -> str:
        """What the screen shows now, with every run of blanks as one."""
        return " ".join(" ".join(self.screen.display).split())

    def everything(self) -> str:
        """The screen and all that has scrolled away above it, blanks folded."""
        above = (
            "".join(line[at].data for at in range(self.screen.columns))
            for line in self.screen.history.top
        )
        return " ".join(" ".join([*above, *self.screen.display]).split())

    def reads(self) -> bool:
        """Take in what the program wrote; False when it has ended."""
        try:
            self.stream.feed(self.process.read_nonblocking(4096, PATIENCE))
        except pexpect.EOF:
            return False
        except pexpect.TIMEOUT:
            raise AssertionError(f"nothing more came; the screen shows: {self.shown()}") from None
        return True


def _hangs_up() -> None:
    """Start as in a window of a person's own, also where the tests run without a terminal."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
