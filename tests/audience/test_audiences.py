"""Who sees what: what a public library holds, what stands in the way of one, and where its editions may go."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.audience.fields import NEVER_PUBLIC, blank, withheld_fields
from generator.audience.library import public_library
from generator.audience.preparing import prepared_for
from generator.audience.references import problems_of
from generator.audience.registers import open_chain
from generator.audience.roots import MARK, claim_root
from generator.build.prepare import prepare
from generator.cli import main
from generator.clock import edition_name
from generator.editions.publish import VERSIONS, PublishError
from generator.kinds.script.schema import Script
from generator.kinds.unit import Audience
from generator.library import Library
from generator.model.walk import descendants
from generator.revisions.canonical import canonical_form
from generator.revisions.fingerprint import Fingerprints
from generator.revisions.register.chain import Chain
from generator.revisions.register.entry import Act, Entry, Signature, WallMoment
from tests.audience.contents import make_public, public_fiction
from tests.contents import (
    FAQ,
    REVISION,
    SCRIPTS,
    all_model_classes,
    base_copy,
    edit,
    library_of,
    switch_off_rules,
    write_files,
)

JAKARTA = dt.timezone(dt.timedelta(hours=7))
NOW = dt.datetime(2026, 2, 1, tzinfo=JAKARTA)
KASIR = "documents/kasir"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the small content, public: a document, its settings, no people."""
    return make_public(switch_off_rules(base_copy(tmp_path)), "kasir")


def problems(content: Path) -> list[str]:
    """Return what is in the way of a public edition: place and code."""
    whole = library_of(content)
    assert whole.problems == []
    found = problems_of(public_library(whole))
    return [f"{str(problem.location).removeprefix('content/')} {problem.code}" for problem in found]


def public(content: Path) -> Library:
    assert problems(content) == []
    return public_library(library_of(content)).library


def insert(content: Path, path: str, after: str, text: str) -> None:
    edit(content, path, after, f"{after}{text}")


def test_what_says_nothing_is_internal(tmp_path: Path) -> None:
    library = public_library(library_of(base_copy(tmp_path))).library
    assert library.documents == {}
    assert library.shared == {}
    assert library.content.pages == {}


def test_what_stands_in_something_public_is_public(content: Path) -> None:
    whole, library = library_of(content), public(content)
    assert library.audience == "public"
    assert library.documents["kasir"].current is not None
    held, seen = whole.documents["kasir"].current, library.documents["kasir"].current
    assert held is not None
    assert seen is not None
    assert list(seen.units) == list(held.units)
    assert seen.term == held.term


def test_an_internal_script_is_left_out_with_the_block_that_shows_it(content: Path) -> None:
    insert(content, SCRIPTS, "    title: Sapaan\n", "    audience: internal\n")
    assert [each.split(" ")[-1] for each in problems(content)] == ["audience-reference"]
    edit(content, REVISION, " sesuai [[kasir/sapaan|kalimat]]", "")
    library = public(content)
    held = library.documents["kasir"].revisions["1"]
    assert ("sapaan",) not in held.units
    models = [model for file in library.content.files.values() for model in descendants(file.model)]
    assert not any(isinstance(model, Script) and model.id == "sapaan" for model in models)
    assert "sapaan" not in json.dumps([model.model_dump(mode="json") for model in (held.revision,)])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("    skip: [kasir/rahasia]\n", id="in an address field"),
        pytest.param("    text: Lihat [[kasir/rahasia]].\n", id="in a text"),
    ],
)
def test_a_reference_out_of_what_is_public_is_an_error(content: Path, text: str) -> None:
    insert(content, REVISION, "sections:\n", "  - {id: rahasia, audience: internal, text: Bukan untuk umum.}\n")
    insert(content, REVISION, "    title: Menyapa\n", text)
    found = problems(content)
    assert len(found) == 1
    assert found[0].startswith(REVISION)
    assert found[0].endswith("audience-reference")
    line = int(found[0].split(":")[1])
    assert text.strip() in (content / REVISION).read_text(encoding="utf-8").splitlines()[line - 1]


def test_what_stays_inside_may_name_what_is_internal(content: Path) -> None:
    insert(content, REVISION, "sections:\n", "  - {id: rahasia, audience: internal, text: Bukan untuk umum.}\n")
    insert(content, REVISION, "    title: Menyapa\n", "    remark: Lihat [[kasir/rahasia]].\n")
    assert problems(content) == []


