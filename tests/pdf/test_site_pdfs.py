"""The PDFs of a built site: where they stand, what leads to them, and what stops a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.render.labels import label
from tests.site.building import AS_OF, FICTION, BuiltSite, copy_project, sigap
from tests.site.html import Element


def targets(page: Element, words: str) -> list[str]:
    return [link.attributes["href"] for link in page.all("a", href="*") if link.text() == words]


def test_every_held_revision_has_its_pdf_beside_its_page(real_site: BuiltSite) -> None:
    for document in real_site.library.documents.values():
        for revision in document.revisions:
            path = real_site.path / document.id / "rev" / revision / f"{document.id}-{revision}.pdf"
            assert path.read_bytes().startswith(b"%PDF-")


def test_pages_of_a_document_lead_to_its_pdf(real_site: BuiltSite) -> None:
    for document in real_site.library.documents.values():
        assert document.current
        revision = document.current.revision.revision
        name = f"{document.id}-{revision}.pdf"
        controlled = label("press.controlled")
        expected = real_site.path / document.id / "rev" / revision / name
        for page in (f"{document.id}/", f"{document.id}/rev/{revision}/"):
            (target,) = targets(real_site.pages[page], controlled)
            assert (real_site.path / page / target).resolve() == expected.resolve()


def test_the_list_of_documents_leads_to_each_pdf_by_a_name_of_its_own(real_site: BuiltSite) -> None:
    links = [
        link for link in real_site.pages["dokumen/"].all("a", href="*") if link.attributes["href"].endswith(".pdf")
    ]
    held = [
        f"../{document.id}/rev/{revision}/{document.id}-{revision}.pdf"
        for document in real_site.library.documents.values()
        for revision in reversed(document.revisions)
    ]
    assert [link.attributes["href"] for link in links] == held
    names = [link.attributes["aria-label"] for link in links]
    assert len(set(names)) == len(names)
    assert all(name.startswith("PDF") for name in names)  # what is seen begins what is heard


def test_the_script_library_leads_to_the_pocket_editions(real_site: BuiltSite) -> None:
    links = [link for link in real_site.pages["skrip/"].all("a", href="*") if link.attributes["href"].endswith(".pdf")]
    assert [link.attributes["href"] for link in links] == [
        "../saku/posisi-pln-123-telepon.pdf",
        "../saku/posisi-pln-123-digital.pdf",
        "../saku/posisi-iconnet-digilive.pdf",
    ]
    for link in links:
        assert (real_site.path / "skrip" / link.attributes["href"]).resolve().read_bytes().startswith(b"%PDF-")


@pytest.fixture
def project(tmp_path: Path, font_cache: Path) -> Path:
    return copy_project(tmp_path / "project", FICTION, font_cache)


def test_a_letter_that_paper_cannot_show_stops_a_build(project: Path) -> None:
    path = project / "content/documents/kasir/1/scripts.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Selamat datang", "漢 Selamat datang"), encoding="utf-8")
    done = sigap(project, "build", "--as-of", AS_OF)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "content/documents/kasir/1/scripts.yml:9:7: error: PDFs have no glyph for '漢' (U+6F22)" in done.stdout
    assert "Traceback" not in done.stderr
    assert not (project / "public/latest").exists()
