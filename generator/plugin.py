"""The MkDocs plugin: adapts events to functions that know no events, and decides nothing.

MkDocs asks in this order: `on_config` gathers and checks, `on_files` hands the pages over,
`on_post_page` seals each page, `on_post_build` clears away what MkDocs adds with a clock in it.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice, ExtraScriptValue, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from generator.audience.preparing import AUDIENCES, VARIABLE, prepared_for
from generator.build.csp import content_security_policy
from generator.build.prepare import Prepared, prepare
from generator.clock import AsOfError
from generator.kinds.unit import Audience
from generator.library import Library
from generator.messages import choose_language, load_catalogue
from generator.pdf.error import PressError
from generator.problems import Problem
from generator.render.problem_page import problem_banner, problem_page
from generator.render.site import BUNDLE, SiteSources, script_entries
from generator.render.sources import render_sources
from generator.reports.text import render_text

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

log = logging.getLogger("mkdocs.plugins.sigap")

EXTRA_FOR_ALL = frozenset({"generator", "sigap", "version"})
"""What a site for the public takes from `extra` of mkdocs.yml."""


VERSION_SELECTOR = {"provider": "mike", "default": "latest", "alias": True}
"""For `extra.version`: Material shows its version selector. Only an edition has a list of others beside it, and
elsewhere each page would ask for one in vain."""
MIKE_VARIABLE = "MIKE_DOCS_VERSION"
"""Set by `mike deploy` while it lets MkDocs build; what it makes is an edition, too."""


class SiteNotBuiltError(Exception):
    """MkDocs could not build the site; the message says why."""


class SigapConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a method without types
    """The plugin's options in mkdocs.yml."""

    as_of = Type(str, default="")
    audience = Choice(AUDIENCES, default="internal")
    cache = Type(str, default=".sigap-cache")


