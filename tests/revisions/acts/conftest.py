from dataclasses import replace
from pathlib import Path

import pytest

from tests.revisions.acts.office import Office
from tests.revisions.acts.office import office as make_office


@pytest.fixture(scope="session")
def beginnings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Office]:
    """Return an office at each point of a revision's life; tests work on copies."""
    found: dict[str, Office] = {}
    for name in ("fresh", "in_review", "approved", "published"):
        at = replace(make_office(tmp_path_factory.mktemp(name)), beginnings=found)
        found[name] = at if name == "fresh" else getattr(at, name)()
    return {name: replace(at, beginnings={}) for name, at in found.items()}


@pytest.fixture
def office(tmp_path: Path, beginnings: dict[str, Office]) -> Office:
    return replace(make_office(tmp_path), beginnings=beginnings)
