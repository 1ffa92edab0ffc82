"""The path of a file says its kind, and no path says two."""

import pytest

from generator.kinds.registry import FILE_KINDS, kind_of_file


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("settings/brands.yml", "brands"),
        ("settings/site.yml", "site"),
        ("documents/digilive/document.yml", "document"),
        ("documents/digilive/2/revision.yml", "revision"),
        ("documents/elektrinet/2023-07-25/tables.yml", "tables"),
        ("documents/a/1.10/scripts.yml", "scripts"),
        ("documents/digilive/2/flow-kata-sandi.yml", "flow"),
        ("glossary.yml", "glossary"),
        ("training/posisi-baru.yml", "training"),
        ("redirects.yml", "redirects"),
    ],
)
def test_a_path_says_its_kind(path: str, kind: str) -> None:
    found = kind_of_file(path)
    assert found is not None
    assert found.name == kind


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("brands.yml", id="in the wrong folder"),
        pytest.param("settings/brand.yml", id="a settings file that is none"),
        pytest.param("settings/brands.yaml", id="another suffix"),
        pytest.param("documents/Digilive/document.yml", id="a capital"),
        pytest.param("documents/digilive/revision.yml", id="outside a revision"),
        pytest.param("documents/digilive/2/x/scripts.yml", id="too deep"),
        pytest.param("documents/digilive/../scripts.yml", id="no way out of the document"),
        pytest.param("documents/digilive/2/flow-.yml", id="a flow without a name"),
        pytest.param("documents/digilive/2/scripts.yml.bak", id="a copy"),
    ],
)
def test_other_paths_say_none(path: str) -> None:
    assert kind_of_file(path) is None


def test_names_and_patterns_are_unique() -> None:
    assert len({kind.name for kind in FILE_KINDS}) == len(FILE_KINDS)
    assert len({kind.pattern.pattern for kind in FILE_KINDS}) == len(FILE_KINDS)


def test_only_the_site_itself_is_required() -> None:
    assert [kind.name for kind in FILE_KINDS if kind.is_required] == ["site"]
