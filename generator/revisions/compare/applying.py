"""Applying changes: what shows that a comparison is complete, since it makes one revision out of another."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from generator.library import HeldDocument, HeldRevision, Library
from generator.revisions.compare.forms import Form, Former
from generator.revisions.compare.model import Change, ChangeKind, FieldChange


def form_of(library: Library, document: HeldDocument, held: HeldRevision) -> Form:
    """Return the plain form of a revision: the approved fields of each unit, their order and what stands in what."""
    return Former(library, document, held).of_all()


def applied(changes: Iterable[Change], form: Form) -> Form:
    """Return the form that changes make of another one, which stays as it is.

    Shared facts are no part of a revision's form; changes of them are passed over.
    """
    by_unit: dict[str, list[FieldChange]] = {}
    for change in changes:
        if change.kind is not ChangeKind.SHARED_FACT_CHANGED:
            for each in change.fields:
                by_unit.setdefault(each.address or change.address, []).append(each)
    result = copy.deepcopy(form)
    for address, fields in by_unit.items():
        # One unit may go and another come under the same address.
        for whole in sorted((each for each in fields if not each.path), key=lambda each: each.after is not None):
            _put(result, address, copy.deepcopy(whole.after))
        below = [(each.path, each) for each in fields if each.path]
        if below and address in result:
            result[address] = _changed(result[address], below)
    return result


def _changed(value: Any, fields: list[tuple[tuple[str | int, ...], FieldChange]]) -> Any:
    """Return a value after changes below it; the paths are what is left of them from here."""
    whole = next((each for path, each in fields if not path), None)
    if whole is not None:
        return copy.deepcopy(whole.after)
    if isinstance(value, list):
        return _changed_list(value, fields)
    result = dict(value or {})
    for key, below in _by_first(fields).items():
        _put(result, key, _changed(result.get(key), below))
    return result


def _changed_list(value: list[Any], fields: list[tuple[tuple[str | int, ...], FieldChange]]) -> list[Any]:
    added = {path[0]: each.after for path, each in fields if len(path) == 1 and each.before is None}
    others = [(path, each) for path, each in fields if not (len(path) == 1 and each.before is None)]
    changed = {place: _changed(value[int(place)], below) for place, below in _by_first(others).items()}
    kept = [changed.get(place, item) for place, item in enumerate(value)]
    result = [item for item in kept if item is not None]
    for place in sorted(added, key=int):
        result.insert(int(place), copy.deepcopy(added[place]))
    return result


def _by_first(
    fields: list[tuple[tuple[str | int, ...], FieldChange]],
) -> Mapping[Any, list[tuple[tuple[str | int, ...], FieldChange]]]:
    found: dict[str | int, list[tuple[tuple[str | int, ...], FieldChange]]] = {}
    for path, each in fields:
        found.setdefault(path[0], []).append((path[1:], each))
    return found


def _put(mapping: dict[Any, Any], key: Any, value: Any) -> None:
    if value is None:
        mapping.pop(key, None)
    else:
        mapping[key] = value
