"""The text of a revision that is opened as a copy: what is new in revision.yml and document.yml; all else stays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.fmt import write_tree
from generator.fmt_tree import Child, Collection, TextLeaf, TreeReader, Value
from generator.kinds.document.schema import Revision
from generator.model.fields import Missing
from generator.render.dates import long_date
from generator.revisions.acts.words import FILL_IN
from generator.yaml_text import decode

LONG_DAY = re.compile(r"\d{1,2} [A-Za-z]+ \d{4}")
OF_THE_SOURCE = ("issued_text", "pages_note", "approvals", "approvals_gap")
"""What the source said of its own publication; the new revision gets its dates and its sheet from the register."""
DAY_FORMS = ((re.compile(r"\d\d/\d\d/\d\d"), "%d/%m/%y"), (re.compile(r"\d\d/\d\d/\d{4}"), "%d/%m/%Y"))


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new revision is opened as.

    Attributes:
        key: Its key.
        from_key: The key of the revision that is copied.
        version: Its version, in words.
        on: The day on which it is opened.
        issued_on: The date on the document, if it is known already.
    """

    key: str
    from_key: str
    version: str
    on: dt.date
    issued_on: dt.date | None = None


def next_version(revision: Revision, key: str) -> str:
    """Return the version that follows: `Rev-3` of revision 3 becomes `Rev-4` in revision 4; else the key itself."""
    version = "" if isinstance(revision.version, Missing) else revision.version
    found = re.findall(rf"(?<![\w.]){re.escape(revision.revision)}(?![\w.])", version)
    return re.sub(rf"(?<![\w.]){re.escape(revision.revision)}(?![\w.])", key, version) if len(found) == 1 else key


def opened_revision(data: bytes, revision: Revision, opening: Opening) -> str:
    """Return revision.yml of a new revision.

    Args:
        data: The file of the revision that is copied, which has no faults.
        revision: What that file says.
        opening: What is new.
    """
    root, reader = _read(data)
    fields = _mapping(root.value)
    _put(fields, "revision", _quoted(opening.key))
    _put(fields, "version", _quoted(opening.version))
    _put(fields, "issued_on", _leaf(opening.issued_on.isoformat()) if opening.issued_on else _at_publication())
    effective = _mapping(_find(fields, "effective").value)
    _put(effective, "from", _at_publication())
    _take_out(effective, ("until",))
    _put(fields, "pages", _at_publication())
    _put(fields, "adopted", _leaf("false"))
    _put(fields, "source_note", TextLeaf(_note(opening), "|", None))
    _take_out(fields, OF_THE_SOURCE)
    _add_row(fields, _row(revision, opening))
    return write_tree(root, reader.footer)


def listed_revision(data: bytes, position: int, key: str) -> str:
    """Return document.yml with one more revision.

    Args:
        data: The file, which has no faults.
        position: Where in the list of revisions it goes, counted from 0.
        key: The key of the revision.
    """
    root, reader = _read(data)
    revisions = _mapping(_find(_mapping(root.value), "revisions").value)
    is_flow = any(isinstance(each.value, Collection) and each.value.is_flow for each in revisions.children)
    item = Collection(is_mapping=True, is_flow=is_flow, own_column=-1 if is_flow else 0)
    item.children = [_pair("revision", _quoted(key))]
    revisions.children.insert(position, Child(value=item))
    return write_tree(root, reader.footer)


def _read(data: bytes) -> tuple[Child, TreeReader]:
    reader = TreeReader(decode(data, "")[0])
    return reader.read(), reader


def _note(opening: Opening) -> str:
    return (
        f"Revisi ini dibuka dari revisi {opening.from_key} pada {long_date(opening.on)}; naskahnya disusun di Sigap, "
        "bukan salinan dari sumber."
    )


def _row(revision: Revision, opening: Opening) -> Collection:
    """Return the row of the log: who wrote the revision and what was changed is left to its author."""
    change = _block([_pair("change", _leaf(FILL_IN))])
    changes = Collection(is_mapping=False, is_flow=False, own_column=0, children=[Child(value=change)])
    return _block(
        [
            _pair("version", _quoted(opening.version)),
            _pair("author", _leaf(FILL_IN)),
            _pair("date_text", _text(_day_like(opening.on, [row.date_text for row in revision.log]))),
            _pair("date", _leaf(opening.on.isoformat())),
            _pair("changes", changes),
        ]
    )


def _day_like(day: dt.date, earlier: list[str]) -> str:
    """Return a day in the form that the last row of the log has, else in words."""
    last = earlier[-1] if earlier else ""
    form = next((form for pattern, form in DAY_FORMS if pattern.fullmatch(last)), None)
    return day.strftime(form) if form else long_date(day)


def _add_row(fields: Collection, row: Collection) -> None:
    log = next((each for each in fields.children if each.key and each.key.value == "log"), None)
    if log is None:
        rows = Collection(is_mapping=False, is_flow=False, own_column=0, children=[])
        log = _pair("log", rows)
        after = ("log_columns", "gaps", "sections")
        names = [each.key.value if each.key else "" for each in fields.children]
        fields.children.insert(min(names.index(name) for name in after if name in names), log)
    rows = _mapping(log.value)
    rows.is_flow = False
    rows.children.append(Child(value=row))


def _find(fields: Collection, key: str) -> Child:
    """Return the entry of a mapping; the file has been read, so a required one is there."""
    return next(child for child in fields.children if child.key and child.key.value == key)


def _mapping(value: Value | None) -> Collection:
    if not isinstance(value, Collection):
        raise TypeError(value)
    return value


def _put(fields: Collection, key: str, value: Value) -> None:
    """Set the value of a key; comments around it stay."""
    _find(fields, key).value = value


def _take_out(fields: Collection, keys: Iterable[str]) -> None:
    """Take keys out; comments above them stay, above what follows."""
    kept: list[Child] = []
    above: list[str] = []
    for child in fields.children:
        if child.key and child.key.value in keys:
            above += filter(None, child.before)
        else:
            child.before = [*above, *child.before]
            above = []
            kept.append(child)
    fields.children = kept
    fields.tail = [*above, *fields.tail]


def _at_publication() -> Collection:
    pair = _pair("missing", _leaf("at-publication"))
    return Collection(is_mapping=True, is_flow=True, own_column=-1, children=[pair])


def _block(children: list[Child]) -> Collection:
    return Collection(is_mapping=True, is_flow=False, own_column=0, children=children)


def _pair(key: str, value: Value) -> Child:
    return Child(key=_leaf(key), value=value)


def _leaf(text: str) -> TextLeaf:
    return TextLeaf(text, "", text)


def _quoted(text: str) -> TextLeaf:
    """Return a text that always stands in quotes, as editors would take 1.10 for a number."""
    return TextLeaf(text, "", None)


def _text(text: str) -> TextLeaf:
    return _leaf(text) if LONG_DAY.fullmatch(text) else TextLeaf(text, "", None)
