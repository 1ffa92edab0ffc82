"""Verify a finished site before it is published: links, foreign requests, policy, stray files.

Each file is read once. Places of problems are files of the site with the line in them, since what is
checked here is our own output: a problem is a bug of a template, a theme or the configuration more
often than of the content.
"""

from __future__ import annotations

import os
import posixpath
import re
import urllib.parse
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from generator.build.csp import hash_source, is_inline_script, is_policy
from generator.build.html_scan import Tag, normalise, start_tags
from generator.problems import Location, Problem, error, sort_problems

ALLOWED_SUFFIXES = frozenset(
    {".html", ".css", ".js", ".json", ".xml", ".txt", ".pdf", ".gz", ".map", ".webmanifest"}
    | {".svg", ".png", ".jpg", ".webp", ".ico", ".woff2"}
)
"""What a site may hold. Content (.yml), registers (.jsonl) and drafts (.md) are not among them; source
maps (.map) are, since Material's files name theirs and a browser's tools would miss them."""

HOME_PAGE = "index.html"

LOADED_RELATIONS = frozenset(
    {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "manifest"}
    | {"preload", "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch"}
)
LINKED_RELATIONS = frozenset({"next", "prev", "alternate", "help", "license", "author", "search"})
LOADING_ATTRIBUTES = frozenset({"src", "poster", "data", "action", "formaction", "background", "ping", "manifest"})
SOURCE_SETS = frozenset({"srcset", "imagesrcset"})
SVG_HREFS = frozenset({"href", "xlink:href"})
CODE_ELEMENTS = frozenset({"script", "style", "base"})
# Most tags of a page have nothing but a class: a first look at the raw text spares taking them apart.
CHECKED_ATTRIBUTE = re.compile(
    r"id|href|src|style|name|poster|data|action|background|ping|manifest|http-equiv|\bon", re.IGNORECASE
)
POLICY_SOURCES = frozenset({"'self'", "'none'", "data:", "blob:"})

CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
CSS_ADDRESS = re.compile(
    r"url\(\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|([^)\"']*))\s*\)"
    r"|@import\s+(?:\"([^\"]*)\"|'([^']*)')",
    re.IGNORECASE | re.DOTALL,
)
SOURCE_SET_ADDRESS = re.compile(r"(?:^|,)\s*([^\s,]\S*[^\s,]|[^\s,])(?=\s|,|$)")
REFRESH = re.compile(r"\s*[0-9.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]*)", re.IGNORECASE)
LINE_END = re.compile("\n")
CONTROLS_AND_SPACE = "".join(map(chr, range(33)))
IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r]")
SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")


def verify_site(site_path: Path, *, base_url: str | None) -> list[Problem]:
    """Return what is wrong with a finished site, in the order of its files.

    Args:
        site_path: The folder of the site; nothing outside it is read.
        base_url: Where the site will be served, such as `https://intranet.example/sigap/`; addresses
            beginning with it, and absolute paths below its path, are the site's own. With None an absolute
            path begins at the site's root and every full address is foreign.
    """
    site = _Site.of(site_path, base_url)
    problems = [] if HOME_PAGE in site.files else [error(Location(HOME_PAGE), "site-no-home")]
    problems += _stray_files(site)
    fragments: list[_Fragment] = []
    anchors: dict[str, frozenset[str]] = {}
    for name in sorted(site.files):
        suffix = posixpath.splitext(name)[1].lower()
        if suffix not in {".html", ".css", ".svg"}:
            continue
        text = normalise((site_path / name).read_bytes().decode("utf-8", "replace"))
        reader = _Reader(site, name, text)
        if suffix == ".css":
            reader.read_css(text, 0)
        else:
            reader.read_markup(is_page=suffix == ".html")
            anchors[name] = frozenset(reader.anchors)
        problems += reader.problems
        fragments += reader.fragments
    problems += _missing_anchors(fragments, anchors)
    return sort_problems(problems)


@dataclass(frozen=True, slots=True)
class _Fragment:
    """A link to a place in a page: checked when all pages have been read."""

    location: Location
    link: str
    target: str
    anchor: str


def _missing_anchors(fragments: list[_Fragment], anchors: dict[str, frozenset[str]]) -> Iterator[Problem]:
    for fragment in fragments:
        if fragment.target in anchors and fragment.anchor not in anchors[fragment.target]:
            yield error(
                fragment.location, "site-missing-anchor", link=fragment.link, page=fragment.target, id=fragment.anchor
            )


def _stray_files(site: _Site) -> Iterator[Problem]:
    for name in site.files:
        if (site.path / name).is_symlink() or any(part.startswith(".") for part in name.split("/")):
            yield error(Location(name), "site-stray-file", suffix=posixpath.basename(name))
        elif (suffix := posixpath.splitext(name)[1].lower()) not in ALLOWED_SUFFIXES:
            yield error(Location(name), "site-stray-file", suffix=suffix or posixpath.basename(name))


