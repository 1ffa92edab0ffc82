"""The first place of a term carries its definition."""

import time

from generator.text.markdown_subset import render_html
from generator.text.placeholders import PlaceholderAlias, compile_placeholders, mark_placeholders
from generator.text.terms import compile_terms, mark_terms

MATCHER = compile_terms(
    [
        ("cso", ["CSO", "Customer Service Officer (CSO)"]),
        ("salam", ["Salam Pembuka"]),
        ("app", ["APP"]),
        ("tag", ["#X_1"]),
    ]
)
DEFINITIONS = {"cso": 'petugas "depan"', "salam": "sapaan", "app": "alat", "tag": "tanda"}


def letters(text: str) -> list[str]:
    return [span.letter for span in MATCHER.find(text)]


def test_longest_first_and_whole_words() -> None:
    assert letters("Customer Service Officer (CSO) dan CSO, CSOnya, #X_1, #X_12") == [
        "Customer Service Officer (CSO)",
        "CSO",
        "#X_1",
    ]


def test_words_in_any_case_abbreviations_as_written() -> None:
    assert letters("salam pembuka, SALAM PEMBUKA, app, APP") == ["salam pembuka", "SALAM PEMBUKA", "APP"]


def test_only_the_first_is_marked_and_none_in_links_code_or_placeholders() -> None:
    placeholders = mark_placeholders(compile_placeholders([PlaceholderAlias("n", ("{Nama CSO}",))]))
    text = "{Nama CSO} `CSO` [CSO](https://x.id) **CSO** CSO"
    drawn = render_html(text, annotators=(placeholders, mark_terms(MATCHER, DEFINITIONS)))
    mark = '<abbr class="sigap-term" title="petugas &quot;depan&quot;" data-sigap-term="cso">'
    assert drawn.endswith(f"{mark}<strong>CSO</strong></abbr> CSO</p>")
    assert drawn.count("<abbr") == 1


def test_a_page_marks_each_term_once() -> None:
    annotator = mark_terms(MATCHER, DEFINITIONS, set())
    assert "<abbr" in render_html("CSO", annotators=[annotator])
    assert "<abbr" not in render_html("CSO", annotators=[annotator])


def test_many_terms_cost_no_more() -> None:
    many = compile_terms((f"t{number}", [f"kata{number} panjang"]) for number in range(20_000))
    begin = time.process_time()
    assert len(list(many.find("kata7 panjang " * 10_000))) == 10_000
    assert time.process_time() - begin < 20  # processor time: a guard against hanging
