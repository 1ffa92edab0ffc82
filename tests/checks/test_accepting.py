"""Writing accepted.yml: afterwards checking is quiet, and nothing that stood there is lost."""

import datetime as dt
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.checks import check_library
from generator.checks.accepting import AcceptError, Word, Written, accept, prune
from generator.fmt import format_yaml
from tests.contents import BASE, SCRIPTS, TODAY, base_copy, edit, library_of, write_files
from tests.invented_rules import LONG, SHORT, invent

SAPAAN, BAYAR = "kasir/sapaan", "kasir/cara-bayar"
COMMENTED = """\
# Yang sudah dibahas, lihat rapat bulanan
accepted:
  # bagian kasir
  - code: script-short # sudah lama
    decision: open
    findings:
      # yang pertama
      - {at: kasir/sapaan, fingerprint: f1:usang} # diperiksa Sari
    reason: "Sudah: dibahas"
    by: Pengendali dokumen
    said_on: 2026-01-15

  # bagian lain
  - code: answer-long
    decision: accepted
    findings:
      - {at: kasir/cara-bayar, fingerprint: f1:usang}
    reason: |-
      Baris satu.

      Baris dua.
    by: 'Pengendali'
    said_on: 2026-01-15
# akhir
"""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    invent(monkeypatch)
    return base_copy(tmp_path)


def say(
    content: Path,
    code: str,
    *addresses: str,
    reason: str = "Sudah dibahas.",
    by: str = "Pengendali dokumen",
    until: dt.date | None = None,
    on: dt.date = TODAY,
) -> Written:
    library = library_of(content, on)
    word = Word(code, addresses, "accepted", reason, by, on, until)
    return accept(content, library, check_library(library).findings, word)


def pruned(content: Path) -> Written:
    library = library_of(content)
    return prune(content, library, check_library(library).findings)


def codes(content: Path, on: dt.date = TODAY) -> list[str]:
    return [problem.code for problem in check_library(library_of(content, on)).problems]


def text_of(content: Path) -> str:
    return (content / "accepted.yml").read_text(encoding="utf-8")


def test_the_first_entry_makes_the_file(content: Path) -> None:
    written = say(content, SHORT, SAPAAN, reason="Sudah: dibahas #2\n\n  dengan Sari  ", until=dt.date(2026, 3, 1))
    assert [each.state.value for each in written.settled] == ["accepted"]
    (digest,) = [each.fingerprint for each in written.settled]
    assert text_of(content) == (
        "accepted:\n"
        "  - code: script-short\n"
        "    decision: accepted\n"
        "    findings:\n"
        f"      - {{at: kasir/sapaan, fingerprint: {digest}}}\n"
        "    reason: |-\n"
        "      Sudah: dibahas #2\n"
        "\n"
        "        dengan Sari\n"
        "    by: Pengendali dokumen\n"
        "    said_on: 2026-02-01\n"
        "    until: 2026-03-01\n"
    )


@pytest.mark.parametrize("before", [None, "accepted: []\n", "# kosong\naccepted: [] # belum ada\n"])
def test_afterwards_checking_is_quiet(content: Path, before: str | None) -> None:
    write_files(content, {"accepted.yml": before} if before else {})
    say(content, SHORT)
    say(content, LONG)
    assert codes(content) == []
    assert all(comment in text_of(content) for comment in ("# kosong", "# belum ada") if before and comment in before)


def test_what_stands_there_stays_and_what_is_stale_is_replaced(content: Path) -> None:
    write_files(content, {"accepted.yml": COMMENTED})
    written = say(content, SHORT)
    assert written.removed == [(SHORT, SAPAAN)]
    text = text_of(content)
    assert text.count("code: script-short") == 1
    assert "- {at: kasir/cara-bayar, fingerprint: f1:usang}" in text
    comments = [line.strip() for line in COMMENTED.splitlines() if line.strip().startswith("#")]
    assert [comment for comment in (*comments, "# sudah lama", "# diperiksa Sari") if comment not in text] == []
    assert text.index("# bagian kasir") < text.index("# bagian lain") < text.index("# sudah lama")
    assert text.endswith("# akhir\n")
    assert format_yaml(text.encode(), "accepted.yml") == (text, [])


def test_only_what_is_stale_is_taken_out_of_an_entry(content: Path) -> None:
    say(content, LONG)
    edit(
        content, "accepted.yml", "    findings:\n", "    findings:\n      - {at: kasir/sapaan, fingerprint: f1:usang}\n"
    )
    assert codes(content) == ["acceptance-in-vain", SHORT]
    assert pruned(content).removed == [(LONG, SAPAAN)]
    assert codes(content) == [SHORT]
    assert text_of(content).count("fingerprint") == 2


def test_prune_leaves_a_file_without_entries(content: Path) -> None:
    write_files(content, {"accepted.yml": COMMENTED})
    assert len(pruned(content).removed) == 2
    text = text_of(content)
    assert [
        comment for comment in ("# Yang sudah", "# bagian kasir", "# bagian lain", "# akhir") if comment not in text
    ] == []
    assert codes(content) == [LONG, LONG, SHORT]
    assert pruned(content) == Written()
    say(content, SHORT)
    assert codes(content) == [LONG, LONG]


