"""The Markdown subset: what acts, and that all the rest stays the letter."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text import drawing
from generator.text.errata import Erratum, mark_errata
from generator.text.markdown_subset import (
    find_references,
    inline_plain_text,
    plain_text,
    render_html,
    render_inline_html,
)
from generator.text.parser import parse
from generator.text.placeholders import PlaceholderAlias, compile_placeholders, mark_placeholders
from generator.text.prose import Link
from generator.text.terms import compile_terms, mark_terms
from tests.text.reading import read


def to_unit(address: str) -> Link | None:
    return None if address.startswith("hilang") else Link(f"../{address}/", f"Judul {address}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "*a* dan **b** dan `c`", "<p><em>a</em> dan <strong>b</strong> dan <code>c</code></p>", id="marks"
        ),
        pytest.param("***a***", "<p><strong><em>a</em></strong></p>", id="both at once"),
        pytest.param("satu\ndua", "<p>satu<br>dua</p>", id="every line break is kept"),
        pytest.param("satu\n\ndua", "<p>satu</p><p>dua</p>", id="paragraphs"),
        pytest.param("Data:\n- a\n  - b", "<p>Data:</p><ul><li>a<ul><li>b</li></ul></li></ul>", id="nested list"),
        pytest.param("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>", id="a list with air"),
        pytest.param("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>", id="numbers"),
        pytest.param("3. a\n3. b", '<ol start="3"><li>a</li><li value="3">b</li></ol>', id="numbers as written"),
        pytest.param("1) a", '<ol class="sigap-list--parenthesis"><li>a</li></ol>', id="number with a bracket"),
        pytest.param(r"3 \* 4 \*5\*", "<p>3 * 4 *5*</p>", id="a backslash keeps a star"),
        pytest.param(
            '[situs](https://x.id/?a=1&b=2 "Judul")',
            '<p><a href="https://x.id/?a=1&amp;b=2" title="Judul" rel="noopener">situs</a></p>',
            id="a link to elsewhere",
        ),
    ],
)
def test_markup_acts(text: str, expected: str) -> None:
    assert render_html(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "#UNCOMPLETED_1, yaitu hashtag",
        "#UNCOMPLETED_1/#UNCOMPLETED_2/#UNCOMPLETED_3",
        "# Judul",
        "> kutipan",
        "---",
        "- ",
        "-",
        "Judul\n===",
        "| a | b |\n|---|---|",
        "```\nkode",
        "<script>alert(1)</script>",
        "<b>tebal</b>",
        "&amp; &#106; &lt;",
        "{Nama CSO} {{ x }} {% x %} {: .x #y }",
        "![gambar](https://x.id/a.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](<data:text/html,x>)",
        "[x](//jahat.id)",
        "[x](../dekat)",
        "[rujukan]: https://x.id",
        "<https://x.id> dan https://x.id dan www.x.id",
        "Live Chat&Social Media Versi 2",
        "Service Family * 32. NEW PLN MOBILE",
        "02. EPROC\n03. EMAIL DAN JARINGAN DATA",
        "(..... Nama CSO) … ? “kutip” – ≥ 12",
        "< 12 Jam, (< 12 jam), <3, a < b > c, Profile >> Verify",
        "[[Bukan Alamat]] [[ ]] [[]]",
        "a    b\\c",
    ],
)
def test_the_rest_stays_text_to_the_letter(text: str) -> None:
    page = read(render_html(text))
    assert page.text == text.replace("\n", "").rstrip(" ")
    assert plain_text(text) == text.rstrip(" ")
    assert {tag for tag, _ in page.elements} <= {"p", "br"}


@pytest.mark.parametrize(
    "text",
    [
        "Mohon disampaikan:\n- Nama\n- ID PLN\n- Nomor Handphone",
        "1) satu\n2) dua\n   lanjut\n\n3) tiga",
        "- a\n\n  b\n- c\n  1. d\n  1. e",
        "satu\n\ndua",
    ],
)
def test_lists_are_copied_as_written(text: str) -> None:
    assert plain_text(text) == text


def test_copied_text_has_no_markup() -> None:
    assert plain_text("Layanan *WhatsApp* **[x](https://x.id)** `y` [[a/b|Reminder 1]]") == (
        "Layanan WhatsApp x y Reminder 1"
    )


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        pytest.param("lihat [[digilive/reminder-1]].", ["digilive/reminder-1"], id="before a full stop"),
        pytest.param("([[pln-mobile/biaya-admin/gopay|GoPay]])", ["pln-mobile/biaya-admin/gopay"], id="in brackets"),
        pytest.param("*[[digilive@2/reminder-1|a | b]]*", ["digilive@2/reminder-1"], id="emphasised, with a bar"),
        pytest.param("- a\n- **b [[x/y]]**\n  dan\n  [[z]]", ["x/y", "z"], id="in a list, over lines"),
        pytest.param("[[a/b|[Reminder 1]]]", ["a/b"], id="a text in brackets"),
        pytest.param("`[[a/b]]` dan [[c/d]]", ["c/d"], id="code is no reference"),
        pytest.param(r"\[[a/b]]", [], id="escaped"),
    ],
)
def test_references_are_found_where_they_stand(text: str, addresses: list[str]) -> None:
    found = find_references(text)
    assert [reference.address for reference in found] == addresses
    for reference in found:
        shown = f"|{reference.text}" if reference.text else ""
        assert text[reference.start : reference.end] == f"[[{reference.address}{shown}]]"


def test_a_reference_is_drawn_under_its_text_or_the_units_title() -> None:
    drawn = render_inline_html("[[a/b]], [[a/b|*ini*]], [[hilang/x]], [[hilang/x|itu]]", resolve=to_unit)
    reference = 'class="sigap-reference" data-sigap-reference="a/b"'
    assert drawn == (
        f'<a href="../a/b/" {reference}>Judul a/b</a>, '
        f'<a href="../a/b/" title="Judul a/b" {reference}><em>ini</em></a>, hilang/x, itu'
    )


def test_neighbouring_links_stay_two() -> None:
    drawn = render_inline_html("[[a/b|x]][[a/b|y]]", resolve=to_unit)
    assert drawn.count("<a ") == 2


def test_an_unsafe_address_from_the_master_list_is_no_link() -> None:
    drawn = render_html("[[a/b|x]]", resolve=lambda _: Link("javascript:alert(1)"))
    assert "javascript" not in drawn


def test_deep_lists_lose_nothing() -> None:
    text = "- " * 40 + "dalam"
    assert plain_text(text) == text
    assert read(render_html(text)).text.endswith("- dalam")


def test_inline_text_holds_no_blocks() -> None:
    assert render_inline_html("1. Sampaikan *ini*\n- itu") == "1. Sampaikan <em>ini</em><br>- itu"
    assert inline_plain_text("1. Sampaikan *ini*") == "1. Sampaikan ini"


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *(
                "*",
                "**",
                "_",
                "`",
                "``",
                "[",
                "]",
                "[[",
                "]]",
                "(",
                ")",
                "](",
                "\n",
                "\n\n",
                "- ",
                "1. ",
                "2) ",
                "  ",
                "\\",
            ),
            *("[[a/b]]", "[[a/b|*x*]]", "[x](https://x.id)", "[x](javascript:y)", "<script>", "<img src=x onerror=y>"),
            *(
                "&amp;",
                "&#106;",
                "{Nama CSO}",
                "kesediannya",
                "CSO",
                "pagi/siang",
                "|",
                ">>",
                " >> ",
                "![",
                "\t",
                "\x00",
            ),
        ]
    ),
)
TEXTS = st.lists(PIECES, max_size=25).map("".join)
MARKS = (
    mark_errata([Erratum("kesediannya", "kesediaannya"), Erratum("edia", "x"), Erratum("{Nama", "y")]),
    mark_placeholders(
        compile_placeholders([PlaceholderAlias("nama", ("{Nama CSO}", "x")), PlaceholderAlias("w", ("pagi/siang",))])
    ),
    mark_terms(compile_terms([("cso", ["CSO", "x"])]), {"cso": '"><script>\n\nx'}),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_drawn_safely_and_to_the_letter(text: str) -> None:
    prose = parse(text)
    expected = "".join(run.text for run in prose.runs() if run.text != "\n")
    for with_menu_paths in (False, True):
        html = render_html(text, resolve=lambda _: Link("../u/"), annotators=MARKS, with_menu_paths=with_menu_paths)
        page = read(html)
        assert "\n" not in html
        assert page.text == expected
        for tag, attributes in page.elements:
            check_element(tag, attributes)


def check_element(tag: str, attributes: dict[str, str | None]) -> None:
    assert tag in drawing.ALLOWED_TAGS
    for name, value in attributes.items():
        if name == "class":
            assert set(str(value).split()) <= drawing.ALLOWED_CLASSES[tag]
        elif not name.startswith("data-sigap-"):
            assert name in drawing.ALLOWED_ATTRIBUTES[tag]
    assert str(attributes.get("href", "https://")).startswith(("https://", "http://", "mailto:", "../u/"))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_offsets_of_runs_and_references_are_true(text: str) -> None:
    prose = parse(text)
    assert all(prose.text[run.start : run.end] == run.text for run in prose.runs())
    if "\r" not in text:
        for reference in prose.references:
            assert text[reference.start :].startswith(f"[[{reference.address}")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="*_`[]\\-+\r\x00", exclude_categories=["Cs", "Nd", "Z", "C"])))
def test_text_without_markup_is_its_own_plain_text(text: str) -> None:
    assert plain_text(text) == text


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "[",
            "*",
            "_",
            "`",
            "[[",
            "[[a|",
            "](",
            "![",
            "<",
            "**a ",
            "- ",
            "\\",
            "[[a/b]]",
            "*a_ ",
            '[a](b "',
            "[a](",
            "*[",
        ),
        *("- a\n", "a >> ", "{", "\n"),
    ],
)
def test_nasty_text_takes_less_than_a_few_seconds(piece: str) -> None:
    begin = time.process_time()
    render_html(piece * 10_000, with_menu_paths=True)
    # About a tenth of it on a common machine; anything quadratic takes minutes.
    assert time.process_time() - begin < 20  # processor time: a guard against hanging
