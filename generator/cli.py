"""The command line: parse, call one function, print, exit. No logic lives here."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NoReturn, cast

import click

from generator.build.pages import FolderNotEmptyError, write_pages
from generator.build.prepare import Prepared, prepare, read_library
from generator.build.publish import PublishError
from generator.build.site import STEPS, build_edition
from generator.checks.acceptance import read_rule_settings
from generator.checks.accepting import AcceptError, Word, Written, accept, prune
from generator.checks.rules import all_rules, find_rule
from generator.checks.since import SinceError, content_at, only_new
from generator.clock import BARE_DATE, AsOfError
from generator.flowcharts.error import ChartError
from generator.fmt_files import format_files
from generator.kinds.accepted.schema import Decision
from generator.kinds.skeleton import KINDS, SkeletonError, write_skeleton
from generator.messages import Catalogue, choose_language, load_catalogue
from generator.model.json_schema import write_schemas
from generator.pdf.error import PressError
from generator.pdf.order import OrderError, read_order, write_pdfs
from generator.problems import exit_status
from generator.render.context import RenderContext
from generator.render.fonts import MissingFontError
from generator.reports.github import github_lines
from generator.reports.json_form import SCHEMA_VERSION, report_to_json
from generator.reports.report import Report, is_new_finding, stops_build
from generator.reports.rules import page_lines, rule_to_json, table_lines
from generator.reports.sarif import report_to_sarif
from generator.reports.text import render_settled, text_lines
from generator.resolve import Resolution, resolve
from generator.suggest import did_you_mean

EXIT_NOT_DONE = 3
EXIT_BUG = 70
EXIT_STOPPED = 130  # what shells give for Ctrl+C; 1 would say that the content has problems
Format = Literal["text", "json", "github", "sarif"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options before the command say."""

    project: Path
    language: str
    is_quiet: bool
    is_debugging: bool

    @property
    def content_path(self) -> Path:
        """Return the content folder, which must be there."""
        path = self.project / "content"
        if not path.is_dir():
            stop(f"there is no content folder at {path}; name the project's folder with --project")
        return path

    @property
    def catalogue(self) -> Catalogue:
        """Return the problem texts in the user's language."""
        return load_catalogue(self.language)

    @property
    def folder(self) -> str:
        """Return the project's folder as seen from the current one, with a slash at its end; empty when it is that."""
        try:
            inside = self.project.absolute().resolve().relative_to(Path.cwd().resolve()).as_posix()
        except ValueError:
            return ""
        return "" if inside == "." else f"{inside}/"

    def say(self, text: str) -> None:
        """Say something about the work, on stderr."""
        if not self.is_quiet:
            click.echo(text, err=True)


as_of_option = click.option(
    "--as-of", metavar="MOMENT", help="The moment to ask about: 2026-03-01, or ISO 8601 with an offset."
)
json_option = click.option("--json", "is_json", is_flag=True, help="Print one JSON document on stdout.")


class SigapGroup(click.Group):
    """The command group; a bug of ours exits with 70, a disk that fails with 3, neither with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn what escapes it into an exit status."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, SystemExit):
            raise
        except KeyboardInterrupt as failure:
            click.echo("sigap: stopped", err=True)
            raise SystemExit(EXIT_STOPPED) from failure
        except OSError as failure:
            if failure.errno == errno.EPIPE:  # the reader has gone, as `head` does; click ends quietly
                raise
            stop(f"{failure.strerror or failure}: {failure.filename or ''}".rstrip(": "))
        except (ChartError, MissingFontError) as failure:  # a package is missing, or a letter that no rule has found
            stop(str(failure))
        except Exception as failure:  # the last line of defence: a bug of ours must not look like bad content
            if ctx.params.get("debug"):
                raise
            click.echo(f"sigap: this is a bug of Sigap: {failure!r} (again with --debug for the details)", err=True)
            raise SystemExit(EXIT_BUG) from failure


strict_option = click.option("--strict", is_flag=True, help="Let warnings stop publishing too.")


@click.group(cls=SigapGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--project", type=click.Path(path_type=Path), default=Path(), help="The project's folder.")
@click.option("--lang", type=click.Choice(["en", "id"]), help="Language of problems; otherwise the locale's.")
@click.option("--quiet", is_flag=True, help="Say nothing about the work itself.")
@click.option("--debug", is_flag=True, help="Show tracebacks of bugs.")
@click.version_option(package_name="sigap")
@click.pass_context
def main(ctx: click.Context, project: Path, lang: str | None, quiet: bool, debug: bool) -> None:  # noqa: FBT001 - click's way
    """Turn a contact centre's SOPs and FAQs, kept as YAML, into a knowledge site."""
    ctx.obj = Settings(project, choose_language(lang, os.environ), quiet, debug)


def read_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date | None:
    """Read a calendar day such as 2026-03-01."""
    if value is None:
        return None
    try:
        day = dt.date.fromisoformat(value) if BARE_DATE.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None:
        raise click.BadParameter(f"'{value}' is no date such as 2026-03-01")
    return day


