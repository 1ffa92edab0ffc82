"""Problems on a page: what an author sees in the browser while `sigap serve` runs."""

from __future__ import annotations

import os
from collections.abc import Sequence

from markupsafe import Markup, escape

from generator.messages import choose_language, load_catalogue
from generator.problems import Problem
from generator.render.page import Page
from generator.reports.text import render_text

SHOWN_AT_MOST = 50


def problem_banner(problems: Sequence[Problem]) -> str:
    """Return the problems as one raw HTML block for the top of a page."""
    catalogue = load_catalogue(choose_language(None, os.environ))
    items = [Markup("<li><code>{}</code></li>").format(render_text(each, catalogue)) for each in problems]
    rest = len(items) - SHOWN_AT_MOST
    if rest > 0:
        items = [*items[:SHOWN_AT_MOST], Markup("<li>… dan {} lagi</li>").format(rest)]
    inner = Markup("").join(items).replace("\n", "<br>")
    heading = escape(f"{len(problems)} masalah pada isi")
    return f'<div class="sigap-problems" role="alert"><p><strong>{heading}</strong></p><ul>{inner}</ul></div>'


def problem_page(problems: Sequence[Problem]) -> Page:
    """Return the page that stands in for the site while its content has errors; the banner above it names them."""
    advice = f"Perbaiki {len(problems)} masalah di atas; halaman ini dimuat ulang sendiri."
    text = f"# Isi belum dapat ditampilkan\n\n{advice}\n"
    return Page("index.md", "Isi belum dapat ditampilkan", text, "Masalah pada isi.", is_indexed=False)
