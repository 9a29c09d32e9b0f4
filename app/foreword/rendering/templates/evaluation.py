"""Evaluates the templates of a post one by one, each within its share of time, steps and text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from liquid.builtin.expressions import BooleanExpression, FilteredExpression, tokenize
from liquid.exceptions import LiquidError, LiquidInterrupt
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, Token

from foreword.errors import ForewordError
from foreword.rendering.highlight import highlight
from foreword.rendering.site_context import SiteContext
from foreword.rendering.templates import expressions
from foreword.rendering.templates.budget import Budget, Clocks, RanAway
from foreword.rendering.templates.conditions import as_ruby
from foreword.rendering.templates.constructs import Construct, Place
from foreword.rendering.templates.documents import Document, Documents
from foreword.rendering.templates.environment import JekyllContext, JekyllEnvironment
from foreword.rendering.templates.helpers import DialectMarkdown, Helpers
from foreword.rendering.templates.ruby import Blank, plain_value, to_s
from foreword.rendering.templates.run import CountedText, Evaluate, Run, reason_of
from foreword.rendering.templates.tags import tags_for

JEKYLL_VERSION = "4.3.1"
_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError)
"""What the library may raise where a template gives it values that its authors did not think of."""


@dataclass(slots=True)
class Outcome:
    """What the templates of a post gave, in order; ``ended`` where a break left out the rest of the post.

    ``reads_source``: a template has read the post's own body, so that any change of it may change the outcome. Lines
    of notices count from that of their template.
    """

    texts: list[str] = field(default_factory=list)
    notices: list[list[tuple[str, int]]] = field(default_factory=list)
    ended: bool = False
    reads_source: bool = False


class Evaluator:
    """Evaluates the templates of one post again and again; parsed templates are remembered."""

    def __init__(
        self,
        context: SiteContext,
        helpers: Helpers,
        names: Mapping[str, object] | None,
        clocks: Clocks | None = None,
    ) -> None:
        self._clocks = clocks
        self._context = context
        self._helpers = helpers
        self._names = names
        self._environment: JekyllEnvironment | None = None
        self._made: dict[tuple[str, str], str] = {}
        self._kramdown = DialectMarkdown("kramdown", context.config.get("kramdown"))

    def evaluate(self, source: str, places: Sequence[Place], page: Mapping[str, object]) -> Outcome:
        """What every template of the source gives. Never raises."""
        budget = Budget(self._helpers.limits, self._clocks)
        site = _Unhurried(self._context.variables, budget)
        shown = Document({**page, "content": source})
        run = self._run(shown, site, budget)
        if self._environment is None:
            self._environment = JekyllEnvironment(run, tags_for)
        environment = self._environment
        environment.run = run
        context = environment.context(self._globals(site, shown))
        run.evaluator = _evaluator(environment, context)
        outcome = Outcome()
        for place in places:
            run.place = place
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
        outcome.reads_source = run.documents.read_page
        return outcome

    def _globals(self, site: Mapping[str, object], page: Mapping[str, object]) -> Mapping[str, object]:
        """The names that a template begins with."""
        return {
            **(self._names or {}),
            "site": site,
            "page": page,
            "blank": Blank(),
            "jekyll": {"version": JEKYLL_VERSION, "environment": "development"},
        }

    def _run(self, page: Mapping[str, object], site: Mapping[str, object], budget: Budget) -> Run:
        helpers = self._helpers
        markdownify = helpers.markdownify or self._kramdown

        def expand(document: Mapping[str, object], text: str) -> str:
            run.files.append(to_s(document.get("path")))
            try:
                assert self._environment is not None
                return _whole(self._environment, self._globals(site, document), text)
            finally:
                run.files.pop()

        run = Run(
            site=self._context,
            page=page,
            budget=budget,
            markdownify=markdownify,
            highlight=helpers.highlight or highlight,
            evaluator=_no_evaluator,
            documents=Documents(page, site, expand, markdownify, self._made),
            zone=self._context.zone,
            notes_unknown=self._names is not None,
        )
        return run


class _Unhurried(Mapping[str, object]):
    """The site's variables; what takes long to be read does not use up the template's time."""

    def __init__(self, variables: Mapping[str, object], budget: Budget) -> None:
        self._variables = variables
        self._budget = budget

    def __getitem__(self, key: str) -> object:
        with self._budget.paused():
            return self._variables[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._variables)

    def __len__(self) -> int:
        return len(self._variables)


def _whole(environment: JekyllEnvironment, names: Mapping[str, object], text: str) -> str:
    """What a whole template gives that is not the post's own. Raises RanAway and LiquidError."""
    run = environment.run
    run.budget.step()
    run.budget.look()
    context = environment.context(names)
    outer, run.evaluator = run.evaluator, _evaluator(environment, context)
    out = CountedText(run.budget)
    try:
        for node in environment.whole(text):
            node.render(context, out)
    except LiquidInterrupt:
        pass  # a break outside of any loop ends the one template that it stands in
    finally:
        run.evaluator = outer
    return out.getvalue()


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
