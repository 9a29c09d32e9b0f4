"""Cards: what stands in the preview for something that cannot be shown as published, with its name and why."""

from __future__ import annotations

import html
import re

CARD_CLASS = "foreword-card"
_MARKUP = re.compile(r"[\\`*_{}\[\]()#+\-.!|~:$^=\"'<>&%@/]")
_MOST_ARGUMENTS = 300
_LONGEST_NAME = 60
_LONGEST_ADDRESS = 300
_ADDRESS_BEFORE = re.compile(r"(?:\]\(<?|=\"|='|^ {0,3}\[[^\]\n]+\]:[ \t]*)[^\n()\"'<>]*\Z", re.MULTILINE)
NO_ADDRESS = "#"
"""What stands in place of an address that is not known."""


def card(kind: str, name: str, arguments: str, reason: str, *, block: bool, markdown: bool = True) -> str:
    """A labelled card as HTML: a `div` where it stands alone on its lines, a `span` within a line of text.

    ``kind``: "tag", "shortcode" or "problem", for the style sheet. With ``markdown`` the words are written so that
    no Markdown dialect takes them for markup.
    """
    shown = shortened(arguments, _MOST_ARGUMENTS)
    quote = markdown_safe if markdown else html.escape
    label = f"<b>{quote(shortened(name, _LONGEST_NAME) or '?')}</b>" + (
        f" <code>{quote(shown)}</code>" if shown else ""
    )
    element = "div" if block else "span"
    title = html.escape(shortened(reason, _MOST_ARGUMENTS)).replace("|", "&#124;").replace("{", "&#123;")
    return f'<{element} class="{CARD_CLASS} {CARD_CLASS}-{kind}" title="{title}">{label}</{element}>'


def shortened(text: str, most: int) -> str:
    """The text on one line, cut off where it is too long to be shown."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[:most] + "…"


def markdown_safe(text: str) -> str:
    """The text for use within HTML that Markdown will read: no character of it can be taken for markup."""
    return _MARKUP.sub(lambda match: f"&#{ord(match.group())};", text)


def within_address(source: str, start: int) -> bool:
    """Whether ``start`` lies in the target of a link or in an attribute's value, where no card can stand."""
    return _ADDRESS_BEFORE.search(source, max(0, start - _LONGEST_ADDRESS), start) is not None


def stands_alone(source: str, start: int, end: int) -> bool:
    """Whether nothing but blanks shares the lines of ``source[start:end]``."""
    before = source[source.rfind("\n", 0, start) + 1 : start]
    stop = source.find("\n", end)
    after = source[end : len(source) if stop < 0 else stop]
    return not before.strip() and not after.strip()
