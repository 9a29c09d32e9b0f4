"""The only composition root: makes the parts, hands each what it needs, and runs the window."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from foreword import __version__
from foreword.desktop.actions import Actions
from foreword.desktop.blog import Blog
from foreword.desktop.commands import Commands
from foreword.desktop.desk import Desk
from foreword.desktop.editor import EditorPanel
from foreword.desktop.form import FormPanel
from foreword.desktop.head_source import HeadSource
from foreword.desktop.header import Header
from foreword.desktop.housekeeping import Housekeeping
from foreword.desktop.library_panel import LibraryPanel
from foreword.desktop.live_preview import LivePreview
from foreword.desktop.looks import Looks
from foreword.desktop.main_window import MainWindow, Panels
from foreword.desktop.message_bar import MessageBars
from foreword.desktop.preferences import Preferences
from foreword.desktop.preview import PreviewPanel, register_scheme
from foreword.desktop.prompts import Prompts
from foreword.desktop.saving import Saving
from foreword.desktop.session import Session
from foreword.desktop.status_line import StatusLine
from foreword.desktop.tasks import TaskRunner, ThreadTasks, WorkerProcess
from foreword.desktop.welcome import WelcomePage
from foreword.desktop.workbench import Workbench
from foreword.resources import resource_path


@dataclass(frozen=True, slots=True)
class Folders:
    """Where Foreword keeps its own files, never in a blog."""

    settings: Path
    cache: Path
    data: Path

    @property
    def pictures(self) -> Path:
        """Pictures of other sites, kept so that they show offline."""
        return self.cache / "pictures"

    @classmethod
    def usual(cls) -> Folders:
        """The places that the system has for this."""
        data = user_data_path("foreword", appauthor=False)
        return cls(data / "settings.ini", user_cache_path("foreword", appauthor=False), data)


def prepare_environment() -> None:
    """What Chromium and Qt Quick must be told before Qt is loaded.

    Without a graphics device the software backend is three times faster and 50 MiB smaller; as root Chromium
    refuses to start with its sandbox. The preview's script may collect garbage when the writer pauses (memory.js);
    posts have no scripts that could.
    """
    if sys.platform.startswith("linux") and not any(Path("/dev/dri").glob("render*")):
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if "--js-flags" not in flags:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --js-flags=--expose-gc".strip()


def make_application() -> QApplication:
    """The one application object, with its scheme, style and font. Call `prepare_environment` first."""
    register_scheme()
    QApplication.setApplicationName("Foreword")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("foreword")
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(["foreword"])
    application.setStyle("Fusion")
    application.setFont(_interface_font())
    icon = resource_path("icons", "foreword.svg")
    if icon.is_file():
        application.setWindowIcon(QIcon(str(icon)))
    return application


def build(
    application: QApplication,
    folders: Folders,
    prompts: Prompts | None = None,
    tasks: TaskRunner | None = None,
) -> tuple[Desk, Commands]:
    """A window with everything behind it, not shown yet. Tests give their own prompts and tasks."""
    preferences = Preferences.at(folders.settings)
    prompts = prompts or Prompts()
    session = Session()
    blog = Blog(tasks or ThreadTasks(application))
    panels, actions = _make_panels(application, folders)
    saving = Saving(session, prompts, panels.bars)
    window = MainWindow(panels, actions, preferences, saving.may_leave)
    prompts.attach(window)
    worker = WorkerProcess(window)
    live = LivePreview(session, panels.preview, worker, lambda: blog.site.root if blog.site else None, window)
    for part in (session, blog, saving, actions):
        part.setParent(window)
    desk = Desk(window, actions, session, blog, live, saving, preferences, prompts)
    looks = Looks(application, window, actions, preferences, prompts)
    holder: list[Commands] = []
    commands = Commands(desk, looks, lambda: holder[0].open_path(sample_copy(folders)), folders.pictures)
    holder.append(commands)
    actions.connect_all(commands.handlers())
    Workbench(desk, commands)
    looks.apply()
    window.closing.connect(panels.preview.stop)
    window.closing.connect(panels.editor.stop)
    window.closing.connect(worker.stop)
    return desk, commands


def sample_copy(folders: Folders) -> Path:
    """A private copy of the sample blog, made at the first call; the writer may change it as they like."""
    copy = folders.data / "sample-blog"
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(resource_path("sample"), copy)
    return copy


def open_window(folders: Folders, path: Path | None, theme: str | None = None) -> tuple[QApplication, Desk]:
    """The window on a folder, a post or what was open last; ``theme`` becomes the writer's choice."""
    prepare_environment()
    application = make_application()
    desk, commands = build(application, folders)
    if theme is not None:
        desk.preferences.set("theme", theme)
    desk.window.show()
    start = path or _last_path(desk.preferences)
    if start is not None:
        commands.open_path(start)
    if not desk.session.is_open:
        desk.live.warm_up()
    Housekeeping(desk)
    return application, desk


def run(
    folders: Folders,
    path: Path | None,
    *,
    theme: str | None = None,
    then: Callable[[Desk], None] | None = None,
) -> int:
    """Opens the window and returns the exit code when it is closed; see `open_window`.

    ``then`` is called once the window is shown (self-check, screenshots).
    """
    application, desk = open_window(folders, path, theme)
    if then is not None:
        QTimer.singleShot(0, lambda: then(desk))
    code = application.exec()
    desk.window.panels.preview.stop()
    return code


def _make_panels(application: QApplication, folders: Folders) -> tuple[Panels, Actions]:
    actions = Actions(application)
    head_source = HeadSource()
    panels = Panels(
        header=Header(actions["toggle_preview"], actions["new_post"], actions["save"]),
        library=LibraryPanel(),
        form=FormPanel(head_source),
        head_source=head_source,
        editor=EditorPanel(),
        preview=PreviewPanel(remote_folder=folders.pictures),
        bars=MessageBars(),
        welcome=WelcomePage(),
        status=StatusLine(),
    )
    return panels, actions


def _last_path(preferences: Preferences) -> Path | None:
    for key in ("last_post", "last_folder"):
        kept = str(preferences.get(key))
        if kept and Path(kept).exists():
            return Path(kept)
    return None


def _interface_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.pointSizeF() < 9.5 and sys.platform.startswith("linux"):
        font.setPointSizeF(10)
    return font
