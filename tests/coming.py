"""Content in which a published revision is yet to begin, for tests of everything that switches by itself."""

import datetime as dt
import shutil
from pathlib import Path

from generator.library import Library
from generator.render.context import RenderContext
from generator.revisions.register.entry import Act, WallMoment
from tests.contents import edit, write_files
from tests.registers import ZONE, content_with_people, library_at, line, record

BEGINS = dt.datetime(2026, 3, 1)  # noqa: DTZ001 - by a clock
BEFORE = dt.datetime(2026, 2, 1, 9, tzinfo=ZONE)
LAST = dt.datetime(2026, 2, 28, 23, 59, 59, tzinfo=ZONE)
FIRST = dt.datetime(2026, 3, 1, tzinfo=ZONE)
FOLDER = "documents/kasir"
PARTING = """\
  - id: pamit
    title: Pamit
    purpose: Salam penutup
    brand: koperasi
    channels: [kanal-loket]
    wording: {class: locked, because: kasir/menyapa-tamu}
    text: |-
      Terima kasih, sampai jumpa.
"""
POSITIONS = "positions:\n  - {id: posisi-kasir, name: Kasir, brand: koperasi, channels: [kanal-loket]}\n"
NEW_QUESTION = """\
      - id: cara-lihat
        number: b
        question: Di mana melihat bukti iuran?
        answer: |-
          Pada buku anggota.
"""


def with_coming(project: Path, clock: str = "wib") -> Path:
    """Return content whose revision 1 gives way to revision 2 on 1 March 2026 at midnight.

    Revision 2 greets in other words, asks for more, answers one question more and has no other flow; the parting
    words, the table and the first question stay the same.
    """
    content = content_with_people(project)
    write_files(content, {"settings/positions.yml": POSITIONS})
    scripts = (content / FOLDER / "1/scripts.yml").read_text(encoding="utf-8")
    write_files(content, {f"{FOLDER}/1/scripts.yml": scripts.rstrip("\n") + "\n" + PARTING})
    edit(
        content,
        f"{FOLDER}/1/revision.yml",
        "      - script: sapaan\n",
        "      - script: sapaan\n      - script: pamit\n",
    )
    shutil.copytree(content / FOLDER / "1", content / FOLDER / "2")
    edit(content, f"{FOLDER}/document.yml", '  - {revision: "1"}', '  - {revision: "1"}\n  - {revision: "2"}')
    edit(content, f"{FOLDER}/2/revision.yml", 'revision: "1"\nversion: "1"', 'revision: "2"\nversion: "2"')
    edit(content, f"{FOLDER}/2/revision.yml", "{from: 2025-01-06}", "{from: {missing: at-publication}}")
    edit(content, f"{FOLDER}/2/revision.yml", "adopted: true", "adopted: false")
    edit(content, f"{FOLDER}/2/scripts.yml", "Selamat datang, saya", "Halo, dengan")
    edit(content, f"{FOLDER}/2/fees.yml", "1750", "2000")
    questions = (content / FOLDER / "2/faq.yml").read_text(encoding="utf-8")
    write_files(content, {f"{FOLDER}/2/faq.yml": questions.rstrip("\n") + "\n" + NEW_QUESTION})
    record(content, line(content, Act.PUBLISHED, revision="2", effective=WallMoment(BEGINS, clock)))
    return content


def context_at(content: Path, now: dt.datetime = BEFORE) -> RenderContext:
    """Return a build of content that has no faults."""
    library: Library = library_at(content, now)
    assert [*library.content.problems, *library.problems] == []
    return RenderContext(library, now)
