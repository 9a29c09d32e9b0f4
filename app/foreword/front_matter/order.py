"""Where among its neighbours a new key belongs."""

from __future__ import annotations

from collections.abc import Sequence


def place_of(key: str, present: Sequence[str], order: Sequence[str]) -> int:
    """The index before which ``key`` goes: behind the last key that ``order`` puts before it, else at the end."""
    if key not in order:
        return len(present)
    earlier = set(order[: order.index(key)])
    before = max((at for at, name in enumerate(present) if name in earlier), default=-1)
    if before >= 0:
        return before + 1
    return 0 if any(name in order for name in present) else len(present)
