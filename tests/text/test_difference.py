"""The difference of two texts is one edit, as small as it can be at its ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foreword.text import difference

TEXT = st.text(alphabet="ab\n", max_size=30)


@given(TEXT, TEXT)
def test_leads_from_one_to_the_other(old, new):
    edit = difference(old, new)
    if edit is None:
        assert old == new
        return
    assert edit.apply(old) == new
    removed = old[edit.start : edit.end]
    assert not (removed and edit.replacement and removed[0] == edit.replacement[0])
    assert not (removed and edit.replacement and removed[-1] == edit.replacement[-1])
