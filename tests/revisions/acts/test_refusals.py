"""What the acts refuse, with which code; nothing is written then (see `Office.refused`)."""

import dataclasses
import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.messages import load_catalogue
from generator.revisions.acts import opening_text
from generator.revisions.acts.adopting import Adoption, adopt
from generator.revisions.acts.approving import Approval, approve
from generator.revisions.acts.confirming import confirm
from generator.revisions.acts.desk import Desk, Outcome
from generator.revisions.acts.opening import Wish, next_key, revise
from generator.revisions.acts.publishing import Publication, publish
from generator.revisions.acts.showing import Said
from generator.revisions.acts.submitting import send_back, submit
from generator.revisions.acts.withdrawing import Request, withdraw
from generator.revisions.register import evidence, journal
from generator.revisions.register.entry import Act
from generator.revisions.short_code import short_code
from tests.contents import edit, write_files
from tests.invented_rules import LOUD, invent_quiet
from tests.revisions.acts.office import DRAFT, Office

Given = Callable[[Office], object]
Command = Callable[[Desk], Outcome]
HERE = Path(__file__).parent
CONTROL = ["act-text-control"]
ACTS = Path(opening_text.__file__).parent
JOURNAL = Path(journal.__file__)


def nothing(_: Office) -> None:
    pass


def said(name: str = "Budi Santoso", **more: object) -> Said:
    return dataclasses.replace(Said(name, evidence=HERE / "office.py"), **more)  # type: ignore[arg-type]


def submitting(key: str | None = None, document: str = "kasir", **more: object) -> Command:
    return lambda desk: submit(desk, document, key, said("Ani", **more))


def approving(act: Act = Act.REVIEWED, name: str = "Budi Santoso", **more: object) -> Command:
    options = {key: more.pop(key) for key in ("code", "is_for_withdrawal") if key in more}
    return lambda desk: approve(desk, "kasir", "2", Approval(act, said(name, **more), **options))  # type: ignore[arg-type]


def publishing(
    moment: str = "2026-03-01", clock: str | None = None, *, key: str = "2", retroactive: str = ""
) -> Command:
    return lambda desk: publish(desk, "kasir", key, Publication(moment, clock, retroactive))


def withdrawing(*words: str, key: str | None = "2") -> Command:
    return lambda desk: withdraw(desk, "kasir", key, Request(*words))


def opening(**wish: str) -> Command:
    return lambda desk: revise(desk, "kasir", Wish(**wish))  # type: ignore[arg-type]


def adopting(key: str = "1", **adoption: object) -> Command:
    return lambda desk: adopt(desk, "kasir", key, Adoption(**adoption))  # type: ignore[arg-type]


def list_first_release(at: Office) -> None:
    edit(
        at.content,
        "documents/kasir/document.yml",
        '- {revision: "1"}',
        '- {revision: "0", held: false}\n  - {revision: "1"}',
    )


def revised(at: Office) -> None:
    at.adopt()
    at.revise()


def revised_and_broken(at: Office) -> None:
    revised(at)
    edit(at.content, DRAFT, "pages:", "page:")


def edited_in_review(at: Office) -> None:
    at.in_review()
    edit(at.content, "documents/kasir/2/scripts.yml", "Selamat pagi", "Selamat siang")


def last_key(key: str) -> Given:
    def given(at: Office) -> None:
        edit(at.content, "documents/kasir/document.yml", '"1"}', f'"1"}}\n  - {{revision: "{key}", held: false}}')

    return given


def draft_of_a_month(at: Office) -> None:
    at.adopt()
    at.do(opening(key="2023-09"))


def set_back(at: Office) -> None:
    at.approved()
    at.now -= dt.timedelta(days=2)


def windows_line_ends(at: Office) -> None:
    at.approved()
    path = at.content / "register/kasir.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def lost_snapshot(at: Office) -> None:
    at.in_review()
    next((at.content / "register/snapshots").glob("kasir-2-*")).write_text("{}\n", encoding="utf-8")
    edit(at.content, "documents/kasir/document.yml", "readers: Kasir", "readers: Para kasir")


