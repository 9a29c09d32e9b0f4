"""What a writer has chosen, kept between starts. The only module that touches QSettings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal


@dataclass(frozen=True, slots=True)
class Setting:
    """One preference: its key, its default, and how text from the settings file becomes a value again."""

    key: str
    default: Any
    read: Callable[[Any], Any]


def _switch(value: object) -> bool:
    return str(value).lower() in ("true", "1")


def _whole_number(value: object) -> int:
    return int(str(value))


def _one_of(*choices: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if str(value) not in choices:
            raise ValueError(str(value))
        return str(value)

    return read


SETTINGS = {
    setting.key: setting
    for setting in (
        Setting("theme", "system", _one_of("system", "light", "dark")),
        Setting("editor_font", "", str),
        Setting("zoom", 100, _whole_number),
        Setting("sync_scrolling", True, _switch),
        Setting("focus_mode", False, _switch),
        Setting("show_library", True, _switch),
        Setting("show_preview", True, _switch),
        Setting("form_unfolded", True, _switch),
        Setting("last_folder", "", str),
        Setting("last_post", "", str),
    )
}
_RECENT_BLOGS = 8


class Preferences(QObject):
    """Typed access to the settings; a value that cannot be read counts as its default."""

    changed = Signal(str)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @classmethod
    def at(cls, file: Path) -> Preferences:
        """The preferences kept in a file; it is made when the first one is set."""
        return cls(QSettings(str(file), QSettings.Format.IniFormat))

    def get(self, key: str) -> Any:
        """The value of a preference. Raises KeyError for one that does not exist."""
        setting = SETTINGS[key]
        stored = self._settings.value(f"preferences/{key}")
        if stored is None:
            return setting.default
        try:
            return setting.read(stored)
        except (TypeError, ValueError):
            return setting.default

    def set(self, key: str, value: object) -> None:
        """Keeps a preference and tells who listens, when it is another value."""
        if self.get(key) != value:
            self._settings.setValue(f"preferences/{SETTINGS[key].key}", value)
            self.changed.emit(key)

    def geometry(self, name: str) -> QByteArray:
        """Sizes and places of the window's parts, as Qt wrote them."""
        stored = self._settings.value(f"geometry/{name}")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def set_geometry(self, name: str, state: QByteArray) -> None:
        """Keeps sizes and places."""
        self._settings.setValue(f"geometry/{name}", state)

    def recent_blogs(self) -> list[str]:
        """Folders of the blogs opened last, the newest first."""
        stored = self._settings.value("recent/blogs") or []
        return [stored] if isinstance(stored, str) else [str(entry) for entry in stored]

    def add_recent_blog(self, folder: Path) -> None:
        """Puts a blog at the top of the recent ones."""
        others = [entry for entry in self.recent_blogs() if entry != str(folder)]
        self._settings.setValue("recent/blogs", [str(folder), *others][:_RECENT_BLOGS])

    def remote_pictures(self, blog: Path) -> bool | None:
        """Whether the writer allowed remote pictures for this blog; None when not asked yet."""
        stored = self._settings.value(f"remote_pictures/{_section(blog)}")
        return None if stored is None else _switch(stored)

    def set_remote_pictures(self, blog: Path, allowed: bool) -> None:
        """Keeps the writer's answer about remote pictures of this blog."""
        self._settings.setValue(f"remote_pictures/{_section(blog)}", allowed)


def _section(blog: Path) -> str:
    return str(blog).replace("/", "|").replace("\\", "|")
