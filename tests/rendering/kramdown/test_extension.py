"""kramdown as an extension of Python-Markdown."""

from __future__ import annotations

import markdown
import pytest

from foreword.rendering.document import render_article
from foreword.rendering.kramdown import KramdownDialect
from foreword.rendering.kramdown.extension import KramdownExtension

TEXT = '# "Title"\n\n- item\n\n  more[^1]\n\n```\ncode\n```\n\n<div>*raw*</div>\n\n[^1]: note\n'


@pytest.mark.parametrize("extension", [KramdownExtension(), "foreword.rendering.kramdown.extension"])
def test_the_conversion_is_kramdowns(extension):
    expected = render_article(KramdownDialect(), TEXT).html.strip()
    assert markdown.markdown(TEXT, extensions=[extension]) == expected


def test_an_instance_converts_again_and_other_extensions_change_nothing():
    converter = markdown.Markdown(extensions=["extra", KramdownExtension(), "toc"])
    assert converter.convert("# a") == '<h1 id="a">a</h1>'
    assert converter.reset().convert("# a") == '<h1 id="a">a</h1>'
    assert converter.convert("") == ""


def test_options_come_as_a_map_or_as_configuration():
    name = "foreword.rendering.kramdown.extension"
    assert "<br />" in markdown.markdown("a\nb", extensions=[KramdownExtension({"hard_wrap": True})])
    assert "<br />" in markdown.markdown(
        "a\nb", extensions=[name], extension_configs={name: {"hard_wrap": True}}
    )
