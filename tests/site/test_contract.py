"""The page contract on the real site: what themes may not change, and what no page may show."""

import re
from collections import Counter

import pytest

from generator.kinds.script.schema import Script
from generator.library import Library, Unit
from generator.render.places import document_url, revision_url
from generator.resolve import resolve
from generator.text.markdown_subset import plain_text
from tests.site.building import AS_OF, BuiltSite, sigap
from tests.site.html import Element, is_addition, units

# Words of ours and of Material's that would show a label left in English.
ENGLISH = frozenset(
    {"Search", "Copy", "Copy to clipboard", "Back to top", "Skip to content", "Table of contents", "Clear"}
    | {"Previous", "Next", "Footer", "Header", "Navigation", "Close", "Share", "Type to start searching", "Loading"}
    | {"No matching documents", "Permanent link", "Initializing search", "Made with", "Tabs", "Edit this page"}
    | {"Last update", "In force", "Expired", "Superseded", "Draft", "Yes", "No", "Steps", "Example", "Examples"}
    | {"Note", "Gap", "Fee", "Fees", "Unknown", "Not found", "Page", "Date", "Owner", "Title", "Number", "Report"}
)
NEVER_SHOWN = re.compile(
    r"\[\[|\]\]|\{\{|\}\}|\{%|\bNone\b|Missing\(|Markup\(|\bundefined\b|&(?:lt|gt|amp|quot|#\d+);|Undefined"
)
GAPS = {"lost", "not-held", "reconstructed", "unregulated", "open-question", "unresolved-reference", "undefined-term"}
WORDINGS = {"locked", "context", "meaning", "free", "unstated"}


def places(library: Library, unit: Unit) -> list[tuple[str, str]]:
    """Return the pages and ids that `sigap resolve` names for a unit."""
    (found,) = resolve(library, unit.address).units
    return [(url.removeprefix("/"), anchor) for url, _, anchor in (place.partition("#") for place in found.shown_at)]


def test_every_unit_is_where_resolve_says(real_site: BuiltSite) -> None:
    library = real_site.library
    missing = []
    for unit in library.units():
        for url, anchor in places(library, unit):
            element = real_site.units.get(url, {}).get(unit.address)
            if element is None or element.attributes.get("id") != anchor:
                missing.append(f"{unit.address} ({unit.kind}) on /{url}#{anchor}")
    assert missing == []


def test_every_unit_of_a_page_is_one_of_the_library(real_site: BuiltSite) -> None:
    known = {unit.address for unit in real_site.library.all_units()}
    shown = {address for found in real_site.units.values() for address in found}
    assert sorted(shown - known) == []


def test_every_unit_has_an_id_and_a_fingerprint(real_site: BuiltSite) -> None:
    elements = [element for page in real_site.pages.values() for element in page.all(data_sigap_unit="*")]
    assert [each.attributes for each in elements if not each.attributes.get("id")] == []
    bare = {each.attributes["data-sigap-unit"] for each in elements if "data-sigap-fingerprint" not in each.attributes}
    assert sorted(bare) == []


@pytest.mark.parametrize("attribute", ["id", "data-sigap-unit"])
def test_nothing_is_on_a_page_twice(attribute: str, real_site: BuiltSite) -> None:
    twice = []
    for url, page in real_site.pages.items():
        found = Counter(each.attributes[attribute] for each in page.walk() if attribute in each.attributes)
        twice += [(url, name) for name, count in found.items() if count > 1]
    assert twice == []


def test_a_unit_shown_again_leads_to_its_first_place(real_site: BuiltSite) -> None:
    for url, page in real_site.pages.items():
        known = units(page)
        again = {each.attributes["data-sigap-shown"] for each in page.all(data_sigap_shown="*")}
        assert sorted(again - known.keys()) == [], url


# Scripts


def scripts(site: BuiltSite) -> list[tuple[str, Element]]:
    return [(url, each) for url, page in site.pages.items() for each in page.all(data_sigap_script="*")]


