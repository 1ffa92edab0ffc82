"""The page of a comparison: what it shows and marks, where its links lead, and that all it names has words."""

import re

import pytest

from generator.build.prepare import Prepared
from generator.kinds.document.about import about_view
from generator.kinds.document.comparison import comparison_pages
from generator.kinds.document.schema import Document
from generator.kinds.parts import USES
from generator.kinds.settings.schema import Setting
from generator.kinds.unit import Unit
from generator.model.base import Standing
from generator.model.walk import plan_of
from generator.render.context import RenderContext
from generator.render.environment import render
from generator.render.labels import all_labels, label
from generator.render.page import Page
from generator.revisions.compare.comparing import compare
from generator.revisions.compare.model import ChangeKind, WordRun
from generator.revisions.compare.view import comparison_html, marked
from tests.contents import all_model_classes


@pytest.fixture(scope="module")
def pages(prepared: Prepared) -> dict[str, Page]:
    context = RenderContext(prepared.library, prepared.as_of)
    return {page.uri: page for page in comparison_pages(context)}


def test_each_revision_with_one_before_it_has_a_page(pages: dict[str, Page]) -> None:
    assert sorted(pages) == [
        "pesan-antar/rev/2/perubahan/index.md",
        "pesan-antar/rev/3/perubahan/index.md",
        "tanya-kedai/rev/2/perubahan/index.md",
    ]
    assert not any(page.is_indexed for page in pages.values())


def test_a_revision_leads_to_its_page(prepared: Prepared) -> None:
    context = RenderContext(prepared.library, prepared.as_of)
    document = prepared.library.documents["pesan-antar"]
    held = document.revisions["3"]
    page = context.page("pesan-antar/rev/3/", document, held)
    views = [part.view for part in about_view(page, document, held).parts if part.name == "revisions"]
    text = render("kinds/document/revisions.jinja", views[0])
    assert re.findall(r'href="([^"]*perubahan/)">([^<]*)<', text) == [
        ("../../../pesan-antar/rev/3/perubahan/", "Apa yang berubah dari revisi 2"),
        ("../../../pesan-antar/rev/2/perubahan/", "Apa yang berubah dari revisi 1"),
    ]


def test_a_page_shows_every_change_once(pages: dict[str, Page], prepared: Prepared) -> None:
    library = prepared.library
    document = library.documents["pesan-antar"]
    comparison = compare(library, document, document.revisions["2"], document.revisions["3"])
    text = pages["pesan-antar/rev/3/perubahan/index.md"].markdown
    assert re.findall(r'data-sigap-change="([a-z-]+)"', text) == [str(change.kind) for change in comparison.changes]
    for held in (document.revisions["2"], document.revisions["3"]):
        assert RenderContext(library, prepared.as_of).fingerprints.of_revision(document, held) in text
    assert '<del class="sigap-compare__del"><span class="sigap-compare__said">[dihapus: </span>7<' in text
    assert '<ins class="sigap-compare__ins"><span class="sigap-compare__said">[ditambah: </span>10<' in text


def test_links_lead_to_the_units_of_the_revision_that_has_them(pages: dict[str, Page]) -> None:
    text = pages["pesan-antar/rev/3/perubahan/index.md"].markdown
    assert 'href="../../../../pesan-antar/rev/3/#reminder"' in text
    # What is gone is linked where it was.
    assert 'href="../../../../pesan-antar/rev/2/#catatan-kurir"' in text


def test_a_comparison_for_a_file_that_leaves_the_site_has_no_links(prepared: Prepared) -> None:
    library = prepared.library
    document = library.documents["pesan-antar"]
    comparison = compare(library, document, document.revisions["2"], document.revisions["3"])
    page = RenderContext(library, prepared.as_of).page("x/", document, document.revisions["3"], is_text=False)
    assert "<a " not in comparison_html(page, comparison, is_linked=False)
    assert "<a " in comparison_html(page, comparison)


def test_nothing_is_said_in_words_where_nothing_changed(prepared: Prepared) -> None:
    library = prepared.library
    document = library.documents["pesan-antar"]
    held = document.revisions["3"]
    page = RenderContext(library, prepared.as_of).page("x/", document, held, is_text=False)
    assert label("compare.none") in comparison_html(page, compare(library, document, held, held))


def test_marks_survive_hostile_words_and_line_breaks() -> None:
    runs = (WordRun("same", "a <b>\n"), WordRun("removed", " <script>\n\nx "), WordRun("added", "&y"))
    before = marked(runs, "a <b>\n <script>\n\nx ", is_before=True)
    after = marked(runs, "a <b>\n&y", is_before=False)
    assert before is not None
    assert after is not None
    assert "\n" not in before + after
    assert "<script>" not in before
    assert "a &lt;b&gt;<br> <del" in before
    assert "&lt;script&gt;<br><br>x<span" in before
    assert "&amp;y" in after


def test_every_kind_and_every_field_has_words() -> None:
    assert [kind for kind in ChangeKind if f"compare.kind.{kind}" not in all_labels()] == []
    rooms = tuple(f"generator.kinds.{name}." for name in ("accepted", "redirects", "search", "training", "glossary"))
    compared = [
        each
        for each in all_model_classes()
        if each.__module__.startswith("generator.") and not each.__module__.startswith(rooms)
        if not each.__name__.endswith("File")
    ]
    assert {Document, Setting, Unit, *USES} <= {*compared, Setting, Unit}
    keys = {plan.key for each in compared for plan in plan_of(each) if plan.standing is Standing.APPROVED}
    assert sorted(key for key in keys if f"compare.field.{key}" not in all_labels()) == []
