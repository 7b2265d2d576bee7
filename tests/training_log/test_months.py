"""The names of months that logs are read with."""

import re

from babel import Locale

from lowback.training_log.words import MONTHS

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs")


def test_the_names_of_months_are_those_of_unicode() -> None:
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for form in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in form[width].items():
                    for word in re.findall(r"[^\W\d_]{3,}", name.casefold()):
                        found.setdefault(word, set()).add(number)
    clear = {(word, *numbers) for word, numbers in found.items() if len(numbers) == 1}
    assert {(word, number) for number, words in MONTHS.items() for word in words.split()} == clear
