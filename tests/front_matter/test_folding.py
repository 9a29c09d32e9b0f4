"""A folded text stays broken where it was; what is written reads as the value that was set."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foreword.front_matter import read_head
from foreword.front_matter.folding import keep_breaks

HEAD = "---\nd: >\n  one two\n  three four\n  five\n\n  six seven\n  eight\nx: 1\n---\n"
VALUE = "one two three four five\nsix seven eight\n"


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (VALUE.replace("four", "4"), HEAD.replace("four", "4")),
        (VALUE.replace("eight\n", "eight and more\n"), HEAD.replace("eight\n", "eight and more\n")),
        (VALUE.replace("eight\n", "eight \n"), HEAD.replace("eight\n", "eight \n")),
        (VALUE.replace("one two", "one big two"), HEAD.replace("one two", "one big two")),
        (VALUE.replace("five\n", "\n"), HEAD.replace("  three four\n  five\n", "  three four\n")),
    ],
)
def test_only_what_changed_changes(new, expected):
    head = read_head(HEAD)
    assert head.fields["d"] == VALUE
    edited = head.set("d", new).apply(HEAD)
    assert yaml.safe_load(edited.split("---\n")[1])["d"] == new
    if new.split("\n")[0].endswith(" "):
        return
    assert edited == expected


LINES = st.lists(
    st.text(alphabet="ab c", min_size=1, max_size=12).map(lambda s: "w" + s.strip()), min_size=1, max_size=5
)
WORDS = st.lists(st.sampled_from(["a", "bb", "ccc", "dddddddd"]), min_size=1, max_size=30).map(" ".join)


@given(LINES, st.lists(WORDS, min_size=1, max_size=3).map("\n".join))
def test_kept_lines_read_as_the_text(old, text):
    lines = keep_breaks(old, text, 20)
    if lines is None:
        return
    source = ">\n" + "\n".join(f"  {line}" if line else "" for line in lines) + "\n"
    assert yaml.safe_load(source) == text + "\n"
