"""Every post of the corpus comes back byte for byte and renders."""

from __future__ import annotations

import json
from pathlib import Path

from foreword.posts import Post


def corpus_posts(shared: Path) -> list[Path]:
    """The paths of all posts that the manifest lists."""
    entries = json.loads((shared / "corpus" / "manifest.json").read_text(encoding="utf-8"))
    return [shared / "corpus" / entry["repo"].replace("/", "+") / entry["path"] for entry in entries]


def test_every_post_comes_back(shared):
    posts = corpus_posts(shared)
    assert len(posts) == 384
    for path in posts:
        data = path.read_bytes()
        assert Post.parse(data).to_bytes() == data, path
