"""What a text field may not hold is refused with its place; what only looks alike is not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.messages import load_catalogue
from generator.problems import Location, Problem
from generator.reports.text import render_text
from generator.text.hazards import find_problems


def problems_of(text: str) -> list[Problem]:
    return list(find_problems(text, lambda offset: Location("a.yml", 1, offset + 1)))


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("a <script>alert(1)</script>", "text-raw-html", 3),
        ("<ScRiPt", "text-raw-html", 1),
        ("</script>", "text-raw-html", 1),
        ("<svg/onload=alert(1)>", "text-raw-html", 1),
        ("<img src=x", "text-raw-html", 1),
        ("<x onclick = 'y'>", "text-raw-html", 1),
        ("<b>tebal", "text-raw-html", 1),
        ("<br/>", "text-raw-html", 1),
        ("<nama-saya>", "text-raw-html", 1),
        ("<!-- x -->", "text-raw-html", 1),
        ("![x](https://x.id/a.png)", "text-image", 1),
        ("[x](javascript:alert(1))", "text-link-scheme", 5),
        ("[x](JAVA\tSCRIPT:alert(1))", "text-link-scheme", 5),
        ("[x](&#106;ava&#x0A;script:alert(1))", "text-link-scheme", 5),
        ("[x](&amp;#106;avascript:alert(1))", "text-link-scheme", 5),
        ("[x](\u200bjavascript:y)", "text-link-scheme", 5),
        ("[x](<vbscript:y>)", "text-link-scheme", 5),
        ("[x](data:text/html;base64,x)", "text-link-scheme", 5),
        ("[x](ftp://x.id)", "text-link-scheme", 5),
        ("[maka](#)", "text-link-relative", 8),
        ("[x](../y)", "text-link-relative", 5),
        ("[x](//jahat.id)", "text-link-relative", 5),
        ("[x](https://x.id\\@y)", "text-link-malformed", 5),
        ("{{ nama }}", "text-template-syntax", 1),
        ("a {% x %}", "text-template-syntax", 3),
        ("[[Digilive/Reminder 1]]", "text-reference-malformed", 1),
        ("a\u202eb", "text-invisible-character", 2),
    ],
)
def test_hazards_are_refused_where_they_stand(text: str, code: str, column: int) -> None:
    found = problems_of(text)
    assert (code, column) in [(problem.code, problem.location.column) for problem in found]
    for problem in found:
        for catalogue in (load_catalogue("en"), load_catalogue("id")):
            assert problem.code in render_text(problem, catalogue)


@pytest.mark.parametrize(
    "text",
    [
        "< 12 Jam dan (< 12 jam), **< 12 Jam** maupun **> 12 Jam**",
        "Profile >> Verify",
        "Profile --> Ubah Profile",
        "<3",
        "a < b > c",
        "a <b dan c",
        "<Nama Petugas>",
        "Live Chat&Social Media, &amp;",
        "{Nama CSO} {..Nama CSO..}",
        "[Reminder 1](lima menit)",
        "[Salam Pembuka Tipe 1] lalu (contoh: mohon ditunggu)",
        "[situs](https://x.id 'Judul'), [surat](mailto:a@x.id), [[a/b|[x]]], `[[a/b]]`",
        "http://itsm.pln.co.id/",
        "Penting! [hal. 1]",
        "onclick=salah; pengisian on = ya",
    ],
)
def test_what_only_looks_alike_is_allowed(text: str) -> None:
    assert problems_of(text) == []


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="<>a/ on=![]()&#:{%\n\tjsvx;|-\"'`*", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for problem in problems_of(text):
        assert 1 <= problem.location.column <= len(text)


@pytest.mark.parametrize("piece", ["<a ", "](", "![", "[[", "{{", "<", "[[a[", "](javascript:", "<a on", "[x](a "])
def test_nasty_text_is_read_in_time(piece: str) -> None:
    begin = time.process_time()
    problems_of(piece * 10_000)
    assert time.process_time() - begin < 20  # processor time: a guard against hanging
