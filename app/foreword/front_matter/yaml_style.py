"""How a block writes its YAML: what a new value should look like beside its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from foreword.front_matter.nodes import Entry, Node
from foreword.front_matter.places import line_start
from foreword.front_matter.profile import ListStyle, Quoting, WritingProfile
from foreword.front_matter.yaml_scalars import can_be_plain, doubt

_QUOTES: tuple[Quoting, ...] = ("single", "double")
QUOTINGS: dict[str, Quoting] = {"plain": "plain", "single": "single", "double": "double"}
"""The styles of a node that quote, or do not."""


@dataclass(frozen=True, slots=True)
class Look:
    """The habits of one map: quoting of its texts, quotes where plain does not do, its lists, the gap after a colon.

    ``column`` is where all values begin when the map aligns them, else 0.
    """

    quoting: Quoting
    quotes: Quoting
    lists: ListStyle
    gap: str
    column: int
    quoted_keys: str
    date_quoting: Quoting


def look_of(source: str, holder: Node, root: Node, profile: WritingProfile, key: str) -> Look:
    """The look of a new value for ``key`` in the map ``holder``."""
    known = profile.key_style(key)
    nodes = [entry.node for entry in root.entries]
    used = Counter(node.style for node in nodes)
    quoting = usual_quoting(nodes) or known.quoting or profile.quoting or "plain"
    quotes = max(_QUOTES, key=lambda quote: (used[quote], quote == quoting, quote == "double"))
    lists = _lists(source, root) or known.list_style or profile.list_style or ListStyle()
    gap, column = _gap(source, holder.entries)
    return Look(
        quoting, quotes, lists, gap, column, _key_quotes(source, holder.entries), known.quoting or "plain"
    )


def usual_quoting(nodes: Iterable[Node]) -> Quoting | None:
    """How most texts are quoted that need no quotes; None where there are none."""
    free = [node for node in nodes if isinstance(node.value, str) and _is_free(node.value)]
    styles = Counter(QUOTINGS[node.style] for node in free if node.style in QUOTINGS)
    if not styles:
        return None
    style, count = styles.most_common(1)[0]
    return style if count * 2 > styles.total() else "plain"


def _is_free(text: str) -> bool:
    return can_be_plain(text, flow=False) and not doubt(text)


def _lists(source: str, root: Node) -> ListStyle | None:
    styles = Counter(style for entry in root.entries if (style := list_style(source, entry)) is not None)
    return styles.most_common(1)[0][0] if styles else None


def list_style(source: str, entry: Entry) -> ListStyle | None:
    """How the list of an entry is written; None where it is no list or empty."""
    node = entry.node
    if node.kind != "list" or not node.items:
        return None
    first = node.items[0]
    if node.style == "flow":
        inside = source[node.start + 1 : first.outer]
        return ListStyle("flow", padding=inside if not inside.strip(" ") else "")
    dash = source.rfind("-", 0, first.outer)
    indent = dash - line_start(source, dash) - (entry.start - line_start(source, entry.start))
    return ListStyle(
        "block", indent=max(0, indent), gap=max(1, first.outer - dash - 1) if first.style != "empty" else 1
    )


def _gap(source: str, entries: list[Entry]) -> tuple[str, int]:
    """The blanks between colon and value most keys have, and the column they share where keys differ in length."""
    gaps: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    lengths: set[int] = set()
    for entry in entries:
        between = source[entry.key_end : entry.node.outer]
        if entry.node.style in ("empty", "alias") or not between.startswith(":") or between[1:].strip(" "):
            continue
        gaps[len(between) - 1] += 1
        columns[entry.node.outer - entry.start] += 1
        lengths.add(entry.key_end - entry.start)
    if len(lengths) > 1 and len(columns) == 1 and columns.total() >= 3:
        return " ", columns.popitem()[0]
    common = gaps.most_common(1)
    return " " * max(1, common[0][0]) if common else " ", 0


def _key_quotes(source: str, entries: list[Entry]) -> str:
    quotes = {source[entry.start : entry.start + 1] for entry in entries}
    return quotes.pop() if len(quotes) == 1 and quotes <= {'"', "'"} else ""
