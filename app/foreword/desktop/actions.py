"""One table of everything the window can do; menus, shortcuts, shortcut help and the palette are built from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

_KEYS = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: its name in code, its text, its menu, its keys, and what has to be open for it ("blog", "post").

    Of the actions with the same ``choice`` one is checked at a time.
    """

    name: str
    text: str
    menu: str
    keys: str | QKeySequence.StandardKey = ""
    needs: str = ""
    checkable: bool = False
    starts_section: bool = False
    choice: str = ""


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new_post", "&New post…", "&File", "Ctrl+N", "blog"),
    ActionSpec("open_folder", "&Open blog…", "&File", "Ctrl+O"),
    ActionSpec("open_sample", "Open the sam&ple blog", "&File"),
    ActionSpec("save", "&Save", "&File", _KEYS.Save, "post", starts_section=True),
    ActionSpec("reload", "&Reload from disk", "&File", "", "post"),
    ActionSpec("close_post", "&Close post", "&File", "Ctrl+W", "post"),
    ActionSpec("keep_pictures", "&Keep pictures for offline…", "&File", "", "blog", starts_section=True),
    ActionSpec("quit", "&Quit", "&File", "Ctrl+Q", starts_section=True),
    ActionSpec("undo", "&Undo", "&Edit", _KEYS.Undo, "post"),
    ActionSpec("redo", "&Redo", "&Edit", "Ctrl+Shift+Z", "post"),
    ActionSpec("find", "&Find…", "&Edit", "Ctrl+F", "post", starts_section=True),
    ActionSpec("replace", "Find and re&place…", "&Edit", "Ctrl+H", "post"),
    ActionSpec("find_next", "Find &next", "&Edit", "F3", "post"),
    ActionSpec("find_previous", "Find pre&vious", "&Edit", "Shift+F3", "post"),
    ActionSpec("bold", "&Bold", "F&ormat", "Ctrl+B", "post"),
    ActionSpec("italic", "&Italic", "F&ormat", "Ctrl+I", "post"),
    ActionSpec("strikethrough", "&Strikethrough", "F&ormat", "", "post"),
    ActionSpec("code", "&Code", "F&ormat", "Ctrl+E", "post"),
    ActionSpec("code_block", "Code bl&ock", "F&ormat", "Ctrl+Shift+C", "post"),
    ActionSpec("link", "&Link", "F&ormat", "Ctrl+K", "post"),
    *(
        ActionSpec(
            f"heading_{level}",
            f"Heading &{level}",
            "F&ormat",
            f"Ctrl+{level}",
            "post",
            starts_section=level == 1,
        )
        for level in range(1, 7)
    ),
    ActionSpec("bullet_list", "Bulle&t list", "F&ormat", "Ctrl+L", "post", starts_section=True),
    ActionSpec("numbered_list", "N&umbered list", "F&ormat", "Ctrl+Shift+L", "post"),
    ActionSpec("task_list", "Tas&k list", "F&ormat", "", "post"),
    ActionSpec("quote", "&Quote", "F&ormat", "Ctrl+Shift+Q", "post"),
    ActionSpec("line_up", "Move line u&p", "F&ormat", "Alt+Up", "post", starts_section=True),
    ActionSpec("line_down", "Move line &down", "F&ormat", "Alt+Down", "post"),
    ActionSpec("toggle_library", "&Library", "&View", "F9", checkable=True),
    ActionSpec("toggle_form", "&Form unfolded", "&View", "F8", checkable=True),
    ActionSpec("toggle_preview", "&Preview", "&View", "Ctrl+\\", checkable=True),
    ActionSpec("sync_scrolling", "Scroll editor and preview &together", "&View", checkable=True),
    ActionSpec("focus_mode", "Focus &mode", "&View", "Ctrl+Shift+D", checkable=True),
    ActionSpec("palette", "&Command palette…", "&View", "Ctrl+Shift+P", starts_section=True),
    ActionSpec("go_to_post", "&Go to post…", "&View", "Ctrl+P", "blog"),
    ActionSpec("search_posts", "&Search posts", "&View", "Ctrl+Shift+F", "blog"),
    ActionSpec("zoom_in", "Zoom &in", "&View", "Ctrl++", starts_section=True),
    ActionSpec("zoom_out", "Zoom &out", "&View", "Ctrl+-"),
    ActionSpec("zoom_reset", "&Actual size", "&View", "Ctrl+0"),
    ActionSpec(
        "theme_system",
        "Colours of the s&ystem",
        "&View",
        checkable=True,
        starts_section=True,
        choice="theme",
    ),
    ActionSpec("theme_light", "Lig&ht colours", "&View", checkable=True, choice="theme"),
    ActionSpec("theme_dark", "Da&rk colours", "&View", checkable=True, choice="theme"),
    ActionSpec("editor_font", "&Editor font…", "&View", starts_section=True),
    ActionSpec("full_screen", "F&ull screen", "&View", "F11", checkable=True),
    ActionSpec("shortcuts", "&Keyboard shortcuts", "&Help", "F1"),
    ActionSpec("this_blog", "&This blog…", "&Help", "", "blog"),
)
WRITING = frozenset(spec.name for spec in ACTIONS if spec.menu == "F&ormat")


class Actions(QObject):
    """The actions of one window as Qt's own, made from the table."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choices: dict[str, QActionGroup] = {}
        self._actions = {spec.name: self._make(spec) for spec in ACTIONS}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return ((spec, self._actions[spec.name]) for spec in ACTIONS)

    def connect_all(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Connects every action to its handler. Raises KeyError for an action without one."""
        for name, action in self._actions.items():
            handler = handlers[name]
            action.triggered.connect(lambda _checked=False, handler=handler: handler())

    def fill(self, bar: QMenuBar) -> None:
        """Puts the menus of the table into a menu bar."""
        menus: dict[str, QMenu] = {}
        for spec, action in self:
            menu = menus.get(spec.menu) or menus.setdefault(spec.menu, bar.addMenu(spec.menu))
            if spec.starts_section and menu.actions():
                menu.addSeparator()
            menu.addAction(action)

    def enable(self, *, blog: bool, post: bool) -> None:
        """Enables what can be done with what is open."""
        for spec, action in self:
            action.setEnabled({"blog": blog, "post": post}.get(spec.needs, True))

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        if spec.choice:
            self._choices.setdefault(spec.choice, QActionGroup(self)).addAction(action)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return action


def plain_text(spec: ActionSpec) -> str:
    """The text of an action without the marks of its mnemonic key."""
    return spec.text.replace("&", "").removesuffix("…")
