"""Every tag and filter, compared with what the real Jekyll made of the fixture site (see its make_expected.sh)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from foreword.rendering.templates.jekyll_folder import FolderContext
from foreword.rendering.templates.jekyll_yaml import split_head
from foreword.rendering.templates.liquid import expand

SITE = Path(__file__).resolve().parents[2] / "fixtures" / "liquid_site"
POST = "_posts/2023-07-08-a-post-in-text.txt"
PAGES = sorted(path.name for path in (SITE / "expected").glob("*.txt"))
_SPANS = re.compile(r"</?span[^>]*>")
_QUOTES = (("&quot;", '"'), ("&#39;", "'"))


def expanded(name: str) -> str:
    context = FolderContext(SITE)
    path = POST if name == "post.txt" else name
    fields, body = split_head((SITE / path).read_text(encoding="utf-8"))
    return expand(body, context, context.page(path, fields, body)).text


def uncoloured(text: str) -> str:
    """Code without its colours, and quotes in it as Rouge writes them."""
    for escaped, char in _QUOTES:
        text = text.replace(escaped, char)
    return _SPANS.sub("", text)


def test_jekyll_s_pages_are_there() -> None:
    assert len(PAGES) >= 12


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_jekyll_makes_it(name: str) -> None:
    wanted = (SITE / "expected" / name).read_text(encoding="utf-8")
    found = expanded(name)
    if name == "highlight.txt":
        wanted, found = uncoloured(wanted), uncoloured(found)
    assert found.splitlines() == wanted.splitlines()
