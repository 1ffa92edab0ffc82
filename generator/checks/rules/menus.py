"""Menus: one label for one menu, and one menu for one label."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.reading.menu_words import Label, clicked_labels, forms_in, is_common_label, menu_labels
from generator.checks.rule import Finding, Words, rule
from generator.kinds.settings.schema import Application
from generator.survey import Survey, Text, letter_of


@rule(
    "menu-in-two-languages",
    message=Words(
        en="one menu has two names here: '{one}' at {first} and '{other}'",
        id="satu menu mempunyai dua nama di sini: '{one}' pada {first} dan '{other}'",
    ),
    hint=Words(
        en="write the label as the screen shows it, in both places",
        id="tulis labelnya seperti pada layar, di kedua tempat",
    ),
    agent="Menu ini disebut “{other}” di sini dan “{one}” pada {first}.",
)
def menu_in_two_languages(survey: Survey) -> Iterator[Finding]:
    """A document names a menu or button in two languages or spellings, such as Profil and Profile.

    Why it matters: the agent looks for a label that is not on the screen, or guides a customer to it.

    Wrong:
        - {id: ubah-foto, answer: "Profile >> Ubah Foto"}
        - {id: ubah-nama, answer: "Profil >> Ubah Nama"}
    Right:
        - {id: ubah-foto, answer: "Profil >> Ubah Foto"}
        - {id: ubah-nama, answer: "Profil >> Ubah Nama"}

    Limits: knows the common words of screens; labels of different applications are not compared.
    """
    declared = {name.casefold() for entry in survey.shared.of(Application) for name in entry.model.named}
    for reading in survey.revisions:
        uses: dict[tuple[str, str], dict[str, list[Label]]] = {}
        for label in menu_labels(reading):
            for meaning, form in forms_in(label.words):
                uses.setdefault((label.application, meaning), {}).setdefault(form, []).append(label)
        for forms in uses.values():
            if len(forms) == 1:
                continue
            usual = _usual(forms, declared)
            for form, labels in forms.items():
                label, other = labels[0], forms[usual][0]
                if form != usual and not label.is_glossed(form, usual) and not _are_two_clicks(labels, forms[usual]):
                    yield menu_in_two_languages.finding(
                        label.text.place(label.offset),
                        label.text.entry,
                        also=[other.text.entry],
                        one=usual,
                        other=form,
                        first=other.text.entry.address,
                    )


def _are_two_clicks(labels: list[Label], others: list[Label]) -> bool:
    """Tell whether the two words stand one after the other in one path: then they are two labels, not one."""
    paths = {id(label.text.entry) for label in others}
    return all(id(label.text.entry) in paths for label in labels)


def _usual(forms: dict[str, list[Label]], declared: set[str]) -> str:
    """Return the form that stands most often; of several the one that an application declares, then the first."""
    return max(forms, key=lambda form: (len(forms[form]), form in declared))


@rule(
    "label-in-two-applications",
    message=Words(
        en="'{label}' is clicked in {one} at {first} and in {other} here",
        id="'{label}' diklik pada {one} ({first}) dan pada {other} di sini",
    ),
    hint=Words(
        en="name the application wherever the label stands alone",
        id="sebutkan aplikasinya di setiap tempat label itu berdiri sendiri",
    ),
    agent="“{label}” ada pada {one} dan pada {other}; pastikan aplikasinya.",
)
def label_in_two_applications(survey: Survey) -> Iterator[Finding]:
    """The same label is clicked in two applications of one document and means two things.

    Why it matters: told to click it, the agent may click in the wrong application.

    Wrong:
        - click: {application: sigma, path: [Lapor Ulang]}
        - click: {application: peta-air, path: [Jenis Laporan, Lapor Ulang]}
    Right:
        - click: {application: sigma, path: [Lapor Ulang]}
        - click: {application: peta-air, path: [Jenis Laporan, Laporan Berulang]}

    Limits: labels that every application has, such as Simpan, are left out.
    """
    names = {entry.model.id: entry.model.name for entry in survey.shared.of(Application)}
    for reading in survey.revisions:
        firsts: dict[str, tuple[str, Text]] = {}
        reported: set[str] = set()
        for application, label, text in clicked_labels(reading):
            key = letter_of(label).casefold()
            if not key or is_common_label(label):
                continue
            first, earlier = firsts.setdefault(key, (application, text))
            if first != application and key not in reported:
                reported.add(key)
                yield label_in_two_applications.finding(
                    text.found.location,
                    text.entry,
                    also=[earlier.entry],
                    label=label,
                    one=names.get(first, first),
                    other=names.get(application, application),
                    first=earlier.entry.address,
                )
