"""The window: places the panels and connects them, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from foreword.desktop.actions import Actions
from foreword.desktop.editor import EditorPanel
from foreword.desktop.form import FormPanel
from foreword.desktop.head_source import HeadSource
from foreword.desktop.header import Header
from foreword.desktop.library_panel import LibraryPanel
from foreword.desktop.message_bar import MessageBars
from foreword.desktop.preferences import Preferences
from foreword.desktop.preview import PreviewPanel
from foreword.desktop.status_line import StatusLine
from foreword.desktop.theme import Theme
from foreword.desktop.welcome import WelcomePage

_NARROW = 900
_LEAST_PREVIEW = 260
_WIDTHS = (250, 560, 470)


@dataclass(frozen=True, slots=True)
class Panels:
    """Everything that has a place in the window."""

    header: Header
    library: LibraryPanel
    form: FormPanel
    head_source: HeadSource
    editor: EditorPanel
    preview: PreviewPanel
    bars: MessageBars
    welcome: WelcomePage
    status: StatusLine


class MainWindow(QMainWindow):
    """Three columns in splitters; below 900 px the preview is a tab beside the editor."""

    closing = Signal()
    activated = Signal()
    path_dropped = Signal(Path)

    def __init__(
        self, panels: Panels, actions: Actions, preferences: Preferences, may_close: Callable[[], bool]
    ) -> None:
        super().__init__()
        self.setWindowTitle("Foreword")
        self.setAcceptDrops(True)
        self._panels = panels
        self._actions = actions
        self._preferences = preferences
        self._may_close = may_close
        self._narrow = False
        self._post_open = False
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._tabs = QTabWidget()
        self._stack = QStackedWidget()
        self._place()
        self._fill_menus()
        self._restore()

    @property
    def panels(self) -> Panels:
        """The panels, for the composition root and for tests."""
        return self._panels

    def show_post(self, shown: bool) -> None:
        """Shows the open post, or the welcome page when there is none."""
        self._post_open = shown
        self._stack.setCurrentIndex(1 if shown else 0)
        self._arrange()

    def show_writing(self) -> None:
        """Shows the form and the editor where the preview's tab lies above them."""
        self._tabs.setCurrentIndex(0)

    def apply_theme(self, theme: Theme) -> None:
        """Gives the colours to the panels that draw themselves."""
        panels = self._panels
        panels.header.set_theme(theme)
        panels.library.set_theme(theme)
        panels.editor.set_theme(theme)
        panels.head_source.set_theme(theme)
        panels.preview.set_theme(theme.roles(), theme.dark)

    def apply_visibility(self) -> None:
        """Shows and hides the columns as the writer has chosen."""
        self._panels.library.setVisible(self._preferences.get("show_library"))
        self._panels.form.set_unfolded(self._preferences.get("form_unfolded"))
        self._arrange()

    def keep_layout(self) -> None:
        """Remembers sizes and places for the next start."""
        self._preferences.set_geometry("window", self.saveGeometry())
        if not self._narrow:
            self._preferences.set_geometry("columns", self._columns.saveState())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Unsaved changes are asked about before the window goes."""
        if self._may_close():
            self.keep_layout()
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Tells when the window becomes the active one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A folder or a post may be dropped on the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Opens what was dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                event.acceptProposedAction()
                self.path_dropped.emit(Path(url.toLocalFile()))
                return

    def _place(self) -> None:
        panels = self._panels
        writing = QWidget()
        column = QVBoxLayout(writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(panels.form)
        column.addWidget(panels.editor, 1)
        self._tabs.addTab(writing, "Write")
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.tabBar().hide()
        self._stack.addWidget(panels.welcome)
        self._stack.addWidget(self._tabs)
        middle = QWidget()
        outer = QVBoxLayout(middle)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(panels.bars)
        outer.addWidget(self._stack, 1)
        self._columns.setHandleWidth(1)
        self._columns.setChildrenCollapsible(False)
        for widget, smallest in ((panels.library, 180), (middle, 320), (panels.preview, _LEAST_PREVIEW)):
            widget.setMinimumWidth(smallest)
            self._columns.addWidget(widget)
        self._columns.setStretchFactor(1, 3)
        self._columns.setStretchFactor(2, 2)
        self._columns.setSizes(list(_WIDTHS))
        central = QWidget()
        central.setObjectName("central")
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(panels.header)
        whole.addWidget(self._columns, 1)
        self.setCentralWidget(central)
        self.setStatusBar(panels.status)

    def _fill_menus(self) -> None:
        self._actions.fill(self.menuBar())
        for _spec, action in self._actions:
            self.addAction(action)
        if not self.menuBar().isNativeMenuBar():
            self._panels.header.set_menus(self.menuBar())
            self.menuBar().hide()

    def _restore(self) -> None:
        self.resize(1280, 800)
        geometry = self._preferences.geometry("window")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        columns = self._preferences.geometry("columns")
        if not columns.isEmpty():
            self._columns.restoreState(columns)
        self.apply_visibility()

    def _arrange(self) -> None:
        """Puts the preview into its column, or into a tab where the window is narrow."""
        preview = self._panels.preview
        wanted = bool(self._preferences.get("show_preview")) and self._post_open
        in_tab = self._tabs.indexOf(preview) >= 0
        if self._narrow and wanted and not in_tab:
            preview.setMinimumWidth(0)
            self._tabs.addTab(preview, "Preview")
        elif in_tab and not (self._narrow and wanted):
            self._tabs.removeTab(self._tabs.indexOf(preview))
        if not self._narrow and self._columns.indexOf(preview) < 0:
            preview.setMinimumWidth(_LEAST_PREVIEW)
            self._columns.addWidget(preview)
            self._columns.setSizes(list(_WIDTHS))
        self._tabs.tabBar().setVisible(self._narrow and wanted)
        # Tab would go no further than to the bar that is not there.
        policy = Qt.FocusPolicy.TabFocus if self._narrow and wanted else Qt.FocusPolicy.NoFocus
        self._tabs.setFocusPolicy(policy)
        if not self._narrow:
            preview.setVisible(wanted)
