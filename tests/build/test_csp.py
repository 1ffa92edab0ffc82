import base64
import functools
import hashlib
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.build.csp import content_security_policy, inline_code
from generator.build.html_scan import start_tags
from generator.build.verify import verify_site
from tests.browser.pages import open_browser


def sha(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directive(page: str, name: str) -> list[str]:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    return next(words[1:] for words in map(str.split, policy[1].split("; ")) if words[0] == name)


def scripts_of(page: str) -> list[str]:
    return directive(content_security_policy(page), "script-src")[1:]


@pytest.mark.parametrize(
    ("page", "scripts"),
    [
        pytest.param("<script>a()</script>", ["a()"], id="plain"),
        pytest.param("<SCRIPT\n>a()</sCRIPT\n>", ["a()"], id="any case, space before the end"),
        pytest.param("<script>a()\r\nb()\rc()</script>", ["a()\nb()\nc()"], id="line ends as browsers see them"),
        pytest.param("<script>é</script>", ["é"], id="hashed as UTF-8"),
        pytest.param("<script></script>", [""], id="empty"),
        pytest.param("<script src=a.js></script>", [], id="a file"),
        pytest.param('<script type="application/json">{}</script>', [], id="a data block"),
        pytest.param('<script type="module">a()</script>', ["a()"], id="a module"),
        pytest.param('<script type=" Text/JavaScript ">a()</script>', ["a()"], id="a type in any case"),
        pytest.param("<!-- <script>a()</script> -->", [], id="in a comment"),
        pytest.param("<!--><script>a()</script>", ["a()"], id="after a comment that ends at once"),
        pytest.param('<p title="<script>a()</script>">', [], id="in an attribute"),
        pytest.param("<textarea><script>a()</script></textarea>", [], id="in a text area"),
        pytest.param("<script>a('</scripts>')</script>", ["a('</scripts>')"], id="a longer name does not end it"),
        pytest.param(
            "<script><!--<script>a()</script>--></script>", ["<!--<script>a()</script>-->"], id="escaped twice"
        ),
        pytest.param("<script>a()</script><script>a()</script>", ["a()"], id="the same twice, one hash"),
    ],
)
def test_scripts_that_need_a_hash(page: str, scripts: list[str]) -> None:
    assert scripts_of(f"<html><head></head><body>{page}") == sorted(map(sha, scripts))


def test_styles_are_hashed_and_svg_styles_are_not() -> None:
    page = "<head><style>a{}</style></head><svg><style>b{}</style></svg>"
    assert list(inline_code(page).styles) == [sha("a{}")]


@pytest.mark.parametrize(
    ("page", "before"),
    [
        ('<!doctype html><html lang="id"><head>\n<meta charset="utf-8"><title>x', '<meta charset="utf-8">'),
        ("<html><head><title>x</title><meta charset=utf-8>", "<head>"),
        ("<!doctype html><p>x", "<!doctype html>"),
        ("<p>x", ""),
    ],
)
def test_policy_stands_before_all_that_loads(page: str, before: str) -> None:
    assert f'{before}<meta http-equiv="Content-Security-Policy"' in content_security_policy(page)


def test_again_gives_the_same_page() -> None:
    once = content_security_policy("<head><meta charset=utf-8><script>b()</script><script>a()</script>")
    assert content_security_policy(once) == once
    assert "unsafe" not in once


def test_scan_reads_quotes_as_browsers_do() -> None:
    page = """<a title='a > b' href="x?a=1&amp;b=2" data-x=1><b CLASS=y class=z><br/><p =">">"""
    tags = list(start_tags(page))
    assert [tag.name for tag in tags][:3] == ["a", "b", "br"]
    assert tags[0].attributes == {"title": "a > b", "href": "x?a=1&b=2", "data-x": "1"}
    assert tags[1].attributes == {"class": "y"}


# --- a real Material site in a real browser

CONFIG = """
site_name: Coba
theme:
  name: material
  language: id
  font: false
  features: [content.code.copy, navigation.top, search.suggest, search.highlight, navigation.sections, content.tooltips]
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/brightness-7, name: Gelap}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/brightness-4, name: Terang}}
markdown_extensions:
  - admonition
  - abbr
  - tables: {use_align_attribute: true}
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - toc: {permalink: true}
plugins: [search]
extra:
  version: {provider: mike, default: latest, alias: true}
"""
PAGE = """# Satu

| a | b |
|:--|--:|
| pelanggan | 2 |

```
kode
```

=== "A"
    isi
=== "B"
    lain

??? note "Catatan"
    isi HTML

*[HTML]: singkatan
"""


@pytest.fixture(scope="module")
def material_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("material")
    (path / "docs/sub").mkdir(parents=True)
    (path / "docs/index.md").write_text(PAGE)
    (path / "docs/sub/dua.md").write_text("# Dua\n\n[satu](../index.md#satu)\n")
    (path / "mkdocs.yml").write_text(CONFIG)
    public = path / "public"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        build(load_config(str(path / "mkdocs.yml"), site_dir=str(public / "latest")))
    (public / "versions.json").write_text('[{"version": "2026-03-01", "title": "Maret", "aliases": ["latest"]}]')
    for page in public.rglob("*.html"):
        page.write_text(content_security_policy(page.read_text()))
    return public


@pytest.fixture(scope="module")
def address(material_site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 – the standard library's name
            pass

    handler = functools.partial(Quiet, directory=str(material_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/latest/"
        server.shutdown()


def test_material_site_is_verified(material_site: Path) -> None:
    assert verify_site(material_site / "latest", base_url=None) == []


@pytest.mark.browser
def test_material_works_under_the_policy(address: str, chromium_path: str) -> None:
    said: list[str] = []
    with open_browser(Path(chromium_path)) as browser:
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda failure: said.append(str(failure)))
        page.goto(address)
        page.locator("label[for=__palette_1]").click()
        page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
        page.keyboard.press("/")
        page.keyboard.type("pelanggan", delay=20)
        page.locator(".md-search-result__item").first.wait_for()
        page.keyboard.press("Escape")
        page.locator(".tabbed-labels label").nth(1).click()
        page.locator("details summary").click()
        page.locator(".md-version").wait_for()
        page.goto(f"{address}sub/dua/")
        page.wait_for_timeout(300)
    assert said == []
