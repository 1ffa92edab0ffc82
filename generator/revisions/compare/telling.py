"""Telling differences: which changes the differing fields of a unit come to, and what each said before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.kinds.document.schema import Revision
from generator.kinds.fees.schema import Fee, FeeTable
from generator.kinds.flow.schema import Flow, FlowEdge
from generator.kinds.script.schema import Script
from generator.kinds.table.schema import Row
from generator.model.base import Model
from generator.render.labels import label
from generator.revisions.compare.classifying import FLOW_PARTS, kind_of
from generator.revisions.compare.differences import differences
from generator.revisions.compare.forms import CLASS, DOCUMENT, is_reference, references_in
from generator.revisions.compare.model import ChangeKind, FieldChange
from generator.revisions.compare.words import Wording, field_name


@dataclass(frozen=True, slots=True)
class Told:
    """What a change says.

    Attributes:
        semula, menjadi: In words; None where there was nothing.
        fields: What became different.
        title: What it is about, where that is not the unit.
    """

    semula: str | None
    menjadi: str | None
    fields: tuple[FieldChange, ...]
    title: str = ""


class Telling:
    """Puts differences into words."""

    def __init__(self, old: Wording, new: Wording | None = None) -> None:
        self.old = old
        self.new = new or old

    def told(self, old: Model, new: Model, fields: Sequence[FieldChange]) -> Iterator[tuple[ChangeKind, Told]]:
        """Yield the changes that differing fields of a unit come to, in the order of the kinds they first occur in."""
        by_kind: dict[tuple[ChangeKind, str], list[FieldChange]] = {}
        for each in fields:
            kind = kind_of(new, each)
            if isinstance(new, Flow) and each.path[0] in FLOW_PARTS:
                continue
            by_kind.setdefault((kind, self._topic(kind, each)), []).append(each)
        for (kind, topic), several in by_kind.items():
            yield from self._of_kind(kind, topic, (old, new), tuple(several))
        if isinstance(old, Flow) and isinstance(new, Flow):
            yield from self._flow(old, new, [each for each in fields if each.path[0] in FLOW_PARTS])

    def values(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Told]:
        """Yield the fields in which two states of a shared fact differ."""
        for key in (*old, *(key for key in new if key not in old)):
            if old.get(key) != new.get(key):
                fields = tuple(differences(old.get(key), new.get(key), (key,)))
                yield Told(_said(self.old, key, old.get(key)), _said(self.new, key, new.get(key)), fields)

    @staticmethod
    def _topic(kind: ChangeKind, each: FieldChange) -> str:
        """Return what parts changes of one kind: control data and other fields are told field by field."""
        if kind not in (ChangeKind.CONTROL_CHANGED, ChangeKind.OTHER_CHANGED, ChangeKind.VALIDITY_CHANGED):
            return ""
        path = [str(part) for part in each.path if not isinstance(part, int)]
        return "/".join(path[:2] if path[0] in (DOCUMENT, "overlay") else path[:1])

    def _of_kind(
        self, kind: ChangeKind, topic: str, pair: tuple[Model, Model], fields: tuple[FieldChange, ...]
    ) -> Iterator[tuple[ChangeKind, Told]]:
        old, new = pair
        match kind:
            case ChangeKind.CONTROL_CHANGED | ChangeKind.VALIDITY_CHANGED | ChangeKind.OTHER_CHANGED:
                yield kind, self._field(topic, pair, fields)
            case ChangeKind.RENUMBERED:
                yield kind, Told(_number(old), _number(new), fields)
            case ChangeKind.THRESHOLD_CHANGED:
                yield kind, Told(self.old.conditions(old) or None, self.new.conditions(new) or None, fields)
            case ChangeKind.WORDING_CLASS_CHANGED:
                yield kind, self._wording_class(old, new, fields)
            case ChangeKind.FEE_CHANGED if isinstance(old, FeeTable):
                for each in fields:
                    key = str(each.path[0])
                    yield kind, Told(_said(self.old, key, each.before), _said(self.new, key, each.after), (each,))
            case ChangeKind.FEE_CHANGED if isinstance(old, Fee) and isinstance(new, Fee):
                yield kind, Told(self.old.amounts(old), self.new.amounts(new), fields)
            case ChangeKind.ROW_CHANGED if isinstance(old, Row) and isinstance(new, Row):
                yield kind, Told(self.old.cells(old), self.new.cells(new), fields)
            case _:
                yield from self._worded(kind, pair, fields)

    def _worded(
        self, kind: ChangeKind, pair: tuple[Model, Model], fields: tuple[FieldChange, ...]
    ) -> Iterator[tuple[ChangeKind, Told]]:
        """Yield a change of words; where only what the words are bound to differs, a change of other fields."""
        told = self._words(kind, pair, fields, is_letter=False)
        if told.semula == told.menjadi:
            told = self._words(kind, pair, fields, is_letter=True)
        if told.semula != told.menjadi:
            yield kind, told
            return
        by_topic: dict[str, list[FieldChange]] = {}
        for each in fields:
            by_topic.setdefault(str(each.path[0]), []).append(each)
        for topic, several in by_topic.items():
            yield self._unworded(kind), self._field(topic, pair, tuple(several))

    def _words(
        self, kind: ChangeKind, pair: tuple[Model, Model], fields: tuple[FieldChange, ...], *, is_letter: bool
    ) -> Told:
        old, new = pair
        if kind is ChangeKind.SCRIPT_CHANGED and isinstance(old, Script) and isinstance(new, Script):
            return Told(self.old.said(old, is_letter=is_letter), self.new.said(new, is_letter=is_letter), fields)
        return Told(self.old.of_unit(old, is_letter=is_letter), self.new.of_unit(new, is_letter=is_letter), fields)

    @staticmethod
    def _unworded(kind: ChangeKind) -> ChangeKind:
        return ChangeKind.OTHER_CHANGED if kind in (ChangeKind.REWORDED, ChangeKind.SCRIPT_CHANGED) else kind

    def _field(self, topic: str, pair: tuple[Model, Model], fields: tuple[FieldChange, ...]) -> Told:
        """Tell a field as a whole where it is one value, else the smallest parts of it that differ."""
        key = topic.rpartition("/")[2]
        # Control data is headed by the name of its field, which need not be said again.
        silent = key if isinstance(pair[1], Revision) else ""
        before = "\n".join(self._parts(self.old, fields, silent, is_before=True)) or None
        after = "\n".join(self._parts(self.new, fields, silent, is_before=False)) or None
        return Told(before, after, fields, field_name(silent) if silent else "")

    @staticmethod
    def _parts(wording: Wording, fields: Sequence[FieldChange], silent: str, *, is_before: bool) -> Iterator[str]:
        for each in fields:
            value = each.before if is_before else each.after
            if value is None:
                continue
            names = [str(part) for part in each.path if not isinstance(part, int) and part not in (DOCUMENT, CLASS)]
            if is_reference(value):
                titles = ", ".join(wording.title(address) for address in references_in(value))
                yield label("compare.shows", titles=titles)
            elif names and names[-1] == silent:
                yield wording.plain(value)
            else:
                yield wording.value(names[-1] if names else "class", value)

    def _wording_class(self, old: Model, new: Model, fields: tuple[FieldChange, ...]) -> Told:
        words = [
            "\n".join(wording.value(plan, value) for plan, value in _wording_of(model))
            for wording, model in ((self.old, old), (self.new, new))
        ]
        return Told(words[0], words[1], fields)

    # Flows

    def _flow(self, old: Flow, new: Flow, fields: Sequence[FieldChange]) -> Iterator[tuple[ChangeKind, Told]]:
        """Yield a change for each node, interrupt and edge that came, fell out or became another."""
        groups: dict[tuple[str, int, bool], list[FieldChange]] = {}
        for each in fields:
            part, place = str(each.path[0]), each.path[1] if len(each.path) > 1 else -1
            is_new = len(each.path) == 2 and each.before is None
            groups.setdefault((part, int(place), is_new), []).append(each)
        for (part, place, is_new), several in groups.items():
            yield from self._flow_part((old, new), part, place, tuple(several), is_new=is_new)

    def _flow_part(
        self, pair: tuple[Flow, Flow], part: str, place: int, fields: tuple[FieldChange, ...], *, is_new: bool
    ) -> Iterator[tuple[ChangeKind, Told]]:
        olds: list[Any] = getattr(pair[0], part)
        news: list[Any] = getattr(pair[1], part)
        if place < 0:  # The whole list came or fell out.
            fields = tuple(fields)
            for index, each in enumerate(olds or news):
                told = self._flow_told(pair, None if news else each, None if olds else each)
                yield _flow_kind(part, told), Told(told.semula, told.menjadi, fields if not index else ())
            return
        before = None if is_new else olds[place]
        is_gone = len(fields) == 1 and len(fields[0].path) == 2 and fields[0].after is None
        after = news[place] if is_new else None if is_gone else self._later(pair, part, place, fields)
        told = self._flow_told(pair, before, after)
        yield _flow_kind(part, told), Told(told.semula, told.menjadi, fields)

    def _later(self, pair: tuple[Flow, Flow], part: str, place: int, fields: tuple[FieldChange, ...]) -> Any:
        """Return what a node or edge of the earlier flow has become: the one of its id, or of its ends."""
        old: Any = getattr(pair[0], part)[place]
        ends = {str(each.path[2]): each.after for each in fields if len(each.path) == 3}
        for each in getattr(pair[1], part):
            if isinstance(each, FlowEdge):
                if (each.from_, each.to) == (ends.get("from", old.from_), ends.get("to", old.to)):
                    return each
            elif each.id == old.id:
                return each
        return None

    def _flow_told(self, pair: tuple[Flow, Flow], before: Any, after: Any) -> Told:
        return Told(self._part_words(self.old, pair[0], before), self._part_words(self.new, pair[1], after), ())

    @staticmethod
    def _part_words(wording: Wording, flow: Flow, part: Any) -> str | None:
        if part is None:
            return None
        return wording.edge(flow, part) if isinstance(part, FlowEdge) else wording.node(part)


def _flow_kind(part: str, told: Told) -> ChangeKind:
    what = "flow-edge" if part == "edges" else "flow-node"
    how = "added" if told.semula is None else "removed" if told.menjadi is None else "changed"
    return ChangeKind(f"{what}-{how}")


def _number(model: Model) -> str | None:
    return getattr(model, "number", None)


def _said(wording: Wording, key: str, value: object) -> str | None:
    return None if value is None else wording.value(key, value)


def _wording_of(model: Model) -> Iterator[tuple[str, str]]:
    wording: Any = getattr(model, "wording", None)
    yield "wording_class", wording.wording_class
    if wording.because:
        yield "because", wording.because