class SigapPlugin(BasePlugin[SigapConfig]):  # type: ignore[no-untyped-call]  # see SigapConfig
    """Hands the generator's pages to MkDocs."""

    def __init__(self) -> None:
        self.prepared: Prepared | None = None
        self.is_serving = False
        self._sources: SiteSources | None = None
        self._last_good: SiteSources | None = None
        self._shown: Library | None = None

    @property
    def _audience(self) -> Audience:
        """Return who will read the site: who serves it says so in the environment, since MkDocs passes nothing on."""
        named = os.environ.get(VARIABLE) or self.config.audience
        return "internal" if named == "internal" else "public"

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether pages are shown to an author, who wants to see problems on them."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Gather, check and render before MkDocs touches its output folder."""
        handed_over, self.prepared = self.prepared, None
        if os.environ.get(MIKE_VARIABLE):
            config.extra.setdefault("version", VERSION_SELECTOR)
        if handed_over:  # whoever prepared the content reports what stops its pages, too
            sources = self._render_all(handed_over, config)
        else:
            sources = self._render(_prepare(Path(config.docs_dir), self.config.as_of, self._audience), config)
        if self._shown is not None:
            _name_site(config, self._shown)
        config.nav = [{group.title: [{title: uri} for title, uri in group.pages]} for group in sources.navigation]
        config.extra_css = [BUNDLE, *config.extra_css]
        config.extra_javascript = [*map(_module, script_entries()), *config.extra_javascript]
        config.extra["sigap"] = sources.facts
        self._sources = sources
        return config

    def _render(self, prepared: Prepared, config: MkDocsConfig) -> SiteSources:
        problems = prepared.problems
        try:
            sources = self._render_all(prepared, config) if prepared.is_publishable else None
        except PressError as failure:
            _report(failure.problems)
            problems, sources = [*problems, *failure.problems], None
        if sources is None:
            sources = self._sources_without_pages(problems, config)
        if self.is_serving and problems:
            return sources.with_banner(problem_banner(problems))
        return sources

    def _render_all(self, prepared: Prepared, config: MkDocsConfig) -> SiteSources:
        cache = Path(config.config_file_path).parent / self.config.cache
        self._last_good = render_sources(prepared, _assets_path(config), cache)
        self._shown = prepared.library
        return self._last_good

    def _sources_without_pages(self, problems: Sequence[Problem], config: MkDocsConfig) -> SiteSources:
        """Return what authors see while the site cannot be made: the last one that could be, or the problems alone."""
        if not self.is_serving:
            raise PluginError("the content has errors, or a PDF cannot be set; nothing was written")
        if self._last_good:
            return self._last_good
        return SiteSources.of_one_page(problem_page(list(problems)), _assets_path(config))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what stands in the content folder by what is made from it: no file of it is published as it is."""
        sources = self._sources
        if sources is None:
            raise PluginError("on_files came before on_config")
        docs_path = Path(config.docs_dir).resolve()
        for file in list(files):
            stands_in_docs = file.src_dir is not None and Path(file.src_dir).resolve() == docs_path
            if stands_in_docs or _is_made(file) or _is_of_other_search(file):
                files.remove(file)
        for page in sources.pages:
            files.append(File.generated(config, page.uri, content=page.source))
        for path, data in sources.files.items():
            files.append(File.generated(config, path, content=data))
        return files

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Seal a page: nothing runs in it but what its policy names."""
        return output if self.is_serving else content_security_policy(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Seal the pages that are not made from Markdown, such as 404.html."""
        is_page = template_name.endswith(".html") and not self.is_serving
        return content_security_policy(output_content) if is_page else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Remove the compressed sitemap: its bytes hold a clock, and the plain one says the same."""
        (Path(config.site_dir) / "sitemap.xml.gz").unlink(missing_ok=True)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the theme's folder too."""
        server.watch(str(_assets_path(config)))
        return server


def build_site(prepared: Prepared, config_path: Path, site_path: Path) -> str | None:
    """Build a site with MkDocs into a folder, from content that has been read and checked.

    Returns:
        `site_url` of mkdocs.yml, below which absolute addresses of the pages lie; None when it is not set.

    Raises:
        SiteNotBuiltError: MkDocs refused; nothing of the folder is to be used.
        PressError: A PDF cannot be set; nothing of the folder is to be used.
    """
    try:
        # MkDocs takes a relative folder as lying beside mkdocs.yml, we as lying below the current folder.
        config = load_config(str(config_path.absolute()), site_dir=str(site_path.absolute()))
        plugin = config.plugins.get("sigap")
        if not isinstance(plugin, SigapPlugin):
            raise SiteNotBuiltError("mkdocs.yml needs `sigap` among its `plugins`")
        plugin.prepared = prepared
        config.extra.setdefault("version", VERSION_SELECTOR)
        config.plugins.on_startup(command="build", dirty=False)
        with _heard(logging.WARNING):
            mkdocs_build(config)
    except (Abort, BuildError, ConfigurationError) as failure:
        raise SiteNotBuiltError(str(failure)) from failure
    except TemplateError as failure:
        raise SiteNotBuiltError(f"the theme cannot be drawn: {_place_in_theme(failure)}{failure.message}") from failure
    return config.site_url or None


def _place_in_theme(failure: TemplateError) -> str:
    if isinstance(failure, TemplateSyntaxError):
        return f"{failure.filename or failure.name}:{failure.lineno}: "
    return ""


def serve_site(config_path: Path, address: str, audience: Audience = "internal", *, is_opened: bool) -> None:
    """Serve the site, rebuild it on each change, and show problems on its pages.

    Raises:
        SiteNotBuiltError: MkDocs could not start.
    """
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = audience
    try:
        with _heard(logging.INFO):
            mkdocs_serve(config_file=str(config_path), dev_addr=address, open_in_browser=is_opened)
    except (Abort, BuildError, ConfigurationError, OSError, OverflowError) as failure:  # a port above 65535 overflows
        raise SiteNotBuiltError(str(failure)) from failure
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


@contextmanager
def _heard(level: int) -> Iterator[None]:
    """Let MkDocs say on stderr what is of some weight, while the block runs.

    Warnings stop a build, since mkdocs.yml is strict; an author who serves wants to see when pages are made anew.
    """
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.setLevel(before)
        logger.removeHandler(handler)


def _name_site(config: MkDocsConfig, library: Library) -> None:
    """Let a site for others than all be called what its settings say; mkdocs.yml knows the internal one alone."""
    if library.audience == "internal":
        return
    site = library.site
    config.site_name, config.site_description, config.site_url = site.name, site.description, f"{site.url or ''}"
    config.site_author = config.copyright = config.repo_url = config.repo_name = config.edit_uri = None
    for name in config.extra.keys() - EXTRA_FOR_ALL:
        del config.extra[name]


def _prepare(content_path: Path, as_of: str, audience: Audience) -> Prepared:
    try:
        everything = prepare(content_path, as_of or None, os.environ, dt.datetime.now(dt.UTC))
        prepared = prepared_for(everything, audience)
    except AsOfError as failure:
        raise PluginError(f"as_of '{failure}' is neither a date nor a moment with zone") from failure
    _report(prepared.problems)
    return prepared


def _report(problems: Iterable[Problem]) -> None:
    catalogue = load_catalogue(choose_language(None, os.environ))
    for problem in problems:
        sys.stderr.write(render_text(problem, catalogue) + "\n")


def _assets_path(config: MkDocsConfig) -> Path:
    if config.theme.custom_dir is None:
        raise PluginError("mkdocs.yml needs theme.custom_dir: overrides")
    return Path(config.theme.custom_dir)


def _is_made(file: File) -> bool:
    """Tell whether a file of the theme is handed over as it is made: in the one style sheet, or without comments."""
    return file.src_uri.startswith("assets/sigap-") and file.src_uri.endswith((".css", ".js"))


def _is_of_other_search(file: File) -> bool:
    """Tell whether a file of the theme is part of Material's own search, which is not in use."""
    return file.src_uri.startswith(("assets/javascripts/lunr/", "assets/javascripts/workers/"))


def _module(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.type = "module"
    return script
