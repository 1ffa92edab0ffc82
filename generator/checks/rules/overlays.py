"""Family: changes for a time, their windows and what they replace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.checks.reading.still_used import plain
from generator.checks.rule import Finding, Words, rule
from generator.kinds.change.schema import Overlay
from generator.kinds.flow.schema import FlowNode
from generator.kinds.script.schema import Script
from generator.kinds.training.schema import ReadingStep
from generator.library import HeldRevision
from generator.model.fields import Missing
from generator.survey import Entry, RevisionReading, Survey, letter_of


@rule(
    "overlay-outside-document",
    message=Words(
        en="the window of this change ({window}) reaches outside of the time its document is in force ({document})",
        id="masa perubahan ini ({window}) keluar dari masa berlaku dokumennya ({document})",
    ),
    hint=Words(
        en="mend the window, or the dates of the revision",
        id="perbaiki masanya, atau tanggal berlaku revisinya",
    ),
    agent="Masa perubahan ini ({window}) tidak sesuai dengan masa berlaku dokumennya ({document}).",
)
def overlay_outside_document(survey: Survey) -> Iterator[Finding]:
    """A temporary change begins before its document is in force, or ends after it.

    Why it matters: in the days outside, nobody can say whether the temporary words or the usual ones hold. A change
    that was over before its document came into force is history that a revision took along, and holds nowhere.

    Wrong:
        effective: {from: 2025-09-15}
        overlay: {effective: {from: "2025-09-01 00:00", until: "2025-09-30 23:59", clock: local}}
    Right:
        effective: {from: 2025-09-15}
        overlay: {effective: {from: "2025-09-16 00:00", until: "2025-09-30 23:59", clock: local}}
    """
    for reading in survey.revisions:
        start, end = _bounds(reading.held)
        for overlay in reading.of(Overlay):
            window = overlay.model.effective
            first, last = window.from_.date(), window.until.date() if window.until else None
            is_history = start is not None and last is not None and last < start
            is_early = start is not None and first < start and not is_history
            is_late = end is not None and (last is None or last > end)
            if is_early or is_late:
                yield overlay_outside_document.finding(
                    window.place("until" if not is_early and window.until else "from"),
                    overlay,
                    window=f"{first.isoformat()} – {last.isoformat() if last else '…'}",
                    document=f"{start.isoformat() if start else '…'} – {end.isoformat() if end else '…'}",
                )


def _bounds(held: HeldRevision) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of a revision, by its publication where there is one."""
    start, end = held.term.start, held.term.end
    return start.wall.date() if start else None, (end.wall - dt.timedelta(minutes=1)).date() if end else None


def _known(day: dt.date | Missing | None) -> dt.date | None:
    return None if isinstance(day, Missing) else day


@rule(
    "expired-overlay-led-to",
    message=Words(
        en="this leads to '{script}', whose window ended on {until}",
        id="ini menuju '{script}', yang masanya berakhir pada {until}",
    ),
    hint=Words(
        en="lead to the script that has returned ({usual})",
        id="arahkan ke kalimat yang berlaku kembali ({usual})",
    ),
    agent="Kalimat {script} hanya berlaku sampai {until}; sekarang berlaku kembali {usual}.",
    arises_with_time=True,
)
def expired_overlay_led_to(survey: Survey) -> Iterator[Finding]:
    """A node of a flow, or a reading order, leads to a temporary script whose window has passed.

    Why it matters: agents greet customers for a day of celebration that is long over.

    Wrong:
        - overlay: {script: layanan-chat/salam-hari-air, effective: {from: 2025-03-16, until: 2025-03-22}}
        - nodes: [{id: salam, clause: layanan-chat/salam-hari-air}]
    Right:
        - overlay: {script: layanan-chat/salam-hari-air, effective: {from: 2025-03-16, until: 2025-03-22}}
        - nodes: [{id: salam, clause: layanan-chat/salam-tipe-1}]

    Limits: nothing is said of a document that has ended itself.
    """
    for reading in survey.revisions:
        end = _known(reading.held.revision.effective.until)
        if end is not None and end < survey.on:
            continue
        led = [(entry, "clause", entry.model.clause) for entry in reading.of(FlowNode)]
        for overlay in reading.of(Overlay):
            until = overlay.model.effective.until
            if until is None or until.date() >= survey.on:
                continue
            steps = [(entry, "to", entry.model.to) for entry in survey.shared.of(ReadingStep)]
            for entry, key, address in [*led, *steps]:
                if address == overlay.model.script:
                    yield expired_overlay_led_to.finding(
                        entry.model.place(key),
                        entry,
                        also=[overlay],
                        script=address,
                        until=until.date().isoformat(),
                        usual=overlay.model.replaces,
                    )


@rule(
    "overlay-misses-copy",
    message=Words(
        en="these are the words of '{script}', which '{overlay}' replaces for a time; here they stay",
        id="kalimat ini sama dengan '{script}' yang untuk sementara diganti '{overlay}'; di sini tetap yang semula",
    ),
    hint=Words(
        en="use the script by its id, so that it is replaced here too",
        id="pakai kalimatnya lewat id-nya, agar di sini ikut berganti",
    ),
    agent="Kalimat ini untuk sementara diganti oleh {overlay}.",
)
def overlay_misses_copy(survey: Survey) -> Iterator[Finding]:
    """The words of a script that is replaced for a time are written out once more, where nothing replaces them.

    Why it matters: during the window the page shows two greetings, and one of them is not the one to be said.

    Wrong:
        - overlay: {replaces: layanan-chat/salam-tipe-1, script: layanan-chat/salam-hari-air}
        - text: "Petugas menyapa: Air Tirta, selamat pagi, ada yang bisa dibantu?"
    Right:
        - overlay: {replaces: layanan-chat/salam-tipe-1, script: layanan-chat/salam-hari-air}
        - body: [{script: salam-tipe-1}]

    Limits: only copies to the letter are found, within documents of the same brand; windows that have passed are
    left out.
    """
    for reading in survey.revisions:
        for overlay in reading.of(Overlay):
            until = overlay.model.effective.until
            script = reading.find(overlay.model.replaces)
            if script is None or not isinstance(script.model, Script) or (until and until.date() < survey.on):
                continue
            for other in survey.revisions:
                if set(other.document.document.brands) & set(reading.document.document.brands):
                    yield from _copies(other, script.model, overlay)


def _copies(reading: RevisionReading, script: Script, overlay: Entry[Overlay]) -> Iterator[Finding]:
    wanted = plain(letter_of(script.text))
    for text in reading.texts:
        model = text.entry.model
        if len(text.letter) < len(wanted) or model is script or not text.found.role.is_verbatim:
            continue
        if isinstance(model, Script) and not set(model.channels) & {*script.channels, *overlay.model.channels}:
            continue
        if wanted in plain(text.letter):
            start = " ".join(script.text.split()[:2])
            yield overlay_misses_copy.finding(
                model.place_in_text(*text.found.path, offset=max(0, text.found.value.find(start))),
                text.entry,
                also=[overlay],
                script=overlay.model.replaces,
                overlay=overlay.model.script,
            )
