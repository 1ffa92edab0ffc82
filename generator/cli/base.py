"""What all commands share: the group they register on, their common options, how they print, stop and exit."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NoReturn

import click

from generator.audience.preparing import AUDIENCES
from generator.build.prepare import Prepared, prepare
from generator.clock import BARE_DATE, AsOfError
from generator.flowcharts.error import ChartError
from generator.messages import Catalogue, choose_language, load_catalogue
from generator.render.fonts import MissingFontError
from generator.reports.github import github_lines
from generator.reports.json_form import report_to_json
from generator.reports.report import Report
from generator.reports.sarif import report_to_sarif
from generator.reports.text import text_lines

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
audience_option = click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="internal",
    show_default=True,
    help="Who will read it: with `public`, nothing but what is declared public is in it.",
)


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


def stop(reason: str) -> NoReturn:
    """Say why the work cannot be done, and exit."""
    click.echo(f"sigap: {reason}", err=True)
    raise SystemExit(EXIT_NOT_DONE)
