"""A fixed revision keeps the shared facts that it was fixed with, wherever it is shown; all else shows today's."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.guided.pages import guided_pages
from generator.kinds.document.schema import Document
from generator.kinds.document.view import document_pages
from generator.kinds.settings.schema import Setting
from generator.library import Library
from generator.pdf.controlled import controlled_source
from generator.render.context import RenderContext
from generator.render.overview import overview_pages
from generator.render.overview.addresses import URLS
from generator.revisions.canonical import canonical_form
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.register.entry import Act, Entry
from generator.revisions.register.life import Life, Stage
from generator.revisions.register.snapshot import SharedValue
from generator.revisions.shared_values import FixedFingerprints, as_fixed, fixed_view, fixed_views, recorded_model
from generator.revisions.snapshots import plain_data, snapshot_of
from generator.search.site import answers_of
from tests.contents import SCRIPTS, base_copy, edit, library_of
from tests.registers import NOW, chain_of, content_with_people, library_at, line, publish, record

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = "documents/kasir/document.yml"
PLACEHOLDERS = "settings/placeholders.yml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return content whose placeholder and document number changed after revision 1 of `kasir` was published."""
    content = content_with_people(tmp_path)
    publish(content)
    change_facts(content)
    return content


def change_facts(content: Path) -> None:
    edit(
        content,
        PLACEHOLDERS,
        'name: nama kasir, kind: fill, aliases: ["{Nama Kasir}"]',
        'name: nama petugas, kind: fill, aliases: ["{Nama Petugas}"]',
    )
    edit(content, DOCUMENT, "document_number: KC-01", "document_number: KC-02")


def pages_of(library: Library) -> dict[str, str]:
    context = RenderContext(library, library.now)
    found = (*document_pages(context), *guided_pages(context), *overview_pages(context))
    return {page.uri: page.markdown for page in found}


def test_pages_of_the_revision_show_what_was_approved(content: Path) -> None:
    pages = pages_of(library_at(content))
    recorded = chain_of(content).entries[-1].fingerprint
    for uri in ("kasir/index.md", "kasir/rev/1/index.md"):
        assert "KC-01" in pages[uri]
        assert "KC-02" not in pages[uri]
        assert 'data-sigap-placeholder="nama-kasir"' in pages[uri]
        assert f'data-sigap-fingerprint="{recorded}"' in pages[uri]


def test_pages_say_so_near_their_head_with_a_link_to_today(content: Path) -> None:
    pages = pages_of(library_at(content))
    for uri in ("kasir/index.md", "kasir/rev/1/index.md", "kasir/alur/alur-kasir/index.md"):
        (sentence,) = [text for text in pages[uri].splitlines() if "data-sigap-kept-facts" in text]
        assert "Revisi ini menampilkan fakta bersama sebagaimana disahkan; nilainya kini sudah lain:" in sentence
        assert '#nama-kasir">nama petugas</a>' in sentence
        assert "keterangan dokumen ini" in sentence


def test_pages_about_shared_data_show_today(content: Path) -> None:
    pages = pages_of(library_at(content))
    (shared,) = [text for uri, text in pages.items() if 'data-sigap-unit="nama-kasir"' in text]
    assert "nama petugas" in shared
    assert "nama kasir" not in shared


def test_a_script_outside_its_document_keeps_its_placeholders_and_fingerprint(content: Path) -> None:
    library = library_at(content)
    sapaan = FixedFingerprints(library).of_address("kasir/sapaan")
    text = pages_of(library)[f"{URLS['scripts']}index.md"]
    assert "Selamat datang" in text
    assert 'data-sigap-placeholder="nama-kasir"' in text
    snapshot = library.content.snapshots[chain_of(content).entries[-1].snapshot]
    assert snapshot.units["sapaan"] == sapaan != Fingerprints(library).of_address("kasir/sapaan")


def test_pdf_canonical_form_and_answers_are_those_that_were_approved(content: Path) -> None:
    library, recorded = library_at(content), chain_of(content).entries[-1].fingerprint
    document = library.documents["kasir"]
    held = document.revisions["1"]
    context = RenderContext(library, library.now)
    source = controlled_source(context, document, held)
    assert source.data["fingerprint"] == canonical_form(library, document, held)["fingerprint"] == recorded
    assert "KC-01" in str(source.data["header"])
    (answer,) = [each for each in answers_of(context) if each.address == "kasir/sapaan"]
    assert [21, 33] in answer.blocks[0]


