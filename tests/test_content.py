"""Gathering from a disk that holds more than files: nothing is passed over in silence, nothing else gets in."""

import os
from pathlib import Path

import pytest

from generator.checks import check_library
from generator.content import gather
from generator.messages import load_catalogue
from generator.reports.text import render_text
from tests.contents import base_copy, library_of


def found(content: Path) -> list[str]:
    return [f"{problem.location}: {problem.code}" for problem in gather(content).problems]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return base_copy(tmp_path)


def test_clean_content_is_gathered_without_a_problem(content: Path) -> None:
    assert found(content) == []


def test_a_link_out_of_the_content_is_refused(content: Path, tmp_path: Path) -> None:
    (tmp_path / "rahasia.md").write_text("# Rahasia\n", encoding="utf-8")
    (content / "halaman.md").symlink_to(tmp_path / "rahasia.md")
    assert found(content) == ["content/halaman.md: content-no-file"]
    assert gather(content).pages == {}


def test_links_are_neither_followed_nor_walked_in_circles(content: Path) -> None:
    (content / "putaran").symlink_to(content)
    (content / "settings" / "lain.yml").symlink_to("/dev/zero")
    (content / "patah.yml").symlink_to("tidak-ada.yml")
    assert sorted(found(content)) == [
        "content/patah.yml: content-no-file",
        "content/putaran: content-no-file",
        "content/settings/lain.yml: content-no-file",
    ]


def test_a_pipe_is_refused_and_not_read(content: Path) -> None:
    os.mkfifo(content / "pipa.yml")
    assert found(content) == ["content/pipa.yml: content-no-file"]


def test_what_begins_with_a_dot_is_passed_over(content: Path) -> None:
    (content / ".#brands.yml").symlink_to("siapa@mana")
    (content / ".draf").mkdir()
    (content / ".draf" / "a.yml").write_text("x", encoding="utf-8")
    assert found(content) == []


def test_what_may_not_be_read_hides_nothing_else(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = content / "settings" / "brands.yml"
    may = os.access
    monkeypatch.setattr("os.access", lambda path, mode: path != closed and may(path, mode))
    (content / "settings" / "channels.yml").write_text("chanels: []\n", encoding="utf-8")
    codes = found(content)
    assert codes[0] == "content/settings/brands.yml: content-unreadable"
    assert any(code.startswith("content/settings/channels.yml:1:1: field-unknown") for code in codes)


def test_a_folder_that_may_not_be_read_is_reported(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = str(content / "documents" / "kasir")
    scan = os.scandir

    def scandir(path: str) -> object:
        if os.fspath(path) == closed:
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr("os.scandir", scandir)
    problems = gather(content).problems
    assert [problem.code for problem in problems] == ["content-unreadable"]
    first = render_text(problems[0], load_catalogue("en")).splitlines()[0]
    assert first == "content/documents/kasir: error: this cannot be read: Permission denied [content-unreadable]"


def test_a_file_in_utf_16_is_the_only_thing_reported(content: Path) -> None:
    path = content / "documents/kasir/1/faq.yml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    library = library_of(content)
    assert [problem.code for problem in check_library(library).problems] == ["yaml-utf16"]
