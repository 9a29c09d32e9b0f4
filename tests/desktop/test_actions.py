"""The table of actions: no key twice, every action handled, menus complete."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar

from foreword.desktop.actions import ACTIONS, WRITING, Actions, plain_text
from foreword.writing import COMMANDS

EXPECTED_KEYS = {
    "new_post": "Ctrl+N",
    "open_folder": "Ctrl+O",
    "save": "Ctrl+S",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "find": "Ctrl+F",
    "replace": "Ctrl+H",
    "find_next": "F3",
    "bold": "Ctrl+B",
    "italic": "Ctrl+I",
    "link": "Ctrl+K",
    "code": "Ctrl+E",
    "code_block": "Ctrl+Shift+C",
    "heading_1": "Ctrl+1",
    "heading_6": "Ctrl+6",
    "bullet_list": "Ctrl+L",
    "quote": "Ctrl+Shift+Q",
    "line_up": "Alt+Up",
    "line_down": "Alt+Down",
    "toggle_library": "F9",
    "toggle_form": "F8",
    "toggle_preview": "Ctrl+\\",
    "palette": "Ctrl+Shift+P",
    "go_to_post": "Ctrl+P",
    "search_posts": "Ctrl+Shift+F",
    "zoom_in": "Ctrl++",
    "full_screen": "F11",
    "focus_mode": "Ctrl+Shift+D",
}


@pytest.fixture
def actions(qapp):
    owner = QObject()
    made = Actions(owner)
    yield made
    owner.deleteLater()


def test_keys_are_the_ones_people_expect(actions):
    assert {name: actions[name].shortcut().toString() for name in EXPECTED_KEYS} == EXPECTED_KEYS


def test_no_key_is_used_twice(actions):
    keys = Counter(
        action.shortcut().toString() for _spec, action in actions if not action.shortcut().isEmpty()
    )
    assert [key for key, count in keys.items() if count > 1] == []
    assert len(keys) > 25


def test_names_and_mnemonics_are_unique_within_a_menu():
    assert len({spec.name for spec in ACTIONS}) == len(ACTIONS)
    for menu in {spec.menu for spec in ACTIONS}:
        texts = [spec.text for spec in ACTIONS if spec.menu == menu]
        letters = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        assert [letter for letter, count in letters.items() if count > 1] == [], menu


def test_every_writing_action_is_a_command_of_the_editor():
    assert {name.replace("_", "-") for name in WRITING} <= set(COMMANDS)


def test_an_action_without_a_handler_is_found(actions):
    with pytest.raises(KeyError):
        actions.connect_all({})


def test_menus_hold_every_action(qapp, actions):
    bar = QMenuBar()
    actions.fill(bar)
    shown = [entry for menu in bar.actions() for entry in menu.menu().actions() if not entry.isSeparator()]
    assert len(shown) == len(ACTIONS)


def test_what_needs_a_post_is_disabled_without_one(actions):
    actions.enable(blog=True, post=False)
    assert actions["new_post"].isEnabled()
    assert not actions["bold"].isEnabled()


def test_a_choice_stays_made_when_it_is_made_again(actions):
    actions["theme_dark"].trigger()
    actions["theme_dark"].trigger()
    assert [spec.name for spec, action in actions if action.isChecked()] == ["theme_dark"]
    actions["theme_light"].trigger()
    assert [spec.name for spec, action in actions if action.isChecked()] == ["theme_light"]


def test_plain_text_has_no_marks():
    assert plain_text(ACTIONS[0]) == "New post"
    assert QKeySequence("Ctrl+\\").toString() == "Ctrl+\\"
