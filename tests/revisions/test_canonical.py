"""The canonical form of a revision: anybody can compute its fingerprint again, and sees no more than they may."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from generator.kinds.unit import Audience
from generator.library import Library
from generator.revisions.canonical import canonical_form
from generator.revisions.fingerprint import Fingerprints
from tests.audience.contents import make_public
from tests.contents import REVISION, SCRIPTS, base_copy, edit, library_of, write_files

PEOPLE = """
people:
  - {id: orang-budi-karangan, name: Budi Karangan, reason: Tokoh karangan.}
  - {id: orang-cici-karangan, name: Cici Karangan, reason: Tokoh karangan., audience: public}
"""
APPROVAL = """approvals:
  - act: approved
    label: Disetujui
    person: PERSON
    role: Ketua
    signature: ttd
    signed_on: 2025-01-03
sections:"""


def form_of(library: Library, audience: Audience = "internal") -> dict[str, Any]:
    document = library.documents["kasir"]
    form = canonical_form(library, document, document.revisions["1"], audience)
    found: dict[str, Any] = json.loads(json.dumps(form))
    return found


def fingerprint_again(form: dict[str, Any]) -> str:
    """Compute a fingerprint as the description of the form says, without anything of ours."""
    for digest, each in form["forms"].items():
        text = json.dumps(each, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert digest == f"{form['version']}:{hashlib.sha256(text.encode()).hexdigest()}"
    return f"{form['version']}:{hashlib.sha256(' '.join(form['digests']).encode()).hexdigest()}"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return make_public(base_copy(tmp_path), "kasir")


def test_fingerprint_can_be_computed_again(content: Path) -> None:
    library = library_of(content)
    document = library.documents["kasir"]
    form = form_of(library)
    printed = Fingerprints(library).of_revision(document, document.revisions["1"])
    assert fingerprint_again(form) == form["fingerprint"] == printed
    assert set(form["digests"]) <= set(form["forms"])


def test_every_digest_that_a_form_names_is_there(content: Path) -> None:
    form = form_of(library_of(content))
    named = {word for each in form["forms"].values() for word in strings(each) if word.startswith("s2:")}
    assert named
    assert named <= set(form["forms"])


def strings(form: Any) -> set[str]:
    if isinstance(form, str):
        return {form}
    parts = form.values() if isinstance(form, dict) else form if isinstance(form, list) else ()
    return {word for part in parts for word in strings(part)}


def test_a_changed_word_changes_the_form_and_the_fingerprint(content: Path) -> None:
    before = form_of(library_of(content))
    edit(content, SCRIPTS, "Selamat datang", "Selamat pagi")
    after = form_of(library_of(content))
    assert fingerprint_again(after) != fingerprint_again(before)
    assert len(set(after["forms"]) - set(before["forms"])) >= 1


def test_what_is_editorial_is_not_in_it(content: Path) -> None:
    edit(content, SCRIPTS, "    title: Sapaan\n", "    title: Sapaan\n    remark: Kata kami sendiri.\n")
    assert "Kata kami sendiri" not in json.dumps(form_of(library_of(content)))


def test_the_public_sees_all_of_a_public_document(content: Path) -> None:
    library = library_of(content)
    internal, public = form_of(library), form_of(library, "public")
    assert public["forms"] == internal["forms"]
    assert public["audience"] == "public"


def test_the_public_sees_nothing_of_an_internal_document(tmp_path: Path) -> None:
    public = form_of(library_of(base_copy(tmp_path)), "public")
    assert public["forms"] == {}
    assert fingerprint_again(public) == public["fingerprint"]


@pytest.mark.parametrize(
    ("path", "old", "new", "hidden", "shown"),
    [
        pytest.param(
            SCRIPTS,
            "    title: Sapaan\n",
            "    title: Sapaan\n    audience: internal\n",
            "Selamat datang",
            "Kasir menyapa",
            id="a part that is internal",
        ),
        pytest.param(
            REVISION,
            "    title: Menyapa\n",
            "    title: Menyapa\n    audience: internal\n",
            "Kasir menyapa",
            "Iuran",
            id="whatever stands in a section that is internal",
        ),
        pytest.param(
            REVISION,
            "    title: Menyapa\n    body:\n      - number: a\n        id: menyapa-tamu\n",
            "    title: Menyapa\n    audience: internal\n"
            "    body:\n      - number: a\n        id: menyapa-tamu\n        audience: public\n",
            "Kasir menyapa",
            "Iuran",
            id="even what is public inside it",
        ),
    ],
)
def test_the_public_does_not_see_what_is_internal(
    path: str, old: str, new: str, hidden: str, shown: str, content: Path
) -> None:
    edit(content, path, old, new)
    library = library_of(content)
    internal, public = form_of(library), form_of(library, "public")
    assert hidden in json.dumps(internal)
    assert hidden not in json.dumps(public)
    assert shown in json.dumps(public)
    assert fingerprint_again(public) == fingerprint_again(internal)


@pytest.mark.parametrize(
    ("person", "is_shown"),
    [pytest.param("orang-budi-karangan", False, id="internal"), pytest.param("orang-cici-karangan", True, id="public")],
)
def test_the_public_learns_no_internal_name_from_an_approval(person: str, is_shown: bool, content: Path) -> None:
    write_files(content, {"settings/people.yml": PEOPLE})
    edit(content, REVISION, "sections:", APPROVAL.replace("PERSON", person))
    library = library_of(content)
    public = form_of(library, "public")
    assert person in json.dumps(form_of(library))
    assert (person in json.dumps(public)) is is_shown
    assert "Kasir menyapa" in json.dumps(public)
    assert fingerprint_again(public) == public["fingerprint"]


def test_the_real_documents_can_be_computed_again(root_path: Path) -> None:
    library = library_of(root_path / "content")
    for document in library.documents.values():
        for held in document.revisions.values():
            form = canonical_form(library, document, held)
            assert fingerprint_again(json.loads(json.dumps(form))) == form["fingerprint"]
