"""python-liquid set up as Jekyll sets up Ruby's Liquid: its tags, its filters, its way of printing and looking up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from io import StringIO
from typing import Any, TextIO

from liquid import BoundTemplate, Environment, RenderContext, Tag, TokenStream, Undefined
from liquid.ast import Node
from liquid.exceptions import FilterArgumentError
from liquid.parser import Parser
from liquid.token import TOKEN_CONTENT, TOKEN_EXPRESSION, TOKEN_OUTPUT, TOKEN_TAG, Token

from foreword.rendering.templates import expressions
from foreword.rendering.templates.constructs import BLOCK_TAGS, BRANCHES, DEEPEST_BLOCKS, TEXTS, Construct
from foreword.rendering.templates.documents import LATER, Document
from foreword.rendering.templates.filters import FILTERS
from foreword.rendering.templates.lexer import Piece, cut, pair
from foreword.rendering.templates.ruby import plain_value
from foreword.rendering.templates.run import CountedText, Run

_TOO_COMPLEX = "its expression is too long"

UNKNOWN, UNKNOWN_PAIR, END_PAIR, BROKEN = "?unknown", "?pair", "?endpair", "?broken"
"""Names of the tags that stand in the token stream for what the template's author wrote wrongly or for a plug-in."""


class JekyllContext(RenderContext):
    """Looks things up, and calls filters, with the values and the limits that a post has."""

    @property
    def run(self) -> Run:
        """The expansion under way."""
        environment = self.env
        assert isinstance(environment, JekyllEnvironment)
        return environment.run

    def get(self, path: list[object], *, token: Token | None, default: object = None) -> object:
        """The value at a path; times get their zone."""
        value = (
            super().get(path, token=token)
            if default is None
            else super().get(path, token=token, default=default)
        )
        run = self.run
        if isinstance(value, Undefined):
            self._note_unknown(path, token)
        return plain_value(value, run.zone) if isinstance(value, datetime) else value

    def _note_unknown(self, path: list[object], token: Token | None) -> None:
        name = ""
        if path[:2] == ["site", "github"]:
            name = "site.github"
        elif self.run.notes_unknown and path[0] not in self.scope:
            name = str(path[0])
        if name:
            source, start = (token.source, token.start_index) if token else ("", 0)
            self.run.notice(f"the value “{name}” comes from elsewhere and is not known here", source, start)

    def get_item(self, obj: Any, key: Any) -> Any:
        """One step of a path: a key, an index, or size, first and last."""
        if isinstance(key, Undefined):
            raise KeyError(key)
        if key == "size" and isinstance(obj, range):
            raise KeyError(key)
        if isinstance(obj, Document) and key in LATER:
            return self.run.documents.value(obj, key)
        return super().get_item(obj, key)

    def filter(self, name: str, token: Token | None) -> Callable[..., object]:
        """The filter by its name, counted and with Ruby's values; one that nobody knows passes its value through."""
        run = self.run
        function = self.env.filters.get(name)
        if function is None:
            source, start = (token.source, token.start_index) if token else ("", 0)
            run.notice(f"the filter “{name}” is not known here; its value is shown unchanged", source, start)
            return _unchanged
        return partial(_call, function, run)

    def get_buffer(self, buf: TextIO | None = None) -> StringIO:
        """Where a capture writes, counted like everything else."""
        del buf
        return CountedText(self.run.budget)


class JekyllTemplate(BoundTemplate):
    """A template whose context is Jekyll's."""

    context_class = JekyllContext


