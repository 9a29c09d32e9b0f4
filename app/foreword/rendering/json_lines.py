"""``foreword render --jsonl``: one JSON object a line in, one a line out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from foreword.errors import ForewordError, UsageProblem
from foreword.rendering.dialect import Dialect
from foreword.rendering.dialects import DEFAULT_DIALECT, make_dialect
from foreword.rendering.document import render_article

Request = Mapping[str, object]
Answer = dict[str, object]
RenderFile = Callable[[str, str | None, Dialect], str]

_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


_WITHOUT_SITE: dict[str, dict[str, object]] = {"goldmark": {"renderer": {"unsafe": True}}}
"""What a line's dialect is set to where the line does not say: goldmark shows raw HTML, as most Hugo sites have it set.
A post in its site is shown by the site's own configuration."""


class Dialects:
    """The dialects of a process, each made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Dialect] = {}

    def get(self, name: str, options: Mapping[str, object] | None = None) -> Dialect:
        """The dialect of that name and configuration. Raises UsageProblem for an unknown name."""
        options = _WITHOUT_SITE.get(name, {}) if options is None else options
        key = (name, json.dumps(options, sort_keys=True, default=repr))
        if key not in self._made:
            self._made[key] = make_dialect(name, options)
        return self._made[key]


def render_jsonl(
    source: Iterable[str],
    target: TextIO,
    dialect: str = DEFAULT_DIALECT,
    *,
    render_file: RenderFile | None = None,
) -> int:
    """Renders posts line by line: ``{"id", "body" | "source", "path"?, "dialect"?, "configuration"?}`` to ``{"id",
    "html"}``. ``configuration`` is what a site's configuration says about the dialect (Hugo's ``markup.goldmark``).

    ``source`` in a line is a whole file; ``render_file(source, path, dialect)`` gives its article's HTML (without the
    front matter, templates expanded). A line that cannot be rendered gives ``{"id", "html": null, "error"}`` and the
    work goes on. Returns how many lines failed. Raises UsageProblem when ``dialect`` is unknown.
    """
    dialects = Dialects()
    dialects.get(dialect)
    failed = 0
    for line in source:
        if not line.strip():
            continue
        answer = _rendered(line, dialects, dialect, render_file)
        failed += "error" in answer
        _write(target, answer)
    return failed


def _rendered(line: str, dialects: Dialects, default: str, render_file: RenderFile | None) -> Answer:
    identity: object = None
    try:
        request = _request(line)
        identity = request.get("id")
        chosen = dialects.get(_string(request, "dialect", default), _configuration(request))
        html = _html(request, chosen, render_file)
    except ForewordError as error:
        return {"id": identity, "html": None, "error": str(error)}
    except _FAILURES as error:
        return {"id": identity, "html": None, "error": f"{type(error).__name__}: {error}"}
    return {"id": identity, "html": html}


def _html(request: Request, dialect: Dialect, render_file: RenderFile | None) -> str:
    if "body" in request or render_file is None:
        return render_article(dialect, _string(request, "body")).html
    path = request.get("path")
    return render_file(_string(request, "source"), path if isinstance(path, str) else None, dialect)


def _request(line: str) -> Request:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageProblem(f"This line is not JSON: {error}.") from None
    if not isinstance(value, dict):
        raise UsageProblem("This line is not a JSON object.")
    return value


def _configuration(request: Request) -> Mapping[str, object] | None:
    value = request.get("configuration")
    if value is not None and not isinstance(value, dict):
        raise UsageProblem("“configuration” is not an object.")
    return value


def _string(request: Request, key: str, default: str | None = None) -> str:
    value = request.get(key, default)
    if not isinstance(value, str):
        raise UsageProblem(f"“{key}” is missing or is not a string.")
    return value


def _write(target: TextIO, answer: Answer) -> None:
    target.write(json.dumps(answer) + "\n")
    target.flush()
