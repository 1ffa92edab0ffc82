"""Matrices are worked out from the graph: exact at bounds, merged without loss, honest about what does not decide."""

import datetime as dt
import functools
import itertools
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content import gather
from generator.kinds.flow.graph import FlowGraph, GraphEdge, GraphNode, graph_of
from generator.kinds.flow.matrix import matrices_of, matrices_on
from generator.kinds.flow.matrix_table import MatrixCase, MatrixFact, MatrixItem, MatrixTable
from generator.kinds.flow.matrix_view import matrices_html
from generator.kinds.flow.schema import Flow, FlowFile, NodeKind
from generator.library import Library
from generator.model.conditions import Condition, parse_bounds
from generator.placing import build_library
from generator.render.context import PageContext, RenderContext
from tests.contents import TODAY, base_copy, library_of, read_model, write_files

NOW = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
FACTS = """\
facts:
  - {id: lama-antre, name: lama antre, type: duration, unit: menit}
  - {id: jenis-tamu, name: jenis tamu, type: choice, values: [{value: anggota}, {value: calon}, {value: bukan anggota}]}
  - id: status
    name: status
    type: choice
    values: [{value: SELESAI}, {value: BELUM, covers: [Diproses]}]
  - {id: segera, name: segera, type: flag}
  - {id: terputus, name: terputus, type: count, unit: kali}
  - {id: notif, name: muncul notif, type: flag}
  - {id: tingkat, name: tingkat, type: choice, values: [{value: a}, {value: b}, {value: c}, {value: d}, {value: e}]}
"""
REVISION = """\
revision: "1"
version: "1"
issued_on: 2025-01-02
effective: {from: 2025-01-06}
pages: 2
adopted: true
source_note: Dokumen rekaan.
sections:
  - number: "1"
    id: menyapa
    title: Menyapa
    body:
      - number: a
        id: catat
        text: Catat keluhan.
        body:
          - script:
              id: catatan
              title: Catatan keluhan
              purpose: Catatan
              brand: kasir
              channels: [loket]
              medium: recorded
              wording: {class: unstated}
              text: TAMU KEMBALI LAGI
          - script: sapaan
          - record:
              id: pencatatan
              title: Buku tamu
              applications: [kasir]
              entries: [{field: keterangan, instruction: sesuai keluhan}]
          - id: lanjutan
            text: Catat lanjutannya.
            body:
              - record:
                  id: pencatatan-lanjutan
                  title: Buku lanjutan
                  applications: [kasir]
                  entries: [{field: nomor, value: B-2}]
      - number: b
        id: pinjam
        text: Pinjamkan buku.
        body:
          - record: buku-bersama
      - gap:
          id: belum-jelas
          kind: unregulated
          text: Tidak disebutkan.
          question: Bagaimana bila segera?
  - number: "2"
    id: iuran
    title: Iuran
    body:
      - flow: alur-kasir
"""


