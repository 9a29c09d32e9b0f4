"""The scheme `foreword:` that the preview's page lives in: its own files, the blog's pictures, remote pictures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QFile, QIODevice, QObject, Qt, QUrl, QUrlQuery
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import isValid

from foreword.desktop.preview.remote import RemotePictures
from foreword.desktop.preview.sources import Found, PictureSource
from foreword.resources import resource_path

SCHEME = b"foreword"
SHELL = QUrl("foreword://app/shell.html")
_OWN_FILES = {"/shell.html": b"text/html;charset=utf-8", "/article.css": b"text/css;charset=utf-8"}


def register_scheme() -> None:
    """Makes `foreword:` known to the web engine, and lets a web view be made late. Must run before QApplication is
    made; a second call does nothing."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name():
        return
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


class OnlyOwnScheme(QWebEngineUrlRequestInterceptor):
    """Blocks every request that does not stay within Foreword; ``blocked`` counts them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blocked = 0

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Qt asks before each request."""
        if info.requestUrl().scheme() not in {"foreword", "data"}:
            self.blocked += 1
            info.block(True)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers the page's requests. ``pictures`` is None while no post is open."""

    def __init__(self, remote: RemotePictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pictures: PictureSource | None = None
        self.remote_allowed = False
        self._remote = remote

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Qt asks for the content of an address."""
        url = job.requestUrl()
        address = QUrlQuery(url).queryItemValue("a", QUrl.ComponentFormattingOption.FullyDecoded)
        if bytes(job.requestMethod().data()) != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif url.host() == "app":
            self._answer_own(job, url.path())
        elif url.host() in {"post", "site"}:
            self._answer_local(job, address)
        elif url.host() == "remote" and self.remote_allowed:
            self._answer_remote(job, address)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)

    def _answer_own(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        kind = _OWN_FILES.get(path)
        if kind is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        else:
            _reply_file(job, str(resource_path("preview", path[1:])), kind)

    def _answer_local(self, job: QWebEngineUrlRequestJob, address: str) -> None:
        found = self.pictures.find(address) if self.pictures is not None else None
        if isinstance(found, Found):
            _reply_file(job, str(found.path), found.mime.encode("ascii"))
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _answer_remote(self, job: QWebEngineUrlRequestJob, address: str) -> None:
        def answer(found: Found | None) -> None:
            if not isValid(job):
                return
            if found is None:
                job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            else:
                _reply_file(job, str(found.path), found.mime.encode("ascii"))

        self._remote.fetch(address, answer)


def _reply_file(job: QWebEngineUrlRequestJob, path: str, mime: bytes) -> None:
    """Lets the web engine read the file by itself, so that a big picture does not hold up the window."""
    device = QFile(path, job)
    if device.open(QIODevice.OpenModeFlag.ReadOnly):
        job.reply(mime, device)
    else:
        job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
