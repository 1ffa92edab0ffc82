"""Building through MkDocs: where the site goes, and that no theme's template makes words act."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build.pages import write_pages
from generator.build.prepare import Prepared, prepare
from generator.build.verify import verify_site
from generator.plugin import SiteNotBuiltError, build_site, serve_site
from tests.contents import base_copy, edit, switch_off_rules

ROOT = Path(__file__).resolve().parent.parent
# Entities and closing tags: what a template that strips tags, or does nothing, turns into a script.
HOSTILE = 'Kasir "x" <baik> &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;'
QUOTED = "'" + HOSTILE + "'"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a small project whose titles and names hold what looks like HTML."""
    content = switch_off_rules(base_copy(tmp_path))
    for file in ("mkdocs.yml", "overrides"):
        (shutil.copytree if (ROOT / file).is_dir() else shutil.copy)(ROOT / file, tmp_path / file)
    for file, old in (
        ("documents/kasir/document.yml", "short_title: Kasir"),
        ("documents/kasir/document.yml", "summary: Cara kasir menyapa dan menerima iuran."),
        ("documents/kasir/1/fees.yml", "title: BIAYA IURAN"),
        ("settings/site.yml", "name: Koperasi Contoh"),
    ):
        edit(content, file, old, f"{old.partition(':')[0]}: {QUOTED}")
    (content / "tentang.md").write_text(f"---\ntitle: {QUOTED}\n---\n## {HOSTILE}\n\nIsi.\n", encoding="utf-8")
    return tmp_path


def prepared_from(project: Path) -> Prepared:
    prepared = prepare(project / "content", "2026-02-01", {}, dt.datetime.now(dt.UTC))
    assert prepared.problems == []
    return prepared


def test_titles_are_words_in_every_page(project: Path) -> None:
    build_site(prepared_from(project), project / "mkdocs.yml", project / "out")
    assert verify_site(project / "out", base_url=None) == []
    pages = {path: path.read_text(encoding="utf-8") for path in (project / "out").rglob("*.html")}
    assert pages
    for path, page in pages.items():
        assert "<script>alert" not in page, path
        assert "<baik>" not in page, path
    assert "&lt;baik&gt; &amp;lt;/title" in pages[project / "out/cari/index.html"]
    assert "<title>Kasir &#34;x&#34; &lt;baik&gt; &amp;lt;/title" in pages[project / "out/kasir/index.html"]


def test_a_relative_project_is_built_where_it_was_asked_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.parent)
    relative = Path(project.name)
    prepared = replace(prepared_from(project), content_path=relative / "content")
    build_site(prepared, relative / "mkdocs.yml", relative / "out")
    assert (project / "out/index.html").is_file()
    assert not (project / project.name).exists()


def test_plain_pages_hand_html_to_themes_that_do_not_escape(project: Path) -> None:
    write_pages(prepared_from(project), project, project / "plain")
    front = (project / "plain/docs/kasir/index.md").read_text(encoding="utf-8").split("\n")[1:3]
    assert [line.partition(": ")[0] for line in front] == ["title", "description"]
    for text in (*front, (project / "plain/mkdocs.yml").read_text(encoding="utf-8")):
        assert "&lt;baik&gt; &amp;lt;/title&amp;gt;" in text
        assert "<" not in text


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        pytest.param("mkdocs.yml", "  - sigap\n", "", "needs `sigap` among its `plugins`", id="without the plugin"),
        pytest.param("mkdocs.yml", "strict: true", "strict: [", "parsing the configuration", id="no YAML"),
        pytest.param("mkdocs.yml", "name: material", "name: lain", "configuration error", id="no theme"),
        pytest.param("overrides/404.html", "{% extends", "{% exténds", "404.html:1: ", id="a broken template"),
    ],
)
def test_what_an_operator_breaks_is_named(project: Path, file: str, old: str, new: str, reason: str) -> None:
    path = project / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SiteNotBuiltError, match=reason):
        build_site(prepared_from(project), project / "mkdocs.yml", project / "out")


def test_a_port_that_does_not_exist_is_refused(project: Path) -> None:
    with pytest.raises(SiteNotBuiltError, match="port"):
        serve_site(project / "mkdocs.yml", "127.0.0.1:99999", is_opened=False)
