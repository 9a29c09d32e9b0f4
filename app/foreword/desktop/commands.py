"""What the actions of the window do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from foreword import files
from foreword.desktop.actions import ACTIONS, WRITING, plain_text
from foreword.desktop.desk import Desk
from foreword.desktop.looks import Looks
from foreword.desktop.message_bar import Message
from foreword.desktop.palette import Entry, Palette
from foreword.desktop.prompts import Choice
from foreword.errors import ForewordError
from foreword.posts import Post

if TYPE_CHECKING:
    from foreword.desktop.offline_pictures import OfflinePictures


class Commands:
    """One method or function for each action of the table."""

    def __init__(
        self, desk: Desk, looks: Looks, open_sample: Callable[[], object], picture_folder: Path
    ) -> None:
        self._window = desk.window
        self._panels = desk.window.panels
        self._actions = desk.actions
        self._session = desk.session
        self._blog = desk.blog
        self._saving = desk.saving
        self._looks = looks
        self._preferences = desk.preferences
        self._prompts = desk.prompts
        self._picture_folder = picture_folder
        self._offline: OfflinePictures | None = None
        self.open_sample = open_sample

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The handler of every action."""
        editor = self._panels.editor
        table: dict[str, Callable[[], object]] = {
            name: partial(self._write, name.replace("_", "-")) for name in WRITING
        }
        table |= {
            "new_post": self.new_post,
            "open_folder": self.choose_folder,
            "open_sample": self.open_sample,
            "save": self._saving.save,
            "reload": self._saving.reload,
            "close_post": self.close_post,
            "keep_pictures": self.keep_pictures,
            "quit": self._window.close,
            "undo": self._session.undo,
            "redo": self._session.redo,
            "find": partial(self._in_text, editor.show_find),
            "replace": partial(self._in_text, editor.show_replace),
            "find_next": partial(self._in_text, editor.find_next),
            "find_previous": partial(self._in_text, editor.find_previous),
            "toggle_library": partial(self._toggle, "toggle_library", "show_library"),
            "toggle_form": partial(self._toggle, "toggle_form", "form_unfolded"),
            "toggle_preview": partial(self._toggle, "toggle_preview", "show_preview"),
            "sync_scrolling": partial(self._toggle, "sync_scrolling", "sync_scrolling"),
            "focus_mode": partial(self._toggle, "focus_mode", "focus_mode"),
            "palette": self.show_palette,
            "go_to_post": self.go_to_post,
            "search_posts": self.search_posts,
            "zoom_in": partial(self._looks.zoom, 1),
            "zoom_out": partial(self._looks.zoom, -1),
            "zoom_reset": partial(self._looks.zoom, 0),
            "theme_system": partial(self._preferences.set, "theme", "system"),
            "theme_light": partial(self._preferences.set, "theme", "light"),
            "theme_dark": partial(self._preferences.set, "theme", "dark"),
            "editor_font": self._looks.choose_font,
            "full_screen": self._full_screen,
            "shortcuts": self.show_shortcuts,
            "this_blog": self.show_blog,
        }
        return table

    def choose_folder(self) -> None:
        """Asks for a folder and opens it."""
        start = self._blog.site.root if self._blog.site else None
        folder = self._prompts.folder("Open the folder of a blog", start)
        if folder is not None:
            self.open_path(folder)

    def open_path(self, path: Path) -> None:
        """Opens a folder, or a post with the blog it belongs to; unsaved changes are asked about first."""
        if not path.exists():
            text = f"“{path}” is not there any more."
            self._panels.bars.show_message(Message("open", text, "problem"))
            return
        if self._blog.site is not None and path.is_file() and not self._is_post(path):
            return
        if not self._saving.may_leave():
            return
        self._close()
        self._blog.open(path)
        site = self._blog.site
        if site is not None:
            self._preferences.add_recent_blog(site.root)
            self._preferences.set("last_folder", str(site.root))
        if path.is_file():
            self.open_post(path)
        else:
            self._panels.library.focus_posts()

    def _is_post(self, path: Path) -> bool:
        """Whether a file can be opened at all, before what is open is let go for it."""
        try:
            Post.load(path)
        except ForewordError as problem:
            self._panels.bars.show_message(Message("open", f"“{path.name}”: {problem}", "problem"))
            return False
        return True

    def open_post(self, path: Path) -> None:
        """Opens a post in place of the open one; unsaved changes are asked about first."""
        if path == self._session.path or not self._saving.may_leave():
            self._panels.library.set_current(self._session.path)
            return
        try:
            self._session.open(path, self._blog.profile)
        except ForewordError as problem:
            self._panels.bars.show_message(Message("open", str(problem), "problem"))
            self._panels.library.set_current(self._session.path)
            return
        self._panels.bars.dismiss("open")
        self._preferences.set("last_post", str(path))
        self._panels.editor.setFocus()

    def close_post(self) -> None:
        """Closes the open post."""
        if self._saving.may_leave():
            self._close()

    def _close(self) -> None:
        if self._session.is_open:
            self._session.close()
        self._preferences.set("last_post", "")

    def new_post(self) -> None:
        """Asks for a title and makes a draft by the generator's naming and the blog's habits."""
        site = self._blog.site
        if site is None or not self._saving.may_leave():
            return
        title = self._prompts.text("New post", "Title of the new post")
        if not title:
            return
        from foreword.library import draft_new_post

        try:
            draft = draft_new_post(site, title, datetime.now().astimezone(), draft=True)
            files.create_file(draft.path, draft.data)
        except ForewordError as problem:
            self._panels.bars.show_message(Message("open", str(problem), "problem"))
            return
        self._session.close()
        self.open_post(draft.path)
        self._blog.refresh()

    def show_palette(self) -> None:
        """The command palette."""
        entries = [
            Entry(plain_text(spec), action.shortcut().toString(), action.trigger)
            for spec, action in self._actions
            if action.isEnabled() and spec.name != "palette"
        ]
        Palette(self._window, "Do something", entries).open()

    def go_to_post(self) -> None:
        """Chooses a post by its title."""
        entries = [
            Entry(post.title, post.path.name, partial(self.open_post, post.path)) for post in self._blog.posts
        ]
        Palette(self._window, "Go to a post", entries).open()

    def search_posts(self) -> None:
        """Puts the cursor into the library's search."""
        self._preferences.set("show_library", True)
        self._panels.library.focus_search()

    def show_shortcuts(self) -> None:
        """All keys, from the table of actions."""
        entries = [
            Entry(
                plain_text(spec),
                self._actions[spec.name].shortcut().toString(),
                self._actions[spec.name].trigger,
            )
            for spec in ACTIONS
            if spec.keys
        ]
        Palette(self._window, "Keyboard shortcuts", entries).open()

    def show_blog(self) -> None:
        """What was recognised about this blog, and why."""
        site = self._blog.site
        if site is None:
            return
        lines = [
            f"Folder: {site.root}",
            f"Made with: {site.label}",
            *site.reasons,
            f"Markdown: {site.dialect_name}",
            *(str(problem) for problem in site.problems),
        ]
        self._prompts.ask(site.name, "\n".join(lines), (Choice("ok", "OK"),))

    def keep_pictures(self) -> None:
        """Fetches pictures of other sites beforehand: those of the open post, or of all posts."""
        site = self._blog.site
        if site is None or (self._offline is not None and self._offline.is_running):
            return
        text = "Pictures from other sites are fetched now and shown when there is no network."
        here = [Choice("post", "Of this post")] if self._session.path else []
        answer = self._prompts.ask("Keep pictures for offline", text, [*here, Choice("all", "Of all posts")])
        if not answer:
            return
        self._preferences.set_remote_pictures(site.root, True)
        self._panels.preview.set_remote_allowed(True)
        path = self._session.path
        posts = [path] if answer == "post" and path else [post.path for post in self._blog.posts]
        self._pictures().keep(site, posts)

    def _pictures(self) -> OfflinePictures:
        if self._offline is None:
            from foreword.desktop.offline_pictures import OfflinePictures

            self._offline = OfflinePictures(self._picture_folder, self._blog.tasks, self._window)
            self._offline.progressed.connect(self._tell_progress)
            self._offline.finished.connect(self._tell_kept)
        return self._offline

    def _tell_progress(self, done: int, total: int) -> None:
        stop = (("Stop", self._pictures().stop),)
        text = f"Fetching pictures: {done} of {total}"
        self._panels.bars.show_message(Message("offline", text, "info", stop, dismissable=False))

    def _tell_kept(self, kept: int, missing: int) -> None:
        text = f"{kept} picture{'' if kept == 1 else 's'} kept for offline."
        if missing:
            text += f" {missing} could not be fetched."
        self._panels.bars.show_message(Message("offline", text, "info"))

    def _write(self, command: str) -> None:
        """Does nothing while a field of the form has the focus: the text is not where the writer looks then."""
        focused = QApplication.focusWidget()
        if focused is None or not self._panels.form.isAncestorOf(focused):
            self._panels.editor.run(command)

    def _in_text(self, act: Callable[[], object]) -> None:
        self._window.show_writing()
        act()

    def _toggle(self, action: str, preference: str) -> None:
        self._preferences.set(preference, self._actions[action].isChecked())

    def _full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()
