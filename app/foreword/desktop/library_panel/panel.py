"""The library: search, groups with their counts, and the posts of the chosen group."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from foreword.desktop.library_panel.delegate import PostDelegate
from foreword.desktop.library_panel.model import GROUPS, PostsModel
from foreword.desktop.theme import Theme
from foreword.library import PostSummary

_SEARCH_DELAY_MS = 60
_GROUP = Qt.ItemDataRole.UserRole


class LibraryPanel(QWidget):
    """Lists posts and asks for one to be opened."""

    post_requested = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._current: Path | None = None
        self._model = PostsModel(self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText("Search posts")
        self._search.setAccessibleName("Search posts")
        self._search.setClearButtonEnabled(True)
        self._groups = _GroupList(self)
        self._posts = _PostList(self)
        self._delegate = PostDelegate(self)
        self._posts.setModel(self._model)
        self._posts.setItemDelegate(self._delegate)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_SEARCH_DELAY_MS)
        self._lay_out()
        self._search.textChanged.connect(lambda _text: self._delay.start())
        self._delay.timeout.connect(self._filter)
        self._groups.currentRowChanged.connect(lambda _row: self._filter())
        self._posts.clicked.connect(self._request)
        self._posts.chosen.connect(self._request)
        self._search.returnPressed.connect(self._open_first)

    def set_posts(self, posts: Sequence[PostSummary]) -> None:
        """Shows the posts of a blog in the given order."""
        self._model.set_posts(posts)
        self._groups.show_counts(self._model.counts())
        self._mark()

    def set_current(self, path: Path | None) -> None:
        """Marks the post that is open."""
        self._current = path
        self._mark()

    def focus_search(self) -> None:
        """Puts the cursor into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def focus_posts(self) -> None:
        """Puts the focus into the list of posts."""
        self._posts.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of the list."""
        self._delegate.set_theme(theme)
        self._posts.viewport().update()

    def titles(self) -> list[str]:
        """The titles that are listed, from the top."""
        return [self._model.post_at(row).title for row in range(self._model.rowCount())]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 8)
        top.addWidget(self._search)
        column.addLayout(top)
        column.addWidget(self._groups)
        rule = QFrame(self)
        rule.setObjectName("rule")
        column.addWidget(rule)
        column.setSpacing(0)
        column.addWidget(self._posts, 1)

    def _filter(self) -> None:
        item = self._groups.currentItem()
        group = str(item.data(_GROUP)) if item else "all"
        self._model.set_filter(group, self._search.text().strip())
        self._mark()

    def _mark(self) -> None:
        row = self._model.row_of(self._current)
        selection = self._posts.selectionModel()
        if row < 0:
            selection.clear()
            return
        index = self._model.index(row)
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._posts.scrollTo(index)

    def _request(self, index: QModelIndex) -> None:
        self.post_requested.emit(self._model.post_at(index.row()).path)
        self._mark()

    def _open_first(self) -> None:
        self._delay.stop()
        self._filter()
        if self._model.rowCount():
            self._request(self._model.index(0))


class _GroupList(QListWidget):
    """The groups; one line each, with the count at the right edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filters")
        self.setAccessibleName("Groups of posts")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for group, text in GROUPS:
            item = QListWidgetItem(self)
            item.setData(_GROUP, group)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            item.setSizeHint(QSize(0, 27))
            self.setItemWidget(item, _GroupRow(text, self))
        self.setCurrentRow(0)
        self.currentRowChanged.connect(lambda _row: self._embolden())
        self._embolden()

    def show_counts(self, counts: dict[str, int]) -> None:
        shown = 0
        for row in range(self.count()):
            item = self.item(row)
            group = str(item.data(_GROUP))
            count = counts[group]
            hidden = group in ("scheduled", "page") and not count
            item.setHidden(hidden)
            shown += not hidden
            name = dict(GROUPS)[group]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {count}")
            widget = self.itemWidget(item)
            if isinstance(widget, _GroupRow):
                widget.set_count(count)
        self.setFixedHeight(27 * shown + 8)

    def _embolden(self) -> None:
        for row in range(self.count()):
            widget = self.itemWidget(self.item(row))
            if isinstance(widget, _GroupRow):
                widget.set_chosen(row == self.currentRow())


class _GroupRow(QWidget):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        self._name = QLabel(text, self)
        self._count = QLabel("", self)
        row.addWidget(self._name, 1)
        row.addWidget(self._count)

    def set_count(self, count: int) -> None:
        self._count.setText(str(count))

    def set_chosen(self, chosen: bool) -> None:
        for label in (self._name, self._count):
            font = label.font()
            font.setBold(chosen)
            label.setFont(font)


class _PostList(QListView):
    chosen = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("posts")
        self.setAccessibleName("Posts")
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setTabKeyNavigation(False)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(60)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            # Without a current post nothing would show where the focus is.
            first = self.model().index(0, 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