@main.command("check")
@as_of_option
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
def check_command(
    settings: Settings,
    as_of: str | None,
    strict: bool,  # noqa: FBT001 - click's way
    is_all: bool,  # noqa: FBT001 - click's way
    form: str,
    new_since: str | None,
) -> None:
    """Read and check all content; write nothing."""
    prepared = prepare_content(settings, as_of)
    problems, findings = prepared.problems, prepared.findings
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
@as_of_option
@strict_option
@json_option
@click.option("--out", type=click.Path(path_type=Path), help="Where editions are published; default: public/.")
@click.pass_obj
def build(settings: Settings, as_of: str | None, strict: bool, is_json: bool, out: Path | None) -> None:  # noqa: FBT001 - click's way
    """Check, render, verify and publish an edition; `latest` moves in one step at the very end."""
    from generator.plugin import SiteNotBuiltError, build_site  # noqa: PLC0415 - MkDocs is needed by this command and serve alone

    prepared = prepare_content(settings, as_of)
    form: Format = "json" if is_json else "text"
    if stops_build(prepared.problems, is_strict=strict):
        print_report(Report.of(prepared.problems, prepared.findings), settings, form)
        if any(map(is_new_finding, prepared.problems)):
            settings.say("new findings stop the build: mend them, or settle them with `sigap accept`")
        raise SystemExit(1)
    try:
        with _progress(settings) as bar:
            public_path = out or settings.project / "public"
            edition = build_edition(prepared, settings.project, public_path, build_site, lambda: bar.update(1))
    except PublishError as failure:
        print_report(Report.of([failure.problem], []), settings, form)
        raise SystemExit(EXIT_NOT_DONE) from failure
    except PressError as failure:
        stop_at_press(failure, settings, form)
    except SiteNotBuiltError as failure:
        stop(str(failure))
    problems = [*prepared.problems, *edition.problems]
    print_report(Report.of(problems, prepared.findings), settings, form)
    if edition.path is not None and not is_json:
        click.echo(f"{edition.path}")
    raise SystemExit(int(stops_build(problems, is_strict=strict)))


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.")
@click.pass_obj
def serve(settings: Settings, address: str, is_opened: bool) -> None:  # noqa: FBT001 - click's way
    """Serve the site and rebuild it on each change; problems show in the terminal and on the page."""
    from generator.plugin import SiteNotBuiltError, serve_site  # noqa: PLC0415 - see build

    try:
        serve_site(settings.project / "mkdocs.yml", address, is_opened=is_opened)
    except SiteNotBuiltError as failure:
        stop(str(failure))


@main.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="An empty folder for the project.")
@as_of_option
@click.pass_obj
def pages(settings: Settings, out: Path, as_of: str | None) -> None:
    """Write the same pages as a plain MkDocs project that needs no plugin of ours."""
    prepared = prepare_content(settings, as_of)
    print_report(Report.of(prepared.problems, prepared.findings), settings)
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
@json_option
@click.pass_obj
def pdf_command(  # noqa: PLR0913, PLR0917 - one argument per option
    settings: Settings,
    documents: Sequence[str],
    revision: str | None,
    positions: Sequence[str],
    out: Path | None,
    as_of: str | None,
    is_json: bool,  # noqa: FBT001 - click's way
) -> None:
    """Write controlled PDFs of documents, of all when none is named, or pocket editions of scripts."""
    if revision is not None and len(documents) != 1:
        raise click.UsageError("--revision goes with exactly one DOCUMENT")
    form: Format = "json" if is_json else "text"
    prepared = prepare_content(settings, as_of)
    report = Report.of(prepared.problems, prepared.findings)
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


def prepare_content(settings: Settings, as_of: str | None, content_path: Path | None = None) -> Prepared:
    """Read and check all content of the project, or of another folder."""
    with moment_refused():
        return prepare(content_path or settings.content_path, as_of, os.environ, dt.datetime.now(dt.UTC))


@contextmanager
def moment_refused() -> Iterator[None]:
    """Tell how a moment is written, when the block finds that it is written wrongly."""
    try:
        yield
    except AsOfError as failure:
        raise click.BadParameter(
            f"'{failure}' is neither a date such as 2026-03-01 nor a moment with an offset such as "
            "2026-03-01T08:00+07:00",
            param_hint="--as-of",
        ) from failure


def print_report(report: Report, settings: Settings, form: Format = "text", *, with_settled: bool = False) -> None:
    """Print a report on stdout in one of its forms, and for people a summary on stderr."""
    catalogue, folder = settings.catalogue, settings.folder
    match form:
        case "json":
            click.echo(json.dumps(report_to_json(report, catalogue), ensure_ascii=False, indent=2))
            return
        case "sarif":
            log = report_to_sarif(report, catalogue, version("sigap"), folder=folder)
            click.echo(json.dumps(log, ensure_ascii=False, indent=2))
        case "github":
            for line in github_lines(report, catalogue, folder=folder, with_settled=with_settled):
                click.echo(line)
        case "text":
            for line in text_lines(report, catalogue, with_settled=with_settled):
                click.echo(line)
    settings.say(catalogue.summary(report.counts))


def stop_at_press(failure: PressError, settings: Settings, form: Format = "text") -> NoReturn:
    """Say why a PDF cannot be set, and exit: with 1 where authors can mend it."""
    print_report(Report.of(failure.problems, []), settings, form)
    raise SystemExit(1 if failure.is_about_content else EXIT_NOT_DONE) from failure


def stop(reason: str) -> NoReturn:
    """Say why the work cannot be done, and exit."""
    click.echo(f"sigap: {reason}", err=True)
    raise SystemExit(EXIT_NOT_DONE)


def _progress(settings: Settings) -> AbstractContextManager[Any]:
    """Return a progress bar on stderr, which only a person at a terminal sees."""
    is_hidden = settings.is_quiet or not sys.stderr.isatty()
    return click.progressbar(length=len(STEPS), label="sigap build", file=sys.stderr, hidden=is_hidden)


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


if __name__ == "__main__":
    sys.exit(main())