@dataclass(frozen=True, slots=True)
class _Lead:
    """Where an address leads: a file of the site and perhaps a place in it, or a trouble."""

    trouble: Literal["", "script", "foreign", "outside", "missing"] = ""
    target: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class _Site:
    """The names of all files of a site, and how its addresses lead to them."""

    path: Path
    files: frozenset[str]
    origin: str | None
    base_path: str
    leads: dict[tuple[str, str], _Lead] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path, base_url: str | None) -> _Site:
        base = urllib.parse.urlsplit(base_url or "")
        origin = f"{base.scheme}://{base.netloc}".lower() if base.netloc else None
        return cls(path, frozenset(_file_names(path)), origin, "/" + (base.path.strip("/") + "/").lstrip("/"))

    def lead(self, name: str, address: str) -> _Lead:
        """Return where an address in a file leads; equal ones of one folder (a navigation's) are found once."""
        key = (name if address.startswith(("#", "?")) else posixpath.dirname(name), address)
        if key not in self.leads:
            self.leads[key] = self._find(name, address)
        return self.leads[key]

    def _find(self, name: str, address: str) -> _Lead:
        seen = IGNORED_BY_BROWSERS.sub("", address.strip(CONTROLS_AND_SPACE))
        scheme = SCHEME.match(seen)
        if scheme and scheme[1].lower() not in {"http", "https"}:
            return _lead_of_scheme(scheme[1].lower())
        url = urllib.parse.urlsplit(seen.replace("\\", "/"))
        if scheme or url.netloc:
            origin = f"{(url.scheme or 'https')}://{url.netloc}".lower()
            same = self.origin is not None and origin.partition(":")[2] == self.origin.partition(":")[2]
            if not same:
                return _Lead("foreign")
        path = urllib.parse.unquote(url.path) or ("/" if scheme or url.netloc else "")
        anchor = urllib.parse.unquote(url.fragment).partition(":~:")[0]
        return self._find_file(name, path, "" if anchor == "top" else anchor)

    def _find_file(self, name: str, path: str, anchor: str) -> _Lead:
        if not path:
            return _Lead("", name, anchor)
        if path.startswith("/"):
            if not f"{path}/".startswith(self.base_path):
                return _Lead("outside")
            path = path[len(self.base_path) :] or "."
        else:
            path = posixpath.join(posixpath.dirname(name), path)
        is_folder = path.endswith(("/", "/.", "/.."))
        path = posixpath.normpath(path)
        if path == ".." or path.startswith("../"):
            return _Lead("outside")
        target = self._file_at("" if path == "." else path, is_folder=is_folder)
        return _Lead("", target, anchor) if target else _Lead("missing")

    def _file_at(self, path: str, *, is_folder: bool) -> str:
        """Return the file that a static server answers with: of a folder, its index.html."""
        if path in self.files and not is_folder:
            return path
        index = f"{path}/index.html".lstrip("/")
        return index if index in self.files else ""


def _lead_of_scheme(scheme: str) -> _Lead:
    """Return the lead of an address that is not for the web: `mailto:` and `data:` need no request."""
    if scheme in {"javascript", "vbscript"}:
        return _Lead("script")
    return _Lead() if scheme in {"mailto", "tel", "sms", "data", "blob", "about"} else _Lead("foreign")


