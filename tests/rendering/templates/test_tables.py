"""Data files with commas and tabs, as Ruby reads them."""

from __future__ import annotations

import time

import pytest

from foreword.rendering.templates.tables import read_table

TABLES = {
    'a,b\nx,\n,""\n': [{"a": "x", "b": None}, {"a": None, "b": ""}],
    'a,b\r\n"x, ""y""","1\n2"\r\n': [{"a": 'x, "y"', "b": "1\n2"}],
    "a,b\nx\n1,2,3": [{"a": "x", "b": None}, {"a": "1", "b": "2"}],
    "a,a\n1,2\n": [{"a": "1"}],
    "": [],
}


@pytest.mark.parametrize("text", TABLES)
def test_cells(text: str) -> None:
    assert read_table(text, ",") == TABLES[text]


@pytest.mark.parametrize(
    "text",
    ["a\n" + '"' * 1_000_001, "a\n" + 'x,"y' * 300_000, ",".join("abcdefghij" * 2000) + "\n1" * 5000],
    ids=["open quotes", "quotes within", "very wide"],
)
def test_a_table_that_is_none_or_too_big_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(ValueError, match="table"):
        read_table(text, ",")
    assert time.process_time() - began < 1.0
