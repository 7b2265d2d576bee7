"""Text that a spreadsheet would run as a formula is made harmless (OWASP, CSV injection).

A cell that starts with `=`, `+`, `-`, `@`, a tab or a line break gets a leading apostrophe;
numbers such as -5 stay numbers.
"""

import re

import polars as pl

WIDE = "\uff1d\uff0b\uff0d\uff20"  # the full-width forms of = + - @
DANGEROUS = rf"^[=+\-@\t\r\n{WIDE}]"
NUMBER = r"^[+-]?\d+([.,]\d+)*$"


def harmless(text: str) -> str:
    """Return the text with a leading apostrophe if a spreadsheet might run it."""
    runs = re.match(DANGEROUS, text) and not re.match(NUMBER, text)
    return f"'{text}" if runs else text


def guarded(rows: pl.LazyFrame, safe: frozenset[str] = frozenset()) -> pl.LazyFrame:
    """Make every text cell and heading harmless; `safe` columns hold no foreign text."""
    schema = rows.collect_schema()
    texts = [name for name, dtype in schema.items() if dtype == pl.String and name not in safe]
    cells = [_harmless(pl.col(name)).alias(name) for name in texts]
    headings = {name: harmless(name) for name in schema if harmless(name) != name}
    guarded = rows.with_columns(cells) if cells else rows
    return guarded.rename(headings) if headings else guarded


def _harmless(cell: pl.Expr) -> pl.Expr:
    runs = cell.str.contains(DANGEROUS) & ~cell.str.contains(NUMBER)
    return pl.when(runs).then(pl.lit("'") + cell).otherwise(cell)