RECORDS = """\
records:
  - {id: buku-bersama, title: Buku bersama, applications: [kasir], entries: [{field: nama}]}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    path = base_copy(tmp_path)
    texts = {"settings/facts.yml": FACTS, "documents/kasir/1/revision.yml": REVISION}
    write_files(path, {**texts, "documents/kasir/1/records.yml": RECORDS})
    return path


def on_page(content: Path, flow: str, **others: str) -> tuple[PageContext, Flow, FlowGraph]:
    """Put flows into a content folder, `flow` as alur-kasir, and return it with its graph and a page."""
    texts = {"alur-kasir": flow, **{name.replace("_", "-"): text for name, text in others.items()}}
    for name, text in texts.items():
        head = f"flow:\n  id: {name}\n  title: {name}\n  reconstructed: true\n"
        write_files(content, {f"documents/kasir/1/flow-{name}.yml": head + text})
    library = library_of(content)
    document = library.documents["kasir"]
    assert document.current is not None
    page = RenderContext(library, NOW).page("x/", document, document.current, is_text=False)
    found = document.current.part("alur-kasir", Flow)
    assert found is not None, library.problems
    return page, found, graph_of(page, found)


def table_of(content: Path, flow: str, **others: str) -> MatrixTable:
    (table,) = matrices_on(*on_page(content, flow, **others))
    return table


def said(item: MatrixItem) -> str:
    """Return an item as `label | when | dugaan`."""
    words = item.node.label if item.node else "tanpa jalan"
    return " | ".join(part for part in (words, item.when, "dugaan" if item.is_inferred else "") if part)


def rows_of(table: MatrixTable) -> list[tuple[str, ...]]:
    """Return the rows: the words of each case, then of each cell."""
    cells = [[" + ".join(map(said, cell)) for cell in row.cells] for row in table.rows]
    return [(*(case.words for case in row.cases), *own) for row, own in zip(table.rows, cells, strict=True)]


LAPOR = """\
  nodes:
    - {id: mulai, kind: start, text: Mulai}
    - {id: status, kind: decision, text: Status?}
    - {id: baru, kind: step, text: Laporan baru, clause: kasir/catat}
    - {id: ubah, kind: step, text: Ubah}
    - {id: ulang, kind: step, text: Lapor ulang}
    - {id: naik, kind: unregulated, text: Naik, gap: belum-jelas}
    - {id: nomor, kind: decision, text: Nomor?}
    - {id: nomor-baru, kind: end, text: Nomor baru}
    - {id: nomor-lama, kind: end, text: Nomor lama}
  edges:
    - {from: mulai, to: status}
    - {from: status, to: baru, label: selesai, when: [{fact: status, is: SELESAI}]}
    - from: status
      to: ubah
      label: belum
      when: [{fact: status, is: BELUM}, {fact: lama-antre, is: "< 12 menit"}]
    - from: status
      to: ulang
      label: belum, lama
      when: [{fact: status, is: BELUM}, {fact: lama-antre, is: ">= 12 menit"}]
    - {from: baru, to: nomor}
    - {from: ubah, to: naik, label: segera, when: [{fact: segera, is: ya}], inferred: true}
    - {from: ubah, to: nomor}
    - {from: ulang, to: nomor}
    - {from: nomor, to: nomor-baru, label: selesai, when: [{fact: status, is: SELESAI}]}
    - {from: nomor, to: nomor-lama, label: proses}
  matrices:
    - title: Tindakan
      from: status
      facts: [status, lama-antre, segera]
      columns:
        - {title: Tindakan, nodes: [baru, ubah, ulang]}
        - {title: Nomor, nodes: [nomor-baru, nomor-lama]}
        - {title: Catatan, nodes: [baru, ubah, ulang], shows: records}
