"""What the dialects on markdown-it-py share: one top-level block at a time, slots for what the whole post decides."""

from foreword.rendering.markdown_it.dialect import MarkdownItDialect, Rules

__all__ = ["MarkdownItDialect", "Rules"]
