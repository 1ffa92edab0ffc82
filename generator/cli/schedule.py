"""The command that tells what will happen by itself."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import click

from generator.cli.base import (
    Settings,
    as_of_option,
    json_option,
    main,
    prepare_content,
    print_report,
    read_day,
)
from generator.problems import Severity, has_errors
from generator.reports.json_form import report_to_json
from generator.reports.report import Report
from generator.schedule.calendar_file import calendar_file
from generator.schedule.collisions import COLLISIONS
from generator.schedule.moments import coming_moments
from generator.schedule.text import schedule_lines


@main.command()
@as_of_option
@click.option("--until", metavar="DAY", callback=read_day, help="The last day to tell of.")
@json_option
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), help="Write an iCalendar file, too.")
@click.pass_obj
def schedule(
    settings: Settings,
    as_of: str | None,
    until: dt.date | None,
    is_json: bool,  # noqa: FBT001 - click's way
    ics: Path | None,
) -> None:
    """Tell all coming switches, reviews and checks due; two that cannot both hold are an error."""
    prepared = prepare_content(settings, as_of)
    problems = [each for each in prepared.problems if each.severity is Severity.ERROR]
    if not all(each.code.startswith(COLLISIONS) for each in problems):
        print_report(Report.of(problems, []), settings, "json" if is_json else "text")
        raise SystemExit(1)
    library = prepared.library
    moments = coming_moments(library, until)
    if ics is not None:
        ics.write_bytes(calendar_file(moments, library))
    report = Report.of(problems, [])
    if is_json:
        data = {"as_of": library.now.isoformat(), "moments": [each.to_data() for each in moments]}
        click.echo(json.dumps(report_to_json(report, settings.catalogue) | data, ensure_ascii=False, indent=2))
    else:
        for line in schedule_lines(moments):
            click.echo(line)
        if problems:
            print_report(report, settings)
        elif not moments:
            settings.say("nothing is known to come")
    raise SystemExit(int(has_errors(problems)))
