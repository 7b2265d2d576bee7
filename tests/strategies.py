"""Any answers that a person could give, for property tests."""

from hypothesis import strategies as st

from lowback.knowledge.schema import Knowledge, Question, QuestionKind

Raw = dict[str, object]


def answers(knowledge: Knowledge, only: frozenset[str] | None = None) -> st.SearchStrategy[Raw]:
    """Some of the questions, each with a valid raw answer."""
    asked = {
        each.id: _value(each)
        for each in knowledge.questions.values()
        if only is None or each.id in only
    }
    return st.fixed_dictionaries({}, optional=asked)


def _value(question: Question) -> st.SearchStrategy[object]:
    known = question.choice_ids
    match question.kind:
        case QuestionKind.NUMBER:
            numbers = st.integers(int(question.at_least or 0), int(question.at_most or 100))
            return st.one_of(numbers, st.sampled_from(known)) if known else numbers
        case QuestionKind.SEVERAL:
            alone = [each.id for each in question.choices if each.exclusive]
            mixed = st.lists(
                st.sampled_from([each for each in known if each not in alone]), min_size=1
            )
            return st.one_of(mixed, *(st.just([each]) for each in alone))
        case _:
            return st.sampled_from(known)
