"""A whole revision that is yet to begin: its windows on pages, and which texts stand beside each other."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.guided.pages import guided_pages
from generator.kinds.document.view import document_pages
from generator.kinds.settings.schema import Position
from generator.pdf.pocket import pocket_source
from generator.render.context import RenderContext
from generator.render.overview import overview_pages
from generator.render.page import Page
from generator.revisions.register.entry import Act, WallMoment
from tests.coming import BEFORE, BEGINS, FIRST, LAST, context_at, with_coming
from tests.contents import edit
from tests.registers import RECORDED, ZONE, line, record
from tests.render.reading import Element, read_page

MOMENT = "2026-03-01T00:00"
CLOCK = "Asia/Jakarta"


def pages_of(context: RenderContext) -> dict[str, Page]:
    pages = [*document_pages(context), *guided_pages(context), *overview_pages(context)]
    return {page.url: page for page in pages}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_coming(tmp_path_factory.mktemp("coming"))


@pytest.fixture(scope="module")
def context(content: Path) -> RenderContext:
    return context_at(content)


@pytest.fixture(scope="module")
def pages(context: RenderContext) -> dict[str, Element]:
    return {url: read_page(page) for url, page in pages_of(context).items()}


def head_of(page: Element) -> dict[str, str]:
    (head,) = page.having("data-sigap-page")
    return head.attributes


def window(attributes: dict[str, str]) -> tuple[str, ...]:
    return tuple(attributes.get(f"data-sigap-{name}", "") for name in ("from", "until", "clock", "ends"))


# The pages of the document


def test_the_page_in_force_says_until_when_and_leads_to_what_comes(pages: dict[str, Element]) -> None:
    head = head_of(pages["kasir/"])
    assert "data-sigap-is-current" in head
    assert (head["data-sigap-revision"], head["data-sigap-status"]) == ("1", "in-force")
    assert window(head) == ("2025-01-06T00:00", "2026-03-01T00:00+07:00", "local", "superseded"), "two clocks"
    assert head["data-sigap-next"] == "../kasir/rev/2/"
    assert head["data-sigap-next-from"] == "2026-03-01T00:00+07:00"
    (note,) = pages["kasir/"].having("data-sigap-coming")
    assert "Berganti 1 Maret 2026 pukul 00.00 WIB." in note.text()
    links = [each.attributes["href"] for each in note.walk() if each.tag == "a"]
    assert links == ["../kasir/rev/2/", "../kasir/rev/2/kasir-2.pdf"]


def test_the_coming_revision_stands_on_its_own_page(pages: dict[str, Element]) -> None:
    page = pages["kasir/rev/2/"]
    head = head_of(page)
    assert "data-sigap-is-current" not in head
    assert head["data-sigap-status"] == "upcoming"
    assert window(head) == (MOMENT, "", CLOCK, "")
    assert "data-sigap-next" not in head
    assert "Akan berlaku Baru berlaku mulai 1 Maret 2026 pukul 00.00 WIB." in page.text()
    assert "Halo, dengan" in page.text()
    assert page.having("data-sigap-coming") == []


def test_the_revision_to_be_replaced_ends_on_its_own_page_too(pages: dict[str, Element]) -> None:
    head = head_of(pages["kasir/rev/1/"])
    assert window(head)[1:] == ("2026-03-01T00:00+07:00", "local", "superseded")
    assert "data-sigap-is-current" not in head


def test_a_coming_page_links_within_its_own_revision(content: Path) -> None:
    copy = shutil.copytree(content, content.parent / "links" / "content")
    edit(copy, "documents/kasir/2/scripts.yml", "  - id: sapaan", "  - id: sambutan")
    edit(copy, "documents/kasir/2/revision.yml", "[[kasir/sapaan|kalimat]]", "[[kasir/sambutan|kalimat]]")
    edit(copy, "documents/kasir/2/revision.yml", "- script: sapaan", "- script: sambutan")
    pages = pages_of(context_at(copy))
    assert 'href="#sambutan"' in pages["kasir/rev/2/"].markdown
    flow = pages["kasir/rev/2/alur/alur-kasir/"].markdown
    assert 'href="../../../../../kasir/rev/2/#sambutan"' in flow
    assert 'href="../../../kasir/#sapaan"' in pages["kasir/alur/alur-kasir/"].markdown


def test_flows_lead_to_the_flow_that_comes(pages: dict[str, Element]) -> None:
    current, coming = pages["kasir/alur/alur-kasir/"], pages["kasir/rev/2/alur/alur-kasir/"]
    assert head_of(current)["data-sigap-next"] == "../../../kasir/rev/2/alur/alur-kasir/"
    (guided,) = current.having("data-sigap-guided")
    assert window(guided.attributes) == window(head_of(current))
    (guided,) = coming.having("data-sigap-guided")
    assert window(guided.attributes) == (MOMENT, "", CLOCK, "")


def test_a_flow_that_the_coming_revision_lacks_says_so(content: Path) -> None:
    copy = shutil.copytree(content, content.parent / "lacks" / "content")
    (copy / "documents/kasir/2/flow-alur-kasir.yml").unlink()
    edit(copy, "documents/kasir/2/revision.yml", "      - flow: alur-kasir\n", "")
    page = read_page(pages_of(context_at(copy))["kasir/alur/alur-kasir/"])
    head = head_of(page)
    assert "data-sigap-next-lacks" in head
    assert "data-sigap-next" not in head
    assert head["data-sigap-next-document"] == "../../../kasir/rev/2/"
    (note,) = page.having("data-sigap-coming")
    assert "yang tidak memuat alur ini" in note.text()


def test_a_chain_of_revisions_leads_on(content: Path) -> None:
    copy = shutil.copytree(content, content.parent / "chain" / "content")
    shutil.copytree(copy / "documents/kasir/2", copy / "documents/kasir/3")
    edit(copy, "documents/kasir/document.yml", '  - {revision: "2"}', '  - {revision: "2"}\n  - {revision: "3"}')
    edit(copy, "documents/kasir/3/revision.yml", 'revision: "2"\nversion: "2"', 'revision: "3"\nversion: "3"')
    later = WallMoment(BEGINS + dt.timedelta(days=31), "wib")
    record(copy, line(copy, Act.PUBLISHED, 5, revision="3", effective=later))
    pages = {url: read_page(page) for url, page in pages_of(context_at(copy)).items()}
    assert head_of(pages["kasir/"])["data-sigap-next-revision"] == "2"
    second = head_of(pages["kasir/rev/2/"])
    assert window(second) == (MOMENT, "2026-04-01T00:00", CLOCK, "superseded")
    assert second["data-sigap-next"] == "../../../kasir/rev/3/"
    greetings = [each.attributes["data-sigap-script"] for each in pages["skrip/"].having("data-sigap-script")]
    assert greetings == ["kasir/sapaan", "kasir@2/sapaan", "kasir/pamit"], (
        "the third revision has the words of the second"
    )


# Pages over several documents


def turns_on(page: Element) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.attributes["data-sigap-turn"], window(each.attributes)) for each in page.having("data-sigap-turn")]


GOING = ("going", ("2025-01-06T00:00", "2026-03-01T00:00+07:00", "local", "superseded"))
COMING = ("coming", (MOMENT, "", CLOCK, ""))


def test_a_script_that_changes_stands_there_twice_and_one_that_stays_once(pages: dict[str, Element]) -> None:
    page = pages["skrip/"]
    scripts = [each.attributes["data-sigap-script"] for each in page.having("data-sigap-script")]
    assert scripts == ["kasir/sapaan", "kasir@2/sapaan", "kasir/pamit"]
    assert turns_on(page) == [GOING, COMING]
    going, coming = page.having("data-sigap-turn")
    assert "Berlaku sampai 28 Februari 2026 pukul 23.59 WIB; sesudah itu teksnya berganti." in going.text()
    assert "Teks Revisi 2: berlaku mulai 1 Maret 2026 pukul 00.00 WIB." in coming.text()
    assert only_id(coming, "kasir@2--sapaan")


def only_id(element: Element, value: str) -> bool:
    return [each.attributes["id"] for each in element.walk() if each.attributes.get("id") == value] == [value]


def test_of_a_group_of_questions_only_what_changes_stands_beside_it(pages: dict[str, Element]) -> None:
    page = pages["faq/"]
    assert [turn for turn, _ in turns_on(page)] == ["coming"]
    (coming,) = page.having("data-sigap-turn")
    assert "Di mana melihat bukti iuran?" in coming.text()
    questions = [each.attributes["data-sigap-unit"] for each in page.having("data-sigap-unit")]
    assert questions == ["kasir/iuran-tanya", "kasir/cara-bayar", "kasir@2/cara-lihat"]


def test_a_table_whose_fee_changes_stands_there_twice(pages: dict[str, Element]) -> None:
    page = pages["biaya/"]
    assert turns_on(page) == [GOING, COMING]
    going, coming = page.having("data-sigap-turn")
    assert "1.750" in going.text()
    assert "2.000" in coming.text()
    assert [each.text() for each in page.walk() if each.tag == "h2"] == ["BIAYA IURAN", "BIAYA IURAN (Revisi 2)"]


def test_a_flow_that_stays_the_same_stands_there_once(pages: dict[str, Element]) -> None:
    assert turns_on(pages["alur/"]) == []


def test_no_page_has_an_id_twice(pages: dict[str, Element]) -> None:
    for url, page in pages.items():
        ids = [each.attributes["id"] for each in page.walk() if "id" in each.attributes]
        assert sorted(ids) == sorted(set(ids)), url


def test_home_names_what_will_change(pages: dict[str, Element]) -> None:
    (soon,) = pages[""].having("data-sigap-soon")
    assert soon.attributes["data-sigap-switch"] == MOMENT
    assert window(soon.attributes)[:3] == ("2026-01-30T00:00", MOMENT, CLOCK)
    assert "1 Maret 2026 pukul 00.00 WIB" in soon.text()
    now_named = pages[""].having("data-sigap-today")
    turning = [each for each in now_named if "data-sigap-document" in each.attributes]
    assert {each.attributes["data-sigap-revision"] for each in turning} == {"1", "2"}, "one of both by the clock"
    (begun,) = [each for each in now_named if each not in turning]
    assert "hidden" in begun.attributes, "without a script nothing has begun that has not"
    assert window(begun.attributes)[:3] == (MOMENT, "2026-03-31T00:00", CLOCK), "it is news from its first moment"


# At other moments


@pytest.mark.parametrize(
    ("now", "current"), [pytest.param(LAST, "1", id="the last second"), pytest.param(FIRST, "2", id="the first second")]
)
def test_a_build_of_a_moment_shows_what_holds_then(content: Path, now: dt.datetime, current: str) -> None:
    pages = pages_of(context_at(content, now))
    head = head_of(read_page(pages["kasir/"]))
    assert head["data-sigap-revision"] == current
    scripts = [each.attributes["data-sigap-script"] for each in read_page(pages["skrip/"]).having("data-sigap-script")]
    both = ["kasir/sapaan", "kasir@2/sapaan", "kasir/pamit"]
    assert scripts == (both if current == "1" else ["kasir/sapaan", "kasir/pamit"])


def test_after_the_switch_the_old_page_says_since_when(content: Path) -> None:
    page = read_page(pages_of(context_at(content, FIRST))["kasir/rev/1/"])
    assert "Digantikan sejak 1 Maret 2026 pukul 00.00 WIB." in page.text()
    assert head_of(page)["data-sigap-status"] == "superseded"


def test_a_build_of_a_moment_before_the_publication_knows_nothing_of_it(content: Path) -> None:
    before = RECORDED - dt.timedelta(seconds=1)
    pages = pages_of(context_at(content, before))
    assert "kasir/rev/2/" not in pages
    assert "data-sigap-next" not in head_of(read_page(pages["kasir/"]))
    assert "kasir@2" not in pages["skrip/"].markdown
    assert "kasir/rev/2/" in pages_of(context_at(content, RECORDED))


def test_by_the_readers_own_clock_one_clock_serves_both_bounds(tmp_path: Path) -> None:
    pages = pages_of(context_at(with_coming(tmp_path, clock="local")))
    assert window(head_of(read_page(pages["kasir/"]))) == ("2025-01-06T00:00", MOMENT, "local", "superseded")


# Withdrawal and retroactive publication


def test_a_withdrawn_document_says_why_and_its_sentences_are_gone(tmp_path: Path) -> None:
    content = with_coming(tmp_path)
    withdrawn = line(
        content,
        Act.WITHDRAWN,
        9,
        revision="2",
        effective=WallMoment(dt.datetime(2026, 3, 9, 8), "wib"),  # noqa: DTZ001 - by a clock
        reason="Loket ditutup.",
        facts={"authority": "Ketua Koperasi"},
    )
    record(content, withdrawn)
    before = pages_of(context_at(content))
    assert window(head_of(read_page(before["kasir/rev/2/"]))) == (MOMENT, "2026-03-09T08:00", CLOCK, "withdrawn")
    assert "Akan dicabut" in read_page(before["kasir/rev/2/"]).text()
    after = pages_of(context_at(content, dt.datetime(2026, 3, 9, 8, tzinfo=ZONE)))
    page = read_page(after["kasir/"])
    (note,) = page.having("data-sigap-withdrawal")
    assert (
        note.text() == "DICABUT sejak 9 Maret 2026 pukul 08.00 WIB. Alasan Loket ditutup. Atas wewenang Ketua Koperasi"
    )
    assert "data-sigap-script" not in after["skrip/"].markdown
    assert "Selamat datang" not in after[""].markdown


def test_a_retroactive_publication_shows_both_days_and_the_reason(tmp_path: Path) -> None:
    content = with_coming(tmp_path)
    (content / "register/kasir.jsonl").unlink()
    since = WallMoment(dt.datetime(2025, 12, 1), "wib")  # noqa: DTZ001 - by a clock
    record(content, line(content, Act.PUBLISHED, revision="2", effective=since, reason="Rapat lupa dicatat."))
    text = read_page(pages_of(context_at(content))["kasir/"]).text()
    assert "Berlaku sejak 1 Desember 2025 pukul 00.00 WIB" in text
    assert "Terbit 5 Januari 2026 terbit sesudah mulai berlaku, karena: Rapat lupa dicatat." in text
    assert BEFORE > RECORDED


def test_the_pocket_edition_says_until_when_it_may_be_used(context: RenderContext, pages: dict[str, Element]) -> None:
    (position,) = context.library.settings(Position)
    data = pocket_source(context, position).data
    assert {"title": "Berlaku sampai", "value": "28 Februari 2026 pukul 23.59 WIB"} in data["facts"]
    said = [each["text"] for group in data["groups"] for each in group["scripts"]]
    assert "Selamat datang" in str(said)
    assert "Halo, dengan" not in str(said), "a print would be taken for what holds"
    (link,) = [each for each in pages["skrip/"].having("data-sigap-until", MOMENT) if each.tag == "span"]
    assert "Kasir (sampai 28 Februari 2026 pukul 23.59, WIB)" in link.text()


def test_a_revision_that_is_withdrawn_before_it_begins_changes_nothing(tmp_path: Path) -> None:
    content = with_coming(tmp_path)
    early = WallMoment(BEGINS - dt.timedelta(days=1), "wib")
    record(content, line(content, Act.WITHDRAWN, 9, revision="2", effective=early, reason="Batal terbit."))
    pages = {url: read_page(page) for url, page in pages_of(context_at(content)).items()}
    assert window(head_of(pages["kasir/"]))[1] == ""
    assert "data-sigap-next-from" not in head_of(pages["kasir/"])
    assert turns_on(pages["skrip/"]) == []
    assert pages[""].having("data-sigap-soon") == []
    assert "Akan dicabut" in pages["kasir/rev/2/"].text()


def test_the_master_list_says_from_when_each_revision_holds(pages: dict[str, Element]) -> None:
    rows = {each.attributes["data-sigap-revision"]: each for each in pages["dokumen/"].having("data-sigap-status")}
    assert "1 Maret 2026 pukul 00.00 WIB" in rows["2"].text()
    assert "6 Januari 2025" in rows["1"].text()
    assert window(rows["2"].attributes) == (MOMENT, "", CLOCK, "")
