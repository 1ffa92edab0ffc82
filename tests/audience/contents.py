"""Content with an inside and an outside: the fiction, made public, and beside it one internal thing of every sort."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.contents import edit, switch_off_rules

FICTION = Path(__file__).parents[1] / "fiction/content"
NAMED = "public: {name: Koperasi Terbuka, description: Informasi terbuka untuk siapa saja.}\n"
INTERRUPT = """  interrupts:
    - {id: ditanya, text: Bila ditanya berapa lama, clause: layanan/kata-tetap, inferred: true}
"""
PUBLIC_PERSON = "  - {id: orang-budi-karangan, name: Budi Karangan, reason: Tokoh karangan., audience: public}\n"
FOR_ALL = (
    "brands",
    "channels",
    "positions",
    "applications",
    "contact-centres",
    "roles",
    "day-parts",
    "zones",
    "facts",
    "placeholders",
    "wording-classes",
    "document-classes",
)


def make_public(content: Path, document: str) -> Path:
    """Make a document and all settings of a content folder public, but no person, and name the site."""
    for name in FOR_ALL:
        path = content / f"settings/{name}.yml"
        if path.exists():
            path.write_text(f"audience: public\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    for path in (content / "settings/site.yml", content / f"documents/{document}/document.yml"):
        line = NAMED if path.name == "site.yml" else "audience: public\n"
        path.write_text(f"{path.read_text(encoding='utf-8')}{line}", encoding="utf-8")
    return content


def public_fiction(project: Path) -> Path:
    """Copy the fiction into a project, public as far as it goes, and return the copy."""
    content = project / "content"
    shutil.copytree(FICTION, content)
    switch_off_rules(content)
    make_public(content, "layanan")
    folder = "documents/layanan/2"
    put(content, f"{folder}/flow-putus.yml", INTERRUPT)
    put(content, "settings/people.yml", PUBLIC_PERSON)
    put(content, "glossary.yml", "audience: public\n")
    for path, line in (
        (f"{folder}/faq.yml", "          id: jawaban-daftar-hilang\n"),
        (f"{folder}/revision.yml", "                  id: tamu-tidak-tahu\n"),
        ("training/petugas.yml", "  id: petugas\n"),
    ):
        edit(content, path, line, f"{line}{line.replace(line.strip(), 'audience: public')}")
    return content


def put(content: Path, path: str, text: str) -> None:
    """Add a text at the end of a file."""
    with (content / path).open("a", encoding="utf-8") as file:
        file.write(text)
