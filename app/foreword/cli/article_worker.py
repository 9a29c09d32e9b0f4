"""The render process: ``foreword --worker`` keeps the article of the open post and answers with patches.

One JSON object a line, both ways. Requests: ``open`` (site, path, head, body, dialect options come from the site),
``edit`` (a line edit), ``head``, ``focus``, ``locate`` and ``line`` (places). Answers: ``patch``, ``located``,
``line``, ``failed``. Edits that have come in meanwhile are all made before the next patch, so the latest text wins.
The process ends with its standard input, so it dies with the window that started it.
"""

from __future__ import annotations

import gc
import json
import os
import queue
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from foreword import garbage
from foreword.errors import ForewordError
from foreword.front_matter import WritingProfile, read_head
from foreword.rendering.live import Patch, Replace
from foreword.rendering.math import with_mathml
from foreword.sites import open_site
from foreword.sites.article import article_source
from foreword.sites.live_article import LiveArticle
from foreword.text import LineEdit, split_lines

_SLICE = 0.012
"""Seconds of rendering between two looks at what has come in."""
_REST = 1.0
"""Seconds without a request after which there is time to collect garbage."""
Message = dict[str, Any]


def serve_articles(source: TextIO, target: TextIO) -> None:
    """Answers until ``source`` ends. A process of its own: the garbage collector is set for its way of working.

    A full collection of a long article takes longer than many slices, so it waits for a rest.
    """
    garbage.put_off()
    inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(source, inbox), daemon=True)
    reader.start()
    ended = False
    try:
        _serve(inbox, ArticleServer(target))
        ended = True
    except BrokenPipeError:
        _leave(0)
    finally:
        if not ended:
            traceback.print_exc()
            _leave(1)


def _serve(inbox: queue.SimpleQueue[Message | None], server: ArticleServer) -> None:
    has_rested = True
    while True:
        try:
            message = inbox.get(block=server.idle, timeout=None if has_rested else _REST)
        except queue.Empty:
            if server.idle:
                gc.collect()
                has_rested = True
            else:
                server.work()
                has_rested = False
            continue
        if message is None:
            return
        server.take(message)


def _leave(code: int) -> None:
    """Ends the process while the reader still waits: an ordinary end would be aborted, and reported as a crash."""
    sys.stderr.flush()
    os._exit(code)


def _read(source: TextIO, inbox: queue.SimpleQueue[Message | None]) -> None:
    """Ends with the source, also in the middle of a line that the window could no longer finish."""
    try:
        for line in iter(source.readline, ""):
            inbox.put(json.loads(line))
    except ValueError:
        return
    finally:
        inbox.put(None)


class ArticleServer:
    """The open post's article and what of it has not been told yet."""

    def __init__(self, target: TextIO) -> None:
        self._target = target
        self._article: LiveArticle | None = None
        self._generation = 0
        self._dialect = ""
        self._profile: WritingProfile | None = None
        self._pending = False
        self._edits = 0

    @property
    def idle(self) -> bool:
        """Whether there is nothing left to do but wait."""
        return not self._pending

    def take(self, message: Message) -> None:
        """Takes one request. Requests for an article that is no longer the open one are passed over."""
        kind = message["kind"]
        if kind == "open":
            self._open(message)
        elif self._article is None or message["generation"] != self._generation:
            return
        elif kind == "edit":
            self._article.edit(LineEdit(message["first"], message["removed"], tuple(message["lines"])))
            self._edits, self._pending = message["number"], True
        elif kind == "head":
            self._article.set_fields(read_head(message["head"], self._profile).fields)
            self._pending = True
        elif kind == "focus":
            self._article.set_focus(message["line"])
        elif kind == "locate":
            self._answer("located", token=message["token"], found=self._article.unit_at_line(message["line"]))
        elif kind == "line":
            line = self._article.line_at_unit(message["unit"], message["fraction"])
            self._answer("line", token=message["token"], found=line)

    def work(self) -> None:
        """Renders for one slice and tells what has changed."""
        article = self._article
        if article is None:
            self._pending = False
            return
        patch = article.step(_SLICE)
        self._pending = not patch.complete
        notices = [[found.message, found.line] for found in article.notices] if patch.complete else None
        self._answer(
            "patch",
            changes=_plain(patch),
            complete=patch.complete,
            number=self._edits,
            dialect=self._dialect,
            notices=notices,
        )

    def _open(self, message: Message) -> None:
        self._generation, self._edits = message["generation"], 0
        try:
            site, path = open_site(Path(message["site"])), Path(message["path"])
            source = article_source(site, path, datetime.now().astimezone())
        except ForewordError as problem:
            self._article = None
            self._answer("failed", message=str(problem))
            return
        self._profile = site.writing_profile(None)
        source.set_fields(read_head(message["head"], self._profile).fields)
        self._dialect = source.dialect.name
        self._article = LiveArticle(source, split_lines(message["body"]))
        self._article.set_focus(message.get("focus", 0))
        self._pending = True

    def _answer(self, kind: str, **content: object) -> None:
        json.dump({"kind": kind, "generation": self._generation, **content}, self._target, ensure_ascii=True)
        self._target.write("\n")
        self._target.flush()


def _plain(patch: Patch) -> list[list[object]]:
    """Changes as JSON: ["replace", unit, html] and ["splice", index, removed, [[unit, html, lines] ...]]."""
    changes: list[list[object]] = []
    for change in patch.changes:
        if isinstance(change, Replace):
            changes.append(["replace", change.unit_id, with_mathml(change.html)])
        else:
            added = [[unit.id, with_mathml(unit.html), unit.lines] for unit in change.added]
            changes.append(["splice", change.index, change.removed, added])
    return changes
