"""What the formats share with python-frontmatter: each of them is one of its handlers."""

from __future__ import annotations

from frontmatter.default_handlers import BaseHandler

from foreword.front_matter.format import Block, Reading, Unreadable
from foreword.front_matter.profile import FormatName, WritingProfile


class Handler(BaseHandler):
    """python-frontmatter's interface over ours, so that ``frontmatter.loads(text, handler=...)`` reads every format."""

    name: FormatName = "none"
    text_only = False

    def find(self, text: str, profile: WritingProfile) -> Block | None:
        """The block at the top of a text."""
        raise NotImplementedError

    def read(self, source: str, block: Block) -> Reading:
        """The values of a block. Raises Unreadable."""
        raise NotImplementedError

    def needs_keys(self, source: str) -> bool:
        """Whether this head would not be one any more without keys: fences would make it one."""
        del source
        return False

    def detect(self, text: str) -> bool:
        """Whether the text begins with a block of this format."""
        return self.find(text, WritingProfile()) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The block's inside and the body."""
        block = self.find(text, WritingProfile())
        return (text[block.inner : block.inner_end], text[block.end :]) if block else ("", text)

    def load(self, fm: str) -> dict[str, object]:
        """The values of a block's inside. Raises ValueError."""
        try:
            return self.read(fm, Block(0, 0, len(fm), len(fm))).fields
        except Unreadable as error:
            raise ValueError(error.message) from error
