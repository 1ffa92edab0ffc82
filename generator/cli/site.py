"""The commands that make something of the content: an edition, a served site, plain pages, PDFs."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.audience.preparing import prepared_for
from generator.audience.roots import FOLDERS
from generator.build.pages import FolderNotEmptyError, write_pages
from generator.build.site import STEPS, build_edition
from generator.checks.rule import is_new_finding
from generator.cli.base import (
    EXIT_NOT_DONE,
    Format,
    Settings,
    as_of_option,
    audience_option,
    json_option,
    main,
    prepare_content,
    print_report,
    stop,
    strict_option,
)
from generator.cli.editions import hand_of_user
from generator.editions.publish import PublishError
from generator.kinds.unit import Audience
from generator.pdf.error import PressError
from generator.pdf.order import OrderError, read_order, write_pdfs
from generator.render.context import RenderContext
from generator.reports.json_form import report_to_json
from generator.reports.report import Report, stops_build


@main.command()
@as_of_option
@audience_option
@strict_option
@json_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Where editions are published; default: public/, for the public public-site/.",
)
@click.pass_obj
def build(
    settings: Settings,
    as_of: str | None,
    audience: Audience,
    strict: bool,  # noqa: FBT001 - click's way
    is_json: bool,  # noqa: FBT001 - click's way
    out: Path | None,
) -> None:
    """Check, render, verify and publish an edition; `latest` moves in one step at the very end."""
    from generator.plugin import SiteNotBuiltError, build_site  # noqa: PLC0415 - MkDocs is needed by this command and serve alone

    everything = prepare_content(settings, as_of)
    prepared = prepared_for(everything, audience)
    form: Format = "json" if is_json else "text"
    if stops_build(prepared.problems, is_strict=strict):
        print_report(Report.of(prepared.problems, everything.findings), settings, form)
        if any(map(is_new_finding, prepared.problems)):
            settings.say("new findings stop the build: mend them, or settle them with `sigap accept`")
        raise SystemExit(1)
    try:
        with _progress(settings) as bar:
            public_path = out or settings.project / FOLDERS[audience]
            edition = build_edition(
                prepared, settings.project, public_path, build_site, lambda: bar.update(1), hand_of_user()
            )
    except PublishError as failure:
        print_report(Report.of([failure.problem], []), settings, form)
        raise SystemExit(EXIT_NOT_DONE) from failure
    except PressError as failure:
        stop_at_press(failure, settings, form)
    except SiteNotBuiltError as failure:
        stop(str(failure))
    problems = [*prepared.problems, *edition.problems]
    print_report(Report.of(problems, everything.findings), settings, form)
    if edition.rolled_back is not None:
        settings.say(f"`latest` was rolled back to {edition.rolled_back.edition}; this edition moves it on")
    if edition.path is not None and not is_json:
        click.echo(f"{edition.path}")
    raise SystemExit(int(stops_build(problems, is_strict=strict)))


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.")
@audience_option
@click.pass_obj
def serve(settings: Settings, address: str, is_opened: bool, audience: Audience) -> None:  # noqa: FBT001 - click's way
    """Serve the site and rebuild it on each change; problems show in the terminal and on the page."""
    from generator.plugin import SiteNotBuiltError, serve_site  # noqa: PLC0415 - see build

    try:
        serve_site(settings.project / "mkdocs.yml", address, audience, is_opened=is_opened)
    except SiteNotBuiltError as failure:
        stop(str(failure))


@main.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="An empty folder for the project.")
@as_of_option
@audience_option
@click.pass_obj
def pages(settings: Settings, out: Path, as_of: str | None, audience: Audience) -> None:
    """Write the same pages as a plain MkDocs project that needs no plugin of ours."""
    everything = prepare_content(settings, as_of)
    prepared = prepared_for(everything, audience)
    print_report(Report.of(prepared.problems, everything.findings), settings)
    if not prepared.is_publishable:
        raise SystemExit(1)
    try:
        count = write_pages(prepared, settings.project, out)
    except FolderNotEmptyError as failure:
        stop(str(failure))
    except PressError as failure:
        stop_at_press(failure, settings)
    settings.say(f"{count} files in {out}")


@main.command("pdf")
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1)
@click.option("--revision", metavar="R", help="The revision of the one document that is named; default: in force.")
@click.option("--pocket", "positions", metavar="POSITION", multiple=True, help="The pocket edition of a position.")
@click.option("--out", type=click.Path(path_type=Path), help="Where PDFs are written; default: pdf/ in the project.")
@as_of_option
@audience_option
@json_option
@click.pass_obj
def pdf_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    documents: Sequence[str],
    revision: str | None,
    positions: Sequence[str],
    out: Path | None,
    as_of: str | None,
    audience: Audience,
    is_json: bool,  # noqa: FBT001 - click's way
) -> None:
    """Write controlled PDFs of documents, of all when none is named, or pocket editions of scripts."""
    if revision is not None and len(documents) != 1:
        raise click.UsageError("--revision goes with exactly one DOCUMENT")
    form: Format = "json" if is_json else "text"
    everything = prepare_content(settings, as_of)
    prepared = prepared_for(everything, audience)
    report = Report.of(prepared.problems, everything.findings)
    if not prepared.is_publishable:
        print_report(report, settings, form)
        raise SystemExit(1)
    context = RenderContext(prepared.library, prepared.as_of, prepared.findings, settings.project / ".sigap-cache")
    try:
        ordered = read_order(prepared.library, documents, revision, positions)
        paths = write_pdfs(context, ordered, out or settings.project / "pdf")
    except OrderError as failure:
        stop(str(failure))
    except PressError as failure:
        stop_at_press(failure, settings, form)
    if is_json:
        pdfs = [each.facts | {"path": str(path)} for each, path in zip(ordered, paths, strict=True)]
        click.echo(
            json.dumps(report_to_json(report, settings.catalogue) | {"pdfs": pdfs}, ensure_ascii=False, indent=2)
        )
        return
    for path in paths:
        click.echo(path)


def stop_at_press(failure: PressError, settings: Settings, form: Format = "text") -> NoReturn:
    """Say why a PDF cannot be set, and exit: with 1 where authors can mend it."""
    print_report(Report.of(failure.problems, []), settings, form)
    raise SystemExit(1 if failure.is_about_content else EXIT_NOT_DONE) from failure


def _progress(settings: Settings) -> AbstractContextManager[Any]:
    """Return a progress bar on stderr, which only a person at a terminal sees."""
    is_hidden = settings.is_quiet or not sys.stderr.isatty()
    return click.progressbar(length=len(STEPS), label="sigap build", file=sys.stderr, hidden=is_hidden)
