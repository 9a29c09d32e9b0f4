"""The form: one row a field, the keys that could be added, and the source of the block behind a button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from foreword.desktop.form.fields.image import ImageEditor
from foreword.desktop.form.rows import FieldRows
from foreword.desktop.form.view import FieldView, FormView
from foreword.desktop.labels import PlainLabel, without_mnemonic

_HIGHEST = 0.46
_SIDE, _LEAST_SIDE = 28, 6
_LEAST_SOURCE = 100


class FormPanel(QWidget):
    """A view of the front matter. Typing in a field asks for an edit of its value and of nothing else."""

    field_edited = Signal(str, object)
    field_source_edited = Signal(str, str)
    field_removed = Signal(str)
    field_added = Signal(str, object)  # key, FieldKind or None when the writer typed the name
    picture_requested = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()
    unfolded = Signal(bool)

    def __init__(self, source_view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._view = FormView()
        self._open = True
        self._more = False
        self._tab_order: list[QWidget] = []
        self._rows = FieldRows(self)
        self._source_view = source_view
        self._summary = QPushButton(self)
        self._summary.setObjectName("link")
        self._summary.setToolTip("Unfold the form (F8)")
        self._remark = PlainLabel(parent=self)
        self._remark.setObjectName("fieldLabel")
        self._remark.setWordWrap(True)
        self._more_button = _link_button("", self)
        self._add_button = _link_button("Add field", self)
        self._source_button = _link_button("Source", self)
        self._source_button.setCheckable(True)
        self._lay_out()
        self._connect()
        self.show_form(FormView())

    def show_form(self, view: FormView) -> None:
        """Takes the front matter as it is now; rows that are still of the same kind keep focus and cursor."""
        self._view = view
        self._rows.show_fields(view.fields, more=self._more)
        self._order_tabs()
        self._refresh()

    def keys(self) -> list[str]:
        """The keys that have a row, folded ones included, in the file's order."""
        return [field.key for field in self._view.fields]

    def editor(self, key: str) -> QWidget:
        """The widget of a field. Raises KeyError."""
        return self._rows.editor(key)

    def settle(self) -> None:
        """Asks for what has been typed and not been asked for yet: the post is about to be saved or let go."""
        self._rows.settle()

    def show_refusal(self, key: str, reason: str) -> None:
        """Says at a field why its edit was refused."""
        self._rows.show_remark(key, reason)

    def set_unfolded(self, unfolded: bool) -> None:
        """One line (title, date, state) or all fields."""
        if self._open != unfolded:
            self._open = unfolded
            self._refresh()
            self.unfolded.emit(unfolded)

    def show_more(self, more: bool) -> None:
        """Shows or folds away the rare and empty fields."""
        self._more = more
        self._rows.show_fields(self._view.fields, more=more)
        self._refresh()

    def set_locator(self, locate: Callable[[str], str | None]) -> None:
        """How picture fields find the file of an address."""
        self._rows.set_locator(locate)

    def take_picture(self, key: str, address: str) -> None:
        """Gives a picture field the address of the file that the writer chose."""
        editor = self._rows.editor(key)
        if isinstance(editor, ImageEditor):
            editor.take_address(address)

    def focus_field(self, key: str) -> None:
        """Puts the cursor into a field, unfolding what hides it."""
        self.set_unfolded(True)
        if any(field.key == key and field.folded for field in self._view.fields):
            self.show_more(True)
        self._rows.editor(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo keys in any widget of the form are the window's."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo):
                self.undo_requested.emit()
                return True
            if event.matches(QKeySequence.StandardKey.Redo):
                self.redo_requested.emit()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._rows)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        self._rows.setAutoFillBackground(False)
        self._scroll = scroll
        self._stack = QStackedWidget(self)
        self._stack.addWidget(scroll)
        self._stack.addWidget(self._source_view)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(self._rows.label_width + 4, 0, 0, 0)
        buttons.setSpacing(10)
        for button in (self._more_button, self._add_button, self._source_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._buttons = QWidget(self)
        self._buttons.setLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 10, _SIDE, 8)
        self._column = column
        column.setSpacing(4)
        column.addWidget(self._summary)
        column.addWidget(self._remark)
        column.addWidget(self._stack)
        column.addWidget(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        rows = self._rows
        rows.field_edited.connect(self.field_edited)
        rows.field_source_edited.connect(self.field_source_edited)
        rows.field_removed.connect(self.field_removed)
        rows.picture_requested.connect(self.picture_requested)
        rows.resized.connect(self._fit)
        self._summary.clicked.connect(lambda: self.set_unfolded(True))
        self._more_button.clicked.connect(lambda: self.show_more(not self._more))
        self._add_button.clicked.connect(self._offer_fields)
        self._source_button.toggled.connect(lambda _on: self._refresh())

    def _order_tabs(self) -> None:
        """New widgets come last in Qt's order; Tab follows what is seen."""
        buttons = [self._more_button, self._add_button, self._source_button]
        parts = [self._summary, *self._rows.parts(), *buttons]
        if parts != self._tab_order:
            self._tab_order = parts
            for one, next_one in pairwise(parts):
                QWidget.setTabOrder(one, next_one)

    def _refresh(self) -> None:
        view = self._view
        in_source = self._source_button.isChecked()
        self._summary.setVisible(not self._open)
        self._summary.setText(without_mnemonic(view.summary) or "No front matter")
        self._stack.setVisible(self._open)
        self._stack.setCurrentIndex(1 if in_source else 0)
        self._buttons.setVisible(self._open)
        folded = sum(field.folded for field in view.fields)
        self._more_button.setVisible(bool(folded) and not in_source)
        fields = "field" if folded == 1 else "fields"
        self._more_button.setText("▾ fewer fields" if self._more else f"▸ {folded} more {fields}")
        self._source_button.setText("Back to the fields" if in_source else "Source")
        self._add_button.setVisible(not view.problem and not in_source)
        remark = view.problem or " ".join(view.findings)
        self._remark.setText(remark)
        self._remark.setVisible(self._open and bool(remark))
        self._fit()

    def _indent_buttons(self) -> None:
        """The buttons stand below the fields, further to the left where they would be cut off there."""
        row = self._buttons.layout()
        if row is not None:
            room = self.contentsRect().width() - 2 * self._column.contentsMargins().left()
            wanted = row.sizeHint().width() - row.contentsMargins().left()
            row.setContentsMargins(max(0, min(self._rows.label_width + 4, room - wanted)), 0, 0, 0)

    def _set_sides(self) -> None:
        """Gives the room at both sides to the fields where they would be cut off without it."""
        bar = self._scroll.verticalScrollBar()
        wanted = self._rows.minimumSizeHint().width() + (bar.sizeHint().width() if bar.isVisible() else 0)
        side = max(_LEAST_SIDE, min(_SIDE, (self.width() - wanted) // 2))
        if side != self._column.contentsMargins().left():
            self._column.setContentsMargins(side, 10, side, 8)

    def _fit(self) -> None:
        self._set_sides()
        self._indent_buttons()
        parent = self.parentWidget()
        limit = int((parent.height() if parent and parent.height() > 200 else 800) * _HIGHEST)
        if self._source_button.isChecked():
            self._stack.setFixedHeight(max(_LEAST_SOURCE, min(self._source_view.sizeHint().height(), limit)))
            return
        wanted = self._rows.layout_height(self._scroll.viewport().width())
        self._stack.setFixedHeight(max(4, min(wanted, limit)))

    def resizeEvent(self, event: object) -> None:
        """See QWidget."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _offer_fields(self) -> None:
        menu = QMenu(self)
        for key, kind in self._view.suggestions:
            name = without_mnemonic(FieldView(key, kind, None, "").label)
            menu.addAction(name, partial(self.field_added.emit, key, kind))
        if self._view.suggestions:
            menu.addSeparator()
        menu.addAction("Another field…", lambda: self.field_added.emit("", None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._add_button.mapToGlobal(self._add_button.rect().bottomLeft()))


def _link_button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName("link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
