"""The command line: parse, call one function, print, exit. No logic lives here."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.build.pages import FolderNotEmptyError, write_pages
from generator.build.prepare import Prepared, prepare
from generator.build.publish import PublishError
from generator.build.site import STEPS, build_edition
from generator.clock import AsOfError
from generator.fmt_files import format_files
from generator.kinds.skeleton import KINDS, SkeletonError, write_skeleton
from generator.messages import Catalogue, choose_language, load_catalogue
from generator.model.json_schema import write_schemas
from generator.problems import Problem, Severity, exit_status, render_text, to_json
from generator.resolve import Resolution, resolve

EXIT_NOT_DONE = 3
EXIT_BUG = 70
EXIT_STOPPED = 130  # what shells give for Ctrl+C; 1 would say that the content has problems
JSON_SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options before the command say."""

    project: Path
    language: str
    is_quiet: bool
    is_debugging: bool

    @property
    def content_path(self) -> Path:
        """Return the content folder."""
        return self.project / "content"

    @property
    def catalogue(self) -> Catalogue:
        """Return the problem texts in the user's language."""
        return load_catalogue(self.language)

    def say(self, text: str) -> None:
        """Say something about the work, on stderr."""
        if not self.is_quiet:
            click.echo(text, err=True)


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
            _stop(f"{failure.strerror or failure}: {failure.filename or ''}".rstrip(": "))
        except Exception as failure:  # the last line of defence: a bug of ours must not look like bad content
            if ctx.params.get("debug"):
                raise
            click.echo(f"sigap: this is a bug of Sigap: {failure!r} (again with --debug for the details)", err=True)
            raise SystemExit(EXIT_BUG) from failure


as_of_option = click.option(
    "--as-of", metavar="MOMENT", help="The moment to ask about: 2026-03-01, or ISO 8601 with an offset."
)
strict_option = click.option("--strict", is_flag=True, help="Let warnings stop publishing too.")
json_option = click.option("--json", "is_json", is_flag=True, help="Print one JSON document on stdout.")


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


@main.command()
@as_of_option
@strict_option
@json_option
@click.pass_obj
def check(settings: Settings, as_of: str | None, strict: bool, is_json: bool) -> None:  # noqa: FBT001 - click's way
    """Read and check all content; write nothing."""
    prepared = _prepare(settings, as_of)
    _print_problems(prepared.problems, settings, is_json=is_json)
    raise SystemExit(exit_status(prepared.problems, is_strict=strict))


@main.command()
@as_of_option
@strict_option
@json_option
@click.option("--out", type=click.Path(path_type=Path), help="Where editions are published; default: public/.")
@click.pass_obj
def build(settings: Settings, as_of: str | None, strict: bool, is_json: bool, out: Path | None) -> None:  # noqa: FBT001 - click's way
    """Check, render, verify and publish an edition; `latest` moves in one step at the very end."""
    from generator.plugin import SiteNotBuiltError, build_site  # noqa: PLC0415 - MkDocs is needed by this command and serve alone

    prepared = _prepare(settings, as_of)
    status = exit_status(prepared.problems, is_strict=strict)
    if status:
        _print_problems(prepared.problems, settings, is_json=is_json)
        raise SystemExit(status)
    try:
        with _progress(settings) as bar:
            public_path = out or settings.project / "public"
            edition = build_edition(prepared, settings.project, public_path, build_site, lambda: bar.update(1))
    except PublishError as failure:
        _print_problems([failure.problem], settings, is_json=is_json)
        raise SystemExit(EXIT_NOT_DONE) from failure
    except SiteNotBuiltError as failure:
        _stop(str(failure))
    problems = [*prepared.problems, *edition.problems]
    _print_problems(problems, settings, is_json=is_json)
    if edition.path is not None and not is_json:
        click.echo(f"{edition.path}")
    raise SystemExit(exit_status(problems, is_strict=strict))


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
        _stop(str(failure))


@main.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="An empty folder for the project.")
@as_of_option
@click.pass_obj
def pages(settings: Settings, out: Path, as_of: str | None) -> None:
    """Write the same pages as a plain MkDocs project that needs no plugin of ours."""
    prepared = _prepare(settings, as_of)
    _print_problems(prepared.problems, settings, is_json=False)
    if not prepared.is_publishable:
        raise SystemExit(1)
    try:
        count = write_pages(prepared, settings.project, out)
    except FolderNotEmptyError as failure:
        _stop(str(failure))
    settings.say(f"{count} files in {out}")


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", "is_check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
@click.pass_obj
def fmt(settings: Settings, files: Sequence[Path], is_check: bool) -> None:  # noqa: FBT001 - click's way
    """Bring content files into one form; without names, all of them."""
    result = format_files(files or [_content_path(settings)], is_check=is_check)
    _print_problems(result.problems, settings, is_json=False)
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
    prepared = _prepare(settings, as_of)
    found = resolve(prepared.library, " ".join(words))
    if is_json:
        click.echo(json.dumps({"schema": JSON_SCHEMA_VERSION, "units": [each.to_json() for each in found.units]}))
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
        _stop(str(failure))
    click.echo(path)


def _content_path(settings: Settings) -> Path:
    if not settings.content_path.is_dir():
        _stop(f"there is no content folder at {settings.content_path}; name the project's folder with --project")
    return settings.content_path


def _progress(settings: Settings) -> AbstractContextManager[Any]:
    """Return a progress bar on stderr, which only a person at a terminal sees."""
    is_hidden = settings.is_quiet or not sys.stderr.isatty()
    return click.progressbar(length=len(STEPS), label="sigap build", file=sys.stderr, hidden=is_hidden)


def _prepare(settings: Settings, as_of: str | None) -> Prepared:
    try:
        return prepare(_content_path(settings), as_of, os.environ, dt.datetime.now(dt.UTC))
    except AsOfError as failure:
        raise click.BadParameter(
            f"'{failure}' is neither a date such as 2026-03-01 nor a moment with an offset such as "
            "2026-03-01T08:00+07:00",
            param_hint="--as-of",
        ) from failure


def _print_problems(problems: Sequence[Problem], settings: Settings, *, is_json: bool) -> None:
    catalogue = settings.catalogue
    if is_json:
        click.echo(json.dumps(_report(problems, catalogue), ensure_ascii=False, indent=2))
        return
    for problem in problems:
        click.echo(render_text(problem, catalogue))
    settings.say(catalogue.summary(**_counts(problems)))


def _report(problems: Sequence[Problem], catalogue: Catalogue) -> dict[str, object]:
    found = [to_json(problem, catalogue) for problem in problems]
    return {"schema": JSON_SCHEMA_VERSION, "problems": found, "summary": _counts(problems)}


def _counts(problems: Sequence[Problem]) -> dict[str, int]:
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return {"errors": errors, "warnings": len(problems) - errors}


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


def _stop(reason: str) -> NoReturn:
    click.echo(f"sigap: {reason}", err=True)
    raise SystemExit(EXIT_NOT_DONE)


if __name__ == "__main__":
    sys.exit(main())