def third_published(at: Office) -> None:
    """Publish revision 3 while revision 2, which is listed before it, is still in the making."""
    at.adopt()
    at.do(opening(key="3"))
    at.do(opening(key="2"))
    path = at.content / "documents/kasir/3/revision.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("(diisi penyusun)", "Bagian SOP"), encoding="utf-8")
    edit(at.content, "documents/kasir/3/scripts.yml", "Selamat datang", "Selamat sore")
    at.do(submitting("3"))
    at.do(lambda desk: approve(desk, "kasir", "3", Approval(Act.REVIEWED, said())))
    at.do(lambda desk: approve(desk, "kasir", "3", Approval(Act.APPROVED, said("Citra", role="Ketua"))))
    at.do(publishing(key="3"))
    at.write()
    at.do(submitting("2"))
    at.approve(Act.REVIEWED, "Budi Santoso")
    at.approve(Act.APPROVED, "Citra")


def withdrawn(at: Office) -> None:
    at.published()
    edit(at.content, "settings/document-classes.yml", "withdrawal_acts: [approved]", "withdrawal_acts: []")
    at.withdraw("2026-04-01")


def asked_to_withdraw(at: Office) -> None:
    at.published()
    at.withdraw("2026-04-01")


def agreed(at: Office) -> None:
    asked_to_withdraw(at)
    at.approve(Act.APPROVED, "Citra", for_withdrawal=True)


def mended(at: Office) -> None:
    at.adopt()
    edit(at.content, "documents/kasir/1/scripts.yml", "Selamat datang", "Selamat dateng")


def reviewed_once(at: Office) -> None:
    at.adopt()
    at.do(lambda desk: confirm(desk, "kasir", said("Budi Santoso")))


def class_gone(at: Office) -> None:
    at.in_review()
    edit(at.content, "documents/kasir/document.yml", "class: kelas-sop", "class: kelas-lain")


def role_gone(at: Office) -> None:
    at.in_review()
    at.approve(Act.REVIEWED, "Budi Santoso")


def own_moment(at: Office) -> None:
    revised(at)
    edit(at.content, DRAFT, "{from: {missing: at-publication}}", "{from: 2026-03-02}")
    at.write()
    at.submit()
    at.approve(Act.REVIEWED, "Budi Santoso")
    at.approve(Act.APPROVED, "Citra")


def log_gone(at: Office) -> None:
    revised(at)
    at.write()
    edit(at.content, DRAFT, '  - version: "2"', '  - version: "9"')


def revision_only_known(at: Office) -> None:
    list_first_release(at)


