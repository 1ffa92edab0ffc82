"""What the rules find in a draft: for its author only, held against nothing that it will replace."""

from pathlib import Path

import pytest

from generator.build.prepare import Prepared, prepare
from generator.checks.published import published_addresses
from generator.reports.report import stops_build
from generator.survey import survey_of
from tests.contents import edit
from tests.revisions.acts.office import DRAFT, Office, office

CHECKER = "settings/checker.yml"


@pytest.fixture
def drafted(tmp_path: Path) -> Office:
    """Return an office with a draft, in which every rule is on."""
    at = office(tmp_path)
    (at.content / CHECKER).unlink()
    at.adopt()
    at.revise()
    at.write()
    return at


def prepared(at: Office) -> Prepared:
    return prepare(at.content, at.now.isoformat(), {}, at.now)


def codes(found: Prepared, revision: str | None) -> list[str]:
    return sorted(finding.code for finding in found.findings if finding.revision == revision)


def test_a_draft_adds_nothing_to_what_is_found_elsewhere(drafted: Office, tmp_path: Path) -> None:
    alone = office(tmp_path / "alone")
    (alone.content / CHECKER).unlink()
    alone.adopt()
    assert codes(prepared(drafted), "1") == codes(prepared(alone), "1")
    assert codes(prepared(drafted), None) == codes(prepared(alone), None)


def test_a_finding_in_a_draft_is_told_and_stops_no_build(drafted: Office) -> None:
    before = prepared(drafted)
    edit(drafted.content, DRAFT, 'number: "2"', 'number: "4"')
    after = prepared(drafted)
    fresh = [finding for finding in after.findings if finding not in before.findings]
    assert fresh
    assert {(finding.revision, finding.is_of_draft) for finding in fresh} == {("2", True)}
    assert all(finding in after.problems for finding in fresh)
    assert stops_build(after.problems, is_strict=False) == stops_build(before.problems, is_strict=False)


def test_a_draft_promises_no_address(drafted: Office) -> None:
    edit(drafted.content, DRAFT, "id: menyapa-tamu", "id: menyapa-semua-tamu")
    addresses = published_addresses(drafted.library())
    assert "kasir/menyapa-tamu" in addresses
    assert "kasir/menyapa-semua-tamu" not in addresses


def test_what_begins_later_is_not_held_against_what_it_replaces(tmp_path: Path) -> None:
    at = office(tmp_path).published()
    (at.content / CHECKER).unlink()
    library = at.library()
    document = library.documents["kasir"]
    assert [held.revision.revision for held in document.coming(library.now)] == ["2"]
    found = prepared(at)
    assert codes(found, "1")
    assert [each.code for each in found.findings if each.code == "term-defined-twice"] == []
    assert {each.is_of_draft for each in found.findings if each.revision == "2"} == {False}
    read = {reading.held.revision.revision for reading in survey_of(library).revisions if reading.document is document}
    assert read == {"1"}
