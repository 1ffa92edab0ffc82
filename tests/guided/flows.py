"""Flows for tests: the fictional content with flows that enter one another, and with all that may interrupt them.

`alur-lengkap` enters `alur-catat`, which goes round in a circle; `alur-diam` interrupts, and has every sort of end.
"""

import shutil
from pathlib import Path

from tests.contents import edit, switch_off_rules, write_files

FICTION = Path(__file__).parent.parent / "fiction" / "content"
REVISION = "documents/layanan/2/revision.yml"

LENGKAP = """\
flow:
  id: alur-lengkap
  title: Alur lengkap
  reconstructed: true
  nodes:
    - {id: mulai, kind: start, text: Tamu datang}
    - {id: sapa, kind: step, text: Sapa tamu, clause: layanan/menyapa, actor: peran-petugas}
    - {id: jenis, kind: decision, text: Anggota?, clause: layanan/bila-anggota}
    - {id: catat, kind: subflow, text: Catat, clause: layanan/catat-putus, flow: alur-catat, application: buku-fiksi}
    - {id: masih, kind: decision, text: Masih tentang anggota?}
    - {id: lama, kind: decision, text: Berapa lama?}
    - {id: lain, kind: unregulated, text: Bukan anggota, gap: tamu-tidak-tahu}
    - {id: tutup, kind: end, clause: layanan/penutup, final: true}
    - {id: batal, kind: end, text: Batal}
  edges:
    - {from: mulai, to: sapa}
    - {from: sapa, to: jenis}
    - from: jenis
      to: catat
      label: anggota
      when: [{fact: jenis-tamu, is: anggota}, {fact: lama-menunggu, is: 2-3 jam}]
    - {from: jenis, to: lain, label: bukan}
    - {from: lain, to: tutup, inferred: true}
    - {from: catat, to: masih, label: tercatat}
    - {from: catat, to: batal, label: gagal}
    - {from: masih, to: lama, when: [{fact: jenis-tamu, is: anggota}]}
    - {from: masih, to: batal, when: [{fact: jenis-tamu, is: calon anggota}]}
    - {from: lama, to: tutup, label: lama, when: [{fact: lama-menunggu, is: ">= 24 jam"}]}
    - {from: lama, to: jenis, label: sebentar, when: [{fact: lama-menunggu, is: "< 24 jam"}]}
  interrupts:
    - {id: tanya-kata, text: Bila ditanya katanya, clause: layanan/kata-tetap}
    - {id: diam, text: Bila tamu diam, flow: alur-diam, scope: [jenis, catat], inferred: true}
"""
CATAT = """\
flow:
  id: alur-catat
  title: Alur catat
  reconstructed: true
  nodes:
    - {id: mulai, kind: start, text: Buka buku}
    - {id: tulis, kind: step, text: Tulis, clause: layanan/catat-putus, show: [layanan/catat-putus, layanan/penutup]}
    - {id: benar, kind: decision, text: Benar?}
    - {id: selesai, kind: end, text: Tercatat}
  edges:
    - {from: mulai, to: tulis}
    - {from: tulis, to: benar}
    - {from: benar, to: tulis, label: belum}
    - {from: benar, to: selesai, label: sudah}
  interrupts:
    - {id: tanya-buku, text: Bila ditanya bukunya, clause: layanan/catat-putus, scope: [benar]}
"""
DIAM = """\
flow:
  id: alur-diam
  title: Alur diam
  reconstructed: true
  nodes:
    - {id: mulai, kind: start, text: Tunggu}
    - {id: menjawab, kind: decision, text: Menjawab?}
    - {id: kembali, kind: end, text: Menjawab lagi}
    - {id: akhiri, kind: end, text: Akhiri, final: true}
    - {id: entah, kind: unregulated, text: Tidak jelas, gap: tamu-tidak-tahu}
  edges:
    - {from: mulai, to: menjawab}
    - {from: menjawab, to: kembali, label: ya}
    - {from: menjawab, to: akhiri, label: tidak}
    - {from: menjawab, to: entah, label: entah, inferred: true}
"""


def content_with_flows(path: Path) -> Path:
    """Write the fictional content with these flows into a new folder, and return it."""
    shutil.copytree(FICTION, path)
    names = {"lengkap": LENGKAP, "catat": CATAT, "diam": DIAM}
    write_files(path, {f"documents/layanan/2/flow-{name}.yml": text for name, text in names.items()})
    blocks = "".join(f"\n      - flow: alur-{name}" for name in ("putus", *names))
    edit(path, REVISION, "\n      - flow: alur-putus", blocks)
    return switch_off_rules(path)
