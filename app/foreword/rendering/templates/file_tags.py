"""Jekyll's tags that reach for other files: include, include_relative, link and post_url."""

from __future__ import annotations

import re
from typing import TextIO

from liquid import RenderContext, Tag, TokenStream
from liquid.ast import Node
from liquid.exceptions import LiquidError, LiquidSyntaxError
from liquid.token import TOKEN_EXPRESSION, Token

from foreword.errors import ForewordError
from foreword.rendering.templates.budget import RanAway
from foreword.rendering.templates.environment import JekyllContext, JekyllEnvironment
from foreword.rendering.templates.ruby import to_s
from foreword.rendering.templates.run import CountedText, Run, reason_of

_DYNAMIC = re.compile(r"([^{]*(?:\{\{\s*[\w\-.]+\s*(?:\|[^}]*)?\}\}[^\s{}]*)+)(.*)", re.DOTALL)
_PARAMETER = re.compile(
    r"""(?<![\w-])([\w-]++)\s*=\s*(?:"([^"\\]*(?:\\.[^"\\]*)*)"|'([^'\\]*(?:\\.[^'\\]*)*)'|([\w.-]+))(?!\S)""",
    re.DOTALL,
)
_FILE_NAME = re.compile(r"(?!.*[./]{2})[\w/.\-()+~#@]+")
_DEEPEST_INCLUDES = 60


class FileNode(Node):
    """A tag whose text depends on another file; ``_text`` gives it or raises what is wrong."""

    __slots__ = ("_markup", "_name")

    def __init__(self, token: Token, name: str, markup: str) -> None:
        super().__init__(token)
        self.blank = False
        self._name = name
        self._markup = markup

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Writes what the file gives, or a card with the reason. Raises RanAway."""
        assert isinstance(context, JekyllContext)
        run = context.run
        run.budget.step()
        run.budget.look()
        try:
            return self._write(context, run, buffer)
        except (ForewordError, LiquidError) as error:
            start = self.token.start_index
            source = self.token.source
            place = (source, start, source.find("%}", start) + 2)
            return buffer.write(run.card("problem", self._name, self._markup, reason_of(error), place))

    def _write(self, context: JekyllContext, run: Run, buffer: TextIO) -> int:
        raise NotImplementedError


class IncludeNode(FileNode):
    """include and include_relative, with parameters."""

    __slots__ = ()

    def _write(self, context: JekyllContext, run: Run, buffer: TextIO) -> int:
        named, parameters = _split(self._markup)
        file = expand_inline(context, named).strip()
        if not _FILE_NAME.fullmatch(file):
            raise LiquidSyntaxError(f"“{file}” is not the name of a file that can be included", token=None)
        if len(run.files) >= _DEEPEST_INCLUDES:
            raise RanAway("its includes are nested too deeply")
        text = run.asked(
            "include_relative" if self._name == "include_relative" else "include", file.removeprefix("/")
        )
        assert text is not None
        values = _values(context, parameters)
        environment = context.env
        assert isinstance(environment, JekyllEnvironment)
        run.files.append(file)
        try:
            with context.extend({"include": values} if parameters.strip() else {}):
                return sum(node.render(context, buffer) for node in environment.whole(text))
        finally:
            run.files.pop()


class AddressNode(FileNode):
    """link and post_url."""

    __slots__ = ()

    def _write(self, context: JekyllContext, run: Run, buffer: TextIO) -> int:
        name = expand_inline(context, self._markup).strip()
        address = run.asked(self._name, name)
        if address is None:
            raise LiquidSyntaxError("the site has no such post or file; Jekyll stops at this", token=None)
        relative = context.env.filters["relative_url"]
        return buffer.write(to_s(relative(run, address)))


class _FileTag(Tag):
    block = False
    node_class: type[FileNode] = IncludeNode

    def parse(self, stream: TokenStream) -> Node:
        """The node. Raises LiquidSyntaxError where nothing is named."""
        token = stream.current
        if stream.peek.kind != TOKEN_EXPRESSION:
            raise LiquidSyntaxError("the tag wants the name of a file", token=token)
        next(stream)
        return self.node_class(token, token.value, stream.current.value)


class IncludeTag(_FileTag):
    """include, include_cached and include_relative."""


class AddressTag(_FileTag):
    """link and post_url."""

    node_class = AddressNode


FILE_TAGS: dict[str, type[_FileTag]] = {
    "include": IncludeTag,
    "include_cached": IncludeTag,
    "include_relative": IncludeTag,
    "link": AddressTag,
    "post_url": AddressTag,
}


def expand_inline(context: JekyllContext, text: str) -> str:
    """A tag's own markup, which Jekyll treats as a template. Raises RanAway."""
    if "{{" not in text and "{%" not in text:
        return text
    environment = context.env
    assert isinstance(environment, JekyllEnvironment)
    out = CountedText(context.run.budget)
    for node in environment.whole(text):
        node.render(context, out)
    return out.getvalue()


def _split(markup: str) -> tuple[str, str]:
    dynamic = _DYNAMIC.match(markup)
    if dynamic:
        return dynamic[1].strip(), dynamic[2]
    name, *rest = markup.split(None, 1)
    return name, rest[0] if rest else ""


def _values(context: JekyllContext, parameters: str) -> dict[str, object]:
    values: dict[str, object] = {}
    at = 0
    for found in _PARAMETER.finditer(parameters):
        if parameters[at : found.start()].strip():
            break
        at = found.end()
        name, double, single, variable = found.groups()
        if double is not None:
            values[name] = double.replace('\\"', '"')
        elif single is not None:
            values[name] = single.replace("\\'", "'")
        else:
            values[name] = _variable(context, variable)
    if parameters[at:].strip():
        raise LiquidSyntaxError(f"its parameters cannot be read: {parameters.strip()}", token=None)
    return values


def _variable(context: JekyllContext, name: str) -> object:
    literals: dict[str, object] = {"true": True, "false": False, "nil": None, "null": None}
    if name in literals:
        return literals[name]
    if re.fullmatch(r"-?\d+", name):
        return int(name)
    if re.fullmatch(r"-?\d+\.\d+", name):
        return float(name)
    return context.get(list(name.split(".")), token=None)
