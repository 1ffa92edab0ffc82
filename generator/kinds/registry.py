"""Which file of `content/` holds which kind; a new kind adds one line here and one room beside."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.kinds.accepted.schema import AcceptedFile
from generator.kinds.catalogue.schema import CataloguesFile
from generator.kinds.document.schema import Document, Revision
from generator.kinds.faq.schema import FaqFile
from generator.kinds.fees.schema import FeesFile
from generator.kinds.flow.schema import FlowFile
from generator.kinds.glossary.schema import GlossaryFile
from generator.kinds.record.schema import RecordsFile
from generator.kinds.redirects.schema import RedirectsFile
from generator.kinds.rule.schema import RulesFile
from generator.kinds.script.schema import ScriptsFile
from generator.kinds.search.schema import MappingsFile, StopWordsFile, SynonymsFile
from generator.kinds.settings import schema as settings
from generator.kinds.table.schema import TablesFile
from generator.kinds.training.schema import TrainingFile
from generator.model.base import Model

_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_REVISION = f"documents/({_ID})/([A-Za-z0-9][A-Za-z0-9.-]*)"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of content file.

    Attributes:
        name: The name of its JSON Schema and of `sigap new NAME`.
        pattern: Matches the file's path inside the content folder.
        model: The model of the whole file.
        is_required: Content without this file cannot be published.
    """

    name: str
    pattern: re.Pattern[str]
    model: type[Model]
    is_required: bool = False


def _kind(name: str, pattern: str, model: type[Model], *, is_required: bool = False) -> FileKind:
    return FileKind(name, re.compile(pattern), model, is_required)


SETTINGS: dict[str, type[Model]] = {
    "brands": settings.BrandsFile,
    "positions": settings.PositionsFile,
    "channels": settings.ChannelsFile,
    "applications": settings.ApplicationsFile,
    "contact-centres": settings.ContactCentresFile,
    "roles": settings.RolesFile,
    "people": settings.PeopleFile,
    "day-parts": settings.DayPartsFile,
    "zones": settings.ZonesFile,
    "facts": settings.FactsFile,
    "placeholders": settings.PlaceholdersFile,
    "wording-classes": settings.WordingClassesFile,
    "document-classes": settings.DocumentClassesFile,
    "personal-data": settings.PersonalDataFile,
    "checker": settings.CheckerFile,
    "site": settings.SiteFile,
}

PARTS: dict[str, type[Model]] = {
    "scripts": ScriptsFile,
    "faq": FaqFile,
    "fees": FeesFile,
    "service-catalogue": CataloguesFile,
    "tables": TablesFile,
    "records": RecordsFile,
    "rules": RulesFile,
}

SEARCH: dict[str, type[Model]] = {
    "slang": MappingsFile,
    "abbreviations": MappingsFile,
    "synonyms": SynonymsFile,
    "stop-words": StopWordsFile,
}

FILE_KINDS: tuple[FileKind, ...] = (
    *(_kind(name, rf"settings/{name}\.yml", model, is_required=name == "site") for name, model in SETTINGS.items()),
    _kind("document", rf"documents/({_ID})/document\.yml", Document),
    _kind("revision", rf"{_REVISION}/revision\.yml", Revision),
    *(_kind(name, rf"{_REVISION}/{name}\.yml", model) for name, model in PARTS.items()),
    _kind("flow", rf"{_REVISION}/flow-{_ID}\.yml", FlowFile),
    _kind("glossary", r"glossary\.yml", GlossaryFile),
    _kind("training", rf"training/{_ID}\.yml", TrainingFile),
    *(_kind(name, rf"search/{name}\.yml", model) for name, model in SEARCH.items()),
    _kind("accepted", r"accepted\.yml", AcceptedFile),
    _kind("redirects", r"redirects\.yml", RedirectsFile),
)


def kind_of_file(path: str) -> FileKind | None:
    """Return the kind of a file, by its path inside the content folder."""
    return next((kind for kind in FILE_KINDS if kind.pattern.fullmatch(path)), None)
