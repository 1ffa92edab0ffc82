"""Building as a user does: what is published, what stops it, and that the same content gives the same bytes."""

import dataclasses
import datetime as dt
import hashlib
import json
import locale
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.build.prepare import Prepared, prepare
from generator.cli import main
from generator.current.trust import trusted_until
from generator.problems import Location, warning
from generator.render.page import Page
from generator.render.site import SiteSources
from generator.render.sources import render_sources
from tests.site.building import (
    AS_OF,
    CACHE,
    EDITION,
    FICTION,
    ROOT,
    BuiltSite,
    clean_environment,
    copy_project,
    file_bytes,
    program,
    run,
    sigap,
)
from tests.site.html import read_page

TEXT_SUFFIXES = (".html", ".xml", ".json", ".css", ".js", ".txt", ".svg")
# Moments with seconds: the sources name none, so all are worked out from `as_of` and from days of the content.
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}[^\s\"<&,]*")
DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
MACHINE_WORDS = ("/home/", "/root/", str(ROOT), CACHE, ".building-")
VERSIONS_OF_TOOLS = re.compile(
    r"""mkdocs-\d|mkdocs-material-\d|name=["']generator|properdocs-\d|jinja2?-\d""", re.IGNORECASE
)
# A clock that is three days and some hours ahead, for a process that is started with this module on its path.
OTHER_CLOCK = """
import time
AHEAD = 3 * 86_400 + 12_345
_time, _localtime, _gmtime = time.time, time.localtime, time.gmtime
time.time = lambda: _time() + AHEAD
time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
"""


@pytest.fixture
def project(tmp_path: Path, font_cache: Path) -> Path:
    return copy_project(tmp_path / "project", FICTION, font_cache)


def invoke(project: Path, *arguments: str) -> Result:
    """Run the command inside the test's process, where something of it can be replaced."""
    return CliRunner().invoke(main, ["--project", str(project), "--lang", "en", *arguments])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# What is published


def test_a_build_publishes_an_edition_and_says_where(fiction_site: BuiltSite) -> None:
    public = fiction_site.public
    assert {path.name for path in public.iterdir()} == {EDITION, "editions.jsonl", "latest", "versions.json", ".lock"}
    assert (public / "latest").is_symlink()
    assert str((public / "latest").readlink()) == EDITION
    assert json.loads((public / "versions.json").read_text()) == [
        {"version": EDITION, "title": "1 Feb 2026, 00.00", "aliases": ["latest"], "properties": {"as_of": AS_OF}}
    ]
    page = fiction_site.pages["kasir/"]
    assert "Kasir menyapa tamu" in page.text()


def test_streams_and_the_list_of_promises(project: Path) -> None:
    done = sigap(project, "--lang", "en", "build", "--as-of", AS_OF)
    assert (done.returncode, done.stdout) == (0, f"public/{EDITION}\n")
    assert done.stderr == "errors: 0, warnings: 0\n"
    promised = (project / "content/addresses.txt").read_text().splitlines()
    assert {"kasir", "kasir/sapaan", "kasir/biaya-iuran"} <= set(promised)
    assert promised == sorted(promised)


def test_json_is_one_document(project: Path) -> None:
    done = sigap(project, "build", "--as-of", AS_OF, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "schema": 1,
        "problems": [],
        "settled": [],
        "summary": dict.fromkeys(("errors", "warnings", "open", "accepted", "dismissed"), 0),
    }


def test_building_the_same_again_gives_the_same_edition(project: Path) -> None:
    first = sigap(project, "build", "--as-of", AS_OF)
    second = sigap(project, "build", "--as-of", AS_OF)
    assert first.stdout == second.stdout
    assert [path.name for path in (project / "public").iterdir() if path.is_dir() and not path.is_symlink()] == [
        EDITION
    ]


