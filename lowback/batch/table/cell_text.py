"""The cells of a column on Polars as text, whatever their type."""

import polars as pl


def cell_text(column: str, dtype: pl.DataType) -> pl.Expr:
    """The cells of a column as text; a list becomes ticks with `;` between."""
    cell = pl.col(column)
    if isinstance(dtype, pl.List | pl.Array):
        return cell.cast(pl.List(pl.String)).list.join(";")
    if dtype.is_float():
        cell = cell.fill_nan(None)
    return cell if dtype == pl.String else cell.cast(pl.String)