def test_the_copy_button_holds_the_exact_text(real_site: BuiltSite) -> None:
    wrong, seen = [], set()
    for url, element in scripts(real_site):
        address = element.attributes["data-sigap-script"]
        unit = real_site.library.find(address)
        assert unit is not None, address
        assert isinstance(unit.model, Script)
        copied = element.first("button", data_sigap_copy="*").attributes["data-sigap-copy"]
        if copied != plain_text(unit.model.text):
            wrong.append((url, address, copied))
        seen.add(address)
    assert wrong == []
    assert seen == {unit.address for unit in real_site.library.units() if unit.kind == "script"}


def test_a_script_with_something_open_is_copied_as_a_format(real_site: BuiltSite) -> None:
    for url, element in scripts(real_site):
        text = element.first("blockquote", class_="*")
        is_open = any(
            each.attributes["data-sigap-placeholder"] != "jawaban-pelanggan"
            for each in text.all(data_sigap_placeholder="*")
        )
        button = element.first("button", data_sigap_copy="*")
        expected = "Salin format" if is_open else "Salin"
        assert button.text() == expected, (url, element.attributes["data-sigap-script"])


def test_the_words_of_a_script_are_the_words_that_are_copied(real_site: BuiltSite) -> None:
    for url, element in scripts(real_site):
        shown = element.first("blockquote", class_="*").text(is_addition)
        copied = element.first("button", data_sigap_copy="*").attributes["data-sigap-copy"]
        said = re.sub(r"^(?:- |\d+\. )", "", copied, flags=re.MULTILINE)
        assert "".join(shown.split()) == "".join(said.split()), (url, element.attributes["data-sigap-script"])


def test_every_wording_class_in_use_is_shown_and_explained(real_site: BuiltSite) -> None:
    for url, element in scripts(real_site):
        wording = element.attributes["data-sigap-wording"]
        assert wording in WORDINGS
        assert element.first("span", class_=f"sigap-wording sigap-wording--{wording}").text(), url
    used = {element.attributes["data-sigap-wording"] for _, element in scripts(real_site)}
    assert {"locked", "context", "meaning"} <= used


# Validity and document control


@pytest.mark.parametrize("url", ["salam-hpn/", "salam-hpn/rev/2023-09/", "skrip/"])
def test_the_greeting_of_2023_carries_its_window(url: str, real_site: BuiltSite) -> None:
    (greeting, *_) = real_site.pages[url].all(data_sigap_script="salam-hpn/salam-hpn")
    assert greeting.attributes["data-sigap-from"] == "2023-09-04T00:00"
    assert greeting.attributes["data-sigap-until"] == "2023-10-01T00:00"
    assert greeting.attributes["data-sigap-clock"] == "local"
    assert "Tidak berlaku lagi" in greeting.text()
    for normal in real_site.pages[url].all(data_sigap_script="salam-hpn/salam-digital-normal"):
        assert "data-sigap-until" not in normal.attributes
        assert "Tidak berlaku lagi" not in normal.text()


def test_every_revision_page_carries_its_control(real_site: BuiltSite) -> None:
    for document in real_site.library.documents.values():
        for key in document.revisions:
            control = real_site.pages[revision_url(document.id, key)].first(data_sigap_document=document.id)
            assert control.attributes["data-sigap-revision"] == key
            assert re.fullmatch(r"s2[:-][0-9a-f]+", control.attributes["data-sigap-fingerprint"])
        assert document.current is not None
        current = real_site.pages[document_url(document.id)].first(data_sigap_document=document.id)
        assert current.attributes["data-sigap-revision"] == document.current.revision.revision


def test_what_has_ended_says_so(real_site: BuiltSite) -> None:
    control = real_site.pages["salam-hpn/"].first(data_sigap_document="salam-hpn")
    assert control.attributes["data-sigap-status"] in {"expired", "ended"}
    assert "berakhir" in control.text() or "Tidak berlaku lagi" in control.text()
    for document in ("digilive", "elektrinet", "lapor-ulang", "pln-mobile"):
        status = real_site.pages[f"{document}/"].first(data_sigap_document=document).attributes["data-sigap-status"]
        assert status.startswith("in-force"), document


