"""What Jekyll makes of a post only when a template asks for it: its excerpt, its content, and the posts beside it.

Facts: jekyllrb.com/docs/posts and what Jekyll 4.3.1 answers; tests/sites/test_jekyll_articles.py compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from foreword.rendering.templates.budget import RanAway
from foreword.rendering.templates.constructs import BLOCK_TAGS
from foreword.rendering.templates.jekyll_urls import is_markdown
from foreword.rendering.templates.ruby import to_s

LATER = frozenset({"excerpt", "content", "next", "previous"})
"""What of a document is made when it is asked for."""
_EXCERPT = "/#excerpt"
_TAG_NAME = re.compile(r"\{%-?\s*(\w+)")
_DEFINITION = re.compile(r"^ {0,3}(\[[^\]\n]+\]):.+$", re.MULTILINE)
_BLOCKS = BLOCK_TAGS | {"raw", "comment"}

Expand = Callable[[Mapping[str, object], str], str]
"""A document and a template: the text that the template gives with the document as its `page`."""


class Document(dict[str, object]):
    """A post, or a document of a collection, as templates see it; "content" is its body as it was written."""


class Documents:
    """Makes the later values of documents, for one post. What it made of other documents is kept in ``made``.

    ``page`` is the post that is being expanded; ``read_page`` says whether a template has read its body.
    """

    def __init__(
        self,
        page: Mapping[str, object],
        site: Mapping[str, object],
        expand: Expand,
        markdownify: Callable[[str], str],
        made: dict[tuple[str, str], str],
    ) -> None:
        self.page = page
        self.read_page = False
        self._site = site
        self._expand = expand
        self._markdownify = markdownify
        self._made = made
        self._under_way: list[str] = []

    def value(self, document: Document, key: str) -> object:
        """The value of one of the `LATER` keys. Raises RanAway, KeyError and what expanding raises."""
        if key in ("next", "previous"):
            return document[key] if key in document else self._beside(document, key)
        if key == "content":
            return self._content(document)
        if "excerpt" in document and document["excerpt"] is not None:
            return document["excerpt"]
        if "collection" not in document and self._site.get("page_excerpts") is not True:
            raise KeyError(key)
        self.read_page = self.read_page or self._is_page(document)
        head = excerpt_of(document, self._site.get("excerpt_separator"))
        return None if head is None else self._rendered(document, head, body=False)

    def _content(self, document: Document) -> object:
        """Jekyll renders posts from the oldest on: only of what came before the page there is HTML already."""
        if self._is_page(document):
            self.read_page = True
            return document["content"]
        body = to_s(document.get("content"))
        mine, other = self.page.get("collection"), document.get("collection")
        if mine is None or (mine != other and other == "posts"):
            return self._rendered(document, body)
        if mine != other:
            return body
        paths = [one.get("path") for one in self._collection(to_s(mine))]
        before = paths[: paths.index(self.page.get("path"))] if self.page.get("path") in paths else paths
        return self._rendered(document, body) if document.get("path") in before else body

    def _is_page(self, document: Mapping[str, object]) -> bool:
        return document is self.page or document.get("path") == self.page.get("path")

    def _beside(self, document: Document, key: str) -> object:
        """The document after or before this one in its collection."""
        documents = self._collection(to_s(document.get("collection")))
        path = to_s(document.get("path")).removesuffix(_EXCERPT)
        here = next((at for at, one in enumerate(documents) if one.get("path") == path), None)
        at = -1 if here is None else here + (1 if key == "next" else -1)
        if not 0 <= at < len(documents):
            raise KeyError(key)
        return documents[at]

    def _collection(self, label: str) -> Sequence[Mapping[str, object]]:
        """The documents of a collection in Jekyll's own order: posts from the oldest on."""
        found = self._site.get(label) if label else None
        documents = cast("Sequence[Mapping[str, object]]", found if isinstance(found, list) else [])
        return documents[::-1] if label == "posts" else documents

    def _rendered(self, document: Document, text: str, *, body: bool = True) -> str:
        path = to_s(document.get("path"))
        if path in self._under_way:
            raise RanAway("it asks for what it is a part of itself")
        own, key = self._is_page(document), (path, text)
        if not own and key in self._made:
            return self._made[key]
        self._under_way.append(path)
        try:
            if document.get("render_with_liquid") is not False:
                text = self._expand(document if body else _as_excerpt(document), text)
            html = self._markdownify(text) if is_markdown(path) else text
        finally:
            self._under_way.pop()
        if not own:
            self._made[key] = html
        return html


def _as_excerpt(document: Document) -> Document:
    """What Jekyll calls `page` in an excerpt."""
    path, identity = to_s(document.get("path")), to_s(document.get("id"))
    return Document({**document, "excerpt": "", "path": f"{path}{_EXCERPT}", "id": f"{identity}#excerpt"})


def excerpt_of(document: Mapping[str, object], usual_separator: object) -> str | None:
    """The part of a body that is its excerpt, before anything is rendered; None where the site wants no excerpts.

    Blocks of Liquid that the excerpt opens are closed, and link definitions from the rest are added.
    """
    separator = to_s(document.get("excerpt_separator", usual_separator))
    if not separator:
        return None
    head, _, tail = to_s(document.get("content")).partition(separator)
    if not tail:
        return head
    names = _TAG_NAME.findall(head)
    for name in reversed([name for name in names if name in _BLOCKS and f"end{name}" not in names]):
        head += f"\n{{% end{name} %}}"
    definitions = [found.group() for found in _DEFINITION.finditer(tail) if found[1] in head]
    return "\n\n".join([head, "\n".join(definitions)]) if definitions else head
