"""The commands about proof: verify registers, a built site or a PDF; link a register anew after a git merge."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.build.prepare import read_library
from generator.cli.base import (
    EXIT_NOT_DONE,
    Settings,
    as_of_option,
    json_option,
    main,
    moment_refused,
    print_report,
    stop,
)
from generator.library import Library
from generator.problems import Problem, exit_status
from generator.reports.json_form import report_to_json
from generator.reports.report import Report
from generator.revisions.register.journal import DamageError, JournalError
from generator.revisions.verify.merging import Take, as_json, merge_file
from generator.revisions.verify.merging import text_lines as merge_lines
from generator.revisions.verify.paper import paper_lines, verify_paper
from generator.revisions.verify.site import site_lines, verify_site_folder
from generator.revisions.verify.verifying import text_lines, verify
from generator.revisions.verify.witness import read_witnesses

witness_option = click.option(
    "--witness",
    "witness_paths",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help="A manifest.json, or the folder of an edition, that is kept elsewhere; asked besides public/.",
)


@main.command("verify")
@click.argument("document", required=False)
@click.option(
    "--site",
    "site_path",
    type=click.Path(path_type=Path, exists=True),
    help="Verify a built edition's folder, or one PDF, instead of the registers.",
)
@click.option("--public", "public_path", type=click.Path(path_type=Path), help="Where editions are; default: public/.")
@witness_option
@as_of_option
@json_option
@click.pass_obj
def verify_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str | None,
    site_path: Path | None,
    public_path: Path | None,
    witness_paths: Sequence[Path],
    as_of: str | None,
    is_json: bool,  # noqa: FBT001 - click's way
) -> None:
    """Verify the registers (of all documents, or of DOCUMENT) against content, evidence, signatures and editions.

    Nothing is written. Exits with 1 when something is wrong; that no edition is a witness yet is said, not counted.
    """
    if document and site_path:
        raise click.UsageError("name a DOCUMENT or --site, not both")
    public = public_path or settings.project / "public"
    if site_path is not None:
        _verify_site(settings, site_path, public, witness_paths, as_of, is_json=is_json)
    library = _library(settings, as_of)
    if document and document not in library.documents and document not in library.content.registers:
        stop(f"there is no document '{document}' and no register of one")
    verified = verify(library, settings.content_path, read_witnesses(public, witness_paths), document)
    witnesses = [{"edition": each.name, "source": each.source} for each in verified.witnesses]
    facts = {"registers": [each.to_json() for each in verified.proofs], "witnesses": witnesses}
    _finish(settings, verified.problems, facts, text_lines(verified), is_json=is_json)


def _verify_site(
    settings: Settings,
    site_path: Path,
    public_path: Path,
    witness_paths: Sequence[Path],
    as_of: str | None,
    *,
    is_json: bool,
) -> NoReturn:
    library = _library(settings, as_of) if (settings.project / "content").is_dir() else None
    if site_path.is_file():
        witnesses = read_witnesses(public_path, witness_paths)
        paper = verify_paper(site_path, library, witnesses.found)
        facts: dict[str, Any] = {"pdf": paper.to_json()}
        _finish(settings, [*paper.problems, *witnesses.problems], facts, paper_lines(paper), is_json=is_json)
    verified = verify_site_folder(site_path, library)
    editions = [each.name for each in verified.witnesses]
    lines = site_lines(verified, has_content=library is not None)
    _finish(settings, verified.problems, {"editions": editions}, lines, is_json=is_json)


def _library(settings: Settings, as_of: str | None) -> Library:
    with moment_refused():
        return read_library(settings.content_path, as_of, os.environ, dt.datetime.now(dt.UTC))[0]


def _finish(
    settings: Settings, problems: list[Problem], facts: dict[str, Any], lines: Iterable[str], *, is_json: bool
) -> NoReturn:
    """Print problems and what was verified, and exit."""
    report = Report.of(problems, [])
    if is_json:
        data = report_to_json(report, settings.catalogue) | facts
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for line in lines:
            click.echo(line)
        print_report(report, settings)
    raise SystemExit(exit_status(problems, is_strict=False))


@main.group("register")
def register_group() -> None:
    """Tend the registers themselves."""


@register_group.command("merge")
@click.argument("document")
@click.option(
    "--take",
    type=click.Choice(["ours", "theirs", "both"]),
    help="What counts where both sides have acted on a revision: ours (the side merged into), theirs, or both.",
)
@click.option("--public", "public_path", type=click.Path(path_type=Path), help="Where editions are; default: public/.")
@witness_option
@json_option
@click.pass_obj
def merge_command(
    settings: Settings,
    document: str,
    take: Take | None,
    public_path: Path | None,
    witness_paths: Sequence[Path],
    is_json: bool,  # noqa: FBT001 - click's way
) -> None:
    """Make the register of DOCUMENT one chain again after a git merge that left both sides' lines.

    Lines that an edition knows stay as they are; the others are linked anew in the order in which they were
    recorded. Where a person must decide, nothing is written and what is to be decided is said.
    """
    witnesses = read_witnesses(public_path or settings.project / "public", witness_paths)
    try:
        merged = merge_file(settings.content_path, document, witnesses.found, take)
    except FileNotFoundError:
        stop(f"there is no register of '{document}'")
    except DamageError as failure:
        print_report(Report.of(failure.problems, []), settings)
        raise SystemExit(EXIT_NOT_DONE) from failure
    except JournalError as failure:
        stop(str(failure))
    problems = [*merged.problems, *witnesses.problems]
    _finish(settings, problems, as_json(merged), merge_lines(merged), is_json=is_json)