def test_every_kind_of_gap_in_the_content_is_shown(real_site: BuiltSite) -> None:
    shown = {
        each.attributes["data-sigap-gap"] for page in real_site.pages.values() for each in page.all(data_sigap_gap="*")
    }
    assert shown <= GAPS
    used = {getattr(unit.model, "kind", "") for unit in real_site.library.units() if unit.kind == "gap"}
    assert used <= shown


# What pages say


def test_fees_are_written_as_in_indonesia_and_without_a_currency(real_site: BuiltSite) -> None:
    for url in ("biaya/", "pln-mobile/"):
        table = units(real_site.pages[url])["pln-mobile/biaya-admin"]
        cells = {row: [cell.text() for cell in units(table)[f"pln-mobile/biaya-admin/{row}"].all("td")] for row in FEES}
        assert {
            row: [cell for cell in found if re.fullmatch(r"[\d.]+", cell)][-2:] for row, found in cells.items()
        } == FEES
        assert not re.search(r"\bRp|\bIDR\b|rupiah", table.text())
        assert "16 Desember 2020" in table.text() or "16 Des 2020" in table.text()
        assert "belum dijadwalkan diperiksa" in table.text()


FEES = {
    "mandiri-va": ["0", "0"],
    "bni-va": ["1.750", "1.750"],
    "linkaja": ["550", "550"],
    "ovo": ["2.000", "2.000"],
    "gopay": ["1.500", "1.500"],
    "doku": ["4.050", "4.050"],
}


def test_no_label_is_in_english(real_site: BuiltSite) -> None:
    found = set()
    for url, page in real_site.pages.items():
        for element in page.walk():
            own = " ".join("".join(child for child in element.children if isinstance(child, str)).split())
            named = [element.attributes.get(name, "") for name in ("aria-label", "title", "placeholder", "alt")]
            found |= {
                (url, word) for word in (own, *named) if word in ENGLISH and element.name not in {"script", "style"}
            }
    assert sorted(found) == []


def test_every_page_is_in_indonesian_and_has_one_title(real_site: BuiltSite) -> None:
    for url, page in real_site.pages.items():
        assert page.first("html").attributes["lang"] == "id", url
        assert len(page.first("main").all("h1")) == 1, url
        assert page.first("title").children, url


def test_nothing_of_the_making_is_on_a_page(real_site: BuiltSite) -> None:
    found = []
    for url, page in real_site.pages.items():
        text = page.first("body").text()
        found += [(url, text[max(hit.start() - 40, 0) : hit.end() + 40]) for hit in NEVER_SHOWN.finditer(text)]
    assert found == []


def test_every_page_below_home_has_its_way_and_a_line_for_reports(real_site: BuiltSite) -> None:
    for url, page in real_site.pages.items():
        if url:
            assert page.all("nav", class_="sigap-breadcrumb"), url
        reports = [link for link in page.all("a", href="*") if link.attributes["href"].startswith("mailto:")]
        assert any("subject=Sigap" in link.attributes["href"] for link in reports), url


def test_resolve_finds_an_address_and_a_number(real_site: BuiltSite) -> None:
    by_address = sigap(real_site.project, "resolve", "digilive/reminder-1", "--as-of", AS_OF)
    assert by_address.returncode == 0
    assert "shown: /digilive/#reminder-1" in by_address.stdout
    by_number = sigap(real_site.project, "resolve", "digilive", "7.10.1.b", "--as-of", AS_OF)
    assert by_number.returncode == 0
    assert "number: 7.10.1.b" in by_number.stdout
    nothing = sigap(real_site.project, "resolve", "digilive/reminder-11", "--as-of", AS_OF)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "digilive/reminder-1" in nothing.stderr
