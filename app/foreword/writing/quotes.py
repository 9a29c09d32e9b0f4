"""Block quotes."""

from __future__ import annotations

import re

from foreword.writing.lines import rewritten, selected_lines
from foreword.writing.selection import Outcome, Selection, Text

_QUOTE = re.compile(r"( {0,3})> ?")


def quote(text: Text, selection: Selection) -> Outcome | None:
    """Quotes the selected lines, or takes one level of quotation away where all of them are quoted."""
    lines = selected_lines(text, selection)
    if all(_QUOTE.match(line.text) for line in lines if line.text.strip()) and any(
        line.text.strip() for line in lines
    ):
        new = [_QUOTE.sub(r"\1", line.text, count=1) for line in lines]
    else:
        new = [f"> {line.text}" if line.text.strip() or len(lines) == 1 else ">" for line in lines]
    return rewritten(lines, new, selection)
