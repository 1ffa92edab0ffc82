"""What a text field may not hold, found in its source so that each problem has its exact place.

None of it would act (drawing escapes and sanitises); it is refused because whoever wrote it
expects something that will not happen, or means harm.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import Final

import nh3

from generator.problems import Location, Problem, error
from generator.text.inline_rules import REFERENCE, is_allowed_url

LocationOf = Callable[[int], Location]

# An unclosed tag of these is still one for a browser; such names are no Indonesian words.
_OPEN_ENDED: Final = frozenset(
    {"audio", "base", "embed", "form", "iframe", "img", "input", "link", "math", "meta", "object", "script"}
    | {"style", "svg", "video"}
)
# One name a line would fill a page.
# fmt: off
_HTML_NAMES: Final = _OPEN_ENDED | nh3.ALLOWED_TAGS | {
    "animate", "applet", "big", "body", "button", "canvas", "dialog", "fieldset", "font", "foreignobject", "frame",
    "frameset", "g", "head", "html", "label", "main", "marquee", "meter", "nobr", "noembed", "noframes", "noscript",
    "optgroup", "option", "param", "path", "picture", "plaintext", "portal", "progress", "section", "select", "set",
    "slot", "source", "template", "textarea", "title", "track", "use", "xmp",
}
# fmt: on
_TAG: Final = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40})(?P<rest>[^<>]{0,2000})(?P<close>>?)")
_HANDLER: Final = re.compile(r"[\s/\"']on[a-z]{2,30}\s{0,20}=", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"<!--|<!doctype|<!\[cdata\[|<\?[a-z]", re.IGNORECASE)
_IMAGE: Final = re.compile(r"(?<!\\)!\[[^\[\]]{0,500}\][(\[]")
_LINK_TARGET: Final = re.compile(r"\]\((?P<target>[^)\n]{0,2000})")
_TARGET_URL: Final = re.compile(r"\s*(?:<(?P<pointed>[^<>]*)>?|(?P<bare>\S*))")
_SCHEME: Final = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]{0,30}):", re.IGNORECASE)
_IGNORED_IN_URL: Final = re.compile(r"[\s\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<]+")
_DANGEROUS_SCHEMES: Final = frozenset({"javascript", "data", "vbscript", "file", "blob", "livescript", "mocha"})
_TEMPLATE: Final = re.compile(r"\{\{|\{%")
_BRACKETED: Final = re.compile(r"\[\[[^\[\]\n]{0,300}(?:\[[^\[\]\n]{0,300}\][^\[\]\n]{0,300})?\]\]")
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Everything that is found here has one of these characters, which few texts have.
_SUSPICIOUS: Final = re.compile(rf"[<\[\]{{]|{_INVISIBLE.pattern}")
_LONGEST_QUOTE: Final = 60


def find_problems(text: str, location_of: LocationOf) -> Iterator[Problem]:
    """Yield a problem for everything a text field may not hold.

    Args:
        text: The field's value as written, with its markup.
        location_of: The place of the character at an offset of `text`.
    """
    if not _SUSPICIOUS.search(text):
        return
    for finder in (_html, _images, _links, _templates, _malformed_references, _invisible_characters):
        yield from finder(text, location_of)


def _html(text: str, location_of: LocationOf) -> Iterator[Problem]:
    """Raw HTML. "< 12 jam", "Profile >> Verify" and "<3" are text."""
    for found in _DECLARATION.finditer(text):
        yield error(location_of(found.start()), "text-raw-html", tag=found.group())
    for found in _TAG.finditer(text):
        if _is_tag(found):
            yield error(location_of(found.start()), "text-raw-html", tag=_quote(found.group()))


def _is_tag(found: re.Match[str]) -> bool:
    name, rest = found["name"].casefold(), found["rest"]
    if _HANDLER.search(rest):
        return True
    if rest[:1] not in ("", "/") and not rest[:1].isspace():
        return False
    if name in _OPEN_ENDED:
        return True
    return bool(found["close"]) and (name in _HTML_NAMES or "-" in name or "=" in rest)


def _images(text: str, location_of: LocationOf) -> Iterator[Problem]:
    for found in _IMAGE.finditer(text):
        yield error(location_of(found.start()), "text-image", image=_quote(found.group()))


def _links(text: str, location_of: LocationOf) -> Iterator[Problem]:
    """Links to anything but https, http and mailto, however the address is disguised."""
    for found in _LINK_TARGET.finditer(text):
        target = _TARGET_URL.match(found["target"])
        url = (target["pointed"] or target["bare"] or "") if target else ""
        location = location_of(found.start("target"))
        if (scheme := _scheme_of(found["target"])) in _DANGEROUS_SCHEMES:
            yield error(location, "text-link-scheme", url=_quote(found["target"]), scheme=scheme)
        elif not _is_remark(text, found, url) and not is_allowed_url(url):
            yield _refusal(url, location)


def _is_remark(text: str, found: re.Match[str], url: str) -> bool:
    """Tell whether "[Reminder 1](lima menit)" is a bracketed remark: words, and no address among them."""
    is_closed = text[found.end() : found.end() + 1] == ")"
    rest = found["target"].strip().removeprefix(url).strip()
    return not is_closed or (bool(rest) and rest[0] not in "\"'" and not found["target"].lstrip().startswith("<"))


def _refusal(url: str, location: Location) -> Problem:
    scheme = _scheme_of(url)
    if not scheme:
        return error(location, "text-link-relative", url=_quote(url))
    if scheme in ("http", "https", "mailto"):
        return error(location, "text-link-malformed", url=_quote(url))
    return error(location, "text-link-scheme", url=_quote(url), scheme=scheme)


def _scheme_of(url: str) -> str:
    found = _SCHEME.match(_undisguised(url))
    return found["scheme"].casefold() if found else ""


def _undisguised(url: str) -> str:
    """Return an address as a browser would come to read it: entities resolved, invisible characters gone."""
    return _IGNORED_IN_URL.sub("", html.unescape(html.unescape(url)))


def _templates(text: str, location_of: LocationOf) -> Iterator[Problem]:
    for found in _TEMPLATE.finditer(text):
        yield error(location_of(found.start()), "text-template-syntax", opening=found.group())


def _malformed_references(text: str, location_of: LocationOf) -> Iterator[Problem]:
    for found in _BRACKETED.finditer(text):
        if not REFERENCE.match(text, found.start()):
            yield error(location_of(found.start()), "text-reference-malformed", reference=_quote(found.group()))


def _invisible_characters(text: str, location_of: LocationOf) -> Iterator[Problem]:
    for found in _INVISIBLE.finditer(text):
        name = f"U+{ord(found.group()):04X}"
        yield error(location_of(found.start()), "text-invisible-character", character=name)


def _quote(letter: str) -> str:
    shown = letter if len(letter) <= _LONGEST_QUOTE else letter[: _LONGEST_QUOTE - 1] + "…"
    return "".join(character if character.isprintable() else "\ufffd" for character in shown)
