"""What the controller has said of findings: whether it holds, and what is wrong with it."""

import datetime as dt
from pathlib import Path

import pytest

from generator.checks import Checked, check_library
from generator.problems import Severity
from tests.contents import FAQ, REVISION, SCRIPTS, base_copy, edit, library_of, write_files
from tests.invented_rules import LONG, OLD, SHORT, invent

CHECKER = "settings/checker.yml"
SAPAAN, BAYAR = "kasir/sapaan", "kasir/cara-bayar"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    invent(monkeypatch)
    return base_copy(tmp_path)


def checked(content: Path, on: str = "2026-02-01") -> Checked:
    return check_library(library_of(content, dt.date.fromisoformat(on)))


def codes(content: Path, on: str = "2026-02-01") -> list[str]:
    return [
        f"{problem.location.source_path.removeprefix('content/')} {problem.code}"
        for problem in checked(content, on).problems
    ]


def states(content: Path, on: str = "2026-02-01") -> list[str]:
    return [f"{finding.code} {finding.state}" for finding in checked(content, on).findings]


def prints(content: Path) -> dict[str, list[str]]:
    """Return the fingerprints of all findings by address."""
    found: dict[str, list[str]] = {}
    for finding in checked(content).findings:
        found.setdefault(finding.address, []).append(finding.fingerprint)
    return found


def entry(code: str, *places: tuple[str, str], decision: str = "accepted", until: str = "") -> str:
    findings = "".join(f"      - {{at: {at}, fingerprint: {digest}}}\n" for at, digest in places)
    last = f"    until: {until}\n" if until else ""
    return (
        f"  - code: {code}\n    decision: {decision}\n    findings:\n{findings}"
        f"    reason: Sudah dibahas.\n    by: Pengendali dokumen\n    said_on: 2026-01-15\n{last}"
    )


def accept(content: Path, *entries: str) -> None:
    write_files(content, {"accepted.yml": "accepted:\n" + "".join(entries)})


@pytest.mark.parametrize("decision", ["open", "accepted", "dismissed"])
def test_a_finding_has_the_state_that_was_said(content: Path, decision: str) -> None:
    accept(content, entry(SHORT, (SAPAAN, prints(content)[SAPAAN][0]), decision=decision))
    assert states(content) == [f"{LONG} new", f"{LONG} new", f"{SHORT} {decision}"]
    assert codes(content) == [f"{FAQ} {LONG}", f"{FAQ} {LONG}"]


def test_of_two_findings_at_one_address_each_is_settled_for_itself(content: Path) -> None:
    first, second = prints(content)[BAYAR]
    accept(content, entry(LONG, (BAYAR, second)))
    assert states(content)[:2] == [f"{LONG} new", f"{LONG} accepted"]
    accept(content, entry(LONG, (BAYAR, second), (BAYAR, first)))
    assert states(content)[:2] == [f"{LONG} accepted", f"{LONG} accepted"]


def test_a_day_that_is_named_still_belongs_to_it(content: Path) -> None:
    accept(content, entry(SHORT, (SAPAAN, prints(content)[SAPAAN][0]), until="2026-02-28"))
    assert states(content, "2026-02-28")[2:] == [f"{SHORT} accepted"]
    assert states(content, "2026-03-01")[2:] == [f"{SHORT} expired"]
    assert codes(content, "2026-03-01") == [
        "accepted.yml acceptance-expired",
        f"{FAQ} {LONG}",
        f"{FAQ} {LONG}",
        f"{SCRIPTS} {SHORT}",
    ]


def test_an_entry_may_be_in_vain_in_part(content: Path) -> None:
    first, _ = prints(content)[BAYAR]
    accept(content, entry(LONG, (BAYAR, first), (SAPAAN, first), (BAYAR, "f1:x"), until="2026-01-20"))
    assert codes(content)[:3] == ["accepted.yml acceptance-in-vain"] * 2 + ["accepted.yml acceptance-expired"]
    assert [(each.location.line, each.values["address"]) for each in checked(content).problems[:2]] == [
        (6, SAPAAN),
        (7, BAYAR),
    ]


def test_what_is_wholly_in_vain_has_not_expired(content: Path) -> None:
    accept(content, entry(LONG, (BAYAR, "f1:x"), until="2026-01-20"))
    assert codes(content)[0] == "accepted.yml acceptance-in-vain"
    assert "accepted.yml acceptance-expired" not in codes(content)


def test_a_changed_text_brings_the_finding_back(content: Path) -> None:
    accept(content, entry(SHORT, (SAPAAN, prints(content)[SAPAAN][0])))
    edit(content, SCRIPTS, "Selamat datang", "Selamat pagi")
    assert states(content)[2:] == [f"{SHORT} new"]
    assert codes(content)[0] == "accepted.yml acceptance-in-vain"


def test_another_text_that_was_looked_at_brings_it_back_too(content: Path) -> None:
    accept(content, entry(SHORT, (SAPAAN, prints(content)[SAPAAN][0])))
    edit(content, REVISION, "Kasir menyapa *tamu*", "Kasir menyapa setiap *tamu*")
    assert states(content)[2:] == [f"{SHORT} new"]


