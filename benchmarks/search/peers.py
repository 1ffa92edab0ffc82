"""The same answers with search engines that can be had: Material's search and Pagefind.

Both get a page for each answer, which serves them best: Pagefind finds pages, and Material always shows a page above
its sections. They get all that results of ours show, and the titles around an answer. Question variants and tables are
part of our engine and not of theirs, unless asked for.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from generator.search.answer import Answer, texts_of

MATERIAL_SETTINGS = """\
site_name: Jawaban
use_directory_urls: true
theme:
  name: material
  language: id
  font: false
  features: [navigation.prune]
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
plugins:
  - material/search:
      lang: [id]
"""
"""As Material's manual says for Indonesian."""
PAGEFIND_START = """\
<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Cari</title>
<link rel="stylesheet" href="/pagefind/pagefind-ui.css"><script src="/pagefind/pagefind-ui.js"></script></head>
<body><div id="cari"></div><script>
addEventListener("DOMContentLoaded", () => new PagefindUI({ element: "#cari", pageSize: 10, showImages: false }))
</script></body></html>
"""
"""The page with Pagefind's own interface, with ten results at once as ours has them."""


@dataclass(frozen=True, slots=True)
class PeerSite:
    """A site of a peer.

    Attributes:
        folder: Of its `index.html`.
        index_seconds: How long making it took: its index alone for Pagefind, pages and index for Material.
    """

    folder: Path
    index_seconds: float


def build_material(folder: Path, answers: Sequence[Answer], *, has_variants: bool = False) -> PeerSite:
    """Build a site of Material with its own search."""
    docs = folder / "docs"
    (docs / "j").mkdir(parents=True)
    for place, answer in enumerate(answers):
        page = f"<h1>{escape(_title(answer))}</h1>\n{_body(answer, has_variants=has_variants)}\n"
        (docs / f"j/{place}.md").write_text(page, encoding="utf-8")
    (docs / "index.md").write_text("# Jawaban\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(MATERIAL_SETTINGS, encoding="utf-8")
    started = time.perf_counter()
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", folder / "mkdocs.yml", "-d", folder / "site"])
    return PeerSite(folder / "site", time.perf_counter() - started)


def build_pagefind(folder: Path, answers: Sequence[Answer], *, has_variants: bool = False) -> PeerSite | None:
    """Build pages that Pagefind indexes; None when it is not installed (`make bench-search` does)."""
    python = os.environ.get("SIGAP_PAGEFIND")
    if not python:
        return None
    site = folder / "site"
    for place, answer in enumerate(answers):
        page = site / f"j/{place}/index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{escape(_title(answer))}</title></head>'
            f"<body><main data-pagefind-body><h1>{escape(_title(answer))}</h1>"
            f"{_body(answer, has_variants=has_variants)}</main></body></html>",
            encoding="utf-8",
        )
    (site / "index.html").write_text(PAGEFIND_START, encoding="utf-8")
    started = time.perf_counter()
    _run([python, "-m", "pagefind", "--site", site, "--output-subdir", "pagefind", "--silent"])
    return PeerSite(site, time.perf_counter() - started)


def _title(answer: Answer) -> str:
    return f"{answer.number} {answer.title}".strip()


def _body(answer: Answer, *, has_variants: bool) -> str:
    lines = [" › ".join([answer.group.origin.title, *answer.trail]), answer.condition]
    lines += [" ".join(texts_of(block)) for block in answer.blocks]
    lines += answer.variants if has_variants else []
    paragraphs = (f"<p>{escape(' '.join(line.split()))}</p>" for line in lines if line.strip())
    return "\n".join(paragraphs)


def _run(command: list[str | Path]) -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([str(part) for part in command], env=environment, check=True)
