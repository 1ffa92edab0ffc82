"""Old links keep leading somewhere: to the line that names what took their place."""

import datetime as dt
import re
from pathlib import Path

import pytest

from generator.kinds.document.view import document_pages
from generator.render.context import RenderContext
from generator.render.moved import moved_pages
from tests.contents import base_copy, library_of, write_files

REDIRECTS = """\
redirects:
  - {from: kasir/sapaan-lama, to: kasir/sapaan, reason: Diganti nama.}
  - {from: loket-lama/salam, to: kasir/sapaan-lama, reason: Dokumen digabung.}
  - {from: kasa, to: kasir, reason: Dokumen diganti nama.}
"""


@pytest.fixture
def context(tmp_path: Path) -> RenderContext:
    content = base_copy(tmp_path)
    write_files(content, {"redirects.yml": REDIRECTS})
    return RenderContext(library_of(content), dt.datetime(2026, 2, 1, tzinfo=dt.UTC))


def test_a_moved_unit_leaves_its_id_on_the_page_where_it_stood(context: RenderContext) -> None:
    page = next(page for page in document_pages(context) if page.uri == "kasir/index.md")
    line = re.search(r'<li id="sapaan-lama" data-sigap-moved="kasir/sapaan-lama">.*?</li>', page.markdown)
    assert line
    assert 'href="#sapaan"' in line[0]


def test_a_document_that_is_gone_leaves_a_page(context: RenderContext) -> None:
    pages = {page.uri: page for page in moved_pages(context)}
    assert sorted(pages) == ["kasa/index.md", "loket-lama/index.md"]
    assert '<li id="salam" data-sigap-moved="loket-lama/salam">' in pages["loket-lama/index.md"].markdown
    assert 'href="../kasir/#sapaan"' in pages["loket-lama/index.md"].markdown
    assert 'href="../kasir/"' in pages["kasa/index.md"].markdown
    assert not any(page.is_indexed for page in pages.values())


def test_pages_without_moved_addresses_say_nothing_of_them(tmp_path: Path) -> None:
    context = RenderContext(library_of(base_copy(tmp_path)), dt.datetime(2026, 2, 1, tzinfo=dt.UTC))
    assert not any("data-sigap-moved" in page.markdown for page in document_pages(context))
    assert list(moved_pages(context)) == []