def test_other_content_at_the_same_moment_gets_an_edition_beside_the_first(project: Path) -> None:
    sigap(project, "build", "--as-of", AS_OF)
    before = file_bytes(project / "public" / EDITION)
    edit(project / "content/documents/kasir/1/revision.yml", "Dokumen rekaan.", "Dokumen rekaan, kedua.")
    done = sigap(project, "build", "--as-of", AS_OF)
    assert done.returncode == 0, done.stdout + done.stderr
    assert str((project / "public/latest").readlink()) == f"{EDITION}-2"
    assert file_bytes(project / "public" / EDITION) == before


# What stops it


def test_content_with_errors_is_1_and_writes_nothing(project: Path) -> None:
    edit(project / "content/documents/kasir/1/faq.yml", "answer", "anser")
    addresses = (project / "content/addresses.txt").read_bytes()
    done = sigap(project, "--lang", "en", "build", "--as-of", AS_OF)
    assert done.returncode == 1
    assert re.search(
        r"^content/documents/kasir/1/faq\.yml:\d+:\d+: error: .*\[field-unknown", done.stdout, re.MULTILINE
    )
    assert not (project / "public").exists()
    assert (project / "content/addresses.txt").read_bytes() == addresses


def test_all_problems_are_shown_in_one_run(project: Path) -> None:
    edit(project / "content/documents/kasir/1/faq.yml", "answer", "anser")
    edit(project / "content/documents/kasir/1/fees.yml", "title:", "titel:")
    done = sigap(project, "build", "--as-of", AS_OF)
    assert done.returncode == 1
    assert "faq.yml" in done.stdout
    assert "fees.yml" in done.stdout


def test_strict_lets_a_warning_stop_publishing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_warning(*arguments: object) -> Prepared:
        prepared = prepare(*arguments)  # type: ignore[arg-type]  # handed through as it came
        found = warning(Location("content/redirects.yml", 1, 1), "part-not-shown", id="contoh")
        return dataclasses.replace(prepared, problems=[*prepared.problems, found])

    monkeypatch.setattr("generator.cli.base.prepare", with_warning)
    strict = invoke(project, "build", "--as-of", AS_OF, "--strict")
    assert strict.exit_code == 1
    assert ": warning: " in strict.stdout
    assert not (project / "public").exists()
    assert invoke(project, "build", "--as-of", AS_OF).exit_code == 0
    assert (project / "public/latest").is_symlink()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        pytest.param(["build", "--as-of", "besok"], 2, id="a moment that is none"),
        pytest.param(["build", "--as-of", "2026-02-01T00:00"], 2, id="a moment without a zone"),
        pytest.param(["buld"], 2, id="a command that is none"),
        pytest.param(["--project", "nowhere", "build"], 3, id="no content folder"),
    ],
)
def test_exit_status(arguments: list[str], status: int, project: Path) -> None:
    done = sigap(project, *arguments)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr


def rendered_with(change: Callable[[SiteSources], SiteSources]) -> Callable[..., SiteSources]:
    """Return a renderer whose result is changed: the fault that only verifying can see."""

    def render_changed(*arguments: object) -> SiteSources:
        return change(render_sources(*arguments))  # type: ignore[arg-type]  # handed through as it came

    return render_changed


def with_page(html: str) -> Callable[[SiteSources], SiteSources]:
    page = Page("rusak/index.md", "Rusak", f"# Rusak {{ #judul }}\n\n{html}\n", "Halaman rusak.")
    return lambda sources: dataclasses.replace(sources, pages=[*sources.pages, page])


