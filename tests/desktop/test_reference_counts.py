"""Fails on a pair of Python and PySide6 that loses references to None (PySide6 6.12 on Python 3.11).

Such a pair aborts the process after a few thousand calls, in the middle of a writer's sentence. A count shows it
long before: the calls run in a process of their own, which reports how many references they cost.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.desktop

CALLS = 3000
# From 3.12 on None is immortal, and its count says nothing: there the calls only have to come back.
COUNTING = """
import json, sys
from PySide6.QtCore import QEvent, QObject, QCoreApplication, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel

class Listener(QObject):
    said = Signal(str)
    def customEvent(self, event):
        return None

class Highlighter(QSyntaxHighlighter):
    def highlightBlock(self, text):
        return None

def cost(action):
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        action()
    return sys.getrefcount(None) - before

CALLS = int(sys.argv[1])
spare = [None, True, False] * 100 * CALLS  # so that a broken pair lives long enough to be counted
application = QApplication([])
label, listener = QLabel("x"), Listener()
document = QTextDocument("a word")
highlighter = Highlighter(document)
heard = listener.said.connect(lambda text: None)
print(json.dumps({
    "a method without a result": cost(lambda: label.setText("x")),
    "an override of a virtual": cost(lambda: QCoreApplication.sendEvent(listener, QEvent(QEvent.Type.User))),
    "a highlighter": cost(highlighter.rehighlight),
    "a slot": cost(lambda: listener.said.emit("x")),
}))
"""


def test_calls_do_not_cost_references_to_none() -> None:
    finished = subprocess.run(
        [sys.executable, "-c", COUNTING, str(CALLS)], capture_output=True, text=True, timeout=100, check=False
    )
    assert finished.returncode == 0, finished.stderr
    costs = json.loads(finished.stdout.splitlines()[-1])
    assert len(costs) == 4
    assert {name: cost for name, cost in costs.items() if abs(cost) >= CALLS // 100} == {}
