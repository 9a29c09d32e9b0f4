"""Tables of values with a comma or a tab between them, as Ruby reads them: an empty cell is nothing, `""` a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOST_CELLS = 1_000_000


def read_table(text: str, separator: str) -> list[dict[str, str | None]]:
    """The rows below the first, which names the columns; of columns with one name the first counts.

    Raises ValueError for a quotation mark that nothing closes, for one within a cell, and for a table that is too big.
    """
    rows = _rows(text, separator)
    names = [name or "" for name in next(rows, [])]
    found: list[dict[str, str | None]] = []
    for row in rows:
        if len(names) * len(found) > _MOST_CELLS:
            raise ValueError("the table is too big")
        found.append(_named(names, row))
    return found


def _named(names: list[str], row: list[str | None]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for at, name in enumerate(names):
        found.setdefault(name, row[at] if at < len(row) else None)
    return found


def _rows(text: str, separator: str) -> Iterator[list[str | None]]:
    cell = re.compile(rf'(?:"((?:[^"]|"")*+)"|([^"{separator}\r\n]*+))({separator}|\r\n|\r|\n|\Z)')
    row: list[str | None] = []
    at = 0
    while at < len(text):
        found = cell.match(text, at)
        if found is None:
            raise ValueError("a quotation mark of the table is not closed, or stands within a cell")
        at = found.end()
        quoted, bare, end = found.groups()
        row.append(quoted.replace('""', '"') if quoted is not None else bare or None)
        if end != separator:
            yield row
            row = []
    if row:
        yield [*row, None]
