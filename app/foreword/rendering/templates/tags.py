"""Liquid's tags as Jekyll has them. What fails becomes a card in its place, and the rest is rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from liquid import RenderContext, Tag, TokenStream
from liquid.ast import BlockNode, Node
from liquid.builtin.output import Output, OutputNode
from liquid.exceptions import LiquidError
from liquid.parser import Parser
from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_ILLEGAL, TOKEN_OUTPUT, TOKEN_TAG, Token

from foreword.rendering.templates import expressions
from foreword.rendering.templates.conditions import IfTag, UnlessTag
from foreword.rendering.templates.constructs import BLOCK_TAGS
from foreword.rendering.templates.environment import (
    BROKEN,
    END_PAIR,
    UNKNOWN,
    UNKNOWN_PAIR,
    JekyllContext,
)
from foreword.rendering.templates.file_tags import FILE_TAGS
from foreword.rendering.templates.highlight_tag import HighlightTag
from foreword.rendering.templates.loops import CycleTag, ForTag, TablerowTag
from foreword.rendering.templates.ruby import plain_value, to_s
from foreword.rendering.templates.run import reason_of

if TYPE_CHECKING:
    from foreword.rendering.templates.environment import JekyllEnvironment
    from foreword.rendering.templates.run import Run

_PLUGIN = "a tag of a plug-in, which cannot be run here"
_LIBRARY_TAGS = [
    "if",
    "unless",
    "case",
    "for",
    "break",
    "continue",
    "tablerow",
    "capture",
    "cycle",
    "assign",
    "increment",
    "decrement",
    "echo",
    "ifchanged",
]


def tags_for(environment: JekyllEnvironment) -> dict[str, Tag]:
    """The tags by name, each guarded."""
    own: dict[str, Tag] = {name: environment.tags[name] for name in _LIBRARY_TAGS}
    own |= {
        "if": IfTag(environment),
        "unless": UnlessTag(environment),
        "cycle": CycleTag(environment),
        "for": ForTag(environment),
        "tablerow": TablerowTag(environment),
        "highlight": HighlightTag(environment),
    }
    own |= {name: kind(environment) for name, kind in FILE_TAGS.items()}
    guarded: dict[str, Tag] = {name: Guarded(environment, name, tag) for name, tag in own.items()}
    guarded[TOKEN_OUTPUT] = Guarded(environment, expressions.OUTPUT, PrintingOutput(environment))
    guarded[TOKEN_CONTENT] = environment.tags[TOKEN_CONTENT]
    guarded |= {
        UNKNOWN: UnknownTag(environment),
        UNKNOWN_PAIR: UnknownPair(environment),
        BROKEN: BrokenTag(environment),
    }
    guarded[TOKEN_ILLEGAL] = MisplacedTag(environment)
    return guarded


def run_of(context: RenderContext) -> Run:
    """The expansion that a context belongs to."""
    assert isinstance(context, JekyllContext)
    return context.run


def place_of(token: Token) -> tuple[str, int, int]:
    """The source and the span of the one tag or output that a token stands for."""
    close = "}}" if token.source.startswith("{{", token.start_index) else "%}"
    end = token.source.find(close, token.start_index)
    return token.source, token.start_index, len(token.source) if end < 0 else end + 2


class CardNode(Node):
    """Stands where a tag cannot be shown."""

    __slots__ = ("_arguments", "_kind", "_name", "_place", "_reason")

    def __init__(
        self,
        token: Token,
        kind: str,
        name: str,
        arguments: str,
        reason: str,
        place: tuple[str, int, int] | None = None,
    ) -> None:
        super().__init__(token)
        self.blank = False
        self._kind, self._name, self._arguments, self._reason = kind, name, arguments, reason
        self._place = place or place_of(token)

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Writes the card."""
        run = run_of(context)
        return buffer.write(run.card(self._kind, self._name, self._arguments, self._reason, self._place))