def test_prune_keeps_its_hands_off_what_it_cannot_judge(content: Path) -> None:
    write_files(content, {"accepted.yml": COMMENTED, "settings/brands.yml": "a: 'b\n"})
    with pytest.raises(AcceptError, match="nobody knows what is in vain"):
        pruned(content)
    assert text_of(content) == COMMENTED


def test_what_has_expired_is_said_anew(content: Path) -> None:
    say(content, SHORT, until=dt.date(2026, 2, 10))
    later = dt.date(2026, 2, 11)
    assert "acceptance-expired" in codes(content, later)
    say(content, SHORT, on=later)
    assert SHORT not in codes(content, later)
    assert "acceptance-expired" not in codes(content, later)
    assert text_of(content).count("code: script-short") == 1


@pytest.mark.parametrize(
    ("code", "addresses", "message"),
    [
        pytest.param("script-shrot", (), "did you mean 'script-short'", id="a code misspelt"),
        pytest.param("sesuatu", (), "`sigap rules` lists all codes", id="a code that is none"),
        pytest.param("field-unknown", (), "must be mended", id="a fault of structure"),
        pytest.param("fee-old", (), "nothing to settle", id="a rule without findings"),
        pytest.param(SHORT, ("kasir/sapan",), "did you mean 'kasir/sapaan'", id="an address misspelt"),
        pytest.param(SHORT, (SAPAAN, BAYAR), "'kasir/cara-bayar' has no finding", id="one of two has none"),
        pytest.param(LONG, (BAYAR,), "is settled already: accepted", id="it is settled"),
    ],
)
def test_what_cannot_be_settled(content: Path, code: str, addresses: tuple[str, ...], message: str) -> None:
    say(content, LONG)
    before = text_of(content)
    with pytest.raises(AcceptError, match=message):
        say(content, code, *addresses)
    assert text_of(content) == before


@pytest.mark.parametrize(
    ("reason", "by", "code"),
    [
        pytest.param("", "Sari", "field-empty", id="no reason"),
        pytest.param("<script>", "Sari", "text-", id="HTML in the reason"),
        pytest.param("lihat [[kasir/tidak-ada]]", "Sari", "address-unknown", id="a reference to nothing"),
        pytest.param("a\x00b", "Sari", "yaml-", id="a character that no text may hold"),
        pytest.param("Sari, 081234567890", "Sari", "personal-data-", id="a phone number"),
        pytest.param("ya", "Sari\nDewi", "field-not-one-line", id="two lines for a name"),
    ],
)
def test_what_may_not_be_said_is_not_written(content: Path, reason: str, by: str, code: str) -> None:
    with pytest.raises(AcceptError, match=rf"this cannot be written: .*\[{code}"):
        say(content, SHORT, reason=reason, by=by)
    assert not (content / "accepted.yml").exists()


@pytest.mark.parametrize("broken", ["accepted: 'b\n", "accepted:\n", "accepted:\n  - {code: a}\n", "lain: []\n"])
def test_a_broken_file_is_left_alone(content: Path, broken: str) -> None:
    write_files(content, {"accepted.yml": broken})
    for written in (say(content, SHORT), pruned(content)):
        assert written.problems
        assert {problem.location.source_path for problem in written.problems} == {"content/accepted.yml"}
    assert text_of(content) == broken


def test_a_link_is_left_alone(content: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yml"
    other.write_text("accepted: []\n", encoding="utf-8")
    (content / "accepted.yml").symlink_to(other)
    assert [problem.code for problem in say(content, SHORT).problems] == ["content-no-file"]
    assert (content / "accepted.yml").is_symlink()


def test_a_disk_that_is_full_leaves_the_file_as_it_was(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say(content, LONG)
    before = text_of(content)

    def refuse(path: Path, *_arguments: object, **_options: object) -> int:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", refuse)
        with pytest.raises(OSError, match="No space left"):
            say(content, SHORT)
    assert text_of(content) == before
    assert [path.name for path in content.glob(".accepted*")] == []


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "P", "S", "Zs")), min_size=1, max_size=60)
LETTERS = st.text("abcdefghij klmnop", min_size=1, max_size=30).map(lambda text: f"Kata {text}.")


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reason=WORDS, by=WORDS, first=LETTERS, second=LETTERS, place=st.sampled_from(["script", "clause"]))
def test_what_is_accepted_is_quiet_until_its_text_changes(
    monkeypatch: pytest.MonkeyPatch, reason: str, by: str, first: str, second: str, place: str
) -> None:
    invent(monkeypatch)
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        shutil.copytree(BASE, content)
        path, old = {
            "script": (SCRIPTS, "Selamat datang, saya {Nama Kasir}."),
            "clause": (
                "documents/kasir/1/revision.yml",
                "Kasir menyapa *tamu* sesuai [[kasir/sapaan|kalimat]] yang berlaku.",
            ),
        }[place]
        edit(content, path, old, first)
        before = codes(content)
        try:
            say(content, SHORT, reason=reason, by=by)
        except AcceptError:
            assert not (content / "accepted.yml").exists()
            return
        assert codes(content) == [code for code in before if code != SHORT]
        assert format_yaml((content / "accepted.yml").read_bytes(), "a.yml")[0] == text_of(content)
        if " ".join(first.split()) != " ".join(second.split()):
            edit(content, path, first, second)
            assert SHORT in codes(content)
            assert "acceptance-in-vain" in codes(content)
