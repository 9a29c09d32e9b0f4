"""Whether raw HTML is still open at the end of some lines, asked of Python-Markdown's own HTML reader."""

from __future__ import annotations

from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions.md_in_html import HTMLExtractorExtra
from markdown.htmlparser import HTMLExtractor


@dataclass(frozen=True, slots=True)
class OpenHtml:
    """What a text leaves open: the earliest end is where one of ``closers`` (lower case) occurs after it.

    ``soft``: a tag within a line that is mere text unless it is closed further down, where only another tag
    between here and there would make a difference.
    """

    closers: tuple[str, ...]
    soft: bool = False


class HtmlProbe:
    """Reads text as the library does when it looks for raw HTML blocks."""

    def __init__(self, *, markdown_in_html: bool) -> None:
        self._md = Markdown()
        self._reader = _ExtraReader if markdown_in_html else _PlainReader

    def open_after(self, text: str) -> OpenHtml | None:
        """What ``text`` (whole lines, without fences) leaves open for the lines that follow, or None."""
        self._md.htmlStash.reset()
        reader = self._reader(self._md)
        reader.feed(text + "\n\n")
        return _left_open(reader)


class _PlainReader(HTMLExtractor):
    """The library's reader, noting what it took for text because it was not closed."""

    def reset(self) -> None:
        self.unclosed: list[OpenHtml] = []
        super().reset()

    def parse_starttag(self, i: int) -> int:
        return _start_tag(self, i, super().parse_starttag(i))

    def parse_endtag(self, i: int) -> int:
        return _end_tag(self, i, super().parse_endtag(i))

    def parse_comment(self, i: int, report: bool = True) -> int:
        return _comment(self, i, super().parse_comment(i, report))


class _ExtraReader(HTMLExtractorExtra):
    """The same for Markdown inside HTML."""

    def reset(self) -> None:
        self.unclosed: list[OpenHtml] = []
        super().reset()

    def parse_starttag(self, i: int) -> int:
        return _start_tag(self, i, super().parse_starttag(i))

    def parse_endtag(self, i: int) -> int:
        return _end_tag(self, i, super().parse_endtag(i))

    def parse_comment(self, i: int, report: bool = True) -> int:
        return _comment(self, i, super().parse_comment(i, report))


def _start_tag(reader: _PlainReader | _ExtraReader, start: int, end: int) -> int:
    if end == start + 1:
        hard = reader.at_line_start() or reader.intail or reader.inraw
        reader.unclosed.append(OpenHtml((">",), soft=not hard))
    return end


def _end_tag(reader: _PlainReader | _ExtraReader, start: int, end: int) -> int:
    if end == start + 2 and reader.rawdata.find(">", start) < 0:
        reader.unclosed.append(OpenHtml((">",), soft=True))
    return end


def _comment(reader: _PlainReader | _ExtraReader, start: int, end: int) -> int:
    if end == start + 1:
        reader.unclosed.append(OpenHtml(("-->", "--!>")))
    return end


def _left_open(reader: _PlainReader | _ExtraReader) -> OpenHtml | None:
    if reader.cdata_elem:
        return OpenHtml((f"</{reader.cdata_elem}",))
    if reader.rawdata.startswith("<"):
        return OpenHtml((">",))
    if reader.inraw and reader.stack:
        return OpenHtml((f"</{reader.stack[0]}",))
    if in_markdown := vars(reader).get("mdstack"):
        return OpenHtml((f"</{in_markdown[0]}",))
    if reader.inraw or vars(reader).get("_cache"):
        return OpenHtml(("</",))
    hard = next((found for found in reader.unclosed if not found.soft), None)
    return hard or next(iter(reader.unclosed), None)
