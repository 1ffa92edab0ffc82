"""Words, addresses and models inside are found generically, with their keys as written."""

from generator.kinds.clause.schema import Clause
from generator.kinds.fees.schema import FeeTable
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Row, Table
from generator.model.base import Standing
from generator.model.walk import addresses, children, descendants, plan_of, texts
from tests.contents import read_model

CLAUSE = """\
id: langkah
title: Satu
actor: kasir
skip: [kasir/a, kasir/b]
similar: [Bagaimana?]
body:
  - text: Dua
    body:
      - note: Tiga
  - script: sapaan
  - figure: {id: gambar, state: lost, text: Hilang, labels: [Awal, Akhir]}
"""


def test_models_inside_come_in_the_order_of_the_text() -> None:
    names = [type(model).__name__ for model in descendants(read_model(CLAUSE, Clause))]
    assert names == ["Clause", "Clause", "NoteBlock", "ScriptBlock", "FigureBlock", "Figure"]


def test_children_are_one_level_deep() -> None:
    names = [type(model).__name__ for model in children(read_model(CLAUSE, Clause))]
    assert names == ["Clause", "ScriptBlock", "FigureBlock"]


def test_words_are_found_with_their_paths() -> None:
    clause = read_model(CLAUSE, Clause)
    assert [(text.path, text.value) for text in texts(clause)] == [(("title",), "Satu"), (("similar", 0), "Bagaimana?")]


def test_words_in_lists_are_found_one_by_one() -> None:
    found = [text for model in descendants(read_model(CLAUSE, Clause)) for text in texts(model)]
    assert (("labels", 1), "Akhir") in [(text.path, text.value) for text in found]


def test_words_in_cells_are_found_by_column() -> None:
    row = read_model("id: a\ncells: {hari: Senin, jam: '08.00'}\n", Row)
    assert [(text.path, text.value) for text in texts(row)] == [
        (("cells", "hari"), "Senin"),
        (("cells", "jam"), "08.00"),
    ]


def test_words_know_their_standing_and_their_role() -> None:
    by_path = {text.path: text for text in texts(read_model(CLAUSE, Clause))}
    assert by_path["title",].standing is Standing.APPROVED
    assert by_path["similar", 0].standing is Standing.EDITORIAL
    assert by_path["title",].role.is_verbatim
    assert not by_path["similar", 0].role.is_verbatim


def test_words_know_their_place() -> None:
    by_path = {text.path: str(text.location) for text in texts(read_model(CLAUSE, Clause))}
    assert by_path["similar", 0] == "a.yml:5:11"


def test_addresses_are_found_with_the_kinds_they_may_lead_to() -> None:
    found = [(each.path, each.value, each.role.kinds) for each in addresses(read_model(CLAUSE, Clause))]
    assert found == [
        (("actor",), "kasir", ("role",)),
        (("skip", 0), "kasir/a", ()),
        (("skip", 1), "kasir/b", ()),
    ]


def test_ids_and_numbers_are_neither_words_nor_addresses() -> None:
    plans = {plan.key: plan for model in (FeeTable, Table, Script) for plan in plan_of(model)}
    assert plans["id"].text is None
    assert plans["id"].address is None
    assert plans["groups"].text is None, "the words in groups belong to the groups"


def test_a_plan_names_keys_as_they_are_written() -> None:
    assert {plan.name: plan.key for plan in plan_of(Script)}["is_example"] == "example"
