"""CommonMark as a `MarkdownItDialect`."""

from __future__ import annotations

from markdown_it import MarkdownIt

from foreword.rendering.commonmark.options import CommonMarkOptions
from foreword.rendering.markdown_it import MarkdownItDialect, Rules

_APPROXIMATE = {
    "zola": "Zola's own Markdown cannot be asked here; the preview shows CommonMark with its options"
}


class CommonMarkDialect(MarkdownItDialect):
    """CommonMark with the habits of one generator."""

    def __init__(self, options: CommonMarkOptions | None = None) -> None:
        chosen = options or CommonMarkOptions()
        said = _APPROXIMATE.get(chosen.generator)
        super().__init__("commonmark", _engine(chosen), Rules(), [said] if said else [])


def _engine(options: CommonMarkOptions) -> MarkdownIt:
    md = MarkdownIt(
        "commonmark",
        {
            "html": options.html,
            "breaks": options.breaks,
            "linkify": options.linkify,
            "typographer": options.typographer,
        },
    )
    switches = {
        "table": options.tables,
        "strikethrough": options.strikethrough,
        "linkify": options.linkify,
        "replacements": options.typographer,
        "smartquotes": options.typographer,
    }
    md.enable([name for name, on in switches.items() if on])
    if not options.indented_code:
        md.disable("code")
    return md
