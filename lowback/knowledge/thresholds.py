"""What an author may write in `thresholds.yaml`: the limits at which words or advice change."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from lowback.knowledge.entry import Basis, Entry, Id, Text


class Threshold(Entry, frozen=True):
    """One limit: the number, what it rests on, and what it does."""

    value: Annotated[float, Meta(gt=0)]
    basis: Basis
    note: Text
    references: tuple[Id, ...] = ()


class Thresholds(Entry, frozen=True):
    """Every limit by its name; scores are 0-1, pain 0-10, ratios above 1 for either direction."""

    care_for_source: Threshold
    care_for_contributor: Threshold
    strong_sign: Threshold
    clear_sign: Threshold
    test_from_score: Threshold
    test_to_score: Threshold
    test_to_pain: Threshold
    score_step: Threshold

    def by_name(self) -> Iterator[tuple[str, Threshold]]:
        """Yield every limit with its name."""
        names = (name for name in self.__struct_fields__ if name != "written_at")
        yield from ((name, getattr(self, name)) for name in names)