class JekyllEnvironment(Environment):
    """Parses and remembers templates. ``run`` is set for each expansion; ``make_tags`` gives the tags by name."""

    template_class = JekyllTemplate
    context_depth_limit = 100
    block_nesting_limit = DEEPEST_BLOCKS + 10
    string_sequences = False

    def __init__(self, run: Run, make_tags: Callable[[JekyllEnvironment], dict[str, Tag]]) -> None:
        self.run = run
        super().__init__(strict_filters=False)
        self.filters = dict(FILTERS)
        self.tags = make_tags(self)
        self._parsed: dict[str, list[Node]] = {}
        self._whole: dict[str, list[Node]] = {}

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def context(self, variables: Mapping[str, object]) -> JekyllContext:
        """A fresh context for one expansion."""
        return JekyllContext(JekyllTemplate(self, []), globals=variables)

    def nodes(self, source: str, construct: Construct) -> list[Node]:
        """The nodes of one construct of ``source``, parsed once for each different text."""
        text = source[construct.start : construct.end]
        found = self._parsed.get(text)
        if found is None:
            if len(self._parsed) > 5000:
                self._parsed.clear()
            tokens = self._tokens(text, construct.start, construct.pieces, construct.pairs or {})
            found = self._parsed[text] = Parser(self).parse(TokenStream(iter(tokens)))
        return found

    def whole(self, source: str) -> list[Node]:
        """The nodes of a whole template (an include), parsed once."""
        found = self._whole.get(source)
        if found is None:
            pieces = cut(source)
            tokens = self._tokens(source, 0, pieces, pair(pieces, BLOCK_TAGS, DEEPEST_BLOCKS))
            found = self._whole[source] = Parser(self).parse(TokenStream(iter(tokens)))
        return found

    def _tokens(self, text: str, base: int, pieces: Sequence[Piece], pairs: Mapping[int, int]) -> list[Token]:
        closing = {end: start for start, end in pairs.items()}
        tokens: list[Token] = []

        def add(kind: str, value: str, piece: Piece) -> None:
            tokens.append(Token(kind, value, piece.start - base, text))

        for index, piece in enumerate(pieces):
            if piece.kind in TEXTS:
                if piece.markup:
                    add(TOKEN_CONTENT, piece.markup, piece)
            elif piece.kind == "output" and expressions.too_complex(piece.markup):
                add(TOKEN_TAG, BROKEN, piece)
                add(TOKEN_EXPRESSION, _TOO_COMPLEX, piece)
            elif piece.kind == "output":
                add(TOKEN_OUTPUT, "{{", piece)
                add(TOKEN_EXPRESSION, expressions.strict(expressions.OUTPUT, piece.markup) or "nil", piece)
            elif piece.kind == "tag":
                name, markup = self._named(piece, index in pairs, index in closing)
                add(TOKEN_TAG, name, piece)
                if markup:
                    add(TOKEN_EXPRESSION, markup, piece)
            elif piece.kind != "comment":
                add(TOKEN_TAG, BROKEN, piece)
                add(TOKEN_EXPRESSION, piece.markup, piece)
        return tokens

    def _named(self, piece: Piece, opens: bool, closes: bool) -> tuple[str, str]:
        name, markup = piece.name, piece.markup
        if closes:
            return (name, "") if name[3:] in BLOCK_TAGS else (END_PAIR, "")
        if name in expressions.REWRITTEN and expressions.too_complex(markup):
            markup = ""
        if name in BLOCK_TAGS and not opens:
            return BROKEN, f"its end{name} is missing"
        if name in BRANCHES:
            return name, expressions.strict(name, markup) if name in expressions.REWRITTEN else ""
        if name not in self.tags:
            if name.startswith("end") and name[3:] in BLOCK_TAGS:
                return BROKEN, f"there is no {name[3:]} before it"
            return (UNKNOWN_PAIR if opens else UNKNOWN), f"{name} {markup}"
        return name, expressions.strict(name, markup) if name in expressions.REWRITTEN else markup


def _unchanged(value: object, *_: object, **__: object) -> object:
    return value


def _call(
    function: Callable[..., object], run: Run, value: object, *arguments: object, **named: object
) -> object:
    run.budget.step()
    if isinstance(value, str):
        run.budget.made(len(value) // 16)
    plain = [plain_value(argument, run.zone) for argument in arguments]
    try:
        result = function(run, plain_value(value, run.zone), *plain, **named)
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        reason = "it is given the wrong arguments" if "argument" in str(error) else str(error)
        raise FilterArgumentError(reason, token=None) from error
    run.budget.check(result)
    return result
