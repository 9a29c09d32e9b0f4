"""What the preview is given: units of the article, and how they change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the article that is patched as a whole: one block, or neighbours whose HTML balances only together.

    ``id`` is unique within the article and stays with the unit; ``lines`` is the number of source lines it shows.
    """

    id: int
    html: str
    lines: int


@dataclass(frozen=True, slots=True)
class Splice:
    """From unit ``index`` on, ``removed`` units go and ``added`` come. Indices count in the article as it stands
    after the changes before this one."""

    index: int
    removed: int
    added: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Replace:
    """One unit has other HTML now (a heading's id, a footnote's number); its place and id stay."""

    unit_id: int
    html: str


Change = Splice | Replace
