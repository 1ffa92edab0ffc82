"""What agents must know of a unit's faults stands at the unit, in their words; what is no fault does not."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.checks.rule import Finding, Rule, Words
from generator.content import gather
from generator.kinds.accepted.schema import Acceptance
from generator.kinds.document.view import document_pages
from generator.library import Library
from generator.placing import build_library
from generator.problems import Severity
from generator.render.cautions import Caution
from generator.render.context import RenderContext
from generator.render.overview import overview_pages
from generator.survey import Survey, survey_of
from tests.contents import read_model
from tests.render.reading import Element, read_page

CONTENT = Path(__file__).parent.parent / "fiction" / "content"
AS_OF = dt.datetime(2026, 2, 1, tzinfo=dt.timezone(dt.timedelta(hours=7)))
SAID = """\
code: format-against-table
decision: {decision}
findings: [{{at: layanan, fingerprint: f1:a}}]
reason: Ditanyakan kepada **pemilik** dokumen.
by: Pengendali dokumen
said_on: 2026-01-05
until: {until}
"""
GAPS = {"gap"}
"""A gap says itself what is wrong."""


def nothing(survey: Survey) -> Iterator[Finding]:
    yield from ()


RULE = Rule(
    code="format-against-table",
    severity=Severity.WARNING,
    message=Words(en="{unit} is wrong", id="{unit} salah"),
    hint=Words(en="mend it", id="perbaiki"),
    agent="<b>Format</b> pada {unit} menyebut Kabupaten; tabelnya Provinsi.",
    arises_with_time=False,
    find=nothing,
    family="formats",
)


def words_for(address: str) -> str:
    """Return words that tell a unit and are no address, which would become a link."""
    return f"Bagian {address.replace('/', ' ')}"


def findings_of(library: Library) -> list[Finding]:
    """Return a finding at every unit of the documents."""
    entries = [entry for reading in survey_of(library).revisions for entry in reading.entries if entry.is_unit]
    return [RULE.finding(entry.model.location, entry, unit=words_for(entry.address)) for entry in entries]


@pytest.fixture(scope="module")
def library() -> Library:
    return build_library(gather(CONTENT), AS_OF.date())


@pytest.fixture(scope="module")
def findings(library: Library) -> list[Finding]:
    return findings_of(library)


def one_at_a_script(library: Library, findings: list[Finding]) -> Finding:
    return next(each for each in findings if (unit := library.find(each.address)) and unit.kind == "script")


def said(decision: str, until: str = "2026-12-31") -> Acceptance:
    return read_model(SAID.format(decision=decision, until=until), Acceptance)


def document_page(library: Library, findings: list[Finding]) -> Element:
    pages = {page.uri: page for page in document_pages(RenderContext(library, AS_OF, findings))}
    return read_page(pages["layanan/index.md"])


def test_each_unit_shows_its_caution_inside_itself(library: Library, findings: list[Finding]) -> None:
    page = document_page(library, findings)
    held = library.documents["layanan"].current
    assert held
    expected = {unit.address for unit in held.units.values() if unit.kind not in GAPS}
    shown = {
        element.attributes["data-sigap-unit"]
        for element in page.having("data-sigap-unit")
        for caution in element.having("data-sigap-finding", RULE.code)
        if f"pada {words_for(element.attributes['data-sigap-unit'])} menyebut" in caution.text()
    }
    assert shown == expected


def test_a_caution_begins_with_a_word_and_holds_no_markup_of_authors(library: Library, findings: list[Finding]) -> None:
    cautions = document_page(library, findings).having("data-sigap-finding")
    assert all(caution.text().startswith("Perhatian: <b>Format</b> pada ") for caution in cautions)


@pytest.mark.parametrize(
    ("decision", "until"),
    [
        pytest.param("open", "2026-12-31", id="its owner has been asked"),
        pytest.param("accepted", "2026-12-31", id="it is lived with"),
        pytest.param("dismissed", "2026-01-31", id="what was said holds no more"),
    ],
)
def test_a_fault_that_stands_is_shown(library: Library, findings: list[Finding], decision: str, until: str) -> None:
    settled = [one_at_a_script(library, findings).settled(said(decision, until), AS_OF.date())]
    page = document_page(library, settled)
    shown = [*page.having("data-sigap-unit", settled[0].address), *page.having("data-sigap-shown", settled[0].address)]
    assert len(shown) == 2, "the script stands in two places"
    assert all(len(each.having("data-sigap-finding")) == 1 for each in shown)


def test_what_is_no_fault_is_not_shown(library: Library, findings: list[Finding]) -> None:
    dismissed = [finding.settled(said("dismissed"), AS_OF.date()) for finding in findings]
    assert document_page(library, dismissed).having("data-sigap-finding") == []


def test_the_controllers_page_lists_every_finding_with_its_reason(library: Library, findings: list[Finding]) -> None:
    first = findings[0].settled(said("open"), AS_OF.date())
    pages = {page.url: page for page in overview_pages(RenderContext(library, AS_OF, [first, *findings[1:]]))}
    page = read_page(pages["catatan-pengendali/"])
    assert len(page.having("data-sigap-kind", "finding-new")) == len(findings) - 1
    (item,) = [each for each in page.having("data-sigap-kind", "finding-open") if each.tag == "li"]
    assert (
        f"{words_for(first.address)} salah {RULE.code} Putusan: Ditanyakan kepada pemilik dokumen. "
        "(Pengendali dokumen, 5 Januari 2026.) Berlaku sampai 31 Desember 2026."
    ) in item.text()
    (link,) = item.having("href")
    assert link.attributes["href"].startswith("../layanan/")


def test_an_address_in_a_caution_becomes_a_link_with_its_title() -> None:
    caution = Caution("x", "Lain pada layanan/salam, bukan pagi/siang & <b>.")
    linked = caution.linked(lambda each: Markup("<a>Salam</a>") if each == "layanan/salam" else None)
    assert str(linked.text) == "Lain pada <a>Salam</a>, bukan pagi/siang &amp; &lt;b&gt;."