@pytest.mark.parametrize(
    ("html", "code"),
    [
        pytest.param('<p><a href="../tidak-ada/">x</a></p>', "site-missing-target", id="a link to nowhere"),
        pytest.param(
            '<p><a href="../kasir/#tidak-ada">x</a></p>', "site-missing-anchor", id="a place that is not there"
        ),
        pytest.param(
            '<p><img alt="" src="https://example.com/x.png"></p>', "site-foreign-request", id="another origin"
        ),
        pytest.param('<p id="satu">a</p>\n\n<p id="satu">b</p>', "site-duplicate-id", id="an id twice"),
        pytest.param('<p style="color:red">a</p>', "site-style-attribute", id="a style attribute"),
    ],
)
def test_what_verifying_finds_stops_publishing(
    html: str, code: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke(project, "build", "--as-of", "2026-01-10")
    public = project / "public"
    before = file_bytes(public / "2026-01-10-000000")
    monkeypatch.setattr("generator.plugin.render_sources", rendered_with(with_page(html)))
    result = invoke(project, "build", "--as-of", AS_OF)
    assert result.exit_code == 1, result.output
    assert f"[{code}]" in result.stdout
    assert str((public / "latest").readlink()) == "2026-01-10-000000"
    assert file_bytes(public / "2026-01-10-000000") == before
    assert {path.name for path in public.iterdir()} == {
        "2026-01-10-000000",
        "editions.jsonl",
        "latest",
        "versions.json",
        ".lock",
    }


def test_a_site_builder_that_refuses_is_3_and_publishes_nothing(project: Path) -> None:
    edit(project / "mkdocs.yml", "name: material", "name: tidak-ada")
    done = sigap(project, "build", "--as-of", AS_OF)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "public/latest").exists()


# The same bytes