def _file_names(path: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(path):
        folders.sort()
        relative = Path(folder).relative_to(path).as_posix()
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        yield from (posixpath.normpath(posixpath.join(relative, name)) for name in (*files, *links))


@dataclass
class _Reader:
    """Reads one file of the site and keeps what is wrong with it."""

    site: _Site
    name: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    fragments: list[_Fragment] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    seen: set[tuple[str, bool]] = field(default_factory=set)
    policy: dict[str, list[str]] | None = None
    line_starts: list[int] = field(default_factory=list)

    def at(self, position: int) -> Location:
        """Return the place of a position in this file; lines are counted only where one is needed."""
        if not self.line_starts:
            self.line_starts = [0, *(found.end() for found in LINE_END.finditer(self.text))]
        return Location(self.name, bisect_right(self.line_starts, position), 1)

    # --- pages and drawings

    def read_markup(self, *, is_page: bool) -> None:
        """Check all start tags of a page, or of a drawing, which has no policy of its own."""
        for tag in start_tags(self.text):
            if is_policy(tag):
                self._read_policy(tag)
            elif tag.text or tag.name in CODE_ELEMENTS or CHECKED_ATTRIBUTE.search(tag.attribute_text):
                self._read_tag(tag, is_page=is_page)
            if tag.is_in_svg and tag.name in {"style", "script"}:
                self.problems.append(error(self.at(tag.start), "site-code-in-svg", element=tag.name))
        if is_page and self.policy is None:
            self.problems.append(error(Location(self.name), "site-no-policy"))

    def _read_tag(self, tag: Tag, *, is_page: bool) -> None:
        self._read_attributes(tag)
        self._read_addresses(tag)
        if tag.name == "style":
            self.read_css(tag.text, tag.end)
        if is_page:
            self._read_code(tag)

    def _read_attributes(self, tag: Tag) -> None:
        attributes = tag.attributes
        if "id" in attributes:
            self._read_id(tag, attributes["id"])
        if tag.name == "a" and attributes.get("name"):
            self.anchors.add(attributes["name"])
        if "style" in attributes:
            self.problems.append(error(self.at(tag.start), "site-style-attribute", element=tag.name))
            self.read_css(attributes["style"], tag.start)
        for name in attributes:
            if name[:2] == "on":
                self.problems.append(error(self.at(tag.start), "site-event-handler", attribute=name))

    def _read_id(self, tag: Tag, anchor: str) -> None:
        if anchor in self.anchors:
            self.problems.append(error(self.at(tag.start), "site-duplicate-id", id=anchor))
        self.anchors.add(anchor)

    def _read_addresses(self, tag: Tag) -> None:
        attributes, name = tag.attributes, tag.name
        if name == "base":
            self.problems.append(error(self.at(tag.start), "site-base-element"))
        for attribute, value in attributes.items():
            if attribute in SVG_HREFS:
                self._read_href(tag, value)
            elif attribute in LOADING_ATTRIBUTES and (attribute != "data" or name == "object"):
                self.follow(value, tag.start, is_loaded=True)
            elif attribute in SOURCE_SETS:
                for address in SOURCE_SET_ADDRESS.findall(value):
                    self.follow(address, tag.start, is_loaded=True)
        if name == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            for address in REFRESH.findall(attributes.get("content", "")):
                self.follow(address, tag.start, is_loaded=True)

    def _read_href(self, tag: Tag, address: str) -> None:
        if tag.name == "link":
            relations = set(tag.attributes.get("rel", "").lower().split())
            if relations & (LOADED_RELATIONS | LINKED_RELATIONS):
                self.follow(address, tag.start, is_loaded=bool(relations & LOADED_RELATIONS))
        elif tag.name != "base":
            self.follow(address, tag.start, is_loaded=tag.name not in {"a", "area"})

    # --- policy

    def _read_policy(self, tag: Tag) -> None:
        """Read a policy; a second one only narrows the first and is none of ours."""
        directives = [part.split() for part in tag.attributes.get("content", "").split(";")]
        self.policy = {words[0].lower(): words[1:] for words in directives if words}
        sources = {source for words in self.policy.values() for source in words}
        for source in sorted(sources - POLICY_SOURCES):
            if not source.startswith("'sha256-"):
                self.problems.append(error(self.at(tag.start), "site-weak-policy", source=source))
        if not {"script-src", "style-src", "default-src"} <= self.policy.keys():
            self.problems.append(error(self.at(tag.start), "site-weak-policy", source="default-src"))

    def _read_code(self, tag: Tag) -> None:
        is_style = tag.name == "style" and not tag.is_in_svg
        is_code = is_style or tag.name == "script" or (tag.name == "link" and "href" in tag.attributes)
        if not is_code:
            return
        if self.policy is None and tag.name != "link":
            self.problems.append(error(self.at(tag.start), "site-late-policy", element=tag.name))
        elif is_style or is_inline_script(tag):
            allowed = (self.policy or {}).get("style-src" if is_style else "script-src", ())
            if hash_source(tag.text) not in allowed:
                self.problems.append(error(self.at(tag.start), "site-blocked-code", element=tag.name))

    # --- addresses

    def read_css(self, css: str, position: int) -> None:
        """Check the addresses of a style sheet, or of one that stands in a page at a position."""
        bare = CSS_COMMENT.sub(lambda comment: " " * len(comment[0]), css)
        for match in CSS_ADDRESS.finditer(bare):
            address = next((group for group in match.groups() if group is not None), "")
            at = position + match.start()
            self.follow(re.sub(r"\\(.)", r"\1", address.strip()), at, is_loaded=True)

    def follow(self, address: str, position: int, *, is_loaded: bool) -> None:
        """Check one address of this file, each once: where it leads, and whether the browser loads it."""
        if (address, is_loaded) in self.seen:
            return
        self.seen.add((address, is_loaded))
        lead = self.site.lead(self.name, address)
        if lead.trouble == "script":
            self.problems.append(error(self.at(position), "site-script-link", link=address))
        elif lead.trouble == "foreign" and is_loaded:
            self.problems.append(error(self.at(position), "site-foreign-request", link=address))
        elif lead.trouble == "outside":
            self.problems.append(error(self.at(position), "site-link-outside", link=address))
        elif lead.trouble == "missing":
            self.problems.append(error(self.at(position), "site-missing-target", link=address))
        elif lead.anchor:
            self.fragments.append(_Fragment(self.at(position), address, lead.target, lead.anchor))
