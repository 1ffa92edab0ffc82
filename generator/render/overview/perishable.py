"""Facts that grow old: values that the source gives as of a day."""

from __future__ import annotations

from generator.kinds.fees.schema import FeeTable
from generator.kinds.table.schema import Table
from generator.model.base import Model


def is_perishable(model: Model) -> bool:
    """Tell whether a unit's values hold as of a day and so must be looked at again."""
    return isinstance(model, FeeTable) or (isinstance(model, Table) and model.as_of is not None)