"""


def test_three_facts_merge_where_they_decide_nothing(content: Path) -> None:
    table = table_of(content, LAPOR)
    assert [column.title for column in table.columns] == ["Tindakan", "Nomor", "Catatan", "Belum diatur dalam SOP"]
    assert rows_of(table) == [
        ("SELESAI", "berapa pun lamanya", "ya atau tidak", "Laporan baru", "Nomor baru", "Laporan baru", ""),
        ("BELUM", "kurang dari 12 menit", "ya", "Ubah", "", "", "Naik | dugaan"),
        ("BELUM", "kurang dari 12 menit", "tidak", "Ubah", "Nomor lama", "", ""),
        ("BELUM", "12 menit atau lebih", "ya atau tidak", "Lapor ulang", "Nomor lama", "", ""),
    ]


def test_facts_name_their_values_and_what_these_include(content: Path) -> None:
    status, lama, segera = table_of(content, LAPOR).facts
    assert (status.regions, status.includes) == (("SELESAI", "BELUM"), ((), ("Diproses",)))
    assert lama.regions == ("kurang dari 12 menit", "12 menit atau lebih")
    assert segera.regions == ("ya", "tidak")


def test_records_are_those_of_the_clause_without_what_other_nodes_stand_for(content: Path) -> None:
    whole = table_of(content, LAPOR).rows[0].cells[2][0].written
    assert [written.id for written in whole] == ["catatan", "pencatatan", "pencatatan-lanjutan"]
    shared = LAPOR.replace("text: Lapor ulang}", "text: Lapor ulang, clause: kasir/lanjutan}")
    table = table_of(content, shared)
    assert [written.id for written in table.rows[0].cells[2][0].written] == ["catatan", "pencatatan"]
    assert [written.id for written in table.rows[-1].cells[2][0].written] == ["pencatatan-lanjutan"]
    named = LAPOR.replace("clause: kasir/catat}", "clause: kasir/catat, show: [kasir/pencatatan]}")
    assert [written.id for written in table_of(content, named).rows[0].cells[2][0].written] == ["pencatatan"]


def test_a_record_that_is_used_at_several_places_stays_at_each(content: Path) -> None:
    flow = LAPOR.replace("clause: kasir/catat}", "clause: kasir/pinjam}").replace(
        "text: Lapor ulang}", "text: Lapor ulang, clause: kasir/buku-bersama}"
    )
    rows = table_of(content, flow).rows
    assert [[written.id for written in rows[place].cells[2][0].written] for place in (0, -1)] == [["buku-bersama"]] * 2


UNDECIDED = """\
  nodes:
    - {id: mulai, kind: start, text: Mulai}
    - {id: notif, kind: decision, text: Notif?}
    - {id: lagi, kind: step, text: Lagi}
    - {id: segera, kind: decision, text: Segera?}
    - {id: biasa, kind: step, text: Biasa}
    - {id: cepat, kind: step, text: Cepat}
    - {id: tanya, kind: step, text: Ada keluhan lain?}
    - {id: catat, kind: step, text: Catat}
    - {id: akhir, kind: end, text: Akhir}
  edges:
    - {from: mulai, to: notif}
    - {from: notif, to: lagi, label: muncul, when: [{fact: notif, is: ya}]}
    - {from: notif, to: segera}
    - {from: segera, to: cepat, when: [{fact: segera, is: ya}]}
    - {from: segera, to: biasa, when: [{fact: segera, is: tidak}]}
    - {from: lagi, to: tanya}
    - {from: cepat, to: tanya}
    - {from: biasa, to: tanya}
    - {from: tanya, to: catat, label: ada}
    - {from: tanya, to: akhir, label: tidak ada}
    - {from: catat, to: akhir, inferred: true}
  matrices:
    - title: Jenis
      from: notif
      facts: [segera, status]
      columns:
        - {title: Jenis, nodes: [lagi, biasa, cepat]}
        - {title: Lain, nodes: [catat]}
        - {title: Akhir, nodes: [akhir]}
"""


def test_facts_that_are_not_picked_stand_as_conditions(content: Path) -> None:
    both = "Catat | bila Ada keluhan lain: ada"
    assert rows_of(table_of(content, UNDECIDED)) == [
        ("ya", "apa pun", "Lagi | bila muncul notif: ya + Cepat | kecuali bila muncul notif: ya", both, "Akhir"),
        ("tidak", "apa pun", "Lagi | bila muncul notif: ya + Biasa | kecuali bila muncul notif: ya", both, "Akhir"),
    ]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("fact: notif, is: ya", ["Catat | bila muncul notif: ya", ""], id="a way that was taken"),
        pytest.param("fact: notif, is: tidak", ["Catat | kecuali bila muncul notif: ya", ""], id="one that was not"),
    ],
)
def test_an_answer_is_remembered_where_it_is_asked_again(content: Path, asked: str, expected: list[str]) -> None:
    again = UNDECIDED.replace(
        "    - {from: tanya, to: catat, label: ada}\n    - {from: tanya, to: akhir, label: tidak ada}\n",
        f"    - {{from: tanya, to: catat, when: [{{{asked}}}, {{fact: segera, is: ya}}]}}\n"
        "    - {from: tanya, to: akhir}\n",
    )
    assert [row[3] for row in rows_of(table_of(content, again))] == expected


def test_many_undecided_cases_are_left_to_the_flow(content: Path) -> None:
    values = "abcde"
    ways = "".join(f"    - {{from: tingkat, to: s-{each}, when: [{{fact: tingkat, is: {each}}}]}}\n" for each in values)
    ends = "".join(f"    - {{from: s-{each}, to: {'x' if each != 'e' else 'akhir'}}}\n" for each in values)
    flow = (
        "  nodes:\n    - {id: mulai, kind: start, text: Mulai}\n    - {id: tingkat, kind: decision, text: Tingkat?}\n"
        + "".join(f"    - {{id: s-{each}, kind: step, text: S {each}}}\n" for each in values)
        + "    - {id: x, kind: step, text: X}\n    - {id: akhir, kind: end, text: Akhir}\n"
        + f"  edges:\n    - {{from: mulai, to: tingkat}}\n{ways}{ends}    - {{from: x, to: akhir}}\n"
        + "  matrices:\n    - title: T\n      from: mulai\n      facts: [segera, notif]\n"
        + "      columns:\n        - {title: X, nodes: [x]}\n        - {title: S, nodes: [s-a]}\n"
    )
    ((_, _, many, one),) = rows_of(table_of(content, flow))
    assert (many, one) == ("X | pada sebagian keadaan, lihat alurnya", "S a | bila tingkat: a")


COUNTED = """\
  nodes:
    - {id: mulai, kind: start, text: Mulai}
    - {id: ke, kind: decision, text: Terputus?}
    - {id: satu, kind: end, text: Sekali}
    - {id: dua, kind: end, text: Dua atau tiga kali}
    - {id: banyak, kind: end, text: Lebih}
  edges:
    - {from: mulai, to: ke}
    - {from: ke, to: satu, when: [{fact: terputus, is: 1 kali}]}
    - {from: ke, to: dua, when: [{fact: terputus, is: 2-3 kali}]}
    - {from: ke, to: banyak}
  matrices:
    - title: Terputus
      from: ke
      facts: [terputus, jenis-tamu]
      columns: [{title: Kalimat, nodes: [satu, dua, banyak]}]
