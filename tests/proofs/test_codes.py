"""The codes that the proofs start from are those of a table of texts."""

import polars as pl

from lowback.batch import assess_frame
from lowback.knowledge.schema import Urgency
from tests.proofs.answers import all_answers, witnesses
from tests.proofs.coded import places_of, severities
from tests.proofs.rules import knowledge


def test_a_table_of_texts_comes_out_as_its_codes() -> None:
    """Every single answer, alone and beside each rule's own answers."""
    fired = [dict(ways[0]) for ways in witnesses().values()]
    rows = [{name: cell} for name, cell in all_answers()]
    rows += [{**rows[at % len(rows)], **way} for at, way in enumerate(fired * 7)]
    names = [name for name in knowledge().questions if any(name in row for row in rows)]
    texts = {name: [row.get(name) for row in rows] for name in names}
    table = pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String))
    told = [Urgency(each).severity for each in assess_frame(table, knowledge())["urgency"]]
    places = {name: places_of(name, tuple(cells)) for name, cells in texts.items()}
    assert severities(places).tolist() == told
