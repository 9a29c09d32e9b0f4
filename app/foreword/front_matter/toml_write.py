"""Writes TOML values and entries; tomlkit knows TOML's escapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from foreword.errors import FrontMatterRefused
from foreword.front_matter.nodes import Entry, Spelled

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_NOT_LITERAL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f'\ud800-\udfff]")
_NOT_MULTILINE_LITERAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]|'''|'\Z")
_ESCAPED = re.compile(r"\\(.)")
_LAST_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"\Z')
_FENCE = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_TOML_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?)?")


def write_key(key: str) -> str:
    """A key, bare where it can be."""
    return key if _BARE_KEY.fullmatch(key) else write_text(key, "basic")


def write_text(text: str, style: str, old: str = "", line_end: str = "\n") -> str:
    """A string in the style of ``old``, the text that stood in its place: multi-line stays multi-line."""
    if style == "literal" and not _NOT_LITERAL.search(text):
        return f"'{text}'"
    if style.startswith("multiline") and _FENCE.search(text):
        style = "basic"
    if style == "multiline-literal" and not _NOT_MULTILINE_LITERAL.search(text):
        return f"'''{_lead(old, text, line_end)}{text.replace(chr(10), line_end)}'''"
    if style.startswith("multiline"):
        escaped = line_end.join(_relaxed(_basic(line)[1:-1], old) for line in text.split("\n"))
        if _LAST_QUOTE.search(escaped) and not old.endswith('""""'):
            escaped = escaped[:-1] + '\\"'
        return f'"""{_lead(old, text, line_end)}{escaped}"""'
    return _basic(text)


def _relaxed(line: str, old: str) -> str:
    """An escaped line with its quotes, and its tabs where ``old`` has some, as they are: many lines allow that."""
    bare = {'"': '"', "t": "\t" if "\t" in old else "\\t"}
    return _ESCAPED.sub(lambda found: bare.get(found[1], found[0]), line).replace('"""', '""\\"')


def _lead(old: str, text: str, line_end: str) -> str:
    """TOML drops a line end right after the opening quotes."""
    return line_end if old[3:4] in ("\r", "\n") or text[:1] == "\n" else ""


def _basic(text: str) -> str:
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise FrontMatterRefused(
            "The text has half of a character (a lone surrogate), which TOML cannot hold."
        )
    import tomlkit  # a tenth of a second that only edits of TOML pay

    return tomlkit.string(text).as_string()


def write_value(value: object) -> str:
    """A value on one line. Raises FrontMatterRefused."""
    if isinstance(value, Spelled):
        return value.text if _TOML_DATE.fullmatch(value.text) else write_text(value.text, "basic")
    if isinstance(value, str):
        return write_text(value, "basic")
    if isinstance(value, Mapping):
        inner = ", ".join(f"{write_key(str(key))} = {write_value(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return f"[{', '.join(map(write_value, value))}]"
    if value is None:
        raise FrontMatterRefused("TOML has no empty value: remove the key instead.")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | time):
        return str(value)
    raise FrontMatterRefused(f"TOML front matter cannot hold a {type(value).__name__}.")


def write_lines(fields: Iterable[tuple[str, object]], path: Sequence[str], line_end: str) -> list[str]:
    """Entries line by line, maps as tables after them; ``path`` is the table they are in."""
    plain: list[str] = []
    tables: list[str] = []
    for key, value in fields:
        if isinstance(value, Mapping) and value:
            tables.extend(write_table((*path, key), value, line_end))
        else:
            plain.append(f"{write_key(key)} = {write_value(value)}")
    return plain + tables


def write_table(
    path: Sequence[str], value: Mapping[str, object], line_end: str, indent: str = ""
) -> list[str]:
    """A table with its header; tables inside it follow."""
    header = f"[{'.'.join(map(write_key, path))}]"
    lines = write_lines(value.items(), path, line_end)
    return [header, *(line if line.startswith("[") else indent + line for line in lines)]


def write_entry(key: str, value: object, source: str, beside: Sequence[Entry]) -> str:
    """A key and its value spaced as the entries beside it are."""
    name = write_key(key)
    gaps = Counter(
        source[entry.key_end : entry.node.start] for entry in beside if entry.node.style != "dotted"
    )
    gaps = Counter({gap: count for gap, count in gaps.items() if gap.strip(" \t") == "="})
    columns = {entry.node.start - entry.start for entry in beside}
    lengths = {entry.key_end - entry.start for entry in beside}
    if len(columns) == 1 and len(lengths) > 1 and len(beside) > 2 and len(name) + 3 <= max(columns):
        return name + "= ".rjust(max(columns) - len(name)) + write_value(value)
    gap = gaps.most_common(1)[0][0] if gaps and len(gaps) < max(2, len(beside)) else " = "
    return name + gap + write_value(value)
