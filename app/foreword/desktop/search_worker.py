"""The search process: ``foreword --search`` looks for regular expressions, which can take for ever.

One JSON object a line, both ways. A request has a number, the text (null: that of the request before), the query, and
what to do: "find" the first ``most`` places, "replace" the place that begins at ``at``, or "replace all". The answer
with its number holds "places" ([[start, end], ...]), an "edit" ([start, end, replacement] or null), or a "problem".
No answer comes when it takes too long: the process gives itself up, also when nobody waits for it any more.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from foreword.desktop.search import Query, SearchProblem, find_all, replace_all
from foreword.text import Rope

OPTION = "--search"
TIME_LIMIT = 2.0
"""Seconds that one request may take."""


def serve_searches(source: TextIO, target: TextIO) -> None:
    """Answers until ``source`` ends. Python runs nothing else while it looks for an expression, not even a signal's
    handler on every system; the watchdog of faulthandler is no Python and ends the process."""
    gc.enable()
    rope = Rope()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        for line in iter(source.readline, ""):
            request = json.loads(line)
            if request["text"] is not None:
                rope = Rope(request["text"])
            faulthandler.dump_traceback_later(TIME_LIMIT, exit=True, file=nowhere)
            answer = _answer(request, rope)
            faulthandler.cancel_dump_traceback_later()
            json.dump({"number": request["number"], **answer}, target)
            target.write("\n")
            target.flush()


def _answer(request: Mapping[str, Any], rope: Rope) -> dict[str, object]:
    query, kind = Query(*request["query"]), request["kind"]
    try:
        found = find_all(rope, query, request["most"] if kind == "find" else None)
        if kind == "find":
            return {"places": [[place.start, place.end] for place in found]}
        if kind == "replace":
            found = [place for place in found if place.start == request["at"]]
        edit = replace_all(rope, found, query, request["template"], request["line_end"])
    except SearchProblem as problem:
        return {"problem": str(problem)}
    return {"edit": [edit.start, edit.end, edit.replacement] if edit else None}
