"""The status bar: what a writer asks. It speaks of the files, never of the live site."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QStatusBar

from foreword.desktop.labels import PlainLabel, plain_tip
from foreword.text import Encoding

_WORDS_A_MINUTE = 220
_HAN = "\\u3040-\\u30ff\\u3400-\\u9fff"
_WORD = re.compile(rf"[{_HAN}]|(?:(?![{_HAN}])[^\W_])+(?:['’](?:(?![{_HAN}])[^\W_])+)*")


class StatusLine(QStatusBar):
    """Words and minutes, publication, saved or not, encoding where unusual, line and column."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._words = PlainLabel()
        self._publication = PlainLabel()
        self._publication.setAccessibleName("Publication")
        self._notice = PlainLabel()
        self._saved = PlainLabel()
        self._format = PlainLabel()
        self._place = PlainLabel()
        for label in (self._words, self._publication, self._notice):
            self.addWidget(label)
        for label in (self._saved, self._format, self._place):
            self.addPermanentWidget(label)

    def set_words(self, count: int | None) -> None:
        """Number of words; None while no post is open."""
        if count is None:
            self._words.setText("")
            return
        words = f"{count:,} word{'' if count == 1 else 's'}".replace(",", "\u202f")
        minutes = f" · {max(1, round(count / _WORDS_A_MINUTE))} min" if count else ""
        self._words.setText(words + minutes)

    def set_publication(self, status: str, sentence: str) -> None:
        """Whether and when the post appears, in one sentence."""
        self._publication.setText(sentence)
        self._publication.setProperty("status", status)
        self._publication.style().unpolish(self._publication)
        self._publication.style().polish(self._publication)

    def set_notice(self, text: str, tip: str = "") -> None:
        """A remark about the preview (approximate, and where)."""
        self._notice.setText(text)
        self._notice.setToolTip(plain_tip(tip))

    def set_saved(self, text: str) -> None:
        """ "Saved", "Not saved" or nothing."""
        self._saved.setText(text)

    def set_format(self, encoding: Encoding, line_end: str) -> None:
        """Encoding and line endings; shown only where they are unusual."""
        endings = {"\r\n": "CRLF", "\r": "CR"}.get(line_end, "")
        label = "" if encoding == Encoding() else encoding.label
        self._format.setText(" · ".join(part for part in (endings, label) if part))

    def set_place(self, line: int, column: int) -> None:
        """Where the cursor is, counted from 1."""
        self._place.setText(f"Ln {line}, Col {column}" if line else "")

    def texts(self) -> dict[str, str]:
        """What is shown, for tests and screen readers."""
        return {
            "words": self._words.text(),
            "publication": self._publication.text(),
            "notice": self._notice.text(),
            "saved": self._saved.text(),
            "format": self._format.text(),
            "place": self._place.text(),
        }


def count_words(text: str) -> int:
    """Words of a text as a writer counts them: runs of letters and digits; a Han or kana character is one word each.

    No word spans two lines, so counts of lines add up to the count of a text.
    """
    return len(_WORD.findall(text))
