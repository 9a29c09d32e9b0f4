"""Searching a list: words anywhere, in any case, with or without accents, in any script."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from foreword.library import PostSummary, fold


def post(
    title: str = "Title", words: str = "", categories: tuple[str, ...] = (), tags: tuple[str, ...] = ()
) -> PostSummary:
    return PostSummary(Path("x.md"), title, "published", "", None, categories, tags, words=words)


@pytest.mark.parametrize(
    ("title", "query", "found"),
    [
        ("How to Overcome", "overcome HOW", True),
        ("How to Overcome", "overcame", False),
        ("Crème brûlée", "creme brulee", True),
        ("Creme brulee", "crème", True),
        ("Straße", "strasse", True),
        ("ΑΘΗΝΑ", "αθήνα", True),
        ("日本語のタイトル", "日本", True),
        ("がらす", "からす", False),
        ("한국어 제목", "제목", True),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width", True),
        ("anything", "", True),
        ("anything", "   ", True),
    ],
)
def test_titles(title: str, query: str, found: bool) -> None:
    assert post(title=title).matches(query) is found


def test_categories_tags_and_first_words_are_searched_too() -> None:
    found = post(categories=("News",), tags=("Sea",), words="The first words")
    assert found.matches("news sea first")
    assert not found.matches("news mountain")


@given(st.text())
def test_a_text_finds_itself(text: str) -> None:
    assert post(title=text).matches(text)


@given(st.text())
@example("𝗔")
@example("ΐΰ")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