FAULTS = ["field-missing", "field-unknown-meant"]
CASES = {
    "an unknown document": (nothing, submitting(document="pajak"), ["act-document-unknown"]),
    "a document that was mistyped": (nothing, submitting(document="kasr"), ["act-document-unknown-meant"]),
    "an unknown revision": (nothing, submitting("zz9"), ["act-revision-unknown"]),
    "a revision that was mistyped": (draft_of_a_month, submitting("2023-9"), ["act-revision-unknown-meant"]),
    "a revision we do not have": (revision_only_known, submitting("0"), ["act-revision-not-held"]),
    "a revision with a fault in its file": (
        revised_and_broken,
        submitting("2"),
        FAULTS,
    ),
    "a fault, and no revision is named": (revised_and_broken, submitting(), FAULTS),
    "no revision in the making": (nothing, submitting(), ["act-no-draft"]),
    "several revisions in the making": (
        lambda at: (at.adopt(), at.revise(), at.do(opening(key="3"))),
        submitting(),
        ["act-which-draft"],
    ),
    "a class nobody declared": (class_gone, approving(Act.APPROVED), ["act-class-unknown"]),
    "an unknown person": (Office.in_review, approving(name="Siapa"), ["act-person-unknown"]),
    "a person who was mistyped": (Office.in_review, approving(name="Budi Santosa"), ["act-person-unknown-meant"]),
    "a person without a role": (role_gone, approving(Act.APPROVED, "Citra"), ["act-role-missing"]),
    "a role on two lines": (Office.in_review, approving(role="Kepala\nact: approved"), ["act-role-missing"]),
    "a clock set back": (set_back, publishing(), ["act-clock-back"]),
    "a register with Windows line ends": (windows_line_ends, approving(), ["register-line-ends"]),
    "a snapshot that is another": (lost_snapshot, approving(), ["register-snapshot-changed"]),
    "a day to come": (Office.in_review, approving(on=dt.date(2026, 2, 3)), ["act-day-ahead"]),
    "a day before it was submitted": (Office.in_review, approving(on=dt.date(2026, 2, 1)), ["act-day-before"]),
    "nothing that shows it": (Office.in_review, approving(evidence=None), ["act-evidence-needed"]),
    "a file that is not there": (Office.in_review, approving(evidence=Path("tidak-ada")), ["act-evidence-unreadable"]),
    "a folder in place of a file": (Office.in_review, approving(evidence=HERE), ["act-evidence-unreadable"]),
    "an empty file": (Office.in_review, approving(evidence=Path("/dev/null")), ["act-evidence-empty"]),
    "a signature of somebody else": (
        Office.in_review,
        approving(signature=HERE / "office.py", principal="orang-citra"),
        ["act-signer-other"],
    ),
    "a signature that is none": (Office.in_review, approving(signature=HERE / "office.py"), ["act-signature-bad"]),
    "a code of nothing": (Office.in_review, approving(code="0000-0000"), ["act-code-unknown"]),
    "an act out of its turn": (Office.in_review, approving(Act.APPROVED), ["act-order"]),
    "an act that is not required": (Office.in_review, approving(Act.ACKNOWLEDGED), ["act-not-required"]),
    "the first act, which is submitting": (Office.in_review, approving(Act.PREPARED), ["act-by-submit"]),
    "an act twice": (Office.approved, approving(), ["act-recorded-already"]),
    "the preparer approves": (Office.in_review, approving(name="Ani"), ["act-same-person"]),
    "one person does two acts": (role_gone, approving(Act.APPROVED), ["act-same-person"]),
    "an edit since it was submitted": (edited_in_review, approving(), ["act-edited-since"]),
    "an approval of a draft": (revised, approving(), ["act-not-submitted"]),
    "an approval of what is published": (Office.published, approving(), ["act-published"]),
    "an agreement nobody asked for": (Office.published, approving(is_for_withdrawal=True), ["act-no-request"]),
    "another act agrees to a withdrawal": (
        asked_to_withdraw,
        approving(is_for_withdrawal=True),
        ["act-not-required"],
    ),
    "an agreement twice": (
        agreed,
        approving(Act.APPROVED, "Citra", role="Ketua", is_for_withdrawal=True),
        ["act-recorded-already"],
    ),
    "submitted as it is already": (Office.in_review, submitting(), ["act-submitted-already"]),
    "submitted without a change": (revised, submitting(), ["act-log-row-empty", "act-nothing-changed"]),
    "submitted without its log row": (log_gone, submitting(), ["act-log-row-missing"]),
    "submitted when published": (Office.published, submitting("2"), ["act-published"]),
    "submitted when adopted": (Office.adopt, submitting("1"), ["act-adopted"]),
    "sent back without words": (
        Office.in_review,
        lambda desk: send_back(desk, "kasir", "2", " \n"),
        ["act-remarks-missing"],
    ),
    "sent back while a draft": (revised, lambda desk: send_back(desk, "kasir", "2", "Belum."), ["act-not-submitted"]),
    "a second revision by mistake": (revised, opening(), ["act-draft-open"]),
    "a key that is there": (nothing, opening(key="1"), ["act-key-taken"]),
    "a key that is no name of a folder": (nothing, opening(key="../2"), ["act-key-form"]),
    "a key that only a person knows": (last_key("2023-09"), opening(), ["act-key-unclear"]),
    "a version on two lines": (nothing, opening(version="2\n3"), ["act-version-form"]),
    "a version of blanks": (nothing, opening(version=" "), ["act-version-form"]),
    "a copy of nothing": (nothing, opening(from_key="7"), ["act-revision-unknown"]),
    "published twice": (Office.published, publishing(), ["act-published"]),
    "published, being adopted": (Office.adopt, publishing(key="1"), ["act-adopted"]),
    "published, being withdrawn": (withdrawn, publishing(), ["act-withdrawn"]),
    "published as a draft": (revised, publishing(), ["act-log-row-empty", "act-not-submitted"]),
    "published without all acts, too early": (
        Office.in_review,
        publishing("2026-02-01"),
        ["act-effective-past", "act-missing", "act-missing"],
    ),
    "effective before the last one": (
        Office.approved,
        publishing("2025-01-06", retroactive="Terlambat."),
        ["act-effective-order"],
    ),
    "effective by two words": (own_moment, publishing("2026-03-01"), ["act-effective-other"]),
    "published behind a later one": (third_published, publishing("2026-04-01"), ["act-later-published"]),
    "no moment": (Office.approved, publishing("besok"), ["act-moment-form"]),
    "a day that is none": (Office.approved, publishing("2026-02-30"), ["act-moment-form"]),
    "a year that is a slip": (Office.approved, publishing("0001-01-01", retroactive="Lama."), ["act-moment-far"]),
    "a moment to the second": (Office.approved, publishing("2026-03-01 00:00:30"), ["act-moment-form"]),
    "an offset that no zone has": (Office.approved, publishing("2026-03-01T00:00+03:00"), ["act-moment-offset"]),
    "an offset by the reader's clock": (
        Office.approved,
        publishing("2026-03-01T00:00+07:00", "local"),
        ["act-moment-offset"],
    ),
    "an unknown clock": (Office.approved, publishing(clock="gmt"), ["act-clock-unknown"]),
    "a clock that was mistyped": (Office.approved, publishing(clock="wibb"), ["act-clock-unknown-meant"]),
    "withdrawn as a draft": (revised, withdrawing("Keliru.", "Pengurus", "2026-04-01"), ["act-not-published"]),
    "withdrawn twice": (withdrawn, withdrawing(), ["act-withdrawn"]),
    "withdrawn without a reason": (
        Office.published,
        withdrawing("", "Pengurus", "2026-04-01"),
        ["act-request-incomplete"],
    ),
    "withdrawn with nothing said": (Office.published, withdrawing(), ["act-request-incomplete"]),
    "withdrawn yesterday": (
        Office.published,
        withdrawing("Keliru.", "Pengurus", "2026-02-01"),
        ["act-withdrawal-past"],
    ),
    "withdrawn without agreement": (asked_to_withdraw, withdrawing(), ["act-withdrawal-missing"]),
    "withdrawn before it was entered": (
        nothing,
        withdrawing("Keliru.", "Pengurus", "2026-04-01", key="1"),
        ["act-adopt-first"],
    ),
    "reviewed before it was entered": (
        nothing,
        lambda desk: confirm(desk, "kasir", said()),
        ["act-adopt-first"],
    ),
    "reviewed twice a day": (reviewed_once, lambda desk: confirm(desk, "kasir", said()), ["act-reviewed-already"]),
    "adopted twice": (Office.adopt, adopting(), ["act-adopted-already"]),
    "adopted anew for no reason": (mended, adopting(), ["act-adopt-reason"]),
    "adopted, being made here": (revised, adopting("2"), ["act-not-older"]),
    "not held, but nobody listed it": (nothing, adopting("7", is_held=False, remarks="Ada."), ["act-not-listed"]),
    "not held, but held": (nothing, adopting("1", is_held=False, remarks="Ada."), ["act-not-listed"]),
    "a reason that steers a terminal": (Office.published, withdrawing("\x1b[31mKeliru", "A", "2026-04-01"), CONTROL),
    "a reason on two lines": (Office.published, withdrawing("Keliru.\nSekali.", "A", "2026-04-01"), CONTROL),
    "an authority that reads backwards": (Office.published, withdrawing("X", "a\u202eb", "2026-04-01"), CONTROL),
    "a reason of many lines for a publication": (
        Office.approved,
        publishing("2026-01-20", retroactive="Surat\u2028terlambat"),
        CONTROL,
    ),
    "remarks with a NUL": (Office.in_review, lambda desk: send_back(desk, "kasir", "2", "a\0b"), CONTROL),
    "remarks with C1": (nothing, adopting(remarks="a\x9bb"), CONTROL),
    "remarks that are no text": (nothing, adopting(remarks="a\udcffb"), CONTROL),
    "a role with an isolate": (Office.in_review, approving(role="Ketua\u2066"), CONTROL),
    "a recorder on two lines": (
        nothing,
        lambda desk: adopting()(dataclasses.replace(desk, recorded_by="Ani\nBudi")),
        CONTROL,
    ),
    "not held, without a word": (list_first_release, adopting("0", is_held=False), ["act-remarks-missing"]),
}


