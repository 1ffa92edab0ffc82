"""Moments, codes, statements and days of review, each by itself."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.revisions.acts.confirming import confirm
from generator.revisions.acts.moments import instant_of, read_moment
from generator.revisions.acts.showing import Said
from generator.revisions.register.entry import Act, Entry, Evidence, Signature, WallMoment
from generator.revisions.register.evidence import evidence_path, signature_path
from generator.revisions.register.statement import approval_statement
from generator.revisions.review import review_due_on
from generator.revisions.short_code import is_code_of, short_code
from tests.contents import edit
from tests.revisions.acts.office import START, Office

FINGERPRINT = "s2:3f2a91bc" + "0" * 56
LINE = Entry(
    "kasir", "2", Act.APPROVED, START, "Pengendali", person="orang-citra", role="Ketua", on=dt.date(2026, 2, 6),
    fingerprint=FINGERPRINT,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "clock", "expected"),
    [
        pytest.param("2026-12-01", None, ("2026-12-01 00:00", "local"), id="a day begins"),
        pytest.param("2026-12-01 06:30", None, ("2026-12-01 06:30", "local"), id="a minute, waktu setempat"),
        pytest.param("2026-12-01T06:30:00", "wib", ("2026-12-01 06:30", "wib"), id="a minute by a zone"),
        pytest.param("2026-12-01T06:30+07:00", None, ("2026-12-01 06:30", "wib"), id="an offset names its zone"),
        pytest.param("2026-11-30T23:30Z", "wib", ("2026-12-01 06:30", "wib"), id="an instant by a zone's clock"),
    ],
)
def test_moments(office: Office, text: str, clock: str | None, expected: tuple[str, str]) -> None:
    moment = read_moment(office.desk(), text, clock)
    assert (moment.wall.strftime("%Y-%m-%d %H:%M"), moment.clock) == expected


def test_an_instant_is_judged_by_its_zone_or_by_that_of_the_site(office: Office) -> None:
    edit(office.content, "settings/zones.yml", "zones:", "zones:\n  - {id: wit, name: WIT, iana: Asia/Jayapura}")
    wall = dt.datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001 - wall clock
    found = [instant_of(office.desk(), WallMoment(wall, clock)).astimezone(dt.UTC).hour for clock in ("wit", "local")]
    assert found == [0, 2]


@pytest.mark.parametrize("written", ["3F2A-91BC", "3f2a91bc", " 3F2A 91BC", "3f2a–91bc", "3F2A.91BC"])
def test_a_code_however_it_is_typed(written: str) -> None:
    assert short_code(FINGERPRINT) == "3F2A-91BC"
    assert is_code_of(written, FINGERPRINT)


@pytest.mark.parametrize("written", ["", "3F2A", "3F2A-91BD", "3F2A-91BC-00"])
def test_a_code_of_another_text(written: str) -> None:
    assert not is_code_of(written, FINGERPRINT)


def test_a_statement_is_one_fact_per_line() -> None:
    assert approval_statement(LINE).decode() == (
        "Sigap: pernyataan pengesahan, bentuk 1\n"
        "document: kasir\nrevision: 2\nact: approved\npurpose: publication\n"
        f"fingerprint: {FINGERPRINT}\nperson: orang-citra\nrole: Ketua\non: 2026-02-06\n"
    )


@given(role=st.text(min_size=1))
def test_a_statement_cannot_be_read_in_two_ways(role: str) -> None:
    line = Entry("kasir", "2", Act.APPROVED, START, "Pengendali", role=role, fingerprint=FINGERPRINT)
    if len(f"{role}.".splitlines()) > 1:
        with pytest.raises(ValueError, match=re.escape(role)):
            approval_statement(line)
    else:
        assert len(approval_statement(line).decode().splitlines()) == 9


def test_files_that_show_an_act_are_named_by_their_digest() -> None:
    assert evidence_path(Evidence("ab", "Balasan Bu Citra.PDF")) == "register/evidence/ab.pdf"
    assert evidence_path(Evidence("ab", "../x.p/df")) == "register/evidence/ab"
    assert signature_path(Signature("ab", "citra@contoh.id")) == "register/evidence/ab.sig"


def test_reviews_count_from_the_last_one_else_from_when_the_text_took_effect(office: Office) -> None:
    office.published()

    def due(key: str) -> dt.date | None:
        _, document, held = office.held(key)
        return review_due_on(document.document, held)

    assert (due("1"), due("2")) == (dt.date(2026, 1, 6), dt.date(2027, 3, 1))
    office.do(lambda desk: confirm(desk, "kasir", Said("Ani", on=dt.date(2026, 2, 1))))
    assert (due("1"), due("2")) == (dt.date(2027, 2, 1), dt.date(2027, 3, 1))
    edit(office.content, "documents/kasir/document.yml", "months: 12", "months: {missing: not-given}")
    assert due("1") is None
