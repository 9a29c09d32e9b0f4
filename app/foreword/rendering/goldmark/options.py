"""What a Hugo site's ``markup.goldmark`` may say, with Hugo's own defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from foreword.rendering.goldmark.extras import MARKS
from foreword.rendering.goldmark.typographer import DEFAULT_SIGNS


@dataclass(frozen=True, slots=True)
class GoldmarkOptions:
    """Source: Hugo's documentation, "Configure markup". Names are Hugo's in snake case."""

    unsafe: bool = False
    hard_wraps: bool = False
    xhtml: bool = False
    auto_heading_id: bool = True
    auto_heading_id_type: str = "github"
    heading_attributes: bool = True
    block_attributes: bool = False
    wrap_lone_pictures: bool = True
    table: bool = True
    strikethrough: bool = True
    linkify: bool = True
    linkify_protocol: str = "https"
    task_list: bool = True
    definition_list: bool = True
    footnote: bool = True
    typographer: bool = True
    typographer_signs: Mapping[str, str] = field(default_factory=lambda: DEFAULT_SIGNS)
    passthrough: tuple[tuple[str, str], ...] = ()
    block_passthrough: tuple[tuple[str, str], ...] = ()
    extras: tuple[str, ...] = ()
    code_fences: bool = True
    line_numbers: bool | str = False
    line_numbers_in_table: bool = True

    @classmethod
    def from_config(cls, config: Mapping[str, object]) -> GoldmarkOptions:
        """The options of a ``markup.goldmark`` map; keys are read whatever their case, as Hugo does."""
        found = _lower(config)
        renderer, parser, extensions = (_map(found, key) for key in ("renderer", "parser", "extensions"))
        attribute, highlight = _map(parser, "attribute"), _map(found, "highlight")
        numbers = highlight.get("linenos", False)

        def switch(table: Mapping[str, object], key: str, default: bool) -> bool:
            value = table.get(key, default)
            if isinstance(value, Mapping):
                return not value.get("disable", False) and bool(value.get("enable", default))
            return value if isinstance(value, bool) else default

        return cls(
            unsafe=switch(renderer, "unsafe", False),
            hard_wraps=switch(renderer, "hardwraps", False),
            xhtml=switch(renderer, "xhtml", False),
            auto_heading_id=switch(parser, "autoheadingid", True),
            auto_heading_id_type=str(
                parser.get("autoheadingidtype") or parser.get("autoidtype") or "github"
            ).lower(),
            heading_attributes=switch(attribute, "title", True),
            block_attributes=switch(attribute, "block", False),
            wrap_lone_pictures=switch(parser, "wrapstandaloneimagewithinparagraph", True),
            table=switch(extensions, "table", True),
            strikethrough=switch(extensions, "strikethrough", True),
            linkify=switch(extensions, "linkify", True),
            linkify_protocol=str(extensions.get("linkifyprotocol") or "https"),
            task_list=switch(extensions, "tasklist", True),
            definition_list=switch(extensions, "definitionlist", True),
            footnote=switch(extensions, "footnote", True),
            typographer=switch(extensions, "typographer", True),
            typographer_signs=_signs(extensions),
            passthrough=_delimiters(extensions, "inline"),
            block_passthrough=_delimiters(extensions, "block"),
            extras=_extras(extensions),
            code_fences=switch(highlight, "codefences", True),
            line_numbers=numbers if isinstance(numbers, bool | str) else False,
            line_numbers_in_table=switch(highlight, "linenumbersintable", True),
        )


def _delimiters(extensions: Mapping[str, object], kind: str) -> tuple[tuple[str, str], ...]:
    given = _map(extensions, "passthrough")
    if given.get("enable") is not True:
        return ()
    pairs = _map(given, "delimiters").get(kind)
    if not isinstance(pairs, list):
        return ()
    return tuple(
        (str(pair[0]), str(pair[1]))
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and all(pair)
    )


def _extras(extensions: Mapping[str, object]) -> tuple[str, ...]:
    given = _map(extensions, "extras")
    return tuple(name for name in MARKS if _map(given, name).get("enable") is True)


def _signs(extensions: Mapping[str, object]) -> dict[str, str]:
    given = _map(extensions, "typographer")
    return {name: str(given.get(name, sign)) for name, sign in DEFAULT_SIGNS.items()}


def _lower(config: Mapping[str, object]) -> dict[str, object]:
    return {
        str(key).lower(): _lower(value) if isinstance(value, Mapping) else value
        for key, value in config.items()
    }


def _map(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = table.get(key)
    return value if isinstance(value, Mapping) else {}
