"""`sigap review-pack`: who is asked for what, and the one file that each of them gets."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.pdf.document import MARK_FILL
from generator.pdf.sheets import UNMARKED, mark_words
from generator.revisions.in_force import Status
from generator.revisions.packs.reply import read_reply
from generator.revisions.register.entry import Act
from tests.changes.published import STEPS, Step, published_content
from tests.contents import edit
from tests.pdf.reading import bookmarks, opened, page_texts, without_spaces

APPROVED = Step("4", Act.APPROVED, "2026-01-28T09:00:00+07:00", more={"person": "orang-budi", "role": "Ketua"})
MARK_GREY = int(MARK_FILL[1:3], 16)


def review_pack(content: Path, *arguments: str) -> Result:
    command = ["--project", str(content.parent), "--lang", "en", "review-pack", *arguments, "--as-of", "2026-02-01"]
    return CliRunner().invoke(main, command)


@pytest.fixture(scope="module")
def made(content: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], bytes]:
    """Return what the command says of a pack, and the pack."""
    out = tmp_path_factory.mktemp("out")
    done = review_pack(content, "kasir", "4", "--by", "2026-02-10", "--out", str(out), "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    [facts] = json.loads(done.stdout)["packs"]
    return facts, Path(facts["path"]).read_bytes()


def test_whoever_did_the_act_last_time_is_asked(made: tuple[dict[str, str], bytes]) -> None:
    facts, _ = made
    assert (facts["act"], facts["person"], facts["by"]) == ("approved", "orang-budi", "2026-02-10")
    assert Path(facts["path"]).name == "tinjau-kasir-4-disetujui-orang-budi.pdf"


def test_the_first_page_says_what_to_do_and_how_to_answer(made: tuple[dict[str, str], bytes]) -> None:
    facts, pdf = made
    first = " ".join(page_texts(pdf)[0].split())
    for words in (
        "Mohon disetujui: Kasir, revisi 4",
        "Budi Penyetuju",
        "10 Februari 2026",
        facts["code"],
        facts["reply"],
    ):
        assert words in first
    assert facts["fingerprint"] in without_spaces(first)


def test_the_printed_sentence_is_one_that_is_read(made: tuple[dict[str, str], bytes]) -> None:
    facts, pdf = made
    reply = read_reply(page_texts(pdf)[0])
    assert reply
    assert (reply.document, reply.revision, reply.act, reply.code) == ("kasir", "4", Act.APPROVED, facts["code"])


def test_then_come_the_changes_and_the_whole_draft(made: tuple[dict[str, str], bytes]) -> None:
    _, pdf = made
    pages = page_texts(pdf)
    assert "Semula dan Menjadi" in pages[1]
    assert ("1.750" in pages[1], "2.000" in pages[1]) == (True, True)
    assert "Selamat datang di Koperasi" in "".join(pages[2:])
    titles = [title for _, title in bookmarks(pdf)]
    assert titles[:3] == ["Mohon disetujui: Kasir, revisi 4", "Yang perlu dilakukan", "Semula dan Menjadi"]


def test_it_opens_anywhere_and_keeps_what_is_approved(made: tuple[dict[str, str], bytes]) -> None:
    facts, pdf = made
    with opened(pdf) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfuaid:part"]) == ("3", "1")
        form = json.loads(document.attachments["kasir-4.json"].get_file().read_bytes())
    assert form["fingerprint"] == facts["fingerprint"]


def test_each_page_is_marked_as_a_draft(made: tuple[dict[str, str], bytes]) -> None:
    _, pdf = made
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for page in document:
            dots = bytes(page.render(scale=0.5, grayscale=True).buffer)
            assert dots.count(MARK_GREY) > len(dots) / 50


@pytest.mark.parametrize("status", [each for each in Status if each not in UNMARKED])
def test_whatever_is_not_followed_has_a_mark(status: Status) -> None:
    assert mark_words(status).isupper()


def test_the_same_request_gives_the_same_bytes(
    content: Path, made: tuple[dict[str, str], bytes], tmp_path: Path
) -> None:
    (tmp_path / "p").mkdir()
    other = published_content(tmp_path / "p")
    (tmp_path / "p/.sigap-cache").mkdir()
    for font in (content.parent / ".sigap-cache").glob("*.ttf"):
        (tmp_path / "p/.sigap-cache" / font.name).symlink_to(font)
    done = review_pack(other, "kasir", "4", "--by", "2026-02-10", "--out", str(tmp_path))
    assert Path(done.stdout.strip()).read_bytes() == made[1]


def test_another_person_may_be_asked(content: Path, tmp_path: Path) -> None:
    done = review_pack(content, "kasir", "4", "--for", "Ani Penyusun", "--out", str(tmp_path))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path}/tinjau-kasir-4-disetujui-orang-ani.pdf\n"
    assert "Paling lambat tidak ditetapkan" in " ".join(page_texts(Path(done.stdout.strip()).read_bytes())[0].split())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("kasir", "3"), "act-pack-over", id="a published revision"),
        pytest.param(("kasir", "5"), "act-revision-unknown", id="no such revision"),
        pytest.param(("kasir", "4", "--act", "disusun"), "act-pack-act", id="an act that is there"),
        pytest.param(("kasir", "4", "--for", "orang-lain"), "act-person-unknown", id="nobody of that name"),
    ],
)
def test_what_cannot_be_asked_is_refused(content: Path, tmp_path: Path, arguments: tuple[str, ...], code: str) -> None:
    done = review_pack(content, *arguments, "--out", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert f"[{code}" in done.stdout
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        pytest.param(STEPS[:-1], "act-pack-draft", id="not submitted"),
        pytest.param((*STEPS, APPROVED), "act-pack-complete", id="nothing is missing"),
    ],
)
def test_it_takes_a_revision_in_review(tmp_path: Path, steps: tuple[Step, ...], code: str) -> None:
    content = published_content(tmp_path, steps)
    done = review_pack(content, "kasir", "4", "--out", str(tmp_path / "out"))
    assert (done.exit_code, f"[{code}]" in done.stdout) == (1, True)


def test_a_text_edited_since_it_was_submitted_is_not_sent(tmp_path: Path) -> None:
    content = published_content(tmp_path)
    edit(content, "documents/kasir/4/fees.yml", "bulanan: 2000", "bulanan: 2500")
    done = review_pack(content, "kasir", "4", "--out", str(tmp_path / "out"))
    assert (done.exit_code, "[act-void]" in done.stdout) == (1, True)


def test_where_nobody_is_known_a_name_is_left_blank(tmp_path: Path, font_cache: Path) -> None:
    nobody = tuple(replace(step, more={"role": "Ketua"}) if step.act is Act.APPROVED else step for step in STEPS)
    content = published_content(tmp_path, nobody)
    (tmp_path / ".sigap-cache").symlink_to(font_cache)
    done = review_pack(content, "kasir", "4", "--out", str(tmp_path / "out"))
    assert done.stdout == f"{tmp_path}/out/tinjau-kasir-4-disetujui-siapa-saja.pdf\n"
