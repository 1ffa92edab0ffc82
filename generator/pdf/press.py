"""The press: a template and its data become the bytes of a PDF, the same ones each time.

typst gets a private folder with everything it may read. Content is in `data.json` and nowhere else, so nothing that
an author writes is ever read as typst's language. What was set once is kept by a digest of all that it depends on.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Any, Final

import typst

from generator.cache_files import kept
from generator.pdf.error import PressError
from generator.pdf.fonts import glyphs_of, printed_fonts
from generator.pdf.source import PdfSource
from generator.problems import Location, Problem, error
from generator.render.fonts import MissingFontError

TEMPLATES: Final = Path(__file__).with_name("templates")
STANDARDS: Final[list[Any]] = ["a-3a", "ua-1"]
"""For archives with attachments, and for readers who cannot see; typst refuses what keeps to neither."""

UNDATED: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The moment inside the PDF of a revision whose date is not known: the standards want one, and no clock is asked."""

KEPT_PER_MADE: Final = 4
FEWEST_KEPT: Final = 100
"""How many PDFs the cache keeps for each one of a run, and at least; what was asked for longest ago gives way."""

PLACE: Final = re.compile(r"┌─ (\S+)")
"""Where a diagnostic of typst says where it looks."""

TOOL: Final = re.compile(
    rb"(?<=/Creator\()Typst [0-9.]+|(?<=<xmp:CreatorTool>)Typst [0-9.]+|(?<=<stEvt:softwareAgent>)Typst [0-9.]+"
)
"""Where a PDF names the version that set it, which belongs into no output; blanks take its place, byte for byte."""

AROUND: Final = 24
"""How many letters a message shows on either side of one that the font lacks."""


def press(
    source: PdfSource,
    *,
    cache_path: Path | None,
    timestamp: dt.datetime = UNDATED,
    templates: Path = TEMPLATES,
    place: Location | None = None,
) -> bytes:
    """Set a PDF: PDF/A-3a and PDF/UA-1 at once.

    Args:
        source: The template, its data and the files it draws in.
        cache_path: Where PDFs (below `pdf/`) and cut fonts are kept between builds; None: nowhere.
        timestamp: The moment that the PDF says it was made, with a zone.
        templates: The folder of the templates.
        place: Where problems are reported; None: at the template.

    Raises:
        PressError: It cannot be set; the problems say why.
    """
    place = place or Location(f"pdf/{source.template}")
    try:
        fonts = printed_fonts(cache_path)
        files = _files_of(source, templates)
        folder = cache_path and cache_path / "pdf"
        kept_path = folder and folder / f"{_digest(source.template, files, fonts, timestamp)}.pdf"

        def make() -> bytes:
            _must_have_glyphs(source.data, fonts, place)
            return _set(source.template, files, fonts, timestamp, place)

        made = kept(kept_path, make)
        _mark_as_used(kept_path)
    except MissingFontError as fault:
        raise PressError(error(place, "pdf-no-font", reason=fault)) from fault
    except OSError as fault:
        raise PressError(error(place, "pdf-not-written", reason=fault.strerror or fault)) from fault
    return made


def _files_of(source: PdfSource, templates: Path) -> dict[str, bytes]:
    """Return everything that typst may read, by its name in the private folder."""
    files = {path.name: path.read_bytes() for path in sorted(templates.glob("*.typ"))}
    data = json.dumps(source.data, ensure_ascii=False, sort_keys=True, allow_nan=False)
    return files | {"data.json": data.encode()} | dict(source.files)


def _digest(template: str, files: Mapping[str, bytes], fonts: Mapping[str, bytes], timestamp: dt.datetime) -> str:
    """Return a digest of everything that the bytes depend on."""
    digest = hashlib.sha256(repr((template, timestamp.isoformat(), STANDARDS, TOOL, _typst_version())).encode())
    for name, data in sorted({**files, **{f"fonts/{name}": font for name, font in fonts.items()}}.items()):
        digest.update(f"\0{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:40]


@cache
def _typst_version() -> str:
    return version("typst")


def _set(
    template: str,
    files: Mapping[str, bytes],
    fonts: Mapping[str, bytes],
    timestamp: dt.datetime,
    place: Location,
) -> bytes:
    with tempfile.TemporaryDirectory(prefix="sigap-pdf-") as name:
        folder, fonts_path = Path(name, "text"), Path(name, "fonts")
        _write(folder, files)
        _write(fonts_path, fonts)
        return _compile(folder / template, fonts_path, timestamp, place)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        if PurePath(name).name != name:
            raise ValueError(f"{name!r} is no plain file name")
        (folder / name).write_bytes(data)


def _compile(main_path: Path, fonts_path: Path, timestamp: dt.datetime, place: Location) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_path])
    nowhere = main_path.parent / "packages"
    compiler = typst.Compiler(
        main_path, root=main_path.parent, font_paths=fonts, package_path=nowhere, package_cache_path=nowhere
    )
    moment = timestamp.astimezone(dt.timezone(timestamp.utcoffset() or dt.timedelta()))
    try:
        made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=STANDARDS, timestamp=moment)
    except typst.TypstError as fault:
        raise PressError(error(place, "pdf-not-set", reason=_said(fault))) from fault
    if warnings:
        said = (error(place, "pdf-not-set", reason=_said(each)) for each in warnings)
        raise PressError(*said)
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return TOOL.sub(lambda found: b"Typst".ljust(len(found[0])), made)


def _said(fault: typst.TypstError | typst.TypstWarning) -> str:
    """Return what typst says: the message, the place in a file of the private folder, and what it advises."""
    place = PLACE.search(fault.diagnostic)
    said = [f"{PurePath(place[1]).name}: {fault.message}" if place else fault.message, *fault.hints]
    return "; ".join(said)


def _must_have_glyphs(data: Any, fonts: Mapping[str, bytes], place: Location) -> None:
    """Report every character that the font lacks, each once, before typst stops at the first."""
    glyphs = glyphs_of(next(iter(fonts.values())))
    found: dict[str, Problem] = {}
    for text in _texts(data):
        for position, character in enumerate(text):
            if ord(character) not in glyphs and character not in found and _is_drawn(character):
                shown = text[max(0, position - AROUND) : position + AROUND]
                name = f"'{character}' (U+{ord(character):04X})"
                found[character] = error(place, "pdf-no-glyph", character=name, text=shown)
    if found:
        raise PressError(*found.values())


def _is_drawn(character: str) -> bool:
    """Tell whether a character takes ink: controls, joiners and line ends do not."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Zl", "Zp"}


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for item in data.values():
            yield from _texts(item)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from _texts(item)


def _mark_as_used(path: Path | None) -> None:
    """Give a kept PDF the time of its last use, by which `make_room` judges."""
    if path is not None:
        with contextlib.suppress(OSError):
            os.utime(path)


def make_room(cache_path: Path | None, made: int) -> None:
    """Delete the PDFs that were asked for longest ago, once after a run; never one of that run.

    Args:
        cache_path: As for `press`.
        made: How many PDFs the run has made or taken from the cache.
    """
    if cache_path is None:
        return
    most = max(FEWEST_KEPT, KEPT_PER_MADE * made)
    with contextlib.suppress(OSError):  # a cache that cannot be tidied is none the worse
        by_age = sorted((cache_path / "pdf").glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in by_age[most:]:
            path.unlink(missing_ok=True)
