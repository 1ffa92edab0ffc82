"""The PDFs that tests of this room look at; fonts, charts and PDFs are drawn once per run, whatever process asks."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.pdf.site import pdf_files
from generator.render.context import RenderContext
from tests.pdf.reading import context_of
from tests.site.building import ROOT, font_cache, make_once, real_site

__all__ = ["font_cache", "real_site"]


@pytest.fixture(scope="session")
def real(font_cache: Path) -> RenderContext:
    """Return a build of the repository's own content."""
    return context_of(ROOT / "content", font_cache)


@pytest.fixture(scope="session")
def real_pdfs(real: RenderContext, font_cache: Path) -> Mapping[str, bytes]:
    """Return its PDFs by their paths on the site; one process draws them, the others find them drawn."""
    made = {}
    make_once(font_cache.with_name("real-pdfs"), lambda _: made.update(pdf_files(real)))
    return made or pdf_files(real)


@pytest.fixture(scope="session")
def fiction(font_cache: Path) -> RenderContext:
    """Return a build of the made-up content that has everything once."""
    return context_of(ROOT / "tests/fiction/content", font_cache)
