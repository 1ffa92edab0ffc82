"""From draft to published and withdrawn, act by act, and what the register says afterwards."""

import datetime as dt

import pytest

from generator.problems import sort_problems
from generator.revisions.acts.desk import RefusalError
from generator.revisions.acts.readiness import missing_acts, missing_for_publication, void_acts
from generator.revisions.acts.withdrawing import Request, withdraw
from generator.revisions.in_force import Status
from generator.revisions.register.entry import Act, WallMoment
from tests.contents import edit
from tests.revisions.acts.office import DRAFT, Office


def test_a_revision_goes_from_draft_to_published(office: Office) -> None:
    office.published()
    assert office.acts() == [
        "1 adopted",
        "2 opened",
        "2 prepared",
        "2 reviewed",
        "2 approved",
        "2 published",
    ]
    library, document, held = office.held("2")
    assert library.content.problems == []
    assert held.life.effective == WallMoment(dt.datetime(2026, 3, 1, 0, 0))  # noqa: DTZ001 - wall clock
    assert document.current is not None
    assert document.current.revision.revision == "1"
    office.now = dt.datetime(2026, 3, 1, tzinfo=office.now.tzinfo)
    library, document, held = office.held("2")
    assert document.current is held
    assert document.status_of(held, library.now) is Status.IN_FORCE


def test_every_act_says_which_text_it_was_about(office: Office) -> None:
    office.published()
    _, document, held = office.held("2")
    now = office.desk().fingerprint(document, held)
    entries = [entry for entry in office.chain().entries if entry.revision == "2" and entry.act is not Act.OPENED]
    assert {entry.fingerprint for entry in entries} == {now}
    assert len({entry.snapshot for entry in entries}) == 1
    assert [entry.recorded_by for entry in entries] == ["Pengendali Dokumen"] * 4
    evidence = {entry.evidence.name for entry in entries if entry.evidence}
    assert evidence == {"balasan.txt"}


def test_an_edit_voids_the_acts_and_names_the_clause(office: Office) -> None:
    office.approved()
    edit(office.content, "documents/kasir/2/scripts.yml", "Selamat pagi", "Selamat siang")
    library, document, held = office.held("2")
    voids = void_acts(library, document, held)
    assert [(void.entry.act, void.changed) for void in voids] == [
        (Act.PREPARED, ('sapaan "Sapaan"',)),
        (Act.REVIEWED, ('sapaan "Sapaan"',)),
        (Act.APPROVED, ('sapaan "Sapaan"',)),
    ]
    problems = missing_for_publication(library, document, held)
    assert [(problem.code, problem.values["act"]) for problem in problems] == [
        ("act-void", "disusun"),
        ("act-void", "diperiksa"),
        ("act-void", "disetujui"),
    ]
    assert all(problem.values["changed"] == 'sapaan "Sapaan"' for problem in problems)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("Menyapa\n", "Menyapa tamu\n", ('1 menyapa "Menyapa tamu"',), id="a heading"),
        pytest.param('number: "2"', 'number: "3"', ('3 iuran "Iuran"',), id="a number"),
        pytest.param("pages: {missing: at-publication}", "pages: 2", ("revision.yml",), id="what stands in no unit"),
        pytest.param(
            "      - table: loket\n", "", ('1 menyapa "Menyapa"', "- loket", "- loket/senin"), id="a part gone"
        ),
    ],
)
def test_what_changed_is_named(office: Office, old: str, new: str, expected: tuple[str, ...]) -> None:
    office.in_review()
    edit(office.content, DRAFT, old, new)
    if "loket" in old:
        (office.content / "documents/kasir/2/tables.yml").write_text("tables: []\n", encoding="utf-8")
    assert void_acts(*office.held("2"))[0].changed == expected


def test_a_shared_fact_voids_too_and_is_named(office: Office) -> None:
    office.in_review()
    path = office.content / "settings/placeholders.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: ", "name: Sang ", 1), encoding="utf-8")
    (void,) = void_acts(*office.held("2"))
    assert any("kasir" in each for each in void.changed)
    assert 'sapaan "Sapaan"' in void.changed


def test_editorial_edits_void_nothing(office: Office) -> None:
    office.approved()
    edit(office.content, "documents/kasir/2/scripts.yml", "Sapaan\n", "Sapaan\n    similar: [salam kasir]\n")
    edit(office.content, "documents/kasir/document.yml", "readers: Kasir", "readers: Para kasir")
    assert void_acts(*office.held("2")) == []
    assert missing_acts(*office.held("2")) == []
    office.publish()


def test_two_snapshots_of_one_fingerprint_are_one(office: Office) -> None:
    # A snapshot also holds editorial fields: a second one of the same text would not be the one the first line named.
    office.in_review()
    edit(office.content, "documents/kasir/document.yml", "readers: Kasir", "readers: Para kasir")
    office.approve(Act.REVIEWED, "Budi Santoso")
    assert office.library().content.problems == []


