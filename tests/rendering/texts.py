"""Texts that the tests of rendering share: fragments of Markdown to generate from, hostile ones, real posts."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from hypothesis import strategies as st

from foreword.rendering.dialects import DIALECT_NAMES

FRAGMENTS = (
    "para one", "line  ", "- item", "    code", "    - nested", "* star", "1. one", "2. two", "> quote", "> > deep",
    "```", "```python", "~~~", "``` {.py}", "# Head", "## Head", "### A *b* `c`", "Head", "===", "---", "a | b", "--|--", "1 | 2",
    "[x]: http://e.de", '[x]: http://f.de "T"', "see [x] and [y][x]", "[^1]: note", "note[^1] and[^2]", "> so[^1]",
    "*[HTML]: Hyper", "HTML is", "<div>", "</div>", '<div markdown="1">', "<!-- c", "-->", "<b>bold", "</b> x",
    "<details>", "</details>", "<p>x</p>", "x <b", "y> z", "<a href=b", "c=d>e</a>", "&amp; &#38;", "term", ": def",
    ":   def", "text {: .cls}", "{: #id .k}", "# H {: #own }", "[TOC]", "* a", "!!! note", "    in note", "$$", "`code", "``", "**b**",
    "*it*", "\t tabbed", "{::comment}", "{:/comment}", "{:toc}", "* * *", "\\*x\\*", "![i](p.png)", "https://e.de/x", "a\u00a0b", "é中文",
    "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "",
)  # fmt: skip

bodies = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("\n".join)


_HEAD = re.compile(r"\A(?:---\n.*?\n---\n|\+\+\+\n.*?\n\+\+\+\n)", re.DOTALL)


def _filled(text: str, length: int = 100_000) -> str:
    return (text * (length // len(text) + 1))[:length]


HOSTILE = {
    "brackets": "[" * 50_000,
    "emphasis": "*a " * 30_000,
    "underscores": "_a__b " * 15_000,
    "quotes": "> " * 20_000,
    "divisions": "<div>" * 10_000,
    "open divisions": "<div>\n" * 10_000,
    "markdown divisions": '<div markdown="1">\n' * 3_000,
    "footnotes": "".join(f"a[^{n}]\n\n[^{n}]: n\n\n" for n in range(5_000)),
    "headings": "# a\n\n" * 5_000,
    "headings in one run": _filled("# a\n"),
    "definitions in one run": "a\n" + _filled(": b\n"),
    "paragraphs of a letter": _filled("a\n\n"),
    "ticks": "".join("`" * n + " " for n in range(440)),
    "images": _filled("!["),
    "links": _filled("[a]("),
    "closed brackets": "[" * 25_000 + "]" * 25_000,
    "tags": _filled("<a "),
    "attributes": _filled('<a href="'),
    "comments": _filled("<!-- "),
    "instructions": _filled("<? "),
    "references": _filled("&#"),
    "fences": "```a\n" * 20_000,
    "different fences": "".join("`" * (3 + n % 300) + "x\n" for n in range(700)),
    "nested lists": "".join("    " * n + "- a\n" for n in range(200)),
    "nested quotes": "".join("> " * n + "a\n" for n in range(300)),
    "blanks": "a" + " " * 100_000 + "b",
    "stars": "*" * 100_000,
    "rule": "-" * 100_000,
    "wide table": "|a" * 30_000 + "\n" + "|-" * 30_000,
    "abbreviations": _filled("*[a]: b\n"),
    "used abbreviations": "".join(f"*[w{n}]: t\n" for n in range(5_000)) + _filled("w1 w2 w3 "),
    "mail": _filled("<a@b"),
    "script": "<script>" + _filled("a\n\n"),
    "everything": _filled("*_`[<&\\"),
    "surrogates": "\ud800 " * 1_000,
    "control characters": "\x00\x01\x02klzzwxh:0001\x03 \x02wzxhzdk:0\x03 \x02fw0\x03\x7f\x85\u2028",
}


def corpus_bodies(shared: Path) -> Iterator[tuple[str, str]]:
    """Path and body of every post of the corpus."""
    root = shared / "corpus"
    for path in sorted(root.rglob("*")):
        if path.suffix in (".md", ".markdown"):
            text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
            yield str(path.relative_to(root)), _HEAD.sub("", text, count=1)


def reference_bodies(shared: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """Id, body and the generator's HTML of the posts of a reference file."""
    with gzip.open(shared / "fidelity" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            yield post["id"], post.get("body_after_liquid", post.get("body")), post["html"]


@cache
def comparer(shared: Path) -> ModuleType:
    """The comparer that lies beside the reference files."""
    spec = importlib.util.spec_from_file_location("fidelity_compare", shared / "fidelity" / "compare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def same_page(shared: Path, one: str, other: str, level: str = "strict") -> bool:
    """Whether two articles give the same page, up to white space between blocks."""
    compare = comparer(shared)
    return bool(compare.parse(one.strip(), level) == compare.parse(other.strip(), level))


def available_dialects() -> list[str]:
    """The dialects whose packages exist."""
    packages = {name: "foreword.rendering." + name.replace("-", "_") for name in DIALECT_NAMES}
    return [name for name, package in packages.items() if importlib.util.find_spec(package) is not None]
