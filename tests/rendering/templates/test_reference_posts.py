"""The real posts whose Liquid the real Jekyll expanded: ours must hand Markdown the same text."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from foreword.rendering.templates.jekyll_folder import UnknownSite
from foreword.rendering.templates.jekyll_yaml import split_head
from foreword.rendering.templates.liquid import expand

_NEEDS_FILES = re.compile(r"site\.data\b|\{%-?\s*include")
_FIGURE = re.compile(r'<figure class="highlight">.*?</figure>', re.DOTALL)
_SPAN = re.compile(r"</?span[^>]*>")


def references(shared: Path) -> Iterator[dict[str, str]]:
    with gzip.open(shared / "fidelity" / "jekyll.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def uncoloured(text: str) -> str:
    """Figures of code without their colours, which are Rouge's own."""
    return _FIGURE.sub(lambda found: _plain_code(found.group()), text)


def _plain_code(figure: str) -> str:
    return _SPAN.sub("", figure).replace("&quot;", '"').replace("&#39;", "'")


@pytest.fixture(scope="module")
def outcomes(shared: Path) -> dict[str, list[tuple[str, bool]]]:
    """For posts with and without Liquid: the id of each and whether the text is the same."""
    found: dict[str, list[tuple[str, bool]]] = {"liquid": [], "plain": []}
    for post in references(shared):
        _, body = split_head(post["source"].removeprefix("\ufeff"))
        if post["uses_liquid"] and _NEEDS_FILES.search(body):
            continue
        # The references were made with a page that has nothing but its path and address, and without the line ends
        # around highlighted code that Jekyll gives to its Markdown converter.
        page = {"path": f"{post['path']}.txt", "url": "/x/"}
        text = expand(body, UnknownSite(), page).text
        same = uncoloured(text) == uncoloured(post["body_after_liquid"])
        found["liquid" if post["uses_liquid"] else "plain"].append((post["id"], same))
    return found


def test_posts_with_liquid_are_expanded_as_jekyll_does(outcomes: dict[str, list[tuple[str, bool]]]) -> None:
    posts = outcomes["liquid"]
    different = [name for name, same in posts if not same]
    print(
        f"{len(posts) - len(different)} of {len(posts)} posts with Liquid are the same; different: {different}"
    )
    assert len(posts) > 100
    assert different == []


def test_posts_without_liquid_are_untouched(outcomes: dict[str, list[tuple[str, bool]]]) -> None:
    posts = outcomes["plain"]
    assert len(posts) > 500
    assert [name for name, same in posts if not same] == []
