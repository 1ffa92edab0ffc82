"""Any text becomes a heading that shows it and nothing else."""

import html
import re

import markdown  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.headings import escape_heading, heading_text

EXTENSIONS = ["attr_list", "toc", "md_in_html", "admonition", "def_list", "footnotes", "tables"]
EXTENSIONS += ["pymdownx.superfences", "pymdownx.tilde", "pymdownx.smartsymbols", "pymdownx.magiclink"]


def check_heading(text: str) -> None:
    converter = markdown.Markdown(extensions=EXTENSIONS)
    drawn = converter.convert(f"## {escape_heading(text)}\n\nParagraf\n")
    found = re.match(r"<h2 id=\"[^\"]*\">(.*)</h2>\n<p>Paragraf</p>$", drawn)
    assert found, drawn
    assert "<" not in found[1]
    assert html.unescape(found[1]) == heading_text(text)
    tokens = getattr(converter, "toc_tokens")  # noqa: B009 - set by the toc extension
    assert html.unescape(tokens[0]["name"]) == heading_text(text)


NASTY = [
    *("{Nama CSO}", "a {: .x }", "a { #id }", "#UNCOMPLETED_1", "judul #", "[x](y)", "[x][y]", "![x](y)", "<script>"),
    *("&amp; &lt;", "a\\", "\\*a\\*", "Catatan: a", "_a_ __b__ a_b", "*a*", "`x`", "1. a", "- a", "!!! note", "| a |"),
    *("https://x.id", "a@x.id", "(c) --> 1/2", "[^1]", "~~a~~", "a  b\nc", "wzxhzdk:0", "Call/ Contact", "≥ 12 – “a”"),
    'Perubahan Salam Pembuka "HARI PELANGGAN NASIONAL" Tgl 04 September 2023 (untuk Layanan Digital)',
]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_headings(text: str) -> None:
    check_heading(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40).filter(heading_text))
def test_any_heading(text: str) -> None:
    check_heading(text)
