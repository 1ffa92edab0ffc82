"""A revision against the file that was received: text, Markdown, Word; hostile files; the line in the register."""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.content import gather
from generator.placing import build_library
from generator.revisions.compare.received import word_file
from generator.revisions.compare.received.matching import Received, compare_with
from generator.revisions.compare.received.passage import UnreadableError, sentences, words_of
from generator.revisions.compare.received.reading import read_received
from generator.revisions.register.entry import Act
from generator.survey import RevisionReading
from tests.revisions.compare.conftest import NOW, THREE

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
LIBRARY = build_library(gather(THREE), NOW)
DOCUMENT = LIBRARY.documents["pesan-antar"]
HELD = DOCUMENT.revisions["3"]


def paragraph(text: str) -> str:
    """Return a paragraph, cut into runs as Word cuts them."""
    middle = len(text) // 2
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' for part in (text[:middle], text[middle:])
    )
    return f"<w:p>{runs}</w:p>"


def word(body: str, **parts: str) -> bytes:
    """Return a Word file; each part is the inside of `word/<name>.xml`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:hdr {W}>{inside}</w:hdr>")
    return file.getvalue()


def letter_of_revision() -> list[str]:
    """Return the words of the third revision, as a Word file of it would have them: its texts, line by line."""
    reading = RevisionReading(DOCUMENT, HELD)
    found = [
        text.letter
        for text in reading.texts
        if text.found.role.is_verbatim and text.found.path[0] not in ("number", "is")
    ]
    return [line for letter in found for line in letter.split("\n") if line.strip()]


def against(data: bytes, name: str) -> Received:
    return compare_with(LIBRARY, DOCUMENT, HELD, read_received(data, name), name, data)


def test_a_word_file_that_says_the_same_differs_in_nothing() -> None:
    lines = letter_of_revision()
    table = "<w:tbl><w:tr>" + "".join(f"<w:tc>{paragraph(line)}</w:tc>" for line in lines[40:]) + "</w:tr></w:tbl>"
    numbered = [f"{number}.\t• “{line}”" for number, line in enumerate(lines[:40], start=1)]
    data = word("".join(map(paragraph, numbered)) + table)
    received = against(data, "naskah.docx")
    assert received.is_same, (received.missing, received.extra, received.different)
    assert received.sha256 == hashlib.sha256(data).hexdigest()
    assert received.sentences >= len(lines)


def test_a_sentence_that_is_missing_and_one_that_is_extra_are_named_with_their_places() -> None:
    lines = [line for line in letter_of_revision() if line != "Pesanan ini atas nama siapa dan diantar ke mana?"]
    lines.insert(3, "Petugas dilarang memakai kata kasar.")
    received = against(word("".join(map(paragraph, lines))), "naskah.docx")
    assert [(each.text, each.number) for each in received.missing] == [("Petugas dilarang memakai kata kasar.", 4)]
    (extra,) = received.extra
    assert extra.address == "pesan-antar/tanya-alamat"
    assert extra.place is not None
    path = THREE.parent / extra.place.source_path
    line = path.read_text(encoding="utf-8").splitlines()[extra.place.line - 1]
    assert line[extra.place.column - 1 :] == extra.text == "Pesanan ini atas nama siapa dan diantar ke mana?"
    assert received.different == ()


def test_a_sentence_with_another_word_is_shown_beside_ours() -> None:
    old, new = "selama 5 (lima) menit atau lebih", "selama 7 (tujuh) menit atau lebih"
    lines = [line.replace(old, new) for line in letter_of_revision()]
    received = against("\n\n".join(lines).encode(), "naskah.txt")
    (pair,) = received.different
    assert (received.missing, received.extra) == ((), ())
    assert old in pair.ours.text
    assert new in pair.received.text
    assert pair.ours.address == "pesan-antar/reminder"
    assert received.facts["missing"] == received.facts["extra"] == 1


def test_markdown_is_read_without_its_marks() -> None:
    lines = letter_of_revision()
    rows = [f"| {one} | {other} |" for one, other in zip(lines[20:40:2], lines[21:40:2], strict=True)]
    text = [f"# {lines[0]}", *(f"* **{line}**" for line in lines[1:20]), "|---|---|", *rows, *lines[40:], "---"]
    assert against("\n".join(text).encode(), "naskah.md").is_same


def test_headers_and_footers_are_set_apart() -> None:
    body = "".join(map(paragraph, letter_of_revision()))
    edge = paragraph("Halaman 1 dari 5")
    received = against(word(body, header1=edge, header2=edge, footer1=paragraph("KB-SOP-001")), "naskah.docx")
    assert received.is_same
    assert [each.text for each in received.edges] == ["Halaman 1 dari 5"]


def test_what_word_keeps_twice_or_has_struck_out_is_no_text() -> None:
    drawing = (
        "<w:p><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Kotak</w:t></w:r></w:p></mc:Choice>"
        "<mc:Fallback><w:p><w:r><w:t>Kotak lama</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>"
    )
    changed = (
        "<w:p><w:del><w:r><w:delText>lama</w:delText></w:r></w:del><w:ins><w:r><w:t>baru</w:t></w:r></w:ins></w:p>"
    )
    broken = "<w:p><w:r><w:t>satu</w:t><w:tab/><w:t>dua</w:t><w:br/><w:t>tiga</w:t><w:noBreakHyphen/></w:r></w:p>"
    data = word(drawing + changed + broken)
    assert [each.text for each in read_received(data, "a.docx")] == ["Kotak", "baru", "satu\tdua\ntiga-"]


LIMIT = 100_000


def _bomb() -> bytes:
    return word("<w:p><w:r><w:t>" + "a" * (LIMIT + 1) + "</w:t></w:r></w:p>")


def _with_entities() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        text = '<!DOCTYPE a [<!ENTITY e SYSTEM "rahasia.txt">]><a>&e;</a>'
        archive.writestr("word/document.xml", text)
    return file.getvalue()


def _cut() -> bytes:
    return word(paragraph("Salam.") * 50)[:-200]


def _without_text() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("isi.txt", "Salam.")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        pytest.param("a.docx", _bomb, "unpacks to more than", id="a bomb"),
        pytest.param("a.docx", _with_entities, "declares entities", id="entities"),
        pytest.param("a.docx", _cut, "damaged", id="cut short"),
        pytest.param("a.docx", lambda: b"Salam.", "no Word file", id="no zip"),
        pytest.param("a.docx", _without_text, "no word/document.xml", id="another zip"),
        pytest.param("a.docx", lambda: word("<w:p>"), "damaged", id="broken XML"),
        pytest.param("a.docx", lambda: word("<w:p>" * 500 + "</w:p>" * 500), "nested deeper", id="nested too deep"),
        pytest.param("a.doc", lambda: b"Salam.", "none of the kinds", id="another kind"),
        pytest.param("a.txt", lambda: "Salam é".encode("latin-1"), "UTF-8", id="another encoding"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    name: str, make: Callable[[], bytes], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_file, "MAX_UNPACKED", LIMIT)
    with pytest.raises(UnreadableError, match=reason):
        read_received(make(), name)


@given(st.binary(max_size=300))
@settings(deadline=None)
@example(b"PK\x03\x04")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for name in ("a.docx", "a.txt", "a.md"):
        try:
            found = read_received(data, name)
        except UnreadableError:
            continue
        assert all(each.text.strip() for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1. Salam. Ucapkan!", ["Salam.", "Ucapkan!"], id="number, then sentences"),
        pytest.param("• a) Tersenyum", ["Tersenyum"], id="bullet and letter"),
        pytest.param("7.10.1 Reminder", ["Reminder"], id="number without a stop"),
        pytest.param("Biaya Rp1.750 saja", ["Biaya Rp1.750 saja"], id="a dot in a number ends nothing"),
        pytest.param("30 menit", ["30 menit"], id="an amount is no number of a clause"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [sentence for _, sentence in sentences(text)] == expected


@given(st.text())
@settings(deadline=None)
def test_sentences_lose_no_word_but_numbers_and_bullets(text: str) -> None:
    for offset, sentence in sentences(text):
        assert text[offset : offset + len(sentence)] == sentence


def test_quotes_dashes_and_spaces_do_not_matter() -> None:
    assert words_of("“Ya”\u00a0– ﬁnal\u00adnya…") == words_of('"YA" - finalnya...') == "ya finalnya"


# The command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(THREE, tmp_path / "content")
    return tmp_path


def run(project: Path, *arguments: str) -> Result:
    moment = ["--as-of", "2026-02-01"]
    return CliRunner().invoke(main, ["--project", str(project), "--lang", "en", "compare", *arguments, *moment])


def test_the_command_prints_changes_for_people(project: Path) -> None:
    result = run(project, "pesan-antar", "2", "3")
    assert result.exit_code == 0
    assert result.stdout.startswith("Pesan Antar: Perubahan dari revisi 2 ke revisi 3 (")
    assert "\033" not in result.stdout
    block = next(each for each in result.stdout.split("\n\n") if each.startswith("3.6 Reminder  [Nomor berubah]"))
    assert block.splitlines()[1:] == ["    Semula   3.5", "    Menjadi  3.6"]


def test_the_command_prints_json(project: Path) -> None:
    found = json.loads(run(project, "tanya-kedai", "1", "2", "--json").stdout)
    assert (found["schema"], found["document"], found["before"], found["after"]) == (1, "tanya-kedai", "1", "2")
    assert found["counts"]["fee-changed"] == 2
    fee = next(each for each in found["changes"] if each["address"].endswith("/dompet-danau"))
    assert fee["fields"] == [{"address": fee["address"], "path": ["amounts", "biaya"], "before": 1000, "after": 1250}]


@pytest.mark.parametrize(("revisions", "status"), [(("2", "3"), 1), (("3", "3"), 0)])
def test_the_exit_code_tells_of_changes_when_asked(project: Path, revisions: tuple[str, str], status: int) -> None:
    assert run(project, "pesan-antar", *revisions, "--exit-code").exit_code == status
    assert run(project, "pesan-antar", *revisions).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("pesan-anta", "2", "3"), 3, "did you mean 'pesan-antar'?"),
        (("pesan-antar", "2", "9"), 3, "'9'"),
        (("pesan-antar", "2"), 2, "name two revisions"),
        (("pesan-antar", "2", "3", "--record"), 2, "--record goes with --with"),
    ],
)
def test_what_cannot_be_compared_says_why(project: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    result = run(project, *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr


def test_the_command_holds_a_revision_against_a_file_and_records_it(project: Path) -> None:
    file = project / "Naskah diterima.docx"
    file.write_bytes(word("".join(map(paragraph, [*letter_of_revision(), "Petugas dilarang memakai kata kasar."]))))
    result = run(project, "pesan-antar", "3", "--with", str(file), "--exit-code", "--record", "--recorded-by", "Mutu")
    assert result.exit_code == 1
    assert "Petugas dilarang memakai kata kasar." in result.stdout
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    assert sha256 in result.stdout
    content = gather(project / "content")
    assert content.problems == []
    last = content.registers["pesan-antar"].entries[-1]
    assert (last.act, last.revision, last.recorded_by) == (Act.COMPARED, "3", "Mutu")
    assert last.facts == {"sha256": sha256, "name": "Naskah diterima.docx", "missing": 1, "extra": 0}
    again = json.loads(run(project, "pesan-antar", "3", "--with", str(file), "--json").stdout)
    assert again["file"] == {"name": "Naskah diterima.docx", "sha256": sha256}
    assert [each["text"] for each in again["missing"]] == ["Petugas dilarang memakai kata kasar."]


def test_a_file_that_cannot_be_read_stops_the_command(project: Path) -> None:
    file = project / "naskah.docx"
    file.write_bytes(b"Salam.")
    result = run(project, "pesan-antar", "3", "--with", str(file))
    assert (result.exit_code, result.stdout) == (3, "")
    assert "it is no Word file" in result.stderr
