"""CommonMark with one set of options a generator: Eleventy, Astro, Hexo, Zola."""

from foreword.rendering.commonmark.dialect import CommonMarkDialect
from foreword.rendering.commonmark.options import CommonMarkOptions

__all__ = ["CommonMarkDialect", "CommonMarkOptions"]
