"""Connects panels, session and blog: who asks whom, in one place to read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl

from foreword.desktop.after_paint import AfterPaint
from foreword.desktop.commands import Commands
from foreword.desktop.desk import Desk
from foreword.desktop.form_presenter import first_value, form_view
from foreword.desktop.message_bar import Message
from foreword.desktop.preview import BlogPictures, Found
from foreword.desktop.scroll_sync import ScrollSync
from foreword.desktop.session import BodyEdit
from foreword.desktop.status_presenter import StatusPresenter
from foreword.errors import ForewordError
from foreword.front_matter import FieldKind
from foreword.rendering.pictures import PicturePlaces
from foreword.text import Edit
from foreword.text.lines import dominant_line_end
from foreword.writing import Habits

_SWITCHES = {
    "show_library": "toggle_library",
    "form_unfolded": "toggle_form",
    "show_preview": "toggle_preview",
    "sync_scrolling": "sync_scrolling",
    "focus_mode": "focus_mode",
}
"""Preferences that an action switches on and off."""


class Workbench(QObject):
    """The connections of one window."""

    def __init__(self, desk: Desk, commands: Commands) -> None:
        super().__init__(desk.window)
        self._window = desk.window
        self._panels = desk.window.panels
        self._actions = desk.actions
        self._session = session = desk.session
        self._blog = blog = desk.blog
        self._live = live = desk.live
        self._commands = commands
        self._preferences = preferences = desk.preferences
        self._prompts = desk.prompts
        self._saving = desk.saving
        self._status = StatusPresenter(session, blog, self._panels.status, self)
        ScrollSync(self._panels.editor, self._panels.preview, live, preferences, self)
        self._pictures: BlogPictures | None = None
        self._shown_by_editor = False
        self._enabled_for: tuple[bool, bool] | None = None
        self._connect_blog()
        self._connect_session()
        self._connect_form()
        self._connect_preview()
        desk.window.activated.connect(desk.saving.check_disk)
        desk.window.path_dropped.connect(commands.open_path)
        preferences.changed.connect(self._preference_changed)
        for key, name in _SWITCHES.items():
            self._actions[name].setChecked(preferences.get(key))
        self._panels.editor.set_focus_mode(preferences.get("focus_mode"))
        self._show_state()
        self._show_welcome()

    def _connect_blog(self) -> None:
        panels, commands = self._panels, self._commands
        self._blog.opened.connect(self._blog_opened)
        self._blog.listed.connect(self._blog_listed)
        self._blog.failed.connect(lambda text: panels.bars.show_message(Message("blog", text, "problem")))
        panels.library.post_requested.connect(commands.open_post)
        panels.welcome.open_requested.connect(commands.choose_folder)
        panels.welcome.sample_requested.connect(commands.open_sample)
        panels.welcome.folder_requested.connect(commands.open_path)
        panels.welcome.new_post_requested.connect(commands.new_post)

    def _connect_session(self) -> None:
        session, editor = self._session, self._panels.editor
        session.opened.connect(self._post_opened)
        session.body_edited.connect(self._body_edited)
        session.head_edited.connect(self._show_form)
        session.state_changed.connect(self._show_state)
        editor.edit_requested.connect(self._edit_from_editor)
        editor.undo_requested.connect(session.undo)
        editor.redo_requested.connect(session.redo)
        editor.selection_changed.connect(lambda _start, _end: self._show_place())

    def _connect_form(self) -> None:
        form, source = self._panels.form, self._panels.head_source
        form.field_edited.connect(
            lambda key, value: self._ask(key, lambda: self._session.edit_field(key, value))
        )
        form.field_source_edited.connect(
            lambda key, text: self._ask(key, lambda: self._session.edit_field_source(key, text))
        )
        form.field_removed.connect(lambda key: self._ask(key, lambda: self._session.remove_field(key)))
        form.field_added.connect(self._add_field)
        form.picture_requested.connect(self._choose_picture)
        form.undo_requested.connect(self._session.undo)
        form.redo_requested.connect(self._session.redo)
        form.unfolded.connect(lambda unfolded: self._preferences.set("form_unfolded", unfolded))
        self._saving.settling.connect(form.settle)
        form.set_locator(self._picture_file)
        source.edit_requested.connect(lambda edit, _group: self._session.edit_head_source(edit))
        source.undo_requested.connect(self._session.undo)
        source.redo_requested.connect(self._session.redo)

    def _connect_preview(self) -> None:
        preview = self._panels.preview
        preview.link_activated.connect(self._follow_link)
        preview.remote_pictures_wanted.connect(self._ask_about_pictures)
        preview.problem.connect(
            lambda text: self._panels.bars.show_message(Message("preview", text, "problem"))
        )
        self._live.rendered.connect(self._show_dialect)
        self._live.failed.connect(
            lambda text: self._panels.bars.show_message(Message("preview", text, "problem"))
        )

    def _blog_opened(self) -> None:
        site = self._blog.site
        if site is None:
            return
        self._panels.bars.clear()
        self._panels.library.set_posts(())
        self._panels.header.set_blog(site.name, site.label)
        self._panels.welcome.show_blog(site.name, None)
        for problem in site.problems:
            self._panels.bars.show_message(Message("blog", str(problem), "warning"))
        self._panels.preview.set_remote_allowed(self._preferences.remote_pictures(site.root))
        self._show_state()

    def _blog_listed(self) -> None:
        site, posts = self._blog.site, self._blog.posts
        if site is None:
            return
        number = sum(post.group != "page" for post in posts)
        self._panels.library.set_posts(posts)
        self._panels.library.set_current(self._session.path)
        self._panels.header.set_blog(site.name, f"{site.label} · {number} post{'' if number == 1 else 's'}")
        self._panels.welcome.show_blog(site.name, number)
        self._show_form()

    def _post_opened(self) -> None:
        session, panels = self._session, self._panels
        panels.library.set_current(session.path)
        site, path = self._blog.site, session.path
        self._window.show_post(session.is_open)
        if site is None or path is None:
            self._live.clear()
            panels.editor.set_text("")
            panels.status.set_place(0, 0)
            panels.status.set_notice("")
            panels.header.set_dialect("", "")
            self._show_welcome()
            return
        places = PicturePlaces(path.parent, site.root, tuple(site.static_roots()), site.base_url)
        self._pictures = BlogPictures(places)
        panels.preview.set_pictures(self._pictures)
        panels.editor.set_habits(Habits(nesting=4) if site.dialect_name == "python-markdown" else Habits())
        panels.editor.set_text(session.body, dominant_line_end(session.head_source))
        self._show_place()
        self._show_form()
        is_first = panels.preview.web is None
        self._live.show_post(wait=is_first)
        if is_first:
            AfterPaint(panels.editor.view.viewport(), self._start_preview)

    def _start_preview(self) -> None:
        """The text is on the screen: what the preview needs may take its time now."""
        self._live.begin()
        self._panels.preview.start()

    def _edit_from_editor(self, edit: Edit, group: str) -> None:
        """The editor shows its own edits already; all others it is told of."""
        self._shown_by_editor = True
        try:
            self._session.edit_body(edit, group)
        finally:
            self._shown_by_editor = False

    def _body_edited(self, change: BodyEdit) -> None:
        if not self._shown_by_editor:
            self._panels.editor.apply(change.edit, reveal=True)

    def _show_form(self) -> None:
        session, site = self._session, self._blog.site
        layouts = site.layouts() if site else ()
        status = self._status.status.capitalize()
        self._panels.head_source.show_source(session.head_source)
        self._panels.form.show_form(
            form_view(session.head, session.problem, self._blog.schema, layouts, status)
        )

    def _show_state(self) -> None:
        session = self._session
        open_now = (self._blog.site is not None, session.is_open)
        if open_now != self._enabled_for:
            self._enabled_for = open_now
            self._actions.enable(blog=open_now[0], post=open_now[1])
        for name, possible in (("undo", session.can_undo), ("redo", session.can_redo)):
            self._actions[name].setEnabled(possible)
        self._actions["save"].setEnabled(session.is_modified)
        if self._window.isWindowModified() != session.is_modified:
            self._window.setWindowModified(session.is_modified)
        name = f"{session.path.name}[*] — " if session.path else ""
        self._window.setWindowTitle(f"{name}Foreword")

    def _show_place(self) -> None:
        editor = self._panels.editor
        if not self._session.is_open:
            return
        self._panels.status.set_place(editor.cursor_line() + 1, editor.cursor_column() + 1)

    def _show_dialect(self) -> None:
        notices = [f"Line {line + 1}: {message}" for message, line in self._live.notices]
        name = self._live.dialect_name
        self._panels.header.set_dialect(f"{name} · approximate" if notices else name, "\n".join(notices))
        text = (
            f"Preview approximate in {len(notices)} place{'' if len(notices) == 1 else 's'}"
            if notices
            else ""
        )
        self._panels.status.set_notice(text, "\n".join(notices))

    def _show_welcome(self) -> None:
        if self._blog.site is None:
            self._panels.welcome.show_welcome(self._preferences.recent_blogs())

    def _ask(self, key: str, edit: Callable[[], object]) -> None:
        try:
            edit()
        except ForewordError as refusal:
            self._panels.form.show_refusal(key, str(refusal))

    def _add_field(self, key: str, kind: FieldKind | None) -> None:
        name = key or self._prompts.text("Add a field", "Name of the new field")
        if not name:
            return
        if name not in self._session.head.fields:
            value = first_value(kind)
            self._ask(name, lambda: self._session.edit_field(name, value))
        if name in self._session.head.fields:
            self._panels.form.focus_field(name)

    def _choose_picture(self, key: str) -> None:
        site, path = self._blog.site, self._session.path
        if site is None or path is None:
            return
        chosen = self._prompts.picture("Choose a picture of this blog", site.static_roots()[0])
        if chosen is None:
            return
        for root in site.static_roots():
            if root in chosen.parents:
                self._panels.form.take_picture(key, f"/{chosen.relative_to(root).as_posix()}")
                return
        text = "This picture lies outside the blog's folder; copy it into the blog first."
        self._panels.bars.show_message(Message("picture", text, "warning"))

    def _picture_file(self, address: str) -> str | None:
        found = self._pictures.find(address) if self._pictures else None
        return str(found.path) if isinstance(found, Found) else None

    def _ask_about_pictures(self) -> None:
        site = self._blog.site
        if site is None:
            return

        def answer(allowed: bool) -> None:
            self._preferences.set_remote_pictures(site.root, allowed)
            self._panels.preview.set_remote_allowed(allowed)

        text = "Show pictures from other sites in this blog's previews?"
        choices = (("Show", lambda: answer(True)), ("Never", lambda: answer(False)))
        self._panels.bars.show_message(Message("pictures", text, "info", choices, dismissable=False))

    def _follow_link(self, url: QUrl) -> None:
        if url.isRelative() and url.host():
            url.setScheme("https")
        if url.isRelative():
            text = f"This link leads to a page of the blog: {url.toString()}"
            self._panels.bars.show_message(Message("link", text, "info"))
        elif url.scheme() in ("http", "https", "mailto"):
            self._prompts.open_in_browser(url)

    def _preference_changed(self, key: str) -> None:
        if key in _SWITCHES:
            self._actions[_SWITCHES[key]].setChecked(self._preferences.get(key))
            self._window.apply_visibility()
            self._panels.editor.set_focus_mode(self._preferences.get("focus_mode"))
