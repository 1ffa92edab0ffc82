"""How many ways of asking stand with each answer of the real content."""

import datetime as dt
from pathlib import Path

import pytest

from generator.build.prepare import prepare
from generator.library import Unit

AS_OF = "2026-01-15"
FEWEST = {"faq": 5, "script": 2, "table": 2, "flow": 2, "record": 2, "rule": 2, "fee-table": 2, "catalogue": 2}


@pytest.fixture(scope="module")
def units(root_path: Path) -> list[Unit]:
    prepared = prepare(root_path / "content", AS_OF, {}, dt.datetime(2026, 1, 15, tzinfo=dt.UTC))
    return list(prepared.library.units())


@pytest.mark.parametrize("kind", FEWEST)
def test_each_answer_has_enough_ways_of_asking(kind: str, units: list[Unit]) -> None:
    asked = {unit.address: len(getattr(unit.model, "similar", ())) for unit in units if unit.kind == kind}
    assert asked
    assert [address for address, count in asked.items() if count < FEWEST[kind]] == []