"""


def test_counts_and_otherwise(content: Path) -> None:
    assert rows_of(table_of(content, COUNTED)) == [
        ("tepat 1 kali", "apa pun", "Sekali"),
        ("dari 2 sampai 3 kali", "apa pun", "Dua atau tiga kali"),
        ("4 kali atau lebih", "apa pun", "Lebih"),
    ]


@pytest.mark.parametrize(
    ("otherwise", "expected"),
    [
        pytest.param("satu", ("tepat 1 kali, atau 4 kali atau lebih", "apa pun", "Sekali"), id="numbers on both sides"),
        pytest.param("dua", ("2 kali atau lebih", "apa pun", "Dua atau tiga kali"), id="neighbours are one range"),
    ],
)
def test_regions_with_one_outcome_are_one_row(content: Path, otherwise: str, expected: tuple[str, ...]) -> None:
    table = table_of(content, COUNTED.replace("{from: ke, to: banyak}", f"{{from: ke, to: {otherwise}}}"))
    assert expected in rows_of(table)
    assert len(table.rows) == 2


def test_values_of_a_choice_are_listed(content: Path) -> None:
    flow = COUNTED.replace("fact: terputus, is: 1 kali", "fact: jenis-tamu, is: calon").replace(
        "    - {from: ke, to: dua, when: [{fact: terputus, is: 2-3 kali}]}\n", ""
    )
    assert rows_of(table_of(content, flow)) == [
        ("berapa pun", "anggota atau bukan anggota", "Lebih"),
        ("berapa pun", "calon", "Sekali"),
    ]


def test_a_case_that_no_way_is_for_is_named(content: Path) -> None:
    table = table_of(content, COUNTED.replace("    - {from: ke, to: banyak}\n", ""))
    assert table.columns[-1].title == "Belum diatur dalam SOP"
    assert rows_of(table)[-1] == ("4 kali atau lebih", "apa pun", "", "tanpa jalan")


LOOP = """\
  nodes:
    - {id: mulai, kind: start, text: Mulai}
    - {id: lengkap, kind: decision, text: Lengkap?}
    - {id: tanya, kind: step, text: Tanya}
    - {id: pilih, kind: decision, text: Segera?}
    - {id: a, kind: end, text: A}
    - {id: b, kind: end, text: B}
  edges:
    - {from: mulai, to: lengkap}
    - {from: lengkap, to: tanya, label: belum, when: [{fact: notif, is: tidak}]}
    - {from: lengkap, to: pilih, label: sudah, when: [{fact: notif, is: ya}]}
    - {from: tanya, to: lengkap}
    - {from: pilih, to: a, when: [{fact: segera, is: ya}]}
    - {from: pilih, to: b, when: [{fact: segera, is: tidak}]}
  matrices:
    - title: L
      from: START
      facts: [segera, status]
      columns: [{title: Tanya, nodes: [tanya]}, {title: Akhir, nodes: [a, b]}]
