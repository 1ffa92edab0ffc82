"""What agents must know of a fault stands at the answers that it concerns, in the real content."""

import datetime as dt
from pathlib import Path

from generator.build.prepare import prepare
from generator.render.context import RenderContext


def test_what_is_said_of_a_fee_table_is_said_of_each_fee(root_path: Path) -> None:
    prepared = prepare(root_path / "content", "2026-01-15", {}, dt.datetime(2026, 1, 15, tzinfo=dt.UTC))
    build = RenderContext(prepared.library, prepared.as_of, prepared.findings)
    fees = {each.address: each for each in build.answers if each.address.startswith("pln-mobile/biaya-admin/")}
    table = next(each for each in build.answers if each.address == "pln-mobile/biaya-admin")
    assert table.cautions
    assert len(fees) > 10
    assert all(set(table.cautions) <= set(fee.cautions) for fee in fees.values())
    assert {fee.age for fee in fees.values()} == {table.age}
