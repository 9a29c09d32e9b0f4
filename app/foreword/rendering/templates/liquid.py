"""Jekyll's Liquid: a post's body expanded as Jekyll expands it before Markdown, with what cannot be known as cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from liquid.builtin.expressions import BooleanExpression, FilteredExpression, tokenize
from liquid.exceptions import LiquidError, LiquidInterrupt
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, Token

from foreword.errors import ForewordError
from foreword.rendering.dialect import Notice
from foreword.rendering.highlight import highlight
from foreword.rendering.site_context import SiteContext
from foreword.rendering.templates import expressions
from foreword.rendering.templates.budget import Budget, Limits, RanAway
from foreword.rendering.templates.conditions import as_ruby
from foreword.rendering.templates.environment import Construct, JekyllContext, JekyllEnvironment, constructs
from foreword.rendering.templates.expansion import Expansion, assemble, plain
from foreword.rendering.templates.lexer import has_liquid
from foreword.rendering.templates.ruby import Blank, plain_value
from foreword.rendering.templates.run import CountedText, Evaluate, Highlight, Markdownify, Run, reason_of
from foreword.text import Edit
from foreword.text.lines import count_line_ends

JEKYLL_VERSION = "4.3.1"
_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError)
"""What the library may raise where a template gives it values that its authors did not think of."""


@dataclass(frozen=True, slots=True)
class Helpers:
    """What templates call that belongs to other parts of rendering; Markdown is by default kramdown as the site has it."""

    markdownify: Markdownify | None = None
    highlight: Highlight = highlight
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
        self,
        context: SiteContext,
        page: Mapping[str, object],
        helpers: Helpers | None = None,
        names: Mapping[str, object] | None = None,
    ) -> None:
        """``names`` are known beside `site` and `page`; with them (Eleventy) a name that is not is noted."""
        self._context = context
        self._page = page
        self._helpers = helpers or Helpers()
        self._names = names
        self._environment: JekyllEnvironment | None = None
        self._templates: tuple[tuple[str, bool], ...] = ()
        self._outcome: _Outcome | None = None
        self._source = ""

    def expand(self, source: str) -> Expansion:
        """The expansion of a text. Never raises."""
        self._source = source
        if not has_liquid(source) or self._page.get("render_with_liquid") is False:
            return plain(source)
        parts = constructs(source)
        places = _places(source, parts)
        templates = tuple((source[place.part.start : place.part.end], place.alone) for place in places)
        if self._outcome is None or templates != self._templates or _reads_itself(templates):
            self._outcome = self._evaluate(source, places)
            self._templates = templates
        return self._outcome.applied(source, parts, places)

    def update(self, edit: Edit) -> Expansion:
        """The expansion after an edit of the text expanded last."""
        return self.expand(edit.apply(self._source))

    def forget(self, page: Mapping[str, object] | None = None) -> None:
        """The site, or the post's front matter, has changed: the next expansion evaluates everything."""
        self._page = self._page if page is None else page
        self._outcome = None
        self._environment = None

    def _evaluate(self, source: str, places: Sequence[_Place]) -> _Outcome:
        run = self._run()
        if self._environment is None:
            self._environment = JekyllEnvironment(run)
        environment = self._environment
        environment.run = run
        run.page = {**self._page, "content": source}
        context = environment.context(
            {
                **(self._names or {}),
                "site": self._context.variables,
                "page": run.page,
                "blank": Blank(),
                "jekyll": {"version": JEKYLL_VERSION, "environment": "development"},
            }
        )
        run.evaluator = _evaluator(environment, context)
        outcome = _Outcome()
        for place in places:
            run.construct_line, run.construct_alone = place.line, place.alone
            before = len(run.notices)
            try:
                text = _attempt(environment, context, source, place.part)
            except LiquidInterrupt:
                text = ""
                outcome.ended = True
                run.notice("a break or continue outside of a loop: Jekyll leaves out the rest of the post")
            outcome.texts.append(text)
            outcome.notices.append(
                [(found.message, found.line - place.line) for found in run.notices[before:]]
            )
            if outcome.ended:
                break
        return outcome

    def _run(self) -> Run:
        helpers = self._helpers
        return Run(
            site=self._context,
            page=self._page,
            budget=Budget(helpers.limits),
            markdownify=helpers.markdownify or partial(_kramdown, self._context.config.get("kramdown")),
            highlight=helpers.highlight,
            evaluator=_no_evaluator,
            zone=self._context.zone,
            notes_unknown=self._names is not None,
        )


