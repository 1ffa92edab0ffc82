"""`sigap verify --site`: a PDF proves by its attachment which text it is, a site by its manifest."""

import json
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.editions.manifest import make_manifest
from generator.revisions.canonical import canonical_form, form_bytes
from generator.revisions.fingerprint import digest_of, fingerprint_of_digests
from generator.revisions.register.entry import Act
from generator.revisions.verify.embedded import embedded_files
from generator.revisions.verify.form import Form, FormError, read_form
from tests.contents import SCRIPTS, edit
from tests.registers import chain_of, library_at, line, record


@pytest.fixture(scope="session")
def form(paper_project: Path) -> bytes:
    library = library_at(paper_project / "content")
    document = library.documents["kasir"]
    return form_bytes(canonical_form(library, document, document.revisions["1"]))


@pytest.fixture
def project(paper_project: Path, tmp_path: Path) -> Path:
    """Return a copy of the project that a test may change, with an edition that holds the PDF."""
    project = tmp_path / "project"
    shutil.copytree(paper_project, project)
    return project


def publish_edition(project: Path) -> Path:
    """Make an edition of one page and the PDF, as far as this room looks at it."""
    site = project / "public/2026-02-01"
    library = library_at(project / "content")
    (site / "kasir/rev/1").mkdir(parents=True)
    shutil.copy(project / "kasir.pdf", site / "kasir/rev/1/kasir.pdf")
    manifest = make_manifest(library, site, "2026-02-01")
    units = "".join(
        f'<p id="x" data-sigap-unit="{address}" data-sigap-fingerprint="{digest[:19]}"></p>\n'
        for address, digest in manifest.units.items()
        if address.startswith("kasir/")
    )
    (site / "kasir/index.html").write_text(f"<!doctype html>\n{units}")
    (site / "manifest.json").write_bytes(make_manifest(library, site, "2026-02-01").to_bytes())
    return site


def verified(project: Path, path: Path, *options: str) -> Result:
    command = [
        "--project",
        str(project),
        "--lang",
        "en",
        "verify",
        "--as-of",
        "2026-02-01",
        "--site",
        str(path),
        *options,
    ]
    return CliRunner().invoke(main, command)


def codes(project: Path, path: Path) -> list[str]:
    return [each["code"] for each in json.loads(verified(project, path, "--json").stdout)["problems"]]


# PDFs


def test_the_attachment_is_read_without_a_pdf_library(paper_project: Path, form: bytes) -> None:
    assert list(embedded_files((paper_project / "kasir.pdf").read_bytes())) == [form]


def test_a_pdf_says_which_revision_it_is(project: Path) -> None:
    publish_edition(project)
    published = chain_of(project / "content").entries[-1]
    result = verified(project, project / "kasir.pdf")
    assert (result.exit_code, result.stderr) == (0, "errors: 0, warnings: 0\n")
    assert result.stdout == (
        "kasir, revision 1: in-force\n"
        f"fingerprint, computed anew from the attached form: {published.fingerprint}\n"
        "register: line 3 names it\n"
        "editions that showed it: 2026-02-01\n"
        "the file is, byte for byte, 2026-02-01/kasir/rev/1/kasir.pdf\n"
    )


def withdraw(content: Path) -> None:
    effective = chain_of(content).entries[-1].effective
    record(content, replace(line(content, Act.WITHDRAWN, 9, effective=effective), fingerprint="", snapshot=""))


def adopt_other_text(content: Path) -> None:
    edit(content, SCRIPTS, "Selamat datang, saya", "Halo, saya")
    record(content, line(content, Act.ADOPTED, 9))


def forget(content: Path) -> None:
    edit(content, SCRIPTS, "Selamat datang, saya", "Halo, saya")
    shutil.rmtree(content / "register")


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        pytest.param(withdraw, "withdrawn", [], id="withdrawn"),
        pytest.param(adopt_other_text, "earlier-text", [], id="an earlier text of its revision"),
        pytest.param(forget, "unknown", ["pdf-form-unknown"], id="a text that nobody knows"),
    ],
)
def test_what_a_pdf_is_today(project: Path, change: Callable[[Path], None], status: str, code: list[str]) -> None:
    change(project / "content")
    found = json.loads(verified(project, project / "kasir.pdf", "--json").stdout)
    assert found["pdf"]["status"] == status
    assert [each["code"] for each in found["problems"]] == code


def test_a_text_that_an_edition_showed_is_known_without_content(project: Path, tmp_path: Path) -> None:
    publish_edition(project)
    bare = tmp_path / "bare"
    bare.mkdir()
    result = verified(bare, project / "kasir.pdf", "--public", str(project / "public"))
    assert result.exit_code == 0
    assert "kasir, revision 1: unknown\n" in result.stdout
    assert "editions that showed it: 2026-02-01\n" in result.stdout


