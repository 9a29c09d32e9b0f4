"""Jekyll's Liquid: a post's body expanded as Jekyll expands it before Markdown, with what cannot be known as cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from liquid.builtin.expressions import BooleanExpression, FilteredExpression, tokenize
from liquid.exceptions import LiquidError, LiquidInterrupt
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, Token

from foreword.errors import ForewordError
from foreword.rendering.site_context import SiteContext
from foreword.rendering.templates import expressions
from foreword.rendering.templates.budget import Budget, Limits, RanAway
from foreword.rendering.templates.environment import Construct, JekyllContext, JekyllEnvironment, constructs
from foreword.rendering.templates.expansion import Expansion, assemble, plain
from foreword.rendering.templates.highlight_tag import pygments_spans
from foreword.rendering.templates.lexer import has_liquid
from foreword.rendering.templates.ruby import Blank, plain_value
from foreword.rendering.templates.run import CountedText, Evaluate, Highlight, Markdownify, Run, reason_of
from foreword.text import Edit

JEKYLL_VERSION = "4.3.1"
_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError)
"""What the library may raise where a template gives it values that its authors did not think of."""


@dataclass(frozen=True, slots=True)
class Helpers:
    """What templates call that belongs to other parts of rendering."""

    markdownify: Markdownify = lambda text: text
    highlight: Highlight = pygments_spans
    limits: Limits = field(default_factory=Limits)


def expand(
    source: str, context: SiteContext, page: Mapping[str, object], helpers: Helpers | None = None
) -> Expansion:
    """The body of a post with its Liquid expanded. Never raises for any text.

    ``page``: what templates call `page` (see `SiteContext.page`); with ``render_with_liquid: false`` the text stays.
    """
    return Expander(context, page, helpers).expand(source)


class Expander:
    """Expands one post again and again. What an edit of literal text cannot have changed is not evaluated again."""

    def __init__(
        self, context: SiteContext, page: Mapping[str, object], helpers: Helpers | None = None
    ) -> None:
        self._context = context
        self._page = page
        self._helpers = helpers or Helpers()
        self._environment: JekyllEnvironment | None = None
        self._templates: tuple[str, ...] = ()
        self._outcome: _Outcome | None = None
        self._source = ""

    def expand(self, source: str) -> Expansion:
        """The expansion of a text. Never raises."""
        self._source = source
        if not has_liquid(source) or self._page.get("render_with_liquid") is False:
            return plain(source)
        parts = constructs(source)
        templates = tuple(source[part.start : part.end] for part in parts if part.text is None)
        if self._outcome is None or templates != self._templates or "content" in "".join(templates):
            self._outcome = self._evaluate(source, parts)
            self._templates = templates
        return self._outcome.applied(source, parts)

    def update(self, edit: Edit) -> Expansion:
        """The expansion after an edit of the text expanded last."""
        return self.expand(edit.apply(self._source))

    def forget(self, page: Mapping[str, object] | None = None) -> None:
        """The site, or the post's front matter, has changed: the next expansion evaluates everything."""
        self._page = self._page if page is None else page
        self._outcome = None
        self._environment = None

    def _evaluate(self, source: str, parts: list[Construct]) -> _Outcome:
        run = self._run()
        if self._environment is None:
            self._environment = JekyllEnvironment(run)
        environment = self._environment
        environment.run = run
        page = {**self._page, "content": source}
        context = environment.context(
            {
                "site": self._context.variables,
                "page": page,
                "blank": Blank(),
                "jekyll": {"version": JEKYLL_VERSION, "environment": "development"},
            }
        )
        run.page = page
        run.evaluator = _evaluator(environment, context)
        outcome = _Outcome()
        for index, part in enumerate(parts):
            if part.text is not None:
                continue
            _place(run, source, parts, index)
            before = len(run.notices)
            run.budget.begin()
            stopped = False
            try:
                text = _rendered(environment, context, source, part)
            except LiquidInterrupt:
                text, stopped = "", True
                run.notice("a break or continue outside of a loop: Jekyll leaves out the rest of the post")
            except (RanAway, RecursionError) as error:
                reason = "it calls itself too deeply" if isinstance(error, RecursionError) else str(error)
                text = _failed(run, source, part, f"stopped: {reason}")
            except (LiquidError, ForewordError, *_UNFORESEEN) as error:
                text = _failed(run, source, part, reason_of(error))
            notices = [(notice.message, notice.line - run.construct_line) for notice in run.notices[before:]]
            outcome.texts.append(text)
            outcome.notices.append(notices)
            if stopped:
                outcome.ended = True
                break
        return outcome

    def _run(self) -> Run:
        helpers = self._helpers
        return Run(
            site=self._context,
            page=self._page,
            budget=Budget(helpers.limits),
            markdownify=helpers.markdownify,
            highlight=helpers.highlight,
            evaluator=_no_evaluator,
            zone=self._context.zone,
        )


