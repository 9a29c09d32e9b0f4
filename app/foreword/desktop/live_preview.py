"""Keeps the preview equal to the open post: tells the render process of edits, patches the page by its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from foreword.desktop.preview import Change, PreviewPanel, Replace, Splice, Unit
from foreword.desktop.session import BodyEdit, Session
from foreword.desktop.tasks import WorkerProcess
from foreword.rendering.page import page_header

_PATIENCE_MS = 10_000
"""How long the render process may be silent while it has something to do, before it is started anew."""
_TRIES = 2


class LivePreview(QObject):
    """One open post's article in the preview. All rendering is done by a process that can be killed, so that no
    text, however hostile, holds up typing."""

    rendered = Signal()
    failed = Signal(str)

    def __init__(
        self,
        session: Session,
        panel: PreviewPanel,
        worker: WorkerProcess,
        site_root: Callable[[], Path | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._panel = panel
        self._worker = worker
        self._site_root = site_root
        self._generation = 0
        self._sent = 0
        self._shown = 0
        self._begun = False
        self._open = False
        self._complete = True
        self._focus = 0
        self._tries = 0
        self._dialect = ""
        self._notices: tuple[tuple[str, int], ...] = ()
        self._places: dict[int, Callable[[Any], None]] = {}
        self._token = 0
        self._request = QTimer(self, singleShot=True, interval=0)
        self._request.timeout.connect(self._request_article)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._start_anew)
        worker.received.connect(self._received)
        worker.ended.connect(self._start_anew)
        session.body_edited.connect(self._body_edited)
        session.head_edited.connect(self._head_edited)

    @property
    def dialect_name(self) -> str:
        """The dialect that is shown."""
        return self._dialect

    @property
    def notices(self) -> tuple[tuple[str, int], ...]:
        """What could not be shown exactly, each with its line in the body, from 0."""
        return self._notices

    @property
    def up_to_date(self) -> bool:
        """Whether the panel has been given all that follows from the text as it is now."""
        return self._complete and self._shown == self._sent

    def warm_up(self) -> None:
        """Has the render process ready for a post that is to come. It takes a core for a while: not while one opens."""
        self._worker.start()

    def show_post(self, *, wait: bool = False) -> None:
        """Shows the open post from its top; a long one arrives in slices. With ``wait`` nothing is done before
        `begin` is called."""
        self._tries = 0
        self._focus = 0
        self._open = self._complete = False
        # Sending a long text takes some milliseconds: not in the same event that puts it into the editor.
        if not wait:
            self._request.start()

    def begin(self) -> None:
        """Begins what `show_post` was told to wait with."""
        self._request_article()

    def clear(self) -> None:
        """Shows nothing."""
        self._request.stop()
        self._open = False
        self._complete = True
        self._patience.stop()
        self._generation += 1
        self._panel.show_article("", [])

    def set_focus(self, line: int) -> None:
        """Tells which line of the body the writer looks at; blocks there are rendered before the others."""
        self._focus = line
        if self._open and not self._complete:
            self._send("focus", line=line)

    def locate(self, line: float, then: Callable[[tuple[int, float]], None]) -> None:
        """Finds the unit that shows a line of the body, and how far down in it the line is (0 to 1)."""
        self._ask("locate", lambda found: then((int(found[0]), float(found[1]))), line=line)

    def line_of(self, unit_id: int, fraction: float, then: Callable[[float], None]) -> None:
        """Finds the line of the body (with its fraction) that a place in a unit shows."""
        self._ask("line", lambda found: then(float(found)), unit=unit_id, fraction=fraction)

    def _request_article(self) -> None:
        root, path = self._site_root(), self._session.path
        if root is None or path is None:
            self._complete = True
            return
        self._generation += 1
        self._sent = self._shown = 0
        self._begun, self._open, self._complete = False, True, False
        self._places.clear()
        head, body = self._session.head_source, self._session.body
        self._send("open", site=str(root), path=str(path), head=head, body=body, focus=self._focus)
        self._patience.start()

    def _body_edited(self, change: BodyEdit) -> None:
        if not self._open:
            return
        if change.lines is None:
            self._request_article()
            return
        self._sent += 1
        lines = change.lines
        self._send("edit", number=self._sent, first=lines.first, removed=lines.removed, lines=lines.lines)
        if not self._patience.isActive():
            self._patience.start()

    def _head_edited(self) -> None:
        self._panel.set_header(page_header(self._session.head.fields))
        if self._open:
            self._send("head", head=self._session.head_source)

    def _ask(self, kind: str, then: Callable[[Any], None], **content: object) -> None:
        if self._open:
            self._token += 1
            self._places = {token: asked for token, asked in self._places.items() if token > self._token - 8}
            self._places[self._token] = then
            self._send(kind, token=self._token, **content)

    def _send(self, kind: str, **content: object) -> None:
        self._worker.send({"kind": kind, "generation": self._generation, **content})

    def _received(self, answer: Mapping[str, Any]) -> None:
        if not self._open or answer["generation"] != self._generation:
            return
        kind = answer["kind"]
        if kind == "patch":
            self._take_patch(answer)
        elif kind == "failed":
            self._complete = True
            self._patience.stop()
            self.failed.emit(answer["message"])
        else:
            then = self._places.pop(answer["token"], None)
            if then is not None and answer["found"] is not None:
                then(answer["found"])

    def _take_patch(self, answer: Mapping[str, Any]) -> None:
        changes = _changes(answer["changes"])
        self._shown, self._complete = answer["number"], answer["complete"]
        if not self._begun:
            self._begun = True
            self._panel.show_article(page_header(self._session.head.fields), _beginning(changes))
        elif changes:
            self._panel.patch(changes)
        if self.up_to_date:
            self._patience.stop()
            self._tries = 0
        else:
            self._patience.start()
        if self._complete:
            self._dialect = answer["dialect"]
            self._notices = tuple((str(text), int(line)) for text, line in answer["notices"])
            self.rendered.emit()

    def _start_anew(self) -> None:
        """The process has died, or has been silent for too long. The last good page stays until it has caught up."""
        self._worker.stop()
        if not self._open:
            return
        self._tries += 1
        if self._tries < _TRIES:
            self._request_article()
        else:
            self._patience.stop()
            self._open = False
            self._complete = True
            self.failed.emit("The preview stands still: this post takes too long to render.")


def _changes(given: list[list[Any]]) -> list[Change]:
    changes: list[Change] = []
    for kind, *rest in given:
        if kind == "replace":
            changes.append(Replace(rest[0], rest[1]))
        else:
            changes.append(Splice(rest[0], rest[1], tuple(Unit(*unit) for unit in rest[2])))
    return changes


def _beginning(changes: list[Change]) -> list[Unit]:
    """The units that stand after the first changes, made to nothing."""
    units: list[Unit] = []
    for change in changes:
        if isinstance(change, Replace):
            place = next(at for at, unit in enumerate(units) if unit.id == change.unit_id)
            units[place] = Unit(change.unit_id, change.html, units[place].lines)
        else:
            units[change.index : change.index + change.removed] = change.added
    return units
