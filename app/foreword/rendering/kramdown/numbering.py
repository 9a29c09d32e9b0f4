"""What only the whole post decides: ids, footnote numbers, the table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from foreword.rendering.dialect import Slot
from foreword.rendering.kramdown.ids import Heading, numbered
from foreword.rendering.kramdown.options import KramdownOptions
from foreword.rendering.kramdown.tags import attributes_html, escape_attribute

_BARE = re.compile(r"&(?!#?\w+;)")


def fill(slots: Sequence[Slot], options: KramdownOptions) -> list[str]:
    """The HTML of every slot, in order."""
    headings = [
        (slot.key, slot.data) for slot in slots if slot.kind == "id" and isinstance(slot.data, Heading)
    ]
    ids = numbered(headings)
    entries = [(heading, name) for (_, heading), name in zip(headings, ids, strict=True) if heading.listed]
    totals: Counter[str] = Counter()
    numbers: dict[str, int] = {}
    seen: Counter[str] = Counter()
    next_id = iter(ids)
    contents_shown = False
    filled: list[str] = []
    for slot in slots:
        if slot.kind == "id":
            name = next(next_id)
            filled.append(f' id="{escape_attribute(name)}"' if name.strip() else "")
        elif slot.kind == "note":
            number = numbers.setdefault(slot.key, options.footnote_nr + len(numbers))
            filled.append(_note(slot.key, number, seen[slot.key], options))
            seen[slot.key] += 1
        elif slot.kind == "backlinks":
            filled.append(_backlinks(slot.key, totals[slot.key], options))
        elif slot.kind == "footnote":
            totals[slot.key] = seen[slot.key]
            name = escape_attribute(options.footnote_prefix + slot.key)
            filled.append(f'    <li id="fn:{name}" role="doc-endnote">\n')
        elif slot.kind == "toc":
            assert isinstance(slot.data, tuple)
            filled.append(slot.data[3] if contents_shown else _contents(slot, entries))
            contents_shown = True
        else:
            filled.append("")
    return filled


def _note(label: str, number: int, repeat: int, options: KramdownOptions) -> str:
    name = escape_attribute(options.footnote_prefix + label)
    again = f":{repeat}" if repeat else ""
    return (
        f'<sup id="fnref:{name}{again}" role="doc-noteref">'
        f'<a href="#fn:{name}" class="footnote" rel="footnote">{number}</a></sup>'
    )


def _backlinks(label: str, total: int, options: KramdownOptions) -> str:
    name = escape_attribute(options.footnote_prefix + label)
    backlink = _BARE.sub("&amp;", options.footnote_backlink).replace("<", "&lt;").replace(">", "&gt;")
    links = []
    for repeat in range(max(total, 1)):
        again = f":{repeat}" if repeat else ""
        mark = f"<sup>{repeat + 1}</sup>" if repeat else ""
        links.append(
            f'<a href="#fnref:{name}{again}" class="reversefootnote" role="doc-backlink">{backlink}{mark}</a>'
        )
    return "\u00a0".join(links)


def _contents(slot: Slot, entries: Sequence[tuple[Heading, str]]) -> str:
    assert isinstance(slot.data, tuple)
    kind, attributes, indent, _ = slot.data
    if not entries:
        return ""
    out: list[str] = [f"{' ' * indent}<{kind}{attributes_html(dict(attributes))}>\n"]
    prefix = escape_attribute(slot.key)
    levels: list[int] = []
    for heading, name in entries:
        while len(levels) > 1 and levels[-1] > heading.level and levels[-2] >= heading.level:
            levels.pop()
            _close(out, kind, indent + 4 * len(levels))
        if levels and levels[-1] < heading.level:
            out.append(f"{' ' * (indent + 4 * len(levels))}<{kind}>\n")
            levels.append(heading.level)
        elif levels:
            out.append("</li>\n")
            levels[-1] = heading.level
        else:
            levels.append(heading.level)
        target = escape_attribute(name)
        blanks = " " * (indent + 4 * len(levels) - 2)
        out.append(f'{blanks}<li><a href="#{target}" id="{prefix}-{target}">{heading.title}</a>')
    while len(levels) > 1:
        levels.pop()
        _close(out, kind, indent + 4 * len(levels))
    out.append(f"</li>\n{' ' * indent}</{kind}>\n")
    return "".join(out)


def _close(out: list[str], kind: str, indent: int) -> None:
    out.append(f"</li>\n{' ' * indent}</{kind}>\n{' ' * (indent - 2)}")
