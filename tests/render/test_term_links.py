"""Tests of terms as links."""

from __future__ import annotations

import pytest

from generator.render.term_links import link_terms

URLS = {"contoh/salam": "../istilah/#salam", "contoh/a&b": "?a&b"}


def abbr(address: str) -> str:
    return f'<abbr class="sigap-term" title="Artinya" data-sigap-term="{address}">salam</abbr>'


def link(address: str, url: str) -> str:
    return f'<a href="{url}" class="sigap-term" title="Artinya" data-sigap-term="{address}">salam</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            f"<p>{abbr('contoh/salam')}.</p>",
            f"<p>{link('contoh/salam', '../istilah/#salam')}.</p>",
            id="a term becomes a link that keeps its hover text",
        ),
        pytest.param(
            f"<p>{abbr('contoh/lain')}</p>", f"<p>{abbr('contoh/lain')}</p>", id="one without a place stays as it is"
        ),
        pytest.param(
            f'<a href="#x">{abbr("contoh/salam")}</a> {abbr("contoh/salam")}',
            f'<a href="#x">{abbr("contoh/salam")}</a> {link("contoh/salam", "../istilah/#salam")}',
            id="a link holds no other link; what follows it is free again",
        ),
        pytest.param(abbr("contoh/a&amp;b"), link("contoh/a&amp;b", "?a&amp;b"), id="addresses stay escaped"),
    ],
)
def test_link_terms(html: str, expected: str) -> None:
    assert link_terms(html, URLS.get) == expected
