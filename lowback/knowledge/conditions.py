"""Conditions with three outcomes: holds, does not hold, cannot be known yet.

The words are closed: `question` with `is`, `at_least` or `below`;
`condition` (a named one); `all`, `any`, `not`; `at_least` with `of`. An unanswered question
makes a condition unknown, never false (strong Kleene logic).
"""

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from lowback.errors import Source


class Condition(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    omit_defaults=True,
    rename={"is_": "is", "all_": "all", "any_": "any", "not_": "not"},
):
    """Exactly one form; which one is told by the keys that are set."""

    question: str | None = None
    is_: str | tuple[str, ...] | None = None
    at_least: float | None = None
    below: float | None = None
    condition: str | None = None
    all_: "tuple[Condition, ...] | None" = None
    any_: "tuple[Condition, ...] | None" = None
    not_: "Condition | None" = None
    of: "tuple[Condition, ...] | None" = None
    written_at: Source = Source("")

    def __post_init__(self) -> None:
        """Raise ValueError unless the keys make one of the closed forms."""
        if self.keys not in FORMS:
            raise ValueError(f"a condition cannot be written with {_listed(self.keys)}; {HELP}")

    @property
    def keys(self) -> frozenset[str]:
        """The keys that the author wrote."""
        return frozenset(
            written for written, name in _NAMES.items() if getattr(self, name) is not None
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """The choices after `is`, one or many."""
        if self.is_ is None:
            return ()
        return (self.is_,) if isinstance(self.is_, str) else self.is_

    @property
    def parts(self) -> "tuple[Condition, ...]":
        """The conditions nested directly inside this one."""
        nested = self.all_ or self.any_ or self.of or ()
        return (self.not_,) if self.not_ is not None else nested

    @property
    def needed(self) -> int:
        """How many of the parts must hold: all, one, or as many as `at_least` says."""
        if self.of is None:
            return 1 if self.any_ is not None else len(self.parts)
        return ceil(self.at_least or 0)

    def walk(self) -> "Iterator[Condition]":
        """Yield this condition and every one written inside it, named ones by their name only."""
        yield self
        for part in self.parts:
            yield from part.walk()


_NAMES = {
    "question": "question", "is": "is_", "at_least": "at_least", "below": "below",
    "condition": "condition", "all": "all_", "any": "any_", "not": "not_",
    "of": "of",
}  # fmt: skip

FORMS = frozenset(
    map(
        frozenset,
        (
            {"question", "is"},
            {"question", "at_least"},
            {"question", "below"},
            {"condition"},
            {"all"},
            {"any"},
            {"not"},
            {"at_least", "of"},
        ),
    )
)

HELP = (
    "write `question` with `is`, `at_least` or `below`, `condition`, `all`, `any`, `not`, "
    "or `at_least` with `of`"
)


def _listed(keys: frozenset[str]) -> str:
    return ", ".join(f"`{key}`" for key in sorted(keys)) or "no key at all"
