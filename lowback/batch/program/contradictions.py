"""The pairs of answers of a frame that can hardly both be true; no column of the output."""

from lowback.batch.program.conditions import Compiler, Flag
from lowback.batch.program.encoding import PREFIX
from lowback.knowledge.schema import Knowledge


def pair_column(pair: str) -> str:
    """The name of the column that says whether a pair surely contradicts itself."""
    return f"{PREFIX}pair_{pair}"


def pair_flags(knowledge: Knowledge, compiler: Compiler) -> dict[str, Flag]:
    """Compile `lowback.engine.contradictions.contradicting`; pairs that no row can show are out."""
    flags = {
        each.id: compiler.outcome(each.when).sure for each in knowledge.contradictions.values()
    }
    return {name: flag for name, flag in flags.items() if flag is not False}
