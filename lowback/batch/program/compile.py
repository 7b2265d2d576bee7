"""The knowledge compiled into one dataframe program: codes in, verdict columns out.

The same expressions run on every kind of frame that Narwhals knows. Each stage names its
results, so that no engine works anything out twice:

    derive → red flags → score → place → verdict
"""

from collections.abc import Iterable, Mapping

import narwhals as nw
from narwhals.typing import FrameT

from lowback.batch.program.conditions import Compiler, Flag, any_of, as_expr
from lowback.batch.program.contradictions import pair_column, pair_flags
from lowback.batch.program.derived import can_derive, derived_columns
from lowback.batch.program.encoding import PREFIX, PROBLEMS, UNANSWERED, WIDEST, Coded
from lowback.batch.program.id_lists import Flags, with_lists
from lowback.batch.program.order import (
    clear_source_column,
    place_stages,
    ranked_columns,
    score_columns,
)
from lowback.batch.program.rules import SEVERITY, fired, flag_stages, live_rules, warning_signs
from lowback.batch.program.scores import score_stages
from lowback.batch.program.sums import Sums
from lowback.knowledge.schema import Cause, CauseKind, Knowledge, Urgency

INVALID = "invalid"
Stage = list[nw.Expr]


class Program:
    """What to work out for every row, for the questions that a frame holds.

    `finds_pairs` adds one column for each pair of answers that can hardly both be true; it is for
    whoever looks at the rows as they pass, and none of the outputs.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        questions: Iterable[str],
        *,
        scores: bool,
        finds_pairs: bool = False,
    ) -> None:
        given = set(questions)
        self.knowledge = knowledge
        self.scores = scores
        self.finds_pairs = finds_pairs
        self.questions = tuple(each for each in knowledge.questions if each in given)
        self.pairs: dict[str, str] = {}
        self.stages, self.lists = self._compile()

    @property
    def inputs(self) -> tuple[str, ...]:
        """The columns of codes that a frame must hold."""
        return tuple(
            name
            for each in self.questions
            for name in Coded(self.knowledge.questions[each]).columns
        )

    @property
    def outputs(self) -> tuple[str, ...]:
        """The columns that the program adds, in order."""
        kinds = [(kind.value, place) for kind in CauseKind for place in (1, 2, 3)]
        ranked = [name for kind, at in kinds for name in (f"{kind}_{at}", f"{kind}_{at}_fit")]
        scores = [f"score_{each}" for each in self.knowledge.causes] if self.scores else []
        signs = ["urgency", "red_flags", "unchecked_red_flags"]
        return (*signs, *ranked, "clear_source", "problems", *scores)

    def run(self, frame: FrameT) -> FrameT:
        """Add every column, those in between included; the caller selects what it wants."""
        for stage in self.stages:
            frame = stage.added_to(frame) if isinstance(stage, Sums) else frame.with_columns(*stage)
        return with_lists(frame, self.lists)

    def _compile(self) -> tuple[list[Stage | Sums], dict[str, Flags]]:
        known = self.knowledge
        present = {each: Coded(known.questions[each]) for each in self.questions}
        derive = [Coded(each) for each in known.questions.values() if can_derive(each, present)]
        missing = [each for each in derive if each.question.id not in present]
        present |= {each.question.id: each for each in derive}
        compiler = Compiler(known, present)
        signs = warning_signs(compiler)
        stages: list[Stage | Sums] = [
            [column for each in missing for column in _unanswered(each)],
            [column for each in derive for column in derived_columns(each, present, known)],
            *flag_stages(compiler),
            *score_stages(compiler),
            *(stage for causes in self._kinds().values() for stage in place_stages(causes)),
            _signs(signs),
            self._verdict(compiler, _open_emergencies(signs, known)),
            self._pairs(compiler),
        ]
        lists: dict[str, Flags] = {
            "red_flags": {rule.id: fired(rule) for rule in live_rules(compiler)},
            "unchecked_red_flags": {
                each: flag if isinstance(flag, bool) else sign(each) for each, flag in signs.items()
            },
        }
        return [stage for stage in stages if stage], lists

    def _kinds(self) -> dict[CauseKind, tuple[Cause, ...]]:
        return {
            CauseKind.SOURCE: self.knowledge.sources(),
            CauseKind.CONTRIBUTOR: self.knowledge.contributors(),
        }

    def _pairs(self, compiler: Compiler) -> Stage:
        flags = pair_flags(self.knowledge, compiler) if self.finds_pairs else {}
        self.pairs = {each: pair_column(each) for each in flags}
        return [as_expr(flag).alias(pair_column(each)) for each, flag in flags.items()]

    def _verdict(self, compiler: Compiler, emergencies: Flag) -> Stage:
        ranked = [
            column
            for kind, causes in self._kinds().items()
            for column in ranked_columns(causes, kind)
        ]
        scores = score_columns(tuple(self.knowledge.causes.values())) if self.scores else []
        return [
            _urgency(emergencies),
            *ranked,
            clear_source_column(compiler),
            nw.col(PROBLEMS).alias("problems"),
            *scores,
        ]


def _urgency(emergencies: Flag) -> nw.Expr:
    """The urgency; beside an answer that cannot be used only an emergency surely holds."""
    unchecked, calm = nw.lit(Urgency.NOT_CHECKED.value), nw.lit(Urgency.SELF_CARE.value)
    urgency = nw.when(as_expr(emergencies)).then(unchecked).otherwise(calm)
    for each in (Urgency.SOON, Urgency.URGENT, Urgency.EMERGENCY):
        reached = nw.col(SEVERITY) == each.severity
        urgency = nw.when(reached).then(nw.lit(each.value)).otherwise(urgency)
    bad = ~nw.col(PROBLEMS).is_null() & (nw.col(SEVERITY) < Urgency.EMERGENCY.severity)
    return nw.when(bad).then(nw.lit(INVALID)).otherwise(urgency).alias("urgency")


def _open_emergencies(signs: Mapping[str, Flag], knowledge: Knowledge) -> Flag:
    """Whether any emergency sign of a row is unchecked."""
    return any_of(
        flag if isinstance(flag, bool) else nw.col(sign(name))
        for name, flag in signs.items()
        if knowledge.questions[name].emergency
    )


def sign(question: str) -> str:
    """The name of the column that says whether a warning sign is unchecked."""
    return f"{PREFIX}sign_{question}"


def _signs(signs: dict[str, Flag]) -> Stage:
    return [flag.alias(sign(each)) for each, flag in signs.items() if not isinstance(flag, bool)]


def _unanswered(coded: Coded) -> Stage:
    return [
        nw.lit(UNANSWERED, nw.Int16).alias(coded.code),
        nw.lit(-WIDEST).alias(coded.low),
        nw.lit(WIDEST).alias(coded.high),
    ]
