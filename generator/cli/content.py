"""The commands about what authors write: check it, settle its findings, look into it, bring it into form, begin it."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import click

from generator.audience.preparing import prepared_for
from generator.build.prepare import read_library
from generator.checks.acceptance import read_rule_settings
from generator.checks.accepting import AcceptError, Word, Written, accept, prune
from generator.checks.rules import all_rules, find_rule
from generator.checks.since import SinceError, content_at, only_new
from generator.cli.base import (
    Format,
    Settings,
    as_of_option,
    audience_option,
    json_option,
    main,
    moment_refused,
    prepare_content,
    print_report,
    read_day,
    stop,
)
from generator.fmt_files import format_files
from generator.kinds.accepted.schema import Decision
from generator.kinds.skeleton import KINDS, SkeletonError, write_skeleton
from generator.kinds.unit import Audience
from generator.messages import load_catalogue
from generator.model.json_schema import write_schemas
from generator.problems import exit_status
from generator.reports.json_form import SCHEMA_VERSION
from generator.reports.report import Report
from generator.reports.rules import page_lines, rule_to_json, table_lines
from generator.reports.text import render_settled
from generator.resolve import Resolution, resolve
from generator.suggest import did_you_mean


@main.command("check")
@as_of_option
@audience_option
@click.option("--strict", is_flag=True, help="Exit with 1 at warnings too: all findings are settled, none in vain.")
@click.option("--all", "is_all", is_flag=True, help="Print settled findings too, with their state and reason.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How to print: for people, as one JSON document, for GitHub Actions, or as SARIF 2.1.0.",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("--new-since", metavar="GIT_REV", help="Print only what the content of that revision did not have.")
@click.pass_obj
def check_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    as_of: str | None,
    audience: Audience,
    strict: bool,  # noqa: FBT001 - click's way
    is_all: bool,  # noqa: FBT001 - click's way
    form: str,
    new_since: str | None,
) -> None:
    """Read and check all content; write nothing."""
    prepared = prepare_content(settings, as_of)
    problems, findings = prepared_for(prepared, audience).problems, prepared.findings
    if new_since is not None:
        try:
            with content_at(settings.content_path, new_since) as content_path:
                before = prepare_content(settings, prepared.as_of.isoformat(), content_path)
        except SinceError as failure:
            stop(str(failure))
        # A finding that was there is not new, whatever was said of it then or is said now.
        known = [*before.problems, *(each for each in before.findings if each.state.is_settled)]
        problems, findings = only_new(problems, known), only_new(findings, before.findings)
    print_report(Report.of(problems, findings), settings, cast(Format, form), with_settled=is_all)
    raise SystemExit(exit_status(problems, is_strict=strict))


@main.command("accept")
@click.argument("code", required=False)
@click.argument("addresses", nargs=-1)
@click.option("--reason", help="Why, in Indonesian; readers of the controller's page see it.")
@click.option("--by", metavar="WHO", help="Who says so: a role or a name.")
@click.option(
    "--decision",
    type=click.Choice(["open", "accepted", "dismissed"]),
    default="accepted",
    show_default=True,
    help="open: a fault, its owner has been asked; accepted: a fault that is lived with; dismissed: no fault.",
)
@click.option(
    "--until", metavar="DAY", callback=read_day, help="The last day it holds; without: until the text changes."
)
@click.option("--prune", "is_pruning", is_flag=True, help="Remove what is settled in vain instead; takes no CODE.")
@as_of_option
@click.pass_obj
def accept_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    code: str | None,
    addresses: Sequence[str],
    reason: str | None,
    by: str | None,
    decision: str,
    until: dt.date | None,
    is_pruning: bool,  # noqa: FBT001 - click's way
    as_of: str | None,
) -> None:
    """Settle the findings of rule CODE that are new or expired, at ADDRESSES or everywhere.

    What is said goes into content/accepted.yml. It holds until the words that were looked at change, or until the
    day of --until has passed; then the finding is back.
    """
    if is_pruning and (code or reason or by or until):
        raise click.UsageError("--prune takes neither CODE nor what is said of it")
    if not is_pruning and not (code and reason and reason.strip() and by and by.strip()):
        raise click.UsageError("name the CODE of a rule, --reason and --by, or --prune")
    prepared = prepare_content(settings, as_of)
    today = prepared.as_of.date()
    if until is not None and until < today:
        raise click.BadParameter(f"{until} has passed on {today}", param_hint="--until")
    word = Word(code or "", tuple(addresses), cast(Decision, decision), reason or "", by or "", today, until)
    try:
        if is_pruning:
            written = prune(settings.content_path, prepared.library, prepared.findings)
        else:
            written = accept(settings.content_path, prepared.library, prepared.findings, word)
    except AcceptError as failure:
        stop(str(failure))
    _print_written(written, settings)


def _print_written(written: Written, settings: Settings) -> None:
    if written.problems:
        print_report(Report.of(written.problems, []), settings)
        raise SystemExit(1)
    for finding in written.settled:
        click.echo(render_settled(finding, settings.catalogue))
    for code, address in written.removed:
        click.echo(f"removed: {code} {address}")
    settings.say(f"settled: {len(written.settled)}, removed: {len(written.removed)}")


@main.command("rules")
@click.argument("code", required=False)
@json_option
@click.pass_obj
def rules_command(settings: Settings, code: str | None, is_json: bool) -> None:  # noqa: FBT001 - click's way
    """List the rules of the checker, or print the page of one: what it finds, why, a wrong and a right example."""
    chosen = [rule for rule in all_rules() if code in (None, rule.code)]
    if not chosen and code:
        _stop_without_rule(code)
    weighed = read_rule_settings(settings.project / "content")
    if is_json:
        listed = [rule_to_json(rule, weighed) for rule in chosen]
        click.echo(json.dumps({"schema": SCHEMA_VERSION, "rules": listed}, ensure_ascii=False, indent=2))
        return
    lines = page_lines(chosen[0], settings.catalogue, weighed) if code else table_lines(chosen)
    for line in lines:
        click.echo(line)


def _stop_without_rule(code: str) -> None:
    if find_rule(code) is None and code in load_catalogue("en").sentences:
        stop(f"'{code}' is a fault of structure, which always stops publishing; it has no page")
    meant = did_you_mean(code, [rule.code for rule in all_rules()])
    stop(f"no rule has the code '{code}'" + (f"; did you mean '{meant}'?" if meant else "; `sigap rules` lists all"))


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", "is_check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
@click.pass_obj
def fmt(settings: Settings, files: Sequence[Path], is_check: bool) -> None:  # noqa: FBT001 - click's way
    """Bring content files into one form; without names, all of them."""
    result = format_files(files or [settings.content_path], is_check=is_check)
    print_report(Report.of(result.problems, []), settings)
    for path in result.changed:
        click.echo(path)
    raise SystemExit(1 if result.problems or (is_check and result.changed) else 0)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where the schemas are written.")
@click.pass_obj
def schema(settings: Settings, out: Path) -> None:
    """Write a JSON Schema per kind of content file, for editors."""
    for path in write_schemas(out):
        settings.say(str(path))


@main.command("resolve")
@click.argument("words", nargs=-1, required=True)
@as_of_option
@json_option
@click.pass_obj
def resolve_command(settings: Settings, words: Sequence[str], as_of: str | None, is_json: bool) -> None:  # noqa: FBT001 - click's way
    """Print where an address, or a document and a number (`digilive 7.10.1.b`), is defined and shown."""
    with moment_refused():
        library, _ = read_library(settings.content_path, as_of, os.environ, dt.datetime.now(dt.UTC))
    found = resolve(library, " ".join(words))
    if is_json:
        click.echo(json.dumps({"schema": SCHEMA_VERSION, "units": [each.to_json() for each in found.units]}))
    else:
        _print_resolution(found)
    raise SystemExit(0 if found.units else 1)


@main.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("names", nargs=-1)
@click.pass_obj
def new(settings: Settings, kind: str, names: Sequence[str]) -> None:
    """Write a commented skeleton of a content file: `sigap new document sop-baru`."""
    try:
        path = write_skeleton(settings.content_path, kind, names)
    except SkeletonError as failure:
        stop(str(failure))
    click.echo(path)


def _print_resolution(found: Resolution) -> None:
    for unit in found.units:
        for line in _lines_of(unit.to_json()):
            click.echo(line)
    if not found.units:
        hint = f"; did you mean '{found.meant}'?" if found.meant else ""
        click.echo(f"sigap: nothing is at '{found.asked}'{hint}", err=True)


def _lines_of(facts: dict[str, Any]) -> Iterator[str]:
    for name, value in facts.items():
        for item in value if isinstance(value, list) else [value]:
            yield f"{name}: {item}"
