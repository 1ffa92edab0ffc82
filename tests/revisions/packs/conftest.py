"""The content with a register that tests of this room look at; it is written once per run and never changed."""

from pathlib import Path

import pytest

from tests.changes.published import published_content
from tests.site.building import CACHE, font_cache

__all__ = ["font_cache"]


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> Path:
    """Return the content of a project whose cache has the fonts."""
    project = tmp_path_factory.mktemp("packs")
    (project / CACHE).symlink_to(font_cache)
    return published_content(project)
