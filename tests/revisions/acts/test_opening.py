"""A revision is opened as a copy: what is new in its files, and that every other letter stays."""

import datetime as dt
import difflib

import pytest

from generator.fmt import format_yaml
from generator.revisions.acts.opening import Wish, revise
from generator.revisions.acts.opening_text import listed_revision, next_version
from generator.revisions.acts.words import FILL_IN
from tests.contents import edit
from tests.revisions.acts.office import DRAFT, Office

NOTE = "naskahnya disusun di Sigap, bukan salinan dari sumber."
ONE = "documents/kasir/1/revision.yml"
OTHERS = ("scripts.yml", "faq.yml", "fees.yml", "tables.yml", "flow-alur-kasir.yml")


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:1] in "+-" and not line.startswith(("+++", "---"))]


def texts(office: Office, *paths: str) -> list[str]:
    return [(office.content / path).read_text(encoding="utf-8") for path in paths]


def test_only_what_is_new_differs(office: Office) -> None:
    office.revise()
    assert changed(*texts(office, ONE, DRAFT)) == [
        '-revision: "1"',
        '-version: "1"',
        "-issued_on: 2025-01-02",
        "-effective: {from: 2025-01-06}",
        "-pages: 2",
        "-adopted: true",
        "-source_note: Dokumen rekaan.",
        '+revision: "2"',
        '+version: "2"',
        "+issued_on: {missing: at-publication}",
        "+effective: {from: {missing: at-publication}}",
        "+pages: {missing: at-publication}",
        "+adopted: false",
        "+source_note: |-",
        f"+  Revisi ini dibuka dari revisi 1 pada 2 Februari 2026; {NOTE}",
        "+log:",
        '+  - version: "2"',
        f"+    author: {FILL_IN}",
        "+    date_text: 2 Februari 2026",
        "+    date: 2026-02-02",
        "+    changes:",
        f"+      - change: {FILL_IN}",
    ]
    for name in OTHERS:
        one, two = (office.content / "documents/kasir" / key / name for key in "12")
        assert one.read_bytes() == two.read_bytes()


def test_what_the_source_said_of_its_own_publication_goes_and_comments_stay(office: Office) -> None:
    edit(
        office.content,
        ONE,
        "effective: {from: 2025-01-06}",
        "effective: {from: 2025-01-06, until: 2025-12-31, clock: wib}",
    )
    edit(
        office.content,
        ONE,
        "adopted: true\n",
        "adopted: true\nissued_text: 2 Januari 2025\n# Lembar pengesahan dari sumber\napprovals: []\n"
        "log_columns: [Versi, Keterangan]\nlog:\n"
        '  - {version: "1", author: Ani, date_text: 02/01/25, date: 2025-01-02, changes: [{change: Terbit pertama}]}\n',
    )
    office.revise()
    (text,) = texts(office, DRAFT)
    assert "effective: {from: {missing: at-publication}, clock: wib}" in text
    assert "issued_text" not in text
    assert "approvals" not in text
    assert "# Lembar pengesahan dari sumber" in text
    assert 'date_text: "02/02/26"' in text
    assert "Terbit pertama" in text


def test_files_are_in_form(office: Office) -> None:
    office.revise()
    for path in (DRAFT, "documents/kasir/document.yml"):
        data = (office.content / path).read_bytes()
        assert format_yaml(data, path) == (data.decode(), [])


def test_the_register_says_from_which_revision(office: Office) -> None:
    office.adopt()
    office.do(lambda desk: revise(desk, "kasir", Wish("B-2", "1", "Rev-B", dt.date(2026, 3, 1))))
    assert office.chain().entries[-1].facts == {"from": "1"}
    held = office.held("B-2")[2]
    assert (held.revision.version, held.revision.issued_on) == ("Rev-B", dt.date(2026, 3, 1))
    assert not held.term.stage.is_shown


@pytest.mark.parametrize(
    ("before", "position", "after"),
    [
        pytest.param(
            'id: a\nrevisions:\n  - revision: "1" # lama\n',
            1,
            'id: a\nrevisions:\n  - revision: "1" # lama\n  - revision: "2"\n',
            id="a line each",
        ),
        pytest.param(
            "revisions:\n  - {revision: 1}\n  - {revision: 3}\n",
            1,
            'revisions:\n  - {revision: 1}\n  - {revision: "2"}\n  - {revision: 3}\n',
            id="in brackets, before one in the making",
        ),
    ],
)
def test_the_list_of_revisions(before: str, position: int, after: str) -> None:
    assert listed_revision(before.encode(), position, "2") == after


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        pytest.param('"1"', "2", id="the version is the key"),
        pytest.param("Rev-1", "Rev-2", id="the key with a word"),
        pytest.param("Edisi 11", "2", id="a number that only holds the key"),
        pytest.param("1 dari 1", "2", id="the key twice"),
        pytest.param("{missing: not-in-source}", "2", id="the source has none"),
    ],
)
def test_the_version_that_follows(office: Office, version: str, expected: str) -> None:
    edit(office.content, ONE, 'version: "1"', f"version: {version}")
    assert next_version(office.held("1")[2].revision, "2") == expected
