"""What an edition does to the project around it, with a builder that writes one page."""

import datetime as dt
from pathlib import Path

import pytest

from generator.build.csp import content_security_policy
from generator.build.prepare import Prepared, prepare
from generator.build.site import build_edition
from generator.editions.publish import PublishError
from tests.contents import base_copy

PAGE = content_security_policy('<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>')


def one_page(_prepared: Prepared, _config: Path, site: Path) -> None:
    (site / "index.html").write_bytes(PAGE.encode())


def no_page(_prepared: Prepared, _config: Path, _site: Path) -> None:
    return


def prepared_in(project: Path) -> Prepared:
    return prepare(base_copy(project), "2026-02-01", {}, dt.datetime.now(dt.UTC))


def test_new_addresses_are_recorded_with_the_edition(tmp_path: Path) -> None:
    prepared = prepared_in(tmp_path)
    edition = build_edition(prepared, tmp_path, tmp_path / "public", one_page)
    assert edition.path == tmp_path / "public/2026-02-01-000000"
    lines = (tmp_path / "content/addresses.txt").read_text(encoding="utf-8").splitlines()
    assert {"kasir", "kasir/sapaan", "kasir/cara-bayar"} <= set(lines)
    assert lines == sorted(lines)
    assert not (tmp_path / "content/.addresses.txt.new").exists()


def test_what_cannot_be_promised_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = prepared_in(tmp_path)
    before = (tmp_path / "content/addresses.txt").read_bytes()

    def refuse(path: Path, *_arguments: object, **_options: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_text", refuse)
    with pytest.raises(PublishError) as failure:
        build_edition(prepared, tmp_path, tmp_path / "public", one_page)
    monkeypatch.undo()
    assert failure.value.problem.values["reason"] == "Permission denied: .addresses.txt.new"
    assert not (tmp_path / "public/latest").exists()
    assert (tmp_path / "content/addresses.txt").read_bytes() == before


def test_a_site_without_pages_is_not_published(tmp_path: Path) -> None:
    edition = build_edition(prepared_in(tmp_path), tmp_path, tmp_path / "public", no_page)
    assert edition.path is None
    assert [problem.code for problem in edition.problems] == ["site-no-home"]
    assert not (tmp_path / "public/latest").exists()