def test_a_setting_that_is_named_must_be_public(content: Path) -> None:
    edit(content, "settings/brands.yml", "audience: public\n", "")
    found = problems(content)
    assert found
    assert {each.split(" ")[-1] for each in found} == {"audience-reference"}
    assert f"{KASIR}/document.yml" in {each.split(":")[0] for each in found}


def test_a_placeholder_in_a_public_script_must_be_public(content: Path) -> None:
    edit(content, "settings/placeholders.yml", "audience: public\n", "")
    assert "audience-placeholder" in {each.split(" ")[-1] for each in problems(content)}


def test_an_entry_must_keep_its_answer(tmp_path: Path) -> None:
    content = public_fiction(tmp_path)
    edit(content, "documents/layanan/2/faq.yml", "          audience: public\n", "")
    assert problems(content) == ["documents/layanan/2/faq.yml:13:9 audience-without-answer"]


def test_a_flow_must_keep_the_gaps_of_its_nodes(tmp_path: Path) -> None:
    content = public_fiction(tmp_path)
    edit(content, "documents/layanan/2/revision.yml", "                  audience: public\n", "")
    found = problems(content)
    assert [each.split(" ")[-1] for each in found] == ["audience-reference"]
    assert found[0].startswith("documents/layanan/2/flow-putus.yml:11:")


def test_a_flow_that_another_enters_must_be_public(content: Path) -> None:
    library = library_of(content)
    assert ("alur-kasir",) in library.documents["kasir"].revisions["1"].units
    insert(content, f"{KASIR}/1/flow-alur-kasir.yml", "  id: alur-kasir\n", "  audience: internal\n")
    seen = public(content)
    assert ("alur-kasir",) not in seen.documents["kasir"].revisions["1"].units
    assert f"{KASIR}/1/flow-alur-kasir.yml" not in seen.content.files


def test_a_public_page_leads_to_no_internal_one(content: Path) -> None:
    page = "---\naudience: public\n---\n# Buka\n\n[Kasir](kasir/index.md), [dalam](dalam.md), [luar](https://example.test)\n"
    write_files(content, {"buka.md": page, "dalam.md": "# Dalam\n"})
    assert problems(content) == ["buka.md audience-reference"]


def test_a_site_without_a_public_name_is_refused(content: Path) -> None:
    text = (content / "settings/site.yml").read_text(encoding="utf-8")
    (content / "settings/site.yml").write_text(text.partition("public:")[0], encoding="utf-8")
    assert problems(content) == ["settings/site.yml:1:1 audience-site-unnamed"]


def test_content_of_which_nothing_is_public_is_refused(content: Path) -> None:
    edit(content, f"{KASIR}/document.yml", "audience: public\n", "")
    assert problems(content) == ["content audience-nothing-public"]


def test_the_site_is_called_what_its_public_settings_say(content: Path) -> None:
    site = public(content).site
    assert (site.name, site.controller, site.report_to) == ("Koperasi Terbuka", None, None)
    assert site.zone == "Asia/Jakarta"


# Fingerprints, canonical forms, registers


def test_fingerprints_are_those_of_the_whole_revision(content: Path) -> None:
    insert(content, REVISION, "sections:\n", "  - {id: rahasia, audience: internal, text: Bukan untuk umum.}\n")
    insert(content, REVISION, "    title: Menyapa\n", "    remark: Kata kami sendiri.\n")
    whole, library = library_of(content), public(content)
    of_whole, of_public = Fingerprints(whole), Fingerprints(library)
    document, seen = whole.documents["kasir"], library.documents["kasir"]
    assert of_public.of_revision(seen, seen.revisions["1"]) == of_whole.of_revision(document, document.revisions["1"])
    for unit in library.units():
        other = whole.find(unit.address)
        assert other is not None
        assert of_public.of_address(unit.address) == of_whole.of_address(other.address)


