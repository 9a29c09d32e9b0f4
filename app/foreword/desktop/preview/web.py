"""The web view with its profile, page, scheme and channel, made late and taken apart in the right order."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMenu, QWidget

from foreword.desktop.preview.bridge import Bridge
from foreword.desktop.preview.page import WORLD, PreviewPage
from foreword.desktop.preview.remote import RemotePictures
from foreword.desktop.preview.scheme import SCHEME, SHELL, OnlyOwnScheme, SchemeHandler

MOST_CRASHES = 3
"""How often within `CRASH_SPAN` the page is loaded again after its process died."""
CRASH_SPAN = 60.0
"""Seconds."""


class PreviewView(QWebEngineView):
    """The view without navigation: no drop target, a menu of what makes sense on an article."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy, and Select all."""
        menu = QMenu(self)
        request = self.lastContextMenuRequest()
        page = self.page()
        if request is not None and request.selectedText():
            menu.addAction(page.action(QWebEnginePage.WebAction.Copy))
        menu.addAction(page.action(QWebEnginePage.WebAction.SelectAll))
        menu.popup(event.globalPos())
        menu.aboutToHide.connect(menu.deleteLater)


class WebPreview(QObject):
    """Owns everything of the web engine. The view belongs to ``parent`` and is its older child, the profile its
    younger one: so the view, and with it the page, is gone before the profile even when nobody calls `close`."""

    ready = Signal()
    link_activated = Signal(QUrl)
    source_clicked = Signal(int, float)
    scrolled = Signal(int, float)
    remote_wanted = Signal()
    painted = Signal(int)
    problem = Signal(str)

    def __init__(
        self, parent: QWidget, remote_folder: Path | None, places_tried: Callable[[str], list[str]]
    ) -> None:
        view = PreviewView(parent)
        profile = QWebEngineProfile(parent)
        super().__init__(parent)
        self.view = view
        self.profile = profile
        self.is_ready = False
        self.given_up = False
        self._crashes: list[float] = []
        self.interceptor = OnlyOwnScheme(self)
        self.remote = RemotePictures(remote_folder, self)
        self.handler = SchemeHandler(self.remote, self)
        profile.setUrlRequestInterceptor(self.interceptor)
        profile.installUrlSchemeHandler(SCHEME, self.handler)
        profile.downloadRequested.connect(lambda download: download.cancel())
        self.page = PreviewPage(profile, view)
        self.bridge = Bridge(places_tried, self)
        self.channel = QWebChannel(self)
        self.channel.registerObject("bridge", self.bridge)
        self.page.setWebChannel(self.channel, WORLD)
        self._connect()
        view.setPage(self.page)
        view.setAcceptDrops(False)
        view.setAccessibleName("Preview of the article")

    def load(self) -> None:
        """Loads the shell; `ready` follows."""
        self.is_ready = False
        self.given_up = False
        self.page.load(SHELL)

    def set_paper(self, colour: QColor) -> None:
        """The colour seen before and behind the page."""
        self.page.setBackgroundColor(colour)

    def set_zoom(self, factor: float) -> None:
        """The page's zoom factor."""
        self.view.setZoomFactor(factor)

    def close(self) -> None:
        """Ends the page, then the profile."""
        self.is_ready = False
        for item in (self.view, self.profile):
            if shiboken6.isValid(item):
                shiboken6.delete(item)
        self.deleteLater()

    def _connect(self) -> None:
        self.bridge.ready.connect(self._on_ready)
        self.bridge.scrolled.connect(self.scrolled)
        self.bridge.clicked.connect(self.source_clicked)
        self.bridge.link.connect(self._tell_link)
        self.bridge.remote_wanted.connect(self.remote_wanted)
        self.bridge.painted.connect(self.painted)
        self.page.link_activated.connect(self.link_activated)
        self.page.renderProcessTerminated.connect(self._on_crash)
        self.page.loadFinished.connect(self._on_loaded)

    def _tell_link(self, address: str) -> None:
        url = QUrl(address)
        if url.isValid():
            self.link_activated.emit(url)

    def _on_ready(self) -> None:
        page = self.view.focusProxy()
        if page is not None:
            page.setAccessibleName(self.view.accessibleName())
        self.is_ready = True
        self.ready.emit()

    def _on_loaded(self, ok: bool) -> None:
        """The web engine does not ask about every address (about:blank): after such a one the shell comes back.
        A navigation that was refused ends here too, with the shell still in place. So does a reload: then the page
        is empty and has no script, which in a page that has one does nothing when it is started again."""
        if self.page.url() != SHELL:
            self.load()
        elif ok or self.is_ready:
            self.page.run_script()
        else:
            self.problem.emit("The preview could not be loaded; please install Foreword again.")

    def _on_crash(self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        """The page's process died: load it again, and give up when that keeps happening."""
        self.is_ready = False
        if status == QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        now = time.monotonic()
        self._crashes = [*(moment for moment in self._crashes if now - moment < CRASH_SPAN), now]
        if len(self._crashes) <= MOST_CRASHES:
            QTimer.singleShot(0, self, self.load)
        else:
            self._crashes = []
            self.given_up = True
            self.problem.emit(
                "The preview stopped several times and is off until another post is opened; editing goes on."
            )