def test_a_draft_and_a_revision_without_register_show_today(tmp_path: Path) -> None:
    content = base_copy(tmp_path)
    library = library_at(content)
    assert as_fixed(library, library.documents["kasir"].revisions["1"]) is library
    change_facts(content)
    (content / "register").mkdir()
    library = library_at(content)
    assert "KC-02" in pages_of(library)["kasir/index.md"]


def test_where_nothing_differs_the_library_is_the_same(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    publish(content)
    library = library_at(content)
    context, held = RenderContext(library, library.now), library.documents["kasir"].revisions["1"]
    assert as_fixed(library, held) is library
    assert context.of(held) is context
    assert "data-sigap-kept-facts" not in pages_of(library)["kasir/index.md"]


def test_remarks_and_search_words_are_todays(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    publish(content)
    change_facts(content)
    edit(content, DOCUMENT, "short_title: Kasir", "short_title: Kasir Koperasi")
    library = library_at(content)
    document = as_fixed(library, library.documents["kasir"].revisions["1"]).documents["kasir"].document
    assert (document.document_number, document.short_title) == ("KC-01", "Kasir Koperasi")
    assert str(document.location).endswith("documents/kasir/document.yml:1:1")


def test_each_revision_keeps_its_own_facts(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    record(content, line(content, Act.ADOPTED))
    first = library_at(content).documents["kasir"].revisions["1"]
    assert fixed_view(library_at(content), first).differences == ()
    change_facts(content)
    record(content, line(content, Act.ADOPTED, 5, reason="Nilai baru."))
    assert fixed_view(library_at(content), first).differences == ()


def test_a_changed_text_beside_a_changed_fact_does_not_bring_the_fact_in(tmp_path: Path) -> None:
    content = content_with_people(tmp_path)
    publish(content)
    change_facts(content)
    edit(content, SCRIPTS, "title: Sapaan", "title: Salam")
    library = library_at(content)
    view = fixed_view(library, library.documents["kasir"].revisions["1"])
    assert view.library.documents["kasir"].document.document_number == "KC-01"
    assert view.fingerprint != chain_of(content).entries[-1].fingerprint


@pytest.mark.parametrize("path", ["content", "tests/fiction/content"])
def test_every_shared_fact_comes_back_from_a_snapshot_as_it_was(path: str) -> None:
    library = library_of(ROOT / path)
    fingerprints = Fingerprints(library)
    models = [unit.model for unit in library.shared.values() if "/" not in unit.address]
    models += [document.document for document in library.documents.values()]
    assert any(isinstance(model, Document) for model in models)
    for model in models:
        value = SharedValue(type(model).__name__, "", plain_data(model))
        again = recorded_model(value, None)
        assert again is not None
        assert fingerprints.canonical(again, None) == fingerprints.canonical(model, None)


@pytest.mark.parametrize("path", ["content", "tests/fiction/content"])
def test_whatever_shared_fact_changes_every_fixed_revision_keeps_its_fingerprint(path: str) -> None:
    library = library_of(ROOT / path)
    snapshots = {}
    for document in library.documents.values():
        for key, held in document.revisions.items():
            made = snapshot_of(library, document, held)
            entry = Entry(document.id, key, Act.ADOPTED, NOW, "pengendali", fingerprint=made.fingerprint)
            held.life = Life(Stage.ADOPTED, (replace(entry, snapshot=made.sha256),))
            library.content.snapshots[made.sha256] = made
            snapshots[document.id, key] = made
    for address, unit in library.shared.items():
        if isinstance(unit.model, Setting):
            library.shared[address] = replace(
                unit, model=unit.model.model_copy(update={"name": f"{unit.model.name} lain"})
            )
    assert snapshots
    for place, view in fixed_views(library).items():
        assert view.fingerprint == snapshots[place].fingerprint
        assert {each.address for each in view.differences} >= set(snapshots[place].shared) - {place[0]}
