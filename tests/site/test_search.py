"""What search adds to the built site, and what it leaves out."""

import json
from pathlib import Path
from posixpath import normpath

import pytest

from generator.render.context import RenderContext
from generator.search.answer import Answer
from generator.search.site import FOLDER, HISTORY
from tests.site.building import BuiltSite
from tests.site.html import Element


@pytest.fixture(params=["real_site", "fiction_site"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    found: BuiltSite = request.getfixturevalue(request.param)
    return found


def answers_of(site: BuiltSite, *, is_history: bool) -> list[Answer]:
    prepared = site.prepared
    answers = RenderContext(prepared.library, prepared.as_of, prepared.findings).answers
    return [each for each in answers if each.group.origin.is_history is is_history]


@pytest.mark.parametrize("below", ["", HISTORY])
def test_the_manifest_names_what_is_there_and_nothing_else_is(below: str, site: BuiltSite) -> None:
    folder = site.path / FOLDER / below
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["count"] == len(answers_of(site, is_history=bool(below)))
    chunks = -(-manifest["count"] // manifest["perChunk"])
    expected = {"words.json"}
    expected |= {f"terms-{number}.json" for number in range(len(manifest["shards"]))}
    expected |= {f"texts-{number}.json" for number in range(chunks)}
    assert names(folder / manifest["folder"]) == expected
    rest = {path.name for path in folder.iterdir()} - {manifest["folder"], "manifest.json"}
    assert rest == (set() if below else {HISTORY})
    texts = [json.loads((folder / manifest["folder"] / f"texts-{each}.json").read_text()) for each in range(chunks)]
    assert sum(map(len, texts)) == manifest["count"]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_of_materials_search_nothing_is_left(site: BuiltSite) -> None:
    assert not (site.path / "search").exists()
    assert [path.name for path in site.path.rglob("*lunr*")] == []
    assert [path.name for path in site.path.rglob("workers")] == []
    for url, page in site.pages.items():
        assert page.all(data_md_component="search") == [], url


def test_the_page_of_search_leads_to_every_title(site: BuiltSite) -> None:
    listed = {
        (link.text(), address)
        for url, page in site.pages.items()
        if url.startswith("cari/")
        for link in page.all("a", class_="sigap-list__title")
        for address in [leads_to(url, link)]
    }
    expected = {(" ".join(each.title.split()), each.url) for each in answers_of(site, is_history=False)}
    assert expected
    assert listed == expected
    for title, address in listed:
        url, _, anchor = address.partition("#")
        assert not anchor or anchor in site.anchors[url], (title, address)


@pytest.mark.parametrize("is_history", [False, True])
def test_every_answer_leads_to_a_place_on_the_site(is_history: bool, site: BuiltSite) -> None:
    places = [each.url.partition("#") for each in answers_of(site, is_history=is_history)]
    assert [url for url, _, anchor in places if anchor and anchor not in site.anchors[url]] == []
    assert [url for url, _, anchor in places if url not in site.pages] == []


def leads_to(url: str, link: Element) -> str:
    path, hash_sign, anchor = link.attributes["href"].partition("#")
    return normpath(f"{url}{path}") + "/" + hash_sign + anchor


def test_no_page_of_the_index_is_long(real_site: BuiltSite) -> None:
    pages = {url: page for url, page in real_site.pages.items() if url.startswith("cari/")}
    assert len(pages) > 20
    assert max(len(page.all("a", class_="sigap-list__title")) for page in pages.values()) <= 400


@pytest.mark.parametrize(("url", "mark"), [("cari/", "page"), ("cari/p/", "true")])
def test_pages_of_the_index_belong_to_the_page_of_search(url: str, mark: str, real_site: BuiltSite) -> None:
    (here,) = real_site.pages[url].first("nav", class_="sigap-navigation").all("a", aria_current="*")
    assert (here.text(), here.attributes["aria-current"]) == ("Cari", mark)
