import time

import pytest
from markdown import markdown  # type: ignore[import-untyped]  # MkDocs brings it, without types

from generator.hand_written import HandWritten, PageFacts
from generator.render.hand_written import hand_written_blocks, title_of


def page(text: str, title: str | None = None) -> HandWritten:
    return HandWritten("tentang.md", PageFacts(title=title), text)


def blocks(text: str) -> list[str]:
    return list(hand_written_blocks(page(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("# A\n\nb", ["# A", "<div><p>b</p></div>"], id="a heading and a paragraph"),
        pytest.param("A\n---\n", ["## A"], id="a heading with a line below it"),
        pytest.param("## *A* `b` {: #c }", ["## A b &#123;&#58; &#35;c &#125;"], id="a heading is words alone"),
        pytest.param("a\n\nb", ["<div><p>a</p>&#10;<p>b</p></div>"], id="a block is one line"),
        pytest.param("#", [], id="a heading without words"),
        pytest.param("> # A", ["<div><blockquote>&#10;<h1>A</h1>&#10;</blockquote></div>"], id="a heading in a quote"),
        pytest.param("<b>a\n\n# B", ["<div><p>a</p></div>", "# B"], id="a tag that is not allowed"),
        pytest.param("</div># a", ["<div># a</div>"], id="text that a tag leaves behind stays text"),
        pytest.param("{{ 7*7 }} {% raw %}", ["<div><p>{{ 7*7 }} {% raw %}</p></div>"], id="template syntax is text"),
        pytest.param("a {: #b onclick=c }", ["<div><p>a {: #b onclick=c }</p></div>"], id="attribute lists are text"),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror=alert(1)>",
        "![a](https://example.com/a.png)",
        "<svg><script>alert(1)</script></svg>",
        "<iframe src=https://example.com></iframe><object data=x></object><embed src=x>",
        "<p onclick=alert(1) style=position:fixed>a</p>",
        "[a](javascript:alert(1)) [b](data:text/html,x) [c]\n\n[c]: javascript:alert(1)",
        "<a href=javascript:alert(1)>a</a> <javascript:alert(1)>",
        "<style>*{display:none}</style><link rel=stylesheet href=x><base href=x><meta http-equiv=refresh>",
        "</div></article></main><!-- a",
        "<form action=x><input autofocus onfocus=alert(1)></form>",
    ],
)
def test_nothing_acts(text: str) -> None:
    html = markdown("\n\n".join(blocks(text)), extensions=["attr_list", "toc"]).lower()
    for forbidden in ("<script", "<img", "<svg", "<iframe", "<object", "<embed", "<style", "<link", "<base", "<meta"):
        assert forbidden not in html
    for forbidden in ("<form", "<input", "<!--", "</article", " style=", " onclick=", " onerror=", " onfocus="):
        assert forbidden not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("faq/index.md", "../faq/"),
        ("digilive/index.md#judul", "../digilive/#judul"),
        ("panduan.md", "../panduan/"),
        ("./index.md", "../"),
        ("../faq/", "../faq/"),
        ("https://example.com/a.md", "https://example.com/a.md"),
        ("#a", "#a"),
    ],
)
def test_links_to_sources_lead_to_pages(link: str, expected: str) -> None:
    assert blocks(f"[a]({link})") == [f'<div><p><a href="{expected}">a</a></p></div>']


def test_the_title_is_that_in_front_then_the_first_heading() -> None:
    assert title_of(page("# *A* & B", "C")) == "C"
    assert title_of(page("a\n\n# *A* & B")) == "A & B"
    assert title_of(page("## A")) is None


@pytest.mark.parametrize("piece", ["[x](", "![", "*a ", "`a``", "> ", "<a ", "&", "|-", "_a*"])
def test_a_page_of_nothing_but_openings_takes_no_time(piece: str) -> None:
    before = time.process_time()
    blocks(piece * 2_000)
    assert time.process_time() - before < 5
