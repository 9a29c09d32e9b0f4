"""Which generator's CommonMark, and what the site's configuration says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class CommonMarkOptions:
    """``generator`` is "eleventy", "astro", "hexo", "zola" or "" for plain CommonMark.

    ``links``: bare addresses become links as "markdown-it" or as "gfm" has it. ``typographer``: "markdown-it",
    "hexo" or "astro". ``strikethrough``: the element for it. ``ids``: heading ids as "github", "hexo" or "zola"
    makes them. ``anchors``: Hexo's links in headings. ``code``: Hexo's "figure" or Astro's "shiki" around fenced code.
    ``footnotes``: the markup of "gfm" or "zola". An empty text is none of them.
    """

    generator: str = ""
    html: bool = True
    breaks: bool = False
    xhtml: bool = True
    links: str = ""
    typographer: str = ""
    tables: bool = False
    strikethrough: str = ""
    tasks: bool = False
    indented_code: bool = True
    ids: str = ""
    id_case: int = 0
    anchors: bool = False
    code: str = ""
    line_numbers: bool = True
    footnotes: str = ""
    descriptions: bool = False
    root_pictures: bool = False

    @classmethod
    def from_config(cls, config: Mapping[str, object]) -> CommonMarkOptions:
        """The generator's defaults and over them what the configuration literally says."""
        generator = str(config.get("generator") or "")
        base = _DEFAULTS.get(generator, cls())
        said = _SAID.get(generator, _said_by_markdown_it)
        return said(base, config)


def _said_by_markdown_it(base: CommonMarkOptions, config: Mapping[str, object]) -> CommonMarkOptions:
    return replace(
        base,
        html=_switch(config, "html", base.html),
        breaks=_switch(config, "breaks", base.breaks),
        xhtml=_switch(config, "xhtmlOut", base.xhtml),
        links="markdown-it" if _switch(config, "linkify", bool(base.links)) else "",
        typographer="markdown-it" if _switch(config, "typographer", bool(base.typographer)) else "",
        indented_code=_switch(config, "code", base.indented_code),
    )


def _said_by_astro(base: CommonMarkOptions, config: Mapping[str, object]) -> CommonMarkOptions:
    gfm = _switch(config, "gfm", True)
    smart = _switch(config, "smartypants", True)
    coloured = config.get("syntaxHighlight", "shiki") == "shiki"
    return replace(
        base,
        typographer="astro" if smart else "",
        links=base.links if gfm else "",
        tables=gfm,
        tasks=gfm,
        strikethrough=base.strikethrough if gfm else "",
        footnotes=base.footnotes if gfm else "",
        code=base.code if coloured else "",
    )


def _said_by_hexo(base: CommonMarkOptions, config: Mapping[str, object]) -> CommonMarkOptions:
    """``marked`` (hexo-renderer-marked), ``highlight`` and ``syntax_highlighter``."""
    marked, highlight = (_map(config, key) for key in ("marked", "highlight"))
    gfm = _switch(marked, "gfm", True)
    ids = _switch(marked, "headerIds", True)
    case = marked.get("modifyAnchors", 0)
    coloured = _switch(highlight, "enable", True)
    if "syntax_highlighter" in config:
        coloured = config["syntax_highlighter"] == "highlight.js"
    return replace(
        base,
        breaks=_switch(marked, "breaks", base.breaks),
        links=base.links if gfm and _switch(marked, "autolink", True) else "",
        typographer=base.typographer if _switch(marked, "smartypants", True) else "",
        tables=gfm,
        tasks=gfm,
        strikethrough=base.strikethrough if gfm else "",
        ids=base.ids if ids else "",
        id_case=case if isinstance(case, int) else 0,
        anchors=ids,
        code=base.code if coloured else "",
        line_numbers=_switch(highlight, "line_number", True),
        descriptions=_switch(marked, "descriptionLists", True),
        root_pictures=_switch(marked, "prependRoot", True),
    )


def _said_by_zola(base: CommonMarkOptions, config: Mapping[str, object]) -> CommonMarkOptions:
    return replace(base, typographer="markdown-it" if _switch(config, "smart_punctuation", False) else "")


def _switch(config: Mapping[str, object], key: str, default: bool) -> bool:
    value = config.get(key)
    return value if isinstance(value, bool) else default


def _map(config: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = config.get(key)
    return value if isinstance(value, Mapping) else {}


_SAID = {"astro": _said_by_astro, "hexo": _said_by_hexo, "zola": _said_by_zola}
_DEFAULTS = {
    "eleventy": CommonMarkOptions(
        "eleventy", xhtml=False, tables=True, strikethrough="s", indented_code=False
    ),
    "astro": CommonMarkOptions(
        "astro",
        xhtml=False,
        links="gfm",
        typographer="astro",
        tables=True,
        strikethrough="del",
        tasks=True,
        ids="github",
        code="shiki",
        footnotes="gfm",
    ),
    "hexo": CommonMarkOptions(
        "hexo",
        breaks=True,
        xhtml=False,
        links="gfm",
        typographer="hexo",
        tables=True,
        strikethrough="del",
        tasks=True,
        ids="hexo",
        anchors=True,
        code="figure",
        descriptions=True,
        root_pictures=True,
    ),
    "zola": CommonMarkOptions(
        "zola", tables=True, strikethrough="del", tasks=True, ids="zola", footnotes="zola"
    ),
}
