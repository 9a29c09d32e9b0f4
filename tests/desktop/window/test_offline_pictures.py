"""Pictures of other sites: asked about once, fetched beforehand, shown when their site is gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage


def _png() -> bytes:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x884422)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.fixture
def picture_site() -> Iterator[ThreadingHTTPServer]:
    """A site on this machine with pictures, and one address without any."""
    data = _png()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = "gone" not in self.path
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            if found:
                self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_pictures_are_kept_and_show_when_their_site_is_gone(driver, post, picture_site):
    home = f"http://127.0.0.1:{picture_site.server_address[1]}"
    text = f"---\ntitle: T\nimage: {home}/lead.png\n---\n![one]({home}/one.png) ![two]({home}/gone.png)\n"
    post.write_text(text, encoding="utf-8")
    driver.open(post)
    driver.until(lambda: "pictures" in driver.panels.bars.texts())
    driver.prompts.answers = ["post"]
    driver.desk.actions["keep_pictures"].trigger()
    driver.until(lambda: "kept for offline" in driver.panels.bars.texts().get("offline", ""))
    assert driver.panels.bars.texts()["offline"] == "2 pictures kept for offline. 1 could not be fetched."
    picture_site.shutdown()
    picture_site.server_close()
    driver.desk.session.close()
    driver.open(post)
    driver.until_js("[...document.images].filter(i => i.naturalWidth === 40).length === 2")


def test_the_answer_about_pictures_is_asked_once_a_blog(driver, post, picture_site):
    home = f"http://127.0.0.1:{picture_site.server_address[1]}"
    post.write_text(f"---\ntitle: T\n---\n![one]({home}/one.png)\n", encoding="utf-8")
    other = post.with_name("2024-01-01-other.md")
    other.write_text(f"---\ntitle: O\n---\n![one]({home}/two.png)\n", encoding="utf-8")
    driver.open(post)
    driver.until(lambda: "pictures" in driver.panels.bars.texts())
    driver.panels.bars.press("pictures", "Show")
    driver.until_js("document.images[0] && document.images[0].naturalWidth === 40")
    driver.panels.library.post_requested.emit(other)
    driver.until_js("document.images[0] && document.images[0].src.includes('two.png')")
    driver.until_js("document.images[0].naturalWidth === 40")
    assert "pictures" not in driver.panels.bars.texts()
