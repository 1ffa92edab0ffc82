"""The commands of a document's life: open a revision, submit, approve, publish, withdraw, review; status and log."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from generator.cli.base import (
    Format,
    Settings,
    as_of_option,
    json_option,
    main,
    read_day,
)
from generator.cli.desk import do, exit_with, failures_told, locked_journal, open_desk, recorder_option
from generator.reports.register import log_lines, log_to_json, status_lines, status_to_json
from generator.revisions.acts.adopting import Adoption, adopt
from generator.revisions.acts.approving import Approval, approve, statement
from generator.revisions.acts.confirming import UNCHANGED, confirm
from generator.revisions.acts.opening import Wish, revise
from generator.revisions.acts.publishing import Publication, publish
from generator.revisions.acts.showing import Said
from generator.revisions.acts.standing import standings
from generator.revisions.acts.submitting import send_back, submit
from generator.revisions.acts.withdrawing import Request, withdraw
from generator.revisions.acts.words import SHEET_WORDS
from generator.revisions.register.chain import Chain

clock_option = click.option(
    "--clock", metavar="CLOCK", help="local (waktu setempat, if not said) or a zone: wib, wita, wit."
)
evidence_option = click.option(
    "--evidence", type=click.Path(path_type=Path), help="A file that shows it: a reply, a signed scan. It is kept."
)


def _day_option(name: str, text: str) -> Callable[[Any], Any]:
    return click.option(name, metavar="DAY", callback=read_day, help=text)


@main.command("revise")
@click.argument("document")
@click.option("--revision", "key", metavar="KEY", help="The key of the new revision; else worked out from the last.")
@click.option("--from", "from_key", metavar="REV", help="The revision to copy; else the one in force.")
@click.option("--version", metavar="TEXT", help="The version in words; else worked out from the last.")
@_day_option("--issued-on", "The date on the document; else set at publication.")
@recorder_option
@as_of_option
@click.pass_obj
def revise_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    key: str | None,
    from_key: str | None,
    version: str | None,
    issued_on: dt.date | None,
    recorded_by: str,
    as_of: str | None,
) -> None:
    """Open the next revision of DOCUMENT as a copy of the one in force, with its log row prepared."""
    wish = Wish(key, from_key, version, issued_on)
    do(settings, as_of, recorded_by, lambda desk: revise(desk, document, wish))


@main.command("submit")
@click.argument("document")
@click.argument("revision", required=False)
@click.option("--name", required=True, metavar="PERSON", help="Who wrote it: a person of settings/people.yml.")
@click.option("--role", default="", help="In which role; else the one that settings give the person.")
@_day_option("--on", "The day; else today.")
@evidence_option
@recorder_option
@as_of_option
@click.pass_obj
def submit_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    revision: str | None,
    name: str,
    role: str,
    on: dt.date | None,
    evidence: Path | None,
    recorded_by: str,
    as_of: str | None,
) -> None:
    """Record that REVISION of DOCUMENT is written (disusun), and open its review."""
    said = Said(name, role, on, evidence)
    do(settings, as_of, recorded_by or name, lambda desk: submit(desk, document, revision, said))


@main.command("return")
@click.argument("document")
@click.argument("revision", required=False)
@click.option("--remarks", required=True, help="What has to be mended.")
@click.option("--name", default="", metavar="PERSON", help="Who sends it back.")
@recorder_option
@as_of_option
@click.pass_obj
def return_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    revision: str | None,
    remarks: str,
    name: str,
    recorded_by: str,
    as_of: str | None,
) -> None:
    """Send REVISION of DOCUMENT back to its author with remarks."""
    do(settings, as_of, recorded_by or name, lambda desk: send_back(desk, document, revision, remarks, name))


@main.command("approve")
@click.argument("document")
@click.argument("revision")
@click.option("--act", type=click.Choice(list(SHEET_WORDS)), required=True, help="Which act of the approval sheet.")
@click.option("--name", required=True, metavar="PERSON", help="Who did it: a person of settings/people.yml.")
@click.option("--role", default="", help="In which role; else the one that settings give the person.")
@_day_option("--on", "The day on which it was done; else today.")
@evidence_option
@click.option("--signature", type=click.Path(path_type=Path), help="A signature over the statement (--statement).")
@click.option("--principal", default="", help="The signer as the file of allowed signers names them.")
@click.option(
    "--code", default="", metavar="CODE", help="The code of the text that was looked at, as in the review pack."
)
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["publication", "withdrawal"]),
    default="publication",
    show_default=True,
    help="What is agreed to.",
)
@click.option("--statement", "is_statement", is_flag=True, help="Only print what is to be signed; record nothing.")
@recorder_option
@as_of_option
@click.pass_obj
def approve_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    revision: str,
    act: str,
    name: str,
    role: str,
    on: dt.date | None,
    evidence: Path | None,
    signature: Path | None,
    principal: str,
    code: str,
    purpose: str,
    is_statement: bool,  # noqa: FBT001 - click's way
    recorded_by: str,
    as_of: str | None,
) -> None:
    """Record an act of the approval sheet of REVISION of DOCUMENT, with what shows it."""
    if principal and signature is None and not is_statement:
        raise click.UsageError("--principal says who made a --signature")
    said = Said(name, role, on, evidence, signature, principal)
    approval = Approval(SHEET_WORDS[act], said, code, purpose == "withdrawal")
    if is_statement:
        with failures_told(settings):
            click.echo(
                statement(open_desk(settings, as_of, recorded_by or name), document, revision, approval), nl=False
            )
        return
    do(settings, as_of, recorded_by, lambda desk: approve(desk, document, revision, approval))


@main.command("publish")
@click.argument("document")
@click.argument("revision")
@click.option(
    "--effective",
    required=True,
    metavar="MOMENT",
    help="From when it holds: 2026-12-01, '2026-12-01 00:00', or ISO 8601 with an offset.",
)
@clock_option
@click.option("--retroactive", default="", metavar="REASON", help="Why it holds from before its publication.")
@recorder_option
@as_of_option
@json_option
@click.pass_obj
def publish_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    revision: str,
    effective: str,
    clock: str | None,
    retroactive: str,
    recorded_by: str,
    as_of: str | None,
    is_json: bool,  # noqa: FBT001 - click's way
) -> None:
    """Put REVISION of DOCUMENT in force from a moment, or say all that is missing."""
    publication = Publication(effective, clock, retroactive)
    form: Format = "json" if is_json else "text"
    do(settings, as_of, recorded_by, lambda desk: publish(desk, document, revision, publication), form)


@main.command("withdraw")
@click.argument("document")
@click.argument("revision", required=False)
@click.option("--reason", default="", help="Why, in Indonesian; readers see it.")
@click.option("--authority", default="", metavar="WHO", help="On whose word.")
@click.option("--at", "moment", default="", metavar="MOMENT", help="From when: written like that of `sigap publish`.")
@clock_option
@recorder_option
@as_of_option
@click.pass_obj
def withdraw_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    revision: str | None,
    reason: str,
    authority: str,
    moment: str,
    clock: str | None,
    recorded_by: str,
    as_of: str | None,
) -> None:
    """Ask for the withdrawal of REVISION of DOCUMENT, or complete it once it is agreed to."""
    request = Request(reason, authority, moment, clock)
    do(settings, as_of, recorded_by, lambda desk: withdraw(desk, document, revision, request))


@main.command("review")
@click.argument("document")
@click.option("--result", type=click.Choice([UNCHANGED]), required=True, help="What came of it.")
@click.option("--name", required=True, metavar="PERSON", help="Who reviewed: a person of settings/people.yml.")
@click.option("--role", default="", help="In which role; else the one that settings give the person.")
@_day_option("--on", "The day; else today.")
@evidence_option
@recorder_option
@as_of_option
@click.pass_obj
def review_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    result: str,  # noqa: ARG001 - there is one so far; it has to be said all the same
    name: str,
    role: str,
    on: dt.date | None,
    evidence: Path | None,
    recorded_by: str,
    as_of: str | None,
) -> None:
    """Record that DOCUMENT was reviewed and stays as it is, which moves the day of its next review."""
    said = Said(name, role, on, evidence)
    do(settings, as_of, recorded_by or name, lambda desk: confirm(desk, document, said))


@main.command("adopt")
@click.argument("document")
@click.argument("revision")
@click.option("--remarks", default="", help="What is known of it.")
@click.option("--reason", default="", help="Why its text is another one than the one adopted before.")
@click.option("--not-held", is_flag=True, help="It is only known to exist.")
@recorder_option
@as_of_option
@click.pass_obj
def adopt_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    document: str,
    revision: str,
    remarks: str,
    reason: str,
    not_held: bool,  # noqa: FBT001 - click's way
    recorded_by: str,
    as_of: str | None,
) -> None:
    """Enter REVISION of DOCUMENT, which is older than the register, with what is known of it."""
    adoption = Adoption(remarks, reason, not not_held)
    do(settings, as_of, recorded_by, lambda desk: adopt(desk, document, revision, adoption))


@main.command("status")
@click.argument("document", required=False)
@as_of_option
@json_option
@click.pass_obj
def status_command(settings: Settings, document: str | None, as_of: str | None, is_json: bool) -> None:  # noqa: FBT001 - click's way
    """Say how each document stands: what is in force, in the making and waited for, overdue or about to switch."""
    with failures_told(settings):
        with locked_journal(settings):
            desk = open_desk(settings, as_of, "")
        chosen = desk.document(document).id if document else None
    found = [each for each in standings(desk.library) if chosen in (None, each.document)]
    if is_json:
        click.echo(json.dumps(status_to_json(found, desk.now.isoformat()), ensure_ascii=False, indent=2))
        return
    for line in status_lines(found, settings.catalogue.language):
        click.echo(line)


@main.command("log")
@click.argument("document")
@json_option
@click.pass_obj
def log_command(settings: Settings, document: str, is_json: bool) -> None:  # noqa: FBT001 - click's way
    """Print the register of DOCUMENT, oldest line first."""
    with failures_told(settings):
        with locked_journal(settings):
            desk = open_desk(settings, None, "")
        chain = desk.library.content.registers.get(desk.document(document).id, Chain(document))
    if is_json:
        click.echo(json.dumps(log_to_json(chain), ensure_ascii=False, indent=2))
    else:
        for line in log_lines(chain, settings.catalogue.language):
            click.echo(line)
    exit_with(list(chain.problems), settings, "text", is_silent=is_json)
