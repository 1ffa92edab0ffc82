"""One edition from prepared content: build aside, verify, publish in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.build.prepare import Prepared
from generator.build.publish import open_public
from generator.build.verify import verify_site
from generator.checks.published import published_addresses
from generator.clock import edition_name
from generator.content import PUBLISHED_ADDRESSES
from generator.problems import Problem, has_errors

Builder = Callable[[Prepared, Path, Path], str | None]
"""Builds the site from mkdocs.yml into a folder, and returns the address it will be served at, if that is set."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a build came to.

    Attributes:
        path: The published edition; None when verifying found errors.
        problems: What verifying found.
    """

    path: Path | None
    problems: list[Problem]


STEPS = ("render", "verify", "publish")
"""What building an edition takes, in order."""


def build_edition(
    prepared: Prepared,
    project_path: Path,
    public_path: Path,
    builder: Builder,
    on_step: Callable[[], object] = lambda: None,
) -> Edition:
    """Build, verify and publish an edition.

    Args:
        prepared: Content without errors.
        project_path: The folder of mkdocs.yml.
        public_path: Where editions stand side by side.
        builder: Builds the site into a folder.
        on_step: Called after each of `STEPS`, for a progress bar.

    Raises:
        PublishError: The disk or another build refused; `latest` and all older editions are as they were.
    """
    name = edition_name(prepared.as_of)
    with open_public(public_path) as public:
        site_path = public.new_building(name)
        base_url = builder(prepared, project_path / "mkdocs.yml", site_path)
        on_step()
        problems = verify_site(site_path, base_url=base_url)
        on_step()
        if has_errors(problems):
            return Edition(None, problems)
        with recorded_addresses(prepared):
            path = public.publish(site_path, name, title=name, as_of=prepared.as_of.date())
    on_step()
    return Edition(path, problems)


@contextmanager
def recorded_addresses(prepared: Prepared) -> Iterator[None]:
    """Add the addresses that the block publishes to the list of promises; it is left alone when there are no new ones.

    The list is written beside its place before the block: what cannot be promised is not published.
    """
    known = {address for _, address in prepared.library.content.published}
    promised = known | set(published_addresses(prepared.library))
    if promised == known:
        yield
        return
    path = prepared.content_path / PUBLISHED_ADDRESSES
    fresh = path.with_name(f".{PUBLISHED_ADDRESSES}.new")
    try:
        fresh.write_text("\n".join(sorted(promised)) + "\n", encoding="utf-8")
        yield
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
