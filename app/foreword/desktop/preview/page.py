"""The preview's page: it never navigates, opens or runs anything; only our script, in its own world, changes it."""

from __future__ import annotations

import json
from collections.abc import Callable

from PySide6.QtCore import QFile, QIODevice, QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
)

from foreword.desktop.preview.scheme import SHELL
from foreword.resources import resource_text

WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
SCRIPTS = (
    "memory.js", "clean.js", "pictures.js", "morph.js", "edges.js", "long.js", "blocks.js", "scroll.js", "main.js",
)  # fmt: skip
_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows,
    QWebEngineSettings.WebAttribute.JavascriptCanAccessClipboard,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ScreenCaptureEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.TouchIconsEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
)


class PreviewPage(QWebEnginePage):
    """A page that shows the shell and nothing else. ``console`` tells what the web engine had to say about it."""

    link_activated = Signal(QUrl)
    console = Signal(str)

    def __init__(self, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        settings = self.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        self.permissionRequested.connect(lambda permission: permission.deny())
        self.newWindowRequested.connect(lambda request: self.link_activated.emit(request.requestedUrl()))

    def run_script(self) -> None:
        """Starts our script in a page that was just loaded. It is not left to the web engine's script collections,
        which are forgotten when the page gets a new process."""
        self.runJavaScript(_script_source(), WORLD)

    def call(self, function: str, *arguments: object) -> None:
        """Calls a function of the page's script with JSON values."""
        self.runJavaScript(_call_text(function, arguments), WORLD)

    def call_then(self, then: Callable[[], None], function: str, *arguments: object) -> None:
        """Like `call`; ``then`` runs when the page has done it. It does not run when the page goes before that."""
        self.runJavaScript(_call_text(function, arguments), WORLD, lambda _result: then())

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Only the shell is loaded; a link that our script did not catch is told of, not followed."""
        target = QUrl(url)
        if is_main_frame and target == SHELL:
            return True
        if kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_activated.emit(target)
        return False

    def chooseFiles(self, _mode: QWebEnginePage.FileSelectionMode, _old: object, _kinds: object) -> list[str]:
        """A post asks for no file."""
        return []

    def javaScriptConsoleMessage(
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """What the page's policy refused, or an error of our own script."""
        self.console.emit(f"{source}:{line}: {message}")


def _call_text(function: str, arguments: tuple[object, ...]) -> str:
    return f"foreword.{function}({','.join(json.dumps(argument) for argument in arguments)})"


def _script_source() -> str:
    channel = QFile(":/qtwebchannel/qwebchannel.js")
    channel.open(QIODevice.OpenModeFlag.ReadOnly)
    parts = [bytes(channel.readAll().data()).decode("utf-8")]
    parts += [resource_text("preview", name) for name in SCRIPTS]
    return "(() => {\n'use strict';\nif (window.foreword) return;\n" + "\n".join(parts) + "\n})();"
