"""Copies of public models that hold nothing else: no hidden part, no withheld field, no source text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticUndefined

from generator.audience.fields import blank, withheld_fields
from generator.audience.visible import Visible
from generator.kinds.document.schema import Document, RevisionEntry
from generator.kinds.faq.schema import Mapping
from generator.kinds.parts import USES
from generator.kinds.settings.schema import SiteFile
from generator.library import HeldRevision
from generator.model.base import Model, Standing
from generator.model.walk import FieldPlan, plan_of

KEPT_OF_SITE = ("zone", "stale_after_days")
"""What a public edition takes from the settings of the site besides what they say of it."""

GONE = object()
"""Stands for what is not in the copy."""


@dataclass(slots=True)
class Copier:
    """Copies the public models of one library.

    Attributes:
        visible: What is public.
        held: The revision whose text is copied; None outside of revisions.
        origins: The identity of each copy to what it was made of.
    """

    visible: Visible
    held: HeldRevision | None = None
    origins: dict[int, Model] = field(default_factory=dict)

    def copy(self, model: Model) -> Model | None:
        """Return the copy of a model; None when nothing of it is public."""
        if model not in self.visible:
            return None
        return self.copy_of_kept(model)

    def copy_of_kept(self, model: Model) -> Model | None:
        """Return the copy of a model that was found public by other means, such as the recorded form of a setting."""
        withheld = withheld_fields(type(model))
        values: dict[str, Any] = {plan.name: blank(plan, getattr(model, plan.name)) for plan in withheld}
        for plan in plan_of(type(model)):
            if plan.name in values:
                continue
            value = self._field(model, plan)
            if value is GONE:
                return None
            values[plan.name] = value
        copy = model.without_source(values)  # places inside of it are asked of the original
        self.origins[id(copy)] = model
        return copy

    def _field(self, model: Model, plan: FieldPlan) -> Any:
        """Return what a field holds in the copy; `GONE` when without it there is nothing to copy."""
        value = getattr(model, plan.name)
        shown = self._shown_items(model, plan, value)
        shown = self._value(shown)
        names_parts = any(plan.name == name for name, _ in USES.get(type(model), ()))
        if shown is GONE:
            return GONE if plan.default is PydanticUndefined else plan.default
        return GONE if names_parts and value and not shown else shown

    def _value(self, value: Any) -> Any:
        if isinstance(value, Model):
            copy = self.copy(value)
            return GONE if copy is None else copy
        if isinstance(value, list):
            items = (self._value(item) for item in value)
            return [item for item in items if item is not GONE]
        return value

    def _shown_items(self, model: Model, plan: FieldPlan, value: Any) -> Any:
        """Return a value without what may go silently: hidden parts, lists of places, revisions that nobody sees."""
        if not isinstance(value, list):
            return GONE if isinstance(value, str) and self._is_hidden_part(model, plan, value) else value
        if plan.address is not None and plan.standing is Standing.EDITORIAL:
            return [item for item in value if self.visible.has_address(item, self.held)]
        if isinstance(model, Document) and plan.name == "revisions":
            return [entry for entry in value if self._is_shown(model, entry)]
        return [
            item
            for item in value
            if not (isinstance(item, str) and self._is_hidden_part(model, plan, item))
            and not (isinstance(item, Mapping) and not self.visible.has_address(item.to, self.held))
        ]

    def _is_hidden_part(self, model: Model, plan: FieldPlan, local_id: str) -> bool:
        for name, kind in USES.get(type(model), ()):
            if name == plan.name and self.held is not None:
                part = self.held.part(local_id, kind)
                return part is not None and part not in self.visible
        return False

    def _is_shown(self, document: Document, entry: RevisionEntry) -> bool:
        """Tell whether readers may know of a revision: of those we hold, of those that were published."""
        held = self.visible.library.documents[document.id].revisions.get(entry.revision)
        return held.term.stage.is_shown if held else not entry.is_held


def public_site(site: SiteFile) -> SiteFile:
    """Return the settings of the site as a public edition has them: what `public` says, and nothing else."""
    values: dict[str, Any] = {}
    for plan in plan_of(SiteFile):
        if plan.name in KEPT_OF_SITE:
            values[plan.name] = getattr(site, plan.name)
        elif site.public is not None and plan.name in type(site.public).model_fields:
            values[plan.name] = getattr(site.public, plan.name)
        else:
            values[plan.name] = blank(plan, getattr(site, plan.name))
    return site.without_source(values)
