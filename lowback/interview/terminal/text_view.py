"""A question that is answered by typing: the lines above and below what is typed. Pure."""

from lowback.interview.terminal.frame import Frame, Line, draw, wrap
from lowback.interview.terminal.prompter import Screen

NOTHING_TYPED = "Nothing was typed yet."
HINT = "Type, Enter · Esc back · ? help"
HINT_SKIP = "s leaves it out"
HINT_ENOUGH = "e enough"
HINT_HELP = "Any key: back to the question"
TYPED_LINE = 1


class TextView:
    """What stands around the line in which something is typed."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.error = ""
        self.helping = False

    def above(self, width: int, height: int) -> list[Line]:
        """The place, what was told and the question; or the help in its stead."""
        place = wrap("place", self.screen.place, width)
        text = self.screen.help if self.helping else self.screen.text
        head = (*place, *wrap("note", self.screen.note, width), *wrap("label", text, width))
        room = height - TYPED_LINE - len(self.below(width))
        return draw(Frame(head), room, None, 0)[0]

    def below(self, width: int) -> list[Line]:
        """What is wrong, and which keys there are."""
        hints = [HINT, *([HINT_SKIP] if self.screen.may_skip else [])]
        hints += [HINT_ENOUGH] if self.screen.may_end else []
        hint = HINT_HELP if self.helping else " · ".join(hints)
        return [*wrap("error", self.error, width), *wrap("hint", hint, width)]
