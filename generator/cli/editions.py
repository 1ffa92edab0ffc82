"""The commands on published editions: list them, roll back, remove old ones."""

from __future__ import annotations

import datetime as dt
import getpass
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from generator.cli.base import EXIT_NOT_DONE, Settings, json_option, main, print_report
from generator.editions.held import HeldEdition, held_editions, roll_back
from generator.editions.log import Hand
from generator.editions.prune import Rule, prune_editions
from generator.editions.publish import PublishError
from generator.editions.text import editions_text
from generator.problems import has_errors
from generator.reports.report import Report

REFUSED = frozenset({"publish-edition-damaged", "publish-no-manifest", "publish-manifest-unreadable"})
"""What is refused for what the edition holds, not for how the folder stands."""

out_option = click.option("--out", type=click.Path(path_type=Path), help="Where editions stand; default: public/.")


def hand_of_user() -> Hand:
    """Return who calls, by the system's name for them, and the present moment."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in a container
        name = ""
    return Hand(dt.datetime.now(dt.UTC), name)


@main.command()
@out_option
@json_option
@click.pass_obj
def editions(settings: Settings, out: Path | None, is_json: bool) -> None:  # noqa: FBT001 - click's way
    """List the editions: what each shows, how large it is, and which one `latest` leads to."""
    try:
        found: list[HeldEdition] = held_editions(out or settings.project / "public")
    except PublishError as failure:
        refuse(failure, settings, is_json=is_json)
    if is_json:
        data = {"schema": 1, "editions": [each.to_data() for each in found]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo(editions_text(found), nl=False)


@main.command()
@click.argument("edition", required=False)
@out_option
@click.pass_obj
def rollback(settings: Settings, edition: str | None, out: Path | None) -> None:
    """Lead readers back to the edition before, or to EDITION; its files are verified first."""
    try:
        done = roll_back(out or settings.project / "public", edition, hand_of_user())
    except PublishError as failure:
        refuse(failure, settings)
    if done.now == done.before:
        settings.say(f"latest leads to {done.now} already")
    else:
        settings.say(f"latest led to {done.before}; the next `sigap build` moves it on")
    click.echo(done.now)


@main.command()
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="Keep the N newest.")
@click.option("--older-than", type=click.IntRange(min=1), metavar="DAYS", help="Remove what shows an older day.")
@click.option("--edition", "names", metavar="NAME", multiple=True, help="Remove this one; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@out_option
@click.pass_obj
def prune(
    settings: Settings,
    keep: int | None,
    older_than: int | None,
    names: Sequence[str],
    dry_run: bool,  # noqa: FBT001 - click's way
    out: Path | None,
) -> None:
    """Remove editions by one explicit rule; never the one at `latest`, never the last witness of a register."""
    if sum((keep is not None, older_than is not None, bool(names))) != 1:
        raise click.UsageError("give exactly one of --keep, --older-than and --edition")
    rule = Rule(keep, older_than, tuple(names))
    try:
        pruned = prune_editions(out or settings.project / "public", rule, hand_of_user(), is_dry=dry_run)
    except PublishError as failure:
        refuse(failure, settings)
    if pruned.problems:
        print_report(Report.of(pruned.problems, []), settings)
    for name in pruned.removed:
        click.echo(f"would remove {name}" if dry_run else f"removed {name}")
    if not pruned.removed and not pruned.problems:
        settings.say("no edition to remove")
    raise SystemExit(int(has_errors(pruned.problems)))


def refuse(failure: PublishError, settings: Settings, *, is_json: bool = False) -> NoReturn:
    """Say why it cannot be done, and exit: with 1 where the edition itself is the reason."""
    print_report(Report.of([failure.problem], []), settings, "json" if is_json else "text")
    raise SystemExit(1 if failure.problem.code in REFUSED else EXIT_NOT_DONE) from failure
