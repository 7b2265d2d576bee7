"""What a coach's desk needs beside the counts: when each answered, who is missing, who is twice."""

from datetime import date

from lowback.batch.run import Batch
from lowback.batch.summary.answer_dates import dates_in
from lowback.batch.summary.changes_since import gone, late, repeated
from lowback.batch.summary.squad import Desk
from lowback.batch.table.files import readable


def desk_of(batch: Batch, today: date) -> Desk:
    """Look through the table once more for each of these; `today` is the day of the run."""
    wish, rows = batch.wish, batch.rows
    who, dated, earlier = wish.id_column, wish.date_column, wish.earlier
    with readable(batch.table.name, batch.table):
        return Desk(
            today=today,
            dates=dates_in(rows, dated, today) if dated else None,
            gone=tuple(gone(rows, who, earlier)) if who and earlier is not None else (),
            late=tuple(late(rows, who, dated, earlier))
            if who and dated and earlier is not None
            else (),
            repeated=tuple(repeated(rows, who)) if who else (),
        )
