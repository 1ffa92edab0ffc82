"""The pages as a plain project: three site builders that know nothing of Sigap keep the page contract."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.site.building import AS_OF, BuiltSite, common_folder, make_once, program, run, sigap
from tests.site.html import Element, read_pages, units

BUILDERS = ("mkdocs", "properdocs", "zensical")
# What readers and other programs fetch: what is in force, now and at a moment, and the feed of changes.
DATA = re.compile(r"current\.json|current/[^/]+\.json|berlaku-pada/data\.json|perubahan\.xml")
GAPS = {"lost", "not-held", "reconstructed", "unregulated", "open-question", "unresolved-reference", "undefined-term"}


@pytest.fixture(scope="session")
def plain_project(real_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the real content as a plain project, written by `sigap pages`."""

    def write(path: Path) -> None:
        done = sigap(real_site.project, "pages", "--as-of", AS_OF, "--out", str(path / "project"))
        assert done.returncode == 0, done.stdout + done.stderr

    return make_once(common_folder(tmp_path_factory) / "plain-project", write) / "project"


@pytest.fixture(scope="session", params=BUILDERS)
def built(
    request: pytest.FixtureRequest, plain_project: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Element]:
    """Return the pages that a builder makes of the plain project."""
    name = str(request.param)
    builder = program("mkdocs") if name == "mkdocs" else str(request.getfixturevalue(f"{name}_path"))

    def build(path: Path) -> None:
        shutil.copytree(plain_project, path / "project")
        done = run([builder, "build", "-f", "mkdocs.yml"], path / "project")
        assert done.returncode == 0, done.stdout + done.stderr

    return read_pages(make_once(common_folder(tmp_path_factory) / f"plain-{name}", build) / "project/site")


def of_document(pages: dict[str, Element], site: BuiltSite) -> dict[str, Element]:
    """Return the pages of documents and of their revisions."""
    return {url: page for url, page in pages.items() if url.split("/")[0] in site.library.documents}


def by_address(pages: dict[str, Element], site: BuiltSite, facts: Callable[[Element], object]) -> dict[str, object]:
    return {
        f"{url}: {address}": facts(element)
        for url, page in of_document(pages, site).items()
        for address, element in units(page).items()
    }


def test_the_project_names_nothing_of_ours(plain_project: Path) -> None:
    configuration = yaml.safe_load((plain_project / "mkdocs.yml").read_text(encoding="utf-8"))
    assert configuration["plugins"] == []
    assert "custom_dir" not in configuration["theme"]
    assert "hooks" not in configuration
    kept = {path.suffix for path in plain_project.rglob("*") if path.is_file()}
    assert kept <= {".md", ".yml", ".css", ".js", ".woff2", ".svg", ".pdf", ".json", ".xml"}
    data = {
        path.relative_to(plain_project / "docs").as_posix()
        for path in plain_project.rglob("*")
        if path.suffix in {".json", ".xml"}
    }
    assert all(DATA.fullmatch(name) for name in data), data
    assert [path.name for path in plain_project.rglob("*.yml")] == ["mkdocs.yml"]


def test_an_existing_folder_is_left_alone(real_site: BuiltSite, tmp_path: Path) -> None:
    (tmp_path / "milik-orang-lain").write_text("x")
    done = sigap(real_site.project, "pages", "--as-of", AS_OF, "--out", str(tmp_path))
    assert done.returncode in {2, 3}
    assert [path.name for path in tmp_path.iterdir()] == ["milik-orang-lain"]


def test_every_page_is_there(built: dict[str, Element], real_site: BuiltSite) -> None:
    assert sorted(set(real_site.pages) - set(built)) == []


def test_every_unit_is_there_with_its_words(built: dict[str, Element], real_site: BuiltSite) -> None:
    def facts(element: Element) -> tuple[str, str]:
        return element.attributes["id"], "".join(element.text().split())

    ours, theirs = by_address(real_site.pages, real_site, facts), by_address(built, real_site, facts)
    assert sorted(ours.keys() - theirs.keys()) == []
    assert {address: theirs[address] for address in ours if theirs[address] != ours[address]} == {}


def test_units_are_all_of_the_library(built: dict[str, Element], real_site: BuiltSite) -> None:
    of_documents = {unit.address for unit in real_site.library.units() if unit.document}
    shown = {address for page in of_document(built, real_site).values() for address in units(page)}
    assert sorted(of_documents - shown) == []


def test_scripts_keep_their_contract(built: dict[str, Element], real_site: BuiltSite) -> None:
    def scripts(pages: dict[str, Element]) -> list[tuple[str, object]]:
        return [
            (
                url + each.attributes["data-sigap-script"],
                (
                    each.attributes["data-sigap-wording"],
                    [
                        span.attributes["data-sigap-placeholder"]
                        for span in each.all("span", data_sigap_placeholder="*")
                    ],
                    each.first("button", data_sigap_copy="*").attributes["data-sigap-copy"],
                ),
            )
            for url, page in of_document(pages, real_site).items()
            for each in page.all(data_sigap_script="*")
        ]

    assert scripts(built) == scripts(real_site.pages)
    assert scripts(built)


def test_the_window_of_the_greeting_is_there(built: dict[str, Element]) -> None:
    greeting = units(built["salam-hpn/"])["salam-hpn/salam-hpn"]
    window = {name: greeting.attributes.get(f"data-sigap-{name}") for name in ("from", "until", "clock")}
    assert window == {"from": "2023-09-04T00:00", "until": "2023-10-01T00:00", "clock": "local"}


def test_document_control_is_there(built: dict[str, Element], real_site: BuiltSite) -> None:
    wanted = ("document", "revision", "status", "fingerprint")

    def control(pages: dict[str, Element]) -> list[tuple[str, list[str]]]:
        return [
            (url, [each.attributes[f"data-sigap-{name}"] for name in wanted])
            for url, page in of_document(pages, real_site).items()
            for each in page.all(data_sigap_document="*")
            if "data-sigap-status" in each.attributes
        ]

    assert control(built) == control(real_site.pages)
    assert len(control(built)) >= len(real_site.library.documents)


def test_every_kind_of_gap_is_there(built: dict[str, Element], real_site: BuiltSite) -> None:
    def gaps(pages: dict[str, Element]) -> list[tuple[str, str]]:
        found = [
            (url, each) for url, page in of_document(pages, real_site).items() for each in page.all(data_sigap_gap="*")
        ]
        return [(url, each.attributes["data-sigap-gap"]) for url, each in found]

    assert gaps(built) == gaps(real_site.pages)
    used = {str(getattr(unit.model, "kind", "")) for unit in real_site.library.units() if unit.kind == "gap"}
    assert used <= {kind for _, kind in gaps(built)} | (used - GAPS)


def test_braces_and_hashes_survive(built: dict[str, Element]) -> None:
    text = built["digilive/"].text()
    for letters in ("{Nama CSO}", "#UNCOMPLETED_1", "#UNCOMPLETED_2", "#UNCOMPLETED_3", "{Nama Pelanggan}"):
        assert letters in text


def test_headings_are_the_same(built: dict[str, Element], real_site: BuiltSite) -> None:
    def headings(pages: dict[str, Element]) -> list[tuple[str, str, str]]:
        return [
            (url, each.attributes.get("id", ""), each.text(lambda inner: inner.has_class("headerlink")))
            for url, page in of_document(pages, real_site).items()
            for each in page.walk()
            if each.name in {"h1", "h2", "h3"} and each.attributes.get("id", "").startswith("judul")
        ]

    assert headings(built) == headings(real_site.pages)
