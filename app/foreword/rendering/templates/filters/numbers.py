"""Filters on numbers, exact in decimals as Ruby's Liquid is (0.1 plus 0.2 is 0.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from math import ceil, floor

from foreword.rendering.templates.budget import BIGGEST_NUMBER, RanAway
from foreword.rendering.templates.run import Run

Number = int | Decimal


def number(value: object) -> Number:
    """The number that a value stands for; 0 where it stands for none."""
    if isinstance(value, bool) or value is None:
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        if re.fullmatch(r"-?\d{1,400}\.\d{1,400}", value.strip()):
            return Decimal(value.strip())
        return whole(value)
    return 0


def whole(text: str) -> int:
    """The digits that a text begins with, as Ruby's to_i."""
    found = re.match(r"\s*([-+]?\d{1,4000})", text)
    return int(found[1]) if found else 0


def _plain(value: Number) -> int | float:
    return value if isinstance(value, int) else float(value)


def _at_least(_: Run, value: object, other: object) -> int | float:
    amount, limit = number(value), number(other)
    return _plain(limit if amount < limit else amount)


def _at_most(_: Run, value: object, other: object) -> int | float:
    amount, limit = number(value), number(other)
    return _plain(limit if amount > limit else amount)


def _exactly(calculate: Callable[[Number, Number], Number]) -> Callable[[Run, object, object], int | float]:
    def apply(_: Run, value: object, other: object) -> int | float:
        left, right = number(value), number(other)
        if isinstance(left, int) and isinstance(right, int):
            if left.bit_length() + right.bit_length() > 2 * BIGGEST_NUMBER:
                raise RanAway("it makes a number that is too big")
            return _plain(calculate(left, right))
        with localcontext(prec=34):
            return _plain(calculate(Decimal(left), Decimal(right)))

    return apply


def _divide(left: Number, right: Number) -> Number:
    if not right and (isinstance(left, Decimal) or isinstance(right, Decimal)):
        return Decimal("NaN") if not left else Decimal("Infinity").copy_sign(Decimal(left))
    if not right:
        raise ZeroDivisionError("divided by 0")
    return (
        left // right if isinstance(left, int) and isinstance(right, int) else Decimal(left) / Decimal(right)
    )


def _modulo(left: Number, right: Number) -> Number:
    if not right:
        raise ZeroDivisionError("divided by 0")
    if isinstance(left, int) and isinstance(right, int):
        return left % right
    return left - right * floor(Decimal(left) / Decimal(right))


def _round(_: Run, value: object, digits: object = 0) -> int | float:
    amount, places = number(value), int(number(digits))
    if abs(places) > 300:
        raise ValueError("too many digits")
    if isinstance(amount, int) and places >= 0:
        return amount
    with localcontext(prec=700):
        rounded = Decimal(amount).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return float(rounded) if places > 0 else int(rounded)


def _to_integer(_: Run, value: object) -> int:
    if isinstance(value, bool):
        return int(value)
    if value is None:
        return 0
    if isinstance(value, int | float):
        return int(value)
    if isinstance(value, datetime):
        return int(value.timestamp())
    if not isinstance(value, str):
        raise TypeError("this is not a number")
    return whole(value)


def _size(_: Run, value: object) -> int:
    if isinstance(value, bool) or value is None:
        return 0
    if isinstance(value, str | list | tuple | range | Mapping):
        return len(value)
    return 8 if isinstance(value, int) else 0


def _abs(_: Run, value: object) -> int | float:
    amount = number(value)
    return _plain(-amount if amount < 0 else amount)


FILTERS: Mapping[str, Callable[..., object]] = {
    "plus": _exactly(lambda left, right: left + right),
    "minus": _exactly(lambda left, right: left - right),
    "times": _exactly(lambda left, right: left * right),
    "divided_by": _exactly(_divide),
    "modulo": _exactly(_modulo),
    "at_least": _at_least,
    "at_most": _at_most,
    "abs": _abs,
    "ceil": lambda _, value: ceil(number(value)),
    "floor": lambda _, value: floor(number(value)),
    "round": _round,
    "to_integer": _to_integer,
    "size": _size,
}
