"""Typographic punctuation of Hexo (hexo-renderer-marked 7) and Astro (its smart punctuation), as they were asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_DASHES = re.compile(r"(?<!-)--(?!-)")
_DOTS = re.compile(r"\.{3,}")
_DECADE = re.compile(r"\d\ds(?!\w)")
_SINGLE = re.compile(r"(^|[-—/(\[{\"\s])'")
_DOUBLE = re.compile(r"(^|[-—/(\[{‘\s])\"")
_TERMINAL = frozenset("?!؟…")
_OPENING = {"'": "‘", '"': "“"}
_CLOSING = {"'": "’", '"': "”"}


def hexo_punctuation(state: StateCore) -> None:
    """Each piece of text for itself: a quote at its beginning opens."""
    for token in _texts(state.tokens):
        text = token.content.replace("---", "—").replace("--", "–")
        text = _SINGLE.sub(r"\1‘", text).replace("'", "’")
        text = _DOUBLE.sub(r"\1“", text).replace('"', "”")
        token.content = text.replace("...", "…")


def astro_punctuation(state: StateCore) -> None:
    """Quotes by what stands around them in the whole block, code included; then dashes and dots in each piece."""
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        pieces = list(_pieces(block.children))
        whole = _quoted(" " + "".join(text for _, text in pieces))
        at = 1
        for token, text in pieces:
            if token is not None:
                dashed = _DASHES.sub("—", whole[at : at + len(text)])
                token.content = _DOTS.sub("…", dashed)
            at += len(text)


def _texts(tokens: Sequence[Token]) -> Iterator[Token]:
    for block in tokens:
        in_autolink = 0
        for token in block.children or ():
            if token.type in ("link_open", "link_close") and token.info == "auto":
                in_autolink += 1 if token.type == "link_open" else -1
            elif token.type == "text" and not in_autolink:
                yield token


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[Token | None, str]]:
    for token in tokens:
        if token.type in ("text", "text_special"):
            yield token, token.content
        elif token.type == "code_inline":
            yield None, "A" * len(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            yield None, "\n"


def _quoted(text: str) -> str:
    letters = list(text)
    for at, letter in enumerate(text):
        if letter in "'\"" and letters[at] == letter:
            opens = _opens(text, at)
            letters[at] = (_OPENING if opens else _CLOSING)[letter]
            if opens and text[at + 1 : at + 2] in _OPENING:
                letters[at + 1] = _OPENING[text[at + 1]]
    return "".join(letters)


def _opens(text: str, at: int) -> bool:
    before, after, next_after = text[at - 1 : at], text[at + 1 : at + 2], text[at + 2 : at + 3]
    if after in _OPENING and _is_word(next_after):
        return True
    if next_after and _is_sign(after) and not _is_word(next_after):
        return False
    if _DECADE.match(text, at + 1):
        return False
    if _is_word(before) or _ends_sentence(text, at):
        return False
    if _is_word(after):
        return True
    return not (not after or after.isspace())


def _ends_sentence(text: str, at: int) -> bool:
    """Whether the quote at ``at`` stands right behind a sentence's end, to which it belongs."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before == ".":
        return text[at - 2 : at - 1] != "."
    return before in _TERMINAL and not _is_word(after)


def _is_word(letter: str) -> bool:
    return bool(letter) and (letter.isalnum() or letter in "_’")


def _is_sign(letter: str) -> bool:
    return bool(letter) and not letter.isspace() and not _is_word(letter)
