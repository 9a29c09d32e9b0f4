"""What changes in the page after an edit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the article that is patched as a whole: one block, or neighbours whose HTML balances only together.

    ``id`` is unique within the live document and stays with the unit; ``lines`` is the number of source lines it
    shows (none for the footnotes at the end).
    """

    id: int
    html: str
    lines: int


@dataclass(frozen=True, slots=True)
class Splice:
    """From unit ``index`` on, ``removed`` units go and ``added`` come. Indices count in the article as it stands after
    the changes before this one."""

    index: int
    removed: int
    added: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Replace:
    """One unit has other HTML now; its place and id stay."""

    unit_id: int
    html: str


@dataclass(frozen=True, slots=True)
class Patch:
    """Changes to be made in their order. Where not ``complete``, more will come from `LiveDocument.step`."""

    changes: tuple[Splice | Replace, ...] = ()
    complete: bool = True
