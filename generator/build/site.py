"""One edition from prepared content: build aside, verify, publish in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.audience.roots import claim_root
from generator.build.prepare import Prepared
from generator.build.verify import verify_site
from generator.checks.published import published_addresses
from generator.clock import edition_name
from generator.content import PUBLISHED_ADDRESSES, promised_addresses
from generator.editions.held import rolled_back_since
from generator.editions.log import Hand, LogLine
from generator.editions.manifest import MANIFEST, make_manifest
from generator.editions.publish import UNKNOWN_HAND, VERSIONS, Public, lone_list, open_public
from generator.problems import Problem, has_errors
from generator.render.dates import short_date
from generator.revisions.verify.witness import read_witnesses, witness_problems

Builder = Callable[[Prepared, Path, Path], str | None]
"""Builds the site from mkdocs.yml into a folder, and returns the address it will be served at, if that is set."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a build came to.

    Attributes:
        path: The published edition; None when there were errors.
        problems: What is wrong with the registers, held against what older editions know, or with the finished site.
        rolled_back: The roll back that this edition comes after, if `latest` was moved back and not forward since.
    """

    path: Path | None
    problems: list[Problem]
    rolled_back: LogLine | None = None


STEPS = ("render", "verify", "publish")
"""What building an edition takes, in order."""


def build_edition(
    prepared: Prepared,
    project_path: Path,
    public_path: Path,
    builder: Builder,
    on_step: Callable[[], object] = lambda: None,
    hand: Hand = UNKNOWN_HAND,
) -> Edition:
    """Build, verify and publish an edition.

    Args:
        prepared: Content without errors.
        project_path: The folder of mkdocs.yml.
        public_path: Where editions stand side by side.
        builder: Builds the site into a folder.
        on_step: Called after each of `STEPS`, for a progress bar.
        hand: Who publishes, and when, for the log of editions.

    Raises:
        PublishError: The disk or another build refused; `latest` and all older editions are as they were.
    """
    name = edition_name(prepared.as_of, prepared.library.audience)
    with open_public(public_path) as public:
        claim_root(public.path, prepared.library.audience)
        if problems := _registers_against_editions(prepared, public_path):
            return Edition(None, problems)
        site_path = public.new_building(name)
        base_url = builder(prepared, project_path / "mkdocs.yml", site_path)
        on_step()
        problems = verify_site(site_path, base_url=base_url)
        on_step()
        if has_errors(problems):
            return Edition(None, problems)
        rolled_back = rolled_back_since(public.log())
        path = _publish(public, prepared, site_path, name, hand)
    on_step()
    return Edition(path, problems, rolled_back)


def _registers_against_editions(prepared: Prepared, public_path: Path) -> list[Problem]:
    """Return where a register is not what older editions know of it: it must not have lost lines."""
    root, witnesses = prepared.library.content.root, read_witnesses(public_path)
    return [*witnesses.problems, *witness_problems(prepared.registers, witnesses.found, root)]


def _publish(public: Public, prepared: Prepared, site_path: Path, name: str, hand: Hand) -> Path:
    """Write down what a verified site is, and publish it."""
    as_of = prepared.as_of
    title = f"{short_date(as_of.date())}, {as_of:%H.%M}"
    (site_path / VERSIONS).write_text(lone_list(title), encoding="utf-8")
    manifest = make_manifest(prepared.library, site_path, name, prepared.library.audience)
    (site_path / MANIFEST).write_bytes(manifest.to_bytes())
    with recorded_addresses(prepared):
        return public.publish(site_path, name, title=title, as_of=as_of.date(), hand=hand)


@contextmanager
def recorded_addresses(prepared: Prepared) -> Iterator[None]:
    """Add the addresses that the block publishes to the list of promises; it is left alone when there are no new ones.

    The list is written beside its place before the block: what cannot be promised is not published.
    """
    path = prepared.content_path / PUBLISHED_ADDRESSES
    # The file, and not what the library knows of it: one for the public knows public addresses only.
    known = {address for _, address in promised_addresses(path)}
    promised = known | set(published_addresses(prepared.library))
    if promised == known:
        yield
        return
    fresh = path.with_name(f".{PUBLISHED_ADDRESSES}.new")
    try:
        fresh.write_text("\n".join(sorted(promised)) + "\n", encoding="utf-8")
        yield
        fresh.replace(path)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