@dataclass(slots=True)
class _Outcome:
    """What the templates of a post gave, in order; ``ended`` where a break left out the rest of the post."""

    texts: list[str] = field(default_factory=list)
    notices: list[list[tuple[str, int]]] = field(default_factory=list)
    ended: bool = False

    def applied(self, source: str, parts: Sequence[Construct], places: Sequence[_Place]) -> Expansion:
        """The expansion of the source from which, but for literal text, this outcome came."""
        pieces: list[tuple[int, int, str, bool]] = []
        notices: list[Notice] = []
        done = 0
        for part in parts:
            over = self.ended and done >= len(self.texts)
            if part.text is None:
                if not over:
                    pieces.append((part.start, part.end, self.texts[done], False))
                    notices += [
                        Notice(message, places[done].line + line) for message, line in self.notices[done]
                    ]
                    done += 1
            elif part.pieces[0].kind == "text" and not over:
                start = part.pieces[0].kept
                pieces.append((start, start + len(part.text), part.text, True))
            elif not over:
                pieces.append((part.start, part.end, part.text, False))
        return assemble(source, pieces, [*notices, *_unclosed(source, parts)])


def _unclosed(source: str, parts: Sequence[Construct]) -> list[Notice]:
    """A notice for the first opening braces that nothing closes; those after it follow from it."""
    for part in parts:
        if part.pieces[0].kind == "unclosed":
            line = count_line_ends(source[: part.start])
            return [Notice(f"“{part.text}” is never closed; Jekyll stops at this", line)]
    return []


@dataclass(frozen=True, slots=True)
class _Place:
    """A template of the post, its line, and whether it stands alone on its lines."""

    part: Construct
    line: int
    alone: bool


def _places(source: str, parts: Sequence[Construct]) -> list[_Place]:
    places: list[_Place] = []
    line = at = 0
    for index, part in enumerate(parts):
        if part.text is not None:
            continue
        line += count_line_ends(source[at : part.start])
        at = part.start
        before = parts[index - 1] if index else None
        after = parts[index + 1] if index + 1 < len(parts) else None
        left = before is None or _ends_line(before.text, before.start == 0)
        places.append(_Place(part, line, left and (after is None or _begins_line(after.text))))
    return places


def _ends_line(text: str | None, first: bool) -> bool:
    return text is not None and not text.rpartition("\n")[2].strip() and (first or "\n" in text)


def _begins_line(text: str | None) -> bool:
    return text is not None and not text.partition("\n")[0].strip()


def _reads_itself(templates: Sequence[tuple[str, bool]]) -> bool:
    return any("content" in text for text, _ in templates)


def _attempt(environment: JekyllEnvironment, context: JekyllContext, source: str, part: Construct) -> str:
    """What one template gives, or a card. Raises LiquidInterrupt for a break outside of any loop."""
    run = environment.run
    run.budget.begin()
    try:
        out = CountedText(run.budget)
        for node in environment.nodes(source, part):
            node.render(context, out)
        return out.getvalue()
    except RecursionError:
        return _failed(run, source, part, "stopped: it calls itself too deeply")
    except RanAway as error:
        return _failed(run, source, part, f"stopped: {error}")
    except (LiquidError, ForewordError, *_UNFORESEEN) as error:
        if isinstance(error, LiquidInterrupt):
            raise
        return _failed(run, source, part, reason_of(error))


def _failed(run: Run, source: str, part: Construct, reason: str) -> str:
    run.files.clear()
    text = source[part.start : part.end]
    name = part.pieces[0].name or "{{ }}"
    arguments = part.pieces[0].markup
    return run.card("problem", name, arguments, reason, (text, 0, len(text)))


def _kramdown(options: object, text: str) -> str:
    from foreword.rendering.dialects import make_dialect  # noqa: PLC0415
    from foreword.rendering.document import render_article  # noqa: PLC0415

    dialect = make_dialect("kramdown", options if isinstance(options, Mapping) else None)
    html = render_article(dialect, text).html.rstrip("\n")
    return f"{html}\n"


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
            condition = BooleanExpression.parse(environment, stream)
            as_ruby(condition)
            return condition
        found = FilteredExpression.parse(environment, stream)
        assert isinstance(found, FilteredExpression)
        return found

    try:
        return parse(expressions.strict(name, text))
    except LiquidError:
        return parse(expressions.lax(name, text))
