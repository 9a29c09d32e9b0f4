"""A post of a site while it is being written: templates expanded, rendered, and patched edit by edit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from foreword.rendering.dialect import Notice
from foreword.rendering.live import LiveDocument, Patch, Replace, Splice, Unit
from foreword.rendering.templates.expansion import Expansion
from foreword.sites.article import ArticleSource, may_have_templates
from foreword.text import LineEdit


class LiveArticle:
    """Lines are those of the body as the writer has it; a template's output belongs to the line it stands on."""

    def __init__(self, source: ArticleSource, lines: Sequence[str]) -> None:
        self._source = source
        self._lines = list(lines)
        self._suspects = sum(map(may_have_templates, self._lines))
        self._expansion: Expansion | None = None
        self._map: tuple[int, ...] = ()
        self._waiting: list[LineEdit] = []
        self._stale = self._suspects > 0
        # Whether the document has the lines as they are, but for the edits that wait.
        self._plain = not self._stale
        self._focus = 0
        self._document = LiveDocument(source.dialect, [""] if self._stale else self._lines)

    @property
    def complete(self) -> bool:
        """Whether every edit is shown in every block."""
        return self._document.complete and not self._stale

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What could not be shown exactly, with its line in the body."""
        of_templates = self._expansion.notices if self._expansion is not None else ()
        of_dialect = [Notice(found.message, self._to_source(found.line)) for found in self._document.notices]
        return (*of_templates, *of_dialect)

    def set_focus(self, line: int) -> None:
        """The line that the writer looks at; blocks there are rendered before the others."""
        self._focus = line
        self._document.focus = self._to_expanded(line)

    def set_fields(self, fields: Mapping[str, object]) -> None:
        """The front matter has changed."""
        self._source.set_fields(fields)
        self._stale = self._stale or self._suspects > 0

    def edit(self, edit: LineEdit) -> None:
        """Takes down an edit, of which `step` gives the patch; many at once cost little more than one.

        Raises ValueError for lines that the body does not have.
        """
        if not 0 <= edit.first <= edit.first + edit.removed <= len(self._lines):
            raise ValueError(f"no lines {edit.first}+{edit.removed} in a body of {len(self._lines)}")
        if not edit.lines and edit.removed == len(self._lines):
            raise ValueError("a body has at least one line")
        removed = self._lines[edit.first : edit.first + edit.removed]
        self._suspects += sum(map(may_have_templates, edit.lines)) - sum(map(may_have_templates, removed))
        self._lines[edit.first : edit.first + edit.removed] = edit.lines
        # A template may come to be far from its braces: by its end, or by a fence that no longer hides it.
        if self._stale or self._suspects or not self._plain:
            self._stale = True
            self._waiting.append(edit)
        else:
            self._document.edit(edit)

    def step(self, budget: float) -> Patch:
        """Works for about so many seconds; what has changed since the last step."""
        self._catch_up()
        patch = self._document.step(budget)
        return Patch(tuple(self._restored(patch.changes)), patch.complete)

    def unit_at_line(self, line: float) -> tuple[int, float] | None:
        """The unit that shows a line (with its fraction), and how far down in it the line is, 0 to 1."""
        self._catch_up()
        if self._expansion is None:
            return self._document.unit_at_line(line)
        return self._document.unit_at_line(self._to_expanded(int(line)) + line % 1)

    def line_at_unit(self, unit_id: int, fraction: float) -> float | None:
        """The line (with its fraction) that a place in a unit shows."""
        self._catch_up()
        line = self._document.line_at_unit(unit_id, fraction)
        if line is None or self._expansion is None:
            return line
        return self._to_source(int(line)) + line % 1

    def _expand(self) -> list[str]:
        """Expands the templates; the lines that Markdown gets."""
        expansion = self._source.expand("\n".join(self._lines))
        if not expansion.uses_templates:
            self._expansion, self._map = None, ()
            return self._lines
        self._expansion, self._map = expansion, expansion.line_map()
        return expansion.text.split("\n")

    def _catch_up(self) -> None:
        """Expands the templates of the text as it is now, where that may give something else.

        A placeholder is named for the HTML it stands for, so other HTML is another line of the text.
        """
        if not self._stale:
            return
        waiting, self._waiting, self._stale = self._waiting, [], False
        was_plain = self._plain
        expanded = self._expand()
        self._plain = self._expansion is None
        if not (waiting and was_plain and self._plain):
            change = lines_changed(self._document.lines(), expanded)
            waiting = [] if change is None else [change]
        for edit in waiting:
            self._document.edit(edit)
        self._document.focus = self._to_expanded(self._focus)

    def _restored(self, changes: Sequence[Splice | Replace]) -> Iterator[Splice | Replace]:
        expansion = self._expansion
        if expansion is None or not expansion.replacements:
            yield from changes
            return
        for change in changes:
            if isinstance(change, Replace):
                yield Replace(change.unit_id, expansion.restore(change.html))
            else:
                added = tuple(
                    Unit(unit.id, expansion.restore(unit.html), unit.lines) for unit in change.added
                )
                yield Splice(change.index, change.removed, added)

    def _to_source(self, line: int) -> int:
        return self._map[min(line, len(self._map) - 1)] if self._map else line

    def _to_expanded(self, line: int) -> int:
        return max(0, bisect_right(self._map, line) - 1) if self._map else line


def lines_changed(old: Sequence[str], new: Sequence[str]) -> LineEdit | None:
    """The edit of whole lines that leads from one text to another; None where they are equal."""
    head, shorter = 0, min(len(old), len(new))
    while head < shorter and old[head] == new[head]:
        head += 1
    if head == len(old) == len(new):
        return None
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return LineEdit(head, len(old) - head - tail, tuple(new[head : len(new) - tail]))
