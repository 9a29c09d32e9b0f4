"""JSON front matter: braces at the top (Hugo), Eleventy's ``---json``, and Hexo's members closed by ``;;;``."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice

from foreword.errors import FrontMatterRefused, Problem
from foreword.front_matter import flow
from foreword.front_matter.fences import closing_line
from foreword.front_matter.format import (
    MAX_BLOCK,
    MAX_FINDINGS,
    Block,
    Page,
    Reading,
    Unreadable,
    problem_at,
    refuse_deep,
    refuse_large,
)
from foreword.front_matter.handler import Handler
from foreword.front_matter.json_tree import JsonTree
from foreword.front_matter.nodes import Node, Part, Path, Spelled, walk
from foreword.front_matter.numbers import pad_decimals
from foreword.front_matter.order import place_of
from foreword.front_matter.places import ending_near
from foreword.front_matter.profile import FormatName, WritingProfile
from foreword.text import Edit

_OPEN = re.compile(r"\{\s{0,1000}(?:\"|\})")
_FENCE = re.compile(r"---json[ \t]{0,1000}(?:\r\n|\n|\r)")
_HEXO = re.compile(r"(?:;;;[ \t]{0,1000}(?:\r\n|\n|\r))?(?=\s{0,1000}(?:\{\s{0,1000})?\"[^\"\r\n]*\"\s*:)")
_REST = re.compile(r"[ \t]{0,1000}(?:\r\n|\n|\r|\Z)")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[{}\[\]]')


class JsonFormat(Handler):
    """JSON in braces, between fences or before ``;;;``."""

    name: FormatName = "json"
    FM_BOUNDARY = _OPEN

    def needs_keys(self, source: str) -> bool:
        """Members without braces are seen by their keys."""
        return not source.startswith(("{", "---json", ";;;"))

    def find(self, text: str, profile: WritingProfile) -> Block | None:
        """The block at the top of a text; its signs leave nothing for ``profile`` to decide."""
        del profile
        for opening, sign in ((_FENCE, "---"), (_HEXO, ";;;")):
            start = opening.match(text)
            closing = closing_line(text, start.end(), sign) if start else None
            if start and closing:
                return Block(0, start.end(), *closing)
        return _braces(text) if _OPEN.match(text) else None

    def read(self, source: str, block: Block) -> Reading:
        """The values of a block; of equal keys the last counts. Raises Unreadable."""
        refuse_large(source, block)
        inner = source[block.inner : block.inner_end]
        refuse_deep(inner, block.inner)
        repeated: list[str] = []

        def collect(pairs: list[tuple[str, object]]) -> dict[str, object]:
            repeated.extend(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
            return dict(pairs)

        shift = 0 if _is_braced(inner) else 1
        try:
            fields = json.loads(f"{{{inner}}}" if shift else inner, object_pairs_hook=collect)
        except json.JSONDecodeError as error:
            raise Unreadable(error.msg, block.inner + max(0, error.pos - shift)) from error
        except (ValueError, RecursionError) as error:
            raise Unreadable(str(error)) from error
        if not isinstance(fields, dict):
            raise Unreadable("the front matter is not a list of keys and values", block.inner)
        findings = tuple(islice(_findings(source, _tree(source, block)), MAX_FINDINGS)) if repeated else ()
        return Reading(fields, findings)

    def tree(self, source: str, block: Block, reading: Reading) -> Node:
        """Where the values stand."""
        del reading
        return _tree(source, block)

    def replace(self, page: Page, path: Path, value: object) -> Edit:
        """Another value in place of an existing one. Raises FrontMatterRefused."""
        node = list(walk(page.root, path))[-1]
        text = _write(value, page.source)
        if isinstance(value, float):
            text = pad_decimals(text, page.source[node.start : node.end])
        return Edit(node.start, node.end, text)

    def insert(self, page: Page, parent: Path, part: Part, value: object) -> Edit:
        """A new key or item. Raises FrontMatterRefused."""
        node = list(walk(page.root, parent))[-1]
        text = _write(value, page.source)
        at = part if isinstance(part, int) else len(node.entries)
        if isinstance(part, str):
            order = page.profile.order if node is page.root else ()
            at = place_of(part, [entry.key for entry in node.entries], order)
            text = f"{json.dumps(part, ensure_ascii=False)}{_colon(page.source, node)}{text}"
        bare = node is page.root and not _is_braced(page.source[page.block.inner : page.block.inner_end])
        if bare and len(node.entries) == 1 and at == 1:
            end = node.entries[0].node.end
            return Edit(end, end, f",{ending_near(page.source, end)}{text}")
        return flow.insert(page.source, (node.start, node.end), node.spans(), at, text)

    def delete(self, page: Page, path: Path) -> Edit:
        """Removes a key or item. Raises FrontMatterRefused."""
        holder = list(walk(page.root, path))[-2]
        part = path[-1]
        at = part % len(holder.items) if isinstance(part, int) else _last_index(holder, part)
        return flow.delete(page.source, (holder.start, holder.end), holder.spans(), at)

    def fresh(self, fields: Sequence[tuple[str, object]], profile: WritingProfile, line_end: str) -> str:
        """A new head with these fields."""
        del profile
        members = [f"  {json.dumps(key, ensure_ascii=False)}: {_write(value, '')}" for key, value in fields]
        return "{" + line_end + f",{line_end}".join(members) + line_end + "}" + line_end


def _is_braced(inner: str) -> bool:
    return inner.lstrip()[:1] == "{"


def _tree(source: str, block: Block) -> Node:
    tree = JsonTree(source, block.inner, block.inner_end)
    return tree.braced() if _is_braced(source[block.inner : block.inner_end]) else tree.bare()


def _braces(text: str) -> Block | None:
    """The block to the brace that closes the first one, or, of a broken or huge one, to a line that is a brace."""
    depth = 0
    for match in _TOKEN.finditer(text, 0, MAX_BLOCK):
        sign = match.group()
        if sign in ("{", "["):
            depth += 1
        elif sign in ("}", "]"):
            depth -= 1
            if depth == 0:
                rest = _REST.match(text, match.end())
                return Block(0, 0, match.end(), rest.end()) if rest else None
    closing = closing_line(text, 0, "}")
    return Block(0, 0, closing[0] + 1, closing[1]) if closing else None


def _last_index(holder: Node, key: str) -> int:
    return [at for at, entry in enumerate(holder.entries) if entry.key == key][-1]


def _findings(source: str, node: Node) -> Iterator[Problem]:
    """The keys that stand in a map for a second time."""
    seen: set[str] = set()
    for entry in node.entries:
        if entry.key in seen:
            yield problem_at(
                f"the key {entry.key!r} stands here for a second time; this value counts", source, entry.start
            )
        seen.add(entry.key)
        yield from _findings(source, entry.node)
    for item in node.items:
        yield from _findings(source, item)


def _colon(source: str, node: Node) -> str:
    gaps = Counter(source[entry.key_end : entry.node.start] for entry in node.entries)
    return gaps.most_common(1)[0][0] if gaps else ": "


def _write(value: object, source: str) -> str:
    """A value on one line, escaped to ASCII where the block is so."""
    try:
        text = json.dumps(
            _jsonable(value), ensure_ascii=source.isascii() and "\\u" in source, allow_nan=False
        )
    except (TypeError, ValueError) as error:
        raise FrontMatterRefused(f"JSON cannot hold this value: {error}.") from error
    if any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        return json.dumps(_jsonable(value))
    return text


def _jsonable(value: object) -> object:
    if isinstance(value, Spelled):
        return value.text
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_jsonable(item) for item in value]
    return value