@pytest.mark.parametrize(("given", "command", "expected"), list(CASES.values()), ids=list(CASES))
def test_an_act_is_refused(office: Office, given: Given, command: Command, expected: list[str]) -> None:
    given(office)
    assert sorted(office.refused(command)) == sorted(expected)


def test_no_recorder_is_known(office: Office) -> None:
    assert office.refused(lambda desk: adopting()(dataclasses.replace(desk, recorded_by=""))) == [
        "act-recorder-missing"
    ]
    edit(office.content, "settings/site.yml", "zone:", "controller: peran-kasir\nzone:")
    office.do(lambda desk: adopting()(dataclasses.replace(desk, recorded_by="")))
    assert office.chain().entries[-1].recorded_by == "peran-kasir"


def test_the_code_of_an_earlier_text_names_what_changed(office: Office) -> None:
    office.in_review()
    code = short_code(office.chain().entries[-1].fingerprint)
    edited = "documents/kasir/2/scripts.yml"
    edit(office.content, edited, "Selamat pagi", "Selamat siang")
    assert office.refused(approving(code=code)) == ["act-code-other"]
    edit(office.content, edited, "Selamat siang", "Selamat pagi")
    office.do(approving(code=code.lower().replace("-", " ")))


def test_a_pipe_is_not_waited_for(office: Office, tmp_path: Path) -> None:
    office.in_review()
    os.mkfifo(tmp_path / "pipa")
    assert office.refused(approving(evidence=tmp_path / "pipa")) == ["act-evidence-empty"]


