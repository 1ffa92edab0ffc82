"""The controlled PDFs of the real documents, as their readers and archives get them."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import segno

from generator.kinds.clause.schema import Clause, FaqBlock
from generator.kinds.document.schema import Revision
from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.library import HeldDocument, HeldRevision
from generator.model.fields import Missing
from generator.pdf.proof import printed_address, proof_of, qr_code
from generator.render.context import RenderContext
from generator.render.labels import label
from generator.render.places import pdf_url
from generator.text.markdown_subset import plain_text
from tests.contents import base_copy, edit
from tests.pdf.reading import bookmarks, context_of, opened, page_texts, without_spaces
from tests.site.building import ROOT

DOCUMENTS = sorted(path.name for path in (ROOT / "content/documents").iterdir())
FOOT = "TIDAK TERKENDALI APABILA DIUNDUH DAN/ATAU DICETAK"


class Printed:
    """A document, its revision in force and its PDF."""

    def __init__(self, document: HeldDocument, held: HeldRevision, pdf: bytes) -> None:
        self.document = document
        self.held = held
        self.pdf = pdf
        self.pages = page_texts(pdf)


@pytest.fixture(scope="module", params=DOCUMENTS)
def printed(request: pytest.FixtureRequest, real: RenderContext, real_pdfs: Mapping[str, bytes]) -> Printed:
    document = real.library.documents[request.param]
    assert document.current
    return Printed(document, document.current, real_pdfs[pdf_url(document.id, document.current.revision.revision)])


def test_every_held_revision_has_one(real: RenderContext, real_pdfs: Mapping[str, bytes]) -> None:
    held = {
        pdf_url(document.id, revision)
        for document in real.library.documents.values()
        for revision in document.revisions
    }
    assert {path for path in real_pdfs if not path.startswith("saku/")} == held


def test_structure_is_sound(real_pdfs: Mapping[str, bytes], qpdf_path: str, tmp_path: Path) -> None:
    for number, pdf in enumerate(real_pdfs.values()):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([qpdf_path, "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "No syntax or stream encoding errors found" in done.stdout


def test_standards_title_and_language(printed: Printed) -> None:
    with opened(printed.pdf) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == printed.document.document.title
        assert str(document.Root.Lang) in {"id", "id-ID"}
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.MarkInfo.Marked


def test_date_inside_is_that_of_the_revision(printed: Printed) -> None:
    day = printed.held.revision.issued_on
    expected = "19700101" if isinstance(day, Missing) else f"{day:%Y%m%d}"
    with opened(printed.pdf) as document:
        assert str(document.docinfo["/CreationDate"]).startswith(f"D:{expected}000000")


def test_every_page_has_its_header(printed: Printed) -> None:
    facts, revision = printed.document.document, printed.held.revision
    fields = [
        facts.header_title or facts.title,
        shown(facts.document_number),
        shown(revision.version),
        day_of(revision),
    ]
    count = len(printed.pages)
    for number, text in enumerate(printed.pages, 1):
        head = without_spaces(text)
        for field in [*fields, f"{number} dari {count}"]:
            assert without_spaces(field) in head, (number, field)


def shown(value: object) -> str:
    return label(f"missing.{value.missing}") if isinstance(value, Missing) else str(value)


def day_of(revision: Revision) -> str:
    return revision.issued_text or shown(revision.issued_on)


def test_every_clause_is_there_in_order(printed: Printed) -> None:
    notes = without_spaces(label("pdf-text.reading.ours"))
    before = max(number for number, text in enumerate(printed.pages, 1) if notes in without_spaces(text))
    text = without_spaces(" ".join(printed.pages[before:]))
    missing, place = [], 0
    for words in clause_words(printed.held, printed.held.revision.sections):
        found = text.find(without_spaces(words), place)
        if found < 0:
            missing.append(words)
        else:
            place = found
    assert missing == []


def clause_words(held: HeldRevision, blocks: Iterable[Any]) -> Iterator[str]:
    """Yield the beginning of what each clause says and each question asks, up to the first fault of the letter."""
    for block in blocks:
        if isinstance(block, Clause):
            for words in (block.title, getattr(block, "branch", None), block.text):
                if words and (beginning := until_fault(plain_text(words), block)):
                    yield beginning
            yield from clause_words(held, block.body)
        elif isinstance(block, FaqBlock):
            groups = [held.part(name, FaqGroup) for name in block.faq]
            for entry in (entry for group in groups if group for entry in group.entries):
                yield until_fault(plain_text(entry.question), entry)


def until_fault(words: str, unit: Clause | FaqEntry) -> str:
    ends = [words.find(fault.letter) for fault in unit.errata if fault.letter in words]
    return words.split("\n", maxsplit=1)[0][: min([24, *ends])].strip()


def test_bookmarks_lead_through_the_text(printed: Printed) -> None:
    titles = [without_spaces(title) for _, title in bookmarks(printed.pdf)]
    for section in printed.held.revision.sections:
        if section.title:
            assert any(without_spaces(section.title) in title for title in titles), section.title


def test_words_of_the_foot_and_marks_are_never_copied(printed: Printed) -> None:
    assert FOOT not in "\n".join(printed.pages)
    assert label("pdf-text.cover.uncontrolled").split(".")[0][:30] in printed.pages[0].replace("\n", " ")


def test_fingerprint_can_be_computed_from_the_attachment(printed: Printed, real: RenderContext) -> None:
    """Nothing of ours is used here: this is what anybody can do with the file that a PDF carries."""
    with opened(printed.pdf) as document:
        (name,) = document.attachments
        file = document.attachments[name].get_file()
        assert file.mime_type == "application/json"
        assert str(document.attachments[name].description)
        form = json.loads(file.read_bytes())
    assert all(digest == digest_of(each) for digest, each in form["forms"].items())
    assert set(form["digests"]) <= set(form["forms"])
    assert form["fingerprint"] == f"s2:{hashlib.sha256(' '.join(form['digests']).encode()).hexdigest()}"
    assert form["fingerprint"] == real.fingerprints.of_revision(printed.document, printed.held)
    assert without_spaces(form["fingerprint"]) in without_spaces(printed.pages[0])


def digest_of(form: dict[str, Any]) -> str:
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"s2:{hashlib.sha256(text.encode()).hexdigest()}"


def test_address_for_life_is_printed(printed: Printed) -> None:
    address = f"{printed.document.id}/rev/{printed.held.revision.revision}/"
    assert without_spaces(label("press.address-without-site", address=address)) in without_spaces(printed.pages[0])


# The address, and its code


def test_a_site_that_has_an_address_is_named(tmp_path: Path) -> None:
    content = base_copy(tmp_path)
    edit(content, "settings/site.yml", "zone:", "url: https://intranet.example/sigap\nzone:")
    library = context_of(content).library
    assert printed_address(library, "kasir/rev/1/").words == "https://intranet.example/sigap/kasir/rev/1/"
    proof = proof_of(library, "kasir/rev/1/")
    assert proof.files[proof.data["qr"]["file"]] == qr_code("https://intranet.example/sigap/kasir/rev/1/")


@pytest.mark.parametrize("text", ["https://intranet.example/sigap/kasir/rev/1/", "digilive/rev/2/"])
def test_the_code_holds_the_address(text: str, tmp_path: Path) -> None:
    drawing = qr_code(text).decode()
    modules = segno.make_qr(text, error="q").matrix
    assert f'width="{len(modules) + 8}" height="{len(modules) + 8}"' in drawing
    dark = {(x + 4, y + 4) for y, row in enumerate(modules) for x, is_dark in enumerate(row) if is_dark}
    assert drawn_modules(drawing) == dark


def drawn_modules(drawing: str) -> set[tuple[int, int]]:
    """Return the squares that the strokes of a code cover."""
    path = re.search(r'stroke="#000" d="([^"]+)"', drawing)
    assert path
    x, y, found = 0, 0.0, set()
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", path[1]):
        values = [float(number) for number in re.findall(r"-?[0-9.]+", numbers)]
        if command == "M":
            x, y = int(values[0]), values[1]
        elif command == "m":
            x, y = x + int(values[0]), y + values[1]
        else:
            found |= {(column, int(y)) for column in range(x, x + int(values[0]))}
            x += int(values[0])
    return found


# Links


def test_links_lead_somewhere(printed: Printed) -> None:
    """Those inside lead to a place of the PDF, those outside to the web or a mailbox: paper has no page of the site."""
    inside = 0
    with opened(printed.pdf) as document:
        names = document.Root.Names.get("/Dests")
        known = set(pikepdf.NameTree(names)) if names is not None else set()
        pages = {page.objgen for page in document.pages}
        for note in (note for page in document.pages for note in page.get("/Annots", [])):
            assert str(note.get("/Contents", "-")), "a link without words for those who hear it"
            action = note.get("/A")
            if action is not None and action.get("/URI") is not None:
                assert str(action.URI).startswith(("https://", "http://", "mailto:"))
                continue
            target = note.get("/Dest", action.get("/D") if action is not None else None)
            assert isinstance(target, pikepdf.Array) or str(target) in known
            assert not isinstance(target, pikepdf.Array) or target[0].objgen in pages
            inside += 1
    assert inside >= len(printed.held.revision.sections)  # the table of contents, if nothing else
