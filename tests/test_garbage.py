"""Old garbage waits until it is asked for; young garbage goes by itself."""

from __future__ import annotations

import gc
import sys
import weakref

from foreword import garbage


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def dropped(*, old: bool) -> weakref.ref[Ring]:
    ring = Ring()
    if old:
        gc.collect(0)
        gc.collect(1)
    return weakref.ref(ring)


def make_garbage() -> None:
    for _ in range(60_000):
        Ring()


def test_old_garbage_waits_until_it_is_asked_for() -> None:
    garbage.put_off()
    assert gc.isenabled()
    old = dropped(old=True)
    young = dropped(old=False)
    make_garbage()
    assert young() is None
    if sys.version_info < (3, 14):  # later ones collect old garbage bit by bit, which holds nothing up
        assert old() is not None
    gc.collect()
    assert old() is None


def test_what_is_there_already_stays() -> None:
    before = dropped(old=False)
    garbage.put_off()
    gc.collect()
    assert before() is not None
