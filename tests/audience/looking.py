"""Looking into every file for a marker: texts, pages, PDFs with all their streams and strings, what is compressed."""

from __future__ import annotations

import base64
import gzip
import html
import io
import re
import urllib.parse
import zipfile
from collections.abc import Iterable, Iterator, Mapping

import pikepdf
import pypdfium2

from tests.audience.planting import HEAD, NUMBER, TAIL

FONTS = (".woff2", ".woff", ".ttf", ".otf")
"""Letters, cut from installed packages; nothing of the content but which letters it has."""
NO_LETTER = re.compile("[^a-z]")
TAG = re.compile("<[^>]*>")
MARKER = re.compile(f"{HEAD}[a-z]*?{TAIL}")


def leaks(files: Mapping[str, bytes], places: Mapping[str, str]) -> list[str]:
    """Return where a marker is found: the file, and where it was planted, as far as it can be told."""
    found: dict[str, None] = {}
    for name, data in files.items():
        for place, text in [("its name", name), *_texts(name, data)]:
            for sight in _sights(text):
                found[f"{name} ({place}): {places.get(sight, sight)}"] = None
    return list(found)


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield every text in a file, with the place in it: as it stands, and what is packed into it."""
    if name.lower().endswith(FONTS):
        return
    if data.startswith(b"%PDF"):
        yield from _texts_of_pdf(name, data)
    elif data.startswith(b"\x1f\x8b"):
        yield from _texts(name.removesuffix(".gz"), gzip.decompress(data))
    elif data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield "its name", member
                yield from _texts(member, archive.read(member))
    else:
        yield "text", data.decode("utf-8", "replace")
        for coding in ("utf-16-le", "utf-16-be"):
            if b"\0" in data:
                yield coding, data.decode(coding, "replace")


def _texts_of_pdf(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    reader = pypdfium2.PdfDocument(data)
    try:
        yield "pages", "\n".join(page.get_textpage().get_text_bounded() for page in reader)
    finally:
        reader.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for attached, file in pdf.attachments.items():
            yield "attachment's name", attached
            yield from _texts(attached, file.get_file().read_bytes())
        for number, thing in enumerate(pdf.objects):
            yield from ((f"object {number}", text) for text in _strings(thing))
    yield from _texts(f"{name} as bytes", data.replace(b"%PDF", b"", 1))


def _strings(thing: pikepdf.Object) -> Iterator[str]:
    """Yield the strings, names and streams of one object; those it refers to are objects of the file too."""
    ahead: list[object] = [thing]
    while ahead:
        current = ahead.pop()
        if isinstance(current, pikepdf.Stream):
            if current.get("/Subtype") not in ("/Type1C", "/CIDFontType0C", "/OpenType") and "/Length1" not in current:
                yield current.read_bytes().decode("utf-8", "replace")
            ahead += current.stream_dict.values()
        elif isinstance(current, pikepdf.Dictionary):
            yield from current.keys()
            ahead += [value for value in current.values() if not getattr(value, "is_indirect", False)]
        elif isinstance(current, pikepdf.Array):
            ahead += [value for value in current if not getattr(value, "is_indirect", False)]
        elif isinstance(current, pikepdf.String | pikepdf.Name):
            yield str(current)


def _sights(text: str) -> Iterable[str]:
    """Return the markers, or the ends of markers, that stand in a text in any of the ways in which one may hide."""
    plain = text.lower()
    # Without tags, entities, blanks and hyphens: a word may be parted by any of them.
    bare = NO_LETTER.sub("", html.unescape(urllib.parse.unquote(TAG.sub("", plain))))
    seen: set[str] = set()
    for way in {plain, bare, NO_LETTER.sub("", plain), plain[::-1], bare[::-1]}:
        if HEAD in way or TAIL in way:
            seen.update(MARKER.findall(way) or [f"{HEAD}…{TAIL}"])
    if NUMBER in re.sub(r"[.,\s]|&nbsp;|\u00a0", "", plain):
        seen.add(NUMBER)
    for word in (HEAD, TAIL):
        if word.encode().hex() in plain or any(coded in text for coded in _in_base64(word)):
            seen.add(f"{word}, coded")
    return sorted(seen)


def _in_base64(word: str) -> Iterator[str]:
    """Yield how a word looks inside of base64, at each of its three places."""
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + word.encode()).decode()
        yield coded[(before * 8 + 5) // 6 : (before + len(word)) * 8 // 6]
