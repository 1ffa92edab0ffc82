"""Bad flows: whatever an author writes, or whatever is not installed, the answer is one clear line for each fault."""

import itertools
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.flowcharts import measure
from generator.render.fonts import MissingFontError
from tests.contents import base_copy, edit, switch_off_rules, write_files

FLOW = "documents/kasir/1/flow-alur-kasir.yml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return switch_off_rules(base_copy(tmp_path))


def checked(content: Path, *options: str) -> Result:
    arguments = ["--project", str(content.parent), "--lang", "en", *options, "check", "--as-of", "2026-02-01"]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def errors_of(result: Result) -> list[str]:
    assert "Traceback" not in result.output
    return [line.partition(": error: ")[2] for line in result.stdout.splitlines() if ": error: " in line]


def test_the_flow_is_sound_at_first(content: Path) -> None:
    assert checked(content).exit_code == 0


def test_a_dangling_edge_is_told_once_and_nothing_that_follows_from_it(content: Path) -> None:
    edit(content, FLOW, "{from: sapa, to: selesai}", "{from: sapa, to: selesei}")
    result = checked(content)
    assert errors_of(result) == ["no node of this flow has the id 'selesei' [flow-edge-to-nowhere]"]
    assert result.exit_code == 1


def test_a_flow_of_300_nodes_is_to_be_cut(content: Path) -> None:
    names = ["mulai", *(f"langkah-{number}" for number in range(298)), "selesai"]
    kinds = ["start", *["step"] * 298, "end"]
    nodes = "".join(
        f"    - {{id: {name}, kind: {kind}, text: {name}}}\n" for name, kind in zip(names, kinds, strict=True)
    )
    edges = "".join(f"    - {{from: {one}, to: {other}}}\n" for one, other in itertools.pairwise(names))
    head = "flow:\n  id: alur-kasir\n  title: Alur kasir\n  reconstructed: true\n"
    write_files(content, {FLOW: f"{head}  nodes:\n{nodes}  edges:\n{edges}"})
    assert errors_of(checked(content)) == ["this flow has 300 nodes, more than 60 [flow-too-long]"]


def test_a_label_of_500_letters_is_named_by_its_beginning(content: Path) -> None:
    edit(content, FLOW, "text: Tamu datang", f"text: {'Tamu datang '.ljust(496, 'o')} lagi")
    beginning = "Tamu datang oooooooooooooooooooooooooooo …"
    assert errors_of(checked(content)) == [
        f"the label '{beginning}' has 501 letters, more than 120 [flow-label-too-long]"
    ]


@pytest.mark.parametrize(
    ("letter", "named"),
    [
        pytest.param("😀", "U+1F600 (GRINNING FACE)", id="a picture"),
        pytest.param("漢", "U+6F22 (CJK UNIFIED IDEOGRAPH-6F22)", id="another script"),
        pytest.param("\ue000", "U+E000 (?)", id="a letter without a name"),
    ],
)
def test_a_letter_that_the_font_lacks_is_named(letter: str, named: str, content: Path) -> None:
    edit(content, FLOW, "text: Tamu datang", f'text: "Tamu {letter} datang {letter}"')
    expected = f"IBM Plex Sans, in which charts are drawn, has no letter {named} [flow-label-glyph]"
    assert errors_of(checked(content)) == [expected]


@pytest.mark.parametrize("letters", ["≥ 12 jam ≤ → ✓", "Ya/Baik – “lagi” …", "é ñ ü"])
def test_letters_that_the_font_has_are_welcome(letters: str, content: Path) -> None:
    edit(content, FLOW, "text: Tamu datang", f'text: "{letters}"')
    assert errors_of(checked(content)) == []


def test_a_title_that_a_clause_lends_is_looked_at_too(content: Path) -> None:
    edit(content, "documents/kasir/1/revision.yml", "Kasir menyapa", "Kasir 漢 menyapa")
    assert [line for line in errors_of(checked(content)) if "U+6F22" in line]


def test_a_font_that_is_not_installed_stops_the_work_with_one_line(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(style: str = "normal") -> Path:
        raise MissingFontError(f"the font is not there ({style})")

    monkeypatch.setattr(measure, "font_path", gone)
    monkeypatch.setattr(measure, "_font", measure._font.__wrapped__)  # what was read before does not count
    result = checked(content)
    assert result.exit_code == 3
    assert result.stderr.splitlines() == ["sigap: charts cannot be drawn: the font is not there (normal)"]
    assert result.stdout == ""
