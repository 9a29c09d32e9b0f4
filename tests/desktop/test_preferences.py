"""Preferences survive a real settings file, and nonsense in it counts as the default."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from foreword.desktop.preferences import SETTINGS, Preferences

VALUES = {
    "theme": "dark",
    "editor_font": "Noto Serif,14",
    "zoom": 120,
    "sync_scrolling": False,
    "focus_mode": True,
    "show_library": False,
    "show_preview": False,
    "form_unfolded": False,
    "last_folder": "/blog",
    "last_post": "/blog/post.md",
}


def _open(folder: Path) -> Preferences:
    return Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))


def test_every_setting_survives_the_file(qapp, tmp_path):
    assert VALUES.keys() == SETTINGS.keys()
    first = _open(tmp_path)
    for key, value in VALUES.items():
        first.set(key, value)
    del first
    again = _open(tmp_path)
    assert {key: again.get(key) for key in VALUES} == VALUES


@pytest.mark.parametrize(("key", "text"), [("theme", "pink"), ("zoom", "large")])
def test_nonsense_counts_as_the_default(qapp, tmp_path, key, text):
    (tmp_path / "settings.ini").write_text(f"[preferences]\n{key}={text}\n", encoding="utf-8")
    assert _open(tmp_path).get(key) == SETTINGS[key].default


def test_a_change_is_told_once(qapp, tmp_path):
    preferences = _open(tmp_path)
    told: list[str] = []
    preferences.changed.connect(told.append)
    preferences.set("zoom", 150)
    preferences.set("zoom", 150)
    assert told == ["zoom"]


def test_recent_blogs_are_newest_first_and_few(qapp, tmp_path):
    preferences = _open(tmp_path)
    for number in range(12):
        preferences.add_recent_blog(Path(f"/blog{number}"))
    preferences.add_recent_blog(Path("/blog9"))
    assert _open(tmp_path).recent_blogs()[:2] == ["/blog9", "/blog11"]
    assert len(preferences.recent_blogs()) == 8


def test_the_answer_about_remote_pictures_is_kept_per_blog(qapp, tmp_path):
    preferences = _open(tmp_path)
    assert preferences.remote_pictures(Path("/a")) is None
    preferences.set_remote_pictures(Path("/a"), True)
    preferences.set_remote_pictures(Path("/b"), False)
    again = _open(tmp_path)
    assert again.remote_pictures(Path("/a")) is True
    assert again.remote_pictures(Path("/b")) is False
    assert again.remote_pictures(Path("/c")) is None
