"""Jekyll's own filters on text: Markdown, typography, slugs, counting, JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping

from foreword.rendering.templates.budget import RanAway
from foreword.rendering.templates.filters.text import only_text, string, xml_escape
from foreword.rendering.templates.ruby import _joined, float_text, inspect, to_s
from foreword.rendering.templates.run import Run
from foreword.rendering.templates.slugs import slug

_CJK = re.compile(
    r"[\u1100-\u11ff\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u3131-\u318e\u31f0-\u321e\u3260-\u327e\u32d0-\u32fe\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9d\uffa0-\uffdc\U00020000-\U0003ffff]"
)
_LONGEST_WALKED = 100_000
_TAG_OR_TEXT = re.compile(r"<[^<>]*>|[^<]+|<")


def _not_too_long(text: str) -> str:
    """The text, for filters that look at every character of it. Raises RanAway."""
    if len(text) > _LONGEST_WALKED:
        raise RanAway("it works on a text that is too long")
    return text


def _slugify(_: Run, value: object, mode: object = None) -> object:
    return None if value is None else slug(_not_too_long(only_text(value)), to_s(mode) or "default")


def _number_of_words(_: Run, value: object, mode: object = None) -> int:
    text = only_text(value)
    if to_s(mode) not in ("cjk", "auto"):
        return len(text.split())
    return len(_CJK.findall(text)) + len(_CJK.sub(" ", text).split())


def _markdownify(run: Run, value: object) -> str:
    run.budget.look()
    return run.markdownify(_not_too_long(string(value)))


def _smartify(_: Run, value: object) -> str:
    parts: list[str] = []
    for piece in _TAG_OR_TEXT.findall(_not_too_long(string(value))):
        parts.append(piece if piece.startswith("<") and piece.endswith(">") else _typographic(piece, parts))
    return "".join(parts)


def _typographic(text: str, before: list[str]) -> str:
    text = text.replace("---", "—").replace("--", "–").replace("...", "…")
    last = before[-1][-1] if before and before[-1] else " "
    out: list[str] = []
    for index, char in enumerate(text):
        previous = text[index - 1] if index else last
        opens = previous.isspace() or previous in "([{—–>“‘"
        if char == '"':
            out.append("“" if opens else "”")
        elif char == "'":
            out.append("‘" if opens and not text[index + 1 : index + 2].isdigit() else "’")
        else:
            out.append(char)
    return "".join(out)


def _jsonify(run: Run, value: object) -> str:
    run.budget.look()
    return _joined(_json(value, 0))


def _json(value: object, depth: int) -> Iterator[str]:
    if depth > 90:
        raise ValueError("nesting is too deep")
    if isinstance(value, Mapping):
        yield "{"
        for index, (key, item) in enumerate(value.items()):
            yield ("," if index else "") + json.dumps(to_s(key), ensure_ascii=False) + ":"
            yield from _json(item, depth + 1)
        yield "}"
    elif isinstance(value, list | tuple):
        yield "["
        for index, item in enumerate(value):
            yield "," if index else ""
            yield from _json(item, depth + 1)
        yield "]"
    elif isinstance(value, bool) or value is None:
        yield "null" if value is None else to_s(value)
    elif isinstance(value, float):
        yield float_text(value)
    elif isinstance(value, int):
        yield str(value)
    else:
        yield json.dumps(to_s(value), ensure_ascii=False)


def _normalize(_: Run, value: object) -> str:
    return re.sub(r"[ \t\n\v\f\r]+", " ", string(value)).strip(" \0")


def _inspect(run: Run, value: object) -> str:
    return xml_escape(run, inspect(value))


def _sass(run: Run, value: object) -> str:
    run.notice("Sass cannot be compiled here; it is shown as it was written")
    return string(value)


FILTERS: Mapping[str, Callable[..., object]] = {
    "slugify": _slugify,
    "number_of_words": _number_of_words,
    "markdownify": _markdownify,
    "smartify": _smartify,
    "jsonify": _jsonify,
    "normalize_whitespace": _normalize,
    "inspect": _inspect,
    "sassify": _sass,
    "scssify": _sass,
}