def test_a_new_submission_begins_a_new_sheet(office: Office) -> None:
    office.in_review()
    office.approve(Act.REVIEWED, "Budi Santoso")
    edit(office.content, "documents/kasir/2/scripts.yml", "Selamat pagi", "Selamat siang")
    office.submit()
    assert missing_acts(*office.held("2")) == [Act.REVIEWED, Act.APPROVED]


def test_what_is_sent_back_is_a_draft_again(office: Office) -> None:
    office.in_review()
    office.send_back()
    library, document, held = office.held("2")
    assert [problem.code for problem in missing_for_publication(library, document, held)] == ["act-not-submitted"]
    office.submit()
    assert office.acts()[-2:] == ["2 returned", "2 prepared"]


def test_a_withdrawal_waits_for_an_approval_where_the_class_does_not_say(office: Office) -> None:
    edit(office.content, "settings/document-classes.yml", ", withdrawal_acts: [approved]", "")
    office.published()
    outcome = office.withdraw()
    assert [(each.code, each.values["act"]) for each in outcome.missing] == [("act-withdrawal-missing", "disetujui")]
    assert office.acts()[-1] == "2 withdrawal-requested"


def test_the_acts_that_are_missing_are_told_in_the_order_of_the_class(office: Office) -> None:
    edit(
        office.content,
        "settings/document-classes.yml",
        "approved], withdrawal_acts: [approved]",
        "approved, acknowledged], withdrawal_acts: [reviewed, acknowledged, approved]",
    )
    office.in_review()
    edit(office.content, "documents/kasir/2/scripts.yml", "Selamat pagi", "Selamat siang")
    found = missing_for_publication(*office.held("2"))
    assert [(each.code, each.values["act"]) for each in found] == [
        ("act-void", "disusun"),
        ("act-missing", "diperiksa"),
        ("act-missing", "disetujui"),
        ("act-missing", "diketahui"),
    ]
    outcome = office.withdraw(key="1", at="2026-02-20")
    assert [each.values["act"] for each in outcome.missing] == ["diperiksa", "diketahui", "disetujui"]
    assert [each.values["act"] for each in sort_problems(outcome.missing)] == ["diperiksa", "diketahui", "disetujui"]


def test_a_withdrawal_is_asked_for_agreed_to_and_done(office: Office) -> None:
    office.published()
    office.now = dt.datetime(2026, 3, 15, 9, 0, tzinfo=office.now.tzinfo)
    outcome = office.withdraw()
    assert [(each.code, str(each.severity)) for each in outcome.missing] == [("act-withdrawal-missing", "warning")]
    assert office.held("2")[2].life.stage == "published"
    with pytest.raises(RefusalError) as again:
        office.withdraw()
    assert [problem.code for problem in again.value.problems] == ["act-withdrawal-missing"]
    office.approve(Act.APPROVED, "Citra", for_withdrawal=True)
    assert office.held("2")[2].life.stage == "published"
    office.do(lambda desk: withdraw(desk, "kasir", None, Request()))
    _, document, held = office.held("2")
    assert held.life.withdrawn_at == WallMoment(dt.datetime(2026, 4, 1, 0, 0))  # noqa: DTZ001 - wall clock
    assert document.status_of(held, office.now) is Status.IN_FORCE
    assert document.status_of(held, dt.datetime(2026, 4, 1, tzinfo=office.now.tzinfo)) is Status.WITHDRAWN
    assert office.library().content.problems == []


def test_another_moment_is_another_request(office: Office) -> None:
    office.published()
    office.now = dt.datetime(2026, 3, 15, 9, 0, tzinfo=office.now.tzinfo)
    office.withdraw("2026-04-01")
    office.approve(Act.APPROVED, "Citra", for_withdrawal=True)
    office.withdraw("2026-05-01")
    assert office.acts()[-1] == "2 withdrawal-requested"


def test_an_agreement_to_withdraw_approves_no_text(office: Office) -> None:
    office.published()
    office.now = dt.datetime(2026, 3, 15, 9, 0, tzinfo=office.now.tzinfo)
    office.withdraw()
    office.approve(Act.APPROVED, "Citra", for_withdrawal=True)
    sheet = office.held("2")[2].life.sheet
    assert [entry.purpose for entry in sheet.values()] == ["", "", ""]


def test_a_class_that_asks_nobody_withdraws_at_once(office: Office) -> None:
    office.published()
    edit(office.content, "settings/document-classes.yml", "withdrawal_acts: [approved]", "withdrawal_acts: []")
    office.now = dt.datetime(2026, 3, 15, 9, 0, tzinfo=office.now.tzinfo)
    office.withdraw()
    assert office.acts()[-2:] == ["2 withdrawal-requested", "2 withdrawn"]
