"""Where two texts differ, as one edit."""

from __future__ import annotations

from foreword.text.edit import Edit


def difference(old: str, new: str) -> Edit | None:
    """The edit that leads from one text to the other, equal beginnings and ends left out; None where they are equal."""
    if old == new:
        return None
    start = common_prefix(old, new)
    end = min(common_suffix(old, new), len(old) - start, len(new) - start)
    return Edit(start, len(old) - end, new[start : len(new) - end])


def common_prefix(left: str, right: str) -> int:
    """How many characters the two have in common at their beginning."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_suffix(left: str, right: str) -> int:
    """How many characters the two have in common at their end."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[len(left) - middle : len(left) - low] == right[len(right) - middle : len(right) - low]:
            low = middle
        else:
            high = middle - 1
    return low
