"""The article is what kramdown makes of it: on real posts, on kramdown's own cases, on small texts of each construct."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from foreword.rendering.document import render_article
from foreword.rendering.kramdown import KramdownDialect, KramdownOptions

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "kramdown"
POSTS_EQUAL = 0.995
CASES_EQUAL = 0.98


@pytest.fixture(scope="module")
def compare(shared: Path) -> ModuleType:
    """The comparer of the shared data."""
    spec = importlib.util.spec_from_file_location("compare", shared / "fidelity" / "compare.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def references(path: Path, source: str) -> Iterator[tuple[str, str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            found = json.loads(line)
            yield found["id"], found[source], found["html"]


def different(compare: ModuleType, path: Path, source: str) -> tuple[list[str], int]:
    """The ids of the texts that are not equal at the level "exact", and how many texts there are."""
    dialect = KramdownDialect()
    wrong, count = [], 0
    for name, text, expected in references(path, source):
        count += 1
        html = render_article(dialect, text).html
        if compare.parse(html, "exact") != compare.parse(expected, "exact"):
            wrong.append(name)
    return wrong, count


def test_real_posts_are_equal(compare: ModuleType, shared: Path):
    wrong, count = different(compare, shared / "fidelity" / "jekyll.jsonl.gz", "body_after_liquid")
    assert count > 700
    assert len(wrong) <= count * (1 - POSTS_EQUAL), wrong


def test_kramdowns_own_cases_are_equal(compare: ModuleType, shared: Path):
    wrong, count = different(compare, shared / "fidelity" / "kramdown-cases.jsonl.gz", "source")
    assert count > 200
    assert len(wrong) <= count * (1 - CASES_EQUAL), wrong


def fixture_cases() -> Iterator[tuple[str, str, str]]:
    """Every case of the fixture files: its name, with options as JSON at its end, its text and its HTML."""
    for path in sorted(FIXTURES.glob("*.md")):
        pieces = path.read_text(encoding="utf-8").split("\n.\n")
        for name, text, html in zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=False):
            yield f"{path.stem}: {name.strip()}", text, html


def normal(html: str) -> str:
    """The HTML without the white space that means nothing between blocks."""
    pieces = re.split(r"(<pre.*?</pre>|<textarea.*?</textarea>)", html, flags=re.DOTALL)
    kept = [piece if number % 2 else re.sub(r"\s*\n\s*", "\n", piece) for number, piece in enumerate(pieces)]
    return "".join(kept).strip()


CASES = list(fixture_cases())


def test_the_fixture_files_are_read():
    assert len(CASES) > 450


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_small_texts_are_equal(name: str, text: str, expected: str):
    named = re.search(r" (\{\".*\})$", name)
    options = KramdownOptions.from_config(json.loads(named[1]) if named else None)
    assert normal(render_article(KramdownDialect(options), text).html) == normal(expected)
