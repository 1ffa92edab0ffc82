"""What Material's version selector and `mike` find in a site: only editions have a list of others beside them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from generator.build.prepare import prepare
from generator.editions.manifest import damage_of, read_manifest
from tests.contents import base_copy, switch_off_rules
from tests.site.building import AS_OF, EDITION, ROOT, BuiltSite

CONFIG = re.compile(r'<script id="__config" type="application/json">(.*?)</script>')


def test_an_edition_asks_for_the_list_and_has_a_place_for_it(fiction_site: BuiltSite) -> None:
    page = (fiction_site.path / "kasir/index.html").read_text(encoding="utf-8")
    found = CONFIG.search(page)
    assert found
    assert json.loads(found[1])["version"] == {"provider": "mike", "default": "latest", "alias": True}
    assert page.count('class="md-header__topic sigap-editions"') == 1


def test_the_list_is_as_mike_writes_it(fiction_site: BuiltSite) -> None:
    """Keys, their order, the alias with one edition alone, two spaces: what `mike` reads and writes again unchanged."""
    text = (fiction_site.public / "versions.json").read_text(encoding="utf-8")
    versions = json.loads(text)
    assert [list(each) for each in versions] == [["version", "title", "aliases", "properties"]]
    assert (versions[0]["version"], versions[0]["title"]) == (EDITION, "1 Feb 2026, 00.00")
    assert versions[0]["aliases"] == ["latest"]
    assert text == json.dumps(versions, indent=2) + "\n"
    assert (fiction_site.public / "latest").is_symlink(), "`mike` makes aliases as links, too"


def test_the_sitemap_names_every_page_below_one_address(fiction_site: BuiltSite) -> None:
    text = (fiction_site.path / "sitemap.xml").read_text(encoding="utf-8")
    named = re.findall("<loc>http://sigap.invalid/(.*?)</loc>", text)
    pages = {path.parent.relative_to(fiction_site.path).as_posix() for path in fiction_site.path.rglob("index.html")}
    assert sorted(named) == sorted("" if page == "." else f"{page}/" for page in pages)


def test_the_manifest_is_that_of_the_edition(fiction_site: BuiltSite) -> None:
    manifest = read_manifest(fiction_site.path)
    assert damage_of(fiction_site.path, manifest).paths == ()
    assert (manifest.edition, manifest.audience) == (EDITION, "internal")
    library = prepare(fiction_site.project / "content", AS_OF, {}, fiction_site.library.now).library
    assert manifest.units.keys() == {unit.address for unit in library.units()}
    shown = fiction_site.units["kasir/"]["kasir/sapaan"].attributes["data-sigap-fingerprint"]
    assert manifest.units["kasir/sapaan"].startswith(shown)


@pytest.mark.parametrize(
    ("variable", "version"),
    [
        pytest.param("", None, id="a site on its own"),
        pytest.param("2026-02-01", {"provider": "mike", "default": "latest", "alias": True}, id="mike deploy"),
    ],
)
def test_mkdocs_on_its_own(
    tmp_path: Path, font_cache: Path, monkeypatch: pytest.MonkeyPatch, variable: str, version: Any
) -> None:
    switch_off_rules(base_copy(tmp_path))
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "overrides").symlink_to(ROOT / "overrides")
    (tmp_path / ".sigap-cache").symlink_to(font_cache)
    monkeypatch.setenv("SIGAP_AS_OF", AS_OF)
    monkeypatch.setenv("MIKE_DOCS_VERSION", variable)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    assert config.plugins.on_config(config).extra.get("version") == version