@pytest.mark.slow
def test_same_content_and_moment_give_the_same_bytes(real_site: BuiltSite, tmp_path: Path, font_cache: Path) -> None:
    project = copy_project(tmp_path / "lain/tempat lain", ROOT / "content", font_cache)
    clock = tmp_path / "clock"
    clock.mkdir()
    (clock / "sitecustomize.py").write_text(OTHER_CLOCK)
    environment = clean_environment(
        PYTHONHASHSEED="4711",
        PYTHONPATH=str(clock),
        SOURCE_DATE_EPOCH="1000000000",
        TZ="America/Los_Angeles",
        LC_ALL=other_locale(),
        HOME=str(tmp_path),
        USER="pengguna-uji",
        LOGNAME="pengguna-uji",
        HOSTNAME="mesin-uji",
    )
    done = sigap(project, "build", "--as-of", AS_OF, "--out", str(tmp_path / "terbit"), environment=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    first, second = file_bytes(real_site.path), file_bytes(tmp_path / "terbit" / EDITION)
    assert first.keys() == second.keys()
    assert [name for name, data in first.items() if data != second[name]] == []


def other_locale() -> str:
    """Return a locale of this machine with other habits than C, if it has one."""
    before = locale.setlocale(locale.LC_CTYPE)
    for name in ("tr_TR.UTF-8", "de_DE.UTF-8", "id_ID.UTF-8", "C.UTF-8"):
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        locale.setlocale(locale.LC_CTYPE, before)
        return name
    return "C"


@pytest.mark.parametrize("strict", [[], ["--strict"]], ids=["plain", "strict"])
def test_mkdocs_alone_builds_the_same_site(strict: list[str], fiction_site: BuiltSite, project: Path) -> None:
    environment = clean_environment(SIGAP_AS_OF=AS_OF, MIKE_DOCS_VERSION=EDITION)  # an edition, with a list of others
    done = run([program("mkdocs"), "build", *strict], project, environment)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert "end of life" not in done.stderr, "the theme's notice about MkDocs 2 is to be silent"
    built, published = file_bytes(project / "site"), file_bytes(fiction_site.path)
    for added in ("manifest.json", "versions.json"):  # by publishing: the sums of an edition's files, its own name
        published.pop(added)
    assert built.keys() == published.keys()
    assert [name for name, data in built.items() if data != published[name]] == []
    assert not (project / "public").exists()


def test_mkdocs_alone_refuses_content_with_errors(project: Path) -> None:
    edit(project / "content/documents/kasir/1/faq.yml", "answer", "anser")
    done = run([program("mkdocs"), "build"], project)
    assert done.returncode != 0
    assert "faq.yml" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


# Nothing else gets in


def test_only_what_is_allowed_is_published(project: Path, fiction_site: BuiltSite) -> None:
    draft = "kalimat-rahasia-7731"
    content = project / "content"
    strays = {
        f"register/evidence/{hashlib.sha256(draft.encode()).hexdigest()}.txt": draft,
        "catatan.txt": draft,
        "documents/kasir/1/draf.md": f"# Draf\n\n{draft}\n",
        "documents/kasir/1/draf.txt": draft,
        "documents/kasir/1/salinan.yml.bak": draft,
        "documents/kasir/1/halaman.html": f"<p>{draft}</p>",
        "assets/kode.js": f"alert('{draft}')",
        "assets/gaya.css": f"/* {draft} */",
        "assets/gambar.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><text>{draft}</text></svg>",
        "settings/alat.py": f"x = '{draft}'",
        ".hidden/x.md": f"# {draft}",
        ".env": draft,
        "robots.txt": draft,
    }
    for name, text in strays.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = sigap(project, "build", "--as-of", AS_OF)
    assert done.returncode == 0, done.stdout + done.stderr
    published = file_bytes(project / "public" / EDITION)
    assert [name for name, data in published.items() if draft.encode() in data] == []
    assert published.keys() == file_bytes(fiction_site.path).keys()


def test_no_file_of_the_content_folder_is_in_the_site(real_site: BuiltSite) -> None:
    names = file_bytes(real_site.path).keys()
    unwanted = (".yml", ".yaml", ".jsonl", ".md", ".txt", ".py", ".jinja", ".map.gz", ".gz")
    assert [name for name in names if name.endswith(unwanted) and name != "robots.txt"] == []
    assert [name for name in names if any(part.startswith(".") for part in name.split("/"))] == []


HOSTILE = """
# Tentang

<script>document.title = "diambil"</script>
<img src="x" onerror="document.title = 'diambil'" alt="">
<p onclick="alert(1)" style="position:fixed" data-x="1">Kalimat biasa.</p>
<iframe src="https://example.com/"></iframe><form action="https://example.com/"><input name="x"></form>
<style>body { display: none }</style>
<svg><script>alert(1)</script></svg>

[tautan](javascript:alert(1)) dan [lain](data:text/html,x)
"""


def test_a_hand_written_page_cannot_act(project: Path) -> None:
    (project / "content/tentang.md").write_text(HOSTILE, encoding="utf-8")
    done = sigap(project, "build", "--as-of", AS_OF)
    assert done.returncode == 0, done.stdout + done.stderr
    main = read_page((project / "public/latest/tentang/index.html").read_text(encoding="utf-8")).first("article")
    assert "Kalimat biasa." in main.text()
    names = {element.name for element in main.walk()}
    assert not names & {"script", "img", "iframe", "form", "input", "style", "svg"}
    attributes = {name for element in main.walk() for name in element.attributes}
    assert not attributes & {"onclick", "onerror", "style"}
    links = [each.attributes["href"] for each in main.all("a", href="*")]
    assert [link for link in links if link.startswith(("javascript:", "data:"))] == []


# No clock, no machine, no tool


def texts(site: Path) -> Iterator[tuple[str, str]]:
    for name, data in file_bytes(site).items():
        if name.endswith(TEXT_SUFFIXES):
            yield name, data.decode("utf-8")


def test_no_output_names_a_machine_or_a_version_of_a_tool(real_site: BuiltSite) -> None:
    host = socket.gethostname()
    words = (*MACHINE_WORDS, str(real_site.project), *([host] if len(host) > 8 else []))
    found = [(name, word) for name, text in texts(real_site.path) for word in words if word in text]
    found += [(name, hit) for name, text in texts(real_site.path) for hit in VERSIONS_OF_TOOLS.findall(text)]
    assert found == []


def days_of_content(site: BuiltSite) -> set[str]:
    """Return the first moments of the days that the content itself names: when revisions were approved and began."""
    texts = (path.read_text(encoding="utf-8") for path in (site.project / "content").rglob("*.yml"))
    return {f"{day}T00:00:00+07:00" for text in texts for day in DAY.findall(text)}


def moments_of_registers(site: BuiltSite) -> list[dt.datetime]:
    """Return when the lines of the registers were recorded, in the site's zone."""
    chains, zone = site.library.content.registers.values(), site.library.now.tzinfo
    return [entry.at.astimezone(zone) for chain in chains for entry in chain.entries]


def test_the_moment_of_the_build_is_the_only_clock(real_site: BuiltSite) -> None:
    pages = [(name, text) for name, text in texts(real_site.path) if name.endswith((".html", ".xml", ".json"))]
    moments = {(name, moment) for name, text in pages for moment in MOMENT.findall(text)}
    library = real_site.library
    recorded = moments_of_registers(real_site)
    allowed = {library.now.isoformat(), trusted_until(library).isoformat(), *days_of_content(real_site)}
    allowed |= {moment.isoformat() for moment in recorded}
    assert {(name, moment) for name, moment in moments if moment not in allowed} == set()
    today = dt.datetime.now(dt.UTC).date()
    days = {today + dt.timedelta(days=shift) for shift in (-1, 0, 1)} - {moment.date() for moment in recorded}
    written = [form for day in days for form in (day.isoformat(), day.strftime("%Y%m%d"), day.strftime("%a, %d %b %Y"))]
    assert [(name, word) for name, text in texts(real_site.path) for word in written if word in text] == []


def test_the_sitemap_names_no_day(real_site: BuiltSite) -> None:
    sitemap = (real_site.path / "sitemap.xml").read_text(encoding="utf-8")
    assert sitemap.startswith("<?xml")
    assert "lastmod" not in sitemap


def test_a_known_address_of_the_site_is_in_the_sitemap(project: Path) -> None:
    edit(project / "mkdocs.yml", "site_name: Sigap", "site_name: Sigap\nsite_url: https://intranet.example/sigap/")
    done = sigap(project, "build", "--as-of", AS_OF)
    assert done.returncode == 0, done.stdout + done.stderr
    sitemap = (project / "public/latest/sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://intranet.example/sigap/kasir/</loc>" in sitemap
    assert sitemap.count("<url>") == len(list((project / "public/latest").rglob("index.html")))
    assert "lastmod" not in sitemap


# Nothing grows with the number of documents but the documents


def documents_copied(project: Path, count: int) -> None:
    """Put copies of the made-up document beside it, each under its own address."""
    source = project / "content/documents/kasir"
    for number in range(2, count + 1):
        name = f"kasir-{number:03}"
        shutil.copytree(source, source.with_name(name))
        for path in source.with_name(name).rglob("*.yml"):
            text = path.read_text(encoding="utf-8")
            text = re.sub(r"\bkasir(?=/)", name, text)
            path.write_text(re.sub(r"^id: kasir$", f"id: {name}", text, flags=re.MULTILINE), encoding="utf-8")


@dataclasses.dataclass(frozen=True)
class Size:
    """What a site weighs."""

    navigation: set[int]
    first_document: int
    html: int


def size_with(count: int, path: Path, font_cache: Path) -> Size:
    project = copy_project(path, FICTION, font_cache)
    documents_copied(project, count)
    done = sigap(project, "build", "--as-of", AS_OF)
    assert done.returncode == 0, done.stdout + done.stderr
    return size_of(project / "public" / EDITION)


def size_of(site: Path) -> Size:
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    rooms = {path: read_page(text).first("nav", class_="sigap-navigation") for path, text in pages.items()}
    return Size(
        navigation={len(list(room.walk())) for room in rooms.values()},
        first_document=len((site / "kasir/index.html").read_bytes()),
        html=sum(len(text.encode()) for text in pages.values()),
    )


@pytest.mark.slow
def test_the_output_grows_with_the_documents_and_no_faster(
    fiction_site: BuiltSite, tmp_path: Path, font_cache: Path
) -> None:
    one = size_of(fiction_site.path)
    some, many = (size_with(count, tmp_path / str(count), font_cache) for count in (6, 16))
    assert one.navigation == some.navigation == many.navigation
    assert len(many.navigation) == 1
    assert one.first_document == some.first_document == many.first_document
    early, late = (some.html - one.html) / 5, (many.html - some.html) / 10
    assert late == pytest.approx(early, rel=0.05)