"""


@pytest.mark.parametrize(
    ("start", "asked"),
    [
        pytest.param("mulai", "Tanya | bila muncul notif: tidak", id="a way back decides nothing"),
        pytest.param("tanya", "Tanya", id="also when it begins inside the loop"),
    ],
)
def test_loops_are_cut(content: Path, start: str, asked: str) -> None:
    assert rows_of(table_of(content, LOOP.replace("START", start))) == [
        ("ya", "apa pun", asked, "A"),
        ("tidak", "apa pun", asked, "B"),
    ]


def test_a_loop_with_two_entries_is_walked_from_both(content: Path) -> None:
    flow = """\
  nodes:
    - {id: mulai, kind: decision, text: Tahu nama?}
    - {id: x, kind: step, text: X}
    - {id: y, kind: decision, text: Y?}
    - {id: z, kind: end, text: Z}
  edges:
    - {from: mulai, to: x, when: [{fact: notif, is: ya}]}
    - {from: mulai, to: y, when: [{fact: notif, is: tidak}]}
    - {from: x, to: y}
    - {from: y, to: x, when: [{fact: jenis-tamu, is: calon}]}
    - {from: y, to: z}
  matrices:
    - title: L
      from: mulai
      facts: [segera, status]
      columns: [{title: X, nodes: [x]}, {title: Z, nodes: [z]}]
"""
    ((*_, x, z),) = rows_of(table_of(content, flow))
    assert x == "X | bila muncul notif: ya; atau bila muncul notif: tidak, dan bila jenis tamu: calon"
    assert z == "Z"


BELOW = """\
  nodes:
    - {id: mulai, kind: start, text: Mulai bawah}
    - {id: pilih, kind: decision, text: Segera?}
    - {id: a, kind: end, text: A}
    - {id: b, kind: end, text: B, final: true}
  edges:
    - {from: mulai, to: pilih}
    - {from: pilih, to: a, when: [{fact: segera, is: ya}]}
    - {from: pilih, to: b, when: [{fact: segera, is: tidak}]}
"""
ABOVE = """\
  nodes:
    - {id: mulai, kind: start, text: Mulai}
    - {id: masuk, kind: subflow, text: Masuk, flow: alur-bawah}
    - {id: lagi, kind: subflow, text: Masuk lagi, flow: alur-bawah}
    - {id: akhir, kind: end, text: Akhir}
  edges:
    - {from: mulai, to: masuk}
    - {from: masuk, to: lagi}
    - {from: lagi, to: akhir}
  matrices:
    - title: M
      from: mulai
      facts: [segera, status]
      columns:
        - {title: Bawah, nodes: [alur-bawah/a, alur-bawah/b]}
        - {title: Sini, nodes: [lagi, akhir]}
