"""What readers act on changes the fingerprint; nothing else does."""

import datetime as dt
import json
import os
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from pydantic.fields import FieldInfo

from generator.content import Content
from generator.kinds.table.schema import Row
from generator.library import Library
from generator.model.base import Model, Standing, standing_of
from generator.revisions.fingerprint import Fingerprints
from tests.contents import FAQ, REVISION, SCRIPTS, TODAY, all_model_classes, base_copy, edit, library_of, write_files

ROOT = Path(__file__).resolve().parents[2]
EMPTY = Library(Content("content", {}, ()), dt.datetime.combine(TODAY, dt.time(), dt.UTC))
# As the rules of old gave it.
S1_OF_BASE = "s1:6d049d38ad6c33b0c05fc0abbf03e5fd8c079eb3bfea8510040139353185d76e"
CLASSES = [model for model in all_model_classes() if model.__name__ not in ("Unit", "Setting")]


def sample(annotation: Any, which: int) -> Any:
    """Return one of two values that a field of this type may hold."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return sample(inside[0], which)
    if origin in (Union, types.UnionType):
        return sample(next(each for each in inside if each is not type(None)), which)
    if origin is Literal:
        return inside[which % len(inside)]
    if origin in (list, dict):
        value = sample(inside[-1], which)
        return [value] if origin is list else {"kolom": value}
    if issubclass(annotation, Model):
        return filled(annotation, which)
    scalars = {str: ("satu", "dua"), int: (1, 2), bool: (False, True)}
    days = {dt.date: dt.date(2026, 1, 1 + which), dt.datetime: dt.datetime(2026, 1, 1, which)}  # noqa: DTZ001
    return scalars[annotation][which] if annotation in scalars else days[annotation]


def filled(model: type[Model], which: int = 0) -> Model:
    """Return a model with its required fields, made without validation."""
    values = {
        name: sample(field.annotation, which) for name, field in model.model_fields.items() if field.is_required()
    }
    return model.model_construct(**values)


def fields_of(standing: Standing) -> list[Any]:
    return list(_fields_of(standing))


def _fields_of(standing: Standing) -> Iterator[Any]:
    for model in CLASSES:
        for name, field in model.model_fields.items():
            if standing_of(field) is standing and sample(field.annotation, 0) != sample(field.annotation, 1):
                yield pytest.param(model, name, field, id=f"{model.__name__}.{name}")


def digest(model: Model) -> str:
    return Fingerprints(EMPTY).of_model(model)


@pytest.mark.parametrize(("model", "name", "field"), fields_of(Standing.APPROVED))
def test_a_change_of_an_approved_field_changes_the_fingerprint(model: type[Model], name: str, field: FieldInfo) -> None:
    before, after = (filled(model).model_copy(update={name: sample(field.annotation, which)}) for which in (0, 1))
    assert digest(before) != digest(after)


@pytest.mark.parametrize(("model", "name", "field"), fields_of(Standing.EDITORIAL))
def test_a_change_of_an_editorial_field_leaves_the_fingerprint(model: type[Model], name: str, field: FieldInfo) -> None:
    before, after = (filled(model).model_copy(update={name: sample(field.annotation, which)}) for which in (0, 1))
    assert digest(before) == digest(after)


def test_equal_values_in_different_fields_differ() -> None:
    base = filled(Row)
    assert digest(base.model_copy(update={"number": "a"})) != digest(base.model_copy(update={"contact_centre": "a"}))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the clean content, with a contact centre that one row names and a second script without placeholder."""
    content = base_copy(tmp_path)
    write_files(
        content,
        {
            "settings/contact-centres.yml": 'contact_centres:\n  - {id: cc-pusat, name: Pusat, number: "123"}\n',
            "settings/wording-classes.yml": "wording_classes:\n"
            "  - {id: locked, name: Tidak boleh diubah, explanation: Ucapkan persis., fixed: true}\n"
            "  - {id: free, name: Bebas, explanation: Boleh diubah., fixed: false}\n",
            SCRIPTS: (content / SCRIPTS).read_text(encoding="utf-8")
            + "  - id: penutup\n    title: Penutup\n    purpose: Salam penutup\n    brand: koperasi\n"
            "    channels: [kanal-loket]\n    wording: {class: free}\n    text: Terima kasih.\n",
        },
    )
    edit(content, "documents/kasir/1/tables.yml", "{id: senin,", "{id: senin, contact_centre: cc-pusat,")
    edit(content, REVISION, "      - script: sapaan\n", "      - script: sapaan\n      - script: penutup\n")
    return content


def fingerprints(content: Path) -> dict[str, str]:
    library = library_of(content)
    assert library.content.problems == []
    assert library.problems == []
    found = Fingerprints(library)
    return {unit.address: found.of_address(unit.address) for unit in library.units()}


def changed(content: Path, path: str, old: str, new: str) -> set[str]:
    """Return the units whose fingerprints an edit changes."""
    before = fingerprints(content)
    edit(content, path, old, new)
    after = fingerprints(content)
    return {address for address in before if before[address] != after[address]}