@dataclass(slots=True)
class _Outcome:
    """What the templates of a post gave, in order; shorter than their number where a break ended the post."""

    texts: list[str] = field(default_factory=list)
    notices: list[list[tuple[str, int]]] = field(default_factory=list)
    ended: bool = False

    def applied(self, source: str, parts: list[Construct]) -> Expansion:
        from foreword.rendering.dialect import Notice  # noqa: PLC0415

        pieces: list[tuple[int, int, str, bool]] = []
        notices: list[Notice] = []
        index = 0
        ended = False
        line = at = 0
        for part in parts:
            if part.text is not None:
                text = "" if ended else part.text
                literal = part.pieces[0].kind == "text" and not ended if part.pieces else False
                start = part.pieces[0].kept if literal else part.start
                end = start + len(text) if literal else part.end
                pieces.append((start, end, text, literal))
                continue
            if index < len(self.texts):
                pieces.append((part.start, part.end, self.texts[index], False))
                if self.notices[index]:
                    line += source.count("\n", at, part.start)
                    at = part.start
                    notices += [Notice(message, line + offset) for message, offset in self.notices[index]]
            index += 1
            ended = self.ended and index >= len(self.texts)
        return assemble(source, pieces, notices)


def _place(run: Run, source: str, parts: list[Construct], index: int) -> None:
    part = parts[index]
    run.construct_line = source.count("\n", 0, part.start)
    before = parts[index - 1] if index else None
    after = parts[index + 1] if index + 1 < len(parts) else None
    left = before is None or (before.text is not None and _ends_line(before.text))
    right = after is None or (after.text is not None and _begins_line(after.text))
    run.construct_alone = left and right


def _ends_line(text: str) -> bool:
    return not text.rpartition("\n")[2].strip() and "\n" in text


def _begins_line(text: str) -> bool:
    return not text.partition("\n")[0].strip()


def _rendered(environment: JekyllEnvironment, context: JekyllContext, source: str, part: Construct) -> str:
    out = CountedText(environment.run.budget)
    environment.run.files.clear()
    for node in environment.nodes(source, part):
        node.render(context, out)
    return out.getvalue()


def _failed(run: Run, source: str, part: Construct, reason: str) -> str:
    run.files.clear()
    text = source[part.start : part.end]
    name = part.pieces[0].name or "{{ }}"
    arguments = part.pieces[0].markup
    return run.card("problem", name, arguments, reason, (text, 0, len(text)))


def _no_evaluator(expression: str, condition: bool) -> Evaluate:
    raise RuntimeError(f"no context for {expression!r} ({condition})")


def _evaluator(environment: JekyllEnvironment, context: JekyllContext) -> Callable[[str, bool], Evaluate]:
    def make(text: str, condition: bool) -> Evaluate:
        name = "if" if condition else expressions.OUTPUT
        expression = _parsed(environment, name, text)

        def evaluate(names: Mapping[str, object]) -> object:
            with context.extend(names):
                return plain_value(expression.evaluate(context), environment.run.zone)

        return evaluate

    return make


def _parsed(environment: JekyllEnvironment, name: str, text: str) -> BooleanExpression | FilteredExpression:
    def parse(markup: str) -> BooleanExpression | FilteredExpression:
        token = Token(TOKEN_EXPRESSION, markup, 0, markup)
        stream = TokenStream(tokenize(markup, token))
        if name == "if":
            return BooleanExpression.parse(environment, stream)
        found = FilteredExpression.parse(environment, stream)
        assert isinstance(found, FilteredExpression)
        return found

    try:
        return parse(expressions.strict(name, text))
    except LiquidError:
        return parse(expressions.lax(name, text))
