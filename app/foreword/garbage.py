"""Keeps full garbage collections out of the way: one takes 20 ms and more, and a third of the time of a long render."""

from __future__ import annotations

import gc

_NEVER = 1_000_000


def put_off() -> None:
    """From now on the process collects young objects by itself, old ones only when it calls ``gc.collect()``.

    What is there by now stays for good; collections pass over it.
    """
    gc.freeze()
    young, middle, _old = gc.get_threshold()
    gc.set_threshold(young, middle, _NEVER)
    gc.enable()
