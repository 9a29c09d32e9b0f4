"""The kinds of words in fenced code by Pygments, at a cost that typing can bear.

A short piece of code is lexed as a whole whenever it has changed. A longer one is lexed as a whole when the writer
pauses; until then an edited line is lexed by itself and the others keep what they had. A language that is met for the
first time, whose lexer may take a while to be imported, waits for a pause as well.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_AT_ONCE = 600
_IN_A_PAUSE = 8000
_LONGEST_LINE = 2000
_REMEMBERED = 40

CodeSpan = tuple[int, int, str]
"""Start and end in code points, and the kind, one of `KINDS`."""

KINDS = {
    "comment": "c ch cm c1 cs cp cpf cd gp go",
    "keyword": "k kc kd kn kp kr kt ow",
    "string": "s sa sb sc dl sd s1 s2 se sh si sx sr ss ld",
    "number": "m mb mf mh mi mo il l",
    "name": "nf fm nc nn nd nt ne",
    "builtin": "nb bp na nv vc vg vi vm no ni nl",
    "operator": "o p",
    "error": "err gr gt",
}
"""Which of Pygments' short names (its CSS classes) are of which kind; the preview's style sheet says the same."""

_KIND_OF = {name: kind for kind, names in KINDS.items() for name in names.split()}


class CodeSpans:
    """Remembers the pieces of code that were lexed last."""

    def __init__(self) -> None:
        self._languages: dict[str, bool] = {}
        self._whole: dict[tuple[str, tuple[str, ...]], list[list[CodeSpan]]] = {}
        self._single: dict[tuple[str, str], list[CodeSpan]] = {}
        self._last: tuple[str, tuple[str, ...]] | None = None
        self._waiting: tuple[str, tuple[str, ...]] | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether a piece of code is to be lexed as a whole in the next pause."""
        return self._waiting is not None

    def clear(self) -> None:
        """Forgets what was seen of another text."""
        self._whole.clear()
        self._single.clear()
        self._last = self._waiting = None

    def spans(self, code: tuple[str, ...], index: int, language: str) -> list[CodeSpan]:
        """The spans of line ``index`` of a piece of code; none where the language is not known."""
        piece = (language, code)
        if language not in self._languages:
            self._waiting = piece
            return []
        if not self._languages[language]:
            return []
        found = self._whole.get(piece)
        if found is None:
            length = sum(map(len, code)) + len(code)
            if length <= _AT_ONCE:
                found = self._lex(piece)
        if found is not None:
            self._last = piece
            return found[index]
        if length <= _IN_A_PAUSE:
            self._waiting = piece
        return self._meanwhile(piece, index)

    def lex_waiting(self) -> None:
        """Lexes what has been put off."""
        piece, self._waiting = self._waiting, None
        if piece is None:
            return
        self._languages[piece[0]] = _lexer(piece[0]) is not None
        if sum(map(len, piece[1])) + len(piece[1]) <= _IN_A_PAUSE:
            self._lex(piece)

    def _meanwhile(self, piece: tuple[str, tuple[str, ...]], index: int) -> list[CodeSpan]:
        """What the line had before the code was edited elsewhere, or what it is by itself."""
        language, code = piece
        if self._last is not None and self._last[0] == language and self._last in self._whole:
            before, known = self._last[1], self._whole[self._last]
            for old in (index, len(before) - len(code) + index):
                if 0 <= old < len(before) and before[old] == code[index]:
                    return known[old]
        line = code[index]
        found = self._single.get((language, line))
        if found is None:
            if len(self._single) > 2000:
                self._single.clear()
            short = len(line) <= _LONGEST_LINE
            found = self._single[language, line] = lexed((line,), language)[0] if short else []
        return found

    def _lex(self, piece: tuple[str, tuple[str, ...]]) -> list[list[CodeSpan]]:
        if len(self._whole) >= _REMEMBERED:
            self._whole.pop(next(iter(self._whole)))
        found = self._whole[piece] = lexed(piece[1], piece[0])
        return found


def lexed(code: tuple[str, ...], language: str) -> list[list[CodeSpan]]:
    """The spans of each line of a piece of code."""
    lines: list[list[CodeSpan]] = [[] for _ in code]
    lexer = _lexer(language)
    if lexer is None:
        return lines
    number = column = 0
    for _start, token, value in lexer.get_tokens_unprocessed("\n".join(code)):
        kind = _kind(token)
        for at, part in enumerate(value.split("\n")):
            if at:
                number, column = number + 1, 0
            if kind and part:
                lines[number].append((column, column + len(part), kind))
            column += len(part)
    return lines


@cache
def _kind(token: object) -> str:
    from pygments.token import STANDARD_TYPES, _TokenType

    kind = token
    while isinstance(kind, _TokenType):
        name = STANDARD_TYPES.get(kind)
        if name:
            return _KIND_OF.get(name, "")
        kind = kind.parent
    return ""


@cache
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import LEXERS, get_lexer_by_name

    # Asking Pygments for a name that it does not know makes it search all installed packages.
    known = any(language.lower() in aliases for _, _, aliases, _, _ in LEXERS.values())
    return get_lexer_by_name(language.lower()) if known else None