def test_the_name_of_evidence_is_one_line(office: Office, tmp_path: Path) -> None:
    office.in_review()
    odd = tmp_path / "balasan\nSetuju.txt"
    odd.write_text("Setuju.\n", encoding="utf-8")
    assert office.refused(approving(evidence=odd)) == ["act-text-control"]


def test_what_has_to_be_mended_may_be_a_list(office: Office) -> None:
    office.in_review()
    office.do(lambda desk: send_back(desk, "kasir", "2", "- Kalimat 1\n- Kalimat 2\n"))
    assert office.chain().entries[-1].remarks == "- Kalimat 1\n- Kalimat 2"


def test_evidence_may_not_be_huge(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.in_review()
    monkeypatch.setattr("generator.revisions.acts.showing.MAX_BYTES", 3)
    assert office.refused(approving()) == ["act-evidence-huge"]
    assert evidence.MAX_BYTES == 20 * 1024 * 1024


def test_everything_that_is_missing_is_said_at_once(office: Office) -> None:
    edited_in_review(office)
    write_files(office.content, {"documents/kasir/1/faq.yml": "groups: 3\n"})
    refused = office.refused(publishing("2026-01-01"))
    assert set(refused) >= {"act-void", "act-missing", "act-effective-past", "field-not-list"}


def test_a_link_into_what_a_revision_drops_is_found_before_it_takes_effect(office: Office) -> None:
    channels = office.content / "settings/channels.yml"
    text = channels.read_text(encoding="utf-8")
    channels.write_text(
        text.replace("brand: koperasi", "brand: koperasi, sources: [kasir/menyapa-tamu]"), encoding="utf-8"
    )
    office.adopt()
    office.revise()
    office.write()
    for path in sorted((office.content / "documents/kasir/2").iterdir()):
        path.write_text(path.read_text(encoding="utf-8").replace("menyapa-tamu", "menyapa-semua"), encoding="utf-8")
    office.submit()
    office.approve(Act.REVIEWED, "Budi Santoso")
    office.approve(Act.APPROVED, "Citra")
    assert office.refused(publishing()) == ["address-in-older-revision"]


def test_nothing_is_in_force_to_be_reviewed(office: Office) -> None:
    withdrawn(office)
    office.now = dt.datetime(2026, 4, 2, tzinfo=office.now.tzinfo)
    assert office.refused(lambda desk: confirm(desk, "kasir", said())) == ["act-nothing-in-force"]


def test_a_document_of_drafts_alone(office: Office) -> None:
    edit(office.content, "documents/kasir/1/revision.yml", "adopted: true", "adopted: false")
    assert office.refused(opening(key="2")) == ["act-nothing-to-copy"]
    assert office.refused(withdrawing("Keliru.", "Pengurus", "2026-04-01", key=None)) == ["act-nothing-shown"]


def test_one_person_may_do_acts_that_the_class_joins_but_never_after_preparing(office: Office) -> None:
    edit(
        office.content,
        "settings/document-classes.yml",
        "withdrawal_acts",
        "acts_by_one_person: [reviewed, approved], withdrawal_acts",
    )
    office.in_review()
    assert office.refused(approving(name="Ani")) == ["act-same-person"]
    office.do(approving())
    office.do(approving(Act.APPROVED))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param("2", "3", id="a number"),
        pytest.param("9", "10", id="a number with another digit"),
        pytest.param("1.9", "1.10", id="the last part counts"),
        pytest.param("07", "08", id="as wide as before"),
        pytest.param("2023-09", None, id="a month"),
        pytest.param("2024", None, id="a year"),
        pytest.param("2023-07-25", None, id="a day"),
        pytest.param("tanpa-tanggal", None, id="words"),
        pytest.param("Rev-3", None, id="a word and a number"),
    ],
)
def test_the_key_that_follows(last: str, expected: str | None) -> None:
    assert next_key(last) == expected


