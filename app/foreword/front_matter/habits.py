"""How one head writes its values: quoting, list style and date pattern of each key."""

from __future__ import annotations

from foreword.front_matter.dates import read_date
from foreword.front_matter.kinds import FieldKind, field_kind
from foreword.front_matter.nodes import Entry, Node
from foreword.front_matter.profile import KeyStyle, ListStyle
from foreword.front_matter.yaml_style import QUOTINGS, list_style


def styles_of(source: str, root: Node) -> dict[str, KeyStyle]:
    """The style of each key of a head."""
    return {entry.key: _style(source, entry) for entry in root.entries}


def _style(source: str, entry: Entry) -> KeyStyle:
    node = entry.node
    text = node.value if isinstance(node.value, str) else source[node.start : node.end]
    dated = read_date(text.strip()) if node.kind == "scalar" else None
    quoting = QUOTINGS.get(node.style) if isinstance(node.value, str) or dated else None
    lists = list_style(source, entry)
    if lists is None and isinstance(node.value, str) and field_kind(entry.key, node.value) is FieldKind.TAGS:
        lists = _string_style(node.value)
    return KeyStyle(quoting, lists, dated[0].text if dated else None)


def _string_style(text: str) -> ListStyle | None:
    if "," in text or ";" in text:
        return ListStyle("commas")
    return ListStyle("spaces") if len(text.split()) > 1 else None