"""


def test_flows_that_are_entered_are_walked_into_and_left_again(content: Path) -> None:
    assert rows_of(table_of(content, ABOVE, alur_bawah=BELOW)) == [
        ("ya", "apa pun", "A", "Masuk lagi + Akhir"),
        ("tidak", "apa pun", "B", ""),
    ]


def test_flows_that_enter_each_other_come_to_an_end(content: Path) -> None:
    circle = BELOW.replace("{id: a, kind: end, text: A}", "{id: a, kind: subflow, text: A, flow: alur-kasir}")
    assert [row[2] for row in rows_of(table_of(content, ABOVE, alur_bawah=circle))] == ["A", "B"]


def test_without_other_flows_a_subflow_is_passed_like_a_step(content: Path) -> None:
    page, flow, graph = on_page(content, ABOVE, alur_bawah=BELOW)
    (table,) = matrices_of(page.library, flow, graph)
    assert rows_of(table) == [("ya atau tidak", "apa pun", "", "Masuk lagi + Akhir")]


def test_what_only_inferred_ways_reach_is_marked(content: Path) -> None:
    flow = LOOP.replace("START", "mulai").replace(
        "{from: pilih, to: b, when: [{fact: segera, is: tidak}]}",
        "{from: pilih, to: b, when: [{fact: segera, is: tidak}], inferred: true}",
    )
    assert [row[-1] for row in rows_of(table_of(content, flow))] == ["A", "B | dugaan"]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(("from: status\n", "from: entah\n"), id="no such node"),
        pytest.param(("facts: [status, lama-antre, segera]", "facts: [entah]"), id="no such fact"),
    ],
)
def test_a_matrix_that_the_checker_refuses_is_left_out(content: Path, edit: tuple[str, str]) -> None:
    head, foot = LAPOR.split("  matrices:")
    flow = f"{head}  matrices:{foot.replace(*edit)}"
    assert flow != LAPOR
    assert matrices_on(*on_page(content, flow)) == ()


def test_a_long_flow_needs_no_deep_stack(content: Path) -> None:
    steps = range(1500)
    nodes = "".join(f"    - {{id: s-{step}, kind: step, text: S}}\n" for step in steps)
    edges = "".join(f"    - {{from: s-{step}, to: s-{step + 1}}}\n" for step in steps[:-1])
    flow = (
        f"  nodes:\n    - {{id: mulai, kind: start, text: Mulai}}\n{nodes}"
        f"  edges:\n    - {{from: mulai, to: s-0}}\n{edges}"
        "  matrices: [{title: M, from: mulai, facts: [segera, status], columns: [{title: K, nodes: [s-1499]}]}]\n"
    )
    assert rows_of(table_of(content, flow)) == [("ya atau tidak", "apa pun", "S")]


# What pages show


def test_the_page_has_a_proper_table_with_values_for_picking(content: Path) -> None:
    html = matrices_html(*on_page(content, LAPOR))
    assert html.count('<tr role="row" data-sigap-matrix-row') == 4
    assert html.count('scope="col"') == 7
    assert html.count('scope="row"') == 12
    assert 'data-sigap-fact="lama-antre" data-sigap-values="0 1" class="sigap-matrix__any"' in html
    assert 'data-sigap-fact="lama-antre" data-sigap-values="1"' in html
    assert html.count('type="radio"') == 3 + 6
    assert "(termasuk Diproses)" in html
    assert 'data-sigap-copy="TAMU KEMBALI LAGI"' in html
    assert "Bagaimana bila segera?" in html
    assert "Tempat bertanya sementara itu belum ditetapkan." in html
    assert ' id="kasir--catatan"' not in html, "a sentence is at home with its clause, not in a table"


def test_a_row_is_said_in_a_sentence(content: Path) -> None:
    html = matrices_html(*on_page(content, LAPOR))
    assert (
        'data-sigap-sentence="Jawaban untuk status: BELUM; lama antre: kurang dari 12 menit; segera: ya. '
        "Tindakan: Ubah. Nomor: tidak disebut. Catatan: tidak disebut. "
        'Belum diatur dalam SOP: Naik (Belum diatur dalam SOP)."'
    ) in html
    assert "Catatan: “TAMU KEMBALI LAGI”, keterangan sesuai keluhan, nomor B-2." in html


def test_a_flow_without_matrices_shows_nothing(content: Path) -> None:
    assert matrices_html(*on_page(content, LAPOR.split("  matrices:", maxsplit=1)[0])) == ""


# Against brute force: random flows, walked for single values

GIVEN = ("lama-antre", "jenis-tamu", "segera")
CASES: Mapping[str, Sequence[tuple[str, ...]]] = {
    "lama-antre": [("< 5 menit", ">= 5 menit"), ("<= 5 menit", "> 5 menit"), ("< 2 menit", "2-9 menit", "> 9 menit")],
    "jenis-tamu": [("anggota", "calon", "bukan anggota")],
    "segera": [("ya", "tidak")],
    "notif": [("ya", "tidak")],
}
SAMPLES: Mapping[str, Sequence[str]] = {
    "lama-antre": ["0", "1", "2", "3", "5", "6", "9", "9.5"],
    "jenis-tamu": ["anggota", "calon", "bukan anggota"],
    "segera": ["ya", "tidak"],
    "notif": ["ya", "tidak"],
}


@functools.cache
def fact_library() -> Library:
    """Return a library with the facts; no fixture, since a failing example would print all of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = base_copy(Path(folder))
        write_files(path, {"settings/facts.yml": FACTS})
        return build_library(gather(path), TODAY)


