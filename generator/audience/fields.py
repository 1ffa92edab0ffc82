"""What a public model still carries, field by field.

The rule is the same for every class: what is approved goes along, for readers act on it; what is editorial, and every
remark of ours, stays inside unless it stands in `KEPT`. So a new field of these sorts is withheld until somebody has
thought about it.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from pydantic_core import PydanticUndefined

from generator.hand_written import PageFacts
from generator.kinds.accepted.schema import AcceptedFile
from generator.kinds.clause.schema import Clause, NoteBlock
from generator.kinds.document.schema import Document, Revision
from generator.kinds.faq.schema import FaqEntry, Mapping
from generator.kinds.figure.schema import Figure
from generator.kinds.gap.schema import Gap, NearbyFact
from generator.kinds.glossary.schema import Meaning, Term
from generator.kinds.redirects.schema import Redirect, RedirectsFile
from generator.kinds.search.schema import MappingsFile, SearchMapping, StopWordsFile, SynonymGroup, SynonymsFile
from generator.kinds.settings import schema as settings
from generator.kinds.training.schema import ReadingOrder, ReadingPart, ReadingStep, TrainingFile
from generator.kinds.unit import Erratum
from generator.kinds.unit import Unit as UnitModel
from generator.model.base import Model, Standing
from generator.model.walk import FieldPlan, plan_of

NEVER_PUBLIC: Final[tuple[type[Model], ...]] = (
    AcceptedFile,
    settings.CheckerFile,
    settings.PersonalDataFile,
    NoteBlock,
)
"""What the controller says of the content, the exceptions of the personal-data gate, and notes of ours in a text."""

KEPT: Final[dict[type[Model], frozenset[str]]] = {
    # What people ask, in their words, finds the answer; who makes a unit public makes these words public.
    UnitModel: frozenset({"similar", "check_by", "audience"}),
    Clause: frozenset({"similar", "check_by", "audience"}),
    Erratum: frozenset({"intended"}),
    FaqEntry: frozenset({"mappings"}),
    Mapping: frozenset({"to"}),
    Document: frozenset({"short_title", "document_class", "readers", "summary", "revisions", "audience"}),
    # A gap, a figure or a term that is public says what it is; what the owner is asked about it stays inside.
    Gap: frozenset({"text", "audience"}),
    NearbyFact: frozenset({"text"}),
    Figure: frozenset({"text"}),
    Term: frozenset({"scope", "sources", "meaning", "similar", "audience"}),
    Meaning: frozenset({"text", "confirmed_on"}),
    Redirect: frozenset({"from_", "to", "audience"}),
    RedirectsFile: frozenset({"redirects"}),
    SearchMapping: frozenset({"said", "means", "audience"}),
    MappingsFile: frozenset({"mappings"}),
    SynonymGroup: frozenset({"words", "audience"}),
    SynonymsFile: frozenset({"groups"}),
    StopWordsFile: frozenset({"words"}),
    settings.Setting: frozenset({"similar", "audience"}),
    settings.Channel: frozenset({"sources"}),
    settings.Application: frozenset({"sources"}),
    settings.ContactCentre: frozenset({"sources"}),
    settings.Role: frozenset({"sources"}),
    settings.DayPart: frozenset({"from_", "until", "is_confirmed"}),
    settings.Fact: frozenset({"obtained_by"}),
    settings.FactValue: frozenset({"sources"}),
    settings.DocumentClass: frozenset({"required_acts"}),
    settings.DayPartsFile: frozenset({"day_parts"}),
    settings.DocumentClassesFile: frozenset({"document_classes"}),
    settings.PublicSite: frozenset(settings.PublicSite.model_fields),
    ReadingStep: frozenset({"to", "why"}),
    ReadingPart: frozenset({"title", "steps"}),
    ReadingOrder: frozenset({"id", "title", "position", "intro", "is_proposal", "parts", "audience"}),
    TrainingFile: frozenset({"reading_order"}),
    PageFacts: frozenset({"title", "description", "audience"}),
}
"""Editorial fields and remarks of ours that go along, by the class that declares them."""

WITHHELD: Final[dict[type[Model], frozenset[str]]] = {
    # The log of the source names its authors in free words; the note says what of our copy is lost.
    Revision: frozenset({"log", "log_columns", "pages_note"}),
    settings.SiteFile: frozenset({"public"}),
}
"""Approved fields that stay inside all the same."""


@cache
def withheld_fields(model: type[Model]) -> tuple[FieldPlan, ...]:
    """Return the fields that a public model of a class does not carry."""
    return tuple(plan for plan in plan_of(model) if not _is_kept(model, plan))


def _is_kept(model: type[Model], plan: FieldPlan) -> bool:
    if _names(WITHHELD, model, plan):
        return False
    is_remark = plan.text is not None and plan.text.is_markup and not plan.text.is_verbatim
    return (plan.standing is Standing.APPROVED and not is_remark) or _names(KEPT, model, plan)


def _names(table: dict[type[Model], frozenset[str]], model: type[Model], plan: FieldPlan) -> bool:
    return any(plan.name in table.get(kind, ()) for kind in model.__mro__ if issubclass(kind, Model))


def blank(plan: FieldPlan, value: Any) -> Any:
    """Return what stands in a field in the place of a value that is withheld.

    Raises:
        TypeError: The field needs a value that cannot be made up; its class belongs into `NEVER_PUBLIC`.
    """
    if plan.default is not PydanticUndefined:
        return plan.default
    if isinstance(value, str | list):
        return type(value)()
    raise TypeError(f"{plan.name} cannot be withheld")
