"""Connects the find bar with the text: keeps the places found, walks from one to the next, replaces."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from foreword.desktop.editor.find_bar import FindBar
from foreword.desktop.editor.searcher import Answer, Searcher
from foreword.desktop.editor.view import EditorView
from foreword.desktop.search import (
    MOST,
    Found,
    Query,
    SearchProblem,
    find_all,
    last_before,
    next_after,
    replace_all,
)
from foreword.text import Edit
from foreword.writing import Outcome, Selection
from foreword.writing.lines import line_end_at

_LOOK_AGAIN_AFTER_MS = 200
_BUSY_AFTER_MS = 150


class Finder(QObject):
    """Looks again a moment after the text was changed, as long as the bar is open.

    What can take long is done by the search process; whoever wants to go on with the places found hands over what to
    do when they are there.
    """

    def __init__(self, view: EditorView, bar: FindBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._query = Query()
        self._found: list[Found] = []
        self._is_stale = True
        self._searcher = Searcher(self)
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_AFTER_MS)
        self._timer.timeout.connect(self._look)
        self._busy = QTimer(self, singleShot=True, interval=_BUSY_AFTER_MS)
        self._busy.timeout.connect(bar.show_busy)
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

    def stop(self) -> None:
        """Ends what goes on beside the window."""
        self._timer.stop()
        self._busy.stop()
        self._searcher.stop()
        self._is_stale = True

    def go_to_next(self) -> None:
        """Selects the next place behind the selection, from the beginning again at the end."""
        if self._query.text:
            self._refreshed(self._select_next)
        else:
            self.open(replacing=False)

    def go_to_previous(self) -> None:
        """Selects the place before the selection."""
        if self._query.text:
            self._refreshed(self._select_previous)
        else:
            self.open(replacing=False)

    def _select_next(self) -> None:
        chosen = self._view.selection()
        start = chosen.start if self._current(chosen) is None else chosen.end
        self._select(next_after(self._found, start))

    def _select_previous(self) -> None:
        self._select(last_before(self._found, self._view.selection().start))

    def _ask(self, query: Query) -> None:
        self._query = query
        self._look(self._select_first)

    def _select_first(self) -> None:
        if self._found and self._current(self._view.selection()) is None:
            self._select(next_after(self._found, self._view.selection().start))

    def _refreshed(self, then: Callable[[], None]) -> None:
        """Goes on with the places as they are now."""
        if self._is_stale:
            self._look(then)
        else:
            then()

    def _look(self, then: Callable[[], None] | None = None) -> None:
        self._timer.stop()
        self._is_stale = True
        rope, query = self._view.rope, self._query
        try:
            if not query.text or query.is_quick:
                self._take(find_all(rope, query, MOST), then)
                return
            query.pattern()
        except SearchProblem as problem:
            self._refuse(str(problem))
            return

        def take(answer: Answer) -> None:
            if rope is not self._view.rope:
                self._look(then)
            elif "problem" in answer:
                self._refuse(answer["problem"])
            else:
                self._take([Found(start, end) for start, end in answer["places"]], then)

        self._busy.start()
        self._searcher.ask(rope, query, take, kind="find", most=MOST)

    def _take(self, found: list[Found], then: Callable[[], None] | None) -> None:
        self._busy.stop()
        self._found, self._is_stale = found, False
        self._show_count()
        self._view.mark_found([(place.start, place.end) for place in found])
        if then is not None:
            then()

    def _refuse(self, text: str) -> None:
        self._busy.stop()
        self._found, self._is_stale = [], False
        self._bar.show_remark(text)
        self._view.mark_found([])

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
        self._refreshed(lambda: self._replace_here(template))

    def _replace_here(self, template: str) -> None:
        number = self._current(self._view.selection())
        if number is None:
            self._select_next()
            return
        place = self._found[number]
        if self._query.is_quick:
            self._put(Edit(place.start, place.end, template))
        else:
            self._ask_for_edit(self._put, kind="replace", at=place.start, template=template)

    def _put(self, edit: Edit) -> None:
        self._view.perform(Outcome(edit, Selection.at(edit.new_end)))
        self._look(lambda: self._select(next_after(self._found, edit.new_end)))

    def _replace_all(self, template: str) -> None:
        if not self._query.text:
            return
        if self._query.is_quick:
            rope = self._view.rope
            found = find_all(rope, self._query)
            edit = replace_all(rope, found, self._query, template, self._line_end())
            if edit is not None:
                self._put_all(edit)
        else:
            self._ask_for_edit(self._put_all, kind="replace all", template=template)

    def _put_all(self, edit: Edit) -> None:
        cursor = self._view.selection().start
        self._view.perform(Outcome(edit, Selection.at(min(cursor, len(self._view.rope) + edit.growth))))
        self._look()

    def _ask_for_edit(self, put: Callable[[Edit], None], **what: object) -> None:
        """Has the search process find out what replacing comes to; nothing is done where the text has changed by then."""
        rope = self._view.rope

        def take(answer: Answer) -> None:
            self._busy.stop()
            if "problem" in answer:
                self._bar.show_remark(answer["problem"])
            elif answer["edit"] is not None and rope is self._view.rope:
                put(Edit(*answer["edit"]))
            else:
                self._look()

        self._busy.start()
        self._searcher.ask(rope, self._query, take, line_end=self._line_end(), **what)

    def _line_end(self) -> str:
        """How the lines around the cursor end."""
        rope = self._view.rope
        return line_end_at(rope, rope.line_of(self._view.selection().start), self._view.line_end)

    def _text_changed(self) -> None:
        self._is_stale = True
        if self._bar.isVisible():
            self._timer.start()

    def _close(self) -> None:
        self.stop()
        self._view.mark_found([])
        self._view.setFocus()
