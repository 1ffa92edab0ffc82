"""The matrix of Lapor Ulang says what the document says: which report, which escalation, which number, which remark."""

import datetime as dt
import itertools
from pathlib import Path

import pytest

from generator.content import gather
from generator.kinds.flow.graph import graph_of
from generator.kinds.flow.matrix import matrices_on
from generator.kinds.flow.matrix_table import MatrixTable
from generator.kinds.flow.schema import Flow
from generator.kinds.script.schema import Script
from generator.placing import build_library
from generator.render.context import RenderContext
from tests.contents import TODAY

DONE, OPEN = "SELESAI", "BELUM SELESAI"
SHORT, LONG = "kurang dari 12 jam", "12 jam atau lebih"


@pytest.fixture(scope="module")
def table(root_path: Path) -> MatrixTable:
    library = build_library(gather(root_path / "content"), TODAY)
    document = library.documents["lapor-ulang"]
    assert document.current is not None
    page = RenderContext(library, dt.datetime(2026, 2, 1, tzinfo=dt.UTC)).page("x/", document, document.current)
    flow = document.current.part("alur-status-dan-durasi", Flow)
    assert flow is not None
    (found,) = matrices_on(page, flow, graph_of(page, flow))
    return found


def cells_for(table: MatrixTable, *values: str) -> dict[str, str]:
    """Return the cells of the one row for some values, by the titles of their columns."""
    wanted = [fact.regions.index(value) for fact, value in zip(table.facts, values, strict=True)]
    (row,) = [
        row for row in table.rows if all(own in case.regions for own, case in zip(wanted, row.cases, strict=True))
    ]
    found = {}
    for column, cell in zip(table.columns, row.cells, strict=True):
        sentences = [written.text for item in cell for written in item.written if isinstance(written, Script)]
        labels = [" ".join(filter(None, (item.node.label, item.when))) for item in cell if item.node]
        found[column.title] = "; ".join(sentences if column.shows == "records" else labels)
    return found


def test_twelve_hours_exactly_belong_to_twelve_or_more(table: MatrixTable) -> None:
    status, duration, urgent = table.facts
    assert (status.regions, duration.regions, urgent.regions) == ((DONE, OPEN), (SHORT, LONG), ("ya", "tidak"))
    assert status.includes == ((), ("Dalam Proses Manager Unit",))


@pytest.mark.parametrize(("duration", "urgent"), list(itertools.product((SHORT, LONG), ("ya", "tidak"))))
def test_a_closed_report_is_reported_anew_whatever_its_duration(table: MatrixTable, duration: str, urgent: str) -> None:
    cells = cells_for(table, DONE, duration, urgent)
    assert cells["Pada APKT"] == "Membuat Laporan Baru"
    assert cells["Pada SIMONE"] == ("SIMONE Urgent" if urgent == "ya" else "SIMONE Tidak Semestinya")
    assert cells["Nomor lapor"].startswith("Nomor baru")
    assert cells["Keterangan yang ditulis"] == "LEBIH TAGIH LAPORAN TERKAIT K: 52xxxxxxxx"


def test_an_open_report_below_twelve_hours_is_updated(table: MatrixTable) -> None:
    cells = cells_for(table, OPEN, SHORT, "tidak")
    assert cells["Pada APKT"].startswith("Icon update")
    assert cells["Pada SIMONE"] == ""
    assert cells["Nomor lapor"].startswith("Nomor sebelumnya")


def test_an_urgent_one_below_twelve_hours_is_not_regulated_in_simone(table: MatrixTable) -> None:
    values = (OPEN, SHORT, "ya")
    (row,) = [row for row in table.rows if tuple(case.words for case in row.cases) == values]
    nodes = [item.node for cell in row.cells for item in cell if item.node]
    (gap,) = [node.gap for node in nodes if node.kind == "unregulated"]
    assert gap is not None
    assert gap.id == "eskalasi-belum-12-jam"
    assert cells_for(table, *values)["Nomor lapor"].startswith("Nomor sebelumnya")


@pytest.mark.parametrize(("urgent", "kind"), [("ya", "SIMONE Urgent"), ("tidak", "SIMONE Melebihi TMP")])
def test_an_open_report_from_twelve_hours_on_is_reported_again(table: MatrixTable, urgent: str, kind: str) -> None:
    cells = cells_for(table, OPEN, LONG, urgent)
    assert cells["Pada APKT"] == "Icon Lapor Ulang dan keterangan"
    assert cells["Pada SIMONE"] == (
        "SIMONE Jenis Laporan Lapor Ulang bila Muncul notif sudah pernah di eskalasi: ya; "
        f"{kind} bila Muncul notif sudah pernah di eskalasi: tidak"
    )
    assert cells["Nomor lapor"].startswith("Nomor sebelumnya")
    assert cells["Keterangan yang ditulis"].startswith("PELANGGAN MENGHUBUNGI KEMBALI, MENUNGGU KONFIRMASI PETUGAS")
