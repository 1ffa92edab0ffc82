"""The commands that make what leaves the house: notices, review packs, the evidence of a moment."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.cli.base import (
    Format,
    Settings,
    as_of_option,
    json_option,
    main,
    prepare_content,
    print_report,
    read_day,
)
from generator.cli.site import stop_at_press
from generator.disk import write_whole
from generator.pdf.error import PressError
from generator.problems import has_errors
from generator.render.context import RenderContext
from generator.reports.report import Report
from generator.revisions.acts.desk import Desk, RefusalError
from generator.revisions.acts.words import SHEET_WORDS
from generator.revisions.packs.ordering import (
    FORMS,
    SAID_IN_EVIDENCE,
    Office,
    order_evidence,
    order_notice,
    order_packs,
)
from generator.revisions.packs.review import write_packs


@main.command()
@click.argument("document")
@click.argument("revision")
@click.option("--form", type=click.Choice(FORMS), default="both", show_default=True, help="Which text is wanted.")
@as_of_option
@json_option
@click.pass_obj
def notice(
    settings: Settings,
    document: str,
    revision: str,
    form: str,
    as_of: str | None,
    is_json: bool,  # noqa: FBT001 - click's way
) -> None:
    """Write the notice of REVISION of DOCUMENT, with the list of those who get it."""
    with _refusing(settings, is_json=is_json):
        made = order_notice(_office(settings, as_of, is_json=is_json), document, revision)
    if is_json:
        click.echo(json.dumps({"schema": 1, **made.to_data(form)}, ensure_ascii=False, indent=2))
    else:
        click.echo(made.to_text(form), nl=False)


@main.command("review-pack")
@click.argument("document")
@click.argument("revision")
@click.option("--for", "person", metavar="PERSON", help="Only for this person, by id or name; default: all asked.")
@click.option("--act", type=click.Choice(list(SHEET_WORDS)), help="Only for this act; default: all that are missing.")
@click.option("--by", metavar="DAY", callback=read_day, help="Until which day an answer is wanted.")
@click.option("--out", type=click.Path(path_type=Path), help="Where files are written; default: pdf/ in the project.")
@as_of_option
@json_option
@click.pass_obj
def review_pack(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    revision: str,
    person: str | None,
    act: str | None,
    by: dt.date | None,
    out: Path | None,
    as_of: str | None,
    is_json: bool,  # noqa: FBT001 - click's way
) -> None:
    """Write one PDF for each person who is asked to act on REVISION of DOCUMENT; it opens anywhere."""
    with _refusing(settings, is_json=is_json):
        office = _office(settings, as_of, is_json=is_json)
        packs = order_packs(office, document, revision, person, SHEET_WORDS[act] if act else None, by)
    paths = write_packs(packs, out or settings.project / "pdf")
    if is_json:
        made = [each.facts | {"path": str(path)} for each, path in zip(packs, paths, strict=True)]
        click.echo(json.dumps({"schema": 1, "packs": made}, ensure_ascii=False, indent=2))
        return
    for path in paths:
        click.echo(path)


@main.command()
@click.argument("document")
@click.option("--at", "moment", required=True, metavar="MOMENT", help="2026-03-01, '2026-03-01 08:00', or ISO 8601.")
@click.option("--out", type=click.Path(path_type=Path), help="The file; default: pdf/bukti-….pdf in the project.")
@as_of_option
@json_option
@click.pass_obj
def evidence(
    settings: Settings,
    document: str,
    moment: str,
    out: Path | None,
    as_of: str | None,
    is_json: bool,  # noqa: FBT001 - click's way
) -> None:
    """Write one PDF for an auditor: what was in force of DOCUMENT at a moment, and all that proves it."""
    with _refusing(settings, is_json=is_json):
        office = _office(settings, as_of, is_json=is_json, said_there=SAID_IN_EVIDENCE)
        made = order_evidence(office, document, moment)
    path = out or settings.project / "pdf" / made.name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, made.data)
    if is_json:
        click.echo(json.dumps({"schema": 1, **made.facts, "path": str(path)}, ensure_ascii=False, indent=2))
    else:
        click.echo(path)
    if made.faults:
        settings.say(f"{len(made.faults)} files that the register names are missing or changed; the PDF says which")
        raise SystemExit(1)


def _office(
    settings: Settings, as_of: str | None, *, is_json: bool, said_there: frozenset[str] = frozenset()
) -> Office:
    """Read and check the content; what has errors is reported, and nothing is made of it.

    Args:
        settings: The options before the command.
        as_of: The option, if given.
        is_json: Problems are printed as JSON.
        said_there: Codes of errors that stop nothing, since the file that is made says the same.
    """
    prepared = prepare_content(settings, as_of)
    if has_errors([problem for problem in prepared.problems if problem.code not in said_there]):
        print_report(Report.of(prepared.problems, prepared.findings), settings, _form(is_json=is_json))
        raise SystemExit(1)
    context = RenderContext(prepared.library, prepared.as_of, prepared.findings, settings.project / ".sigap-cache")
    return Office(context, Desk(prepared.content_path, prepared.library))


@contextmanager
def _refusing(settings: Settings, *, is_json: bool) -> Iterator[None]:
    """Say why something is not made, when the block refuses it."""
    form = _form(is_json=is_json)
    try:
        yield
    except RefusalError as refusal:
        print_report(Report.of(refusal.problems, []), settings, form)
        raise SystemExit(1) from refusal
    except PressError as failure:
        stop_at_press(failure, settings, form)


def _form(*, is_json: bool) -> Format:
    return "json" if is_json else "text"