AROUND = {"kasir/menyapa"}


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        pytest.param(
            "settings/contact-centres.yml", '"123"', '"124"',
            {"cc-pusat", "kasir/loket/senin", "kasir/loket", *AROUND},
            id="a contact centre's number changes what names it",
        ),
        pytest.param(
            "settings/placeholders.yml", "kind: fill", "kind: instruction",
            {"nama-kasir", "kasir/sapaan", *AROUND},
            id="a placeholder changes the scripts that hold it",
        ),
        pytest.param(
            "settings/wording-classes.yml", "Ucapkan persis.", "Ucapkan.",
            {"locked", "kasir/sapaan", *AROUND},
            id="a wording class changes the scripts of its class",
        ),
        pytest.param(
            "documents/kasir/1/tables.yml", "jam: \"08.00\"", "jam: \"09.00\"",
            {"kasir/loket/senin", "kasir/loket", *AROUND},
            id="a row changes its table and the section that shows it",
        ),
        pytest.param(
            REVISION, "berlaku.", "berlaku!",
            {"kasir/menyapa-tamu", *AROUND},
            id="a step changes the section around it, and no script that names it",
        ),
        pytest.param(
            FAQ, "Bagaimana cara", "Bagaimanakah cara",
            {"kasir/cara-bayar", "kasir/iuran-tanya", "kasir/iuran"},
            id="a question changes its group and the section that shows it",
        ),
        pytest.param(
            FAQ, "        number: a\n", "        number: a\n        similar: [Cara?]\n        check_by: 2027-01-01\n",
            set(),
            id="an editorial field changes nothing",
        ),
        pytest.param(
            FAQ, "        number: a\n        question: Bagaimana cara membayar iuran?\n",
            "        question: Bagaimana cara membayar iuran?\n        number: a\n",
            set(),
            id="the order of keys changes nothing",
        ),
    ],
)  # fmt: skip
def test_an_edit_changes_exactly_the_units_it_touches(
    content: Path, path: str, old: str, new: str, expected: set[str]
) -> None:
    assert changed(content, path, old, new) == expected


def test_a_contact_centre_in_a_text_counts_by_its_value(content: Path) -> None:
    edit(content, FAQ, "Datang ke loket", "Hubungi [[cc-pusat]] atau datang ke loket")
    assert "kasir/cara-bayar" in changed(content, "settings/contact-centres.yml", '"123"', '"124"')


def test_a_change_of_any_part_changes_the_revision(content: Path) -> None:
    def of_revision() -> str:
        library = library_of(content)
        document = library.documents["kasir"]
        return Fingerprints(library).of_revision(document, document.revisions["1"])

    before = of_revision()
    edit(content, "documents/kasir/1/flow-alur-kasir.yml", "text: Tamu datang", "text: Tamu tiba")
    assert of_revision() != before


def test_a_fingerprint_names_its_rules() -> None:
    version, _, digits = digest(filled(Row)).partition(":")
    assert version == "s2"
    assert len(digits) == 64


def test_no_fingerprint_without_a_unit(content: Path) -> None:
    assert Fingerprints(library_of(content)).of_address("kasir/tidak-ada") == ""


def test_the_order_in_which_units_are_asked_for_does_not_matter(content: Path) -> None:
    library = library_of(content)
    addresses = [unit.address for unit in library.units()]
    forwards, backwards = Fingerprints(library), Fingerprints(library)
    first = {address: forwards.of_address(address) for address in addresses}
    second = {address: backwards.of_address(address) for address in reversed(addresses)}
    assert first == second


PRINT = """
import datetime, json, pathlib, sys
from generator.content import gather
from generator.placing import build_library
from generator.revisions.fingerprint import Fingerprints
library = build_library(gather(pathlib.Path(sys.argv[1])), datetime.date(2026, 2, 1))
found = Fingerprints(library)
print(json.dumps({unit.address: found.of_address(unit.address) for unit in library.units()}))
"""


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_another_process_finds_the_same(content: Path, seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PRINT, str(content)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(result.stdout) == fingerprints(content)


def test_a_fingerprint_of_old_rules_can_still_be_computed(tmp_path: Path) -> None:
    """`s1` counted fields that hold what they hold when they are not written; none of today's content said so."""
    library = library_of(base_copy(tmp_path))
    document = library.documents["kasir"]
    older, newer = (
        Fingerprints(library, version=each).of_revision(document, document.revisions["1"]) for each in ("s1", "s2")
    )
    assert older == S1_OF_BASE
    assert newer.startswith("s2:")
    assert older.partition(":")[2] != newer.partition(":")[2]


def test_a_note_of_ours_leaves_the_fingerprint(tmp_path: Path) -> None:
    before, after = (base_copy(tmp_path / name) for name in ("before", "after"))
    path = after / REVISION
    text = path.read_text(encoding="utf-8")
    assert text.count("    body:\n") >= 1
    path.write_text(text.replace("    body:\n", "    body:\n      - note: Catatan kami.\n", 1), encoding="utf-8")
    for version, is_same in (("s2", True), ("s1", False)):
        found = []
        for content in (before, after):
            library = library_of(content)
            document = library.documents["kasir"]
            assert document.current
            found.append(Fingerprints(library, version=version).of_revision(document, document.current))
        assert (found[0] == found[1]) is is_same, version
