"""The words that all reports for people share: fits, grades, labels, and clean text.

Text from data or from a stored result may hold anything. `plain` takes out what could move
the cursor, change colours or turn the reading direction.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from lowback.engine.assessment import Assessment, Contribution, Fit, RankedCause, Triage
from lowback.knowledge.schema import Basis, Grade, Knowledge, Suitability, Urgency

WHAT_IT_IS = (
    "Not a diagnosis, not a medical device, not validated on patients; for people of 16 and over."
)
WHAT_IT_IS_SHORTLY = "Not a diagnosis or a medical device; not validated on patients; 16 and over."
SCALE_NOTE = "One scale for both lists: very likely, likely, possible, less likely, unlikely."
BAR_NOTE = "It says how well the answers fit. It is not a chance in a hundred."
NO_CLEAR_SOURCE = "No single source stands out, which is usual."
CARE_WAITS = "Treatments and exercises can wait until someone has seen you."
COACH = "Answered by a coach about the runner."
URGENCY_WORDS = {
    Urgency.EMERGENCY: "EMERGENCY",
    Urgency.URGENT: "URGENT",
    Urgency.SOON: "SOON",
    Urgency.NOT_CHECKED: "NOT CHECKED",
    Urgency.SELF_CARE: "SELF-CARE",
}
URGENCY_STYLES = {
    Urgency.EMERGENCY: "bold white on red",
    Urgency.URGENT: "bold red",
    Urgency.NOT_CHECKED: "bold black on yellow",  # yellow on white cannot be read
    Urgency.SOON: "bold black on yellow",
    Urgency.SELF_CARE: "bold green",
}
FIT_WORDS = {
    Fit.VERY_LIKELY: "very likely",
    Fit.LIKELY: "likely",
    Fit.POSSIBLE: "possible",
    Fit.LESS_LIKELY: "less likely",
    Fit.UNLIKELY: "unlikely",
    Fit.CLEARLY_PRESENT: "likely",
    Fit.WORTH_A_LOOK: "possible",
    Fit.NOT_SEEN: "less likely",
}
FIT_STEPS = {
    Fit.VERY_LIKELY: 5,
    Fit.LIKELY: 4,
    Fit.POSSIBLE: 3,
    Fit.LESS_LIKELY: 2,
    Fit.UNLIKELY: 1,
    Fit.CLEARLY_PRESENT: 4,
    Fit.WORTH_A_LOOK: 3,
    Fit.NOT_SEEN: 2,
}
RELEVANT = {
    Fit.VERY_LIKELY, Fit.LIKELY, Fit.POSSIBLE, Fit.CLEARLY_PRESENT, Fit.WORTH_A_LOOK,
}  # fmt: skip
ALWAYS_EXPLAINED = 2
GRADE_MEANING = {
    Grade.A: "good trials agree, or a strong guideline says so",
    Grade.B: "some trials support it, but they differ or are less certain",
    Grade.C: "only small or indirect studies",
    Grade.D: "opinion of experts or theory, no trial",
    Grade.X: "tested and no better than a dummy treatment, or guidelines advise against it",
}
BASIS_WORDS = {
    Basis.STUDY: "from a study",
    Basis.STUDY_REDUCED: "from a study, made smaller to be safe",
    Basis.DERIVED: "worked out from published figures",
    Basis.DEFINITION: "true by definition",
    Basis.READINGS: "judgement of a language model",
    Basis.CONSENSUS: "judgement of experts",
}
JUDGED = {Basis.CONSENSUS, Basis.READINGS}  # said so even where something is cited
SUITABILITY_WORDS = {
    Suitability.OK: "Exercises that suit you",
    Suitability.MODIFY: "Exercises that suit you with a change",
    Suitability.AVOID: "Exercises to leave out for now",
}
LIGHT_WORDS = {
    "green": "Green light",
    "amber": "Amber light",
    "red": "Red light",
    "none": "No light yet",
}
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_STRENGTH = re.compile(r": an? (?P<strength>\w+) sign (?:for|against) [^:]*$")
_NEW_LINES = re.compile("\r\n|[\r\u2028\u2029]")
_ASCII = str.maketrans(
    {
        "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u2018": "'", "\u2019": "'",
        "\u201c": '"', "\u201d": '"', "\u00d7": "x", "\u00a0": " ", "…": "...", "•": "*",
        "·": "-", "─": "-", "━": "=", "█": "#", "░": ".", "≥": ">=", "≤": "<=",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Return the text without control characters (new lines stay) and direction marks."""
    return _UNSAFE.sub("", _NEW_LINES.sub("\n", text).replace("\t", " "))


