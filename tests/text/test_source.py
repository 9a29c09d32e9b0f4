"""Every file that is text comes back as the same bytes; what is not text is refused in one sentence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.errors import CannotEncode, NotText
from foreword.text import Edit, SourceText

CASES = {
    "utf-8": ("naïve\r\nü\u2028x\u00a0", "UTF-8"),
    "utf-8-sig": ("naïve\n", "UTF-8 with BOM"),
    "cp1252": ("caf\u00e9 \u201cquoted\u201d", "Windows-1252"),
}


@pytest.mark.parametrize("codec", CASES)
def test_recognises_encoding(codec):
    text, label = CASES[codec]
    source = SourceText.from_bytes(text.encode(codec))
    assert source.text == text
    assert source.encoding.label == label
    assert source.to_bytes() == text.encode(codec)


@pytest.mark.parametrize("bom", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_reads_utf16_with_bom(bom):
    codec = "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be"
    data = bom + "tïtle\r\n\U0001f600".encode(codec)
    source = SourceText.from_bytes(data)
    assert source.text == "tïtle\r\n\U0001f600"
    assert source.to_bytes() == data


def test_bytes_that_windows_1252_lacks_are_latin_1():
    data = b"caf\xe9 \x81"
    assert SourceText.from_bytes(data).encoding.label == "Latin-1"
    assert SourceText.from_bytes(data).to_bytes() == data


@pytest.mark.parametrize("data", [b"a\0b", codecs.BOM_UTF16_LE + b"a", codecs.BOM_UTF8 + b"\xff"])
def test_refuses_what_is_not_text(data):
    with pytest.raises(NotText, match="not text"):
        SourceText.from_bytes(data)


@given(st.binary(max_size=200))
def test_any_bytes_come_back_or_are_refused(data):
    try:
        source = SourceText.from_bytes(data)
    except NotText:
        return
    assert source.to_bytes() == data


def test_names_the_character_the_encoding_lacks():
    source = SourceText.from_bytes(b"caf\xe9").apply(Edit(0, 0, "→ "))
    with pytest.raises(CannotEncode, match=r"“→” \(U\+2192\) cannot be written in Windows-1252") as caught:
        source.to_bytes()
    assert caught.value.offset == 0