def test_a_copy_that_would_change_more_is_not_made(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = opening_text.listed_revision
    monkeypatch.setattr(
        "generator.revisions.acts.opening.listed_revision",
        lambda *arguments: whole(*arguments).replace("KC-01", "KC-02"),
    )
    assert office.refused(opening()) == ["act-copy-unsafe"]


def test_a_new_finding_stops_a_publication(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    invent_quiet(monkeypatch)
    (office.content / "settings/checker.yml").unlink()  # it switches off the rules that are taken away here
    office.adopt()
    office.revise()
    office.write()
    edit(office.content, "documents/kasir/2/faq.yml", "sebutkan nama.", "sebutkan nama!!")
    office.submit()
    office.approve(Act.REVIEWED, "Budi Santoso")
    office.approve(Act.APPROVED, "Citra")
    assert sorted(office.refused(publishing())) == ["act-findings-new", LOUD]


def test_every_code_of_acts_is_provoked_by_a_test() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in [*ACTS.glob("*.py"), JOURNAL])
    written = "".join(path.read_text(encoding="utf-8") for path in HERE.parent.rglob("test_*.py"))
    codes = [code for code in load_catalogue("en").sentences if code.startswith("act-") and f'"{code}"' in source]
    assert len(codes) > 50
    assert [code for code in codes if f'"{code}"' not in written] == []
