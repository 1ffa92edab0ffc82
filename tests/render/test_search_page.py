"""The page of search: its index of titles by letter, in one page or in many, and what titles may hold."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from posixpath import normpath

import pytest

from generator.content import gather
from generator.placing import build_library
from generator.render.context import RenderContext
from generator.render.overview.gathered import Gathered
from generator.render.overview.search_page import MOST_ON_PAGE, index_of, initial_of, search_pages
from generator.render.page import Page
from generator.search.answer import Answer, Group, Origin, Window
from tests.render.reading import Element, raw_blocks, read_page

FICTION = Path(__file__).parent.parent / "fiction" / "content"
NOW = dt.datetime(2026, 2, 1, tzinfo=dt.timezone(dt.timedelta(hours=7)))
HOSTILE = '</a><script>alert("1")</script> {: #id onclick=x } *tebal* [x](javascript:x) &lt;b&gt;'
MEMO = Group("step", Origin("memo", "Memo"))


def context() -> RenderContext:
    return RenderContext(build_library(gather(FICTION), NOW.date()), NOW)


def pages_of(answers: Iterable[Answer]) -> dict[str, Page]:
    """Return the pages for made-up answers by their addresses."""
    build = context()
    build.__dict__["answers"] = list(answers)  # in the place of what is gathered from the content
    return {page.url: page for page in search_pages(Gathered(build))}


def answer(title: str, url: str = "memo/#x", group: Group = MEMO, number: str = "") -> Answer:
    return Answer("memo/x", url, group, title, number=number)


def links(page: Element, css_class: str = "sigap-list__title") -> list[Element]:
    return [each for each in page.walk() if each.tag == "a" and each.attributes.get("class") == css_class]


def ways(page: Element) -> list[Element]:
    rows = [each for each in page.walk() if each.attributes.get("class") == "sigap-topic-list"]
    return [each for row in rows for each in row.walk() if each.tag == "a"]


def where_to(page_url: str, link: Element) -> str:
    """Return the address on the site that a link of a page leads to."""
    path, _, anchor = link.attributes["href"].partition("#")
    to = normpath(f"{page_url}{path}").strip(".")
    return f"{to}/#{anchor}" if anchor else f"{to}/"


# What is listed, and where


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        pytest.param("Reminder", "R", id="a letter"),
        pytest.param("reminder", "R", id="a small letter"),
        pytest.param("“Baik, Bapak”", "B", id="signs before it do not count"),
        pytest.param("✓ Ya", "Y", id="nor do symbols"),
        pytest.param("_Awal_", "A", id="nor the underscore, which is a letter to computers"),
        pytest.param("Élok", "E", id="an accent does not make another letter"),
        pytest.param("6 jam", "0–9", id="a digit"),
        pytest.param("≥ 6 jam", "0–9", id="a digit after a sign"),
        pytest.param("٣ jam", "#", id="a digit of another script"),
        pytest.param("Ярлык", "#", id="a letter of another script"),
        pytest.param("…", "#", id="signs alone"),
        pytest.param("", "#", id="nothing"),
    ],
)
def test_the_initial_of_a_title(title: str, letter: str) -> None:
    assert initial_of(title) == letter


def test_titles_are_in_order_whatever_the_order_of_the_answers() -> None:
    titles = ["éa", "Eb", "ea", "“EA”", "#", "9", "10", "b", "A"]
    answers = [answer(title, f"memo/#{place}") for place, title in enumerate(titles)]
    index = index_of(answers)
    assert {letter: [each.title for each in entries] for letter, entries in index.items()} == {
        "A": ["A"],
        "B": ["b"],
        "E": ["ea", "éa", "“EA”", "Eb"],
        "0–9": ["10", "9"],
        "#": ["#"],
    }
    assert list(index) == ["A", "B", "E", "0–9", "#"]
    assert index_of(reversed(answers)) == index


def test_a_title_at_one_place_is_listed_once() -> None:
    answers = [answer("Sama"), answer("Sama"), answer("Sama\n ", "memo/#x"), answer("Sama", "memo/#y")]
    assert [each.url for each in index_of(answers)["S"]] == ["memo/#x", "memo/#y"]


def test_what_is_superseded_is_not_listed() -> None:
    older = Group("step", Origin("memo", "Memo", is_history=True))
    assert index_of([answer("Lama", group=older)]) == {}


def test_an_entry_says_what_it_is_and_where_it_stands() -> None:
    window = Group("script", Origin("memo", "Memo"), window=Window(words="Mulai 1 Maret 2026"))
    entries = index_of([answer("Salam", group=window, number="7.1"), answer("Kas", group=Group("contact"))])
    assert entries["S"][0].facts == "Kalimat · Memo, butir 7.1 · Mulai 1 Maret 2026"
    assert entries["K"][0].facts == "Kontak"
    assert index_of([answer("Memo", group=Group("document", Origin("memo", "Memo")))])["M"][0].facts == "Dokumen"


# The pages


def test_every_answer_of_the_content_is_listed_on_the_page() -> None:
    build = context()
    (made,) = search_pages(Gathered(build))
    page = read_page(made)
    listed = {(link.text(), where_to("cari/", link)) for link in links(page)}
    present = [each for each in build.answers if not each.group.origin.is_history]
    assert len(present) > 20
    assert {(" ".join(each.title.split()), normpath(each.url)) for each in present} == {
        (title, normpath(url)) for title, url in listed
    }
    anchors = {each.attributes["id"] for each in page.having("id")}
    assert {way.attributes["href"].removeprefix("#") for way in ways(page)} == anchors - {"judul"}


def test_the_field_has_its_place_above_an_index_that_is_open() -> None:
    (made,) = pages_of([answer("Salam")]).values()
    page = read_page(made)
    order = [each for each in page.walk() if {"data-sigap-search-page", "data-sigap-index"} & each.attributes.keys()]
    assert [each.tag for each in order] == ["div", "details"]
    assert "open" in order[1].attributes
    assert order[0].children == []


def test_a_site_without_answers_says_so() -> None:
    (made,) = pages_of([]).values()
    page = read_page(made)
    assert "Belum ada judul" in page.text()
    assert page.having("data-sigap-search-page")
    assert page.having("data-sigap-index") == []


def test_a_title_is_words() -> None:
    (made,) = pages_of([answer(HOSTILE), answer("Dua\n\n# baris")]).values()
    page = read_page(made)
    assert {link.text() for link in links(page)} == {" ".join(HOSTILE.split()), "Dua # baris"}
    assert not {"script", "strong", "em"} & {each.tag for each in page.walk()}
    assert all(block.startswith(("#", "<")) for block in raw_blocks(made))


def test_a_page_may_hold_so_many_titles_and_no_more() -> None:
    answers = [answer(f"{'ab'[count % 2]} {count}", f"memo/#{count}") for count in range(MOST_ON_PAGE + 1)]
    assert set(pages_of(answers[:-1])) == {"cari/"}
    made = pages_of(answers)
    assert set(made) == {"cari/", "cari/a/", "cari/b/"}
    pages = {url: read_page(page) for url, page in made.items()}
    assert links(pages["cari/"]) == []
    assert [where_to("cari/", way) for way in ways(pages["cari/"])] == ["cari/a/", "cari/b/"]
    assert [where_to("cari/a/", way) for way in ways(pages["cari/a/"])] == ["cari/b/"]
    assert "201 judul" in pages["cari/"].text()
    found = Counter(where_to(url, link) for url, page in pages.items() for link in links(page))
    assert found == Counter(each.url for each in answers)


def test_no_page_grows_with_the_content() -> None:
    titles = [f"P {count:05}" for count in range(2 * MOST_ON_PAGE + 1)] + ["≠", "7"]
    made = pages_of(answer(title, f"memo/#{place}") for place, title in enumerate(titles))
    assert list(made) == ["cari/", "cari/p/", "cari/p/2/", "cari/p/3/", "cari/0-9/", "cari/lain/"]
    pages = {url: read_page(page) for url, page in made.items()}
    assert max(len(links(page)) for page in pages.values()) == MOST_ON_PAGE
    assert sum(len(links(page)) for page in pages.values()) == len(titles)
    second = pages["cari/p/2/"]
    assert {where_to("cari/p/2/", way) for way in ways(second)} == made.keys() - {"cari/", "cari/p/2/"}
    assert "P 00000 – P 00399" in second.text()
    assert made["cari/p/2/"].title == "Indeks: P (bagian 2 dari 3)"
    assert made["cari/lain/"].title == "Indeks: # (lainnya)"
    assert made["cari/lain/"].place == "cari/index.md"


def test_the_same_answers_give_the_same_pages() -> None:
    answers = [answer(f"{'Pp'[count % 2]} {count // 2}", f"memo/#{count % 7}") for count in range(MOST_ON_PAGE + 9)]
    one, other = pages_of(answers), pages_of(reversed(answers))
    assert list(one) == list(other)
    assert one == other
