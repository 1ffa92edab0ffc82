"""What the commands that write to the register share: the desk, the lock, what is said afterwards, and why not."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from generator.build.prepare import read_library
from generator.cli.base import Format, Settings, moment_refused, print_report, stop
from generator.problems import Problem, exit_status
from generator.reports.register import recorded_lines
from generator.reports.report import Report
from generator.revisions.acts.desk import Desk, Outcome, RefusalError, perform
from generator.revisions.register.journal import DamageError, Journal, JournalError, open_journal

recorder_option = click.option(
    "--recorded-by",
    envvar="SIGAP_RECORDED_BY",
    default="",
    metavar="WHO",
    help="Who records this: a person, a role or a name; else the controller of settings/site.yml.",
)


def do(
    settings: Settings, as_of: str | None, recorded_by: str, act: Callable[[Desk], Outcome], form: Format = "text"
) -> None:
    """Do an act under the lock of the content folder, and say what was recorded."""
    with failures_told(settings, form), locked_journal(settings) as journal:
        outcome = perform(journal, lambda: act(open_desk(settings, as_of, recorded_by)))
    if form == "json":
        lines = [{**entry.to_data(), "hash": entry.hash} for entry in outcome.entries]
        click.echo(json.dumps({"schema": 1, "recorded": lines}, ensure_ascii=False, indent=2))
    else:
        paths = [f"{settings.folder}content/{path}" for path in sorted(outcome.files)]
        for line in recorded_lines(outcome.entries, paths, settings.catalogue.language):
            click.echo(line)
    exit_with(outcome.missing, settings, form, is_silent=False)


def exit_with(problems: list[Problem], settings: Settings, form: Format, *, is_silent: bool) -> None:
    """Print problems, and exit by them when there are any."""
    if problems:
        if not is_silent:
            print_report(Report.of(problems, []), settings, form)
        raise SystemExit(exit_status(problems, is_strict=False))


def open_desk(settings: Settings, as_of: str | None, recorded_by: str) -> Desk:
    """Read the content and return the desk of whoever records, at the moment that is asked for or now."""
    with moment_refused():
        library, _ = read_library(settings.content_path, as_of, os.environ, dt.datetime.now(dt.UTC))
    return Desk(settings.content_path, library, recorded_by)


@contextmanager
def locked_journal(settings: Settings) -> Iterator[Journal]:
    """Hold the lock of the content folder; whoever has to wait for it is told."""

    def waiting() -> None:
        settings.say("sigap: another command is writing to the content; waiting for it")

    with open_journal(settings.content_path, waiting=waiting) as journal:
        yield journal


@contextmanager
def failures_told(settings: Settings, form: Format = "text") -> Iterator[None]:
    """Print why something was refused, or why the work could not be done, and exit."""
    try:
        yield
    except (RefusalError, DamageError) as failure:
        print_report(Report.of(failure.problems, []), settings, form)
        raise SystemExit(1) from None
    except JournalError as failure:
        stop(str(failure))
