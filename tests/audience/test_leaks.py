"""Nothing internal gets into a public edition: every file is opened, and no planted marker is in it."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from generator.audience import copying, library, visible
from generator.audience.preparing import prepared_for
from generator.build.prepare import Prepared, prepare
from generator.kinds.clause.schema import Clause
from generator.kinds.document.view import document_pages
from generator.kinds.script.schema import Script
from generator.kinds.unit import Unit as UnitModel
from generator.library import Library
from generator.model.base import Model
from generator.model.walk import children, descendants, plan_of
from generator.pdf.controlled import controlled_pdf
from generator.render.context import RenderContext
from generator.search.site import search_files
from tests.audience.looking import leaks
from tests.audience.planted import AS_OF, DOCUMENT, planted_content
from tests.audience.planting import HEAD, NOT_PLANTED, TAIL, UNTOUCHED, is_named
from tests.contents import all_model_classes
from tests.site.building import CACHE, ROOT, common_folder, file_bytes, font_cache, make_once, sigap

__all__ = ["font_cache"]

MARKER = f"{HEAD}abcd{TAIL}"
EDITION = f"{AS_OF}-000000-public"
IN_PUBLIC = {
    "layanan/index.html": ("Selamat hari jadi.", "Buku Fiksi", "orang yang menghubungi koperasi", "Tingkat wilayah"),
    "layanan/rev/1/index.html": ("Salam lama",),
    "skrip/index.html": ("Terima kasih atas kesediannya",),
    "faq/index.html": ("Bagaimana bila lupa sandi?", "Jawaban berupa gambar yang hilang."),
    "biaya/index.html": ("UANG-ELOK",),
    "katalog/index.html": ("Ganti Sandi",),
    "istilah/index.html": ("Kata uji yang terbuka.",),
    "contact-center/index.html": ("CC Fiksi",),
    "urutan-baca/petugas/index.html": ("Salam dahulu.",),
    "terbuka/index.html": ("Siapa saja boleh membaca.",),
    "index.html": ("Koperasi Terbuka",),
}
"""Words that public pages must have, and a class of content each."""


@dataclass(frozen=True)
class Planted:
    """A project with markers in all that is internal, and where each stands."""

    project: Path
    places: dict[str, str]
    planted: set[tuple[str, str]]

    @property
    def edition(self) -> Path:
        """Return the public edition."""
        return self.project / "public-site" / EDITION

    def prepared(self) -> Prepared:
        """Read and check all of its content."""
        return prepare(self.project / "content", AS_OF, {}, dt.datetime.now(dt.UTC))


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Planted:
    """Return the project, with the public edition that `sigap build` made of it; built once per run."""

    def build(path: Path) -> None:
        project = path / "project"
        project.mkdir()
        markers = planted_content(project)
        (project / "overrides").symlink_to(ROOT / "overrides")
        (project / "mkdocs.yml").symlink_to(ROOT / "mkdocs.yml")
        (project / CACHE).symlink_to(font_cache)
        done = sigap(project, "build", "--audience", "public", "--as-of", AS_OF)
        assert done.returncode == 0, done.stdout + done.stderr
        (path / "markers.json").write_text(json.dumps([markers.places, sorted(markers.planted)]), encoding="utf-8")

    path = make_once(common_folder(tmp_path_factory) / "planted", build)
    places, fields_planted = json.loads((path / "markers.json").read_text(encoding="utf-8"))
    return Planted(path / "project", places, {(kind, name) for kind, name in fields_planted})


def test_nothing_internal_is_in_any_file_of_a_public_edition(planted: Planted) -> None:
    files = file_bytes(planted.edition)
    assert len(files) > 100
    assert leaks(files, planted.places) == []


def test_nothing_internal_is_beside_a_public_edition(planted: Planted) -> None:
    """The list of editions and their log are served too."""
    root = planted.edition.parent
    beside = {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}
    assert {"versions.json", ".audience"} <= beside.keys()
    assert leaks(beside, planted.places) == []


@pytest.mark.parametrize(("page", "words"), IN_PUBLIC.items(), ids=IN_PUBLIC)
def test_what_is_public_is_there(planted: Planted, page: str, words: tuple[str, ...]) -> None:
    text = (planted.edition / page).read_text(encoding="utf-8")
    assert [each for each in words if each not in text] == []


def test_a_public_site_has_no_pages_for_controllers(planted: Planted) -> None:
    assert not (planted.edition / "catatan-pengendali").exists()
    assert not (planted.edition / "tentang").exists()
    home = (planted.edition / "index.html").read_text(encoding="utf-8")
    assert "catatan-pengendali" not in home


def test_every_field_of_words_has_a_marker(planted: Planted) -> None:
    """A new field of words must be planted too, or the test of leaks would not see it."""
    missing = [
        f"{kind.__name__}.{plan.name}"
        for kind in all_model_classes()
        for plan in plan_of(kind)
        if plan.text is not None
        and not is_named(UNTOUCHED, kind, plan.name)
        and (kind.__name__, plan.name) not in planted.planted
    ]
    named = [each for each in missing if not {each, each.partition(".")[0]} & NOT_PLANTED.keys()]
    assert [each for each in named if not each.startswith("Matrix")] == []


# The test of leaks itself: what it must see, and that it sees it.


def pdf_with(put: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        put(pdf)
        data = io.BytesIO()
        pdf.save(data, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return data.getvalue()


def put_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Extra = pdf.make_stream(f"<x>{MARKER}</x>".encode())


def put_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = MARKER


def put_outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Bab {MARKER} ü", 0))


def put_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["isi.json"] = json.dumps({"text": MARKER}).encode()


def put_name(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{MARKER}.json"] = b"{}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param(f"{MARKER}/index.html", b"", id="a file name"),
        pytest.param("a.html", f"<!-- {MARKER.upper()} -->".encode(), id="a comment in capitals"),
        pytest.param("a.html", f"<b>{MARKER[:4]}</b><wbr>{MARKER[4:]}".encode(), id="parted by tags"),
        pytest.param("a.html", f"&#122;{MARKER[1:]}".encode(), id="an entity"),
        pytest.param("a.json", f'["{MARKER[::-1]}"]'.encode(), id="reversed"),
        pytest.param("a.json", f'["{HEAD}"]'.encode(), id="the stem alone"),
        pytest.param("a.js", MARKER.encode().hex().encode(), id="in hexadecimal digits"),
        pytest.param("a.css", base64.b64encode(f"x{MARKER}".encode()), id="in base64"),
        pytest.param("a.xml.gz", gzip.compress(MARKER.encode()), id="compressed"),
        pytest.param("a.bin", MARKER.encode("utf-16-le"), id="in UTF-16"),
        pytest.param("a.pdf", pdf_with(put_stream), id="a stream of a PDF"),
        pytest.param("a.pdf", pdf_with(put_title), id="the title of a PDF"),
        pytest.param("a.pdf", pdf_with(put_outline), id="an outline of a PDF"),
        pytest.param("a.pdf", pdf_with(put_attachment), id="an attachment of a PDF"),
        pytest.param("a.pdf", pdf_with(put_name), id="the name of an attachment"),
    ],
)
def test_a_marker_is_seen_wherever_it_hides(name: str, data: bytes) -> None:
    assert leaks({name: data}, {}) != []


def test_where_there_is_no_marker_none_is_seen() -> None:
    files = {"a.html": b"<p>Biasa</p>", "a.pdf": pdf_with(lambda _: None), "a.gz": gzip.compress(b"biasa")}
    assert leaks(files, {}) == []


# With one filter switched off, the same search finds what that filter keeps.


def strings_of(thing: object, seen: set[int]) -> list[str]:
    """Return every string that can be reached from a library: what pages could ever be made of."""
    if isinstance(thing, str):
        return [thing]
    if thing is None or isinstance(thing, int | float | dt.date | type) or id(thing) in seen:
        return []
    seen.add(id(thing))
    if isinstance(thing, Model):
        parts: list[object] = [getattr(thing, plan.name) for plan in plan_of(type(thing))]
    elif isinstance(thing, Mapping):
        parts = [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple | set | frozenset):
        parts = list(thing)
    elif is_dataclass(thing) and not isinstance(thing, type):
        parts = [getattr(thing, each.name) for each in fields(thing)]
    else:
        parts = []
    return [text for part in parts for text in strings_of(part, seen)]


def leaks_of_library(made: Library, places: dict[str, str]) -> list[str]:
    return leaks({"library.txt": "\n".join(strings_of(made, set())).encode()}, places)


def test_a_public_library_holds_no_marker(planted: Planted) -> None:
    made = prepared_for(planted.prepared(), "public").library
    assert DOCUMENT in made.documents
    assert leaks_of_library(made, planted.places) == []


CLASSES = sorted(
    {
        kind
        for kind in all_model_classes()
        if "audience" in kind.model_fields and (issubclass(kind, UnitModel) or kind.__name__ in {"Clause", "Gap"})
    }
    - {UnitModel},
    key=lambda kind: kind.__name__,
)


@pytest.fixture(scope="module")
def whole(planted: Planted) -> Library:
    return planted.prepared().library


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_without_the_filter_of_one_class_that_class_leaks(
    kind: type[Model], whole: Library, planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = visible._may_be_seen
    monkeypatch.setattr(visible, "_may_be_seen", lambda model: type(model) is kind or seen(model))
    found = leaks_of_library(library.public_library(whole).library, planted.places)
    assert any(f"internal {kind.__name__}." in each for each in found)


def no_withholding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "withheld_fields", lambda _kind: ())


def approvals_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visible, "Approval", ())


def site_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "public_site", lambda site: site)


def register_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "open_chain", lambda chain, _shown, _now: chain)


def settings_as_their_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def reach_all(found: visible.Visible, file: Model) -> None:
        for model in children(file):
            found.models.update(map(id, descendants(model)))
        found.models.add(id(file))

    monkeypatch.setattr(visible, "_reach_shared", reach_all)


@pytest.mark.parametrize(
    ("switch_off", "seen"),
    [
        pytest.param(no_withholding, "withheld Script.remark", id="withheld fields"),
        pytest.param(no_withholding, "withheld Revision.source_note", id="source notes"),
        pytest.param(approvals_of_all, "withheld Approval.role", id="approval sheets"),
        pytest.param(site_as_it_is, "SiteFile.report_to", id="settings of the site"),
        pytest.param(register_as_it_is, "Entry.recorded_by", id="registers"),
        pytest.param(settings_as_their_file, "internal ContactCentre.name", id="settings"),
        pytest.param(settings_as_their_file, "internal Person.name", id="people"),
        pytest.param(settings_as_their_file, "SynonymGroup.words", id="search tables"),
    ],
)
def test_without_a_filter_what_it_keeps_leaks(
    switch_off: Callable[[pytest.MonkeyPatch], None],
    seen: str,
    whole: Library,
    planted: Planted,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    switch_off(monkeypatch)
    found = leaks_of_library(library.public_library(whole).library, planted.places)
    assert any(seen in each for each in found)


def test_without_the_filter_of_scripts_pages_index_and_pdfs_leak(
    planted: Planted, monkeypatch: pytest.MonkeyPatch, font_cache: Path
) -> None:
    """The same files as in the test above: a leak of the library would not stay unseen in them."""
    seen = visible._may_be_seen
    monkeypatch.setattr(visible, "_may_be_seen", lambda model: isinstance(model, Script | Clause) or seen(model))
    prepared = prepared_for(planted.prepared(), "public")
    context = RenderContext(prepared.library, prepared.as_of, cache_path=font_cache)
    document = prepared.library.documents[DOCUMENT]
    files = {page.uri: page.source.encode() for page in document_pages(context)} | search_files(context)
    files["layanan.pdf"] = controlled_pdf(context, document, document.revisions["2"])
    found = [each for each in leaks(files, planted.places) if "internal Script.text" in each]
    kinds: dict[str, Any] = {each.split(" ")[0].rpartition(".")[2]: each for each in found}
    assert {"md", "json", "pdf"} <= kinds.keys()
