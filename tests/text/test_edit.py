"""Edits apply, invert and compose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.text import Edit, apply_edits, compose, invert

TEXT = st.text(alphabet="abc\r\n", max_size=20)


@st.composite
def text_and_edits(draw, count=4):
    text = draw(TEXT)
    edits, current = [], text
    for _ in range(draw(st.integers(0, count))):
        start = draw(st.integers(0, len(current)))
        end = draw(st.integers(start, len(current)))
        edits.append(Edit(start, end, draw(TEXT)))
        current = edits[-1].apply(current)
    return text, edits


@given(text_and_edits())
def test_the_inverse_restores(case):
    text, edits = case
    assert apply_edits(apply_edits(text, edits), invert(text, edits)) == text


@given(text_and_edits(count=2))
def test_a_composed_edit_does_what_both_do(case):
    text, edits = case
    if len(edits) < 2:
        return
    joined = compose(*edits)
    apart = edits[1].end < edits[0].start or edits[1].start > edits[0].new_end
    assert (joined is None) == apart
    if joined is not None:
        assert joined.apply(text) == apply_edits(text, edits)


@pytest.mark.parametrize("span", [(-1, 0), (2, 1)])
def test_a_span_that_is_none_is_refused(span):
    with pytest.raises(ValueError, match="not a span"):
        Edit(*span, "")


def test_an_edit_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="the text at 2"):
        Edit(0, 3, "").apply("ab")
