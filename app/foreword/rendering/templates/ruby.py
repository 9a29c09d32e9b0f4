"""Values as Ruby, in which Jekyll is written, prints, inspects and compares them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from math import isfinite
from typing import Any, cast

from foreword.rendering.templates.budget import LONGEST_TEXT, MOST_PIECES, RanAway

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\e", "\0": "\\0"}
_ESCAPED = re.compile(r'["\\\x00-\x1f]')
_DEEPEST = 60


class Blank:
    """What `blank` means without Rails: equal to nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return id(self)

    def __str__(self) -> str:
        return ""


class Time(datetime):
    """A point in time with its zone. Compares in templates by the instant."""

    @classmethod
    def of(cls, value: datetime, zone: tzinfo = UTC) -> Time:
        """The same instant as the zone's clocks show it. One without a zone is UTC (Jekyll, Psych)."""
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
        return cls.exactly(aware.astimezone(zone))

    @classmethod
    def exactly(cls, value: datetime) -> Time:
        """The same time with the zone it has."""
        zone = value.tzinfo or UTC
        return cls(
            value.year,
            value.month,
            value.day,
            value.hour,
            value.minute,
            value.second,
            value.microsecond,
            zone,
            fold=value.fold,
        )

    def __liquid__(self) -> float:
        """What the template engine compares."""
        return self.timestamp()

    def __str__(self) -> str:
        return self.strftime("%Y-%m-%d %H:%M:%S %z")


_PLAIN = frozenset({str, int, float, bool, list, dict, range, tuple, type(None)})


_DROPS = {
    ("liquid.builtin.tags.for_tag", "ForLoop"): "Liquid::ForloopDrop",
    ("liquid.builtin.tags.tablerow_tag", "TableRow"): "Liquid::TablerowloopDrop",
}


def is_undefined(value: object) -> bool:
    """Whether the template engine found nothing under a name. (Says so without loading the engine.)"""
    return type(value).__module__ == "liquid.undefined"


def plain_value(value: object, zone: tzinfo = UTC) -> object:
    """The value as a filter should see it: nothing for something undefined, times with their zone."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if is_undefined(value):
        return None
    if kind is datetime:
        assert isinstance(value, datetime)
        return Time.of(value, zone) if value.tzinfo is None else Time.exactly(value)
    return _DROPS.get((kind.__module__, kind.__name__), value)


def to_s(value: object) -> str:
    """The value as text in a page. Raises RanAway where that would be longer than a text may be."""
    if isinstance(value, str):
        return value
    return _joined(_printed(value, 0))


def inspect(value: object) -> str:
    """The value as Ruby's `inspect` writes it. Raises RanAway."""
    return _joined(_inspected(value, 0))


def is_true(value: object) -> bool:
    """Everything but nothing and false."""
    return value is not None and value is not False and not is_undefined(value)


def is_list(value: object) -> bool:
    """Whether Ruby would call it an Array."""
    return isinstance(value, list | tuple)


def float_text(value: float) -> str:
    """A Float as Ruby prints it: always with a decimal point."""
    if not isfinite(value):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]
    text = repr(value)
    if "e" not in text:
        return text
    digits, _, exponent = text.partition("e")
    return f"{digits if '.' in digits else digits + '.0'}e{exponent}"


def _joined(parts: Iterator[str]) -> str:
    size = 0
    kept: list[str] = []
    for part in parts:
        size += len(part)
        kept.append(part)
        if size > LONGEST_TEXT or len(kept) > MOST_PIECES:
            raise RanAway("it makes a text that is too long")
    return "".join(kept)


def _printed(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise RanAway("its lists are nested too deeply")
    if isinstance(value, list | tuple):
        for item in value:
            yield from _printed(item, depth + 1)
            yield ""
    elif isinstance(value, range):
        yield f"{value.start}..{value.stop - 1}"
    elif isinstance(value, Mapping) and not is_undefined(value):
        yield from _inspected(value, depth)
    else:
        yield _scalar(value)


def _scalar(value: object) -> str:
    if value is None or is_undefined(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return float_text(value)
    if isinstance(value, Decimal):
        return float_text(float(value))
    if type(value) is datetime:
        return str(Time.of(value))
    return str(value)


def _inspected(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise RanAway("its lists are nested too deeply")
    if isinstance(value, list | tuple):
        yield "["
        for index, item in enumerate(value):
            yield ", " if index else ""
            yield from _inspected(item, depth + 1)
        yield "]"
    elif is_undefined(value) or value is None:
        yield "nil"
    elif isinstance(value, Mapping):
        yield "{"
        for index, (key, item) in enumerate(value.items()):
            yield ", " if index else ""
            yield from _inspected(key, depth + 1)
            yield "=>"
            yield from _inspected(item, depth + 1)
        yield "}"
    elif isinstance(value, str):
        yield _quoted(value)
    elif type(value) is date:
        yield f"#<Date: {value.isoformat()} (({value.toordinal() + 1721425}j,0s,0n),+0s,2299161j)>"
    else:
        yield from _printed(value, depth)


def _quoted(text: str) -> str:
    escaped = _ESCAPED.sub(lambda found: _ESCAPES.get(found.group()) or f"\\u{ord(found.group()):04X}", text)
    for opener in ("{", "$", "@"):
        escaped = escaped.replace(f"#{opener}", f"\\#{opener}")
    return f'"{escaped}"'


def order(left: object, right: object) -> int:
    """-1, 0 or 1 as Ruby's <=>. Raises TypeError for values that cannot be compared."""
    left, right = _comparable(left), _comparable(right)
    if is_list(left) and is_list(right):
        for one, other in zip(cast("Any", left), cast("Any", right), strict=False):
            found = order(one, other)
            if found:
                return found
        return (len(cast("Any", left)) > len(cast("Any", right))) - (
            len(cast("Any", left)) < len(cast("Any", right))
        )
    if left == right:
        return 0
    numbers = isinstance(left, int | float) and isinstance(right, int | float)
    if not (numbers or type(left) is type(right)) or isinstance(left, bool) or left is None:
        raise TypeError(f"comparison of {inspect(left)[:40]} with {inspect(right)[:40]} failed")
    return -1 if cast("Any", left) < cast("Any", right) else 1


def _comparable(value: object) -> object:
    if isinstance(value, datetime):
        return Time.of(value).timestamp()
    return (value.toordinal() - 719163) * 86400.0 if isinstance(value, date) else value
