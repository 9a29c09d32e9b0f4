"""Where goldmark's HTML differs from markdown-it's."""

from __future__ import annotations

from markdown_it import MarkdownIt

from foreword.rendering.goldmark.options import GoldmarkOptions

_OMITTED = "<!-- raw HTML omitted -->"


def install_output(md: MarkdownIt, options: GoldmarkOptions) -> None:
    """Makes the engine write what Hugo writes."""
    md.add_render_rule("s_open", lambda *_: "<del>")
    md.add_render_rule("s_close", lambda *_: "</del>")
    if not options.unsafe:
        md.add_render_rule("html_block", lambda *_: f"{_OMITTED}\n")
        md.add_render_rule("html_inline", lambda *_: _OMITTED)
