"""Which generator's CommonMark, and what the site's configuration says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommonMarkOptions:
    """``generator`` is "eleventy", "astro", "hexo", "zola" or "" for plain CommonMark."""

    generator: str = ""
    html: bool = True
    breaks: bool = False
    linkify: bool = False
    typographer: bool = False
    tables: bool = False
    strikethrough: bool = False
    indented_code: bool = True

    @classmethod
    def from_config(cls, config: Mapping[str, object]) -> CommonMarkOptions:
        """The generator's defaults and over them what the configuration literally says."""
        generator = str(config.get("generator") or "")
        base = _DEFAULTS.get(generator, cls())

        def switch(key: str, default: bool) -> bool:
            value = config.get(key)
            return value if isinstance(value, bool) else default

        return cls(
            generator=generator,
            html=switch("html", base.html),
            breaks=switch("breaks", base.breaks),
            linkify=switch("linkify", base.linkify),
            typographer=switch("typographer", base.typographer),
            tables=base.tables,
            strikethrough=base.strikethrough,
            indented_code=switch("code", base.indented_code),
        )


_DEFAULTS = {
    "eleventy": CommonMarkOptions("eleventy", tables=True, strikethrough=True, indented_code=False),
    "astro": CommonMarkOptions("astro", linkify=True, typographer=True, tables=True, strikethrough=True),
    "hexo": CommonMarkOptions("hexo", breaks=True, linkify=True, tables=True, strikethrough=True),
    "zola": CommonMarkOptions("zola", tables=True, strikethrough=True),
}
