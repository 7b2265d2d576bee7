"""The same ratios in a rules engine, as far as it can express them (`pip install zen-engine`)."""

import json
import math
from pathlib import Path

from benchmarks.generated_squad import sample
from benchmarks.pairs import timed
from lowback.knowledge.schema import Cause, Contributor, Knowledge, QuestionKind

ENGINE_ROWS = 2_000


def rules_engine(table: Path, batch_row: float, knowledge: Knowledge) -> None:
    """Compare with a rules engine on the same ratios, as far as it can express them.

    It has no exponential, no third outcome beside true and false, and no bands known only as
    bands. So it adds up the log-odds of the choice questions, and nothing else.
    """
    try:
        import zen
    except ImportError:
        print("\nThe rules engine is not installed (pip install zen-engine); left out.")
        return
    decision = zen.ZenEngine().create_decision(zen_model(knowledge))
    rows = [
        {name: cell or "" for name, cell in each.items()} for each in sample(table, ENGINE_ROWS)
    ]
    decision.evaluate(rows[0])
    each = timed(lambda: [decision.evaluate(row) for row in rows]) / len(rows)
    print(f"\nzen-engine on the ratios alone: {1 / each:,.0f} rows a second;", end=" ")
    print(f"the batch, which does everything, is {each / batch_row:,.0f} times as fast.")


def zen_model(knowledge: Knowledge) -> str:
    """One expression for each cause: the sum of its log-odds, as nested choices."""
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {
            "id": "causes",
            "type": "expressionNode",
            "name": "causes",
            "content": {
                "expressions": [
                    {"id": each.id, "key": each.id, "value": zen_sum(each, knowledge)}
                    for each in knowledge.causes.values()
                ]
            },
        },
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "a", "sourceId": "in", "targetId": "causes"},
        {"id": "b", "sourceId": "causes", "targetId": "out"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def zen_sum(cause: Cause, knowledge: Knowledge) -> str:
    """The sum of logarithms of a cause in the engine's own language."""
    if isinstance(cause, Contributor):
        start = math.log(cause.pretest / (1 - cause.pretest))
        moves = {
            each.question: {c: cause.tempering * math.log(r) for c, r in each.ratios.items()}
            for each in cause.evidence
            if not each.only_if
        }
    else:
        start, power = math.log(cause.pretest / 100), knowledge.competition.power
        moves = {
            each.question: {c: power * math.log(n / 100) for c, n in each.of_100.items()}
            for each in cause.answers
        }
    terms = [str(start)]
    for question, choices in moves.items():
        if knowledge.questions[question].kind in {QuestionKind.CHOICE, QuestionKind.YES_NO_UNSURE}:
            moved = "0"
            for choice, log_ in choices.items():
                moved = f"({question} == '{choice}' ? {log_} : {moved})"
            terms.append(moved)
    return " + ".join(terms)