def to_ascii(text: str) -> str:
    """Return the text in ASCII: the nearest sign, a letter without its accent, else `?`."""
    parted = unicodedata.normalize("NFKD", text.translate(_ASCII))
    kept = "".join(each for each in parted if not unicodedata.combining(each))
    return kept.encode("ascii", "replace").decode()


def sentence_case(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def inside(text: str) -> str:
    """Return the text as it stands inside a sentence: a small first letter, unless it is a name."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first == first.capitalize() and first != "I" else text


def day_in_words(day: str) -> str:
    """Return a day such as `Tue 8 December`; a day that cannot be read stays as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found:%a} {found.day} {found:%B}"


def question_label(question: str, knowledge: Knowledge) -> str:
    """Return the short name of a question, or its id if this knowledge does not have it."""
    known = knowledge.questions.get(question)
    return known.label if known else question


def by_section(questions: Iterable[str], knowledge: Knowledge) -> dict[str, list[str]]:
    """Group the labels of questions by the title of their section, keeping the order."""
    titles = {section.id: section.title for section in knowledge.sections}
    grouped: dict[str, list[str]] = {}
    for name in questions:
        known = knowledge.questions.get(name)
        title = titles[known.section] if known else "Other"
        grouped.setdefault(title, []).append(question_label(name, knowledge))
    return grouped


def signs_reported(triage: Triage) -> str:
    """Say how far the warning signs were checked; never more than the answers allow."""
    match bool(triage.red_flags), triage.complete:
        case True, True:
            return ""
        case True, False:
            return (
                "Warning signs were found among the questions answered. "
                f"Warning signs that have not been checked: {len(triage.unchecked)}."
            )
        case False, False:
            return (
                "Nothing was raised among the questions answered. "
                f"Warning signs that have not been checked: {len(triage.unchecked)}."
            )
        case _:
            return (
                "The answers show no warning sign. A serious cause is still possible, "
                "so read when to get help."
            )


def why_no_ranking(assessment: Assessment, knowledge: Knowledge) -> str:
    """Say in plain words why causes are not ranked."""
    raised = assessment.triage.red_flags
    known = knowledge.red_flags
    deciding = [each for each in raised if each.id in known and not known[each.id].ranked]
    reasons = " ".join(each.because for each in deciding or raised)
    return (
        f"We do not rank causes here. {reasons} "
        "The figures behind the ranking do not fit this situation."
    )


def source_line(assessment: Assessment) -> str:
    """Say whether one source stands out."""
    names = {each.id: each.name for each in assessment.sources}
    if assessment.clear_source is None:
        return NO_CLEAR_SOURCE
    return f"One source stands out: {names.get(assessment.clear_source, assessment.clear_source)}."


def place(cause: RankedCause, ranked: Sequence[RankedCause]) -> str:
    """Return the rank, with `=` before it when another cause shares it."""
    shared = sum(each.rank == cause.rank for each in ranked) > 1
    return f"{'=' if shared else ''}{cause.rank}"


def reason(contribution: Contribution) -> tuple[str, str]:
    """Return how strong a reason is, and the reason, for a page whose heading names the cause."""
    found = _STRENGTH.search(contribution.sentence)
    if found is None:
        return "", contribution.sentence
    return found["strength"], f"{contribution.sentence[: found.start()]}."


def explained(ranked: Iterable[RankedCause]) -> tuple[RankedCause, ...]:
    """Return the causes whose reasons a report gives: the relevant ones and the first two."""
    return tuple(each for each in ranked if each.fit in RELEVANT or each.rank <= ALWAYS_EXPLAINED)
