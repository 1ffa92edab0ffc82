import time
from pathlib import Path

from generator.render.terms import Terms
from tests.contents import base_copy, edit, library_of

SECTION = "sections:\n"


def definition(name: str, term: str, text: str) -> str:
    return f"""
  - id: bagian-{name}
    body:
      - definition:
          id: {name}
          term: {term}
          text: {text}
"""


def terms_of(tmp_path: Path) -> Terms:
    """Return the terms of content in which a document and the glossary explain one word."""
    content = base_copy(tmp_path)
    edit(content, "documents/kasir/1/revision.yml", SECTION, SECTION + definition("tamu", "tamu", "Orang."))
    meaning = "{text: Umum., confirmed_by: B, confirmed_on: 2025-01-01}"
    text = f"terms:\n  - {{id: tamu, term: Tamu, sources: [kasir], meaning: {meaning}}}\n"
    (content / "glossary.yml").write_text(text, encoding="utf-8")
    library = library_of(content)
    assert library.content.problems == []
    return Terms(library)


def test_the_own_definition_of_a_document_comes_first(tmp_path: Path) -> None:
    book = terms_of(tmp_path).book("kasir")
    (span,) = book.matcher.find("Sapa tamu itu.")
    assert (span.term_id, book.explanations[span.term_id]) == ("kasir/tamu", "Orang.")


def test_elsewhere_a_definition_names_its_document(tmp_path: Path) -> None:
    book = terms_of(tmp_path).book(None)
    (span,) = book.matcher.find("Sapa tamu itu.")
    assert span.term_id == "kasir/tamu"
    assert book.explanations[span.term_id].startswith("Menurut Kasir")


def test_a_definition_is_not_explained_by_itself(tmp_path: Path) -> None:
    explanations = terms_of(tmp_path).book("kasir").explanations
    assert sorted(explanations) == ["istilah/tamu", "kasir/tamu"]
    left = explanations.without("kasir/tamu")
    assert (sorted(left), len(left), "kasir/tamu" in left) == (["istilah/tamu"], 1, False)
    assert left.get("kasir/tamu") is None


def test_books_do_not_grow_with_the_terms_of_others(tmp_path: Path) -> None:
    content = base_copy(tmp_path)
    many = "".join(definition(f"kata-{number}", f"Kata{number}", "Karangan.") for number in range(3000))
    edit(content, "documents/kasir/1/revision.yml", SECTION, SECTION + many)
    terms = Terms(library_of(content))
    begin = time.process_time()
    for _ in range(1000):
        terms.book("lain")
    assert time.process_time() - begin < 10  # a guard against hanging; about 0.1 as measured
