"""The master list finds every unit, and says once what stands in the way."""

import datetime as dt
from pathlib import Path

import pytest

from generator.checks import check_library
from generator.kinds.settings.schema import Brand, Zone
from generator.library import Library
from tests.contents import FAQ, REVISION, SCRIPTS, TODAY, base_copy, edit, library_of, switch_off_rules, write_files

NUMBERED = """\
revision: "1"
version: "1"
issued_on: 2025-01-02
effective: {from: 2025-01-06}
pages: 2
adopted: true
source_note: Dokumen rekaan.
sections:
  - number: "7"
    id: tujuh
    body:
      - number: "7.10"
        id: tujuh-sepuluh
        body:
          - number: "7.10.1"
            id: tujuh-sepuluh-satu
            body:
              - {number: a., id: huruf-a, text: Satu.}
              - {number: b., id: huruf-b, text: Dua.}
              - text: Daftar kedua di bawah nomor yang sama.
              - {number: a., id: huruf-a-lagi, text: Tiga.}
  - number: A.
    id: bagian-a
    body:
      - number: "1)"
        id: bagian-a-satu
        body:
          - number: ii.
            id: bagian-a-satu-ii
            body: [{number: a), id: bagian-a-satu-ii-a, text: Empat.}]
  - {id: tanpa-nomor, title: Tanpa nomor, body: [{number: a, id: di-bawah-tanpa-nomor, text: Lima.}]}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return switch_off_rules(base_copy(tmp_path))


def codes(library: Library) -> list[str]:
    return [f"{problem.location}: {problem.code}" for problem in check_library(library).problems]


def found(library: Library, address: str) -> str | None:
    unit = library.find(address)
    return unit.address if unit else None


def test_every_kind_of_unit_is_found_by_its_address(content: Path) -> None:
    library = library_of(content)
    kinds = {unit.address: unit.kind for unit in library.units()}
    assert kinds == {
        "kasir/menyapa": "clause",
        "kasir/menyapa-tamu": "clause",
        "kasir/sapaan": "script",
        "kasir/loket": "table",
        "kasir/loket/senin": "row",
        "kasir/iuran": "clause",
        "kasir/iuran-tanya": "faq-group",
        "kasir/cara-bayar": "faq",
        "kasir/biaya-iuran": "fee-table",
        "kasir/biaya-iuran/semua": "fee-group",
        "kasir/biaya-iuran/pokok": "fee",
        "kasir/alur-kasir": "flow",
        "koperasi": "brand",
        "kanal-loket": "channel",
        "kelas-sop": "document-class",
        "lama-antre": "fact",
        "jenis-tamu": "fact",
        "nama-kasir": "placeholder",
        "locked": "wording-class",
        "wib": "zone",
    }
    assert [address for address in kinds if found(library, address) != address] == []


def test_a_unit_knows_what_is_around_it(content: Path) -> None:
    library = library_of(content)
    parents = {
        address: unit.parent
        for address in ("kasir/menyapa-tamu", "kasir/loket/senin", "kasir/menyapa")
        if (unit := library.find(address))
    }
    assert parents == {
        "kasir/menyapa-tamu": "kasir/menyapa",
        "kasir/loket/senin": "kasir/loket",
        "kasir/menyapa": None,
    }


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param("7.10.1.b", ["huruf-b"], id="numbers in full and numbers alone"),
        pytest.param("a.1.ii.a", ["bagian-a-satu-ii-a"], id="four kinds of numbers"),
        pytest.param("7.10.1.a", ["huruf-a", "huruf-a-lagi"], id="a second list under the same number"),
        pytest.param("a", ["bagian-a", "di-bawah-tanpa-nomor"], id="a section without a number adds none"),
        pytest.param("tanpa.nomor.a", ["di-bawah-tanpa-nomor"], id="such a section's title leads to its own numbers"),
        pytest.param("7.10.1.c", [], id="a number that is not there"),
    ],
)
def test_units_are_found_by_number_in_the_order_of_the_text(content: Path, number: str, expected: list[str]) -> None:
    write_files(content, {REVISION: NUMBERED})
    held = library_of(content).documents["kasir"].revisions["1"]
    assert [unit.address.removeprefix("kasir/") for unit in held.by_number.get(number, [])] == expected


def test_a_part_of_a_table_is_found_below_its_table_alone(content: Path) -> None:
    library = library_of(content)
    assert found(library, "kasir/loket/senin") == "kasir/loket/senin"
    assert found(library, "kasir/senin") is None


def test_the_number_of_a_row_counts_in_its_table_alone(content: Path) -> None:
    held = library_of(content).documents["kasir"].revisions["1"]
    assert held.units["biaya-iuran", "pokok"].number == ""
    assert [unit.address for unit in held.by_number["1"]] == ["kasir/menyapa"]


def test_an_address_may_name_the_revision(content: Path) -> None:
    library = library_of(content)
    assert found(library, "kasir@1/sapaan") == "kasir/sapaan"
    assert found(library, "kasir@2/sapaan") is None


def second_revision(content: Path) -> None:
    """Add a revision that begins on 1 March 2026 and has another greeting."""
    edit(content, "documents/kasir/document.yml", '  - {revision: "1"}', '  - {revision: "1"}\n  - {revision: "2"}')
    for path in (content / "documents/kasir/1").iterdir():
        text = path.read_text(encoding="utf-8").replace('revision: "1"', 'revision: "2"')
        text = text.replace("{from: 2025-01-06}", "{from: 2026-03-01}").replace("Selamat datang", "Selamat pagi")
        write_files(content, {f"documents/kasir/2/{path.name}": text})


@pytest.mark.parametrize(
    ("on", "revision"), [(dt.date(2026, 2, 28), "1"), (dt.date(2026, 3, 1), "2")], ids=["before", "from its first day"]
)
def test_an_address_without_a_revision_means_the_one_in_force(content: Path, on: dt.date, revision: str) -> None:
    second_revision(content)
    library = library_of(content, on)
    unit = library.find("kasir/sapaan")
    assert unit is not None
    assert unit.revision == revision
    assert check_library(library).problems == []


def test_both_revisions_stay_in_the_list(content: Path) -> None:
    second_revision(content)
    library = library_of(content)
    assert [unit.revision for unit in library.all_units() if unit.address == "kasir/sapaan"] == ["1", "2"]


def redirects(*pairs: tuple[str, str]) -> str:
    lines = [f"  - {{from: {old}, to: {new}, reason: Dipindah.}}" for old, new in pairs]
    return "\n".join(["redirects:", *lines]) + "\n"


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        pytest.param([("kasir/lama", "kasir/sapaan")], "kasir/sapaan", id="one redirect"),
        pytest.param([("kasir/lama", "kasir/b"), ("kasir/b", "kasir/sapaan")], "kasir/sapaan", id="two in a row"),
        pytest.param([("kasir/lama", "kasir/b"), ("kasir/b", "kasir/lama")], None, id="a circle"),
        pytest.param([("kasir/lama", "kasir/lama")], None, id="to itself"),
        pytest.param([("kasir/lama", "wib")], "wib", id="to a setting"),
    ],
)
def test_redirects_are_followed(content: Path, pairs: list[tuple[str, str]], expected: str | None) -> None:
    write_files(content, {"redirects.yml": redirects(*pairs)})
    assert found(library_of(content), "kasir/lama") == expected


def test_a_circle_of_redirects_is_reported_at_each_of_them(content: Path) -> None:
    write_files(content, {"redirects.yml": redirects(("lama/a", "lama/b"), ("lama/b", "lama/a"))})
    assert codes(library_of(content)) == [
        "content/redirects.yml:2:24: address-unknown",
        "content/redirects.yml:3:24: address-unknown",
    ]


def test_a_document_that_was_renamed_keeps_its_old_address(content: Path) -> None:
    write_files(content, {"redirects.yml": redirects(("kasa", "kasir")), "addresses.txt": "kasa\nkasir\n"})
    edit(content, FAQ, "Datang ke loket", "Lihat [[kasa]], lalu datang ke loket")
    assert codes(library_of(content)) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        pytest.param(
            SCRIPTS,
            "    text: |-",
            "    text: Halo.\n  - id: sapaan\n    title: Lain\n    purpose: Lain\n"
            "    brand: koperasi\n    channels: []\n"
            "    wording: {class: locked}\n    text: |-",
            ["content/documents/kasir/1/scripts.yml:9:9: address-taken"],
            id="two scripts",
        ),
        pytest.param(
            FAQ, "id: cara-bayar", "id: iuran", ["content/documents/kasir/1/faq.yml:5:13: address-taken"],
            id="a question and a section",
        ),
        pytest.param(
            "settings/zones.yml", "id: wib", "id: kasir", ["content/documents/kasir/document.yml:1:5: address-taken"],
            id="a setting and a document",
        ),
        pytest.param(
            "documents/kasir/1/fees.yml",
            '{id: pokok, number: "1"',
            '{id: pokok, name: A, amounts: {bulanan: 1}}\n          - {id: pokok, number: "1"',
            ["content/documents/kasir/1/fees.yml:15:18: address-taken"],
            id="two fees of a table",
        ),
    ],
)  # fmt: skip
def test_an_id_that_is_used_twice_is_reported_at_the_second_place(
    content: Path, path: str, old: str, new: str, expected: list[str]
) -> None:
    edit(content, path, old, new)
    assert [each for each in codes(library_of(content)) if "address-taken" in each] == expected


BROKEN = [
    "documents/kasir/document.yml",
    *(f"documents/kasir/1/{name}.yml" for name in ("revision", "scripts", "faq", "fees", "tables", "flow-alur-kasir")),
    *(f"settings/{name}.yml" for name in ("brands", "channels", "facts", "site", "wording-classes", "zones")),
    "settings/document-classes.yml",
    "redirects.yml",
]


@pytest.mark.parametrize("path", BROKEN)
def test_a_broken_file_is_the_only_one_that_is_reported(content: Path, path: str) -> None:
    with (content / path).open("a", encoding="utf-8") as file:
        file.write("bukan_kunci: 1\n")
    assert [each.rpartition(" ")[2] for each in codes(library_of(content))] == ["field-unknown"]


@pytest.mark.parametrize("path", BROKEN)
def test_a_file_that_is_no_yaml_is_the_only_one_that_is_reported(content: Path, path: str) -> None:
    with (content / path).open("a", encoding="utf-8") as file:
        file.write("\t'\n")
    found = codes(library_of(content))
    assert len(found) == 1
    assert found[0].startswith(f"content/{path}")


def test_an_id_that_stands_nowhere_is_reported_though_a_file_is_broken(content: Path) -> None:
    edit(content, FAQ, "question:", "pertanyaan:")
    edit(content, REVISION, "kasir/sapaan|", "kasir/tidak-ada|")
    edit(content, REVISION, "table: loket", "table: lokett")
    reported = codes(library_of(content))
    assert "content/documents/kasir/1/revision.yml:17:39: address-unknown" in reported
    assert "content/documents/kasir/1/revision.yml:19:9: part-unknown" in reported


def test_settings_are_looked_up_by_address_and_kind(content: Path) -> None:
    library = library_of(content)
    assert [zone.iana for zone in library.settings(Zone)] == ["Asia/Jakarta"]
    assert library.setting("wib", Zone) is not None
    assert library.setting("wib", Brand) is None
    assert library.site.zone == "Asia/Jakarta"


def test_nothing_is_in_force_where_no_revision_is_held(content: Path) -> None:
    edit(content, "documents/kasir/document.yml", '{revision: "1"}', '{revision: "1", held: false}')
    library = library_of(content, TODAY)
    assert library.documents["kasir"].current is None
    assert found(library, "kasir/sapaan") is None
