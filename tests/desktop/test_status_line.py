"""Words are counted as writers count them, and line by line the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.desktop.status_line import StatusLine, count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two  three\n", 3),
        ("don't stop, it’s fine", 4),
        ("**bold** _it_ `code`", 3),
        ("你好世界", 4),
        ("Java 应用 server", 4),
        ("한국어 단어", 2),
        ("3.14 and 2", 4),
    ],
)
def test_counts_words(text, words):
    assert count_words(text) == words


@given(st.lists(st.text(alphabet="ab'’ 你-_1", max_size=12), max_size=5))
def test_counts_of_lines_add_up(lines):
    assert sum(map(count_words, lines)) == count_words("\n".join(lines))


def test_one_word_is_one_word(qapp):
    line = StatusLine()
    shown = []
    for count in (0, 1, 2, 4321):
        line.set_words(count)
        shown.append(line._words.text())
    assert shown == ["0 words", "1 word · 1 min", "2 words · 1 min", "4\u202f321 words · 20 min"]
    line.deleteLater()
