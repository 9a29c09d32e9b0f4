"""The preview panel: an empty widget at first, a page that follows the post once `start` has been called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from foreword.desktop.preview.article import ArticleState, Operation, without_outdated
from foreword.desktop.preview.sources import Missing, PictureSource
from foreword.desktop.preview.units import Change, Unit

if TYPE_CHECKING:
    from foreword.desktop.preview.page import PreviewPage
    from foreword.desktop.preview.web import WebPreview


class PreviewPanel(QWidget):
    """Shows an article given as units, and changes just what is patched.

    Everything may be called at any time, before `start` and while the page loads: the latest state is shown as soon
    as there is a page. ``remote_folder`` is where pictures of other sites are kept; without it they are never fetched.
    """

    started = Signal()
    """The page is there and shows the article's beginning."""
    completed = Signal()
    """The page has got the last unit of an article."""
    link_activated = Signal(QUrl)
    """A link was clicked: its address as the post has it, so possibly relative. Nothing was opened."""
    source_clicked = Signal(int, float)
    """A click into a unit: its id and how far down in it, 0 to 1."""
    scrolled = Signal(int, float)
    """The reader scrolled: the unit at the top of the page and how much of it is above, 0 to 1."""
    remote_pictures_wanted = Signal()
    """The first picture of another site was met, and the writer has not said yet whether to load such pictures."""
    painted = Signal(int)
    """The answer to `report_paint`."""
    problem = Signal(str)
    """The page could not be shown; a sentence for the writer."""

    def __init__(self, parent: QWidget | None = None, *, remote_folder: Path | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName("Preview")
        self.setAutoFillBackground(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._remote_folder = remote_folder
        self._article = ArticleState()
        self._header = ""
        self._variables: dict[str, str] = {}
        self._dark = False
        self._paper = QColor("#FFFEFC")
        self._zoom = 1.0
        self._language = ""
        self._marked: int | None = None
        self._pictures: PictureSource | None = None
        self._pictures_version = 0
        self._remote_allowed: bool | None = None
        self._remote_asked = False
        self._web: WebPreview | None = None
        self._generation = 0
        self._is_busy = False
        self._held: list[Operation] = []
        self._after_held: list[tuple[str, tuple[object, ...]]] = []
        self._tells_completion = False

    # Life

    def start(self) -> None:
        """Makes the web view. Takes some 150 ms, so call it after the window's first paint; once."""
        if self._web is not None:
            return
        from foreword.desktop.preview.web import WebPreview

        self._web = WebPreview(self, self._remote_folder, self._places_tried)
        self._web.ready.connect(self._fill_page)
        self._web.link_activated.connect(self.link_activated)
        self._web.source_clicked.connect(self.source_clicked)
        self._web.scrolled.connect(self.scrolled)
        self._web.remote_wanted.connect(self._ask_about_remote)
        self._web.painted.connect(self.painted)
        self._web.problem.connect(self.problem)
        self._web.set_paper(self._paper)
        self._web.set_zoom(self._zoom)
        box = self.layout()
        if box is not None:
            box.addWidget(self._web.view)
        self._web.load()

    def stop(self) -> None:
        """Takes the web view apart in the order that the web engine needs; call it before the application ends."""
        if self._web is not None:
            self._web.close()
            self._web = None

    @property
    def web(self) -> WebPreview | None:
        """The web view and its page, for tests and for printing; None before `start`."""
        return self._web

    # The article

    def show_article(self, header_html: str, units: Sequence[Unit]) -> None:
        """Shows another article from its top. The page keeps what it shows until the new beginning is ready; a long
        article follows in slices. A later call replaces an earlier one that is still under way."""
        self._header = header_html
        self._article.load(units)
        self._marked = None
        self._generation += 1
        if self._web is not None and self._web.given_up:
            self._web.load()
        self._show_beginning()

    def patch(self, changes: Sequence[Change]) -> None:
        """Changes the article in place; where the reader is and what is selected stay. Raises IndexError or KeyError
        for a place or unit that does not exist.

        While the page has still to do with what it was given last (a paragraph as long as a book), changes are held
        back and those of the same unit made one: so the page never falls behind, however fast the changes come.
        """
        operations = self._article.apply(changes)
        if self._ready_page is None:
            self._article.forget_page()
        elif operations:
            self._held = without_outdated(self._held, operations)
            if not self._is_busy:
                self._go_on(self._generation)

    def set_header(self, header_html: str) -> None:
        """Changes what stands above the article: lead picture, title, date, tags."""
        if header_html != self._header:
            self._header = header_html
            self._call("header", header_html)

    def report_paint(self, token: int) -> None:
        """Emits `painted` with the token after the second animation frame from now (only while the panel is seen)."""
        self._call_in_order("paint", token)

    @property
    def is_busy(self) -> bool:
        """Whether the page has still to do with what it was given, or is to be given more."""
        return self._is_busy

    # Places

    def scroll_to(self, unit_id: int, fraction: float) -> None:
        """Moves this point of the unit to the top, unless the reader has scrolled the page just now."""
        self._call_in_order("scrollTo", unit_id, fraction)

    def mark_unit(self, unit_id: int | None) -> None:
        """Marks the unit that the cursor is in with a bar beside it; None marks nothing."""
        if unit_id != self._marked:
            self._marked = unit_id
            self._call("mark", unit_id)

    # Looks

    def set_theme(self, roles: Mapping[str, str], dark: bool) -> None:
        """Colours by role ("paper", "ink", "soft ink", "accent background", "code" …) as CSS colours. Roles that are
        not given keep article.css's own value for light or dark."""
        self._variables = {f"--{_kebab(role)}": colour for role, colour in roles.items()}
        self._dark = dark
        self._paper = QColor(roles.get("paper", "#1C1D1F" if dark else "#FFFEFC"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._paper)
        self.setPalette(palette)
        if self._web is not None:
            self._web.set_paper(self._paper)
        self._call("theme", self._variables, dark)

    def set_zoom(self, factor: float) -> None:
        """The size of everything on the page; 1.0 is natural, 0.25 to 5.0 is possible."""
        self._zoom = min(5.0, max(0.25, factor))
        if self._web is not None:
            self._web.set_zoom(self._zoom)

    def set_language(self, tag: str) -> None:
        """The article's language ("en", "zh-CN"), for hyphenation and the choice of glyphs; empty for unknown."""
        self._language = tag
        self._call("language", tag)

    # Pictures

    def set_pictures(self, source: PictureSource | None) -> None:
        """Where the next article's pictures come from; call it before `show_article`."""
        self._pictures = source
        self._pictures_version += 1

    def refresh_pictures(self) -> None:
        """Reads the pictures of the article again (files of the blog have changed)."""
        self._pictures_version += 1
        self._send_pictures()

    def set_remote_allowed(self, allowed: bool | None) -> None:
        """Whether pictures of other sites are fetched; the article follows at once. None: the writer has not been
        asked for this blog yet, so the first one met in the next article emits `remote_pictures_wanted`, once until
        this is called again."""
        self._remote_allowed = allowed
        self._remote_asked = False
        if allowed is not None:
            self._send_pictures()

    # Inside

    @property
    def _ready_page(self) -> PreviewPage | None:
        return self._web.page if self._web is not None and self._web.is_ready else None

    def _call(self, function: str, *arguments: object) -> None:
        page = self._ready_page
        if page is not None:
            page.call(function, *arguments)

    def _fill_page(self) -> None:
        """A page without content is there: the first one, or one that was loaded again after a crash."""
        if self._web is not None:
            self._web.set_zoom(self._zoom)
        self._call("theme", self._variables, self._dark)
        self._call("language", self._language)
        self._article.forget_page()
        self._generation += 1
        self._show_beginning()
        self.started.emit()

    def _show_beginning(self) -> None:
        page = self._ready_page
        if page is None:
            return
        self._send_pictures()
        self._held, self._after_held = [], []
        self._is_busy = self._tells_completion = True
        batch = self._article.next_batch()
        generation = self._generation
        page.call_then(lambda: self._go_on(generation), "show", self._header, batch)
        if self._marked is not None:
            page.call("mark", self._marked)

    def _go_on(self, generation: int) -> None:
        """The page has done what it was given last; give it what changed meanwhile, then the next slice, unless the
        article is another one by now."""
        page = self._ready_page
        if page is None or generation != self._generation:
            return
        self._is_busy = True
        if self._held:
            held, self._held = self._held, []
            later, self._after_held = self._after_held, []
            page.call_then(lambda: self._go_on(generation), "apply", held)
            for function, arguments in later:
                page.call(function, *arguments)
            return
        batch = self._article.next_batch()
        if batch:
            page.call_then(lambda: self._go_on(generation), "append", batch)
            return
        self._is_busy = False
        if self._tells_completion:
            self._tells_completion = False
            self.completed.emit()

    def _call_in_order(self, function: str, *arguments: object) -> None:
        """Calls a function of the page behind the changes that are held back."""
        if self._held:
            self._after_held.append((function, arguments))
        else:
            self._call(function, *arguments)

    def _send_pictures(self) -> None:
        if self._web is None:
            return
        own = self._pictures.own_addresses if self._pictures is not None else ()
        hosts = [address.split("//", 1)[-1].rstrip("/").lower() for address in own]
        allowed = self._remote_allowed is True
        self._web.handler.pictures = self._pictures
        self._web.handler.remote_allowed = allowed
        told = self._remote_allowed is not None or self._remote_asked
        self._call("pictures", self._pictures_version, hosts, allowed, told)

    def _ask_about_remote(self) -> None:
        if self._remote_allowed is None and not self._remote_asked:
            self._remote_asked = True
            self.remote_pictures_wanted.emit()

    def _places_tried(self, address: str) -> list[str]:
        found = self._pictures.find(address) if self._pictures is not None else None
        return list(found.tried) if isinstance(found, Missing) else []


def _kebab(role: str) -> str:
    return role.strip().lower().replace(" ", "-").replace("_", "-")