@st.composite
def graphs(draw: st.DrawFn) -> FlowGraph:
    """Return a flow without loops whose decisions cover their facts; the last way may be "otherwise"."""
    count = draw(st.integers(3, 9))
    nodes, edges = [], []
    for place in range(count):
        rest = range(place + 1, count)
        fact = draw(st.sampled_from(["notif", *CASES, None])) if rest else None
        kind: NodeKind = "end" if not rest else "decision" if fact else "step"
        nodes.append(GraphNode(f"n{place}", "start" if place == 0 else kind, place + 1, f"N{place}"))
        ways = draw(st.sampled_from(CASES[fact])) if fact else (("",) if rest else ())
        has_otherwise = draw(st.booleans())
        for index, way in enumerate(ways):
            is_plain = not way or (has_otherwise and index == len(ways) - 1)
            when = () if is_plain or not fact else (Condition.model_validate({"fact": fact, "is": way}),)
            edges.append(GraphEdge(f"n{place}", f"n{draw(st.sampled_from(list(rest[:3])))}", when=when, condition=way))
    return FlowGraph("alur", "", "Alur", True, tuple(nodes), tuple(edges))


def is_met(condition: Condition, values: Mapping[str, str]) -> bool:
    bounds = parse_bounds(condition.is_)
    value = values[condition.fact]
    return bounds.contains(Decimal(value)) if bounds else condition.is_ == value


def passed(graph: FlowGraph, values: Mapping[str, str]) -> Iterator[str]:
    """Yield the nodes that a walk passes for single values of all facts."""
    node = "n0"
    while True:
        yield node
        edges = graph.ways(node)
        found = [edge for edge in edges if edge.when and all(is_met(each, values) for each in edge.when)]
        found = found or [edge for edge in edges if not edge.when]
        if not found:
            return
        node = found[0].target


WORDS = (
    (r"kurang dari (\S+)", lambda value, high: value < high),
    (r"lebih dari (\S+)", lambda value, low: value > low),
    (r"(\S+) atau lebih", lambda value, low: value >= low),
    (r"(\S+) atau kurang", lambda value, high: value <= high),
    (r"tepat (\S+)", lambda value, exact: value == exact),
    (r"dari (\S+) sampai (\S+)", lambda value, low, high: low <= value <= high),
    (r"dari (\S+) sampai kurang dari (\S+)", lambda value, low, high: low <= value < high),
    (r"lebih dari (\S+) sampai (\S+)", lambda value, low, high: low < value <= high),
    (r"lebih dari (\S+) sampai kurang dari (\S+)", lambda value, low, high: low < value < high),
)


def is_named(case: MatrixCase, value: str, fact: MatrixFact) -> bool:
    """Tell whether the words of a row name a value, read as a reader does."""
    if case.is_any:
        return True
    if fact.id != "lama-antre":
        return value in case.words.replace(" atau ", ", ").split(", ")
    parts = re.split(r", (?:atau )?", case.words.replace(" menit", ""))
    return any(is_within(part, Decimal(value)) for part in parts)


def is_within(words: str, value: Decimal) -> bool:
    (found, test) = next((found, test) for pattern, test in WORDS if (found := re.fullmatch(pattern, words)))
    return bool(test(value, *map(Decimal, found.groups())))


FLOW = """\
flow:
  id: alur
  title: Alur
  reconstructed: true
  nodes: [{id: n0, kind: start}]
  edges: []
  matrices:
    - title: M
      from: n0
      facts: [lama-antre, jenis-tamu, segera]
      columns: [{title: Semua, nodes: [n1, n2, n3, n4, n5, n6, n7, n8]}]
"""


@settings(deadline=None, max_examples=80)
@given(graph=graphs())
def test_rows_expand_to_every_combination_and_say_what_is_passed(graph: FlowGraph) -> None:
    flow = read_model(FLOW, FlowFile).flow
    (table,) = matrices_of(fact_library(), flow, graph)
    product = sorted(itertools.product(*(range(len(fact.regions)) for fact in table.facts)))
    expanded = [each for row in table.rows for each in itertools.product(*(case.regions for case in row.cases))]
    assert sorted(expanded) == product
    for own in itertools.product(*(SAMPLES[fact] for fact in GIVEN)):
        (row,) = [row for row in table.rows if all(map(is_named, row.cases, own, table.facts))]
        values = dict(zip(GIVEN, own, strict=True))
        walks = [set(passed(graph, {**values, "notif": notif})) - {"n0"} for notif in SAMPLES["notif"]]
        items = row.cells[0]
        assert {item.ref[1] for item in items} == set.union(*walks)
        assert {item.ref[1] for item in items if not item.when} == set.intersection(*walks)
