"""The source's errors stay, with what they mean beside them."""

from generator.text.errata import Erratum, apply_errata, mark_errata
from generator.text.markdown_subset import render_inline_html
from generator.text.placeholders import PlaceholderAlias, compile_placeholders, mark_placeholders
from generator.text.prose import Link
from tests.text.reading import read


def test_the_intended_form_is_no_part_of_the_letter() -> None:
    drawn, unused = apply_errata("Apabila *tidak merepon* selama", [Erratum("merepon", "merespon"), Erratum("x", "y")])
    page = read(drawn)
    assert page.text == "Apabila tidak merepon selama"
    assert page.additions == " [maksud: merespon]"
    assert unused == [Erratum("x", "y")]


def test_only_whole_words_are_marked() -> None:
    drawn, unused = apply_errata("Laporinya", [Erratum("Lapori", "Lapor")])
    assert drawn == "<p>Laporinya</p>"
    assert unused == [Erratum("Lapori", "Lapor")]


def test_an_erratum_cut_by_markup_says_once_what_it_means() -> None:
    for text in ("(Add Idpel, *dll*", "(Add [Idpel](https://x.id), dll", "(Add *Id*p**el**, dll"):
        drawn, unused = apply_errata(text, [Erratum("(Add Idpel, dll", "(Add Idpel, dll)")])
        assert read(drawn).text == "(Add Idpel, dll"
        assert read(drawn).additions == " [maksud: (Add Idpel, dll)]"
        assert unused == []


def test_an_erratum_may_enclose_a_placeholder_and_a_reference() -> None:
    letter = "{Bapak/Ibu ... Nama Pelanggan ...)"
    marks = (
        mark_errata([Erratum(letter, "{Bapak/Ibu ... Nama Pelanggan ...}"), Erratum("sini", "sana")]),
        mark_placeholders(compile_placeholders([PlaceholderAlias("nama", (letter,))])),
    )
    drawn = render_inline_html(f"{letter} di [[a/b|sini]]", resolve=lambda _: Link("../b/"), annotators=marks)
    assert '<span class="sigap-placeholder" data-sigap-placeholder="nama">' in drawn
    assert read(drawn).text == f"{letter} di sini"
    assert drawn.count("sigap-sic__intended") == 2
