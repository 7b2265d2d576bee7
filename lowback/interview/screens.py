"""The rich back end: questionary prompts on stderr, with keys to go back, to ask and to leave.

The only file that knows questionary and prompt_toolkit.
"""

import sys
import textwrap
from collections.abc import Callable
from typing import Any

import questionary
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.output import Output, create_output

from lowback.interview.prompter import Back, Leave, Prompter, Screen

KEYS = "Keys: arrows and Enter · space ticks · Esc back · ? help · Ctrl-C stops and keeps a draft"
LEFT_OUT = ""
STYLE = questionary.Style([("highlighted", "bold"), ("selected", "bold"), ("instruction", "")])


class _Help(Exception):  # noqa: N818 - a wish of the runner, not an error
    """The runner pressed `?`."""


class Screens(Prompter):
    """One questionary prompt a screen; long texts stand in full above it."""

    def __init__(
        self, width: int, source: Input | None = None, output: Output | None = None
    ) -> None:
        self.width = max(20, min(width, 100))
        self.source = source
        self.output = output or create_output(stdout=sys.stderr)
        self.tell(KEYS)

    def tell(self, text: str) -> None:
        """Write a text, wrapped, with an empty line after it."""
        lines = [
            textwrap.fill(line, self.width, subsequent_indent=_indent(line))
            for line in text.splitlines()
        ]
        self.output.write("\r\n".join("\n".join(lines).split("\n")) + "\r\n\r\n")
        self.output.flush()

    def pick(self, screen: Screen) -> tuple[str, ...]:
        """Ask with a list; tick-all-that-apply where several are allowed."""
        self._show(screen)
        make = self._ticks if screen.several else self._list
        picked = self._asked(screen, lambda: make(screen))
        ids = tuple(picked) if isinstance(picked, list) else (str(picked),)
        return tuple(each for each in ids if each != LEFT_OUT)

    def write(self, screen: Screen) -> str:
        """Ask for one line of text."""
        self._show(screen)
        hint = "" if not screen.may_skip else " (Enter leaves it out)"
        return str(
            self._asked(
                screen,
                lambda: questionary.text(
                    f"{screen.label}{hint}:", default=screen.typed, **self._streams()
                ),
            )
        ).strip()

    def _show(self, screen: Screen) -> None:
        full = [f"• {each.label}: {each.full}" for each in screen.options if each.full]
        self.tell("\n".join([screen.place, screen.text, *full]))

    def _list(self, screen: Screen) -> questionary.Question:
        choices = [questionary.Choice(each.label, value=each.id) for each in screen.options]
        if screen.may_skip:
            choices.append(questionary.Choice("Leave this out", value=LEFT_OUT))
        default = next(iter(screen.chosen), None)
        return questionary.select(
            f"{screen.label}:", choices=choices, default=default, use_shortcuts=True,
            instruction=" ", style=STYLE, **self._streams(),
        )  # fmt: skip

    def _ticks(self, screen: Screen) -> questionary.Question:
        choices = [
            questionary.Choice(
                each.label,
                value=each.id,
                checked=each.id in screen.chosen,
                description=self._wrapped(each.full),
            )
            for each in screen.options
        ]
        return questionary.checkbox(
            f"{screen.label} (space ticks, Enter goes on):", choices=choices, instruction=" ",
            validate=lambda ticked: _valid(ticked, screen), style=STYLE, **self._streams(),
        )  # fmt: skip

    def _wrapped(self, text: str) -> str | None:
        """The wording of the highlighted sign, wrapped because questionary would cut it."""
        return textwrap.fill(text, self.width - 16, subsequent_indent="  ") if text else None

    def _streams(self) -> dict[str, Any]:
        streams: dict[str, Any] = {"output": self.output}
        return streams | ({"input": self.source} if self.source else {})

    def _asked(self, screen: Screen, make: Callable[[], questionary.Question]) -> object:
        while True:
            question = make()
            application = question.application
            application.key_bindings = merge_key_bindings(
                [application.key_bindings, _keys()] if application.key_bindings else [_keys()]
            )
            try:
                return question.unsafe_ask()
            except _Help:
                self.tell(screen.help)
            except (KeyboardInterrupt, EOFError):
                raise Leave from None


def _keys() -> KeyBindings:
    """Esc and Ctrl-B go back, `?` helps (in an empty line), Ctrl-D leaves."""
    keys = KeyBindings()

    @keys.add("escape", eager=True)
    @keys.add("c-b", eager=True)
    def _back(event: KeyPressEvent) -> None:
        event.app.exit(exception=Back())

    @keys.add("?", eager=True)
    def _help(event: KeyPressEvent) -> None:
        event.app.exit(exception=_Help())

    @keys.add("c-d", eager=True)
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError())

    return keys


def _valid(ticked: list[str], screen: Screen) -> bool | str:
    if not ticked and not screen.may_skip:
        return "Tick at least one, or “None of these”."
    alone = [
        each.label for each in screen.options if each.id in ticked and each.id in screen.exclusive
    ]
    if alone and len(ticked) > 1:
        return f"“{alone[0]}” cannot go together with another choice."
    return True


def _indent(line: str) -> str:
    return "  " if line.startswith("•") else ""
