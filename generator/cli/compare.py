"""The command `compare`: two revisions of a document, or a revision and the file that was received."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from generator.build.prepare import read_library
from generator.cli.base import EXIT_NOT_DONE, Settings, as_of_option, json_option, main, moment_refused, stop
from generator.cli.desk import failures_told, locked_journal, open_desk, recorder_option
from generator.library import HeldDocument, HeldRevision, Library
from generator.reports.comparison import comparison_lines, comparison_to_json, received_lines, received_to_json
from generator.reports.register import recorded_lines
from generator.reports.text import render_text
from generator.revisions.acts.desk import Desk, RefusalError, perform
from generator.revisions.compare.comparing import compare
from generator.revisions.compare.received.matching import Received, compare_with
from generator.revisions.compare.received.passage import UnreadableError
from generator.revisions.compare.received.reading import read_received
from generator.revisions.compare.received.recording import record_comparison


@main.command("compare")
@click.argument("document")
@click.argument("revisions", nargs=-1, required=True, metavar="REV [REV]")
@click.option(
    "--with",
    "received_path",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Hold the wording of one revision against a file that was received: .txt, .md or .docx.",
)
@click.option("--record", "is_recording", is_flag=True, help="Note the file's SHA-256 and the result in the register.")
@click.option("--exit-code", "has_exit_code", is_flag=True, help="Exit with 1 when there are differences.")
@recorder_option
@json_option
@as_of_option
@click.pass_obj
def compare_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    revisions: Sequence[str],
    received_path: Path | None,
    is_recording: bool,  # noqa: FBT001 - click's way
    has_exit_code: bool,  # noqa: FBT001 - click's way
    recorded_by: str,
    is_json: bool,  # noqa: FBT001 - click's way
    as_of: str | None,
) -> None:
    """Show what changed from one revision of DOCUMENT to another, clause by clause.

    With --with, hold one revision against the file it was taken from: wording that is missing, extra or different.
    """
    if len(revisions) != (2 if received_path is None else 1):
        raise click.UsageError("name two revisions, or one revision and --with FILE")
    if is_recording and received_path is None:
        raise click.UsageError("--record goes with --with FILE")
    with moment_refused():
        library, _ = read_library(settings.content_path, as_of, os.environ, dt.datetime.now(dt.UTC))
    held_document, held = _held(settings, library, document, revisions)
    if received_path is None:
        is_different = _print_comparison(library, held_document, held[0], held[1], is_json=is_json)
    else:
        received = _received(library, held_document, held[0], received_path)
        is_different = not received.is_same
        _print(received_to_json(received) if is_json else None, received_lines(received, is_coloured=_is_coloured()))
        if is_recording:
            _record(settings, as_of, recorded_by, received)
    raise SystemExit(1 if has_exit_code and is_different else 0)


def _held(
    settings: Settings, library: Library, name: str, keys: Sequence[str]
) -> tuple[HeldDocument, list[HeldRevision]]:
    desk = Desk(settings.content_path, library)
    try:
        document = desk.document(name)
        return document, [desk.revision(document, key) for key in keys]
    except RefusalError as failure:
        for problem in failure.problems:
            click.echo(render_text(problem, settings.catalogue), err=True)
        raise SystemExit(EXIT_NOT_DONE) from failure


def _print_comparison(
    library: Library, document: HeldDocument, before: HeldRevision, after: HeldRevision, *, is_json: bool
) -> bool:
    comparison = compare(library, document, before, after)
    lines = comparison_lines(comparison, document.document.short_title, is_coloured=_is_coloured())
    _print(comparison_to_json(comparison) if is_json else None, lines)
    return bool(comparison.changes)


def _received(library: Library, document: HeldDocument, held: HeldRevision, path: Path) -> Received:
    data = path.read_bytes()
    try:
        passages = read_received(data, path.name)
    except UnreadableError as failure:
        stop(f"{path}: {failure}")
    return compare_with(library, document, held, passages, path.name, data)


def _record(settings: Settings, as_of: str | None, recorded_by: str, received: Received) -> None:
    with failures_told(settings), locked_journal(settings) as journal:
        outcome = perform(journal, lambda: record_comparison(open_desk(settings, as_of, recorded_by), received))
    for line in recorded_lines(outcome.entries, [], settings.catalogue.language):
        settings.say(line)


def _print(data: dict[str, Any] | None, lines: Any) -> None:
    if data is not None:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo(line)


def _is_coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
