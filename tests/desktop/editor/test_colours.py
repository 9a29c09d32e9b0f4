"""What is coloured how: Markdown's spans, code by Pygments, and the formats that the real widget has."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.session import Session
from foreword.desktop.editor import EditorPanel
from foreword.desktop.editor.code_spans import KINDS, CodeSpans, lexed
from foreword.desktop.editor.colors import CODE_ROLES, PlainColors
from foreword.desktop.editor.markdown_spans import Role, line_spans
from foreword.text import Edit

pytestmark = [pytest.mark.desktop, pytest.mark.qt_log_ignore("propagateSizeHints")]

M, S, E, C, L, F = Role.MARK, Role.STRONG, Role.EMPHASIS, Role.CODE, Role.LINK, Role.SOFT
LIGHT = PlainColors()


def roles(line: str, **options: bool) -> list[tuple[str, Role]]:
    """Runs of equal role, the later span over the earlier as in the widget."""
    own = [Role(0)] * len(line)
    for start, end, role in line_spans(line, **options):
        own[start:end] = [role] * (end - start)
    runs: list[tuple[str, Role]] = []
    for letter, role in zip(line, own, strict=True):
        if runs and runs[-1][1] == role:
            runs[-1] = (runs[-1][0] + letter, role)
        else:
            runs.append((letter, role))
    return [(text, role) for text, role in runs if role]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("plain text, 2 * 3 * 4 and snake_case_name", []),
        ("## Title ##", [("##", M), (" Title", S), (" ##", M)]),
        ("#hashtag", []),
        ("a **b** c", [("**", M), ("b", S), ("**", M)]),
        ("a *b* c", [("*", M), ("b", E), ("*", M)]),
        ("_a_", [("_", M), ("a", E), ("_", M)]),
        ("__a__", [("__", M), ("a", S), ("__", M)]),
        ("**a *b* c**", [("**", M), ("a ", S), ("*", M), ("b", S | E), ("*", M), (" c", S), ("**", M)]),
        ("`a*b*`", [("`", M), ("a*b*", C), ("`", M)]),
        ("``a`b``", [("``", M), ("a`b", C), ("``", M)]),
        ("[a](b)", [("[", M), ("a", L), ("](b)", M)]),
        ("[a](b_(c)_d)", [("[", M), ("a", L), ("](b_(c)_d)", M)]),
        ("![a](b)", [("![", M), ("a", L), ("](b)", M)]),
        ("[a][b]", [("[", M), ("a", L), ("][b]", M)]),
        ("[a]: https://b 'c'", [("[a]:", M), ("https://b 'c'", F)]),
        ("- [x] a", [("-", M), ("[x]", M)]),
        ("  12. a", [("12.", M)]),
        ("> - a", [("> -", M)]),
        ("* * *", [("* * *", M)]),
        ("|a|b|", [("|", M), ("|", M), ("|", M)]),
        ("|:--|--:|", [("|:--|--:|", M)]),
        ("a <b>c</b>", [("<b>", M), ("</b>", M)]),
        ("{{ a }} {% b %}", [("{{ a }}", M), ("{% b %}", M)]),
        ("<https://a.b> https://c.d/e_f_g", [("<https://a.b>", L), ("https://c.d/e_f_g", L)]),
        (r"\*a\*", [("\\", M), ("\\", M)]),
        ("a[^1]", [("[^1]", L)]),
    ],
)
def test_spans_of_a_line(line: str, expected: list[tuple[str, Role]]) -> None:
    merged = [(text, role) for text, role in expected]
    found = roles(line)
    assert [(text.strip(), role) for text, role in found] == [(text.strip(), role) for text, role in merged]


def test_a_title_that_the_next_line_underlines_is_strong() -> None:
    assert roles("A *b*", is_title=True) == [("A ", S), ("*", M), ("b", S | E), ("*", M)]


@pytest.mark.parametrize(
    "piece", ["[", "*a ", "_a__b ", "> ", "<div>", "`a", "{{ ", "{:", "[^", "`", "<!-- ", "![](", "~~a"]
)
def test_no_line_takes_long(piece: str) -> None:
    line = (piece * 50_000)[:100_000]
    started = time.process_time()
    line_spans(line)
    assert time.process_time() - started < 0.1


def test_code_is_lexed_across_its_lines() -> None:
    code = ('x = """a', "if b", '"""', "# c")
    first, second, third, fourth = lexed(code, "python")
    assert ("string" in {kind for _, _, kind in first}) and second == [(0, 4, "string")]
    assert third == [(0, 3, "string")]
    assert fourth == [(0, 3, "comment")]


def test_long_code_is_lexed_as_a_whole_in_a_pause_only() -> None:
    spans = CodeSpans()
    code = ('"""', *["some words in a string"] * 40, '"""')
    assert spans.spans(code, 1, "python") == []
    spans.lex_waiting()
    assert spans.spans(code, 1, "python") == [(0, 22, "string")]
    edited = (code[0], "other words", *code[2:])
    assert spans.spans(edited, 5, "python") == [(0, 22, "string")]
    assert spans.spans(edited, 1, "python") != [(0, 11, "string")]
    assert spans.is_waiting
    spans.lex_waiting()
    assert spans.spans(edited, 1, "python") == [(0, 11, "string")]


def test_unknown_languages_are_plain() -> None:
    spans = CodeSpans()
    for _ in range(2):
        assert spans.spans(("if a",), 0, "no such language") == []
        spans.lex_waiting()


def test_code_has_the_colours_of_the_preview(root: Path) -> None:
    sheet = (root / "resources" / "preview" / "article.css").read_text(encoding="utf-8")
    for kind, names in KINDS.items():
        roles = set(re.findall(rf"--syntax-{kind}: var\(--([a-z-]+)", sheet))
        assert roles == {CODE_ROLES[kind].replace("_", "-")}
        for name in names.split():
            rule = re.search(rf"\.{name}(?=[ ,])[^{{]*\{{ color: var\(--syntax-([a-z]+)\)", sheet)
            assert rule is not None, name
            assert rule[1] == kind, name


def format_at(panel: EditorPanel, line: int, column: int) -> QTextCharFormat:
    """The format that the letter at a place is drawn with."""
    panel.grab()
    found = QTextCharFormat()
    for part in panel.view.document().findBlockByNumber(line).layout().formats():
        if part.start <= column < part.start + part.length:
            found.merge(part.format)
    return found


def colour(panel: EditorPanel, line: int, column: int) -> str:
    return format_at(panel, line, column).foreground().color().name().upper()


def type_keys(panel: EditorPanel, text: str) -> None:
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(panel.view, event)


def test_formats_in_the_widget(panel: EditorPanel, qtbot: QtBot) -> None:
    Session(panel, "## Title\n😀 **b** [a](b)\n\n```python\nif a:\n```\nUnder\n=====\n")
    assert colour(panel, 0, 0) == LIGHT.marks
    assert format_at(panel, 0, 4).fontWeight() == QFont.Weight.Bold
    assert colour(panel, 1, 3) == LIGHT.marks
    assert format_at(panel, 1, 5).fontWeight() == QFont.Weight.Bold
    assert colour(panel, 1, 10) == LIGHT.accent
    qtbot.waitUntil(lambda: colour(panel, 4, 0) == LIGHT.scheduled)
    assert format_at(panel, 6, 0).fontWeight() == QFont.Weight.Bold
    assert colour(panel, 7, 0) == LIGHT.marks


def test_a_fence_that_is_typed_colours_the_lines_below_and_closing_it_uncolours_them(
    panel: EditorPanel,
) -> None:
    session = Session(panel, "\n**a**\n\n**b**\n")
    panel.grab()
    type_keys(panel, "```")
    QApplication.processEvents()
    assert format_at(panel, 3, 2).fontWeight() != QFont.Weight.Bold
    panel.set_cursor(session.text.index("\n\n") + 1)
    type_keys(panel, "```")
    QApplication.processEvents()
    assert format_at(panel, 1, 2).fontWeight() != QFont.Weight.Bold
    assert format_at(panel, 3, 2).fontWeight() == QFont.Weight.Bold
    session.undo()
    session.undo()
    assert format_at(panel, 1, 2).fontWeight() == QFont.Weight.Bold
    assert session.differences() == []


def test_an_underline_that_comes_and_goes_changes_the_line_above(panel: EditorPanel) -> None:
    session = Session(panel, "Title\n\ntext")
    panel.grab()
    panel.set_cursor(6)
    type_keys(panel, "===")
    assert format_at(panel, 0, 0).fontWeight() == QFont.Weight.Bold
    session.change(Edit(6, 9, ""))
    assert format_at(panel, 0, 0).fontWeight() != QFont.Weight.Bold


def test_composing_keeps_the_colours_around_it_and_sends_one_edit_at_the_end(panel: EditorPanel) -> None:
    session = Session(panel, "a **b** c")
    panel.set_cursor(2)
    QApplication.sendEvent(panel.view, QInputMethodEvent("かな", []))
    assert panel.view.is_composing
    assert colour(panel, 0, 4) == LIGHT.marks
    assert format_at(panel, 0, 6).fontWeight() == QFont.Weight.Bold
    assert session.edits == []
    end = QInputMethodEvent("", [])
    end.setCommitString("仮名")
    QApplication.sendEvent(panel.view, end)
    assert [edit for edit, _ in session.edits] == [Edit(2, 2, "仮名")]
    assert format_at(panel, 0, 6).fontWeight() == QFont.Weight.Bold


def test_an_empty_event_of_an_input_method_changes_nothing(panel: EditorPanel) -> None:
    session = Session(panel, "text")
    panel.set_cursor(4, 0)
    QApplication.sendEvent(panel.view, QInputMethodEvent("", []))
    assert session.edits == []
    assert panel.selection() == (0, 4)


def test_an_edit_from_elsewhere_ends_a_composition(panel: EditorPanel) -> None:
    session = Session(panel, "text")
    panel.set_cursor(2)
    QApplication.sendEvent(panel.view, QInputMethodEvent("かな", []))
    session.change(Edit(0, 4, "other"))
    assert not panel.view.is_composing
    assert session.differences() == []
    assert panel.view.document().firstBlock().layout().preeditAreaText() == ""


def test_another_theme_colours_what_is_there(panel: EditorPanel) -> None:
    Session(panel, "**b**")
    dark = PlainColors(paper="#1C1D1F", ink="#E8E5DE", marks="#7F7B73")
    panel.set_theme(dark)
    assert colour(panel, 0, 0) == dark.marks
    image = panel.grab().toImage()
    assert image.pixelColor(3, 3).name().upper() == dark.paper
