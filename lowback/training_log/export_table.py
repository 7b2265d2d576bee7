"""Read one exported table by position, because some exports repeat a column name.

Text only: each source turns its own columns into dates and numbers. Nothing is guessed from
the values but the encoding, and only when the file is not UTF-8.
"""

import codecs
import csv
import io
import re
import unicodedata

import polars as pl
from msgspec import Struct

from lowback.errors import LowbackError, Problem

LARGEST = 100_000_000
HEADER_AREA = 65_536
QUOTED, SHOWN = 40, 20
OPEN_QUOTE = "a quote is left open, so the file may be cut short; export it again"
_TAG = re.compile(r"<[^>]*>")


class Table(Struct, frozen=True):
    """An exported table: its header names as compared, and its bytes as UTF-8."""

    name: str
    header: tuple[str, ...]
    data: bytes
    separator: str
    note: str = ""

    def place(self, *names: str, nth: int = 1) -> int | None:
        """Return the position of the nth column with one of these names, if there is one."""
        found = [at for at, name in enumerate(self.header) if name in names]
        return found[nth - 1] if len(found) >= nth else None

    def columns(self, **places: int | None) -> pl.DataFrame:
        """Return the columns at these positions as text; a missing place is empty.

        Raises:
            LowbackError: if rows do not fit the header.
        """
        ordered = sorted({place for place in places.values() if place is not None})
        read = self._read(ordered)
        text = {place: pl.col(read.columns[at]) for at, place in enumerate(ordered)}
        return read.select(
            (pl.lit("") if place is None else text[place].fill_null("")).alias(name)
            for name, place in places.items()
        )

    def _read(self, positions: list[int]) -> pl.DataFrame:
        try:
            read = pl.read_csv(
                self.data, columns=positions, separator=self.separator, infer_schema=False
            )
        except pl.exceptions.PolarsError as error:
            message = f"cannot be read as a table ({str(error).splitlines()[0]}); export it again"
            wrong = OPEN_QUOTE if self.data.count(b'"') % 2 else message
            raise LowbackError([Problem(self.name, wrong)]) from None
        self._check_rows(len(read) + 1)
        return read

    def _check_rows(self, lines: int) -> None:
        """Refuse rows that do not fit the header; the bulk reader would cut or fill them."""
        parts, separator = self.data.split(b'"'), self.separator.encode()
        if len(parts) % 2 == 0:
            raise LowbackError([Problem(self.name, OPEN_QUOTE)])
        found = self.data.count(separator) - b"".join(parts[1::2]).count(separator)
        # Counting the whole file first is what makes a large log quick.
        if found != lines * (len(self.header) - 1):
            _name_wrong_rows(self.name, b"".join(parts[::2]), separator, len(self.header))


def read_table(name: str, data: bytes) -> Table:
    """Decode a table and read its header.

    Raises:
        LowbackError: if it is empty or not text.
    """
    data, note = _as_utf8(name, data.removeprefix(codecs.BOM_UTF8))
    top = data[:HEADER_AREA].decode(errors="replace")
    separator = max((",", ";", "\t"), key=top.partition("\n")[0].count)
    try:
        header = next(csv.reader(io.StringIO(top), delimiter=separator), [])
    except csv.Error:
        message = "has a first line that cannot be read; export it again"
        raise LowbackError([Problem(name, message)]) from None
    if not header:
        raise LowbackError([Problem(name, "is empty; export the log again")])
    return Table(name, tuple(map(as_compared, header)), data, separator, note)


def as_compared(text: str) -> str:
    """Return a header or a type as it is compared: no tags, one case, single spaces."""
    plain = unicodedata.normalize("NFKC", _TAG.sub("", text)).casefold()
    return " ".join(re.sub(r"[_\-]", " ", plain).split())


def shown(text: str) -> str:
    """Return what a file says as a message may quote it: printable and short."""
    printable = "".join(each if each.isprintable() else " " for each in text)
    return printable if len(printable) <= QUOTED else printable[: QUOTED - 1] + "…"


def folded(column: pl.Series) -> pl.Series:
    """Return a whole column as compared; the values are few, so each is folded once."""
    distinct = column.unique().to_list()
    return column.replace_strict(distinct, [as_compared(each or "") for each in distinct])


def _name_wrong_rows(name: str, unquoted: bytes, separator: bytes, fields: int) -> None:
    rows = [row.count(separator) + 1 if row.strip() else 0 for row in unquoted.split(b"\n")]
    wrong = [
        Problem(f"{name} row {at}", f"has {found} fields, the header {fields}")
        for at, found in enumerate(rows, start=1)
        if found not in (0, fields)
    ]
    if wrong:
        hint = Problem(name, f"rows that do not fit the header: {len(wrong)}; export it again")
        raise LowbackError([*wrong[:SHOWN], hint])


def _as_utf8(name: str, data: bytes) -> tuple[bytes, str]:
    if b"\0" in data[:HEADER_AREA]:
        raise LowbackError([Problem(name, "is not a table; give the exported CSV file")])
    if data.isascii():
        return data, ""
    try:
        data.decode()
    except UnicodeDecodeError:
        note = f"{name}: not UTF-8, so it was read as Windows-1252"
        return data.decode("cp1252", "replace").encode(), note
    return data, ""
