"""Connects the find bar with the text: keeps the places found, walks from one to the next, replaces."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, QTimer

from foreword.desktop.editor.find_bar import FindBar
from foreword.desktop.editor.search import (
    MOST,
    Found,
    Query,
    find_all,
    last_before,
    next_after,
    replace_all,
    replaced,
)
from foreword.desktop.editor.view import EditorView
from foreword.text import Edit
from foreword.writing import Outcome, Selection

_LOOK_AGAIN_AFTER_MS = 200


class Finder(QObject):
    """Looks again a moment after the text was changed, as long as the bar is open."""

    def __init__(self, view: EditorView, bar: FindBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._query = Query()
        self._found: list[Found] = []
        self._is_stale = True
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_AFTER_MS)
        self._timer.timeout.connect(self._look)
        bar.query_changed.connect(self._ask)
        bar.next_requested.connect(self.go_to_next)
        bar.previous_requested.connect(self.go_to_previous)
        bar.replace_requested.connect(self._replace)
        bar.replace_all_requested.connect(self._replace_all)
        bar.closed.connect(self._close)
        view.document().contentsChanged.connect(self._text_changed)

    def open(self, *, replacing: bool) -> None:
        """Shows the bar; a selection within one line is what to look for."""
        chosen = self._view.selection()
        text = self._view.rope.slice(chosen.start, min(chosen.end, chosen.start + 200))
        self._bar.open("" if "\n" in text or "\r" in text else text, replacing=replacing)

    def go_to_next(self) -> None:
        """Selects the next place behind the selection, from the beginning again at the end."""
        if not self._query.text:
            self.open(replacing=False)
            return
        self._refresh()
        chosen = self._view.selection()
        start = chosen.start if self._current(chosen) is None else chosen.end
        self._select(next_after(self._found, start))

    def go_to_previous(self) -> None:
        """Selects the place before the selection."""
        if not self._query.text:
            self.open(replacing=False)
            return
        self._refresh()
        self._select(last_before(self._found, self._view.selection().start))

    def _ask(self, query: Query) -> None:
        self._query = query
        self._look()
        if self._found and self._current(self._view.selection()) is None:
            self._select(next_after(self._found, self._view.selection().start))

    def _look(self) -> None:
        self._timer.stop()
        self._is_stale = False
        try:
            self._found = find_all(self._view.rope, self._query, MOST)
        except re.error as problem:
            self._found = []
            self._bar.show_problem(str(problem).capitalize())
        else:
            self._show_count()
        self._view.mark_found([(place.start, place.end) for place in self._found])

    def _refresh(self) -> None:
        if self._is_stale:
            self._look()

    def _show_count(self) -> None:
        current = self._current(self._view.selection())
        count = len(self._found)
        self._bar.show_count(None if current is None else current + 1, count, more=count == MOST)

    def _current(self, chosen: Selection) -> int | None:
        number = next_after(self._found, chosen.start)
        if number is None:
            return None
        place = self._found[number]
        return number if (place.start, place.end) == (chosen.start, chosen.end) else None

    def _select(self, number: int | None) -> None:
        if number is not None:
            place = self._found[number]
            self._view.select(Selection(place.start, place.end))
            self._show_count()

    def _replace(self, template: str) -> None:
        self._refresh()
        number = self._current(self._view.selection())
        if number is None:
            self.go_to_next()
            return
        place = self._found[number]
        try:
            text = replaced(place, self._query, template, self._view.line_end)
        except (re.error, IndexError) as problem:
            self._bar.show_problem(str(problem).capitalize())
            return
        edit = Edit(place.start, place.end, text)
        self._view.perform(Outcome(edit, Selection.at(edit.new_end)))
        self._look()
        self._select(next_after(self._found, edit.new_end))

    def _replace_all(self, template: str) -> None:
        rope, cursor = self._view.rope, self._view.selection().start
        try:
            found = find_all(rope, self._query)
            edit = replace_all(rope, found, self._query, template, self._view.line_end)
        except (re.error, IndexError) as problem:
            self._bar.show_problem(str(problem).capitalize())
            return
        if edit is not None:
            self._view.perform(Outcome(edit, Selection.at(min(cursor, len(self._view.rope) + edit.growth))))
            self._look()

    def _text_changed(self) -> None:
        self._is_stale = True
        if self._bar.isVisible():
            self._timer.start()

    def _close(self) -> None:
        self._timer.stop()
        self._view.mark_found([])
        self._view.setFocus()
