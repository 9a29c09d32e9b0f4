"""Jekyll's `highlight` block: code with the markup that Jekyll puts around it, coloured by a callable."""

from __future__ import annotations

import html
import re
from typing import TextIO

from liquid import RenderContext, Tag, TokenStream
from liquid.ast import BlockNode, Node
from liquid.exceptions import LiquidSyntaxError
from liquid.parser import Parser
from liquid.token import TOKEN_EXPRESSION, Token

from foreword.rendering.templates.environment import JekyllContext
from foreword.rendering.templates.helpers import Highlight
from foreword.rendering.templates.jekyll_urls import is_markdown
from foreword.rendering.templates.ruby import to_s
from foreword.rendering.templates.run import CountedText

_SYNTAX = re.compile(r'([a-zA-Z0-9.+#_-]+)((?:\s+\w+(?:=(?:\w+|"(?:[0-9]+\s)*[0-9]+"))?)*)')
_LONGEST_COLOURED = 100_000
_EDGES = re.compile(r"\A[\n\r]+|[\n\r]+\Z")


class HighlightNode(Node):
    """The block with its language and options."""

    __slots__ = ("_block", "_language", "_numbered")

    def __init__(self, token: Token, language: str, options: str, block: BlockNode) -> None:
        super().__init__(token)
        self.blank = False
        self._language = language
        self._numbered = re.search(r"\blinenos\b", options) is not None
        self._block = block

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Writes the figure. Raises RanAway."""
        assert isinstance(context, JekyllContext)
        body = CountedText(context.run.budget)
        for node in self._block.nodes:
            node.render(context, body)
        code = _EDGES.sub("", body.getvalue())
        html = figure(code, self._language, context.run.highlight, numbered=self._numbered)
        return buffer.write(f"\n{html}\n" if is_markdown(to_s(context.run.page.get("path"))) else html)


class HighlightTag(Tag):
    """{% highlight language options %} ... {% endhighlight %}"""

    name = "highlight"
    end = "endhighlight"

    def parse(self, stream: TokenStream) -> Node:
        """The node. Raises LiquidSyntaxError where no language is named."""
        token = next(stream)
        markup = next(stream).value if stream.current.kind == TOKEN_EXPRESSION else ""
        found = _SYNTAX.fullmatch(markup)
        if found is None:
            raise LiquidSyntaxError("the tag wants a language, then options like linenos", token=token)
        block = Parser(self.env).parse_block(stream, (self.end,))
        return HighlightNode(token, found[1].lower(), found[2], block)


def figure(code: str, language: str, highlight: Highlight, *, numbered: bool) -> str:
    """The code in Jekyll's markup, with Rouge's table where lines are numbered."""
    spans = highlight(code, language) if len(code) < _LONGEST_COLOURED else None
    inner = html.escape(code, quote=False) if spans is None else spans.removesuffix("\n")
    if numbered:
        inner = _table(inner, code)
    name = html.escape(language.replace("+", "-"))
    shown = html.escape(language)
    return (
        f'<figure class="highlight"><pre><code class="language-{name}" data-lang="{shown}">'
        f"{inner.removesuffix(chr(10))}</code></pre></figure>"
    )


def _table(inner: str, code: str) -> str:
    count = code.count("\n") + 1
    numbers = "".join(f"{number}\n" for number in range(1, count + 1))
    return (
        '<table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">'
        f'{numbers}</pre></td><td class="code"><pre>{inner}\n</pre></td></tr></tbody></table>'
    )
