"""Rendering for other processes: one JSON object a line in, one a line out.

`serve` is the loop of the hidden command ``foreword --worker``; `render_jsonl` is ``foreword render --jsonl``.
A worker ends with its standard input, so it dies with the process that started it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from foreword.errors import ForewordError, UsageProblem
from foreword.rendering.dialect import Dialect
from foreword.rendering.dialects import DEFAULT_DIALECT, make_dialect
from foreword.rendering.document import Article, render_article

Request = Mapping[str, object]
Answer = dict[str, object]
Handler = Callable[[Request], Answer]
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


class Dialects:
    """The dialects of a process, each made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Dialect] = {}

    def get(self, name: str, options: Mapping[str, object] | None = None) -> Dialect:
        """The dialect of that name and options. Raises UsageProblem for an unknown name."""
        key = (name, json.dumps(options or {}, sort_keys=True, default=repr))
        if key not in self._made:
            self._made[key] = make_dialect(name, options)
        return self._made[key]


def serve(source: TextIO, target: TextIO, handlers: Mapping[str, Handler] | None = None) -> None:
    """Answers requests until ``source`` ends.

    A request is ``{"id", "kind", ...}``; ``kind`` chooses the handler ("render" is always there). The answer carries
    the request's id, or ``{"id", "error": sentence}``. Requests are answered one by one in their order; a caller who
    wants only the latest sends no request before the answer to the one before, or kills the process.
    """
    every: dict[str, Handler] = {"render": render_handler(), **(handlers or {})}
    for line in iter(source.readline, ""):
        if line.strip():
            _write(target, _answered(line, every))


def render_handler(dialects: Dialects | None = None) -> Handler:
    """The handler of ``{"kind": "render", "body", "dialect"?, "options"?}``.

    It answers ``{"blocks": [{"kind", "first_line", "end_line", "html"}], "tail", "notices": [{"message", "line"}]}``.
    """
    known = dialects or Dialects()

    def handle(request: Request) -> Answer:
        options = request.get("options")
        dialect = known.get(
            _string(request, "dialect", DEFAULT_DIALECT), options if isinstance(options, Mapping) else None
        )
        return _article(render_article(dialect, _string(request, "body")))

    return handle


def render_jsonl(
    source: Iterable[str],
    target: TextIO,
    dialect: str = DEFAULT_DIALECT,
    *,
    render_file: RenderFile | None = None,
) -> int:
    """Renders posts line by line: ``{"id", "body" | "source", "path"?, "dialect"?}`` to ``{"id", "html"}``.

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
        chosen = dialects.get(_string(request, "dialect", default))
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


def _answered(line: str, handlers: Mapping[str, Handler]) -> Answer:
    identity: object = None
    try:
        request = _request(line)
        identity = request.get("id")
        kind = _string(request, "kind")
        if kind not in handlers:
            raise UsageProblem(f"There is no request of the kind “{kind}”.")
        return {"id": identity, **handlers[kind](request)}
    except ForewordError as error:
        return {"id": identity, "error": str(error)}
    except _FAILURES as error:
        return {"id": identity, "error": f"{type(error).__name__}: {error}"}


def _request(line: str) -> Request:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageProblem(f"This line is not JSON: {error}.") from None
    if not isinstance(value, dict):
        raise UsageProblem("This line is not a JSON object.")
    return value


def _string(request: Request, key: str, default: str | None = None) -> str:
    value = request.get(key, default)
    if not isinstance(value, str):
        raise UsageProblem(f"“{key}” is missing or is not a string.")
    return value


def _article(article: Article) -> Answer:
    return {
        "blocks": [
            {"kind": b.kind, "first_line": b.first_line, "end_line": b.end_line, "html": b.html}
            for b in article.blocks
        ],
        "tail": article.tail,
        "notices": [{"message": notice.message, "line": notice.line} for notice in article.notices],
    }


def _write(target: TextIO, answer: Answer) -> None:
    target.write(json.dumps(answer) + "\n")
    target.flush()
