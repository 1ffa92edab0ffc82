"""A small site for tests of time: a greeting, a temporary instruction that replaces it, and a coming revision."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from generator.revisions.register.entry import Act, WallMoment
from tests.contents import BASE, edit, switch_off_rules, write_files
from tests.registers import PEOPLE, add_evidence, line, record
from tests.site.building import BuiltSite, common_folder, make_once, shared_site

REVISION_1 = "documents/kasir/1/revision.yml"
OVERLAY_FROM = dt.datetime.fromisoformat("2026-02-10")
OVERLAY_UNTIL = dt.datetime.fromisoformat("2026-02-13")
"""Its last minute is 23:59 of the day before, to its last second."""
TURN = dt.datetime.fromisoformat("2026-03-01")
"""The first moment of revision 2."""
NORMAL, PARTY, NEXT = (
    "Selamat datang, saya {Nama Kasir}.",
    "Selamat datang di pesta kami, saya {Nama Kasir}.",
    "Selamat datang kembali, saya {Nama Kasir}.",
)
"""The greeting of revision 1, the one that replaces it for a time, and that of revision 2."""

_CHANGE = """
      - change:
          id: perubahan-sapaan
          kind: temporary
          title: Sapaan pesta
          before:
            label: Semula
            body:
              - script: sapaan
          after:
            label: Menjadi
            body:
              - script: sapaan-pesta
          overlay:
            replaces: kasir/sapaan
            script: kasir/sapaan-pesta
            effective: {from: "2026-02-10 00:00", until: "2026-02-12 23:59", clock: local}
            channels: [kanal-loket]
      - table: loket
"""
_PARTY = f"""
  - id: sapaan-pesta
    title: Sapaan pesta
    purpose: Salam pembuka
    brand: koperasi
    channels: [kanal-loket]
    wording: {{class: locked, because: kasir/menyapa-tamu}}
    text: |-
      {PARTY}
"""
_ZONES = """zones:
  - {id: wib, name: WIB, iana: Asia/Jakarta}
  - {id: wita, name: WITA, iana: Asia/Makassar}
  - {id: wit, name: WIT, iana: Asia/Jayapura}
"""


def write_time_content(content: Path) -> None:
    """Write the content of this room into an empty folder: the clean one, and what it needs of times."""
    shutil.copytree(BASE, content, dirs_exist_ok=True)
    switch_off_rules(content)
    write_files(content, {"settings/zones.yml": _ZONES, "settings/people.yml": PEOPLE})
    edit(content, "documents/kasir/1/flow-alur-kasir.yml", "clause: kasir/menyapa-tamu", "clause: kasir/menyapa")
    shutil.copytree(content / "documents/kasir/1", content / "documents/kasir/2")
    edit(content, REVISION_1, "\n      - table: loket\n", _CHANGE)
    scripts = content / "documents/kasir/1/scripts.yml"
    scripts.write_text(scripts.read_text(encoding="utf-8").rstrip("\n") + _PARTY, encoding="utf-8")
    edit(content, "documents/kasir/2/scripts.yml", NORMAL, NEXT)
    edit(content, "documents/kasir/2/revision.yml", 'revision: "1"\nversion: "1"', 'revision: "2"\nversion: "2"')
    edit(content, "documents/kasir/2/revision.yml", "adopted: true", "adopted: false")
    edit(content, "documents/kasir/2/revision.yml", "{from: 2025-01-06}", "{from: {missing: at-publication}}")
    edit(content, "documents/kasir/document.yml", '- {revision: "1"}', '- {revision: "1"}\n  - {revision: "2"}')
    publish_next(content)


def publish_next(content: Path) -> None:
    """Prepare, approve and publish revision 2, which begins by the reader's own clock."""
    day, reply = dt.date(2026, 1, 5), add_evidence(content, b"setuju\n", "balasan.txt")
    record(
        content,
        line(content, Act.PREPARED, revision="2", person="ana", role="Penyusun", on=day),
        line(content, Act.APPROVED, 1, revision="2", person="budi", role="Manajer", on=day, evidence=reply),
        line(content, Act.PUBLISHED, 2, revision="2", effective=WallMoment(TURN)),
    )


@pytest.fixture(scope="session")
def time_site(tmp_path_factory: pytest.TempPathFactory, font_cache: Path) -> BuiltSite:
    """Return the built site of this room."""
    content = make_once(common_folder(tmp_path_factory) / "time-content", write_time_content)
    return shared_site(tmp_path_factory, "time-site", content, font_cache)