def test_the_form_of_a_public_library_gives_the_printed_fingerprint(content: Path) -> None:
    insert(content, REVISION, "sections:\n", "  - {id: rahasia, audience: internal, text: Bukan untuk umum.}\n")
    library = public(content)
    document = library.documents["kasir"]
    form: dict[str, Any] = canonical_form(library, document, document.revisions["1"])
    digests = " ".join(form["digests"]).encode()
    assert f"{form['version']}:{hashlib.sha256(digests).hexdigest()}" == form["fingerprint"]
    assert form["audience"] == "public"
    assert "Bukan untuk umum" not in json.dumps(form)
    assert len(form["forms"]) > 3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("      - {audience: internal, text: Bukan untuk umum.}\n", id="a clause without an id"),
        pytest.param(
            "      - definition: {id: kata-dalam, audience: internal, term: Dalam, text: Bukan untuk umum.}\n"
            "        source_page: Bukan untuk umum.\n",
            id="a block whose only unit is internal",
        ),
        pytest.param("      - note: Bukan untuk umum.\n", id="a note of ours"),
    ],
)
def test_a_form_is_left_out_where_it_holds_something_internal(content: Path, text: str) -> None:
    """What has no digest of its own stands in the form of what holds it."""
    insert(content, REVISION, "sections:\n", f"  - id: sisipan\n    text: Sisipan.\n    body:\n{text}")
    for library in (library_of(content), public(content)):
        document = library.documents["kasir"]
        form = json.dumps(canonical_form(library, document, document.revisions["1"], "public"))
        assert "Bukan untuk umum" not in form
        assert "Kasir menyapa" in form


def chain_of(*acts: tuple[str, Act]) -> Chain:
    chain = Chain("kasir")
    for number, (revision, act) in enumerate(acts):
        entry = Entry(
            "kasir",
            revision,
            act,
            NOW - dt.timedelta(days=10 - number),
            "pengurus",
            person="orang",
            role="Ketua",
            effective=WallMoment(dt.datetime(2026, 1, 1)),  # noqa: DTZ001 - wall clock
            signature=Signature("ab" * 32, "orang@example.test"),
            reason="alasan",
            remarks="catatan",
            facts={"authority": "atasan"},
        )
        chain = chain.with_entry(entry)
    return chain


def test_a_register_keeps_its_head_and_nobodys_name() -> None:
    chain = chain_of(("1", Act.PREPARED), ("1", Act.APPROVED), ("1", Act.PUBLISHED), ("2", Act.OPENED))
    seen = open_chain(chain, {"1"}, NOW)
    assert (seen.head, seen.length) == (chain.head, 4)
    assert [(entry.revision, entry.act) for entry in seen.entries] == [
        ("1", Act.PREPARED),
        ("1", Act.APPROVED),
        ("1", Act.PUBLISHED),
    ]
    assert [entry.hash for entry in seen.entries] == [entry.hash for entry in chain.entries[:3]]
    assert seen.entries[0].signature == Signature("ab" * 32, "")
    said = json.dumps([entry.to_data() for entry in seen.entries])
    assert not any(word in said for word in ("pengurus", "orang", "Ketua", "alasan", "catatan", "atasan"))


def test_of_lines_that_a_build_does_not_know_yet_only_the_moment_is_left() -> None:
    chain = chain_of(("1", Act.ADOPTED), ("2", Act.PUBLISHED))
    seen = open_chain(chain, {"1"}, chain.entries[0].at)
    assert [(entry.revision, entry.at) for entry in seen.entries] == [
        ("1", chain.entries[0].at),
        ("", chain.entries[1].at),
    ]


# Commands and folders


