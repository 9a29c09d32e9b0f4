"""The panel's life: empty, started, crashed, hidden, gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QTabWidget

from desktop.preview.page_reader import Reader
from foreword.desktop.preview import PreviewPanel, Replace, Splice, Unit
from foreword.desktop.preview.web import MOST_CRASHES


def test_everything_may_be_called_before_there_is_a_page(qapp: QApplication) -> None:
    panel = PreviewPanel()
    panel.set_theme({"paper": "#010203"}, dark=True)
    panel.set_zoom(1.5)
    panel.set_language("sv")
    panel.set_remote_allowed(False)
    panel.show_article("<h1>a</h1>", [Unit(place, "<p>old</p>", 1) for place in range(3)])
    panel.patch([Replace(0, "<p>new</p>"), Splice(1, 1, (Unit(9, "<p>nine</p>", 1),))])
    panel.set_header("<h1>b</h1>")
    panel.mark_unit(9)
    panel.scroll_to(9, 0.0)
    panel.resize(400, 300)
    panel.show()
    reader = Reader(panel)
    done: list[bool] = []
    panel.completed.connect(lambda: done.append(True))
    panel.start()
    panel.start()
    reader.until(lambda: bool(done))
    assert reader.dom() == "<p>new</p><p>nine</p><p>old</p>"
    assert reader.js("document.querySelector('.foreword-header').innerHTML") == "<h1>b</h1>"
    assert reader.js("getComputedStyle(document.body).backgroundColor") == "rgb(1, 2, 3)"
    assert reader.js("document.documentElement.lang") == "sv"
    assert reader.js("!document.querySelector('.foreword-mark').hidden")
    reader.until("devicePixelRatio === 1.5")
    panel.stop()
    panel.stop()
    panel.patch([Replace(0, "<p>later</p>")])
    panel.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def kill_page(reader: Reader) -> None:
    web = reader.panel.web
    assert web is not None
    os.kill(web.page.renderProcessPid(), signal.SIGKILL)
    reader.until(lambda: not web.is_ready)


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process by a signal")
def test_a_page_whose_process_died_comes_back_with_the_article_as_it_is_by_then(reader: Reader) -> None:
    web = reader.panel.web
    assert web is not None
    reader.show(["<p>a</p>", "<p>b</p>"], header="<h1>Title</h1>")
    problems: list[str] = []
    connection = reader.panel.problem.connect(problems.append)
    for count in range(MOST_CRASHES):
        kill_page(reader)
        reader.panel.patch([Replace(1, f"<p>b{count}</p>")])
        reader.until(lambda: web.is_ready)
        reader.until(f"document.querySelector('.foreword-article').textContent === 'ab{count}'")
    assert reader.js("document.querySelector('.foreword-header').textContent") == "Title"
    assert problems == []
    kill_page(reader)
    reader.until(lambda: len(problems) == 1)
    reader.panel.patch([Replace(0, "<p>typing goes on</p>")])
    reader.show(["<p>another post</p>"])
    assert reader.dom() == "<p>another post</p>"
    reader.panel.problem.disconnect(connection)


def test_a_hidden_panel_is_filled_all_the_same(reader: Reader) -> None:
    reader.panel.hide()
    units = [Unit(place, f"<p>{place} {'word ' * 50}</p>", 1) for place in range(2000)]
    done: list[bool] = []
    connection = reader.panel.completed.connect(lambda: done.append(True))
    reader.panel.show_article("", units)
    reader.until(lambda: bool(done))
    reader.panel.completed.disconnect(connection)
    assert reader.js("document.querySelectorAll('.foreword-block').length") == 2000
    reader.panel.show()


def test_the_panel_can_move_into_a_tab_and_back(reader: Reader) -> None:
    reader.show(["<p>a</p>"])
    reader.js("window.kept = document.querySelector('p')")
    tabs = QTabWidget()
    tabs.addTab(reader.panel, "Preview")
    tabs.show()
    reader.panel.patch([Replace(0, "<p>b</p>")])
    reader.frames()
    assert reader.js("kept.isConnected && kept.textContent") == "b"
    tabs.removeTab(0)
    reader.panel.setParent(None)
    reader.panel.show()
    reader.frames()
    assert reader.js("kept.isConnected")
    tabs.deleteLater()


START = """
import sys
from foreword.desktop.preview import PreviewPanel, Unit, register_scheme
assert "PySide6.QtWebEngineCore" not in sys.modules
register_scheme()
register_scheme()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
panel = PreviewPanel()
panel.show_article("", [Unit(1, "<p>x</p>", 1)])
panel.show()
assert "PySide6.QtWebEngineWidgets" not in sys.modules
panel.start()
panel.completed.connect({end})
QTimer.singleShot(20000, lambda: app.exit(3))
code = app.exec()
{after}
print("shown")
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("end", "after"),
    [
        ("app.quit", "panel.stop()"),
        ("app.quit", "panel.close(); del panel"),
        ("app.quit", ""),
        ("lambda: (panel.stop(), app.quit())", ""),
        ("lambda: QTimer.singleShot(0, lambda: (panel.deleteLater(), app.quit()))", ""),
    ],
)
def test_the_program_ends_cleanly(end: str, after: str) -> None:
    program = START.format(end=end, after=after)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (0, "shown\n"), done.stderr
    assert "Release of profile" not in done.stderr
    assert "Traceback" not in done.stderr
