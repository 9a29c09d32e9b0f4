"""Liquid's loops: every turn is counted, no range becomes a list, and strings are one item as in Ruby."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from liquid import RenderContext, TokenStream
from liquid.ast import Node
from liquid.builtin.expressions import LoopExpression
from liquid.builtin.tags import cycle_tag, for_tag, tablerow_tag
from liquid.exceptions import LiquidSyntaxError

from foreword.rendering.templates.environment import JekyllContext
from foreword.rendering.templates.ruby import is_list, is_true, plain_value, to_s
from foreword.rendering.templates.run import Run


class CountedLoop(LoopExpression):
    """What a loop goes through, one counted step a turn, without making a list of a range."""

    def evaluate(self, context: RenderContext) -> tuple[Iterator[object], int]:
        """The items and how many they are. Raises RanAway while they are taken."""
        value = self.iterable.evaluate(context)
        if isinstance(value, str):
            return iter([value] if value else []), int(bool(value))
        items = _sequence(value)
        key = f"{self.identifier}-{self.iterable}"
        start = 0
        if self.offset is not None:
            wanted = self.offset.evaluate(context)
            start = context.stopindex(key) if wanted == "continue" else _whole(wanted)
        start = min(max(start, 0), len(items))
        stop = len(items)
        if self.limit is not None:
            stop = min(stop, start + max(_whole(self.limit.evaluate(context)), 0))
        context.stopindex(key, stop)
        chosen = items[start:stop]
        return self._counted(chosen[::-1] if self.reversed else chosen, _run(context)), len(chosen)

    @staticmethod
    def _counted(items: Any, run: Run) -> Iterator[object]:
        for item in items:
            run.budget.step()
            yield plain_value(item, run.zone)

    @classmethod
    def of(cls, loop: LoopExpression) -> CountedLoop:
        """The same loop, counted."""
        return cls(
            loop.token,
            loop.identifier,
            loop.iterable,
            limit=loop.limit,
            offset=loop.offset,
            reversed_=loop.reversed,
            cols=loop.cols,
        )


def _sequence(value: object) -> Any:
    if isinstance(value, Mapping):
        return [[key, item] for key, item in value.items()]
    if isinstance(value, range) or is_list(value):
        return value
    return []


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0
    try:
        return int(value)
    except (ValueError, OverflowError):
        raise LiquidSyntaxError("invalid integer", token=None) from None


class ForTag(for_tag.ForTag):
    """The loop."""

    def parse(self, stream: TokenStream) -> Node:
        """Parses it as the library does. Raises LiquidError."""
        node = super().parse(stream)
        assert isinstance(node, for_tag.ForNode)
        node.expression = CountedLoop.of(node.expression)
        return node


class RowsNode(tablerow_tag.TablerowNode):
    """The rows; one without cells for a value that is empty or no list (Ruby's Liquid 5)."""

    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Writes the rows. Raises RanAway."""
        value = self.expression.iterable.evaluate(context)
        if not is_true(value):
            return 0
        if not value or not (isinstance(value, Mapping | range | str) or is_list(value)):
            return buffer.write('<tr class="row1">\n</tr>\n')
        return super().render_to_output(context, buffer)


class TablerowTag(tablerow_tag.TablerowTag):
    """The loop that makes table rows."""

    node_class = RowsNode

    def parse(self, stream: TokenStream) -> tablerow_tag.TablerowNode:
        """Parses it as the library does. Raises LiquidError."""
        node = super().parse(stream)
        node.expression = CountedLoop.of(node.expression)
        return node


class CycleNode(cycle_tag.CycleNode):
    """Values in turn, printed as Ruby prints them."""

    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Writes the value whose turn it is."""
        values = [to_s(plain_value(value.evaluate(context))) for value in self.args]
        group = to_s(plain_value(self.group.evaluate(context))) if self.group else "\0".join(values)
        return buffer.write(values[context.cycle(group, len(values)) % len(values)])


class CycleTag(cycle_tag.CycleTag):
    """cycle, with a group's name or without."""

    node_class = CycleNode


def _run(context: RenderContext) -> Run:
    assert isinstance(context, JekyllContext)
    return context.run