def test_what_nobody_looked_at_may_change(content: Path) -> None:
    accept(content, entry(SHORT, (SAPAAN, prints(content)[SAPAAN][0])))
    edit(content, SCRIPTS, "purpose: Salam pembuka", "purpose: Salam pembuka\n    similar: [halo]")
    edit(content, REVISION, "source_note: Dokumen rekaan.", "source_note: Dokumen lain.")
    assert states(content)[2:] == [f"{SHORT} accepted"]


def test_what_is_said_twice_is_an_error_and_the_first_holds(content: Path) -> None:
    place = (SAPAAN, prints(content)[SAPAAN][0])
    accept(content, entry(SHORT, place, decision="open"), entry(SHORT, place, decision="dismissed"))
    (twice,) = [each for each in checked(content).problems if each.code == "acceptance-twice"]
    assert (twice.severity, twice.location.line) == (Severity.ERROR, 12)
    assert twice.values["first"] == "content/accepted.yml:5:14"
    assert states(content)[2:] == [f"{SHORT} open"]


@pytest.mark.parametrize("broken", [FAQ, "settings/brands.yml", "documents/kasir/document.yml", "glossary.yml"])
def test_a_file_that_cannot_be_read_makes_nothing_in_vain(content: Path, broken: str) -> None:
    accept(content, entry(SHORT, (SAPAAN, "f1:x")), entry(LONG, ("kanal-loket", "f1:y"), until="2020-01-01"))
    write_files(content, {broken: "a: 'b\n"})
    assert not [code for code in codes(content) if "acceptance" in code]


def test_an_entry_whose_unit_has_gone_is_in_vain_and_no_error(content: Path) -> None:
    accept(content, entry(SHORT, ("kasir/tidak-ada", "f1:x")))
    assert codes(content)[0] == "accepted.yml acceptance-in-vain"
    assert all(problem.severity is Severity.WARNING for problem in checked(content).problems)


def test_an_entry_moves_with_its_unit(content: Path) -> None:
    accept(content, entry(SHORT, ("kasir/salam", prints(content)[SAPAAN][0])))
    moved = "redirects:\n  - {from: kasir/salam, to: kasir/sapaan, reason: ganti nama}\n"
    write_files(content, {"redirects.yml": moved})
    assert states(content)[2:] == [f"{SHORT} accepted"]


# Settings


def weigh(content: Path, *rows: str) -> None:
    text = "".join(f"  - {{{row}, reason: Sudah dibahas.}}\n" for row in rows)
    write_files(content, {CHECKER: f"rules:\n{text}"})


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([f"code: {SHORT}, weight: off"], [], id="off"),
        pytest.param([f"code: {SHORT}, weight: error"], ["error"], id="an error"),
        pytest.param([f"code: {SHORT}, weight: off, documents: [kasir]"], [], id="off for its document"),
        pytest.param([f"code: {LONG}, weight: off"], ["warning"], id="another rule"),
        pytest.param(
            [f"code: {SHORT}, weight: off", f"code: {SHORT}, weight: error, documents: [kasir]"],
            ["error"],
            id="of two the later wins: for a document",
        ),
        pytest.param(
            [f"code: {SHORT}, weight: error, documents: [kasir]", f"code: {SHORT}, weight: off"],
            [],
            id="of two the later wins: for all",
        ),
    ],
)
def test_a_rule_is_weighed(content: Path, rows: list[str], expected: list[str]) -> None:
    weigh(content, *rows)
    assert [str(each.severity) for each in checked(content).problems if each.code == SHORT] == expected


def test_a_rule_is_off_for_one_document_alone(content: Path) -> None:
    documents = content / "documents"
    for path in sorted((documents / "kasir").rglob("*.yml")):
        text = path.read_text(encoding="utf-8").replace("kasir/", "loket/").replace("id: kasir", "id: loket")
        write_files(documents / "loket", {path.relative_to(documents / "kasir").as_posix(): text})
    weigh(content, f"code: {SHORT}, weight: off, documents: [kasir]")
    assert [each.address for each in checked(content).findings if each.code == SHORT] == ["loket/sapaan"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("code: script-shrot, weight: off", "2:12 rule-unknown-meant", id="a code misspelt"),
        pytest.param("code: sesuatu, weight: off", "2:12 rule-unknown", id="a code that is none"),
        pytest.param(
            f"code: {SHORT}, weight: off, documents: [kasir, kasirr]", "2:58 rule-document-unknown", id="no document"
        ),
        pytest.param(
            f"code: {SHORT}, weight: off, documents: [sapaan]", "2:51 rule-document-unknown", id="a unit, no document"
        ),
        pytest.param(f"code: {SHORT}, weight: mati", "2:34 field-choice", id="a weight that is none"),
    ],
)
def test_a_setting_about_nothing_is_an_error(content: Path, row: str, expected: str) -> None:
    weigh(content, row)
    found = [each for each in checked(content).problems if each.location.source_path == f"content/{CHECKER}"]
    assert [f"{each.location.line}:{each.location.column} {each.code}" for each in found][:1] == [expected]
    assert found[0].severity is Severity.ERROR


def test_a_rule_about_time_fires_when_its_day_has_come(content: Path) -> None:
    assert f"{REVISION} {OLD}" not in codes(content, "2026-06-01")
    assert f"{REVISION} {OLD}" in codes(content, "2026-06-02")
