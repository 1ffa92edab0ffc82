"""Sites for tests, built as a user builds them: once per run, shared by all tests and all worker processes.

A site is built from a copy of the project, since publishing adds addresses to `content/addresses.txt`.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from generator.build.prepare import Prepared, prepare
from generator.library import Library
from generator.pdf.fonts import printed_fonts
from generator.render.fonts import web_fonts
from tests.contents import switch_off_rules
from tests.site.html import Element, read_pages, units

ROOT = Path(__file__).resolve().parents[2]
FICTION = ROOT / "tests/cases/base/content"
AS_OF = "2026-02-01"
EDITION = "2026-02-01-000000"
CACHE = ".sigap-cache"


@dataclass(frozen=True)
class BuiltSite:
    """A published edition and the project that it was built from."""

    project: Path
    public: Path

    @property
    def path(self) -> Path:
        """Return the folder of the edition."""
        return self.public / EDITION

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Return its pages by their addresses."""
        return read_pages(self.path)

    @cached_property
    def units(self) -> dict[str, dict[str, Element]]:
        """Return the units of each page by their addresses: a page is walked once, not once for each question."""
        return {url: units(page) for url, page in self.pages.items()}

    @cached_property
    def anchors(self) -> dict[str, set[str]]:
        """Return the ids on each page."""
        return {
            url: {element.attributes["id"] for element in page.walk() if "id" in element.attributes}
            for url, page in self.pages.items()
        }

    @cached_property
    def prepared(self) -> Prepared:
        """Return the content that it shows."""
        return prepare(self.project / "content", AS_OF, {}, dt.datetime.now(dt.UTC))

    @property
    def library(self) -> Library:
        """Return its master list."""
        return self.prepared.library


@pytest.fixture(scope="session")
def font_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where cut fonts are kept between the builds of a run, with all of them: cutting takes seconds."""
    return make_once(common_folder(tmp_path_factory) / "font-cache", cut_all_fonts)


def cut_all_fonts(path: Path) -> None:
    """Cut the fonts of sites and of PDFs, which each build would do otherwise."""
    web_fonts(path)
    printed_fonts(path)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> BuiltSite:
    """Return the site of the repository's own content, built by `sigap build`."""
    return shared_site(tmp_path_factory, "real-site", ROOT / "content", font_cache)


@pytest.fixture(scope="session")
def fiction_site(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> BuiltSite:
    """Return the site of the small made-up content, which tests may name in detail."""
    return shared_site(tmp_path_factory, "fiction-site", FICTION, font_cache)


def common_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a temporary folder that all worker processes of a run have in common."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def shared_site(factory: pytest.TempPathFactory, name: str, content: Path, font_cache: Path) -> BuiltSite:
    """Build a site, or take the one that another worker process has built."""

    def build(path: Path) -> None:
        project = copy_project(path / "project", content, font_cache)
        done = sigap(project, "build", "--as-of", AS_OF, "--out", str(path / "public"))
        assert done.returncode == 0, done.stdout + done.stderr

    path = make_once(common_folder(factory) / name, build)
    return BuiltSite(path / "project", path / "public")


def make_once(path: Path, make: Callable[[Path], None]) -> Path:
    """Let one process make a folder while the others wait for it."""
    done = path.with_name(f"{path.name}.done")
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir()
            make(path)
            done.touch()
    return path


def copy_project(path: Path, content: Path, font_cache: Path) -> Path:
    """Copy what a build reads: the site's settings, the theme, and some content; new findings stop no test."""
    path.mkdir(parents=True)
    shutil.copytree(content, path / "content")
    if content == FICTION:
        switch_off_rules(path / "content")
    shutil.copytree(ROOT / "overrides", path / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", path)
    (path / CACHE).symlink_to(font_cache)
    return path


def program(name: str) -> str:
    """Return a program of the environment that runs the tests."""
    return str(Path(sys.executable).with_name(name))


def clean_environment(**additions: str) -> dict[str, str]:
    """Return the environment without what would tell Sigap another moment or language."""
    left_out = {"SIGAP_AS_OF", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"}
    return {name: value for name, value in os.environ.items() if name not in left_out} | additions


def sigap(
    project: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in the project's folder."""
    return run([program("sigap"), *arguments], project, environment)


def run(
    command: list[str], folder: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder and take what it says."""
    chosen = clean_environment() if environment is None else dict(environment)
    return subprocess.run(command, cwd=folder, env=chosen, capture_output=True, text=True, check=False)


def file_bytes(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
