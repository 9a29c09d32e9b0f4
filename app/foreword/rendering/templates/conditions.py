"""Liquid's conditions with Ruby's idea of what can be compared: most values that cannot are simply not smaller."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from liquid import RenderContext, Token, TokenStream
from liquid.ast import Node
from liquid.builtin.expressions import BooleanExpression
from liquid.builtin.expressions.logical import (
    ContainsExpression,
    GeExpression,
    GtExpression,
    LeExpression,
    LogicalAndExpression,
    LogicalOrExpression,
    LtExpression,
)
from liquid.builtin.tags import if_tag, unless_tag
from liquid.exceptions import LiquidTypeError
from liquid.expression import Expression

from foreword.rendering.templates.environment import JekyllContext
from foreword.rendering.templates.ruby import is_list, is_true, plain_value, to_s

_OPERATORS: Mapping[type[Expression], str] = {
    LtExpression: "<",
    GtExpression: ">",
    LeExpression: "<=",
    GeExpression: ">=",
    ContainsExpression: "contains",
}


class Comparison(Expression):
    """left < right and its like."""

    __slots__ = ("_left", "_operator", "_right")

    def __init__(self, token: Token, left: Expression, operator: str, right: Expression) -> None:
        super().__init__(token)
        self._left, self._operator, self._right = left, operator, right

    def evaluate(self, context: RenderContext) -> bool:
        """Whether it holds. Raises LiquidTypeError where Jekyll would stop."""
        assert isinstance(context, JekyllContext)
        zone = context.run.zone
        left = plain_value(self._left.evaluate(context), zone)
        right = plain_value(self._right.evaluate(context), zone)
        if self._operator == "contains":
            return _contains(left, right)
        kinds = _kind(left), _kind(right)
        if None in kinds:
            return False
        if kinds[0] != kinds[1]:
            raise LiquidTypeError(f"a {kinds[0]} cannot be compared with a {kinds[1]}", token=self.token)
        one, other = cast("Any", left), cast("Any", right)
        return bool(
            {"<": one < other, ">": one > other, "<=": one <= other, ">=": one >= other}[self._operator]
        )

    def children(self) -> list[Expression]:
        """Both sides."""
        return [self._left, self._right]


def as_ruby(expression: Expression) -> Expression:
    """The condition with its comparisons replaced by Ruby's."""
    if isinstance(expression, BooleanExpression):
        expression.expression = as_ruby(expression.expression)
    elif isinstance(expression, LogicalAndExpression | LogicalOrExpression):
        expression.left, expression.right = as_ruby(expression.left), as_ruby(expression.right)
    elif type(expression) in _OPERATORS:
        found = cast("LtExpression", expression)
        return Comparison(found.token, found.left, _OPERATORS[type(expression)], found.right)
    return expression


class IfTag(if_tag.IfTag):
    """if, elsif, else."""

    def parse(self, stream: TokenStream) -> Node:
        """Parses it as the library does. Raises LiquidError."""
        return _adapted(super().parse(stream))


class UnlessTag(unless_tag.UnlessTag):
    """unless, elsif, else."""

    def parse(self, stream: TokenStream) -> Node:
        """Parses it as the library does. Raises LiquidError."""
        return _adapted(super().parse(stream))


def _adapted(node: Node) -> Node:
    if isinstance(node, if_tag.IfNode | unless_tag.UnlessNode):
        as_ruby(node.condition)
        for alternative in node.alternatives:
            as_ruby(alternative.expression)
    return node


def _kind(value: object) -> str | None:
    if isinstance(value, str):
        return "text"
    if isinstance(value, datetime):
        return "time"
    if isinstance(value, date):
        return "date"
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else None


def _contains(left: object, right: object) -> bool:
    if not is_true(left) or not is_true(right):
        return False
    if isinstance(left, str):
        return to_s(right) in left
    if is_list(left) or isinstance(left, Mapping | range):
        return right in cast("Any", left)
    return False
