"""An address or a number leads to where a unit is defined and shown."""

from pathlib import Path

import pytest

from generator.resolve import Resolution, resolve
from tests.contents import REVISION, base_copy, edit, library_of, write_files


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return base_copy(tmp_path)


def asked(content: Path, words: str) -> Resolution:
    return resolve(library_of(content), words)


@pytest.mark.parametrize(
    ("words", "address", "kind"),
    [
        pytest.param("kasir/sapaan", "kasir/sapaan", "script", id="an address"),
        pytest.param(" kasir/sapaan ", "kasir/sapaan", "script", id="with spaces around it"),
        pytest.param("kasir/biaya-iuran/pokok", "kasir/biaya-iuran/pokok", "fee", id="a part of a table"),
        pytest.param("kasir 1.a", "kasir/menyapa-tamu", "clause", id="a number"),
        pytest.param("kasir 1.A.", "kasir/menyapa-tamu", "clause", id="a number as people write it"),
        pytest.param("kasir@1 1.a", "kasir/menyapa-tamu", "clause", id="a number in a revision"),
        pytest.param("kasir@1/sapaan", "kasir/sapaan", "script", id="an address in a revision"),
        pytest.param("wib", "wib", "zone", id="a setting"),
        pytest.param("kasir", "kasir", "document", id="a document"),
        pytest.param("kasir@1", "kasir@1", "revision", id="a revision"),
    ],
)
def test_it_is_found(content: Path, words: str, address: str, kind: str) -> None:
    units = [each.to_json() for each in asked(content, words).units]
    assert [(unit["address"], unit["kind"]) for unit in units] == [(address, kind)]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        pytest.param("kasir/sapan", "kasir/sapaan", id="a letter is missing"),
        pytest.param("kassir/sapaan", "kasir/sapaan", id="a letter too many in the document"),
        pytest.param("Kasir/Sapaan", "kasir/sapaan", id="capitals"),
    ],
)
def test_a_mistake_is_told_what_was_meant(content: Path, words: str, meant: str) -> None:
    assert asked(content, words) == Resolution(words, (), meant)


@pytest.mark.parametrize("words", ["kasir 9.z", "lain 1.a", "lain@1 1.a", "kasir@9", "kasir@9/sapaan", "", "[[kasir]]"])
def test_what_is_not_there_is_not_found(content: Path, words: str) -> None:
    assert asked(content, words).units == ()


def test_it_says_where_a_unit_is_defined_and_shown(content: Path) -> None:
    (unit,) = asked(content, "kasir/biaya-iuran/pokok").units
    shown = unit.to_json()
    assert shown["defined"] == "content/documents/kasir/1/fees.yml:14:13"
    assert shown["shown"] == ["/kasir/#biaya-iuran--pokok", "/kasir/rev/1/#biaya-iuran--pokok"]
    assert shown["revision"] == "1"
    assert str(shown["fingerprint"]).startswith("s2:")


def test_a_document_is_shown_on_a_page_of_its_own(content: Path) -> None:
    assert [each.shown_at for each in asked(content, "kasir").units] == [("/kasir/",)]
    assert [each.shown_at for each in asked(content, "kasir@1").units] == [("/kasir/rev/1/",)]


def test_a_number_that_stands_twice_gives_both(content: Path) -> None:
    second = "      - {number: a, id: menyapa-lagi, text: Lagi.}\n"
    edit(content, REVISION, "      - script: sapaan\n", f"{second}      - script: sapaan\n")
    addresses = [each.unit.address for each in asked(content, "kasir 1.a").units]
    assert addresses == ["kasir/menyapa-tamu", "kasir/menyapa-lagi"]


def test_a_redirect_is_followed(content: Path) -> None:
    write_files(content, {"redirects.yml": "redirects:\n  - {from: kasir/lama, to: kasir/sapaan, reason: Dipindah.}\n"})
    assert [each.unit.address for each in asked(content, "kasir/lama").units] == ["kasir/sapaan"]
