"""What stands in a frame of its own: scripts, records, gaps, figures, change pairs, questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.kinds.change.schema import Change, Overlay, Side
from generator.kinds.change.view import rules_of
from generator.kinds.faq.schema import FaqEntry, FaqGroup
from generator.kinds.faq.view import faq_group_title
from generator.kinds.figure.schema import Figure
from generator.kinds.gap.schema import Gap
from generator.kinds.gap.view import ask_words
from generator.kinds.record.schema import Record, RecordEntry
from generator.kinds.script.schema import Script
from generator.kinds.script.view import notes_of, replacements_of, validity_at, wording_of
from generator.pdf.text import Json
from generator.render.labels import label

if TYPE_CHECKING:
    from generator.pdf.writer import Writer


def script_data(writer: Writer, script: Script) -> Json:
    """Return a script: what it is, its words, when it holds. Whether it holds today is not said on paper."""
    page, texts = writer.page, writer.texts
    unit = page.unit_of(script)
    anchor = writer.anchor(script)
    address = unit.address if unit else ""
    wording = wording_of(page, script)
    channels = ", ".join(page.name(channel) for channel in script.channels)
    return {
        "kind": "script",
        "anchor": anchor,
        "number": script.number,
        "title": texts.letter(script.title, script),
        "wording": wording.name,
        "is_fixed": wording.id == "locked",
        "because": [writer.link(script.wording.because)] if script.wording.because else None,
        "where": " · ".join([page.name(script.brand), channels, script.purpose, *notes_of(script)]),
        "text": texts.script(script),
        "is_said": script.medium != "recorded",
        "validity": _validity_words(writer, address),
        "remark": texts.prose(script.remark) if script.remark and (anchor or not unit) else None,
    }


def _validity_words(writer: Writer, address: str) -> list[Json]:
    """Return the windows of a script in words, as runs: its own, and those in which another takes its place."""
    found: list[Json] = []
    if validity := validity_at(writer.page, address):
        found.append({"runs": [{"text": label("validity.brought", words=validity.words)}]})
    overlays = writer.page.build.overlays.replacing_of(address, writer.page.held)
    for held, replacement in zip(overlays, replacements_of(writer.page, address), strict=True):
        lead = label("validity.replaced", words=replacement.validity.words)
        channels = label("validity.replaced-channels", channels=replacement.channels)
        found.append({"runs": [{"text": f"{lead} "}, writer.link(held.overlay.script), {"text": f" {channels}."}]})
    return found


def record_data(writer: Writer, record: Record) -> Json:
    """Return what is to be written where."""
    anchor = writer.anchor(record)
    texts = writer.texts
    return {
        "kind": "record",
        "anchor": anchor,
        "head": label("record.in"),
        "title": texts.letter(record.title, record) if record.title else None,
        "applications": ", ".join(writer.page.name(each) for each in record.applications),
        "text": texts.prose(record.text, record) if record.text else [],
        "entries": [_entry(writer, record, entry) for entry in record.entries],
        "remark": texts.prose(record.remark) if record.remark and anchor else None,
    }


def _entry(writer: Writer, record: Record, entry: RecordEntry) -> Json:
    texts = writer.texts
    return {
        "number": entry.number,
        "field": texts.letter(entry.field, record),
        "value": texts.letter(entry.value, record) if entry.value else None,
        "pattern": texts.pattern(entry.pattern, record) if entry.pattern else None,
        "instruction": texts.letter(entry.instruction, record) if entry.instruction else None,
    }


def gap_data(writer: Writer, gap: Gap) -> Json:
    """Return a gap, which names its kind in words."""
    texts = writer.texts
    return {
        "kind": "gap",
        "anchor": writer.anchor(gap),
        "head": label(f"gap.{gap.kind}"),
        "pages": gap.source_page,
        "text": texts.prose(gap.text),
        "question": texts.inline(gap.question) if gap.question else None,
        "facts": [
            {"text": texts.inline(fact.text), "source": [writer.link(fact.source)] if fact.source else None}
            for fact in gap.facts
        ],
        "ask": ask_words(writer.page, gap),
    }


def figure_data(writer: Writer, figure: Figure) -> Json:
    """Return what is left of a picture of the source; a lost one is a gap."""
    texts = writer.texts
    return {
        "kind": "figure",
        "anchor": writer.anchor(figure),
        "is_lost": figure.state in ("lost", "partly-lost"),
        "head": label(f"figure.{figure.state}"),
        "caption": texts.letter(figure.caption, figure) if figure.caption else None,
        "text": texts.prose(figure.text),
        "question": texts.inline(figure.question) if figure.question else None,
        "labels": [texts.letter(words, figure) for words in figure.labels],
        "lines": [texts.inline(line, figure) for line in figure.lines],
        "body": writer.body(figure.body, figure),
        "remark": texts.prose(figure.remark) if figure.remark else None,
    }


def _rules(writer: Writer, overlay: Overlay) -> Iterator[str]:
    for rule in rules_of(writer.page, overlay):
        words = f"{rule.words} ({rule.title})" if rule.words else rule.title
        yield f"{label(f'change.rules.{rule.kind}')} {words}"


def change_data(writer: Writer, change: Change) -> Json:
    """Return Semula and Menjadi. What was is history, unless it returns; the window stands in words."""
    texts, overlay = writer.texts, change.overlay
    anchor = writer.anchor(change)
    window, note = "", ""
    held = writer.page.build.overlays.of(change)
    if overlay and held:
        validity = held.validity
        channels = ", ".join(writer.page.name(channel) for channel in overlay.channels)
        window = ". ".join([f"{validity.words} · {channels}", *_rules(writer, overlay)])
        note = label("validity.local-note") if validity.clock == "local" else ""
    return {
        "kind": "change",
        "anchor": anchor,
        "title": texts.letter(change.title, change) if change.title else None,
        "before": _side(writer, change, change.before, label("change.before")),
        "before_state": label("pdf-text.change.returns" if overlay else "change.history"),
        "after": _side(writer, change, change.after, label("change.after")),
        "after_state": label("change.temporary") if overlay else None,
        "window": window,
        "window_note": note,
        "notes": [texts.prose(note) for note in (change.note, change.remark) if note],
    }


def _side(writer: Writer, change: Change, side: Side, usual: str) -> Json:
    words = writer.texts.letter(side.label or usual, change)
    return {"label": words, "body": writer.body(side.body, change)}


def faq_group_data(writer: Writer, group: FaqGroup) -> Json:
    """Return questions and answers under their heading."""
    return {
        "kind": "faq-group",
        "anchor": writer.anchor(group),
        "title": writer.texts.letter(faq_group_title(group), group),
        "entries": [_faq_entry(writer, entry) for entry in group.entries],
    }


def _faq_entry(writer: Writer, entry: FaqEntry) -> Json:
    texts = writer.texts
    unit = writer.page.unit_of(entry)
    return {
        "anchor": writer.anchor(entry),
        "number": unit.number if unit and unit.number else entry.number,
        "question": texts.inline(entry.question, entry),
        "when": writer.page.when(entry.when),
        "answer": texts.prose(entry.answer, entry) if entry.answer else [],
        "body": writer.body(entry.body, entry),
        "gap": gap_data(writer, entry.gap) if entry.gap else None,
        "remark": texts.prose(entry.remark) if entry.remark else None,
    }
