"""References in words, and the numbers by which a document cites them."""

from collections.abc import Iterable

from lowback.knowledge.schema import Basis, Knowledge, Reference
from lowback.render.parts.words import BASIS_WORDS, JUDGED

SEEN_WORDS = {
    "yes": "",
    "second_hand": "Figures taken from a page that reports it.",
    "not_retrieved": "Not read by us.",
}


def reference_text(reference: Reference) -> str:
    """Return a reference as one line: authors, year, title, journal, DOI, how we saw it."""
    by = " ".join(each for each in (reference.authors, str(reference.year or "")) if each)
    parts = [by, reference.title, reference.journal]
    link = f"doi:{reference.doi}" if reference.doi else reference.url
    text = " ".join(f"{each.rstrip('.')}." for each in parts if each)
    return " ".join(each for each in (text, link, SEEN_WORDS[reference.seen]) if each)


def short_reference(reference: Reference) -> str:
    """Return authors, year and link only."""
    author = reference.authors or reference.title
    by = " ".join(each for each in (author, str(reference.year or "")) if each)
    link = f"doi:{reference.doi}" if reference.doi else reference.url
    return ", ".join(each for each in (by, link) if each)


class Citations:
    """Numbers the references of a report in the order in which they are first cited.

    Where they are not `shown`, nothing is marked.
    """

    def __init__(self, knowledge: Knowledge, *, shown: bool = True) -> None:
        self.shown = shown
        self._knowledge = knowledge
        self._numbers: dict[str, int] = {}

    def numbers(self, references: Iterable[str]) -> tuple[int, ...]:
        """Return the number of each reference, counting on for those not cited before."""
        return tuple(self._numbers.setdefault(each, len(self._numbers) + 1) for each in references)

    def mark(self, references: Iterable[str], basis: Basis | None = None) -> str:
        """Return ` [1, 2]`, or in words what a claim without a reference rests on."""
        if not self.shown:
            return ""
        shown = [str(each) for each in self.numbers(references)]
        if not shown or basis in JUDGED:
            shown.append(BASIS_WORDS[basis or Basis.CONSENSUS])
        return f" [{', '.join(shown)}]"

    def cited(self) -> tuple[tuple[int, str, Reference | None], ...]:
        """Return number, id and, if this knowledge has it, every cited reference."""
        known = self._knowledge.references
        return tuple((number, name, known.get(name)) for name, number in self._numbers.items())

    def listed(self, *, short: bool = False) -> tuple[tuple[int, str], ...]:
        """Return number and text of every cited reference; an unknown one shows its id."""
        known, text = self._knowledge.references, short_reference if short else reference_text
        return tuple(
            (number, text(known[name]) if name in known else name)
            for name, number in self._numbers.items()
        )
