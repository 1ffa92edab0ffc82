"""A skeleton is a file that Sigap reads, with every key explained."""

from pathlib import Path

import pytest

from generator.kinds.skeleton import KINDS, SkeletonError, path_of, skeleton, write_skeleton
from generator.model.base import keys_of
from generator.model.validate import validate
from generator.yaml_source import read_yaml

NAMES = {
    "document": ["sop-baru"],
    "revision": ["sop-baru", "1"],
    "flow": ["sop-baru", "1", "alur"],
    "training": ["posisi-baru"],
    **{
        kind: ["sop-baru", "1"]
        for kind in ("scripts", "faq", "fees", "service-catalogue", "tables", "records", "rules")
    },
}


def names_of(kind: str) -> list[str]:
    return NAMES.get(kind, [])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_skeleton_is_read_without_a_problem(kind: str) -> None:
    node, problems = read_yaml(skeleton(kind, names_of(kind)).encode(), "a.yml")
    assert problems == []
    assert node is not None
    model, problems = validate(node, KINDS[kind].model)
    assert problems == []
    assert model is not None


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_skeleton_names_and_explains_every_key(kind: str) -> None:
    model = KINDS[kind].model
    text = skeleton(kind, names_of(kind))
    assert [key for key in keys_of(model) if f"{key}:" not in text] == []
    assert [field.description for field in model.model_fields.values() if f"# {field.description}" not in text] == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_skeleton_stands_where_its_kind_belongs(kind: str, tmp_path: Path) -> None:
    path = write_skeleton(tmp_path, kind, names_of(kind))
    assert path == tmp_path / path_of(kind, names_of(kind))
    assert path.read_text(encoding="utf-8") == skeleton(kind, names_of(kind))


def test_names_are_filled_in() -> None:
    assert 'id: "sop-baru"' in skeleton("document", ["sop-baru"])
    assert 'revision: "1.10"' in skeleton("revision", ["sop-baru", "1.10"])


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "settings").mkdir()
    (tmp_path / "settings" / "brands.yml").write_text("milik penulis")
    with pytest.raises(SkeletonError, match="exists already"):
        write_skeleton(tmp_path, "brands", [])
    assert (tmp_path / "settings" / "brands.yml").read_text() == "milik penulis"


@pytest.mark.parametrize(
    ("kind", "names", "message"),
    [
        pytest.param("document", [], "write `sigap new document <document>`", id="a name is missing"),
        pytest.param("scripts", ["a"], "write `sigap new scripts <document> <revision>`", id="one of two is missing"),
        pytest.param("brands", ["a"], "write `sigap new brands`", id="a name too many"),
        pytest.param("document", ["SOP Baru"], "lower-case words joined by hyphens", id="no id"),
        pytest.param("document", ["../luar"], "lower-case words joined by hyphens", id="a way out"),
        pytest.param("scripts", ["a", ".."], "lower-case words joined by hyphens", id="a way out by the revision"),
        pytest.param("flow", ["a", "1", "Alur"], "lower-case words joined by hyphens", id="a name with a capital"),
    ],
)
def test_wrong_names_write_nothing_and_say_what_to_write(
    tmp_path: Path, kind: str, names: list[str], message: str
) -> None:
    with pytest.raises(SkeletonError, match=message):
        write_skeleton(tmp_path, kind, names)
    assert list(tmp_path.iterdir()) == []