def sigap(project: Path, *arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["--project", str(project), "--lang", "en", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_check_says_what_is_in_the_way(content: Path) -> None:
    insert(content, REVISION, "sections:\n", "  - {id: rahasia, audience: internal, text: Bukan untuk umum.}\n")
    insert(content, REVISION, "    title: Menyapa\n", "    skip: [kasir/rahasia]\n")
    assert sigap(content.parent, "check", "--as-of", "2026-02-01")[0] == 0
    status, output, _ = sigap(content.parent, "check", "--audience", "public", "--as-of", "2026-02-01")
    assert status == 1
    assert "error: 'kasir/rahasia' is not public, and what names it here is [audience-reference]" in output
    assert "make it public (`audience: public`), or take the reference out" in output


@pytest.mark.parametrize("command", [("build",), ("pages", "--out", "keluar"), ("pdf", "--out", "keluar")])
def test_nothing_is_written_while_something_is_in_the_way(content: Path, command: tuple[str, ...]) -> None:
    edit(content, "settings/brands.yml", "audience: public\n", "")
    project = content.parent
    arguments = [str(project / each) if each == "keluar" else each for each in command]
    status, output, _ = sigap(project, *arguments, "--audience", "public", "--as-of", "2026-02-01")
    assert status == 1
    assert "[audience-reference]" in output
    assert sorted(path.name for path in project.iterdir()) == ["content"]


def test_a_public_pdf_is_asked_for_by_what_the_public_knows(content: Path) -> None:
    edit(content, f"{KASIR}/document.yml", "audience: public\n", "")
    write_files(content, {"buka.md": "---\naudience: public\n---\n# Buka\n"})
    status, _, said = sigap(content.parent, "pdf", "kasir", "--audience", "public", "--as-of", "2026-02-01")
    assert status == 3
    assert "there is no document 'kasir'" in said


def test_an_audience_that_is_none_is_refused(content: Path) -> None:
    assert sigap(content.parent, "build", "--audience", "semua")[0] == 2


def test_content_with_errors_stays_whole_and_unpublished(content: Path) -> None:
    edit(content, SCRIPTS, "brand: ", "brand: tidak-")
    prepared = prepare(content, "2026-02-01", {}, NOW)
    assert prepared_for(prepared, "public") is prepared
    assert not prepared.is_publishable


def test_a_folder_of_editions_belongs_to_one_audience(tmp_path: Path) -> None:
    inside, outside = tmp_path / "public", tmp_path / "public-site"
    inside.mkdir()
    outside.mkdir()
    (inside / VERSIONS).write_text("[]")
    claim_root(inside, "internal")
    claim_root(outside, "public")
    claim_root(outside, "public")
    assert (outside / MARK).read_text() == "public\n"
    refused_pairs: list[tuple[Path, Audience]] = [
        (inside, "public"),
        (outside, "internal"),
        (outside / "dalam", "internal"),
    ]
    for folder, audience in refused_pairs:
        with pytest.raises(PublishError) as refused:
            claim_root(folder, audience)
        assert refused.value.problem.code == "publish-audience"


def test_a_faq_entry_of_a_public_group_may_be_internal(content: Path) -> None:
    text = (content / FAQ).read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.strip().startswith("- id:") and line.startswith("      "))
    insert(content, FAQ, f"{first}\n", "        audience: internal\n")
    tail = first.split("id:")[1].strip()
    assert (tail,) in library_of(content).documents["kasir"].revisions["1"].units
    assert (tail,) not in public(content).documents["kasir"].revisions["1"].units


FILES_OF_ONE_SITE = {"AcceptedFinding", "Acceptance", "PersonalDataException", "RuleSetting", "SiteFile"}
"""What stands in files that are never public, and the settings of the site, which have a form of their own."""


def test_whatever_is_withheld_can_be_left_blank() -> None:
    for kind in all_model_classes():
        if not issubclass(kind, NEVER_PUBLIC) and kind.__name__ not in FILES_OF_ONE_SITE:
            for plan in withheld_fields(kind):
                assert blank(plan, "kata") in ("", plan.default), f"{kind.__name__}.{plan.name}"


def test_a_remark_is_withheld_and_what_people_ask_is_not(content: Path) -> None:
    more = "    remark: Kata kami sendiri.\n    similar: [kata orang]\n    check_by: 2026-05-01\n"
    insert(content, SCRIPTS, "    title: Sapaan\n", more)
    script = public(content).documents["kasir"].revisions["1"].part("sapaan", Script)
    assert script is not None
    assert (script.remark, script.similar, script.check_by) == (None, ["kata orang"], dt.date(2026, 5, 1))


def test_an_edition_says_for_whom_it_is() -> None:
    assert edition_name(NOW) == "2026-02-01-000000"
    assert edition_name(NOW, "public") == "2026-02-01-000000-public"


def test_older_editions_are_held_against_the_whole_registers(content: Path) -> None:
    """A document that was public once and is no longer has lost no register."""
    everything = prepare(content, "2026-02-01", {}, NOW)
    everything.library.content.registers["kasir"] = chain_of(("1", Act.ADOPTED))
    prepared = prepared_for(everything, "public")
    assert prepared.registers is everything.library.content.registers
    assert prepared.library.content.registers["kasir"].head == prepared.registers["kasir"].head
    assert prepared.findings == []