def test_a_file_that_no_edition_holds_is_said_to_be_one(project: Path) -> None:
    path = project / "kasir.pdf"
    path.write_bytes(path.read_bytes() + b"\n")
    assert "no edition holds this very file: what its pages show was not compared" in verified(project, path).stdout


def with_attachment(pdf: Path, data: bytes) -> None:
    """Put other bytes into the attachment of a PDF, as somebody would who wants to deceive."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        (name,) = document.attachments
        document.attachments[name] = pikepdf.AttachedFileSpec(  # type: ignore[call-arg]  # the others have defaults
            document, data, filename=name
        )
        document.save(pdf)


def test_a_pdf_whose_attachment_was_changed_is_found(project: Path, form: bytes) -> None:
    with_attachment(project / "kasir.pdf", form.replace(b"Selamat datang", b"Selamat jalan"))
    assert codes(project, project / "kasir.pdf") == ["pdf-form-changed"]


def test_a_pdf_without_attachment_proves_nothing(project: Path) -> None:
    with pikepdf.open(project / "kasir.pdf", allow_overwriting_input=True) as document:
        for name in list(document.attachments):
            del document.attachments[name]
        document.save(project / "kasir.pdf")
    assert codes(project, project / "kasir.pdf") == ["pdf-form-missing"]
    (project / "a.pdf").write_text("bukan PDF")
    assert codes(project, project / "a.pdf") == ["pdf-not-one"]


@settings(deadline=None)
@given(st.data())
def test_no_byte_of_a_form_can_be_changed(form: bytes, data: st.DataObject) -> None:
    changed = bytearray(form)
    changed[data.draw(st.integers(0, len(form) - 1))] ^= data.draw(st.integers(1, 255))
    assert is_refused(bytes(changed))


def is_refused(data: bytes) -> bool:
    try:
        return read_form(data) is None
    except FormError:
        return True


def take_out(said: dict[str, Any]) -> None:
    del said["forms"][min(said["forms"])]


def put_in(said: dict[str, Any]) -> None:
    extra = {"": "Script", "text": "Lain."}
    said["forms"][digest_of(extra)] = extra


def take_other_words(said: dict[str, Any]) -> None:
    digest = next(digest for digest, each in said["forms"].items() if each[""] == "Script")
    changed = said["forms"].pop(digest) | {"text": "Lain."}
    said["forms"][digest_of(changed)] = changed


def name_other_revision(said: dict[str, Any]) -> None:
    said["revision"] = "2"


def name_other_document(said: dict[str, Any]) -> None:
    said["document"] = "gudang"


def add_field(said: dict[str, Any]) -> None:
    said["catatan"] = "lain"


@pytest.mark.parametrize(
    "change", [take_out, put_in, take_other_words, name_other_revision, name_other_document, add_field]
)
def test_a_form_that_was_forged_with_care_is_refused(form: bytes, change: Callable[[dict[str, Any]], None]) -> None:
    said = json.loads(form)
    change(said)
    with pytest.raises(FormError):
        read_form(form_bytes(said))


def test_a_form_that_proves_itself_but_no_text_of_ours_is_unknown(project: Path, form: bytes) -> None:
    said = json.loads(form)
    said["digests"].pop()
    said["forms"] = {digest: each for digest, each in said["forms"].items() if digest in reached(said)}
    said["fingerprint"] = fingerprint_of_digests(said["digests"], said["version"])
    assert read_form(form_bytes(said)) is not None
    with_attachment(project / "kasir.pdf", form_bytes(said))
    assert codes(project, project / "kasir.pdf") == ["pdf-form-unknown"]


def reached(said: dict[str, Any]) -> set[str]:
    """Return the digests that the fingerprint of a form still covers."""
    seen, ahead = set[str](), list(said["digests"])
    while ahead:
        digest = ahead.pop()
        if digest in said["forms"] and digest not in seen:
            seen.add(digest)
            ahead += re.findall(r"s2:[0-9a-f]{64}", json.dumps(said["forms"][digest]))
    return seen


def test_a_public_form_proves_itself_too(paper_project: Path, form: bytes) -> None:
    said = json.loads(form)
    said["audience"] = "public"
    said["forms"] = {digest: each for digest, each in said["forms"].items() if each[""] in ("Document", "Revision")}
    proved = read_form(form_bytes(said))
    assert proved == Form("kasir", "1", said["fingerprint"], "public")


def streams() -> Iterator[Any]:
    packed = zlib.compress(b"isi")
    yield pytest.param(b"<</Type/EmbeddedFile/Length 3>>stream\nisi", [b"isi"], id="plain")
    yield pytest.param(b"<</Length 3 /Type /EmbeddedFile>>\nstream\r\nisi", [b"isi"], id="in another order")
    head = f"<</Type/EmbeddedFile/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode()
    yield pytest.param(head + packed, [b"isi"], id="packed")
    yield pytest.param(head + packed[:-3], [], id="cut short")
    yield pytest.param(b"<</Type/EmbeddedFile/Filter/LZWDecode/Length 3>>stream\nisi", [], id="packed in another way")
    yield pytest.param(b"<</Type/EmbeddedFile/Length 9 0 R>>stream\nisi", [], id="a length that stands elsewhere")
    yield pytest.param(b"<</EmbeddedFiles 3 0 R>> stream\nisi", [], id="the tree of names")
    yield pytest.param(b"<</Type/EmbeddedFile>>", [], id="no stream")
    bomb = zlib.compress(bytes(65 * 1024 * 1024))
    head = f"<</Type/EmbeddedFile/Filter/FlateDecode/Length {len(bomb)}>>stream\n".encode()
    yield pytest.param(head + bomb, [], id="what unpacks to more than any form has")


@pytest.mark.parametrize(("written", "expected"), list(streams()))
def test_streams_are_read_as_far_as_they_are_ours(written: bytes, expected: list[bytes]) -> None:
    assert list(embedded_files(b"%PDF-1.7\n7 0 obj\n" + written + b"\nendstream\nendobj\n")) == expected


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_whatever_a_pdf_holds_reading_it_does_not_crash(data: bytes) -> None:
    list(embedded_files(b"7 0 obj<</Type/EmbeddedFile/Length 20/Filter/FlateDecode>>stream\n" + data))
    is_refused(data)


# Sites


def test_a_site_is_what_its_manifest_says(project: Path) -> None:
    site = publish_edition(project)
    result = verified(project, site)
    assert (result.exit_code, result.stderr) == (0, "errors: 0, warnings: 0\n")
    assert result.stdout.startswith(
        "edition 2026-02-01, as of 2026-02-01T09:00:00+07:00, for audience internal\ncompared: 2 files, "
    )
    told = r"^kasir: revision 1, in-force, s2:[0-9a-f]{16}; register: 3 lines, head [0-9a-f]{16}$"
    assert re.search(told, result.stdout, re.MULTILINE)


def change_page(site: Path) -> None:
    path = site / "kasir/index.html"
    path.write_text(path.read_text().replace('data-sigap-fingerprint="s2:', 'data-sigap-fingerprint="s2:0', 1))


def seal(site: Path) -> None:
    """Write the manifest anew over changed files, as somebody would who wants to deceive."""
    library = library_at(site.parents[1] / "content")
    manifest = make_manifest(library, site, "2026-02-01")
    (site / "manifest.json").write_bytes(manifest.to_bytes())


def change_page_and_seal(site: Path) -> None:
    change_page(site)
    seal(site)


def remove_page(site: Path) -> None:
    (site / "kasir/index.html").unlink()


def add_file(site: Path) -> None:
    (site / "catatan.txt").write_text("lain")


def change_unit_in_manifest(site: Path) -> None:
    path = site / "manifest.json"
    path.write_text(re.sub(r'("kasir/sapaan": "s2:.{30}).', r"\1x", path.read_text()))


def remove_manifest(site: Path) -> None:
    (site / "manifest.json").unlink()


def break_manifest(site: Path) -> None:
    (site / "manifest.json").write_text("{}")


def other_content(site: Path) -> None:
    forget(site.parents[1] / "content")


def no_revision(site: Path) -> None:
    path = site.parents[1] / "content/documents/kasir"
    shutil.rmtree(path)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(change_page, ["site-file-changed", "site-unit-differs"], id="a changed page"),
        pytest.param(change_page_and_seal, ["site-unit-differs"], id="a changed page under a new manifest"),
        pytest.param(remove_page, ["site-file-missing"], id="a page less"),
        pytest.param(add_file, ["site-file-added"], id="a file more"),
        pytest.param(change_unit_in_manifest, ["site-unit-not-of-content"], id="a changed manifest"),
        pytest.param(remove_manifest, ["site-manifest-missing"], id="no manifest"),
        pytest.param(break_manifest, ["site-manifest-unreadable"], id="no readable manifest"),
        pytest.param(other_content, ["register-gone", "site-revision-differs"], id="made from other content"),
        pytest.param(no_revision, ["site-revision-unknown"], id="a revision that is not held"),
    ],
)
def test_what_is_wrong_with_a_site_is_named(project: Path, change: Callable[[Path], None], expected: list[str]) -> None:
    site = publish_edition(project)
    change(site)
    assert sorted(set(codes(project, site))) == expected


def test_a_site_without_content_is_held_against_its_manifest_alone(project: Path, tmp_path: Path) -> None:
    site = publish_edition(project)
    bare = tmp_path / "bare"
    bare.mkdir()
    result = verified(bare, site)
    assert result.exit_code == 0
    assert result.stdout.endswith("no content is at hand: the site was held against its own manifest alone\n")
