"""One PDF for the tests of this room."""

from pathlib import Path

import pytest

from generator.pdf.controlled import controlled_pdf
from generator.render.context import RenderContext
from tests.registers import content_with_people, library_at, publish
from tests.site.building import font_cache

__all__ = ["font_cache"]


@pytest.fixture(scope="session")
def paper_project(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    """Return a project in which revision 1 of `kasir` is published, and its PDF as kasir.pdf; tests leave it alone."""
    project = tmp_path_factory.mktemp("paper")
    content = content_with_people(project)
    publish(content)
    library = library_at(content)
    document = library.documents["kasir"]
    context = RenderContext(library, library.now, cache_path=font_cache)
    (project / "kasir.pdf").write_bytes(controlled_pdf(context, document, document.revisions["1"]))
    return project
