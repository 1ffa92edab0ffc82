"""The two inline rules of our own: links to allowed places, and `[[address]]` references."""

from __future__ import annotations

import html
import re

from markdown_it.rules_inline import StateInline

ADDRESS = r"[a-z0-9][a-z0-9.-]*(?:@[A-Za-z0-9.-]+)?(?:/[a-z0-9][a-z0-9._-]*)*"
REFERENCE = re.compile(rf"\[\[(?P<address>{ADDRESS})(?:\|(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\])+))?\]\]")
# No entity, escape or white space hides in an allowed address: it is plain and printable.
ALLOWED_URL = re.compile(r"(?:https?://[^\s<>\"'\\]+|mailto:[^\s<>\"'\\]+@[^\s<>\"'\\]+)", re.IGNORECASE)
_TARGET = re.compile(
    r"\([ \t]*(?:<(?P<pointed>[^<>\n]{0,2000})>|(?P<bare>[^\s()<>]{1,2000}(?:\([^\s()<>]{0,2000}\)[^\s()<>]{0,2000})*))"
    r"(?:[ \t]+(?:\"(?P<double>[^\"\n]{0,500})\"|'(?P<single>[^'\n]{0,500})'))?[ \t]*\)"
)


def is_allowed_url(url: str) -> bool:
    """Tell whether a text field may link there: https, http or mailto, written out plainly."""
    return bool(ALLOWED_URL.fullmatch(url)) and html.unescape(url).isprintable()


def reference_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[[address]]` and `[[address|text]]`; the text may hold emphasis, but no further link."""
    if not state.src.startswith("[[", state.pos) or state.linkLevel:
        return False
    found = REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("reference_open", "a", 1)
        token.meta = {"address": found["address"], "text": found["text"], "start": found.start(), "end": found.end()}
        if found["text"] is None:
            state.push("text", "", 0).content = found["address"]
        else:
            _tokenize_between(state, found.start("text"), found.end("text"))
        state.push("reference_close", "a", -1)
    state.pos = found.end()
    return True


def link_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read `[text](url "title")` when the url is allowed; anything else stays text to the letter."""
    if state.src[state.pos] != "[" or state.linkLevel or _follows_bang(state.src, state.pos):
        return False
    label_start = state.pos + 1
    label_end = state.md.helpers.parseLinkLabel(state, state.pos, True)
    found = _TARGET.match(state.src, label_end + 1, state.posMax) if label_end >= 0 else None
    if found is None:
        return False
    url = found["pointed"] or found["bare"] or ""
    if not is_allowed_url(url):
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.meta = {"url": state.md.normalizeLink(url), "title": found["double"] or found["single"]}
        _tokenize_between(state, label_start, label_end)
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True


def _tokenize_between(state: StateInline, start: int, end: int) -> None:
    pos_max = state.posMax
    state.pos, state.posMax = start, end
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = pos_max


def _follows_bang(src: str, pos: int) -> bool:
    """Tell whether `![` stands here, which elsewhere means an image."""
    return src.endswith("!", 0, pos) and not src.endswith("\\!", 0, pos)
