"""The content with a register that tests of this room look at; it is written once per run and never changed."""

from pathlib import Path

import pytest

from generator.render.context import RenderContext
from tests.changes.published import context_of, published_content


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published_content(tmp_path_factory.mktemp("published"))


class Held:
    """Holds a build for tests that are run with many examples, where its own long form would be written each time."""

    def __init__(self, context: RenderContext) -> None:
        self.context = context


@pytest.fixture(scope="session")
def held_february(february: RenderContext) -> Held:
    return Held(february)


@pytest.fixture(scope="session")
def february(content: Path) -> RenderContext:
    """Return a build of 1 February 2026: revision 2 holds, 3 is coming, 4 is in review."""
    return context_of(content)