class Guarded(Tag):
    """Another tag; where it cannot be parsed, Ruby's lax reading is tried, and then a card takes its place."""

    block = False

    def __init__(self, env: JekyllEnvironment, name: str, inner: Tag) -> None:
        super().__init__(env)
        self._name = name
        self._inner = inner

    def parse(self, stream: TokenStream) -> Node:
        """As the guarded tag parses. Raises LiquidError."""
        return self._inner.parse(stream)

    def get_node(self, stream: TokenStream) -> Node:
        """The node, or a card. Never raises LiquidError."""
        start, depth = stream.pos, stream.block_depth
        try:
            return self._inner.parse(stream)
        except LiquidError as strict_error:
            end = self._end(stream.tokens, start)
            self._loosen(stream.tokens, start, end)
            stream.pos, stream.block_depth = start, depth
            try:
                return self._inner.parse(stream)
            except LiquidError:
                stream.pos, stream.block_depth = end, depth
                return self._card(stream.tokens, start, end, strict_error)

    def _card(self, tokens: list[Token], start: int, end: int, error: LiquidError) -> Node:
        token = tokens[start]
        source = token.source
        last = place_of(tokens[end])[2] if self._name in BLOCK_TAGS else place_of(token)[2]
        written = source[token.start_index : place_of(token)[2]].strip("{}%- \n")
        name = "" if self._name == expressions.OUTPUT else self._name
        arguments = written.removeprefix(name).strip()
        return CardNode(
            token,
            "problem",
            name or "{{ }}",
            arguments,
            reason_of(error),
            (source, token.start_index, last),
        )

    def _end(self, tokens: list[Token], start: int) -> int:
        """The index of the last token of the construct that begins at ``start``."""
        if self._name not in BLOCK_TAGS:
            following = start + 1 < len(tokens) and tokens[start + 1].kind == TOKEN_EXPRESSION
            return start + 1 if following else start
        depth = 0
        for index in range(start, len(tokens)):
            if tokens[index].kind == TOKEN_TAG:
                depth += (tokens[index].value == self._name) - (tokens[index].value == f"end{self._name}")
                if depth == 0:
                    return index
        return len(tokens) - 1

    def _loosen(self, tokens: list[Token], start: int, end: int) -> None:
        for index in range(start, end):
            name = tokens[index].value if tokens[index].kind == TOKEN_TAG else expressions.OUTPUT
            expression = tokens[index + 1] if index + 1 < len(tokens) else None
            if (
                tokens[index].kind in (TOKEN_TAG, TOKEN_OUTPUT)
                and expression
                and expression.kind == TOKEN_EXPRESSION
            ):
                tokens[index + 1] = expression._replace(value=expressions.lax(name, expression.value))


class PrintingNode(OutputNode):
    """Prints a value as Ruby does; a filter that fails shows a card."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Writes the value. Raises RanAway."""
        run = run_of(context)
        try:
            text = to_s(plain_value(self.expression.evaluate(context), run.zone))
        except LiquidError as error:
            source, start, end = place_of(self.token)
            shown = source[start + 2 : end - 2].strip("- \n")
            text = run.card("problem", "{{ }}", shown, reason_of(error), (source, start, end))
        return buffer.write(text)


class PrintingOutput(Output):
    """The output statement."""

    node_class = PrintingNode


class UnknownTag(Tag):
    """A tag that only a plug-in of the site knows."""

    block = False

    def parse(self, stream: TokenStream) -> Node:
        """A card."""
        token = next(stream)
        name, _, arguments = stream.current.value.partition(" ")
        return CardNode(token, "tag", name, arguments, _PLUGIN)


class UnknownPair(Tag):
    """A plug-in's tag with content: a card, and the content as it is."""

    def parse(self, stream: TokenStream) -> Node:
        """A card and a block."""
        token = next(stream)
        name, _, arguments = next(stream).value.partition(" ")
        block = Parser(self.env).parse_block(stream, (END_PAIR,))
        return BlockNode(token, [CardNode(token, "tag", name, arguments, _PLUGIN), *block.nodes])


class BrokenTag(Tag):
    """Something that is not a tag although it looks like one, or a block without its end."""

    block = False

    def parse(self, stream: TokenStream) -> Node:
        """A card with the reason."""
        token = next(stream)
        source, start, end = place_of(token)
        return CardNode(
            token, "problem", source[start:end].strip("{}%- \n") or "{ }", "", stream.current.value
        )


class MisplacedTag(Tag):
    """An else, elsif or when outside of what it belongs to."""

    block = False

    def parse(self, stream: TokenStream) -> Node:
        """A card."""
        token = stream.current
        if stream.peek.kind == TOKEN_EXPRESSION:
            next(stream)
        return CardNode(
            token, "problem", token.value, "", "it stands outside of any block that it could belong to"
        )
