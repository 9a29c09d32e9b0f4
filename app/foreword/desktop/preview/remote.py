"""Pictures from other sites, fetched once and kept in a folder so that they show offline."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

from foreword.desktop.preview.sources import Found
from foreword.rendering.pictures import SIGNATURE_SIZE, picture_type

LARGEST_PICTURE = 25_000_000
"""Bytes; a bigger picture is not fetched."""
FRESH_FOR = 7 * 24 * 3600.0
"""Seconds for which a kept picture is shown without asking its site again."""
TIMEOUT = 20_000
"""Milliseconds without any data after which a fetch is given up."""

Answer = Callable[[Found | None], None]


class RemotePictures(QObject):
    """Fetches pictures into ``folder``. Without a folder nothing is fetched."""

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._network: QNetworkAccessManager | None = None
        self._waiting: dict[str, list[Answer]] = {}

    def kept(self, address: str) -> Found | None:
        """The kept copy of a picture, however old."""
        path = self._path(address)
        if path is None:
            return None
        try:
            with path.open("rb") as stream:
                mime = picture_type(stream.read(SIGNATURE_SIZE), path.name)
        except OSError:
            return None
        return Found(path, mime) if mime else None

    def fetch(self, address: str, answer: Answer) -> None:
        """Calls ``answer`` once, now or later: with the picture, or with None when it cannot be had.

        A kept copy younger than `FRESH_FOR` is the answer; an older one is when its site cannot be reached.
        """
        url = QUrl(f"https:{address}" if address.startswith("//") else address)
        kept = self.kept(address)
        fresh = kept is not None and time.time() - kept.path.stat().st_mtime < FRESH_FOR
        if fresh or self._folder is None or url.scheme() not in {"http", "https"}:
            answer(kept)
            return
        waiting = self._waiting.setdefault(address, [])
        waiting.append(answer)
        if len(waiting) == 1:
            self._request(address, url)

    def _request(self, address: str, url: QUrl) -> None:
        if self._network is None:
            self._network = QNetworkAccessManager(self)
            self._network.finished.connect(self._finish)
        request = QNetworkRequest(url)
        request.setTransferTimeout(TIMEOUT)
        request.setMaximumRedirectsAllowed(5)
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, "Foreword")
        request.setRawHeader(b"Accept", b"image/*")
        manual = QNetworkRequest.LoadControl.Manual
        request.setAttribute(QNetworkRequest.Attribute.CookieLoadControlAttribute, manual)
        request.setAttribute(QNetworkRequest.Attribute.CookieSaveControlAttribute, manual)
        reply = self._network.get(request)
        reply.setProperty("address", address)
        reply.downloadProgress.connect(self._limit)

    def _limit(self, received: int, total: int) -> None:
        reply = self.sender()
        if isinstance(reply, QNetworkReply) and max(received, total) > LARGEST_PICTURE:
            reply.abort()

    def _finish(self, reply: QNetworkReply) -> None:
        address = str(reply.property("address"))
        if reply.error() == QNetworkReply.NetworkError.NoError:
            data = bytes(reply.readAll().data())
            fits = len(data) <= LARGEST_PICTURE
            if fits and picture_type(data[:SIGNATURE_SIZE], reply.url().path()):
                with contextlib.suppress(OSError):
                    self._keep(address, data)
        reply.deleteLater()
        found = self.kept(address)
        for answer in self._waiting.pop(address, []):
            answer(found)

    def _keep(self, address: str, data: bytes) -> None:
        path = self._path(address)
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
        temporary.write_bytes(data)
        temporary.replace(path)

    def _path(self, address: str) -> Path | None:
        if self._folder is None:
            return None
        name = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / name[:2] / name[2:]
