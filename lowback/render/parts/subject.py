"""Whose report it is, where the answers stand, when they were given and by whom."""

from datetime import date

from lowback.engine.assessment import Assessment, Subject

ANSWERED_BY = {
    "runner": "answered by the athlete",
    "coach": "answered by a coach about the athlete",
    "form": "answered in a form, which does not say who filled it in",
}

DIGITS = 12


def edition(version: str, sha256: str) -> str:
    """Return which knowledge it was, such as `2026.1 (sha256 0123456789ab)`."""
    return f"{version} (sha256 {sha256[:DIGITS]})"


def subject_lines(assessment: Assessment) -> tuple[str, ...]:
    """Return what stands at the top of a report on one row of a table; nothing for one runner."""
    subject = assessment.subject
    if subject is None:
        return ()
    lines = [f"Athlete: {subject.name}"] if subject.name else []
    place = [f"row {subject.row} of {subject.file}"] if subject.row and subject.file else []
    parts = [*place, _dated(subject, assessment.assessed_on), ANSWERED_BY[subject.answered_by]]
    sentence = "; ".join(parts)
    lines.append(f"{sentence[0].upper()}{sentence[1:]}.")
    if subject.unread:
        lines.append(f"Not counted, because it could not be read: {'; '.join(subject.unread)}.")
    return tuple(lines)


def _dated(subject: Subject, assessed_on: str) -> str:
    if subject.answered_on is None:
        return f"no date came with the answers, so days are counted from {_day(assessed_on)}"
    return f"answers of {_day(subject.answered_on)}"


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}"
