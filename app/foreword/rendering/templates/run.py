"""What one expansion of a post shares with the tags and filters that take part in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from io import StringIO

from liquid.exceptions import LiquidError

from foreword.errors import ForewordError
from foreword.rendering.dialect import Notice
from foreword.rendering.site_context import SiteContext
from foreword.rendering.templates.budget import Budget
from foreword.rendering.templates.cards import NO_ADDRESS, card, shortened, stands_alone, within_address
from foreword.rendering.templates.constructs import Place
from foreword.rendering.templates.documents import Documents
from foreword.rendering.templates.helpers import Highlight, Markdownify

Evaluate = Callable[[Mapping[str, object]], object]
"""An expression or condition of Liquid, given the names that are added for it."""

MOST_NOTICES = 100


@dataclass(slots=True)
class Run:
    """One expansion under way. ``place`` is where the top-level construct at work stands."""

    site: SiteContext
    page: Mapping[str, object]
    budget: Budget
    markdownify: Markdownify
    highlight: Highlight
    evaluator: Callable[[str, bool], Evaluate]
    documents: Documents
    zone: tzinfo = UTC
    notes_unknown: bool = False
    notices: list[Notice] = field(default_factory=list)
    place: Place | None = None
    files: list[str] = field(default_factory=list)
    answers: dict[tuple[str, str], str | ForewordError | None] = field(default_factory=dict)

    def notice(self, message: str, source: str = "", start: int = 0) -> None:
        """Notes once, with its line, what could not be shown exactly."""
        line = self.place.line if self.place else 0
        if self.files:
            message = f"{self.files[-1]}: {message}"
        else:
            line += source.count("\n", 0, start)
        found = Notice(message, line)
        if len(self.notices) < MOST_NOTICES and found not in self.notices:
            self.notices.append(found)

    def asked(self, question: str, name: str) -> str | None:
        """What the site says to "include", "include_relative", "link" or "post_url"; it is asked once for each name.

        Raises FileProblem. The time that the site takes is not the template's.
        """
        key = (question, name)
        if key not in self.answers:
            with self.budget.paused():
                self.answers[key] = self._ask(question, name)
        answer = self.answers[key]
        if isinstance(answer, ForewordError):
            raise answer
        return answer

    def _ask(self, question: str, name: str) -> str | ForewordError | None:
        try:
            return self._answer(question, name)
        except ForewordError as problem:
            return problem

    def _answer(self, question: str, name: str) -> str | None:
        if question == "include":
            return self.site.include(name)
        if question == "include_relative":
            path = self.page.get("path")
            return self.site.read_relative(path if isinstance(path, str) else "", name)
        return self.site.post_address(name) if question == "post_url" else self.site.address_of(name)

    def card(self, kind: str, name: str, arguments: str, reason: str, place: tuple[str, int, int]) -> str:
        """A card in place of ``source[start:end]``, noted too; within an address only `NO_ADDRESS`, in code what was written."""
        source, start, end = place
        self.notice(f"{shortened(name, 60)}: {shortened(reason, 200)}", source, start)
        whole = start == 0 and end == len(source) and not self.files
        if self.place is not None and self.place.in_code and not self.files:
            return source[start:end]
        alone = self.place is not None and self.place.alone
        addressed = self.place is not None and self.place.in_address
        if (addressed and start == 0) or within_address(source, start):
            return NO_ADDRESS
        block = alone if whole else stands_alone(source, start, end)
        return card(kind, name, arguments, reason, block=block)


def reason_of(error: BaseException) -> str:
    """What went wrong, in one line, without the library's picture of the place."""
    return str(error.message if isinstance(error, LiquidError) else error) or type(error).__name__


class CountedText(StringIO):
    """Where a template writes: every piece is counted."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(newline="")
        self._budget = budget

    def write(self, text: str, /) -> int:
        """Adds a piece. Raises RanAway."""
        self._budget.step()
        self._budget.made(len(text))
        return super().write(text)
